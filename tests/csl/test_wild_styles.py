"""What styles in use rely on where the specification is silent, each in the smallest style that shows it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.csl.styles import book, style

from soilbib.csl.citations import read_cite
from soilbib.csl.positions import Citation
from soilbib.csl.processor import Processor

TITLE = '<text variable="title"/>'
ORDINAL = '<number variable="edition" form="ordinal"/>'


def entry(layout: str, item: dict[str, Any], to: str = "html", extra: str = "", locale: str = "en-US") -> str:
    """One entry by a bibliography layout, without what stands around it in HTML."""
    xml = style(bibliography=layout, extra=extra)
    (made,) = Processor(xml, [item], locale=locale).bibliography(to).entries
    return made.text.strip().removeprefix('<div class="csl-entry">').removesuffix("</div>").strip()


def layout(content: str, suffix: str = "") -> str:
    """A layout with a suffix."""
    return f'<layout suffix="{suffix}">{content}</layout>'


def test_a_layouts_suffix_after_a_block_with_the_same_mark_prints_once() -> None:
    assert entry(layout(f'<group display="block" suffix=".">{TITLE}</group>', suffix="."), book("a")) == (
        '<div class="csl-block">Title a.</div>'
    )


def test_a_block_in_a_block_breaks_no_line() -> None:
    inner = f'<group display="block" suffix=".">{TITLE}</group>'
    made = entry(layout(f'<group display="block">{inner}<text value="X" prefix=". "/></group>'), book("a"))
    assert made == '<div class="csl-block">Title a. X</div>'


def test_a_mark_after_a_block_ends_the_blocks_line() -> None:
    made = entry(layout(f'<group display="block">{TITLE}</group><text value="X" prefix=", "/>'), book("a"))
    assert made == '<div class="csl-block">Title a,</div>\n X'


@pytest.mark.parametrize(
    ("value", "stripped"), [("Digging.org", "Digging.org"), ("J. Soil Sci.", "J Soil Sci"), ("U.S.", "US")]
)
def test_strip_periods_leaves_those_inside_of_words(value: str, stripped: str) -> None:
    made = entry(layout('<text variable="title" strip-periods="true"/>'), book("a") | {"title": value})
    assert made == stripped


def test_a_term_after_the_citation_number_begins_the_entry() -> None:
    content = '<text variable="citation-number" prefix="[" suffix="]"/><text term="no date" prefix=" "/>'
    assert entry(layout(content), book("a")) == "[1] No date"


def test_numbers_with_leading_zeros_are_no_ordinals() -> None:
    assert entry(layout(ORDINAL), book("a", edition="007")) == "007"


def test_the_number_of_a_case_is_no_range() -> None:
    content = layout('<text variable="number"/>')
    assert entry(content, book("a", number="70-18")) == "70–18"
    assert entry(content, book("a", number="70-18") | {"type": "legal_case"}) == "70-18"


@pytest.mark.parametrize(("edition", "text"), [("1", "1st"), ("2", "2zd"), ("4", "4th")])
def test_a_suffix_that_an_old_style_redefines_keeps_the_other_ordinals(edition: str, text: str) -> None:
    extra = (
        "<locale><terms><term name='ordinal-02'>zd</term><term name='ordinal-04'>zz</term></terms></locale>"
    )
    assert entry(layout(ORDINAL), book("a", edition=edition), extra=extra) == text


def test_the_default_ordinal_of_a_style_replaces_all_ordinals_of_the_locale() -> None:
    extra = "<locale><terms><term name='ordinal'>.</term></terms></locale>"
    assert entry(layout(ORDINAL), book("a", edition="2"), extra=extra) == "2."


def test_the_text_case_of_a_macro_is_left_out() -> None:
    extra = f'<macro name="m">{TITLE}</macro>'
    item = book("a") | {"title": "Soil map of Iceland"}
    assert entry(layout('<text macro="m" text-case="sentence"/>'), item, extra=extra) == "Soil map of Iceland"


def test_character_references_that_were_escaped_twice_are_read() -> None:
    assert entry(layout('<text variable="title" suffix="&amp;#8211;X"/>'), book("a")) == "Title a–X"


@pytest.mark.parametrize(
    ("locale", "title", "plain", "quoted"),
    [
        ("en-US", "A “b” c", "A “b” c", "“A ‘b’ c”"),
        ("en-US", "A ‘b’ c", "A ‘b’ c", "“A ‘b’ c”"),
        ("en-US", 'A "b" c', "A “b” c", "“A ‘b’ c”"),
        ("en-US", "A „b“ c", "A „b“ c", "“A „b“ c”"),
        ("en-US", "A «b» c", "A «b» c", "“A «b» c”"),
        ("en-GB", "A ‘b’ c", "A ‘b’ c", "‘A “b” c’"),
        ("de-DE", "A “b” ‘c’", "A “b” ‘c’", "„A “b” ‘c’“"),
        ("de-DE", "A „b“ c", "A „b“ c", "„A ‚b‘ c“"),
        ("fr-FR", "A ‘b’ c", "A ‘b’ c", "«\u202fA ‘b’ c\u202f»"),
    ],
)
def test_a_values_own_marks_are_those_of_the_locale_or_stay(
    locale: str, title: str, plain: str, quoted: str
) -> None:
    item = book("a") | {"title": title}
    assert entry(layout(TITLE), item, locale=locale) == plain
    made = entry(layout('<text variable="title" quotes="true"/>'), item, locale=locale)
    assert made.replace("\u00a0", "\u202f") == quoted


@pytest.mark.parametrize(
    ("pages", "text"),
    [("xi", "p. xi"), ("i-xxiv", "p. i–xxiv"), ("version", "version"), ("vi, x", "p. vi, x")],
)
def test_small_roman_numerals_are_numeric(pages: str, text: str) -> None:
    choose = '<choose><if is-numeric="page"><text value="p. "/></if></choose><text variable="page"/>'
    assert entry(layout(choose), book("a", page=pages)) == text


def test_the_affixes_of_a_name_are_a_persons_its_formatting_everyones() -> None:
    name = '<name suffix="." font-style="italic" delimiter="; " initialize-with=""/>'
    content = f'<names variable="author">{name}</names>'
    item = book("a") | {"author": [{"literal": "Soil Board"}, {"family": "Doe", "given": "Jane"}]}
    assert entry(layout(content), item) == "<i>Soil Board</i>; <i>J Doe</i>."


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ('<date-part name="year" prefix="(" suffix=")"/>', "(in press)"),
        ('<date-part name="month" suffix=" "/>', ""),
    ],
)
def test_a_date_in_words_stands_where_the_year_does(part: str, text: str) -> None:
    item = book("a") | {"issued": {"literal": "in press"}}
    content = f'<date variable="issued">{part}</date>{TITLE}'
    assert entry(layout(content), item) == f"{text}Title a"


@pytest.mark.parametrize(
    ("family", "given", "text"),
    [
        ("tom Dieck", "Tammo", "Dieck, T. tom"),
        ("Husayn", "Ali al-Nur", "Husayn, A. al-Nur"),
        ("de la Cruz", "Ana", "Cruz, A. de la"),
        ("iPod", "Ann", "iPod, A."),
    ],
)
def test_words_without_a_capital_are_particles(family: str, given: str, text: str) -> None:
    content = '<names variable="author"><name initialize-with="." name-as-sort-order="all"/></names>'
    assert entry(layout(content), book("a", family, given)) == text


NAMES = "<names variable='author'><name initialize-with='.'/></names>"
TOLD_APART = "disambiguate-add-givenname='true' givenname-disambiguation-rule='all-names'"


def test_given_names_that_tell_people_apart_count_in_the_order() -> None:
    xml = style(
        citation="<layout><names variable='author'><name form='short'/></names></layout>",
        bibliography=f"<sort><key macro='m'/><key variable='title'/></sort>{layout(NAMES)}",
        extra=f"<macro name='m'>{NAMES}</macro>",
    )
    items = [book("b", "Doe", "Jane"), book("a", "Doe", "Jill"), book("c", "Doe", "Jane")]
    plain = Processor(xml, items).bibliography().entries
    assert [each.id for each in plain] == ["a", "b", "c"]
    apart = xml.replace("<citation>", f"<citation {TOLD_APART}>")
    ordered = Processor(apart, items).bibliography().entries
    assert [each.id for each in ordered] == ["b", "c", "a"]


def cites(
    citation: str, order: list[dict[str, Any]], *clusters: tuple[str, ...], locator: str = ""
) -> list[str]:
    """A document's citations one after the other, in text; the first cite of each has the locator."""
    processor = Processor(style(citation=citation).replace("<citation><x/>", "<citation"), order)
    made: dict[str, str] = {}
    for index, ids in enumerate(clusters):
        cluster = tuple(read_cite({"id": key, "locator": "" if n else locator}) for n, key in enumerate(ids))
        before = [(f"c{n}", 0) for n in range(index)]
        for change in processor.place(Citation(f"c{index}", cluster, 0), before, to="text"):
            made[change.id] = change.text
    return [made[f"c{index}"] for index in range(len(clusters))]


