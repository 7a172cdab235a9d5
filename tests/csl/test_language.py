"""The constructs of CSL 1.0.2, each in the smallest style that shows it, printed as the specification says."""

from __future__ import annotations

from typing import Any

import pytest
from tests.csl.styles import NOTE, book, style

from soilbib.csl.citations import read_cite
from soilbib.csl.positions import Citation
from soilbib.csl.processor import Processor

Item = dict[str, Any]
JANE = {"family": "Doe", "given": "Jane"}
JOHN = {"family": "Roe", "given": "John"}
ANN = {"family": "Poe", "given": "Ann"}
KATE = {"family": "Loe", "given": "Kate"}
YEAR = '<date variable="issued"><date-part name="year"/></date>'
SHORT = f'<group delimiter=" "><names variable="author"><name form="short"/></names>{YEAR}</group>'


def entries(layout: str, items: list[Item], options: str = "", **style_options: str) -> list[str]:
    """The entries of a list by the content of its layout, with attributes of ``cs:bibliography``."""
    xml = style(bibliography=f"<layout>{layout}</layout>", **style_options)
    xml = xml.replace("<bibliography>", f"<bibliography {options}>")
    return [made.text.strip() for made in Processor(xml, items).bibliography("text").entries]


def entry(layout: str, fields: Item, **style_options: str) -> str:
    """The entry of a book with some fields changed."""
    (text,) = entries(layout, [{**book("a"), **fields}], **style_options)
    return text


def cluster(layout: str, items: list[Item], options: str) -> str:
    """The citation of items by the content of its layout, with attributes of ``cs:citation``."""
    xml = style(citation=f'<layout prefix="(" suffix=")" delimiter="; ">{layout}</layout>')
    processor = Processor(xml.replace("<citation>", f"<citation {options}>"), items)
    return processor.cite([str(item["id"]) for item in items], to="text")


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ("complete-all", ["Jane Doe, John Roe", "———", "Jane Doe, Ann Poe", "Ann Poe"]),
        ("complete-each", ["Jane Doe, John Roe", "———, ———", "Jane Doe, Ann Poe", "Ann Poe"]),
        ("partial-each", ["Jane Doe, John Roe", "———, ———", "———, Ann Poe", "Ann Poe"]),
        ("partial-first", ["Jane Doe, John Roe", "———, John Roe", "———, Ann Poe", "Ann Poe"]),
    ],
)
def test_names_that_stood_before_are_replaced_by_rule(rule: str, shown: list[str]) -> None:
    layout = '<group delimiter=". "><names variable="author"><name/></names><text variable="title"/></group>'
    authors = ([JANE, JOHN], [JANE, JOHN], [JANE, ANN], [ANN])
    items = [book(key, author=names) for key, names in zip("abcd", authors, strict=True)]
    options = f'subsequent-author-substitute="———" subsequent-author-substitute-rule="{rule}"'
    assert entries(layout, items, options) == [
        f"{names}. Title {key}" for key, names in zip("abcd", shown, strict=True)
    ]


def test_a_particle_that_stays_with_the_family_name_makes_another_author() -> None:
    layout = '<group delimiter=". "><names variable="author"><name name-as-sort-order="all"/></names>'
    kept, dropped = {"family": "de Sousa", "given": "Ana"}, {"family": "Sousa", "given": "Ana de"}
    items = [book("a", author=[dropped]), book("b", author=[kept]), book("c", author=[kept])]
    shown = entries(
        layout + '<text variable="title"/></group>',
        items,
        'subsequent-author-substitute="———"',
        demote_non_dropping_particle="sort-only",
    )
    assert shown == ["Sousa, Ana de. Title a", "de Sousa, Ana. Title b", "———. Title c"]


@pytest.mark.parametrize("key", ['variable="page"', 'macro="pages"'])
def test_numbers_sort_by_the_first_of_them(key: str) -> None:
    pages = ["3", "S12-S19", "1-10", "100", "2", "12, 40", "xii", "9–11"]
    items = [{"id": page, "type": "book", "page": page} for page in pages]
    xml = style(
        bibliography=f'<sort><key {key}/></sort><layout><text variable="page"/></layout>',
        extra='<macro name="pages"><number variable="page"/></macro>',
    )
    order = [made.id for made in Processor(xml, items).bibliography("text").entries]
    assert order == ["1-10", "2", "3", "9–11", "S12-S19", "12, 40", "100", "xii"]


