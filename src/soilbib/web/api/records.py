"""The API's records: searching, reading, adding, replacing and removing them."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from soilbib.catalogue import Catalogue, Entry
from soilbib.catalogue import Page as Found
from soilbib.formats import find_format
from soilbib.model import Record, from_csl, to_csl
from soilbib.web.api.answers import JSON_TYPES, as_json, content_type, read_body
from soilbib.web.api.values import (
    AdditionAnswer,
    CategoriesRequest,
    ChangeAnswer,
    HitAnswer,
    Item,
    RecordsAnswer,
    SearchAnswer,
    Stored,
)
from soilbib.web.asked import Asked, from_address
from soilbib.web.exporting import MEDIA_TYPES, OTHER_TYPES
from soilbib.web.reading import Upload, read_upload
from soilbib.web.visit import Visit, record_address


def stored(entry: Entry) -> Stored:
    """A record as the API gives it."""
    return Stored(entry.key, to_csl(entry.record), entry.categories, entry.added, entry.changed)


def search(visit: Visit, catalogue: Catalogue) -> Response:
    """What a query finds, with facets."""
    asked = from_address(visit.request.query_params)
    found = catalogue.search(asked.query())
    hits = tuple(
        HitAnswer(hit.entry.key, to_csl(hit.entry.record), hit.entry.categories, hit.snippets)
        for hit in found.hits
    )
    following = _next(asked, found, "/api/search")
    return as_json(
        SearchAnswer(found.total, found.page, found.pages, found.corrected, hits, found.facets, following),
        Link=_links(asked, found, "/api/search"),
    )


def listed(visit: Visit, catalogue: Catalogue) -> Response:
    """Records, by default all of them, page by page."""
    asked = from_address(visit.request.query_params)
    found = catalogue.search(asked.query(facets=()))
    records = tuple(stored(hit.entry) for hit in found.hits)
    return as_json(
        RecordsAnswer(found.total, found.page, found.pages, records, _next(asked, found, "/api/records")),
        Link=_links(asked, found, "/api/records"),
    )


def _next(asked: Asked, found: Found, path: str) -> str | None:
    return asked.turned(found.page + 1).address(path) if found.page < found.pages else None


def _links(asked: Asked, found: Found, path: str) -> str:
    """The header that leads to the other pages."""
    pages = {"first": 1, "prev": found.page - 1, "next": found.page + 1, "last": found.pages}
    links = [
        f'<{asked.turned(page).address(path)}>; rel="{relation}"'
        for relation, page in pages.items()
        if 1 <= page <= found.pages
    ]
    return ", ".join(links)


def one(visit: Visit, catalogue: Catalogue) -> Response:
    """One record."""
    entry = _find(catalogue, visit)
    return as_json(stored(entry), ETag=f'"{entry.changed}"')


def _find(catalogue: Catalogue, visit: Visit) -> Entry:
    key = visit.request.path_params["key"]
    entry = catalogue.get(key)
    if entry is None:
        raise HTTPException(404, f"there is no record {key!r}")
    wanted = visit.request.headers.get("if-match")
    if wanted not in (None, "*", f'"{entry.changed}"'):
        raise HTTPException(412, "the record was changed meanwhile")
    return entry


async def add(visit: Visit) -> Response:
    """Store records: CSL-JSON items or a file's content in the format that Content-Type names."""
    kind = content_type(visit)
    upload = Upload("api", records=_items(visit)) if kind in JSON_TYPES else await _file(visit, kind)
    if not upload.records:
        raise HTTPException(
            400, "; ".join(map(str, upload.problems)) or "there is no record in what was sent"
        )
    categories = tuple(filter(None, visit.request.query_params.getlist("category")))
    addition = await visit.site.writer.ask(
        lambda catalogue: catalogue.add(upload.records, source="api", categories=categories)
    )
    problems = (*upload.problems, *addition.problems)
    answer = AdditionAnswer(addition.change, addition.added, addition.unchanged, problems)
    return as_json(answer, 201 if addition.added else 200)


def _items(visit: Visit) -> tuple[Record, ...]:
    sent: Item | list[Item] = read_body(visit, Item | list[Item])  # type: ignore[arg-type]
    return tuple(from_csl(item) for item in (sent if isinstance(sent, list) else [sent]))


async def _file(visit: Visit, kind: str) -> Upload:
    """The records of a file in one of the formats whose media type is known."""
    known = {**OTHER_TYPES, **{media: name for name, media in reversed(MEDIA_TYPES.items())}}
    name = known.get(kind)
    if name is None or kind.startswith("text/plain"):
        raise HTTPException(415, f"records are taken as {', '.join(sorted({*JSON_TYPES, *known}))}")
    sniffed = "" if kind.endswith("/xml") else find_format(name).name
    return await read_upload("api", visit.body, visit.site.settings, sniffed)


def replace(visit: Visit, catalogue: Catalogue) -> Response:
    """Put another record in the place of one; If-Match guards against overwriting somebody else's change."""
    entry = _find(catalogue, visit)
    record = from_csl(read_body(visit, Item), entry.record.source)
    catalogue.edit(entry.key, record.replace(id=record.id or entry.key))
    after = catalogue.get(record.id or entry.key)
    assert after is not None
    return as_json(stored(after), ETag=f'"{after.changed}"', Location=record_address(after.key))


def remove(visit: Visit, catalogue: Catalogue) -> Response:
    """Take a record out of the collection."""
    return as_json(ChangeAnswer(catalogue.remove([_find(catalogue, visit).key])))


def categorise(visit: Visit, catalogue: Catalogue) -> Response:
    """Give records categories, and take some from them."""
    sent = read_body(visit, CategoriesRequest)
    add_names, remove_names = ([name for name in names if name.strip()] for names in (sent.add, sent.remove))
    return as_json(ChangeAnswer(catalogue.categorise(sent.keys, add=add_names, remove=remove_names)))
