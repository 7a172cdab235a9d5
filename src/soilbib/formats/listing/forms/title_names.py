"""Titles with the persons behind them, which nothing but the shape of names with initials parts from each other."""

from __future__ import annotations

import re
from itertools import islice

from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.parts.names import Names, lead_names, read_names
from soilbib.formats.listing.parts.split import Split
from soilbib.formats.listing.parts.tail import lead_date, peel
from soilbib.formats.listing.parts.trailer import assemble, read_parts
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import PLACES, is_given
from soilbib.model import Date

OPEN_YEAR = re.compile(r"([12](?<![\w.–-].)(?:(?<=1)[4-9]|(?<=2)0)\d\d[a-h]?)(?=\s?[.:,;]\s|\s\S)")
"""A year that no bracket holds, behind names or a title."""
_FIRST_AUTHOR = re.compile(
    r"(?<=[\w?!.”»)]\s)(?:(?:de|van|von|der|den|ter|ten|zu|zur|dos|das|del|della|du|la|le|di|da|De|Van|Von|Le|La|Di|El"
    r"|Mc)\s)*[^\W\d_a-z][\w’'-]+,\s(?:[^\W\d_a-z]\.[-\s]?)+"
)
_COMMA_INITIAL = re.compile(r",\s[^\W\d_a-z]\.")
_STOPPED_AUTHOR = re.compile(r"([.?!])\s(?=[^\W\d_a-z][\w’'-]+\s(?:[A-Z]\.[\s-]?|[A-Z]{1,3}\b))")
_LATE_YEAR = re.compile(r"[.,]?\s\(?((?:1[5-9]|20)\d\d)\)?(?=[\s.,:])")
_UNDOTTED = re.compile(r"[A-Z],\s[^\W\d_a-z][\w’'-]+\s[A-Z]{1,3}[,.]")
"""What such a list has, which is soon looked for."""
_UNDOTTED_LIST = re.compile(r"(?<=[\w?!)]\s)(?=(?:[^\W\d_a-z][\w’'-]+\s[A-Z]{1,3},\s){2})")
_MONTH = re.compile(r",\s([^\W\d_a-z][^\W\d_]{2,9})(?=,\s\d{1,4}\s?pp?\b|\.?$)")
_REPORT = re.compile(
    r"(?P<series>(?:[\w&.-]+\s){0,8}(?:Report|(?:Working|Discussion|Technical) Paper|Technical Note))"
    r"\s(?:[Nn]o\.?\s)?(?P<number>\d[\w-]*)"
)
_REACH = 700  # characters; a list begins, and ends, earlier
_SHORT_REACH = 400
_LISTED = 3  # persons
_FEW = 2  # words of a title
_LEAST = 0.55  # the score of names before a year
_SCORE = 0.87


def read_title_names(text: str) -> Reading | None:
    """ "Title Doe, J. and A. Roe 2005 Periodical, vol: pages", "Title Doe J, Roe AB, Poe C. Periodical 2003;12:34"."""
    if lead_names(text):
        return None
    dated = _read_inverted(text) if _COMMA_INITIAL.search(text) else _read_stopped(text)
    return dated or _read_undotted(text)


def _read_inverted(text: str) -> Reading | None:
    """ "Title Family, I. and J. Other Year Container": the first family name has a comma, a year ends the list."""
    for match in list(_FIRST_AUTHOR.finditer(text, 0, _REACH))[:4]:
        start = _family_start(text, match.start())
        for year in list(OPEN_YEAR.finditer(text, match.end(), match.end() + _REACH))[:2]:
            names = read_names(text[start : year.start()].strip(" ,"))
            date = read_date(year[1].rstrip("abcdefgh"))
            title = _title(text[:start])
            if names.score >= _LEAST and date and title:
                return _reading(title, names, date, text[year.end() :])
    return None


def _family_start(text: str, start: int) -> int:
    """Where a first family begins: a given name before it is a part of it, "… of mires Walter Moor, K.M."."""
    before, _, last = text[:start].rstrip().rpartition(" ")
    return len(before) + 1 if is_given(last) and last not in PLACES and before[-1:].isalpha() else start


def _read_stopped(text: str) -> Reading | None:
    """ "Title. Doe J. 2005 Container": a list with initials between a title's full stop and a bare year."""
    for match in (
        islice(_STOPPED_AUTHOR.finditer(text, 0, _SHORT_REACH), 3) if _LATE_YEAR.search(text) else ()
    ):
        found = lead_names(text[match.end() :])
        year = _LATE_YEAR.match(text, match.end() + found[1]) if found else None
        if found and year and " " in text[: match.start()]:
            title = text[: match.start()] + match[1].replace(".", "")
            return _reading(title, found[0], read_date(year[1]), text[year.end() :])
    return None


def _read_undotted(text: str) -> Reading | None:
    """ "Title Doe J, Roe AB, Poe C. Periodical 2003;12:34": three or more persons tell themselves."""
    told = _UNDOTTED.search(text, 0, _SHORT_REACH)
    match = _UNDOTTED_LIST.search(text, 0, _SHORT_REACH) if told else None
    listed = lead_names(text[match.end() :]) if match else None
    title = _title(text[: match.start()]) if match else ""
    if not match or not listed or len(listed[0].names) < _LISTED or not title:
        return None
    date, rest = lead_date(text[match.end() + listed[1] :].strip(" ,.:"))
    reading = _reading(title, listed[0], date, rest)
    return reading if reading.issued else None


def _title(text: str) -> str:
    """A title of some words as it stands before names; nothing where it would go on with them."""
    title = text.strip()
    if len(title.split()) < _FEW or title.endswith((",", "&", " and")):
        return ""
    return title if title[-1] in "?!" else title.rstrip("., ")


def _reading(title: str, names: Names, date: Date | None, rest: str) -> Reading:
    """The reading of a title and names that are known, and of what follows them."""
    month = _MONTH.search(rest)
    when = read_date(f"{month[1]} {date.year}") if month and date else None
    if month and when:  # "2011 Institute Report 199, May, 14 p."
        rest, date = rest[: month.start()] + rest[month.end() :], when
    rest = rest.strip(" ,.:")
    report = _REPORT.match(rest) if "eport" in rest or " Paper" in rest else None
    tail = peel(rest[report.end() :] if report else rest, date.year if date else None)
    if report and not tail.text:
        series = {"collection-title": report["series"], "collection-number": report["number"]}
        return assemble(
            "title-names-year", names, date, tail, Split(title, 0.9, series, type="report"), _SCORE
        )
    tail = peel(rest, date.year if date else None) if report else tail
    parts = read_parts(tail, want_authors=False)
    split = Split(title, parts.quality, parts.fields, parts.names, parts.note)
    return assemble("title-names-year", names, date, tail, split, _SCORE)
