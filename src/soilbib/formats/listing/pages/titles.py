"""Entries in two lines: a title in quotes, and under it the rest of the listing string, "2018 – Ann Roe"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from soilbib.formats.listing.pages.lines import IsEntry, Line, Page, rebuilt
from soilbib.formats.listing.pages.shape import is_control, is_more, is_prose, without_bullet
from soilbib.formats.listing.parts.classify import read_date, split_genre
from soilbib.formats.listing.parts.segments import outer_quotes, split_segments, starts_quoted

_FEWEST = 2  # rests that begin or end with a year
_LONGEST = 200
_CLOSERS = '”»“"’'


def with_rests(page: Page, is_entry: IsEntry) -> Page:
    """The page with such lines as one, where several of them have a year among their parts."""
    lines = [line for block in page.blocks for line in block]
    found = list(_pairs(lines, is_entry))
    sure = sum(_has_year(lines[index + 1].text) for index in found)
    if sure < _FEWEST or sure * 2 < len(found):
        return page
    changed = {index: _joined(lines[index], lines[index + 1]) for index in found}
    return rebuilt(page, changed, {index + 1 for index in found})


def _pairs(lines: Sequence[Line], is_entry: IsEntry) -> Iterator[int]:
    """The titles in quotes above a line with which they are an entry."""
    for index, (line, below) in enumerate(pairwise(lines)):
        if _is_quoted(line.text) and _may_go_on(below) and is_entry(_joined(line, below).text):
            yield index


def _is_quoted(text: str) -> bool:
    """Whether a line is a title in quotes and nothing else but the kind of work before it: "Film: “Moor”"."""
    bare = without_bullet(text)
    if bare[-1] not in _CLOSERS:
        return False
    parted = split_genre(bare)
    return bool(outer_quotes(parted[2] if parted else bare))


def _may_go_on(line: Line) -> bool:
    """Whether a line may be the rest of a string: short, of letters or a year, no sentence, no control, no title."""
    text = line.text
    plain = len(text) <= _LONGEST and text[0].isalnum() and not (line.heading or line.about)
    if not plain or starts_quoted(text) or is_prose(text) or is_more(text):
        return False
    return not is_control(text) or _is_year(text)


def _has_year(text: str) -> bool:
    """Whether one of several parts is a year alone."""
    parts = split_segments(text)
    return len(parts) > 1 and any(map(_is_year, parts))


def _is_year(text: str) -> bool:
    return len(text) == len("2018") and read_date(text) is not None


def _joined(title: Line, rest: Line) -> Line:
    stated = (*title.categories, *rest.categories)
    text = f"{title.text} – {rest.text}"
    return msgspec.structs.replace(title, text=text, url=title.url or rest.url, categories=stated)
