"""One line under a title that has names, year and source, as a line for each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soilbib.formats.listing.pages.lines import Line
from soilbib.formats.listing.pages.roles import EDITORS, IN_BRACKET, are_authors, is_date, is_imprint
from soilbib.formats.listing.pages.shape import without_more

_MARK = re.compile(r"[.,:;](?=\s)|\s(?=[|·•]\s)")
_MOST_MARKS = 24
_LINK_LABEL = re.compile(r"\s\([a-z]{2,12}\)$")  # "(shop)"
_BEHIND_BRACKET = re.compile(r"\((?P<imprint>[^()]{0,120}\d{4}[^()]{0,12})\)[,:]?\s+(?P<names>.{4,300})")
_EDITED = re.compile(rf"(?P<names>[^()]{{3,200}}?)\s(?P<mark>{EDITORS})[.,:]?\s(?P<rest>.+)")
_PUBLISHED = re.compile(  # "Roe, Ann; Doe, Paul (Moor Press, 2021-08-15)"
    r"(?P<names>[^()]{3,300})\s\((?P<imprint>[^()]{3,100},\s[^(),]{0,15}\d{4}(?:-\d\d){0,2})\)"
)
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


def parted(line: Line) -> tuple[Line, ...]:
    """The names, the year and the source that one line under a title has: "Roe A & Doe B (2018), Rivers 12: 44–59"."""
    text = without_more(line.text)
    label = _LINK_LABEL.search(text) if line.url and text[-1] == ")" else None
    text = text[: label.start()] if label else text
    match = IN_BRACKET.fullmatch(text)
    edited = _EDITED.fullmatch(text)
    behind = _BEHIND_BRACKET.fullmatch(text) if text[0] == "(" else None
    imprint = behind["imprint"] if behind else ""
    if behind and (is_date(imprint) or is_imprint(imprint)) and are_authors(behind["names"]):
        parts = [behind["names"], behind["imprint"]]
    elif match and is_date(match["date"]) and are_authors(match["names"]):
        parts = [match["names"], match["date"], match["rest"] or ""]
    elif (
        (published := _PUBLISHED.fullmatch(text))
        and is_imprint(published["imprint"])
        and are_authors(published["names"])
    ):
        parts = [published["names"], published["imprint"]]
    elif edited and are_authors(edited["names"]):
        parts = [f"{edited['names']} {edited['mark']}", edited["rest"]]
    else:
        head = max(filter(are_authors, _heads(text)), key=len, default="")
        rest = text[len(head) :]
        cut = head.endswith(" et al") and rest[:1] == "."
        parts = [f"{head}." if cut else head, rest.strip(" .,:;–—-|·•")] if head else []
    more = text != line.text
    return tuple(
        Line(line.number, part, line.url, lead=line.lead if number else 0)
        for number, part in enumerate([*parts, *([line.text[len(text) :]] if more and parts else [])])
        if part.strip(" .,|")
    )


def _heads(text: str) -> Iterator[str]:
    """The parts of a text before each of its first marks, where a year stands behind."""
    for number, mark in enumerate(_MARK.finditer(text)):
        if number == _MOST_MARKS or not _YEAR.search(text, mark.end()):
            return
        yield text[: mark.start()]
