"""The formats: one table, and reading and writing through it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from soilbib.errors import FormatError, InputError, Loss, ParseError, Place, Problem
from soilbib.files import STDIN, decode_exact, with_line_feeds
from soilbib.formats.checking import checked
from soilbib.formats.format import HEAD, Format, Reading, Writing
from soilbib.formats.streaming import Ids, read_stream, shared_id
from soilbib.formats.table import FORMATS
from soilbib.model import Record
from soilbib.model.collector import collector_paused
from soilbib.model.keys import with_ids
from soilbib.output import write_text
from soilbib.streams import InputStream, Limits, open_input

__all__ = [
    "FORMATS",
    "Format",
    "Reading",
    "Writing",
    "dumps",
    "find_format",
    "find_writer",
    "format_of_name",
    "loads",
    "open_records",
    "parse_listing",
    "read",
    "read_source",
    "sniff_format",
    "stream",
    "update",
    "write",
]


_SAYS_LITTLE = frozenset({".xml", ".rdf"})
"""Extensions of so many things that a text which looks like none of their formats is in none of them."""
_VAGUE = "listing"
"""The format of free text, which the lines of a table may look like."""
_OF_TABLES = frozenset({".csv", ".tsv", ".tab"})


def find_format(name: str) -> Format:
    """The format of that name or alias; raises `FormatError` with the nearest names."""
    found = FORMATS.by_name.get(name.lower().lstrip("."))
    if found:
        return FORMATS[found]
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), FORMATS.by_name, n=1, cutoff=0.6)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise FormatError(f"unknown format {name!r}{hint} (known: {', '.join(sorted(FORMATS))})")


def sniff_format(text: str, path: str = "") -> Format:
    """The format that a text is in, told by its content first and its file name second."""
    head = text[:HEAD]
    extension = Path(path).suffix.lower()
    by_extension = FORMATS.with_extension(extension)
    for name in (*by_extension, *FORMATS):
        entry = FORMATS[name]
        if name == _VAGUE and extension in _OF_TABLES and _is_table(head):
            continue
        if entry.read and entry.looks_like(head):
            return entry
    if by_extension and extension not in _SAYS_LITTLE:
        return FORMATS[by_extension[0]]
    known = ", ".join(by_extension or sorted(FORMATS))
    raise FormatError(
        f"{path or '<input>'}: the format cannot be told from the content; name it with --from (known: {known})"
    )


def _is_table(head: str) -> bool:
    from soilbib.formats.csv_lines import is_table

    return is_table(head)


def loads(
    text: str,
    format: str | None = None,  # noqa: A002
    *,
    path: str = "",
    strict: bool = False,
    **options: Any,
) -> Reading:
    """Read records from a text.

    ``format`` is a name of `FORMATS`, or None to tell it from the content; ``path`` is for messages; ``options``
    are the format's own (``columns`` of CSV). Bad records become problems that keep their text; with ``strict``
    they raise one ExceptionGroup of `ParseError`. Raises `FormatError` where there is no such format or option,
    and `InputError` for an empty text.
    """
    if not text.strip():
        raise InputError(f"{path or '<input>'}: no input records (the input is empty)")
    lines = with_line_feeds(text)
    entry = (find_format(format) if format else sniff_format(lines, path)).reading_with(options)
    if entry.read is None:
        raise FormatError(f"{entry.name} can be written but not read")
    text = text if entry.read_bytes else lines
    return _collect(checked(entry.read(text, path), nfc=entry.update is None), entry, path, strict)


def read(
    path: str | os.PathLike[str],
    format: str | None = None,  # noqa: A002
    *,
    strict: bool = False,
    **options: Any,
) -> Reading:
    """Read records from a file ("-" is standard input); see `loads`. Raises `InputError` where it cannot be read."""
    size = Limits().size
    whole = Limits(record=size, whole=size)  # all records are kept in memory anyway
    return read_source(open_input(path, whole), format, strict=strict, **options)


def read_source(
    source: InputStream,
    format: str | None = None,  # noqa: A002
    *,
    strict: bool = False,
    **options: Any,
) -> Reading:
    """Read all records of an open input; see `read`."""
    entry, items = open_records(source, format, **options)
    return _collect(items, entry, source.path, strict)


def stream(
    path: str | os.PathLike[str],
    format: str | None = None,  # noqa: A002
    *,
    limits: Limits | None = None,
    **options: Any,
) -> Iterator[Record | Problem]:
    """Read records from a file one by one, in constant memory where the format can (`Format.streams`).

    Records and problems come in the order of the file. Raises, now or on the way, `InputError` where the file
    cannot be read or passes the limits, and `FormatError` like `loads`. What is known of ids is told in
    `soilbib.formats.streaming`.
    """
    return Ids().identify(open_records(open_input(path, limits), format, **options)[1])


def open_records(
    source: InputStream,
    format: str | None = None,  # noqa: A002
    **options: Any,
) -> tuple[Format, Iterator[Record | Problem]]:
    """The format of an open input, told by its content if not given, and its items, their ids as they are.

    Raises `FormatError` where there is no such format, `InputError` for an empty input.
    """
    with source.closing():
        head = source.head_text()
        if not head.strip("\ufeff \t\n"):
            raise InputError(f"{source.path}: no input records (the input is empty)")
        try:
            entry = find_format(format) if format else sniff_format(head, source.path)
        except FormatError:
            source.check_text()
            raise
        return entry, read_stream(source, entry.reading_with(options))


def parse_listing(text: str, description: str | None = None) -> Record:
    """Read one listing string, with the paragraph under it; see `soilbib.formats.listing`."""
    from soilbib.formats.listing import parse_listing as parse

    return parse(text, description)


def _collect(items: Iterable[Record | Problem], entry: Format, path: str, strict: bool) -> Reading:
    records: list[Record] = []
    problems: list[Problem] = []
    with collector_paused():
        for item in items:
            if isinstance(item, Record):
                records.append(item)
            else:
                problems.append(item)
    problems.extend(_shared_ids(records))
    if strict and any(problem.severity == "error" for problem in problems):
        errors = [ParseError(problem) for problem in problems if problem.severity == "error"]
        raise ExceptionGroup(f"{path or '<input>'}: {len(errors)} bad records", errors)
    return Reading(tuple(with_ids(records)), tuple(problems), entry.name)


def dumps(records: Iterable[Record], format: str, **options: Any) -> Writing:  # noqa: A002
    """Write records as a text; what the format cannot hold is in ``.losses``.

    ``options`` are the format's own (``charset`` of BibTeX, ``dialect`` of RIS, ``columns`` of CSV). Raises
    `FormatError` for others, and where the format cannot be written.
    """
    records = list(records)
    return _written(find_writer(format, **options)(records), records, find_format(format))


def find_writer(format: str, **options: Any) -> Callable[[Iterable[Record]], Iterator[str | Loss]]:  # noqa: A002
    """What writes records in a format, with its options; raises `FormatError` like `dumps`."""
    entry = find_format(format)
    if entry.write is None:
        raise FormatError(f"{entry.name} can be read but not written")
    if unknown := options.keys() - set(entry.options):
        raise FormatError(f"{entry.name} has no option {min(unknown)!r}")
    return partial(entry.write, **options)


def update(data: bytes, records: Iterable[Record], format: str) -> Writing:  # noqa: A002
    """Write records into the file that they were read from, given as its bytes.

    What is unchanged in the file stays as it is, with its layout, comments, line ends and encoding. Raises
    `FormatError` where the format has no such way of writing.
    """
    entry = find_format(format)
    if entry.update is None:
        raise FormatError(f"{entry.name} files can only be written anew")
    text, encoding = decode_exact(data)
    records = list(records)
    return _written(entry.update(text, records, encoding), records, entry, encoding)


def _written(
    items: Iterable[str | Loss], records: Iterable[Record], entry: Format, encoding: str = "utf-8"
) -> Writing:
    places = {record.id: Place(record.source.path, record.source.line) for record in records}
    pieces: list[str] = []
    losses: list[Loss] = []
    for item in items:
        if isinstance(item, str):
            pieces.append(item)
        else:
            losses.append(msgspec.structs.replace(item, place=places.get(item.record, Place())))
    return Writing("".join(pieces), tuple(losses), entry.name, encoding)


def write(records: Iterable[Record], path: str | os.PathLike[str], format: str | None = None) -> Writing:  # noqa: A002
    """Write records to a file in one step ("-" is standard output); the format is told by the file name if not given.

    Raises `FormatError` where the name tells none and `OutputError` where the file cannot be written.
    """
    writing = dumps(records, format or format_of_name(os.fspath(path)))
    write_text(path, writing.text)
    return writing


def format_of_name(path: str) -> str:
    """The name of the format that a file of that name is written in; raises `FormatError` where it tells none."""
    for name in reversed(FORMATS.with_extension(Path(path).suffix.lower())):  # ".bib" is BibTeX when written
        if FORMATS[name].write:
            return name
    raise FormatError(
        f"{path if path != STDIN else '<stdout>'}: the format cannot be told from the name; name it with --to"
    )


def _shared_ids(records: Iterable[Record]) -> Iterable[Problem]:
    seen: dict[str, Record] = {}
    for record in records:
        first = seen.setdefault(record.id, record) if record.id else record
        if first is not record:
            yield shared_id(record, first.source.path, first.source.line)
