"""Input references as the evaluators want them: text parsed once, names and dates as values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from soilbib.csl.numbers import parse_number
from soilbib.csl.particles import parse_particles
from soilbib.csl.values import parse_value
from soilbib.model.csl_data import to_csl
from soilbib.model.dates import parse_date
from soilbib.model.names import Name
from soilbib.model.numbers import without_page_labels
from soilbib.model.record import Record
from soilbib.model.variables import DATE_VARIABLES, NAME_VARIABLES, STANDARD_VARIABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soilbib.csl.content import Content

KNOWN_VARIABLES = NAME_VARIABLES | DATE_VARIABLES | STANDARD_VARIABLES
SHORT_FORMS = {"title": "title-short", "container-title": "container-title-short"}
_ALIASES = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
    "event": "event-title",
}
_HYPHEN = re.compile(r"\\?-")
"""What stays a hyphen in the number of a case, which is never a range ("70-18")."""
_NOTE_BRACES = re.compile(r"\{:((?:[-_a-z]+|[A-Z]+)):\s*([^}]*)\}")
_NOTE_LINE = re.compile(r"^([-_a-z]+|[A-Z]+):\s*(.*)$")


_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half a character, which no output can hold."""


class StaticName(Name, frozen=True):
    """A name that is always written family first, without inversion."""


class DateValue(Struct, frozen=True, gc=False):
    """A date variable's value; parts are (year, month, day) with 0 for what is missing.

    A season is a number from 1 to 4, or in words."""

    start: tuple[int, int, int] = (0, 0, 0)
    end: tuple[int, int, int] | None = None
    season: int | str = 0
    end_season: int = 0
    circa: bool = False
    literal: str = ""


class Item:
    """One reference, ready to be rendered."""

    __slots__ = (
        "_parsed",
        "custom",
        "dates",
        "id",
        "language",
        "names",
        "present",
        "text",
        "truncated",
        "type",
        "unread",
    )

    def __init__(self, source: Mapping[str, Any] | Record) -> None:
        data = to_csl(source) if isinstance(source, Record) else dict(source)
        apply_note(data)
        self.id = _as_text(data.get("id"))
        self.type = _as_text(data.get("type"))
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, DateValue] = {}
        self.text: dict[str, str] = {}
        self._parsed: dict[str, Content] = {}
        self.unread: dict[str, Any] = {}
        custom = data.get("custom")
        self.custom: Mapping[str, Any] = custom if isinstance(custom, dict) else {}
        truncated = self.custom.get("truncated")
        self.truncated = frozenset(truncated) if isinstance(truncated, list | tuple) else frozenset()
        for key, value in data.items():
            self._read(key, value)
        self._derive()
        self.language = self.text.get("language", "")
        self.present = frozenset((*self.names, *self.dates, *self.text))

    def _read(self, key: str, value: Any) -> None:
        """Take one variable in; what is not a value of its kind is left out and noted."""
        if key in ("id", "type", "custom") or value is None:
            return
        key = _ALIASES.get(key, key)
        if not self._store(key, value) and value not in ("", [], {}) and key in KNOWN_VARIABLES:
            self.unread[key] = value

    def _store(self, key: str, value: Any) -> bool:
        of_style = key not in KNOWN_VARIABLES
        if key in NAME_VARIABLES or (of_style and isinstance(value, list) and _looks_like_names(value)):
            listed = value if isinstance(value, list) else []
            names = tuple(name for name in map(read_name, listed) if name is not None)
            self.names.update({key: names} if names else {})
            return bool(names)
        if key in DATE_VARIABLES or (of_style and isinstance(value, dict) and _looks_like_date(value)):
            date = read_date(value)
            self.dates.update({key: date} if date is not None else {})
            return date is not None
        text = _as_text(value)
        if text:
            self.text.setdefault(key, text)
        return bool(text)

    def _derive(self) -> None:
        text = self.text
        if "event-title" in text:
            text.setdefault("event", text["event-title"])
        if self.type == "legal_case" and "number" in text:
            text["number"] = _HYPHEN.sub(r"\\-", text["number"])
        if "page" in text:
            text["page"] = without_page_labels(text["page"])  # the style has its own
        if "page" in text and "page-first" not in text:
            text["page-first"] = parse_number(text["page"]).pieces[0]

    def content(self, variable: str) -> Content:
        """A text variable's value with its markup and quotation marks read."""
        found = self._parsed.get(variable)
        if found is None:
            found = self._parsed[variable] = parse_value(self.text[variable])
        return found


