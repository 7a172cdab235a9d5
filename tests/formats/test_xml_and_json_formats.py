"""The XML and JSON formats of catalogues and registries: what their fixtures say, and back again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.errors import Loss, Problem
from soilbib.formats import FORMATS, dumps, loads
from soilbib.model import Date, Name, Record, to_csl

FIXTURES = Path(__file__).parent.parent / "fixtures"
READ_ONLY_JSON = ("crossref", "datacite", "openalex")
CASES = [
    *(
        (name, path, path.with_suffix(".json"))
        for name in (
            "endnotexml",
            "pubmedxml",
            "mods",
            "marcxml",
            "unixref",
            "dc",
            "wordxml",
            "zoterordf",
            "jats",
            "datacitexml",
        )
        for path in sorted((FIXTURES / name).glob("*.xml"))
    ),
    *(
        (name, path, path.with_name(f"{path.stem}.expected.json"))
        for name in READ_ONLY_JSON
        for path in sorted((FIXTURES / name).glob("*.json"))
        if not path.name.endswith(".expected.json")
    ),
]
IDS = [f"{name}-{path.stem}" for name, path, _ in CASES]
BOTH_WAYS = [case for case in CASES if FORMATS[case[0]].write and case[0] != "jats"]
"""JATS writes an article as a reference to it (tests/formats/test_jats.py)."""


def plain(record: Record) -> dict[str, Any]:
    """The record as CSL-JSON, as it comes out of a file."""
    item: dict[str, Any] = json.loads(json.dumps(to_csl(record)))
    return item


@pytest.mark.parametrize(("name", "path", "expected"), CASES, ids=IDS)
def test_fixtures_are_known_by_their_content_and_read_as_expected(
    name: str, path: Path, expected: Path
) -> None:
    reading = loads(path.read_text(encoding="utf-8"), path="in")
    assert reading.format == name
    assert [plain(record) for record in reading] == json.loads(expected.read_text(encoding="utf-8"))
    assert all(record.source.line > 0 for record in reading)


@pytest.mark.parametrize(("name", "path", "expected"), BOTH_WAYS, ids=[f"{name}" for name, _, _ in BOTH_WAYS])
def test_what_is_read_comes_back_whole_from_its_own_format(name: str, path: Path, expected: Path) -> None:
    assert expected.exists()
    records = loads(path.read_text(encoding="utf-8"), name).records
    writing = dumps(records, name)
    assert not [str(loss) for loss in writing.losses]
    assert [plain(record) for record in loads(writing.text, name)] == [plain(record) for record in records]


@pytest.mark.parametrize("name", READ_ONLY_JSON)
def test_an_item_alone_and_items_one_a_line_are_read_too(name: str) -> None:
    [path] = (path for path in (FIXTURES / name).glob("*.json") if not path.name.endswith(".expected.json"))
    text = path.read_text(encoding="utf-8")
    records = loads(text, name).records
    value = json.loads(text)
    items = value.get("message", value).get(
        {"crossref": "items", "datacite": "data", "openalex": "results"}[name]
    )
    for spelled in ("\n".join(map(json.dumps, items)), json.dumps(items, indent=2)):
        assert [plain(record) for record in loads(spelled, name)] == [plain(record) for record in records]
    assert plain(loads(json.dumps(items[0]), name).records[0]) == plain(records[0])


@pytest.mark.parametrize("name", READ_ONLY_JSON)
def test_broken_json_keeps_the_items_before_and_the_rest_as_text(name: str) -> None:
    [path] = (path for path in (FIXTURES / name).glob("*.json") if not path.name.endswith(".expected.json"))
    text = path.read_text(encoding="utf-8")
    cut = text.rstrip()[:-20]
    items = list(FORMATS[name].read(cut, "in.json"))  # type: ignore[misc]
    assert isinstance(items[0], Record)
    problems = [item for item in items if isinstance(item, Problem)]
    assert [(problem.code, problem.text) for problem in problems] == [("E104", problems[0].text)]
    assert cut.endswith(problems[0].text)
    assert problems[0].place.line > 1


@pytest.mark.parametrize("name", READ_ONLY_JSON)
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    ),
    key=st.sampled_from(
        "title author issued type DOI titles creators types dates publisher relatedItems biblio ids authorships event"
        " primary_location license contributors subjects abstract_inverted_index institution container".split()
    ),
)
@settings(max_examples=40, deadline=None)
def test_any_value_under_any_key_is_read_or_told(name: str, value: object, key: str) -> None:
    text = json.dumps({"DOI": "10.1/x", "doi": "10.1/x", "id": "https://openalex.org/W1", key: value})
    assert FORMATS[name].read
    for item in FORMATS[name].read(text, ""):  # type: ignore[misc]
        assert isinstance(item, Record) or item.code == "E104"


def losses(record: Record, name: str) -> list[Loss]:
    return list(dumps([record], name).losses)


ARTICLE = Record(
    id="noe2019",
    type="article-journal",
    names={"author": (Name("Le Noë", "Julia"), Name(literal="World Bank")), "editor": (Name("Roe", "A."),)},
    dates={"issued": Date((2019, 4))},
    fields={
        "title": "CO<sub>2</sub> & soils",
        "container-title": "Geoderma",
        "volume": "3",
        "issue": "2",
        "page": "1-9",
        "DOI": "10.1000/182",
        "URL": "https://example.org/a",
        "abstract": "Soils.",
        "keyword": "soil; carbon",
        "language": "en-US",
    },
)


@pytest.mark.parametrize("name", ["endnotexml", "mods", "marcxml", "marc"])
def test_an_article_goes_through_without_a_loss(name: str) -> None:
    assert losses(ARTICLE, name) == []


@pytest.mark.parametrize(("name", "lost"), [("dc", {"editor", "contributor"}), ("wordxml", set())])
def test_what_a_small_format_lacks_is_named(name: str, lost: set[str]) -> None:
    assert {loss.field for loss in losses(ARTICLE, name)} == lost


@pytest.mark.parametrize("name", ["endnotexml", "mods", "wordxml", "dc"])
def test_a_list_known_to_be_cut_stays_so(name: str) -> None:
    record = Record(id="a", type="book", names={"author": (Name("Lal", "R."),)}, fields={"title": "Soils"})
    record = record.replace(truncated=("author",))
    [again] = loads(dumps([record], name).text, name)
    assert again.truncated == ("author",)
    assert again.names == record.names


def test_the_names_of_reference_types_count_more_than_their_numbers() -> None:
    text = '<xml><records><record><ref-type name="{}">{}</ref-type></record></records></xml>'
    types = [
        ("Book", 17, "book"),
        ("", 17, "article-journal"),
        ("book section", 99, "chapter"),
        ("X", 99, "document"),
    ]
    for name, number, csl_type in types:
        assert loads(text.format(name, number), "endnotexml").records[0].type == csl_type


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("<Year>2004</Year><Month>Aug</Month>", Date((2004, 8))),
        ("<Year>2004</Year><Season>Winter</Season>", Date((2004,), season=4)),
        ("<MedlineDate>1998 Sep-Oct</MedlineDate>", Date((1998, 9), (1998, 10))),
        ("<Year>2004</Year><Month>13</Month>", None),
    ],
)
def test_dates_of_pubmed(parts: str, expected: Date | None) -> None:
    text = (
        "<PubmedArticle><MedlineCitation><Article><Journal><JournalIssue><PubDate>"
        f"{parts}</PubDate></JournalIssue></Journal></Article></MedlineCitation></PubmedArticle>"
    )
    [record] = loads(text, "pubmedxml")
    date = record.dates["issued"]
    if expected is None:
        assert (date.start, date.literal) == ((), "2004 13")
    else:
        assert (date.start, date.end, date.season) == (expected.start, expected.end, expected.season)


@pytest.mark.parametrize(("pages", "variable"), [("281", "number-of-pages"), ("162-168", "page")])
def test_pages_of_a_book_in_endnote_xml_are_its_extent_or_those_it_stands_on(
    pages: str, variable: str
) -> None:
    record = Record(id="a", type="book", fields={"title": "Soils", variable: pages})
    writing = dumps([record], "endnotexml")
    assert not writing.losses
    assert loads(writing.text, "endnotexml").records[0].fields[variable] == pages


MODS = '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Soils</title></titleInfo>{}</mods>'


@pytest.mark.parametrize("years", ["1684-1754", "1950-", "b. 1950", "ca. 1500-1560?"])
def test_the_years_of_a_life_are_no_part_of_a_name_in_mods_and_come_back(years: str) -> None:
    text = MODS.format(f"<name><namePart>Holberg, Ludvig, {years}</namePart></name>")
    [record] = loads(text, "mods").records
    assert record.authors == (Name("Holberg", "Ludvig"),)
    assert years in dumps([record], "mods").text


def test_the_place_of_the_original_counts_where_the_copy_has_none_in_mods() -> None:
    place = "<location><physicalLocation>Archive, box 3</physicalLocation></location>"
    [record] = loads(MODS.format(f'<relatedItem type="original">{place}</relatedItem>'), "mods").records
    assert record.fields["archive_location"] == "Archive, box 3"


@pytest.mark.parametrize(("container", "csl_type"), [({}, "article"), ({"title": "Data"}, "article-journal")])
def test_a_data_paper_stands_in_a_journal_or_by_itself(container: dict[str, str], csl_type: str) -> None:
    item = {
        "doi": "10.1000/x",
        "titles": [{"title": "Soils"}],
        "types": {"resourceTypeGeneral": "DataPaper"},
        "publicationYear": 2020,
        "container": container,
    }
    assert loads(json.dumps(item), "datacite").records[0].type == csl_type


@pytest.mark.parametrize(
    ("attributes", "date"),
    [
        ('start_year="2010" start_month="5" start_day="1" end_year="2010" end_month="05" end_day="3"',
         Date((2010, 5, 1), (2010, 5, 3))),
        ('start_year="2010" start_month="05"', Date((2010, 5))),
        ('start_year="2010" start_month="13"', None),
        ('start_day="3"', None),
    ],
)  # fmt: skip
def test_the_days_of_a_conference_stand_in_attributes_of_unixref(attributes: str, date: Date | None) -> None:
    event = f"<event_metadata><conference_name>C</conference_name><conference_date {attributes}/></event_metadata>"
    paper = "<conference_paper><titles><title>Soils</title></titles></conference_paper>"
    text = f"<crossref><conference>{event}{paper}</conference></crossref>"
    [record] = loads(text, "unixref").records
    found = record.dates.get("event-date")
    assert (found and Date(found.start, found.end)) == date


MONOGRAPH = """<relatedItem type="host"><titleInfo><title>B</title></titleInfo>
<originInfo><issuance>monographic</issuance></originInfo></relatedItem>"""


@pytest.mark.parametrize(
    ("inner", "csl_type"),
    [
        ("<typeOfResource>still image</typeOfResource><genre>article</genre>", "article-journal"),
        ("<typeOfResource>still image</typeOfResource>", "graphic"),
        (f"<genre>Article</genre>{MONOGRAPH}", "chapter"),
    ],
)
def test_an_article_is_one_whatever_its_resource_is_in_mods(inner: str, csl_type: str) -> None:
    assert loads(MODS.format(inner), "mods").records[0].type == csl_type


def test_general_notes_of_pubmed_are_notes() -> None:
    notes = "<GeneralNote>A</GeneralNote><GeneralNote>B</GeneralNote>"
    text = f"<PubmedArticle><MedlineCitation>{notes}</MedlineCitation></PubmedArticle>"
    assert loads(text, "pubmedxml").records[0].fields["note"] == "A\nB"


def test_who_granted_the_degree_publishes_a_thesis_in_mods() -> None:
    grantor = "<name><namePart>Univ</namePart><role><roleTerm>degree grantor</roleTerm></role></name>"
    [thesis] = loads(MODS.format(f"<genre>theses</genre>{grantor}"), "mods").records
    assert (thesis.type, thesis.fields["publisher"], thesis.names) == ("thesis", "Univ", {})
    assert not losses(thesis, "mods")


def test_the_series_and_the_edition_of_a_host_are_the_chapters_in_mods() -> None:
    title = "<titleInfo><title>S</title><partNumber>4</partNumber></titleInfo>"
    series = f'<relatedItem type="series">{title}</relatedItem>'
    host = MONOGRAPH.replace("</issuance>", "</issuance><edition>2</edition>").replace(
        "</relatedItem>", f"{series}</relatedItem>"
    )
    [chapter] = loads(MODS.format(host), "mods").records
    assert chapter.type == "chapter"
    assert [chapter.fields[name] for name in ("edition", "collection-title", "collection-number")] == [
        "2",
        "S",
        "4",
    ]
    assert not losses(chapter, "mods")


def test_what_a_contributor_did_comes_back_in_mods() -> None:
    role = '<role><roleTerm type="text">thesis advisor</roleTerm></role>'
    [record] = loads(MODS.format(f"<name><namePart>Roe, Ann</namePart>{role}</name>"), "mods").records
    assert record.names == {"contributor": (Name("Roe", "Ann"),)}
    writing = dumps([record], "mods")
    assert not writing.losses
    assert writing.text.count("Roe, Ann") == writing.text.count("thesis advisor") == 1
