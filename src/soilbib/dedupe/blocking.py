"""Block: which pairs of records are worth comparing, without ever comparing all with all.

Every record gets several keys (`soilbib.dedupe.block_keys`); records that share one form a block, which is put in the
order of the titles. In a small block every record meets every other, in a large one only the next few in that order,
and all of those in its smaller parts. So the number of pairs is linear in the number of records, whatever they say.

`soilbib.dedupe.engines.sql` says the same in SQL, for what does not fit into memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from soilbib.dedupe.block_keys import END, WORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[Any]

MAX_BLOCK = 30
"""In blocks up to this size all pairs are compared."""
WINDOW = 4
"""How many neighbours in the order of titles each record of a larger block is compared with."""


class Pairs(Struct, frozen=True):
    """Pairs of positions as two columns of numbers (lists or arrays), the smaller position in ``ones``."""

    ones: Any
    others: Any


class Blocks(Struct, frozen=True):
    """The blocks of all records as columns.

    - ``codes`` and ``owners``: a row for every block that a record is in, as `block_codes` numbers it;
    - ``finer``: a row for each of `FINER`, a column for every record;
    - ``forward`` and ``backward``: the records in the order of the titles, and of their ends.
    """

    codes: Numbers
    owners: Numbers
    finer: Numbers
    forward: Numbers
    backward: Numbers


def in_order(texts: Sequence[str]) -> Numbers:
    """The positions of the texts in sorted order, equal ones in the order in which they come."""
    import numpy

    return numpy.array(sorted(range(len(texts)), key=texts.__getitem__), dtype=numpy.int64)


def distinct(numbers: Numbers) -> Numbers:
    """The numbers, each once, sorted (``numpy.unique`` takes twenty times as long where it hashes)."""
    import numpy

    ordered = numpy.sort(numbers)
    return ordered[numpy.flatnonzero(numpy.diff(ordered, prepend=-1))]


def pair_up(blocks: Blocks) -> Pairs:
    """The pairs worth comparing, each once, in the order of titles; their number is linear in the number of records.

    In that order pairs of the same records stand together, so that what judges some of them needs few records.
    """
    import numpy

    size = len(blocks.forward)
    kinds = blocks.codes >> 32
    places = _places(blocks.forward)
    found = (
        _distinct(places[pairs], size)
        for kind in range(END + 1)
        for pairs in _pairs_of_kind(blocks, kind, numpy.flatnonzero(kinds == kind))
    )
    ones, others = numpy.divmod(distinct(numpy.concatenate(list(found))), max(size, 1))
    ones, others = blocks.forward[ones], blocks.forward[others]
    return Pairs(numpy.minimum(ones, others), numpy.maximum(ones, others))


def _places(order: Numbers) -> Numbers:
    """For every record its place in an order of the records."""
    import numpy

    places = numpy.empty(len(order), dtype=numpy.int64)
    places[order] = numpy.arange(len(order))
    return places


def _pairs_of_kind(blocks: Blocks, kind: int, rows: Numbers) -> Iterator[Numbers]:
    """The pairs in the blocks of one kind and in the parts of the large ones among them."""
    import numpy

    order = blocks.backward if kind == END else blocks.forward
    codes, owners = _in_blocks(blocks.codes[rows], blocks.owners[rows], order)
    sizes, left = _runs(codes)
    large = sizes > MAX_BLOCK
    in_small, in_large = (MAX_BLOCK, WINDOW) if kind < WORDS else (WINDOW, 0 if kind == WORDS else WINDOW)
    reach = numpy.where(large, in_large, in_small)
    yield _neighbours(owners, numpy.minimum(left, reach))
    if kind < WORDS and large.any():
        numbers = (numpy.cumsum(left == 0) - (left == 0))[large]
        yield from (_pairs_in_parts(numbers, column[owners[large]], owners[large]) for column in blocks.finer)


def _in_blocks(codes: Numbers, owners: Numbers, order: Numbers) -> tuple[Numbers, Numbers]:
    """The rows by block and, in each, by their owners' place in an order: block and place are sorted as one number."""
    import numpy

    bits = len(order).bit_length()
    rows = numpy.sort((codes & _KEY) << bits | _places(order)[owners])
    return rows >> bits, order[rows & (1 << bits) - 1]


_KEY = (1 << 32) - 1
"""The bits of a block's code that hold the key."""


def _pairs_in_parts(blocks: Numbers, finer: Numbers, owners: Numbers) -> Numbers:
    """The pairs inside the parts of blocks by a further key; ``owners`` are in the order of titles in each block.

    ``blocks`` are small numbers, so that one with the part's 32 bits is still a number.
    """
    import numpy

    known = numpy.flatnonzero(finer)
    cells = blocks[known] << 32 | finer[known].astype(numpy.int64)
    order = numpy.argsort(cells, kind="stable")
    sizes, left = _runs(cells[order])
    reach = numpy.where(sizes > MAX_BLOCK, WINDOW, MAX_BLOCK)
    return _neighbours(owners[known[order]], numpy.minimum(left, reach))


def _runs(column: Numbers) -> tuple[Numbers, Numbers]:
    """For every row the length of its run of equal rows, and how many of the run come after it."""
    import numpy

    size = len(column)
    first = numpy.flatnonzero(numpy.diff(column, prepend=-1))
    lengths = numpy.diff(first, append=size)
    ends = numpy.repeat(first + lengths, lengths)
    return numpy.repeat(lengths, lengths), ends - numpy.arange(size) - 1


def _neighbours(owners: Numbers, counts: Numbers) -> Numbers:
    """The pairs of every row's owner with those of so many rows after it, as two rows of numbers."""
    import numpy

    ones = numpy.repeat(numpy.arange(len(owners)), counts)
    before = numpy.repeat(numpy.cumsum(counts) - counts, counts)
    others = ones + numpy.arange(len(ones)) - before + 1
    return numpy.stack((owners[ones], owners[others]))


def _distinct(pairs: Numbers, size: int) -> Numbers:
    """Each pair once as one number, sorted, without those of a record and itself."""
    pairs = pairs[:, pairs[0] != pairs[1]]
    return distinct(pairs.min(axis=0) * size + pairs.max(axis=0))
