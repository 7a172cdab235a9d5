"""Grams: which records have a piece of text of a few bytes, for phrases that no index of words helps to find.

The records of a field are taken in chunks of 15,360 numbers. For each chunk the file keeps the records of every gram
of one and two bytes, and of every longer gram whose two parts (all but its last and all but its first byte) are both
**common**: in an eighth of the chunk, in a quarter from three bytes on (words are found otherwise, too), or in a
twelfth with a space or a digit in it. So a phrase is either known exactly, or one of its parts is rare and few texts
have to be looked at. A chunk is built when its last number has been given; what changes afterwards is noted as loose
and looked at itself, until that is so much that the chunk is built anew.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from soilbib.catalogue.query import COLUMNS

if TYPE_CHECKING:
    from soilbib.catalogue.facts import Mask

CHUNK = 15 << 10
"""Two rows of so many bits, and what belongs to them, fill a page of the file."""

LONGEST = 16
EDGE = "\n"
"""Stands before and after every text, so that its beginning and its end are grams, too."""

_NO_WORD = re.compile(rb"[ 0-9]")
_FAR = 255
_AT_ONCE = 2048
_MOST_LOOSE = 512
_BETWEEN = (EDGE * 2).encode()
_INSERT = "INSERT INTO grams(chunk, field, gram, records, data) VALUES (?, ?, ?, ?, ?)"
_COMPLETE = """SELECT chunk FROM (WITH RECURSIVE own(chunk) AS (SELECT 0 UNION ALL SELECT chunk + 1 FROM own)
    SELECT chunk FROM own LIMIT (SELECT coalesce(max(number) + 1, 0) / :size FROM records))
    WHERE chunk NOT IN (SELECT chunk FROM gram_chunks)
    UNION SELECT number / :size FROM loose GROUP BY 1 HAVING count(*) > :most"""

Row = tuple[bytes, int, bytes]
"""A gram, the number of records of the chunk that have it, and which these are."""


def note_loose(connection: sqlite3.Connection, numbers: list[int]) -> None:
    """Note that the texts of some records are not those that the grams of their chunk were made of."""
    note = "INSERT OR IGNORE INTO loose SELECT ? WHERE EXISTS (SELECT 1 FROM gram_chunks WHERE chunk = ?)"
    connection.executemany(note, [(number, number // CHUNK) for number in numbers])


def build_chunks(connection: sqlite3.Connection) -> None:
    """Build the chunks that are complete now, and those of which much is loose."""
    wanted = connection.execute(_COMPLETE, {"size": CHUNK, "most": _MOST_LOOSE}).fetchall()
    for (chunk,) in wanted:
        numbers = (chunk * CHUNK, (chunk + 1) * CHUNK - 1)
        connection.execute("INSERT OR IGNORE INTO gram_chunks VALUES (?)", (chunk,))
        connection.execute("DELETE FROM grams WHERE chunk = ?", (chunk,))
        connection.execute("DELETE FROM loose WHERE number BETWEEN ? AND ?", numbers)
        for field in range(len(COLUMNS)):
            rows = grams_of(connection, chunk, field)
            connection.executemany(_INSERT, ((chunk, field, *row) for row in rows))


def grams_of(connection: sqlite3.Connection, chunk: int, field: int) -> Iterator[Row]:
    """The grams of a field (its place in `COLUMNS`) in a chunk, made of the texts as they are now."""
    import numpy

    select = f"SELECT number - ?, CAST({COLUMNS[field]} AS BLOB) FROM texts WHERE number BETWEEN ? AND ?"
    first = chunk * CHUNK
    rows = [row for row in connection.execute(select, (first, first, first + CHUNK - 1)) if row[1]]
    if not rows:
        return
    edge = EDGE.encode()
    text = edge + _BETWEEN.join(row[1] for row in rows) + edge
    sizes = numpy.fromiter((len(row[1]) + 2 for row in rows), dtype=numpy.int64, count=len(rows))
    places = numpy.fromiter((row[0] for row in rows), dtype=numpy.uint32, count=len(rows))
    yield from _levels(text, numpy.repeat(places, sizes))


def _levels(text: bytes, owner: Any) -> Iterator[Row]:
    """The grams of a text, the short ones first; ``owner`` has the record's place in its chunk for every byte."""
    import numpy

    letters = numpy.frombuffer(text, dtype=numpy.uint8)
    starts = numpy.arange(len(letters), dtype=numpy.int32)
    codes, values = letters.astype(numpy.int32), 1 << 8
    for length in range(1, LONGEST + 1):
        own, firsts = _numbered(codes, starts, values)
        names = [text[start : start + length] for start in firsts.tolist()]
        counts, packed = _records(own, owner[starts], len(names))
        yield from (row for row in zip(names, counts, packed, strict=True) if _BETWEEN not in row[0])
        grams = zip(names, counts, strict=True)
        common = numpy.array([is_common(*gram) and _BETWEEN not in gram[0] for gram in grams])
        rank = numpy.where(common, numpy.cumsum(common) - 1, -1).astype(numpy.int32)[own]
        pairs = (rank[:-1] >= 0) & (rank[1:] >= 0) & (starts[1:] - starts[:-1] == 1)
        places = pairs.nonzero()[0]
        if not len(places):
            return
        values = int(numpy.count_nonzero(common))
        codes, starts = rank[places] * values + rank[places + 1], starts[places]
        values *= values


