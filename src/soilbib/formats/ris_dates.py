"""The dates of RIS: year/month/day/other, in several tags that may say more or less the same."""

from __future__ import annotations

import re
from functools import lru_cache

from soilbib.model import Date, parse_date
from soilbib.model.dates import MONTHS, SEASONS

_DATE = re.compile(r"(\d{4})(?:\s*/\s*(\d{0,2})\s*(?:/\s*(\d{0,2})\s*(?:/(.*))?)?)?")
_YEAR = re.compile(r"\d{4}")
_MONTH_NAMES = {number: name.capitalize() for name, number in reversed(MONTHS.items())}
"""The English ones, which stand first."""
_LAST_YEAR = 9999
ISSUED_TAGS = ("DA", "PY", "Y1")
"""The tags of the date of publication, the better one first."""
THROUGH = " through "
"""What Scopus has between the first and the last day of a conference."""


@lru_cache(maxsize=1 << 12)
def find_issued(dated: tuple[tuple[str, str], ...]) -> tuple[Date, tuple[tuple[str, str], ...]]:
    """The date of publication, and the tags and texts that say something else.

    ``dated`` has the tags and texts of `ISSUED_TAGS`. The fullest counts, DA before the others; a DA without a year
    gets that of the others.
    """
    if len(dated) == 1 and (only := _only_year(dated[0][1])):
        return only, ()
    in_order = sorted(dated, key=lambda pair: ISSUED_TAGS.index(pair[0]))
    years = (_YEAR.match(text) for tag, text in in_order if tag != "DA")
    year = next((match[0] for match in years if match), "")
    found = []
    for tag, text in in_order:
        yearless = tag == "DA" and year and not _YEAR.search(text)
        found.append((tag, text, *(_read_in_year(text, year) if yearless else read_date(text))))
    best = max(found, key=lambda entry: (bool(entry[2].start), entry[0] == "DA", _weight(entry[2])))[2]
    others = [
        (tag, text)
        for tag, text, date, understood in found
        if not understood or date.start[:1] != best.start[:1] or (not date.start and date != best)
    ]
    return best, tuple(others)


def _read_in_year(text: str, year: str) -> tuple[Date, bool]:
    """A date without its year ("Jun 15")."""
    date, understood = read_date(f"{text} {year}")
    if not date.start:
        return Date(literal=f"{year} {text}"), True
    return date, understood and _weight(date) > _weight(Date(date.start[:1]))


@lru_cache(maxsize=1 << 12)
def read_date(text: str) -> tuple[Date, bool]:
    """A date as RIS writes it (year/month/day/other), and whether all of it was understood."""
    match = _DATE.fullmatch(text)
    if not match:
        date = parse_date(text)
        return date, True
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    other = (match[4] or "").strip(" /")
    if not year or month > 12 or day > 31 or (day and not month):
        return Date((year,) if year else (), literal="" if year else text), False
    start = tuple(part for part in (year, month, day) if part)
    return _with_other(start, other) if other else (Date(start), True)


def days_through(date: Date) -> str:
    """The first and the last day of a conference as Scopus has them in Y2; empty for what is no plain date."""
    points = (date.start, date.start if date.end is None else date.end)
    if date.circa or not all(len(point) == 3 and 0 < point[0] <= _LAST_YEAR for point in points):
        return ""
    return THROUGH.join(f"{day} {_MONTH_NAMES[month]} {year:04}" for year, month, day in points)


def _with_other(start: tuple[int, ...], other: str) -> tuple[Date, bool]:
    """The fourth part of a date: a season, an EDTF date of the same year, or months and days."""
    season = SEASONS.get(other.lower(), 0)
    if season:
        return Date(start, season=season), True
    for text in (other, f"{other} {start[0]}"):
        date = parse_date(text)
        if date.start[: len(start)] == start:
            return date, True
    return Date(start), False


def _only_year(text: str) -> Date | None:
    """The date, where it is one year only."""
    date, understood = read_date(text)
    return date if understood and len(date.start) == 1 and date.end is None else None


def _weight(date: Date) -> int:
    return len(date.start) * 4 + (date.end is not None) * 2 + bool(date.season) + date.circa
