"""Searching."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from soilbib.catalogue import (
    Catalogue,
    Category,
    Count,
    Query,
    QueryError,
    Term,
    exact,
    grams,
    ordering,
    parse_query,
)
from soilbib.catalogue.folding import fold
from soilbib.catalogue.indexing import texts
from soilbib.catalogue.query import MATCHES, Match, Sort
from soilbib.model import Name, Record


def keys(catalogue: Catalogue, query: str | Query) -> list[str]:
    asked = parse_query(query) if isinstance(query, str) else query
    return [hit.entry.key for hit in catalogue.search(asked).hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sequestration", {"lal2004"}),
        ("SEQUESTRATION", {"lal2004"}),
        ("boeuf", {"carboneutre"}),
        ("bœuf", {"carboneutre"}),
        ("ete", {"terres"}),
        ("l'été", {"terres"}),
        ("l’Été", {"terres"}),
        ("strassenbau", {"boden"}),
        ("muller", {"boden"}),
        ("angstrom", {"thesis1"}),
        ("soil-peace", {"lal2015"}),
        ("soil — peace", {"lal2015"}),
        ("土壤", {"turang"}),
        ("壤土", set()),
        ("carbon mille", {"minasny2017"}),
        ('"carbon 4 per mille"', {"minasny2017"}),
        ('"4 carbon"', set()),
        ('"in soil"', {"thesis1"}),
        ("carb*", {"lal2004", "minasny2017", "carboneutre", "thesis1", "kopittke"}),
        ("carbon", {"lal2004", "minasny2017", "carboneutre", "thesis1", "kopittke"}),
        ("carbon -thesis", {"lal2004", "minasny2017", "carboneutre", "kopittke"}),
        ("author:lal", {"lal2004", "lal2015"}),
        ("title:lal", set()),
        ("journal:geoderma", {"minasny2017"}),
        ("keyword:climate", {"minasny2017"}),
        ("doi:10.1126/science.1097396", {"lal2004"}),
        ("10.1126/SCIENCE.1097396", {"lal2004"}),
        ("id:lal2015", {"lal2015"}),
        ("abstract:sink", {"lal2004"}),
        ("peter", {"kopittke"}),
        ("1998", {"boden"}),
        ("mille OR thesis", {"minasny2017", "thesis1"}),
        ("-soil -soils", {"terres", "boden", "turang", "carboneutre"}),
        ("“ – ”", {"lal2004", "lal2015", "minasny2017", "carboneutre", "terres", "boden", "turang", "thesis1",
                   "undated", "hundred", "kopittke"}),
    ],
)  # fmt: skip
def test_words_are_found_whatever_their_case_accents_quotes_and_dashes(
    shelf: Catalogue, query: str, found: set[str]
) -> None:
    page = shelf.search(replace(parse_query(query), limit=50))
    assert page.corrected == ""
    assert {hit.entry.key for hit in page.hits} == found


@pytest.mark.parametrize(
    ("logic", "found"),
    [
        ("and", {"lal2004", "kopittke", "thesis1", "minasny2017"}),
        ("and-word", {"lal2004", "thesis1", "minasny2017", "kopittke"}),
        (
            "or",
            {"lal2004", "lal2015", "minasny2017", "thesis1", "undated", "hundred", "kopittke", "carboneutre"},
        ),
        ("or-word", {"lal2004", "lal2015", "minasny2017", "thesis1", "kopittke"}),
    ],
)
def test_all_words_or_any_and_whole_words_only(shelf: Catalogue, logic: str, found: set[str]) -> None:
    assert set(keys(shelf, Query((Term("soil"), Term("carbon")), logic=logic))) == found  # type: ignore[arg-type]


def test_the_scope_says_where_words_count(shelf: Catalogue) -> None:
    assert "lal2004" in keys(shelf, Query((Term("sink"),)))
    assert keys(shelf, Query((Term("sink"),), scope=("title",))) == []
    assert keys(shelf, Query((Term("sequestration"),), scope=("content",))) == []
    assert keys(shelf, Query((Term("climate"),), scope=("keyword", "container"))) == ["minasny2017"]


@pytest.mark.parametrize(
    ("query", "corrected", "first"),
    [
        ("sequestraton", "sequestration", "lal2004"),
        ("carbn sequestration", "carbon sequestration", "lal2004"),
        ("klimate", "climate", "lal2004"),
        ("Minansy", "", ""),
        ("qqqqqqqq", "", ""),
    ],
)
def test_where_nothing_is_found_near_words_of_titles_are_searched(
    shelf: Catalogue, query: str, corrected: str, first: str
) -> None:
    page = shelf.search(parse_query(query))
    assert page.corrected == corrected
    assert [hit.entry.key for hit in page.hits][:1] == ([first] if first else [])


@pytest.mark.parametrize("phrase", ['"4 per mille"', "“4 per mille”", "« 4 per mille »"])
def test_marks_around_an_exact_phrase_are_left_out_where_nothing_has_them(
    shelf: Catalogue, phrase: str
) -> None:
    page = shelf.search(Query((Term(phrase, kind="phrase"),), exact=True))
    assert (page.corrected, [hit.entry.key for hit in page.hits]) == ("4 per mille", ["minasny2017"])
    assert page.hits[0].snippets[0].spans
    quoted = Query((Term('"nothing like that"', kind="phrase"),), exact=True)
    assert shelf.search(quoted) == replace(shelf.search(quoted), hits=(), corrected="")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("كربون", ["both", "with", "without"]),
        ("الكربون", ["both", "with", "without"]),
        ("والكربون", ["both", "with", "without"]),
        ("title:كربون -title:تربة", ["without"]),
        ('"كربون"', ["without"]),
        ("الف", []),
    ],
)
def test_the_arabic_article_makes_no_difference(tmp_path: Path, query: str, found: list[str]) -> None:
    titles = {"with": "دورة الكربون في التربة", "both": "التربة والكربون", "without": "كربون"}
    with Catalogue(tmp_path / "x.db") as catalogue:
        catalogue.add([Record(id=key, fields={"title": title}) for key, title in titles.items()])
        page = catalogue.search(parse_query(query))
        assert sorted(hit.entry.key for hit in page.hits) == found
        assert all(hit.snippets[0].spans for hit in page.hits)


def test_the_title_that_is_the_words_comes_first_then_what_begins_with_them_then_the_rest(
    tmp_path: Path,
) -> None:
    titles = (
        "A long title on carbon in the soil",
        "Carbonates",
        "Soil carbon",
        "On soil carbon",
        "Soil carbon: why",
    )
    with Catalogue(tmp_path / "soil.db") as catalogue:
        catalogue.add(Record(id=str(number), fields={"title": title}) for number, title in enumerate(titles))
        catalogue.add([Record(id="9", fields={"title": "Humus", "abstract": "of soil and of carbon"})])
        assert keys(catalogue, "soil carbon") == ["2", "4", "3", "0", "9"]
        assert keys(catalogue, "carbon") == ["4", "3", "2", "0", "1", "9"]


@pytest.mark.parametrize(
    ("query", "ordered"),
    [
        (Query(sort="title", limit=20), ["undated", "hundred", "boden", "thesis1", "carboneutre", "kopittke",
                                         "minasny2017", "lal2004", "lal2015", "terres", "turang"]),
        (Query(sort="year", limit=20), ["boden", "lal2004", "turang", "terres", "lal2015", "thesis1", "minasny2017",
                                        "carboneutre", "hundred", "kopittke", "undated"]),
        (Query(sort="year", descending=True, limit=4), ["kopittke", "hundred", "carboneutre", "minasny2017"]),
        (Query(sort="author", limit=3), ["thesis1", "kopittke", "lal2004"]),
        (Query(sort="added", descending=True, limit=2), ["kopittke", "hundred"]),
        (Query(sort="added", limit=2, page=6), ["kopittke"]),
        (Query(sort="added", limit=2, page=7), []),
        (Query(limit=1), ["undated"]),
    ],
)  # fmt: skip
def test_sorting_leaves_out_quotes_and_articles_and_puts_numbers_by_value(
    shelf: Catalogue, query: Query, ordered: list[str]
) -> None:
    assert keys(shelf, query) == ordered


def test_records_without_a_value_come_last_in_both_ways(shelf: Catalogue) -> None:
    for sort in ("year", "author"):
        for descending in (False, True):
            query = Query(sort=sort, descending=descending, limit=20)
            assert "undated" in keys(shelf, query)[-2:]


@pytest.mark.parametrize("few", [0, 5, 2_000])
@pytest.mark.parametrize("sort", ["title", "author"])
@pytest.mark.parametrize("descending", [False, True])
def test_the_order_is_the_same_whichever_way_it_is_found(
    made: Path, monkeypatch: pytest.MonkeyPatch, few: int, sort: Sort, descending: bool
) -> None:
    with Catalogue(made, read_only=True) as one, Catalogue(made, read_only=True) as other:
        for query in (Query(), Query(types=("webpage", "article-journal")), parse_query("soil")):
            asked = replace(query, sort=sort, descending=descending, limit=3)
            monkeypatch.setattr(ordering, "_FEW", few)
            monkeypatch.setattr(ordering, "_MOST_AHEAD", 20_000)
            found = [keys(one, replace(asked, page=page)) for page in range(1, 5)]
            monkeypatch.setattr(ordering, "_FEW", 0)
            monkeypatch.setattr(ordering, "_MOST_AHEAD", 0)
            assert found == [keys(other, replace(asked, page=page)) for page in range(1, 5)]


def test_a_catalogue_may_be_sorted_by_a_language_s_alphabet(tmp_path: Path) -> None:
    records = [Record(id=name, fields={"title": name}) for name in ("Öst", "Zebra", "Oljor", "Åker", "Akt")]
    with Catalogue(tmp_path / "root.db") as catalogue:
        catalogue.add(records)
        assert keys(catalogue, Query(sort="title")) == ["Åker", "Akt", "Oljor", "Öst", "Zebra"]
    with Catalogue(tmp_path / "sv.db", alphabet="sv") as catalogue:
        catalogue.add(records)
        assert keys(catalogue, Query(sort="title")) == ["Akt", "Oljor", "Zebra", "Åker", "Öst"]
        assert catalogue.check() == ()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(types=("book", "report")), {"boden", "terres"}),
        (Query(types=()), set()),
        (Query(types=("nonsense",)), set()),
        (Query(not_types=("article-journal", "webpage", "document")),
         {"lal2015", "carboneutre", "terres", "boden", "thesis1"}),
        (Query(languages=("de",)), {"boden"}),
        (Query(languages=("German", "fr-CA")), {"boden", "carboneutre", "terres"}),
        (Query(languages=("none",)), {"kopittke", "hundred"}),
        (Query(not_languages=("en", "none")), {"carboneutre", "terres", "boden", "turang"}),
        (Query(years=((2004, 2004), (2019, None))), {"lal2004", "carboneutre", "hundred", "kopittke"}),
        (Query(years=((None, 2004),)), {"boden", "lal2004"}),
        (Query(years=((-(10**9), 10**9),), not_years=((2000, 10**9),)), {"boden"}),
        (Query(categories=("archived NEWS",)), {"minasny2017", "terres"}),
        (Query(categories=("Archived news", "Videos")), {"minasny2017", "terres", "carboneutre"}),
        (Query(categories=()), set()),
        (Query(categories=("none",), years=((2000, 2015),)), {"lal2015", "turang"}),
        (Query(all_categories=("Archived news", "Guides and reports")), {"terres"}),
        (Query(categories=("Guides and reports",), not_categories=("Archived news",)), {"boden"}),
        (Query(categories=("Guides and reports",), not_categories=("No such",)), {"boden", "terres"}),
        (Query((Term("soil"),), types=("chapter",), years=((2015, 2015),)), {"lal2015"}),
    ],
)  # fmt: skip
def test_filters(shelf: Catalogue, query: Query, found: set[str]) -> None:
    assert set(keys(shelf, query)) == found


def test_what_is_in_an_unticked_category_is_left_out_even_if_it_is_in_a_ticked_one(
    shelf: Catalogue,
) -> None:
    ticked = {"Guides and reports", "Reference publications"}
    names = [category.name for category in shelf.categories()]
    unticked = tuple(name for name in names if name not in ticked)
    left = set(keys(shelf, Query(not_categories=unticked, limit=20)))
    assert left == {"lal2004", "lal2015", "boden", "turang", "thesis1", "undated", "hundred", "kopittke"}
    assert set(keys(shelf, Query(categories=tuple(ticked)))) == {
        "lal2004",
        "minasny2017",
        "terres",
        "boden",
    }


def test_a_category_that_is_wanted_includes_those_under_it_and_one_that_is_not_only_itself(
    tmp_path: Path,
) -> None:
    tree = [Category("News"), Category("Archived", "News"), Category("Old", "Archived"), Category("Guides")]
    with Catalogue(tmp_path / "soil.db") as catalogue:
        records = [
            Record(id=name, fields={"title": name}) for name in ("News", "Archived", "Old", "Guides", "none")
        ]
        catalogue.add(records, vocabulary=tree)
        for record in records[:-1]:
            catalogue.categorise([record.id], add=[record.id])
        assert set(keys(catalogue, Query(categories=("News",)))) == {"News", "Archived", "Old"}
        assert set(keys(catalogue, Query(all_categories=("Archived",)))) == {"Archived", "Old"}
        assert set(keys(catalogue, Query(not_categories=("News",)))) == {"Archived", "Old", "Guides", "none"}
        assert {each.name: each.records for each in catalogue.categories()} == {
            "News": 3, "Archived": 2, "Old": 1, "Guides": 1,
        }  # fmt: skip
        assert Count("News", 3) in catalogue.search(Query(categories=("Guides",))).facets.category


def test_facets_count_what_is_found_each_without_its_own_filter(shelf: Catalogue) -> None:
    facets = shelf.search(parse_query("soil type:chapter")).facets
    assert facets.type == (
        Count("article-journal", 2), Count("webpage", 2), Count("chapter", 1), Count("document", 1), Count("thesis", 1),
    )  # fmt: skip
    assert facets.year == (Count("2015", 1),)
    assert facets.category == (Count("none", 1),)
    everything = shelf.search(Query()).facets
    assert everything.category[1:4] == (
        Count("Archived news", 2),
        Count("Guides and reports", 2),
        Count("Reference publications", 2),
    )
    assert everything.language == (
        Count("en", 5),
        Count("fr", 2),
        Count("none", 2),
        Count("de", 1),
        Count("zh", 1),
    )
    assert everything.year[0] == Count("1998", 1)
    assert everything.year[-1] == Count("none", 1)
    assert shelf.search(Query(facets=("type",))).facets.year == ()


def test_snippets_mark_the_words_in_the_text_as_it_is(shelf: Catalogue) -> None:
    hit = shelf.search(parse_query("boeuf sol")).hits[0]
    title, author = hit.snippets
    assert [title.text[start:end] for start, end in title.spans] == ["bœuf"]
    assert (author.field, [author.text[start:end] for start, end in author.spans]) == ("author", ["sol"])


def test_a_long_value_is_cut_around_the_words(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "soil.db") as catalogue:
        abstract = f"{'before ' * 50}the humus layer {'after ' * 50}"
        catalogue.add([Record(id="a", fields={"title": "T", "abstract": abstract})])
        snippet = catalogue.search(parse_query("humus")).hits[0].snippets[1]
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert len(snippet.text) < 250
    assert [snippet.text[start:end] for start, end in snippet.spans] == ["humus"]


def test_pages_and_totals(shelf: Catalogue) -> None:
    page = shelf.search(Query(limit=4, page=3))
    assert (page.total, page.page, page.pages, len(page.hits)) == (11, 3, 3, 3)
    assert shelf.search(Query(limit=0)).hits == ()
    assert shelf.search(Query(page=10**15)).hits == ()


def test_pages_of_equal_years_neither_repeat_nor_miss_a_record(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "soil.db") as catalogue:
        catalogue.add(Record(id=str(number), fields={"title": f"Soil {number}"}) for number in range(60))
        for sort in ("year", "relevance", "author"):
            seen = [
                key
                for page in range(1, 11)
                for key in keys(catalogue, Query((Term("soil"),), sort=sort, page=page, limit=6))
            ]
            assert sorted(seen, key=int) == [str(number) for number in range(60)]


def test_all_that_a_query_finds_can_be_gone_through_in_its_order(shelf: Catalogue) -> None:
    query = parse_query("soil sort:-year")
    assert [entry.key for entry in shelf.entries(query)] == keys(shelf, query)


def test_a_change_by_another_is_seen_by_the_next_search(
    catalogue: Catalogue, library: Sequence[Record]
) -> None:
    assert catalogue.search(Query()).total == len(library)
    with Catalogue(catalogue.path) as other:
        other.add([Record(id="new", fields={"title": "Entirely new humus"})], categories=["Fresh"])
        other.remove(["lal2004"])
    page = catalogue.search(parse_query("humus"))
    assert [hit.entry.key for hit in page.hits] == ["new"]
    assert page.facets.category == (Count("Fresh", 1),)
    assert catalogue.search(Query(limit=20, sort="title")).total == len(library)


# Exact phrases


@pytest.mark.parametrize(
    ("phrase", "match", "found"),
    [
        ("llo, wo", "anywhere", {"hundred"}),
        ("llo wo", "anywhere", set()),
        ("oil carb", "anywhere", {"lal2004", "minasny2017", "thesis1"}),
        ("OIL CARB", "anywhere", {"lal2004", "minasny2017", "thesis1"}),
        ("boneutre", "anywhere", {"carboneutre"}),
        ("l'état", "anywhere", set()),
        ("de l'ete", "anywhere", {"terres"}),
        ("soil-peace", "anywhere", {"lal2015"}),
        ("壤有", "anywhere", {"turang"}),
        ("soil carbon", "start", {"lal2004", "minasny2017"}),
        ("soil", "start", {"lal2004", "minasny2017", "lal2015"}),
        ("per mille", "end", {"minasny2017"}),
        ("er mille", "end", {"minasny2017"}),
        ("Soil carbon 4 per mille", "full", {"minasny2017"}),
        ("soil carbon 4 per mill", "full", set()),
        ("1000", "anywhere", set()),
        ("00 q", "anywhere", {"hundred"}),
        ("?", "anywhere", {"carboneutre"}),
        ("", "anywhere", None),
    ],
)
def test_an_exact_phrase_is_found_as_it_is_also_inside_words(
    catalogue: Catalogue, phrase: str, match: Match, found: set[str] | None
) -> None:
    terms = (Term(phrase),) if phrase else ()
    query = Query(terms, exact=True, match=match, limit=20)
    assert set(keys(catalogue, query)) == ({e.key for e in catalogue.entries()} if found is None else found)


_TEXTS = st.lists(
    st.sampled_from(["soil", "oil", "so", "carb", "on", " ", " ", "-", ", ", "’", "Ö", "1", "土", "co2"]),
    max_size=8,
).map("".join)


def _has(wanted: str, match: Match, text: str) -> bool:
    """Whether a text has a phrase, both folded, found the plain way."""
    tests: dict[Match, Callable[[str], bool]] = {
        "anywhere": lambda text: wanted in text,
        "start": lambda text: text.startswith(wanted),
        "end": lambda text: text.endswith(wanted),
        "full": lambda text: text == wanted,
    }
    return tests[match](text)


@settings(max_examples=80, deadline=None)
@given(
    titles=st.lists(_TEXTS, min_size=1, max_size=40),
    changed=st.lists(st.tuples(st.integers(0, 39), st.none() | _TEXTS), max_size=6),
    pieces=st.lists(
        st.tuples(st.integers(0, 39), st.integers(0, 9), st.integers(1, 9)), min_size=1, max_size=6
    ),
    phrase=_TEXTS,
    match=st.sampled_from(MATCHES),
    many=st.sampled_from([0, 1_000]),
)
def test_the_index_finds_exactly_what_looking_at_every_text_finds(
    tmp_path_factory: pytest.TempPathFactory,
    titles: list[str],
    changed: list[tuple[int, str | None]],
    pieces: list[tuple[int, int, int]],
    phrase: str,
    match: Match,
    many: int,
) -> None:
    records = {
        f"k{n}": Record(id=f"k{n}", fields={"title": f"{t}", "note": str(n)}) for n, t in enumerate(titles)
    }
    with (
        pytest.MonkeyPatch.context() as small,
        Catalogue(tmp_path_factory.mktemp("exact") / "soil.db") as catalogue,
    ):
        small.setattr(grams, "CHUNK", 8)
        small.setattr(grams, "_MOST_LOOSE", 2)
        small.setattr(exact, "_MANY", many)
        small.setattr(exact, "_FEW_WORDS", many)
        catalogue.add(records.values())
        for number, title in changed:
            key = f"k{number}"
            if title is None and key in records:
                del records[key]
                catalogue.remove([key])
            elif title is not None and key in records:
                records[key] = records[key].replace(fields={"title": title, "note": str(number)})
                catalogue.edit(key, records[key])
        parts = [titles[number % len(titles)][start : start + length] for number, start, length in pieces]
        for wanted in filter(fold, [phrase, *parts]):
            query = Query((Term(wanted),), exact=True, match=match, scope=("title",), limit=50)
            plain = [key for key, record in records.items() if _has(fold(wanted), match, texts(record)[0])]
            assert sorted(keys(catalogue, query)) == sorted(plain)
        assert catalogue.check() == ()


# What nobody should type


ATTACKS = [
    "'; DROP TABLE records; --", '" OR 1=1 --', "title:x) OR (author:y", "NEAR(a b)", "a AND OR NOT b", "{title}:x",
    "^soil", "rowid:1", "text_index MATCH 'x'", "*", "-", '""', "%", "_", "soil\x00carbon", "\x00", "a" * 9_000,
    '"' + "soil " * 50 + '"', "((((((((((", "+soil +carbon", "soil NOT", "\\", "\u202esoil", "1e999", "$ne", "{{7*7}}",
]  # fmt: skip


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_no_text_reaches_the_database_as_more_than_words(catalogue: Catalogue, text: str) -> None:
    before = [entry.key for entry in catalogue.entries()]
    with suppress(QueryError):
        catalogue.search(parse_query(text))
    for terms in ((Term(text),), (Term(text, kind="prefix"),), (Term(text, "author", negated=True),)):
        catalogue.search(Query(terms))
        catalogue.search(Query(terms, exact=True))
    catalogue.search(Query(types=(text,), categories=(text,), not_languages=(text,)))
    assert catalogue.get(text) is None
    assert [entry.key for entry in catalogue.entries()] == before
    assert catalogue.check() == ()


def test_a_megabyte_of_text_is_searched_for_in_no_time(catalogue: Catalogue) -> None:
    assert catalogue.search(Query((Term("a" * 1_000_000),))).total == 0
    assert catalogue.search(Query((Term("soil " * 200_000, kind="phrase"),))).total == 0
    assert catalogue.search(Query((Term("soil " * 200_000),), exact=True)).total == 0


def test_authors_are_found_by_parts_of_their_names(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "soil.db") as catalogue:
        names = (Name(family="Le Noë", given="Julia"), Name(literal="4 per 1000 Initiative"))
        catalogue.add(
            [Record(id="a", names={"author": names[:1], "editor": names[1:]}, fields={"title": "T"})]
        )
        for query in ("author:noe", 'author:"julia le noe"', "author:initiative", "leno*"):
            assert bool(keys(catalogue, query)) == (query != "leno*")
