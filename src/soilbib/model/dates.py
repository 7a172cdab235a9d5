"""Dates as bibliographies have them: single, ranges, open, seasons, approximate, before Christ, literal.

Years are numbered as in CSL-JSON: -1 is 1 BC and there is no year 0. The text form is EDTF
(ISO 8601-2, level 1), where year 0 is 1 BC.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from msgspec import Struct

DateParts: TypeAlias = tuple[int, ...]
"""Year, month, day; the later ones may be missing."""

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        """january jan janvier janv enero ene januar gennaio gen janeiro januari jänner
        february feb februar février févr fév febrero febbraio fevereiro fev februari
        march mar mars marzo märz mrz março maart mrt
        april apr avril avr abril abr aprile
        may mai mayo maggio mag maio mei
        june jun juin junio juni giugno giu junho
        july jul juillet juil julio juli luglio lug julho
        august aug août aout agosto ago augustus
        september sep sept septembre septiembre settembre set setembro
        october oct octobre octubre oktober okt ottobre ott outubro out
        november nov novembre noviembre novembro
        december dec décembre déc diciembre dic dezember dez dicembre dezembro december""".split("\n"),
        start=1,
    )
    for name in names.split()
}
"""Month names and abbreviations, lower case, in seven languages."""

SEASONS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "spring printemps primavera frühling frühjahr lente",
            "summer été verano sommer estate verão zomer",
            "autumn fall automne otoño herbst autunno outono herfst",
            "winter hiver invierno inverno",
        ),
        start=1,
    )
    for name in names.split()
}

_EDTF = re.compile(r"(?P<sign>[-y]?)(?P<year>\d{4,})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T[\d:.Z+-]+)?(?P<mark>[~?%]?)")
_CIRCA = re.compile(r"^(?:circa|ca?\.?|vers|um|about|hacia)\s+(?=\d)|^\[(?=.*\]$)|(?<=\d)\?$", re.IGNORECASE)
_DAY = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th|[.º°])?"
_WORD = r"(?P<month>[^\W\d_]{3,})\.?"
_YEAR = r"(?P<year>\d{4})"
_RANGE_DAY = r"(?P<day>\d{1,2})(?:\s*(?:[-–/]|et|and|und|y|e|&)\s*(?P<last>\d{1,2}))?"
_TEXT_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}\s+(?:de\s+)?{_WORD},?\s+(?:de\s+|del\s+)?{_YEAR}",
        rf"{_RANGE_DAY}\s+(?:de\s+)?{_WORD},?\s+(?:de\s+)?{_YEAR}",
        rf"{_WORD}\s+{_RANGE_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_YEAR}[.,]?\s+{_DAY}\s+{_WORD}",
        rf"{_YEAR},?\s+{_WORD}(?:\s+{_DAY})?",
        rf"{_WORD}(?:\s*[/–-]\s*(?P<until>[^\W\d_]{{3,}})\.?)?,?\s+(?:de\s+)?{_YEAR}",
        r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})",
        r"(?P<year>\d{4})/(?P<month>\d{1,2})(?:/(?P<day>\d{1,2}))?/*",
        rf"{_YEAR}(?:-(?P<month>\d)(?:-(?P<day>\d))?)?",
    )
)
_WEEKDAY = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?\s+|^(?:les?|el|am|den|the)\s+(?=\d)",
    re.IGNORECASE,
)


class Date(Struct, frozen=True, omit_defaults=True):
    """A date or range. ``end`` is None for a single date and () for an open end; ``raw`` is the text it was read from."""

    start: DateParts = ()
    end: DateParts | None = None
    circa: bool = False
    season: int = 0
    literal: str = ""
    raw: str = ""

    @property
    def year(self) -> int | None:
        """The year it starts in, or None."""
        return self.start[0] if self.start else None

    @property
    def edtf(self) -> str:
        """The date in EDTF; empty for a literal one."""
        if not self.start:
            return ""
        mark = "~" if self.circa else ""
        if self.season and len(self.start) == 1:
            return f"{_edtf_parts(self.start)}-{20 + self.season}{mark}"
        text = _edtf_parts(self.start) + mark
        if self.end is None:
            return text
        return f"{text}/{_edtf_parts(self.end) + mark if self.end else '..'}"

    @property
    def text(self) -> str:
        """What a format that holds only text writes: EDTF, or the literal."""
        return self.edtf or self.literal or self.raw


def parse_date(text: str) -> Date:
    """Read a date in EDTF or in words ("22 janvier 2018", "May 31, 2022", "c. 1850", "Spring 2020").

    What is not understood becomes a literal date; the text is kept in ``raw`` in every case.
    """
    raw = text.strip()
    date = _parse_edtf(raw) or _parse_text(raw) or Date(literal=raw)
    return Date(date.start, date.end, date.circa, date.season, date.literal, raw)


def _edtf_parts(parts: DateParts) -> str:
    year = parts[0] + 1 if parts[0] < 0 else parts[0]
    head = f"-{-year:04d}" if year < 0 else f"{year:04d}"
    return "-".join([head, *(f"{part:02d}" for part in parts[1:])])


def _parse_edtf(text: str) -> Date | None:
    first, slash, last = text.partition("/")
    if not slash:
        return _parse_edtf_point(text)
    start = _parse_edtf_point(first)
    if start is None or start.season:
        return None
    if last in ("", ".."):
        return Date(start.start, (), start.circa)
    end = _parse_edtf_point(last)
    if end is None or end.season:
        return None
    return Date(start.start, end.start, start.circa or end.circa)


def _parse_edtf_point(text: str) -> Date | None:
    match = _EDTF.fullmatch(text.strip())
    if not match:
        return None
    year = int(match["year"])
    if match["sign"] == "-":
        year = -year - 1
    elif year == 0:
        year = -1
    month, day = int(match["month"] or 0), int(match["day"] or 0)
    circa = bool(match["mark"])
    if 21 <= month <= 24 and not day:
        return Date((year,), circa=circa, season=month - 20)
    return _make((year, month, day), circa=circa)


def _make(parts: tuple[int, int, int], last_day: int = 0, last_month: int = 0, circa: bool = False) -> Date | None:
    year, month, day = parts
    if not (0 <= month <= 12 and 0 <= day <= 31 and (month or not day)):
        return None
    start = tuple(part for part in parts if part)
    if last_day > day:
        return Date(start, (year, month, last_day), circa)
    if last_month:
        return Date(start, (year, last_month), circa)
    return Date(start, circa=circa)


def _parse_text(text: str) -> Date | None:
    bare = _CIRCA.sub("", text)
    circa = bare != text
    bare = _WEEKDAY.sub("", bare.strip("[]() .,")).strip()
    for form in _TEXT_FORMS:
        match = form.fullmatch(bare)
        date = _from_match(match.groupdict(), circa) if match else None
        if date:
            return date
    return _parse_season(bare, circa)


def _parse_season(text: str, circa: bool) -> Date | None:
    match = re.fullmatch(r"(\w+),?\s+(\d{4})|(\d{4}),?\s+(\w+)", text)
    if not match:
        return None
    season = SEASONS.get((match[1] or match[4]).lower(), 0)
    return Date((int(match[2] or match[3]),), circa=circa, season=season) if season else None


def _from_match(groups: dict[str, str | None], circa: bool) -> Date | None:
    month, until = _month(groups.get("month")), _month(groups.get("until"))
    if month is None or until is None:
        return None
    day, last = int(groups.get("day") or 0), int(groups.get("last") or 0)
    return _make((int(groups["year"] or 0), month, day), last, until, circa)


def _month(word: str | None) -> int | None:
    """The month's number, 0 where no month is given, None where the word is no month."""
    if not word:
        return 0
    return int(word) if word.isdigit() else MONTHS.get(word.lower())
