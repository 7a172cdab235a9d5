"""Many conversions: each input to a file of its own, in the same tree below one folder, in several processes."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from soilbib import formats
from soilbib.cli.conversion import Job, convert
from soilbib.cli.log import Log
from soilbib.cli.messages import Messages, losses_summary, plural, write_json
from soilbib.cli.report import hash_file
from soilbib.cli.sources import Source
from soilbib.errors import InputError, OutputError, Problem, SoilbibError

_MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class Batch:
    """What is asked of many conversions."""

    folder: str
    job: Job
    jobs: int = 1
    keep_going: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one input: its row of the manifest, what is to be shown, and the error that ended it."""

    row: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    rejected: int = 0
    refused: bool = False
    error: SoilbibError | None = None


def convert_batch(sources: Sequence[Source], batch: Batch, messages: Messages, manifest: str | None) -> int:
    """Convert each input to its own file; returns the exit status.

    The files, the messages and the rows of the manifest are the same for any number of processes. Raises the
    error of the first input that fails unless ``keep_going``.
    """
    tasks = list(zip(sources, output_names(sources, batch.job.target), strict=True))
    Path(batch.folder).mkdir(parents=True, exist_ok=True)
    done: list[Done] = []
    with messages.bar("converting", sum(source.size for source in sources)) as advance:
        for (source, _), result in zip(tasks, _results(tasks, batch), strict=False):
            messages.problems(result.problems)
            if result.error and not batch.keep_going:
                _write_manifest(manifest, [*done, result])
                raise result.error
            if result.error:
                messages.failure(str(result.error))
            done.append(result)
            advance(source.size)
    _write_manifest(manifest, done)
    _summarise(messages, done, batch.folder)
    if any(result.refused for result in done):
        return 1
    return 4 if any(result.error or result.rejected for result in done) else 0


def output_names(sources: Sequence[Source], target: str) -> list[str]:
    """Where each output belongs below the folder: the input's place with the format's own extension.

    Inputs that would share an output keep their whole name before the extension, and a number where even
    that is shared.
    """
    extension = formats.find_format(target).extensions[0]
    plain = [str(PurePosixPath(source.relative).with_suffix(extension)) for source in sources]
    shared = {name for name, count in Counter(plain).items() if count > 1}
    names: list[str] = []
    taken = set(plain) - shared
    for source, name in zip(sources, plain, strict=True):
        fresh = name if name not in shared else f"{source.relative}{extension}"
        number = 1
        while name in shared and fresh in taken:
            number += 1
            fresh = f"{source.relative}-{number}{extension}"
        taken.add(fresh)
        names.append(fresh)
    return names


def _results(tasks: list[tuple[Source, str]], batch: Batch) -> Iterator[Done]:
    """What becomes of the inputs, in their order."""
    if batch.jobs == 1 or len(tasks) == 1:
        for source, name in tasks:
            yield _convert_one(source, name, batch)
        return
    with ProcessPoolExecutor(min(batch.jobs, len(tasks))) as pool:
        running: list[Future[Done]] = [pool.submit(_convert_one, *task, batch) for task in tasks]
        try:
            for future in running:
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _convert_one(source: Source, name: str, batch: Batch) -> Done:
    """Convert one input; every failure of its own is part of the result."""
    row: dict[str, Any] = {"path": source.name, "output": None, "format": "", "records": 0, "written": 0}
    begin = time.perf_counter()
    with Log(Messages(), silent=True) as log:
        error: SoilbibError | None = None
        refused = False
        try:
            target = safe_target(batch.folder, name, source)
            outcome = convert([source], str(target), batch.job, log)
            row |= outcome.inputs[0]
            refused = outcome.refused
            if not refused:
                row |= {"output": name, "written": outcome.records, "output_sha256": hash_file(target)}
        except SoilbibError as failed:
            error = failed
            row["error"] = str(failed)
        row |= {
            "rejected": log.rejected,
            "lost": dict(log.lost),
            "problems": [str(problem) for problem in log.first[:_MOST_PROBLEMS]],
            "seconds": round(time.perf_counter() - begin, 3),
        }
        return Done(row, tuple(log.first[:_MOST_PROBLEMS]), log.rejected, refused, error)


def safe_target(folder: str, name: str, source: Source) -> Path:
    """The path of an output, its folders made; raises where it would be outside the folder or upon the input."""
    pure = PurePosixPath(name.replace("\\", "/"))
    root = Path(os.path.realpath(folder))
    if (
        pure.is_absolute()
        or ".." in pure.parts
        or any(":" in part for part in pure.parts[:1])
        or "\0" in name
    ):
        raise InputError(f"{source.name}: its name leads out of the output folder")
    target = root.joinpath(*pure.parts)
    real = Path(os.path.realpath(target))
    if not real.is_relative_to(root):
        raise OutputError(f"{target}: leads out of the output folder by a link")
    if not source.member and os.path.realpath(source.path) == str(real):
        raise OutputError(f"{target}: is the input itself")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{target.parent}: cannot be made ({error.strerror or error})") from None
    return target


def _write_manifest(path: str | None, done: Sequence[Done]) -> None:
    if not path:
        return
    rows = [result.row for result in done]
    totals = {key: sum(row[key] for row in rows) for key in ("records", "written", "rejected")}
    failed = sum("error" in row for row in rows)
    write_json(path, {"files": rows, "totals": {"files": len(rows), "failed": failed, **totals}})


def _summarise(messages: Messages, done: Sequence[Done], folder: str) -> None:
    lost: Counter[str] = Counter()
    for result in done:
        lost.update(result.row["lost"])
    written = sum(result.row["written"] for result in done)
    parts = [f"{plural(len(done), 'input')}, {plural(written, 'record')}"]
    failed = sum(result.error is not None for result in done)
    rejected = sum(result.rejected for result in done)
    refused = sum(result.refused for result in done)
    if failed:
        parts.append(f"{failed} failed")
    if rejected:
        parts.append(f"{rejected} rejected")
    if lost:
        parts.append(losses_summary(lost))
    if refused:
        parts.append(f"{refused} not written (--strict)")
    messages.summary(f"{folder}: {'; '.join(parts)}")
