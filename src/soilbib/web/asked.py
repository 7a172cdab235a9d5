"""A search as the address of a page says it, and as a `Query` of the catalogue.

An address leaves out whatever is as usual, so that it stays short enough to be shared::

    /?q=soil+carbon&in=title&not-category=Archived+News&year=2015..&sort=-year&page=2

The form of the browse page cannot send what is *not* ticked; `from_form` makes an address of what it sends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import asdict, replace
from starlette.datastructures import QueryParams

from soilbib.catalogue import Query, parse_query
from soilbib.catalogue.query import LOGICS, MATCHES, Logic, Match, Sort, Term, YearRange

Known = TypeVar("Known", bound=str)
Ticks: TypeAlias = Literal["only", "without"]
"""What a tick means: only what is ticked, or leave out what is not (as the resource pages do)."""

TICKS: tuple[Ticks, ...] = ("only", "without")
GROUPS = ("type", "category", "language")
LIMITS = (10, 20, 50, 100)
MOST = 200
LAST_PAGE = 1_000_000


class Order(NamedTuple):
    """An order that is offered: what it is called, the catalogue's key, and whether that is turned round."""

    title: str
    key: Sort
    descending: bool = False


SORTS: dict[str, Order] = {
    "relevance": Order("Relevance", "relevance"),
    "title": Order("Title", "title"),
    "-title": Order("Title, from Z to A", "title", descending=True),
    "-year": Order("Newest first", "year", descending=True),
    "year": Order("Oldest first", "year"),
    "author": Order("Author", "author"),
    "-added": Order("Last added first", "added", descending=True),
}
"""Name in an address → order."""

_RANGE = re.compile(r"\s*(-?\d{1,4})?\s*(?:(\.\.)\s*(-?\d{1,4})?)?\s*")
_LISTS = {name: name.replace("-", "_") for group in GROUPS for name in (group, f"not-{group}")}


class Asked(Struct, frozen=True):
    """What an address asks for. ``q`` may use the query language (`parse_query`) unless ``exact`` is set."""

    q: str = ""
    scope: tuple[str, ...] = ("title", "content")
    exact: bool = False
    match: Match = "anywhere"
    logic: Logic = "and"
    type: tuple[str, ...] = ()
    not_type: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    not_category: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    not_language: tuple[str, ...] = ()
    year: str = ""
    sort: str = ""
    page: int = 1
    limit: int = 20
    ticks: Ticks = "only"

    def pairs(self) -> list[tuple[str, str]]:
        """What an address says of it: names and values, the usual ones left out."""
        usual = {**asdict(_USUAL), "ticks": _usual_ticks(asdict(self))}
        pairs: list[tuple[str, str]] = []
        for field, value in asdict(self).items():
            name = {"scope": "in"}.get(field, field.replace("_", "-"))
            if value == usual[field]:
                continue
            if isinstance(value, tuple):
                pairs += [(name, each) for each in value] or [(name, "none")]
            else:
                pairs.append((name, "1" if value is True else str(value)))
        return pairs

    def address(self, path: str = "/") -> str:
        """The address of a page that shows it."""
        pairs = self.pairs()
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def address_with(self, name: str) -> str:
        """The address of the same from its first page on, to which a value of one list or field is to be added."""
        cleared = self.but(**{name: () if isinstance(getattr(self, name), tuple) else ""})
        pairs = [pair for pair in cleared.pairs() if pair[0] != "ticks"]
        return f"/?{urlencode(pairs)}{'&' if pairs else ''}{name}="

    def turned(self, page: int) -> Asked:
        """Another page of the same."""
        return replace(self, page=page)

    def but(self, **changes: object) -> Asked:
        """The same with changes, from its first page on."""
        return replace(self, page=1, **changes)

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a list such as "not-type"."""
        values: tuple[str, ...] = getattr(self, _LISTS[name])
        return values

    def less(self, name: str, value: str) -> Asked:
        """The same without one value of a list."""
        return self.but(**{_LISTS[name]: tuple(each for each in self.values(name) if each != value)})

    def query(self, facets: Sequence[str] = ("type", "category", "year", "language")) -> Query:
        """The catalogue's query; raises `QueryError` where ``q`` is none."""
        if self.exact:
            terms = (Term(self.q.strip(), kind="phrase"),) if self.q.strip() else ()
            asked = Query(terms=terms, exact=True, match=self.match, logic=self.logic)
        else:
            asked = parse_query(self.q, Query(logic=self.logic))
        types = (*(asked.types or ()), *self.type)
        if not self.scope and asked.terms:  # with neither field ticked there is nowhere to look
            return replace(asked, types=(), facets=tuple(facets))
        order = SORTS.get(self.sort, Order("", asked.sort, asked.descending))
        return replace(
            asked,
            scope=self.scope or asked.scope,
            types=types or None,
            not_types=(*asked.not_types, *self.not_type),
            categories=(*(asked.categories or ()), *self.category) or None,
            not_categories=(*asked.not_categories, *self.not_category),
            languages=(*(asked.languages or ()), *self.language) or None,
            not_languages=(*asked.not_languages, *self.not_language),
            years=(*(asked.years or ()), *years_of(self.year)) or None,
            sort=order.key,
            descending=order.descending,
            page=self.page,
            limit=self.limit,
            facets=tuple(facets),
        )


