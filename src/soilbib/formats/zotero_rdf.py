"""Zotero RDF, and works in the Bibliographic Ontology (with RDA's P60163, the place); tables in `zotero_rdf_tables`.

What a work is part of, its notes and files are nodes of their own that it refers to: they are put where they are
referred to before a record is read. What has no place in CSL stays in ``Record.extra["zoterordf"]``: path of the
element → its XML, and the names of the ``collections`` that the work is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from soilbib.errors import Place, Problem
from soilbib.formats.format import Format
from soilbib.formats.inverted_names import read_inverted
from soilbib.formats.mods_tables import GENRES
from soilbib.formats.xml import Taker, read_elements, reading_back
from soilbib.formats.xml_text import element_text, html_text
from soilbib.formats.xml_trees import compact, remove
from soilbib.formats.zotero_rdf_tables import DATES, FIELDS, NAMESPACES, NUMBERED, ROLES, TAGS, TAGS_IN
from soilbib.formats.zotero_rdf_writing import CLOSING, OPENING, write_nodes
from soilbib.model import Date, Name, Record, Source, parse_date, parse_name
from soilbib.model.identifiers import bare_doi

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from soilbib.errors import Loss

_HEAD = re.compile(r"<(?:[\w.-]+:)?RDF\b")
_VOCABULARY = re.compile(r"zotero\.org/namespaces/export#|purl\.org/net/biblio#|purl\.org/ontology/bibo/")
_RDF = f"{{{NAMESPACES['rdf']}}}"
_REFERENCES = (f"{_RDF}resource", f"{_RDF}nodeID")
_NAMES_OF_NODES = (f"{_RDF}about", f"{_RDF}ID", f"{_RDF}nodeID")
_FOLLOWED = frozenset(
    "isPartOf isReferencedBy link presentedAt publisher creator contributor editor li adr".split()
)
_MOST_NODES, _DEEPEST = 2000, 5
_NO_WORKS = frozenset(
    """Journal Periodical Newspaper Magazine Series Part Memo Attachment Collection Person Organization Agent
    Website Blog Forum CourtReporter Conference Address UserItem Issue""".split()
)
_PARTS: dict[str, str] = {"Series": "series", "Part": "part"}
_NUMBER = re.compile(r"(ISBN|ISSN|DOI|PMID|PMCID)[ :]\s*(.+)", re.IGNORECASE)
_FAMILY, _GIVEN = (
    ("surname", "familyName", "family_name", "lastName"),
    ("givenName", "givenname", "firstName"),
)
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
_LINES = frozenset({"abstract", "note"})
_LISTS = {"authorList": "author", "editorList": "editor", "contributorList": "contributor"}
_PEOPLE = (*_LISTS.items(), *((f"{role}s", variable) for role, variable in ROLES.items()), *ROLES.items())
"""Element → variable: lists in their order, Zotero's lists, single persons; the last only where there is no list."""


def looks_like(head: str) -> bool:
    """Whether RDF stands in the head, and the vocabulary of Zotero or one that it imports."""
    return bool(_HEAD.search(head)) and bool(_VOCABULARY.search(head))


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """The record of each work, in the order of the text; notes and files without one are problems with their XML."""
    for found in read_elements(text, path, ("RDF",), longest=len(text)):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _read_graph(*found, path)


def _read_graph(root: Element, line: int, path: str) -> Iterator[Record | Problem]:
    nodes = _Nodes(root)
    for element in root:
        place = Place(path, line + int(str(element.sourceline or 1)) - 1)
        if nodes.is_work(element):
            record = _read_work(nodes.resolved(element), Source("zoterordf", path, place.line))
            collections = nodes.collections_of(element)
            own = {
                **record.extra.get("zoterordf", {}),
                **({"collections": collections} if collections else {}),
            }
            yield record.replace(extra={"zoterordf": own} if own else {})
        elif element.tag in ("Memo", "Attachment") and not nodes.is_referred_to(element):
            yield Problem("W205", "a note or file of no work", place, "info", compact(element))


