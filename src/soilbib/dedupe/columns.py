"""Screen: whole columns of pairs at once, so that Python meets only the pairs that may be of one work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from soilbib.dedupe.blocking import Pairs
from soilbib.dedupe.index import CODES, Index, crowded

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


def screen(index: Index, pairs: Pairs) -> Iterator[Screened]:
    """The pairs that are worth a comparison, chunk by chunk so that memory stays bounded.

    More are let through than `comparison` then takes: those whose place or identifier seems to agree.
    """
    import numpy

    ones, others = (
        numpy.asarray(pairs.ones, dtype=numpy.int64),
        numpy.asarray(pairs.others, dtype=numpy.int64),
    )
    crowd = crowded(index)
    for start in range(0, len(ones), CHUNK):
        yield screen_titles(index, crowd, ones[start : start + CHUNK], others[start : start + CHUNK])


def screen_titles(index: Index, crowd: Mask, ones: Numbers, others: Numbers) -> Screened:
    """The pairs whose titles, or place or identifier, are alike; ``crowd`` marks records at crowded places."""
    import numpy

    titles = index.titles
    left, right = [titles[row] for row in ones.tolist()], [titles[row] for row in others.tolist()]
    lengths = numpy.array([[len(title) for title in left], [len(title) for title in right]])
    ratios = _ratios(left, right, CLOSE)
    ratios[lengths.min(axis=0) == 0] = 0
    part = _are_parts(left, right, *lengths)
    ours, theirs = index.codes[ones], index.codes[others]
    rows = numpy.flatnonzero((ratios > 0) | part | _agree_in_place(ours, theirs))
    unlike = rows[ratios[rows] == 0].tolist()
    if unlike:
        ratios[unlike] = _ratios([left[row] for row in unlike], [right[row] for row in unlike], 0)
    place = CODES.index("place")
    together = crowd[ones[rows]] & (ours[rows, place] == theirs[rows, place])
    return Screened(ones[rows], others[rows], ratios[rows] / 100, part[rows], together)


def _ratios(one: Sequence[str], other: Sequence[str], cutoff: float) -> Numbers:
    import numpy
    from rapidfuzz import fuzz, process

    return process.cpdist(one, other, scorer=fuzz.ratio, dtype=numpy.float32, score_cutoff=cutoff, workers=-1)


def _are_parts(left: Sequence[str], right: Sequence[str], ones: Numbers, others: Numbers) -> Mask:
    """Whether the shorter title of each pair stands in the longer one, or nearly begins it."""
    import numpy

    found = numpy.zeros(len(left), dtype=bool)
    rows = numpy.flatnonzero((numpy.minimum(ones, others) >= CONTAINED) & (ones != others))
    if not len(rows):
        return found
    sorted_pairs = [
        (left[row], right[row]) if shorter else (right[row], left[row])
        for row, shorter in zip(rows.tolist(), (ones < others)[rows].tolist(), strict=True)
    ]
    shorts = [short for short, _ in sorted_pairs]
    starts = [long[: len(short)] for short, long in sorted_pairs]
    inside = [short in long for short, long in sorted_pairs]
    found[rows] = (_ratios(shorts, starts, START_ALIKE) > 0) | numpy.array(inside)
    return found


def _agree_in_place(ours: Numbers, theirs: Numbers) -> Mask:
    """Whether an identifier agrees, or the volume and a page, or a title is given in two languages."""
    same = {
        name: (ours[:, column] == theirs[:, column]) & (ours[:, column] > 0)
        for column, name in enumerate(CODES[:5])
    }
    pages = same["first"] | same["number"] | same["last"]
    volume, bilingual = CODES.index("volume"), CODES.index("bilingual")
    place = (ours[:, volume] == theirs[:, volume]) & pages
    agree: Mask = same["doi"] | place | (ours[:, bilingual] > 0) | (theirs[:, bilingual] > 0)
    return agree
