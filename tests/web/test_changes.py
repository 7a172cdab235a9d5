"""What visitors change: baskets, imports, categories, edits, decisions, merges, and taking things back."""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing
from urllib.parse import quote

import pytest

from soilbib.catalogue import Catalogue
from soilbib.dedupe.answers import Answer as Decided
from soilbib.dedupe.answers import read_answers
from tests.web.client import Answer, Client
from tests.web.conftest import Serve, Server

RIS = b"""TY  - JOUR
TI  - The quiet work of meadows: roots and rain
AU  - Harrow, Ida
PY  - 1998
JO  - Journal of Invented Soils
DO  - 10.5555/meadow.98
ER  -

TY  - BOOK
TI  - A Field Guide to Puddles
AU  - Splash, Ann
PY  - 2022
ER  -

TY  - BOOK
"""


@pytest.fixture
def client(serve: Serve) -> Client:
    """A visitor of a server of their own."""
    return serve().client()


@pytest.fixture
def server(serve: Serve) -> Server:
    return serve()


def keys(client: Client) -> set[str]:
    return {hit["key"] for hit in client.get("/api/search?limit=100").json["hits"]}


def test_an_import_that_the_server_no_longer_has_is_said_to_be_gone(client: Client) -> None:
    client.get("/import")  # a visitor who has been here before
    assert "There is nothing to import any more" in client.get("/import/preview").text


def test_the_basket_keeps_records_and_gives_them_back(client: Client) -> None:
    client.post("/basket/add", [("id", "peat2011"), ("id", "nobody"), ("id", "lo/vely key?&#1")])
    page = client.get("/basket?style=apa")
    assert "Peat under pressure: a Sphagnum atlas" in page.texts("//ol[@class='hits']//a")
    assert "as long as the server runs" in page.text
    assert page.texts("//span[@class='badge']") == ["2"]
    assert len(page.page.xpath("//div[@class='csl-entry']")) == 2
    assert client.get("/download?of=basket&format=ris").text.count("TY  - ") == 2
    assert "Bureau of Wet Places" in client.get("/download?of=basket&output=latex").text
    assert "losses" in client.get("/basket?losses=ris").text
    client.post("/basket/remove", [("id", "peat2011")])
    assert client.get("/basket").texts("//span[@class='badge']") == ["1"]
    assert client.post("/basket/remove").texts("//span[@class='badge']") == []


def test_baskets_of_two_visitors_are_two(server: Server) -> None:
    one, other = server.client(), server.client()
    one.post("/basket/add", [("id", "peat2011")])
    assert other.get("/").texts("//span[@class='badge']") == []


def test_what_a_search_finds_can_be_had_as_a_bibliography_and_as_files(client: Client) -> None:
    assert (
        len(client.get("/bibliography?q=author:harrow&style=ieee").page.xpath("//div[@class='csl-entry']"))
        == 4
    )
    assert client.get("/download?q=author:harrow&format=bibtex").text.count("@") >= 3
    assert client.get("/download?q=author:harrow&output=markdown").text.count("Harrow") >= 3


def test_an_import_is_shown_before_anything_is_stored(client: Client) -> None:
    before = keys(client)
    preview = client.send_files("/import", {"new.ris": RIS})
    assert preview.texts("//h1") == ["3 records to import"] or preview.texts("//h1") == [
        "2 records to import"
    ]
    assert preview.texts("//span[contains(@class, 'duplicate')]") == ["the same"]
    assert keys(client) == before
    ticked = preview.page.xpath("//input[@name='take' and @checked]/@value")
    assert "1" in ticked
    assert "0" not in ticked
    shown = [("shown", value) for value in preview.page.xpath("//input[@name='shown']/@value")]
    stored = client.post("/import/store", [*shown, ("take", "1"), ("categories", "Water; Guides")])
    assert "Records added: 1" in stored.text
    (new,) = keys(client) - before
    assert set(client.get(f"/api/records/{new}").json["categories"]) == {"Water", "Guides"}
    assert client.post("/import/store").status == 409  # once only


