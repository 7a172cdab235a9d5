"""Index: what blocking and screening need of every record, as columns; the keys themselves may stay on disk.

Texts are compared by a 32-bit checksum, so that a column is an array. Two texts with one checksum cost a needless
comparison and nothing else: whatever is decided is decided on the keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from soilbib.dedupe.blocking import FINER, Blocks, block_codes, code, ranks
from soilbib.dedupe.keys import Keys
from soilbib.dedupe.places import page_number

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[Any]

CROWD = 4
"""So many different titles make a place crowded."""
CODES = ("doi", "volume", "first", "number", "last", "bilingual", "place", "start")
"""The columns of `Index.codes` before those of `blocking.FINER`."""


class Index(Struct, frozen=True):
    """The columns of some records.

    - ``titles``: the compact titles;
    - ``codes``: a row for every record, a column for each of `CODES` and of `blocking.FINER`;
    - ``counts`` and ``blocks``: how many blocks each record is in, and all their codes in a row.
    """

    titles: Sequence[str]
    codes: Numbers
    counts: Numbers
    blocks: Numbers


def make_index(keyed: Sequence[Keys]) -> Index:
    """The columns of these keys."""
    import numpy

    blocks = [block_codes(keys) for keys in keyed]
    codes = numpy.array([_codes(keys) for keys in keyed], dtype=numpy.uint32)
    return Index(
        titles=[keys.title.compact for keys in keyed],
        codes=codes.reshape(len(keyed), len(CODES) + len(FINER)),
        counts=numpy.array([len(codes) for codes in blocks], dtype=numpy.int64),
        blocks=numpy.array(list(chain.from_iterable(blocks)), dtype=numpy.int64),
    )


def _codes(keys: Keys) -> list[int]:
    place = f"{keys.year}/{keys.volume}/{keys.first_page}" if keys.first_page else ""
    start = keys.title.compact[:24]
    texts = (keys.doi, keys.volume, keys.first_page, page_number(keys.first_page), keys.last_page)
    return [
        *(code(text) for text in texts), bool(keys.title.other), code(place), code(start or " "),
        *(code(key(keys)) for key in FINER),
    ]  # fmt: skip


def joined(parts: Sequence[Index]) -> Index:
    """The columns of several lots of records as those of one."""
    import numpy

    if len(parts) == 1:
        return parts[0]
    return Index(
        titles=[title for part in parts for title in part.titles],
        codes=numpy.concatenate([part.codes for part in parts]),
        counts=numpy.concatenate([part.counts for part in parts]),
        blocks=numpy.concatenate([part.blocks for part in parts]),
    )


def taken(index: Index, rows: Numbers) -> Index:
    """The columns of these records, in this order."""
    import numpy

    counts = index.counts[rows]
    starts = (numpy.cumsum(index.counts) - index.counts)[rows]
    before = numpy.repeat(numpy.cumsum(counts) - counts, counts)
    wanted = numpy.repeat(starts, counts) + numpy.arange(len(before)) - before
    titles = [index.titles[row] for row in rows.tolist()]
    return Index(titles, index.codes[rows], counts, index.blocks[wanted])


def blocks_of(index: Index) -> Blocks:
    """The columns that blocking asks for."""
    import numpy

    size = len(index.titles)
    return Blocks(
        codes=index.blocks,
        owners=numpy.repeat(numpy.arange(size), index.counts),
        finer=index.codes[:, len(CODES) :],
        forward=ranks(index.titles),
        backward=ranks([title[::-1] for title in index.titles]),
    )


def crowded(index: Index) -> Numbers:
    """Which records stand at a place that `CROWD` or more different titles claim: supplements full of abstracts."""
    import numpy

    places, starts = index.codes[:, CODES.index("place")], index.codes[:, CODES.index("start")]
    claims = numpy.unique(places.astype(numpy.uint64) << numpy.uint64(32) | starts) >> numpy.uint64(32)
    claimed, titles = numpy.unique(claims, return_counts=True)
    return numpy.isin(places, claimed[(titles >= CROWD) & (claimed > 0)])