SHORT = (
    "<layout delimiter='; '><group delimiter=' '><names variable='author'><name form='short'/></names>"
    "<date variable='issued'><date-part name='year'/></date><text variable='locator'/></group></layout>"
)
BY_YEAR = "<sort><key variable='issued'/></sort>"
GROUPED = "<x/> disambiguate-add-year-suffix='true' collapse='year-suffix' year-suffix-delimiter=', '>"


def test_groups_of_one_year_stand_by_their_names() -> None:
    items = [book("a", "Zuse"), book("b", "Ames"), book("c", "Zuse", year=2001)]
    assert cites(GROUPED + BY_YEAR + SHORT, items, ("a", "b", "c")) == ["Ames 2000; Zuse 2000, 2001"]


def test_a_locator_between_does_not_keep_a_suffix_from_collapsing() -> None:
    items = [book("a"), book("b")]
    assert cites(GROUPED + SHORT, items, ("a", "b"), locator="7") == ["Doe 2000a 7, b"]


@pytest.mark.parametrize(
    ("locale", "kind", "people", "text"),
    [
        ("zh-CN", "text", 2, "A和B"), ("zh-CN", "text", 3, "A, B和C"), ("ja-JP", "text", 2, "AとB"),
        ("de-DE", "text", 2, "A und B"), ("de-DE", "symbol", 2, "A & B"), ("zh-CN", "symbol", 2, "A & B"),
    ],
)  # fmt: skip
def test_the_last_name_is_joined_as_the_script_does_it(
    locale: str, kind: str, people: int, text: str
) -> None:
    content = layout(f'<names variable="author"><name and="{kind}"/></names>')
    item = book("a") | {"author": [{"family": letter} for letter in "ABC"[:people]]}
    assert entry(content, item, to="text", locale=locale) == text


