"""The list of citation styles, to search and choose from without a script."""

from __future__ import annotations

from starlette.responses import Response

from soilbib.catalogue import Catalogue
from soilbib.web.citing import all_styles, suggest
from soilbib.web.visit import Visit

MOST = 100


def show(visit: Visit, catalogue: Catalogue) -> Response:
    """Styles with all words that were typed; choosing one remembers it."""
    query = visit.request.query_params.get("q", "")
    return visit.render(
        "styles.html", query=query, found=suggest(query, MOST), known=len(all_styles()), most=MOST
    )
