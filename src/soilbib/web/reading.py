"""Uploads, read by a process of their own that can be ended: too slow, too large in memory, or crashed by its input.

The process is this module run as a program: a header line of JSON and the file's bytes come in, one JSON document
goes out. It gets no path and opens no file.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from io import BytesIO

import msgspec
from msgspec import Struct

from soilbib.errors import Place, Problem, SoilbibError
from soilbib.model import Record
from soilbib.web.settings import Settings

MOST_PROBLEMS = 1_000
SHORT = 2_000
"""Characters kept of a problem's text."""


class Job(Struct, frozen=True):
    """What the reading process is asked: the name shown in messages, the format (empty: told by content), limits."""

    name: str
    format: str = ""
    seconds: int = 60
    memory: int = 0


class Upload(Struct, frozen=True):
    """One file as it was read: its name, format, records, and what was wrong with it.

    ``vocabulary`` are the categories that a listing page offers to filter by, each with the one that it stands under.
    """

    name: str
    format: str = ""
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_out: int = 0
    vocabulary: tuple[tuple[str, str], ...] = ()


async def read_upload(name: str, data: bytes, settings: Settings, format_name: str = "") -> Upload:
    """Read a file's bytes in another process; what goes wrong with it is a problem of the upload."""
    job = Job(_shown(name), format_name, int(settings.reading_seconds), settings.reading_memory)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        async with asyncio.timeout(settings.reading_seconds):
            answer, _ = await process.communicate(msgspec.json.encode(job) + b"\n" + data)
    except TimeoutError:
        return _failed(job, f"reading took more than {settings.reading_seconds:g} seconds and was ended")
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    try:
        return msgspec.json.decode(answer, type=Upload)
    except msgspec.DecodeError:
        return _failed(job, "reading failed: the file asks for more than the limits allow, or is broken")


def _shown(name: str) -> str:
    """A file's own name without folders and control characters, as it is shown in messages."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in last if char.isprintable())[:200] or "upload"


def _failed(job: Job, why: str) -> Upload:
    return Upload(job.name, job.format, problems=(Problem("E106", why, Place(job.name)),))


def read_job(line: bytes, data: bytes) -> Upload:
    """Do what a job says."""
    from soilbib.formats import read_source
    from soilbib.streams import InputStream, Limits

    job = msgspec.json.decode(line, type=Job)
    _limit(job)
    try:
        source = InputStream(BytesIO(data), job.name, Limits(record=Limits().size))
        reading = read_source(source, job.format or None)
    except SoilbibError as error:
        return Upload(job.name, job.format, problems=(Problem("E103", str(error), Place(job.name)),))
    problems = tuple(_short(problem) for problem in reading.problems)
    return Upload(
        job.name,
        reading.format,
        reading.records,
        problems[:MOST_PROBLEMS],
        len(problems[MOST_PROBLEMS:]),
        _vocabulary(data, job.name) if reading.format == "listing" else (),
    )


def _vocabulary(data: bytes, name: str) -> tuple[tuple[str, str], ...]:
    from soilbib.formats.listing import read_vocabulary
    from soilbib.streams import InputStream

    text = InputStream(BytesIO(data), name).text()
    return tuple((category.name, category.parent) for category in read_vocabulary(text))


def _short(problem: Problem) -> Problem:
    return msgspec.structs.replace(problem, text=problem.text[:SHORT])


def _limit(job: Job) -> None:
    """Limit this process's processor time and memory, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (job.seconds, job.seconds + 1))
        if job.memory:
            resource.setrlimit(resource.RLIMIT_AS, (job.memory, job.memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Read the job and the file from standard input, and write the upload to standard output."""
    line, _, data = sys.stdin.buffer.read().partition(b"\n")
    sys.stdout.buffer.write(msgspec.json.encode(read_job(line, data)))


if __name__ == "__main__":
    main()
