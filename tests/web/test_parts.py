"""The parts behind the pages: addresses, charts, marks, forms, uploads, sessions."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from soilbib.model import Date, Name, Record
from soilbib.web import sessions
from soilbib.web.asked import SORTS, Asked, from_address, years_of
from soilbib.web.charts import MOST_BARS, WIDTH, row_chart, year_chart
from soilbib.web.citing import all_styles, suggest
from soilbib.web.editing import changed, rows, text_of
from soilbib.web.marking import differences, html, marked
from soilbib.web.reading import read_upload
from soilbib.web.settings import Settings
from tests.strategies import records

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12)
LISTS = st.lists(WORDS, max_size=3, unique=True).map(tuple)
ASKED = st.builds(
    Asked, q=WORDS | st.just(""), scope=st.sampled_from([("title",), ("content",), ("title", "content"), ()]),
    exact=st.booleans(), match=st.sampled_from(["anywhere", "full"]), logic=st.sampled_from(["and", "or-word"]),
    type=LISTS, not_type=LISTS, category=LISTS, not_category=LISTS, language=LISTS,
    year=st.sampled_from(["", "2015.."]),
    sort=st.sampled_from(["", *SORTS]), page=st.integers(1, 10**6), limit=st.integers(1, 200),
    ticks=st.sampled_from(["only", "without"]),
)  # fmt: skip


@given(ASKED)
@settings(max_examples=100, deadline=None)
def test_an_address_says_all_of_a_search(asked: Asked) -> None:
    assert from_address(QueryParams(asked.address().partition("?")[2])) == asked


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_whatever_an_address_says_is_understood_somehow(text: str) -> None:
    for name in ("q", "in", "page", "limit", "year", "sort", "ticks"):
        asked = from_address(QueryParams({name: text}))
        assert asked.page >= 1
        assert years_of(asked.year) is not None


@pytest.mark.parametrize(
    ("text", "years"),
    [("2010..2020", ((2010, 2020),)), ("2015..", ((2015, None),)), ("..1999", ((None, 1999),)),
     ("1850", ((1850, 1850),)), ("-50..100", ((-50, 100),)), ("..", ()), ("soon", ()), ("", ()), ("99999", ())],
)  # fmt: skip
def test_ranges_of_years(text: str, years: tuple[object, ...]) -> None:
    assert years_of(text) == years


@given(st.dictionaries(st.integers(-2000, 2100), st.integers(1, 10**6), max_size=300))
@settings(max_examples=100, deadline=None)
def test_a_chart_of_years_has_every_record_in_one_of_few_bars(counts: dict[int, int]) -> None:
    chart = year_chart(list(counts.items()), "")
    if len(counts) < 2:
        assert chart is None
        return
    assert chart is not None
    assert len(chart.bars) <= MOST_BARS
    assert sum(bar.count for bar in chart.bars) == sum(counts.values())
    assert all(bar.y >= 0 and bar.x + bar.width <= WIDTH + 1 for bar in chart.bars)
    for year in counts:
        assert sum(holds(bar.value, year) for bar in chart.bars if bar.count) == 1


def holds(value: str, year: int) -> bool:
    """Whether the link of a bar would find a year."""
    ((first, last),) = years_of(value)
    return (first is None or first <= year) and (last is None or year <= last)


def test_a_chart_of_years_ends_with_the_last_year_that_there_is() -> None:
    chart = year_chart([(year, 1) for year in range(1950, 2027)], "")
    assert chart
    assert [text for _, text in chart.labels] == ["1950", "2026"]


def test_a_chart_of_types_has_the_first_ones() -> None:
    chart = row_chart([("book", 10), ("report", 5)], ["report"])
    assert chart is not None
    assert [(bar.value, bar.width, bar.chosen) for bar in chart.bars] == [
        ("book", WIDTH, False),
        ("report", WIDTH / 2, True),
    ]
    assert row_chart([], []) is None


def test_marks_stand_where_they_should_and_all_else_is_escaped() -> None:
    assert marked("a <b> c", [(2, 5)]) == "a <mark>&lt;b&gt;</mark> c"
    assert html("<i>a</i> <script>") == "<i>a</i> &lt;script&gt;"


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_differences_keep_both_texts(one: str, other: str) -> None:
    left, right = differences(one, other)
    assert re.sub("</?del>", "", left) == str(marked(one, []))
    assert re.sub("</?ins>", "", right) == str(marked(other, []))


def test_differences_are_marked_by_words() -> None:
    assert differences("Roots and Rain", "roots & rain") == (
        "Roots <del>and</del> Rain",
        "roots <ins>&amp;</ins> rain",
    )


@given(records())
@settings(max_examples=100, deadline=None)
def test_a_form_that_was_not_touched_changes_nothing(record: Record) -> None:
    values = {row.variable: row.text.replace("\n", "\r\n") for row in rows(record)}
    assert changed(record, record.type, values) == record


def test_a_form_gives_names_dates_and_texts() -> None:
    record = changed(
        Record(), "book", {"author": "Harrow, Ida\nPuddle Board", "issued": "May 1998", "title": " Mud "}
    )
    assert record.authors == (Name("Harrow", "Ida"), Name(literal="Puddle Board"))
    assert record.dates["issued"] == Date((1998, 5), raw="May 1998")
    assert record.fields == {"title": "Mud"}
    emptied = changed(record, "book", {"author": "", "issued": "", "title": ""})
    assert (emptied.names, emptied.dates, emptied.fields) == ({}, {}, {})
    assert text_of(record, "author") == "Harrow, Ida\nPuddle Board"


def upload(data: bytes, **limits: float) -> tuple[int, list[str]]:
    read = asyncio.run(read_upload("a/b\\c.ris", data, Settings("x.db", **limits)))  # type: ignore[arg-type]
    return len(read.records), [str(problem) for problem in read.problems]


def test_an_upload_that_takes_too_long_is_ended() -> None:
    count, problems = upload(b"TY  - BOOK\nTI  - Slow\nER  - \n", reading_seconds=0.01)
    assert count == 0
    assert "was ended" in problems[0]
    assert problems[0].startswith("c.ris:")


def test_an_upload_that_takes_too_much_memory_is_ended() -> None:
    count, problems = upload(b"TY  - BOOK\nTI  - Big\nER  - \n", reading_memory=1 << 20)
    assert count == 0
    assert "more than the limits allow" in problems[0]


def test_sessions_unused_for_longest_are_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "MOST", 2)
    known = sessions.Sessions()
    visitors = [known.create() for _ in range(3)]
    for visitor in visitors:
        known.keep(visitor)
    assert [known.find(visitor.name) is not None for visitor in visitors] == [False, True, True]
    assert sessions.is_genuine(known.revive(visitors[0].name), visitors[0].csrf)


@pytest.mark.parametrize(
    ("query", "first"), [("apa", "apa"), ("geoderma", "geoderma"), ("style 7th apa", "apa")]
)
def test_styles_are_found_by_id_and_title(query: str, first: str) -> None:
    assert first in [style.id for style in suggest(query, 10)]


def test_all_styles_are_offered() -> None:
    assert len(all_styles()) > 10_000
    assert suggest("no such style at all", 5) == []
    assert suggest("", 5)


def test_templates_have_no_inline_script_or_style(root: Path) -> None:
    for path in (root / "src/soilbib/web/templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son\w+=|<style|\|\s*safe", text), path.name
        assert all("src=" in tag or "ld+json" in tag for tag in re.findall(r"<script[^>]*>", text)), path.name


def test_the_script_and_the_style_name_no_other_server(root: Path) -> None:
    for path in (root / "src/soilbib/web/static").iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text, path.name
