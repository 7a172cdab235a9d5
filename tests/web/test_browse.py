"""The browse page: each function of the origin page, with its semantics, over records of our own."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest

from soilbib.catalogue import Catalogue
from soilbib.cli.add import run as add
from tests.web.client import Answer, Client
from tests.web.conftest import Serve

Asked = dict[str, str | list[str]]
MUD = "lo/vely key?&#1"
PUDDLES = {"puddles2019", "puddles2019b"}
REPORTS = {"peat2011", "compost2019", *PUDDLES}
ALL = {"meadows1998", "meadows1998b", "radio2018", MUD, "evil", "rain2015", "rain2016", *REPORTS}
CATEGORIES = ["Never used", "News", "Old news", "Reports"]


def found(client: Client, **asked: str | list[str]) -> list[str]:
    """The keys of the records that a page shows, in order."""
    query = {name.rstrip("_").replace("_", "-"): value for name, value in asked.items()}
    answer = client.get(f"/?{urlencode({'limit': 50, **query}, doseq=True)}")
    assert answer.status == 200
    return keys(answer)


def keys(answer: Answer) -> list[str]:
    return [str(value) for value in answer.page.xpath("//li[@class='hit']//button[@name='id']/@value")]


def as_form(client: Client, **asked: str | list[str]) -> Answer:
    """Send the search form with everything as the page has it but for what is given."""
    page = client.get("/").page
    (form,) = page.xpath("//form[@id='search']")
    pairs = [
        (field.get("name"), field.get("value", "on"))
        for field in [*form.xpath(".//input"), *page.xpath("//input[@form='search']")]
        if field.get("type") not in ("checkbox", "radio") or "checked" in field.attrib
    ]
    given = {
        name.replace("_", "-"): [value] if isinstance(value, str) else value for name, value in asked.items()
    }
    kept = [(name, value) for name, value in pairs if name not in given]
    return client.get(
        "/?" + urlencode([*kept, *((name, each) for name, values in given.items() for each in values)])
    )


def test_all_records_are_there_by_title_without_quotes_and_articles(client: Client) -> None:
    shown = found(client)
    assert set(shown) == ALL
    titled = [key for key in shown if key not in ("evil", "meadows1998", "meadows1998b")]
    assert titled == [
        "rain2015",
        "rain2016",
        "compost2019",
        "peat2011",
        MUD,
        "puddles2019",
        "puddles2019b",
        "radio2018",
    ]


def test_a_search_finds_all_words_in_any_of_the_fields(client: Client) -> None:
    assert found(client, q="carbon moss") == ["peat2011"]
    assert found(client, q="carbon snow") == []


def test_the_result_pages_answer_a_form_with_an_address_that_can_be_shared(client: Client) -> None:
    answer = as_form(client, q="meadows", sort="-year")
    assert keys(answer) == keys(client.get(answer.address))
    assert answer.address == "/?q=meadows&sort=-year"


def test_search_in_title_and_in_content_choose_the_fields(client: Client) -> None:
    assert "peat2011" in found(client, q="carbon", in_="content")
    assert found(client, q="carbon", in_="title") == []
    assert found(client, q="peat", in_="title") == ["peat2011"]
    assert keys(as_form(client, q="carbon", **{"in": ["title"]})) == []


def test_with_neither_field_ticked_nothing_is_found(client: Client) -> None:
    assert keys(as_form(client, q="carbon", **{"in": []})) == []


def test_exact_matches_are_one_phrase_found_inside_words_too(client: Client) -> None:
    assert found(client, q="llo wo", exact="1") == ["meadows1998"]
    assert found(client, q="wo llo", exact="1") == []
    assert found(client, q="llo wo") == []


@pytest.mark.parametrize(
    ("match", "query", "expected"),
    [("anywhere", "ting rai", {"rain2015"}), ("start", "counting", {"rain2015", "rain2016"}),
     ("end", "ing rain", {"rain2015"}), ("full", "counting rain", {"rain2015"}), ("full", "counting", set())],
)  # fmt: skip
def test_exact_matches_may_have_to_start_end_or_be_the_whole(
    client: Client, match: str, query: str, expected: set[str]
) -> None:
    assert set(found(client, q=query, exact="1", match=match, in_="title")) == expected


def test_any_word_may_be_enough(client: Client) -> None:
    assert set(found(client, q="moss radio mud", logic="or")) == {"peat2011", "radio2018", MUD}


def test_case_accents_and_quotes_do_not_matter(client: Client) -> None:
    assert found(client, q="ELEVER le Compost") == ["compost2019"]
    assert set(found(client, q="author:muller")) >= {"meadows1998"}


def test_types_that_are_ticked_are_shown_and_none_of_them_shows_nothing(client: Client) -> None:
    assert set(found(client, type="report")) == REPORTS
    assert set(found(client, type=["report", "book"])) == {*REPORTS, MUD}
    mode: Asked = {"ticks": "without", "was": "without"}
    everything = as_form(client, limit="50", offered_category=[], offered_language=[], **mode)
    assert keys(everything) == []  # no type is ticked


def test_categories_that_are_not_ticked_exclude(client: Client) -> None:
    mode: Asked = {
        "ticks": "without",
        "was": "without",
        "offered-type": [],
        "offered-language": [],
        "limit": "50",
    }
    assert set(keys(as_form(client, category=CATEGORIES, **mode))) == ALL
    without_news = as_form(client, category=["Never used", "Old news", "Reports"], **mode)
    assert set(keys(without_news)) == ALL - {
        "compost2019",
        "radio2018",
    }  # compost2019 is among the reports, too
    assert "not-category=News" in without_news.address
    assert set(keys(as_form(client, category=[], **mode))) == ALL - {
        "peat2011",
        "compost2019",
        "radio2018",
        "meadows1998",
    }


def test_categories_can_also_mean_any_of_the_ticked(client: Client) -> None:
    assert set(found(client, category="Never used")) == set()
    assert set(found(client, category="Old news")) == {"meadows1998"}
    assert set(found(client, category="News")) == {"compost2019", "radio2018", "meadows1998"}
    assert set(found(client, category=["News", "Old news"])) == {"compost2019", "radio2018", "meadows1998"}


def test_what_ticks_mean_can_be_switched_and_begins_anew(client: Client) -> None:
    answer = as_form(client, ticks="without")
    assert set(keys(answer)) == ALL
    ticked = answer.page.xpath("//input[@name='category']")
    assert len(ticked) == len(CATEGORIES)
    assert all("checked" in each.attrib for each in ticked)


def test_all_categories_are_offered_with_those_under_them(client: Client) -> None:
    labels = client.get("/").page.xpath("//label[input[@name='category']]")
    assert [each.xpath("string(span[@class='name'])") for each in labels] == CATEGORIES
    assert ["sub" in each.get("class") for each in labels] == [False, False, True, False]


def test_languages_filter(client: Client) -> None:
    assert set(found(client, language="fr")) == {"compost2019", "radio2018"}


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        ("2018", {"radio2018"}),
        ("2018..", {"radio2018", "compost2019", "evil", *PUDDLES}),
        ("..2003", {"meadows1998", "meadows1998b", MUD}),
    ],
)
def test_years_filter(client: Client, year: str, expected: set[str]) -> None:
    assert set(found(client, year=year)) == expected


def test_the_two_fields_for_years_make_a_range(client: Client) -> None:
    assert as_form(client, **{"from": "2011", "to": "2015"}).address == "/?year=2011..2015"
    assert as_form(client, **{"from": "2011", "to": ""}).address == "/?year=2011.."
    assert as_form(client, **{"from": "2011", "to": "2011"}).address == "/?year=2011"


def test_results_are_sorted(client: Client) -> None:
    assert found(client, sort="-year")[0] == "evil"
    assert found(client, sort="year", type="report")[0] == "peat2011"
    assert found(client, sort="-title") == found(client, sort="title")[::-1]


def test_pages_follow_each_other(client: Client) -> None:
    first = client.get("/?limit=4")
    assert len(keys(first)) == 4
    (following,) = first.page.xpath("//nav[@class='paging']//a[@rel='next']/@href")
    second, third = client.get(following), client.get("/?limit=4&page=3")
    assert sorted([*keys(first), *keys(second), *keys(third)]) == sorted(ALL)
    beyond = client.get("/?limit=4&page=999999")
    assert (beyond.address, keys(beyond)) == ("/?page=3&limit=4", keys(third))


def test_facets_have_counts_of_what_was_found(client: Client) -> None:
    page = client.get("/?q=author:dubois").page
    counts = {
        each.xpath("string(span[@class='name'])"): int(each.xpath("string(span[@class='count'])"))
        for each in page.xpath("//label[input[@name='category' or @name='type']]")
    }
    assert counts == {"Report": 1, "Broadcast": 1, "Never used": 0, "News": 2, "Old news": 0, "Reports": 1}


def test_charts_are_links_that_filter(client: Client) -> None:
    page = client.get("/").page
    (report,) = [link for link in page.xpath("//svg//a") if link.get("aria-label", "").startswith("Report")]
    assert set(keys(client.get(report.get("href") + "&limit=50"))) == REPORTS
    years = [
        link.get("href")
        for link in page.xpath("//svg[1]//a")
        if link.get("aria-label", "").startswith("2018")
    ]
    assert keys(client.get(years[0])) == ["radio2018"]


def test_filters_in_force_can_be_taken_away_one_by_one(client: Client) -> None:
    page = client.get("/?type=report&category=News&year=2019&not-language=en").page
    chips = page.xpath("//ul[@class='active']//a")
    assert [chip.text for chip in chips] == ["Report", "News", "without English", "2019"]
    assert chips[1].get("href") == "/?type=report&not-language=en&year=2019"


def test_words_that_were_found_are_marked(client: Client) -> None:
    assert client.get("/?q=moss").texts("//li[@class='hit']//mark") == ["moss"]
    assert client.get("/?q=meadows+-muller").texts("//h2//mark") == []


def test_markup_in_titles_is_shown_as_such(client: Client) -> None:
    assert client.get("/").texts("//h2[@class='title']//i") == ["Sphagnum"]


def test_a_slip_of_the_pen_finds_what_was_meant(client: Client) -> None:
    answer = client.get("/?q=meadwos")
    assert set(keys(answer)) == {"meadows1998", "meadows1998b"}
    assert "Shown instead" in answer.text


def test_a_query_that_cannot_be_read_says_where(client: Client) -> None:
    answer = client.get("/?q=year%3Asoon")
    assert answer.status == 400
    assert "^" in answer.texts("//pre")[0]


@pytest.mark.parametrize(
    ("code", "word"),
    [("en", "Search in title"), ("fr", "Rechercher dans le titre"), ("es", "Buscar en el título")],
)
def test_the_interface_speaks_several_languages(client: Client, code: str, word: str) -> None:
    assert word in client.get(f"/?lang={code}").text
    assert word in client.get("/").text  # and remembers
    assert word in client.get("/", Cookie="", Accept_Language=f"xx, {code};q=0.5").text


def test_records_can_be_found_by_programs_on_the_page(client: Client) -> None:
    titles = client.get("/?q=atlas").page.xpath("//span[@class='Z3988']/@title")
    assert len(titles) == 1
    assert "rft.btitle=Peat+under+pressure" in titles[0]


def test_the_origin_pages_own_list_is_offered_with_all_that_its_visitors_have(
    serve: Serve, shared: Path, tmp_path: Path
) -> None:
    path = tmp_path / "soil.db"
    assert add(str(path), [str(shared / "data" / "listing" / "resources-page.txt")]) == 0
    client = serve(path).client()
    page = client.get("/")
    assert page.texts("//p[@role='status']/strong") == ["12 records"]
    first = [title.split(" ")[0] for title in page.texts("//h2[@class='title']")]
    assert first[0] == "Dossiers"  # by title, opening quotes ignored
    categories = page.texts("//label[input[@name='category']]/span[@class='name']")
    assert len(categories) == 20
    assert {"Archived News", "Soil Carbon Notes", "Testimonials and success stories"} <= set(categories)
    assert len(keys(client.get("/?q=soil&in=title"))) < len(keys(client.get("/?q=soil")))
    assert keys(client.get("/?q=il+heal&exact=1")) != []
    for code in ("en", "fr", "es"):
        assert client.get(f"/?lang={code}").page.get("lang") == code


def test_a_record_without_a_language_is_said_to_have_none_in_the_visitors_own(client: Client) -> None:
    page = client.get("/?lang=fr")
    assert "sans langue indiquée" in page.texts("//label[contains(., 'langue')]/span")


def test_an_empty_collection_offers_to_import_and_nothing_to_filter_by(serve: Serve, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    Catalogue(path).close()
    page = serve(path).client().get("/")
    assert "There are no records yet. Import records" in page.texts("//div[@class='results']/p")
    assert not page.page.xpath("//*[@id='ticks-only' or @id='more-types']")
