"""One work of schema.org's vocabulary: from JSON-LD's values to CSL's variables."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from soilbib.formats.codemeta_tables import (
    BODIES,
    DATES,
    FIELDS,
    NUMBERS,
    OF_HOSTS,
    OF_SERIES,
    PEOPLE,
    TYPES,
    TYPES_IN,
)
from soilbib.formats.inverted_names import read_inverted
from soilbib.formats.json_items import Item, as_text
from soilbib.model import Date, Name, Record, Source, parse_date, parse_name
from soilbib.model.identifiers import find_doi, plain_doi

_PREFIX = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:|codemeta:|sdo:)")
_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_CUT: dict[str, re.Pattern[str]] = {
    "license": re.compile(r"\Ahttps?://spdx\.org/licenses/([\w.+-]+?)(?:\.html|\.json)?/?\Z"),
    "URL": re.compile(r"\Agit\+(https?://\S+)\Z"),
}
"""Variable → what of its value is more than the name or address that is meant (group 1)."""
_WORD_SEAM = re.compile(r"\s*[,;]\s*")
_PERSON_KEYS = frozenset({"@type", "type", "givenName", "familyName", "name", "honorificSuffix"})
_BODY_KEYS = frozenset({"@type", "type", "name", "address"})
_VALUE_KEYS = frozenset({"@type", "@value", "@language", "name", "value", "propertyID"})
_DEGREE_KEYS = frozenset({"@type", "name"})
_SERIES = frozenset({"BookSeries", "CreativeWorkSeries", "Series"})
_NUMBERED = frozenset({"PublicationIssue", "PublicationVolume"})
_BY_PUBLISHER = frozenset({"article-magazine", "article-newspaper", "post-weblog", "webpage"})
"""The types whose publisher is the newspaper or site that they are in, where no other is said."""
HELD_TYPES = frozenset({"dataset", "software"})
"""What is described, and provided, rather than published."""


def bare(name: str) -> str:
    """A property or type without its vocabulary ("schema:name", "http://schema.org/Book")."""
    return _PREFIX.sub("", name, count=1)


def type_of(item: Any) -> str:
    """The first type of a node that is known, or the first."""
    said = item.get("@type", item.get("type")) if isinstance(item, dict) else None
    names = [bare(name) for name in many(said) if isinstance(name, str)]
    return next((name for name in names if name in TYPES), names[0] if names else "")


def many(value: Any) -> list[Any]:
    """The values of a property: one, a list, or JSON-LD's ordered list."""
    if isinstance(value, dict) and "@list" in value:
        value = value["@list"]
    return value if isinstance(value, list) else [] if value is None else [value]


def read_work(item: Item, source: Source) -> Record | None:
    """The record of a work; None where the node is none of a known type and has no title."""
    values = {key if key.startswith("@") else bare(key): value for key, value in item.items()}
    kind = type_of(values)
    if kind not in TYPES and (kind or not {"name", "title"} & values.keys()):
        return None
    work = _Work(values, kind)
    work.fill()
    return Record(
        id=work.id,
        type=work.type,
        names=work.names,
        dates=work.dates,
        fields={name: value for name, value in work.fields.items() if value},
        extra={"codemeta": work.kept} if work.kept else {},
        source=source,
    )