@pytest.mark.parametrize(
    ("before", "second"),
    [
        ('<text variable="citation-number" suffix=". "/>', "2. ———, 2000"),
        ('<text variable="title" suffix=", "/>', "Title b, Jane Doe, 2000"),
        (f"<group suffix=', '>{YEAR}</group>", "2000, Jane Doe, 2000"),
    ],
)
def test_a_dash_stands_for_names_only_where_they_open_the_entry(before: str, second: str) -> None:
    layout = f'{before}<group delimiter=", "><names variable="author"/>{YEAR}</group>'
    _, shown = entries(layout, [book("a"), book("b")], 'subsequent-author-substitute="———"')
    assert shown == second


def test_a_style_may_show_no_name_of_a_long_list() -> None:
    names = '<names variable="author"><name et-al-min="2" et-al-use-first="0"/><label prefix=" (" suffix=")"/></names>'
    layout = f'<group delimiter=", ">{names}<text variable="title"/></group>'
    shown = entries(layout, [book("a"), book("b", author=[JANE, JOHN])])
    assert shown == ["Jane Doe, Title a", "Title b"]


def test_dates_in_words_have_no_place_in_the_order_of_dates() -> None:
    dates = {"a": {"literal": "forthcoming"}, "b": {"date-parts": [[1990]]}, "c": {"literal": "after 1800"}}
    items = [{"id": key, "type": "book", "title": key, "issued": date} for key, date in dates.items()]
    xml = style(
        bibliography='<sort><key variable="issued"/><key variable="title" sort="descending"/></sort>'
        '<layout><text variable="title"/></layout>'
    )
    assert [made.id for made in Processor(xml, items).bibliography("text").entries] == ["b", "c", "a"]


def test_a_year_suffix_follows_the_first_year_whatever_its_date() -> None:
    accessed = YEAR.replace("issued", "accessed")
    layout = f'<group delimiter=". "><text variable="title"/>{accessed}</group>'
    items = [
        {"id": key, "type": "webpage", "title": "Loam", "accessed": {"date-parts": [[2019]]}} for key in "ab"
    ]
    xml = style(
        citation='<layout><text variable="title"/></layout>', bibliography=f"<layout>{layout}</layout>"
    )
    xml = xml.replace("<citation>", '<citation disambiguate-add-year-suffix="true">')
    shown = [made.text.strip() for made in Processor(xml, items).bibliography("text").entries]
    assert shown == ["Loam. 2019a", "Loam. 2019b"]


def test_a_given_name_alone_is_a_person_but_no_family_name() -> None:
    part = '<name-part name="family" text-case="uppercase"/>'
    layout = f'<names variable="author"><name suffix=".">{part}</name></names>'
    shown = [entry(layout, {"author": [name]}) for name in ({"given": "Sappho"}, JANE, {"literal": "Fao"})]
    assert shown == ["Sappho.", "Jane DOE.", "FAO"]


def test_what_stands_for_names_is_replaced_too_or_left_out() -> None:
    names = '<names variable="author"><substitute><text variable="title"/></substitute></names>'
    layout = f'<group delimiter=". ">{names}{YEAR}</group>'
    items = [
        {"id": key, "type": "book", "title": "Atlas", "issued": {"date-parts": [[year]]}}
        for key, year in (("a", 2000), ("b", 2001))
    ]
    assert entries(layout, items, 'subsequent-author-substitute="———"') == ["Atlas. 2000", "———. 2001"]
    assert entries(layout, items, 'subsequent-author-substitute=""') == ["Atlas. 2000", "2001"]


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        ("long-ordinal", "3", "third"), ("long-ordinal", "11", "11th"), ("roman", "14", "xiv"),
        ("roman", "4000", "4000"), ("ordinal", "22", "22nd"), ("ordinal", "113", "113th"), ("numeric", "7", "7"),
    ],
)  # fmt: skip
def test_a_number_has_forms(form: str, value: str, text: str) -> None:
    assert entry(f'<number variable="edition" form="{form}"/>', {"edition": value}) == text


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        ("%s{YEAR}", "Anon.2000"),
        ('<text macro="who"/>{YEAR}', "2000"),
        (
            '<group delimiter=", "><group delimiter=": ">%s<text variable="volume"/></group>{YEAR}</group>',
            "2000",
        ),
        ('<group delimiter=", ">%s{YEAR}</group>', "Anon., 2000"),
        ('<group delimiter=", "><text macro="who"/><text variable="title"/></group>', "Title a"),
    ],
)
def test_a_term_for_missing_names_does_not_keep_a_group_without_values(layout: str, text: str) -> None:
    names = '<names variable="author"><substitute><text term="anonymous" form="short"/></substitute></names>'
    xml = style(
        bibliography=f"<layout>{layout.replace('%s', names).replace('{YEAR}', YEAR)}</layout>",
        extra=f'<macro name="who">{names}</macro>',
    )
    (made,) = Processor(xml, [{**book("a"), "author": []}]).bibliography("text").entries
    assert made.text.strip() == text


