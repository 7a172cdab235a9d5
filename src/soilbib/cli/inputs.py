"""Reading the inputs of a command: files, standard input, several formats together."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

from soilbib import formats
from soilbib.cli.messages import Messages
from soilbib.errors import InputError, Problem
from soilbib.files import STDIN, write_text
from soilbib.model import Record
from soilbib.model.keys import with_ids


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that was read: the records of all inputs in order, and every problem."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    files: tuple[dict[str, Any], ...]

    @property
    def rejected(self) -> tuple[Problem, ...]:
        """The problems that cost a record."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def format(self) -> str | None:
        """The one format that all inputs are in, or None."""
        names = {str(file["format"]) for file in self.files}
        return names.pop() if len(names) == 1 else None

    @property
    def status(self) -> int:
        """Exit status as far as reading goes: 4 where a record was rejected."""
        return 4 if self.rejected else 0


def read_inputs(
    paths: Sequence[str], source_format: str | None, messages: Messages, *, allow_empty: bool = False
) -> Inputs:
    """Read all inputs; without a path, standard input unless it is a terminal.

    Raises `InputError` where there is no record at all, and a usage error where there is nothing to read.
    """
    if not paths and sys.stdin.isatty():
        raise click.UsageError("no input: name a file, or pipe something in (see --help)")
    if source_format:
        formats.find_format(source_format)
    records: list[Record] = []
    problems: list[Problem] = []
    files: list[dict[str, Any]] = []
    for path in paths or (STDIN,):
        with messages.progress(f"reading {path}"):
            reading = _read(path, source_format, allow_empty)
        records += reading.records
        problems += reading.problems
        files.append({"path": path, "format": reading.format, "records": len(reading.records)})
    if len(files) > 1:
        records = _ids_anew(records)
    if not records and not allow_empty:
        messages.problems(problems)
        raise InputError(f"{', '.join(str(file['path']) for file in files)}: no input records")
    return Inputs(tuple(records), tuple(problems), tuple(files))


def _read(path: str, source_format: str | None, allow_empty: bool) -> formats.Reading:
    from soilbib.files import read_text

    source = read_text(path)
    if allow_empty and not source.text.strip():
        return formats.Reading((), source.problems, source_format or "")
    reading = formats.loads(source.text, source_format, path=source.path)
    return formats.Reading(reading.records, (*source.problems, *reading.problems), reading.format)


def _ids_anew(records: Sequence[Record]) -> list[Record]:
    """Make the ids that were made for records without one unique over all inputs."""
    made = [record.replace(id="") if record.source.fields.get("id") else record for record in records]
    return with_ids(made)


def write_rejects(path: str | None, rejected: Sequence[Problem]) -> None:
    """Write the text of the rejected records, each under its message."""
    if path and rejected:
        write_text(path, "".join(f"% {problem}\n{problem.text.rstrip()}\n\n" for problem in rejected))
