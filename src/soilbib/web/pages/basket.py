"""The basket, and bibliographies of it or of whatever a search finds."""

from __future__ import annotations

from itertools import islice

from starlette.responses import PlainTextResponse, Response

from soilbib.catalogue import Catalogue, Entry
from soilbib.csl import OUTPUTS
from soilbib.csl.render import RENDERERS
from soilbib.model import Record
from soilbib.web.asked import Asked, from_address
from soilbib.web.citing import cite, familiar
from soilbib.web.exporting import as_file, offers, written
from soilbib.web.pages.record import rendered
from soilbib.web.visit import Visit

MOST_CITED = 1_000
"""A bibliography on a page has at most so many references; files have all records."""
LOSSES_SHOWN = 100
EXTENSIONS: dict[str, str] = {
    name: renderer.extensions[0].removeprefix(".")
    for name, renderer in RENDERERS.items()
    if renderer.extensions
}
"""The notations that bibliographies are to be had in, and how their files end."""


def show(visit: Visit, catalogue: Catalogue) -> Response:
    """The records in the basket, their bibliography, and what a format that is asked about could not hold."""
    entries = in_basket(visit, catalogue)
    records = [entry.record for entry in entries]
    reference, trouble = rendered(visit, records[:MOST_CITED]) if records else ("", "")
    asked_format = visit.request.query_params.get("losses", "")
    losses = written(records, asked_format).losses if asked_format and records else ()
    return visit.render(
        "basket.html",
        entries=entries,
        reference=reference,
        trouble=trouble,
        more=max(0, len(entries) - MOST_CITED),
        styles=familiar(),
        offers=offers(),
        outputs=EXTENSIONS,
        asked_format=asked_format,
        losses=losses[:LOSSES_SHOWN],
        lost=len(losses),
    )


def in_basket(visit: Visit, catalogue: Catalogue) -> list[Entry]:
    """The records of the basket that are still there, in the order in which they were put in."""
    return [entry for entry in map(catalogue.get, list(visit.session.basket)) if entry]


def put(visit: Visit, catalogue: Catalogue) -> Response:
    """Put records into the basket."""
    visit.session.put([key for key in visit.values("id") if catalogue.get(key)])
    visit.site.sessions.keep(visit.session)
    return visit.go()


def take_out(visit: Visit, catalogue: Catalogue) -> Response:
    """Take records out of the basket; all of them where none is named."""
    for key in visit.values("id") or list(visit.session.basket):
        visit.session.basket.pop(key, None)
    visit.site.sessions.keep(visit.session)
    return visit.go("/basket")


def bibliography(visit: Visit, catalogue: Catalogue) -> Response:
    """The reference list of what a search finds: an address that can be shared."""
    asked = from_address(visit.request.query_params)
    entries = list(islice(catalogue.entries(asked.query(facets=())), MOST_CITED + 1))
    reference, trouble = (
        rendered(visit, [entry.record for entry in entries[:MOST_CITED]]) if entries else ("", "")
    )
    return visit.render(
        "bibliography.html",
        asked=asked,
        reference=reference,
        trouble=trouble,
        count=min(len(entries), MOST_CITED),
        cut=len(entries) > MOST_CITED,
        styles=familiar(),
        offers=offers(),
        outputs=EXTENSIONS,
    )


def download(visit: Visit, catalogue: Catalogue) -> Response:
    """A file of the basket (``of=basket``) or of what a search finds: records in a format, or a bibliography."""
    params = visit.request.query_params
    chosen = _chosen(visit, catalogue, from_address(params))
    records = [entry.record for entry in chosen]
    if output := params.get("output"):
        return _reference_list(visit, [*records], output)
    return as_file(records, params.get("format", "bibtex"), visit.site.name)


def _chosen(visit: Visit, catalogue: Catalogue, asked: Asked) -> list[Entry]:
    if visit.request.query_params.get("of") == "basket":
        return in_basket(visit, catalogue)
    return list(catalogue.entries(asked.query(facets=())))


def _reference_list(visit: Visit, records: list[Record], output: str) -> Response:
    text = cite(records, visit.style, visit.locale, output).text if records else ""
    extension = EXTENSIONS.get(output, "txt" if output in OUTPUTS else "")
    headers = {"Content-Disposition": f'attachment; filename="bibliography.{extension}"'}
    return PlainTextResponse(text, headers=headers)
