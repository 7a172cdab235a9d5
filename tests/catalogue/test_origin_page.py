"""The functions of the page that this comes from, over its own records (or over a page of ours like it).

Each test is one function of the research on the page (listing.md, section 5); what is compared with is a plain
reading of its semantics: substrings of the texts, all words or any of them, categories that exclude.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import soilbib
from soilbib.catalogue import Catalogue, Category, Query, Term
from soilbib.catalogue.folding import fold, words
from soilbib.catalogue.indexing import texts
from soilbib.formats.listing import read_vocabulary
from soilbib.model import Record

CATEGORIES = ("Guides and reports", "Web tools", "Archived News", "Soil Carbon Notes")


@pytest.fixture(scope="module", params=["own", "shared"])
def page(request: pytest.FixtureRequest, root: Path) -> Path:
    if request.param == "own":
        return root / "tests/fixtures/catalogue/page.txt"
    shared = Path(os.environ.get("SOILBIB_SHARED", root.parent / "shared"))
    if not shared.is_dir():
        pytest.skip("no shared test material")
    return shared / "data/listing/resources-page.txt"


@pytest.fixture(scope="module")
def records(page: Path) -> tuple[Record, ...]:
    return soilbib.read(page).records


@pytest.fixture(scope="module")
def catalogue(
    tmp_path_factory: pytest.TempPathFactory, page: Path, records: tuple[Record, ...]
) -> Iterator[Catalogue]:
    """The page's records; every second is in one of the categories, every third in the next one, too."""
    found = read_vocabulary(page.read_text(encoding="utf-8"))
    vocabulary = [Category(category.name, category.parent) for category in found]
    with Catalogue(tmp_path_factory.mktemp("page") / "soil.db") as opened:
        opened.add(records, source="page", vocabulary=vocabulary)
        for number, record in enumerate(records):
            names = [CATEGORIES[number % 4]] * (number % 2) + [CATEGORIES[(number + 1) % 4]] * (
                number % 3 == 0
            )
            opened.categorise([record.id], add=names)
        yield opened


def found(catalogue: Catalogue, query: Query) -> set[str]:
    return {entry.key for entry in catalogue.entries(query)}


def vocabulary_of(records: tuple[Record, ...]) -> list[str]:
    return sorted({word for record in records for text in texts(record) for word in words(text)})


def has(text: str, word: str) -> bool:
    """Whether a text has a word, or one that begins with it if it has three letters."""
    return any(other == word or (len(word) > 2 and other.startswith(word)) for other in words(text))


def test_1_keyword_search_finds_the_records_with_all_words_each_in_any_field(
    catalogue: Catalogue, records: tuple[Record, ...]
) -> None:
    known = vocabulary_of(records)
    for one, other in zip(known[::3], known[1::3], strict=False):
        expected = {r.id for r in records if all(any(has(t, w) for t in texts(r)) for w in (one, other))}
        assert found(catalogue, Query((Term(one), Term(other)))) == expected


def test_1_or_logic_finds_the_records_with_any_of_the_words(
    catalogue: Catalogue, records: tuple[Record, ...]
) -> None:
    known = vocabulary_of(records)
    for one, other in zip(known[::3], known[2::3], strict=False):
        expected = {r.id for r in records if any(has(t, w) for t in texts(r) for w in (one, other))}
        assert found(catalogue, Query((Term(one), Term(other)), logic="or")) == expected


def test_1_ten_results_at_most_ordered_by_relevance_then_the_newest(catalogue: Catalogue) -> None:
    hits = catalogue.search(Query((Term("soil"), Term("sol")), logic="or")).hits
    assert 0 < len(hits) <= 10
    in_title = [
        has(texts(hit.entry.record)[0], "soil") or has(texts(hit.entry.record)[0], "sol") for hit in hits
    ]
    assert in_title == sorted(in_title, reverse=True)


