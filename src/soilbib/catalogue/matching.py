"""Matching: from the terms of a query to the numbers of the records that have them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from soilbib.catalogue.folding import forms, words
from soilbib.catalogue.query import COLUMNS, SCOPES, Query, Term

if TYPE_CHECKING:
    from soilbib.catalogue.facts import Numbers

MATCH = "SELECT rowid AS n FROM text_index WHERE text_index MATCH ?"
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
    texts = " OR ".join(f'"{text}"{" *" if open_end else ""}' for text in texts_of(term))
    return f"({{{' '.join(where)}}}: ({texts}))"


def texts_of(term: Term) -> tuple[str, ...]:
    """The folded texts that a term is found as: one, or several for a word with forms."""
    found = words(term.text)
    return forms(found[0]) if len(found) == 1 and term.kind != "phrase" else (" ".join(found),)


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


def find(connection: sqlite3.Connection, select: str, values: Sequence[Any] | Mapping[str, Any]) -> Numbers:
    """The numbers that a select of one column, called n, gives, in its order.

    They come out of SQLite as one text: several times faster than as a million rows, each an object of Python.
    """
    import numpy

    row = connection.execute(f"SELECT group_concat(n) FROM ({select})", values)
    return numpy.fromstring(row.fetchone()[0] or "", dtype=numpy.int32, sep=",")


def match_terms(connection: sqlite3.Connection, query: Query, everything: Numbers) -> Numbers:
    """The records that have the terms of a query, of ``everything`` there is."""
    if wanted := whole_expression(query):
        return find(connection, f"{MATCH} ORDER BY rowid", (wanted,))
    if any(not term.negated for term in query.terms):  # words were asked for, but there is none in them
        return everything[:0]
    if unwanted := unwanted_expression(query):
        import numpy

        others = find(connection, MATCH, (unwanted,))
        return numpy.setdiff1d(everything, others, assume_unique=True)
    return everything
