"""One RIS record: from tagged lines to CSL's variables."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from soilbib.errors import Place, Problem
from soilbib.formats.inverted_names import read_inverted, split_cut_mark
from soilbib.formats.ris_tags import BOOK_TYPES, CSL_TYPES, PERIODICAL_TYPES, READING, TYPE_NAMES, TYPES
from soilbib.formats.tagged import TaggedLine
from soilbib.model import Date, Name, Record, Source, parse_date
from soilbib.model.dates import SEASONS
from soilbib.model.identifiers import bare_doi
from soilbib.model.variables import DATE_VARIABLES, NAME_VARIABLES

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACES = re.compile(r"[ \u00a0]{2,}")
_BARE_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_ISBN = re.compile(r"(?:ISBN:?\s*)?(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?!\d)", re.IGNORECASE)
_ISSN = re.compile(r"(?:ISSN:?\s*)?\d{4}-?\d{3}[\dXx](?![\dXx-])", re.IGNORECASE)
_SN_LABEL = re.compile(r"\s*\((?:[ep]?-?ISSN|ISBN|print|electronic|online)\)", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:\s*/\s*(\d{0,2})\s*(?:/\s*(\d{0,2})\s*(?:/(.*))?)?)?")
_YEAR = re.compile(r"\d{4}")
_VERBATIM_TAGS = frozenset({"UR", "N1", "AB", "N2", "L1", "L2", "L3", "L4", "ID", "TY"})
_TITLE_TAGS = frozenset({"TI", "T1", "T2", "T3", "CT", "BT", "ST", "JF", "JO"})
_ISSUED_TAGS = ("DA", "PY", "Y1")
_JOURNAL_TAGS = frozenset({"JO", "JF", "JA"})


def read_record(lines: list[TaggedLine], path: str) -> Iterator[Record | Problem]:
    """The record of some tagged lines, and what is wrong with it."""
    place = Place(path, lines[0].number, 1)
    ris_type = next((line.value.upper() for line in lines if line.tag == "TY"), "")
    ris_type = TYPE_NAMES.get(ris_type, ris_type)
    if not any(line.value for line in lines if line.tag != "TY"):
        text = "\n".join(show_line(line) for line in lines)
        yield Problem("E103", "the record has nothing but a type", place, text=text)
        return
    if ris_type not in TYPES:
        message = f"unknown reference type {ris_type!r}" if ris_type else "no reference type (TY)"
        yield Problem("W208", f"{message}; read as a document", place, "warning", ris_type)
    yield _Assembly(ris_type, lines).build(Source("ris", path, lines[0].number))


def show_line(line: TaggedLine) -> str:
    """A tagged line as it was written, more or less."""
    text = "\n".join(line.lines)
    return f"{line.tag}  - {text}" if line.tag else text


class _Assembly:
    """A record in the making."""

    def __init__(self, ris_type: str, lines: list[TaggedLine]) -> None:
        self.tags = {line.tag for line in lines if line.value}
        self.type = TYPES.get(ris_type, "document")
        self.extra: dict[str, Any] = {}
        if self.type == "document" and self.tags & _JOURNAL_TAGS and self.tags & {"VL", "IS"}:
            self.type = "article-journal"
        elif ris_type and CSL_TYPES[self.type] != ris_type:
            self.extra["TY"] = ris_type
        self.table = READING[self.type]
        self.id = ""
        self.names: dict[str, list[Name]] = {}
        self.dates: dict[str, Date] = {}
        self.fields: dict[str, str] = {}
        self.truncated: dict[str, None] = {}
        self.pages: dict[str, str] = {}
        self.dated: dict[str, list[str]] = {}
        self.keywords: list[str] = []
        self.notes: list[str] = []
        self.journal = ""
        for line in lines:
            if line.tag != "TY" and line.value:
                self._take(line)

    def build(self, source: Source) -> Record:
        """The finished record."""
        for variable, separator, values in (("keyword", "; ", self.keywords), ("note", "\n", self.notes)):
            if values:
                self.fields[variable] = separator.join(values)
        self._finish_pages()
        self._finish_journal()
        self._finish_issued()
        if self.fields.get("title-short") == self.fields.get("title"):
            self.fields.pop("title-short", None)
        return Record(
            id=self.id,
            type=self.type,
            names={variable: tuple(names) for variable, names in self.names.items()},
            dates=self.dates,
            fields=self.fields,
            truncated=tuple(self.truncated),
            extra={"ris": self.extra} if self.extra else {},
            source=source,
        )

    def _take(self, line: TaggedLine) -> None:
        tag, value = line.tag, _clean(line)
        if tag == "KW":
            self.keywords += [_clean_text(tag, part) for part in line.lines if part]
        elif tag == "N1":
            self.notes += [part for part in line.lines if part]
        elif tag in ("SP", "EP"):
            self.pages[tag] = value if tag not in self.pages else self._keep(tag, value, self.pages[tag])
        elif tag in _ISSUED_TAGS:
            self.dated.setdefault(tag, []).append(value)
        elif tag == "ID":
            self.id = value if not self.id else self._keep(tag, value, self.id)
        elif tag == "JO" and not self.journal:
            self.journal = value
        else:
            self._set(self._variable(tag, value), value, line)

    def _set(self, variable: str, value: str, line: TaggedLine) -> None:
        if variable in NAME_VARIABLES:
            self._add_names(variable, value)
        elif variable in DATE_VARIABLES:
            date, understood = read_date(value)
            known = self.dates.setdefault(variable, date)
            if known is not date or not understood:
                self._keep(line.tag, value)
        elif variable:
            value = _shape(variable, value)
            if self.fields.setdefault(variable, value) != value:
                self._keep(line.tag, "\n".join(line.lines))
        else:
            self._keep(line.tag, "\n".join(line.lines))

    def _keep(self, tag: str, value: str, result: str = "") -> str:
        self.extra.setdefault(tag, []).append(value)
        return result

    def _variable(self, tag: str, value: str) -> str:
        """The variable of a tag, where that depends on the value or on the tags beside it."""
        variable = self.table.get(tag, "")
        if tag == "SN":
            return _serial_variable(value, self.type, variable)
        if tag == "A2" and self.type == "book" and "T2" not in self.tags:
            return "editor"
        if tag == "M3" and _BARE_DOI.fullmatch(bare_doi(value)):
            return "DOI"
        if self.type in PERIODICAL_TYPES:
            return self._periodical_variable(tag, value, variable)
        return self._conference_variable(tag, variable) if self.type == "paper-conference" else variable

    def _periodical_variable(self, tag: str, value: str, variable: str) -> str:
        if tag == "M1" and self.type == "article-journal":
            return "" if "IS" in self.tags else "issue"
        if tag == "C2" and self.type == "article-journal":
            return "PMCID" if value[:3].upper() == "PMC" else "PMID" if value.isdecimal() else ""
        return variable

    def _conference_variable(self, tag: str, variable: str) -> str:
        """C1 and C3 hold the place and title of the proceedings; T2 and CY are then those of the conference."""
        if tag == "T2":
            return "event-title" if "C3" in self.tags else "container-title"
        if tag == "CY":
            return "event-place" if "C1" in self.tags else "publisher-place"
        return {"C1": "publisher-place", "C3": "container-title"}.get(tag, variable)

    def _add_names(self, variable: str, value: str) -> None:
        names = self.names.setdefault(variable, [])
        for piece in value.split(";"):
            text, cut = split_cut_mark(piece.strip())
            if cut:
                self.truncated[variable] = None
            if text:
                names.append(read_inverted(text))
        if not names:
            del self.names[variable]

    def _finish_pages(self) -> None:
        first, last = self.pages.get("SP", ""), self.pages.get("EP", "")
        variable = self.table["SP"] if first and not last else "page"
        if not last or first == last or (first.endswith(last) and "-" in first):
            value = first
        else:
            value = f"{first}-{last}" if first else last
        if value:
            self.fields[variable] = value

    def _finish_journal(self) -> None:
        """JO is the journal's short name beside a full one, and else its only name."""
        journal = self.journal
        if journal and self.fields.setdefault("container-title", journal) != journal:
            if self.fields.setdefault("container-title-short", journal) != journal:
                self._keep("JO", journal)
        elif journal and "." in journal:
            self.fields.setdefault("container-title-short", journal)

    def _finish_issued(self) -> None:
        """The fullest date counts, DA before the others; what says something else is kept."""
        year = next(
            (
                match[0]
                for tag in ("PY", "Y1")
                for text in self.dated.get(tag, ())
                if (match := _YEAR.match(text))
            ),
            "",
        )
        found = []
        for tag in _ISSUED_TAGS:
            for text in self.dated.get(tag, ()):
                yearless = year if tag == "DA" and not _YEAR.search(text) else ""
                found.append((tag, text, *read_date(f"{text} {yearless}".strip())))
        if not found:
            return
        best = max(found, key=lambda entry: (bool(entry[2].start), entry[0] == "DA", _weight(entry[2])))
        self.dates["issued"] = best[2]
        for tag, text, date, understood in found:
            if not understood or date.start[:1] != best[2].start[:1] or (not date.start and date != best[2]):
                self._keep(tag, text)


