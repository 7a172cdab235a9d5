"""DataCite JSON: the REST API's ``data``/``attributes`` and the plain metadata (schema 4); read only.

What has no place in CSL stays in ``Record.extra["datacite"]`` under DataCite's keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from soilbib.formats.format import Format
from soilbib.formats.inverted_names import read_inverted
from soilbib.formats.json_items import Item, ItemTaker, as_text, filled, has_more, json_reader, json_stream
from soilbib.model import Date, Name, Record, Source, parse_date
from soilbib.model.identifiers import bare_doi
from soilbib.model.variables import ITEM_TYPES

_MARKS = re.compile(
    r'"(?:resourceTypeGeneral|relatedIdentifiers|publicationYear)"\s*:|datacite\.org/schema/kernel'
)
_SHAPE = re.compile(r'"(?:titles|creators|attributes)"\s*:')
GENERAL_TYPES: dict[str, str] = {
    "Audiovisual": "motion_picture", "Award": "document", "Book": "book", "BookChapter": "chapter",
    "Collection": "collection", "ComputationalNotebook": "software", "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book", "DataPaper": "article-journal", "Dataset": "dataset",
    "Dissertation": "thesis", "Event": "event", "Image": "graphic", "InteractiveResource": "webpage",
    "Instrument": "document", "Journal": "periodical", "JournalArticle": "article-journal", "Model": "dataset",
    "OutputManagementPlan": "document", "PeerReview": "review", "PhysicalObject": "graphic",
    "Poster": "speech", "Preprint": "article", "Presentation": "speech", "Project": "document",
    "Report": "report", "Service": "webpage", "Software": "software", "Sound": "song", "Standard": "standard",
    "StudyRegistration": "document", "Text": "document", "Workflow": "software",
}  # fmt: skip
"""``resourceTypeGeneral`` → CSL type."""

_WORDS: tuple[tuple[str, str], ...] = (
    ("thesis", "thesis"), ("dissertation", "thesis"), ("preprint", "article"), ("poster", "speech"),
    ("presentation", "speech"), ("slides", "speech"), ("conference paper", "paper-conference"),
    ("journal article", "article-journal"), ("book chapter", "chapter"), ("report", "report"),
    ("blog", "post-weblog"), ("software", "software"), ("map", "map"), ("photo", "graphic"),
)  # fmt: skip
"""Words of a free ``resourceType`` → CSL type."""

ROLES: dict[str, str] = {
    "Editor": "editor", "Translator": "translator", "Producer": "producer", "ProjectLeader": "contributor",
    "Researcher": "contributor", "Supervisor": "contributor", "ContactPerson": "contributor",
    "DataCollector": "contributor", "DataCurator": "curator", "DataManager": "contributor",
    "ProjectManager": "contributor", "ProjectMember": "contributor", "RelatedPerson": "contributor",
    "WorkPackageLeader": "contributor", "Other": "contributor", "ResearchGroup": "contributor",
    "RightsHolder": "contributor", "HostingInstitution": "contributor", "Distributor": "", "Funder": "", "Sponsor": "",
    "RegistrationAgency": "", "RegistrationAuthority": "",
}  # fmt: skip
"""``contributorType`` → variable; the empty ones made no part of the work."""

_NAME_KEYS = frozenset({"name", "givenName", "familyName", "nameType", "contributorType", "lang"})
_DATE_TYPES = (
    "Issued",
    "Available",
    "Created",
    "Submitted",
    "Accepted",
    "Copyrighted",
    "Collected",
    "Updated",
)

_HOST_KEYS = frozenset(
    """relationType relatedItemType titles volume issue edition number numberType firstPage lastPage publicationYear
    relatedItemIdentifier relatedItemIdentifierType""".split()
)
_CONTAINER_KEYS = frozenset(
    "type title volume issue edition number numberType firstPage lastPage identifier identifierType".split()
)
_NUMBERS: dict[str, str] = {"Article": "number", "Report": "number", "Chapter": "chapter-number"}
_PAGE = re.compile(r"\w{0,4}\d|[ivxlcdm]+(?:-|$)", re.IGNORECASE)
_SIZE = re.compile(
    r"(?P<first>\d+)(?:\s*[-–]\s*(?P<last>\d+))?\s*(?:p|pp|pages?|Seiten|S|páginas)\.?", re.IGNORECASE
)


def looks_like(head: str) -> bool:
    """Whether JSON has what only DataCite's metadata have."""
    is_json = head.lstrip("\ufeff \n\r\t")[:1] in ("{", "[")
    return is_json and bool(_MARKS.search(head)) and bool(_SHAPE.search(head))


