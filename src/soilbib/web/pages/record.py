"""A record's page, and the same record in the format that a program asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response

from soilbib.catalogue import Catalogue, Entry
from soilbib.csl import DEFAULT_STYLE
from soilbib.errors import FormatError, StyleError
from soilbib.formats.openurl import write_context
from soilbib.model import Record
from soilbib.web.addresses import split_address
from soilbib.web.citing import cite, familiar, page_html
from soilbib.web.exporting import HTML, LINKED, REFERENCE, as_file, negotiate, offers
from soilbib.web.marking import html
from soilbib.web.schema_org import as_script, schema_org
from soilbib.web.visit import Visit, record_address

FIRST = (
    "title",
    "author",
    "editor",
    "issued",
    "container-title",
    "volume",
    "issue",
    "page",
    "publisher",
    "abstract",
)
LAST_CHANGES = 20


class Field(Struct, frozen=True):
    """A row of the table of fields: the variable, its values as HTML, where they come from."""

    variable: str
    values: tuple[str, ...]
    origin: str


def show(visit: Visit, catalogue: Catalogue) -> Response:
    """The record that the address names, as its page or as what the request accepts."""
    entry = find(visit, catalogue, visit.request.path_params["key"])
    params = visit.request.query_params
    if params.get("format") == "text":
        return _answer(visit, catalogue, entry, REFERENCE)
    if "format" in params:
        return as_file([entry.record], params["format"], entry.key, attach="download" in params)
    try:
        kind = negotiate(visit.request.headers.get("accept", ""))
    except FormatError as error:
        raise HTTPException(406, str(error)) from None
    answer = _answer(visit, catalogue, entry, kind)
    answer.headers["Vary"] = "Accept, Accept-Language, Cookie"
    answer.headers["Link"] = ", ".join(
        f'<{record_address(entry.key, format=name)}>; rel="alternate"; type="{kind}"'
        for name, kind in ALTERNATES
    )
    return answer


ALTERNATES = (
    ("bibtex", "application/x-bibtex"),
    ("ris", "application/x-research-info-systems"),
    ("csljson", "application/vnd.citationstyles.csl+json"),
    ("marcxml", "application/marcxml+xml"),
)
"""What a record's page says it is also to be had as."""


def find(visit: Visit, catalogue: Catalogue, key: str) -> Entry:
    """The entry of a key, or the page that says there is none."""
    entry = catalogue.get(key)
    if entry is None:
        raise HTTPException(404, visit.texts("There is no record {key}.", key=key))
    return entry


def _answer(visit: Visit, catalogue: Catalogue, entry: Entry, kind: str) -> Response:
    if kind == HTML:
        return _page(visit, catalogue, entry)
    if kind == LINKED:
        return Response(
            json.dumps(schema_org(entry.record), ensure_ascii=False), media_type="application/ld+json"
        )
    if kind == REFERENCE:
        text = cite([entry.record], visit.style, visit.locale, "text").text
        return PlainTextResponse(text, media_type="text/x-bibliography")
    return as_file([entry.record], kind, entry.key, attach=False)


def _page(visit: Visit, catalogue: Catalogue, entry: Entry) -> Response:
    reference, trouble = rendered(visit, [entry.record])
    changes = [change for change, _ in zip(catalogue.history(entry.key), range(LAST_CHANGES), strict=False)]
    return visit.render(
        "record.html",
        entry=entry,
        record=entry.record,
        heading=html(entry.record.title),
        people=people(entry.record),
        fields=list(fields(visit, entry.record)),
        kept=list(kept(entry.record)),
        reference=reference,
        trouble=trouble,
        styles=familiar(),
        categories=[
            category.name for category in catalogue.categories() if category.name not in entry.categories
        ],
        changes=changes,
        merged=next((change for change in changes if change.kind == "merge" and not change.undone_by), None),
        coins=write_context(entry.record),
        linked=Markup(as_script(entry.record)),
        offers=offers(),
        alternates=ALTERNATES,
    )


def rendered(visit: Visit, records: list[Record]) -> tuple[Markup, str]:
    """The records' references as HTML in the visitor's style, and what is wrong with that style."""
    try:
        return Markup(page_html(cite(records, visit.style, visit.locale).text)), ""
    except StyleError as error:
        return Markup(page_html(cite(records, DEFAULT_STYLE).text)), str(error)


def people(record: Record) -> str:
    """All authors in reading order."""
    names = record.authors or next(iter(record.names.values()), ())
    return ", ".join(name.display for name in names) + (" et al." if "author" in record.truncated else "")


def fields(visit: Visit, record: Record) -> Iterator[Field]:
    """Everything that the record says, the telling variables first, each with its source."""
    rows = {
        "type": (html(visit.texts.type_name(record.type)),),
        **{name: tuple(html(each.display) for each in names) for name, names in record.names.items()},
        **{name: (html(date.raw or date.text),) for name, date in record.dates.items()},
        **{name: (linked(name, value),) for name, value in record.fields.items()},
    }
    order = {name: place for place, name in enumerate(("type", *FIRST))}
    for name in sorted(rows, key=lambda name: (order.get(name, len(order)), name.lower())):
        values = (*rows[name], "et al.") if name in record.truncated else rows[name]
        yield Field(name, values, origin(visit, record, name))


def origin(visit: Visit, record: Record, name: str) -> str:
    """Where a value comes from: another record, a part of the source, or the source itself."""
    source = record.source
    if own := source.fields.get(name):
        return visit.texts("the description") if own == "description" else own
    place = source.path.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{place}:{source.line}" if place and source.line else place


def linked(name: str, value: str) -> Markup:
    """A value, as a link where it leads somewhere on the web."""
    target = {"DOI": f"https://doi.org/{value}", "PMID": f"https://pubmed.ncbi.nlm.nih.gov/{value}/"}.get(
        name
    )
    if name == "URL" and split_address(value).scheme.lower() in ("http", "https"):
        target = value
    if not target:
        return html(value)
    return Markup('<a href="{}" rel="noreferrer">{}</a>').format(target, value)


def kept(record: Record) -> Iterator[tuple[str, str, str]]:
    """What the source format had beyond CSL: format, its field, the value."""
    for name, values in record.extra.items():
        for key, value in values.items():
            yield name, key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