def read_date(text: str) -> tuple[Date, bool]:
    """A date as RIS writes it (year/month/day/other), and whether all of it was understood."""
    match = _DATE.fullmatch(text)
    if not match:
        date = parse_date(text)
        return date, True
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    other = (match[4] or "").strip(" /")
    if not year or month > 12 or day > 31 or (day and not month):
        return Date((year,) if year else (), literal="" if year else text), False
    start = tuple(part for part in (year, month, day) if part)
    return _with_other(start, other) if other else (Date(start), True)


def _with_other(start: tuple[int, ...], other: str) -> tuple[Date, bool]:
    """The fourth part of a date: a season, an EDTF date of the same year, or months and days."""
    season = SEASONS.get(other.lower(), 0)
    if season:
        return Date(start, season=season), True
    for text in (other, f"{other} {start[0]}"):
        date = parse_date(text)
        if date.start[: len(start)] == start:
            return date, True
    return Date(start), False


def _weight(date: Date) -> int:
    return len(date.start) * 4 + (date.end is not None) * 2 + bool(date.season) + date.circa


def _clean(line: TaggedLine) -> str:
    return _clean_text(line.tag, line.value)


def _clean_text(tag: str, value: str) -> str:
    if tag in _TITLE_TAGS:
        value = _SPACES.sub(" ", value)
    if "&" in value and tag not in _VERBATIM_TAGS:
        value = _ENTITY.sub(lambda match: html.unescape(match[0]), value)
    return value


def _shape(variable: str, value: str) -> str:
    if variable == "DOI":
        return bare_doi(value)
    return _SN_LABEL.sub("", value).strip() if variable in ("ISBN", "ISSN") else value


def _serial_variable(value: str, csl_type: str, own: str) -> str:
    """SN is an ISBN, an ISSN or the type's own number, told by its form."""
    if _ISBN.match(value):
        return "ISBN"
    if _ISSN.match(value):
        return "ISSN"
    return own or ("ISBN" if csl_type in BOOK_TYPES else "ISSN")