class _Nodes:
    """The nodes of a graph by their names, and which of them are referred to."""

    def __init__(self, root: Element) -> None:
        self._known = {name: node for node in root for name in _names(node)}
        self._targets = {
            target
            for element in root.iter(*_FOLLOWED)
            for name in _REFERENCES
            if (target := element.get(name)) is not None
        }
        self._collections: dict[str, list[str]] = {}
        for collection in root.iterfind("Collection"):
            title = element_text(collection.find("title"))
            for part in collection.iterfind("hasPart"):
                self._collections.setdefault(part.get(_REFERENCES[0], ""), []).append(title)

    def is_referred_to(self, node: Element) -> bool:
        """Whether the node is part, note or file of another."""
        return any(name in self._targets for name in _names(node))

    def is_work(self, node: Element) -> bool:
        """Whether a node is a work of its own: by its type, or else by its element."""
        kind = node.findtext("itemType", "")
        if kind or node.tag in _NO_WORKS:
            return kind not in ("", "note", "attachment")
        return node.find("title") is not None and not self.is_referred_to(node)

    def collections_of(self, node: Element) -> list[str]:
        """The names of the collections that a work is in."""
        return [title for name in _names(node) for title in self._collections.get(name, ())]

    def resolved(self, node: Element) -> Element:
        """The node with those that it refers to inside."""
        self._left = _MOST_NODES
        copied = deepcopy(node)
        self._fill(copied, _DEEPEST)
        return copied

    def _fill(self, node: Element, depth: int) -> None:
        for element in list(node.iter(*_FOLLOWED)) if depth else ():
            target = next(
                (self._known.get(element.get(name, "")) for name in _REFERENCES if element.get(name)), None
            )
            if target is None or len(element) or not self._left or target is element:
                continue
            self._left -= 1
            copied = deepcopy(target)
            copied.tail = None
            _unname(element)
            _unname(copied)
            element.append(copied)
            self._fill(copied, depth - 1)


def _names(node: Element) -> list[str]:
    return [name for key in _NAMES_OF_NODES if (name := node.get(key))]


def _unname(element: Element) -> None:
    """Take the names and references of nodes out of an element."""
    for key in {*_NAMES_OF_NODES, *_REFERENCES} & {str(key) for key in element.attrib}:
        del element.attrib[key]


def _prune(element: Element) -> None:
    """Take out what is empty, the inner elements first."""
    for child in reversed(list(element.iter("*"))):
        if not (len(child) or child.attrib or (child.text or "").strip()):
            remove(child)


def _read_work(element: Element, source: Source) -> Record:
    container = _flatten(element)
    taker = Taker(element)
    csl_type = _take_type(taker, element.tag, container)
    fields = _take_numbers(taker)
    if csl_type in NUMBERED:
        fields["number"] = taker.take("number", "container/number")
    elif element.find("container") is None:
        fields["issue"] = taker.take("number")
    present = {str(child.tag) for child in element}
    for variable, paths in FIELDS.items():
        there = [path for path in paths if path.partition("/")[0] in present]
        fields[variable] = fields.get(variable) or taker.take(*there, lines=variable in _LINES)
    fields["number"] = fields.get("number") or taker.take("number")
    fields["publisher"] = fields["publisher"] or taker.take("publisher")
    if csl_type == "software":
        fields["version"] = fields["version"] or fields.pop("edition")
    if csl_type == "speech":
        fields["event-place"] = fields.pop("publisher-place")
    fields["page"] = fields["page"] or _take_range(taker)
    fields["URL"] = fields["URL"] or taker.take("identifier/URI/value")
    fields["keyword"] = "; ".join([*_take_words(taker)])
    fields["annote"] = "\n".join(
        html_text(text, lines=True) for text in taker.texts("isReferencedBy/Memo/value")
    )
    names = _take_names(taker)
    dates = {variable: date for variable, paths in DATES.items() if (date := _take_date(taker, paths))}
    identifier = taker.take("citationKey")
    _prune(element)
    extra: dict[str, object] = {**taker.rest(frozenset({"container", "series", "part"}))}
    return Record(
        identifier,
        csl_type,
        names,
        dates,
        {variable: value for variable, value in fields.items() if value},
        extra={"zoterordf": extra} if extra else {},
        source=source,
    )


