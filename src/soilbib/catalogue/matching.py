"""Matching: from the terms of a query to the numbers of the records that have them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from soilbib.catalogue.folding import WORD, fold, words
from soilbib.catalogue.query import COLUMNS, LONGEST, SCOPES, Query, Term

if TYPE_CHECKING:
    from soilbib.catalogue.facts import Numbers
    from soilbib.catalogue.vocabulary import Vocabulary

_MATCH = "SELECT rowid AS n FROM text_index WHERE text_index MATCH ?"
_MOST_WORDS = 300
_TESTS: dict[str, str] = {
    "anywhere": "instr({column}, :phrase)",
    "start": "substr({column}, 1, length(:phrase)) = :phrase",
    "end": "substr({column}, -length(:phrase)) = :phrase",
    "full": "{column} = :phrase",
}
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


def find(connection: sqlite3.Connection, select: str, values: Sequence[Any] | Mapping[str, Any]) -> Numbers:
    """The numbers that a select of one column, called n, gives, in its order.

    They come out of SQLite as one text: several times faster than as a million rows, each an object of Python.
    """
    import numpy

    row = connection.execute(f"SELECT group_concat(n) FROM ({select})", values)
    return numpy.fromstring(row.fetchone()[0] or "", dtype=numpy.int32, sep=",")


def match_terms(
    connection: sqlite3.Connection, query: Query, everything: Numbers, vocabulary: Vocabulary
) -> Numbers:
    """The records that have the terms of a query, of ``everything`` there is."""
    nothing = everything[:0]
    if len(query.text) > LONGEST:
        return nothing
    if query.exact and query.terms:
        return _find_exact(connection, query, vocabulary)
    if wanted := whole_expression(query):
        return find(connection, f"{_MATCH} ORDER BY rowid", (wanted,))
    if any(not term.negated for term in query.terms):  # words were asked for, but there is none in them
        return nothing
    if unwanted := unwanted_expression(query):
        import numpy

        others = find(connection, _MATCH, (unwanted,))
        return numpy.setdiff1d(everything, others, assume_unique=True)
    return everything


def _find_exact(connection: sqlite3.Connection, query: Query, vocabulary: Vocabulary) -> Numbers:
    """The records that have the query's whole text as it is in one of the columns, also inside a word.

    The index finds those that have the words of the phrase, where the first may be the end of a longer word and
    the last the beginning of one; what is between the words is then looked at in the texts.
    """
    phrase = fold(query.text)
    columns = columns_of(query.scope)
    test = " OR ".join(_TESTS[query.match].format(column=column) for column in columns) if phrase else ""
    select = f"SELECT number AS n FROM texts WHERE ({test or 'false'})"
    candidates = _candidates(phrase, columns, query, vocabulary) if test else None
    if candidates is None:
        return find(connection, select, {"phrase": phrase})
    narrowed = (
        f"{select} AND number IN ({_MATCH.replace('?', ':wanted')})" if candidates else f"{select} AND false"
    )
    return find(connection, f"{narrowed} ORDER BY number", {"phrase": phrase, "wanted": candidates})


def _candidates(phrase: str, columns: Sequence[str], query: Query, vocabulary: Vocabulary) -> str | None:
    """The expression for records that may have a phrase, empty for none; None if the index knows nothing of it."""
    first, *others = WORD.findall(phrase) or [""]
    if others and len(others[-1]) < _SHORTEST_PREFIX:  # too many words begin with it
        others, open_end = others[:-1], False
    else:
        open_end = True
    is_whole = query.match in ("start", "full") or not phrase.startswith(first)
    firsts = [first] if is_whole else _beginnings(first, len(WORD.findall(phrase)) > 1, vocabulary)
    if not first or firsts is None:
        firsts, others = others[:1], others[1:]
        if not firsts:
            return None
    where, star = f"{{{' '.join(columns)}}}", " *" if open_end else ""
    return " OR ".join(f'({where}: "{" ".join([word, *others])}"{star})' for word in firsts)


def _beginnings(first: str, has_more: bool, vocabulary: Vocabulary) -> list[str] | None:
    """The words that the first word of a phrase can be a part of; None if they are too many, or numbers."""
    if not first or first.isdigit():
        return None
    found = list(islice(vocabulary.containing(first, at_end=has_more), _MOST_WORDS + 1))
    return found if len(found) <= _MOST_WORDS else None
