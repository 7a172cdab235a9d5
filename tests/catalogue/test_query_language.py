"""The query language."""

from __future__ import annotations

from contextlib import suppress
from functools import reduce
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from soilbib.catalogue import Catalogue, Query, QueryError, Term, parse_query
from soilbib.catalogue.query import Group
from soilbib.catalogue.query_language import text_of


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
        ("soil (peat OR moss", 5, "the bracket is not closed"),
        ("soil (peat OR (moss)", 5, "the bracket is not closed"),
        ("(soil OR peat)) moss", 14, "the bracket was not opened"),
        ("soil AND OR peat", 9, "OR has nothing before it"),
        ("soil NOT AND peat", 9, "AND has nothing before it"),
        ("soil title:()", 5, "title: needs a value"),
        ("soil type:(book)", 5, "type: needs a value"),
        ("soil OR year:2015", 5, "a filter holds for the whole query and is no side of an OR"),
        ("year:2015 OR type:book", 10, "is no side of an OR"),
        ("(soil year:2015) OR moss", 6, "year: holds for the whole query and cannot stand in brackets"),
        ("(" * 21 + "soil" + ")" * 21, 20, "nested more than 20 deep"),
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


SOIL, PEAT, MOSS, MUD = map(Term, ("soil", "peat", "moss", "mud"))
NO_MUD = Term("mud", negated=True)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("soil OR peat AND moss", Query((SOIL, Group((PEAT, MOSS))), logic="or")),
        ("soil peat OR moss", Query((Group((SOIL, PEAT)), MOSS), logic="or")),
        ("(soil OR peat) moss", Query((Group((SOIL, PEAT), "or"), MOSS))),
        ("soil OR (peat OR (moss))", Query((SOIL, PEAT, MOSS), logic="or")),
        ("soil (peat AND (moss mud))", Query((SOIL, PEAT, MOSS, MUD))),
        ("soil OR peat -mud", Query((SOIL, Group((PEAT, NO_MUD))), logic="or")),
        ("(soil OR peat) NOT mud", Query((Group((SOIL, PEAT), "or"), NO_MUD))),
        ("soil OR NOT mud", Query((SOIL, Group((NO_MUD,))), logic="or")),
        ("soil -(peat OR moss)", Query((SOIL, Group((PEAT, MOSS), "or", negated=True)))),
        ("NOT (peat moss) soil", Query((Group((PEAT, MOSS), negated=True), SOIL))),
        ("soil NOT (mud)", Query((SOIL, NO_MUD))),
        ("soil (NOT mud)", Query((SOIL, NO_MUD))),
        ("soil NOT (NOT mud)", Query((SOIL, MUD))),
        ("title:(soil OR author:lal)", Query((Term("soil", "title"), Term("lal", "author")), logic="or")),
        ("soil (SOC) () ( & )", Query((SOIL, Term("SOC")))),
        ("soil(s) doi:10.1016/S0016-7061(97)00001-2",
         Query((Term("soil(s)"), Term("10.1016/S0016-7061(97)00001-2", "identifier")))),
        ("type:book OR type:report soil peat", Query((SOIL, PEAT), types=("book", "report"))),
        ("soil OR peat year:2015", Query((SOIL, PEAT), logic="or", years=((2015, 2015),))),
        ("soil AND AND", Query((SOIL, Term("AND")))),
        ("OR soil OR", Query((Term("OR"), SOIL, Term("OR")))),
    ],
)  # fmt: skip
def test_not_goes_before_and_before_or_and_brackets_before_all(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("soil peat -mud", Query((SOIL, PEAT, NO_MUD), logic="or-word")),
        ("-mud soil peat", Query((SOIL, PEAT, NO_MUD), logic="or-word")),
        ("soil AND peat moss", Query((Group((SOIL, PEAT)), MOSS), logic="or-word")),
        ("soil AND peat", Query((SOIL, PEAT), logic="and-word")),
    ],
)
def test_where_any_word_will_do_only_and_ties_two(text: str, query: Query) -> None:
    assert parse_query(text, Query(logic="or-word")) == query


_TERMS = st.recursive(
    st.builds(
        Term,
        st.sampled_from(["soil", "carbon", "climate", "loss", "thesis"]),
        st.sampled_from(["", "title", "author"]),
        st.sampled_from(["word", "phrase", "prefix"]),
        st.booleans(),
    ),
    lambda inner: st.builds(
        Group,
        st.lists(inner, min_size=2, max_size=3).map(tuple),
        st.sampled_from(["and", "or"]),
        st.booleans(),
    ),
    max_leaves=8,
)


def found(shelf: Catalogue, query: Query) -> set[str]:
    return {entry.key for entry in shelf.entries(query)}


def expected(shelf: Catalogue, group: Group) -> set[str]:
    """What a group finds, by sets."""
    wanted: list[set[str]] = []
    unwanted: list[set[str]] = []
    for term in group.terms:
        bare = replace(term, negated=False)
        having = expected(shelf, bare) if isinstance(bare, Group) else found(shelf, Query((bare,)))
        (unwanted if term.negated else wanted).append(having)
    join = set.union if group.logic == "or" else set.intersection
    return (reduce(join, wanted) if wanted else found(shelf, Query())).difference(*unwanted)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(terms=st.lists(_TERMS, min_size=1, max_size=4).map(tuple), logic=st.sampled_from(["and", "or"]))
def test_a_query_finds_what_its_sets_are_and_the_same_when_it_is_typed(
    shelf: Catalogue, terms: tuple[Term | Group, ...], logic: Literal["and", "or"]
) -> None:
    query = Query(terms, logic=logic)
    assert found(shelf, query) == expected(shelf, Group(terms, logic))
    assert found(shelf, parse_query(text_of(query))) == found(shelf, query)


def test_a_corrected_query_is_told_with_its_operators(shelf: Catalogue) -> None:
    page = shelf.search(parse_query("(thessis OR carbonn) title:soill -peace"))
    assert page.corrected == "(thesis OR carbon) title:soil -peace"


@pytest.mark.parametrize("text", ["(" * 20 + "peat OR soil" + ")" * 20, "-(" * 19 + "peat soil" + ")" * 19])
def test_brackets_may_be_nested_deep(shelf: Catalogue, text: str) -> None:
    assert shelf.search(parse_query(text)).total > 0


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
