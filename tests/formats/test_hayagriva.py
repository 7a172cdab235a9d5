"""Hayagriva: entries, parents, what is kept and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats.tagged_checks import check_fixture, losses_of, records_of, round_trip, write

from soilbib.errors import Problem
from soilbib.formats import hayagriva, sniff_format
from soilbib.formats.hayagriva_tables import ENTRY_TYPES, READ_TYPES, WRITTEN_TYPES
from soilbib.model import Date, Name, Record
from soilbib.model.variables import ITEM_TYPES, STANDARD_VARIABLES

FIXTURE = Path(__file__).parent.parent / "fixtures" / "hayagriva" / "soils.yml"


def one(text: str) -> Record:
    [record] = records_of(hayagriva.HAYAGRIVA, text)
    return record


def test_a_library_is_read_as_its_twin_says() -> None:
    check_fixture(hayagriva.HAYAGRIVA, FIXTURE)


def test_a_library_is_known_and_comes_back_whole() -> None:
    text = FIXTURE.read_text(encoding="utf-8")
    assert sniff_format(text) is hayagriva.HAYAGRIVA
    round_trip(hayagriva.HAYAGRIVA, text)


def test_the_tables_hold_only_what_there_is() -> None:
    assert {kind for kind, _ in READ_TYPES} == ENTRY_TYPES
    assert set(READ_TYPES.values()) | set(WRITTEN_TYPES) <= set(ITEM_TYPES)
    assert all(
        kind in ENTRY_TYPES and parent in {*ENTRY_TYPES, ""} for kind, parent in WRITTEN_TYPES.values()
    )
    assert {"publisher", "page"} <= STANDARD_VARIABLES


@pytest.mark.parametrize(
    ("parent", "csl_type"),
    [
        ("Periodical", "article-journal"),
        ("Newspaper", "article-newspaper"),
        ("Blog", "post-weblog"),
        ("Proceedings", "paper-conference"),
        ("Conference", "paper-conference"),
        ("Repository", "article"),
    ],
)
def test_an_article_is_what_its_parent_makes_it(parent: str, csl_type: str) -> None:
    record = one(f"a:\n  type: Article\n  title: Soils\n  parent:\n    type: {parent}\n    title: Whole\n")
    assert record.type == csl_type
    assert ("event-title" if parent == "Conference" else "container-title") in record.fields


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("'Lal, R.'", Name("Lal", "R.")),
        ("World Bank", Name(literal="World Bank")),
        ("{name: Doe, given-name: Jane, prefix: van, suffix: Jr.}", Name("Doe", "Jane", "", "van", "Jr.")),
        ("{name: 'Soil, Air and Water'}", Name(literal="Soil, Air and Water")),
    ],
)
def test_names_are_read_and_come_back(written: str, name: Name) -> None:
    record = one(f"a:\n  type: Book\n  title: Soils\n  author: {written}\n")
    assert record.authors == (name,)
    assert not losses_of(hayagriva.HAYAGRIVA, record)


def test_braces_keep_capitals_and_are_escaped_in_text() -> None:
    assert one('a:\n  type: Book\n  title: "The {FAO}"\n').title == 'The <span class="nocase">FAO</span>'
    record = Record(id="a", type="book", fields={"title": "Sets {a} and \\b"})
    assert not losses_of(hayagriva.HAYAGRIVA, record)


def test_what_the_model_lacks_is_kept_until_it_says_something_else() -> None:
    record = one("a:\n  type: Book\n  title:\n    value: Sols\n    translation: Soils\n  worms: 2\n")
    assert record.extra["hayagriva"] == {"title": {"value": "Sols", "translation": "Soils"}, "worms": 2}
    assert "translation: Soils" in write(hayagriva.HAYAGRIVA, [record])[0]
    changed = record.replace(fields={"title": "Humus"})
    text, losses = write(hayagriva.HAYAGRIVA, [changed])
    assert "translation" not in text
    assert {loss.field for loss in losses} == {"hayagriva.title"}


def test_a_range_of_dates_is_a_loss() -> None:
    record = Record(id="a", type="book", fields={"title": "S"}, dates={"issued": Date((2001,), (2002,))})
    assert losses_of(hayagriva.HAYAGRIVA, record) == {"issued"}


def test_entries_around_a_broken_one_are_read() -> None:
    text = "a:\n  type: Book\n  title: One\nb:\n  title: 'Two\nc:\n  type: Book\n  title: Three\n"
    items = list(hayagriva.read(text, "in.yml"))
    assert [item.title for item in items if isinstance(item, Record)] == ["One", "Three"]
    assert [(item.code, item.place.line > 3) for item in items if isinstance(item, Problem)] == [
        ("E104", True)
    ]


@pytest.mark.parametrize("text", ["- a\n- b\n", "just text", "a: 1\n"])
def test_what_is_no_library_is_a_problem_with_its_text(text: str) -> None:
    [problem] = hayagriva.read(text, "in.yml")
    assert isinstance(problem, Problem)
    assert problem.code == "E104"
    assert problem.text


def test_hayagriva_s_own_example_comes_back(shared: Path) -> None:
    text = (shared / "data/import/hayagriva/tests/data/basic.yml").read_text(encoding="utf-8")
    assert sniff_format(text) is hayagriva.HAYAGRIVA
    assert len(records_of(hayagriva.HAYAGRIVA, text)) == 38
    round_trip(hayagriva.HAYAGRIVA, text)


def test_the_parent_of_a_container_is_its_series_or_conference() -> None:
    series = "{type: book, title: Series, volume: 17}"
    chapter = one(f"a: {{type: chapter, title: C, parent: {{type: anthology, title: B, parent: {series}}}}}")
    wanted = {"title": "C", "container-title": "B", "collection-title": "Series", "collection-number": "17"}
    assert chapter.fields == wanted
    event = "{type: conference, title: Soil Days, location: Rome, date: 2010-06}"
    paper = one(f"a: {{type: article, title: C, parent: {{type: proceedings, title: P, parent: {event}}}}}")
    assert (paper.fields["event-title"], paper.dates["event-date"].start) == ("Soil Days", (2010, 6))
    for record in (chapter, paper):
        assert not losses_of(hayagriva.HAYAGRIVA, record)


@pytest.mark.parametrize(("kind", "publisher"), [("thesis", "Univ"), ("report", "Univ"), ("video", None)])
def test_the_organisation_publishes_what_is_made_there(kind: str, publisher: str | None) -> None:
    assert one(f"a: {{type: {kind}, title: T, organization: Univ}}").fields.get("publisher") == publisher
