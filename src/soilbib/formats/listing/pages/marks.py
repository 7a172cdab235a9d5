"""Lines that a browser's copy cuts at the marks between the parts of one: "Ann Roe", "·", "Paul Doe"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soilbib.formats.listing.pages.lines import Line
from soilbib.formats.listing.pages.roles import NAMES, said_by_line
from soilbib.formats.listing.pages.shape import is_more

_MARKS = frozenset({"·", "•", "|", "∙", "⋅"})
_CUT = "[...]"
_MOST = 40  # parts of a line


def with_marks(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, those that a mark alone joins as one: names, or other parts, and then counts."""
    index = 0
    while index < len(lines):
        end = index + 1
        last = min(len(lines) - 1, index + 2 * _MOST)
        while end < last and lines[end].strip() in _MARKS and lines[end + 1].strip():
            end += 2
        if end == index + 1 or not lines[index].strip():
            yield index + 1, lines[index]
            index += 1
            continue
        for text in _joined([line.strip() for line in lines[index:end:2]]):
            yield index + 1, text
        index = end


def _joined(parts: list[str]) -> Iterator[str]:
    """The parts as lines: all as a list of names, or what says something and what counts apart."""
    others = [part for part in parts if not is_more(part)]
    names = [part for part in others if part != _CUT]
    if len(names) > 1 and all(said_by_line(Line(1, part)) == {NAMES} for part in names):
        yield ", ".join(names) + (" et al." if len(names) < len(others) else "")
    elif others:
        yield " · ".join(others)
    counts = [part for part in parts if part not in others]
    if counts:
        yield " · ".join(counts)
