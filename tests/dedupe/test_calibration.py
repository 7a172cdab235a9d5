"""Calibration: a budget of false merges and labelled pairs give the thresholds of a profile."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.dedupe import dedupe
from soilbib.dedupe.answers import Answer, content_key, write_answers
from soilbib.dedupe.calibration import (
    LabelError,
    Labelled,
    calibrate,
    is_shown,
    judged_pairs,
    labelled_decisions,
    pairs_needed,
    read_budget,
    read_clusters,
    read_labels,
    sample,
    upper_bound,
)
from soilbib.dedupe.keys import make_keys
from soilbib.dedupe.profile import NEVER, ProfileError
from soilbib.errors import Problem
from tests.dedupe.samples import record

LOAM = {"title": "Loam and its reflectance in the near infrared", "author": "Berger, A.; Koch, J."}
RECORDS = (
    record("a", **LOAM, year="2011"),
    record("b", **{**LOAM, "title": LOAM["title"].upper()}, year="2011"),
    record("c", **LOAM, year="2012"),
    record("d", title="Earthworms and their burrows in clay", author="Dubois, F.", year="1985"),
)


def labels(*rows: tuple[str, float, bool]) -> list[Labelled]:
    return [Labelled(verdict, score, same) for verdict, score, same in rows]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("false", "tries", "bound"),
    [(0, 50, 0.0582), (1, 50, 0.0914), (0, 2995, 0.001), (5, 100, 0.1023), (0, 0, 1.0), (3, 3, 1.0)],
)
def test_the_upper_bound_is_that_of_clopper_and_pearson(false: int, tries: int, bound: float) -> None:
    assert upper_bound(false, tries) == pytest.approx(bound, abs=5e-5)


@given(st.integers(0, 30), st.integers(1, 3000), st.floats(0.0005, 0.2))
@settings(max_examples=60, deadline=None)
def test_a_budget_is_shown_where_the_bound_is_within_it(false: int, tries: int, budget: float) -> None:
    bound = upper_bound(min(false, tries), tries)
    if not math.isclose(bound, budget, rel_tol=1e-6):
        assert is_shown(min(false, tries), tries, budget) == (bound <= budget)


def test_so_many_right_pairs_show_a_budget_and_one_fewer_does_not() -> None:
    needed = pairs_needed(0.001)
    assert needed == 2995
    assert is_shown(0, needed, 0.001)
    assert not is_shown(0, needed - 1, 0.001)


@pytest.mark.parametrize(
    ("text", "share"), [("1/1000", 0.001), ("0.001", 0.001), ("0.1%", 0.001), (" 2 / 50 ", 0.04)]
)
def test_a_budget_is_a_fraction_a_number_or_a_percentage(text: str, share: float) -> None:
    assert read_budget(text) == pytest.approx(share)


@pytest.mark.parametrize("text", ["", "few", "0", "1", "7", "-1/10", "1/0", "110%", "nan"])
def test_what_is_no_share_is_no_budget(text: str) -> None:
    with pytest.raises(ProfileError, match="is no share of false merges such as 1/1000"):
        read_budget(text)


def test_without_a_false_pair_the_rules_stay_as_they_are() -> None:
    found = calibrate(labels(*[("match", 0.9 + index / 1000, True) for index in range(50)]), 0.001)
    assert (found.profile.thresholds.match, found.profile.thresholds.possible) == (0.0, NEVER)
    assert (found.merges, found.false, found.met, found.needed) == (50, 0, False, 2945)


def test_the_threshold_lies_above_what_is_merged_falsely() -> None:
    good = [("match", 0.99, True)] * 400
    found = calibrate(labels(*good, *[("match", 0.7, False)] * 9, ("match", 0.6, True)), 0.01)
    assert found.profile.thresholds.match == 0.99
    assert (found.merges, found.false, found.met, found.found, found.same) == (400, 0, True, 400, 401)


def test_what_is_possible_is_merged_while_the_budget_lasts() -> None:
    pairs = [("match", 0.9, True)] * 300 + [("possible", 0.95, True)] * 9 + [("possible", 0.8, False)] * 9
    found = calibrate(labels(*pairs), 0.01)
    assert (found.profile.thresholds.match, found.profile.thresholds.possible) == (0.0, 0.95)


def test_few_labels_never_let_possible_pairs_be_merged() -> None:
    found = calibrate(labels(("match", 0.9, True), ("possible", 0.95, True)), 0.001)
    assert (found.merges, found.profile.thresholds.possible) == (1, NEVER)


def test_where_the_surest_pair_is_false_nothing_is_merged() -> None:
    found = calibrate(labels(("match", 0.99, False), ("match", 0.9, True)), 0.01)
    assert (found.merges, found.profile.thresholds.match, found.bound) == (0, 1.0, 1.0)


PAIRS = st.lists(
    st.builds(
        Labelled,
        st.sampled_from(["match", "possible"]),
        st.floats(0, 1).map(lambda x: round(x, 2)),
        st.booleans(),
    ),
    max_size=40,
)


@given(PAIRS, st.sampled_from([0.001, 0.05, 0.5]))
@settings(max_examples=100, deadline=None)
def test_the_thresholds_merge_what_the_calibration_says(pairs: list[Labelled], budget: float) -> None:
    found = calibrate(pairs, budget)
    bounds = found.profile.thresholds
    lowest = {"match": bounds.match, "possible": bounds.possible}
    merged = [pair for pair in pairs if pair.score >= lowest[pair.verdict]]
    if found.merges:
        assert (len(merged), sum(not pair.same for pair in merged)) == (found.merges, found.false)
    assert found.met <= (found.bound <= budget + 1e-9)


def test_labelled_pairs_are_read_by_id() -> None:
    items = list(
        read_labels("id1,id2,label\na,b,1\na,c,different\na,d,0\nx,a,1\na,b,perhaps\n", RECORDS, "l.csv")
    )
    pairs = [item for item in items if not isinstance(item, Problem)]
    assert [(one.id, other.id, same) for one, other, same in pairs] == [
        ("a", "b", True),
        ("a", "c", False),
        ("a", "d", False),
    ]
    problems = [str(item) for item in items if isinstance(item, Problem)]
    assert problems == [
        "l.csv:5:1: E105 no record has the id 'x'",
        "l.csv:6:1: E105 a label is 1 or same, 0 or different",
    ]
    assert [(pair.verdict, pair.same) for pair in judged_pairs(pairs)] == [
        ("match", True),
        ("possible", False),
    ]


def test_decisions_are_labels() -> None:
    keys = [content_key(make_keys(item)) for item in RECORDS]
    table = write_answers([Answer((keys[0], keys[2]), "same"), Answer((keys[0], "gone"), "same")])
    [(one, other, same)] = read_labels(table, RECORDS)  # type: ignore[misc]
    assert ({one.id, other.id} <= {"a", "b", "c"}, same) == (True, True)


def test_true_clusters_label_every_pair_that_is_found() -> None:
    clusters = read_clusters("id,cluster\na,1\nb,1\nc,2\nd,3\n")
    assert clusters is not None
    found = sorted(labelled_decisions(dedupe(RECORDS), clusters), key=lambda pair: pair.verdict)
    assert [(pair.verdict, pair.same) for pair in found] == [
        ("match", True),
        ("possible", False),
        ("possible", False),
    ]
    assert read_clusters("id1,id2,label\n") is None


def test_a_table_without_labels_is_told() -> None:
    with pytest.raises(LabelError, match="neither id1,id2,label nor key1,key2,decision nor id,cluster"):
        list(read_labels("a,b\n1,2\n", RECORDS, "l.csv"))
    with pytest.raises(LabelError, match="lacks its id or its cluster"):
        read_clusters("id,cluster\na,\n", "l.csv")


def test_a_sample_runs_from_sure_to_unsure() -> None:
    found = dedupe(RECORDS)
    picked = [found.decisions[number].verdict for number in sample(found, 50)]
    assert picked == ["match", "possible", "possible"]
    assert len(sample(found, 2)) == 2
