"""Inline markup: values to trees and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.model.markup import TAGS, Markup, Span, parse_markup, plain_text, write_markup

_TAGS = [tag for pair in TAGS.values() for tag in pair] + ["<sc>", "</sc>", "<I>", "<x>", "<", ">", "a < b"]
values = st.lists(st.sampled_from(_TAGS) | st.text("ab ", max_size=3), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("value", "tree"),
    [
        ("", ()),
        ("plain", ("plain",)),
        ("a<i>b</i>c", ("a", Span("italic", ("b",)), "c")),
        ("CO<sub>2</sub>", ("CO", Span("subscript", ("2",)))),
        ("<sc>x</sc>", (Span("small-caps", ("x",)),)),
        ('<span class="nocase">pH <i>x</i></span>', (Span("nocase", ("pH ", Span("italic", ("x",)))),)),
        ("<i>open", ("<i>open",)),
        ("shut</i>", ("shut</i>",)),
        ("<i>a<b>c</i>", (Span("italic", ("a<b>c",)),)),
        ("p < 0.05 > q", ("p < 0.05 > q",)),
        ("<em>x</em>", ("<em>x</em>",)),
        ("<I>x</I>", (Span("italic", ("x",)),)),
    ],
)
def test_values_are_read_into_spans(value: str, tree: Markup) -> None:
    assert parse_markup(value) == tree


@given(values)
@settings(max_examples=100, deadline=None)
def test_a_written_tree_is_read_back(value: str) -> None:
    tree = parse_markup(value)
    assert parse_markup(write_markup(tree)) == tree
    assert plain_text(write_markup(tree)) == plain_text(value)


@pytest.mark.parametrize(
    "text", ["<i>" * 5000, "<i>" * 5000 + "</i>" * 5000, "<i><b>" * 3000 + "</i>" * 3000, "</i>" * 5000]
)
def test_hostile_nesting_is_read_in_linear_time_and_kept(text: str) -> None:
    assert write_markup(parse_markup(text)) == text


def test_plain_text_drops_the_tags_only() -> None:
    assert plain_text('<i>a</i> < b <span class="nocase">c</span> <x>') == "a < b c <x>"
