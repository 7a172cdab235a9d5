"""The OAI-PMH provider: the six verbs, lists in parts, and every error of the protocol."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import soilbib
from soilbib.catalogue import Catalogue
from soilbib.model import Record
from soilbib.web.oai.arguments import Failure, Token, read_times, read_token, write_token
from soilbib.web.oai.metadata import DC, PREFIXES
from soilbib.web.oai.verbs import PART, category_of, set_spec
from tests.web.client import Client
from tests.web.conftest import Serve

NAMES = {"o": "http://www.openarchives.org/OAI/2.0/", "dc": DC}
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent.parent / "fixtures/web/oai.rng"))
"""Every answer that the tests get has the protocol's form."""
MANY = 2 * PART + 7
LIST = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}


@pytest.fixture(scope="module")
def many(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Client:
    """A provider of more records than are sent at once, one of them removed."""
    path = tmp_path_factory.mktemp("oai") / "2 many.db"
    with Catalogue(path) as catalogue:
        catalogue.add(Record(id=f"r{n}", type="book", fields={"title": f"Book {n}"}) for n in range(MANY))
        catalogue.categorise(["r5", "r6"], add=["Été, & co"])
        catalogue.remove(["r7"])
    return serve(path).client()


def ask(client: Client, **arguments: str) -> Any:
    names = {name.rstrip("_"): value for name, value in arguments.items()}
    answer = client.get(f"/oai?{urlencode(names)}")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/xml")
    tree = etree.fromstring(answer.body)
    GRAMMAR.assertValid(tree)
    return tree


def texts(tree: Any, path: str) -> list[str]:
    return [str(each) for each in tree.xpath(path, namespaces=NAMES)]


def error(tree: Any) -> str:
    (code,) = texts(tree, "//o:error/@code")
    return code


def test_identify(client: Client, many: Client) -> None:
    tree = ask(client, verb="Identify")
    (address,) = texts(tree, "//o:Identify/o:baseURL/text()")
    assert address.endswith("/oai")
    assert texts(tree, "//o:protocolVersion/text()") == ["2.0"]
    assert texts(tree, "//o:request/@verb") == ["Identify"]
    assert re.fullmatch(
        r"\S+@(\S+\.)+\S+", texts(tree, "//o:adminEmail/text()")[0]
    )  # as the protocol's schema has it
    assert texts(tree, "//o:deletedRecord/text()") == ["persistent"]
    assert texts(ask(many, verb="Identify"), "//o:repositoryName/text()") == ["2 many"]


def test_list_metadata_formats(client: Client) -> None:
    assert texts(ask(client, verb="ListMetadataFormats"), "//o:metadataPrefix/text()") == list(PREFIXES)


def test_categories_are_sets(client: Client) -> None:
    tree = ask(client, verb="ListSets")
    assert texts(tree, "//o:setName/text()") == ["Never used", "News", "Old news", "Reports"]
    (spec,) = texts(tree, "//o:set[o:setName='Old news']/o:setSpec/text()")
    found = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set=spec)
    assert [each.rpartition(":")[2] for each in texts(found, "//o:identifier/text()")] == ["meadows1998"]


@given(st.text(st.characters(codec="utf-8"), min_size=1))
@settings(max_examples=100, deadline=None)
def test_the_name_of_a_set_has_the_letters_that_are_allowed_and_comes_back(name: str) -> None:
    spec = set_spec(name)
    assert all(char.isascii() and (char.isalnum() or char in "-_.~") for char in spec)
    assert category_of(spec) == name


@pytest.mark.parametrize("prefix", PREFIXES)
def test_records_come_in_every_metadata_format(client: Client, prefix: str) -> None:
    tree = ask(client, verb="ListRecords", metadataPrefix=prefix)
    records = tree.xpath("//o:record", namespaces=NAMES)
    assert len(records) == 11
    for record in records:
        (inside,) = record.xpath("o:metadata/*", namespaces=NAMES)
        assert etree.QName(inside).namespace == PREFIXES[prefix].namespace
        again = soilbib.loads(etree.tostring(inside, encoding="unicode"), PREFIXES[prefix].format)
        assert len(again.records) == 1


