"""How two titles differ: ratios over whole columns, and the words that only one of them has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from soilbib.dedupe.text import without_symbols

_EMPTY = frozenset("a an the of in on at by for to and or with from s".split())


def ratios(one: Sequence[str], other: Sequence[str]) -> list[float]:
    """How alike the strings of two columns are, 0 to 1, row by row (normalised Indel similarity)."""
    import numpy
    from rapidfuzz import fuzz, process

    values: list[float] = (process.cpdist(one, other, scorer=fuzz.ratio, dtype=numpy.float32) / 100).tolist()
    return values


def differing_words(one: Sequence[str], other: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that only one of two titles has, leaving out typos, little words and words written together."""
    left, right = _rest(one, other), _rest(other, one)
    if not (left or right) or "".join(left) == "".join(right) or _symbols_lost(left, right):
        return (), ()
    for word in list(left):
        close = next((candidate for candidate in right if is_typo(word, candidate)), None)
        if close is not None:
            left.remove(word)
            right.remove(close)
    return tuple(_telling(left, other)), tuple(_telling(right, one))


def _rest(words: Sequence[str], taken: Sequence[str]) -> list[str]:
    """The words that are left when those of the other title are taken away, each once."""
    remaining = list(words)
    for word in taken:
        if word in remaining:
            remaining.remove(word)
    return remaining


def _symbols_lost(left: list[str], right: list[str]) -> bool:
    """Whether the words differ by Greek letters alone, which only one side has."""
    one, other = "".join(left), "".join(right)
    bare_one, bare_other = without_symbols(one), without_symbols(other)
    return bare_one == bare_other and (one == bare_one or other == bare_other)


def _telling(words: list[str], other: Sequence[str]) -> list[str]:
    """The words left over that say something and are not pieces of the other title's run of letters."""
    telling = [word for word in words if word not in _EMPTY]
    if len(telling) < 2:
        return telling
    run = "".join(other)
    return [word for word in telling if len(word) < 3 or word.isdigit() or word not in run]


def is_typo(one: str, other: str) -> bool:
    """Whether two words are one with a slip: one edit in a short word, two from eight letters on; numbers never."""
    shorter = min(len(one), len(other))
    allowed = 1 if shorter < 8 else 2
    if shorter < 3 or abs(len(one) - len(other)) > allowed or one.isdigit() or other.isdigit():
        return False
    return _edit_distance()(one, other, score_cutoff=allowed) <= allowed


@cache
def _edit_distance() -> Callable[..., int]:
    """Optimal string alignment: a swap of two letters is one edit."""
    from rapidfuzz.distance import OSA

    return OSA.distance
