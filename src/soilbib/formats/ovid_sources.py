"""The source line of Ovid's exports, which holds journal, date, volume, issue and pages in many forms."""

from __future__ import annotations

import re

_MONTH = r"[A-Z][a-z]{2,8}"
_PAGES = r"(?P<page>[A-Za-z]{0,3}\d[\w.]*(?:\s?[-–]\s?[A-Za-z]{0,3}\d[\w.]*)?)"
_MAX_LENGTH = 600  # longer lines hold no source that these patterns know
_DATE = rf"(?:(?:\d\d?\s+)?{_MONTH}(?:\s?[/-]\s?{_MONTH})?\s+(?:\d\d?,?\s+)?)?\d{{4}}"
_YEAR_FIRST = rf"\d{{4}}(?:\s+(?:{_MONTH}(?:-{_MONTH})?|\d\d)(?:\s+\d\d?(?:-\d\d?)?)?)?"
_ISSUE = r"\s?(?:\((?P<issue>[^)]+)\))?"
_FORMS: dict[str, str] = {
    "Acta Botanica November/December 2010;14(1):56-60": rf"(?P<journal>.+?)[.,]?\s+(?P<date>{_DATE});\s?"
    rf"(?P<volume>[^\s(:;]+)?\s?(?:\((?P<issue>[^)]*)\))?:\s?{_PAGES}",
    "Acta Botanica. 2010 Oct 12;341(2):c4737": rf"(?P<journal>.+?)\.\s+(?P<date>{_YEAR_FIRST});\s?"
    rf"(?P<volume>[^\s(:;]+)?{_ISSUE}:\s?{_PAGES}",
    "Ecology. 2009. 73: 6, 1999-2006. 25 ref": r"(?P<journal>.+?)[.;]\s+(?P<date>\d{4})[.;]\s+(?P<volume>[^\s(:,]+)"
    rf"(?:\s?[(:]\s?(?P<issue>[^):,]+)\)?)?[:,]\s?{_PAGES}(?:\.\s.*)?",
    "Cognitive Therapy. Vol.43(5), Sep 2015, pp. 623-634": r"(?P<journal>.+?)[.,]?\s+Vol\.?\s?(?P<volume>[^\s(,]+)"
    rf"{_ISSUE},?\s+(?P<date>[^,:;]*\d{{4}})(?:,\s+(?:pp?\.\s?)?{_PAGES})?",
    "Ecology. 12 (3) (pp 45-50), 2010": r"(?P<journal>.+?)[.,]\s+(?P<volume>[^\s(,]+)\s?(?:\((?P<issue>[^)p][^)]*)\))?"
    rf"\s?\(pp?\.?\s{_PAGES}\),\s+(?P<date>(?:\d\d?\s+)?(?:[A-Z][a-z]+\s+)?\d{{4}})\b.*",
    "Ecology. 8(6):1048-1064, September 2015. Epub": r"(?P<journal>.+?)[.,]\s+(?P<volume>[^\s(:,]+)?\s?"
    rf"(?:\((?P<issue>[^)]+)\))?:\s?{_PAGES}(?:[,.;]\s+(?P<date>[^,;:.]*\d{{4}}[^,;:.]*))?(?:\.\s.*)?",
    "Zootaxa. 1620(2), 2007 October: 1-27": r"(?P<journal>.+?)\.\s+(?P<volume>\d[^\s(,]*)"
    rf"{_ISSUE},?\s+(?P<date>{_DATE}|{_YEAR_FIRST})[:;]\s?{_PAGES}",
    "Journal of Politics 12, Winter 2007: 7-14": rf"(?P<journal>.+?),\s+(?P<date>[^,:]*\d{{4}}):\s?{_PAGES}",
    "Hydrobiologia. 2007 15 June; 433-441": r"(?P<journal>.+?)\.\s+"
    rf"(?P<date>\d{{4}}(?:\s+\d\d?)?(?:\s+{_MONTH})?);\s?(?:(?!\d+\s?pp){_PAGES}|.*)",
}  # fmt: skip
"""Example → pattern."""

_SOURCES: tuple[re.Pattern[str], ...] = tuple(map(re.compile, _FORMS.values()))
_BOOK = re.compile(
    r"(?P<editor>[^()]*)\((?P<date>\d{4})\)\.\s+(?P<journal>.+?)\.?\s+(?:\(pp?\.\s?(?P<page>[\d-]+)\)\.?\s+)?"
    r"(?:(?:[ivxlcdm]+,\s+)?[\w,]+\s+pp\.?\s+)?(?P<place>[^:.]+):\s+(?P<publisher>.+)"
)
_EDITORS = re.compile(r"(.+?)\s\[Eds?\.?\]\.?\s+")
_CHAPTER_PAGES = re.compile(r"[Cc]hapter pagination:\s*([\w-]+)")
_BOOK_PAGES = re.compile(r"\d{4}:\s*(\d+-\d+)")
_YEAR = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d):")
_SUPPLEMENT = re.compile(
    r"(?<=\d) (Suppl(?:ement)?\.?(?: \w+)?|Pt\.? \w+|Spec\.? (?:No|Issue)\.?(?: \w+)?)(?=[:(])"
)
_CONFERENCE = re.compile(r"(.+?)\.\s+Conference:\s+(.+?)(?:\.\s|\s+Conference Start:|$)")
_NAMES = {"journal": "container-title", "place": "publisher-place"}


def read_source(text: str) -> dict[str, str]:
    """Variable → value of a source line, dates and editors as texts; a journal alone if no form fits."""
    text = _SUPPLEMENT.sub(r"(\1)", text.strip().rstrip(". "))
    if len(text) <= _MAX_LENGTH:
        for pattern in (*_SOURCES, _BOOK):
            match = pattern.fullmatch(text)
            if match:
                parts = match.groupdict()
                parts["issued"] = parts.pop("date", None)
                found = {_NAMES.get(name, name): value.strip(" .") for name, value in parts.items() if value}
                return _without_conference(found)
    return {"container-title": text}


def _without_conference(parts: dict[str, str]) -> dict[str, str]:
    """Embase puts the conference behind the journal."""
    match = _CONFERENCE.match(parts["container-title"])
    return {**parts, "container-title": match[1], "event-title": match[2]} if match else parts


def read_book(text: str, publisher: str) -> dict[str, str]:
    """The same of a book: "Doe, J. [Ed.]. Title. Publisher, Place. 2002: 1-234. Chapter pagination: 5-9"."""
    parts: dict[str, str] = {}
    text = text[:_MAX_LENGTH].strip()
    editors = _EDITORS.match(text)
    if editors:
        parts["editor"] = editors[1]
        text = text[editors.end() :]
    title, found, _ = text.partition(publisher) if publisher else (text, "", "")
    if found and title.strip(" ."):
        parts["container-title"] = title.strip(" .")
    pages = _CHAPTER_PAGES.search(text) or _BOOK_PAGES.search(text)
    year = _YEAR.search(text)
    if pages:
        parts["page"] = pages[1]
    if year:
        parts["issued"] = year[1]
    return parts
