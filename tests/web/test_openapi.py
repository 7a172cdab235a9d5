"""The API's real answers held against its own description."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from soilbib.web.api.openapi import description
from soilbib.web.api.operations import OPERATIONS
from tests.web.client import Answer, Client
from tests.web.conftest import Serve

KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool,
    "null": type(None),
}  # fmt: skip
KNOWN = {
    "type", "properties", "required", "items", "prefixItems", "minItems", "maxItems", "enum", "const", "anyOf", "oneOf",
    "additionalProperties", "$ref", "title", "description", "default", "minimum", "maximum", "minLength",
}  # fmt: skip
"""The words of JSON Schema that `wrong` understands; a test holds the description to them."""


def wrong(value: Any, schema: dict[str, Any], place: str = "") -> Iterator[str]:
    """Where a value is not what a schema of the description says."""
    if "$ref" in schema:
        yield from wrong(
            value, description()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], place
        )
        return
    for choice in ("anyOf", "oneOf"):
        if choice in schema and not any(not list(wrong(value, each)) for each in schema[choice]):
            yield f"{place}: none of {choice}"
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(isinstance(value, KINDS[kind]) for kind in kinds):
        yield f"{place}: {value!r} is no {kinds}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is not in {schema['enum']}"
    if isinstance(value, dict):
        yield from _wrong_object(value, schema, place)
    if isinstance(value, list):
        first = schema.get("prefixItems", [])
        for number, each in enumerate(value):
            own = first[number] if number < len(first) else schema.get("items", {})
            yield from wrong(each, own, f"{place}[{number}]") if isinstance(own, dict) else ()
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{place}: {len(value)} items"


def _wrong_object(value: dict[str, Any], schema: dict[str, Any], place: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{place}: {name} is missing" for name in schema.get("required", []) if name not in value)
    for name, each in value.items():
        own = known.get(name, schema.get("additionalProperties", not known))
        if isinstance(own, dict):
            yield from wrong(each, own, f"{place}.{name}")
        elif not own:
            yield f"{place}.{name} is not described"


def sound(method: str, path: str, answer: Answer) -> None:
    """The answer has a status and a body that the description has for this operation."""
    said = description()["paths"][path][method.lower()]["responses"]
    assert str(answer.status) in said, (answer.status, answer.text[:300])
    content = said[str(answer.status)].get("content", {})
    kind = answer.headers["content-type"].partition(";")[0]
    if content:
        assert kind in content
        assert list(wrong(answer.json, content[kind]["schema"])) == []


REQUESTS: tuple[tuple[str, str, str, Any], ...] = (
    ("GET", "/api/search", "?q=soil&limit=3", None), ("GET", "/api/search", "?q=mosss", None),
    ("GET", "/api/search", "?q=e&exact=1&match=start&in=title", None), ("GET", "/api/search", "?q=year:x", None),
    ("GET", "/api/records", "?limit=2&page=2", None), ("GET", "/api/records", "?page=99999", None),
    ("POST", "/api/records", "?category=New", {"id": "n1", "type": "book", "title": "New"}),
    ("POST", "/api/records", "", {"title": 7}), ("POST", "/api/records", "", [{"type": "book", "title": "Other"}]),
    ("GET", "/api/records/{key}", "peat2011", None), ("GET", "/api/records/{key}", "none", None),
    ("PUT", "/api/records/{key}", "n1", {"type": "book", "title": "Newer"}),
    ("PUT", "/api/records/{key}", "n1", "no record"), ("PUT", "/api/records/{key}", "none", {"title": "x"}),
    ("POST", "/api/categories", "", {"keys": ["n1"], "add": ["Fresh"]}),
    ("POST", "/api/categories", "", {"keys": ["?"]}),
    ("POST", "/api/format", "", {"keys": ["peat2011"], "style": "apa", "to": "html"}),
    ("POST", "/api/format", "", {"records": [{"type": "book", "title": "T"}], "style": "nosuchstyle"}),
    ("GET", "/api/styles", "?q=vancouver&limit=2", None),
    ("GET", "/api/duplicates", "", None),
    ("POST", "/api/duplicates", "", {"keys": ["n1", "peat2011"], "decision": "different", "why": "seen"}),
    ("POST", "/api/duplicates", "", {"keys": ["n1"], "decision": "perhaps"}),
    ("POST", "/api/merge", "", {"keys": ["n1", "radio2018"]}), ("POST", "/api/merge", "", {"keys": ["n1"]}),
    ("POST", "/api/unmerge", "", {"key": "n1"}), ("POST", "/api/unmerge", "", {"key": "peat2011"}),
    ("GET", "/api/history", "", None),
    ("POST", "/api/undo", "", {}), ("POST", "/api/undo", "", {"change": 99999}),
    ("DELETE", "/api/records/{key}", "n1", None), ("DELETE", "/api/records/{key}", "none", None),
)  # fmt: skip


def test_every_operation_answers_as_the_description_says(serve: Serve) -> None:
    client = serve().client()
    for method, path, more, sent in REQUESTS:
        address = path.replace("{key}", quote(more)) if "{key}" in path else path + more
        answer = client.ask(method, address) if sent is None else client.send_json(method, address, sent)
        sound(method, path, answer)
    assert {(each.method, each.path) for each in OPERATIONS} == {request[:2] for request in REQUESTS}


def test_the_description_says_nothing_that_this_test_does_not_understand() -> None:
    def schemas(part: Any, inside: str = "") -> Iterator[dict[str, Any]]:
        if isinstance(part, dict):
            if inside in ("schema", "items", "schemas", "properties", "anyOf"):
                yield from (part.values() if inside in ("schemas", "properties") else (part,))
            for name, each in part.items():
                yield from schemas(each, name)
        elif isinstance(part, list):
            for each in part:
                yield from schemas(each, inside)

    for schema in schemas(json.loads(json.dumps(description()))):
        assert schema.keys() <= KNOWN


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        ("x", {"type": "integer"}), ({}, {"type": "object", "required": ["a"]}), ([1], {"items": {"type": "string"}}),
        ({"b": 1}, {"properties": {"a": {}}}), ("z", {"enum": ["x"]}), (1, {"anyOf": [{"type": "string"}]}),
        ([], {"minItems": 1}),
    ],
)  # fmt: skip
def test_what_is_not_described_is_noticed(value: Any, schema: dict[str, Any]) -> None:
    assert list(wrong(value, schema))


def test_other_methods_are_told_which_there_are(client: Client) -> None:
    options = client.ask("OPTIONS", "/api/records")
    assert (options.status, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS, POST")
    refused = client.ask("PATCH", "/api/records/peat2011")
    assert (refused.status, refused.headers["content-type"]) == (405, "application/problem+json")
    assert refused.headers["allow"] == "DELETE, GET, HEAD, OPTIONS, PUT"
    assert client.ask("DELETE", "/history").headers["allow"] == "GET, HEAD, OPTIONS"
    head, got = client.ask("HEAD", "/api/records"), client.ask("GET", "/api/records")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(got.body)))


def test_pages_of_an_answer_are_linked(client: Client) -> None:
    links = client.get("/api/search?limit=4&page=2").headers["link"].split(", ")
    assert [link.partition(";")[2].strip() for link in links] == [
        f'rel="{r}"' for r in ("first", "prev", "next", "last")
    ]
    address = links[2].partition(">")[0].removeprefix("<")
    assert client.get(address).json["page"] == 3
    assert 'rel="next"' not in client.get("/api/records?limit=100").headers["link"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html;q=0.1, application/x-bibtex;q=0.9", "application/x-bibtex"),
        ("application/x-bibtex;q=.2, application/x-research-info-systems;q=.3", "application/x-research-info-systems"),
        ("application/x-bibtex;q=0, */*;q=0.1", "text/html"),
        ("image/png, application/vnd.citationstyles.csl+json;q=0.5", "application/vnd.citationstyles.csl+json"),
        ("text/*", "text/html"),
        ("", "text/html"),
    ],
)  # fmt: skip
def test_a_record_comes_as_what_is_wanted_most(client: Client, accept: str, kind: str) -> None:
    answer = client.get("/records/peat2011", Accept=accept)
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, kind)
