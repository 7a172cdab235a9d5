"""Exact: records that have a phrase as it is, also inside a word, without looking at all texts.

The grams of the phrase say of most records whether they have it (see `grams`). Of those that only may have it the
index of words says more: a piece of a word is in the records of all words that have it, and of a longer phrase the
words that are whole must stand side by side. What is left is looked at, and so are the records whose grams are not
known.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from soilbib.catalogue import grams as gram_index
from soilbib.catalogue.folding import WORD, fold
from soilbib.catalogue.grams import EDGE, LONGEST, is_common, unpack
from soilbib.catalogue.matching import MATCH, columns_of, find
from soilbib.catalogue.query import COLUMNS, Match, Query
from soilbib.catalogue.vocabulary import Vocabulary

if TYPE_CHECKING:
    from soilbib.catalogue.facts import Mask, Numbers

_MOST_READ = 4
_MANY = 10_000
"""So many texts are looked at without asking the index of words first."""
_MOST_WORDS = 2_000
_SHORTEST = 3
_TESTS: dict[Match, str] = {
    "anywhere": "instr({column}, :phrase)",
    "start": "substr({column}, 1, length(:phrase)) = :phrase",
    "end": "substr({column}, -length(:phrase)) = :phrase",
    "full": "{column} = :phrase",
}
_EDGES: dict[Match, tuple[str, str]] = {
    "anywhere": ("", ""),
    "start": (EDGE, ""),
    "end": ("", EDGE),
    "full": (EDGE, EDGE),
}
_AMONG = "number IN (SELECT value FROM json_each(:numbers))"
_BETWEEN = "number BETWEEN :first AND :last"
_SPARSE = 3
"""Of so many texts that lie side by side one at least has to be looked at, or each is looked up by its number."""
_GRAMS = """SELECT chunk, field, gram, records, number FROM gram_chunks CROSS JOIN grams USING (chunk)
    WHERE field IN (SELECT value FROM json_each(?)) AND gram IN ({})"""
_DATA = "SELECT number, data FROM grams WHERE number IN (SELECT value FROM json_each(?))"

_Part: TypeAlias = tuple[int, int]
"""A chunk, and a field by its place in `COLUMNS`."""

_Rows: TypeAlias = dict[bytes, tuple[int, int]]
"""Gram: in how many records of a part it is, and the number of its row."""


def find_exact(
    connection: sqlite3.Connection, query: Query, everything: Numbers, vocabulary: Vocabulary
) -> Numbers:
    """The records, of ``everything`` there is, that have a query's whole text, folded, in one column of its scope."""
    import numpy

    phrase, columns = fold(query.text), columns_of(query.scope)
    if not phrase or not columns or not len(everything):
        return everything[:0]
    before, after = _EDGES[query.match]
    wanted = f"{before}{phrase}{after}".encode()
    parts = _parts(connection, wanted, [COLUMNS.index(column) for column in columns])
    size = (int(everything[-1]) // gram_index.CHUNK + 1) * gram_index.CHUNK
    found, maybe = _masks(connection, wanted, parts, size)
    there = numpy.zeros(size, dtype=bool)
    there[everything] = True
    unknown = there & _unknown(connection, size)
    found &= there & ~unknown
    found |= _looked_at(connection, query.match, phrase, columns, unknown)
    maybe = {column: mask & there & ~unknown & ~found for column, mask in maybe.items()}
    if sum(map(numpy.count_nonzero, maybe.values())) > _MANY:
        if query.match == "anywhere" and (words := _words_with(phrase, vocabulary)):
            found |= _having(connection, list(maybe), words, size) & there & ~unknown
            maybe.clear()
        elif side_by_side := _side_by_side(phrase, query.match):
            having = _having(connection, list(maybe), [side_by_side], size)
            maybe = {column: mask & having for column, mask in maybe.items()}
    for column, mask in maybe.items():
        found |= _looked_at(connection, query.match, phrase, [column], mask & ~found)
    return found.nonzero()[0].astype(numpy.int32)


def _parts(connection: sqlite3.Connection, wanted: bytes, fields: Sequence[int]) -> dict[_Part, _Rows]:
    """The grams of a phrase that are known, in the parts that have all of those; a part without one has no rows."""
    chunks = [chunk for (chunk,) in connection.execute("SELECT chunk FROM gram_chunks")]
    length = min(2, len(wanted))
    known = {(chunk, field): _windows(wanted, length) for chunk in chunks for field in fields}
    found: dict[_Part, _Rows] = {part: {} for part in known}
    while known and length <= LONGEST:
        rows = _read(connection, fields, {gram for grams in known.values() for gram in grams})
        longer = {}
        for part, grams in known.items():
            own = rows.get(part, {})
            if len(own) < len(grams):
                del found[part]
                continue
            found[part] |= own
            common = {gram for gram, (records, _) in own.items() if is_common(length, records)}
            if more := {
                gram for gram in _windows(wanted, length + 1) if gram[1:] in common and gram[:-1] in common
            }:
                longer[part] = more
        known, length = longer, length + 1
    return found


def _windows(wanted: bytes, length: int) -> set[bytes]:
    return {wanted[start : start + length] for start in range(len(wanted) - length + 1)}


def _read(connection: sqlite3.Connection, fields: Sequence[int], grams: set[bytes]) -> Mapping[_Part, _Rows]:
    found: dict[_Part, _Rows] = defaultdict(dict)
    select = _GRAMS.format(", ".join("?" * len(grams)))
    for chunk, field, gram, records, number in connection.execute(
        select, (msgspec.json.encode(fields).decode(), *grams)
    ):
        found[chunk, field][gram] = (records, number)
    return found


def _masks(
    connection: sqlite3.Connection, wanted: bytes, parts: dict[_Part, _Rows], size: int
) -> tuple[Mask, dict[str, Mask]]:
    """Which numbers have a phrase, and for each column which may have it."""
    import numpy

    found = numpy.zeros(size, dtype=bool)
    maybe: dict[str, Mask] = defaultdict(lambda: numpy.zeros(size, dtype=bool))
    chosen = {
        part: [rows[wanted]] if wanted in rows else sorted(rows.values())[:_MOST_READ]
        for part, rows in parts.items()
        if part[0] * gram_index.CHUNK < size
    }
    numbers = [number for rows in chosen.values() for _, number in rows]
    data = dict(connection.execute(_DATA, (msgspec.json.encode(numbers).decode(),)))
    for (chunk, field), rows in chosen.items():
        masks = (unpack(records, data[number]) for records, number in rows)
        target = found if wanted in parts[chunk, field] else maybe[COLUMNS[field]]
        target[chunk * gram_index.CHUNK : (chunk + 1) * gram_index.CHUNK] |= numpy.logical_and.reduce(
            list(masks)
        )
    return found, maybe


def _words_with(letters: str, vocabulary: Vocabulary) -> list[str]:
    """The expressions for all words that have some letters in them; none if they are too many, or numbers."""
    if not WORD.fullmatch(letters) or letters.isdigit():
        return []
    found = list(islice(vocabulary.containing(letters), _MOST_WORDS + 1))
    return [f'"{word}"' for word in found] if len(found) <= _MOST_WORDS else []


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


def _having(connection: sqlite3.Connection, columns: Sequence[str], wanted: Sequence[str], size: int) -> Mask:
    """Which numbers have one of some words or phrases in one of some columns, by the index."""
    import numpy

    found = numpy.zeros(size, dtype=bool)
    for expression in wanted:
        found[find(connection, MATCH, (f"{{{' '.join(columns)}}}: {expression}",))] = True
    return found


def _unknown(connection: sqlite3.Connection, size: int) -> Mask:
    """The numbers of records of which the grams are not known."""
    import numpy

    unknown = numpy.ones(size, dtype=bool)
    for (chunk,) in connection.execute("SELECT chunk FROM gram_chunks"):
        unknown[chunk * gram_index.CHUNK : (chunk + 1) * gram_index.CHUNK] = False
    loose = find(connection, "SELECT number AS n FROM loose WHERE number < ?", (size,))
    unknown[loose] = True
    return unknown


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
    found[find(connection, f"SELECT number AS n FROM texts WHERE {where} AND ({test})", values)] = True
    return found & mask
