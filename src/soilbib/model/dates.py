"""Dates as bibliographies have them: single, ranges, open, seasons, approximate, before Christ, literal.

Years are numbered as in CSL-JSON: -1 is 1 BC and there is no year 0. The text form is EDTF
(ISO 8601-2, level 1), where year 0 is 1 BC.
"""

from __future__ import annotations

import re
from typing import TypeAlias

import msgspec
from msgspec import Struct

DateParts: TypeAlias = tuple[int, ...]
"""Year, month, day; the later ones may be missing."""

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            (
                "january jan janvier janv enero ene januar gennaio gen janeiro januari jänner jaan gener styczeń "
                "stycznia leden ledna január januára ianuarie января январь ocak tammikuu tammikuuta"
            ),
            (
                "february feb februar februari février févr fév fevr febrero febbraio fevereiro fev febrer luty "
                "lutego únor února február februára februarie февраля февраль şubat helmikuu helmikuuta"
            ),
            (
                "march mar mars marzo märz mrz marz março maart mrt març marca marzec březen března marec március "
                "martie marts марта март mart maaliskuu maaliskuuta"
            ),
            (
                "april apr avril avr abril abr aprile kwiecień kwietnia duben dubna apríl apríla április aprilie "
                "апреля апрель nisan huhtikuu huhtikuuta"
            ),
            (
                "may mai mayo maggio mag maio mei maj maig maja květen května máj mája május мая май mayıs "
                "toukokuu toukokuuta"
            ),
            (
                "june jun juin junio juni giugno giu junho juny czerwiec czerwca červen června jún júna június "
                "iunie июня июнь haziran kesäkuu kesäkuuta"
            ),
            (
                "july jul juillet juil julio juli luglio lug julho juliol lipiec lipca červenec července júl júla "
                "július iulie июля июль temmuz heinäkuu heinäkuuta"
            ),
            (
                "august aug août aout agosto ago augustus augusti agost sierpień sierpnia srpen srpna augusta "
                "augusztus августа август ağustos elokuu elokuuta"
            ),
            (
                "september sep sept septembre septiembre setiembre settembre set setembro setembre wrzesień "
                "września září septembra szeptember septembrie сентября сентябрь eylül syyskuu syyskuuta"
            ),
            (
                "october oct octobre octubre oktober okt ottobre ott outubro out október październik października "
                "říjen října októbra octombrie октября октябрь ekim lokakuu lokakuuta"
            ),
            (
                "november nov novembre noviembre novembro listopad listopada listopadu novembra noiembrie ноября "
                "ноябрь kasım marraskuu marraskuuta"
            ),
            (
                "december dec décembre déc diciembre dic dezember dez dicembre dezembro desembre desember "
                "grudzień grudnia prosinec prosince decembra decembrie декабря декабрь aralık joulukuu joulukuuta"
            ),
        ),
        start=1,
    )
    for name in names.split()
}
"""Month names and abbreviations, lower case, in some twenty languages."""

SEASONS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "spring printemps primavera frühling frühjahr lente voorjaar vår forår jaro wiosna",
            "summer été verano sommer estate verão zomer sommar léto lato",
            "autumn fall automne otoño herbst autunno outono herfst höst efterår høst podzim jesień",
            "winter hiver invierno inverno vinter zima",
        ),
        start=1,
    )
    for name in names.split()
}

