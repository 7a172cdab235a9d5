"""Whole pages: entries, descriptions, furniture; and what does not look like a listing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.errors import Problem
from soilbib.formats import FORMATS
from soilbib.formats.listing import LISTING
from soilbib.formats.listing.pages.categories import Category, read_categories, read_vocabulary
from soilbib.formats.listing.pages.layout import read_lines
from soilbib.formats.listing.pages.lines import Line
from soilbib.formats.listing.pages.page import read
from soilbib.formats.listing.pages.recognition import looks_like
from soilbib.model import Record

ROOT = Path(__file__).parents[4]
FIXTURES = ROOT / "tests" / "fixtures" / "listing"


def records(text: str) -> list[Record]:
    return [item for item in read(text, "page.txt") if isinstance(item, Record)]


def problems(text: str) -> list[Problem]:
    return [item for item in read(text, "page.txt") if isinstance(item, Problem)]


PAGES = {
    "page-fr.txt": [
        ("Agriculture de conservation : mode d’emploi", True),
        ("La chaîne YouTube de l’Initiative « 4 pour 1000 »", False),
        ("Le sol, un puits de carbone", True),
        ("Stocker du carbone dans les sols français", True),
        ("Le biochar en 10 questions", False),
    ],
    "page-de.txt": [
        ("Humus in Ackerböden", True),
        ("Moore schützen: warum und wie?", True),
        ("Unter der Erde", False),
        ("Kompost für alle", False),
    ],
    "page-es.txt": [
        ("El suelo vivo: guía práctica", True),
        ("La tierra bajo tus pies", True),
        ("Suelos y clima", False),
    ],
    "page-more.txt": [
        ("Agroforestry for Climate: a practical guide", True),
        ("Soil is Life", True),
        (
            (
                "Quantifying carbon for agricultural soil management: from the current status toward "
                "a global soil information system"
            ),
            True,
        ),
        ("The “4 per 1000” Scientific and Technical Committee", False),
        ("Sols & climat : le grand débat", True),
        ("Carbon farming schemes in Europe - roundtable", True),
        ("Thinking Ahead on Soil", False),
    ],
    "page-letters.txt": [
        ("Tropical soil biology and fertility: a handbook of methods", False),
        ("Aggregation and organic matter storage in cool, humid agricultural soils", False),
        ("Un point sur l'évolution des réserves organiques des sols en France", False),
        (
            (
                "Regulation of soil structure by geophagous earthworm activities in humid savannas of "
                "Côte d'Ivoire"
            ),
            False,
        ),
        ("Dynamique de la matière organique des sols tropicaux", False),
    ],
}

JOINED_PAGES = {
    "page-wrapped.txt": [
        (
            "Responses of soil carbon sequestration to climate-smart agriculture practices: A meta-analysis",
            False,
        ),
        (
            "Technologically achievable soil organic carbon sequestration in world croplands and grasslands",
            False,
        ),
        (
            "Measuring and modelling soil carbon stocks and stock changes in livestock production systems",
            False,
        ),
        (
            (
                "How to measure, report and verify soil carbon change to realize the potential of "
                "soil carbon sequestration for atmospheric greenhouse gas removal"
            ),
            False,
        ),
        ("Carbon for soils, not soils for carbon", False),
    ],
    "page-items.html": [
        (
            "Des vers de terre et des hommes : découvrir nos écosystèmes fonctionnant à l’énergie solaire",
            False,
        ),
        ("Le grand traité du jardin punk", False),
        ("Des légumes en hiver : produire en abondance, même sous la neige", False),
        ("Les sols français perdent leur matière organique", False),
        ("Le carbone du sol, enjeu climatique", False),
        ("Regards sur nos assiettes", False),
        ("Le champ des possibles", False),
    ],
    "page-labels.txt": [
        ("Restaurer les sols dégradés du Sahel", False),
        ("Guide du zaï mécanisé", False),
        ("L'agroécologie au service des sols", False),
    ],
}
"""Pages of which entries stand on several lines, or amid mark-up."""


@pytest.mark.parametrize("name", [*PAGES, *JOINED_PAGES])
def test_a_page_gives_its_entries_with_their_descriptions(name: str) -> None:
    text = (FIXTURES / name).read_text("utf-8")
    found = [(record.title, "abstract" in record.fields) for record in records(text)]
    assert found == {**PAGES, **JOINED_PAGES}[name]


def test_the_resource_page_gives_exactly_its_twelve_records(shared: Path) -> None:
    text = (shared / "data" / "listing" / "resources-page.txt").read_text("utf-8")
    found = records(text)
    assert len(found) == 12
    assert [record.source.line for record in found if "abstract" not in record.fields] == [45, 79, 81]
    assert [(problem.code, problem.severity, problem.place.line) for problem in problems(text)] == [
        ("I211", "info", 1)
    ]


def test_the_sample_page_gives_nine_records() -> None:
    found = records((ROOT / "samples" / "resources.txt").read_text("utf-8"))
    assert len(found) == 9
    assert sum(record.authors[:1] == found[3].authors[:1] for record in found) == 2


@pytest.mark.parametrize("name", PAGES)
def test_no_line_of_a_page_disappears(name: str) -> None:
    text = (FIXTURES / name).read_text("utf-8")
    kept = "\n".join(
        item.text
        if isinstance(item, Problem)
        else "\n".join([*item.fields.values(), text.splitlines()[item.source.line - 1]])
        for item in read(text, "")
    )
    assert [line for line in text.splitlines() if line.strip() not in kept] == []


def test_furniture_is_one_problem_per_block_and_keeps_its_text() -> None:
    text = "Menu\nHome\n\nSort by\n\n“A title here” – 2019 – J. Doe\n\n1 2 3 … 18 Next\nFooter\n"
    before, after = problems(text)
    assert (before.code, before.severity, before.text, before.place.line) == (
        "I211",
        "info",
        "Menu\nHome\nSort by",
        1,
    )
    assert (after.text, after.place.line) == ("1 2 3 … 18 Next\nFooter", 8)


def test_pagination_and_links_under_an_entry_are_no_description() -> None:
    for line in ("1 2 3 … 18 Next", "Read more", "« Previous 1 2", "Lire la suite →"):
        assert "abstract" not in records(f"“A title here” – 2019 – J. Doe\n\n{line}\n")[0].fields


def test_a_description_may_stand_on_several_lines() -> None:
    [record] = records(
        "“A title here” – 2019 – J. Doe\nThe first line of a paragraph that goes on\nto its end here.\n"
    )
    assert record.fields["abstract"] == "The first line of a paragraph that goes on to its end here."


def test_one_string_on_each_line() -> None:
    text = (FIXTURES / "strings.jsonl").read_text("utf-8")
    import json

    strings = [json.loads(line)["text"] for line in text.splitlines()]
    assert len(records("\n".join(strings))) == len(strings)


MIXED = """\
“Prés et eau : même combat” – 2023 – Agence de l’eau des Prés, ARPE
The Moss Will Save Us: How Farmers and Foxes Are Mending the Mire to Save the Meadow, Jane Doe, Moor Books, 2014
“Le pré, carte d’identité de nos fromages” – Anne et Claude Martin – Conférence – Salers, 12 mai 2016
2050, a documentary by John Roe (2019)
Pour la suite du pré – Pierre Martin et Anne Petit – ARPE – 1963 – 105 min
“Mires under threat” – Deutsche Welle, YouTube – 18.11.2021
“Une tourbe sans fossés” – S. Jacquet, M.-H. Martin et al. (coord.) – Quae, 2022
“Rapport sur l'état des prés” – 2011 – GIS Sols. (24 p.)
"""


def test_entries_of_many_forms_each_on_its_line_are_no_wrapped_references() -> None:
    assert len(records(MIXED)) == len(MIXED.splitlines())


def test_a_single_line_is_a_record_whatever_its_shape() -> None:
    [record] = records("Soils and what they do\n")
    assert record.title == "Soils and what they do"


def test_an_uncertain_reading_is_a_warning_with_its_line() -> None:
    [warning] = problems("\n\nSoils and what they do\n")
    assert (warning.code, warning.severity, warning.place.path, warning.place.line) == (
        "W210",
        "warning",
        "page.txt",
        3,
    )
    assert warning.text == "Soils and what they do"


@pytest.mark.parametrize(
    "text",
    [
        '[{"title": "“A title” – 2019 – J. Doe"}]',
        "<html><body><p>A page about soils.</p><p>And another paragraph of it.</p></body></html>",
        "# Notes\n\nA page about soils.\n\n- [More](https://example.org)\n",
        "@article{doe2019, title = {A title}}",
        "TY  - JOUR\nTI  - A title\nER  - \n",
        'id,title,author\n1,A title,"Doe, J."\n',
        "It was the best of times. It was 1859 – or nearly so – when the book came.\n\nHe said: “I will not go.”\n",
        "The quick brown fox jumps over the lazy dog.\n" * 3,
        "\x00\x01\x02“A” – 2019",
        '2020-05-12 10:11:14,001 ERROR app - Failed: "timeout" – 2020 – giving up\n2020-05-12 10:11:15 INFO app\n',
        (
            "<html><body><h1>Why we plant trees</h1><p>By John Doe</p><p>12 May 2020</p><p>Trees give shade, and hold "
            "the soil.</p><p>Frost killed a third of them in the second year.</p></body></html>"
        ),
        "",
    ],
)
def test_what_is_no_listing_does_not_look_like_one(text: str) -> None:
    assert not looks_like(text)


@pytest.mark.parametrize(
    "text",
    [
        "“A title here” – 2019 – J. Doe\n",
        "Doe, J., & Roe, R. (2019). A title of some words. Journal of Soils, 12(3), 4–5.\n",
        "Doe J, Roe R. A title of some words. J Soils. 2019;12(3):4-5.\n",
        "[1] J. Doe and M. Roe, “Soils of the world,” J. Soils, vol. 12, pp. 4–5, 2019.\n[2] P. Poe, “Worms,” 2020.\n",
        "The otter comes back\nAnn Roe and Paul Doe\n2 June 2018\n\nThe beaver comes back\nAnn Roe\n3 June 2019\n",
        "Doe, Jane. “A Title.” Journal of Soils 12, no. 3 (2019): 4–5.\n",
        *((FIXTURES / name).read_text("utf-8") for name in [*PAGES, *JOINED_PAGES]),
    ],
)
def test_listings_and_references_look_like_a_listing(text: str) -> None:
    assert looks_like(text)


def test_the_format_is_in_the_table() -> None:
    assert FORMATS["listing"] is LISTING


def categories_of(text: str) -> dict[str, list[str]]:
    return {record.title: record.extra.get("soilbib", {}).get("categories", []) for record in records(text)}


@pytest.mark.parametrize(
    ("mark", "authors"),
    [
        ("———.", "Jane Doe"),
        ("———, and Ann Poe.", "Jane Doe, Ann Poe"),
        ("_____.", "Jane Doe"),
        ("--- .", "Jane Doe"),
        ("— — —.", "Jane Doe"),
        ("Id.,", "Jane Doe"),
        ("Idem.", "Jane Doe"),
    ],
)
def test_a_mark_for_the_authors_of_the_entry_above_is_read_as_them(mark: str, authors: str) -> None:
    first, second, third = records(
        f"Doe, Jane. Soil and water. Boston: Acme Press, 2001.\n{mark} Clay and sand. Boston: Acme Press, 2003.\n"
        "Roe, R. 2005. Moss carbon. Geoderma 12: 34-56."
    )
    assert second.title == "Clay and sand"
    assert ", ".join(name.display for name in second.authors) == authors
    assert (first.title, third.title) == ("Soil and water", "Moss carbon")


def test_lines_that_hang_from_a_reference_belong_to_it_and_a_paragraph_under_an_entry_does_not() -> None:
    found = records(
        "ROE Jane, POE Étienne (dir.), Les prés ont-ils de\n    la mémoire ?, Versailles, Quae, 2015, 176 p.\n"
        "BOUVIER Claude et Lydie, Le pré et les champs, Paris, Sang de la Terre,\n    2008, 223 p.\n\n"
        "“Clay in the hills of the south, a long way from home” – 2018 – J.Doe\n"
        "    A paragraph that says what it is about.\n"
    )
    assert [(record.title, record.fields.get("number-of-pages", "")) for record in found] == [
        ("Les prés ont-ils de la mémoire ?", "176"),
        ("Le pré et les champs", "223"),
        ("Clay in the hills of the south, a long way from home", ""),
    ]
    assert [name.display for name in found[1].authors] == ["Claude Bouvier", "Lydie Bouvier"]
    assert found[2].fields["abstract"] == "A paragraph that says what it is about."


def test_pages_that_a_line_end_parts_are_one_range() -> None:
    (record,) = records("[1] R. Roe, “Clay and climate,” Science, vol. 304, pp. 1623–\n1627, 2004.")
    assert (record.fields["page"], record.dates["issued"].edtf) == ("1623-1627", "2004")


def test_a_mark_with_nothing_above_it_leaves_the_authors_out() -> None:
    (record,) = records("———. 2003. Clay and sand. Boston: Acme Press.")
    assert (record.title, record.authors) == ("Clay and sand", ())


def test_a_reference_with_its_imprint_is_no_byline_of_the_entry_above() -> None:
    found = records(
        "Roe, R. 2005. Moss carbon. Geoderma 12: 34-56.\n\nDUBOIS Jean, Les sols, Paris, Masson, 1971."
    )
    assert [record.title for record in found] == ["Moss carbon", "Les sols"]


def test_an_entry_has_the_categories_that_are_stated_under_it_and_its_section() -> None:
    text = (FIXTURES / "page-categories.txt").read_text("utf-8")
    assert categories_of(text) == {
        "Soil and carbon": ["Guides and reports", "Farms", "Teaching"],
        "Earthworms at work": ["Guides and reports"],
        "A note about clay": ["Soil Notes", "Clay"],
    }
    assert read_vocabulary(text) == (
        Category("Guides and reports"),
        Category("Soil Notes", "Guides and reports"),
        Category("News"),
    )


def test_links_that_html_marks_as_categories_go_with_their_entry() -> None:
    text = (
        "<html><body><main><article><h3><a href='/x'>“Soil and carbon” – 2018 – A.Doe</a></h3>"
        "<p>A guide that explains how carbon gets into soils and stays.</p><footer>Posted in "
        "<a rel='category tag' href='/g'>Guides</a>, <a rel='category' href='/n'>Soil Notes</a></footer></article>"
        "<article><h3>“Roots” – 2019 – B.Roe</h3></article></main></body></html>"
    )
    assert categories_of(text) == {"Soil and carbon": ["Guides", "Soil Notes"], "Roots": []}


@given(
    st.lists(
        st.sampled_from(
            [
                "“A b c” – 2019 – J. Doe",
                "",
                "Menu",
                "• Item",
                "A paragraph of words that ends here.",
                "1 2 3 Next",
            ]
        ),
        max_size=12,
    )
)
@settings(max_examples=60, deadline=None)
def test_every_line_of_a_jumbled_page_is_in_a_record_or_a_problem(lines: list[str]) -> None:
    kept = "\n".join(
        item.text
        if isinstance(item, Problem)
        else " ".join([*item.fields.values(), lines[item.source.line - 1]])
        for item in read("\n".join(lines), "")
    )
    assert all(line in kept for line in lines if line)


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_no_text_makes_the_page_reader_fail(text: str) -> None:
    list(read(text, ""))
    looks_like(text)


def test_an_html_page_gives_entries_with_links_and_leaves_out_navigation() -> None:
    text = (FIXTURES / "page.html").read_text("utf-8")
    assert looks_like(text)
    found = {record.title: record for record in records(text)}
    assert {title: record.fields["URL"] for title, record in found.items()} == {
        "L’humus, or noir des sols": "https://terres-vivantes.example/ressources/humus",
        "Vers de terre & Cie": "https://example.org/vers.pdf",
        "Le compost en 5 gestes": "https://terres-vivantes.example/video/compost",
        "La chaîne de nos jardiniers et jardinières": "https://terres-vivantes.example/chaine",
    }
    assert found["L’humus, or noir des sols"].fields["abstract"].startswith("Un guide")
    assert found["Le compost en 5 gestes"].source.line == 26
    furniture = [problem for problem in problems(text) if problem.code == "I211"]
    assert "Accueil" in furniture[0].text
    assert "Rechercher" in furniture[0].text
    assert "3 categories" in furniture[1].message


def test_a_markdown_page_gives_entries_with_links_and_wrapped_items() -> None:
    text = (FIXTURES / "page.md").read_text("utf-8")
    assert looks_like(text)
    assert [(record.title, record.fields.get("URL", "")) for record in records(text)] == [
        ("Cover crops in cold climates", "https://example.org/cover.pdf"),
        ("Compost for clay", "https://example.org/friends"),
        ("Roots and carbon", ""),
        ("Carbon under hedges", "https://example.org/hedges"),
        ("Peat and people", "https://example.org/peat"),
    ]


def test_the_categories_of_a_page_are_read_with_their_order() -> None:
    lines = [
        Line(number, text)
        for number, text in enumerate(["Filter by Categories", "Guides", "- For farms", "News"])
    ]
    assert read_categories([*lines, Line(9, "Tools")]) == (
        Category("Guides"),
        Category("For farms", "Guides"),
        Category("News"),
    )
    assert read_categories(lines[1:]) == ()


def test_the_list_of_categories_to_filter_by_is_no_heading_of_the_entries_behind_it() -> None:
    text = """Filter by Categories
