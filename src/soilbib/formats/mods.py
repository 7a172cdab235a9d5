"""MODS, the Library of Congress's Metadata Object Description Schema (version 3); tables in `mods_tables`.

What has no place in CSL stays in ``Record.extra["mods"]``: path of the element → its XML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from soilbib.formats.format import Format
from soilbib.formats.mods_names import read_name, read_role, says_more
from soilbib.formats.mods_tables import (
    CONTAINERS,
    FIELDS,
    GENRES,
    HOST,
    HOST_GENRES,
    LOCAL_GENRES,
    NUMBERED_TYPES,
    PARTS,
    RESOURCE_OF,
    RESOURCES,
)
from soilbib.formats.mods_writing import write_record
from soilbib.formats.xml import Taker, xml_reader, xml_stream, xml_writer
from soilbib.formats.xml_text import element_text
from soilbib.formats.xml_trees import compact, remove
from soilbib.model import Date, Name, Record, Source, parse_date
from soilbib.model.cut_lists import WRITTEN_MARKS
from soilbib.model.identifiers import bare_doi

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEAD = re.compile(r"<(?:[\w.-]+:)?mods(?:Collection)?[\s>]")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\dXx])")
_ONLY_PAGES = re.compile(r"(\d+) ?(?:p|pp|pages|S|s)\.?")
_PAGES = re.compile(r"(?:^|[\s,(])(\d+) ?(?:p|pp|pages|S|s)\b")
_TITLE_END = re.compile(r"[:?!.;,/]$")
_GRANTORS = frozenset({"degree grantor", "degree granting institution", "granting institution", "dgg"})
_DATES = ("dateIssued", "copyrightDate", "dateCreated", "date")


def looks_like(head: str) -> bool:
    """Whether a ``<mods>`` or ``<modsCollection>`` stands in the head."""
    return bool(_HEAD.search(head))


def read_record(element: Element, source: Source) -> Record:
    """A record of a ``<mods>`` element."""
    taker = Taker(element)
    identifier = taker.take("identifier[@type='citekey']") or element.get("ID", "")
    fields = {"title": _take_title(taker, "")}
    fields["container-title"] = _take_title(taker, HOST)
    csl_type = _read_type(taker, fields)
    for variable, paths in FIELDS.items():
        fields[variable] = taker.take(*paths, lines=variable == "abstract")
    for variable, paths in PARTS.items():
        fields[variable] = taker.take(*(f"{HOST}/{path}" for path in paths), *paths)
    fields["page"] = _take_pages(taker, HOST) or _take_pages(taker, "")
    _read_lists(taker, fields)
    _read_shapes(taker, fields)
    if csl_type == "book" and not fields["collection-title"]:  # a book is in no other container
        fields["collection-title"] = fields.pop("container-title", "")
    if csl_type in NUMBERED_TYPES and not fields["number"]:
        fields["number"] = fields.pop("issue", "")
    if csl_type == "thesis":
        fields["publisher"] = fields["publisher"] or _grantor(taker.element)
    names, truncated, kept = _read_names(taker)
    dates = _read_dates(taker)
    extra = taker.rest(CONTAINERS)
    if kept:
        extra["name"] = [*kept, *extra.get("name", [])]
    return Record(
        id=identifier,
        type=csl_type,
        names=names,
        dates=dates,
        fields={variable: value for variable, value in fields.items() if value},
        truncated=truncated,
        extra={"mods": extra} if extra else {},
        source=source,
    )


def _take_title(taker: Taker, place: str) -> str:
    """The title of the first ``<titleInfo>`` that is the title proper, or else of the uniform one."""
    found = taker.element.findall(f"{place}/titleInfo" if place else "titleInfo")
    for kinds in ((None,), ("uniform",)):
        for info in found:
            title = _title(info) if info.get("type") in kinds else ""
            if title:
                remove(info)
                return title
    return ""


def _title(info: Element) -> str:
    parts = {
        name: element_text(info.find(name))
        for name in ("nonSort", "title", "subTitle", "partNumber", "partName")
    }
    gap = "" if parts["nonSort"].endswith(("'", "’")) else " "
    title = f"{parts['nonSort']}{gap}{parts['title']}".strip() if parts["nonSort"] else parts["title"]
    for name, separator in (("subTitle", ": "), ("partNumber", ". "), ("partName", ": ")):
        if parts[name]:
            title += (" " if _TITLE_END.search(title) else separator if title else "") + parts[name]
    return title


def _read_type(taker: Taker, fields: dict[str, str]) -> str:
    """The type by the genres, the type of resource, and what kind of host there is; a plain other genre is kept."""
    found = _take_local_genre(taker, fields)
    told = bool(found)
    for genre in taker.element.findall("genre"):
        text = element_text(genre)
        if not told and text.lower() not in GENRES and not genre.attrib and "genre" not in fields:
            fields["genre"] = text
            remove(genre)
        found = found or GENRES.get(text.lower(), "")
    resource = taker.element.find("typeOfResource")
    text = element_text(resource).lower()
    found = found or _type_of_article(taker, fields) or RESOURCES.get(text) or _type_of_host(taker, fields)
    if resource is not None and not resource.attrib and RESOURCE_OF.get(found, "text") == text:
        remove(resource)
    return found


def _take_local_genre(taker: Taker, fields: dict[str, str]) -> str:
    """The type of a genre as `write_record` has it, and the genre that it has behind that."""
    for genre in taker.element.findall("genre[@authority='local']"):
        text = element_text(genre)
        csl_type = GENRES.get(text.lower(), "")
        if csl_type and LOCAL_GENRES.get(csl_type, csl_type) == text:
            following = genre.getnext()
            if following is not None and following.tag == "genre" and not following.attrib:
                fields["genre"] = element_text(following)
                remove(following)
            remove(genre)
            return csl_type
    return ""


def _type_of_article(taker: Taker, fields: dict[str, str]) -> str:
    """What an "article" is by its host; it is one whatever its resource and medium are."""
    if not any(element_text(genre).lower() == "article" for genre in taker.element.findall("genre")):
        return ""
    return "chapter" if _type_of_host(taker, fields) == "chapter" else "article-journal"


def _type_of_host(taker: Taker, fields: dict[str, str]) -> str:
    host = taker.element.find(HOST)
    media = [element_text(media) for media in taker.element.findall("physicalDescription/internetMediaType")]
    if host is not None and fields["container-title"]:
        genres = [HOST_GENRES.get(element_text(genre).lower(), "") for genre in host.findall("genre")]
        if any(genres):
            return next(filter(None, genres))
        if host.find("part") is not None or host.find("identifier[@type='issn']") is not None:
            monograph = element_text(host.find("originInfo/issuance")) in ("monographic", "single unit")
            return (
                "chapter"
                if monograph or host.find("identifier[@type='isbn']") is not None
                else "article-journal"
            )
        if element_text(host.find("originInfo/issuance")) == "monographic":
            return "chapter"
    if "text/html" in media:
        return "webpage"
    if element_text(taker.element.find("originInfo/issuance")) in ("serial", "continuing"):
        return "periodical"
    return "book" if taker.element.find("identifier[@type='isbn']") is not None else "document"


def _take_pages(taker: Taker, place: str) -> str:
    part = f"{place}/part" if place else "part"
    for extent in taker.element.findall(f"{part}/extent"):
        if extent.get("unit", "pages") not in ("pages", "page"):
            if not len(extent) and not element_text(extent):
                remove(extent)  # its number of volumes was taken
            continue
        remove(extent)
        first, last = element_text(extent.find("start")), element_text(extent.find("end"))
        listed = element_text(extent.find("list"))
        return (f"{first}-{last}" if first and last and first != last else first or last) or listed
    return taker.take(f"{part}/detail[@type='page']/number")


def _read_lists(taker: Taker, fields: dict[str, str]) -> None:
    """What MODS repeats and CSL has in one value."""
    fields["keyword"] = "; ".join(dict.fromkeys(_topics(taker)))
    notes = [note for note in taker.element.findall("note") if not note.get("type") and element_text(note)]
    fields["note"] = "\n".join(element_text(note) for note in notes)
    for note in notes:
        remove(note)
    fields["call-number"] = ", ".join(taker.texts("classification"))
    languages = []
    for language in taker.take_all("language"):
        terms = language.findall("languageTerm")
        codes = [term for term in terms if term.get("type") != "text"] or terms
        languages += [text for term in codes[:1] if (text := element_text(term))]
    fields["language"] = "; ".join(languages)
    fields["archive_location"] = "; ".join(_locations(taker))


def _topics(taker: Taker) -> list[str]:
    topics = []
    for subject in taker.element.findall("subject"):
        for topic in subject.findall("topic"):
            topics.append(element_text(topic))
            remove(topic)
        if not len(subject):
            remove(subject)
    return [topic for topic in topics if topic]


def _locations(taker: Taker) -> list[str]:
    found = taker.texts("location/physicalLocation") + taker.texts("location/shelfLocator")
    found += taker.texts("location/holdingSimple/copyInformation/shelfLocator")
    return found or taker.texts("relatedItem[@type='original']/location/physicalLocation")


def _read_shapes(taker: Taker, fields: dict[str, str]) -> None:
    """Values with a form of their own: identifiers, addresses, places, numbers of pages."""
    isbn = _ISBN.search(fields["ISBN"])
    if isbn and isbn[0] != fields["ISBN"]:
        fields["note"] = "\n".join(filter(None, [fields["note"], f"ISBN {fields['ISBN']}"]))
        fields["ISBN"] = isbn[0]
    fields["DOI"] = bare_doi(fields["DOI"])
    fields["URL"] = _take_url(taker)
    for place in ("originInfo/place", f"{HOST}/originInfo/place"):
        for found in taker.element.findall(place):
            term = next((term for term in found if term.get("type") != "code"), None)
            if term is not None and not fields.get("publisher-place"):
                fields["publisher-place"] = element_text(term)
                remove(found)
    extent = taker.element.find("physicalDescription/extent")
    pages = _ONLY_PAGES.fullmatch(element_text(extent))
    if pages and extent is not None:
        remove(extent)
    pages = pages or _PAGES.search(element_text(extent))
    fields["number-of-pages"] = pages[1] if pages else ""


def _take_url(taker: Taker) -> str:
    urls = taker.element.findall("location/url") or taker.element.findall("location//url")
    urls = [url for url in urls if url.get("access") not in ("preview", "raw object")]
    best = next(
        (url for url in urls if url.get("usage", "").startswith("primary")), urls[0] if urls else None
    )
    if best is not None:
        remove(best)
        return element_text(best)
    for identifier in taker.element.findall("identifier[@type='uri']"):
        if element_text(identifier).startswith("http"):
            remove(identifier)
            return element_text(identifier)
    return ""


def _read_names(taker: Taker) -> tuple[dict[str, tuple[Name, ...]], tuple[str, ...], list[str]]:
    """The names, the lists that are cut, and the XML of names that say more than a name and its role."""
    names: dict[str, tuple[Name, ...]] = {}
    truncated: list[str] = []
    kept: list[str] = []
    for path, default, author in (
        ("name", "author", "author"),
        (f"{HOST}/name", "contributor", "container-author"),
    ):
        for element in taker.element.findall(path):
            variable = read_role(element, default)
            variable = author if variable == "author" else variable
            name = read_name(element)
            if variable and (element.find("etal") is not None or name.literal.lower() in WRITTEN_MARKS):
                truncated.append(variable)
                remove(element)
                continue
            if variable and name != Name():
                names[variable] = (*names.get(variable, ()), name)
                if path == "name" and says_more(element):
                    kept.append(compact(element))
                remove(element)
    return names, tuple(variable for variable in dict.fromkeys(truncated) if variable in names), kept


def _grantor(element: Element) -> str:
    """Who granted a degree, the name staying."""
    for name in element.findall("name"):
        terms = [element_text(term).lower().rstrip(".") for term in name.findall("role/roleTerm")]
        if _GRANTORS & set(terms):
            return element_text(name.find("namePart"))
    return ""


def _read_dates(taker: Taker) -> dict[str, Date]:
    dates = {}
    issued = _take_date(taker, ("originInfo", f"{HOST}/part", "part", f"{HOST}/originInfo"))
    if issued:
        dates["issued"] = issued
    for variable, path in (
        ("accessed", "originInfo/dateCaptured"),
        ("submitted", "originInfo/dateOther[@type='submitted']"),
    ):
        text = taker.take(path)
        if text:
            dates[variable] = parse_date(text)
    event = taker.take("originInfo/dateOther[@type='event']")
    return {**dates, "event-date": parse_date(event)} if event else dates


def _take_date(taker: Taker, places: tuple[str, ...]) -> Date | None:
    """The date of the first place and element; encoded ones before those as printed, a start before its end."""
    for place in places:
        for name in _DATES:
            found = [date for date in taker.element.findall(f"{place}/{name}") if element_text(date)]
            if not found:
                continue
            encoded = [date for date in found if date.get("encoding") or date.get("keyDate")] or found
            start = next((date for date in encoded if date.get("point") != "end"), encoded[0])
            remove(start)
            end = next((date for date in encoded if date.get("point") == "end"), None)
            if end is not None and end is not start and start.get("point") == "start":
                pair = parse_date(f"{element_text(start)}/{element_text(end)}")
                if pair.start:
                    remove(end)
                    return pair
            return parse_date(element_text(start))
    return None


read = xml_reader("mods", ("mods",), read_record)
write = xml_writer(
    "mods",
    "MODS",
    '<?xml version="1.0" encoding="UTF-8"?>\n<modsCollection xmlns="http://www.loc.gov/mods/v3">\n',
    "</modsCollection>\n",
    write_record,
    read,
)

MODS = Format(
    name="mods",
    title="MODS",
    extensions=(".mods", ".xml"),
    looks_like=looks_like,
    read=read,
    write=write,
    stream=xml_stream("mods", ("mods",), read_record),
)
