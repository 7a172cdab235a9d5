"""Exact: records that have a phrase as it is, also inside a word, without looking at all texts.

The index of words is asked first: a piece of a word is in the records of all words that have it, and of a longer
phrase the words that are whole must stand side by side. Where that leaves too much, the grams of the phrase say of
most records whether they have it (see `grams`). What is left is looked at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from soilbib.catalogue.folding import WORD, fold
from soilbib.catalogue.gram_search import find_by_grams
from soilbib.catalogue.matching import MATCH, columns_of, find
from soilbib.catalogue.query import Match, Query
from soilbib.catalogue.vocabulary import Vocabulary

if TYPE_CHECKING:
    from soilbib.catalogue.facts import Mask, Numbers

_FEW_WORDS = 300
"""So many words are looked up one by one rather than asking the grams."""
_MOST_WORDS = 2_000
_MANY = 10_000
"""So many texts are looked at rather than asking the grams."""
_SHORTEST = 3
_TESTS: dict[Match, str] = {
    "anywhere": "instr({column}, :phrase)",
    "start": "substr({column}, 1, length(:phrase)) = :phrase",
    "end": "substr({column}, -length(:phrase)) = :phrase",
    "full": "{column} = :phrase",
}
_AMONG = "json_each(:numbers) CROSS JOIN texts ON number = value WHERE"
_BETWEEN = "texts WHERE number BETWEEN :first AND :last AND"
_SPARSE = 3
"""Of so many texts that lie side by side one at least has to be looked at, or each is looked up by its number."""


def find_exact(
    connection: sqlite3.Connection, query: Query, everything: Numbers, vocabulary: Vocabulary
) -> Numbers:
    """The records, of ``everything`` there is, that have a query's whole text, folded, in one column of its scope."""
    import numpy

    phrase, columns = fold(query.text), columns_of(query.scope)
    if not phrase or not columns or not len(everything):
        return everything[:0]
    there = numpy.zeros(int(everything[-1]) + 1, dtype=bool)
    there[everything] = True
    found = _find(connection, phrase, query.match, columns, there, vocabulary)
    return found.nonzero()[0].astype(numpy.int32)


def _find(
    connection: sqlite3.Connection,
    phrase: str,
    match: Match,
    columns: Sequence[str],
    there: Mask,
    vocabulary: Vocabulary,
) -> Mask:
    """Which of the numbers that are there have a phrase."""
    import numpy

    words = _words_with(phrase, vocabulary) if match == "anywhere" else None
    if words is not None and len(words) <= _FEW_WORDS:
        return _having(connection, columns, words, there)
    side_by_side = _side_by_side(phrase, match)
    if side_by_side:
        first = _having(connection, columns, [side_by_side], there, most=_MANY + 1)
        if numpy.count_nonzero(first) <= _MANY:
            return _looked_at(connection, match, phrase, columns, first)
    elif len(there) <= _MANY:
        return _looked_at(connection, match, phrase, columns, there)
    found, unsure, unknown = find_by_grams(connection, phrase, match, columns, there)
    found |= _looked_at(connection, match, phrase, columns, unknown)
    unsure = {column: mask & ~found for column, mask in unsure.items()}
    if sum(map(numpy.count_nonzero, unsure.values())) > _MANY:
        if words is not None:
            return found | _having(connection, list(unsure), words, there)
        if side_by_side:
            having = _having(connection, list(unsure), [side_by_side], there)
            unsure = {column: mask & having for column, mask in unsure.items()}
    for column, mask in unsure.items():
        found |= _looked_at(connection, match, phrase, [column], mask & ~found)
    return found


def _words_with(letters: str, vocabulary: Vocabulary) -> list[str] | None:
    """The expressions for all words that have some letters in them; None if they are too many, or not known."""
    if not WORD.fullmatch(letters) or letters.isdigit():
        return None
    found = list(islice(vocabulary.containing(letters), _MOST_WORDS + 1))
    return [f'"{word}"' for word in found] if len(found) <= _MOST_WORDS else None


def _side_by_side(phrase: str, match: Match) -> str:
    """The expression for the words of a phrase that are whole, and the beginning of its last one."""
    words = WORD.findall(phrase) or [""]
    is_open = match in ("anywhere", "start") and phrase.endswith(words[-1])
    is_first = match in ("start", "full")
    if not is_first and phrase.startswith(words[0]):
        del words[0]
    if words and is_open and len(words[-1]) < _SHORTEST:
        del words[-1]
        is_open = False
    return f'{"^ " if is_first else ""}"{" ".join(words)}"{" *" if is_open else ""}' if any(words) else ""


def _having(
    connection: sqlite3.Connection, columns: Sequence[str], wanted: Sequence[str], there: Mask, most: int = -1
) -> Mask:
    """Which of the numbers that are there (so many at most) have one of some words or phrases, by the index."""
    import numpy

    found = numpy.zeros(len(there), dtype=bool)
    for expression in wanted:
        values = (f"{{{' '.join(columns)}}}: {expression}", most)
        found[find(connection, f"{MATCH} LIMIT ?", values)] = True
    return found


def _looked_at(
    connection: sqlite3.Connection, match: Match, phrase: str, columns: Sequence[str], mask: Mask
) -> Mask:
    """Which of some numbers have a phrase in one of some columns, by their texts."""
    import numpy

    numbers = mask.nonzero()[0]
    found = numpy.zeros(len(mask), dtype=bool)
    if not len(numbers):
        return found
    values: dict[str, Any] = {"phrase": phrase, "first": int(numbers[0]), "last": int(numbers[-1])}
    where = _BETWEEN
    if len(numbers) * _SPARSE < values["last"] - values["first"]:
        where, values["numbers"] = _AMONG, msgspec.json.encode(numbers.tolist()).decode()
    test = " OR ".join(_TESTS[match].format(column=column) for column in columns)
    found[find(connection, f"SELECT number AS n FROM {where} ({test})", values)] = True
    return found & mask