WEEKDAYS: frozenset[str] = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
    lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag
    lunes martes miércoles jueves viernes sábado domingo
    """.split()
)
"""Names of the days of the week, lower case."""

_EDTF = re.compile(
    r"(?P<sign>[-y]?)(?P<year>\d{4,})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?: \d\d:\d\d[\d:.Z+-]*)?)?)?"
    r"(?:T[\d:.Z+-]+)?(?P<mark>[~?%]?)"
)
_COMPACT = re.compile(r"([12]\d{3})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
"""ISO 8601's basic form: "20010503"."""
_MOST_DIGITS = 4  # of a year, as CSL has them
_LONGEST = 120  # characters; no date is longer
_CIRCA = re.compile(
    r"^(?:circa|ca?\.?|vers|um|about|hacia)\s+(?=\d)|^\[(?=.*\]$)|(?<=\d)\?(?=\]?$)", re.IGNORECASE
)
_DAY = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th|[.º°ª])?"
_WORD = r"(?P<month>[^\W\d_]{3,})\.?"
_UNTIL = r"(?:\s*(?:[/–-]|\bto\b|\bà\b|&)\s*(?P<until>[^\W\d_]{3,})\.?)?"
_YEAR = r"(?P<year>\d{4})(?:\s?(?:r\.|г\.?|年))?"
_OF = r"(?:de\s+|del\s+|of\s+|d['’])?"
_RANGE_DAY = (
    r"(?P<day>\d{1,2})(?:er|st|nd|rd|th|\.)?"
    r"(?:\s*(?:--?|[–/]|et|and|und|y|e|to|au|al|bis|&)\s*(?P<last>\d{1,2}))?(?:st|nd|rd|th|\.)?"
)
_TEXT_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}\s*{_OF}{_WORD},?\s+{_OF}{_YEAR}",
        rf"{_RANGE_DAY}\s+{_OF}{_WORD},?\s+{_OF}{_YEAR}",
        rf"{_DAY}\s+{_OF}{_WORD}\s*(?:--?|–)\s*(?P<last>\d{{1,2}})\.?\s+(?P<until>[^\W\d_]{{3,}})\.?,?\s+{_YEAR}",
        rf"{_WORD}\s+{_RANGE_DAY},?\s+{_YEAR}",
        rf"{_WORD}\s+{_DAY}\s*(?:--?|–)\s*(?P<until>[^\W\d_]{{3,}})\.?\s+(?P<last>\d{{1,2}}),?\s+{_YEAR}",
        rf"{_YEAR}[.,]?\s+{_RANGE_DAY}\s+{_OF}{_WORD}",
        rf"{_YEAR}[.,]?\s+{_WORD}\s+{_RANGE_DAY}",
        rf"{_YEAR}[.,]?[\s-]+{_WORD}{_UNTIL}",
        rf"{_WORD}{_UNTIL},?\s+{_OF}{_YEAR}",
        r"(?P<year>\d{4})[/-](?P<month>[^\W\d_]{3,})[/-](?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})[/-](?P<month>[^\W\d_]{3,})[/-](?P<year>\d{4})",
        r"(?P<day>\d{1,2})[/.-]\s?(?P<month>\d{1,2})[/.-]\s?(?P<year>\d{4})",
        r"(?P<year>\d{4}) (?P<month>\d\d)(?: (?P<day>\d\d))?",
        r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})",
        r"(?P<month>\d{1,2})/(?P<year>\d{4})",
        r"(?P<year>\d{4})/(?P<month>\d{1,2})(?:/(?P<day>\d{1,2}))?/*",
        r"(?P<year>\d{4})\.(?P<month>\d{1,2})(?:\.(?P<day>\d{1,2}))?\.?",
        r"(?P<year>\d{4})\s?年(?:\s?(?P<month>\d{1,2})\s?月(?:\s?(?P<day>\d{1,2})\s?日)?)?",
        rf"{_YEAR}(?:-(?P<month>\d{{1,2}})(?:-(?P<day>\d{{1,2}}))?)?",
    )
)
_WORD_FORMS = tuple(form for form in _TEXT_FORMS if form.pattern.startswith(_WORD))
_DIGIT_FORMS = tuple(form for form in _TEXT_FORMS if form not in _WORD_FORMS)
"""The forms that begin with the name of a month, and those that begin with a digit."""
_BETWEEN = re.compile(
    r"\s+(?:through|to|until|bis|[–-])\s+|(?<=[a-z]|\d)[–-](?=[12]\d{3} |[A-Z][a-z]+ \d{4})"
)
_YEAR_RANGE = re.compile(r"(\d{4})\s?[-–—/]{1,2}\s?(\d{4}|\d{2})")
_RIS = re.compile(r"(\d{4})/(\d{1,2})?/(\d{1,2})?(?:/(.*))?", re.DOTALL)
_SEASON_YEAR = re.compile(r"([^\W\d_]+),?\s+(?:de\s+|of\s+)?(\d{4})|(\d{4})[,.]?[\s-]+([^\W\d_]+)")
_WEEKDAY = re.compile(
    r"^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo),?\s+"
    r"|^(?:les?|el|am|den|the|on|du|vom|lunedì)\s+(?=\d)|^(?:©|\(c\)|copyright\s*©?|cop\.|c(?=\d{4}$))\s*",
    re.IGNORECASE,
)


class Date(Struct, frozen=True, omit_defaults=True, gc=False):
    """A date or range: ``end`` is None for a single date and () for an open end; ``raw`` is the text as it was."""

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
    if len(raw) == 4 and raw.isdecimal() and raw.isascii() and raw != "0000":
        return Date((int(raw),), raw=raw)
    known = (_parse_edtf(raw) or _parse_text(raw)) if len(raw) <= _LONGEST else None
    date = known or Date(literal=raw)
    return Date(date.start, date.end, date.circa, date.season, date.literal, raw)