def test_what_stands_in_for_names_is_replaced_with_its_marks_only_as_a_whole() -> None:
    names = '<names variable="author"><substitute><text variable="title" quotes="true"/></substitute></names>'
    items = [{"id": key, "type": "book", "title": "Atlas"} for key in "ab"]
    replaced = 'subsequent-author-substitute="———" subsequent-author-substitute-rule='
    assert entries(names, items, replaced + '"complete-all"')[1] == "“———”"
    assert entries(names, items, replaced + '"partial-each"')[1] == "———"


def test_dates_in_words_sort_as_if_there_were_none() -> None:
    macro = '<macro name="when"><date variable="issued" form="text"/></macro>'
    items = [{**book(key), "issued": {"literal": words}} for key, words in (("b", "soon"), ("c", "in press"))]
    items += [book("d"), {**book("a"), "issued": {}}]
    for direction in ("ascending", "descending"):
        sort = f'<sort><key macro="when" sort="{direction}"/><key variable="title"/></sort>'
        xml = style(bibliography=f'{sort}<layout><text variable="title"/></layout>', extra=macro)
        made = Processor(xml, items).bibliography("text").entries
        assert [each.id for each in made] == ["d", "a", "b", "c"]


JANE_SR = {**JANE, "suffix": "Sr."}


@pytest.mark.parametrize(
    ("name", "key", "options", "order"),
    [
        ('form="count"', "", "", "a title-less d c b"),
        ('form="short"', "", "", "d c b a title-less"),
        ("", "", 'et-al-min="2" et-al-use-first="1" et-al-use-last="true"', "c b d a title-less"),
        (
            "",
            'names-use-last="false"',
            'et-al-min="2" et-al-use-first="1" et-al-use-last="true"',
            "b c d a title-less",
        ),
        (
            "",
            'names-use-first="1"',
            'et-al-min="3" et-al-use-first="2" et-al-use-last="true"',
            "c b d a title-less",
        ),
        ("", 'names-min="9"', 'et-al-min="2" et-al-use-first="1"', "c b d a title-less"),
    ],
)
def test_names_sort_by_what_their_key_and_the_style_show_of_them(
    name: str, key: str, options: str, order: str
) -> None:
    macro = f'<macro name="who"><names variable="author"><name {name}/></names></macro>'
    items = [
        {**book("a"), "author": []},
        {**book("title-less"), "author": []},
        {**book("b"), "author": [JANE, KATE, ANN, JOHN]},
        {**book("c"), "author": [JANE, KATE, ANN]},
        {**book("d"), "author": [JANE_SR]},
    ]
    sort = f'<sort><key macro="who" {key}/></sort>'
    xml = style(bibliography=f'{sort}<layout><text variable="title"/></layout>', extra=macro)
    made = Processor(xml.replace("<bibliography>", f"<bibliography {options}>"), items).bibliography("text")
    assert " ".join(each.id for each in made.entries) == order


@pytest.mark.parametrize(
    ("form", "text"),
    [("roman", "xii–xix"), ("ordinal", "12th–19th"), ("numeric", "12–19"), ("long-ordinal", "12th–19th")],
)
def test_pages_have_the_forms_of_numbers(form: str, text: str) -> None:
    assert entry(f'<number variable="page" form="{form}"/>', {"page": "12-19"}) == text


