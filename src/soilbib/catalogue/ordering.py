"""Ordering: the numbers of one page of the records found, in the query's order, without sorting all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

import msgspec

from soilbib.catalogue.collation import LAST, order_of
from soilbib.catalogue.facts import NO_YEAR, Facts
from soilbib.catalogue.folding import words
from soilbib.catalogue.matching import columns_of, expression, find
from soilbib.catalogue.query import Group, Query, Term

if TYPE_CHECKING:
    from soilbib.catalogue.facts import Mask, Numbers

_FIRST = 1_000
_FEW = 2_000
_MOST_AHEAD = 20_000
_SPARE = 4
"""So many times the records that should have to be gone through until the page is full."""
_MISSING = 1 << 31  # beyond all places and all numbers


class Orders:
    """The place of every record in the order of titles and of authors, read when first needed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._places: dict[str, Any] = {}

    def forget(self) -> None:
        """Read the orders anew when they are needed next."""
        self._places.clear()

    def sorted(self, query: Query, facts: Facts, hits: Numbers, last: int) -> list[int]:
        """The first of the records found, up to a place; those without a value come last."""
        import numpy

        name = "author" if query.sort == "author" else "title"
        if query.sort not in ("added", "year") and name not in self._places:
            found = self._ask(query, f"{name}_order", facts, hits, last)
            if found is not None:
                return found
        keys = self._keys(query, name, facts, hits.astype(numpy.int64))
        if last < len(hits):
            best = numpy.argpartition(keys, last)[:last]
            hits, keys = hits[best], keys[best]
        ordered: list[int] = hits[numpy.argsort(keys)].tolist()
        return ordered

    def _ask(self, query: Query, column: str, facts: Facts, hits: Numbers, last: int) -> list[int] | None:
        """The same by SQL, where that is quicker than reading the order of all records: of a few, or of very many."""
        import numpy

        way = "DESC" if query.descending else "ASC"
        if len(hits) <= _FEW:
            where = "WHERE number IN (SELECT value FROM json_each(?))"
            order = f"{column} >= '{LAST}', {column} {way}, number {way}"
            values = msgspec.json.encode(hits.tolist()).decode()
            select = f"SELECT number AS n FROM records {where} ORDER BY {order} LIMIT ?"
            ordered: list[int] = find(self._connection, select, (values, last)).tolist()
            return ordered
        most = last * _SPARE * len(facts.numbers) // len(hits)
        if most > _MOST_AHEAD:
            return None
        select = f"SELECT number AS n FROM records WHERE {column} < ? ORDER BY {column} {way}, number {way} LIMIT ?"
        first = find(self._connection, select, (LAST, most))
        is_hit = numpy.zeros(len(facts.type), dtype=bool)
        is_hit[hits] = True
        ordered = first[is_hit[first]][:last].tolist()
        return ordered if len(ordered) == last else None

    def _keys(self, query: Query, name: str, facts: Facts, numbers: Any) -> Any:
        """What records of some numbers are to be sorted by, all different."""
        import numpy

        ends = -numbers if query.descending else numbers
        if query.sort == "added":
            return ends
        if query.sort == "year":
            keys = facts.year[numbers].astype(numpy.int64)
            missing = keys == NO_YEAR
        else:
            places, valued = self._read(name, len(facts.year))
            keys = places[numbers]
            missing = keys >= valued
        ranked = numpy.where(missing, _MISSING, -keys if query.descending else keys)
        return ranked * _MISSING + ends

    def _read(self, order: str, size: int) -> tuple[Any, int]:
        """The place of every number, and how many places are taken by records that have a value."""
        if order not in self._places:
            import numpy

            column = f"{order}_order"
            sorted_numbers = find(
                self._connection, f"SELECT number AS n FROM records ORDER BY {column}, number LIMIT -1", ()
            )
            places = numpy.zeros(size, dtype=numpy.int64)
            places[sorted_numbers] = numpy.arange(len(sorted_numbers))
            (missing,) = self._connection.execute(
                f"SELECT count(*) FROM records WHERE {column} >= ?", (LAST,)
            ).fetchone()
            self._places[order] = (places, len(sorted_numbers) - missing)
        places, valued = self._places[order]
        return places, valued