_USUAL = Asked()


def _usual_ticks(lists: Mapping[str, Any]) -> Ticks:
    """What ticks mean unless it is said: where something is left out, that."""
    return "without" if any(lists[field] for field in lists if field.startswith("not_")) else "only"


def years_of(text: str) -> tuple[YearRange, ...]:
    """The range of years that a text such as "2010..2020", "2015.." or "1999" says; nothing where it says none."""
    match = _RANGE.fullmatch(text)
    if not match or not (match[1] or match[3]):
        return ()
    first = int(match[1]) if match[1] else None
    last = int(match[3]) if match[3] else None
    return ((first, last if match[2] else first),)


def from_address(params: QueryParams) -> Asked:
    """What an address asks for; what it says that makes no sense is as usual."""
    scope = tuple(name for name in ("title", "content") if name in params.getlist("in"))
    lists = {
        field: tuple(dict.fromkeys(filter(None, params.getlist(name)))) for name, field in _LISTS.items()
    }
    return Asked(
        q=params.get("q", "")[:1000],
        scope=scope if "in" in params else _USUAL.scope,
        exact=params.get("exact", "") in ("1", "on", "true"),
        match=_one_of(params.get("match"), MATCHES, _USUAL.match),
        logic=_one_of(params.get("logic"), LOGICS, _USUAL.logic),
        year=params.get("year", "").strip()[:40],
        sort=_one_of(params.get("sort"), tuple(SORTS), _USUAL.sort),
        page=_number(params.get("page"), 1, LAST_PAGE),
        limit=_number(params.get("limit"), _USUAL.limit, MOST),
        ticks=_one_of(params.get("ticks"), TICKS, _usual_ticks(lists)),
        **lists,
    )


def _one_of(value: str | None, known: Sequence[Known], usual: Known) -> Known:
    return next((each for each in known if each == value), usual)


def _number(text: str | None, usual: int, most: int) -> int:
    text = text or ""
    return min(max(1, int(text)), most) if text.isascii() and text.isdigit() and len(text) < 10 else usual


def from_form(params: QueryParams) -> Asked:
    """What the form of the browse page asks for; ``offered-GROUP`` are the values that could be ticked."""
    asked = from_address(params)
    if "in" not in params:
        asked = asked.but(scope=())
    if asked.sort == "relevance":  # what the form has unless another order is chosen
        asked = asked.but(sort="")
    first, last = (params.get(name, "").strip() for name in ("from", "to"))
    asked = asked.but(year="" if not first and not last else first if first == last else f"{first}..{last}")
    if params.get("was", asked.ticks) != asked.ticks:  # ticks mean something else now: begin anew
        return asked.but(**dict.fromkeys(_LISTS.values(), ()))
    if asked.ticks == "without":
        asked = asked.but(**dict(change for group in GROUPS for change in _left_out(asked, params, group)))
    return asked


def _left_out(asked: Asked, params: QueryParams, group: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The group's changes where unticked values are left out, with those that were left out and not offered."""
    offered, ticked, name = params.getlist(f"offered-{group}"), set(asked.values(group)), f"not-{group}"
    before = [value for value in asked.values(name) if value not in offered]
    yield group, ()
    yield _LISTS[name], tuple(dict.fromkeys([*before, *(value for value in offered if value not in ticked)]))
