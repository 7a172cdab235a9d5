"""Dates in BibTeX's year and month, and in BibLaTeX's EDTF fields."""

from __future__ import annotations

import re
from functools import lru_cache

from soilbib.formats.bibtex.latex import collapse, decode
from soilbib.model.dates import MONTHS, SEASONS, Date, parse_date

MONTH_MACROS: tuple[str, ...] = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)

_ISO = re.compile(r"(?!0000)(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_EDTF_LIKE = re.compile(r"[-\dy][-\d~?%XxuU/.:TZ+]*(?:open|unknown)?")
_ONLY_UNCERTAIN = re.compile(r"[^~%]*\?[^~%]*")  # which is not to say "about"
_YEAR = re.compile(r"-?\d{1,4}")
_ANY_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
_UNSPECIFIED = re.compile(r"(\d{2})(\d|[uUxX])([uUxX])([~?%]?)")
_UNSPECIFIED_DAY = re.compile(r"(-?\d{4}(?:-\d\d)?)(?:-[uUxX]{2}){1,2}")
_MONTH_NUMBER = re.compile(r"0?([1-9])|(1[0-2])")
_DAY_MONTH = re.compile(r"(\d{1,2})[\s.~\u00a0]*([^\W\d_]{3,})\.?")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,})\.?[\s~\u00a0]*(\d{1,2})(?:st|nd|rd|th)?")
_MONTH_RANGE = re.compile(r"([^\W\d_]{3,})\.?\s*(?:[-–—/]|--|and|&)\s*([^\W\d_]{3,})\.?")
_VISITED = re.compile(
    r"[\[(]?(?:online[;,.:]?\s+)?(?:last\s+|date\s+|zuletzt\s+)?"
    r"(?:accessed|visited|retrieved|viewed|checked|zugriff|abgerufen|besucht|consulté|consultado|acessado|geraadpleegd)"
    r"(?:\s+(?:on|am|le|el|em|op))?\s*:?\s+(\S.{4,30}?)[\]).]*",
    re.IGNORECASE,
)
_WHOLE_DATE = 3
_AROUND = """. "'"""
"""What is no part of a month: the point of an abbreviation, quotation marks in braces."""
_SPAN = re.compile(r"(-?\d{4})\s*(?:--?|–|/)\s*(\d{4})")


@lru_cache(maxsize=8192)
def read_date(text: str) -> Date:
    """Read a BibLaTeX date field: EDTF with BibLaTeX's own spellings of open and unspecified ends."""
    text = decode(text) if "\\" in text or "{" in text else collapse(text)
    match = _ISO.fullmatch(text)
    if match and int(match[2] or 1) in range(1, 13) and int(match[3] or 1) in range(1, 32):
        return Date(tuple(int(part) for part in match.groups() if part))
    plain = text.removeprefix("y").replace("?~", "%").replace("~?", "%")
    first, slash, last = plain.partition("/")
    unspecified = _UNSPECIFIED.fullmatch(plain)
    if unspecified:
        return _unspecified(unspecified, text)
    unknown_day = _UNSPECIFIED_DAY.fullmatch(plain)
    if unknown_day:
        return Date(read_date(unknown_day[1]).start, raw=text)
    date = parse_date(first + "/.." if slash and last in ("open", "unknown") else plain)
    if date.literal:
        return Date(literal=text)
    circa = date.circa and not _ONLY_UNCERTAIN.fullmatch(plain)
    return Date(date.start, date.end, circa, date.season, raw="" if date.edtf == text else text)


def _unspecified(match: re.Match[str], raw: str) -> Date:
    """ "199X" is 1990 to 1999, "19XX" 1900 to 1999."""
    low, high = (match[2], match[2]) if match[2].isdigit() else ("0", "9")
    start, end = int(f"{match[1]}{low}0"), int(f"{match[1]}{high}9")
    return Date((start,), (end,), match[4] in ("~", "%") and bool(match[4]), raw=raw)


@lru_cache(maxsize=8192)
def read_year(text: str) -> Date:
    """Read a year field: a year, a span of years, or words that are kept beside the year found in them."""
    year = decode(text)
    if _YEAR.fullmatch(year) and int(year):
        return Date((int(year),))
    span = _SPAN.fullmatch(year)
    if span:
        return Date((int(span[1]),), (int(span[2]),))
    date = parse_date(year)
    if date.start:
        return Date(date.start, date.end, date.circa, date.season)
    found = _ANY_YEAR.findall(year)
    return Date((int(found[0]),) if len(found) == 1 else (), literal=year)


@lru_cache(maxsize=4096)
def with_month(date: Date, month: str, day: str) -> Date | None:
    """The date with a month field's month, day or season; None where they cannot be combined."""
    if len(date.start) != 1 or date.end is not None or date.season or date.literal:
        return None
    start, end, season = _read_month(decode(month).strip(_AROUND))
    if season:
        return None if day else Date(date.start, circa=date.circa, season=season)
    if not start:
        days = parse_date(f"{decode(month).strip(_AROUND)} {date.start[0]}")  # "May 3--5", of a conference
        if day or not days.end or days.start[:1] != date.start:
            return None
        return Date(days.start, days.end, date.circa)
    if day:
        if len(start) > 1 or end or not day.isdigit() or not 1 <= int(day) <= 31:
            return None
        start = (*start, int(day))
    return Date(date.start + start, date.start + end if end else None, date.circa)


def month_number(text: str) -> int:
    """1 to 12 for a month's name, abbreviation or number and nothing else; else 0."""
    start, end, season = _read_month(decode(text).strip(_AROUND))
    return start[0] if len(start) == 1 and not end and not season else 0


def _read_month(text: str) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """Month and day, the month that ends a range, and the season, as far as they are there."""
    word = text.lower()
    number = _MONTH_NUMBER.fullmatch(word)
    if number:
        return (int(number[1] or number[2]),), (), 0
    if word in MONTHS:
        return (MONTHS[word],), (), 0
    if word in SEASONS:
        return (), (), SEASONS[word]
    for form, month_at, day_at in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2)):
        match = form.fullmatch(word)
        if match and match[month_at] in MONTHS and 1 <= int(match[day_at]) <= 31:
            return (MONTHS[match[month_at]], int(match[day_at])), (), 0
    match = _MONTH_RANGE.fullmatch(word)
    if match and match[1] in MONTHS and match[2] in MONTHS:
        return (MONTHS[match[1]],), (MONTHS[match[2]],), 0
    return (), (), 0


def write_date(date: Date) -> str:
    """The text of a BibLaTeX date field: as it was read where it still says the same, else EDTF or the literal."""
    if _EDTF_LIKE.fullmatch(date.raw) and _same(read_date(date.raw), date):
        return date.raw
    return date.text


def _same(first: Date, second: Date) -> bool:
    return (first.start, first.end, first.circa, first.season, first.literal) == (
        second.start, second.end, second.circa, second.season, second.literal,
    )  # fmt: skip


def day_of_visit(note: str) -> Date | None:
    """The day of a note that is but the day of access ("Accessed: 2021-03-04", "[Online; accessed 4-March-2021]")."""
    match = _VISITED.fullmatch(note)
    date = parse_date(match[1]) if match else None
    return date if date and len(date.start) == _WHOLE_DATE and date.end is None else None
