"""CSL-YAML: pandoc's short forms, broken and hostile files, and what is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.tagged_checks import as_items, check_fixture, records_of, round_trip, write

from soilbib.errors import Problem
from soilbib.formats import csl_yaml, dumps, loads, sniff_format
from soilbib.formats.pandoc_markup import from_markdown, guarded
from soilbib.formats.yaml_data import BrokenYamlError, compose, dump, value_of
from soilbib.model import Record

FIXTURE = Path(__file__).parent.parent / "fixtures" / "cslyaml" / "pandoc.yaml"


def value(text: str) -> Any:
    return value_of(compose(text))


def test_pandoc_s_header_is_read_as_its_twin_says() -> None:
    check_fixture(csl_yaml.CSL_YAML, FIXTURE)


def test_pandoc_s_header_is_known_and_comes_back_whole() -> None:
    text = FIXTURE.read_text(encoding="utf-8")
    assert sniff_format(text) is csl_yaml.CSL_YAML
    round_trip(csl_yaml.CSL_YAML, text)


def test_what_else_the_header_has_is_told() -> None:
    problems = [
        item for item in csl_yaml.read(FIXTURE.read_text(encoding="utf-8"), "") if isinstance(item, Problem)
    ]
    assert [(problem.code, problem.text) for problem in problems] == [("W205", "title, nocite")]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("1.10", "1.10"),
        ("1.5", 1.5),
        ("no", "no"),
        ("2004-06-15", "2004-06-15"),
        ("012", "012"),
        ("12", 12),
        ("'12'", "12"),
        ("!!str 12", "12"),
        ("12:30", "12:30"),
        ("true", True),
        ("~", None),
        ("!!python/object:os.system x", "x"),
    ],
)
def test_text_that_only_looks_like_something_else_stays_text(written: str, plain: object) -> None:
    assert value(f"a: {written}") == {"a": plain}


@pytest.mark.parametrize(
    "plain", ["no", "1.5", "12", "2004-06-15", "~", "", "a: b", "- x", "x\ny", "é\u2028", 1.5, [None]]
)
def test_what_is_written_is_read_back_as_it_was(plain: object) -> None:
    assert value(dump({"a": plain})) == {"a": plain}


def test_a_key_given_twice_loses_nothing() -> None:
    assert value("a: 1\na: 2\na: 3") == {"a": 1, "a (2)": 2, "a (3)": 3}


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(8)
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LAUGHS, "too large"),
        ("&a [*a]", "what it stands in"),
        ("[" * 100_000, "nested deeper"),
        ("- " * 100_000, "nested deeper"),
        ("a: [\n" * 5_000, "nested deeper"),
        ("\n".join(" " * depth + "a:" for depth in range(1_000)), "nested deeper"),
        ("{a: " * 100_000, "nested deeper"),
        ("a: *b", "undefined alias"),
        ("a: [", "did not find"),
    ],
)
def test_hostile_and_broken_files_end_in_a_message(text: str, message: str) -> None:
    with pytest.raises(BrokenYamlError, match=message):
        compose(text)
    assert all(isinstance(item, Problem) for item in csl_yaml.read(text, ""))


def test_an_alias_is_what_it_stands_for() -> None:
    text = "references:\n- id: a\n  author: &lal [{family: Lal}]\n- id: b\n  author: *lal\n"
    first, second = records_of(csl_yaml.CSL_YAML, text)
    assert first.authors == second.authors != ()


def test_items_around_a_broken_one_are_read() -> None:
    text = "references:\n- id: a\n  title: One\n- id: b\n  title: 'Two\n- id: c\n  title: Three\n"
    items = list(csl_yaml.read(text, "in.yaml"))
    problems = [item for item in items if isinstance(item, Problem)]
    records = [item for item in items if isinstance(item, Record)]
    assert [record.id for record in records] == ["a", "c"]
    assert [record.source.line for record in records] == [2, 6]
    assert [(problem.code, "Two" in problem.text) for problem in problems] == [("E104", True)]


def test_an_item_that_is_none_is_a_problem_with_its_text() -> None:
    [problem] = csl_yaml.read("references:\n- just a text\n", "in.yaml")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.place.line, problem.text) == ("E104", 2, "just a text\n")


def test_no_records_are_an_empty_list() -> None:
    assert write(csl_yaml.CSL_YAML, []) == ("---\nreferences: []\n...\n", [])


def test_lists_single_items_and_plain_lists_are_read() -> None:
    expected = as_items(csl_yaml.CSL_YAML, "references:\n- id: a\n  type: book\n")
    assert as_items(csl_yaml.CSL_YAML, "- id: a\n  type: book\n") == expected
    assert as_items(csl_yaml.CSL_YAML, "id: a\ntype: book\n") == expected


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Soil *carbon* in CO~2~", "Soil <i>carbon</i> in CO<sub>2</sub>"),
        ("_E. coli_ and **all** m^-2^", "<i>E. coli</i> and <b>all</b> m<sup>-2</sup>"),
        ("The [NASA]{.nocase}", 'The <span class="nocase">NASA</span>'),
        ("[Fao]{.smallcaps}", '<span style="font-variant:small-caps;">Fao</span>'),
        (r"A\* search \[sic\] snake\_case", "A* search [sic] snake_case"),
        ("A* search, 2 * 3 * 4, snake_case_name, ~5, a^b [x]", "A* search, 2 * 3 * 4, snake_case_name, ~5, a^b [x]"),
    ],
)  # fmt: skip
def test_markdown_is_read_as_pandoc_reads_it(written: str, value: str) -> None:
    assert from_markdown(written) == value


@given(st.text(alphabet="ab *_~^[]{}.\\<>i/", max_size=25))
def test_what_would_be_taken_for_markdown_is_escaped(value: str) -> None:
    assert from_markdown(guarded(value)) == value
    record = Record(id="a", type="book", fields={"title": value.strip()} if value.strip() else {})
    assert loads(dumps([record], "cslyaml").text, "cslyaml").records[0].fields == record.fields