def test_problems_of_an_import_are_shown_with_their_place(client: Client) -> None:
    preview = client.send_files(
        "/import", {"bad.bib": b"@article{a, title={Fine}}\n@article{b, title={Never ends\n"}
    )
    assert any("bad.bib:2" in text for text in preview.texts("//ul[@class='problems']//code"))


def test_several_files_and_pasted_text_are_one_import(client: Client) -> None:
    files = {"a.bib": b"@book{a, title={One}}", "b.ris": b"TY  - BOOK\nTI  - Two\nER  - \n"}
    preview = client.send_files("/import", files, [("text", "\u201cThree\u201d \u2013 2020 \u2013 A. Body")])
    assert preview.texts("//h1") == ["3 records to import"]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 50, b"{" * 100_000])
def test_a_file_that_is_none_is_a_problem_that_is_shown(client: Client, data: bytes) -> None:
    preview = client.send_files("/import", {"what.bin": data})
    assert preview.status == 200
    assert "what.bin" in preview.text


PAGE = """Filter by Categories
Water
- Puddles

“Counting puddles” – 2018 – A. Body

“Counting ponds” – 2019 – B. Body
"""


def test_a_listing_page_brings_its_categories(client: Client) -> None:
    preview = client.send_files("/import", {"page.txt": PAGE.encode()})
    shown = [("shown", value) for value in preview.page.xpath("//input[@name='shown']/@value")]
    stored = client.post("/import/store", [*shown, ("take", "0"), ("take", "1")])
    labels = [each.strip() for each in stored.texts("//label[input[@name='category']]/span[@class='name']")]
    assert {"Water", "Puddles"} <= set(labels)
    assert labels.index("Puddles") == labels.index("Water") + 1


def test_no_file_is_said_so(client: Client) -> None:
    assert "Choose a file" in client.send_files("/import", {}).text


def test_categories_are_given_and_taken(client: Client) -> None:
    client.post("/record/categorise", [("key", "peat2011"), ("add", "Wet <b>")])
    assert client.get("/api/records/peat2011").json["categories"] == ["Reports", "Wet <b>"]
    client.post("/record/categorise", [("key", "peat2011"), ("remove", "Reports")])
    assert client.get("/api/records/peat2011").json["categories"] == ["Wet <b>"]


def edited(client: Client, key: str, **changes: str) -> Answer:
    page = client.get(f"/record/edit?key={quote(key, safe='')}").page
    (form,) = page.xpath("//form[@class='edit']")
    values = {str(name): str(value or "") for name, value in form.form_values() if name != "csrf"}
    return client.post("/record/edit", list({**values, **changes}.items()))


def test_an_edit_changes_what_was_changed_and_nothing_else(client: Client) -> None:
    before = client.get("/api/records/meadows1998").json["record"]
    edited(
        client,
        "meadows1998",
        **{"field:author": "Harrow, Ida\nvan der Berg, Kim\net al.", "field:volume": "13"},
    )
    after = client.get("/api/records/meadows1998").json["record"]
    assert [name["family"] for name in after["author"]] == ["Harrow", "van der Berg"]
    assert after["custom"]["truncated"] == ["author"]
    assert after["volume"] == "13"
    kept = {name: value for name, value in before.items() if name not in ("author", "volume")}
    assert {name: after[name] for name in kept} == kept


def test_an_edit_that_changes_nothing_is_no_change(client: Client) -> None:
    history = client.get("/api/history").json["changes"]
    for key in ("meadows1998", "evil", "lo/vely key?&#1"):
        assert edited(client, key).status == 200
    assert client.get("/api/history").json["changes"] == history


def test_an_edit_of_what_was_changed_meanwhile_is_refused(client: Client) -> None:
    edited(client, "peat2011", **{"field:title": "Peat, revised"})
    assert edited(client, "peat2011", changed="1").status == 409


