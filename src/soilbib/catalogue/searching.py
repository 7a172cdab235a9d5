"""Searching: a query to a page of hits with facets."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from soilbib.catalogue.facts import Facts
from soilbib.catalogue.filtering import count_facet, filters
from soilbib.catalogue.highlights import snippets
from soilbib.catalogue.matching import match_terms
from soilbib.catalogue.ordering import in_order
from soilbib.catalogue.query import Query
from soilbib.catalogue.spelling import Speller
from soilbib.catalogue.values import Category, Entry, Facets, Hit, Page
from soilbib.catalogue.writing import read_entries

if TYPE_CHECKING:
    from soilbib.catalogue.facts import Mask

_REMEMBERED = 32
_CHUNK = 500


class Searcher:
    """Answers queries on one connection; remembers the facts, and what the latest words were found in.

    Its methods are to be called inside a transaction, so that all that they read is of one state.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._facts = Facts()
        self._speller = Speller(connection)
        self._found: OrderedDict[Query, Mask] = OrderedDict()

    def search(self, query: Query) -> Page:
        """One page of what a query finds, with other spellings of its words where nothing has them as they are."""
        facts = self._refresh()
        found = self._with_terms(query)
        corrected = ""
        if query.terms and not query.exact and not found.any():
            better = self._speller.correct(query)
            if better:
                query, corrected = better, better.text
                found = self._with_terms(query)
        allowed = filters(query, facts)
        hits = _all_of(found, allowed)
        total = int(hits.sum())
        first = (max(query.page, 1) - 1) * max(query.limit, 0)
        numbers = list(
            islice(in_order(self._connection, query, hits, total), first, first + max(query.limit, 0))
        )
        return Page(
            total=total,
            hits=tuple(Hit(entry, snippets(entry.record, query)) for entry in self._read(numbers)),
            facets=_count(query, found, allowed, facts),
            corrected=corrected,
            page=max(query.page, 1),
            pages=max(1, -(-total // query.limit)) if query.limit > 0 else 1,
        )

    def entries(self, query: Query) -> Iterator[Entry]:
        """All that a query finds, in its order."""
        facts = self._refresh()
        hits = _all_of(self._with_terms(query), filters(query, facts))
        numbers = in_order(self._connection, query, hits, int(hits.sum()))
        while chunk := list(islice(numbers, _CHUNK)):
            yield from self._read(chunk)

    def count(self) -> int:
        """How many records there are."""
        return int(self._refresh().present.sum())

    def categories(self) -> tuple[Category, ...]:
        """All categories by name, with the number of records that bear each."""
        facts = self._refresh()
        counts = {count.value: count.count for count in count_facet("category", facts.present, facts)}
        return tuple(
            replace(category, records=counts.get(category.name, 0))
            for category in sorted(facts.categories.values(), key=lambda category: category.name)
        )

    def _refresh(self) -> Facts:
        if self._facts.refresh(self._connection):
            self._found.clear()
        return self._facts

    def _with_terms(self, query: Query) -> Mask:
        """The records that have the terms; what was found lately is remembered, for other pages and filters."""
        key = Query(query.terms, query.scope, query.exact, query.match, query.logic)
        if key not in self._found:
            self._found[key] = match_terms(self._connection, key, self._facts.present)
            if len(self._found) > _REMEMBERED:
                self._found.popitem(last=False)
        self._found.move_to_end(key)
        return self._found[key]

    def _read(self, numbers: Iterable[int]) -> list[Entry]:
        """The entries of some numbers, in their order."""
        wanted = list(numbers)
        where = "WHERE records.number IN (SELECT value FROM json_each(?))"
        rows = read_entries(self._connection, where, (msgspec.json.encode(wanted).decode(),))
        entries = {entry.number: entry for entry in rows}
        return [entries[number] for number in wanted]


def _all_of(found: Mask, allowed: dict[str, Mask], *, but: str = "") -> Mask:
    """The records found that all filters let through, or all but one."""
    for facet, mask in allowed.items():
        if facet != but:
            found = found & mask
    return found


def _count(query: Query, found: Mask, allowed: dict[str, Mask], facts: Facts) -> Facets:
    """The facets that are wanted, each without the filter on itself."""
    return Facets(
        **{facet: count_facet(facet, _all_of(found, allowed, but=facet), facts) for facet in query.facets}
    )
