"""Spelling: words that nothing has, replaced by the nearest that titles have."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from msgspec.structs import replace

from soilbib.catalogue.folding import words
from soilbib.catalogue.matching import expression
from soilbib.catalogue.query import Query, Term

_INSIDE = 3
"""The shortest word that is looked for inside others."""


class Speller:
    """Corrects queries by the words of one catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def correct(self, query: Query) -> Query | None:
        """The query with every word that nothing has replaced by a near one; None where there is none."""
        terms = [self._correct_term(query, term) for term in query.terms]
        if list(query.terms) == terms:
            return None
        return replace(query, terms=tuple(terms))

    def _correct_term(self, query: Query, term: Term) -> Term:
        if term.negated or self._is_known(query, term):
            return term
        found = [self._correct_word(query, term, word) for word in words(term.text)]
        return replace(term, text=" ".join(found))

    def _correct_word(self, query: Query, term: Term, word: str) -> str:
        if self._is_known(query, replace(term, text=word)):
            return word
        return next(
            (near for near in self._near(word) if self._is_known(query, replace(term, text=near))), word
        )

    def _is_known(self, query: Query, term: Term) -> bool:
        """Whether any record has a term."""
        wanted = expression(query, term)
        if not wanted:
            return True
        row = self._connection.execute("SELECT 1 FROM text_index WHERE text_index MATCH ? LIMIT 1", (wanted,))
        return row.fetchone() is not None

    def _near(self, word: str) -> Iterator[str]:
        """The words most like one: at most one slip, in longer words two or three."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        slips = 1 if len(word) < 5 else 2 if len(word) < 9 else 3
        rows = self._connection.execute(
            "SELECT word FROM words WHERE length(word) BETWEEN ? AND ?",
            (len(word) - slips, len(word) + slips),
        )
        known = [row[0] for row in rows]
        found = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=50)
        ranked = sorted(found, key=lambda near: (near[1], near[0][0] != word[0], near[0]))
        yield from (near for near, _, _ in ranked)
