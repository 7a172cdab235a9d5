"""The metadata formats of the provider: a table, and records in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from soilbib.formats import dumps
from soilbib.model import Record

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


class Prefix(NamedTuple):
    """A metadata format: the format that writes it, its namespace and its schema."""

    format: str
    namespace: str
    schema: str


PREFIXES: dict[str, Prefix] = {
    "oai_dc": Prefix(
        "dc", "http://www.openarchives.org/OAI/2.0/oai_dc/", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
    ),
    "marcxml": Prefix(
        "marcxml",
        "http://www.loc.gov/MARC21/slim",
        "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd",
    ),
    "mods": Prefix("mods", "http://www.loc.gov/mods/v3", "http://www.loc.gov/standards/mods/v3/mods-3-7.xsd"),
}
"""metadataPrefix → format."""

SIMPLE: dict[str, str] = {
    "abstract": "description", "tableOfContents": "description", "bibliographicCitation": "source",
    "isPartOf": "relation", "extent": "format", "medium": "format", "issued": "date", "created": "date",
    "available": "date", "license": "rights", "accessRights": "rights", "alternative": "title", "spatial": "coverage",
}  # fmt: skip
"""Terms beyond the fifteen elements that oai_dc allows → the element that each refines; any other is a relation."""


def metadata(records: Sequence[Record], prefix: str) -> list[str]:
    """Each record as the XML of a metadata format."""
    from lxml import etree

    if not records:
        return []
    kind = PREFIXES[prefix]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_blank_text=True)
    root = etree.fromstring(dumps(records, kind.format).text.encode(), parser)
    elements = [child for child in root if isinstance(child.tag, str)]
    assert len(elements) == len(records)
    return [_finished(each, kind, prefix) for each in elements]


def _finished(element: Element, kind: Prefix, prefix: str) -> str:
    from lxml import etree

    if prefix == "oai_dc":
        for child in element:
            name = etree.QName(child)
            if name.namespace == DCTERMS:
                child.tag = f"{{{DC}}}{SIMPLE.get(name.localname, 'relation')}"
            child.attrib.clear()
    element.set(f"{{{XSI}}}schemaLocation", f"{kind.namespace} {kind.schema}")
    etree.cleanup_namespaces(element)
    return etree.tostring(element, encoding="unicode", with_tail=False)
