"""Matching: from the terms of a query to the numbers of the records that have them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from soilbib.catalogue.folding import forms, words
from soilbib.catalogue.query import COLUMNS, SCOPES, Group, Query, Term

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


def group_expression(query: Query, group: Group) -> str:
    """The expression for a group: what is wanted of it and nothing that is not.

    Empty where there is none, as nothing is wanted, or one of several that will do is all that something is not in.
    """
    parts = [(term.negated, _part(query, term)) for term in group.terms]
    wanted = [part for negated, part in parts if part and not negated]
    unwanted = [part for negated, part in parts if part and negated]
    joined = (" OR " if group.logic == "or" else " AND ").join(wanted)
    return f"({' NOT '.join([f'({joined})', *unwanted])})" if joined else ""


def _part(query: Query, term: Term | Group) -> str:
    return group_expression(query, term) if isinstance(term, Group) else expression(query, term)


def find(connection: sqlite3.Connection, select: str, values: Sequence[Any] | Mapping[str, Any]) -> Numbers:
    """The numbers that a select of one column, called n, gives, in its order.

    They come out of SQLite as one text: several times faster than as a million rows, each an object of Python.
    """
    import numpy

    row = connection.execute(f"SELECT group_concat(n) FROM ({select})", values)
    return numpy.fromstring(row.fetchone()[0] or "", dtype=numpy.int32, sep=",")


def match_terms(connection: sqlite3.Connection, query: Query, everything: Numbers) -> Numbers:
    """The records that have the terms of a query, of ``everything`` there is."""
    group = Group(query.terms, "or" if query.logic.startswith("or") else "and")
    return _match(connection, query, group, everything)


def _match(connection: sqlite3.Connection, query: Query, group: Group, everything: Numbers) -> Numbers:
    """The records that a group finds: by one expression where it is one, else part by part.

    Full-text search has no expression for all that has not something.
    """
    import numpy

    if _is_one(group):
        wanted = group_expression(query, group)
        return find(connection, f"{MATCH} ORDER BY rowid", (wanted,)) if wanted else everything[:0]
    parts = [(term.negated, _match(connection, query, _as_group(term), everything)) for term in group.terms]
    join: Any = numpy.union1d if group.logic == "or" else numpy.intersect1d
    having = [numbers for negated, numbers in parts if not negated]
    found = reduce(join, having) if having else everything
    for negated, numbers in parts:
        found = numpy.setdiff1d(found, numbers, assume_unique=True) if negated else found
    return found


def _as_group(term: Term | Group) -> Group:
    """A term or group without its negation, as a group."""
    return (
        Group(term.terms, term.logic) if isinstance(term, Group) else Group((replace(term, negated=False),))
    )


def _is_one(group: Group) -> bool:
    """Whether one expression finds what a group does: something is wanted in it, and in each group in it."""
    groups = [term for term in group.terms if isinstance(term, Group)]
    return any(not term.negated for term in group.terms) and all(map(_is_one, groups))
