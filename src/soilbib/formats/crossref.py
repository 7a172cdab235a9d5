"""Crossref's REST API (works as JSON): a response, a list of items, one item or one a line; read only.

What has no place in CSL stays in ``Record.extra["crossref"]`` under Crossref's keys.
"""

from __future__ import annotations

import re

from soilbib.formats.format import Format
from soilbib.formats.json_items import (
    Item,
    ItemTaker,
    as_text,
    date_of_parts,
    filled,
    has_more,
    json_reader,
    json_stream,
    person,
)
from soilbib.model import Date, Name, Record, Source
from soilbib.model.variables import CROSSREF_TYPES

_TITLE_LIST = re.compile(r'"title"\s*:\s*\[')
_MARKS = re.compile(r'"(?:reference-count|is-referenced-by-count|content-domain|message-type)"\s*:')
_FIELDS: dict[str, tuple[str, ...]] = {
    "container-title": ("container-title",),
    "container-title-short": ("short-container-title",),
    "publisher": ("publisher",),
    "publisher-place": ("publisher-location",),
    "volume": ("volume",),
    "issue": ("issue",),
    "page": ("page",),
    "number": ("article-number", "report-number"),
    "edition": ("edition-number",),
    "DOI": ("DOI",),
    "ISSN": ("ISSN",),
    "ISBN": ("ISBN",),
    "URL": ("URL",),
    "language": ("language",),
    "genre": ("degree",),
    "original-title": ("original-title",),
    "title-short": ("short-title",),
}
_NAMES: dict[str, str] = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "chair": "chair",
}
_HEADING = re.compile(r"\A(?:Abstract|Summary)[.:]?\n", re.IGNORECASE)
_ADDRESS = re.compile(r"^https?://id\.crossref\.org/\w+/", re.IGNORECASE)
_EVENT_KEYS = frozenset({"name", "location", "start", "end"})
_NAME_KEYS = frozenset({"family", "given", "name", "suffix", "sequence"})
_DATES = (
    "published-print",
    "published",
    "issued",
    "published-online",
    "published-other",
    "posted",
    "created",
)


def looks_like(head: str) -> bool:
    """Whether JSON has what only Crossref's works have: lists of titles, counts of references."""
    is_json = head.lstrip("\ufeff \n\r\t")[:1] in ("{", "[")
    return is_json and bool(_MARKS.search(head)) and bool(_TITLE_LIST.search(head))


def read_item(item: Item, source: Source) -> Record | None:
    """A record of a work; of a response, of the work in its ``message``."""
    message = item.get("message")
    taker = ItemTaker(message if isinstance(message, dict) else item)
    if not ({"DOI", "title", "type", "author"} & taker.item.keys()):
        return None
    title, subtitle = taker.text("title"), taker.text("subtitle")
    if subtitle and subtitle.lower() not in title.lower():
        title = f"{title}: {subtitle}"
    crossref_type = taker.text("type")
    fields = {"title": title} | {variable: taker.text(*keys) for variable, keys in _FIELDS.items()}
    fields["abstract"] = _HEADING.sub("", taker.text("abstract", lines=True))
    fields["keyword"] = "; ".join(filter(None, map(as_text, taker.list("subject"))))
    names = {variable: _take_names(taker, key) for key, variable in _NAMES.items()}
    for variable in ("ISBN", "ISSN"):  # older answers have them as addresses
        fields[variable] = _ADDRESS.sub("", fields.get(variable, ""))
    dates = {"issued": _issued(taker)} | _read_event(taker, fields)
    _read_objects(taker, fields)
    csl_type = CROSSREF_TYPES.get(crossref_type, "document")
    if crossref_type and crossref_type not in CROSSREF_TYPES:
        taker.keep("type", crossref_type)
    if csl_type == "chapter" and fields.get("event-title"):
        csl_type = "paper-conference"
    if csl_type in ("chapter", "paper-conference", "entry"):
        _part_series(taker, fields)
    _read_institution(taker, csl_type, fields)
    rest = taker.rest()
    return Record(
        id=fields["DOI"],
        type=csl_type,
        names={variable: found for variable, found in names.items() if found},
        dates={variable: date for variable, date in dates.items() if date},
        fields=filled(fields),
        extra={"crossref": rest} if rest else {},
        source=source,
    )


def _take_names(taker: ItemTaker, key: str) -> tuple[Name, ...]:
    """A list of names; objects that have more than the name (ORCID, affiliation) stay too."""
    values = taker.list(key)
    taker.keep(key, [value for value in values if has_more(value, _NAME_KEYS)])
    return tuple(name for value in values if (name := person(value)) != Name())


def _issued(taker: ItemTaker) -> Date | None:
    """The first date of print, publication or deposit; the others stay."""
    for key in _DATES:
        date = date_of_parts(taker.item.get(key))
        if date:
            del taker.item[key]
            return date
    return None


def _read_event(taker: ItemTaker, fields: dict[str, str]) -> dict[str, Date | None]:
    event = taker.dict("event")
    taker.keep("event", event if has_more(event, _EVENT_KEYS) else None)
    fields["event-title"], fields["event-place"] = as_text(event.get("name")), as_text(event.get("location"))
    start, end = date_of_parts(event.get("start")), date_of_parts(event.get("end"))
    return {"event-date": Date(start.start, end.start) if start and end and start != end else start}


def _read_objects(taker: ItemTaker, fields: dict[str, str]) -> None:
    """The first licence; what else is said of it stays."""
    licences = taker.list("license")
    found = next((as_text(licence.get("URL")) for licence in licences if isinstance(licence, dict)), "")
    fields["license"] = found
    more = any(has_more(licence, frozenset({"URL"})) for licence in licences)
    taker.keep("license", licences if len(licences) > 1 or more or not found else None)


def _part_series(taker: ItemTaker, fields: dict[str, str]) -> None:
    """Of two containers the first is the series and the second the book."""
    others = taker.item.get("container-title")
    if isinstance(others, list) and len(others) == 1 and as_text(others[0]):
        del taker.item["container-title"]
        fields["collection-title"], fields["container-title"] = fields["container-title"], as_text(others[0])


def _read_institution(taker: ItemTaker, csl_type: str, fields: dict[str, str]) -> None:
    """Who made a report or a thesis, and the archive of a preprint, which its depositor is not; it stays."""
    institutions = taker.item.get("institution")
    first = institutions[0] if isinstance(institutions, list) and institutions else institutions
    if not isinstance(first, dict):
        return
    name = as_text(first.get("name"))
    if name and (not fields["publisher"] or csl_type == "article"):
        taker.keep("publisher", fields["publisher"])
        fields["publisher"] = name
        places = first.get("place")
        place = as_text(places[0] if isinstance(places, list) and places else places)
        fields["publisher-place"] = fields["publisher-place"] or place


CROSSREF = Format(
    name="crossref",
    title="Crossref REST JSON",
    extensions=(".json",),
    looks_like=looks_like,
    read=json_reader("crossref", "items", read_item),
    stream=json_stream("crossref", "items", read_item),
    write=None,
    aliases=("crossref-json", "crossrefjson"),
)
