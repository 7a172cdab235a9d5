"""Categories above their entries, in one part of a page each: "Guides", "“Peat and people” – 2018 – A. Roe"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import accumulate

from soilbib.formats.listing.pages.categories import offered_in
from soilbib.formats.listing.pages.lines import IsEntry, Line, Page, leave_out
from soilbib.formats.listing.pages.shape import is_control, is_more
from soilbib.formats.listing.parts.classify import phrase_type
from soilbib.formats.listing.parts.segments import outer_quotes

_MOST = 12  # lines of a part
_MOST_WORDS, _LONGEST = 6, 60
_FEWEST = 2  # entries with one


def without_kickers(page: Page, is_entry: IsEntry) -> Page:
    """The page without the categories above its entries, which take them: links, known ones, or what comes again."""
    lines = [line for block in page.blocks for line in block]
    starts = [0, *accumulate(map(len, page.blocks))]
    found: dict[int, list[int]] = {}
    for first, last in page.groups:
        entry, above = _kickers(lines, range(starts[first], starts[last]), is_entry)
        if above:
            found.setdefault(entry, above)
    places = {index for above in found.values() for index in above}
    if len(found) < _FEWEST or not _are_categories([lines[index] for index in places], offered_in(page)):
        return page
    stated = {
        entry: [name for index in above for name in _names(lines[index])] for entry, above in found.items()
    }
    return leave_out(page, places, stated)


def _kickers(lines: Sequence[Line], part: range, is_entry: IsEntry) -> tuple[int, list[int]]:
    """The entry of a part, and the lines above it that may be categories; none where others stand above."""
    above: list[int] = []
    for index in part[:_MOST]:
        line = lines[index]
        if is_more(line.text) and not line.categories:
            continue  # of the picture above
        if _may_be_category(line):
            above.append(index)
        elif above and is_entry(line.text) and not outer_quotes(line.text):
            return index, above
        else:
            break
    return 0, []


def _are_categories(lines: Collection[Line], known: Collection[str]) -> bool:
    """Whether most lines above entries are categories: by links, by the page's list, or as several come again."""
    told = sum(bool(line.categories) or line.text in known for line in lines)
    counts = Counter(line.text for line in lines)
    again = sum(counts[line.text] > 1 for line in lines) if len(counts) > 1 else 0
    return max(told, again) * 2 >= len(lines)


def _may_be_category(line: Line) -> bool:
    """Whether a line is short and neither a kind of work nor a control, or its links say that it is one."""
    text = line.text
    if len(text) > _LONGEST or text.count(" ") >= _MOST_WORDS or line.heading or any(map(str.isdigit, text)):
        return False
    told = bool(line.categories) or (
        text[0].isupper() and text[-1].isalpha() and not (phrase_type(text) and text[-1] != "s")
    )
    return told and not (is_more(text) or is_control(text))


def _names(line: Line) -> tuple[str, ...]:
    return line.categories or (line.text,)
