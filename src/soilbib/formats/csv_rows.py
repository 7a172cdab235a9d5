"""One row of CSV: from cells to a record, and the cells that names, dates and types are written as."""

from __future__ import annotations

import re
from functools import lru_cache

from soilbib.formats.csv_columns import NUMBERED_TYPES, Column, find_type, part_of_date
from soilbib.formats.entities import unescaped
from soilbib.formats.inverted_names import is_no_name, read_list
from soilbib.formats.tagged_records import dot_initials
from soilbib.formats.wos_dates import read_day
from soilbib.model import Date, Name, Record, Source, parse_date
from soilbib.model.identifiers import bare_doi
from soilbib.model.variables import DATE_VARIABLES, NAME_VARIABLES

_AUTHOR_NUMBER = re.compile(r"\s*\(\d{5,}\)")
_GLUED = re.compile(
    r"(?<=[a-zß-ÿ])(?<!\bMc)(?<!\b[LD]e)(?<!\b[DLV]a)(?<!\bDi)(?<!\bMac)(?<!\bVan)(?=[A-ZÀ-Þ])"
)
_MOST_WORDS = 5
_JOINED = frozenset({"ISBN", "ISSN"})
TIGHT = re.compile(r";(?=\S)")
"""What stands between keywords where it has no space behind it."""

_DAYS = ("PD", "Publication Date")  # the Web of Science's, which has the year in another column
_YEAR = re.compile(r"(\d{4})(?:\.0)?")  # spreadsheets and data frames give years as 2019.0


def read_row(columns: list[Column], cells: list[str], source: Source) -> Record:
    """The record of a row; a row that is too short has empty cells at its end."""
    values: dict[str, str] = {}
    kept: dict[str, str] = {}
    identifier = ""
    for (header, variable), cell in zip(columns, cells, strict=False):
        text = cell.strip() if cell else ""
        if variable == "id" and cell and not identifier:
            identifier = cell
        elif text and (not variable or values.setdefault(variable, text) != text):
            if variable in _JOINED:
                values[variable] = f"{values[variable]}, {text}"
            elif variable == "issued":
                values[variable] = _fuller(values[variable], text, header, kept)
            else:
                kept[header] = text
    if "Author full names" in kept:
        _spell_out(values, kept)
    if kept and "issued" in values:
        _complete(values, kept)
    _settle_columns(values)
    type_name = values.pop("type", "")
    csl_type = find_type(type_name, "container-title" in values)
    if type_name and type_name != csl_type:
        kept["type"] = type_name
    _settle_number(values, csl_type)
    _settle_pages(values)
    return _build(identifier, csl_type, values, kept, source)


def _spell_out(values: dict[str, str], kept: dict[str, str]) -> None:
    """Take Scopus's full names, without its numbers of authors, for those with initials."""
    full = _AUTHOR_NUMBER.sub("", kept["Author full names"])
    if full.count(";") == values["author"].count(";"):
        kept["Authors"], values["author"] = values["author"], full


def _complete(values: dict[str, str], kept: dict[str, str]) -> None:
    """Take month and day, which have columns of their own, to the year: in one column with the Web of Science."""
    columns = {part: header for header in reversed(kept) if (part := part_of_date(header))}
    parts = [kept[columns[part]] for part in ("day", "month") if part in columns]
    if day := next((header for header in _DAYS if header in kept), ""):
        date, understood = read_day(kept[day], values["issued"])
        columns = {"day": day}
    elif "month" in columns and all(map(str.isdecimal, parts)):
        date = parse_date("-".join([values["issued"], *(f"{part:0>2}" for part in reversed(parts))]))
        understood = bool(date.start)
    elif "month" in columns:
        date = parse_date(" ".join([*parts, values["issued"]]))
        understood = bool(date.start)
    else:
        return
    if understood and str(date.year) == values["issued"]:
        values["issued"] = date.edtf
        for header in columns.values():
            del kept[header]


