"""Reading the inputs of a command: files, standard input, several formats together."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from soilbib import formats
from soilbib.cli.messages import Messages, nothing_in
from soilbib.cli.sources import check_usage, find_sources, read_source
from soilbib.errors import Problem
from soilbib.files import STDIN
from soilbib.model import Record
from soilbib.model.keys import with_ids
from soilbib.output import write_text
from soilbib.streams import InputStream


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that was read: the records of all inputs in order, and every problem.

    ``original`` is the one input as it was, where there is only one.
    """

    records: Sequence[Record]
    problems: tuple[Problem, ...]
    files: tuple[dict[str, Any], ...]
    original: bytes | None = None

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
    """Read all inputs, packed ones too; without a path, standard input unless it is a terminal.

    Raises `InputError` where there is no record at all, and a usage error where there is nothing to read.
    """
    check_usage(paths, source_format)
    records: list[Record] = []
    problems: list[Problem] = []
    files: list[dict[str, Any]] = []
    for source in find_sources(paths or (STDIN,)):
        with messages.progress(f"reading {source.name}"):
            data = read_source(source)
            reading = _read(data, source.name, source_format, allow_empty)
        records += reading.records
        problems += reading.problems
        files.append({"path": source.name, "format": reading.format, "records": len(reading.records)})
    if len(files) > 1:
        records = _ids_anew(records)
    if not records and not allow_empty:
        messages.problems(problems)
        raise nothing_in((str(file["path"]) for file in files), problems)
    return Inputs(tuple(records), tuple(problems), tuple(files), data if len(files) == 1 else None)


def write_records(
    records: Sequence[Record], target: str, read: Inputs, *, rewrite: bool = False, **options: str
) -> formats.Writing:
    """Write records that were read: into the one file that they came from where the format can, else anew."""
    entry = formats.find_format(target)
    if read.original and read.format in entry.updates and not (rewrite or options):
        return formats.update(read.original, records, target)
    return formats.dumps(records, target, **options)


def _read(data: bytes, path: str, source_format: str | None, allow_empty: bool) -> formats.Reading:
    source = InputStream(io.BytesIO(data), "<stdin>" if path == STDIN else path)
    if allow_empty and not source.head_text().strip():
        return formats.Reading((), (), source_format or "")
    return formats.read_source(source, source_format)


def _ids_anew(records: Sequence[Record]) -> list[Record]:
    """Make the ids that were made for records without one unique over all inputs."""
    made = [record.replace(id="") if record.source.fields.get("id") else record for record in records]
    return with_ids(made)


def write_rejects(path: str | None, rejected: Sequence[Problem]) -> None:
    """Write the text of the rejected records, each under its message."""
    if path and rejected:
        write_text(path, "".join(f"% {problem}\n{problem.text.rstrip()}\n\n" for problem in rejected))