class _Work:
    """A record in the making, and the properties that say more than it holds."""

    def __init__(self, values: Item, kind: str) -> None:
        self.values = values
        self.kind = kind
        self.type = TYPES.get(kind, "software")
        self.id = ""
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, Date] = {}
        self.fields: dict[str, str] = {}
        self.host = ""
        self.kept: dict[str, Any] = {}

    def fill(self) -> None:
        """Take all properties, the surer ones first; those that are not wholly understood are kept."""
        takers = self._takers()
        order = [key for key in takers if key in self.values]
        for key in (*order, *(key for key in self.values if key not in takers)):
            value = self.values[key]
            if value in (None, "", [], {}):
                continue
            if key not in takers or not takers[key](value):
                self.kept[key] = value
        self.type = TYPES_IN.get((self.type, self.host), self.type)
        placed = {"container-title", "volume"} & self.fields.keys()
        stands_alone = self.type == "article-journal" and not placed and "publisher" in self.fields
        self.type = "article" if stands_alone else self.type
        if self.type in _BY_PUBLISHER and "container-title" not in self.fields and "publisher" in self.fields:
            self.fields["container-title"] = self.fields.pop("publisher")

    def _takers(self) -> dict[str, Callable[[Any], bool]]:
        def field(variable: str) -> Callable[[Any], bool]:
            return lambda value: self._take_text(variable, value)

        def people(variable: str) -> Callable[[Any], bool]:
            return lambda value: self._take_people(variable, value)

        def date(key: str) -> Callable[[Any], bool]:
            return lambda value: self._take_issued(key, value)

        return {
            "@id": self._take_id,
            "@type": lambda _: True,
            "identifier": self._take_identifiers,
            "doi": self._take_identifiers,
            "sameAs": self._take_same,
            **{key: field(variable) for key, variable in FIELDS.items()},
            **{key: people(variable) for key, variable in PEOPLE.items()},
            **{key: date(key) for key in DATES},
            "isPartOf": self._take_hosts,
            "periodical": self._take_hosts,
            "mainEntityOfPage": self._take_page,
            "pageStart": self._take_pages,
            "pageEnd": lambda _: "pageStart" in self.values,
            "keywords": self._take_keywords,
            **dict.fromkeys(BODIES[:-1], self._take_publisher),
            BODIES[-1]: lambda value: self.type in HELD_TYPES and self._take_publisher(value),
        }

    def _set(self, variable: str, value: str) -> bool:
        return bool(value) and self.fields.setdefault(variable, value) == value

    def _take_id(self, value: Any) -> bool:
        """A key of this file ("#lal2004"), or the DOI."""
        if not isinstance(value, str):
            return False
        if value.startswith("#"):
            self.id = value[1:]
            return True
        return bool(_DOI.fullmatch(value)) and self._set("DOI", plain_doi(value))

    def _take_text(self, variable: str, value: Any) -> bool:
        values = many(value)
        texts = [text for text in map(_text, values) if text]
        if variable in _CUT:
            texts = [_CUT[variable].sub(r"\1", text) for text in texts]
        if not texts:
            return False
        joined = texts[0] if variable not in ("language", "ISBN", "license") else ", ".join(texts)
        whole = len(texts) == len(values) == 1 and _is_plain(values[0]) and str(values[0]) == texts[0]
        listed = joined != texts[0] and len(texts) == len(values) and all(map(_is_plain, values))
        return self._set(variable, joined) and (whole or listed)

    def _take_people(self, variable: str, value: Any) -> bool:
        found = [_name(person) for person in many(value)]
        names = tuple(name for name in found if name)
        if not names or variable in self.names:
            return False
        self.names[variable] = names
        plain = all(isinstance(person, dict) and person.keys() <= _PERSON_KEYS for person in many(value))
        return plain and len(names) == len(found)

    def _take_issued(self, key: str, value: Any) -> bool:
        """The surest date counts; only the date of publication needs not be kept as well."""
        text = _text(value).partition("T")[0]
        if not text or "issued" in self.dates:
            return False
        self.dates["issued"] = parse_date(text)
        return key == DATES[0] and text == value

    def _take_identifiers(self, value: Any) -> bool:
        understood = [self._take_identifier(each) for each in many(value)]
        return all(understood)

    def _take_identifier(self, value: Any) -> bool:
        scheme, text = _identifier(value)
        if _DOI.fullmatch(text):
            return self._set("DOI", plain_doi(text)) and isinstance(value, str)
        if scheme in NUMBERS:
            plain = isinstance(value, dict) and value.keys() <= _VALUE_KEYS
            return self._set(NUMBERS[scheme], text) and plain
        if _ADDRESS.fullmatch(text) and "url" not in self.values:
            self.fields.setdefault("URL", text)
        return False

    def _take_same(self, value: Any) -> bool:
        """Another address of the work, which may be its DOI."""
        for text in many(value):
            if isinstance(text, str) and _DOI.fullmatch(text) and "identifier" not in self.values:
                self.fields.setdefault("DOI", find_doi(text) or text)
        return False

    def _take_page(self, value: Any) -> bool:
        """The address of the page that is about the work alone."""
        address = _text(value) if isinstance(value, str) else _text({"@value": _id_of(value)})
        return bool(_ADDRESS.fullmatch(address)) and "url" not in self.values and self._set("URL", address)

    def _take_pages(self, value: Any) -> bool:
        first, last = _text(value), _text(self.values.get("pageEnd"))
        return self._set("page", f"{first}-{last}" if last and last != first else first)

    def _take_keywords(self, value: Any) -> bool:
        words = [_text(word) for word in many(value)]
        if isinstance(value, str):
            words = _WORD_SEAM.split(_text(value))
        self.fields["keyword"] = "; ".join(filter(None, words))
        return all(isinstance(word, str) for word in many(value))

    def _take_publisher(self, value: Any) -> bool:
        body = next(iter(many(value)), None)
        place = body.get("address", body.get("location")) if isinstance(body, dict) else None
        city = _text(place.get("addressLocality", place)) if isinstance(place, dict) else _text(place)
        named = self._set("publisher", _text(body))
        if named and city:
            self._set("publisher-place", city)
        plain = isinstance(body, dict) and body.keys() <= _BODY_KEYS and not isinstance(place, dict)
        return named and plain and len(many(value)) == 1

    def _take_hosts(self, value: Any) -> bool:
        understood = [self._take_host(host) for host in many(value)]
        return all(understood)

    def _take_host(self, host: Any) -> bool:
        """What the work is a part of, and what that is a part of."""
        if not isinstance(host, dict):
            return False
        kind, inner = type_of(host), many(host.get("isPartOf"))
        self.host = kind if kind and kind not in _NUMBERED and not self.host else self.host
        in_series = kind in _SERIES and ("container-title" in self.fields or self.type == "book")
        variables = OF_SERIES if in_series else OF_HOSTS
        unnamed = kind in _NUMBERED and bool(inner)
        understood = [
            self._take_of_host(variables.get(bare(key), ""), bare(key), value)
            for key, value in host.items()
            if not (unnamed and bare(key) == "name")
        ]
        understood += map(self._take_host, inner)
        return all(understood) and not (unnamed and "name" in host)

    def _take_of_host(self, variable: str, key: str, value: Any) -> bool:
        if variable:
            return self._set(variable, ", ".join(filter(None, map(_text, many(value)))))
        if key == "editor" and "editor" not in self.names:
            return self._take_people("container-author" if self.type == "book" else "editor", value)
        if key == "publisher" and "publisher" not in self.values:
            return self._take_publisher(value)
        return key in ("@type", "isPartOf")


