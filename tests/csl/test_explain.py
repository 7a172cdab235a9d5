"""Explanations: what made each piece of a reference, and what failed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.csl.styles import NAMESPACE, NOTE, book, style

from soilbib import csl
from soilbib.csl.attributes import attributes
from soilbib.csl.explain_text import explanation_text
from soilbib.csl.parse_style import parse_style
from soilbib.csl.processor import Processor
from soilbib.csl.program import Program
from soilbib.csl.tracing import Piece, Tracer
from soilbib.errors import StyleError

MACROS = (
    '<macro name="who"><names variable="author"><name initialize-with="."/><label form="short" prefix=" (" suffix=")"/>'
    '<substitute><names variable="editor"/><text variable="title"/></substitute></names></macro>'
    '<macro name="where"><group delimiter=": "><text variable="publisher-place"/><text variable="publisher"/></group>'
    "</macro>"
)
LAYOUT = (
    '<layout suffix="."><group delimiter=", "><text macro="who"/><text variable="title" font-style="italic"/>'
    '<choose><if type="article-journal chapter" match="any"><text term="in"/></if>'
    '<else-if variable="DOI" type="book"><text variable="DOI" prefix="doi:"/></else-if>'
    '<else><text value="bare"/></else></choose>'
    '<date variable="issued"><date-part name="year"/></date><text macro="where"/></group></layout>'
)
STYLE = style(bibliography=LAYOUT, extra=MACROS)


def pieces(piece: Piece) -> Iterator[Piece]:
    yield piece
    for child in piece.children:
        yield from pieces(child)


def explained(item: dict[str, object], xml: str = STYLE) -> Piece:
    return csl.explain(item, xml).layout


def find(item: dict[str, object], element: str, **wanted: str) -> Piece:
    return next(
        piece
        for piece in pieces(explained(item))
        if piece.element == element and wanted.items() <= piece.attributes.items()
    )


def test_the_explained_text_is_the_one_that_the_list_prints() -> None:
    assert csl.explain(book("a"), STYLE).text == csl.bibliography([book("a")], STYLE).entries[0].text


def test_a_macro_holds_the_pieces_of_its_elements() -> None:
    macro = find(book("a"), "text", macro="who")
    assert macro.text == "J. Doe"
    assert [(piece.element, piece.text) for piece in pieces(macro)] == [
        ("text", "J. Doe"),
        ("names", "J. Doe"),
        ("name", "J. Doe"),
    ]


def test_a_variable_says_its_value_and_what_it_printed() -> None:
    title = find(book("a"), "text", variable="title")
    assert (title.value, title.text) == ("Title a", "Title a")
    assert title.attributes["font-style"] == "italic"
    issued = find(book("a"), "date", variable="issued")
    assert (issued.value, issued.text) == ("2000", "2000")


def test_the_conditions_of_the_branches_are_told_up_to_the_one_that_holds() -> None:
    choose = find(book("a", DOI="10.1/x"), "choose")
    assert [(branch.element, branch.holds) for branch in choose.children] == [
        ("if", False),
        ("else-if", True),
    ]
    assert [tuple(test.holds for test in branch.conditions) for branch in choose.children] == [
        (False, False),
        (True, True),
    ]
    assert choose.children[1].children[0].text == "doi:10.1/x"
    assert choose.children[0].children == []


def test_the_else_branch_holds_where_the_others_fail() -> None:
    choose = find(book("a"), "choose")
    assert [branch.holds for branch in choose.children] == [False, False, True]
    assert [test.holds for test in choose.children[1].conditions] == [True, False]
    assert choose.children[2].children[0].text == "bare"


def test_what_prints_nothing_says_why() -> None:
    assert find(book("a"), "text", macro="where").reason == "all its variables are empty"
    assert find(book("a"), "text", variable="publisher").reason == "the reference has no publisher"


def test_a_substitute_is_found_under_the_names_that_it_stands_for() -> None:
    item = {**book("a"), "author": [], "editor": [{"family": "Roe", "given": "Max"}]}
    names = find(item, "names", variable="author")
    assert [(piece.element, piece.text) for piece in names.children] == [("names", "M. Roe (ed.)")]
    assert [(piece.element, piece.text) for piece in names.children[0].children] == [
        ("name", "M. Roe"),
        ("label", " (ed.)"),
    ]


def test_what_a_substitute_took_is_not_printed_again() -> None:
    item = {**book("a"), "author": []}
    titles = [piece for piece in pieces(explained(item)) if piece.attributes.get("variable") == "title"]
    assert [(piece.text, piece.reason) for piece in titles] == [
        ("Title a", ""),
        ("", "printed already, as a substitute"),
    ]


def test_et_al_and_a_year_suffix_are_pieces_of_their_own() -> None:
    xml = style(
        '<layout><names variable="author"/><date variable="issued"><date-part name="year"/></date></layout>',
        '<layout><names variable="author"><name et-al-min="2" et-al-use-first="1"/></names>'
        '<date variable="issued" prefix=" "><date-part name="year"/></date></layout>',
    ).replace("<citation>", '<citation disambiguate-add-year-suffix="true">')
    authors = [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Max"}]
    both = csl.explain_all([book("a", author=authors), book("b", author=authors)], xml)
    assert [explanation.text for explanation in both] == ["Jane Doe et al. 2000a", "Jane Doe et al. 2000b"]
    found = {piece.element: piece.text for piece in pieces(both[1].layout)}
    assert (found["et-al"], found["year-suffix"]) == ("et al.", "b")


def test_a_style_without_bibliography_explains_its_citation() -> None:
    explanation = csl.explain(book("a"), NOTE)
    assert explanation.text == "Title a in full."
    first = next(pieces(explanation.layout.children[0]))
    assert [branch.holds for branch in first.children] == [False, False, False, False, True]


def test_a_disambiguate_condition_is_told_as_the_list_decides_it() -> None:
    layout = (
        '<layout><names variable="author"/><choose><if disambiguate="true"><text variable="title" prefix=", "/></if>'
        "</choose></layout>"
    )
    xml = style(layout, layout)
    alone = csl.explain(book("a"), xml)
    assert alone.text == "Jane Doe"
    both = csl.explain_all([book("a"), book("b")], xml)
    assert [explanation.text for explanation in both] == ["Jane Doe, Title a", "Jane Doe, Title b"]
    branches = [piece for piece in pieces(both[0].layout) if piece.element == "if"]
    assert [branch.holds for branch in branches] == [True]


def test_records_with_one_id_are_explained_one_by_one() -> None:
    both = csl.explain_all([book("a", title="One"), book("a", title="Two")], STYLE)
    assert [(explanation.id, explanation.text[:11]) for explanation in both] == [
        ("a", "J. Doe, One"),
        ("a", "J. Doe, Two"),
    ]


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(StyleError):
        csl.explain(book("a"), "no-such-style-anywhere")


def test_the_tree_is_printed_indented_with_failures_named() -> None:
    lines = explanation_text(csl.explain(book("a", DOI="10.1/x"), STYLE)).splitlines()
    assert lines[0] == "[a] J. Doe, Title a, doi:10.1/x, 2000."
    assert "      text macro=\"who\" -> 'J. Doe'" in lines
    assert '        if match="any" (type="article-journal chapter" is false): fails' in lines
    assert '        else-if match="all" (variable="DOI" is true, type="book" is true): holds' in lines
    assert "          text variable=\"DOI\" prefix=\"doi:\" = '10.1/x' -> 'doi:10.1/x'" in lines
    assert '        group delimiter=": " -> nothing: all its variables are empty' in lines


def test_attributes_are_written_as_in_the_style() -> None:
    xml = (
        f'<style xmlns="{NAMESPACE}" version="1.0" class="note"><citation><layout>'
        '<text variable="title" form="short" quotes="true" text-case="title" strip-periods="true"/>'
        '<label variable="page" form="symbol"/><number variable="volume" form="roman" display="block"/>'
        '<date variable="issued" form="text" date-parts="year"/></layout></citation></style>'
    )
    citation = parse_style(xml).citation
    assert citation is not None
    assert [attributes(element) for element in citation.layout.children] == [
        {
            "variable": "title",
            "form": "short",
            "text-case": "title",
            "strip-periods": "true",
            "quotes": "true",
        },
        {"variable": "page", "form": "symbol"},
        {"variable": "volume", "form": "roman", "display": "block"},
        {"variable": "issued", "form": "text", "date-parts": "year"},
    ]


@pytest.mark.parametrize("name", ["apa", "ieee", "chicago-notes-bibliography", "bibtex"])
def test_tracing_does_not_change_what_is_rendered(shared: Path, name: str) -> None:
    path = shared / "data" / "csl-differential" / "references.json"
    references = json.loads(path.read_text(encoding="utf-8"))[:100]
    processor = Processor(csl.load_style(name).xml, references)
    area = processor.style.bibliography
    assert area is not None
    tracer = Tracer(processor.locale)
    plain, traced = (
        Program(processor.style, area, processor.locale),
        Program(processor.style, area, processor.locale, tracer.compile),
    )
    for item in processor.registry.ordered:
        contents = [
            program.layout(item)(processor.registry.bibliography_context(item))[0]
            for program in (plain, traced)
        ]
        assert tracer.text(contents[0]) == tracer.text(contents[1])
