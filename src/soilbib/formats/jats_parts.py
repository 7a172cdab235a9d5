"""What articles and citations in JATS share: people, dates, pages and identifiers, taken out of an element."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from soilbib.formats.jats_tables import NUMBERS, PEOPLE
from soilbib.formats.xml import Taker
from soilbib.formats.xml_text import element_text
from soilbib.formats.xml_trees import remove
from soilbib.model import Date, Name, parse_date, parse_name
from soilbib.model.dates import date_of
from soilbib.model.identifiers import bare_doi

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = (
    "name",
    "string-name",
    "collab",
    "name-alternatives",
    "collab-alternatives",
    "anonymous",
    "institution",
    "on-behalf-of",
)
_NAME_PARTS = ("surname", "given-names", "suffix")
_YEAR = re.compile(r"(\d{4})([a-z]?)")
_DOI_ADDRESS = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\..+)", re.IGNORECASE)
_NOTES = ("xref", "fn")


def attribute(element: Element, name: str) -> str:
    """The attribute of that local name, in any namespace."""
    found = (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name)
    return next(found, "")


def take_title(taker: Taker, *paths: str) -> str:
    """The title at the first path that has one, with its subtitle, without marks of footnotes."""
    for path in paths:
        found = taker.element.find(path)
        if found is None:
            continue
        for note in [note for name in _NOTES for note in found.iter(name)]:
            cut_out(note)
        title = taker.take(path)
        subtitle = taker.take(f"{path.rpartition('/')[0]}/subtitle" if "/" in path else "subtitle")
        if title:
            seam = " " if title.endswith((":", "?", "!")) else ": "
            return f"{title}{seam}{subtitle}" if subtitle else title
    return ""


def cut_out(element: Element) -> None:
    """Take an element out of a text, its tail staying."""
    above, before = element.getparent(), element.getprevious()
    if above is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        above.text = (above.text or "") + (element.tail or "")
    above.remove(element)


def take_people(
    groups: Iterable[Element], variable: str
) -> tuple[dict[str, tuple[Name, ...]], tuple[str, ...]]:
    """The names in groups of people, each of its kind or else of ``variable``, and which lists are cut."""
    names: dict[str, tuple[Name, ...]] = {}
    cut: list[str] = []
    for group in groups:
        kind = group.get("person-group-type") or group.get("contrib-type") or ""
        role = PEOPLE.get(kind.lower(), "" if kind else variable)
        if not role:
            continue
        for element in list(group):
            if element.tag == "etal":
                cut.append(role)
                remove(element)
            elif element.tag in _NAMES and (name := _name(element)) != Name():
                names[role] = (*names.get(role, ()), name)
    return names, tuple(role for role in dict.fromkeys(cut) if role in names)


def _name(element: Element) -> Name:
    """A name, its parts taken out; what is beside them (titles, affiliations) stays."""
    if str(element.tag).endswith("-alternatives"):
        inner = next((child for child in element if child.tag in _NAMES), None)
        name = Name() if inner is None else _name(inner)
        remove(element)
        return name
    family, given, suffix = (element_text(element.find(part)) for part in _NAME_PARTS)
    if family or given:
        for part in _NAME_PARTS:
            for found in element.findall(part):
                remove(found)
        if not len(element):
            remove(element)
        return Name(family, given, suffix=suffix) if family else Name(literal=given)
    group = element.find("contrib-group")
    if group is not None:  # the members of a body
        remove(group)
    text = element_text(element).strip(" ,;")
    remove(element)
    if element.tag == "anonymous":
        return Name(literal=text or "Anonymous")
    return parse_name(text) if element.tag == "string-name" and text else Name(literal=text)


def take_date(element: Element) -> Date | None:
    """The date of year, month, day or season among an element's children, or of its text in ISO 8601."""
    taker = Taker(element)
    year, month, day, season = (taker.take(part) for part in ("year", "month", "day", "season"))
    match = _YEAR.fullmatch(year)
    if not match:
        text = year or taker.take("string-date") or element.get("iso-8601-date", "")
        return parse_date(text) if text else None
    date = parse_date(f"{season} {match[1]}") if season else date_of(match[1], month, day)
    return msgspec.structs.replace(date, raw=year) if match[2] else date


def take_pages(taker: Taker) -> dict[str, str]:
    """The pages, or the article's number where it has none; its number beside them."""
    ranges, first, last = taker.take("page-range"), taker.take("fpage"), taker.take("lpage")
    article = taker.take("elocation-id")
    pages = ranges or (f"{first}-{last}" if first and last and first != last else first or last)
    return {"page": pages or article, "number": article if pages and article != pages else ""}


def take_numbers(taker: Taker, path: str) -> dict[str, str]:
    """The identifiers of known kinds; others stay."""
    fields: dict[str, str] = {}
    for element in taker.element.findall(path):
        variable = NUMBERS.get((element.get("pub-id-type") or "").lower(), "")
        value = element_text(element)
        value = f"PMC{value}" if variable == "PMCID" and value.isdecimal() else bare_doi(value)
        if variable and value and fields.setdefault(variable, value) == value:
            remove(element)
    return fields


def take_links(taker: Taker, *paths: str) -> dict[str, str]:
    """The DOI and the address that links give."""
    fields: dict[str, str] = {}
    for element in [found for path in paths for found in taker.element.findall(path)]:
        address = attribute(element, "href") or element_text(element)
        match = _DOI_ADDRESS.fullmatch(address)
        variable, value = ("DOI", match[1]) if match else ("URL", address)
        if variable == "DOI" or address.startswith(("http", "www.", "ftp")):
            fields.setdefault(variable, value)
            if fields[variable] == value:
                remove(element)
    return fields
