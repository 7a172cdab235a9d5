"""OpenURL's context objects (Z39.88-2004) in keys and values: what they say of a work, and a record as one of them.

Sources: the matrices of the OpenURL registry (info:ofi/fmt:kev:mtx), COinS, and what Zotero and Wikipedia make of both.
What has no place in CSL stays in ``Record.extra["coins"]``: key → its values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote_plus, unquote_plus

from soilbib.formats.inverted_names import read_inverted
from soilbib.formats.mods_tables import GENRES, LOCAL_GENRES
from soilbib.model import Date, Name, Record, Source, parse_date, parse_name
from soilbib.model.markup import plain_text
from soilbib.model.numbers import expand_range, parse_pages

KINDS: dict[str, tuple[str, str]] = {
    "article-journal": ("journal", "article"),
    "article-magazine": ("journal", "article"),
    "article-newspaper": ("journal", "article"),
    "review": ("journal", "article"),
    "review-book": ("journal", "article"),
    "periodical": ("journal", "journal"),
    "article": ("journal", "preprint"),
    "book": ("book", "book"),
    "chapter": ("book", "bookitem"),
    "entry-encyclopedia": ("book", "bookitem"),
    "entry-dictionary": ("book", "bookitem"),
    "paper-conference": ("book", "proceeding"),
    "report": ("book", "report"),
    "thesis": ("dissertation", ""),
    "patent": ("patent", ""),
}
"""Item type → OpenURL metadata format and genre; the others are sent as Dublin Core."""

TYPES: dict[tuple[str, str], str] = {
    **{kind: csl_type for csl_type, kind in reversed(KINDS.items())},
    ("journal", "issue"): "periodical", ("journal", "conference"): "book",
    ("journal", "proceeding"): "paper-conference", ("book", "document"): "document",
}  # fmt: skip
"""Metadata format and genre → item type; the first of a metadata format stands for all its other genres."""

_USUAL: dict[str, str] = {
    "journal": "article-journal",
    "book": "book",
    "dissertation": "thesis",
    "patent": "patent",
}
_SHARED: dict[str, str] = {
    "volume": "volume", "issue": "issue", "ISSN": "issn", "ISBN": "isbn", "language": "language",
}  # fmt: skip
_JOURNAL: dict[str, str] = {
    "title": "atitle", "container-title": "jtitle", "container-title-short": "stitle", **_SHARED,
}  # fmt: skip
_PERIODICAL: dict[str, str] = {"title": "jtitle", "title-short": "stitle", **_SHARED}
_BOOK: dict[str, str] = {
    "title": "btitle", "publisher": "pub", "publisher-place": "place", "edition": "edition",
    "collection-title": "series", "number-of-pages": "tpages", **_SHARED,
}  # fmt: skip
_PART: dict[str, str] = {**_BOOK, "title": "atitle", "container-title": "btitle"}
_DISSERTATION: dict[str, str] = {
    "title": "title", "publisher": "inst", "publisher-place": "co", "genre": "degree", "number-of-pages": "tpages",
    "ISBN": "isbn", "language": "language",
}  # fmt: skip
_PATENT: dict[str, str] = {"title": "title", "number": "number", "jurisdiction": "cc", "language": "language"}
_DUBLIN_CORE: dict[str, str] = {
    "title": "title", "publisher": "publisher", "abstract": "description", "language": "language",
    "container-title": "source", "license": "rights", "URL": "identifier",
}  # fmt: skip
_TABLES: dict[str, dict[str, str]] = {
    "journal": _JOURNAL, "book": _BOOK, "dissertation": _DISSERTATION, "patent": _PATENT, "dc": _DUBLIN_CORE,
}  # fmt: skip
"""Metadata format → variable → its key."""

_ALSO: dict[str, str] = {
    "jtitle": "container-title", "stitle": "container-title-short",
    "place": "publisher-place", "cc": "publisher-place", "pub": "publisher", "publisher": "publisher",
    "tpages": "number-of-pages",
    "description": "abstract", "rights": "license", "edition": "edition", "series": "collection-title",
    "subject": "keyword", **{key: variable for variable, key in _SHARED.items()}, "eissn": "ISSN", "eisbn": "ISBN",
}  # fmt: skip
"""Key → variable, where the metadata format has no other meaning for it."""

_JOINTS: dict[str, str] = {"ISSN": ", ", "ISBN": ", ", "keyword": "; "}
"""Variables that take all values of their keys, and what joins them."""

_SCHEMES: dict[str, str] = {"DOI": "info:doi/", "PMID": "info:pmid/", "PMCID": "info:pmcid/", "URL": ""}
_IDENTIFIERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("DOI", re.compile(r"(?:info:doi/|doi:\s*|https?://(?:dx\.)?doi\.org/)(10\..+)", re.IGNORECASE)),
    ("PMID", re.compile(r"(?:info:pmid/|pmid:\s*)(\d+)", re.IGNORECASE)),
    ("PMCID", re.compile(r"(?:info:pmcid/|(?:https?:)?//\S+/articles/)(PMC\d+)(?:#\S*)?", re.IGNORECASE)),
    ("ISBN", re.compile(r"urn:isbn:(.+)", re.IGNORECASE)),
    ("ISSN", re.compile(r"urn:issn:(.+)", re.IGNORECASE)),
    ("URL", re.compile(r"((?:https?|ftp)://(?!\S*#id-name=).+)", re.IGNORECASE)),
)
"""What works are referred to by; an address ending in "#id-name=…" is Wikipedia's for a number in another register."""

