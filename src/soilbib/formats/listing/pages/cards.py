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

from msgspec import Struct

from soilbib.formats.listing.description import read_byline
from soilbib.formats.listing.forms.marked import is_labelled
from soilbib.formats.listing.pages.lines import Block, IsEntry, Line
from soilbib.formats.listing.pages.shape import has_shape, is_control, is_more
from soilbib.formats.listing.parts.classify import is_venue, phrase_type, read_date, split_final_date
from soilbib.formats.listing.parts.cuts import boundaries
from soilbib.formats.listing.parts.names import Names, could_be_persons, is_certain_list, read_names
from soilbib.formats.listing.parts.segments import outer_quotes, split_segments, starts_quoted
from soilbib.formats.listing.parts.tail import peel
from soilbib.formats.listing.vocabulary.gazetteer import is_given
from soilbib.model.names import has_organisation_word

_MOST = 4  # lines under a title
_LONGEST = 300
_SURE = 0.75
_NO_IMPRINT = '“”«»"?!:'
_QUOTES, _CLOSERS = '“«„"', '”»“"'
_NO_END = (".", ":", ";", ",", "…")
_LABEL = re.compile(
    r"(?:by|par|por|von|di|authors?|auteurs?|autor(?:es|en|in|innen|as?)?|autrice|autor[ei]|published|publié|date|datum|fecha|data|year"
    r"|année|jahr|año|anno)\s?:\s*",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:[Bb]y|[Pp]ar|[Pp]or)\s(?=[^\W\d_a-z])")
_RUNNING_TIME = re.compile(r"\d{1,3}\s?(?:min\w*|mn|’|')\.?")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_NAMES, _DATE, _KIND, _SOURCE = "names", "date", "kind", "source"


class _Card(Struct, frozen=True):
    """Where the lines of a card begin and end, and which of them has the title."""

    first: int
    title: int
    end: int


def join_cards(blocks: tuple[Block, ...], is_entry: IsEntry) -> tuple[Block, ...]:
    """The blocks with the lines of each card as one line, which is a block by itself."""
    lines = [line for block in blocks for line in block]
    cards = [card for card in _find_cards(lines) if not is_entry(lines[card.title].text)]
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
                found.append((_joined(lines, starts[index]),))
                rest = []
            index += 1
        found += [tuple(rest)] if rest else []
    return tuple(found)


def _find_cards(lines: list[Line]) -> Iterator[_Card]:
    """The cards among the lines, each with the date above its title where the first one has it there."""
    dates_above: bool | None = None
    index = free = 0
    while index + 1 < len(lines):
        following = lines[index + 1]
        if _is_link(following) and not lines[index].url:
            index += 1  # a heading, and a title under it
            continue
        if not (_could_say(following.text) and _is_title(lines[index]) and _is_dated(lines, index)):
            index += 1
            continue
        above = index > free and _is_date(lines[index - 1].text)
        end, said = _under(lines, index, dated=above and dates_above is not False)
        if not said or not _is_card(said | ({_DATE} if above else set()), lines[index]):
            index += 1
            continue
        dates_above = above if dates_above is None else dates_above
        yield _Card(index - 1 if above else index, index, end)
        index = free = end


def _under(lines: list[Line], title: int, *, dated: bool) -> tuple[int, set[str]]:
    """Where the lines under a title end that say something of its work, and what they say, each only once."""
    said: set[str] = {_DATE} if dated else set()
    end = title + 1
    while end < min(len(lines), title + 1 + _MOST):
        more = _said(lines[end])
        if _NAMES in said and ({_NAMES, _DATE} <= more or (not more and _is_imprint(lines[end].text))):
            more = {_SOURCE, _DATE}  # "Estuarine, Coastal and Shelf Science, 2022" under the authors
        if not more or not said.isdisjoint(more):
            break
        said |= more
        end += 1
    return end, said


def _is_card(said: set[str], title: Line) -> bool:
    """Whether names and a date or source are said; of a title that is set off, names or a date."""
    if (
        is_control(title.text)
        or is_more(title.text)
        or boundaries(title.text)
        or peel(title.text).in_periodical
        or _is_list(title.text)
    ):
        return False
    if _NAMES in said and not said.isdisjoint({_DATE, _SOURCE}):
        return True
    return _is_set_off(title) and bool(title.url) and not said.isdisjoint({_NAMES, _DATE})


def _is_set_off(line: Line) -> bool:
    return line.heading or bool(line.url)


def _is_link(line: Line) -> bool:
    """Whether all of a line is a link."""
    return bool(line.url) and line.lead == len(line.text)


def _is_title(line: Line) -> bool:
    """Whether a line may be a title alone: some words, no full stop, no control, no date, no entry already."""
    text = line.text
    words = text.count(" ") + 1
    if not (2 if _is_set_off(line) else 3) <= words <= 40 or len(text) > _LONGEST or text.endswith(_NO_END):
        return False
    if line.categories or is_labelled(line.text):
        return False
    first = text.lstrip("“«„\"‘'¿¡")[:1]
    if not (first.isupper() or first.isdigit()) or _is_date(text):
        return False
    return not starts_quoted(text) or (text[-1] in _CLOSERS and outer_quotes(text) is not None)


