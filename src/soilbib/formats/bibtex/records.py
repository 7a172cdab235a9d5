"""From an entry's raw fields to a `Record`, by the tables of `mapping`.

What the tables do not know stays in ``extra["bibtex"]`` under its field name as it was written; so does a
second value for a field or variable, and the entry type where the writer would choose another
("entrytype").
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from msgspec.structs import replace

from soilbib.formats.bibtex.dates import day_of_visit, read_date, read_year, with_month
from soilbib.formats.bibtex.inheritance import RawEntry
from soilbib.formats.bibtex.journals import JOURNALS
from soilbib.formats.bibtex.languages import code_of, name_of
from soilbib.formats.bibtex.latex import collapse, decode, split_top, unwrap
from soilbib.formats.bibtex.mapping import (
    BIBTEX_TYPES,
    COUNTRY_KEYS,
    EDITOR_ROLES,
    ENTRY_TYPES,
    EPRINT_LINKS,
    JOINED_TITLES,
    KEYS,
    SUBTYPES,
    TABLES,
    THESIS_GENRES,
    WRITTEN_TYPES,
    Rule,
)
from soilbib.formats.bibtex.names import read_names
from soilbib.formats.bibtex.titles import (
    OTHER_TITLES,
    is_braced,
    is_own_title,
    join_title,
    protected_part,
    renamed_titles,
)
from soilbib.model.dates import Date
from soilbib.model.markup import TAGS
from soilbib.model.names import Name
from soilbib.model.record import Record, Source

EXTRA = "bibtex"
ENTRY_TYPE = "entrytype"

Fields: TypeAlias = dict[str, str]
Warning_: TypeAlias = tuple[str, str, str]
"""Code, message, text."""

_NO_PREFIX = re.compile(r"useprefix\s*=\s*false")
_AVAILABLE = r"(?:(?:Available\s+(?:online\s+)?(?:at|from)|URL|Online)\s*:?\s+|URL:)?"
_LINK = r"(?:\\(?:url|href)\s*\{(?P<braced>[^{}]*)\}|(?P<plain>https?://[^\s{}\\,;]*[^\s{}\\,;.]))"
_URL_ONLY = re.compile(rf"{_AVAILABLE}{_LINK}\.?", re.IGNORECASE)
_URL_FIRST = re.compile(
    rf"{_AVAILABLE}{_LINK}(?P<text>\{{[^{{}}]*\}})?[\s.,;]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
"""A link in a field for words, and what follows it: the text that stands for it (``\\href``), the day of access."""
_VERBATIM_ESCAPE = re.compile(
    r"\{?\\([_%&#$~{}])(?:\{\})?\}?|\{\\textunderscore\s*\}|\$([<>])\$|\{?\\text(less|greater)(?![a-z])\s*(?:\{\})?\}?"
)
_ANGLES = re.compile(r"<(?:URL:)?\s*(https?://[^\s<>]+)\s*>", re.IGNORECASE)
_LONE_MACRO = re.compile(r"\{?\\([a-z]+)\s*\}?\s*")
_DOI_RESOLVER = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)(?=10\.)", re.IGNORECASE)
_PAGE_DASH = re.compile(r"\s*(?:[-–—‐‑−]{2,}|[–—‐‑−])\s*|\s+-\s*|(?<=\d)-\s+(?=\d)")
_EDITOR_FIELDS = frozenset(f"editor{letter}{part}" for letter in ("", *"abc") for part in ("", "type"))
_PARTS_OF_EDITORS = _EDITOR_FIELDS - {"editor"}
_AND = re.compile(r"\s+and\s+")
LIST_SEPARATOR = "; "
BRACED = "in braces"
"""What `Source.fields` says of a title that is protected as a whole."""
_OF_EVENTS = frozenset({"eventtitle", "venue", "eventdate"})
_WITH_EVENTS = frozenset({"article", "inproceedings", "conference", "proceedings"})
_DATE_PARTS = ("year", "month", "day")


class RecordBuilder:
    """Collects one record's values; ``warnings`` says what was doubtful.

    ``lists`` says that publishers and places are lists joined with "and", as in BibLaTeX.
    """

    def __init__(self, entry: RawEntry, fields: Fields, lists: bool) -> None:
        self.kind, self.key, self.raw = entry.kind, entry.key, fields
        self.lists = lists
        self.fields: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, Date] = {}
        self.truncated: list[str] = []
        self.extra: dict[str, Any] = {}
        self.ranks: dict[str, tuple[int, str]] = {}
        self.warnings: list[Warning_] = []
        self.origins: dict[str, str] = {}
        for name, value in entry.repeated:
            self._keep(name, value)

    def build(self, source: Source) -> Record:
        """The record of the entry."""
        raw = self.raw
        csl_type = self._type()
        if not OTHER_TITLES.isdisjoint(raw):
            self.raw = raw = renamed_titles(raw, csl_type)
        if "fjournal" in raw and "journal" in raw:
            self.raw = raw = _with_full_journal(raw)
        if "address" in raw and "location" in raw and self.kind in _WITH_EVENTS:
            self.raw = raw = _with_venue(raw)
        if "useprefix" in raw.get("options", ""):
            self.use_prefix = not _NO_PREFIX.search(raw["options"])
        else:
            self.use_prefix = True
        by_field = TABLES[csl_type].by_field
        for name, value in raw.items():
            found = by_field.get(name)
            if found:
                self._put(found[0], found[1], name, value)
            elif name not in _DATE_PARTS and name not in _SUBTITLES:
                self._other(name, value)
        if "year" in raw or "month" in raw or "day" in raw:
            self._issued(raw)
        self._finish(raw, csl_type)
        if "eprint" in raw and "URL" not in self.fields:
            link = eprint_link(self.fields)
            if link:
                self.fields["URL"] = link
                self.origins["URL"] = "eprint"
        if self.origins:
            source = replace(source, fields=self.origins)
        return Record(
            id=self.key,
            type=csl_type,
            names=self.names,
            dates=self.dates,
            fields=self.fields,
            truncated=tuple(self.truncated),
            extra={EXTRA: self.extra} if self.extra else {},
            source=source,
        )

    def _type(self) -> str:
        kind = self.kind
        subtype = self.raw.get("entrysubtype", "").strip().lower()
        is_article = ENTRY_TYPES.get(kind, "").startswith("article")
        if subtype in SUBTYPES and (is_article or subtype not in ("magazine", "newspaper")):
            return SUBTYPES[subtype]
        if subtype in ENTRY_TYPES and subtype not in BIBTEX_TYPES:
            kind = subtype
        elif subtype:
            self._keep("entrysubtype", self.raw["entrysubtype"])
        csl_type = ENTRY_TYPES.get(kind)
        if csl_type is None:
            csl_type = "document"
            self.warnings.append(("W208", f"the entry type @{kind} is unknown", "@" + kind))
        if csl_type == "manuscript" and not _OF_EVENTS.isdisjoint(self.raw):
            csl_type = "speech"
        if kind not in THESIS_GENRES and kind not in WRITTEN_TYPES[csl_type].values():
            self.extra[ENTRY_TYPE] = kind
        return csl_type

    def _keep(self, name: str, value: str) -> None:
        """Keep a raw value in extra, beside others of that name."""
        kept = self.extra.get(name)
        if kept is None:
            self.extra[name] = value.strip()
        elif isinstance(kept, list):
            kept.append(value.strip())
        else:
            self.extra[name] = [kept, value.strip()]

    def _put(self, rule: Rule, rank: int, name: str, value: str) -> None:
        """Set a variable; where two fields give it, the better-known field wins and the other is kept."""
        if not value or value.isspace():
            if rule.variable == "genre":
                self.ranks["genre"] = (rank, name)
            if "crossref" in self.raw:
                self._keep(name, "")  # an empty field says that nothing is inherited
            return
        taken = self.ranks.get(rule.variable)
        if taken:
            if {name, taken[1]} == {"number", "issue"}:
                number, issue = (decode(self.raw[part]) for part in ("number", "issue"))
                self.fields["issue"] = number if number == issue else f"{number}, {issue}"
                return
            if taken[0] <= rank:
                self._keep(name, value)
                return
            if self.extra.get(taken[1]) != self.raw[taken[1]].strip():
                self._keep(taken[1], self.raw[taken[1]])
        self.ranks[rule.variable] = (rank, name)
        _SETTERS[rule.kind](self, rule, name, value)

    def _other(self, name: str, value: str) -> None:
        """A field without a rule: an editor's role, or one that only BibTeX knows."""
        if name == "entrysubtype" or name in _EDITOR_FIELDS:
            return  # the editors are read together in _editors
        if value and not value.isspace():
            self._keep(name, value)

    def _text(self, rule: Rule, name: str, value: str) -> None:
        if name == "howpublished" and "url" not in self.raw:
            match = _URL_FIRST.fullmatch(unwrap(collapse(value)))
            if match:
                self.fields["URL"] = match["plain"] or _unescaped(match["braced"])
                if not match["text"] and not match["rest"]:
                    del self.ranks[rule.variable]
                    return
        macro = _LONE_MACRO.fullmatch(value) if "\\" in value[:2] else None
        if macro and macro[1] in JOURNALS:
            self.fields[rule.variable] = JOURNALS[macro[1]]
            return
        is_joined = name in JOINED_TITLES
        self.fields[rule.variable] = self._joined(name, value, protect=False) if is_joined else decode(value)

    def _list(self, rule: Rule, name: str, value: str) -> None:
        if self.lists and " and " in value:
            pieces = [decode(piece) for piece in split_top(collapse(value), _AND)]
            self.fields[rule.variable] = LIST_SEPARATOR.join(piece for piece in pieces if piece)
        else:
            self._text(rule, name, value)
        if rule.variable == "jurisdiction" and "country" in value:
            places = self.fields["jurisdiction"].split(LIST_SEPARATOR)
            self.fields["jurisdiction"] = LIST_SEPARATOR.join(
                COUNTRY_KEYS.get(place, place) for place in places
            )

    def _title(self, rule: Rule, name: str, value: str) -> None:
        self.fields[rule.variable] = title = self._joined(name, value, protect=True)
        if "{" in value[:2] and is_braced(value) and not title.startswith(TAGS["nocase"][0]):
            self.origins[rule.variable] = BRACED

    def _joined(self, name: str, value: str, protect: bool) -> str:
        """A title with its subtitle and addition."""
        parts = JOINED_TITLES.get(name, ())
        if not parts or (parts[0] not in self.raw and parts[1] not in self.raw):
            return decode(value, protect)
        values = [value, *(self.raw.get(part, "") for part in parts)]
        texts = [decode(part, protect) for part in values]
        if protect and texts[1:] != ["", ""]:
            texts = [protected_part(text, part) for text, part in zip(texts, values, strict=True)]
        return join_title(*texts)

    def _verbatim(self, rule: Rule, _name: str, value: str) -> None:
        text = unwrap(collapse(value))
        if "\\" in text:
            match = _URL_ONLY.fullmatch(text)
            text = match["braced"] if match and match["braced"] else _unescaped(text)
        elif "$" in text:
            text = _unescaped(text)
        if text.startswith("<"):
            text = _ANGLES.sub(r"\1", text)
        if rule.variable == "DOI" and not text.startswith("10."):
            text = _DOI_RESOLVER.sub("", text, count=1)
        self.fields[rule.variable] = text

    def _pages(self, rule: Rule, _name: str, value: str) -> None:
        text = collapse(value)
        plain = decode(text) if "\\" in text or "{" in text or "$" in text else text
        if "--" in plain or " -" in plain or "- " in plain or not plain.isascii():
            plain = _PAGE_DASH.sub("-", plain)
        self.fields[rule.variable] = plain

    def _key(self, rule: Rule, _name: str, value: str) -> None:
        text = decode(value)
        if rule.variable == "genre" and text == "Thesis" and self.kind in THESIS_GENRES:
            return  # the writer's way to say "a thesis of no known kind" in BibTeX
        self.fields[rule.variable] = KEYS[rule.variable].get(text, text)

    def _language(self, rule: Rule, name: str, value: str) -> None:
        text = decode(value)
        code = code_of(text)
        self.fields[rule.variable] = code
        if code != text and name_of(code) != text.lower():
            self.extra[name] = value.strip()

    def _date(self, rule: Rule, _name: str, value: str) -> None:
        self.dates[rule.variable] = read_date(value)

    def _people(self, rule: Rule, name: str, value: str) -> None:
        variable = rule.variable
        if variable == "editor" and "editortype" in self.raw:
            variable = EDITOR_ROLES.get(self.raw["editortype"].strip().lower(), "")
            if not variable or variable in self.names:
                variable = "editor"
                self._keep("editortype", self.raw["editortype"])
        self._set_names(variable, name, value)

    def _set_names(self, variable: str, name: str, value: str) -> None:
        found = read_names(value, self.use_prefix)
        if found.doubt:
            self.warnings.append(("W207", f"{name}: {found.doubt}", value))
        self.names[variable] = found.names
        if found.truncated:
            self.truncated.append(variable)

    def _issued(self, raw: Fields) -> None:
        """The date in ``year``, ``month`` and ``day``, where no ``date`` says more."""
        year, month, day = (
            raw.get("year", "").strip(),
            raw.get("month", "").strip(),
            raw.get("day", "").strip(),
        )
        issued = self.dates.get("issued")
        if issued is not None and not issued.start and read_year(year).start:  # "date = {Jan}, year = 1937"
            self._keep("date", raw["date"])
            issued = None
        if issued is None and year:
            self.dates["issued"] = date = read_year(year)
            combined = with_month(date, month, day) if month else None
            if combined:
                self.dates["issued"] = combined
            else:
                self._keep_parts(month=month, day=day)
            return
        if issued and month and (not year or read_year(year).start == issued.start):
            combined = with_month(issued, month, day)
            if combined:
                self.dates["issued"] = combined
                return
        if issued and year and read_year(year).start[:1] != issued.start[:1]:
            self._keep("year", year)
        if issued is None or len(issued.start) < 2:
            self._keep_parts(month=month, day=day)

    def _keep_parts(self, **parts: str) -> None:
        for name, value in parts.items():
            if value:
                self._keep(name, value)

    def _finish(self, raw: Fields, csl_type: str) -> None:
        if csl_type == "thesis" and self.kind in THESIS_GENRES and "genre" not in self.ranks:
            self.fields["genre"] = THESIS_GENRES[self.kind]
        if not _PARTS_OF_EDITORS.isdisjoint(raw):
            self._editors(raw)
        if self.fields.get("archive", "").lower() in ("pubmed", "pmid") and "PMID" not in self.fields:
            self.fields["PMID"] = self.fields.pop("archive_location", "")
            del self.fields["archive"]
            if not self.fields["PMID"]:
                del self.fields["PMID"]
        if "note" in raw:
            self._visit(raw["note"])
        if csl_type == "book" and "title" in raw and is_own_title(raw):
            del self.fields["container-title"]  # only there for the parts to inherit
            self._keep("booktitle", raw["booktitle"])
        if not _SUBTITLES.isdisjoint(raw):
            for base, parts in JOINED_TITLES.items():
                if base not in raw:
                    self._keep_parts(**{part: raw[part] for part in parts if part in raw})

    def _visit(self, note: str) -> None:
        """A note that is but a link, the day of access or both, which is kept as it was written."""
        link = _URL_FIRST.fullmatch(collapse(note))
        address = (link["plain"] or _unescaped(link["braced"])) if link and not link["text"] else ""
        rest = link["rest"] if link and address else note
        day = day_of_visit(decode(rest)) if rest else None
        if rest and (not day or self.dates.setdefault("accessed", day).start != day.start):
            return
        if address and self.fields.setdefault("URL", address) != address:
            return
        if self.fields.pop("note", ""):
            self._keep("note", note)

    def _editors(self, raw: Fields) -> None:
        """Editors of several kinds, by their roles."""
        for name in ("editora", "editorb", "editorc"):
            if name in raw:
                self._secondary_editors(name, raw)
        if "editortype" in raw and "editor" not in raw:
            self._keep("editortype", raw["editortype"])

    def _secondary_editors(self, name: str, raw: Fields) -> None:
        role = raw.get(f"{name}type", "").strip().lower()
        variable = EDITOR_ROLES.get(role, "")
        if variable and variable not in self.names:
            self._set_names(variable, name, raw[name])
        else:
            self._keep_parts(**{name: raw[name], f"{name}type": raw.get(f"{name}type", "")})


