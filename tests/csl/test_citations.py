"""Citations of several cites: who is suppressed, what is grouped, what collapses."""

from __future__ import annotations

from typing import Any

import pytest
from tests.csl.styles import AUTHOR_DATE, NOTE, book, style

from soilbib.csl.citations import read_cite
from soilbib.csl.positions import Citation
from soilbib.csl.processor import Processor

SUBSTITUTED = style(
    '<layout prefix="(" suffix=")" delimiter="; "><group delimiter=", ">'
    '<names variable="author"><name form="short"/><substitute><text variable="title" quotes="true"/></substitute>'
    '</names><date variable="issued"><date-part name="year"/></date><text variable="locator" prefix="at "/>'
    "</group></layout>"
).replace("<citation>", '<citation collapse="year">')

NUMBERED = style('<layout delimiter=","><text variable="citation-number"/>{}</layout>').replace(
    "<citation>", '<citation collapse="citation-number">'
)

UNSIGNED: list[dict[str, Any]] = [
    {"id": "a", "type": "report", "title": "Loam", "issued": {"date-parts": [[1990]]}},
    {"id": "b", "type": "report", "title": "Loam", "issued": {"date-parts": [[1991]]}},
    book("c"),
]


@pytest.mark.parametrize(
    ("cites", "text"),
    [
        ([{"id": "a", "suppress-author": True}], "(1990)"),
        ([{"id": "a", "author-only": True}], "“Loam”"),
        (["a", "b", "c"], "(“Loam,” 1990, 1991; Doe, 2000)"),
        (["c", {"id": "c", "locator": "3"}], "(Doe, 2000, 2000, at 3)"),
        (["c", {"id": "c", "suppress-author": True, "locator": "3"}], "(Doe, 2000, 2000, at 3)"),
        ([{"id": "c", "suppress-author": True}, {"id": "c", "prefix": "see"}], "(2000, see 2000)"),
    ],
)
def test_a_title_in_the_authors_place_counts_as_the_author(cites: list[Any], text: str) -> None:
    assert Processor(SUBSTITUTED, UNSIGNED).cite(cites, "text") == text


@pytest.mark.parametrize(
    ("printed", "cites", "text"),
    [
        ("", ["a", {"id": "b", "locator": "3"}, "c"], "1–3"),
        ('<text variable="locator" prefix=":"/>', ["a", {"id": "b", "locator": "3"}, "c"], "1,2:3,3"),
        ("", ["a", "b", {"id": "c", "suffix": " for more"}], "1,2,3 for more"),
        ("", ["a", "b", {"id": "c", "prefix": "cf."}], "1,2,cf. 3"),
    ],
)
def test_a_range_of_numbers_hides_nothing_that_prints(printed: str, cites: list[Any], text: str) -> None:
    assert Processor(NUMBERED.format(printed), UNSIGNED).cite(cites, "text") == text


@pytest.mark.parametrize(
    ("cites", "text"),
    [
        (["a", {"id": "a", "locator": "3"}], "(Doe 2000, p. 3)"),
        (["a", {"id": "a", "suffix": ", twice"}], "(Doe 2000, twice)"),
        (["a", {"id": "a", "prefix": "but"}], "(Doe 2000, but 2000)"),
        ([{"id": "a", "locator": "fig. 3", "label": "note"}], "(Doe 2000, fig. 3)"),
        ([{"id": "a", "locator": "app. B"}], "(Doe 2000, app. B)"),
    ],
)
def test_a_reference_cited_twice_says_only_what_is_new(cites: list[Any], text: str) -> None:
    assert Processor(AUTHOR_DATE, [book("a")]).cite(cites, "text") == text


@pytest.mark.parametrize(
    ("adds_suffixes", "cites", "text"),
    [
        ("true", ["a", "b"], "Doe 2000a; b"),
        ("true", ["a", {"id": "b", "locator": "7"}], "Doe 2000a, b 7"),
        ("true", ["a", {"id": "b", "locator": "7"}, "c"], "Doe 2000a, b 7, c"),
        ("true", [{"id": "a", "locator": "7"}, "b", "c"], "Doe 2000a 7; b; c"),
        ("false", ["a", "b"], "Doe 2000, 2000"),
        ("false", ["a", {"id": "b", "locator": "7"}], "Doe 2000, 2000 7"),
    ],
)
def test_years_collapse_to_suffixes_only_where_the_style_adds_them(
    adds_suffixes: str, cites: list[Any], text: str
) -> None:
    xml = style(
        '<layout delimiter="; "><group delimiter=" "><names variable="author"><name form="short"/></names>'
        '<date variable="issued"><date-part name="year"/></date><text variable="locator"/></group></layout>'
    )
    options = f'collapse="year-suffix" disambiguate-add-year-suffix="{adds_suffixes}"'
    processor = Processor(xml.replace("<citation>", f"<citation {options}>"), map(book, "abc"))
    assert processor.cite(cites, "text") == text


