"""An OAI-PMH 2.0 provider, so that library harvesters can keep a copy of the collection.

http://www.openarchives.org/OAI/openarchivesprotocol.html; categories are sets, removed records are told of.
"""

from __future__ import annotations

from starlette.responses import Response

from soilbib.catalogue import Catalogue
from soilbib.web.oai.arguments import Failure, read_arguments
from soilbib.web.oai.document import document
from soilbib.web.oai.verbs import VERBS, Harvest
from soilbib.web.visit import Visit

__all__ = ["answer"]


def answer(visit: Visit, catalogue: Catalogue) -> Response:
    """Answer one request of the protocol; what is wrong with it is an error inside the document, with status 200."""
    params = visit.form if visit.request.method == "POST" else visit.request.query_params
    pairs = [
        (name, value) for name, value in params.multi_items() if isinstance(value, str) and name != "token"
    ]
    address = str(visit.request.url.replace(query=""))
    try:
        verb, arguments = read_arguments(pairs, {name: each.takes for name, each in VERBS.items()})
        body = VERBS[verb].answer(
            Harvest(catalogue, visit.site.name, visit.site.settings.email, address, arguments)
        )
        text = document(address, dict(pairs), body)
    except Failure as failure:
        known = {} if failure.code in ("badVerb", "badArgument") else dict(pairs)
        text = document(address, known, failure.element())
    return Response(text, media_type="text/xml; charset=utf-8")
