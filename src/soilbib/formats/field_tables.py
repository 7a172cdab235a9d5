"""What stands for what: for each format its names of fields, CSL's variable, and whether it is written so, too.

The rows are made of the tables that the readers and writers use. Whether a field comes back is tried: a record
that has nothing else is written and read again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, TypeAlias

from msgspec import Struct

from soilbib.errors import Loss
from soilbib.formats.table import FORMATS
from soilbib.model import Date, Name, Record
from soilbib.model.variables import DATE_VARIABLES, ITEM_TYPES, NAME_VARIABLES

Pairs: TypeAlias = Iterable[tuple[str, str]]
"""(name in the format, CSL variable), the name that is written first."""

_PROBES: dict[str, str] = {
    "DOI": "10.1000/x", "ISBN": "978-3-16-148410-0", "ISSN": "1351-0754", "PMID": "15192216", "PMCID": "PMC4756000",
    "URL": "https://example.org/a", "page": "12-19", "number-of-pages": "281", "language": "en",
    "license": "Copyright 2004",
}  # fmt: skip
_TRIED = (
    "article-journal", "article-magazine", "book", "chapter", "paper-conference", "report", "thesis", "webpage",
    "patent", "legal_case", "song", "motion_picture", "graphic", "interview", "document", *ITEM_TYPES,
)  # fmt: skip
_MARKS: dict[str, str] = {
    "biblatex": "\n  {} = ", "bibtex": "\n  {} = ", "cff": " {}:", "csv": "{}", "dc": ":{}>", "endnotexml": "<{}",
    "enw": "\n%{} ", "hayagriva": " {}:", "marcxml": 'tag="{}"', "mods": "<{}", "nbib": "\n{:<4}- ",
    "refworks": "\n{} ", "ris": "\n{}  - ", "wikipedia": " |{}=", "wordxml": "<b:{}>", "wos": "\n{} ",
}  # fmt: skip
"""How a name looks in what is written."""

_PREDICATE = re.compile(r"\[[^]]*\]|\$.*| \(.*")
_SEGMENT = re.compile(r"[^/]+")
_OFTEN = 20  # a meaning that so many types share needs no list of them


class FieldRow(Struct, frozen=True):
    """One name in a format: the variable it is read as, in which types (empty: all others), and if it comes back."""

    name: str
    variable: str
    types: tuple[str, ...]
    comes_back: bool


def field_rows(format_name: str) -> list[FieldRow]:
    """The rows of a format, by its own names; none where it has CSL's own names or no fields at all."""
    pairs = _SOURCES.get(format_name)
    if pairs is None:
        return []
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for csl_type in ITEM_TYPES:
        for name, variable in (*pairs(csl_type), *_BY_CODE.get(format_name, ())):
            if variable and csl_type not in found[name, variable]:
                found[name, variable].append(csl_type)
    return [
        FieldRow(
            name,
            variable,
            () if len(types) > _OFTEN else tuple(types),
            _back(format_name, name, variable, types),
        )
        for (name, variable), types in found.items()
    ]


def markdown(format_name: str) -> str:
    """The rows as a table: "↔" comes back when written, "→" is only read."""
    rows = sorted(field_rows(format_name), key=lambda row: (row.name.lower(), row.types, row.variable))
    lines = [f"| {FORMATS[format_name].title} | | CSL | in the types |", "|---|---|---|---|"]
    for row in rows:
        arrow = "↔" if row.comes_back else "→"
        lines.append(f"| `{row.name}` | {arrow} | `{row.variable}` | {', '.join(row.types)} |")
    return "\n".join(lines)


def lines_of(format_name: str) -> list[str]:
    """The rows as lines for a terminal."""
    rows = field_rows(format_name)
    wide = max((len(row.name) for row in rows), default=0)
    return [
        f"{row.name:<{wide}} {'↔' if row.comes_back else '→'} {row.variable:<22} {', '.join(row.types)}".rstrip()
        for row in rows
    ]


def tabled() -> list[str]:
    """The names of the formats that have rows."""
    return sorted(_SOURCES)