_SETTERS = {
    "text": RecordBuilder._text,
    "title": RecordBuilder._title,
    "verbatim": RecordBuilder._verbatim,
    "pages": RecordBuilder._pages,
    "names": RecordBuilder._people,
    "date": RecordBuilder._date,
    "language": RecordBuilder._language,
    "key": RecordBuilder._key,
    "list": RecordBuilder._list,
}
_SUBTITLES = frozenset(part for parts in JOINED_TITLES.values() for part in parts) | {
    "volumesubtitle",
    "volumetitleaddon",
}


_SIGNS = {"less": "<", "greater": ">"}


def _unescaped(text: str) -> str:
    """An identifier or address without what LaTeX needs before some signs."""
    return _VERBATIM_ESCAPE.sub(lambda sign: sign[1] or sign[2] or _SIGNS.get(sign[3], "_"), text)


def _with_venue(raw: Fields) -> Fields:
    """The place of the event as ``venue``: the ACM has it in ``location``, and the publisher's in ``address``."""
    same = collapse(raw["address"]) == collapse(raw["location"])
    if same or "venue" in raw or not (raw["address"].strip() and raw["location"].strip()):
        return raw
    return {"venue" if name == "location" else name: value for name, value in raw.items()}


def _with_full_journal(raw: Fields) -> Fields:
    """MathSciNet's full name of the journal (``fjournal``) as its title, the other one as the short one."""
    if not raw["fjournal"].strip() or not {"journaltitle", "shortjournal"}.isdisjoint(raw):
        return raw
    renamed = {"fjournal": "journaltitle", "journal": "shortjournal"}
    return {renamed.get(name, name): value for name, value in raw.items()}


def eprint_link(fields: Fields) -> str:
    """The address of the e-print that a record's archive and location name, or the empty string."""
    link = EPRINT_LINKS.get(fields.get("archive", "").lower())
    location = fields.get("archive_location")
    return link.format(location) if link and location else ""