def test_2_exact_matches_only_is_a_test_for_one_phrase_also_inside_words(
    catalogue: Catalogue, records: tuple[Record, ...]
) -> None:
    for record in records:
        title = texts(record)[0]
        for start in range(0, len(title) - 8, 5):
            phrase = title[start : start + 8].strip()
            expected = {r.id for r in records if any(phrase in text for text in texts(r))}
            assert found(catalogue, Query((Term(phrase.upper()),), exact=True)) == expected


@pytest.mark.parametrize("scope", ["title", "content"])
def test_3_and_4_search_in_title_and_in_content_choose_the_fields(
    catalogue: Catalogue, records: tuple[Record, ...], scope: str
) -> None:
    for word in vocabulary_of(records)[::4]:
        expected = {
            record.id
            for record in records
            if any(has(text, word) for text in (texts(record)[:1] if scope == "title" else texts(record)[1:]))
        }
        assert found(catalogue, Query((Term(word),), scope=(scope,))) == expected


def test_5_the_types_that_are_ticked_are_shown_and_with_none_ticked_nothing(
    catalogue: Catalogue, records: tuple[Record, ...]
) -> None:
    kinds = {record.type for record in records}
    assert found(catalogue, Query(types=tuple(kinds))) == {record.id for record in records}
    for kind in kinds:
        assert found(catalogue, Query(types=(kind,))) == {r.id for r in records if r.type == kind}
    assert found(catalogue, Query(types=())) == set()


def test_6_an_entry_with_an_unticked_category_is_left_out_even_if_it_has_a_ticked_one(
    catalogue: Catalogue,
) -> None:
    entries = list(catalogue.entries())
    names = {category.name for category in catalogue.categories()}
    assert names >= {"Guides and reports"}
    for ticked in [set(CATEGORIES[:2]), set(CATEGORIES[1:]), set(), names]:
        left = {entry.key for entry in entries if not set(entry.categories) - ticked}
        assert found(catalogue, Query(not_categories=tuple(names - ticked))) == left
        bearing = {entry.key for entry in entries if set(entry.categories) & ticked}
        assert found(catalogue, Query(categories=tuple(ticked))) == bearing


def test_6_the_page_s_own_categories_are_known_with_what_stands_under_what(catalogue: Catalogue) -> None:
    known = {category.name: category for category in catalogue.categories()}
    assert known["Guides and reports"].parent
    assert len(known) >= 4


def test_7_sorting_by_title_leaves_out_opening_quotes(
    catalogue: Catalogue, records: tuple[Record, ...]
) -> None:
    titles = [entry.record.title for entry in catalogue.entries(Query(sort="title"))]
    assert len(titles) == len(records)
    initials = [
        fold(title).lstrip("\"' ")[0] for title in titles if not title.lower().startswith(("the", "le", "la"))
    ]
    assert initials == sorted(initials)


def test_8_paging_shows_every_record_once(catalogue: Catalogue, records: tuple[Record, ...]) -> None:
    pages = catalogue.search(Query(limit=5)).pages
    shown = [
        hit.entry.key
        for page in range(1, pages + 1)
        for hit in catalogue.search(Query(limit=5, page=page)).hits
    ]
    assert sorted(shown) == sorted(record.id for record in records)


def test_9_a_language_shows_the_records_in_it(catalogue: Catalogue, records: tuple[Record, ...]) -> None:
    for language in ("en", "fr", "es"):
        expected = {r.id for r in records if r.fields.get("language", "")[:2] == language}
        assert found(catalogue, Query(languages=(language,))) == expected


def test_11_an_entry_is_its_title_and_an_excerpt_that_is_cut(catalogue: Catalogue) -> None:
    for hit in catalogue.search(Query((Term("soil"),), limit=50)).hits:
        title, *others = hit.snippets
        assert title.text == hit.entry.record.title
        assert all(len(snippet.text) < 260 for snippet in others)