def _back(format_name: str, name: str, variable: str, types: list[str]) -> bool:
    """Whether a record with that variable alone is written under that name and read back the same, in any type."""
    entry = FORMATS[format_name]
    if not entry.write:
        return False
    name = _SEGMENT.findall(_PREDICATE.sub("", name))[-1]
    for csl_type in (csl_type for csl_type in _TRIED if csl_type in types):
        items = list(entry.write([probe(csl_type, variable)]))
        text = "\n" + "".join(item for item in items if isinstance(item, str))
        lost = {item.field for item in items if isinstance(item, Loss)}
        if _MARKS[format_name].format(name) in text and variable not in lost:
            return True
    return False


def probe(csl_type: str, variable: str) -> Record:
    """A record with a title and one variable."""
    names: dict[str, tuple[Name, ...]] = {}
    if variable in NAME_VARIABLES:
        names[variable] = (Name("Doe", "Jane"),)
    dates = {variable: Date((2004, 6, 15))} if variable in DATE_VARIABLES else {}
    fields = {"title": "Soil carbon"}
    if not names and not dates:
        fields[variable] = _PROBES.get(variable, "Probe" if variable != "title" else "Soil carbon")
    return Record(id="doe2004", type=csl_type, names=names, dates=dates, fields=fields)


def _table(place: str) -> Any:
    module, _, name = place.partition(".")
    return getattr(import_module(f"soilbib.formats.{module}"), name)


def _same(*places: str) -> Callable[[str], Pairs]:
    """Tables name → variable that hold for all types."""
    return lambda _type: [pair for place in places for pair in _table(place).items()]


def _typed(*places: str) -> Callable[[str], Pairs]:
    """Functions that give such a table for a type."""
    return lambda csl_type: [pair for place in places for pair in _table(place)(csl_type).items()]


def _places(*places: str) -> Callable[[str], Pairs]:
    """Tables variable → the names that it is read from."""
    return lambda _type: [
        (name, variable) for place in places for variable, names in _table(place).items() for name in names
    ]


def _bibtex(dialect: str) -> Callable[[str], Pairs]:
    def pairs(csl_type: str) -> Pairs:
        table = import_module("soilbib.formats.bibtex.mapping").TABLES[csl_type]
        for name, (rule, _) in table.by_field.items():
            if name in (getattr(rule, dialect), *rule.also):
                yield name, rule.variable

    return pairs


def _csv(_type: str) -> Pairs:
    yield from _table("csv_columns.ALIASES").items()


def _cff(_type: str) -> Pairs:
    yield from (*_table("cff_tables.FIELDS").items(), *_table("cff_tables.PEOPLE").items())
    for name, (variable, place) in _table("cff_tables.ENTITIES").items():
        yield from ((f"{name}/name", variable), (f"{name}/city", place))


def _marc(_type: str) -> Pairs:
    fields = import_module("soilbib.formats.marc_fields")
    for variable, (tag, _, codes, *_rest) in (*fields.SIMPLE.items(), *fields.LISTS.items()):
        yield f"{tag}${codes}", variable
    for variable, scheme in fields.NUMBERS.items():
        yield f"024 ({scheme})", variable
    for variable, code in fields.EVENT_PARTS.items():
        yield from ((f"{tag}${code}", variable) for tag in fields.EVENTS)


def _wikipedia(csl_type: str) -> Pairs:
    tables = import_module("soilbib.formats.wikipedia_tables")
    yield from ((name, variable) for (kind, name), variable in tables.OF_TYPES.items() if kind == csl_type)
    yield from (*tables.FIELDS.items(), *tables.DATES.items())
    yield from ((name, variable) for name, (variable, _) in tables.NAMES.items())


