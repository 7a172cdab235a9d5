"""CodeMeta and schema.org's JSON-LD: what is read, and what comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.errors import Problem
from soilbib.formats import dumps, loads, sniff_format
from soilbib.formats.codemeta import CODEMETA_JSON, read_item
from soilbib.formats.codemeta_tables import FIELDS, HOSTS, PEOPLE, TYPES, TYPES_IN, WRITTEN_TYPES
from soilbib.model import Date, Name, Record, Source, to_csl
from soilbib.model.variables import ITEM_TYPES, NAME_VARIABLES, STANDARD_VARIABLES

FOLDER = Path(__file__).parent.parent / "fixtures" / "codemeta"
CASES = [(FOLDER / "codemeta.json", 1), (FOLDER / "works.jsonld", 5)]


def plain(record: Record) -> dict[str, Any]:
    item: dict[str, Any] = json.loads(json.dumps(to_csl(record)))
    return item


def one(**node: Any) -> Record:
    [record] = loads(json.dumps({"@context": "https://schema.org", **node}), "codemeta").records
    return record


@pytest.mark.parametrize(("path", "count"), CASES, ids=lambda case: getattr(case, "stem", ""))
def test_fixtures_are_known_read_as_expected_and_come_back_whole(path: Path, count: int) -> None:
    text = path.read_text(encoding="utf-8")
    assert sniff_format(text, path.name) is CODEMETA_JSON
    assert CODEMETA_JSON.read
    records = [item for item in CODEMETA_JSON.read(text, "") if isinstance(item, Record)]
    expected = path.with_name(f"{path.stem}.expected.json")
    assert [plain(record) for record in records] == json.loads(expected.read_text(encoding="utf-8"))
    assert len(records) == count
    writing = dumps(records, "codemeta")
    assert not [str(loss) for loss in writing.losses]
    again = loads(writing.text, "codemeta").records
    assert [plain(record) for record in again] == [
        plain(record) for record in loads(text, "codemeta").records
    ]


def test_a_node_that_is_no_work_is_named_with_its_text() -> None:
    [problem] = [
        item for item in loads(CASES[1][0].read_text(encoding="utf-8"), "codemeta").problems if item.text
    ]
    assert isinstance(problem, Problem)
    assert (problem.code, "BreadcrumbList" in problem.text, problem.place.line) == ("E104", True, 70)


def test_the_tables_hold_only_what_there_is() -> None:
    types = {*TYPES.values(), *WRITTEN_TYPES, *HOSTS, *TYPES_IN.values(), *(kind for kind, _ in TYPES_IN)}
    assert types <= set(ITEM_TYPES)
    assert set(WRITTEN_TYPES.values()) <= set(TYPES)
    assert set(FIELDS.values()) <= STANDARD_VARIABLES
    assert set(PEOPLE.values()) <= NAME_VARIABLES


def test_software_alone_is_written_as_codemeta_has_it_and_several_works_as_a_graph() -> None:
    fields = {"title": "Model", "abstract": "Of mud.", "DOI": "10.1000/m"}
    record = Record(id="m", type="software", names={"author": (Name("Roe", "Ann"),)}, fields=fields)
    node = json.loads(dumps([record], "codemeta").text)
    assert node["@context"] == "https://doi.org/10.5063/schema/codemeta-2.0"
    assert node["description"] == "Of mud."
    assert node["identifier"] == "https://doi.org/10.1000/m"
    assert node["author"] == [{"@type": "Person", "givenName": "Ann", "familyName": "Roe"}]
    graph = json.loads(dumps([record, record.replace(id="n"), record.replace(id="o")], "codemeta").text)
    assert [node["@id"] for node in graph["@graph"]] == ["#m", "#n", "#o"]


@pytest.mark.parametrize(
    ("node", "csl_type"),
    [
        ({"@type": "ScholarlyArticle", "publisher": {"name": "Zenodo"}}, "article"),
        ({"@type": "ScholarlyArticle", "isPartOf": {"@type": "Book", "name": "Proceedings"}}, "paper-conference"),
        ({"@type": "Article", "isPartOf": {"@type": "Blog", "name": "Mud"}}, "post-weblog"),
        ({"@type": "http://schema.org/Thesis"}, "thesis"),
        ({"@type": ["Product", "Book"]}, "book"),
        ({"codeRepository": "https://example.org/x"}, "software"),
    ],
)  # fmt: skip
def test_the_type_is_that_of_the_work_where_it_stands(node: dict[str, Any], csl_type: str) -> None:
    assert one(name="Soils", **node).type == csl_type


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("Roe, Ann", Name("Roe", "Ann")),
        ("Ann Roe", Name("Roe", "Ann")),
        ({"@type": "Person", "name": "Ann Roe"}, Name("Roe", "Ann")),
        ({"@type": "Organization", "name": "Roe, Doe and Sons"}, Name(literal="Roe, Doe and Sons")),
        ({"@type": "Person", "givenName": ["Ann", "B."], "familyName": "Roe"}, Name("Roe", "Ann B.")),
    ],
)
def test_persons_and_bodies_are_told_apart(person: Any, name: Name) -> None:
    assert one(**{"@type": "Book"}, name="Soils", author=person).authors == (name,)


def test_the_date_of_publication_counts_before_others_which_are_kept() -> None:
    record = one(name="Soils", dateModified="2020-02-03", dateCreated="2019", **{"@type": "Book"})
    assert record.dates["issued"].start == (2019,)
    assert record.extra["codemeta"] == {"dateCreated": "2019", "dateModified": "2020-02-03"}


def test_what_two_properties_say_of_one_variable_is_kept() -> None:
    record = one(name="Soils", headline="Soil!", url="https://a.example", codeRepository="https://b.example")
    assert (record.title, record.fields["URL"]) == ("Soils", "https://a.example")
    assert record.extra["codemeta"]["headline"] == "Soil!"
    assert record.extra["codemeta"]["codeRepository"] == "https://b.example"


def test_kept_properties_are_left_out_where_the_record_was_changed() -> None:
    node = {"@type": "Person", "name": "Ann Roe", "email": "ann@example.org"}
    record = one(name="Soils", author=[node], **{"@type": "Book"})
    assert json.loads(dumps([record], "codemeta").text)["author"] == [node]
    changed = record.replace(names={"author": (Name("Doe", "Jane"),)})
    writing = dumps([changed], "codemeta")
    assert json.loads(writing.text)["author"] == [
        {"@type": "Person", "givenName": "Jane", "familyName": "Doe"}
    ]
    assert "codemeta.author" in {loss.field for loss in writing.losses}


def test_a_range_of_dates_comes_back() -> None:
    record = Record(id="a", type="book", fields={"title": "Soils"}, dates={"issued": Date((2001,), (2003,))})
    assert not dumps([record], "codemeta").losses


KEYS = st.sampled_from(
    [*FIELDS, *PEOPLE, "@type", "@id", "identifier", "isPartOf", "publisher", "keywords", "datePublished"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


@given(node=st.dictionaries(KEYS, VALUES, max_size=5))
@settings(max_examples=150, deadline=None)
def test_no_value_makes_the_reader_raise(node: dict[str, Any]) -> None:
    record = read_item({"@type": "Book", **node}, Source())
    assert record is None or isinstance(record, Record)
