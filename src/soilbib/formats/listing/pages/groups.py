"""Entries whose lines stand in one part of a page: an item, an article, a block between empty lines.

    <li><h3>The otter comes back</h3> <div>Ann Roe</div> <div>In Mires and Rivers, 2018</div> <a>PDF</a></li>

Where a part has a title, and lines that are names, a date or a source, it is read as the listing string that it stands
for. As its bounds are known, less has to be said of the lines than of a card amid others (`cards`); a page has to have
two such parts, or other entries.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

import msgspec
from msgspec import Struct

from soilbib.formats.listing.forms.marked import is_labelled
from soilbib.formats.listing.pages.labels import join_labelled, leads_with_label
from soilbib.formats.listing.pages.lines import Block, IsEntry, Line, Span
from soilbib.formats.listing.pages.parting import parted
from soilbib.formats.listing.pages.roles import (
    DATE,
    KIND,
    NAMES,
    SOURCE,
    are_listed,
    is_credited,
    is_date,
    is_dated,
    is_identifier,
    joined_card,
    posted_by,
    said_by_line,
)
from soilbib.formats.listing.pages.shape import (
    is_control,
    is_more,
    is_posted,
    is_quotation,
    is_sentence,
    without_bullet,
    without_more,
)
from soilbib.formats.listing.pages.spans import join_spans
from soilbib.formats.listing.parts.classify import phrase_type
from soilbib.formats.listing.parts.segments import outer_quotes, split_segments
from soilbib.formats.listing.strings import parse_alone

_MOST, _MOST_LABELLED = 24, 80  # lines of one entry
_SHORTEST, _LONGEST = 3, 400
_YEAR = re.compile(r"(?<![\d/])(?:1[4-9]|20)\d\d(?![\d/])")
_IN = re.compile(r"(?:in|en|dans|em|nel|w|i|presented|présentée?|presentad[oa]|presentat[oa]|vorgestellt)\b")
_ROLES = frozenset({DATE, KIND, NAMES, SOURCE})
_IMPRINT = re.compile(
    r"[^,]{4,100}, \d{4}|[^,()]{4,80} \(\d{4}\)"
)  # with a month it would be who says it, and when
_TWO = 2  # headings
_MOST_ABOVE = 4  # lines up to a title that its link's label tells
_MANY = 3  # groups of a title and a date, that they are entries
_TITLE_WORDS = 3  # of a title that nothing sets off
_SOURCE_WORDS = 45


class _Parts(Struct, frozen=True):
    """The title of a group, what is said of its work, its paragraph, and the lines that say nothing of it.

    One with no more than a date is not sure: several of them are entries.
    """

    title: Line
    said: tuple[Line, ...] = ()
    description: tuple[Line, ...] = ()
    others: tuple[Line, ...] = ()
    sure: bool = True


_Made = tuple[int, tuple[Block, ...]]
"""The first block behind a group, and the blocks that it is made into."""


def join_groups(blocks: tuple[Block, ...], groups: Iterable[Span], is_entry: IsEntry) -> tuple[Block, ...]:
    """The blocks, those of each group of ``groups`` as its entry's line, its paragraph and what is left.

    A span counts blocks; spans inside others come first.
    """
    counts = Counter(line.text for block in blocks for line in block)
    repeated = frozenset(text for text, count in counts.items() if count > 1)
    found: dict[int, _Made] = {}
    dated: dict[int, _Made] = {}
    taken: set[int] = set()
    for start, end in groups:
        lines = [line for block in blocks[start:end] for line in block]
        if not 2 <= len(lines) <= _MOST_LABELLED or not taken.isdisjoint(range(start, end)):
            continue
        made = join_labelled(lines) or join_spans(lines, is_entry)
        parts = None if made or leads_with_label(lines) else _parts_of(lines, repeated, is_entry)
        made = made or _blocks_of(parts)
        if made and (parts is None or parts.sure):
            found[start] = (end, made)
            taken.update(range(start, end))
        elif made:
            dated[start] = (end, made)
    for start, (end, made) in dated.items() if len(dated) >= _MANY else ():
        if taken.isdisjoint(range(start, end)):
            found[start] = (end, made)
            taken.update(range(start, end))
    enough = len(found) > 1 or (
        bool(found) and any(is_entry(line.text) for block in blocks for line in block)
    )
    return _replaced(blocks, found) if enough else blocks


def headed_first(blocks: tuple[Block, ...], groups: Sequence[Span]) -> list[Span]:
    """The spans, first those of one heading and what stands below it, of which no more than one is a span as well."""
    headings = [0, *accumulate(bool(block[0].heading) for block in blocks)]
    starts = sorted(start for start, _ in groups)

    def is_part(span: Span) -> bool:
        start, end = span
        alone = (
            headings[end] - headings[start] == 1
            and bisect_left(starts, end) - bisect_right(starts, start) <= 1
        )
        return not (blocks[start][0].heading and alone)

    return sorted(groups, key=is_part)


def heading_groups(blocks: tuple[Block, ...]) -> Iterator[Span]:
    """The parts of a page that begin with a heading and end before the next one."""
    starts = [index for index, block in enumerate(blocks) if block[0].heading]
    for start, end in pairwise([*starts, len(blocks)]):
        below = [line for block in blocks[start + 1 : end] for line in block]
        items = any(line.item for line in below)
        if below and not items and not _is_other_title(below[0], blocks[start][0]):
            yield start, min(end, start + _MOST)


def _is_other_title(line: Line, heading: Line) -> bool:
    """Whether a line below a heading begins with a title that is set off: the heading is a section's then."""
    if not line.lead or heading.url or is_more(line.text):
        return False
    return NAMES not in said_by_line(Line(line.number, line.text[: line.lead]))


