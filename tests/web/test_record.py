"""A record's page, and the record in the format that is asked for."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, quote, unquote_plus

import pytest

import soilbib
from soilbib.errors import FormatError
from soilbib.formats.openurl import KINDS, write_context
from soilbib.model import Record
from soilbib.web.citing import CLASSES, page_html
from soilbib.web.exporting import negotiate
from soilbib.web.schema_org import TYPES, as_script
from tests.web.client import Client
from tests.web.conftest import FIXTURES

RECORDS = {record.id: record for record in soilbib.read(FIXTURES / "collection.json").records}
MUD = quote("lo/vely key?&#1", safe="")


@pytest.mark.parametrize("key", [quote(key, safe="") for key in RECORDS])
def test_every_record_has_a_page(client: Client, key: str) -> None:
    assert client.get(f"/records/{key}").status == 200


def test_a_record_that_is_not_there_is_said_so(client: Client) -> None:
    answer = client.get("/records/nobody")
    assert answer.status == 404
    assert "There is no record nobody." in answer.text


def test_all_fields_are_shown_with_where_they_come_from(client: Client) -> None:
    rows = client.get("/records/meadows1998").page.xpath("//table[@class='fields']//tr[th[@scope='row']]")
    shown = {row.xpath("string(th)"): row.xpath("string(td[1])").strip() for row in rows}
    assert (
        shown["Authors"].split("\n") == ["Harrow, Ida", "Müller, Jörg"]
        or shown["Authors"] == "Ida HarrowJörg Müller"
    )
    assert shown["Pages"] == "101-119"
    assert {row.xpath("string(td[2])") for row in rows} >= {"collection.json:2"}


def test_the_reference_is_in_the_style_that_was_chosen_last(client: Client) -> None:
    assert "Harrow, I., & Müller, J. (1998)" in client.get("/records/meadows1998").text.replace(
        "&amp;", "&"
    ).replace("&#38;", "&")
    client.get("/records/meadows1998?style=ieee")
    assert "I. Harrow and J. Müller" in client.get("/records/meadows1998").text


def test_references_can_be_in_another_language(client: Client) -> None:
    page = client.get("/records/rain2015?style=apa&locale=de")
    assert "In " in page.texts("//div[@id='reference']")[0]
    assert "(S. 7)" in page.texts("//div[@id='reference']")[0]


def test_a_style_that_is_not_there_is_said_so_and_the_usual_one_stands_in(client: Client) -> None:
    answer = client.get("/records/peat2011?style=apaa")
    assert "did you mean" in answer.text
    assert "(2011)" in answer.texts("//div[@id='reference']")[0]


@pytest.mark.parametrize(
    ("accept", "kind", "start"),
    [("application/x-bibtex", "application/x-bibtex", "@article{meadows1998,"),
     ("application/x-research-info-systems", "application/x-research-info-systems", "TY  - JOUR"),
     ("application/vnd.citationstyles.csl+json", "application/vnd.citationstyles.csl+json", "["),
     ("application/marcxml+xml", "application/marcxml+xml", "<?xml"),
     ("application/mods+xml", "application/mods+xml", "<?xml"),
     ("application/ld+json", "application/ld+json", "{"),
     ("text/x-bibliography", "text/x-bibliography", "Harrow"),
     ("text/html;q=0.1, application/x-bibtex;q=0.9", "application/x-bibtex", "@article"),
     ("application/unknown, */*;q=0.1", "text/html", "<!doctype html>")],
)  # fmt: skip
def test_a_record_comes_as_what_is_accepted(client: Client, accept: str, kind: str, start: str) -> None:
    answer = client.get("/records/meadows1998", Accept=accept)
    assert answer.status == 200
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert answer.text.lstrip().startswith(start)
    assert "Accept" in answer.headers["vary"]


def test_what_cannot_be_had_is_said_so(client: Client) -> None:
    assert client.get("/records/peat2011", Accept="image/png").status == 406


@pytest.mark.parametrize(
    ("accept", "expected"),
    [("", "html"), ("*/*", "html"), ("application/x-bibtex;q=0, text/html", "html"), ("TEXT/HTML", "html"),
     ("application/json", "csljson"), ("application/x-bibtex;q=x, application/mods+xml;q=.2", "mods")],
)  # fmt: skip
def test_negotiation(accept: str, expected: str) -> None:
    assert negotiate(accept) == expected


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0", ";;;", ","])
def test_nothing_known_is_accepted(accept: str) -> None:
    with pytest.raises(FormatError):
        negotiate(accept)


def test_every_format_that_can_be_written_can_be_downloaded(client: Client) -> None:
    offered = client.get(f"/records/{MUD}").page.xpath("//select[@name='format']/option/@value")
    assert len(offered) > 15
    for name in offered:
        answer = client.get(f"/records/{MUD}?format={name}&download=1")
        assert answer.status == 200
        assert answer.headers["content-disposition"].startswith('attachment; filename="lo-vely-key-1.')
        assert int(answer.headers["soilbib-losses"]) >= 0
        assert "Short History" in unquote_plus(answer.body.decode("utf-8", "replace"))


def test_a_format_that_is_not_there_is_said_so(client: Client) -> None:
    answer = client.get("/records/peat2011?format=bibtexx")
    assert answer.status == 400
    assert "did you mean" in answer.text


def test_zotero_finds_the_record(client: Client) -> None:
    page = client.get("/records/meadows1998").page
    (title,) = page.xpath("//span[@class='Z3988']/@title")
    told = parse_qs(title)
    assert told["rft.genre"] == ["article"]
    assert told["rft.jtitle"] == ["Journal of Invented Soils"]
    assert told["rft.au"] == ["Harrow, Ida", "Müller, Jörg"]
    assert (told["rft.spage"], told["rft.epage"]) == (["101"], ["119"])
    assert told["rft_id"] == ["info:doi/10.5555/meadow.98"]
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    linked = json.loads(script)
    assert linked["@type"] == "ScholarlyArticle"
    assert linked["isPartOf"]["issueNumber"] == "3"


@pytest.mark.parametrize("record", RECORDS.values(), ids=str)
def test_nothing_in_a_record_ends_the_script_that_holds_its_metadata(record: Record) -> None:
    text = as_script(record)
    assert "<" not in text
    assert json.loads(text)["@context"] == "https://schema.org"


@pytest.mark.parametrize("kind", sorted({*KINDS, *TYPES, "song", "no-such-type"}))
def test_every_type_has_a_context_object_and_metadata(kind: str) -> None:
    record = RECORDS["meadows1998"].replace(type=kind)
    assert "Meadows" in write_context(record)
    assert "Meadows" in as_script(record)


def test_no_inline_style_is_left_in_references(client: Client) -> None:
    for style in CLASSES:
        assert "style=" not in page_html(f'<span style="{style}">x</span>')
    assert "<i>" in client.get("/records/meadows1998?style=apa").text


def test_the_interface_links_to_identifiers_only_where_they_lead_somewhere(client: Client) -> None:
    links = client.get("/records/meadows1998").page.xpath("//td//a/@href")
    assert "https://doi.org/10.5555/meadow.98" in links
    assert client.get("/records/evil").page.xpath("//td//a/@href") == []


def test_no_value_of_a_path_is_lost_in_an_address(client: Client) -> None:
    page = client.get("/?q=mud").page
    (link,) = page.xpath("//li[@class='hit']//h2/a/@href")
    assert client.get(link).status == 200
