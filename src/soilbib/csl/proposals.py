"""The styles that somebody may mean by a name that no style has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_WORD = re.compile(r"\d[^\W_]*|[^\W\d_]+")
_INITIALLESS = 3
"""Words of at most so many letters ("of", "the", "des") have no part in an abbreviation."""
_BEGINNING = 4
"""So many letters of a word stand for it where nothing else is asked."""
_LETTERS_PER_TYPO = 4


def nearest(asked: str, ids: Iterable[str], most: int = 3) -> list[str]:
    """The ids that have every word asked for, a few letters apart, or its beginning; or whose initials it is.

    A number, such as an edition's, may be missing. The fewer typos the better, then what has the same first letter,
    then the numbers, then the shorter.
    """
    words = _WORD.findall(asked.casefold())
    numbers = [word for word in words if word[0].isdigit()]
    wanted = [word for word in words if word not in numbers] or words
    if len("".join(wanted)) < 2:
        return []
    likeness = _likeness()
    ranked = sorted(
        (distance, each[0] != wanted[0][0], sum(number not in each for number in numbers), len(each), each)
        for each in ids
        if (distance := _distance(wanted, each, likeness)) is not None
    )
    return [each for *_, each in ranked[:most]]


def _distance(wanted: list[str], each: str, likeness: Callable[[str, str], int | None]) -> int | None:
    """How far a name is from the words asked for; None where it is another."""
    parts = _WORD.findall(each)
    if len(wanted) == 1 and wanted[0] == "".join(part[0] for part in parts if len(part) > _INITIALLESS):
        return 0
    apart = likeness("".join(wanted), "".join(parts))
    if apart is not None:
        return apart
    total = 0
    for word in wanted:
        found = [apart for part in parts if (apart := likeness(word, part)) is not None]
        short = len(word) < _BEGINNING and len(wanted) == 1
        if not found and not short and any(part.startswith(word) for part in parts):
            found = [1]
        if not found:
            return None
        total += min(found)
    return total


def _likeness() -> Callable[[str, str], int | None]:
    """The typos between two words; None where they are more than words of their length have by mistake."""
    from rapidfuzz.distance import OSA

    def typos(asked: str, word: str) -> int | None:
        allowed = len(asked) // _LETTERS_PER_TYPO
        apart = OSA.distance(asked, word, score_cutoff=allowed)
        return apart if apart <= allowed else None

    return typos
