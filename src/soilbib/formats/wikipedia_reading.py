"""One citation template of Wikipedia: from its parameters to CSL's variables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from soilbib.formats.inverted_names import read_inverted, read_list, with_comma
from soilbib.formats.wikipedia_tables import (
    CHAPTERS,
    DATES,
    DAYS,
    FIELDS,
    KINDS,
    MONTHS,
    NAMES,
    OF_TYPES,
    SUBTITLES,
    TEMPLATES,
)
from soilbib.formats.wikitext import Template, plain, wikitext
from soilbib.model import Date, Name, Record, Source, parse_date, parse_name
from soilbib.model.identifiers import plain_central, plain_doi
from soilbib.model.names import SUFFIXES
from soilbib.model.numbers import plain_pages

_NUMBER = re.compile(r"\d+")
_AS_WRITTEN = re.compile(r"\(\((.*)\)\)", re.DOTALL)
_CUT_LISTS = {"display-authors": "author", "display-editors": "editor", "displayauthors": "author"}
_LATER, _LAST = frozenset({"coauthors"}), 10_000
_VANCOUVER = frozenset({"vauthors", "veditors"})
_LISTS = frozenset(
    {"vauthors", "veditors", "authors", "editors", "people", "auteurs", "autores", "autori", "coauthors"}
)
_VAGUE = frozenset({"article-journal", "document", "webpage"})
_OF_BOOKS = frozenset({"isbn", "publisher", "verlag", "edition", "auflage", "hrsg", "wydawca"})
_OF_ISSUES = frozenset({"nummer", "issn", "numer"})
_TAKEN_BEFORE = frozenset({*MONTHS, *DAYS, *CHAPTERS, *SUBTITLES})
_ARTICLES = {
    "journal": "article-journal", "periodical": "article-journal", "newspaper": "article-newspaper",
    "magazine": "article-magazine", "website": "webpage", "work": "article-magazine",
    "encyclopedia": "entry-encyclopedia",
}  # fmt: skip
"""What a work of any kind has → its type."""


def key_of(name: str) -> str:
    """A parameter's name without its number and in one spelling ("author1-last", "last1" → "author-last", "last")."""
    key = " ".join(_NUMBER.sub("", name).lower().replace("_", " ").split()).strip("- ")
    return key.replace("--", "-")


def read_values(template: Template, source: Source, identifier: str = "") -> Record:
    """The record of a template whose name is known."""
    work = _Work(template)
    work.fill()
    return Record(
        id=identifier,
        type=work.type,
        names={variable: tuple(names) for variable, names in work.names.items()},
        dates=work.dates,
        fields=work.fields,
        truncated=tuple(variable for variable in work.truncated if variable in work.names),
        extra={"wikipedia": work.kept} if work.kept else {},
        source=source,
    )


