"""The processor: bibliographies, citations, documents, bad input."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.csl.styles import AUTHOR_DATE, NOTE, book, style

from soilbib.csl.evaluation import Cite
from soilbib.csl.positions import Citation
from soilbib.csl.processor import Processor
from soilbib.csl.render import RENDERERS
from soilbib.csl.styles import load_style
from soilbib.errors import StyleError
from soilbib.model import Name, Record, from_csl, parse_date


def texts(processor: Processor) -> list[str]:
    return [entry.text.strip() for entry in processor.bibliography("text").entries]


def test_a_bibliography_is_sorted_and_says_how_it_is_laid_out() -> None:
    processor = Processor(AUTHOR_DATE, [book("b", "Roe"), book("a", "Doe")])
    bibliography = processor.bibliography()
    assert [entry.id for entry in bibliography.entries] == ["a", "b"]
    assert bibliography.entries[0].text == '  <div class="csl-entry">Doe, J. 2000. <i>Title a</i>.</div>\n'
    assert (bibliography.hanging_indent, bibliography.entry_spacing, bibliography.line_spacing) == (
        True,
        0,
        1,
    )
    assert bibliography.text.startswith('<div class="csl-bib-body">')


def test_records_are_rendered_as_their_items_are() -> None:
    record = Record(
        id="r", type="book", names={"author": (Name("Doe", "Jane"),)}, dates={"issued": parse_date("2000")},
        fields={"title": "Title r"},
    )  # fmt: skip
    assert texts(Processor(AUTHOR_DATE, [record])) == texts(Processor(AUTHOR_DATE, [book("r")]))


@pytest.mark.parametrize("value", ["x", [None], [{"family": ""}]], ids=str)
def test_a_value_that_is_none_of_its_kind_is_left_out_and_told(value: object) -> None:
    item = {"id": "a", "title": "Peat", "author": value}
    for source in (item, from_csl(item)):
        [problem] = Processor(AUTHOR_DATE, [source]).problems
        assert (problem.code, problem.text) == ("W207", str(value))


def test_a_list_known_to_be_cut_ends_in_et_al_after_all_known_names() -> None:
    item = book("a", custom={"truncated": ["author"]})
    assert texts(Processor(AUTHOR_DATE, [item])) == ["Doe, J. et al. 2000. Title a."]


def test_the_same_author_and_year_get_suffixes_which_collapse() -> None:
    processor = Processor(AUTHOR_DATE, [book("a"), book("b"), book("c", year=2001)])
    assert processor.cite(["a", "b", "c"]) == "(Doe 2000a; b, 2001)"
    assert texts(processor) == [
        "Doe, J. 2000a. Title a.",
        "Doe, J. 2000b. Title b.",
        "Doe, J. 2001. Title c.",
    ]


def test_given_names_tell_authors_apart() -> None:
    processor = Processor(AUTHOR_DATE, [book("a", given="Jane"), book("b", given="Max")])
    assert processor.cite(["a", "b"]) == "(Jane Doe 2000; Max Doe 2000)"


@pytest.mark.parametrize(
    ("cite", "text"),
    [
        ({"id": "a", "locator": "3-5", "label": "page"}, "(Doe 2000, pp. 3–5)"),
        ({"id": "a", "locator": "vol. 2"}, "(Doe 2000, vol. 2)"),
        ({"id": "a", "locator": "2", "label": "title"}, "(Doe 2000, tit. 2)"),
        ({"id": "a", "prefix": "see", "suffix": "for more"}, "(see Doe 2000 for more)"),
        ({"id": "a", "suppress-author": True}, "(2000)"),
        ({"id": "a", "author-only": True}, "Doe"),
        ({"id": "a", "prefix": "<b>see</b> "}, "(<b>see</b> Doe 2000)"),
    ],
)
def test_a_cite_has_locator_affixes_and_modes(cite: dict[str, Any], text: str) -> None:
    assert Processor(AUTHOR_DATE, [book("a")]).cite([cite]) == text


def test_a_document_reports_the_citations_that_change() -> None:
    processor = Processor(NOTE, [book("a"), book("b")])
    one = processor.place(Citation("1", (Cite("a"),), 1))
    assert [(change.index, change.text) for change in one] == [(0, "Title a in full.")]
    two = processor.place(Citation("2", (Cite("a", "7"),), 2), [("1", 1)])
    assert [change.text for change in two] == ["Ibid. 7."]
    between = processor.place(Citation("3", (Cite("b"),), 2), [("1", 1)], [("2", 3)])
    assert [(change.id, change.text) for change in between] == [
        ("3", "Title b in full."),
        ("2", "Title a near."),
    ]
    gone = processor.place(Citation("2", (Cite("a"),), 1))
    assert [(change.index, change.text) for change in gone] == [(0, "Title a in full.")]


def test_a_malformed_reference_costs_only_itself() -> None:
    items: list[Any] = [
        book("a"),
        {"id": "x", "author": 3, "issued": "soon", "title": None},
        7,
        book("b", "Roe"),
    ]
    processor = Processor(AUTHOR_DATE, items)
    assert [entry.id for entry in processor.bibliography().entries if entry.id in "ab"] == ["a", "b"]
    assert [problem.code for problem in processor.bibliography().problems] != []


def test_a_second_reference_with_the_same_id_is_kept_and_reported() -> None:
    processor = Processor(AUTHOR_DATE, [book("a"), book("a", "Roe")])
    assert [entry.id for entry in processor.bibliography().entries] == ["a", "a#2"]
    assert processor.problems[0].code == "W202"


def test_an_unknown_term_variable_or_element_is_left_out() -> None:
    layout = '<layout><text term="nonsense"/><text variable="nonsense"/><nonsense/><text variable="title"/></layout>'
    assert Processor(style(layout), [book("a")]).cite(["a"]) == "Title a"


@pytest.mark.parametrize("xml", ["", "<style", "<locale/>", "no xml"])
def test_what_is_no_style_is_a_style_error(xml: str) -> None:
    with pytest.raises(StyleError):
        Processor(xml, [])


def test_a_macro_that_calls_itself_ends() -> None:
    xml = style(
        '<layout><text macro="m"/></layout>',
        extra='<macro name="m"><text variable="title"/><text macro="m"/></macro>',
    )
    assert Processor(xml, [book("a")]).cite(["a"]) == "Title a"


@pytest.mark.parametrize(
    ("layout", "macros", "message"),
    [
        ('<text macro="m"/>', "", "the style calls the macro 'm', which it does not have"),
        (
            '<text macro="m"/>',
            '<macro name="m"><group><text macro="n"/></group></macro><macro name="n"><text macro="m"/></macro>',
            "the macro 'm' of the style calls itself",
        ),
        ('<text term="nonsense"/>', "", "the style prints the term 'nonsense', which no locale has"),
    ],
)
def test_what_a_style_calls_in_vain_is_a_warning(layout: str, macros: str, message: str) -> None:
    processor = Processor(style(f"<layout>{layout}</layout>", extra=macros), [book("a")])
    assert [(problem.code, problem.severity) for problem in processor.problems[:1]] == [("W302", "warning")]
    assert processor.problems[0].message == message


@pytest.mark.parametrize("number", ["", "x", "²", "1.5", "9" * 5000])
def test_an_attribute_that_is_no_number_is_as_if_it_were_not_there(number: str) -> None:
    names = f'<names variable="author"><name et-al-min="{number}" et-al-use-first="{number}"/></names>'
    keys = f'<sort><key variable="author" names-min="{number}" names-use-first="{number}"/></sort>'
    xml = style(f"<layout>{names}</layout>", f"{keys}<layout>{names}</layout>").replace(
        "<citation>", f'<citation near-note-distance="{number}">'
    )
    processor = Processor(xml, [book("a"), book("b", "Roe")])
    assert texts(processor) == ["Jane Doe", "Jane Roe"]
    assert [change.text for change in processor.place(Citation("c", (Cite("a"),)))] == ["Jane Doe"]


@pytest.mark.parametrize("locale", ["", "xx", "??", "../../etc", "a" * 5000, "de_at"])
def test_a_locale_that_is_none_falls_back_to_english_or_its_language(locale: str) -> None:
    processor = Processor(style('<layout><text term="and"/></layout>'), [book("a")], locale=locale)
    assert processor.cite(["a"]) == ("und" if locale == "de_at" else "and")


@pytest.mark.parametrize("to", sorted(RENDERERS))
def test_half_a_character_can_be_printed(to: str) -> None:
    item = book("a", title="A\ud800", author=["B\udfff"], issued="C\ud8ff")
    layout = '<names variable="author"/><text variable="title"/><date variable="issued" form="text"/>'
    Processor(style(f"<layout>{layout}</layout>"), [item]).cite(["a"], to).encode()


def test_identifiers_become_links_where_asked() -> None:
    entry = Processor(AUTHOR_DATE, [book("a", DOI="10.1/x")], links=True).bibliography().entries[0]
    assert '<a href="https://doi.org/10.1/x">10.1/x</a>' in entry.text
    resolved = AUTHOR_DATE.replace('variable="DOI"', 'variable="DOI" prefix="at https://doi.org/"')
    entry = Processor(resolved, [book("a", DOI="10.1/x")], links=True).bibliography().entries[0]
    assert 'at <a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>' in entry.text
    unsafe = Processor(AUTHOR_DATE, [book("a", URL="javascript:x")], links=True).bibliography().entries[0]
    assert "<a" not in unsafe.text


@pytest.mark.parametrize(
    ("prefix", "doi", "text"),
    [
        ("https://doi.org/", "10.1/a_b", "<https://doi.org/10.1/a_b>"),
        ("", "10.1/a_b", r"[10.1/a\_b](<https://doi.org/10.1/a_b>)"),
        ("https://doi.org/", "10.1/a>", r"[https://doi.org/10.1/a\>](<https://doi.org/10.1/a%3E>)"),
    ],
)
def test_in_markdown_an_address_that_links_to_itself_is_written_once(
    prefix: str, doi: str, text: str
) -> None:
    xml = style(bibliography=f'<layout><text variable="DOI" prefix="{prefix}"/></layout>')
    (entry,) = Processor(xml, [book("a", DOI=doi)], links=True).bibliography("markdown").entries
    assert entry.text.strip() == text


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-3000, 3000) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "date-parts", "raw", "suffix", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
items = st.dictionaries(
    st.sampled_from(
        [
            "id",
            "type",
            "title",
            "author",
            "editor",
            "issued",
            "page",
            "volume",
            "note",
            "language",
            "custom",
            "DOI",
        ]
    ),
    json_values,
    max_size=7,
)


@settings(max_examples=80, deadline=None)
@given(st.lists(items, max_size=4))
def test_no_input_makes_it_fail(references: list[dict[str, Any]]) -> None:
    processor = Processor(AUTHOR_DATE, references)
    assert len(processor.bibliography().entries) + len(processor.bibliography().problems) >= 0
    for item in processor.registry.items:
        assert isinstance(processor.cite([{"id": item.id, "locator": "1-2"}]), str)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab \"'“”‘’<>/ib.,:;-–&$_{}\\", max_size=30))
def test_no_title_loses_its_letters(title: str) -> None:
    text = Processor(style('<layout><text variable="title"/></layout>'), [book("a", title="x" + title)]).cite(
        ["a"], "text"
    )
    assert text.count("a") == title.count("a")


def test_a_style_may_be_loaded_or_named_or_xml() -> None:
    item = {"id": "a", "type": "book", "title": "Soil", "author": [{"family": "Lal", "given": "R."}]}
    loaded = load_style("apa")
    lists = [Processor(style, [item]).bibliography("text").text for style in (loaded, loaded.xml, "apa")]
    assert lists == ["Lal, R. (n.d.). Soil.\n"] * 3


def test_a_dependent_styles_own_language_is_used() -> None:
    dependent = replace(load_style("apa"), default_locale="fr-FR")
    item = {"id": "a", "type": "book", "title": "Sol"}
    assert "s.\xa0d." in Processor(dependent, [item]).bibliography("text").text.replace(" ", "\xa0")