def test_another_form_in_the_language_comes_before_the_form_in_english() -> None:
    content = layout('<text term="legislation" form="short"/>' + TITLE)
    assert entry(content, book("a"), locale="de-DE").startswith("Gesetz")


def test_the_last_name_after_an_ellipsis_stands_for_two_at_least() -> None:
    name = '<name et-al-min="4" et-al-use-first="3" et-al-use-last="true" delimiter=", "/>'
    item = book("a") | {"author": [{"family": letter} for letter in "ABCDE"]}
    assert entry(layout(f'<names variable="author">{name}</names>'), item) == "A, B, … E"


def test_a_year_suffix_follows_the_last_year_of_a_range() -> None:
    items = [book(key) | {"issued": {"date-parts": [[1990], [1999]]}} for key in "ab"]
    citation = "<x/> disambiguate-add-year-suffix='true'>" + SHORT
    assert cites(citation, items, ("a",), ("b",)) == ["Doe 1990–1999a", "Doe 1990–1999b"]


def test_an_empty_range_delimiter_is_the_usual_one() -> None:
    content = layout('<date variable="issued"><date-part name="year" range-delimiter=""/></date>')
    assert entry(content, book("a") | {"issued": {"date-parts": [[1990], [1999]]}}) == "1990–1999"


def test_what_has_no_italics_in_its_script_is_not_set_in_italics() -> None:
    content = layout('<text variable="title" font-style="italic"/>')
    assert entry(content, book("a") | {"title": "土壌"}) == "土壌"
    assert entry(content, book("a") | {"title": "土壌 2"}) == "<i>土壌 2</i>"


def test_the_main_dialects_terms_of_a_style_serve_the_other_dialects() -> None:
    terms = '<locale xml:lang="en-US"><terms><term name="et-al">and more</term></terms></locale>'
    names = layout('<names variable="author"><name form="short"/></names>')
    item = book("a", custom={"truncated": ["author"]})
    assert entry(names, item, extra=terms, locale="en-GB") == "Doe and more"


