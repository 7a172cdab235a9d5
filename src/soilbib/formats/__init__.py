"""The formats: one table, and reading and writing through it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

import msgspec

from soilbib.errors import FormatError, InputError, Loss, ParseError, Place, Problem
from soilbib.files import STDIN, read_text, write_text
from soilbib.formats.bibtex import BIBLATEX, BIBTEX
from soilbib.formats.csl_json import CSL_JSON
from soilbib.formats.csv import CSV
from soilbib.formats.format import HEAD, Format, Reading, Writing
from soilbib.formats.jsonl import JSONL
from soilbib.formats.listing import LISTING, parse_listing
from soilbib.formats.ris import RIS
from soilbib.model import Record
from soilbib.model.keys import with_ids

__all__ = [
    "FORMATS",
    "Format",
    "Reading",
    "Writing",
    "dumps",
    "find_format",
    "format_of_name",
    "loads",
    "parse_listing",
    "read",
    "sniff_format",
    "write",
]

FORMATS: dict[str, Format] = {
    entry.name: entry for entry in (JSONL, CSL_JSON, BIBLATEX, BIBTEX, RIS, CSV, LISTING)
}
"""Name → format, in the order in which an unknown input is held against them: the strictest first."""

_BY_NAME: dict[str, Format] = {
    name: entry for entry in FORMATS.values() for name in (entry.name, *entry.aliases)
}


def find_format(name: str) -> Format:
    """The format of that name or alias; raises `FormatError` with the nearest names."""
    found = _BY_NAME.get(name.lower().lstrip("."))
    if found:
        return found
    near = get_close_matches(name.lower(), _BY_NAME, n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise FormatError(f"unknown format {name!r}{hint} (known: {', '.join(sorted(FORMATS))})")


def sniff_format(text: str, path: str = "") -> Format:
    """The format that a text is in, told by its content first and its file name second."""
    head = text[:HEAD]
    candidates = [entry for entry in FORMATS.values() if entry.read and entry.looks_like(head)]
    extension = Path(path).suffix.lower()
    by_extension = [entry for entry in FORMATS.values() if extension and extension in entry.extensions]
    for entry in (*(entry for entry in candidates if entry in by_extension), *candidates, *by_extension):
        return entry
    known = ", ".join(sorted(FORMATS))
    raise FormatError(
        f"{path or '<input>'}: the format cannot be told from the content; name it (known: {known})"
    )


def loads(text: str, format: str | None = None, *, path: str = "", strict: bool = False) -> Reading:  # noqa: A002
    """Read records from a text.

    ``format`` is a name of `FORMATS`, or None to tell it from the content; ``path`` is for messages.
    Bad records become problems that keep their text; with ``strict`` they raise one ExceptionGroup of
    `ParseError`. Raises `FormatError` where there is no such format and `InputError` for an empty text.
    """
    if not text.strip():
        raise InputError(f"{path or '<input>'}: no input records (the input is empty)")
    entry = find_format(format) if format else sniff_format(text, path)
    if entry.read is None:
        raise FormatError(f"{entry.name} can be written but not read")
    records: list[Record] = []
    problems: list[Problem] = []
    for item in entry.read(text, path):
        if isinstance(item, Record):
            records.append(item)
        else:
            problems.append(item)
    problems.extend(_shared_ids(records))
    if strict and any(problem.severity == "error" for problem in problems):
        errors = [ParseError(problem) for problem in problems if problem.severity == "error"]
        raise ExceptionGroup(f"{path or '<input>'}: {len(errors)} bad records", errors)
    return Reading(tuple(with_ids(records)), tuple(problems), entry.name)


def read(path: str | os.PathLike[str], format: str | None = None, *, strict: bool = False) -> Reading:  # noqa: A002
    """Read records from a file ("-" is standard input); see `loads`. Raises `InputError` where it cannot be read."""
    source = read_text(path)
    reading = loads(source.text, format, path=source.path, strict=strict)
    return Reading(reading.records, (*source.problems, *reading.problems), reading.format)


def dumps(records: Iterable[Record], format: str) -> Writing:  # noqa: A002
    """Write records as a text; what the format cannot hold is in ``.losses``."""
    entry = find_format(format)
    if entry.write is None:
        raise FormatError(f"{entry.name} can be read but not written")
    records = list(records)
    places = {record.id: Place(record.source.path, record.source.line) for record in records}
    pieces: list[str] = []
    losses: list[Loss] = []
    for item in entry.write(records):
        if isinstance(item, str):
            pieces.append(item)
        else:
            losses.append(msgspec.structs.replace(item, place=places.get(item.record, Place())))
    return Writing("".join(pieces), tuple(losses), entry.name)


def write(records: Iterable[Record], path: str | os.PathLike[str], format: str | None = None) -> Writing:  # noqa: A002
    """Write records to a file in one step ("-" is standard output); the format is told by the file name if not given.

    Raises `FormatError` where the name tells none and `OutputError` where the file cannot be written.
    """
    writing = dumps(records, format or format_of_name(os.fspath(path)))
    write_text(path, writing.text)
    return writing


def format_of_name(path: str) -> str:
    """The name of the format that a file of that name is written in; raises `FormatError` where it tells none."""
    extension = Path(path).suffix.lower()
    for entry in reversed(FORMATS.values()):  # ".bib" is BibTeX when written; ".txt" a listing
        if extension and extension in entry.extensions and entry.write:
            return entry.name
    raise FormatError(
        f"{path if path != STDIN else '<stdout>'}: the format cannot be told from the name; name it"
    )


def _shared_ids(records: Iterable[Record]) -> Iterable[Problem]:
    seen: dict[str, Record] = {}
    for record in records:
        first = seen.setdefault(record.id, record) if record.id else record
        if first is not record:
            where = f" at line {first.source.line}" if first.source.line else ""
            place = Place(record.source.path, record.source.line)
            yield Problem(
                "W202", f"the id {record.id!r} is used before{where}; both are kept", place, "warning"
            )
