"""Changes to records: categories, editing, removing, taking merges and other changes back; and their history."""

from __future__ import annotations

from itertools import islice

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from soilbib.catalogue import Catalogue
from soilbib.model.variables import ITEM_TYPES
from soilbib.web.editing import changed, rows
from soilbib.web.pages.record import find
from soilbib.web.visit import Visit, record_address

PER_PAGE = 50


def categorise(visit: Visit, catalogue: Catalogue) -> Response:
    """Give a record categories, or take some from it."""
    key = visit.value("key")
    add, remove = (
        [name.strip() for name in visit.values(field) if name.strip()] for field in ("add", "remove")
    )
    find(visit, catalogue, key)
    catalogue.categorise([key], add=add, remove=remove)
    return visit.go(record_address(key))


def remove(visit: Visit, catalogue: Catalogue) -> Response:
    """Take records out of the collection; the history can bring them back."""
    keys = visit.values("key")
    for key in keys:
        find(visit, catalogue, key)
    catalogue.remove(keys)
    visit.say(visit.texts("Removed: {key}. The history can bring it back.", key=", ".join(keys[:5])))
    return RedirectResponse("/", 303)


def unmerge(visit: Visit, catalogue: Catalogue) -> Response:
    """Take the merge that made a record back."""
    key = visit.value("key")
    find(visit, catalogue, key)
    catalogue.unmerge(key)
    visit.say(visit.texts("The merge was taken back."))
    return visit.go(record_address(key))


def edit_form(visit: Visit, catalogue: Catalogue) -> Response:
    """The form to edit a record."""
    entry = find(visit, catalogue, visit.request.query_params.get("key", ""))
    return visit.render("edit.html", entry=entry, rows=rows(entry.record), types=list(ITEM_TYPES))


def edit(visit: Visit, catalogue: Catalogue) -> Response:
    """Store a record as the form has it; what was not touched stays as it is, to the last detail."""
    entry = find(visit, catalogue, visit.value("key"))
    if visit.value("changed") != str(entry.changed):
        raise HTTPException(409, visit.texts("The record was changed meanwhile. Load it again."))
    values = {
        name: visit.value(f"field:{name}")
        for name in (row.variable for row in rows(entry.record, every=True))
    }
    catalogue.edit(entry.key, changed(entry.record, visit.value("type"), values))
    visit.say(visit.texts("The record was stored."))
    return RedirectResponse(record_address(entry.key), 303)


def history(visit: Visit, catalogue: Catalogue) -> Response:
    """What was changed, the latest first."""
    page = visit.request.query_params.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    changes = list(islice(catalogue.history(), (number - 1) * PER_PAGE, number * PER_PAGE + 1))
    return visit.render("history.html", changes=changes[:PER_PAGE], page=number, more=len(changes) > PER_PAGE)


def undo(visit: Visit, catalogue: Catalogue) -> Response:
    """Take a change back; taking that back does it again."""
    number = visit.value("change")
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        raise HTTPException(400, "which change?")
    catalogue.undo(int(number), force=visit.value("force") == "1")
    visit.say(visit.texts("Change {n} was taken back.", n=number))
    return visit.go("/history")