def test_a_record_can_be_removed_and_brought_back(client: Client) -> None:
    before = keys(client)
    client.post("/record/remove", [("key", "rain2015")])
    assert keys(client) == before - {"rain2015"}
    (change,) = client.get("/history").page.xpath("//tr[td[contains(., 'rain2015')]]//button/@value")
    client.post("/undo", [("change", change)])
    assert keys(client) == before


def test_an_undo_of_what_is_no_change_is_refused(client: Client) -> None:
    assert client.post("/undo", [("change", "x")]).status == 400
    assert client.post("/undo", [("change", "99999")]).status == 404


def review(client: Client) -> Answer:
    for _ in range(60):
        answer = client.get("/duplicates")
        if "data-wait" not in answer.text:
            return answer
    raise AssertionError("the search does not end")


def test_groups_that_are_one_work_are_merged_and_taken_apart_again(client: Client) -> None:
    before = keys(client)
    page = review(client)
    (group,) = page.page.xpath("//input[@name='group']/@value")
    assert set(group.split()) == {"meadows1998", "meadows1998b"}
    merged = client.post("/duplicates/merge", [("group", group)])
    assert "1 group merged." in merged.text
    (kept,) = {"meadows1998", "meadows1998b"} & keys(client)
    assert len(keys(client)) == len(before) - 1
    assert "Take the merge back" in client.get(f"/records/{kept}").text
    client.post("/record/unmerge", [("key", kept)])
    assert keys(client) == before


def test_decisions_are_those_of_the_command_line(server: Server) -> None:
    client = server.client()
    answer = client.post(
        "/duplicates/answer",
        [("answer", "different"), ("key", "rain2015"), ("key", "rain2016"), ("why", "two parts")],
    )
    assert answer.status == 200
    table = client.get("/duplicates/decisions.csv").text
    (decided,) = read_answers(table)
    assert isinstance(decided, Decided)
    assert (decided.decision, decided.why, decided.ids) == (
        "different",
        "two parts",
        ("rain2015", "rain2016"),
    )
    assert next(csv.reader(io.StringIO(table)))[:3] == ["key1", "key2", "decision"]
    with Catalogue(server.path, read_only=True) as catalogue:
        assert [each.keys for each in catalogue.decisions()] == [decided.keys]


def test_a_decision_that_contradicts_earlier_ones_is_refused(client: Client) -> None:
    for pair in (("rain2015", "rain2016"), ("rain2016", "peat2011")):
        client.post("/duplicates/answer", [("answer", "same"), *(("key", key) for key in pair)])
    answer = client.post(
        "/duplicates/answer", [("answer", "different"), ("key", "rain2015"), ("key", "peat2011")]
    )
    assert answer.status == 400
    assert "because of earlier decisions" in answer.text


def test_an_answer_may_merge_at_once(client: Client) -> None:
    client.post("/duplicates/answer", [("answer", "merge"), ("key", "rain2015"), ("key", "rain2016")])
    assert "rain2016" not in keys(client)


@pytest.mark.parametrize(
    "pairs",
    [[("answer", "same")], [("answer", "maybe"), ("key", "rain2015"), ("key", "rain2016")],
     [("answer", "same"), ("key", "rain2015"), ("key", "nobody")]],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused(client: Client, pairs: list[tuple[str, str]]) -> None:
    assert client.post("/duplicates/answer", pairs).status in (400, 404)


def test_a_catalogue_that_another_process_writes_to_is_said_so(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("soilbib.web.desk.PATIENCE", 0.2)
    server = serve()
    client = server.client()
    client.csrf()
    with closing(sqlite3.connect(server.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = client.post("/record/remove", [("key", "rain2015")])
        assert answer.status == 503
        assert "another process has been writing" in answer.text
        assert str(server.path.parent) not in answer.text
        other.execute("ROLLBACK")
    assert client.post("/record/remove", [("key", "rain2015")]).status == 200
