"""What a catalogue gives back: plain frozen values."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from soilbib.errors import Problem, SoilbibError
from soilbib.model import Record

Verdict = Literal["same", "different"]


class CatalogueError(SoilbibError):
    """A change that cannot be made: a key that is another's, or a record that was changed since."""


class UnknownError(CatalogueError):
    """A record or a change that is not in the catalogue."""


class Entry(Struct, frozen=True):
    """A record in the catalogue.

    ``key`` is its name here (and the record's id), ``number`` its place in the order in which records came;
    ``added`` and ``changed`` are the numbers of the changes that brought it and last touched it.
    """

    key: str
    number: int
    record: Record
    categories: tuple[str, ...] = ()
    added: int = 0
    changed: int = 0


class Addition(Struct, frozen=True):
    """What became of records that were to be added.

    ``change`` is the number of the change, 0 where nothing was new. ``added`` are new, ``unchanged`` are there
    already with the same content, ``categorised`` of these got a category more. ``problems`` are the first of
    what is to be noted (at most 1,000), ``noted`` their number.
    """

    change: int
    added: int
    unchanged: int
    categorised: int = 0
    problems: tuple[Problem, ...] = ()
    noted: int = 0


class Change(Struct, frozen=True):
    """One transaction of the journal.

    ``kind`` is one of `KINDS`; ``at`` the time in UTC (ISO 8601), ``what`` in words. ``undoes`` is the change that
    it took back, ``undone_by`` the one that took it back; 0 for none.
    """

    number: int
    kind: str
    at: str
    who: str
    what: str
    records: int = 0
    undoes: int = 0
    undone_by: int = 0


KINDS = ("add", "remove", "edit", "categorise", "merge", "unmerge", "decide", "undo")


class Decision(Struct, frozen=True):
    """What a person decided on a pair; the first seven as in the table that ``soilbib dedupe --decisions`` reads.

    ``keys`` are the content keys of the two records (`soilbib.dedupe.content_key`), ``ids`` what they were called.
    """

    keys: tuple[str, str]
    decision: Verdict
    who: str = ""
    why: str = ""
    ids: tuple[str, str] = ("", "")
    at: str = ""


class Category(Struct, frozen=True):
    """A category of the catalogue and the one that it stands under; ``records`` bear it, or one that is under it."""

    name: str
    parent: str = ""
    records: int = 0


class Snippet(Struct, frozen=True):
    """A piece of a value with the places to highlight: offsets of start and end in ``text``.

    ``field`` is the CSL variable; ``text`` begins or ends with "…" where it is cut.
    """

    field: str
    text: str
    spans: tuple[tuple[int, int], ...] = ()


class Hit(Struct, frozen=True):
    """A record that was found, and where its words stand; the title's snippet is the whole title."""

    entry: Entry
    snippets: tuple[Snippet, ...] = ()


class Count(Struct, frozen=True):
    """A value of a facet and how many of the records found have it."""

    value: str
    count: int


class Facets(Struct, frozen=True):
    """The values of the records found, with their counts; years in order, the others by count.

    Each facet is counted as if there were no filter on itself, so that it shows what else there is to choose.
    """

    type: tuple[Count, ...] = ()
    category: tuple[Count, ...] = ()
    year: tuple[Count, ...] = ()
    language: tuple[Count, ...] = ()


class Page(Struct, frozen=True):
    """One page of what was found.

    ``corrected`` is the text that was searched instead where nothing has the words as given; ``page`` and
    ``pages`` count from 1.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Facets
    corrected: str = ""
    page: int = 1
    pages: int = 1