def read_item(item: Item, source: Source) -> Record | None:
    """A record of the metadata, or of the ``attributes`` of an API object."""
    data = item.get("data") if isinstance(item.get("data"), dict) else item
    attributes = data.get("attributes") if isinstance(data, dict) else None
    taker = ItemTaker(attributes if isinstance(attributes, dict) else item)
    if not ({"titles", "creators", "types", "doi"} & taker.item.keys()):
        return None
    fields = {"title": _take_title(taker), "DOI": bare_doi(taker.text("doi", "id")), "URL": taker.text("url")}
    fields |= {
        "publisher": _publisher(taker),
        "language": taker.text("language"),
        "version": taker.text("version"),
    }
    fields["abstract"] = _take_typed(taker, "descriptions", "description", "descriptionType", "Abstract")
    subjects = _take_plain(taker, "subjects", lambda subject: as_text(subject.get("subject")), {"subject"})
    fields["keyword"] = "; ".join(dict.fromkeys(subjects))
    fields["license"] = ", ".join(_take_plain(taker, "rightsList", _right, {"rights"}))
    types = taker.item.get("types")
    data_paper = isinstance(types, dict) and types.get("resourceTypeGeneral") == "DataPaper"
    csl_type = _take_type(taker, fields)
    _read_container(taker, fields)
    _read_sizes(taker, fields)
    if csl_type == "article-journal" and data_paper and not fields.get("container-title"):
        csl_type = "article"  # it stands by itself
    names = _read_names(taker)
    dates = _read_dates(taker)
    rest = taker.rest()
    return Record(
        id=fields["DOI"],
        type=csl_type,
        names=names,
        dates=dates,
        fields=filled(fields),
        extra={"datacite": rest} if rest else {},
        source=source,
    )


def _objects(values: Any) -> list[Item]:
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def _take_title(taker: ItemTaker) -> str:
    """The title and its subtitle; alternative and translated titles stay."""
    titles = _objects(taker.list("titles"))
    main = next((title for title in titles if not title.get("titleType")), titles[0] if titles else {})
    sub = next((title for title in titles if title.get("titleType") == "Subtitle"), {})
    taker.keep("titles", [title for title in titles if title is not main and title is not sub])
    return ": ".join(filter(None, [as_text(main.get("title")), as_text(sub.get("title"))]))


def _publisher(taker: ItemTaker) -> str:
    publisher = taker.item.get("publisher")
    if isinstance(publisher, dict):
        taker.dict("publisher")
        taker.keep("publisher", publisher if has_more(publisher, frozenset({"name"})) else None)
        return as_text(publisher.get("name"))
    return taker.text("publisher")


def _take_plain(taker: ItemTaker, key: str, text: Callable[[Item], str], known: Collection[str]) -> list[str]:
    """The texts of a list of objects; those that say more than that, schemes and addresses, stay."""
    values = _objects(taker.list(key))
    taker.keep(key, [value for value in values if has_more(value, frozenset({*known, "lang"}))])
    return [found for value in values if (found := text(value))]


def _right(right: Item) -> str:
    return as_text(right.get("rights")) or as_text(right.get("rightsUri"))


def _take_typed(taker: ItemTaker, key: str, text: str, kind: str, wanted: str) -> str:
    """The texts of one kind in a list of objects; the others stay."""
    values = _objects(taker.list(key))
    taker.keep(key, [value for value in values if value.get(kind) != wanted])
    return "\n".join(as_text(value.get(text), lines=True) for value in values if value.get(kind) == wanted)


def _take_type(taker: ItemTaker, fields: dict[str, str]) -> str:
    """The type by the general one, or by the free one or CSL's where that says too little."""
    types = taker.dict("types")
    general, free = as_text(types.get("resourceTypeGeneral")), as_text(types.get("resourceType"))
    found = GENERAL_TYPES.get(general, "")
    if found in ("", "document"):
        word = next((csl_type for word, csl_type in _WORDS if word in free.lower()), "")
        citeproc = as_text(types.get("citeproc"))
        found = word or (citeproc if citeproc in ITEM_TYPES and citeproc != "article" else "") or found
    if free and free.lower() not in (general.lower(), found) and found in ("thesis", "report", "speech"):
        fields["genre"] = free
    elif free and free.lower() != general.lower():
        taker.keep("types", types)
    return found or "document"


def _read_container(taker: ItemTaker, fields: dict[str, str]) -> None:
    """Journal or book, numbers and pages, of ``container`` or of the item that it is published in."""
    container = taker.dict("container")
    related = _objects(taker.item.get("relatedItems"))
    host = next((item for item in related if item.get("relationType") == "IsPublishedIn"), {})
    taker.item.pop("relatedItems", None)
    taker.keep("relatedItems", [item for item in related if item is not host or has_more(item, _HOST_KEYS)])
    taker.keep("container", container if has_more(container, _CONTAINER_KEYS) else None)
    for held, identifier, kind in (
        (container, container.get("identifier"), container.get("identifierType")),
        (host, *_identifier(host)),
    ):
        _read_host(held, fields)
        _set_serial(fields, as_text(kind), as_text(identifier))
    for item in _objects(taker.item.get("relatedIdentifiers")):
        if item.get("relationType") == "IsPartOf":
            _set_serial(
                fields, as_text(item.get("relatedIdentifierType")), as_text(item.get("relatedIdentifier"))
            )
    for item in _objects(taker.item.get("identifiers")):
        if as_text(item.get("identifierType")).upper() == "ISBN":
            _set_serial(fields, "ISBN", as_text(item.get("identifier")))