def test_oai_dc_has_the_fifteen_elements_only(client: Client) -> None:
    tree = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    spaces = {etree.QName(each).namespace for each in tree.xpath("//o:metadata/*/*", namespaces=NAMES)}
    assert spaces == {DC}


def test_one_record(client: Client) -> None:
    identifiers = texts(ask(client, verb="ListIdentifiers", metadataPrefix="mods"), "//o:identifier/text()")
    for identifier in identifiers:
        tree = ask(client, verb="GetRecord", identifier=identifier, metadataPrefix="oai_dc")
        assert texts(tree, "//o:header/o:identifier/text()") == [identifier]
        assert len(texts(tree, "//dc:title/text()")) == 1


def test_long_lists_come_in_parts(many: Client) -> None:
    tree = ask(many, verb="ListIdentifiers", metadataPrefix="oai_dc")
    found = texts(tree, "//o:identifier/text()")
    parts = 1
    while token := texts(tree, "//o:resumptionToken/text()"):
        tree = ask(many, verb="ListIdentifiers", resumptionToken=token[0])
        found += texts(tree, "//o:identifier/text()")
        parts += 1
    assert (parts, len(found), len(set(found))) == (3, MANY, MANY)
    assert texts(tree, "//o:resumptionToken/@cursor") == [str(2 * PART)]


def test_a_part_of_a_list_of_records_keeps_its_metadata_format(many: Client) -> None:
    (token,) = texts(ask(many, verb="ListRecords", metadataPrefix="mods"), "//o:resumptionToken/text()")
    tree = ask(many, verb="ListRecords", resumptionToken=token)
    assert etree.QName(tree.xpath("//o:metadata/*", namespaces=NAMES)[0]).localname == "mods"


def test_what_was_removed_is_told(many: Client) -> None:
    tree = ask(many, verb="ListRecords", metadataPrefix="oai_dc")
    (gone,) = tree.xpath("//o:record[o:header/@status='deleted']", namespaces=NAMES)
    assert texts(gone, "o:header/o:identifier/text()")[0].endswith(":r7")
    assert gone.find("o:metadata", NAMES) is None


def test_times_select(many: Client) -> None:
    last = texts(
        ask(many, verb="GetRecord", identifier=identifier(many, "r1"), metadataPrefix="mods"),
        "//o:datestamp/text()",
    )
    day = last[0][:10]
    assert (
        len(
            texts(
                ask(many, verb="ListIdentifiers", metadataPrefix="mods", from_=day, until=day), "//o:header"
            )
        )
        == PART
    )
    for arguments in ({"until": "1999-12-31"}, {"from_": "2999-01-01T00:00:00Z"}):
        assert (
            error(ask(many, verb="ListIdentifiers", metadataPrefix="mods", **arguments)) == "noRecordsMatch"
        )


def identifier(client: Client, key: str) -> str:
    found = texts(ask(client, verb="ListIdentifiers", metadataPrefix="mods"), "//o:identifier/text()")
    return next(each for each in found if each.endswith(f":{key}"))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [({}, "badVerb"), ({"verb": "Fetch"}, "badVerb"), ({"verb": "Identify", "set": "x"}, "badArgument"),
     ({"verb": "ListRecords"}, "badArgument"),
     ({"verb": "ListRecords", "metadataPrefix": "x"}, "cannotDisseminateFormat"),
     ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:x:y"}, "idDoesNotExist"),
     ({"verb": "ListMetadataFormats", "identifier": "nobody"}, "idDoesNotExist"),
     ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
     ({"verb": "ListRecords", "resumptionToken": "x", "metadataPrefix": "oai_dc"}, "badArgument"),
     ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
     ({**LIST, "set": "no~such"}, "noRecordsMatch"),
     ({**LIST, "from": "yesterday"}, "badArgument"),
     ({**LIST, "from": "2020-01-02", "until": "2020-01-01"}, "badArgument"),
     ({**LIST, "from": "2020-01-01", "until": "2020-01-01T00:00:00Z"}, "badArgument")],
)  # fmt: skip
def test_what_is_wrong_is_told_in_the_protocols_words(
    client: Client, arguments: dict[str, str], code: str
) -> None:
    tree = ask(client, **arguments)
    assert error(tree) == code
    if code in ("badVerb", "badArgument"):
        assert not tree.xpath("//o:request/@*", namespaces=NAMES)


