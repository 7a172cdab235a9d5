"""Many conversions: each input to a file of its own, in the same tree below one folder, in several processes."""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import click

from soilbib import formats
from soilbib.cli.conversion import Job, convert
from soilbib.cli.log import KINDS, Log
from soilbib.cli.messages import Messages, losses_summary, plural, write_json
from soilbib.cli.report import hash_file, report_facts, write_report
from soilbib.cli.sidecar import Sidecar
from soilbib.cli.sources import Source
from soilbib.errors import InputError, OutputError, Problem, SoilbibError

_MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class Batch:
    """What is asked of many conversions.

    ``rejects`` and ``sidecars`` are folders for the text of rejected records and for what the outputs cannot
    hold, in the same tree. In the folder ``notes`` each conversion leaves what the report is made of.
    """

    folder: str
    job: Job
    jobs: int = 1
    keep_going: bool = False
    rejects: str = ""
    sidecars: str = ""
    notes: str = ""


class Task(NamedTuple):
    """One conversion of a batch: its number, its input, and where its output belongs below the folder."""

    number: int
    source: Source
    name: str


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one input: its row of the manifest, what is to be shown, and the error that ended it."""

    row: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    rejected: int = 0
    refused: bool = False
    error: SoilbibError | None = None


def convert_batch(
    sources: Sequence[Source],
    batch: Batch,
    messages: Messages,
    *,
    manifest: str | None = None,
    report: str | None = None,
) -> int:
    """Convert each input to its own file; returns the exit status.

    The files, the messages, the report and the rows of the manifest are the same for any number of processes.
    Raises the error of the first input that fails unless ``keep_going``.
    """
    names = output_names(sources, batch.job.target)
    tasks = [Task(number, *pair) for number, pair in enumerate(zip(sources, names, strict=True))]
    for folder in filter(None, (batch.folder, batch.rejects, batch.sidecars)):
        _make_folder(folder)
    done: list[Done] = []
    with tempfile.TemporaryDirectory() as notes:
        try:
            _convert_all(tasks, replace(batch, notes=notes if report else ""), messages, done)
        finally:
            _write_manifest(manifest, done)
            if report:
                _write_report(report, done, batch, notes)
    _summarise(messages, done, batch)
    if any(result.refused for result in done):
        return 1
    return 4 if any(result.error or result.rejected for result in done) else 0


def _convert_all(tasks: Sequence[Task], batch: Batch, messages: Messages, done: list[Done]) -> None:
    """Convert each input and note what became of it; raises the first error unless the batch goes on."""
    with messages.bar("converting", sum(task.source.size for task in tasks)) as advance:
        for task, result in zip(tasks, _results(tasks, batch), strict=False):
            messages.problems(result.problems)
            done.append(result)
            if result.error and not batch.keep_going:
                raise result.error
            if result.error:
                messages.failure(str(result.error))
            advance(task.source.size)


def _make_folder(folder: str) -> None:
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputError(f"{folder}: is a file; with -o FOLDER/ this must be a folder") from None
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made ({error.strerror or error})") from None


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


def _results(tasks: Sequence[Task], batch: Batch) -> Iterator[Done]:
    """What becomes of the inputs, in their order."""
    if batch.jobs == 1 or len(tasks) == 1:
        for task in tasks:
            yield _convert_one(task, batch)
        return
    with ProcessPoolExecutor(min(batch.jobs, len(tasks))) as pool:
        running: list[Future[Done]] = [pool.submit(_convert_one, task, batch) for task in tasks]
        try:
            for future in running:
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _convert_one(task: Task, batch: Batch) -> Done:
    """Convert one input; every failure of its own is part of the result."""
    source, name = task.source, task.name
    row: dict[str, Any] = {"path": source.name, "output": None, "format": "", "records": 0, "written": 0}
    begin = time.perf_counter()
    error: SoilbibError | None = None
    refused = False
    rejects = str(Path(batch.rejects, f"{name}.txt")) if batch.rejects else None
    with Log(Messages(), rejects, keep=bool(batch.notes), silent=True) as log:
        try:
            target = safe_target(batch.folder, name, source)
            if rejects:
                safe_target(batch.rejects, f"{name}.txt", source)
            sidecar = _sidecar(batch.sidecars, source, name, str(target))
            outcome = convert([source], str(target), batch.job, log, restore=sidecar)
            row |= outcome.inputs[0]
            refused = outcome.refused
            if not refused:
                row |= {"output": name, "written": outcome.records, "output_sha256": hash_file(target)}
            if sidecar and not refused:
                sidecar.write(batch.job.target)
        except SoilbibError as failed:
            error = failed
            row["error"] = str(failed)
        row |= {
            "rejected": log.rejected,
            "lost": dict(log.lost),
            "problems": [str(problem) for problem in log.first[:_MOST_PROBLEMS]],
            "seconds": round(time.perf_counter() - begin, 3),
        }
        for kind in KINDS if batch.notes else ():
            with Path(batch.notes, f"{task.number}.{kind}").open("wb") as notes:
                notes.writelines(line + b"\n" for line in log.kept(kind))
        return Done(row, tuple(log.first[:_MOST_PROBLEMS]), log.rejected, refused, error)


def _sidecar(folder: str, source: Source, name: str, target: str) -> Sidecar | None:
    """The sidecar of an input that has one in the folder, else a new one for its output.

    A sidecar is named like the file that it belongs to.
    """
    if not folder:
        return None
    own = safe_target(folder, f"{source.relative}.json", source)
    try:
        path = own if Sidecar.belongs(own, [source.name]) else safe_target(folder, f"{name}.json", source)
        return Sidecar.find(str(path), [source.name], target)
    except click.UsageError as error:
        raise OutputError(error.message) from None


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


def _write_report(path: str, done: Sequence[Done], batch: Batch, notes: str) -> None:
    """Write the problems and losses of all inputs, in the order of these."""

    def kept(kind: str) -> Iterator[bytes]:
        for number in range(len(done)):
            with Path(notes, f"{number}.{kind}").open("rb") as lines:
                yield from (line.rstrip(b"\n") for line in lines)

    rows = [result.row for result in done]
    facts = report_facts(
        rows,
        batch.folder,
        batch.job.target,
        sum(row["records"] for row in rows),
        sum(row["rejected"] for row in rows),
    )
    write_report(path, facts, kept)


def _summarise(messages: Messages, done: Sequence[Done], batch: Batch) -> None:
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
        parts.append(f"{rejected} rejected{'' if batch.rejects else ' (--rejects FOLDER/ keeps their text)'}")
    if lost:
        parts.append(losses_summary(lost))
    if refused:
        parts.append(f"{refused} not written (--strict)")
    messages.summary(f"{batch.folder}: {'; '.join(parts)}")