def _is_list(text: str) -> bool:
    """Whether a line is a list of persons, and no title: initials, or given names that are known."""
    if is_certain_list(text):
        return True
    names = read_names(text) if could_be_persons(text) else Names()
    given = [name.given.split()[0] for name in names.names if name.given]
    return len(names.names) > 1 and names.score >= _SURE and any(map(is_given, given))


def _is_date(text: str) -> bool:
    return len(text) <= 60 and bool(_YEAR.search(text)) and read_date(_unlabelled(text)) is not None


def _is_dated(lines: list[Line], title: int) -> bool:
    """Whether a year stands near a title, or its link speaks for it."""
    near = lines[max(0, title - 1) : title + 1 + _MOST]
    return bool(lines[title].url) or any(_YEAR.search(line.text, 0, _LONGEST) for line in near)


def _could_say(text: str) -> bool:
    """Whether a line under a title may be of its card, by what is cheap to see."""
    if len(text) > _LONGEST or text[0] in _QUOTES or text[-1] in "…!?":
        return False
    return not text[0].islower() or _unlabelled(text) != text


def _said(line: Line) -> set[str]:
    """What a line under a title says: the whole of it is names, a date, a kind of work, a source; else nothing."""
    text = _unlabelled(line.text)
    if not text or line.heading or not _could_say(line.text) or is_more(text):
        return set()
    if text.count(" ") > 12 and not _YEAR.search(text) and not could_be_persons(text):
        return set()
    parts = split_segments(text)
    if len(parts) > 1 and not outer_quotes(parts[0]):
        joined = _said_together(parts)
        if joined:
            return joined
    return _said_by(text)


def _said_together(parts: list[str]) -> set[str]:
    """What the parts of a line say, a second name where the work came out; nothing where one part says nothing."""
    joined: set[str] = set()
    for number, part in enumerate(parts):
        said = {_KIND} if _RUNNING_TIME.fullmatch(part) else _said_by(part)
        if said == {_NAMES} and _NAMES in joined:
            said = {_SOURCE}
        if (
            not said
            or not joined.isdisjoint(said)
            or (number == 0 and said == {_NAMES} and not _is_named(part))
        ):
            return set()
        joined |= said
    return joined


def _is_named(text: str) -> bool:
    """Whether names are no title in capitals: several, an organisation, or a given name that is known."""
    names = read_names(text).names
    first = names[0].given.split()[:1] if names else []
    return len(names) > 1 or (bool(names) and bool(names[0].literal)) or any(map(is_given, first))


def _unlabelled(text: str) -> str:
    label = _LABEL.match(text) or _BY.match(text)
    return text[label.end() :] if label else text


def _said_by(text: str) -> set[str]:
    for told, kind in ((_is_date, _DATE), (phrase_type, _KIND), (_are_names, _NAMES), (is_venue, _SOURCE)):
        if told(text):
            return {kind}
    if not any(map(str.isdigit, text)) or starts_quoted(text) or has_shape(text):
        return set()
    byline = read_byline(text) if _YEAR.search(text) and not text.endswith("…") else None
    if byline and byline.date and byline.names.names:
        return {_NAMES, _DATE, *([_SOURCE] if byline.container else [])}
    tail = peel(text)
    if (
        tail.in_periodical
        and tail.text
        and not boundaries(tail.text)
        and tail.text.count(" ") < 10
        and tail.text[0].isupper()
    ):
        return {_SOURCE, *([_DATE] if tail.date else [])}
    return set()


def _is_imprint(text: str) -> bool:
    """Whether a line is a capitalised name of few words and a date: "Heron Press, 2016"."""
    head, date = split_final_date(text) if len(text) < 120 else (text, None)
    words = head.split()
    plain = not any(char.isdigit() or char in _NO_IMPRINT for char in head)
    return date is not None and 0 < len(words) <= 10 and head[0].isupper() and plain


def _are_names(text: str) -> bool:
    """Whether a whole line is names: a list, an organisation, or a person whose given name is known."""
    if len(text) < 4:
        return False
    names = read_names(text)
    if names.score < _SURE:
        return False
    return len(names.names) > 1 or names.truncated or _is_known(names, text)


def _is_known(names: Names, text: str) -> bool:
    name = names.names[0]
    if name.literal:
        return has_organisation_word(text) or names.score >= 0.9
    return bool(name.given) and (
        is_given(name.given.split()[0]) or is_certain_list(text) or text.count(" ") == 1
    )


def _joined(lines: list[Line], card: _Card) -> Line:
    """The card as one line: the title in quotes, and what is said of it behind dashes."""
    title, members = lines[card.title], lines[card.first : card.end]
    quoted = title.text if starts_quoted(title.text) else f"“{title.text}”"
    others = [
        _LABEL.sub("", line.text, count=1) if _LABEL.match(line.text) else line.text for line in members
    ]
    del others[card.title - card.first]
    text = " – ".join([quoted, *others])
    url = title.url or next((line.url for line in members if line.url), "")
    stated = tuple(name for line in members for name in line.categories)
    return Line(members[0].number, text, url, categories=stated, item=title.item)