def apply_note(data: dict[str, Any]) -> None:
    """Variables that stand in ``note``, as ``{:name: value}`` or on its first lines as ``name: value``."""
    note = data.get("note")
    if not isinstance(note, str) or ":" not in note:
        return
    text = _NOTE_BRACES.sub(lambda match: f"\n{match[1]}: {match[2].strip()}\n", note)
    names: dict[str, list[dict[str, str]]] = {}
    rest = []
    lines = text.split("\n")
    for index, line in enumerate(lines):
        match = _NOTE_LINE.match(line)
        if match is None:
            if line.strip() and index > 0:
                rest += lines[index:]
                break
            rest.append(line)
        elif not _apply_note_line(data, names, match[1], match[2].strip()):
            rest.append(line)
    data.update(names)
    remaining = "\n".join(rest).strip()
    if remaining:
        data["note"] = remaining
    else:
        del data["note"]


def _apply_note_line(
    data: dict[str, Any], names: dict[str, list[dict[str, str]]], key: str, value: str
) -> bool:
    """Set one variable from a note; False where the item has it already, or there is none of the name."""
    if key == "type":
        data["type"] = value
    elif key in DATE_VARIABLES:
        if data.get(key):
            return False
        data[key] = {"raw": value}
    elif data.get(key) or key not in KNOWN_VARIABLES:
        return False
    elif key in NAME_VARIABLES:
        parts = re.split(r"\s*\|\|\s*", value)
        name = {"literal": parts[0]} if len(parts) == 1 else {"family": parts[0], "given": parts[1]}
        names.setdefault(key, []).append(name)
    else:
        data[key] = value
    return True


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _looks_like_names(value: list[Any]) -> bool:
    return bool(value) and all(isinstance(v, dict) and ("family" in v or "literal" in v) for v in value)


def _looks_like_date(value: dict[str, Any]) -> bool:
    return any(key in value for key in ("date-parts", "raw", "literal", "season"))


def read_name(value: Any) -> Name | None:
    """A CSL-JSON name; None for what is none."""
    if isinstance(value, str) and value.strip():
        return Name(literal=_as_text(value))
    if not isinstance(value, dict):
        return value if isinstance(value, Name) else None
    get = value.get
    family, given, literal = _as_text(get("family")), _as_text(get("given")), _as_text(get("literal"))
    if family and not given and get("isInstitution"):
        family, literal = "", family
    if literal and not family:
        return Name(literal=literal)
    if not family and not given:
        return None
    name = Name(
        family,
        given,
        _as_text(get("dropping-particle")),
        _as_text(get("non-dropping-particle")),
        _as_text(get("suffix")),
        bool(get("comma-suffix")),
    )
    return _finish_name(name, value)


def _finish_name(name: Name, value: dict[str, Any]) -> Name:
    """The name as a value of its kind, its particles parted unless the item forbids it."""
    if value.get("static-ordering"):
        return StaticName(*(getattr(name, field) for field in Name.__struct_fields__))
    unparsed = value.get("parse-names") in (False, 0, "false", "0") or value.get("static-particles")
    return name if unparsed else parse_particles(name)


def read_date(value: Any) -> DateValue | None:
    """A CSL-JSON date; None where nothing is in it."""
    if isinstance(value, str | int):
        value = {"raw": _as_text(str(value))}
    if not isinstance(value, dict):
        return None
    circa = value.get("circa") not in (None, False, 0, "", "0", "false")
    season = _as_text(value.get("season")).strip()
    points = [_point(part) for part in _parts(value)]
    points = [point for point in points if point is not None]
    if points and points[0] is not None:
        start, own_season = points[0]
        end, end_season = points[1] if len(points) > 1 and points[1] is not None else (None, 0)
        start_season = (int(season) % 20 if season.isdecimal() else season) or own_season
        if end == start and end_season == start_season:
            end = None
        return DateValue(start, end, start_season, end_season, circa)
    literal = _as_text(value.get("literal"))
    if literal:
        return DateValue(circa=circa, literal=literal)
    raw = _as_text(value.get("raw"))
    return _read_raw(raw, circa) if raw.strip() else None


def _parts(value: dict[str, Any]) -> list[Any]:
    parts = value.get("date-parts")
    if not isinstance(parts, list):
        return []
    return parts if parts and isinstance(parts[0], list) else [parts]


def _point(parts: Any) -> tuple[tuple[int, int, int], int] | None:
    """Year, month, day and season of one date; None where there is no year."""
    if not isinstance(parts, list):
        return None
    numbers = [_as_int(part) for part in parts[:3]]
    numbers += [0] * (3 - len(numbers))
    year, month, day = numbers
    if not year:
        return ((0, 0, 0), 0) if parts and str(parts[0]) == "0" else None
    if month > 12:
        return (year, 0, 0), (month - 1) % 4 + 1 if month <= 24 else 0
    return (year, max(month, 0), day), 0


def _as_int(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return 0


def _read_raw(raw: str, circa: bool) -> DateValue:
    date = parse_date(raw)
    if not date.start:
        return DateValue(literal=raw, circa=circa)
    start = (*date.start, 0, 0)[:3]
    end = (*date.end, 0, 0)[:3] if date.end else ((0, 0, 0) if date.end == () else None)
    return DateValue(start, end, date.season, 0, circa or date.circa)  # type: ignore[arg-type]
