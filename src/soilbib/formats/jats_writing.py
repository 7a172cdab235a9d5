"""Records as references in JATS: a ``<ref>`` with one ``<element-citation>`` for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soilbib.formats.jats_tables import FIELDS, NUMBERS, PEOPLE, TYPE_OF, TYPES, WHOLE
from soilbib.formats.xml_text import add_marked, legal
from soilbib.formats.xml_trees import add, parse_fragment, put_rest
from soilbib.model import Date, Name, Record

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ROLES = {variable: role for role, variable in reversed(PEOPLE.items())}
_KINDS = {variable: kind for kind, variable in reversed(NUMBERS.items())}
_OF_ARTICLES = ("article-meta", "journal-meta")


def write_ref(record: Record) -> Element:
    """The ``<ref>`` of a record."""
    from lxml import etree

    ref = etree.Element("ref", {"id": legal(record.id)} if record.id else {})
    kept = dict(record.extra.get("jats", {}))
    for text in kept.pop("label", []):
        label = parse_fragment(text)
        if label is not None:
            ref.append(label)
    kind = str(kept.pop("publication-type", ""))
    if not kind or kind in TYPES:
        kind = TYPE_OF.get(record.type, record.type)
    citation = add(ref, "element-citation", **{"publication-type": kind})
    if record.type == "thesis" and "genre" in record.fields and "note" not in record.fields:
        add(citation, "comment", record.fields["genre"])
    if language := record.fields.get("language", ""):
        citation.set(LANGUAGE, legal(language))
    for variable, names in record.names.items():
        if variable in _ROLES:
            _write_group(citation, _ROLES[variable], names, variable in record.truncated)
    _write_titles(citation, record)
    _write_dates(citation, record)
    _write_fields(citation, record)
    put_rest(citation, {path: values for path, values in kept.items() if not path.startswith(_OF_ARTICLES)})
    return ref


def _write_group(citation: Element, role: str, names: tuple[Name, ...], is_cut: bool) -> None:
    group = add(citation, "person-group", **{"person-group-type": role})
    for name in names:
        if name.literal:
            add(group, "collab", name.literal)
            continue
        person = add(group, "name")
        given = " ".join(filter(None, [name.given, name.dropping_particle]))
        for tag, text in (("surname", name.full_family), ("given-names", given), ("suffix", name.suffix)):
            if text:
                add(person, tag, text)
    if is_cut:
        add(group, "etal")


def _write_titles(citation: Element, record: Record) -> None:
    title = record.fields.get("title", "")
    host = record.fields.get("publisher" if record.type == "article" else "container-title", "")
    own = {"chapter": "chapter-title", "dataset": "data-title"}.get(record.type, "article-title")
    tag = "source" if record.type in WHOLE and not host else own
    for name, text in ((tag, title), ("source", host)):
        if text:
            add_marked(add(citation, name), text)


def _write_dates(citation: Element, record: Record) -> None:
    issued, accessed = record.dates.get("issued"), record.dates.get("accessed")
    if issued:
        _write_date(citation, issued)
    if accessed:
        add(citation, "date-in-citation", accessed.text, **{"content-type": "access-date"})
    if "event-date" in record.dates:
        add(citation, "conf-date", record.dates["event-date"].text)


def _write_date(citation: Element, date: Date) -> None:
    """Year, month and day or season; what is no single date stands as text in the year."""
    simple = bool(date.start) and date == Date(date.start, season=date.season, raw=date.raw)
    if not simple or not 0 < date.start[0] <= 9999 or (date.season and len(date.start) > 1):
        add(citation, "year", date.text)
        return
    for tag, part in zip(("year", "month", "day"), date.start, strict=False):
        add(citation, tag, f"{part:04}" if tag == "year" else str(part))
    if date.season:
        add(citation, "season", ("", "Spring", "Summer", "Autumn", "Winter")[date.season])


def _write_fields(citation: Element, record: Record) -> None:
    fields = record.fields
    for variable, paths in FIELDS.items():
        if (
            variable in fields
            and variable not in _KINDS
            and (variable, record.type) != ("publisher", "article")
        ):
            add_marked(add(citation, paths[0]), fields[variable])
    first, dash, last = fields.get("page", "").partition("-")
    if dash and first.isalnum() and last.isalnum():
        add(citation, "fpage", first)
        add(citation, "lpage", last)
    elif first:
        add(citation, "page-range", fields["page"])
    if count := fields.get("number-of-pages", ""):
        add(citation, "size", count, units="pages")
    for variable, kind in _KINDS.items():
        if variable in fields:
            add(citation, "pub-id", fields[variable], **{"pub-id-type": kind})
    if url := fields.get("URL", ""):
        add(citation, "ext-link", url, **{"ext-link-type": "uri"})
