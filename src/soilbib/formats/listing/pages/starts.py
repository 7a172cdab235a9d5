"""Which parts of a page are its entries: lines with the shape of one, those like them, and titles alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from soilbib.formats.listing.byline import read_byline
from soilbib.formats.listing.forms.marked import is_labelled
from soilbib.formats.listing.pages.categories import stated_categories
from soilbib.formats.listing.pages.lines import Block, IsEntry
from soilbib.formats.listing.pages.paragraphs import is_byline, joined_text
from soilbib.formats.listing.pages.recognition import alike, is_signed, reads_fairly
from soilbib.formats.listing.pages.shape import is_control, is_more, is_plain_title, is_prose, leads_on
from soilbib.formats.listing.strings import parse_alone

_SORT = re.compile(r"(?:sort|tri(?:er)?|ordenar|sortier|ordina|sorteer)\w*\b.{0,12}$", re.IGNORECASE)
_READABLE = 0.5
_THIRD = 2  # lines from the first of two entries to what is below them
_SIGNED = 3  # items that are a title and persons, that they are entries


def entry_starts(units: list[Block], is_entry: IsEntry, is_sure: IsEntry) -> set[int]:
    """Which of the parts of a page are entries; what ``is_sure`` is no byline of the entry above."""
    strong: list[int] = []
    for index, unit in enumerate(units):
        text = unit[0].text
        under_entry = strong[-1:] == [_above(units, index)] and not is_sure(text)
        if is_entry(text) and not (under_entry and is_byline(text)):
            strong.append(index)
    entries = set(strong)
    singles = [unit[0].text if len(unit) == 1 else "" for unit in units]
    others = [index for index in alike(singles, entries) if not _is_under(units, index, entries)]
    strong = sorted({*strong, *others})
    strong = sorted({*strong, *_third_lines(units, strong)})
    strong = sorted({*strong, *_items(units, strong)})
    return set(strong) | _plain_titles(units, strong)


def _is_under(units: list[Block], index: int, entries: set[int]) -> bool:
    """Whether a line is the byline of the entry above it."""
    return _above(units, index) in entries and is_byline(units[index][0].text)


def _above(units: list[Block], index: int) -> int:
    """The part above another, but for a link to the whole text between them."""
    linked = index > 1 and not units[index][0].item and is_more(units[index - 1][0].text)
    return index - 2 if linked else index - 1


def _third_lines(units: list[Block], strong: list[int]) -> Iterator[int]:
    """Lines right under two entries that have no paragraph between them: what reads fairly is one as well."""
    for first, second in pairwise(strong):
        if second != first + 1 or second + 1 == len(units):
            continue
        above, below = units[first][0], units[second + 1][0]
        if below.number - above.number == _THIRD and not is_byline(below.text) and reads_fairly(below.text):
            yield second + 1


def _items(units: list[Block], strong: list[int]) -> Iterator[int]:
    """Items of a list of which others are entries: what a form reads is one as well."""
    entries = set(strong)
    run: list[int] = []
    sure = {index for index, unit in enumerate(units) if unit[0].item and is_signed(unit[0].text)}
    entries |= sure if len(sure) >= _SIGNED else set()
    for index in range(len(units) + 1):
        if index < len(units) and units[index][0].item:
            run.append(index)
            continue
        if not entries.isdisjoint(run):
            others = (number for number in run if number not in strong and not is_set_in(units, number))
            yield from (number for number in others if parse_alone(units[number][0].text).fit >= _READABLE)
        run = []


def is_set_in(units: list[Block], index: int) -> bool:
    """Whether an item stands in a list of its own below the item before it."""
    line, above = units[index][0], units[index - 1][0] if index else None
    return above is not None and line.item and above.item and line.depth > above.depth > 0


def _plain_titles(units: list[Block], strong: list[int]) -> set[int]:
    """Titles without segments: single lines with the look of a title among the entries.

    Between entries they count where they are no description of the entry before; before the first entry
    where a control ("Sort by", a bullet) parts them from the page's head; after the last up to the next
    control, such as page numbers. A paragraph under the line or quotes in it speak for a title.
    """
    if not strong:
        return set()
    first, last, entries = strong[0], strong[-1], set(strong)
    controls = [index for index in range(first) if any(is_control(line.text) for line in units[index])]
    begin = controls[-1] + 1 if controls else first
    top = begin - 1 if controls and _is_sorted(units[max(0, begin - _THIRD - 1) : begin]) else first
    headed = any(units[index][0].heading for index in strong)
    found: set[int] = set()
    for index in range(begin, len(units)):
        unit = units[index]
        if index > last and any(is_control(line.text) and not is_more(line.text) for line in unit):
            break
        if index in entries or len(unit) != 1 or not is_plain_title(unit[0].text):
            continue
        if stated_categories(unit[0]) or "://" in unit[0].text or is_labelled(unit[0].text):
            continue
        above = _above(units, index)
        previous_is_entry = above in found or above in entries
        if previous_is_entry and read_byline(unit[0].text) is not None:
            continue
        described = (
            index + 1 < len(units) and index + 1 not in entries and is_prose(joined_text(units[index + 1]))
        )
        if unit[0].heading and not (headed or unit[0].url):
            continue  # of a section, where entries are no headings
        quoted = any(mark in unit[0].text for mark in '“«„"') or (unit[0].heading and bool(unit[0].url))
        told = quoted or described or _leads_on(units, index) or _between(index, top, entries, found)
        if told and not is_more(unit[0].text):
            found.add(index)
    return found


def _leads_on(units: list[Block], index: int) -> bool:
    """Whether a line is a link, and "Read more" below it leads to the same place."""
    line, below = units[index][0], units[index + 1][0] if index + 1 < len(units) else None
    if below is None or line.url in ("", "#", units[_above(units, index)][0].url):
        return False
    return below.url == line.url and is_more(below.text) and leads_on(below.text)


def _is_sorted(units: list[Block]) -> bool:
    """Whether a list is offered to be sorted right above: what follows is in it."""
    return any(_SORT.match(line.text) for unit in units for line in unit)


def _between(index: int, first: int, entries: set[int], found: set[int]) -> bool:
    """Whether a title-like line stands directly before an entry and not directly under one."""
    under = index - 1 in entries or index - 1 in found
    return index + 1 in entries and not under and index > first
