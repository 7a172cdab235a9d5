"""What may stand in a slot of a pattern, and what the reading gets from it: one rule for each kind of variable."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from soilbib.formats.listing.learned.house import House
from soilbib.formats.listing.learned.names import read_house_names
from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.parts.segments import unquote
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.words import is_periodical
from soilbib.model.variables import DATE_VARIABLES, NAME_VARIABLES

Taken: TypeAlias = tuple[Reading, float]
Slot: TypeAlias = Callable[[str, str, Reading, House], Taken | None]
"""(variable, text in the slot, reading so far, house) → the reading with it and how well it fits; None if it can't."""

_NUMBERS: dict[str, re.Pattern[str]] = {
    variable: re.compile(pattern, re.IGNORECASE)
    for variable, pattern in {
        "volume": r"(?:\w{1,4}[ .]?)?\d{1,5}\w{0,2}(?:[–/-]\d{1,5})?|[IVXLCDM]{1,8}",
        "issue": r"[\w.–/ -]{1,24}",
        "page": r"[a-z]{0,2}\d[\d\s,a-z–-]{0,24}",
        "number-of-pages": r"[ivxlc,\s]*\d{1,5}",
        "edition": r"[\w.ªº-]{1,12}",
    }.items()
}
_MOST_WORDS = 14
UNKNOWN = 0.75
"""How well a text fits a slot where nothing speaks against it but it is not known."""


def fill(variable: str, text: str, reading: Reading, house: House) -> Taken | None:
    """Take the text of a slot into the reading; None where it can't be what the slot is for."""
    return _rule(variable)(variable, text.strip(), reading, house) if text.strip() else None


def _rule(variable: str) -> Slot:
    if variable in _NUMBERS:
        return _number
    if variable in NAME_VARIABLES:
        return _names
    if variable in DATE_VARIABLES:
        return _date
    return _OTHERS.get(variable, _text)


def _title(_variable: str, text: str, reading: Reading, _house: House) -> Taken | None:
    title = unquote(text)
    return (reading.replace(title=title), 1.0) if len(title) > 1 else None


def _date(variable: str, text: str, reading: Reading, _house: House) -> Taken | None:
    date = read_date(text)
    if date is None:
        return None
    if variable == "issued":
        return reading.replace(issued=date), 1.0
    return reading.replace(dates={**reading.dates, variable: date}), 1.0


def _names(variable: str, text: str, reading: Reading, house: House) -> Taken | None:
    names = read_house_names(text, house.names)
    known = text in house.organisations
    if not names.names or text in house.periodicals or (names.score < 0.3 and not known):
        return None
    score = 1.0 if known else names.score
    if variable == "author":
        return reading.replace(authors=names.names, truncated=names.truncated), score
    return reading.replace(names={**reading.names, variable: names.names}), score


def _container(variable: str, text: str, reading: Reading, house: House) -> Taken | None:
    name = unquote(text)
    known = name in house.periodicals
    taken = _text(variable, text, reading, house)
    if taken is None or (name in house.organisations and not known):
        return None
    kind = house.periodicals.get(name, "")
    score = 1.0 if known else 0.9 if is_periodical(name) else UNKNOWN
    return taken[0].replace(type=taken[0].type or kind), score


def _genre(variable: str, text: str, reading: Reading, house: House) -> Taken | None:
    taken = _text(variable, text, reading, house)
    if taken is None:
        return None
    kind = house.genres.get(text, "")
    return taken[0].replace(type=kind or taken[0].type), 1.0 if kind else 0.4


def _number(variable: str, text: str, reading: Reading, _house: House) -> Taken | None:
    if not _NUMBERS[variable].fullmatch(text):
        return None
    return reading.put({variable: text}), 1.0


def _text(variable: str, text: str, reading: Reading, house: House) -> Taken | None:
    """Any other variable: a short text that is no date and closes the quotes it opens."""
    plain = unquote(text)
    if len(plain.split()) > _MOST_WORDS or read_date(plain) or plain[:1] in "”»" or plain[-1:] in "“„«":
        return None
    known = plain in house.organisations
    return reading.put({variable: plain}), 1.0 if known else UNKNOWN


_OTHERS: dict[str, Slot] = {"title": _title, "container-title": _container, "genre": _genre}
