"""Index: what blocking and screening need of every record, as columns; the keys themselves may stay on disk.

Texts are told by checksums (`soilbib.dedupe.block_keys`), so that a column is an array.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from soilbib.dedupe.block_keys import FINER, PLACE, block_codes, make_columns
from soilbib.dedupe.blocking import Blocks, distinct, in_order
from soilbib.dedupe.keys import Keys

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[Any]

CROWD = 4
"""So many different titles make a place crowded."""
CODES = ("doi", "volume", "first", "number", "last", "other title", "place", "start", "issue", "generic")
"""The columns of `Index.codes` before those of `block_keys.FINER`."""


class Index(Struct, frozen=True):
    """The columns of some records.

    - ``titles`` and ``lengths``: the compact titles, and how many letters they have;
    - ``codes``: a row for each of `CODES` and of `block_keys.FINER`, a column for every record;
    - ``counts`` and ``blocks``: how many blocks each record is in, and all their codes in a row;
    - ``crowded``: which records stand at a place that many titles claim; known once all records are (`with_crowds`).
    """

    titles: Sequence[str]
    lengths: Numbers
    codes: Numbers
    counts: Numbers
    blocks: Numbers
    crowded: Numbers

    def code(self, name: str) -> Numbers:
        """The column of that name in `CODES`."""
        column: Numbers = self.codes[CODES.index(name)]
        return column


def make_index(keyed: Sequence[Keys]) -> Index:
    """The columns of these keys."""
    import numpy

    columns = make_columns(keyed)
    columns["place"] = PLACE.of(columns)
    blocks = block_codes(keyed, columns)
    titles = [keys.title.compact for keys in keyed]
    return Index(
        titles=titles,
        lengths=numpy.array(list(map(len, titles)), dtype=numpy.int32),
        codes=numpy.stack([columns[name] for name in CODES] + [key.of(columns) for key in FINER]),
        counts=numpy.count_nonzero(blocks, axis=1),
        blocks=blocks[blocks > 0],
        crowded=numpy.zeros(len(keyed), dtype=bool),
    )


def joined(parts: Sequence[Index]) -> Index:
    """The columns of several lots of records as those of one."""
    import numpy

    if len(parts) == 1:
        return parts[0]
    return Index(
        titles=[title for part in parts for title in part.titles],
        lengths=numpy.concatenate([part.lengths for part in parts]),
        codes=numpy.concatenate([part.codes for part in parts], axis=1),
        counts=numpy.concatenate([part.counts for part in parts]),
        blocks=numpy.concatenate([part.blocks for part in parts]),
        crowded=numpy.concatenate([part.crowded for part in parts]),
    )


def without_blocks(index: Index) -> Index:
    """The columns but for the blocks, which are many more."""
    return replace(index, counts=index.counts * 0, blocks=index.blocks[:0])


def with_blocks(index: Index, blocks: Numbers, counts: Numbers, rows: Numbers) -> Index:
    """The columns with the blocks of these rows of others."""
    import numpy

    starts = (numpy.cumsum(counts) - counts)[rows]
    counts = counts[rows]
    before = numpy.repeat(numpy.cumsum(counts) - counts, counts)
    wanted = numpy.repeat(starts, counts) + numpy.arange(len(before)) - before
    return replace(index, counts=counts, blocks=blocks[wanted])


def taken(index: Index, rows: Numbers) -> Index:
    """The columns of these records, in this order."""
    titles = [index.titles[row] for row in rows.tolist()]
    columns = Index(
        titles, index.lengths[rows], index.codes[:, rows], index.counts, index.blocks, index.crowded[rows]
    )
    return with_blocks(columns, index.blocks, index.counts, rows)


def blocks_of(index: Index) -> Blocks:
    """The columns that blocking asks for."""
    import numpy

    size = len(index.titles)
    return Blocks(
        codes=index.blocks,
        owners=numpy.repeat(numpy.arange(size), index.counts),
        finer=index.codes[len(CODES) :],
        forward=in_order(index.titles),
        backward=in_order([title[::-1] for title in index.titles]),
    )


def with_crowds(index: Index) -> Index:
    """The columns of all records, with those marked whose place `CROWD` or more different titles claim.

    That many abstracts share year, volume and page in supplements.
    """
    import numpy

    places, starts = index.code("place"), index.code("start")
    claims = distinct(places.astype(numpy.int64) << 31 | starts >> 1) >> 31
    claimed, titles = numpy.unique(claims, return_counts=True)
    crowds = claimed[(titles >= CROWD) & (claimed > 0)]
    return replace(index, crowded=numpy.isin(places, crowds))
