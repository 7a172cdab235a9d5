"""Entries over several lines: a title's line, and under it lines that are wholly names, a date, a kind or a source.

    The otter comes back               “The otter comes back” – Ann Roe – 2 June 2018
    Ann Roe
    2 June 2018

Such a card is read as the listing string that it stands for. One card proves little, as an article has its author and
date under its title: a page has to have two, or other entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from soilbib.formats.listing.forms.marked import is_labelled
from soilbib.formats.listing.pages.lines import Block, IsEntry, Line
from soilbib.formats.listing.pages.roles import (
    DATE,
    NAMES,
    SOURCE,
    are_listed,
    could_say,
    is_body,
    is_credited,
    is_date,
    is_identifier,
    is_imprint,
    joined_card,
    said_by_line,
)
from soilbib.formats.listing.pages.shape import (
    is_control,
    is_more,
    is_quotation,
    is_reference,
    without_bullet,
)
from soilbib.formats.listing.parts.classify import phrase_type
from soilbib.formats.listing.parts.cuts import boundaries
from soilbib.formats.listing.parts.segments import outer_quotes, starts_quoted
from soilbib.formats.listing.parts.tail import peel
from soilbib.model.names import has_organisation_word

_MOST, _MOST_ABOVE, _MOST_SKIPPED = 5, 3, 2  # lines under a title, above, and amid them that say nothing
_LONGEST = 300
_CLOSERS = '”»“"'
_NO_END = (".", ":", ";", ",", "…")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


class _Card(Struct, frozen=True):
    """Where the lines of a card begin and end, and which of them has the title."""

    first: int
    title: int
    end: int


def join_cards(blocks: tuple[Block, ...], is_entry: IsEntry) -> tuple[Block, ...]:
    """The blocks with the lines of each card as one line, which is a block by itself."""
    lines = [line for block in blocks for line in block]
    cards = [card for card in _find_cards(lines) if not _is_whole(lines[card.title].text, is_entry)]
    if not cards or (len(cards) == 1 and not any(is_entry(line.text) for line in lines)):
        return blocks
    starts = {card.first: card for card in cards}
    inside = {index for card in cards for index in range(card.first, card.end)}
    found: list[Block] = []
    index = 0
    for block in blocks:
        rest: list[Line] = []
        for line in block:
            if index not in inside:
                rest.append(line)
            elif index in starts:
                found += [tuple(rest)] if rest else []
                found += _blocks_of(lines, starts[index])
                rest = []
            index += 1
        found += [tuple(rest)] if rest else []
    return tuple(found)


def _is_whole(text: str, is_entry: IsEntry) -> bool:
    """Whether a title's line is an entry by itself, and not only by the quotes around it."""
    return is_entry(text) and not outer_quotes(without_bullet(text))


def _find_cards(lines: list[Line]) -> Iterator[_Card]:
    """The cards among the lines, each with the date above its title where the first one has it there."""
    dates_above: bool | None = None
    index = free = 0
    while index + 1 < len(lines):
        following = lines[index + 1]
        if _is_link(following) and not lines[index].url:
            index += 1  # a heading, and a title under it
            continue
        credited = could_say(following.text) and lines[index].text.count(" ") < 2 and _is_credit(following)
        if not (
            could_say(following.text)
            and _is_title(lines[index], credited=credited)
            and _is_dated(lines, index)
        ):
            index += 1
            continue
        first = _dated_above(lines, index, free)
        above = first < index
        end, said = _under(lines, index, dated=above and dates_above is not False)
        if not said or not _is_card(said | ({DATE} if above else set()), lines[index]):
            index += 1
            continue
        dates_above = above if dates_above is None else dates_above
        yield _Card(first, index, end)
        index = free = end


def _dated_above(lines: list[Line], title: int, free: int) -> int:
    """The first line of those above a title that are a date, and may be a kind of work; the title's where none is."""
    for index in range(title - 1, max(free - 1, title - 1 - _MOST_ABOVE), -1):
        text = lines[index].text
        if is_date(text):
            return index
        if not (phrase_type(text) or is_more(text)):
            break
    return title


