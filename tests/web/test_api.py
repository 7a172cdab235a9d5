"""The API, and its description."""

from __future__ import annotations

from typing import Any

import pytest

from soilbib.web.api.openapi import description
from soilbib.web.api.operations import OPERATIONS
from tests.web.client import Client
from tests.web.conftest import Serve


@pytest.fixture(scope="module")
def editor(serve: Serve) -> Client:
    """A visitor of a server whose records change."""
    return serve().client()


def test_a_search_gives_records_snippets_and_facets(client: Client) -> None:
    found = client.get("/api/search?q=moss").json
    assert found["total"] == 1
    (hit,) = found["hits"]
    assert (hit["key"], hit["record"]["type"], hit["categories"]) == ("peat2011", "report", ["Reports"])
    (snippet,) = [each for each in hit["snippets"] if each["field"] == "abstract"]
    ((start, end),) = snippet["spans"]
    assert snippet["text"][start:end] == "moss"
    assert {"value": "report", "count": 1} in found["facets"]["type"]


def test_pages_of_records_lead_to_each_other(client: Client) -> None:
    address: str | None = "/api/records?limit=4"
    seen: list[str] = []
    while address:
        answer = client.get(address).json
        seen += [record["key"] for record in answer["records"]]
        address = answer["next"]
    assert len(seen) == len(set(seen)) == answer["total"] == 11


def test_the_api_takes_the_filters_of_the_page(client: Client) -> None:
    assert client.get("/api/search?not-category=News&category=Reports").json["total"] == 1
    assert client.get("/api/search?year=2015..2016&type=chapter").json["total"] == 2
    assert client.get("/api/search?q=llo+wo&exact=1").json["total"] == 1


def test_a_query_that_cannot_be_read_is_a_problem(client: Client) -> None:
    answer = client.get("/api/search?q=year:soon")
    assert (answer.status, answer.headers["content-type"]) == (400, "application/problem+json")
    assert "^" in answer.json["detail"]


def test_records_are_stored_replaced_and_removed(editor: Client) -> None:
    item = {"id": "new2024", "type": "book", "title": "New", "custom": {"own": 1}}
    first = editor.send_json("POST", "/api/records?category=Shiny", [item])
    assert (first.status, first.json["added"]) == (201, 1)
    assert editor.send_json("POST", "/api/records", item).json["unchanged"] == 1
    answer = editor.get("/api/records/new2024")
    assert answer.json["record"] == item
    assert answer.json["categories"] == ["Shiny"]
    stale = editor.send_json("PUT", "/api/records/new2024", item, **{"If-Match": '"1"'})
    assert stale.status == 412
    replaced = editor.send_json(
        "PUT", "/api/records/new2024", {**item, "title": "Newer"}, **{"If-Match": answer.headers["etag"]}
    )
    assert replaced.json["record"]["title"] == "Newer"
    assert editor.ask("DELETE", "/api/records/new2024").json["change"]["kind"] == "remove"
    assert editor.get("/api/records/new2024").status == 404
    assert editor.send_json("POST", "/api/undo", {}).json["change"]["kind"] == "undo"
    assert editor.get("/api/records/new2024").status == 200


def test_records_are_taken_in_other_formats(editor: Client) -> None:
    sent = b"TY  - BOOK\nTI  - Sent as RIS\nER  - \n"
    answer = editor.ask("POST", "/api/records", sent, {"Content-Type": "application/x-research-info-systems"})
    assert (answer.status, answer.json["added"]) == (201, 1)
    broken = editor.ask("POST", "/api/records", b"nothing at all", {"Content-Type": "application/x-bibtex"})
    assert broken.status == 400


@pytest.mark.parametrize("sent", [b"", b"{", b"[1]", b'"x"', b"null", b"[" * 10_000, b"\xff"])
@pytest.mark.parametrize(
    "path", ["/api/records", "/api/format", "/api/duplicates", "/api/merge", "/api/undo"]
)
def test_what_is_no_request_is_refused(client: Client, path: str, sent: bytes) -> None:
    answer = client.ask("POST", path, sent, {"Content-Type": "application/json"})
    assert answer.status == 400
    assert "detail" in answer.json


