"""References in scripts without capitals: Arabic, Hebrew, Thai, the scripts of India.

What capitals tell elsewhere, marks tell alone: the names go up to a year in brackets or to the first full stop,
the title to the next one.
"""

from __future__ import annotations

import re

import msgspec

from soilbib.formats.listing.forms.building import build, with_rest
from soilbib.formats.listing.parts.caseless import MARKS, is_caseless, read_caseless_names
from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.parts.names import Names
from soilbib.formats.listing.parts.segments import starts_quoted
from soilbib.formats.listing.reading import Reading
from soilbib.model import Date

_YEAR = re.compile(r"[\s.,]*\(\s?((?:1[4-9]|20|25)\d\d)\s?[^\s\d()]?\s?\)")
_STOP = re.compile(r"[.?](?<=[^\s.]{2}.)\s")
_BUDDHIST, _LATEST = 543, 2400
_HEAD = 160  # characters; longer is no list of names


def read_caseless(text: str) -> Reading | None:
    """ "محمد علي. (2015). العنوان. القاهرة: الناشر", "לוי, דוד. הכותרת. ירושלים: מאגנס, 2010"."""
    if text.isascii() or not is_caseless(text[0]):
        return None
    plain = text.translate(MARKS)  # character for character
    year = _YEAR.search(plain, 0, _HEAD)
    end = year or _STOP.search(plain, 0, _HEAD)
    people = read_caseless_names(plain[: end.start()]) if end else ()
    after = plain[end.end() :].strip(" .,:") if end else ""
    if not people or len(after) < 3:
        return None
    date = _read_year(year[1]) if year else None
    form, score = ("author-year", 0.9) if year else ("author-first", 0.84)
    stop = None if starts_quoted(after) else _STOP.search(after)
    if stop:
        title, rest = after[: stop.start() + (stop[0][0] == "?")], after[stop.end() :]
        return _as_written(with_rest(form, Names(people), date, title, rest, score, editors=False), text)
    found = build(form, Names(people), date, after, score)
    return _as_written(found, text) if found else None


def _read_year(text: str) -> Date | None:
    """A year of the common era, from one of the Buddhist era where it is too late for that: Thai books are dated so."""
    year = int(text)
    date = read_date(str(year - _BUDDHIST)) if year > _LATEST else read_date(text)
    return msgspec.structs.replace(date, raw=text) if date else None


def _as_written(reading: Reading, text: str) -> Reading:
    """The reading with the marks of the script where the string has no others."""
    if "," in text or "،" not in text:
        return reading
    fields = {name: value.replace(",", "،") for name, value in reading.fields.items()}
    return reading.replace(title=reading.title.replace(",", "،"), fields=fields)
