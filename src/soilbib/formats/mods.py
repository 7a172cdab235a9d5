"""MODS, the Library of Congress's Metadata Object Description Schema (version 3); tables in `mods_tables`.

What has no place in CSL stays in ``Record.extra["mods"]``: path of the element → its XML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from soilbib.formats.format import Format
from soilbib.formats.mods_names import read_event, read_name, read_role, says_more
from soilbib.formats.mods_subjects import topics
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
from soilbib.formats.statements import extent, is_unknown, read_date, unbracket
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
_LABELLED_NUMBER = re.compile(r"\D{0,8}(\d+[A-Za-z]?)\W?")
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
    copies = _take_copies(taker)
    fields = {"title": _take_title(taker, "")}
    fields["container-title"] = _take_title(taker, HOST)
    csl_type = _read_type(taker, fields)
    isbns, issns = _take_numbers(taker, "isbn"), _take_numbers(taker, "issn")
    unknown = _unknown_publishers(taker)
    for publisher in unknown:
        publisher.tag = "unknown"  # which leaves it to the rest
    for variable, paths in FIELDS.items():
        fields[variable] = taker.take(*paths, lines=variable == "abstract")
    for publisher in unknown:
        publisher.tag = "publisher"
    for variable, paths in PARTS.items():
        fields[variable] = taker.take(*(f"{HOST}/{path}" for path in paths), *paths)
    fields["ISBN"], qualified = _bare_isbns(isbns)
    fields["ISSN"] = ", ".join(issns)
    fields["page"] = _take_pages(taker, HOST) or _take_pages(taker, "")
    _read_lists(taker, fields)
    _read_shapes(taker, fields)
    fields["note"] = "\n".join(filter(None, [fields["note"], *(f"ISBN {text}" for text in qualified)]))
    if csl_type == "book" and not fields["collection-title"]:  # a book is in no other container
        fields["collection-title"] = fields.pop("container-title", "")
    if csl_type in NUMBERED_TYPES and not fields["number"]:
        fields["number"] = fields.pop("issue", "")
    if csl_type in ("software", "dataset"):
        fields["version"] = fields.pop("edition", "")
    if csl_type == "thesis":
        fields["publisher"] = fields["publisher"] or _grantor(taker.element)
    dates = _read_dates(taker)
    _read_event(taker, fields, dates)
    names, truncated, kept = _read_names(taker)
    extra = taker.rest(CONTAINERS)
    if copies:
        extra["originInfo"] = copies
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


def _take_numbers(taker: Taker, kind: str) -> list[str]:
    """The ISBNs of the work or else of its host; the ISSNs of the host or else of the work."""
    step = f"identifier[@type='{kind}']"
    for place in (step, f"{HOST}/{step}") if kind == "isbn" else (f"{HOST}/{step}", step):
        found = [element for element in taker.element.findall(place) if element.get("invalid") != "yes"]
        if texts := [text for element in found if (text := element_text(element))]:
            for element in found:
                remove(element)
            return list(dict.fromkeys(texts))
    return []


def _bare_isbns(texts: list[str]) -> tuple[str, list[str]]:
    """The numbers, and the texts that say more than a number ("0801486394 (pbk.)")."""
    bare = [match[0] if (match := _ISBN.search(text)) else text for text in texts]
    more = [text for text, number in zip(texts, bare, strict=True) if text != number]
    return ", ".join(dict.fromkeys(bare)), more


def _unknown_publishers(taker: Taker) -> list[Element]:
    """The publishers where the first of them is "[s.n.]" or the like: none of them published the work."""
    found = taker.element.findall("originInfo/publisher")
    return found if found and is_unknown(unbracket(element_text(found[0]))) else []


def _read_event(taker: Taker, fields: dict[str, str], dates: dict[str, Date]) -> None:
    """The meeting that a conference's name tells; a name with a number and more stays with the rest."""
    for place in ("name[@type='conference']", f"{HOST}/name[@type='conference']"):
        for element in taker.element.findall(place)[:1]:
            found, is_all = read_event(element)
            if fields.get("event-title") or not found["event-title"]:
                continue
            if is_all:
                remove(element)
            if "event-date" in found:
                dates.setdefault("event-date", parse_date(found.pop("event-date")))
            fields |= found


