"""A MODS element of a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from soilbib.formats.mods_names import read_role, write_names
from soilbib.formats.mods_subjects import write_subjects
from soilbib.formats.mods_tables import FIELDS, HOST, HOST_TYPES, LOCAL_GENRES, PARTS, RESOURCE_OF
from soilbib.formats.xml_trees import add, ensure, parse_fragment, put_rest, remove
from soilbib.model import Date, Record

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NUMBERS = frozenset({"ISBN", "ISSN"})
_MEETINGS = ("name", "name[@type='conference']", f"{HOST}/name", f"{HOST}/name[@type='conference']")
_RANGE = re.compile(r"([^\s,;&-]+)-([^\s,;&-]+)")
_STEP = re.compile(r"(\w+)(?:\[@(\w+)='([\w -]+)'\])?")


def write_record(record: Record) -> Element:
    """The ``<mods>`` element of a record."""
    from lxml import etree

    root = etree.Element("mods", version="3.7")
    fields = record.fields
    if fields.get("title"):
        add(root, "titleInfo/title", fields["title"])
    used = write_names(root, record)
    add(root, "typeOfResource", RESOURCE_OF.get(record.type, "text"))
    add(root, "genre", LOCAL_GENRES.get(record.type, record.type), authority="local")
    if fields.get("genre"):
        add(root, "genre", fields["genre"])
    add(root, "identifier", record.id, type="citekey")  # parts the genres from those of the rest
    _write_origin(root, record)
    subjects = _write_lists(root, record)
    for variable, paths in FIELDS.items():
        parts = fields.get(variable, "").split(", ") if variable in _NUMBERS else [fields.get(variable, "")]
        for part in filter(None, parts):
            put(root, _own_place(record, variable, paths), part)
    if "version" in fields and "edition" not in fields:
        add(root, "originInfo/edition", fields["version"])
    if fields.get("URL"):
        add(root, "location/url", fields["URL"])
    _write_host(root, record)
    if fields.get("number-of-pages"):
        add(root, "physicalDescription/extent", f"{fields['number-of-pages']} p.")
    rest = _unused(record.extra.get("mods", {}), used, subjects)
    _write_event(root, record, rest)
    _make_way(root, rest)
    put_rest(root, rest)
    return root


def put(root: Element, path: str, text: str) -> Element:
    """Add an element at a path whose last step may name an attribute."""
    above, _, last = path.rpartition("/")
    match = _STEP.fullmatch(last)
    if not match:
        return root
    attributes = {match[2]: match[3]} if match[2] else {}
    return add(_ensure(root, above), match[1], text, **attributes)


def _ensure(root: Element, path: str) -> Element:
    """The element at a path of steps with any attribute."""
    from lxml import etree

    for step in path.split("/") if path else ():
        match = _STEP.fullmatch(step)
        if not match:
            return root
        wanted = {match[2]: match[3]} if match[2] else {}
        found = next(
            (child for child in root if child.tag == match[1] and _attributes(child) == wanted), None
        )
        if found is None:
            found = etree.SubElement(root, match[1])
            found.attrib.update(wanted)
        root = found
    return root


def _attributes(element: Element) -> dict[str, str]:
    return {str(key): str(value) for key, value in element.items()}


def _own_place(record: Record, variable: str, paths: tuple[str, ...]) -> str:
    """The place where a field is written; that of an ISSN is the host only where there is one."""
    if variable == "ISSN" and record.type not in HOST_TYPES and "container-title" not in record.fields:
        return paths[-1]
    return paths[0]


def _write_origin(root: Element, record: Record) -> None:
    place = record.fields.get("publisher-place")
    if place:
        add(add(root, "originInfo/place"), "placeTerm", place, type="text")
    for variable, name, kind in (
        ("issued", "dateIssued", ""),
        ("accessed", "dateCaptured", ""),
        ("submitted", "dateOther", "submitted"),
        ("event-date", "dateOther", "event"),
    ):
        date = record.dates.get(variable)
        if date:
            _write_date(ensure(root, "originInfo"), name, date, kind)


def _write_date(origin: Element, name: str, date: Date, kind: str) -> None:
    add(origin, name, date.text, type=kind, encoding="edtf" if date.start else "")


def _write_lists(root: Element, record: Record) -> list[str]:
    """Add what is repeated; the XML of the kept subjects among it."""
    fields = record.fields
    kept = record.extra.get("mods", {}).get("subject")
    subjects = write_subjects(root, filter(None, fields.get("keyword", "").split("; ")), kept)
    for note in filter(None, fields.get("note", "").split("\n")):
        add(root, "note", note)
    for language in filter(None, fields.get("language", "").split("; ")):
        add(add(root, "language"), "languageTerm", language, type="code")
    if fields.get("call-number"):
        add(root, "classification", fields["call-number"])
    if fields.get("archive_location"):
        add(root, "location/shelfLocator", fields["archive_location"])
    return subjects


def _write_event(root: Element, record: Record, rest: dict[str, Any]) -> None:
    """The meeting as the name of a conference, unless such a name is kept."""
    title, place = (record.fields.get(name, "") for name in ("event-title", "event-place"))
    if not title or any('type="conference"' in str(rest.get(path, "")) for path in _MEETINGS):
        return
    date = record.dates.get("event-date")
    host = root.find(HOST)
    name = add(root if host is None else host, "name", type="conference")
    add(name, "namePart", f"{title} ({date.text} : {place})" if place and date else title)


def _write_host(root: Element, record: Record) -> None:
    """Title, numbers and pages of the host; without a title the numbers are the work's own."""
    fields = record.fields
    place = root
    if fields.get("container-title"):
        place = ensure(root, HOST)
        add(place, "titleInfo/title", fields["container-title"])
    for variable, paths in PARTS.items():
        if fields.get(variable):
            put(place, paths[0], fields[variable])
    page = fields.get("page")
    if page:
        match = _RANGE.fullmatch(page)
        extent = add(place, "part/extent", unit="pages")
        if match and match[1] != match[2]:
            add(extent, "start", match[1])
            add(extent, "end", match[2])
        else:
            add(extent, "list", page)


def _unused(rest: dict[str, Any], used: list[str], subjects: list[str]) -> dict[str, Any]:
    """The rest without the names and subjects that are written, and without names of no one in the record."""
    if isinstance(rest.get("subject"), list | tuple):
        rest = {**rest, "subject": [value for value in rest["subject"] if value not in subjects]}
    values = rest.get("name")
    if not isinstance(values, list | tuple):
        return rest
    others = [value for value in values if value not in used and not _is_creator(value)]
    return {**rest, "name": others}


def _is_creator(value: object) -> bool:
    element = parse_fragment(value)
    is_meeting = element is not None and element.get("type") == "conference"
    return element is not None and not is_meeting and bool(read_role(element, "author"))


def _make_way(root: Element, rest: dict[str, object]) -> None:
    """Leave out what is written of a value that stands in full in the rest."""
    for path in ("physicalDescription/extent", "typeOfResource"):
        for element in root.findall(path) if path in rest else ():
            remove(element)