_GIVEN = ("rft.aufirst", "rft.invfirst", "rft.auinit")
_PEOPLE = frozenset({"rft.au", "rft.inv", "rft.creator", "rft.aucorp"})
_OF_ARTICLES = frozenset({"volume", "issue", "ISSN", "page"})
_MARK = re.compile(r"\s+[/:;=]\Z")
"""What library catalogues have between a value and the next one."""

_EXTENT = re.compile(r"(?:.*\D)?(\d+) ?(?:p|pp|pages|S)\b.*")
_STOP = re.compile(r"(?<=\w{3})\.\Z")
_FRAME = frozenset({"ctx_ver", "ctx_enc", "ctx_tim", "url_ver", "url_ctx_fmt"})


class _Values(dict[str, list[str]]):
    """The values of a context object by their keys, each taken out when it is used."""

    def first(self, *keys: str) -> str:
        """The first value of the first of the keys that has one."""
        for key in keys:
            if found := self.get(key):
                value = found.pop(0)
                if not found:
                    del self[key]
                return value
        return ""

    def keep(self, key: str, value: str) -> None:
        """Put back a value that was not used."""
        self.setdefault(key, []).append(value)


def parse_pairs(text: str) -> list[tuple[str, str]]:
    """The keys in lower case and the values of a context object in their order; in UTF-8, or else in ISO 8859-1."""
    encoding = "latin-1" if "\ufffd" in unquote_plus(text) else "utf-8"
    pairs = (
        (key.lower(), _MARK.sub("", " ".join(value.split())))
        for key, value in parse_qsl(text, encoding=encoding)
    )
    return [(key, value) for key, value in pairs if value]


def read_context(pairs: list[tuple[str, str]], identifier: str, source: Source) -> Record | None:
    """The record of a context object ("ctx_ver=Z39.88-2004&rft.atitle=…"); None of what is none."""
    values = _Values()
    for key, value in pairs:
        if key not in _FRAME:
            values.keep(key, value)
    if not any(key.startswith(("rft.", "rft_id")) for key in values):
        return None
    kind, csl_type = _take_type(values)
    fields = _take_identifiers(values)
    fields["page"] = _take_pages(values)
    extent = _EXTENT.fullmatch(fields["page"]) if kind == "book" else None
    if extent:  # of a whole book, as catalogues say it
        fields |= {"page": "", "number-of-pages": extent[1]}
    names, dates = _take_names(values, pairs), _take_dates(values)
    for key, variable in _meanings(kind, csl_type, "rft.atitle" in values).items():
        _take_field(values, f"rft.{key}", variable, fields)
    fields = {variable: value for variable, value in fields.items() if value}
    if kind == "journal" and "container-title-short" in fields:
        fields.setdefault("container-title", fields["container-title-short"])
    if csl_type == "article-journal" and values.get("rft.genre") == ["unknown"] and "URL" in fields:
        csl_type = csl_type if fields.keys() & _OF_ARTICLES else "webpage"
    return Record(
        identifier,
        csl_type,
        names,
        dates,
        fields,
        extra={"coins": dict(values)} if values else {},
        source=source,
    )


