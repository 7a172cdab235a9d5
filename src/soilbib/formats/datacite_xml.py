"""DataCite's metadata as XML (kernel 2 to 4), as repositories deposit them and harvesters get them; read only.

The elements are turned into the JSON of the same schema, which `soilbib.formats.datacite` reads; what has no place in
CSL stays in ``Record.extra["datacite"]`` under DataCite's keys.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from soilbib.errors import Place, Problem
from soilbib.formats.datacite import read_item
from soilbib.formats.format import Format
from soilbib.formats.xml import xml_reader, xml_stream
from soilbib.formats.xml_text import element_text
from soilbib.formats.xml_trees import compact
from soilbib.model import Record, Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEAD = re.compile(r"<(?:[\w.-]+:)?resource\b[^<>]*datacite\.org/schema/kernel")
_LISTS: dict[str, str] = {
    "creators": "name", "titles": "title", "subjects": "subject", "contributors": "name", "dates": "date",
    "alternateIdentifiers": "identifier", "relatedIdentifiers": "relatedIdentifier", "rightsList": "rights",
    "descriptions": "description", "relatedItems": "", "fundingReferences": "", "geoLocations": "",
}  # fmt: skip
"""Element with others of one kind → the key of their text."""

_RENAMED: dict[str, str] = {
    "creatorName": "name", "contributorName": "name", "alternateIdentifierType": "identifierType",
    "alternateIdentifiers": "identifiers", "rightsURI": "rightsUri", "schemeURI": "schemeUri", "awardURI": "awardUri",
}  # fmt: skip
"""Name of an element or attribute → the key that JSON has for it."""

_REPEATED: dict[str, str] = {"nameIdentifier": "nameIdentifiers", "affiliation": "affiliation"}
"""Element that a person may have several of → the key of their list."""

_PLAIN_LISTS = frozenset({"sizes", "formats"})


def looks_like(head: str) -> bool:
    """Whether a ``<resource>`` of DataCite's schema stands in the head."""
    return bool(_HEAD.search(head))


def read_record(element: Element, source: Source) -> Record | Problem:
    """A record of a ``<resource>`` element."""
    record = read_item(_metadata(element), source)
    if record is None:
        message = "the resource has neither titles nor creators"
        return Problem("E103", message, Place(source.path, source.line), text=compact(element))
    return record


def _metadata(resource: Element) -> dict[str, Any]:
    """The metadata as DataCite's JSON has them."""
    item: dict[str, Any] = {}
    for child in resource:
        name, text = str(child.tag), element_text(child)
        key = _RENAMED.get(name, name)
        if name in _LISTS:
            item[key] = [*item.get(key, []), *(_item(part, _LISTS[name]) for part in child)]
        elif name in _PLAIN_LISTS:
            item[key] = list(filter(None, map(element_text, child)))
        elif name == "identifier":
            item.update(
                {"doi": text} if child.get("identifierType", "DOI").upper() == "DOI" else {"url": text}
            )
        elif name == "resourceType":
            item["types"] = {**_attributes(child), "resourceType": text}
        elif text:
            item[key] = text
    return item


def _item(element: Element, key: str) -> dict[str, Any]:
    """One of a list: its attributes, and its text under a key or its parts under their names."""
    item: dict[str, Any] = _attributes(element)
    if not any(child.tag != "br" for child in element):
        text = element_text(element, lines=element.tag == "description")
        return {**item, (key or str(element.tag)): text} if text else item
    for child in element:
        name = str(child.tag)
        if name in _LISTS:
            item[name] = [_item(part, _LISTS[name]) for part in child]
        elif name in _REPEATED:
            held = item.setdefault(_REPEATED[name], [])
            held.append(_item(child, "name" if name == "affiliation" else name))
        elif len(child):
            item[name] = _item(child, "")
        elif text := element_text(child):
            item.update({**_attributes(child), _RENAMED.get(name, name): text})
    return item


def _attributes(element: Element) -> dict[str, Any]:
    found = {str(name).rpartition("}")[2]: str(value) for name, value in element.items()}
    return {_RENAMED.get(name, name): value for name, value in found.items() if value}


DATACITE_XML = Format(
    name="datacitexml",
    title="DataCite XML",
    extensions=(".xml",),
    looks_like=looks_like,
    read=xml_reader("datacitexml", ("resource",), read_record),
    stream=xml_stream("datacitexml", ("resource",), read_record),
    write=None,
    aliases=("datacite-xml", "oai_datacite"),
)
