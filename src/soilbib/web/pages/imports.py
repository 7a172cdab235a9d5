"""Import: files are read, shown with their problems and probable duplicates, and stored when the visitor says so."""

from __future__ import annotations

import time
from collections.abc import Sequence

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from soilbib.catalogue import Catalogue, Category
from soilbib.model import Record
from soilbib.web.duplicates import Likeness, likenesses
from soilbib.web.exporting import readable
from soilbib.web.reading import Upload, read_upload
from soilbib.web.visit import Visit

MOST_SHOWN = 200
COMPARED = 1_000
SECONDS = 8.0
"""So many new records are compared with the collection, for so long; the page for duplicates compares all."""


class Line(Struct, frozen=True):
    """A record that would be imported: its number in the import, and what it is like."""

    number: int
    record: Record
    like: Likeness | None = None


def form(visit: Visit, catalogue: Catalogue) -> Response:
    """The page to drop files on."""
    return visit.render("import.html", formats=readable(), most=visit.site.settings.body_size >> 20)


async def read(visit: Visit) -> Response:
    """Read what was sent, and go to the preview."""
    uploads: list[Upload] = []
    for file in visit.files("file"):
        if file.filename:
            data = await file.read()
            uploads.append(await read_upload(file.filename, data, visit.site.settings, visit.value("format")))
    if text := visit.value("text").strip():
        uploads.append(await read_upload("pasted", text.encode(), visit.site.settings, visit.value("format")))
    if not uploads:
        visit.say(visit.texts("Choose a file, or paste some records."), warns=True)
        return RedirectResponse("/import", 303)
    visit.session.uploads = tuple(uploads)
    visit.site.sessions.keep(visit.session)
    return RedirectResponse("/import/preview", 303)


def preview(visit: Visit, catalogue: Catalogue) -> Response:
    """What would be stored: records, problems, probable duplicates."""
    uploads = visit.session.uploads
    if not uploads:
        visit.say(visit.texts("There is nothing to import any more. Send the files again."), warns=True)
        return RedirectResponse("/import", 303)
    records = [record for upload in uploads for record in upload.records]
    lines, compared = _lines(catalogue, records)
    return visit.render(
        "preview.html",
        uploads=uploads,
        lines=lines[:MOST_SHOWN],
        total=len(records),
        alike=sum(line.like is not None for line in lines),
        compared=compared,
        problems=[problem for upload in uploads for problem in upload.problems][:MOST_SHOWN],
        noted=sum(len(upload.problems) + upload.left_out for upload in uploads),
        categories=[category.name for category in catalogue.categories()],
    )


def _lines(catalogue: Catalogue, records: Sequence[Record]) -> tuple[list[Line], int]:
    """The records with what each is like, and how many could be compared in the time that there is."""
    lines, compared, deadline = [], 0, time.monotonic() + SECONDS
    empty = catalogue.count() == 0
    for number, record in enumerate(records):
        like = None
        if not empty and number < COMPARED and time.monotonic() < deadline:
            like = next(iter(likenesses(catalogue, record)), None)
            compared += 1
        lines.append(Line(number, record, like))
    return lines, len(records) if empty else compared


def store(visit: Visit, catalogue: Catalogue) -> Response:
    """Store the records that stay ticked; ``leave`` are the numbers of those that do not."""
    uploads = visit.session.uploads
    if not uploads:
        raise HTTPException(409, visit.texts("There is nothing to import any more. Send the files again."))
    shown, wanted = set(visit.values("shown")), set(visit.values("take"))
    categories = [name.strip() for name in visit.value("categories").split(";") if name.strip()]
    records = [record for upload in uploads for record in upload.records]
    chosen = [
        record for number, record in enumerate(records) if str(number) in wanted or str(number) not in shown
    ]
    names = ", ".join(upload.name for upload in uploads)
    vocabulary = [Category(name, parent) for upload in uploads for name, parent in upload.vocabulary]
    addition = catalogue.add(chosen, source=names, categories=categories, vocabulary=vocabulary)
    visit.session.uploads = ()
    visit.say(
        visit.texts(
            "Records added: {added}; there already: {unchanged}.",
            added=visit.texts.number(addition.added),
            unchanged=visit.texts.number(addition.unchanged),
        )
    )
    return RedirectResponse("/?sort=-added", 303)


def forget(visit: Visit, catalogue: Catalogue) -> Response:
    """Forget what was sent."""
    visit.session.uploads = ()
    return RedirectResponse("/import", 303)
