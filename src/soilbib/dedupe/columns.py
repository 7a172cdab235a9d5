"""Screen: whole columns of pairs at once, so that Python meets only the pairs that may be of one work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from soilbib.dedupe.blocking import Pairs
from soilbib.dedupe.index import Index

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[Any]
    Mask: TypeAlias = NDArray[bool_]

CLOSE = 78.9
"""Titles less alike (in percent) are too unlike to make a pair worth comparing."""
CONTAINED = 16
"""A title must have so many letters to count as a part of a longer one."""
START_ALIKE = 93.999
"""A title so much like the beginning of a longer one (in percent) is a part of it."""
IN_COMMON = 0.935
"""What share of a title's letters a longer one must have in the same order for that, a little less for rounding."""
CHUNK = 1 << 18
"""How many pairs are screened at a time."""


class Screened(Struct, frozen=True):
    """Pairs that are worth a comparison, as columns.

    Positions, how alike the titles are (0 to 1), whether one title is a part of the other, and whether the two
    stand at one place that many titles claim.
    """

    ones: Numbers
    others: Numbers
    ratios: Numbers
    contained: Mask
    crowded: Mask


def screen(index: Index, pairs: Pairs, unlike: bool = False) -> Iterator[Screened]:
    """The pairs that are worth a comparison, chunk by chunk so that memory stays bounded.

    More are let through than `comparison` then takes: those whose place or identifier seems to agree, and all if
    ``unlike`` ones are wanted, too.
    """
    for start in range(0, len(pairs.ones), CHUNK):
        ones, others = pairs.ones[start : start + CHUNK], pairs.others[start : start + CHUNK]
        yield screen_chunk(index, ones, others, unlike)


def parts(screened: Screened, size: int) -> Iterator[Screened]:
    """The screened pairs, so many at a time."""
    for start in range(0, len(screened.ones), size):
        end = start + size
        yield Screened(
            screened.ones[start:end], screened.others[start:end], screened.ratios[start:end],
            screened.contained[start:end], screened.crowded[start:end],
        )  # fmt: skip


def screen_chunk(
    index: Index, ones: Sequence[int] | Numbers, others: Sequence[int] | Numbers, unlike: bool = False
) -> Screened:
    """The pairs whose titles, or place or identifier, are alike; ``unlike`` ones, too, if that is wanted."""
    import numpy

    ones, others = numpy.asarray(ones, dtype=numpy.int64), numpy.asarray(others, dtype=numpy.int64)
    ratios = _ratios(_picked(index.titles, ones), _picked(index.titles, others))
    titled = (index.lengths[ones] > 0) & (index.lengths[others] > 0)
    part = _are_parts(index, ones, others, ratios)
    alike = unlike | (titled & (ratios >= CLOSE)) | part | _agree_in_place(index, ones, others)
    rows = numpy.flatnonzero(alike & ~_are_headings(index, ones, others))
    ones, others = ones[rows], others[rows]
    together = index.crowded[ones] & _same(index, "place", ones, others)
    return Screened(ones, others, ratios[rows] / 100, part[rows], together)


def _picked(titles: Sequence[str], rows: Numbers) -> list[str]:
    return [titles[row] for row in rows.tolist()]


def _ratios(one: Sequence[str], other: Sequence[str]) -> Numbers:
    import numpy
    from rapidfuzz import fuzz, process

    return process.cpdist(one, other, scorer=fuzz.ratio, dtype=numpy.float32, workers=-1)


def _are_parts(index: Index, ones: Numbers, others: Numbers, ratios: Numbers) -> Mask:
    """Whether the shorter title of each pair stands in the longer one, or nearly begins it.

    Then the two have nearly all letters of the shorter one in common, which few pairs have: the ratio tells.
    """
    import numpy

    lengths, widths = index.lengths[ones], index.lengths[others]
    least = numpy.minimum(lengths, widths)
    found = numpy.zeros(len(ones), dtype=bool)
    in_common = ratios * (lengths + widths) / 200
    rows = numpy.flatnonzero((least >= CONTAINED) & (lengths != widths) & (in_common >= IN_COMMON * least))
    shorter = (lengths < widths)[rows]
    shorts = _picked(index.titles, numpy.where(shorter, ones[rows], others[rows]))
    longs = _picked(index.titles, numpy.where(shorter, others[rows], ones[rows]))
    starts = [long[: len(short)] for short, long in zip(shorts, longs, strict=True)]
    inside = [short in long for short, long in zip(shorts, longs, strict=True)]
    found[rows] = (_ratios(shorts, starts) > START_ALIKE) | numpy.array(inside, dtype=bool)
    return found


def _agree_in_place(index: Index, ones: Numbers, others: Numbers) -> Mask:
    """Whether an identifier agrees, or the volume and a page, or a title is given in two languages."""
    pages = [_same(index, name, ones, others) for name in ("first", "number", "last")]
    volume, other = index.code("volume"), index.code("other title")
    place = (volume[ones] == volume[others]) & (pages[0] | pages[1] | pages[2])
    agree: Mask = _same(index, "doi", ones, others) | place | (other[ones] > 0) | (other[others] > 0)
    return agree


def _are_headings(index: Index, ones: Numbers, others: Numbers) -> Mask:
    """Whether two generic titles stand in volumes, or on pages of one volume, that are known to differ.

    There may be very many of them, and no rule brings them together, if neither the DOI nor the issue is the same.
    """
    volume, issue, first = index.code("volume"), index.code("issue"), index.code("first")
    ours, theirs = volume[ones], volume[others]
    apart = (ours != theirs) & (ours != issue[others]) & (theirs != issue[ones])
    paged = (first[ones] > 0) & (first[others] > 0) & ~_same(index, "issue", ones, others)
    for name in ("first", "number", "last"):
        paged &= ~_same(index, name, ones, others)
    known = (ours > 0) & (theirs > 0) & _same(index, "generic", ones, others)
    headings: Mask = known & (apart | (paged & (ours == theirs))) & ~_same(index, "doi", ones, others)
    return headings


def _same(index: Index, name: str, ones: Numbers, others: Numbers) -> Mask:
    """Whether two records have the same in a field, and something at all."""
    column = index.code(name)
    ours = column[ones]
    same: Mask = (ours == column[others]) & (ours > 0)
    return same
