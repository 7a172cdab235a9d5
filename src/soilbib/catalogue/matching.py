"""Matching: from the terms of a query to the numbers of the records that have them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from soilbib.catalogue.folding import fold, words
from soilbib.catalogue.query import COLUMNS, SCOPES, Query, Term

if TYPE_CHECKING:
    from soilbib.catalogue.facts import Mask

_SHORTEST_PREFIX = 3
"""Shorter words are found as whole words only: too many others begin with them."""


def columns_of(scope: Iterable[str]) -> tuple[str, ...]:
    """The columns of the text index that a scope (keys of `SCOPES`) stands for, in their order."""
    wanted = {column for name in scope for column in SCOPES[name]}
    return tuple(column for column in COLUMNS if column in wanted)


def expression(query: Query, term: Term, *, columns: Sequence[str] = (), whole: bool = False) -> str:
    """The expression of SQLite's full-text search for a term; empty for a term without a word.

    ``columns`` narrows down where it is looked for, ``whole`` wants whole words. All that is not a letter or a
    number is gone after folding, so that no term can be anything but words.
    """
    found = words(term.text)
    if not found:
        return ""
    own = columns_of((term.field,)) if term.field else columns_of(query.scope)
    where = [column for column in own if not columns or column in columns]
    if not where:
        return ""
    open_end = term.kind == "prefix" or (
        term.kind == "word"
        and not whole
        and not query.logic.endswith("-word")
        and len(found[-1]) >= _SHORTEST_PREFIX
    )
    return f'({{{" ".join(where)}}}: "{" ".join(found)}"{" *" if open_end else ""})'


def whole_expression(query: Query) -> str:
    """The expression for all terms that are wanted and none that is not; empty if there is none that is wanted."""
    wanted = [part for term in query.terms if not term.negated and (part := expression(query, term))]
    unwanted = [part for term in query.terms if term.negated and (part := expression(query, term))]
    if not wanted:
        return ""
    joined = (" OR " if query.logic.startswith("or") else " AND ").join(wanted)
    return " NOT ".join([f"({joined})", *unwanted])


def unwanted_expression(query: Query) -> str:
    """The expression for any term that is not wanted."""
    return " OR ".join(part for term in query.terms if term.negated and (part := expression(query, term)))


def match_terms(connection: sqlite3.Connection, query: Query, present: Mask) -> Mask:
    """The records that have the terms of a query."""
    if query.exact:
        return match_exact(connection, query, present)
    if wanted := whole_expression(query):
        return mask_of(find(connection, wanted), len(present))
    if any(not term.negated for term in query.terms):  # words were asked for, but there is none in them
        return mask_of((), len(present))
    if unwanted := unwanted_expression(query):
        return present & ~mask_of(find(connection, unwanted), len(present))
    return present


def find(connection: sqlite3.Connection, wanted: str) -> Iterable[tuple[int]]:
    """The numbers for which an expression holds."""
    return connection.execute("SELECT rowid FROM text_index WHERE text_index MATCH ?", (wanted,))


def mask_of(rows: Iterable[tuple[int]], size: int) -> Mask:
    """The mask of some numbers, given in rows of one."""
    import numpy

    mask = numpy.zeros(size, dtype=bool)
    mask[numpy.fromiter(chain.from_iterable(rows), dtype=numpy.int64)] = True
    return mask


# Exact phrases


_TESTS: dict[str, str] = {
    "anywhere": "instr({column}, :phrase)",
    "start": "substr({column}, 1, length(:phrase)) = :phrase",
    "end": "substr({column}, -length(:phrase)) = :phrase",
    "full": "{column} = :phrase",
}


def match_exact(connection: sqlite3.Connection, query: Query, present: Mask) -> Mask:
    """The records that have the query's whole text as it is in one of the columns, also inside a word."""
    phrase = fold(query.text)
    columns = columns_of(query.scope)
    if not phrase or not columns:
        return present if not query.terms else mask_of((), len(present))
    test = " OR ".join(_TESTS[query.match].format(column=column) for column in columns)
    rows = connection.execute(f"SELECT number FROM texts WHERE {test}", {"phrase": phrase})
    return mask_of(rows, len(present))
