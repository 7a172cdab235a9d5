"""Lists of titles with who and when in a bracket, and a sentence behind it.

    • Roots of Rain (Dryland Alliance, 2021). Sets out twelve asks to governments.

One such line is none of a list: a page has to have two.
"""

from __future__ import annotations

import re

import msgspec
from msgspec import Struct

from soilbib.formats.listing.pages.lines import Block, Line
from soilbib.formats.listing.pages.roles import are_listed
from soilbib.formats.listing.pages.shape import without_bullet
from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.parts.credits import read_credit
from soilbib.formats.listing.parts.names import read_names
from soilbib.formats.listing.vocabulary.gazetteer import is_place

_FEWEST = 2
_LONGEST = 1500
_TOLD = re.compile(
    r"(?P<title>[^\W_a-z][^()“”«»\"]{4,200}?)\s\((?P<who>[^()]{2,100}?),\s(?P<date>[^(),]{0,15}(?:19|20)\d\d)"
    r"(?:,\s(?P<more>[^(),]{1,20}))?\)(?:[.:]|\s[–—-])?\s+(?P<about>[^\W\d_a-z].{10,}[.!?…])"
)


class _Told(Struct, frozen=True):
    """The listing string that a line stands for, and what is said of it."""

    entry: str
    about: str


def with_brackets(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, each line of such a list as its entry's line and the sentence about it."""
    told = {line: found for block in blocks for line in block if (found := _read(line))}
    if len(told) < _FEWEST:
        return blocks
    return tuple(tuple(part for line in block for part in _parts(line, told.get(line))) for block in blocks)


def _parts(line: Line, told: _Told | None) -> Block:
    if told is None:
        return (line,)
    entry = msgspec.structs.replace(line, text=told.entry, lead=0, item=True)
    return entry, Line(line.number, told.about, about=True)


def _read(line: Line) -> _Told | None:
    """What a line tells where it is one of such a list."""
    if ")" not in line.text or len(line.text) > _LONGEST:
        return None
    match = _TOLD.fullmatch(without_bullet(line.text))
    if not match or not read_date(match["date"]) or not _is_running(match["about"]):
        return None
    who = match["who"]
    if is_place(who) or not (read_names(who).sure or read_credit(who)) or are_listed(match["title"]):
        return None
    more = f" – {match['more']}" if match["more"] else ""
    return _Told(f"“{match['title']}” – {who} – {match['date']}{more}", match["about"])


def _is_running(text: str) -> bool:
    """Whether most words of a text are small ones, as those of a sentence and of no periodical are."""
    words = text.split()
    return sum(map(str.islower, words)) * 5 >= len(words) * 3
