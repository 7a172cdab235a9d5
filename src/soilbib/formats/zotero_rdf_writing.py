"""Records as nodes of Zotero RDF, in the elements and vocabularies in which Zotero exports them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from soilbib.formats.mods_tables import LOCAL_GENRES
from soilbib.formats.xml_text import legal
from soilbib.formats.xml_trees import add, put_rest
from soilbib.formats.zotero_rdf_tables import (
    CONTAINERS,
    DATES,
    ELEMENTS,
    FIELDS,
    NAMESPACES,
    NUMBERED,
    OWN_AUTHORS,
    PREFIXES,
    ROLES,
)
from soilbib.model import Name, Record

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

OPENING = "".join(
    [
        '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF',
        *(f'\n xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items()),
        ">\n",
    ]
)
CLOSING = "</rdf:RDF>\n"
_RDF = f"{{{NAMESPACES['rdf']}}}"
_LABELLED = ("DOI", "ISBN", "ISSN", "PMID", "PMCID")
_WRITTEN_ROLES = {variable: role for role, variable in reversed(ROLES.items())}


def write_nodes(record: Record) -> str:
    """The node of a record, and one for each collection that it is in."""
    from lxml import etree

    root = etree.Element("work")
    kept: dict[str, Any] = dict(record.extra.get("zoterordf", {}))
    collections = kept.pop("collections", [])
    add(root, "itemType", LOCAL_GENRES.get(record.type, record.type))
    _write_names(root, record)
    _write_fields(root, record)
    put_rest(root, kept)
    _nest(root, CONTAINERS.get(record.type, "bib:Document"))
    about = f"#{quote(record.id or 'item')}"
    text = _show(root, 1, ELEMENTS.get(record.type, "rdf:Description"), f' rdf:about="{escape(about)}"')
    for name in collections if isinstance(collections, list) else ():
        text += (
            f'  <z:Collection rdf:about="#collection_{quote(str(name))}">\n'
            f"    <dc:title>{escape(legal(str(name)))}</dc:title>\n"
            f'    <dcterms:hasPart rdf:resource="{escape(about)}"/>\n  </z:Collection>\n'
        )
    return text


def _write_names(root: Element, record: Record) -> None:
    for variable, names in record.names.items():
        role = OWN_AUTHORS.get(record.type) if variable == "author" else None
        role = role or _WRITTEN_ROLES.get(variable)
        for name in names if role else ():
            _write_person(add(root, f"{role}s/Seq/li"), name)


def _write_person(parent: Element, name: Name) -> None:
    person = add(parent, "Person")
    given = " ".join(filter(None, [name.given, name.dropping_particle]))
    add(person, "surname", name.full_family)
    if given or name.suffix:
        add(person, "givenName", ", ".join(filter(None, [given, name.suffix])))


def _write_identifiers(root: Element, fields: dict[str, str]) -> None:
    for name in _LABELLED:
        if value := fields.pop(name, ""):
            add(root, "identifier", f"{name} {value}")
    if url := fields.pop("URL", ""):
        add(add(root, "identifier"), "URI/value", url)
    for word in filter(None, fields.pop("keyword", "").split("; ")):
        add(root, "subject", word)


def _write_fields(root: Element, record: Record) -> None:
    fields = dict(record.fields)
    in_other = record.type in CONTAINERS
    if call_number := fields.pop("call-number", ""):
        add(root, "subject/LCC/value", call_number)
    _write_identifiers(root, fields)
    if note := fields.pop("annote", ""):
        add(root, "isReferencedBy/Memo/value", note.replace("\n", "<br/>"))
    if record.type == "speech" and "event-place" in fields:
        fields["publisher-place"] = fields.pop("event-place")
    if number := fields.pop("number", "") if in_other or record.type in NUMBERED else "":
        add(root, "number", number)
    for variable, paths in FIELDS.items():
        place = paths[0] if in_other else paths[0].removeprefix("container/")
        place = "issue" if place == "number" and record.type in NUMBERED else place
        if variable in fields and (place != "title" or variable == "title"):
            add(root, place, fields[variable])
    for variable, paths in DATES.items():
        if variable in record.dates:
            add(root, paths[0], record.dates[variable].text)
    if record.id:
        add(root, "citationKey", record.id)


def _nest(root: Element, container: str) -> None:
    """Put the series into what the work is part of, that into its section, and all into ``isPartOf``."""
    host = root
    for name, tag in (("part", "bib:Part"), ("container", container), ("series", "bib:Series")):
        found = root.find(name)
        if found is None:
            continue
        root.remove(found)
        found.tag = tag.partition(":")[2]
        found.set("prefix", tag.partition(":")[0])
        add(host, "isPartOf").append(found)
        host = found


def _show(element: Element, depth: int, name: str = "", more: str = "") -> str:
    tag, above = str(element.tag), element.getparent()
    inside = f"{above.tag}/{tag}" if above is not None else tag
    name = name or f"{element.get('prefix') or PREFIXES.get(inside) or PREFIXES.get(tag, 'z')}:{tag}"
    for key, value in ((str(key), str(value)) for key, value in element.attrib.items()):
        if key.startswith(_RDF):
            more += f' rdf:{key[len(_RDF) :]}="{escape(value)}"'
    indent = "  " * depth
    if not len(element):
        return f"{indent}<{name}{more}>{escape(element.text or '', quote=False)}</{name}>\n"
    inner = "".join(_show(child, depth + 1) for child in element)
    return f"{indent}<{name}{more}>\n{inner}{indent}</{name}>\n"