def _take_copies(taker: Taker) -> list[str]:
    """The XML of who digitised the work and when, which is not its imprint; taken out where it has one."""
    found = taker.element.findall("originInfo")
    copies = [origin for origin in found if origin.get("eventType") == "digitization"]
    if len(copies) == len(found):
        return []
    for origin in copies:
        remove(origin)
    return [compact(origin) for origin in copies]


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
    for found in taker.element.findall(f"{part}/extent"):
        if found.get("unit", "pages") not in ("pages", "page"):
            if not len(found) and not element_text(found):
                remove(found)  # its number of volumes was taken
            continue
        remove(found)
        first, last = element_text(found.find("start")), element_text(found.find("end"))
        listed = element_text(found.find("list"))
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
    """The topics of all subjects; a subject that has more than topics stays with the rest, too."""
    found: list[str] = []
    for subject in taker.element.findall("subject"):
        for part in subject.findall("cartographics"):
            if not len(part) and not element_text(part):
                remove(part)  # its scale was taken
        found += topics(subject)
        if len(subject) == len(subject.findall("topic")):
            remove(subject)
    return found


def _locations(taker: Taker) -> list[str]:
    found = taker.texts("location/physicalLocation") + taker.texts("location/shelfLocator")
    found += taker.texts("location/holdingSimple/copyInformation/shelfLocator")
    return found or taker.texts("relatedItem[@type='original']/location/physicalLocation")


def _read_shapes(taker: Taker, fields: dict[str, str]) -> None:
    """Values with a form of their own: identifiers, addresses, places, numbers of pages."""
    if labelled := _LABELLED_NUMBER.fullmatch(fields["collection-number"]):
        fields["collection-number"] = labelled[1]
    series, semicolon, number = fields.get("collection-title", "").rpartition(" ; ")
    if semicolon and not fields["collection-number"] and (labelled := _LABELLED_NUMBER.fullmatch(number)):
        fields["collection-title"], fields["collection-number"] = series, labelled[1]
    fields["DOI"] = bare_doi(fields["DOI"])
    fields["URL"] = _take_url(taker)
    for place in ("originInfo/place", f"{HOST}/originInfo/place"):
        for found in taker.element.findall(place):
            term = next((term for term in found if term.get("type") != "code"), None)
            if term is not None and is_unknown(unbracket(element_text(term))):
                continue
            if term is not None and not fields.get("publisher-place"):
                fields["publisher-place"] = element_text(term)
                remove(found)
    size = taker.element.find("physicalDescription/extent")
    text = element_text(size)
    fields["number-of-pages"], volumes = extent(text)
    fields["number-of-volumes"] = fields["number-of-volumes"] or volumes
    if size is not None and _ONLY_PAGES.fullmatch(text):
        remove(size)


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
            end = next((date for date in encoded if date.get("point") == "end"), None)
            pair = _pair(start, end) if end is not None and start.get("point") == "start" else None
            date = pair or _read_date(start)
            if pair and end is not None:
                remove(end)
            if date.start or date.literal == element_text(start):
                remove(start)
            doubtful = start.get("qualifier") in ("approximate", "questionable")
            return replace(date, circa=True) if doubtful and date.start else date
    return None


def _pair(start: Element, end: Element) -> Date | None:
    """A range of two dates, which is open where the last one is the code for that."""
    last = element_text(end)
    date = parse_date(f"{element_text(start)}/{'..' if last in ('9999', 'uuuu') else last}")
    return date if date.start else None


def _read_date(element: Element) -> Date:
    """A date as encoded, or as catalogues print it."""
    text = element_text(element)
    printed = None if element.get("encoding") else read_date(text)
    return printed if printed and printed.start else parse_date(text)


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