def _replaced(blocks: tuple[Block, ...], found: dict[int, _Made]) -> tuple[Block, ...]:
    made: list[Block] = []
    index = 0
    while index < len(blocks):
        end, group = found.get(index, (index + 1, (blocks[index],)))
        made += group
        index = end
    return tuple(made)


def _blocks_of(parts: _Parts | None) -> tuple[Block, ...]:
    """The entry's line, its paragraph, and what says nothing of it; empty where it is no entry."""
    if parts is None:
        return ()
    entry = joined_card(parts.title, parts.said)
    if not entry.url:
        link = next((line.url for line in parts.others if line.url and is_more(line.text)), "")
        entry = msgspec.structs.replace(entry, url=link)
    return tuple(filter(None, ((entry,), parts.description, *((line,) for line in parts.others))))


def _parts_of(lines: list[Line], repeated: frozenset[str], is_entry: IsEntry) -> _Parts | None:
    """What the lines of a group are; None where they do not make an entry, or hold some that are whole."""
    if len(lines) > _MOST:
        return None
    lines = _one_heading(lines)
    bare = without_bullet(lines[0].text)
    first = msgspec.structs.replace(lines[0], text=bare, item=lines[0].item or bare != lines[0].text)
    labelled = _label_index(lines)
    index = labelled or _title_index([first, *lines[1:]], repeated)
    title = lines[index] if index else first
    label = Line(title.number, title.text[len(without_more(title.text)) :].strip()) if labelled else None
    title = msgspec.structs.replace(title, text=without_more(title.text)) if labelled else title
    if index is None or (is_entry(title.text) and not outer_quotes(title.text)):
        return None
    is_entry = _unless_about(is_entry) if title.url or title.text.count(" ") >= _TITLE_WORDS - 1 else is_entry
    behind = _spread(lines[index + 1 :], title, is_entry)
    sorting = _Sorting(any(map(is_credited, behind)))
    for line in lines[:index]:
        sorting.take(line, behind=False)
    for line in behind:
        sorting.take(line, behind=True)
    sorting.take_post()
    roles = sorting.roles
    if is_dated(title.text):
        roles = roles | {DATE}
    short = not (title.url or title.heading) and title.text.count(" ") < _TITLE_WORDS - 1
    enough = bool(labelled) or (_is_enough(title, roles) and (not short or {NAMES, DATE} <= roles))
    dated = DATE in roles and roles <= {DATE, KIND} and not (short or are_listed(title.text))
    if not (enough or dated) or sorting.holds_more([*lines[:index], *behind], is_entry):
        return None
    said = (*sorting.said, *sorting.identifiers)
    others = (*sorting.others, label) if label else tuple(sorting.others)
    return _Parts(title, said, tuple(sorting.description), others, enough)