def _build(
    identifier: str, csl_type: str, values: dict[str, str], kept: dict[str, str], source: Source
) -> Record:
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    fields: dict[str, str] = {}
    truncated: list[str] = []
    for variable, text in values.items():
        if variable in NAME_VARIABLES:
            listed = unescaped(text) if "&" in text else text  # the semicolons of entities part no names
            if is_no_name(listed):
                continue
            found, cut = read_list(_parted(listed))
            names[variable] = found if ";" in listed else tuple(_dotted(name, listed) for name in found)
            if cut:
                truncated.append(variable)
        elif variable in DATE_VARIABLES:
            dates[variable] = read_date(text)
        else:
            fields[variable] = bare_doi(text) if variable == "DOI" else text
    extra = {"csv": dict(kept)} if kept else {}
    return Record(identifier, csl_type, names, dates, fields, tuple(truncated), extra, source)


def _dotted(name: Name, text: str) -> Name:
    """A name with full stops behind its initials, as PubMed and others have "Roe AB", unless it is as it stands."""
    return name if f"{name.family}, {name.given}" in text else dot_initials(name)


def _parted(text: str) -> str:
    """A list of names with semicolons for bars, and where Springer has nothing between them ("Ann RoeJane Doe")."""
    if ";" in text:
        return text
    if "|" in text:
        return text.replace("|", ";")
    pieces = _GLUED.split(text) if "," not in text and " and " not in text else []
    whole = all(1 < len(piece.split()) <= _MOST_WORDS for piece in pieces)
    return "; ".join(pieces) if len(pieces) > 1 and whole else text


@lru_cache(maxsize=1 << 12)
def read_date(text: str) -> Date:
    """The date of a cell: a year, EDTF or words; Scopus has "3 June 2010 through 5 June 2010"."""
    start, through, end = text.partition(" through ")
    if through and (days := parse_date("/".join(parse_date(part).edtf for part in (start, end)))).start:
        return days
    year = _YEAR.fullmatch(text)
    return Date((int(year[1]),), raw=text) if year and int(year[1]) else parse_date(text)


def write_date(date: Date) -> str:
    """A date in EDTF, or its literal."""
    return date.edtf or date.literal


def write_type(record: Record) -> str:
    """The type's name as it was read, as long as it says the same, or CSL's."""
    kept = record.extra.get("csv", {}).get("type", "")
    if isinstance(kept, str) and kept and find_type(kept, "container-title" in record.fields) == record.type:
        return kept
    return record.type


def _fuller(first: str, second: str, header: str, kept: dict[str, str]) -> str:
    """Of two dates the one that says more; the other is kept unless it is part of it."""
    short, long = sorted((first, second), key=len)
    if not short.isdecimal() or short not in long:
        kept[header] = second
        return first
    return long


def _settle_columns(values: dict[str, str]) -> None:
    """Columns that count where another is empty or full; keywords parted by "; "."""
    first = values.pop("author?", "")
    if first:
        values.setdefault("author", first)
    if anthology := values.pop("anthology", ""):
        series = values.get("container-title", "")
        values["container-title"] = anthology
        if series and series != anthology:
            values.setdefault("collection-title", series)
    if ";" in values.get("keyword", ""):
        values["keyword"] = TIGHT.sub("; ", values["keyword"])


def _settle_number(values: dict[str, str], csl_type: str) -> None:
    if "number?" in values:
        values["number" if csl_type in NUMBERED_TYPES else "issue"] = values.pop("number?")


def _settle_pages(values: dict[str, str]) -> None:
    """One value of first and last page; BibTeX's double dash becomes a hyphen."""
    first, last = values.pop("page-start", ""), values.pop("page-end", "")
    if first or last:
        pages = f"{first}-{last}" if first and last and first != last else first or last
        values.setdefault("page", pages)
    if "--" in values.get("page", ""):
        values["page"] = values["page"].replace("--", "-")
