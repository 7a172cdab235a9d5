"""Searching: a query to a page of hits with facets."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from soilbib.catalogue.exact import find_exact
from soilbib.catalogue.facts import Facts
from soilbib.catalogue.filtering import count_facet, filters
from soilbib.catalogue.folding import fold
from soilbib.catalogue.highlights import snippets
from soilbib.catalogue.matching import match_terms
from soilbib.catalogue.ordering import Orders, in_order
from soilbib.catalogue.query import LONGEST, Query, Term
from soilbib.catalogue.query_language import text_of
from soilbib.catalogue.values import Category, Entry, Facets, Hit, Page
from soilbib.catalogue.vocabulary import Vocabulary, correct
from soilbib.catalogue.writing import read_entries

if TYPE_CHECKING:
    from soilbib.catalogue.facts import Mask, Numbers

_REMEMBERED = 32
_CHUNK = 500
_MOST_BYTES = 32 << 20


class Searcher:
    """Answers queries on one connection; remembers the facts and orders, and what the latest words were found in.

    Its methods are to be called inside a transaction, so that all that they read is of one state.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._facts = Facts()
        self._orders = Orders(connection)
        self._vocabulary = Vocabulary(connection)
        self._found: OrderedDict[Query, Numbers] = OrderedDict()
        self._counted: OrderedDict[Query, Facets] = OrderedDict()
        self._categories: tuple[Category, ...] | None = None

    def search(self, query: Query) -> Page:
        """One page of what a query finds, with other spellings of its words where nothing has them as they are."""
        self._refresh()
        query, corrected = self._spelt(query)
        found = self._with_terms(query)
        allowed = filters(query, self._facts, found)
        hits = _all_of(found, allowed)
        page, limit = max(query.page, 1), max(query.limit, 0)
        numbers = self._in_order(query, hits, (page - 1) * limit, min(page * limit, len(hits)))
        return Page(
            total=len(hits),
            hits=tuple(Hit(entry, snippets(entry.record, query)) for entry in self._read(numbers)),
            facets=self._facets(query, found, allowed, hits),
            corrected=corrected,
            page=page,
            pages=max(1, -(-len(hits) // limit)) if limit else 1,
        )

    def entries(self, query: Query) -> Iterator[Entry]:
        """All that a query finds, in its order."""
        self._refresh()
        found = self._with_terms(query)
        hits = _all_of(found, filters(query, self._facts, found))
        numbers = iter(self._in_order(query, hits, 0, len(hits)))
        while chunk := list(islice(numbers, _CHUNK)):
            yield from self._read(chunk)

    def count(self) -> int:
        """How many records there are."""
        return len(self._refresh().numbers)

    def categories(self) -> tuple[Category, ...]:
        """All categories by name, with the number of records that bear each; remembered until the file changes."""
        facts = self._refresh()
        if self._categories is None:
            counts = {count.value: count.count for count in count_facet("category", facts.numbers, facts)}
            self._categories = tuple(
                replace(category, records=counts.get(category.name, 0))
                for category in sorted(facts.categories.values(), key=lambda category: category.name)
            )
        return self._categories

    def _refresh(self) -> Facts:
        """See the state of the file as it is now; what was remembered of another one is forgotten."""
        if self._facts.refresh(self._connection):
            self._orders.forget()
            self._vocabulary.forget()
            self._found.clear()
            self._counted.clear()
            self._categories = None
        return self._facts

    def _spelt(self, query: Query) -> tuple[Query, str]:
        """The query, or where nothing has its words one with those of the catalogue, and the text of that one.

        Of an exact phrase the quotation marks around it may be too much.
        """
        if not query.terms or len(query.text) > LONGEST or len(self._with_terms(query)):
            return query, ""
        better = _unquoted(query) if query.exact else correct(self._connection, self._vocabulary, query)
        if better is None or not len(self._with_terms(better)):
            return query, ""
        return better, better.text if query.exact else text_of(better)

    def _with_terms(self, query: Query) -> Numbers:
        """The records that have the terms; what was found lately is remembered, for other pages and filters."""
        key = Query(query.terms, query.scope, query.exact, query.match, query.logic)
        if key not in self._found:
            self._found[key] = self._match(key)
            while (
                sum(numbers.nbytes for numbers in self._found.values()) > _MOST_BYTES and len(self._found) > 1
            ):
                self._found.popitem(last=False)
        return self._found[key]

    def _match(self, query: Query) -> Numbers:
        everything = self._facts.numbers
        if len(query.text) > LONGEST:
            return everything[:0]
        if query.exact and query.terms:
            return find_exact(self._connection, query, everything, self._vocabulary)
        return match_terms(self._connection, query, everything)

    def _in_order(self, query: Query, hits: Numbers, first: int, last: int) -> list[int]:
        return in_order(self._connection, query, hits, self._facts, self._orders, first, last)

    def _facets(self, query: Query, found: Numbers, allowed: dict[str, Mask], hits: Numbers) -> Facets:
        """The facets that are wanted, each counted without the filter on itself; remembered for other pages."""
        key = replace(query, page=1, limit=0, sort="relevance", descending=False)
        if key not in self._counted:
            counts = {
                facet: count_facet(
                    facet, _all_of(found, allowed, but=facet) if facet in allowed else hits, self._facts
                )
                for facet in query.facets
            }
            self._counted[key] = Facets(**counts)
            if len(self._counted) > _REMEMBERED:
                self._counted.popitem(last=False)
        return self._counted[key]

    def _read(self, numbers: Iterable[int]) -> list[Entry]:
        """The entries of some numbers, in their order."""
        wanted = list(numbers)
        where = "WHERE records.number IN (SELECT value FROM json_each(?))"
        rows = read_entries(self._connection, where, (msgspec.json.encode(wanted).decode(),))
        entries = {entry.number: entry for entry in rows}
        return [entries[number] for number in wanted]


def _unquoted(query: Query) -> Query | None:
    """The query without the quotation marks around its text; None if there are none."""
    text, folded = query.text.strip(), fold(query.text)
    if len(folded) < 3 or not folded[0] == folded[-1] == '"':
        return None
    return replace(query, terms=(Term(text[1:-1].strip(), kind="phrase"),))


def _all_of(found: Numbers, allowed: dict[str, Mask], *, but: str = "") -> Numbers:
    """The records found that all filters let through, or all but one."""
    masks = [mask for facet, mask in allowed.items() if facet != but]
    for mask in masks[1:]:
        masks[0] = masks[0] & mask
    return found[masks[0]] if masks else found
