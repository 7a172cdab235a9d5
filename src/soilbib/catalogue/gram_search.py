"""Gram search: which records have a phrase, as far as the grams of the catalogue say (see `grams`)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from soilbib.catalogue import grams as gram_index
from soilbib.catalogue.grams import EDGE, LONGEST, is_common, unpack
from soilbib.catalogue.matching import find
from soilbib.catalogue.query import COLUMNS, Match

if TYPE_CHECKING:
    from soilbib.catalogue.facts import Mask

_MOST_READ = 4
_FEW = 100
_EDGES: dict[Match, tuple[str, str]] = {
    "anywhere": ("", ""),
    "start": (EDGE, ""),
    "end": ("", EDGE),
    "full": (EDGE, EDGE),
}
_GRAMS = """SELECT chunk, field, gram, records, number FROM gram_chunks CROSS JOIN grams USING (chunk)
    WHERE field IN (SELECT value FROM json_each(?)) AND gram IN ({})"""
_DATA = "SELECT number, data FROM grams WHERE number IN (SELECT value FROM json_each(?))"

_Part: TypeAlias = tuple[int, int]
"""A chunk, and a field by its place in `COLUMNS`."""

_Rows: TypeAlias = dict[bytes, tuple[int, int]]
"""Gram: in how many records of a part it is, and the number of its row."""


def find_by_grams(
    connection: sqlite3.Connection, phrase: str, match: Match, columns: Sequence[str], there: Mask
) -> tuple[Mask, dict[str, Mask], Mask]:
    """Of the numbers that are there those that have a phrase, those that may have it in a column, and the unknown."""
    before, after = _EDGES[match]
    wanted = f"{before}{phrase}{after}".encode()
    parts = _parts(connection, wanted, [COLUMNS.index(column) for column in columns])
    unknown = there & _unknown(connection, len(there))
    known = there & ~unknown
    found, maybe = _masks(connection, wanted, parts, len(there))
    return found & known, {column: mask & known for column, mask in maybe.items()}, unknown


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
            common = {gram for gram, (records, _) in own.items() if is_common(gram, records)}
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

    chunk_size = gram_index.CHUNK
    found = numpy.zeros(size + chunk_size, dtype=bool)
    maybe: dict[str, Mask] = defaultdict(lambda: numpy.zeros_like(found))
    chosen = {part: _best(rows, wanted) for part, rows in parts.items() if part[0] * chunk_size < size}
    numbers = [number for rows in chosen.values() for _, number in rows]
    data = dict(connection.execute(_DATA, (msgspec.json.encode(numbers).decode(),)))
    for (chunk, field), rows in chosen.items():
        target = found if wanted in parts[chunk, field] else maybe[COLUMNS[field]]
        mask = unpack(rows[0][0], data[rows[0][1]])
        for records, number in rows[1:]:
            mask &= unpack(records, data[number])
        target[chunk * chunk_size : (chunk + 1) * chunk_size] |= mask
    return found[:size], {column: mask[:size] for column, mask in maybe.items()}


def _best(rows: _Rows, wanted: bytes) -> list[tuple[int, int]]:
    """The rows that say most: that of the whole phrase, or else the rarest."""
    if wanted in rows:
        return [rows[wanted]]
    rarest = sorted(rows.values())
    return rarest[:1] if rarest[0][0] < _FEW else rarest[:_MOST_READ]


def _unknown(connection: sqlite3.Connection, size: int) -> Mask:
    """The numbers of records of which the grams are not known."""
    import numpy

    unknown = numpy.ones(size, dtype=bool)
    for (chunk,) in connection.execute("SELECT chunk FROM gram_chunks"):
        unknown[chunk * gram_index.CHUNK : (chunk + 1) * gram_index.CHUNK] = False
    loose = find(connection, "SELECT number AS n FROM loose WHERE number < ?", (size,))
    unknown[loose] = True
    return unknown
