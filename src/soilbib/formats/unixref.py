"""Crossref's Unixref XML (query results with the deposited metadata); read only.

What has no place in CSL stays in ``Record.extra["unixref"]``: path of the element → its XML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from soilbib.errors import Place, Problem
from soilbib.formats.format import Format
from soilbib.formats.xml import Taker, xml_reader, xml_stream
from soilbib.formats.xml_text import element_text
from soilbib.formats.xml_trees import fragment, remove
from soilbib.model import Date, Name, Record, Source, parse_date
from soilbib.model.dates import whole_number
from soilbib.model.identifiers import bare_doi
from soilbib.model.names import SUFFIXES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEAD = re.compile(r"<(?:[\w.-]+:)?(?:doi_records?|crossref_result|crossref)[\s>]")
WORKS: tuple[tuple[str, str], ...] = (
    ("journal/journal_article", "article-journal"),
    ("book/content_item", "chapter"),
    ("conference/conference_paper", "paper-conference"),
    ("dissertation", "thesis"),
    ("report-paper/content_item", "chapter"),
    ("report-paper/report-paper_metadata", "report"),
    ("report-paper/report-paper_series_metadata", "report"),
    ("standard/standard_metadata", "standard"),
    ("database/dataset", "dataset"),
    ("database/database_metadata", "dataset"),
    ("posted_content", "article"),
    ("peer_review", "review"),
    ("sa_component/component_list/component", "document"),
    ("book/book_metadata", "book"),
    ("book/book_series_metadata", "book"),
    ("book/book_set_metadata", "book"),
    ("conference/proceedings_metadata", "book"),
    ("conference/proceedings_series_metadata", "book"),
    ("journal/journal_issue", "periodical"),
    ("journal/journal_metadata", "periodical"),
)
"""Where the work stands, the most specific first; its CSL type."""

_HOSTS = (
    "journal/journal_metadata", "journal/journal_issue", "book/book_metadata", "book/book_series_metadata",
    "book/book_set_metadata", "conference/proceedings_metadata", "conference/proceedings_series_metadata",
    "conference/event_metadata", "conference", "report-paper/report-paper_metadata", "database/database_metadata",
)  # fmt: skip
_SERIES = (
    "book/book_series_metadata/series_metadata",
    "book/book_metadata/series_metadata",
    "book/book_set_metadata/set_metadata",
    "conference/proceedings_series_metadata/series_metadata",
    "report-paper/report-paper_series_metadata/series_metadata",
)
_CONTAINERS = frozenset(
    """journal journal_metadata journal_issue journal_article journal_volume book book_metadata conference content_item
    book_series_metadata book_set_metadata conference_paper proceedings_metadata proceedings_series_metadata
    event_metadata titles contributors pages doi_data dissertation posted_content publisher database dataset
    database_metadata series_metadata set_metadata report-paper report-paper_metadata publication_date""".split()
)
_ROLES: dict[str, str] = {
    "author": "author", "reviewer": "author", "reviewer-external": "author", "editor": "editor",
    "translator": "translator", "chair": "chair",
}  # fmt: skip


def looks_like(head: str) -> bool:
    """Whether an element of Crossref's query results stands in the head."""
    return bool(_HEAD.search(head))


def read_record(element: Element, source: Source) -> Record | Problem:
    """A record of a ``<crossref>`` element; one that holds an error is a problem."""
    found = next((work for work in WORKS if element.find(work[0]) is not None), None)
    if found is None:
        place = Place(source.path, source.line)
        return Problem("E103", "Crossref has no metadata here", place, text=fragment(element))
    path, csl_type = found
    csl_type = _exact_type(element.find(path), csl_type)
    taker = Taker(element)
    hosts = [host for host in _HOSTS if host != path and element.find(host) is not None]
    names = _read_names(taker, path, hosts)
    fields = {"title": _take_title(taker, path)}
    _read_container(taker, path, hosts, csl_type, fields)
    _read_fields(taker, path, hosts, fields)
    issued = _take_date(taker, path) or next(
        (date for host in hosts if (date := _take_date(taker, host))), None
    )
    fields = {variable: value for variable, value in fields.items() if value}
    dates = {**({"issued": issued} if issued else {}), **_take_event(taker)}
    extra = taker.rest(_CONTAINERS)
    return Record(
        id=fields.get("DOI", ""),
        type=csl_type,
        names=names,
        dates=dates,
        fields=fields,
        extra={"unixref": extra} if extra else {},
        source=source,
    )