class _Work:
    """A record in the making, and the parameters that say more than it holds."""

    def __init__(self, template: Template) -> None:
        self.values = {key: value for key, value in template.values.items() if value}
        self.keys = {key_of(name) for name in self.values}
        self.type = self._type(template.name.lower())
        self.names: dict[str, list[Name]] = {}
        self.dates: dict[str, Date] = {}
        self.fields: dict[str, str] = {}
        self.truncated: dict[str, None] = {}
        self.kept: dict[str, str] = {}
        self.done: set[str] = set()

    def _type(self, template: str) -> str:
        csl_type = TEMPLATES[template]
        kind = KINDS.get(
            next((value.lower() for name, value in self.values.items() if key_of(name) == "type"), "")
        )
        if kind and csl_type in _VAGUE:
            return kind
        if csl_type == "document":
            csl_type = next((found for key, found in _ARTICLES.items() if key in self.keys), csl_type)
        if csl_type == "document" and {"sammelwerk", "czasopismo"} & self.keys:
            in_book = self.keys & _OF_BOOKS and not self.keys & _OF_ISSUES
            csl_type = "chapter" if in_book else "article-journal"
        if csl_type == "document" and self.keys & _OF_BOOKS:
            csl_type = "book"
        return "chapter" if csl_type == "book" and self.keys & CHAPTERS else csl_type

    def fill(self) -> None:
        """Take all parameters; those that are not wholly understood are kept."""
        self._take_names()
        self._take_day()
        for name, value in self.values.items():
            if name not in self.done and not self._take(name, key_of(name), value):
                self.kept[name] = value
        self._take_subtitle()
        self._take_part()
        self._finish_archive()

    def _take(self, name: str, key: str, value: str) -> bool:
        if key in _CUT_LISTS and "et" in value.lower():
            self.truncated[_CUT_LISTS[key]] = None
            return value == "etal"
        if key in NAMES and OF_TYPES.get((self.type, key)) is None:
            return name not in self.kept
        if key in DATES:
            return self._take_date(DATES[key], value)
        if key in _TAKEN_BEFORE:
            return name not in self.kept
        if key == "type" and KINDS.get(value.lower()) == self.type:
            return value in (KIND_WORDS[self.type], KIND_WORDS[self.type].lower())
        variable = OF_TYPES.get((self.type, key)) or FIELDS.get(key)
        return bool(variable) and self._set(variable or "", value)

    def _set(self, variable: str, value: str) -> bool:
        text = _READ.get(variable, plain)(value)
        match = _AS_WRITTEN.fullmatch(text)
        text = match[1] if match else text
        held = self.fields.setdefault(variable, text) if text else ""
        return held == text and " ".join(value.split()) in (wikitext(text), wikitext(spelled(variable, text)))

    def _take_subtitle(self) -> None:
        value = next((value for name, value in self.values.items() if key_of(name) in SUBTITLES), "")
        if not value:
            return
        title = self.fields.get("title")
        self.fields["title"] = f"{title}: {plain(value)}" if title else plain(value)

    def _take_date(self, variable: str, value: str) -> bool:
        date = parse_date(plain(value))
        held = self.dates.setdefault(variable, date)
        return (held.start, held.end) == (date.start, date.end) and plain(value) == value

    def _take_day(self) -> None:
        """A year with its month and day in parameters of their own."""
        found = {key_of(name): name for name in self.values}
        year = next((found[key] for key in found if DATES.get(key) == "issued"), "")
        month = next((found[key] for key in MONTHS if key in found), "")
        day = next((found[key] for key in DAYS if key in found), "")
        if not year or not month:
            return
        text = " ".join(plain(self.values[name]) for name in (day, month, year) if name)
        date = parse_date(text)
        if date.start:
            self.dates["issued"] = date
            self.done.update((year, month, day))

    def _take_part(self) -> None:
        """A chapter's title is the title, and that of the book the container's."""
        name = next((name for name in self.values if key_of(name) in CHAPTERS), "")
        if not name:
            return
        if "title" in self.fields and "container-title" not in self.fields:
            self.fields["container-title"] = self.fields.pop("title")
        if not self._set("title", self.values[name]):
            self.kept[name] = self.values[name]

    def _finish_archive(self) -> None:
        if "archive_location" in self.fields:
            self.fields["archive"] = "arXiv"
            self.fields.setdefault("URL", f"https://arxiv.org/abs/{self.fields['archive_location']}")

    def _take_names(self) -> None:
        """The names by their numbers, families with their given names."""
        parts: dict[tuple[str, int], dict[str, tuple[str, str]]] = defaultdict(dict)
        for name, value in self.values.items():
            key = key_of(name)
            if key not in NAMES or (self.type, key) in OF_TYPES:
                continue
            variable, part = NAMES[key]
            number = _NUMBER.search(name)
            place = _LAST if key in _LATER else int(number[0][:4]) if number else 1
            held = parts[variable, place]
            if part in held:
                self.kept[name] = value
            held.setdefault(part, (name, value))
        for (variable, _), found in sorted(parts.items(), key=lambda item: item[0][1]):
            names = self._read(variable, found)
            self.names.setdefault(variable, []).extend(names)
            self.kept.update((name, value) for name, value in found.values() if plain(value) != value)
        self.names = {variable: names for variable, names in self.names.items() if names}

    def _read(self, variable: str, found: dict[str, tuple[str, str]]) -> list[Name]:
        family, given, whole = (plain(found.get(part, ("", ""))[1]) for part in ("family", "given", "whole"))
        if family:
            match = _AS_WRITTEN.fullmatch(family)
            return [Name(literal=match[1]) if match else read_inverted(f"{family}, {given}")]
        match = _AS_WRITTEN.fullmatch(whole)
        if match:
            return [Name(literal=match[1])]
        key = key_of(found["whole"][0]) if whole else ""
        names, cut = _whole_names(key, whole)
        if cut:
            self.truncated[variable] = None
        return names


def _whole_names(key: str, text: str) -> tuple[list[Name], bool]:
    """The names of a parameter for one or several."""
    if not text:
        return [], False
    if key in _VANCOUVER:
        pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
        cut = pieces[-1].lower().rstrip(".") == "et al"
        return [_vancouver(piece) for piece in pieces[: len(pieces) - cut]], cut
    single = key not in _LISTS and text.count(",") == 1 and ";" not in text and " and " not in text
    if single:
        family, _, given = text.partition(",")
        if given.strip().rstrip(".").lower() in SUFFIXES:
            return [parse_name(text)], False
        if " " not in family.strip() or " " not in given.strip():
            return [read_inverted(text)], False
    names, cut = read_list(text)
    return list(names), cut


def _vancouver(text: str) -> Name:
    """ "Doe JR" or a group in double brackets."""
    match = _AS_WRITTEN.fullmatch(text)
    if match:
        return Name(literal=match[1])
    if "." in text:
        return read_inverted(with_comma(text))
    family, _, initials = text.rpartition(" ")
    if family and initials.isupper() and len(initials) <= 3:
        return Name(family, " ".join(f"{letter}." for letter in initials))
    return parse_name(text)


def _read_pages(value: str) -> str:
    return plain_pages(plain(value))


def spelled(variable: str, value: str) -> str:
    """A value as the templates have it: a dash between pages, a PMCID without its letters."""
    if variable == "page":
        return value.replace("-", "–")
    return value.removeprefix("PMC") if variable == "PMCID" else value


KIND_WORDS: dict[str, str] = {csl_type: word.capitalize() for word, csl_type in reversed(KINDS.items())}
"""CSL type → what ``type`` says of it."""

_READ: dict[str, Callable[[str], str]] = {
    "page": _read_pages,
    "DOI": lambda value: plain_doi(plain(value)),
    "PMCID": lambda value: f"PMC{value}" if value.isdecimal() else plain_central(plain(value)),
}