def _label_index(lines: list[Line]) -> int:
    """The line with the title below its names, where a link's label ends it: "The talus [Full text]"; else 0."""
    for index, line in enumerate(lines[:_MOST_ABOVE]):
        if index and line.text[-1] == "]" and without_more(line.text) != line.text:
            return index
        if said_by_line(line) != {NAMES}:
            break
    return 0


def _unless_about(is_entry: IsEntry) -> IsEntry:
    """What is an entry below a title: not "Policy brief – Ann Roe – May 2022", nor "Ann Roe | Moor Lab | May 2022"."""

    def is_other(text: str) -> bool:
        if not is_entry(text) or phrase_type(split_segments(text)[0]):
            return False
        return " | " not in text or not said_by_line(Line(1, text)) >= {NAMES, DATE}

    return is_other


def _one_heading(lines: list[Line]) -> list[Line]:
    """The lines, where the first heading is above all others in level, the others as plain lines: subtitles."""
    levels = [line.heading for line in lines if line.heading]
    if len(levels) < _TWO or levels[0] >= min(levels[1:]):
        return lines
    top = levels[0]
    return [msgspec.structs.replace(line, heading=0) if line.heading > top else line for line in lines]


def _spread(lines: list[Line], title: Line, is_entry: IsEntry) -> list[Line]:
    """The lines below a title, the one that has names, year and source as one for each, unless names stand alone."""
    if title.heading and not title.url:
        return [part for line in lines for part in _noted(line, is_entry)]
    if any(said_by_line(line) == {NAMES} for line in lines if not _YEAR.search(line.text)):
        return lines
    return [part for line in lines for part in _parts(line, title, is_entry)]


def _noted(line: Line, is_entry: IsEntry) -> tuple[Line, ...]:
    """The names and the note that a line below a heading is: "Ann Roe et al. - presented at Soil Days (May 2024)"."""
    pieces = parted(line) if is_entry(line.text) else ()
    return pieces if len(pieces) > 1 and _IN.match(pieces[1].text) else (line,)


class _Sorting(Struct):
    """The lines of a group beside its title, sorted by what they say."""

    credited: bool
    said: list[Line] = []
    roles: set[str] = set()
    identifiers: list[Line] = []
    description: list[Line] = []
    others: list[Line] = []

    def take(self, line: Line, *, behind: bool) -> None:
        """Put a line where it belongs; ``behind`` the title stand sources, identifiers and the paragraph."""
        if behind and line.about:
            self.description.append(line)
            return
        more = _roles(line, self.roles, behind=behind) & ({KIND} if line.categories else _ROLES)
        if self.credited and more == {NAMES} and not is_credited(line):
            more = {SOURCE}  # "Agrarian Past" above "Contributors: Ann Roe"
        if NAMES in more and is_credited(line):
            self.said.insert(0, line)
            self.roles |= more
        elif behind and is_identifier(line.text):
            self.identifiers.append(line)
        elif more and self.roles.isdisjoint(more):
            sourced = not behind and more == {SOURCE, DATE}
            self.said.append(msgspec.structs.replace(line, text=f"In {line.text}") if sourced else line)
            self.roles |= more
        elif behind and is_sentence(line.text):
            self.description.append(line)
        else:
            self.others.append(line)

    def take_post(self) -> None:
        """Take the date and names of a post for those of the entry, where no line gives others."""
        posts = (line for line in self.others if is_posted(line.text))
        post = (
            next((line for line in posts if posted_by(line.text)), None) if DATE not in self.roles else None
        )
        if post and self.roles.isdisjoint(posted_by(post.text)):
            self.roles |= posted_by(post.text)
            self.said.append(post)
            self.others.remove(post)

    def holds_more(self, lines: list[Line], is_entry: IsEntry) -> bool:
        """Whether one of the lines is an entry by itself, or an item with a text of its own."""
        sources = self.said[1:] if NAMES in self.roles else []
        if any(is_entry(line.text) for line in lines if line not in sources):
            return True
        return any(line.item and line.text.count(" ") >= _TITLE_WORDS - 1 for line in self.others)