def in_order(
    connection: sqlite3.Connection,
    query: Query,
    hits: Numbers,
    facts: Facts,
    orders: Orders,
    first: int,
    last: int,
) -> list[int]:
    """The numbers of the records found that stand at some places of the query's order."""
    if first >= last:
        return []
    if query.sort == "relevance" and not query.exact and query.wanted:
        import numpy

        mask = numpy.zeros(len(facts.type), dtype=bool)
        mask[hits] = True
        return _by_relevance(connection, query, hits, mask, last)[first:last]
    return orders.sorted(query, facts, hits, last)[first:last]


def _by_relevance(
    connection: sqlite3.Connection, query: Query, hits: Numbers, mask: Mask, last: int
) -> list[int]:
    """First what has the words in the best places, the latest first among equals, up to a place."""
    given: dict[int, None] = {}
    for tier in chain(_tiers(connection, query, mask), [hits[::-1].tolist()]):
        for number in tier:
            given.setdefault(number)
            if len(given) >= last:
                return list(given)
    return list(given)


def _tiers(connection: sqlite3.Connection, query: Query, mask: Mask) -> Iterator[Iterable[int]]:
    """The places in which words count, as on the page that this comes from, the best first.

    The title is the words, begins with them, has them in this order, has them all; then the whole text has them
    all. Whole words come before beginnings of words.
    """
    wanted = query.wanted
    phrase = [word for term in wanted if not term.field for word in words(term.text)]
    if phrase and "title" in columns_of(query.scope):
        yield _equal(connection, phrase, mask)
        yield _matching(connection, f'({{title}}: ^ "{" ".join(phrase)}")', mask)
        yield _matching(connection, f'({{title}}: "{" ".join(phrase)}")', mask)
    is_any = query.logic.startswith("or") or any(isinstance(term, Group) for term in query.terms)
    for joiner in (" AND ", " OR ") if is_any else (" AND ",):
        for columns in (("title",), ()):
            for whole in (True, False):
                yield _matching(connection, _joined(query, wanted, columns, whole, joiner), mask)


def _equal(connection: sqlite3.Connection, phrase: list[str], mask: Mask) -> Iterator[int]:
    """The records whose title is nothing but the phrase: they stand together in the order of titles."""
    keys = {order_of(" ".join(part), articles=False) for part in (phrase, phrase[1:])}
    select = f"""SELECT number, title FROM records JOIN texts USING (number)
        WHERE title_order IN ({", ".join("?" * len(keys))}) ORDER BY number DESC LIMIT {_FIRST}"""
    for number, title in connection.execute(select, tuple(keys)):
        if mask[number] and words(title) == phrase:
            yield number


def _joined(query: Query, wanted: list[Term], columns: tuple[str, ...], whole: bool, joiner: str) -> str:
    """The expression for all or any of the terms in some columns; empty where all are wanted and one cannot be."""
    parts = [expression(query, term, columns=() if term.field else columns, whole=whole) for term in wanted]
    return joiner.join(part for part in parts if part) if joiner == " OR " or all(parts) else ""


def _matching(connection: sqlite3.Connection, wanted: str, mask: Mask) -> Iterator[int]:
    """The records found for which an expression holds, the latest first.

    Where many match the page is soon full; the first are therefore looked at alone before all the others.
    """
    if not wanted:
        return
    select = "SELECT rowid AS n FROM text_index WHERE text_index MATCH ? ORDER BY rowid DESC"
    latest = find(connection, f"{select} LIMIT {_FIRST}", (wanted,))
    yield from latest[mask[latest]].tolist()
    if len(latest) == _FIRST:
        rest = find(connection, f"{select} LIMIT -1 OFFSET {_FIRST}", (wanted,))
        yield from rest[mask[rest]].tolist()