def _flatten(element: Element) -> str:
    """Make what the work is part of, and that part of, its children; the name of the first container."""
    found = ""
    while (part := next((part for part in element.iter("isPartOf") if len(part)), None)) is not None:
        for node in list(part):
            if not found and node.tag not in _PARTS and node.tag != "Issue":
                found = str(node.tag)
            node.tag = _PARTS.get(str(node.tag), "container")
            _unname(node)
            node.tail = None
            element.append(node)
        remove(part)
    return found


def _take_type(taker: Taker, tag: str, container: str) -> str:
    """The CSL type of Zotero's own, or else of the element and what it is part of; a type that is not usual stays."""
    kind = taker.take("itemType")
    if not kind:
        return TAGS_IN.get((tag, container)) or TAGS.get(tag, "document")
    return GENRES.get(kind.lower(), "") or "document"


def _take_numbers(taker: Taker) -> dict[str, str]:
    """The identifiers, told by their labels; others stay."""
    fields: dict[str, str] = {}
    for path in ("identifier", "container/identifier"):
        for element in taker.element.findall(path):
            text = element_text(element)
            match = _NUMBER.fullmatch(text)
            variable, value = (match[1].upper(), match[2]) if match else ("", "")
            if not match and text.startswith("10."):
                variable, value = "DOI", text
            value = bare_doi(value) if variable == "DOI" else value
            if variable and fields.setdefault(variable, value) == value and not len(element):
                remove(element)
    return fields


def _take_range(taker: Taker) -> str:
    first, last = taker.take("startingPage", "pageStart"), taker.take("endingPage", "pageEnd")
    return f"{first}-{last}" if first and last else first


def _take_words(taker: Taker) -> Iterator[str]:
    """The tags, those that Zotero found by itself as well."""
    for element in taker.element.findall("subject"):
        text = element_text(element)
        if text and (not len(element) or element.find("AutomaticTag") is not None):
            remove(element)
            yield text


def _take_names(taker: Taker) -> dict[str, tuple[Name, ...]]:
    names: dict[str, tuple[Name, ...]] = {}
    present = {child.tag for child in taker.element}
    for tag, variable in _PEOPLE:
        if tag not in present:
            continue
        found = [name for element in taker.element.findall(tag) for name in _read_people(element)]
        if found and (variable not in names or tag.endswith("s")):
            names[variable] = (*names.get(variable, ()), *found)
        if set(found) <= set(names.get(variable, ())):
            taker.take_all(tag)
    return names


def _read_people(element: Element) -> Iterator[Name]:
    people = [*element.iter("Person"), *element.iter("Organization"), *element.iter("Agent")]
    for person in people:
        family = next((text for tag in _FAMILY if (text := element_text(person.find(tag)))), "")
        given = next((text for tag in _GIVEN if (text := element_text(person.find(tag)))), "")
        name = element_text(person.find("name"))
        if family and given:
            yield read_inverted(f"{family}, {given}") if "," not in family else Name(family, given)
        elif family or given or name:
            yield (
                parse_name(name) if name and person.tag == "Person" else Name(literal=family or given or name)
            )
    if not people and not len(element) and (text := element_text(element)):
        yield parse_name(text)


def _take_date(taker: Taker, paths: tuple[str, ...]) -> Date | None:
    text = taker.take(*paths)
    return parse_date(_TIME.sub(r"\1", text)) if text else None


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """A node for each record with all that it refers to inside, and the losses that reading back shows."""
    yield OPENING
    back = reading_back("zoterordf", "Zotero RDF", lambda text: read(f"{OPENING}{text}{CLOSING}", ""))
    for record in records:
        text = write_nodes(record)
        yield from back.losses(record, text)
        yield text
    yield CLOSING


ZOTERO_RDF = Format(
    name="zoterordf",
    title="Zotero RDF",
    extensions=(".rdf", ".xml"),
    looks_like=looks_like,
    read=read,
    write=write,
    aliases=("zotero-rdf", "zotero_rdf", "rdf", "bibo"),
)