def test_an_argument_that_is_repeated_is_refused(client: Client) -> None:
    tree = etree.fromstring(client.get("/oai?verb=ListSets&verb=ListSets").body)
    assert error(tree) == "badVerb"
    tree = etree.fromstring(client.get("/oai?verb=ListRecords&set=a&set=b&metadataPrefix=mods").body)
    assert error(tree) == "badArgument"


def test_the_verbs_may_be_posted(client: Client) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert b"<Identify>" in client.ask("POST", "/oai", b"verb=Identify", kind).body


def test_a_collection_without_categories_has_no_sets(serve: Serve, tmp_path: Path) -> None:
    Catalogue(tmp_path / "bare.db").close()
    client = serve(tmp_path / "bare.db").client()
    assert error(ask(client, verb="ListSets")) == "noSetHierarchy"
    assert error(ask(client, verb="ListRecords", metadataPrefix="oai_dc")) == "noRecordsMatch"
    assert texts(ask(client, verb="Identify"), "//o:earliestDatestamp/text()")


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_no_text_but_our_own_is_a_token(text: str) -> None:
    with pytest.raises(Failure):
        read_token(text)


def test_a_token_comes_back() -> None:
    token = Token("mods", "2020-01-01T00:00:00+00:00", "", "É", 12, 100)
    assert read_token(write_token(token)) == token


def test_a_day_lasts_until_its_end() -> None:
    assert read_times({"from": "2020-01-01", "until": "2020-01-01"}) == (
        "2020-01-01T00:00:00+00:00",
        "2020-01-01T23:59:59+00:00",
    )


def test_a_request_that_makes_no_sense_is_not_repeated_in_the_answer(client: Client) -> None:
    for arguments in ({"verb": "Nope", "x": "1"}, {"verb": "ListRecords", "from": "yesterday"}):
        assert not ask(client, **arguments).xpath("//o:request/@*", namespaces=NAMES)
    told = ask(client, verb="ListRecords", metadataPrefix="oai_dc", until="2001-01-01")
    assert error(told) == "noRecordsMatch"
    assert texts(told, "//o:request/@until") == ["2001-01-01"]


@pytest.mark.parametrize("day", ["2020-02-30", "2021-02-29T00:00:00Z", "2020-06-31"])
def test_a_day_that_the_calendar_does_not_have_is_refused(client: Client, day: str) -> None:
    assert error(ask(client, from_=day, **LIST)) == "badArgument"


def test_a_record_that_was_removed_is_still_told_of_by_its_identifier(many: Client) -> None:
    (gone,) = texts(ask(many, **LIST), "//o:header[@status='deleted']/o:identifier/text()")
    record = ask(many, verb="GetRecord", metadataPrefix="oai_dc", identifier=gone)
    assert texts(record, "//o:header/@status") == ["deleted"]
    assert not texts(record, "//o:metadata")


def test_all_parts_of_a_list_together_have_every_record_once_with_its_own_time(many: Client) -> None:
    tree, seen = ask(many, **LIST), []
    while True:
        seen += texts(tree, "//o:identifier/text()")
        token = texts(tree, "//o:resumptionToken/text()")
        cursor = texts(tree, "//o:resumptionToken/@cursor")
        assert int(cursor[0]) == (len(seen) - 1) // PART * PART
        if not token:
            break
        tree = ask(many, verb="ListIdentifiers", resumptionToken=token[0])
    assert len(seen) == len(set(seen)) == MANY
