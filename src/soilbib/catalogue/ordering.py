"""Ordering: the numbers of one page of the records found, without sorting all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from soilbib.catalogue.folding import words
from soilbib.catalogue.matching import columns_of, expression
from soilbib.catalogue.query import Query, Term

if TYPE_CHECKING:
    from soilbib.catalogue.facts import Mask

_FEW = 20_000
_CHUNK = 2_048
_ORDERS: dict[str, tuple[str, ...]] = {
    "title": ("title_order",),
    "author": ("author_order",),
    "year": ("year",),
    "added": ("number",),
}


def in_order(connection: sqlite3.Connection, query: Query, found: Mask, total: int) -> Iterator[int]:
    """The numbers of the records found, in the query's order, as far as they are asked for."""
    if query.sort == "relevance" and not query.exact and any(not term.negated for term in query.terms):
        yield from _by_relevance(connection, query, found)
        return
    yield from _sorted(connection, query, found, total)


def _sorted(connection: sqlite3.Connection, query: Query, found: Mask, total: int) -> Iterator[int]:
    """A few by sorting them, many by going through all records in order and leaving out the others."""
    sort = "title" if query.sort == "relevance" else query.sort
    column = _ORDERS[sort][0]
    way = "DESC" if query.descending else "ASC"
    order = f"{column} IS NULL, {column} {way}, records.number"
    if total > _FEW:
        if sort == "year":  # the index has those without a year first
            dated = connection.execute(
                f"SELECT number FROM records WHERE year IS NOT NULL ORDER BY year {way}, number"
            )
            undated = connection.execute("SELECT number FROM records WHERE year IS NULL ORDER BY number")
            rows = chain(dated, undated)
        else:
            rows = chain(
                connection.execute(f"SELECT number FROM records ORDER BY {column} {way}, number {way}")
            )
        yield from _among(rows, found)
        return
    numbers = found.nonzero()[0].tolist()
    if sort == "added":
        yield from reversed(numbers) if query.descending else numbers
        return
    import msgspec

    select = (
        f"""SELECT number FROM records WHERE number IN (SELECT value FROM json_each(?)) ORDER BY {order}"""
    )
    for (number,) in connection.execute(select, (msgspec.json.encode(numbers).decode(),)):
        yield number


def _among(rows: Iterable[tuple[int]], found: Mask) -> Iterator[int]:
    """Those of the numbers that are found, looked up many at a time."""
    import numpy

    iterator = chain.from_iterable(rows)
    while chunk := list(islice(iterator, _CHUNK)):
        numbers = numpy.array(chunk)
        yield from numbers[found[numbers]].tolist()


def _by_relevance(connection: sqlite3.Connection, query: Query, found: Mask) -> Iterator[int]:
    """First what has the words in the best places, the latest first among equals.

    The places are those of the page this comes from: the title is the words, begins with them, has them in
    this order, has them all; then whole words anywhere before beginnings of words.
    """
    given: set[int] = set()
    for numbers in _tiers(connection, query, found):
        for number in numbers:
            if number not in given:
                given.add(number)
                yield number


def _tiers(connection: sqlite3.Connection, query: Query, found: Mask) -> Iterator[Iterable[int]]:
    wanted = [term for term in query.terms if not term.negated]
    plain = [term for term in wanted if not term.field]
    if plain and "title" in columns_of(query.scope):
        phrase = " ".join(word for term in plain for word in words(term.text))
        starting = f'({{title}}: ^ "{phrase}")' if phrase else ""
        yield _equal_first(connection, phrase, list(_matching(connection, starting, found)))
        yield _matching(connection, f'({{title}}: "{phrase}")' if phrase else "", found)
    for narrow in (("title",), ()):
        for whole in (True, False):
            yield _matching(connection, _all(query, wanted, narrow, whole), found)
    yield found.nonzero()[0][::-1].tolist()


def _equal_first(connection: sqlite3.Connection, phrase: str, numbers: list[int]) -> list[int]:
    """The records whose title is nothing but the phrase before those whose title begins with it."""
    equal = set()
    for number in numbers[:1000]:
        (title,) = connection.execute("SELECT title FROM texts WHERE number = ?", (number,)).fetchone()
        if words(title) == phrase.split():
            equal.add(number)
    return sorted(numbers, key=lambda number: number not in equal)


def _all(query: Query, wanted: list[Term], columns: tuple[str, ...], whole: bool) -> str:
    parts = [expression(query, term, columns=() if term.field else columns, whole=whole) for term in wanted]
    return " AND ".join(part for part in parts if part) if all(parts) else ""


def _matching(connection: sqlite3.Connection, wanted: str, found: Mask) -> Iterator[int]:
    if not wanted:
        return
    rows = connection.execute(
        "SELECT rowid FROM text_index WHERE text_index MATCH ? ORDER BY rowid DESC", (wanted,)
    )
    yield from _among(rows, found)
