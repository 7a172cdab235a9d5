"""Wikipedia's citation templates: read from articles in several languages, written as Citation Style 1 has them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.tagged_checks import check_fixture, losses_of, records_of, write

from soilbib.errors import Problem
from soilbib.formats import sniff_format, wikipedia
from soilbib.formats.wikipedia_tables import (
    DATES,
    FIELDS,
    KINDS,
    NAMES,
    OF_TYPES,
    TEMPLATES,
    WRITTEN_TEMPLATES,
)
from soilbib.formats.wikitext import plain, read_template, wikitext
from soilbib.model import Date, Name, Record
from soilbib.model.variables import DATE_VARIABLES, ITEM_TYPES, NAME_VARIABLES, STANDARD_VARIABLES

ARTICLE = Path(__file__).parent.parent / "fixtures" / "wikipedia" / "article.wiki"


def one(template: str) -> Record:
    [record] = records_of(wikipedia.WIKIPEDIA, template)
    return record


def test_an_article_is_known_and_its_references_read_as_their_twin_says() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    assert sniff_format(text) is wikipedia.WIKIPEDIA
    assert sniff_format(text, "page.txt") is wikipedia.WIKIPEDIA
    check_fixture(wikipedia.WIKIPEDIA, ARTICLE)


def test_text_between_templates_and_a_template_without_end_are_named_with_their_lines() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    problems = [item for item in wikipedia.read(text, "x") if isinstance(item, Problem)]
    assert [(problem.code, problem.place.line, problem.text) for problem in problems] == [
        ("W205", 1, "'''Mud''' is wet."),
        ("W205", 1, "It dries."),
        ("W205", 1, "== Further reading =="),
        ("E102", 21, "{{cite journal |title=A broken one"),
    ]


def test_what_is_read_comes_back_but_for_the_templates_of_other_languages_and_links_in_names() -> None:
    records = records_of(wikipedia.WIKIPEDIA, ARTICLE.read_text(encoding="utf-8"))
    losses = {loss.field for loss in write(wikipedia.WIKIPEDIA, records)[1]}
    assert losses <= {"wikipedia.template", "wikipedia.vauthors", "number-of-pages", "id"}


def test_the_tables_hold_only_what_there_is() -> None:
    assert {*TEMPLATES.values(), *WRITTEN_TEMPLATES, *KINDS.values(), *(kind for kind, _ in OF_TYPES)} <= set(
        ITEM_TYPES
    )
    assert {name.lower() for name in WRITTEN_TEMPLATES.values()} <= set(TEMPLATES)
    assert {*FIELDS.values(), *OF_TYPES.values()} <= STANDARD_VARIABLES
    assert {variable for variable, _ in NAMES.values()} <= NAME_VARIABLES
    assert set(DATES.values()) <= DATE_VARIABLES


def test_a_record_is_a_template_in_a_reference() -> None:
    record = Record(
        id="roe2004",
        type="article-journal",
        names={"author": (Name("Roe", "Ann"), Name(literal="Mud Team"))},
        dates={"issued": Date((2004, 6))},
        fields={
            "title": "Mud | <i>Lumbricus</i>",
            "container-title": "Soil Letters",
            "page": "12-19",
            "PMCID": "PMC12",
        },
        truncated=("author",),
    )
    text, losses = write(wikipedia.WIKIPEDIA, [record])
    assert text == (
        '<ref name="roe2004">{{cite journal |last1=Roe |first1=Ann |author2=((Mud Team)) |display-authors=etal'
        " |title=Mud {{!}} ''Lumbricus'' |journal=Soil Letters |pages=12–19 |date=June 2004 |pmc=12}}</ref>\n"
    )
    assert not losses


@pytest.mark.parametrize(
    "csl_type", ["article", "dataset", "software", "post-weblog", "chapter", "map", "thesis"]
)
def test_types_without_a_template_of_their_own_are_said_by_its_type(csl_type: str) -> None:
    fields = {"title": "Mud", "container-title": "Moors"} if csl_type == "chapter" else {"title": "Mud"}
    assert not losses_of(wikipedia.WIKIPEDIA, Record(id="a", type=csl_type, fields=fields))


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ("last=Roe |first=Ann", [Name("Roe", "Ann")]),
        ("author=Ann Roe", [Name("Roe", "Ann")]),
        ("author=Roe, Ann", [Name("Roe", "Ann")]),
        ("author1-last=Roe |author1-first=Ann |last2=Doe", [Name("Roe", "Ann"), Name("Doe")]),
        ("author=[[Ann Roe|Roe, A.]]", [Name("Roe", "A.")]),
        ("vauthors=Roe A, Doe JB", [Name("Roe", "A."), Name("Doe", "J. B.")]),
        ("author1=A. B. Roe, Jr.", [Name("Roe", "A. B.", suffix="Jr.")]),
        ("author2=Eva Doe III", [Name("Doe", "Eva", suffix="III")]),
        ("vauthors=Roe A.B., Doe J.", [Name("Roe", "A.B."), Name("Doe", "J.")]),
        ("author=((Mud, Clay and Sand))", [Name(literal="Mud, Clay and Sand")]),
        ("Autor=Max Müller, Eva Muster", [Name("Müller", "Max"), Name("Muster", "Eva")]),
        ("last2=Doe |first2=Jane |last1=Roe |first1=Ann", [Name("Roe", "Ann"), Name("Doe", "Jane")]),
        ("last=Roe |first=A |coauthors=J. Doe and K. Poe", [Name("Roe", "A"), Name("Doe", "J."), Name("Poe", "K.")]),
        ("last=Roe |first=Ann, Jr.", [Name("Roe", "Ann", suffix="Jr.")]),
    ],
)  # fmt: skip
def test_names_are_read_in_all_the_ways_they_are_given(values: str, names: list[Name]) -> None:
    assert list(one(f"{{{{cite book |{values} |title=Mud}}}}").authors) == names


@pytest.mark.parametrize(
    ("template", "csl_type", "container"),
    [
        ("cite book |title=Moors |chapter=Mud", "chapter", "Moors"),
        ("citation |title=Mud |journal=Moors", "article-journal", "Moors"),
        ("citation |title=Mud |newspaper=Moors", "article-newspaper", "Moors"),
        ("citation |title=Mud |publisher=Press", "book", None),
        ("Literatur |Titel=Mud |Sammelwerk=Moors |Nummer=3", "article-journal", "Moors"),
        ("Literatur |Titel=Mud |Sammelwerk=Moors |Verlag=Press", "chapter", "Moors"),
        ("Cite_journal <!-- x --> |title=Mud |journal=Moors", "article-journal", "Moors"),
        ("cite web |title=Mud |website=Moors |type=Data set", "dataset", "Moors"),
        ("cite episode |title=Mud |series=Moors |number=3", "broadcast", "Moors"),
    ],
)
def test_the_type_is_that_of_template_and_parameters(
    template: str, csl_type: str, container: str | None
) -> None:
    record = one(f"{{{{{template}}}}}")
    assert (record.type, record.title, record.fields.get("container-title")) == (csl_type, "Mud", container)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("''Lumbricus'' '''sp.'''", "<i>Lumbricus</i> <b>sp.</b>"),
        ("[[Soil|mud]] and [[clay]]", "mud and clay"),
        ("[https://example.org Mud]", "Mud"),
        ("CO{{sub|2}} {{nowrap|a b}} {{lang|de|Moor}}", "CO<sub>2</sub> a b Moor"),
        ("a&nbsp;b &amp; c<!-- d -->", "a b & c"),
        ("{{unknown|x}}", "{{unknown|x}}"),
        ("<nowiki>[[a]]</nowiki> b", "a b"),
    ],
)
def test_links_markup_and_small_templates_are_resolved_and_unknown_ones_stay(text: str, value: str) -> None:
    assert plain(text).replace("\xa0", " ") == value


def test_links_are_kept_and_written_again() -> None:
    record = one("{{cite web |title=[[Mud]] |url=https://example.org |archive-url=https://example.net}}")
    assert record.title == "Mud"
    assert record.extra["wikipedia"] == {"title": "[[Mud]]", "archive-url": "https://example.net"}
    text = write(wikipedia.WIKIPEDIA, [record])[0]
    assert "|title=[[Mud]]" in text
    assert "|archive-url=https://example.net" in text
    changed = record.replace(fields={**record.fields, "title": "Clay"})
    assert "|title=Clay " in write(wikipedia.WIKIPEDIA, [changed])[0]


def test_a_template_in_a_template_and_links_with_bars_do_not_end_a_value() -> None:
    template = read_template("{{cite web|title=a {{x|y=1|z}} [[b|c]]|url=u}} rest", 0)
    assert template is not None
    assert template.values == {"title": "a {{x|y=1|z}} [[b|c]]", "url": "u"}
    assert read_template("{{cite web|title=a", 0) is None


def test_an_empty_template_is_a_problem() -> None:
    [problem] = list(wikipedia.read("{{cite web |title= |url=}}", "x"))
    assert isinstance(problem, Problem)
    assert problem.code == "E103"


@given(value=st.text(alphabet="ab |{}[]'<>&=i/\n", max_size=20))
@settings(max_examples=200, deadline=None)
def test_a_title_comes_back_or_is_named(value: str) -> None:
    record = Record(id="a", type="book", fields={"title": value})
    text, losses = write(wikipedia.WIKIPEDIA, [record])
    again = records_of(wikipedia.WIKIPEDIA, text)
    assert losses or [item.title for item in again] == [value]
    assert isinstance(wikitext(value), str)


def test_many_templates_without_end_cost_linear_time_and_each_keeps_its_text() -> None:
    text = "{{cite web |title=Mud " * 5_000
    found = list(wikipedia.read(text, "x"))
    assert [item.code for item in found if isinstance(item, Problem)] == ["E102"] * 5_000
    assert sum(len(item.text) + 1 for item in found if isinstance(item, Problem)) == len(text)
