"""Problems: what went wrong, in JSON (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from starlette.responses import Response


def as_problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """What went wrong, as an answer."""
    value = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(msgspec.json.encode(value), status, headers, "application/problem+json")