@pytest.mark.parametrize(("pages", "text"), [("3-8", "pp. 3–8"), ("9", "p. 9")])
def test_a_locators_label_in_an_entry_is_the_label_of_its_pages(pages: str, text: str) -> None:
    labelled = layout('<label variable="locator" form="short" suffix=" "/><text variable="page"/>')
    assert entry(labelled, book("a", page=pages)) == text


@pytest.mark.parametrize("pages", ["pp. 3-8", "pagg. 3–8", "S. 3-8", "3-8 p."])
def test_a_label_within_the_pages_is_not_printed_beside_that_of_the_style(pages: str) -> None:
    labelled = layout('<label variable="page" form="short" suffix=" "/><text variable="page"/>')
    assert entry(labelled, book("a", page=pages)) == "pp. 3–8"


def test_numbers_of_names_may_have_spaces_around_them() -> None:
    names = '<names variable="author"><name form="short" et-al-min=" 2" et-al-use-first="1 "/></names>'
    authors = [{"family": "Doe"}, {"family": "Roe"}]
    assert entry(layout(names), book("a", author=authors)) == "Doe et al."


def test_the_affixes_of_a_name_stand_around_a_list_cut_with_et_al_too() -> None:
    name = '<name form="short" suffix=":" et-al-min="2" et-al-use-first="1"/>'
    authors = [{"family": "Doe", "given": "Ann"}, {"family": "Roe", "given": "Bo"}]
    names = layout(f'<names variable="author">{name}</names>{TITLE}')
    assert entry(names, book("a", author=authors)) == "Doe: et al.:Title a"


def test_a_name_after_an_ellipsis_has_the_formatting_of_the_others() -> None:
    name = '<name font-weight="bold" et-al-min="3" et-al-use-first="1" et-al-use-last="true"/>'
    authors = [{"family": family, "given": "A"} for family in ("Doe", "Poe", "Roe")]
    names = layout(f'<names variable="author">{name}</names>')
    assert entry(names, book("a", author=authors)) == "<b>A Doe</b> … <b>A Roe</b>"


def test_no_date_stays_beside_a_group_of_year_and_suffix() -> None:
    year = '<text variable="year-suffix"/><date variable="issued"><date-part name="year"/></date>'
    none = '<choose><if variable="issued" match="none"><text term="no date"/></if></choose>'
    macro = f'<macro name="year"><group delimiter="–">{year}</group>{none}</macro>'
    item = {"id": "a", "type": "book", "title": "A"}
    assert entry(layout('<text macro="year"/>'), item, extra=macro) == "No date"


def test_a_quotation_mark_and_a_space_before_a_title_make_no_difference_to_the_order() -> None:
    key = '<macro name="key"><names variable="author"/><text variable="title" prefix="«&#160;"/></macro>'
    xml = style("", f'<sort><key macro="key"/></sort><layout>{TITLE}</layout>', key)
    unsigned: dict[str, object] = {"id": "b", "type": "book", "title": "Basalt"}
    items = [unsigned, book("a", "Adams", ""), book("c", "Clay", "")]
    entries = Processor(xml, items).bibliography().entries
    assert [each.id for each in entries] == ["a", "b", "c"]


def test_names_that_the_citation_adds_take_the_form_of_the_bibliography() -> None:
    full, short = (f'<names variable="author"><name{form}/></names>' for form in ("", ' initialize-with="."'))
    xml = style(f"<layout>{full}</layout>", f"<layout>{short}{TITLE}</layout>").replace(
        "<citation>", '<citation disambiguate-add-names="true">'
    )
    entries = Processor(xml, [book("a", title=" A"), book("b", title=" B")]).bibliography("text").entries
    assert [each.text.strip() for each in entries] == ["J. Doe A", "J. Doe B"]


def test_an_edition_with_a_comma_behind_it_is_numeric() -> None:
    test = f'<choose><if is-numeric="edition">{ORDINAL}<text term="edition" prefix=" "/></if></choose>'
    assert entry(layout(test), book("a", edition="1st,")) == "1st, edition"


def test_an_apostrophe_in_a_months_name_is_one_as_elsewhere() -> None:
    item = {"id": "a", "type": "book", "issued": {"date-parts": [[2014, 2]]}}
    month = '<date variable="issued"><date-part name="month" form="short"/></date>'
    assert entry(layout(month), item, locale="he-IL") == "פב’"
