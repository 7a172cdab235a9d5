"""What an entry inherits through ``crossref`` and ``xdata``, with biber's renaming (BibLaTeX manual, appendix B)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from soilbib.formats.bibtex.mapping import JOINED_TITLES

Fields: TypeAlias = dict[str, str]

_NOT_INHERITED = frozenset(
    """ids crossref xref entryset entrysubtype execute label options presort related relatedoptions
    relatedstring relatedtype shortauthor shorteditor shorthand shorthandintro shortjournal shortseries
    shorttitle indextitle indexsorttitle sorttitle sortkey sortname sortyear xdata key""".split()
)
_MAX_GENERATIONS = 16
_ALIASES = {"conference": "inproceedings"}
_MULTI = frozenset({"mvbook", "mvcollection", "mvproceedings", "mvreference"})
_WHOLE = frozenset({"book", "collection", "proceedings", "reference"})
_IN = frozenset(
    {"inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inreference", "inproceedings"}
)


class RawEntry(Struct):
    """An entry with its macros expanded: the first value of each field, and the repeated ones, and its line."""

    kind: str
    key: str
    fields: Fields
    repeated: tuple[tuple[str, str], ...] = ()
    line: int = 0


def inherit(entry: RawEntry, entries: Mapping[str, RawEntry], seen: frozenset[str] = frozenset()) -> Fields:
    """The entry's fields with those of the entries that it points to; its own always win."""
    fields = dict(entry.fields)
    if entry.key in seen or len(seen) > _MAX_GENERATIONS:
        return fields
    seen |= {entry.key}
    for name in fields.get("xdata", "").split(","):
        source = entries.get(name.strip().lower())
        if source and name.strip():
            for field, value in inherit(source, entries, seen).items():
                fields.setdefault(field, value)
    crossref = fields.get("crossref", "").strip().lower()
    parent = entries.get(crossref) if crossref else None
    if parent:
        for field, value in inherit(parent, entries, seen).items():
            for name in _names_in_child(field, parent.kind, _ALIASES.get(entry.kind, entry.kind)):
                if not (field in ("year", "month") and "date" in entry.fields):
                    fields.setdefault(name, value)
    return fields


def _names_in_child(field: str, parent: str, child: str) -> tuple[str, ...]:
    if field in _NOT_INHERITED:
        return ()
    prefix = _title_prefix(parent, child)
    if prefix and field in ("title", *JOINED_TITLES["title"]):
        return (prefix + field,)
    if field == "author" and parent in ("book", "mvbook") and child in ("inbook", "bookinbook", "suppbook"):
        return ("author", "bookauthor")
    return (field,)


def _title_prefix(parent: str, child: str) -> str:
    """What the parent's title is to the child: "main", "book", "journal" or, as it stands, ""."""
    if parent in _MULTI and (child in _WHOLE or child in _IN):
        return "main"
    if parent in _WHOLE and child in _IN:
        return "book"
    return "journal" if parent == "periodical" and child in ("article", "suppperiodical") else ""