_SOURCES: dict[str, Callable[[str], Pairs]] = {
    "biblatex": _bibtex("biblatex"),
    "bibtex": _bibtex("bibtex"),
    "cff": _cff,
    "cochrane": _same("cochrane._VARIABLES"),
    "crossref": lambda _type: [*_places("crossref._FIELDS")(_type), *_same("crossref._NAMES")(_type)],
    "csv": _csv,
    "dc": _places("dublin_core._FIELDS"),
    "endnotexml": _typed("endnote_xml_tables.field_table", "endnote_xml_tables.name_table"),
    "enw": _typed("enw_tags.reading_table"),
    "hayagriva": _same("hayagriva_tables.FIELDS", "hayagriva_tables.SERIALS", "hayagriva_tables.ROLES"),
    "marcxml": _marc,
    "mods": _places("mods_tables.FIELDS", "mods_tables.PARTS"),
    "nbib": _same("nbib_tags.VARIABLES"),
    "ovid": _same("ovid_tags.VARIABLES"),
    "pubmedxml": _places("pubmed_xml._CITATION_FIELDS", "pubmed_xml._BOOK_FIELDS"),
    "refworks": _typed("refworks_tags.reading_table"),
    "ris": _typed("ris_tags.reading_table"),
    "wikipedia": _wikipedia,
    "wordxml": _same("word_xml.FIELDS", "word_xml.ROLES"),
    "wos": _same("wos_tags.VARIABLES"),
}
_BY_CODE: dict[str, Pairs] = {
    "dc": (
        ("title", "title"), ("creator", "author"), ("contributor", "contributor"), ("subject", "keyword"),
        ("date", "issued"), ("description", "abstract"), ("identifier", "DOI"), ("identifier", "ISBN"),
        ("identifier", "ISSN"), ("identifier", "PMID"), ("identifier", "PMCID"), ("identifier", "URL"),
    ),
    "enw": (("W", "archive_location"), ("*", "license")),
    "mods": (
        ("titleInfo/title", "title"), ("name", "author"), ("name", "editor"), ("name", "translator"),
        ("relatedItem[@type='host']/titleInfo/title", "container-title"), ("originInfo/dateIssued", "issued"),
        ("subject/topic", "keyword"), ("note", "note"), ("location/url", "URL"), ("part/extent", "page"),
        ("language/languageTerm", "language"), ("originInfo/place/placeTerm", "publisher-place"),
        ("physicalDescription/extent", "number-of-pages"), ("classification", "call-number"),
        ("location/physicalLocation", "archive_location"),
    ),
    "nbib": (
        ("FAU", "author"), ("AU", "author"), ("CN", "author"), ("FED", "editor"), ("AID", "DOI"), ("LID", "DOI"),
        ("IS", "ISSN"), ("MH", "keyword"), ("OT", "keyword"),
    ),
    "ovid": (
        ("AU", "author"), ("FA", "author"), ("SO", "container-title"), ("SO", "volume"), ("SO", "issue"),
        ("SO", "page"), ("DP", "issued"), ("YR", "issued"), ("DO", "DOI"), ("DI", "DOI"), ("PM", "PMID"),
        ("IP", "issue"), ("IP", "ISSN"), ("KW", "keyword"), ("MH", "keyword"), ("PB", "publisher"),
        ("PU", "publisher"),
    ),
    "refworks": (("SP", "page"), ("OP", "page"), ("YR", "issued"), ("FD", "issued"), ("SN", "ISBN"), ("SN", "ISSN")),
    "ris": (
        ("SN", "ISBN"), ("SN", "ISSN"), ("C2", "PMID"), ("C2", "PMCID"), ("C3", "PMID"), ("C5", "PMID"),
        ("EP", "page"), ("JO", "container-title"), ("M3", "DOI"),
    ),
    "wordxml": (
        ("Year", "issued"), ("YearAccessed", "accessed"), ("StandardNumber", "ISBN"), ("StandardNumber", "ISSN"),
    ),
    "wos": (
        ("AU", "author"), ("AF", "author"), ("CA", "author"), ("BA", "container-author"), ("BE", "editor"),
        ("PY", "issued"), ("PD", "issued"), ("BP", "page"), ("EP", "page"), ("SN", "ISSN"), ("EI", "ISSN"),
        ("DE", "keyword"), ("ID", "keyword"),
    ),
}  # fmt: skip
"""Names that are read by code and stand in no table; tried like the others."""
