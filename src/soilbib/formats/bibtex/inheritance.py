"""What an entry takes from others, as biber does: ``crossref``, ``xdata``, and a set its first member's data.

The renaming through ``crossref`` is that of the BibLaTeX manual, appendix B; it is applied a little more
freely (a part in any kind of whole finds its ``booktitle``). Fields that ``related`` and ``xref`` point to are
never taken over: they stay links, under their own names in ``extra``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct

from soilbib.formats.bibtex.latex import split_top
from soilbib.formats.bibtex.mapping import ENTRY_TYPES, JOINED_TITLES, TABLES, Rule

Fields: TypeAlias = dict[str, str]

LINKS: frozenset[str] = frozenset({"crossref", "xdata", "entryset"})
"""The fields by which an entry takes something from another one."""

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
_DATES = frozenset({"date", "year", "month", "day"})
_BASE_OF_PART = {part: base for base, parts in JOINED_TITLES.items() for part in parts}
_GRANULAR = re.compile(r"xdata\s*=\s*(.+?)-([a-z]+)(?:-(\d+))?")
_AND = re.compile(r"\s+and\s+")


class RawEntry(Struct):
    """An entry with its macros expanded: the first value of each field, and the repeated ones, and its line.

    ``text`` is the source of an @xdata entry, which makes no record. ``related`` says that the entry may take
    something from another one, or is only there to give (`is_related`).
    """

    kind: str
    key: str
    fields: Fields
    repeated: tuple[tuple[str, str], ...] = ()
    line: int = 0
    text: str = ""
    related: bool = False


class Relatives:
    """The entries that others take something from: first `want` and `add` the entries, then ask."""

    def __init__(self) -> None:
        self.wanted: set[str] = set()
        self._taken_whole: set[str] = set()
        self._by_key: dict[str, RawEntry] = {}
        self._by_alias: dict[str, RawEntry] = {}
        self._open: set[str] = set()  # the keys that are being followed
        self._known: dict[int, Fields] = {}  # of parents, so that each is followed once

    def want(self, entry: RawEntry) -> None:
        """Note which entries this one takes something from."""
        if entry.related:
            self.wanted.update(_sources(entry))
            self._taken_whole.update(_keys(entry.fields.get("xdata", "")))

    def add(self, entry: RawEntry) -> None:
        """Keep an entry, the first of each key and of each of its ``ids``."""
        self._by_key.setdefault(entry.key.lower(), entry)
        if "ids" in entry.fields:
            for alias in _keys(entry.fields["ids"]):
                self._by_alias.setdefault(alias, entry)

    def add_wanted(self, entry: RawEntry) -> None:
        """Keep an entry if another one takes something from it; all must have been asked for what they `want`."""
        if self.is_wanted(entry):
            self.add(entry)

    def is_wanted(self, entry: RawEntry) -> bool:
        """Whether another entry takes something from this one, by its key or one of its ``ids``."""
        return _is_among(entry, self.wanted)

    def is_taken_whole(self, entry: RawEntry) -> bool:
        """Whether another entry takes all fields of this one, as ``xdata``."""
        return _is_among(entry, self._taken_whole)

    def settle(self) -> None:
        """Let go of the entries that nobody takes anything from."""
        found = {name: self.find(name) for name in self.wanted}
        self._by_key = {name: entry for name, entry in found.items() if entry}
        self._by_alias.clear()

    def find(self, key: str) -> RawEntry | None:
        """The entry of a key, which goes before one that has it among its ``ids``."""
        return self._by_key.get(key) or self._by_alias.get(key)

    def inherited(self, entry: RawEntry) -> Fields:
        """The entry's fields with those that it takes from others; its own always win. A circle ends."""
        key = entry.key.lower()
        if not entry.related or key in self._open or len(self._open) > _MAX_GENERATIONS:
            return entry.fields
        fields = self._known.get(id(entry))
        if fields is None:
            self._open.add(key)
            fields = self._with_taken(entry)
            self._open.discard(key)
            if self._open:
                self._known[id(entry)] = fields
        return fields

    def _with_taken(self, entry: RawEntry) -> Fields:
        fields = {name: self._referred(value) for name, value in entry.fields.items()}
        for key in _keys(fields.get("xdata", "")):
            for field, value in self._fields_of(key).items():
                fields.setdefault(field, value)
        own = dict(fields)
        given = TABLES[ENTRY_TYPES.get(entry.kind, "document")].by_field
        for parent, kind in self._parents(entry):
            for field, value in _booktitle_first(self.inherited(parent)):
                for name in _names_in_child(field, parent.kind, kind):
                    if not _is_given(name, own, given):
                        fields.setdefault(name, value)
        return fields

    def _parents(self, entry: RawEntry) -> Iterator[tuple[RawEntry, str]]:
        """The entries that this one inherits from, each with the type as which it does."""
        parent = self.find(entry.fields.get("crossref", "").strip().lower())
        if parent:
            yield parent, _ALIASES.get(entry.kind, entry.kind)
        members = _keys(entry.fields.get("entryset", "")) if entry.kind == "set" else []
        first = self.find(members[0]) if members else None
        if first:
            yield first, first.kind

    def _fields_of(self, key: str) -> Fields:
        source = self.find(key)
        return self.inherited(source) if source else {}

    def _referred(self, value: str) -> str:
        """A value with what its ``xdata=key-field-position`` stand for; what leads nowhere stays as it is."""
        if "xdata" not in value:
            return value
        return " and ".join(self._piece(piece) for piece in split_top(value, _AND))

    def _piece(self, piece: str) -> str:
        match = _GRANULAR.fullmatch(piece.strip())
        found = self._fields_of(match[1].lower()).get(match[2].lower()) if match else None
        if not match or found is None:
            return piece
        pieces = split_top(found, _AND)
        if not match[3]:
            return found
        place = int(match[3])
        return pieces[place - 1] if 0 < place <= len(pieces) else piece


