"""Folding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.catalogue.folding import WORD, fold, fold_with_offsets, spans, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Séquestration du CARBONE", "sequestration du carbone"),
        ("“4 per 1000” – l’Initiative", '"4 per 1000" - l\'initiative'),
        ("« Du bœuf »", '" du boeuf "'),
        ("Straße, Łódź, Søren, Æther", "strasse, lodz, soren, aether"),
        ("CO₂ and m²", "co2 and m2"),
        ("soil\u00adcarbon\ufeff", "soilcarbon"),
        ("a\x00b\x1fc\u2003d\n", "a b c d"),
        ("e\u0301te\u0301", "ete"),
        ("ﬁeld İstanbul", "field istanbul"),
        ("土壤pH值", "土 壤 ph 值"),
        ("Soils🌱first ☀️ →up, Soil© 3° ™", "soils 🌱 first ☀ up, soil 3 tm"),
        ("почва Йод", "почва иод"),
        ("الكـــربون", "الكربون"),
        ("کربن ایران ۱۴۰۲", "كربن ايران 1402"),
        ("२०१९", "2019"),
        ("\ud800x", "x"),
    ],
)
def test_case_accents_quotes_dashes_and_spaces_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_ideographs_are_words_of_their_own() -> None:
    assert words("土壤有机碳") == ["土", "壤", "有", "机", "碳"]
    assert words("ｶｰﾎﾞﾝ農業") == words("カーボン農業") == ["カ", "ー", "ホ", "ン", "農", "業"]


def test_the_place_of_a_word_is_that_in_the_text_as_it_was() -> None:
    text = "« Du bœuf » – Straße"
    assert [text[start:end] for _, start, end in spans(text)] == ["Du", "bœuf", "Straße"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_and_leaves_only_what_sqlite_takes_apart_in_the_same_way(
    text: str,
) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert words(text) == WORD.findall(folded)
    assert "\x00" not in folded
    plain, offsets = fold_with_offsets(text)
    assert len(offsets) == len(plain) + 1
    assert offsets == sorted(offsets)
