"""Exact: records that have a phrase as it is, also inside a word, without looking at all texts.

The phrase "oil carb" can only stand where a word that ends in "oil" is followed by one that begins with "carb". The
vocabulary knows the words that end so, the index finds them side by side; what is between the words of the phrase
is then looked at in the texts of what was found.
"""

from __future__ import annotations

import sqlite3
from itertools import islice
from typing import TYPE_CHECKING

from soilbib.catalogue.folding import WORD, fold
from soilbib.catalogue.matching import MATCH, columns_of, find
from soilbib.catalogue.query import Match, Query
from soilbib.catalogue.vocabulary import Vocabulary

if TYPE_CHECKING:
    from soilbib.catalogue.facts import Numbers

_MOST_WORDS = 2_000
_MOST_BEFORE = 30
_SHORTEST = 3
_TESTS: dict[Match, str] = {
    "anywhere": "instr({column}, :phrase)",
    "start": "substr({column}, 1, length(:phrase)) = :phrase",
    "end": "substr({column}, -length(:phrase)) = :phrase",
    "full": "{column} = :phrase",
}


def find_exact(connection: sqlite3.Connection, query: Query, vocabulary: Vocabulary) -> Numbers:
    """The records that have a query's whole text, folded, in one column of its scope."""
    phrase, columns = fold(query.text), columns_of(query.scope)
    test = " OR ".join(_TESTS[query.match].format(column=column) for column in columns) if phrase else ""
    select = f"SELECT number AS n FROM texts WHERE ({test or 'false'})"
    phrases = _phrases(phrase, query.match, vocabulary) if test else []
    if phrases is None:
        return find(connection, select, {"phrase": phrase})
    if not phrases:
        return find(connection, f"{select} AND false", {"phrase": phrase})  # no record has such a word
    values = {"phrase": phrase, "wanted": f"{{{' '.join(columns)}}}: ({' OR '.join(phrases)})"}
    found = MATCH.replace("?", ":wanted")
    if query.match == "anywhere" and WORD.fullmatch(phrase):  # all of it is in the word: nothing to look at
        return find(connection, f"{found} ORDER BY rowid", values)
    return find(connection, f"{select} AND number IN ({found}) ORDER BY number", values)


def _phrases(phrase: str, match: Match, vocabulary: Vocabulary) -> list[str] | None:
    """The phrases of whole words of which a record must have one; None if the index is of no help."""
    first, *rest = WORD.findall(phrase) or [""]
    begins = match in ("start", "full") or not phrase.startswith(first)
    firsts = [first] if begins else _words_with(first, bool(rest), vocabulary)
    if not first or firsts is None:  # the phrase after its first word is looked for
        firsts, rest, begins = rest[:1], rest[1:], True
        if not firsts or len(firsts[0]) < _SHORTEST:
            return None
    if rest and len(rest[-1]) < _SHORTEST:  # too many words begin with it
        return [f'"{" ".join([word, *rest[:-1]])}"' for word in firsts]
    star = " *" if rest or begins else ""
    return [f'"{" ".join([word, *rest])}"{star}' for word in firsts]


def _words_with(letters: str, at_end: bool, vocabulary: Vocabulary) -> list[str] | None:
    """The words that have some letters in them, or at their end; None if they are too many, or numbers."""
    if letters.isdigit():
        return None
    most = _MOST_BEFORE if at_end else _MOST_WORDS  # each of these is a phrase of its own to look for
    found = list(islice(vocabulary.containing(letters, at_end=at_end), most + 1))
    return found if len(found) <= most else None
