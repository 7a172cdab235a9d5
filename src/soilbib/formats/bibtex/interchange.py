"""Records to and from libraries of bibtexparser 2, for people who have pipelines with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from soilbib.errors import Place, Problem
from soilbib.formats.bibtex.inheritance import RawEntry, Relatives, is_related
from soilbib.formats.bibtex.mapping import Dialect
from soilbib.formats.bibtex.reader import read_biblatex, read_bibtex
from soilbib.formats.bibtex.records import RecordBuilder
from soilbib.formats.bibtex.writer import entry_of
from soilbib.formats.format import Reading
from soilbib.model.keys import with_ids
from soilbib.model.record import Record, Source

if TYPE_CHECKING:
    from bibtexparser.library import Library


def from_bibtexparser(library: Library, dialect: Dialect = "bibtex") -> Reading:
    """The records of a bibtexparser 2 library, whichever of its middlewares have gone over it.

    What bibtexparser set aside as failed (entries with a known key or a repeated field, broken ones) is read
    too; what cannot be read is among the problems.
    """
    items = list(_items(library, dialect))
    records = [item for item in items if isinstance(item, Record)]
    problems = [item for item in items if isinstance(item, Problem)]
    return Reading(tuple(with_ids(records)), tuple(problems), dialect)


def _items(library: Library, dialect: Dialect) -> Iterator[Record | Problem]:
    """Records and problems in the order of the library."""
    raw = {id(entry): _raw_entry(entry) for entry in library.entries}
    relatives = Relatives()
    for entry in raw.values():
        relatives.add(entry)
    failed = {id(block) for block in library.failed_blocks}
    read = read_biblatex if dialect == "biblatex" else read_bibtex
    for block in library.blocks:
        if id(block) in raw:
            entry = raw[id(block)]
            if entry.kind != "xdata":
                yield from _record(entry, relatives, dialect)
        elif id(block) in failed:
            yield from read(block.raw or "", "")


def _record(entry: RawEntry, relatives: Relatives, dialect: Dialect) -> Iterator[Record | Problem]:
    builder = RecordBuilder(entry, relatives.inherited(entry), lists=dialect == "biblatex")
    yield builder.build(Source(dialect, line=entry.line))
    for code, message, text in builder.warnings:
        yield Problem(code, f"[{entry.key}] {message}", Place(line=entry.line), "warning", text)


def _raw_entry(entry: Any) -> RawEntry:
    fields: dict[str, str] = {}
    repeated = []
    for field in entry.fields:
        name, value = field.key.lower(), _text(field.value)
        if name in fields:
            repeated.append((name, value))
        else:
            fields[name] = value
    kind, line = entry.entry_type.lower(), (entry.start_line or -1) + 1
    return RawEntry(kind, entry.key, fields, tuple(repeated), line, related=is_related(kind, fields))


def _text(value: Any) -> str:
    """A field's value as BibTeX's text: names that a middleware split are put together again."""
    if isinstance(value, (list, tuple)):
        return " and ".join(_text(part) for part in value)
    if hasattr(value, "merge_last_name_first"):
        return str(value.merge_last_name_first)
    text = str(value)
    enclosed = len(text) > 1 and text[0] + text[-1] in ("{}", '""')
    return text[1:-1] if enclosed and _closes_at_end(text) else text


def _closes_at_end(text: str) -> bool:
    """Whether the first delimiter is closed by the last one."""
    if text[0] == '"':
        return '"' not in text[1:-1]
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return index == len(text) - 1
    return False


def to_bibtexparser(records: Iterable[Record], dialect: Dialect = "bibtex") -> Library:
    """A bibtexparser 2 library with an entry for each record; months are whole names, not macros.

    bibtexparser keeps a second entry of one key as a failed block.
    """
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

    library = Library()
    for record in records:
        entry = entry_of(record, dialect)
        fields = [
            Field(name, value[1:-1] if value.startswith("{") else value) for name, value in entry.fields
        ]
        library.add(Entry(entry.kind, entry.key, fields, raw=entry.text()), fail_on_duplicate_key=False)
    return library