def _under(lines: list[Line], title: int, *, dated: bool) -> tuple[int, set[str]]:
    """Where the lines under a title end that say something of its work, and what they say, each only once."""
    said: set[str] = {DATE} if dated else set()
    end = index = title + 1
    credited = any(map(is_credited, lines[title + 1 : title + 1 + _MOST]))
    body = False  # whether the names are a body's
    while index < min(len(lines), end + _MOST_SKIPPED + 1, title + 1 + _MOST + _MOST_SKIPPED):
        line = lines[index]
        index += 1
        if is_identifier(line.text) or is_more(line.text):
            continue
        if line.item and is_reference(line.text):
            break  # of the list below a heading
        more = said_by_line(line)
        if more == {NAMES} and ((credited and not is_credited(line)) or (body and NAMES in said)):
            more = {SOURCE}  # "Heron Press" above "Contributors: Ann Roe", or above persons
        if NAMES in said and ({NAMES, DATE} <= more or (not more and is_imprint(line.text))):
            more = {SOURCE, DATE}  # "Estuarine, Coastal and Shelf Science, 2022" under the authors
        if not more or not said.isdisjoint(more):
            break
        body = body or (more == {NAMES} and is_body(line.text))
        said |= more
        end = index
    return _with_identifiers(lines, end), said


def _with_identifiers(lines: list[Line], end: int) -> int:
    """Where the lines end that are a work's numbers, behind what is said of it."""
    while end < len(lines) and is_identifier(lines[end].text):
        end += 1
    return end


def _is_card(said: set[str], title: Line) -> bool:
    """Whether names and a date or source are said; of a title that is set off, names or a date."""
    if (
        is_control(title.text)
        or is_more(title.text)
        or boundaries(title.text)
        or peel(title.text).in_periodical
        or are_listed(title.text)
    ):
        return False
    if NAMES in said and not said.isdisjoint({DATE, SOURCE}):
        return DATE in said or _is_set_off(title) or not has_organisation_word(title.text.partition(" ")[0])
    return _is_set_off(title) and bool(title.url) and not said.isdisjoint({NAMES, DATE})


def _is_credit(line: Line) -> bool:
    """Whether a line is names and a date."""
    return (
        bool(_YEAR.search(line.text)) and not is_reference(line.text) and {NAMES, DATE} <= said_by_line(line)
    )


def _is_set_off(line: Line) -> bool:
    return bool(line.heading or line.url)


def _is_link(line: Line) -> bool:
    """Whether all of a line is a link."""
    return bool(line.url) and line.lead == len(line.text)


def _is_title(line: Line, *, credited: bool = False) -> bool:
    """Whether a line may be a title alone: some words, no full stop, no control, no date, no entry already.

    One word is enough where names and a date follow.
    """
    text = line.text
    words = text.count(" ") + 1
    if (
        not (1 if credited else 2 if _is_set_off(line) else 3) <= words <= 40
        or len(text) > _LONGEST
        or text.endswith(_NO_END)
    ):
        return False
    if line.categories or is_labelled(line.text) or is_quotation(line.text):
        return False
    first = without_bullet(text).lstrip("“«„\"‘'¿¡")[:1]
    if not (first.isupper() or first.isdigit()) or is_date(text):
        return False
    return not starts_quoted(text) or (text[-1] in _CLOSERS and outer_quotes(text) is not None)


def _is_dated(lines: list[Line], title: int) -> bool:
    """Whether a year stands near a title, or its link speaks for it."""
    near = lines[max(0, title - 1) : title + 1 + _MOST]
    return bool(lines[title].url) or any(_YEAR.search(line.text, 0, _LONGEST) for line in near)


def _blocks_of(lines: list[Line], card: _Card) -> list[Block]:
    """The card as one line, and those of its lines that say nothing of the work."""
    others = [*lines[card.first : card.title], *lines[card.title + 1 : card.end]]
    more = tuple(
        line
        for line in others
        if is_more(line.text) and not (is_identifier(line.text) or phrase_type(line.text))
    )
    title = msgspec.structs.replace(lines[card.title], text=without_bullet(lines[card.title].text))
    entry = joined_card(title, [line for line in others if line not in more])
    return [(entry,), more] if more else [(entry,)]