@pytest.mark.parametrize(
    ("language", "form", "value", "text"),
    [
        ("pt-PT", "ordinal", "2", "2.ª"), ("pt-PT", "long-ordinal", "2", "segunda"), ("ca-AD", "ordinal", "2", "2a"),
    ],
)  # fmt: skip
def test_an_ordinal_whose_gender_is_unknown_has_the_one_that_the_language_has(
    language: str, form: str, value: str, text: str
) -> None:
    layout = f'<number variable="edition" form="{form}"/>'
    assert entry(layout, {"edition": value}, default_locale=language) == text


@pytest.mark.parametrize(
    ("authors", "label"),
    [
        ([JANE], "Doe87"),
        ([{"family": "Johnson", "given": "Ann"}], "John87"),
        ([JANE, JOHN], "DoRo87"),
        ([JANE, JOHN, ANN], "DoRP87"),
        ([JANE, JOHN, ANN, KATE, JANE], "DRPL87"),
    ],
)
def test_a_label_is_made_of_names_and_year(authors: list[Item], label: str) -> None:
    fields = {"author": authors, "issued": {"date-parts": [[1987]]}}
    assert entry('<text variable="citation-label"/>', fields) == label


def test_a_label_that_is_given_stands_as_it_is() -> None:
    assert entry('<text variable="citation-label"/>', {"citation-label": "Soil1"}) == "Soil1"


def date(**attributes: str) -> str:
    return f'<date variable="issued"{"".join(f" {key}={value!r}" for key, value in attributes.items())}/>'


def parts(delimiter: str, *named: str) -> str:
    inside = "".join(f"<date-part name={name}/>" for name in named)
    return f'<date variable="issued" delimiter="{delimiter}">{inside}</date>'


@pytest.mark.parametrize(
    ("layout", "points", "text"),
    [
        (date(form="text"), [[2000, 2, 3]], "February 3, 2000"),
        (date(form="numeric"), [[2000, 2, 3]], "02/03/2000"),
        ('<date variable="issued" form="text" date-parts="year-month"/>', [[2000, 2, 3]], "February 2000"),
        ('<date variable="issued" form="text" date-parts="year"/>', [[2000, 2, 3]], "2000"),
        (
            '<date variable="issued" form="text"><date-part name="month" form="short"/></date>',
            [[2000, 2, 3]],
            "Feb. 3, 2000",
        ),
        (
            parts(
                "-", '"year"', '"month" form="numeric-leading-zeros"', '"day" form="numeric-leading-zeros"'
            ),
            [[2000, 2, 3]],
            "2000-02-03",
        ),
        (parts("/", '"month" form="numeric"', '"year" form="short"'), [[1987, 2]], "2/87"),
        (parts(" ", '"day" form="ordinal"', '"month"'), [[2000, 2, 3]], "3rd February"),
        (date(form="text"), [[2000, 2, 3], [2000, 2, 5]], "February 3–5, 2000"),
        (date(form="text"), [[2000, 2], [2000, 4]], "February–April 2000"),
        (date(form="text"), [[2000, 12, 30], [2001, 1, 2]], "December 30, 2000–January 2, 2001"),
        (parts(" ", '"year"'), [[2000], [2003]], "2000–2003"),
    ],
)
def test_a_date_has_forms_and_parts(layout: str, points: list[list[int]], text: str) -> None:
    assert entry(layout, {"issued": {"date-parts": points}}) == text


@pytest.mark.parametrize(("day", "text"), [(1, "1ᵉʳ février"), (3, "3 février")])
def test_a_language_may_have_the_ordinal_for_the_first_day_only(day: int, text: str) -> None:
    layout = parts(" ", '"day" form="ordinal"', '"month"')
    fields = {"issued": {"date-parts": [[2000, 2, day]]}}
    assert entry(layout, fields, default_locale="fr-FR") == text


@pytest.mark.parametrize(
    ("issued", "text"),
    [
        ({"date-parts": [[2000]], "season": 1}, "Spring 2000"),
        ({"date-parts": [[2000]], "season": "Michaelmas"}, "Michaelmas 2000"),
        ({"literal": "in the year of the great flood"}, "in the year of the great flood"),
    ],
)
def test_a_date_may_have_a_season_or_be_words(issued: Item, text: str) -> None:
    assert entry('<date variable="issued" form="text"/>', {"issued": issued}) == text