def test_references_are_rendered(client: Client) -> None:
    request: dict[str, Any] = {
        "keys": ["peat2011"],
        "records": [{"id": "x", "type": "book", "title": "Loose"}],
    }
    answer = client.send_json("POST", "/api/format", {**request, "style": "apa", "to": "html"}).json
    assert {entry["id"] for entry in answer["entries"]} == {"peat2011", "x"}
    assert "<i>Loose</i>" in answer["text"]
    assert client.send_json("POST", "/api/format", {**request, "to": "smoke"}).status == 400
    assert client.send_json("POST", "/api/format", {"keys": ["nobody"]}).status == 404


def test_duplicates_are_decided_merged_and_taken_apart(editor: Client) -> None:
    found = editor.get("/api/duplicates").json
    while found["searching"]:
        found = editor.get("/api/duplicates").json
    assert ["meadows1998", "meadows1998b"] in [sorted(group["keys"]) for group in found["groups"]]
    decided = editor.send_json(
        "POST", "/api/duplicates", {"keys": ["rain2015", "rain2016"], "decision": "different"}
    )
    assert (decided.status, decided.json["ids"]) == (201, ["rain2015", "rain2016"])
    same = {"keys": ["rain2015", "rain2015"], "decision": "same"}
    assert editor.send_json("POST", "/api/duplicates", same).status == 400
    merged = editor.send_json("POST", "/api/merge", {"keys": ["meadows1998", "meadows1998b"]})
    assert merged.json["change"]["kind"] == "merge"
    assert editor.get("/api/records/meadows1998b").status == 404
    assert (
        editor.send_json("POST", "/api/unmerge", {"key": "meadows1998"}).json["change"]["kind"] == "unmerge"
    )
    assert editor.get("/api/records/meadows1998b").status == 200
    assert editor.send_json("POST", "/api/unmerge", {"key": "peat2011"}).status in (404, 409)


def test_categories_are_given(editor: Client) -> None:
    change = editor.send_json(
        "POST", "/api/categories", {"keys": ["peat2011"], "add": ["Wet"], "remove": ["Reports"]}
    )
    assert change.json["change"]["kind"] == "categorise"
    assert editor.get("/api/records/peat2011").json["categories"] == ["Wet"]
    assert editor.send_json("POST", "/api/categories", {"keys": ["nobody"], "add": ["x"]}).status in (
        404,
        409,
    )


def test_styles_are_suggested(client: Client) -> None:
    styles = client.get("/api/styles?q=geoderma&limit=3").json["styles"]
    assert "geoderma" in [style["id"] for style in styles]
    assert client.get("/api/styles?limit=x").status == 200


def test_the_description_names_every_operation(client: Client) -> None:
    told = client.get("/api/openapi.json").json
    assert told["openapi"].startswith("3.1")
    described = {(path, method.upper()) for path, methods in told["paths"].items() for method in methods}
    assert described == {(each.path, each.method) for each in OPERATIONS}
    names = [each["operationId"] for methods in told["paths"].values() for each in methods.values()]
    assert len(names) == len(set(names))


def references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [found for each in value.values() for found in references(each)]
    return [found for each in value for found in references(each)] if isinstance(value, list) else []


def test_the_description_refers_only_to_what_it_has() -> None:
    schemas = description()["components"]["schemas"]
    assert {
        each.removeprefix("#/components/schemas/") for each in references(description())
    } <= schemas.keys()


def test_the_api_has_a_page_for_people(client: Client) -> None:
    page = client.get("/api")
    assert len(page.texts("//table//tr")) == len(OPERATIONS) + 1


@pytest.mark.parametrize("path", ["/api/nothing", "/api/records/nobody"])
def test_what_is_not_there_is_a_problem_in_json(client: Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status, answer.json["status"]) == (404, 404)


def test_a_method_that_is_not_there_is_a_problem(client: Client) -> None:
    assert client.ask("DELETE", "/api/search").status == 405
