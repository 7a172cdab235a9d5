"""References in JATS (``ref`` with ``element-citation`` or ``mixed-citation``) as records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from soilbib.formats.jats_parts import (
    attribute,
    cut_out,
    take_date,
    take_links,
    take_numbers,
    take_pages,
    take_people,
    take_title,
)
from soilbib.formats.jats_tables import ALONE, FIELDS, TYPES
from soilbib.formats.xml import Taker
from soilbib.formats.xml_text import element_text
from soilbib.formats.xml_trees import compact, remove
from soilbib.model import Date, Record, Source, parse_date

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation")
_LINKS = ("ext-link", "uri", "comment/ext-link", "comment/uri")
_TITLES = ("article-title", "chapter-title", "data-title", "part-title", "source")
_ACCESS = ("access-date", "date-in-citation[@content-type='access-date']", "date-in-citation")
_MOST_WORDS = 4  # before the date: "Date last accessed:"
_SEAMS = re.compile(
    r"\b(?:and|eds?|in|et|al|vol|no|pp?|doi|pmid|pmcid|https?|edn|edited|by|available|from|at)\b|[\W\d_]+",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:vol|volume|no|nr|issue|num)\b\.?\s*(?=\d)", re.IGNORECASE)
_DEGREE = re.compile(r"thes[ie]s|tesis|tese|thèse|diss", re.IGNORECASE)
_FEWEST_LETTERS = 4
_TYPOGRAPHY = frozenset({"italic", "bold", "styled-content", "named-content", "underline"})


def read_ref(ref: Element, source: Source) -> Iterator[Record]:
    """The records of a ``<ref>``: one for each of its citations, the first of which has the id of the reference."""
    identifier = ref.get("id", "")
    labels = [compact(label) for label in ref.findall("label")]
    for label in ref.findall("label"):
        cut_out(label)
    for number, citation in enumerate(_citations(ref)):
        name = citation.get("id", "") or (f"{identifier}-{number + 1}" if identifier else "")
        record = read_citation(citation, source)
        own = {**({"label": labels} if labels and number == 0 else {}), **record.extra.get("jats", {})}
        yield record.replace(id=name if number else identifier, extra={"jats": own} if own else {})


def _citations(ref: Element) -> list[Element]:
    """The citations; beside those in elements others are the same as it is printed. One without any is text itself."""
    for tags in (("element-citation",), CITATIONS):
        found = [
            element
            for tag in tags
            for path in (tag, f"citation-alternatives/{tag}")
            for element in ref.iterfind(path)
        ]
        if found:
            return found
    return [ref] if element_text(ref) else []


def read_citation(element: Element, source: Source) -> Record:
    """A citation by its elements; one without any is read as a reference in text."""
    text, between = element_text(element), _between(element)
    if element.tag != "element-citation" and all(element.find(f".//{tag}") is None for tag in _TITLES):
        return _read_text(element, text, source)
    _unwrap(element)
    taker = Taker(element)
    kind = (element.get("publication-type") or element.get("citation-type") or "").lower()
    fields = {**take_links(taker, *_LINKS), **take_numbers(taker, "pub-id")}
    fields |= {
        **take_pages(taker),
        "number-of-pages": _take_count(taker),
        "language": attribute(element, "lang"),
    }
    csl_type = _take_titles(taker, kind, fields)
    names, cut = take_people([*taker.element.findall("person-group"), element], "author")
    dates = _take_dates(taker)
    for variable, paths in FIELDS.items():
        fields[variable] = fields.get(variable, "") or _LABEL.sub("", taker.take(*paths))
    if fields["note"].endswith(":"):  # "Available from:", before an address
        del fields["note"]
    elif csl_type == "thesis" and _DEGREE.search(fields["note"]):
        fields["genre"] = fields.pop("note")
    for group in element.findall("person-group"):
        if not element_text(group):
            remove(group)
    extra: dict[str, object] = {**taker.rest()}
    if len(_SEAMS.sub("", between)) >= _FEWEST_LETTERS:
        extra["text"] = text
    if kind not in TYPES:
        extra |= {"publication-type": kind} if kind else {}
    fields = {variable: value for variable, value in fields.items() if value}
    return Record("", csl_type, names, dates, fields, cut, {"jats": extra} if extra else {}, source)


def _between(element: Element) -> str:
    """What a mixed citation has between its elements."""
    if element.tag == "element-citation":
        return ""
    groups = [element, *element.iter("person-group")]
    return " ".join(
        filter(None, [group.text for group in groups] + [child.tail for group in groups for child in group])
    )


def _unwrap(element: Element) -> None:
    """Take off the typography around the elements of a mixed citation."""
    for wrapper in [found for tag in _TYPOGRAPHY for found in element.iter(tag)]:
        above = wrapper.getparent()
        if above is element and any(child.tag not in _TYPOGRAPHY for child in wrapper):
            position = above.index(wrapper)
            for child in reversed(list(wrapper)):
                child.tail = None
                above.insert(position, child)
            above.remove(wrapper)


def _read_text(element: Element, text: str, source: Source) -> Record:
    """A reference in text by the listing's grammar, with the identifiers that are marked in it."""
    from soilbib.formats.listing.strings import parse_string

    record = parse_string(text).record
    taker = Taker(element)
    marked = {**take_links(taker, "ext-link", "uri"), **take_numbers(taker, "pub-id")}
    fields = {**record.fields, **{variable: value for variable, value in marked.items() if value}}
    return record.replace(id="", fields=fields, extra={"jats": {"text": text}}, source=source)


def _take_titles(taker: Taker, kind: str, fields: dict[str, str]) -> str:
    """Title and container, as the kind of publication has them; the CSL type."""
    source = take_title(taker, "source")
    chapter, other = (
        take_title(taker, "chapter-title", "part-title"),
        take_title(taker, "article-title", "data-title"),
    )
    title = chapter or other
    csl_type = TYPES.get(kind, "")
    if not csl_type:
        csl_type = "chapter" if chapter else "article-journal" if other and source else "document"
    if csl_type == "book" and title and source:
        csl_type = "chapter"
    if not title and csl_type not in ALONE:
        title, source = source, ""
    container = "publisher" if csl_type == "article" else "container-title"
    fields |= {"title": title, container: source}
    if chapter and other and other != chapter:
        fields["volume-title"] = other
    return csl_type


def _take_dates(taker: Taker) -> dict[str, Date]:
    dates: dict[str, Date | None] = {"issued": take_date(taker.element)}
    inner = taker.element.find("date")
    if inner is not None and dates["issued"] is None:
        dates["issued"] = take_date(inner)
        remove(inner)
    accessed = taker.take(*_ACCESS)
    dates["accessed"] = _date_in(accessed) if accessed else None
    event = taker.take("conf-date")
    dates["event-date"] = parse_date(event) if event else None
    return {variable: date for variable, date in dates.items() if date}


def _date_in(text: str) -> Date:
    """The date that a text ends with ("cited 2012 Oct 10"), or else the text."""
    words = text.strip("[]().,; ").split()
    dates = (parse_date(" ".join(words[start:])) for start in range(min(_MOST_WORDS, len(words))))
    return next((date for date in dates if date.start), parse_date(text))


def _take_count(taker: Taker) -> str:
    """The number of pages of a whole work."""
    for path in ("page-count", "size[@units='pages']", "size[@units='page']", "size"):
        element = taker.element.find(path)
        if element is not None:
            remove(element)
            return (element.get("count") or element_text(element)).removesuffix("p").strip()
    return ""