def date_of(year: str, month: str = "", day: str = "") -> Date:
    """The date whose year, month (its number or name) and day a format tells apart.

    What they are not by themselves is read as one text ("5–6", "March", "2004"); a day that no month has stays in
    ``raw``.
    """
    numbers = whole_number(year), _month(month), whole_number(day)
    told = numbers[0] and numbers[1] is not None and (numbers[2] or not day)
    date = _make((numbers[0], numbers[1] or 0, numbers[2])) if told else None
    if date:
        return date
    text = " ".join(filter(None, (year, month, day)))
    date = parse_date(text)
    return date if date.start or not day else msgspec.structs.replace(date_of(year, month), raw=text)


def whole_number(text: str) -> int:
    """The number that a year, month or day is in digits; 0 for any other text, and for more digits than years have."""
    return int(text) if len(text) <= _MOST_DIGITS and text.isascii() and text.isdecimal() else 0


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
    text = text.strip()
    compact = _COMPACT.fullmatch(text) if len(text) == 8 else None
    match = _EDTF.fullmatch("-".join(compact.groups()) if compact else text)
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


def _make(
    parts: tuple[int, int, int], last_day: int = 0, last_month: int = 0, circa: bool = False
) -> Date | None:
    year, month, day = parts
    if not (year and 0 <= month <= 12 and 0 <= day <= 31 and (month or not day)):
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
    bare = _WEEKDAY.sub("", _WEEKDAY.sub("", bare.strip("[]() .,"))).strip()
    for form in _DIGIT_FORMS if bare[:1].isdecimal() else _WORD_FORMS:
        match = form.fullmatch(bare)
        date = _from_match(match.groupdict(), circa) if match else None
        if date:
            return date
    return (
        _parse_season(bare, circa) or _parse_years(bare, circa) or _parse_ris(bare) or _parse_two(bare, circa)
    )


def _parse_two(text: str, circa: bool) -> Date | None:
    """A range of two whole dates: "18 October 2017 through 20 October 2017"."""
    texts = _BETWEEN.split(text)
    if len(texts) != 2:
        return None
    start, end = (parse_date(part) for part in texts)
    if (
        not start.start
        or not end.start
        or start.end is not None
        or end.end is not None
        or end.start < start.start
    ):
        return None
    return Date(start.start, end.start if end.start != start.start else None, circa)


def _parse_season(text: str, circa: bool) -> Date | None:
    match = _SEASON_YEAR.fullmatch(text)
    if not match:
        return None
    season = SEASONS.get((match[1] or match[4]).lower(), 0)
    return Date((int(match[2] or match[3]),), circa=circa, season=season) if season else None


def _parse_years(text: str, circa: bool) -> Date | None:
    """A range of years, the second one possibly short: "1998–2003", "2019-20"."""
    match = _YEAR_RANGE.fullmatch(text)
    if not match:
        return None
    first, last = int(match[1]), int(match[1][: 4 - len(match[2])] + match[2])
    return Date((first,), (last,), circa) if last > first else None


def _parse_ris(text: str) -> Date | None:
    """A RIS date, YYYY/MM/DD/other with any part missing: "2001///", "2001//Spring"."""
    match = _RIS.fullmatch(text)
    if not match:
        return _parse_ris_words(text)
    date = _make((int(match[1]), int(match[2] or 0), int(match[3] or 0)))
    other = (match[4] or "").strip(" /")
    if date is None or not other or len(other) > 40 or len(date.start) > 1:
        return date
    named = _parse_text(f"{other} {match[1]}")
    return named or date


def _parse_ris_words(text: str) -> Date | None:
    """The same with words where the month belongs: "2001//Spring", "2001/May"."""
    year, slash, other = text.partition("/")
    if not slash or len(year) != 4 or not year.isdigit() or not other.strip(" /"):
        return None
    return _parse_text(f"{other.strip(' /')} {year}") if "/" not in other.strip(" /") else None


def _from_match(groups: dict[str, str | None], circa: bool) -> Date | None:
    month, until = _month(groups.get("month")), _month(groups.get("until"))
    if month is None or until is None:
        return None
    day, last = int(groups.get("day") or 0), int(groups.get("last") or 0)
    year = int(groups["year"] or 0)
    if until and last:
        start, end = _make((year, month, day)), _make((year, until, last))
        return Date(start.start, end.start, circa) if start and end else None
    return _make((year, month, day), last, until, circa)


def _month(word: str | None) -> int | None:
    """The month's number, 0 where no month is given, None where the word is no month."""
    if not word:
        return 0
    return int(word) if word.isdecimal() and len(word) <= 2 else MONTHS.get(word.lower().rstrip("."))
