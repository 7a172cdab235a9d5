"""One work of a Citation File Format file: from plain values to CSL's variables."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from soilbib.formats.cff_tables import DATES, ENTITIES, FIELDS, NAME_PARTS, PEOPLE, TOP_TYPES, TYPES
from soilbib.model import Date, Name, Record, Source, parse_date
from soilbib.model.identifiers import bare_doi

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class _Work:
    """A record in the making, and the keys that say more than it holds."""

    def __init__(self, values: dict[str, Any], top: bool) -> None:
        self.values = values
        self.top = top
        kind = values.get("type") or ("software" if top else "generic")
        self.type = (TOP_TYPES if top else TYPES).get(str(kind), "software" if top else "document")
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, Date] = {}
        self.fields: dict[str, str] = {}
        self.kept: dict[str, Any] = {}

    def fill(self) -> None:
        """Take all values; those that are not wholly understood are kept as they are."""
        self._take_issued()
        self._take_pages()
        for key, value in self.values.items():
            if not self._take(key, value):
                self.kept[key] = value
        self._take_second_choices()
        if self.type == "paper-conference" and "container-title" not in self.fields:
            self._name_proceedings()

    def _take(self, key: str, value: Any) -> bool:
        takers: dict[str, Callable[[Any], bool]] = {
            **dict.fromkeys(DATES, self._is_issued),
            **dict.fromkeys(("year", "month"), lambda _: key not in self.kept),
            **dict.fromkeys(("start", "end"), lambda _: True),
            "keywords": lambda words: self._take_list("keyword", "; ", words),
            "languages": lambda words: self._take_list("language", ", ", words),
            "date-accessed": self._take_accessed,
            "conference": self._take_conference,
            "license": self._take_license,
            "year-original": self._take_original,
            "doi": lambda doi: self._set("DOI", bare_doi(doi) if isinstance(doi, str) else doi),
        }
        if key in takers:
            return takers[key](value)
        if key in PEOPLE:
            return self._take_people(PEOPLE[key], value)
        if key in ENTITIES:
            return self._take_entity(*ENTITIES[key], value)
        return key in FIELDS and self._set(FIELDS[key], value)

    def _take_accessed(self, value: Any) -> bool:
        self.dates["accessed"] = parse_date(str(value))
        return isinstance(value, str)

    def _take_conference(self, value: Any) -> bool:
        days = [value.get(key) for key in ("date-start", "date-end")] if isinstance(value, dict) else []
        texts = [day for day in days if isinstance(day, str)]
        if texts:
            self.dates["event-date"] = parse_date("/".join(dict.fromkeys(texts)))
            value = {key: part for key, part in value.items() if part not in texts}
        return self._take_entity(*ENTITIES["conference"], value)

    def _take_license(self, value: Any) -> bool:
        """A licence, or several that one may choose from."""
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            self._set("license", " OR ".join(value))
            return len(value) == 1
        return self._set("license", value)

    def _take_original(self, value: Any) -> bool:
        self.dates["original-date"] = parse_date(str(value))
        return isinstance(value, int)

    def _name_proceedings(self) -> None:
        """Of a paper the collection is the proceedings."""
        if "collection-title" in self.fields:
            self.fields["container-title"] = self.fields.pop("collection-title")

    def _set(self, variable: str, value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return False
        return self.fields.setdefault(variable, str(value)) == str(value)

    def _is_issued(self, value: Any) -> bool:
        return isinstance(value, str) and parse_date(value) == self.dates.get("issued")

    def _take_people(self, variable: str, value: Any) -> bool:
        people = value if isinstance(value, list) else []
        names = tuple(name for person in people if (name := _read_name(person)) is not None)
        if names:
            self.names[variable] = names
        plain = all(isinstance(person, dict) and set(person) <= {*NAME_PARTS, "name"} for person in people)
        return plain and len(names) == len(people) and isinstance(value, list)

    def _take_entity(self, name: str, place: str, value: Any) -> bool:
        if isinstance(value, str):
            return self._set(name, value)
        if not isinstance(value, dict):
            return False
        named = "name" not in value or self._set(name, value["name"])
        placed = "city" not in value or self._set(place, value["city"])
        return named and placed and set(value) <= {"name", "city"}

    def _take_list(self, variable: str, separator: str, value: Any) -> bool:
        words = value if isinstance(value, list) else [value]
        if not words or not all(isinstance(word, str | int) for word in words):
            return False
        self.fields[variable] = separator.join(map(str, words))
        return True

    def _take_issued(self) -> None:
        """The first full date, or year and month."""
        texts = [str(self.values[key]) for key in DATES if self.values.get(key)]
        year, month = self.values.get("year"), self.values.get("month")
        if texts:
            self.dates["issued"] = parse_date(texts[0])
            self.kept.update({key: self.values[key] for key in ("year", "month") if key in self.values})
        elif year is not None:
            parts = [str(year), *([f"{month:0>2}"] if month is not None else [])]
            self.dates["issued"] = parse_date("-".join(parts))

    def _take_pages(self) -> None:
        first, last = (str(self.values.get(key) or "") for key in ("start", "end"))
        if first or last:
            self.fields["page"] = f"{first}-{last}" if first and last and first != last else first or last

    def _take_second_choices(self) -> None:
        """A DOI among the identifiers and the link of the repository, where no other is given; both stay kept."""
        identifiers = self.values.get("identifiers")
        for part in identifiers if isinstance(identifiers, list) else []:
            if isinstance(part, dict) and part.get("type") == "doi" and isinstance(part.get("value"), str):
                self.fields.setdefault("DOI", bare_doi(part["value"]))
        for key in ("repository-code", "repository", "repository-artifact"):
            if isinstance(self.values.get(key), str):
                self.fields.setdefault("URL", self.values[key])


def read_work(values: dict[str, Any], top: bool, source: Source) -> Record:
    """The record of a work: the one that the file is about (``top``) or a reference."""
    work = _Work(values, top)
    work.fill()
    return Record(
        type=work.type,
        names=work.names,
        dates=work.dates,
        fields=work.fields,
        extra={"cff": work.kept} if work.kept else {},
        source=source,
    )


def _read_name(person: Any) -> Name | None:
    if not isinstance(person, dict):
        return None
    if person.get("name") is not None:
        return Name(literal=str(person["name"]))
    parts: dict[str, Any] = {
        NAME_PARTS[key]: str(part) for key, part in person.items() if key in NAME_PARTS and part
    }
    if not parts:
        return Name(literal=str(person["alias"])) if person.get("alias") else None
    return Name(**parts)


def is_full_date(text: str) -> bool:
    """Whether a text is a date as the schema wants it."""
    return bool(_DAY.fullmatch(text))