def _exact_type(work: Element | None, csl_type: str) -> str:
    if work is None:
        return csl_type
    kind = work.get("component_type", "") or work.get("type", "")
    if csl_type == "chapter" and kind == "reference_entry":
        return "entry-encyclopedia"
    if csl_type == "article" and kind == "other":
        return "post-weblog" if work.find("institution") is not None else "webpage"
    return (
        {"dissertation": "thesis", "report": "report"}.get(kind, csl_type)
        if csl_type == "article"
        else csl_type
    )


def _take_title(taker: Taker, path: str) -> str:
    """Title and subtitle, or the full title of a journal."""
    title = taker.take(
        f"{path}/titles/title", f"{path}/title", f"{path}/full_title", f"{path}/proceedings_title"
    )
    subtitle = taker.take(f"{path}/titles/subtitle")
    if subtitle and subtitle.lower() not in title.lower():
        return f"{title}{' ' if title.endswith((':', '?', '!')) else ': '}{subtitle}"
    return title


def _read_container(taker: Taker, path: str, hosts: list[str], csl_type: str, fields: dict[str, str]) -> None:
    for series in _SERIES:
        fields.setdefault("collection-title", _take_title(taker, series))
        issn = taker.take(f"{series}/issn")
        if not fields["collection-title"]:
            del fields["collection-title"]
        fields["ISSN"] = fields.get("ISSN") or issn
    for host in hosts:
        title = _take_title(taker, host)
        if title and not fields.get("container-title"):
            fields["container-title"] = title
    fields["container-title-short"] = taker.take("journal/journal_metadata/abbrev_title")
    fields["event-title"] = taker.take("conference/event_metadata/conference_name")
    fields["event-place"] = taker.take("conference/event_metadata/conference_location")
    if csl_type == "post-weblog":
        fields["container-title"] = taker.take(f"{path}/institution/institution_name")
    elif csl_type == "article":
        fields["genre"] = "preprint" if taker.element.find(f"{path}[@type='preprint']") is not None else ""
    elif csl_type == "review":
        fields["genre"] = "peer review"
    elif csl_type == "thesis":
        fields["genre"] = taker.take(f"{path}/degree")
        fields["publisher"] = taker.take(f"{path}/institution/institution_name")
        fields["publisher-place"] = taker.take(f"{path}/institution/institution_place")


def _read_fields(taker: Taker, path: str, hosts: list[str], fields: dict[str, str]) -> None:
    """The plain fields, of the work itself or of what it is part of."""
    places = [path, *hosts]
    fields["volume"] = taker.take(*_at(places, "journal_volume/volume", "volume"))
    fields["issue"] = taker.take(*_at(places, "issue"))
    first, last = taker.take(f"{path}/pages/first_page"), taker.take(f"{path}/pages/last_page")
    fields["page"] = f"{first}-{last}" if first and last and first != last else first or last
    article = taker.take(
        *(
            f"{path}/publisher_item/item_number[@item_number_type='{kind}']"
            for kind in ("article_number", "article-number", "article number")
        )
    )
    fields["number"] = taker.take(
        *(
            f"{path}/publisher_item/item_number[@item_number_type='{kind}']"
            for kind in ("report-number", "report")
        ),
        f"{path}/designators/std_designator",
        f"{path}/item_number",
    )
    fields["number"] = fields["number"] or (article if fields["page"] else "")
    fields["page"] = fields["page"] or article
    fields["edition"] = taker.take(*_at(places, "edition_number"))
    fields["ISBN"] = taker.take(*_at(places, "isbn"))
    issns = [text for place in _at(places, "issn") for text in taker.texts(place)]
    fields["ISSN"] = " ".join(dict.fromkeys(issns)) or fields.get("ISSN", "")
    fields["publisher"] = taker.take(*_at(places, "publisher/publisher_name")) or fields.get("publisher", "")
    place = taker.take(*_at(places, "publisher/publisher_place"))
    fields["publisher-place"] = place or fields.get("publisher-place", "")
    fields["publisher"] = fields["publisher"] or taker.take(*_at(places, "institution/institution_name"))
    fields["DOI"] = bare_doi(taker.take(f"{path}/doi_data/doi", *_at(hosts, "doi_data/doi")))
    fields["URL"] = taker.take(f"{path}/doi_data/resource", *_at(hosts, "doi_data/resource"))
    fields["abstract"] = _take_abstract(taker, path)
    licences = [element_text(found) for found in taker.element.findall(f"{path}//license_ref")]
    fields["license"] = licences[0] if licences else ""
    elements = [found for place in places if (found := taker.element.find(place)) is not None]
    fields["language"] = next((found.get("language", "") for found in elements if found.get("language")), "")