def _numbered(codes: Any, starts: Any, values: int) -> tuple[Any, Any]:
    """The codes numbered from 0 without gaps, and for each number a place where its gram starts."""
    import numpy

    place = numpy.full(values, -1, dtype=numpy.int32)
    place[codes] = starts
    used = (place >= 0).nonzero()[0]
    number = numpy.zeros(values, dtype=numpy.int32)
    number[used] = numpy.arange(len(used), dtype=numpy.int32)
    return number[codes], place[used]


def _records(own: Any, owner: Any, size: int) -> tuple[list[int], list[bytes]]:
    """For every number of a gram in how many records it is, and which these are, packed."""
    import numpy

    counts = numpy.zeros(size, dtype=numpy.int64)
    packed: list[bytes] = []
    for first in range(0, size, _AT_ONCE):
        last = min(first + _AT_ONCE, size)
        here = slice(None) if size <= _AT_ONCE else ((own >= first) & (own < last)).nonzero()[0]
        has = numpy.zeros((last - first) * CHUNK, dtype=bool)
        has[(own[here] - first).astype(numpy.int64) * CHUNK + owner[here]] = True
        counts[first:last] = numpy.count_nonzero(has.reshape(-1, CHUNK), axis=1)
        packed += _packed(has, counts[first:last])
    return counts.tolist(), packed


def _packed(has: Any, counts: Any) -> Iterator[bytes]:
    """The records of each gram: as bits where there are many, else the gaps between them in bytes (255: and on)."""
    import numpy

    is_dense = _is_dense(counts)
    bits = iter(numpy.packbits(has.reshape(-1, CHUNK)[is_dense], axis=1))
    places = (has.reshape(-1, CHUNK) & ~is_dense[:, None]).reshape(-1).nonzero()[0]
    gaps = numpy.diff(places, prepend=-1) - 1
    begins = numpy.searchsorted(places, numpy.arange(len(counts)) * CHUNK)
    begun = begins[~is_dense]
    gaps[begun] = places[begun] % CHUNK
    ends = numpy.cumsum(gaps // _FAR + 1)  # where the bytes of a gap end
    steps = numpy.full(int(ends[-1]) if len(ends) else 0, _FAR, dtype=numpy.uint8)
    steps[ends - 1] = gaps % _FAR
    cuts = numpy.concatenate(([0], ends))[numpy.append(begins, len(places))].tolist()
    for number, dense in enumerate(is_dense.tolist()):
        yield next(bits).tobytes() if dense else steps[cuts[number] : cuts[number + 1]].tobytes()


def check_grams(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with the grams: each must be in the records, but for the loose ones, that it is said to be in."""
    import numpy

    for (chunk,) in connection.execute("SELECT chunk FROM gram_chunks").fetchall():
        first, last = chunk * CHUNK, (chunk + 1) * CHUNK - 1
        known = numpy.zeros(CHUNK, dtype=bool)
        for select in ("SELECT number FROM records", "SELECT number FROM loose"):
            between = connection.execute(f"{select} WHERE number BETWEEN ? AND ?", (first, last))
            numbers = [number - first for (number,) in between]
            known[numbers] = select.endswith("records")
        for field, column in enumerate(COLUMNS):
            if not _is_right(connection, chunk, field, known):
                yield f"the grams of the {column} of records {first} to {last} are not their own"


def _is_right(connection: sqlite3.Connection, chunk: int, field: int, known: Mask) -> bool:
    """Whether the grams of a part are those of its texts now, as far as the records of a chunk are known."""
    select = "SELECT gram, records, data FROM grams WHERE chunk = ? AND field = ?"
    rows: list[Iterable[Row]] = [
        connection.execute(select, (chunk, field)),
        grams_of(connection, chunk, field),
    ]
    kept, made = ({gram: unpack(records, data) & known for gram, records, data in row} for row in rows)
    for gram in kept.keys() | made.keys():
        if gram in kept and gram in made:
            if (kept[gram] != made[gram]).any():
                return False
        elif len(gram) < 3 and (kept.get(gram, known & False) | made.get(gram, known & False)).any():
            return False
    return True


def is_common(gram: bytes, records: int) -> bool:
    """Whether a gram is in so many records of a chunk that longer grams are made of it."""
    if len(gram) == 1:
        return True
    return records >= CHUNK // (12 if _NO_WORD.search(gram) else 8 if len(gram) == 2 else 4)


def _is_dense(records: Any) -> Any:
    """Whether the records of a gram (or of each) take less room as bits than as gaps."""
    return records >= CHUNK >> 3


def unpack(records: int, data: bytes) -> Mask:
    """Which records of a chunk have a gram."""
    import numpy

    packed = numpy.frombuffer(data, dtype=numpy.uint8)
    if _is_dense(records):
        bits: Mask = numpy.unpackbits(packed).view(bool)
        return bits
    found = numpy.zeros(CHUNK, dtype=bool)
    ends = packed != _FAR
    found[numpy.cumsum(packed.astype(numpy.int32) + ends)[ends] - 1] = True
    return found
