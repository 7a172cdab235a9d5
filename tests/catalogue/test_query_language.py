"""The query language."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soilbib.catalogue import Catalogue, Query, QueryError, Term, parse_query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("soil carbon", Query((Term("soil"), Term("carbon")))),
        ('"soil carbon" -loss', Query((Term("soil carbon", kind="phrase"), Term("loss", negated=True)))),
        ("“soil carbon” « du sol »", Query((Term("soil carbon", kind="phrase"), Term(" du sol ", kind="phrase")))),
        ("„vom Boden“ carb*", Query((Term("vom Boden", kind="phrase"), Term("carb", kind="prefix")))),
        ("author:lal", Query((Term("lal", "author"),))),
        ('Journal:"soil science" -title:loss',
         Query((Term("soil science", "container", "phrase"), Term("loss", "title", negated=True)))),
        ("doi:10.1126/science.1097396", Query((Term("10.1126/science.1097396", "identifier"),))),
        ("https://doi.org/10.1", Query((Term("https://doi.org/10.1"),))),
        ("type:book,report -type:thesis", Query(types=("book", "report"), not_types=("thesis",))),
        ('category:"Guides, and reports",News -cat:Old',
         Query(categories=("Guides, and reports", "News"), not_categories=("Old",))),
        ("lang:fr language:en", Query(languages=("fr", "en"))),
        ("year:2015", Query(years=((2015, 2015),))),
        ("year:2015..", Query(years=((2015, None),))),
        ("year:..2000,2010..2020 -year:2012", Query(years=((None, 2000), (2010, 2020)), not_years=((2012, 2012),))),
        ("year:-44..-1", Query(years=((-44, -1),))),
        ("soil sort:-year", Query((Term("soil"),), sort="year", descending=True)),
        ("soil OR carbon", Query((Term("soil"), Term("carbon")), logic="or")),
        ("soil AND carbon", Query((Term("soil"), Term("carbon")))),
        ("soil AND NOT title:loss", Query((Term("soil"), Term("loss", "title", negated=True)))),
        ("soil NOT type:thesis", Query((Term("soil"),), not_types=("thesis",))),
        ('soil and "AND" AND', Query((Term("soil"), Term("and"), Term("AND", kind="phrase"), Term("AND")))),
        ("NOT soil", Query((Term("NOT"), Term("soil")))),
        ("soil - & …", Query((Term("soil"),))),
        ("4 per 1000", Query((Term("4"), Term("per"), Term("1000")))),
        ("Carbon: a review", Query((Term("Carbon:"), Term("a"), Term("review")))),
    ],
)  # fmt: skip
def test_a_line_of_text_is_read(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ('soil "carbon', 5, "the quotation mark is not closed"),
        ("soil author:", 5, "author: needs a value"),
        ("soil OR peat AND carbon", 13, "AND and OR do not go together"),
        ("soil title:(", 5, "title: needs a value"),
        ("soil autor:lal", 5, "did you mean author:?"),
        ("soil year:20x", 5, "'20x' is no year"),
        ("soil year:2020..2010", 5, "ends before it begins"),
        ("soil year:..", 5, "is no year"),
        ("soil sort:size", 5, "sort: is one of relevance"),
        ("type:book, soil", 0, "type: needs a value"),
        ('soil category:""', 5, "category: needs a value"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_a_caret_under_it(
    text: str, position: int, message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert caught.value.position == position
    first, shown, caret = str(caught.value).splitlines()
    assert message in first
    assert shown == f"  {text}"
    assert caret == " " * (position + 2) + "^"


def test_the_caret_is_under_the_place_in_a_long_query_too() -> None:
    text = "soil " * 50 + 'x "open'
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    _, shown, caret = str(caught.value).splitlines()
    assert shown[caret.index("^")] == '"'


def test_switches_and_text_go_together() -> None:
    base = Query(types=("book",), logic="or-word", limit=3)
    assert parse_query("soil type:report", base) == Query(
        (Term("soil"),), types=("book", "report"), logic="or-word", limit=3
    )


def test_a_query_that_is_too_long_or_has_too_many_words_is_refused() -> None:
    with pytest.raises(QueryError, match="at most 10,000 characters"):
        parse_query("a" * 1_000_000)
    with pytest.raises(QueryError, match="at most 100 words"):
        parse_query("soil " * 101)


_PIECES = st.sampled_from(
    ['"', "“", "»", "-", ":", "*", "..", ",", "year:", "author:", "type:", "(", ")", "OR", "NOT", "NEAR(", "^", "\x00",
     "'", ";--", "soil", "2015", " ", "\n", "{title}", "\ud800", "é", "土", "%", "_", "\\", "+", "|", "AND"]
)  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60) | st.lists(_PIECES, max_size=12).map("".join))
def test_any_text_is_a_query_or_an_error_and_searching_never_fails(shelf: Catalogue, text: str) -> None:
    with suppress(QueryError):
        assert shelf.search(parse_query(text)).total <= shelf.count()