def test_a_season_in_words_stands_in_the_month_s_place_or_nowhere() -> None:
    issued = {"date-parts": [[2000]], "season": "Michaelmas"}
    assert entry(YEAR, {"issued": issued}) == "2000"
    after = '<date variable="issued" delimiter=", "><date-part name="year"/><date-part name="month"/></date>'
    assert entry(after, {"issued": issued}) == "2000, Michaelmas"


def test_a_year_before_the_common_era_says_so() -> None:
    assert entry(YEAR, {"issued": {"date-parts": [[-350]]}}) == "350 BC"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [(-50, -44, "50–44 BC"), (77, 79, "77–79 AD"), (-5, 5, "5 BC–5 AD"), (980, 1020, "980 AD–1020")],
)
def test_years_of_one_era_say_so_once(first: int, last: int, text: str) -> None:
    assert entry(YEAR, {"issued": {"date-parts": [[first], [last]]}}) == text


def test_a_range_of_ordinals_has_the_languages_dash() -> None:
    ordinal = '<number variable="edition" form="ordinal"/>'
    assert entry(ordinal, {"edition": "2-3"}, default_locale="de-DE") == "2.–3."


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en-US", "The \"one\" and 'two'", "The “one” and ‘two’"),
        ("en-US", "'a' and \"b\"", "“a” and ‘b’"),
        ("en-US", "'a \"b\" c'", "“a ‘b’ c”"),
        ("en-US", "It's the 'end'", "It’s the “end”"),
        ("fr-FR", "Le « un » et «deux»", "Le « un » et « deux »"),
    ],
)
def test_quotation_marks_keep_their_kinds_and_have_the_languages_spaces(
    language: str, title: str, text: str
) -> None:
    printed = entry('<text variable="title"/>', {"title": title}, default_locale=language)
    assert printed.replace("\u202f", " ").replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en-US", "A ‘b “c” d’ e", "A “b ‘c’ d” e"),
        ("en-GB", "“B” c", "‘B’ c"),
        ("en-US", "“B” c", "“B” c"),
        ("de-DE", "‘B’ c", "‘B’ c"),
    ],
)
def test_marks_of_a_text_that_shall_have_none_around_it_are_the_outer_ones(
    language: str, title: str, text: str
) -> None:
    layout = '<text variable="title" quotes="false"/>'
    assert entry(layout, {"title": title}, default_locale=language) == text


@pytest.mark.parametrize(
    ("case", "text"),
    [("", "In: Title a"), ("lowercase", "in: Title a"), ("uppercase", "IN: Title a")],
)
def test_a_term_that_opens_an_entry_is_in_lower_case_only_where_the_style_says_so(
    case: str, text: str
) -> None:
    layout = f'<text term="in" text-case="{case}" suffix=": "/><text variable="title"/>'
    assert entry(layout, {}) == text


@pytest.mark.parametrize(
    ("attributes", "rule", "cite", "listed"),
    [
        ('initialize-with="."', "by-cite", "C. Dee, C. Dee 2000", "C. Dee, C. Dee"),
        ('form="short"', "by-cite", "Dee, Dee 2000", "Cara Dee, Carl Dee"),
        ('form="short"', "all-names-with-initials", "Dee, Dee 2000", "C. Dee, C. Dee"),
        ('form="short"', "all-names", "Cara Dee, Carl Dee 2000", "Cara Dee, Carl Dee"),
    ],
)
def test_two_of_one_family_in_a_clear_cite_are_told_apart_by_rule(
    attributes: str, rule: str, cite: str, listed: str
) -> None:
    options = f'<citation disambiguate-add-givenname="true" givenname-disambiguation-rule="{rule}">'
    cited = f'<layout><names variable="author"><name {attributes}/></names>{YEAR}</layout>'
    in_full = '<names variable="author"><name initialize-with="."/></names>'
    xml = style(cited.replace("</names>", '</names><text value=" "/>'), f"<layout>{in_full}</layout>")
    authors = [{"family": "Dee", "given": "Cara"}, {"family": "Dee", "given": "Carl"}]
    processor = Processor(xml.replace("<citation>", options), [{**book("a"), "author": authors}])
    assert processor.cite(["a"], "text") == cite
    assert processor.bibliography("text").entries[0].text.strip() == listed


