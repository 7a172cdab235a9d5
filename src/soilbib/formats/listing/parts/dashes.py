"""Dashes that part an entry with a blank on one side only or none: "“Title”—2019—A.Doe", "“Title” –2019 –A.Doe"."""

from __future__ import annotations

import re
from functools import partial

_DASHES = "–—―"
_LOOSE = re.compile(
    r"[–—―](?:(?<=[^\s\d].)|(?<=\d.)(?!\d)|(?<=\s.)(?=\S))"
)  # neither spaced nor between digits
_TITLE = re.compile(  # and what leads to it, "Podcast: “Title” (2019)"
    r"[^“”„«»\"–—―]{0,40}(?:“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"]*\")(?:\s\(?\d{4}\)?)?(?=\s?[–—―]|\s-\s)"
)
_BY_YEAR = re.compile(r"[–—―] ?(?:1[89]|20)\d\d(?= ?[–—―]|$)|^(?:1[89]|20)\d\d ?[–—―]")
_INSERTED = re.compile(r"\s—[^\s—][^—]*[^\s—]—(?=[\s,.;:])")  # "Suelos —y carbono— en España"
_DASH = re.compile(r"(?P<before>\S)(?P<left> ?)(?P<dash>[–—―])(?P<right> ?)(?=(?P<after>\S+))")
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?!\d)")
_CLOSERS = '”»“"'
_JOINS = frozenset({"und", "oder", "and", "or", "et", "ou", "y", "o", "e"})
"""What a word's second half may stand behind: "Boden– und Wasserschutz"."""


def with_blanks(text: str) -> str:
    """The line with blanks around each dash behind its quoted title, or around all where a year stands by one."""
    if not _LOOSE.search(text):
        return text
    title = _TITLE.match(text)
    if not title and (not _BY_YEAR.search(text) or _INSERTED.search(text)):
        return text
    start = title.end() - 1 if title else 0
    tight = title is not None and text[start + 1] in _DASHES
    return text[:start] + _DASH.sub(partial(_set_off, titled=title is not None, tight=tight), text[start:])


def _set_off(match: re.Match[str], titled: bool, tight: bool) -> str:
    """A dash with its blanks, unless it joins numbers or words or is the sign of a number.

    Behind a title that is ``titled`` by quotes no number has a sign; where its own dash is ``tight`` so are the others.
    """
    before, dash, after = match["before"], match["dash"], match["after"]
    left, right, number = bool(match["left"]), bool(match["right"]), after[0].isdigit()
    year_after = _YEAR.match(after) is not None
    year_before = _YEAR.fullmatch(match.string, match.start() - 3, match.start() + 1) is not None
    by_year = year_before or year_after
    hyphen = dash == "–" and not left and not right
    span = (
        number and before.isdigit() and (hyphen or not titled or (year_before and year_after))
    )  # "2012–2014"
    sign = number and left and not by_year and not titled  # "at –5 °C"
    compound = (
        hyphen and not by_year and before not in _CLOSERS and not (tight and after[0].isupper())
    )  # "soil–plant"
    joins = (left and right) or span or sign or compound or (right and after in _JOINS)
    return match.group() if joins else f"{before} {dash} "