def _read_sizes(taker: ItemTaker, fields: dict[str, str]) -> None:
    """Pages among the sizes, where the container has none or words that DataCite took for them, or their number."""
    sizes = taker.item.get("sizes")
    for size in sizes if isinstance(sizes, list) else ():
        match = _SIZE.fullmatch(as_text(size))
        if match and match["last"]:
            page = fields.get("page", "")
            fields["page"] = page if _PAGE.match(page) else f"{match['first']}-{match['last']}"
        elif match:
            fields["number-of-pages"] = match["first"]


def _identifier(host: Item) -> tuple[Any, Any]:
    held = host.get("relatedItemIdentifier")
    if isinstance(held, dict):
        return held.get("relatedItemIdentifier"), held.get("relatedItemIdentifierType")
    return held, host.get("relatedItemIdentifierType")


def _read_host(host: Item, fields: dict[str, str]) -> None:
    titles = host.get("titles")
    named = titles[0] if isinstance(titles, list) and titles else titles
    title = as_text(host.get("title")) or (as_text(named.get("title")) if isinstance(named, dict) else "")
    first, last = as_text(host.get("firstPage")), as_text(host.get("lastPage"))
    page = f"{first}-{last}" if first and last and first != last else first or last
    values = {"container-title": title, "page": page}
    values |= {variable: as_text(host.get(variable)) for variable in ("volume", "issue", "edition")}
    number = _NUMBERS.get(as_text(host.get("numberType")), "")
    values |= {number: as_text(host.get("number"))} if number else {}
    for variable, value in values.items():
        fields[variable] = fields.get(variable) or value


def _set_serial(fields: dict[str, str], kind: str, value: str) -> None:
    """Set ISSN or ISBN where there is none; an EISSN is an ISSN."""
    variable = kind.upper().removeprefix("E").removeprefix("L").removeprefix("P")
    if variable in ("ISSN", "ISBN") and value and not fields.get(variable):
        fields[variable] = value


def _read_names(taker: ItemTaker) -> dict[str, tuple[Name, ...]]:
    names: dict[str, tuple[Name, ...]] = {}
    creators = _objects(taker.list("creators"))
    taker.keep("creators", [value for value in creators if has_more(value, _NAME_KEYS)])
    authors = tuple(name for value in creators if (name := _name(value)) != Name())
    if authors:
        names["author"] = authors
    kept = []
    for value in _objects(taker.list("contributors")):
        variable = ROLES.get(as_text(value.get("contributorType")), "contributor")
        name = _name(value)
        if not variable or name == Name() or has_more(value, _NAME_KEYS):
            kept.append(value)
        if variable and name != Name() and name not in names.get(variable, ()):
            names[variable] = (*names.get(variable, ()), name)
    taker.keep("contributors", kept)
    if "editor" not in names and (editors := _host_editors(taker)):
        names["editor"] = editors
    return names


def _host_editors(taker: ItemTaker) -> tuple[Name, ...]:
    """The editors of the item that it is published in, which stays with them."""
    people = [
        value
        for host in _objects(taker.item.get("relatedItems"))
        if host.get("relationType") == "IsPublishedIn"
        for value in _objects(host.get("contributors"))
    ]
    editors = (value for value in people if value.get("contributorType") == "Editor")
    return tuple(name for value in editors if (name := _name(value)) != Name())


def _name(value: Item) -> Name:
    family, given, whole = (as_text(value.get(key)) for key in ("familyName", "givenName", "name"))
    if value.get("nameType") == "Organizational":
        return Name(literal=whole)
    if family:
        return Name(family, given)
    return read_inverted(whole) if "," in whole else Name(literal=whole or given)


def _read_dates(taker: ItemTaker) -> dict[str, Date]:
    dates = _objects(taker.list("dates"))
    year = taker.text("publicationYear", "published")
    for kind in _DATE_TYPES:
        of_kind = (date for date in dates if date.get("dateType") == kind and as_text(date.get("date")))
        chosen = next(of_kind, None)
        if chosen is None:
            continue
        date = parse_date(as_text(chosen["date"]))
        if kind != "Issued" and year and date.start[:1] != parse_date(year).start:
            break
        taker.keep("dates", [date for date in dates if date is not chosen])
        return {"issued": date}
    taker.keep("dates", dates)
    return {"issued": parse_date(year)} if year else {}


DATACITE = Format(
    name="datacite",
    title="DataCite JSON",
    extensions=(".json",),
    looks_like=looks_like,
    read=json_reader("datacite", "data", read_item),
    stream=json_stream("datacite", "data", read_item),
    write=None,
    aliases=("datacite-json", "datacitejson"),
)
