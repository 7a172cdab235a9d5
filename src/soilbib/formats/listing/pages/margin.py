"""Plain text that a margin cuts, as mail programs and text browsers write it: its paragraphs in one line again.

A line was cut where the first word of the next one had no more room. That small letters begin many of those lines
shows that a page was written so; one that was not has its titles and paragraphs in a line each, however long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

_NARROWEST, _WIDEST = 55, 120  # characters of a line
_FEWEST = 6  # lines that the margin cuts
_FEWEST_SMALL = 2  # lines behind a cut that begin with a small letter
_SMALL = 5  # of so many, one does
_STRAY = 0.1  # lines that begin with one elsewhere, for each of those
_TRIED = 6  # widths
_MARKED = re.compile(r"\s*(?:[•▪●◦‣·►▶➢*]|[-+]\s|\[?\d{1,3}[.)\]])")
_Numbered = tuple[int, str]


def rejoined(lines: Iterable[_Numbered]) -> Iterator[_Numbered]:
    """The numbered lines, those that a margin cut in one piece with a line end where it was."""
    found = list(lines)
    margin = _margin(found)
    held: tuple[int, str] | None = None
    last = ""
    for number, raw in found:
        if held and margin and _is_cut(last, raw, margin, first=held[1] == last):
            held = (held[0], f"{held[1]}\n{raw.strip()}")
        else:
            if held:
                yield held
            held = (number, raw)
        last = raw
    if held:
        yield held


def _margin(lines: list[_Numbered]) -> int:
    """How many characters there is room for in a line; 0 where no margin cuts the text.

    A few lines may be wider, such as addresses.
    """
    pairs = [(above, below) for (_, above), (_, below) in pairwise(lines) if above.strip() and below.strip()]
    if sum(below.lstrip()[0].islower() for _, below in pairs) < _FEWEST_SMALL:
        return 0
    widths = sorted({len(raw.rstrip()) for _, raw in lines}, reverse=True)
    likely = [width for width in widths[:_TRIED] if _NARROWEST <= width <= _WIDEST]
    return next((width for width in likely if _fits(pairs, width)), 0)


def _fits(pairs: list[tuple[str, str]], margin: int) -> bool:
    """Whether lines are cut at a margin: enough, many before small letters, and hardly a small letter elsewhere."""
    cut = [below for above, below in pairs if _is_cut(above, below, margin, first=True)]
    small = sum(below.lstrip()[0].islower() for below in cut)
    stray = sum(below.lstrip()[0].islower() for _, below in pairs) - small
    many = len(cut) >= _FEWEST and small >= _FEWEST_SMALL and small * _SMALL >= len(cut)
    return many and stray <= small * _STRAY


def _is_cut(above: str, below: str, margin: int, *, first: bool) -> bool:
    """Whether the margin cut a line: no room was left in it for the first word below, which is set in like it.

    Below the ``first`` line of an item the others may hang further in.
    """
    if not above.strip() or not below.strip() or _MARKED.match(below):
        return False
    step = _indent(below) - _indent(above)
    set_in = step == 0 or (first and step > 0 and bool(_MARKED.match(above)))
    return set_in and len(above.rstrip()) <= margin < len(above.rstrip()) + 1 + len(
        below.split(maxsplit=1)[0]
    )


def _indent(raw: str) -> int:
    return len(raw) - len(raw.lstrip())
