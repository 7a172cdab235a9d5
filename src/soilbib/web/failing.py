"""What is answered when a page cannot be made: a problem in JSON under /api, a page elsewhere."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from soilbib.errors import SoilbibError
from soilbib.web.problems import as_problem
from soilbib.web.visit import Visit

STATUSES: dict[str, int] = {"UnknownError": 404, "CatalogueError": 409, "OutputError": 503}
"""Soilbib's errors → HTTP status; any other is 400."""
HEADINGS: dict[int, str] = {404: "Not found", 500: "An error"}
OTHER = "This did not work"
UNFORESEEN = "Something went wrong in the server; its log says what."


def failed(visit: Visit, error: Exception) -> Response:
    """The answer for an error that a page raised."""
    status, why, headers = 500, UNFORESEEN, None
    if isinstance(error, HTTPException):
        status, why = error.status_code, error.detail
        headers = error.headers
    elif isinstance(error, SoilbibError):
        status, why = _status(error), str(error).replace(f"{visit.site.settings.path}: ", "")
    if visit.request.url.path.startswith("/api"):
        response = as_problem(status, why)
    else:
        heading = visit.texts(HEADINGS.get(status, OTHER))
        response = visit.render("error.html", status, heading=heading, why=visit.texts(why))
    response.headers.update(headers or {})
    return response


def _status(error: SoilbibError) -> int:
    return next((STATUSES[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in STATUSES), 400)