def _booktitle_first(fields: Fields) -> Iterable[tuple[str, str]]:
    """The fields of a whole; its ``booktitle``, if it has one, is meant for the parts and goes before its title."""
    items = fields.items()
    return sorted(items, key=lambda item: item[0] != "booktitle") if "booktitle" in fields else items


def _is_among(entry: RawEntry, keys: set[str]) -> bool:
    """Whether the entry's key or one of its ``ids`` is among these."""
    if entry.key.lower() in keys:
        return True
    aliases = entry.fields.get("ids")
    return bool(aliases) and not keys.isdisjoint(_keys(aliases or ""))


def is_related(kind: str, fields: Fields, has_xdata: bool = True) -> bool:
    """Whether an entry may take something from another one, or is only there to give.

    ``has_xdata`` is false where the whole text is known not to have that word.
    """
    if "crossref" in fields or "xdata" in fields or kind in ("set", "xdata"):
        return True
    return has_xdata and any("xdata" in value for value in fields.values())


def _keys(names: str) -> list[str]:
    return [key for name in names.split(",") if (key := name.strip().lower())]


def _sources(entry: RawEntry) -> Iterator[str]:
    """The keys of the entries that this one takes something from, in lower case."""
    fields = entry.fields
    yield from _keys(fields.get("xdata", ""))
    if "crossref" in fields:
        yield fields["crossref"].strip().lower()
    if entry.kind == "set":
        yield from _keys(fields.get("entryset", ""))[:1]
    for value in fields.values():
        if "xdata" in value:
            matches = (_GRANULAR.fullmatch(piece.strip()) for piece in split_top(value, _AND))
            yield from (match[1].lower() for match in matches if match)


def _is_given(name: str, own: Fields, by_field: Mapping[str, tuple[Rule, int]]) -> bool:
    """Whether the child has the field, or another one that says the same.

    A year is a date, a title comes with its own subtitle, and of two fields for one variable the better-known
    one counts (`mapping`). So a child that was written with all that it inherited inherits nothing more.
    """
    if name in own:
        return True
    if name in _DATES:
        return "date" in own or "year" in own
    base = _BASE_OF_PART.get(name)
    if base:
        return base in own or (base == "journaltitle" and "journal" in own)
    found = by_field.get(name)
    if not found:
        return False
    rule, rank = found
    rivals = [name for name in rule.names if name in own and name in by_field and by_field[name][0] is rule]
    return any(by_field[name][1] <= rank or not own[name].strip() for name in rivals)


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