TURNED = 'and="text" delimiter-precedes-last="after-inverted-name" name-as-sort-order="all"'
THREE = [JANE, JOHN, ANN]
FOUR = [*THREE, KATE]


@pytest.mark.parametrize(
    ("attributes", "authors", "text"),
    [
        ('form="count"', THREE, "3"),
        ('form="count" et-al-min="2" et-al-use-first="1"', THREE, "1"),
        ('and="text"', THREE, "Jane Doe, John Roe, and Ann Poe"),
        ('and="symbol" delimiter-precedes-last="never"', THREE, "Jane Doe, John Roe &amp; Ann Poe"),
        ('and="text"', [JANE, JOHN], "Jane Doe and John Roe"),
        ('and="text" delimiter-precedes-last="always"', [JANE, JOHN], "Jane Doe, and John Roe"),
        (
            'and="text" delimiter-precedes-last="after-inverted-name" name-as-sort-order="first"',
            [JANE, JOHN],
            "Doe, Jane, and John Roe",
        ),
        (
            'and="text" delimiter-precedes-last="after-inverted-name" name-as-sort-order="first"',
            THREE,
            "Doe, Jane, John Roe and Ann Poe",
        ),
        (TURNED, [{"literal": "Hedgerow Trust"}, JOHN], "Hedgerow Trust, and Roe, John"),
        (TURNED, [{"literal": "Hedgerow Trust"}, {"literal": "Bog Trust"}], "Hedgerow Trust and Bog Trust"),
        (TURNED, [{"family": "毛", "given": "泽东"}, JOHN], "毛泽东, and Roe, John"),
        (
            'et-al-min="2" et-al-use-first="1" delimiter-precedes-et-al="after-inverted-name" name-as-sort-order="all"',
            [{"literal": "Hedgerow Trust"}, JOHN],
            "Hedgerow Trust, et al.",
        ),
        ('et-al-min="2" et-al-use-first="1"', THREE, "Jane Doe et al."),
        ('et-al-min="2" et-al-use-first="2"', THREE, "Jane Doe, John Roe, et al."),
        ('et-al-min="2" et-al-use-first="1" delimiter-precedes-et-al="always"', THREE, "Jane Doe, et al."),
        (
            (
                'et-al-min="2" et-al-use-first="1" delimiter-precedes-et-al="after-inverted-name"'
                ' name-as-sort-order="all"'
            ),
            THREE,
            "Doe, Jane, et al.",
        ),
        (
            'et-al-min="2" et-al-use-first="1" delimiter-precedes-et-al="after-inverted-name"',
            THREE,
            "Jane Doe et al.",
        ),
        ('et-al-min="3" et-al-use-first="1" et-al-use-last="true"', FOUR, "Jane Doe … Kate Loe"),
        ('et-al-min="4" et-al-use-first="2" et-al-use-last="true"', FOUR, "Jane Doe, John Roe, … Kate Loe"),
        (
            'et-al-min="3" et-al-use-first="1" et-al-use-last="true" delimiter-precedes-et-al="always"',
            FOUR,
            "Jane Doe, … Kate Loe",
        ),
        ('initialize-with=". "', [{"family": "Doe", "given": "Jane Mary"}], "J. M. Doe"),
        ('initialize-with="."', [{"family": "Doe", "given": "Jean-Luc"}], "J.-L. Doe"),
        ('name-as-sort-order="all" sort-separator=" "', [JANE], "Doe Jane"),
        ('name-as-sort-order="all"', [{"family": "王", "given": "小明"}], "王小明"),
    ],
)
def test_names_are_joined_cut_and_turned_round(attributes: str, authors: list[Item], text: str) -> None:
    shown = entry(f'<names variable="author"><name {attributes}/></names>', {"author": authors})
    assert shown == text.replace("&amp;", "&")


