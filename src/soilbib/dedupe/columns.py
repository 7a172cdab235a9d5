"""Screen: whole columns of pairs at once, so that Python meets only the pairs that may be of one work."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from soilbib.dedupe.blocking import Pairs
from soilbib.dedupe.keys import Keys
from soilbib.dedupe.places import page_number

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


class ScreenColumns(Struct, frozen=True):
    """The keys of all records as columns; equal numbers stand for equal values, 0 for none."""

    titles: Sequence[str]
    lengths: Any
    doi: Any
    volume: Any
    first: Any
    number: Any
    last: Any
    bilingual: Any

    @classmethod
    def of(cls, keyed: Sequence[Keys]) -> ScreenColumns:
        """The columns of these keys."""
        import numpy

        return cls(
            titles=[keys.title.compact for keys in keyed],
            lengths=numpy.array([len(keys.title.compact) for keys in keyed], dtype=numpy.int32),
            doi=_coded(keys.doi for keys in keyed),
            volume=_coded(keys.volume for keys in keyed),
            first=_coded(keys.first_page for keys in keyed),
            number=_coded(page_number(keys.first_page) for keys in keyed),
            last=_coded(keys.last_page for keys in keyed),
            bilingual=numpy.array([bool(keys.title.other) for keys in keyed], dtype=bool),
        )


def _coded(values: Iterable[Hashable]) -> Numbers:
    """Each distinct value as a number, the empty one as 0."""
    import numpy

    codes: dict[Hashable, int] = {"": 0}
    return numpy.array([codes.setdefault(value, len(codes)) for value in values], dtype=numpy.int32)


def screen(columns: ScreenColumns, pairs: Pairs) -> Iterator[tuple[int, int, float, bool]]:
    """The pairs that are worth a comparison: positions, likeness of the titles (0 to 1), one a part of the other.

    More are let through than `comparison` then takes: those whose place or identifier seems to agree.
    """
    import numpy

    ones, others = numpy.asarray(pairs.ones), numpy.asarray(pairs.others)
    titles = columns.titles
    left, right = [titles[index] for index in ones.tolist()], [titles[index] for index in others.tolist()]
    ratio = _ratios(left, right, CLOSE)
    ratio[(columns.lengths[ones] == 0) | (columns.lengths[others] == 0)] = 0
    part = _are_parts(left, right, columns.lengths[ones], columns.lengths[others])
    placed = _agree_in_place(columns, ones, others)
    rows = numpy.flatnonzero((ratio > 0) | part | placed)
    unlike = [row for row in rows.tolist() if ratio[row] == 0]
    if unlike:
        ratio[unlike] = _ratios([left[row] for row in unlike], [right[row] for row in unlike], 0)
    yield from zip(
        ones[rows].tolist(), others[rows].tolist(), (ratio[rows] / 100).tolist(), part[rows].tolist(),
        strict=True,
    )  # fmt: skip


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


def _agree_in_place(columns: ScreenColumns, ones: Numbers, others: Numbers) -> Mask:
    """Whether an identifier agrees, or the volume and a page, or a title is given in two languages."""

    def same(column: Numbers) -> Mask:
        agree: Mask = (column[ones] == column[others]) & (column[ones] > 0)
        return agree

    pages = same(columns.first) | same(columns.number) | same(columns.last)
    place = (columns.volume[ones] == columns.volume[others]) & pages
    bilingual = columns.bilingual[ones] | columns.bilingual[others]
    agree: Mask = same(columns.doi) | place | bilingual
    return agree