@pytest.mark.parametrize(
    ("cites", "text"),
    [
        ([{"id": "empty"}], "[CSL STYLE ERROR: reference with no printed form.]"),
        ([{"id": "empty", "prefix": "see the map"}], "see the map "),
        (["a", {"id": "empty", "prefix": "but", "suffix": "too"}, "a"], "Title a; but too; Title a"),
        (["a", {"id": "empty", "suffix": ", for one"}], "Title a, for one"),
    ],
)
def test_the_writers_words_stay_where_a_cite_prints_nothing(cites: list[Any], text: str) -> None:
    xml = style('<layout delimiter="; "><text variable="title"/></layout>')
    assert Processor(xml, [book("a"), {"id": "empty", "type": "book"}]).cite(cites, "text") == text


def test_a_locator_prints_once_however_often_the_style_calls_it() -> None:
    located = (
        '<group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>'
    )
    xml = style(
        f'<layout><group delimiter=", "><text variable="title"/>{located}{located}'
        '<number variable="locator"/></group></layout>'
    )
    assert Processor(xml, [book("a")]).cite([{"id": "a", "locator": "3-4"}], "text") == "Title a, pp. 3–4"


def test_a_macro_without_values_sorts_as_nothing() -> None:
    xml = style(
        '<sort><key macro="who"/></sort><layout delimiter="; "><text variable="title"/></layout>',
        extra='<macro name="who"><text value="by "/><names variable="author"/></macro>',
    )
    unsigned = {"id": "a", "type": "book", "title": "Unsigned"}
    assert Processor(xml, [unsigned, book("b")]).cite(["a", "b"], "text") == "Title b; Unsigned"


def test_ibid_stays_behind_its_cite_when_cites_are_grouped() -> None:
    names = '<names variable="author"><name form="short"/></names>'
    xml = style(
        f'<layout delimiter="; "><choose><if position="ibid"><text term="ibid"/><text variable="locator" prefix=" "/>'
        f'</if><else><group delimiter=" ">{names}<text variable="title"/></group></else></choose></layout>'
    ).replace("<citation>", '<citation collapse="year">')
    processor = Processor(xml, [book("a"), book("b"), book("c", "Roe")])
    cites: list[Any] = ["a", {"id": "a", "locator": "5"}, "c", "b"]
    changes = processor.place(Citation("c", tuple(map(read_cite, cites))), to="text")
    assert changes[-1].text == "Doe Title a; ibid. 5; Doe Title b; Roe Title c"


def test_ranges_of_years_stand_at_their_first_year() -> None:
    xml = style(
        '<sort><key macro="year"/></sort><layout delimiter="; "><text macro="year"/></layout>',
        extra='<macro name="year"><date variable="issued"><date-part name="year"/></date></macro>',
    )
    years: dict[str, list[list[int]]] = {
        "a": [[1991]],
        "b": [[1990], [1999]],
        "c": [[1990]],
        "d": [[1990], [0]],
    }
    items = [{"id": key, "type": "book", "issued": {"date-parts": parts}} for key, parts in years.items()]
    assert Processor(xml, items).cite(list(years), "text") == "1990; 1990–; 1990–1999; 1991"


@pytest.mark.parametrize(
    ("before", "note", "ibid"),
    [(["a"], 1, True), (["a"], 2, True), (["b", "a"], 1, False), (["b", "a"], 2, False)],
)
def test_ibid_needs_a_citation_of_one_reference_before_it(before: list[str], note: int, ibid: bool) -> None:
    processor = Processor(NOTE, [book("a"), book("b")])
    processor.place(Citation("first", tuple(map(read_cite, before)), 1))
    changes = processor.place(Citation("second", (read_cite("a"),), note), [("first", 1)], to="text")
    assert (changes[-1].text == "Ibid.") is ibid


@pytest.mark.parametrize(
    ("cite", "text"), [({}, "pp. 3–8"), ({"locator": "5", "label": "figure"}, "fig. 3–8")]
)
def test_a_locators_label_before_the_pages_is_theirs_where_there_is_no_locator(
    cite: dict[str, str], text: str
) -> None:
    labelled = '<label variable="locator" form="short" suffix=" "/><text variable="page"/>'
    item = book("a", page="3-8")
    assert (
        Processor(style(f"<layout>{labelled}</layout>"), [item]).cite([{"id": "a", **cite}], "text") == text
    )