def _take_type(values: _Values) -> tuple[str, str]:
    """The metadata format and the item type; a genre that a writer would put otherwise stays."""
    kind = values.first("rft_val_fmt").rpartition(":")[2].lower()
    if kind not in _TABLES:
        kind = "journal" if values.keys() & {"rft.jtitle", "rft.issn"} else "book"
    key = "rft.type" if kind == "dc" else "rft.genre"
    genre = values.first(key)
    if kind == "dc":
        csl_type = GENRES.get(genre.lower(), "") or "document"
    else:
        csl_type = TYPES.get((kind, genre.lower()), _USUAL[kind])
    if kind == "book" and csl_type == "book" and not genre and "rft.atitle" in values:
        csl_type = "chapter"
    if genre and genre != _genre(csl_type):
        values.keep(key, genre)
    return kind, csl_type


def _genre(csl_type: str) -> str:
    """The genre that is written for a type, or the type of Dublin Core."""
    if csl_type in KINDS:
        return KINDS[csl_type][1]
    return LOCAL_GENRES.get(csl_type, csl_type) if csl_type != "document" else ""


def _table(kind: str, csl_type: str, in_other: bool) -> dict[str, str]:
    """Variable → key, of a kind of work, which may be part of another."""
    if csl_type == "periodical":
        return _PERIODICAL
    return _PART if kind == "book" and in_other else _TABLES[kind]


def _meanings(kind: str, csl_type: str, in_other: bool) -> dict[str, str]:
    """Key → variable; "title" is that of the journal or book, as the first version of OpenURL has it."""
    own = {key: variable for variable, key in _table(kind, csl_type, in_other).items()}
    title = own.get("jtitle") or own.get("btitle")
    return {
        **own,
        **({"title": title} if title else {}),
        **{key: _ALSO[key] for key in _ALSO if key not in own},
    }


def _take_field(values: _Values, key: str, variable: str, fields: dict[str, str]) -> None:
    found = values.get(key, [])
    known = fields.get(variable, "")
    if found and variable in _JOINTS:
        fields[variable] = _JOINTS[variable].join(dict.fromkeys([*filter(None, [known]), *values.pop(key)]))
    elif found and known in ("", found[0]):
        fields[variable] = values.first(key)


def _take_identifiers(values: _Values) -> dict[str, str]:
    fields: dict[str, str] = {}
    for value in values.pop("rft_id", []):
        for variable, pattern in _IDENTIFIERS:
            match = pattern.fullmatch(value)
            if match and fields.setdefault(variable, match[1]) == match[1]:
                break
        else:
            values.keep("rft_id", value)
    return fields


def _take_pages(values: _Values) -> str:
    """The pages, whose first and last may be told beside them, or the article's number."""
    pages = values.first("rft.pages")
    first, last = values.get("rft.spage", [""])[0], values.get("rft.epage", [""])[0]
    if not pages or first in pages:
        values.first("rft.spage")
        values.first("rft.epage")
    made = f"{first}-{last}" if first and last and first != last else first or last
    return pages or made or values.first("rft.artnum")


def _take_dates(values: _Values) -> dict[str, Date]:
    found = {"issued": values.first("rft.date", "rft.pubdate"), "submitted": values.first("rft.appldate")}
    return {variable: parse_date(text) for variable, text in found.items() if text}


