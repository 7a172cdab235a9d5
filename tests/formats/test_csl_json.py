"""CSL-JSON: what is read, recovered and written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from soilbib.errors import Problem
from soilbib.formats import csl_json
from soilbib.model import Name, Record

FIXTURES = Path(__file__).parent.parent / "fixtures" / "csljson"


def read(text: str) -> tuple[list[Record], list[Problem]]:
    items = list(csl_json.read(text, "in.json"))
    return (
        [item for item in items if isinstance(item, Record)],
        [item for item in items if isinstance(item, Problem)],
    )


def write(records: list[Record]) -> str:
    return "".join(str(piece) for piece in csl_json.write(records))


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "a"}, {"id": "b"}]',
        '\ufeff[{"id": "a"}, {"id": "b"}]',
        '{"items": [{"id": "a"}, {"id": "b"}]}',
        '{"references": [{"id": "a"}, {"id": "b"}]}',
        '{"id": "a"}\n{"id": "b"}',
        '[{"id": "a"}, {"id": "b"}] ',
    ],
)
def test_items_are_found_in_every_kind_of_container(text: str) -> None:
    records, problems = read(text)
    assert [record.id for record in records] == ["a", "b"]
    assert not problems


def test_a_single_item_is_a_file_of_one() -> None:
    records, problems = read('\n{"id": "a", "title": "Humus"}')
    assert [(record.id, record.title, record.source.line) for record in records] == [("a", "Humus", 2)]
    assert not problems


def test_what_a_container_holds_beside_its_items_is_reported() -> None:
    _, problems = read('{"items": [], "config": {"id": 7}}')
    assert [(problem.code, problem.text) for problem in problems] == [("W205", '{"config": {"id": 7}}')]


def test_records_know_the_line_that_they_start_on() -> None:
    records, _ = read('[\n{"id": "a",\n "title": "x"},\n\n{"id": "b"},{"id": "c"}]')
    assert [record.source.line for record in records] == [2, 5, 5]


def test_whole_items_are_recovered_around_every_break() -> None:
    text = (FIXTURES / "broken.json").read_text(encoding="utf-8")
    records, problems = read(text)
    assert [record.id for record in records] == ["lal2004", "schmidt2011"]
    assert [(problem.code, problem.place.line) for problem in problems] == [
        ("E104", 9),
        ("E104", 14),
        ("E104", 24),
        ("W206", 25),
    ]
    assert problems[0].text == '"not an item"'
    assert "Factors of soil formation" in problems[1].text
    assert "The file ends he" in problems[2].text
    assert all(problem.place.column for problem in problems[1:])


def test_a_name_in_a_broken_item_is_not_taken_for_an_item() -> None:
    records, problems = read('[{"id": "a", "author": [{"family": "Lal"}], "title": }, {"id": "b"}]')
    assert [record.id for record in records] == ["b"]
    assert len(problems) == 1


@pytest.mark.parametrize("element", ["3", "null", "true", "[]", '"text"'])
def test_elements_that_are_no_objects_are_rejected_with_their_text(element: str) -> None:
    records, problems = read(f'[{element}, {{"id": "a"}}]')
    assert [record.id for record in records] == ["a"]
    assert [(problem.code, problem.severity, problem.text) for problem in problems] == [
        ("E104", "error", element)
    ]


@pytest.mark.parametrize(
    "text", ["", "prose", "[", "[[[[" * 50_000, '{"a":' * 50_000, '[{"id": NaN}]', "\ud800", "]"]
)
def test_what_is_no_json_never_raises(text: str) -> None:
    records, problems = read(text)
    assert not records
    assert problems or not text


def test_control_characters_and_half_surrogates_in_strings_cost_no_record() -> None:
    records, _ = read('[{"id": "a", "title": "tab\there"}, {"id": "b", "title": "half \\ud83d"}]')
    assert [record.title for record in records] == ["tab\there", "half \ufffd"]


def test_every_cut_of_a_file_keeps_the_whole_items_before_it() -> None:
    text = '[{"id": "a", "title": "x"},\n {"id": "b", "author": [{"family": "Lal"}]}]\n'
    for length in range(len(text)):
        records, _ = read(text[:length])
        whole = (length >= text.index("},\n") + 1) + (length >= text.rindex("}") + 1)
        assert len(records) == whole, text[:length]


def test_keys_are_written_in_a_fixed_order() -> None:
    item = {
        "custom": {"x": 1}, "volume": "3", "DOI": "10.1000/x", "container-title": "Geoderma",
        "issued": {"literal": "s.a."}, "author": [], "title": "T", "type": "book", "id": "a",
    }  # fmt: skip
    text = write(read(json.dumps([item]))[0])
    expected = ["id", "type", "title", "author", "issued", "container-title", "DOI", "volume", "custom"]
    assert list(json.loads(text)[0]) == expected
    assert text.startswith('[\n  {\n    "id": "a",\n')
    assert text.endswith("\n  }\n]\n")


def test_letters_are_written_as_themselves() -> None:
    assert "“Böden” – 土壤" in write([Record(id="a", fields={"title": "“Böden” – 土壤"})])


def test_no_records_are_an_empty_array() -> None:
    assert write([]) == "[]\n"
    assert read("[]\n") == ([], [])


@pytest.mark.parametrize("mark", ["et al.", "others", "Et al"])
def test_a_last_author_that_says_others_marks_a_cut_list(mark: str) -> None:
    text = json.dumps([{"id": "a", "type": "book", "author": [{"family": "Lal"}, {"literal": mark}]}])
    records, _ = read(text)
    assert records[0].authors == (Name(family="Lal"),)
    assert records[0].truncated == ("author",)
    assert json.loads(write(records)) == json.loads(text)


def test_a_cut_list_is_marked_in_custom() -> None:
    record = Record(id="a", names={"author": (Name(family="Lal"),)}, truncated=("author",))
    text = write([record])
    assert json.loads(text)[0]["custom"] == {"truncated": ["author"]}
    assert read(text)[0][0].truncated == ("author",)


def test_shared_references_are_written_back_equal(shared: Path) -> None:
    text = (shared / "data/csl-differential/references.json").read_text(encoding="utf-8")
    records, problems = read(text)
    assert len(records) == 500
    assert not problems
    assert json.loads(write(records)) == json.loads(text)