@pytest.mark.parametrize(
    ("demoted", "text"),
    [("never", "de Vries, Hugo"), ("sort-only", "de Vries, Hugo"), ("display-and-sort", "Vries, Hugo de")],
)
def test_a_particle_that_is_kept_is_demoted_as_the_style_says(demoted: str, text: str) -> None:
    layout = '<names variable="author"><name name-as-sort-order="all"/></names>'
    hugo = {"family": "Vries", "given": "Hugo", "non-dropping-particle": "de"}
    assert entry(layout, {"author": [hugo]}, demote_non_dropping_particle=demoted) == text


@pytest.mark.parametrize(
    ("name", "direct", "inverted"),
    [
        (
            {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
            "Ludwig van Beethoven",
            "Beethoven, Ludwig van",
        ),
        ({"family": "King", "given": "Martin", "suffix": "Jr."}, "Martin King Jr.", "King, Martin, Jr."),
        (
            {"family": "King", "given": "Martin", "suffix": "Jr.", "comma-suffix": True},
            "Martin King, Jr.",
            "King, Martin, Jr.",
        ),
        ({"literal": "Hedgerow Trust"}, "Hedgerow Trust", "Hedgerow Trust"),
    ],
)
def test_the_parts_of_a_name_have_their_places(name: Item, direct: str, inverted: str) -> None:
    for attributes, text in (("", direct), ('name-as-sort-order="all"', inverted)):
        assert entry(f'<names variable="author"><name {attributes}/></names>', {"author": [name]}) == text


def test_editors_who_are_the_translators_have_one_label() -> None:
    layout = '<names variable="editor translator"><name/><label prefix=" (" suffix=")"/></names>'
    assert entry(layout, {"editor": [JANE], "translator": [JANE]}) == "Jane Doe (editor & translator)"


def test_the_first_substitute_that_prints_stands_for_the_names_and_is_printed_once() -> None:
    substitutes = '<names variable="translator"/><names variable="editor"/><text value="Anon"/>'
    names = f'<names variable="author"><name/><substitute>{substitutes}</substitute></names>'
    layout = f'<group delimiter=". ">{names}<names variable="editor"><name/></names></group>'
    assert entry(layout, {"author": [], "editor": [JANE]}) == "Jane Doe"
    assert entry(names, {"author": []}) == "Anon"


def test_names_are_added_for_those_that_have_them_when_a_shorter_list_is_told_apart() -> None:
    items = [
        {**book(key), "author": [JANE, *others]}
        for key, others in (("a", [JOHN, ANN]), ("b", [JOHN, KATE]), ("c", [ANN]))
    ]
    options = 'disambiguate-add-names="true" et-al-min="2" et-al-use-first="1"'
    assert cluster(SHORT, items, options) == "(Doe, Roe, Poe 2000; Doe, Roe, Loe 2000; Doe, Poe 2000)"


SUFFIXED = 'disambiguate-add-year-suffix="true" '


@pytest.mark.parametrize(
    ("options", "years", "text"),
    [
        (SUFFIXED + 'collapse="year-suffix-ranged"', [2000, 2000, 2000, 2001], "(Doe 2000a–c, 2001)"),
        (SUFFIXED + 'collapse="year-suffix-ranged"', [2000, 2000], "(Doe 2000a; b)"),
        (SUFFIXED + 'collapse="year-suffix" year-suffix-delimiter=","', [2000, 2000], "(Doe 2000a,b)"),
        ('collapse="year"', [2000, 2001], "(Doe 2000, 2001)"),
        ('collapse="year" cite-group-delimiter=" &amp; "', [2000, 2001], "(Doe 2000 & 2001)"),
        ('cite-group-delimiter=" + "', [2000, 2001], "(Doe 2000 + Doe 2001)"),
    ],
)
def test_cites_of_one_author_collapse(options: str, years: list[int], text: str) -> None:
    items = [book(key, year=year) for key, year in zip("abcd", years, strict=False)]
    assert cluster(SHORT, items, options) == text


def test_a_collapsed_group_may_have_a_delimiter_of_its_own_behind_it() -> None:
    items = [book("a"), book("b", year=2001), book("c", "Roe", year=2002)]
    options = 'collapse="year" cite-group-delimiter=", " after-collapse-delimiter=" | "'
    assert cluster(SHORT, items, options) == "(Doe 2000, 2001 | Roe 2002)"


def test_three_numbers_or_more_are_a_range() -> None:
    number = '<text variable="citation-number"/>'
    items = [book(key) for key in "abc"]
    assert cluster(number, items, 'collapse="citation-number"') == "(1–3)"
    assert cluster(number, items[:2], 'collapse="citation-number"') == "(1; 2)"


@pytest.mark.parametrize(
    ("condition", "fields", "holds"),
    [
        ('variable="publisher"', {}, False),
        ('match="none" variable="publisher"', {}, True),
        ('match="any" variable="publisher title"', {}, True),
        ('match="all" variable="publisher title"', {}, False),
        ('type="book"', {}, True),
        ('is-numeric="edition"', {"edition": "2nd"}, True),
        ('is-numeric="edition"', {"edition": "second"}, False),
        ('is-uncertain-date="issued"', {"issued": {"date-parts": [[2000]], "circa": True}}, True),
    ],
)
def test_a_condition_holds_or_not(condition: str, fields: Item, holds: bool) -> None:
    layout = f'<choose><if {condition}><text value="yes"/></if><else><text value="no"/></else></choose>'
    assert entry(layout, fields) == ("yes" if holds else "no")


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        ('<text term="page" form="short" plural="true"/>', "Pp."),
        (f'<group delimiter=", "><text variable="title" quotes="true"/>{YEAR}</group>', "“Title a,” 2000"),
        (f'<group delimiter=". "><text value="Why?"/>{YEAR}</group>', "Why? 2000"),
        (f'<group delimiter=". "><text value="et al."/>{YEAR}</group>', "et al. 2000"),
        ('<text variable="title" text-case="uppercase"/>', "TITLE A"),
        ('<group><text value="only with "/><text variable="publisher"/></group>', ""),
        ('<text variable="title" prefix="[" suffix="]"/>', "[Title a]"),
        ('<date variable="issued" form="numeric" date-parts="year-month" delimiter="-"/>', "05/2000"),
    ],
)
def test_text_and_punctuation_meet(layout: str, text: str) -> None:
    fields = {"issued": {"date-parts": [[2000, 5]]}} if "year-month" in layout else {}
    assert entry(f'{layout}<text value="#"/>', fields) == f"{text}#"