def _is_whole(text: str) -> bool:
    """Whether a line has a title of its own, and what it is in or who published it."""
    record = parse_alone(text).record
    return bool(record.title) and not record.fields.keys().isdisjoint({"container-title", "publisher"})


def _parts(line: Line, title: Line, is_entry: IsEntry) -> tuple[Line, ...]:
    """The lines that a line below a title stands for: several where names, year and source are in one."""
    if not _YEAR.search(line.text) or len(line.text) > _LONGEST or is_date(line.text):
        return (line,)
    if not (title.item or title.url or title.lead or ";" in line.text) and _is_whole(line.text):
        return (line,)
    return (parted(line) if is_entry(line.text) or NAMES not in said_by_line(line) else ()) or (line,)


def _is_enough(title: Line, roles: set[str]) -> bool:
    """Whether names and a date or source are said; of a title that is set off as a link, names or a date."""
    if are_listed(title.text):
        return False
    if NAMES in roles and not roles.isdisjoint({DATE, SOURCE}):
        return True
    quoted = outer_quotes(title.text) is not None and roles >= {SOURCE, DATE}
    return quoted or (bool(title.url and title.heading) and not roles.isdisjoint({NAMES, DATE}))


def _title_index(lines: list[Line], repeated: frozenset[str]) -> int | None:
    """The line with the title: the first heading, else the first that is a link, else the first that says nothing."""
    told = [index for index, line in enumerate(lines) if line.heading]
    told = told or [
        index
        for index, line in enumerate(lines)
        if line.url and line.lead == len(line.text) and _could_be_title(line) and not said_by_line(line)
    ]
    if told:
        return told[0] if len(told) == 1 or not lines[told[0]].heading else None
    if len(lines) > 1 and outer_quotes(lines[1].text) and _is_sourced(lines[0].text):
        return 1
    for index, line in enumerate(lines):
        if line.text in repeated:
            continue
        if _could_be_title(line) and not are_listed(line.text) and not is_date(line.text):
            return index
        if not said_by_line(line):
            return None
    return None


def _is_sourced(text: str) -> bool:
    """Whether a line above a title is where it came out, and the day: "Le Progrès du Val – 12 mai 2023"."""
    parts = split_segments(text)
    return (
        len(parts) == _TWO
        and is_date(parts[1])
        and parts[0].count(" ") < _TITLE_WORDS + 2
        and parts[0][0].isupper()
    )


def _could_be_title(line: Line) -> bool:
    text = line.text
    if (
        len(text) < _SHORTEST
        or is_control(text)
        or is_more(text)
        or is_labelled(text)
        or is_quotation(text)
        or line.categories
        or phrase_type(text)
    ):
        return False
    return len(text) <= _LONGEST and not text.endswith((":", ";", ",")) and not text[0].islower()


def _roles(line: Line, known: set[str], *, behind: bool) -> set[str]:
    """What a line of a group says: what it says by itself, else a source where it has a year and is no prose."""
    if not behind:
        return _roles_above(line)
    said = set() if is_more(line.text) else said_by_line(line)
    if is_more(line.text) or (is_control(line.text) and DATE not in said):
        return set()
    if NAMES in known and said == {NAMES, DATE} and _IMPRINT.fullmatch(line.text):
        return {SOURCE, DATE}  # "University of Fenland, 2020" behind the author
    if said and (said.isdisjoint(known) or said != {NAMES}):  # what looks like names again is a source
        return said
    text = line.text
    sourced = SOURCE not in known and _YEAR.search(text) and text.count(" ") < _SOURCE_WORDS
    if sourced and NAMES in known and (not text.partition(" ")[0].islower() or _IN.match(text)):
        return {SOURCE} if DATE in known else {SOURCE, DATE}
    return set()


def _roles_above(line: Line) -> set[str]:
    """What a line above a title says; "VIDEO" is a kind there, and below may lead to one."""
    if _is_sourced(line.text):
        return {SOURCE, DATE}
    if not line.url and phrase_type(line.text):
        return {KIND}
    said = set() if is_more(line.text) else said_by_line(line)
    return set() if is_control(line.text) and DATE not in said else said & {DATE, KIND, NAMES}
