"""What the API takes and gives, as types; the OpenAPI description is made of them."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

from soilbib.catalogue import Change, Facets, Snippet
from soilbib.csl import DEFAULT_STYLE
from soilbib.dedupe.answers import Said
from soilbib.errors import Problem

Item = dict[str, Any]
"""A CSL-JSON item."""
Keys = Annotated[list[str], Meta(min_length=1, max_length=1000)]


class Stored(Struct, frozen=True):
    """A record of the collection; ``changed`` is the number of the change that last touched it."""

    key: str
    record: Item
    categories: tuple[str, ...]
    added: int
    changed: int


class HitAnswer(Struct, frozen=True):
    """A record that was found, and where its words stand."""

    key: str
    record: Item
    categories: tuple[str, ...]
    snippets: tuple[Snippet, ...] = ()


class SearchAnswer(Struct, frozen=True):
    """One page of what was found; ``corrected`` is what was looked for instead where nothing had the words."""

    total: int
    page: int
    pages: int
    corrected: str
    hits: tuple[HitAnswer, ...]
    facets: Facets
    next: str | None = None


class RecordsAnswer(Struct, frozen=True):
    """One page of records."""

    total: int
    page: int
    pages: int
    records: tuple[Stored, ...]
    next: str | None = None


class AdditionAnswer(Struct, frozen=True):
    """What became of records that were sent; ``change`` is 0 where nothing was new."""

    change: int
    added: int
    unchanged: int
    problems: tuple[Problem, ...]


class ChangeAnswer(Struct, frozen=True):
    """A change that was made; its number is 0 where there was nothing to change."""

    change: Change


class FormatRequest(Struct, frozen=True):
    """Records to be cited: CSL-JSON items, or keys of the collection."""

    records: Annotated[list[Item], Meta(max_length=5000)] = []
    keys: Annotated[list[str], Meta(max_length=5000)] = []
    style: str = DEFAULT_STYLE
    locale: str = ""
    to: str = "text"


class Reference(Struct, frozen=True):
    """One rendered reference and its record's id."""

    id: str
    text: str


class FormatAnswer(Struct, frozen=True):
    """Rendered references in the style's order, and the whole list."""

    entries: tuple[Reference, ...]
    text: str
    problems: tuple[Problem, ...]


class PairAnswer(Struct, frozen=True):
    """Two records that the rules leave open."""

    keys: tuple[str, str]
    score: float


class GroupAnswer(Struct, frozen=True):
    """Records that are one work."""

    keys: tuple[str, ...]
    reasons: tuple[str, ...]


class DuplicatesAnswer(Struct, frozen=True):
    """What is known of duplicates; with ``searching`` a search goes on and the lists are those of an earlier state."""

    searching: bool
    open: int
    mergeable: int
    pairs: tuple[PairAnswer, ...]
    groups: tuple[GroupAnswer, ...]


class DecisionRequest(Struct, frozen=True):
    """What a person decided on two records."""

    keys: tuple[str, str]
    decision: Said
    why: str = ""


class DecisionAnswer(Struct, frozen=True):
    """A decision as it was kept: content keys and ids as in the table of decisions."""

    keys: tuple[str, str]
    decision: Said
    why: str
    ids: tuple[str, str]


class MergeRequest(Struct, frozen=True):
    """Records to be merged: at least two keys. The merged record has the first one's."""

    keys: Annotated[list[str], Meta(min_length=2, max_length=1000)]


class UnmergeRequest(Struct, frozen=True):
    """The key of a merged record."""

    key: str


class UndoRequest(Struct, frozen=True):
    """The number of a change; without it the latest that stands. ``force`` takes it back even if edited since."""

    change: Annotated[int, Meta(ge=1, le=2**53)] | UnsetType = UNSET
    force: bool = False


class CategoriesRequest(Struct, frozen=True):
    """Categories to give to records, and to take from them."""

    keys: Keys
    add: list[str] = []
    remove: list[str] = []


class StyleAnswer(Struct, frozen=True):
    """A citation style."""

    id: str
    title: str
    dependent: bool


class StylesAnswer(Struct, frozen=True):
    """The styles that have all words of the query."""

    styles: tuple[StyleAnswer, ...]


class HistoryAnswer(Struct, frozen=True):
    """Changes, the latest first."""

    changes: tuple[Change, ...]
