"""Every rule of the duplicate finder, on pairs that it must decide and pairs that it must not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from soilbib.dedupe.decision import decide, score
from soilbib.dedupe.index import make_index
from soilbib.dedupe.keys import make_keys
from soilbib.dedupe.pipeline import candidate_pairs
from soilbib.dedupe.profile import load_profile
from soilbib.dedupe.rules import RULES
from soilbib.dedupe.ruling import Ruling
from soilbib.model import Record
from tests.dedupe.samples import comparisons, record

PAIRS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "fixtures/dedupe/pairs.json").read_text(encoding="utf-8")
)


def judge(one: Record, other: Record, profile: str = "articles") -> Ruling | None:
    chosen = load_profile(profile)
    return next((decide(comparison, chosen) for comparison in comparisons(one, other)), None)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["name"])
def test_a_pair_gets_its_verdict_by_the_rule_that_knows_it(pair: dict[str, Any]) -> None:
    ruling = judge(record("a", **pair["one"]), record("b", **pair["other"]), pair.get("profile", "articles"))
    found = (ruling.verdict, ruling.rule) if ruling else (None, None)
    assert found == (pair["verdict"], pair["rule"]), ruling


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["name"])
def test_the_verdict_is_the_same_from_either_side(pair: dict[str, Any]) -> None:
    one, other = record("a", **pair["one"]), record("b", **pair["other"])
    forth, back = judge(one, other), judge(other, one)
    assert (forth and (forth.verdict, forth.rule)) == (back and (back.verdict, back.rule))


@pytest.mark.parametrize(
    "pair", [pair for pair in PAIRS if pair["verdict"] == "match"], ids=lambda pair: pair["name"]
)
def test_blocking_brings_every_matching_pair_together(pair: dict[str, Any]) -> None:
    keyed = [make_keys(record(**pair["one"])), make_keys(record(**pair["other"]))]
    pairs = candidate_pairs(make_index(keyed))
    assert (list(pairs.ones), list(pairs.others)) == ([0], [1])


def test_every_rule_has_a_pair_that_it_decides() -> None:
    assert {rule.__name__ for rule in RULES} == {pair["rule"] for pair in PAIRS} - {None}


def test_a_rule_says_in_its_docstring_what_it_knows() -> None:
    assert all((rule.__doc__ or "").strip() for rule in RULES)


def test_the_score_tells_equal_records_from_similar_and_unlike_ones() -> None:
    base = {
        "title": "Carbon storage in grassland soils",
        "author": "Berger, A.",
        "year": "2011",
        "volume": "9",
    }
    scores = []
    for other in (
        base,
        {**base, "year": "2009"},
        {**base, "author": "Dahl, K.", "year": "2009", "volume": "2"},
    ):
        scores += [score(comparison) for comparison in comparisons(record(**base), record(**other))]
    assert len(scores) == 3
    assert 1 >= scores[0] > scores[1] > scores[2] >= 0


@pytest.mark.parametrize(
    ("change", "compared"),
    [
        ({}, False),
        ({"volume": "10"}, False),
        ({"volume": ""}, True),
        ({"pages": ""}, True),
        ({"pages": "1"}, True),
        ({"issue": "1"}, True),
        ({"doi": "10.5555/ed.1"}, True),
        ({"title": "Soils of the northern steppe"}, True),
    ],
)
def test_headings_on_other_pages_of_one_volume_are_not_even_compared(
    change: dict[str, str], compared: bool
) -> None:
    one = {"title": "Editorial", "year": "2003", "volume": "9", "issue": "1", "pages": "1-2"}
    one |= {"doi": change.get("doi", ""), "title": change.get("title", "Editorial")}
    other = one | {"issue": "2", "pages": "65"} | change
    assert bool(comparisons(record("a", **one), record("b", **other))) is compared
