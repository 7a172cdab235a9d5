"""Vocabulary: the words of a catalogue, for what is typed wrongly or looked for inside words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from msgspec.structs import replace

from soilbib.catalogue.folding import words
from soilbib.catalogue.matching import MATCH, expression
from soilbib.catalogue.query import Group, Query, Term

_TABLES = ("title_words", "other_words")
_LAST = "\U0010ffff"
_MOST_NEAR = 50
_LONGEST = 40  # no word of a title that was typed wrongly is longer


class Vocabulary:
    """The words of one catalogue, read when they are first needed and again after `forget`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts: dict[str, str] = {}

    def forget(self) -> None:
        """Read the words anew when they are needed next."""
        self._texts.clear()

    def _text(self, table: str) -> str:
        """The words of titles, or those that stand elsewhere only, each between line ends."""
        if table not in self._texts:
            rows = self._connection.execute(f"SELECT group_concat(word, char(10)) FROM {table}")
            self._texts[table] = f"\n{rows.fetchone()[0] or ''}\n"
        return self._texts[table]

    def containing(self, letters: str) -> Iterator[str]:
        """The words with some letters in them."""
        for text in map(self._text, _TABLES):
            place = text.find(letters)
            while place >= 0:
                start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
                yield text[start:end]
                place = text.find(letters, end)

    def has(self, beginning: str) -> bool:
        """Whether any word begins with some letters; numbers are not known, but nothing is to be said of them."""
        if beginning.isdigit():
            return True
        return any(
            self._connection.execute(
                f"SELECT 1 FROM {table} WHERE word >= ? AND word < ?", (beginning, beginning + _LAST)
            ).fetchone()
            for table in _TABLES
        )

    def near(self, word: str) -> Iterator[str]:
        """The words of titles that are most like one: at most one slip away, of longer words two or three."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(word) > _LONGEST:
            return
        slips = 1 if len(word) < 5 else 2 if len(word) < 9 else 3
        length = f"{{{max(1, len(word) - slips)},{len(word) + slips}}}"
        known = re.findall(f"(?<=\n)[^\n]{length}(?=\n)", self._text("title_words"))
        found = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=_MOST_NEAR)
        ranked = sorted(found, key=lambda near: (near[1], near[0][0] != word[0], near[0]))
        yield from (near for near, _, _ in ranked)


def correct(connection: sqlite3.Connection, vocabulary: Vocabulary, query: Query) -> Query | None:
    """The query with every word that no record has replaced by a near one that some have; None if none is."""

    def is_found(term: Term, word: str) -> bool:
        wanted = expression(query, replace(term, text=word, kind="phrase"))
        return bool(wanted and connection.execute(f"{MATCH} LIMIT 1", (wanted,)).fetchone())

    def corrected(term: Term | Group) -> Term | Group:
        """A term, or those of a group, with each word that no record has as the nearest one that is found."""
        if isinstance(term, Group):
            return replace(term, terms=tuple(map(corrected, term.terms)))
        given = words(term.text)
        found = [
            word
            if term.negated or vocabulary.has(word)
            else next((near for near in vocabulary.near(word) if is_found(term, near)), word)
            for word in given
        ]
        return replace(term, text=" ".join(found)) if found != given else term

    terms = tuple(map(corrected, query.terms))
    return None if terms == query.terms else replace(query, terms=terms)