def _take_abstract(taker: Taker, path: str) -> str:
    """The first abstract, without a heading that says no more than what it is; others stay."""
    for element in taker.element.findall(f"{path}/abstract")[:1]:
        heading = element.find("title")
        if heading is not None and element_text(heading).lower().rstrip(".:") in ("abstract", "summary"):
            remove(heading)
        remove(element)
        return element_text(element)
    return ""


def _at(places: list[str], *paths: str) -> list[str]:
    return [f"{place}/{path}" for place in places for path in paths]


def _read_names(taker: Taker, path: str, hosts: list[str]) -> dict[str, tuple[Name, ...]]:
    """The creators of the work; those of what it is part of by their role, authors as authors of the container."""
    names: dict[str, tuple[Name, ...]] = {}
    for place in (path, *hosts):
        found = taker.element.findall(f"{place}/contributors/*") + taker.element.findall(
            f"{place}/person_name"
        )
        for element in found:
            if element.tag not in ("person_name", "organization", "anonymous"):
                continue
            variable = _ROLES.get(element.get("contributor_role", "author"), "contributor")
            if place != path and variable == "author":
                variable = "container-author"
            name = _name(element)
            if name != Name() and name not in names.get(variable, ()):
                names[variable] = (*names.get(variable, ()), name)
                _remove_name(element)
    return names


def _remove_name(element: Element) -> None:
    """Take the name out; a person's ORCID and affiliations stay."""
    for part in ("surname", "given_name", "suffix"):
        for found in element.findall(part):
            remove(found)
    if element.tag != "person_name" or not len(element):
        remove(element)


def _name(element: Element) -> Name:
    if element.tag == "anonymous":
        role = element.get("contributor_role", "author").partition("-")[0]
        return Name(literal=f"Anonymous {role.capitalize()}")
    if element.tag == "organization":
        return Name(literal=element_text(element))
    family, given = element_text(element.find("surname")), element_text(element.find("given_name"))
    suffix = element_text(element.find("suffix"))
    if not family:
        return Name(literal=given)
    head, _, last = family.rpartition(" ")
    if head and not suffix and last.lower().rstrip(".") in SUFFIXES:
        family, suffix = head.rstrip(","), last
    return Name(family, given, suffix=suffix)


def _take_event(taker: Taker) -> dict[str, Date]:
    """When the conference was, by the attributes or else the text that it is printed as."""
    element = taker.element.find("conference/event_metadata/conference_date")
    if element is None:
        return {}
    start, end = (_point(element, which) for which in ("start", "end"))
    printed = parse_date(element_text(element))
    if not start and not printed.start:
        return {}
    remove(element)
    if not start:
        return {"event-date": printed}
    return {"event-date": Date(start, end if end and end != start else None)}


def _point(element: Element, which: str) -> tuple[int, ...]:
    """Year, month and day of the start or the end, as far as they are given."""
    parts = [element.get(f"{which}_{unit}", "") for unit in ("year", "month", "day")]
    date = parse_date("-".join(part.zfill(2) for part in parts if part.isdecimal()))
    return date.start if len(date.start) == sum(map(bool, parts)) and parts[0] else ()


def _take_date(taker: Taker, place: str) -> Date | None:
    """The date of print, or else the first of any kind."""
    for name in ("publication_date", "posted_date", "approval_date", "review_date", "creation_date"):
        found = taker.element.findall(f"{place}/{name}") + taker.element.findall(
            f"{place}/database_date/{name}"
        )
        found.sort(key=lambda date: date.get("media_type") not in ("print", None))
        for element in found:
            date = _date(element)
            if date:
                remove(element)
                return date
    return None


def _date(element: Element) -> Date | None:
    numbers: list[int] = []
    for name, most in (("year", 9999), ("month", 12), ("day", 31)):
        text = element_text(element.find(name))
        number = whole_number(text)
        if name == "month" and 21 <= number <= 24:
            return Date(tuple(numbers), season=number - 20)
        if not 0 < number <= most:
            break
        numbers.append(number)
    return Date(tuple(numbers)) if numbers else None


UNIXREF = Format(
    name="unixref",
    title="Crossref Unixref XML",
    extensions=(".xml",),
    looks_like=looks_like,
    read=xml_reader("unixref", ("crossref",), read_record),
    write=None,
    aliases=("crossref-xml", "crossrefxml", "unixsd"),
    stream=xml_stream("unixref", ("crossref",), read_record),
)
