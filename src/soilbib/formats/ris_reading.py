"""One RIS record: from tagged lines to CSL's variables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from soilbib.errors import Place, Problem
from soilbib.formats.inverted_names import read_one_or_more, split_cut_mark
from soilbib.formats.ris_dates import ISSUED_TAGS, THROUGH, find_issued, read_date
from soilbib.formats.ris_tags import (
    CSL_TYPES,
    PERIODICAL_TYPES,
    TYPE_NAMES,
    TYPES,
    reading_table,
)
from soilbib.formats.ris_values import (
    PUBMED,
    clean,
    is_unpublished,
    plain_given,
    serial_variable,
    shape,
    show_line,
    split_role,
)
from soilbib.model import Date, Name, Record, Source
from soilbib.model.identifiers import bare_doi, find_serials
from soilbib.model.numbers import is_numeric
from soilbib.model.variables import DATE_VARIABLES, NAME_VARIABLES

_BARE_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_MARKS = re.compile(r"[;&\n]|\s\Z| (?:[JS][Rr]\.?|III?|IV)\Z")
_MONTH_AND_YEAR = re.compile(r"[A-Za-z]{3,9}\.? (?:19|20)\d\d|(?:19|20)\d\d(?:/.*)?")
_NO_ISSUE = re.compile(r"\(|.*\. |.{40}")
"""What is no issue in M1: an address ("(Lal R.) Columbus", Embase), a work that is cited (PsycINFO)."""
_NO_PAGES = frozenset({("No", "Specified"), ("N.PAG", "N.PAG"), ("N.PAG", "")})
"""PsycINFO's "No Pagination Specified" and EBSCO's "N.PAG"."""
_NOTED_DOI = re.compile(
    r"\s*doi: ?(10\.\S+)\s*|Accession Number: .*\bDOI: (10\.\S+)", re.IGNORECASE | re.DOTALL
)
_MOST_COMMAS = 3
_RUN_TOGETHER = re.compile(r"(?<=\S)(PU|AN|PI)  - ")
_ROLE_TAGS = frozenset({"A1", "A2"})
_SHAPE_TAGS = frozenset({"SN", "M3", "L3", "CP"})
_NUMBERED_TAGS = frozenset({"C2", "C3", "C5"})  # EndNote and Scopus, Cochrane, Embase
_SHAPED = frozenset({"DOI", "ISBN", "ISSN", "PMID"})
_JOURNAL_TAGS = frozenset({"JO", "JF", "JA"})
_OF_SERIES: dict[str, str] = {
    "Conference Paper": "CONF", "Conference Review": "CONF", "Book Chapter": "CHAP", "Article": "JOUR",
    "Review": "JOUR",
}  # fmt: skip
"""What Scopus says in M3 of an item that came out in a series (SER) → the type that it is read as."""

Pair: TypeAlias = tuple[str, str]
"""A tag and its value as written, its lines stripped and parted by "\\n"."""


def read_record(pairs: list[Pair], path: str, line: int) -> Iterator[Record | Problem]:
    """The record of some tags and values, and what is wrong with it."""
    first = pairs[0][1] if pairs[0][0] == "TY" else next((value for tag, value in pairs if tag == "TY"), "")
    ris_type = first.upper()
    ris_type = TYPE_NAMES.get(ris_type, ris_type)
    if ris_type == "SER":
        ris_type = next(
            (_OF_SERIES[value] for tag, value in pairs if tag == "M3" and value in _OF_SERIES), "SER"
        )
    if not any(value and tag != "TY" for tag, value in pairs):
        text = "\n".join(show_line(tag, value) for tag, value in pairs)
        yield Problem("E103", "the record has nothing but a type", Place(path, line, 1), text=text)
        return
    if ris_type not in TYPES:
        message = f"unknown reference type {ris_type!r}" if ris_type else "no reference type (TY)"
        yield Problem("W208", f"{message}; read as a document", Place(path, line, 1), "warning", ris_type)
    yield _Assembly(ris_type, pairs).build(Source("ris", path, line))


class _Assembly:
    """A record in the making."""

    def __init__(self, ris_type: str, pairs: list[Pair]) -> None:
        self.pairs = pairs
        self.type = TYPES.get(ris_type, "document")
        self.extra: dict[str, Any] = {}
        if self.type == "document" and self.tags & _JOURNAL_TAGS and self.tags & {"VL", "IS"}:
            self.type = "article-journal"
        elif ris_type and CSL_TYPES[self.type] != ris_type:
            self.extra["TY"] = ris_type
        self.id = ""
        self.names: dict[str, list[Name]] = {}
        self.dates: dict[str, Date] = {}
        self.fields: dict[str, str] = {}
        self.truncated: dict[str, None] = {}
        self.pages: dict[str, str] = {}
        self.plan = plan = _plan(self.type, ris_type)
        self.dated: list[Pair] = []
        self.first_page = plan["SP"][1]
        self.keywords: list[str] = []
        self.notes: list[str] = []
        self.journal = ""
        fields = self.fields
        for tag, value in pairs:
            if not value:
                continue
            take, variable = plan.get(tag, _UNKNOWN)
            if (
                take is not _Assembly.take_text
                or "\n" in value
                or "&" in value
                or "  " in value
                or "\u00a0" in value
            ):
                take(self, variable, tag, value)
            elif fields.setdefault(variable, value) != value:  # as it stands, which `take_text` does of most
                self._keep(tag, value)

    @cached_property
    def tags(self) -> set[str]:
        """The tags that have a value."""
        return {tag for tag, value in self.pairs if value}

    def build(self, source: Source) -> Record:
        """The finished record."""
        for variable, separator, values in (("keyword", "; ", self.keywords), ("note", "\n", self.notes)):
            if values:
                self.fields[variable] = separator.join(values)
        self._finish_pages()
        self._finish_journal()
        self._finish_doi()
        self._finish_issued()
        if self.extra.get("TY") == "CPAPER" and is_unpublished(self.type, self.fields):
            del self.extra["TY"]
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

    def take_keyword(self, _variable: str, tag: str, value: str) -> None:
        """KW: one keyword, or one on each line."""
        if "\n" in value or "&" in value:
            self.keywords += [clean(tag, part) for part in value.split("\n") if part]
        else:
            self.keywords.append(value)

    def take_note(self, _variable: str, _tag: str, value: str) -> None:
        """N1: a note on each line."""
        self.notes += [part for part in value.split("\n") if part]

    def take_page(self, _variable: str, tag: str, value: str) -> None:
        """SP and EP, settled at the end."""
        value = clean(tag, value)
        self.pages[tag] = value if tag not in self.pages else self._keep(tag, value, self.pages[tag])

    def take_issued(self, _variable: str, tag: str, value: str) -> None:
        """The dates of publication, settled at the end."""
        self.dated.append((tag, clean(tag, value)))

    def take_id(self, _variable: str, tag: str, value: str) -> None:
        """ID, the first of which counts."""
        value = clean(tag, value)
        self.id = value if not self.id else self._keep(tag, value, self.id)

    def take_journal(self, variable: str, tag: str, value: str) -> None:
        """JO, the first settled at the end."""
        if self.journal:
            self.take_text(variable, tag, value)
        else:
            self.journal = clean(tag, value)

    def take_run_together(self, _variable: str, tag: str, value: str) -> None:
        """AD and WE, behind which the Web of Science forgets the end of the line."""
        head, found, rest = _RUN_TOGETHER.split(value, 1) if _RUN_TOGETHER.search(value) else (value, "", "")
        self._keep(tag, head)
        if found:
            take, variable = self.plan.get(found, _UNKNOWN)
            take(self, variable, found, rest)

    def take_names(self, variable: str, _tag: str, value: str) -> None:
        """Names in index order, mostly one."""
        names = self.names.setdefault(variable, [])
        family, _, given = value.partition(",")
        plain = plain_given(given)
        if plain and (family.isalpha() or (family and not _MARKS.search(family))):
            names.append(Name(family, plain))
            return
        for piece in clean(_tag, value).split(";"):
            text, cut = split_cut_mark(piece.strip())
            if cut:
                self.truncated[variable] = None
            if text:
                text, role = split_role(text)
                self.names.setdefault(role or variable, []).extend(read_one_or_more(text))
        if not names:
            del self.names[variable]

    def take_date(self, variable: str, tag: str, value: str) -> None:
        """A date other than that of publication."""
        value = clean(tag, value)
        date, understood = read_date(value)
        known = self.dates.setdefault(variable, date)
        if known is not date or not understood:
            self._keep(tag, value)

    def take_text(self, variable: str, tag: str, value: str) -> None:
        """A text; a second one that differs is kept."""
        text = clean(tag, value)
        if self.fields.setdefault(variable, text) != text:
            self._keep(tag, value)

    def take_number(self, variable: str, tag: str, value: str) -> None:
        """An identifier without what may stand around it; more ISSNs and ISBNs go with the first, others are kept."""
        number = shape(variable, clean(tag, value))
        known = self.fields.setdefault(variable, number)
        if known is number or number in known.split(", "):
            return
        if variable in ("ISSN", "ISBN"):
            self.fields[variable] = f"{known}, {number}"
        else:
            self._keep(tag, value)

    def take_serials(self, variable: str, tag: str, value: str) -> None:
        """SN: one number, or several of both kinds with Scopus ("01662481 (ISSN); 978-3-16-148410-0 (ISBN)")."""
        found = find_serials(clean(tag, value)) if "; " in value else {}
        for kind, numbers in found.items() if len(found) > 1 else ():
            self.take_number(kind, tag, numbers)
        if len(found) < 2:
            self.take_any(variable, tag, value)

    def take_any(self, variable: str, tag: str, value: str) -> None:
        """A value whose variable depends on itself or on the tags beside it."""
        variable = self._variable(tag, clean(tag, value), variable)
        if variable:
            _taker(variable)(self, variable, tag, value)
        else:
            self._keep(tag, value)

    def _keep(self, tag: str, value: str, result: str = "") -> str:
        self.extra.setdefault(tag, []).append(value)
        return result

    def _variable(self, tag: str, value: str, variable: str) -> str:
        if tag in _ROLE_TAGS:
            return self._role(tag, value, variable)
        if tag in _SHAPE_TAGS:
            return self._shape_variable(tag, value, variable)
        if tag == "T3":
            return variable if "T2" in self.tags else "collection-title"
        if tag == "IS":
            return "" if "SN" in self.tags else variable  # a patent's number in the older specification
        if self.type in PERIODICAL_TYPES:
            return self._periodical_variable(tag, value, variable)
        return (
            self._conference_variable(tag, value, variable) if self.type == "paper-conference" else variable
        )

    def _role(self, tag: str, value: str, variable: str) -> str:
        """A1 beside AU is an author, whatever AU is; A2 edits the series if there is one, and else the work.

        PsycINFO has the families of all whom the work cites in one A2.
        """
        if tag == "A1":
            return "author" if "AU" in self.tags else variable
        if value.count(",") > _MOST_COMMAS:
            return ""
        return "editor" if variable == "collection-editor" and "T2" not in self.tags else variable

    def _shape_variable(self, tag: str, value: str, variable: str) -> str:
        """What the form of a value tells."""
        if tag == "SN":
            return serial_variable(value, self.type, variable)
        if tag in ("M3", "L3"):  # L3 with Papers
            return "DOI" if _BARE_DOI.fullmatch(bare_doi(value)) else variable
        return "issue" if is_numeric(value) else variable  # CP, the issue of the older specification

    def _periodical_variable(self, tag: str, value: str, variable: str) -> str:
        if tag == "M1" and self.type in ("article-journal", "periodical"):
            return "" if "IS" in self.tags or _NO_ISSUE.match(value) else "issue"
        if tag in _NUMBERED_TAGS and self.type == "article-journal":
            match = PUBMED.fullmatch(value)
            return "PMCID" if value[:3].upper() == "PMC" else "PMID" if match else ""
        if tag in ("C6", "ET"):  # early access with the Web of Science, the day of e-publication with EndNote
            return "available-date" if _MONTH_AND_YEAR.fullmatch(value) else variable if tag == "ET" else ""
        return variable

    def _conference_variable(self, tag: str, value: str, variable: str) -> str:
        """C1 and C3 hold the place and title of the proceedings; T2 and CY are then those of the conference.

        Scopus has the days of the conference in Y2 ("18 October 2017 through 20 October 2017").
        A paper that was only read (CPAPER) has no proceedings, unless CP names the conference.
        """
        unpublished = self.extra.get("TY") == "CPAPER" and "CP" not in self.tags
        if tag == "T2":
            return "event-title" if unpublished or "C3" in self.tags else "container-title"
        if tag == "CY":
            return "event-place" if unpublished or "C1" in self.tags else "publisher-place"
        if tag == "Y2":
            return "event-date" if THROUGH in value else variable
        return {"C1": "publisher-place", "C3": "container-title"}.get(tag, variable)

    def _finish_pages(self) -> None:
        first, last = self.pages.get("SP", ""), self.pages.get("EP", "")
        if (first, last) in _NO_PAGES:
            self.extra.update({tag: [text] for tag, text in self.pages.items()})
            return
        variable = self.first_page if first and not last else "page"
        if not last or first == last or (first.endswith(last) and "-" in first):
            value = first
        else:
            value = f"{first}-{last}" if first else last
        if value:
            self.fields[variable] = value

    def _finish_journal(self) -> None:
        """JO is the journal's short name beside a full one, and else its only name, as a short one may be."""
        journal = self.journal
        if journal and self.fields.setdefault("container-title", journal) != journal:
            if self.fields.setdefault("container-title-short", journal) != journal:
                self._keep("JO", journal)
        elif journal and "." in journal:
            self.fields.setdefault("container-title-short", journal)
        elif not journal and self.type in PERIODICAL_TYPES and "container-title-short" in self.fields:
            self.fields.setdefault(
                "container-title", self.fields["container-title-short"]
            )  # Ovid has JA only

    def _finish_doi(self) -> None:
        """EBSCO has the DOI in a note only."""
        if self.notes and "DOI" not in self.fields:
            match = next(filter(None, map(_NOTED_DOI.match, self.notes)), None)
            if match:
                self.fields["DOI"] = match[1] or match[2]

    def _finish_issued(self) -> None:
        """The fullest date counts; what says something else is kept."""
        if self.dated:
            self.dates["issued"], others = find_issued(tuple(self.dated))
            for tag, text in others:
                self._keep(tag, text)


