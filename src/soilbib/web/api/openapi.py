"""The OpenAPI 3.1 description, made of the table of operations and the types of its values."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus
from typing import Any

from msgspec.json import schema_components
from starlette.responses import Response

from soilbib._version import __version__
from soilbib.catalogue import Catalogue
from soilbib.web.api.answers import as_json
from soilbib.web.api.operations import OPERATIONS, Operation
from soilbib.web.visit import Visit

REFERENCE = "#/components/schemas/{name}"
PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["status", "title", "detail"],
    "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
                   "detail": {"type": "string"}},
}  # fmt: skip
ERROR = {"$ref": REFERENCE.format(name="Problem.RFC9457")}
ALWAYS = (401, 403, 421)
"""Refusals of the guard, which any operation may meet."""


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The whole description."""
    kinds = list(dict.fromkeys(kind for each in OPERATIONS for kind in (each.gives, each.takes) if kind))
    schemas, components = schema_components(kinds, ref_template=REFERENCE)
    schema_of = dict(zip(map(str, kinds), schemas, strict=True))
    paths: dict[str, Any] = {}
    for each in OPERATIONS:
        paths.setdefault(each.path, {})[each.method.lower()] = _operation(each, schema_of)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "soilbib",
            "version": __version__,
            "summary": "A collection of bibliographic records",
        },
        "paths": paths,
        "components": {
            "schemas": {**components, "Problem.RFC9457": PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _operation(each: Operation, schema_of: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {
        "operationId": f"{each.show.__module__.rpartition('.')[2]}-{each.show.__name__}",
        "summary": each.summary,
        "parameters": [_parameter(each_one) for each_one in each.parameters],
        "responses": {
            **{str(code): _content(code, "application/json", schema_of[str(each.gives)]) for code in each.status},
            **{str(code): _content(code, "application/problem+json", ERROR) for code in each.errors},
            **{str(code): {"description": HTTPStatus(code).phrase} for code in ALWAYS},
        },
    }  # fmt: skip
    if "{key}" in each.path:
        key = {"name": "key", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        known["parameters"].append(key)
    if each.takes:
        known["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema_of[str(each.takes)]}},
        }
    return known


def _parameter(parameter: Any) -> dict[str, Any]:
    return {"name": parameter.name, "in": "query", "description": parameter.what, "schema": parameter.schema}


def _content(status: int, kind: str, schema: Any) -> dict[str, Any]:
    return {"description": HTTPStatus(status).phrase, "content": {kind: {"schema": schema}}}


def as_document(visit: Visit, catalogue: Catalogue) -> Response:
    """The description as JSON."""
    return as_json(description())


def as_page(visit: Visit, catalogue: Catalogue) -> Response:
    """The operations as a page for people."""
    address = str(visit.request.base_url).rstrip("/")
    return visit.render("api.html", operations=OPERATIONS, address=address)