Articles
- Reports and guides
Films

Sort By

“Roots and carbon” – 2019 – J.Doe

Films

“Hug the Ground” – 2020 – R.Poe
"""
    found = {record.title: record.extra.get("soilbib", {}).get("categories") for record in records(text)}
    assert found == {"Roots and carbon": None, "Hug the Ground": ["Films"]}


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<a href='x'>", "</a>", "<li>", "“T” – 2019 – J. Doe", "<", "&", "\x00"]
        )
    )
)
@settings(max_examples=80, deadline=None)
def test_no_markup_makes_the_reader_fail(pieces: list[str]) -> None:
    for start in ("<html><body>", "# Title\n\n* **", "<ul>"):
        list(read(start + "".join(pieces), "page"))


@pytest.mark.parametrize(
    "piece", ["<a href=x>", "<p>", "<!--", "<", "&#", "[a](", "[a][", "**a", "# ", "_a_ ", "- ["]
)
def test_the_time_for_a_marked_up_page_grows_no_faster_than_its_length(piece: str) -> None:
    def seconds(length: int, start: str) -> float:
        text = start + piece * (length // len(piece))
        begin = time.perf_counter()
        looks_like(text[:20_000])
        read_lines(text)
        return time.perf_counter() - begin

    for start in ("<html><body>", "# Title\n\n- **a**\n"):
        assert seconds(100_000, start) < 1.0 + 20 * seconds(20_000, start)


def test_a_link_that_is_no_address_is_kept_as_it_stands() -> None:
    head = '<html><head><base href="https://a.example/"></head>'
    page = f'{head}<p><a href="http://[x">“Peat” – 2019 – J.Doe</a></p></html>'
    assert [record.fields["URL"] for record in records(page)] == ["http://[x"]


def test_italics_at_the_start_of_a_paragraph_are_no_code() -> None:
    assert looks_like("“Soil” – 1900 – R. Sol\n\n<i>Eisenia fetida</i> soil soil\n")


def test_rows_with_tabs_below_a_head_are_entries() -> None:
    text = (
        "Group library\n\nAuthor\tTitle\tYear\tAdded\n"
        "Bruun I, Novotný K\tRegrowth on cut-over bogs\t2017\t12/03/2019\n"
        "Vane H\tWho drained the fen?\t2018\t\n"
    )
    found = [(record.title, len(record.authors), record.dates["issued"].year) for record in records(text)]
    assert found == [("Regrowth on cut-over bogs", 2, 2017), ("Who drained the fen?", 1, 2018)]


def test_a_page_of_many_cards_takes_time_in_proportion() -> None:
    card = (
        "<li><h3><a href=/{0}>The otter number {0} comes back</a></h3><p>Ann Roe</p><p>2 June 2018</p></li>"
    )
    spent = []
    for count in (150, 2400):
        page = f"<html><body><ul>{''.join(card.format(number) for number in range(count))}</ul></body></html>"
        start = time.process_time()
        assert len(records(page)) == count
        spent.append(time.process_time() - start)
    assert spent[1] < 16 * 2.5 * spent[0]


@pytest.mark.parametrize(
    "line",
    ["Showing 1 to 20 of 87", "Read more about Wells without owners", "Uploaded on 18 May 2022"],
)
def test_what_surrounds_entries_is_none(line: str) -> None:
    page = f"“The otter comes back” – 2018 – Ann Roe\n\n{line}\n\n“The beaver comes back” – 2019 – Ann Roe\n"
    assert [record.title for record in records(page)] == ["The otter comes back", "The beaver comes back"]
    assert line in "\n".join(problem.text for problem in problems(page))