Taker: TypeAlias = Callable[[_Assembly, str, str, str], None]

_UNKNOWN: tuple[Taker, str] = (_Assembly.take_any, "")
_OWN_TAKERS: dict[str, Taker] = {
    "KW": _Assembly.take_keyword,
    "KY": _Assembly.take_keyword,
    "AD": _Assembly.take_run_together,
    "WE": _Assembly.take_run_together,
    "N1": _Assembly.take_note,
    "SP": _Assembly.take_page,
    "EP": _Assembly.take_page,
    **dict.fromkeys(ISSUED_TAGS, _Assembly.take_issued),
    "ID": _Assembly.take_id,
    "JO": _Assembly.take_journal,
    "SN": _Assembly.take_serials,
}
_DEPENDENT_TAGS = frozenset({"A2", "M3", "M1", "C1", "C2", "C3", "C5", "C6", "CP"})
_OF_TYPES = {
    "paper-conference": frozenset({"T2", "CY", "Y2"}),
    "article-journal": frozenset({"ET"}),
    "patent": frozenset({"IS"}),
}
"""Tags whose value decides what they stand for, in every type and in some."""


@lru_cache(maxsize=1 << 8)
def _plan(csl_type: str, ris_type: str) -> dict[str, tuple[Taker, str]]:
    """Tag → what takes its value, and the variable, for one type."""
    table = reading_table(csl_type, ris_type)
    plan = {tag: (_taker(variable), variable) for tag, variable in table.items()}
    dependent = _DEPENDENT_TAGS | _OF_TYPES.get(csl_type, frozenset())
    odd = {"T3": table["T3"] == "volume-title", "A1": table["A1"] != "author"}
    dependent |= {tag for tag, told in odd.items() if told}
    plan.update({tag: (_Assembly.take_any, table.get(tag, "")) for tag in dependent})
    plan.update({tag: (taker, table.get(tag, "")) for tag, taker in _OWN_TAKERS.items()})
    plan["TY"] = (_ignore, "")
    return plan


def _taker(variable: str) -> Taker:
    if variable in NAME_VARIABLES:
        return _Assembly.take_names
    if variable in DATE_VARIABLES:
        return _Assembly.take_date
    return _Assembly.take_number if variable in _SHAPED else _Assembly.take_text


def _ignore(_record: _Assembly, _variable: str, _tag: str, _value: str) -> None:
    """Leave a value out: the type was read before."""
