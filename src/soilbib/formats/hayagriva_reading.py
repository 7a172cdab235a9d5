"""One entry of Hayagriva: from plain values to CSL's variables."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from soilbib.formats.hayagriva_tables import (
    DEFAULT_PARENTS,
    FIELDS,
    INHERITED,
    READ_TYPES,
    ROLES,
    SERIALS,
    SERIES_TYPES,
)
from soilbib.formats.inverted_names import read_inverted
from soilbib.model import Date, Name, Record, Source, parse_date
from soilbib.model.identifiers import bare_doi

_PROTECTED = re.compile(r"\\([{}\\])|\{([^{}]*)\}")
_APPROXIMATE = re.compile(r"~\s*")
_OF_ORGANISATIONS = frozenset({"report", "thesis", "standard"})
_NAME_KEYS: dict[str, str] = {
    "name": "family", "given-name": "given", "prefix": "non_dropping_particle", "suffix": "suffix",
}  # fmt: skip


class _Entry:
    """A record in the making, and the keys of which nothing more is to be said."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, Date] = {}
        self.fields: dict[str, str] = {}
        self.kept: dict[str, Any] = {}
        parents = values.get("parent")
        self.parents = [parent for parent in _listed(parents) if isinstance(parent, dict)]
        kind = str(values.get("type", "misc")).lower()
        first = next(
            (parent for parent in self.parents if not _is_event(parent) or len(self.parents) == 1), None
        )
        self.parent: dict[str, Any] = first or {}
        parent_kind = str(self.parent.get("type") or DEFAULT_PARENTS.get(kind, "")).lower() if first else ""
        self.type = READ_TYPES.get((kind, parent_kind)) or READ_TYPES.get((kind, ""), "document")

    def fill(self) -> None:
        """Take all values; those that are not wholly understood are kept as they are."""
        whole = [self._take(key, value) for key, value in self.values.items()]
        for key, understood in zip(self.values, whole, strict=True):
            if not understood:
                self.kept[key] = self.values[key]
        if self.parents and not self._take_parents():
            self.kept["parent"] = self.values["parent"]

    def _take(self, key: str, value: Any) -> bool:
        takers: dict[str, Callable[[Any], bool]] = {
            "type": lambda _: True,
            "parent": lambda _: True,
            "title": lambda title: self._take_title(title, "title", "title-short"),
            "author": lambda names: self._take_names("author", names),
            "editor": lambda names: self._take_names("editor", names),
            "date": lambda date: self._take_date("issued", date),
            "url": self._take_url,
            "affiliated": self._take_affiliated,
            "publisher": self._take_publisher,
            "serial-number": self._take_serials,
        }
        if key in takers:
            return takers[key](value)
        if key in SERIALS:
            return self._take_serials({key: value})
        return key in FIELDS and self._set(FIELDS[key], value)

    def _set(self, variable: str, value: Any) -> bool:
        if isinstance(value, dict) and set(value) == {"value"}:
            value = value["value"]
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return False
        return self.fields.setdefault(variable, str(value)) == str(value)

    def _take_title(self, value: Any, variable: str, short: str) -> bool:
        whole = True
        if isinstance(value, dict):
            whole = set(value) <= {"value", "short"}
            if isinstance(value.get("short"), str):
                self.fields.setdefault(short, _text(value["short"]))
            value = value.get("value")
        return isinstance(value, str | int) and self._set(variable, _text(str(value))) and whole

    def _take_names(self, variable: str, value: Any) -> bool:
        parts = _listed(value)
        names = tuple(name for part in parts if (name := _read_name(part)) is not None)
        if names and variable not in self.names:
            self.names[variable] = names
        simple = all(
            isinstance(part, str) or (isinstance(part, dict) and set(part) <= set(_NAME_KEYS))
            for part in parts
        )
        return simple and len(names) == len(parts) and self.names.get(variable) == names

    def _take_affiliated(self, value: Any) -> bool:
        whole = True
        for part in _listed(value):
            role = ROLES.get(str(part.get("role", "")).lower()) if isinstance(part, dict) else None
            whole = bool(role and self._take_names(role, part.get("names"))) and whole
        return whole

    def _take_date(self, variable: str, value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, str | int):
            return False
        text = str(value)
        bare = _APPROXIMATE.sub("", text, count=1)
        date = parse_date(bare if bare == text else f"{bare}~")
        self.dates.setdefault(variable, date)
        return self.dates[variable] == date

    def _take_url(self, value: Any) -> bool:
        if not isinstance(value, dict):
            return self._set("URL", value)
        dated = "date" not in value or self._take_date("accessed", value["date"])
        return self._set("URL", value.get("value")) and dated and set(value) <= {"value", "date"}

    def set_publisher(self, organisation: Any) -> None:
        """Have the organisation at which a work was made as its publisher."""
        if self._set("publisher", organisation):
            self.kept.pop("organization", None)

    def _take_serials(self, value: Any) -> bool:
        values = value if isinstance(value, dict) else {"serial": value}
        found = {SERIALS[key]: part for key, part in values.items() if key in SERIALS}
        if isinstance(found.get("DOI"), str):
            found["DOI"] = bare_doi(found["DOI"])
        taken = [self._set(variable, part) for variable, part in found.items()]
        return all(taken) and set(values) <= set(SERIALS)

    def _take_publisher(self, value: Any) -> bool:
        if not isinstance(value, dict):
            return self._set("publisher", value)
        keys = {"value": "publisher", "name": "publisher", "location": "publisher-place"}
        taken = [self._set(keys[key], part) for key, part in value.items() if key in keys]
        return all(taken) and set(value) <= set(keys)

    def _take_parents(self) -> bool:
        """The container or series, and the conference; whether nothing else is said of them."""
        events = [parent for parent in self.parents if _is_event(parent) and parent is not self.parent]
        whole = self._take_container()
        for event in events[:1]:
            whole = self._take_event(event) and whole
        return whole and len(self.parents) == len(events[:1]) + 1 == len(_listed(self.values["parent"]))

    def _take_event(self, event: dict[str, Any]) -> bool:
        found = [
            self._take_title(event["title"], "event-title", "") if "title" in event else True,
            self._set("event-place", event["location"]) if "location" in event else True,
            self._take_date("event-date", event["date"]) if "date" in event else True,
        ]
        return all(found) and set(event) <= {"type", "title", "location", "date"}

    def _take_container(self) -> bool:
        parent = self.parent
        if _is_event(parent):
            return self._take_event(parent)
        is_series = self.type in SERIES_TYPES
        found = [
            self._take_of_series(key, value) if is_series else self._take_of_container(key, value)
            for key, value in parent.items()
        ]
        self.fields.pop("collection-title-short", None)
        return all(found)

    def _take_of_series(self, key: str, value: Any) -> bool:
        """A value of the series that the work is in."""
        if key == "title":
            return self._take_title(value, "collection-title", "collection-title-short")
        return (
            self._take_names("collection-editor", value) if key == "author" else self._take_of_any(key, value)
        )

    def _take_of_container(self, key: str, value: Any) -> bool:
        """A value of the journal or book that the work is in."""
        if key in INHERITED:
            return self._take(key, value)
        takers: dict[str, Callable[[Any], bool]] = {
            "title": lambda title: self._take_title(title, "container-title", "container-title-short"),
            "author": lambda names: self._take_names("container-author", names),
            "parent": self._take_grandparent,
        }
        return takers[key](value) if key in takers else self._take_of_any(key, value)

    def _take_of_any(self, key: str, value: Any) -> bool:
        """A value that means the same of a series and of any other container."""
        if key == "editor":
            return self._take_names("editor", value)
        if key == "date" and "issued" not in self.dates:
            return self._take_date("issued", value)
        if key == "serial-number" or key in SERIALS:
            return self._take_serials(value if isinstance(value, dict) else {key: value})
        return key == "type"

    def _take_grandparent(self, value: Any) -> bool:
        """The series or the conference of the container."""
        if not isinstance(value, dict):
            return False
        if _is_event(value):
            return self._take_event(value)
        found = [
            self._take_title(value["title"], "collection-title", "") if "title" in value else True,
            self._set("collection-number", value["volume"]) if "volume" in value else True,
        ]
        return all(found) and set(value) <= {"type", "title", "volume"}


