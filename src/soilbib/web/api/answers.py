"""Answers of the API: JSON made of typed values; what is sent to it, read."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import Response

from soilbib.web.visit import Visit

Value = TypeVar("Value")
JSON_TYPES = ("application/json", "application/vnd.citationstyles.csl+json")


def as_json(value: Any, status: int = 200, **headers: str) -> Response:
    """A value as JSON."""
    return Response(msgspec.json.encode(value), status, headers, "application/json")


def content_type(visit: Visit) -> str:
    """The media type of what was sent."""
    return visit.request.headers.get("content-type", "").partition(";")[0].strip().lower()


def read_body(visit: Visit, kind: type[Value]) -> Value:
    """What was sent, as a typed value. Types that a page of another site could send unasked are not taken."""
    if content_type(visit) not in JSON_TYPES:
        raise HTTPException(415, f"send {' or '.join(JSON_TYPES)}")
    try:
        return msgspec.json.decode(visit.body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise HTTPException(400, f"the JSON that was sent is not what it should be: {error}") from None