def _text(value: Any) -> str:
    """The text of a value, or the name of a node."""
    value = next(iter(many(value)), None) if isinstance(value, list) else value
    if isinstance(value, dict):
        keys = ("@value", "name", "value", "url", "@id")
        return next((text for key in keys if (text := as_text(value.get(key)))), "")
    return as_text(value)


def _id_of(node: Any) -> Any:
    return node.get("@id") if isinstance(node, dict) else None


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int) or (isinstance(value, dict) and value.keys() <= _DEGREE_KEYS)


def _identifier(value: Any) -> tuple[str, str]:
    """The scheme of an identifier, in lower case, and its value."""
    if not isinstance(value, dict):
        return "", as_text(value)
    scheme = bare(as_text(value.get("propertyID")) or as_text(value.get("name"))).rpartition("/")[2]
    return scheme.lower(), as_text(value.get("value")) or as_text(value.get("@id")) or as_text(
        value.get("url")
    )


def _name(person: Any) -> Name | None:
    if isinstance(person, str):
        return _whole_name(person) if person.strip() else None
    if not isinstance(person, dict):
        return None
    family, given, whole = (_joined(person.get(key)) for key in ("familyName", "givenName", "name"))
    if family:
        return Name(family, given, suffix=as_text(person.get("honorificSuffix")))
    if not whole:
        return Name(literal=given) if given else None
    is_person = type_of(person).lower() == "person" or ("," in whole and "@type" not in person)
    return _whole_name(whole) if is_person else Name(literal=whole)


def _whole_name(text: str) -> Name:
    return read_inverted(text) if "," in text else parse_name(text)


def _joined(value: Any) -> str:
    return " ".join(filter(None, map(_text, many(value))))
