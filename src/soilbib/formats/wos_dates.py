"""The days of the Web of Science (PD), which lack the year that stands beside them (PY)."""

from __future__ import annotations

import re

from soilbib.formats.tagged_records import read_date
from soilbib.model import Date

_YEAR = re.compile(r"\d{4}")
_MONTH_YEAR = re.compile(r"\A(\d\d) (\d{4})\Z")
_PATENT_DAY = re.compile(r"^[A-Z]{2}\d+\S*\s+(\d{1,2} [A-Z][a-z]{2} \d{4})\b")
_SEASONS = {"SPR": "Spring", "SUM": "Summer", "FAL": "Fall", "AUT": "Autumn", "WIN": "Winter"}


def read_day(day: str, year: str) -> tuple[Date, bool]:
    """A date from a day and its year, and whether all was understood; a patent's day stands behind its number."""
    if found := _PATENT_DAY.search(day):
        return read_date(found[1])[0], False
    words = " ".join(_SEASONS.get(word, word) for word in day.split())
    words = _MONTH_YEAR.sub(r"\1/\2", words)
    return read_date(words if _YEAR.search(words) or not year else f"{words} {year}")