@pytest.mark.parametrize(
    ("layout", "options", "html"),
    [
        ('<text variable="title" quotes="true" font-weight="bold" suffix="."/>', "", "“<b>Title a.</b>”"),
        (
            '<group suffix="."><text variable="title" quotes="true" display="block"/></group>',
            "",
            '\n\n    <div class="csl-block">“Title a.”</div>\n',
        ),
        (
            '<text variable="citation-number"/><text variable="title" prefix=". "/>',
            'second-field-align="flush"',
            '\n    <div class="csl-left-margin">1.</div><div class="csl-right-inline"> Title a</div>\n  ',
        ),
        (
            '<text variable="publisher"/><text variable="title" text-case="uppercase"/>',
            'second-field-align="flush"',
            '<div class="csl-right-inline">TITLE A</div>\n  ',
        ),
        ('<text variable="note"/>', 'second-field-align="flush"', "A “quoted” note"),
    ],
)
def test_marks_go_where_they_belong_across_tags(layout: str, options: str, html: str) -> None:
    xml = style(bibliography=f"<layout>{layout}</layout>").replace(
        "<bibliography>", f"<bibliography {options}>"
    )
    printed = Processor(xml, [book("a", note='A "quoted" note')]).bibliography().entries[0].text
    assert printed == f'  <div class="csl-entry">{html}</div>\n'


def test_a_later_note_points_to_the_first_one() -> None:
    processor = Processor(NOTE, [book("a"), book("b")])
    before: list[tuple[str, int]] = []
    made: dict[str, str] = {}
    for key, note in (("a", 1), ("a", 2), ("b", 3), ("a", 4), ("b", 8), ("a", 9)):
        citation = Citation(f"c{note}", (read_cite({"id": key}),), note)
        made |= {change.id: change.text for change in processor.place(citation, before, to="text")}
        before.append((citation.id, note))
    assert list(made.values()) == [
        "Title a in full.", "Ibid.", "Title b in full.", "Title a near.", "Title b, n. 3.", "Title a, n. 1.",
    ]  # fmt: skip