def read_entry(key: str, values: dict[str, Any], source: Source) -> Record:
    """The record of an entry."""
    entry = _Entry(values)
    entry.fill()
    if "publisher" not in entry.fields and entry.type in _OF_ORGANISATIONS:
        entry.set_publisher(values.get("organization"))
    entry.fields.pop("", None)
    return Record(
        id=key,
        type=entry.type,
        names=entry.names,
        dates=entry.dates,
        fields=entry.fields,
        extra={"hayagriva": entry.kept} if entry.kept else {},
        source=source,
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _is_event(parent: dict[str, Any]) -> bool:
    return str(parent.get("type", "")).lower() == "conference"


def _text(value: str) -> str:
    """A title's text: braces keep capitals as they are."""
    if "{" not in value and "\\" not in value:
        return value
    return _PROTECTED.sub(lambda match: match[1] or f'<span class="nocase">{match[2]}</span>', value)


def _read_name(value: Any) -> Name | None:
    if isinstance(value, str):
        return read_inverted(value) if value.strip() else None
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        return None
    if not any(value.get(key) is not None for key in _NAME_KEYS if key != "name"):
        return Name(literal=value["name"])
    parts: dict[str, Any] = {
        _NAME_KEYS[key]: part for key, part in value.items() if key in _NAME_KEYS and isinstance(part, str)
    }
    return Name(**parts)