def _take_names(values: _Values, pairs: list[tuple[str, str]]) -> dict[str, tuple[Name, ...]]:
    """The authors: the first may be told in parts, and again in full among the others."""
    family, given = values.first("rft.aulast", "rft.invlast"), values.first(*_GIVEN)
    given = given or " ".join(filter(None, [values.first("rft.auinit1"), values.first("rft.auinitm")]))
    first = Name(family, given, suffix=values.first("rft.ausuffix")) if family else Name(literal=given)
    first = first if given or "," not in family else _person("", family)
    if values.get("rft.auinit", [""])[0][:1] == given[:1]:
        values.first("rft.auinit")
    others = [_person(key, value) for key, value in pairs if key in _PEOPLE]
    for key in _PEOPLE:
        values.pop(key, None)
    if first != Name() and first.literal not in [name.literal for name in others if name.literal]:
        twin = next((name for name in others if _is_same(first, name)), None)
        others = [first if name is twin else name for name in others] if twin else [first, *others]
    found = {
        "author": others,
        "contributor": [_person("", value) for value in values.pop("rft.contributor", [])],
    }
    return {variable: tuple(dict.fromkeys(names)) for variable, names in found.items() if names}


def _person(key: str, text: str) -> Name:
    if key == "rft.aucorp":
        return Name(literal=text)
    if "," in text:
        return read_inverted(_STOP.sub("", text))
    name = parse_name(text)
    return Name(family=text) if key and name.literal and " " not in text else name


def _is_same(one: Name, other: Name) -> bool:
    return one.full_family.lower() == other.full_family.lower() and one.given[:1] == other.given[:1]


def write_context(record: Record) -> str:
    """The context object of a record: what stands in the ``title`` of an element of class "Z3988"."""
    kind = KINDS.get(record.type, ("dc", ""))[0]
    genre = _genre(record.type)
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}"),
        *([("rft.type" if kind == "dc" else "rft.genre", genre)] if genre else []),
        *_write_fields(record, kind),
        *((f"rft.{key}", value) for key, value in _write_names(record, kind)),
        *(
            ("rft_id", scheme + record.fields[name])
            for name, scheme in _SCHEMES.items()
            if name in record.fields
        ),
    ]
    written = {key for key, _ in pairs} - {"rft_id"}
    for key, found in record.extra.get("coins", {}).items():
        if key not in written and isinstance(found, list):
            pairs += [(key, str(value)) for value in found]
    return "&".join([f"{key}={quote_plus(value)}" for key, value in pairs])


def _write_fields(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    for variable, key in _table(kind, record.type, "container-title" in record.fields).items():
        if value := record.fields.get(variable):
            yield f"rft.{key}", plain_text(value)
    for word in filter(None, record.fields.get("keyword", "").split("; ") if kind == "dc" else ()):
        yield "rft.subject", plain_text(word)
    for variable, key in (("issued", "rft.date"), ("submitted", "rft.appldate")):
        if variable in record.dates and (kind == "patent" or variable == "issued"):
            yield key, record.dates[variable].text
    if kind in ("journal", "book") and (pages := record.fields.get("page", "")):
        yield "rft.pages", pages
        ranges = parse_pages(pages)
        if len(ranges) == 1 and ranges[0].first:
            yield "rft.spage", ranges[0].first
            if ranges[0].last:
                yield "rft.epage", expand_range(ranges[0]).last


def _write_names(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    people = record.authors
    last, first, every = ("invlast", "invfirst", "inv") if kind == "patent" else ("aulast", "aufirst", "au")
    if kind != "dc" and people and people[0].full_family and not people[0].literal:
        yield last, people[0].full_family
        yield first, people[0].given
    for name in people:
        own = "creator" if kind == "dc" else "aucorp" if name.literal else every
        yield own, name.inverted.rstrip(",")
    if kind == "dc":
        yield from (
            ("contributor", name.inverted.rstrip(",")) for name in record.names.get("contributor", ())
        )
