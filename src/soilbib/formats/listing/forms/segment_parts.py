"""The parts of a segment of a listing string that says several things: "Map (FAO, 2015)", "Jane Doe; 3. Aufl. 2018"."""

from __future__ import annotations

import re
from collections.abc import Callable

from soilbib.formats.listing.forms.segment_marks import take_mark
from soilbib.formats.listing.parts.classify import phrase_type, read_date
from soilbib.formats.listing.parts.names import read_names
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import is_known_publisher, is_place

_PARTS = re.compile(
    r"(?P<first>(?:1[5-9]|20)\d\d|[^\W\d_]{3,15}(?:\s[a-zß-öø-ÿ]{4,15})?)"
    r"(?:\s\((?P<aside>[^()]{2,60})\))?(?:,\s(?P<rest>(?:[^\W\d_a-z]|\d).+))?"
)
_DETAILED = re.compile(
    r"(?P<head>[^()]{2,200})\s\((?P<said>[^()]+)\)"
)  # "Jane Doe (Heron Press, 2017, 96 p.)"
_DATED_KIND = re.compile(
    r"(?P<kind>[^\W\d_]+(?:\s[a-zß-öø-ÿ]+){0,2})\s(?P<date>(?:19|20)\d\d(?:[-–/]\d{2,4})?)"
)


def parts_of(reading: Reading, segment: str) -> list[str]:
    """The parts of a segment, of which each is read by itself; none where it is one."""
    return next(filter(None, (rule(reading, segment) for rule in _RULES)), [])


def _with_details(_reading: Reading, segment: str) -> list[str]:
    """ "Jane Doe (Heron Press, 2017, 96 p.)": what stands in a bracket, one of it a date."""
    match = _DETAILED.fullmatch(segment) if segment[-1] == ")" and "," in segment else None
    details = match["said"].split(", ") if match else []
    told = any(map(read_date, details)) and all(map(_is_detail, details))
    return [match["head"], *details] if match and told else []


def _is_detail(text: str) -> bool:
    """Whether a part of a bracket says what kind of work it is, when or by whom it came out, or how long it is."""
    told = read_date(text) or phrase_type(text) or is_known_publisher(text) or is_place(text)
    return bool(told) or take_mark(Reading("", "", 0.0), text) is not None


def _dated_kind(reading: Reading, segment: str) -> list[str]:
    """ "annual report 2016-17": a kind of work and its date."""
    match = (
        _DATED_KIND.fullmatch(segment) if segment[-1].isdigit() and "genre" not in reading.fields else None
    )
    told = match and phrase_type(match["kind"]) and read_date(match["date"])
    return [match["kind"], match["date"]] if match and told else []


def _at_semicolon(reading: Reading, segment: str) -> list[str]:
    """ "Jane Doe; 3. Aufl. 2018": persons, and what is no further name: it begins with a number, or is nobody's."""
    if segment.count(";") != 1 or reading.authors:
        return []
    people, others = map(str.strip, segment.split(";"))
    names = read_names(people)
    more = names.sure and names.persons and (others[:1].isdigit() or not read_names(others).persons)
    return [people, others] if more else []


def _led(reading: Reading, segment: str) -> list[str]:
    """ "2019, FAO", "Map (FAO, 2015)": a year or a kind of work leads."""
    match = _PARTS.fullmatch(segment)
    parts = [part for part in match.groups() if part] if match else []
    kind = len(parts) > 1 and "genre" not in reading.fields and phrase_type(parts[0])
    return parts if len(parts) > 1 and (parts[0].isdigit() or kind) else []


_RULES: tuple[Callable[[Reading, str], list[str]], ...] = (_with_details, _dated_kind, _at_semicolon, _led)
"""How a segment may be parted, the surest first."""
