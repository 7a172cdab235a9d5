"""House forms: learned from corrected examples, written as TOML, used to read other strings."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.errors import InputError, Problem
from soilbib.formats.listing import parse_page, parse_string
from soilbib.formats.listing.learned import (
    Example,
    House,
    dump_house,
    learn_house,
    load_house,
    read_examples,
    read_learned,
)
from soilbib.formats.listing.records import Parsed
from soilbib.model import Record, from_csl


class Work(NamedTuple):
    """What a string of these houses says."""

    title: str
    container: str
    year: int
    people: tuple[tuple[str, str], ...] = ()


WORKS = (
    Work("Humus under old hedges", "Acta Rustica", 2003, (("Jane", "Roe"), ("John", "Doe"))),
    Work("What the plough left", "Acta Rustica", 1998, (("Edna", "Poe"),)),
    Work("Clay and water", "Field Notes", 2011, (("Ada", "Low"), ("Jane", "Roe"))),
    Work("Roots: a measure", "Field Notes", 2015, (("John", "Doe"),)),
)
BARS = "{year} | {title} | {container} | {names}"


def record(work: Work) -> Record:
    return from_csl(
        {
            "type": "article-journal",
            "title": work.title,
            "container-title": work.container,
            "issued": {"date-parts": [[work.year]]},
            "author": [{"family": family, "given": given} for given, family in work.people],
        }
    )


def string(work: Work, form: str, joiner: str = ", ", name: str = "{given} {family}") -> str:
    names = joiner.join(name.format(given=given, family=family) for given, family in work.people)
    return form.format(title=work.title, container=work.container, year=work.year, names=names)


def house_of(form: str, joiner: str = ", ", name: str = "{given} {family}") -> House:
    return learn_house(Example(string(work, form, joiner, name), record(work)) for work in WORKS)


def test_the_pattern_is_what_stands_between_the_values() -> None:
    (form,) = house_of(BARS).form
    assert form.pattern == "{issued} | {title} | {container-title} | {author}"
    assert (form.examples, form.type) == (4, "article-journal")


def test_another_string_of_the_house_is_read_by_its_form() -> None:
    house = house_of(BARS)
    text = "2020 | Slow soils | Field Notes | Mary Moe & Jane Roe"
    parsed = parse_string(text, house=house)
    assert parsed.form == "learned"
    assert parsed.confidence >= 0.9
    assert parsed.record.title == "Slow soils"
    assert parsed.record.fields["container-title"] == "Field Notes"
    assert [name.family for name in parsed.record.authors] == ["Moe", "Roe"]


def test_family_names_in_front_and_unknown_separators_are_learned() -> None:
    house = house_of("{names} = {title} = {container} = {year}", " + ", "{family} {given}")
    assert house.names.order == "family given"
    assert house.names.separators == (" + ",)
    parsed = parse_string("Moe Mary + Roe Jane = Slow soils = Field Notes = 2020", house=house)
    assert [(name.family, name.given) for name in parsed.record.authors] == [("Moe", "Mary"), ("Roe", "Jane")]


def test_lists_tell_a_periodical_from_an_organisation() -> None:
    form = "“{title}” – {year} – {names}"
    titled = {"type": "report", "title": "Acts", "author": [{"literal": "Hedgerow"}]}
    examples = [Example(string(work, form), record(work)) for work in WORKS]
    examples.append(Example("“Acts” – 2001 – Hedgerow", from_csl(titled)))
    house = learn_house(examples)
    assert house.organisations == ("Hedgerow",)
    assert house.periodicals == {"Acta Rustica": "article-journal", "Field Notes": "article-journal"}
    parsed = parse_string("“Slow soils” – 2020 – Field Notes", house=house)
    assert parsed.record.fields["container-title"] == "Field Notes"
    assert not parsed.record.authors


def test_a_string_of_no_form_is_read_by_the_built_in_grammar() -> None:
    text = "Roe, J. (2004). Slow soils. Field Notes, 3(1), 5–9."
    assert parse_string(text, house=house_of(BARS)).record == parse_string(text).record


def test_lines_that_only_the_house_knows_are_entries_of_a_page() -> None:
    page = "\n".join(string(work, "{year} :: {title} :: {container} :: {names}") for work in WORKS)
    house = house_of("{year} :: {title} :: {container} :: {names}")
    found = [item for item in parse_page(page, house=house) if isinstance(item, Parsed)]
    assert [item.record.title for item in found] == [work.title for work in WORKS]


def test_quotes_dashes_and_a_final_stop_may_differ_from_the_examples() -> None:
    house = house_of("“{title}” – {container} – {year} – {names}.")
    parsed = parse_string("«Slow soils» — Field Notes - 2020 — Mary Moe", house=house)
    assert parsed.form == "learned"
    assert parsed.record.title == "Slow soils"


def test_a_house_is_the_same_after_writing_and_reading() -> None:
    for house in (House(), house_of(BARS), house_of("{names} = {title} = {year}", " + ", "{family} {given}")):
        assert load_house(dump_house(house)) == house


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("form = 3", "form"),
        ('[[form]]\npattern = "no slot"', "no variable"),
        ('[[form]]\npattern = "{title} {titel}"', "titel"),
        ('[[form]]\npattern = "{title}{author}"', "nothing between"),
        ('[[form]]\npattern = "{title"', "pattern"),
        ("periodicals = [", "house.toml"),
        ("colour = 'red'", "colour"),
    ],
)
def test_a_broken_house_form_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(InputError, match=r"house\.toml: not a house form") as caught:
        load_house(text, "house.toml")
    assert why in str(caught.value)


@pytest.mark.parametrize(
    "line", ["[]", "{", '{"text": "A – 2000"}', '{"record": {"title": "A"}}', "3", "null", "[" * 99_999]
)
def test_a_line_that_is_no_example_is_a_problem_with_its_text(line: str) -> None:
    (problem,) = read_examples(f"\n{line}\n", "corrected.jsonl")
    assert isinstance(problem, Problem)
    assert (problem.place.line, problem.text) == (2, line)


def test_a_value_that_is_not_in_its_string_has_no_slot() -> None:
    (form,) = learn_house([Example("“Slow soils” – 2020", record(Work("Slow soils", "Unseen", 2020)))]).form
    assert form.pattern == "“{title}” – {issued}"


def test_time_stays_bounded_where_a_mark_comes_again_and_again() -> None:
    assert read_learned("2001 | " * 400, house_of(BARS)) is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab A12|“”–-{}.,&\n", max_size=60), st.text(max_size=30))
def test_no_string_and_no_title_break_learning_or_reading(text: str, title: str) -> None:
    item = from_csl({"title": title or "x", "issued": {"date-parts": [[2001]]}})
    house = learn_house([Example(text, item)])
    assert load_house(dump_house(house)) == house
    parse_string(text, house=house)


INITIALS = (
    Work("Humus under old hedges", "Acta Rustica", 2003, (("S.", "Vries"), ("R.", "Benali"), ("A.", "Lund"))),
    Work("What the plough left", "Acta Rustica", 1998, (("E.", "Poe"),)),
    Work("Clay and water", "Field Notes", 2011, (("A.", "Low"), ("R.", "Roe"))),
)


@pytest.mark.parametrize(
    ("form", "joiner", "name"),
    [
        ("[{year}] {names} :: {title} // {container}", " + ", "{family} {given}"),
        ("{container} > {title} ({names}, {year})", " / ", "{given} {family}"),
        ("{title} | {names} | {container} | {year}", "; ", "{given} {family}"),
    ],
)
def test_each_line_of_a_page_is_read_by_the_form_of_its_house(form: str, joiner: str, name: str) -> None:
    house = learn_house(Example(string(work, form, joiner, name), record(work)) for work in INITIALS)
    page = "\n\n".join(string(work, form, joiner, name) for work in INITIALS)
    read = [item for item in parse_page(page, house=house) if isinstance(item, Parsed)]
    assert [
        (item.record.title, [(person.given, person.family) for person in item.record.authors])
        for item in read
    ] == [(work.title, list(work.people)) for work in INITIALS]
    assert house.names.separators in ((), (joiner,))


def test_an_example_without_a_record_is_named_as_such() -> None:
    (problem,) = read_examples('{"text": "“Clay” – 2011 – A. Low"}', "corrected.jsonl")
    assert isinstance(problem, Problem)
    assert 'no "record"' in problem.message
