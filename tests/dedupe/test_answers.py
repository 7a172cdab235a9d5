"""Decisions of people: kept by content, above the rules, and never against one another unseen."""

from __future__ import annotations

from typing import Any

import pytest

from soilbib.dedupe import dedupe
from soilbib.dedupe.answers import (
    Answer,
    content_key,
    find_contradictions,
    is_settled,
    latest,
    read_answers,
    write_answers,
)
from soilbib.dedupe.keys import make_keys
from soilbib.dedupe.profile import load_profile
from soilbib.dedupe.review import counts_by_source, key_map, open_questions, pairs
from soilbib.errors import InputError, Problem
from soilbib.model import Record
from tests.dedupe.samples import record

PEAT = record(
    "peat", title="Peat depth from the air", author="Ahmed, S.; Byrne, C.", year="2016", journal="Mires"
)
PEAT_AGAIN = record("peat2", title="Peat depth from the air", author="Ahmed, S.; Byrne, C.", year="2016")
BOG = record("bog", title="Bog depth from above", author="Ahmed, Samira", year="2017")
CLAY = record("clay", title="Earthworms in clay", author="Dubois, F.", year="1985")
PART = record("part", title="Humus forms. Part 1", author="Zanella, A.", year="2001")
WHOLE = record("whole", title="Humus forms", author="Zanella, A.", year="2001")


def key(of: Record) -> str:
    return content_key(make_keys(of))


def answer(one: Record, other: Record, decision: Any, **more: str) -> Answer:
    return Answer((key(one), key(other)), decision, ids=(one.id, other.id), **more)


def test_same_joins_what_the_rules_keep_apart() -> None:
    assert dedupe([PEAT, CLAY, BOG]).kept == 3
    found = dedupe([PEAT, CLAY, BOG], [answer(PEAT, BOG, "same", who="K.", why="a translation")])
    assert found.clusters == ((0, 2), (1,))
    assert found.decisions[0].rule == "answer"
    assert found.decisions[0].reason == "decided same by K.: a translation"


def test_different_keeps_apart_what_the_rules_would_join() -> None:
    assert dedupe([PEAT, PEAT_AGAIN]).kept == 1
    assert dedupe([PEAT, PEAT_AGAIN], [answer(PEAT_AGAIN, PEAT, "different")]).kept == 2


def test_a_record_joined_by_an_answer_brings_its_duplicates_along() -> None:
    found = dedupe([PEAT, PEAT_AGAIN, BOG], [answer(PEAT, BOG, "same")])
    assert found.clusters == ((0, 1, 2),)


def test_answers_hold_for_other_ids_another_order_and_another_spelling() -> None:
    said = [answer(PEAT, BOG, "same")]
    loud = PEAT.replace(id="x9", fields={**PEAT.fields, "title": "PEAT DEPTH FROM THE AIR."})
    assert dedupe([BOG.replace(id="x1"), CLAY, loud], said).clusters == ((0, 2), (1,))


def test_answers_on_records_that_are_gone_do_nothing() -> None:
    assert dedupe([PEAT, CLAY], [answer(PEAT, BOG, "same")]) == dedupe([PEAT, CLAY])


def test_the_last_answer_on_a_pair_counts() -> None:
    said = latest([answer(PEAT, BOG, "same"), answer(BOG, PEAT, "different")])
    assert [one.decision for one in said] == ["different"]


def test_a_triangle_of_answers_is_reported_with_its_chain() -> None:
    said = [answer(PEAT, BOG, "same"), answer(BOG, CLAY, "same"), answer(PEAT, CLAY, "different")]
    (found,) = find_contradictions(said)
    assert str(found) == "peat = bog, bog = clay, but peat ≠ clay"
    assert find_contradictions(said[1:]) == []


def test_the_table_comes_back_as_it_was() -> None:
    said = [
        answer(PEAT, BOG, "same", who="K., L.", why='"as printed"\nsee p. 2'),
        answer(PEAT, CLAY, "different"),
    ]
    assert list(read_answers(write_answers(said))) == said


@pytest.mark.parametrize("row", ["a,b,perhaps", ",b,same", "a"])
def test_a_row_that_decides_nothing_is_a_problem_with_its_text(row: str) -> None:
    (problem,) = read_answers(f"key1,key2,decision\n{row}\n", "d.csv")
    assert isinstance(problem, Problem)
    assert (problem.place.line, problem.text) == (2, row)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_is_read_as_a_spreadsheet_saves_it(delimiter: str) -> None:
    table = write_answers([answer(PEAT, BOG, "same", who="K.")]).replace(",", delimiter)
    assert list(read_answers(table)) == [answer(PEAT, BOG, "same", who="K.")]


def test_another_table_is_not_taken_for_one_without_decisions() -> None:
    assert list(read_answers("")) == []
    assert list(read_answers("key1,key2,decision\n")) == []
    with pytest.raises(InputError, match=r"d\.csv: no table of decisions; its header is key1,key2,decision"):
        list(read_answers("title,year\n", "d.csv"))


def test_a_quotation_without_an_end_is_said_with_its_line() -> None:
    table = 'key1,key2,decision\na,b,same\na,c,"' + "x" * 200_000
    with pytest.raises(InputError, match=r"d\.csv:3: no row of a table"):
        list(read_answers(table, "d.csv"))


def test_open_questions_are_the_possible_pairs_that_nobody_answered() -> None:
    found = dedupe([PART, WHOLE, CLAY])
    assert [question.ids for question in open_questions(found)] == [("part", "whole")]
    assert open_questions(dedupe([PART, WHOLE, CLAY], [answer(PART, WHOLE, "different")])) == []


def test_two_clusters_are_asked_about_once() -> None:
    again = PART.replace(id="again", fields={**PART.fields, "volume": "7"})
    found = dedupe([PART, WHOLE, again])
    assert [decision.verdict for decision in found.decisions].count("possible") == 2
    assert len(open_questions(found)) == 1
    assert open_questions(dedupe([PART, WHOLE, again], [answer(again, WHOLE, "different")])) == []


def test_pairs_carry_keys_evidence_and_what_would_turn_a_doubtful_one() -> None:
    (pair,) = pairs(dedupe([PART, WHOLE, CLAY]))
    assert (pair.keys, pair.verdict, pair.merged) == ((key(PART), key(WHOLE)), "possible", False)
    assert pair.evidence["authors"] == "same"
    assert any(flip.startswith("DOI equal instead of missing: match") for flip in pair.flips)


def test_the_key_map_leads_from_every_lost_id_to_the_kept_one() -> None:
    assert list(key_map(dedupe([PEAT, CLAY, PEAT_AGAIN]))) == [("peat2", "peat")]


def test_the_counts_of_the_flow_diagram_reconcile() -> None:
    counts = counts_by_source(dedupe([PEAT, CLAY, PEAT_AGAIN]))
    assert sum(counts["identified"].values()) == counts["total"] == 3
    assert counts["total"] == counts["duplicates_removed"] + counts["screened"]


def test_what_follows_from_answers_is_settled() -> None:
    said = [answer(PART, WHOLE, "same"), answer(WHOLE, CLAY, "different")]
    one, other, third = key(PART), key(WHOLE), key(CLAY)
    assert is_settled(said, one, other)
    assert is_settled(said, third, one)
    assert not is_settled(said[:1], one, third)
    assert not is_settled([], one, other)


def test_the_evidence_tells_the_values_in_the_order_of_the_records() -> None:
    for years in (("2017", "2018"), ("2018", "2017")):
        found = dedupe(
            [record(year, title="Parsing noisy recipes", author="Lam, Q.", year=year) for year in years]
        )
        (pair,) = pairs(found)
        assert (pair.ids, pair.evidence["year"]) == (years, f"similar ({years[0]} / {years[1]})")


def test_records_that_only_their_journals_tell_apart_have_keys_of_their_own() -> None:
    noisy = {"title": "Parsing noisy recipes", "author": "Lam, Q.", "year": "2017"}
    keys = [
        content_key(make_keys(record(**noisy, journal=journal)))
        for journal in ("Annals of Cooking", "Ann. Cook.", "Geoderma")
    ]
    assert keys[0] == keys[1] != keys[2]


def test_what_would_turn_a_pair_is_told_by_the_profile_that_decided() -> None:
    fields = {"title": "Carbon storage in grassland soils", "author": "Berger, A.; Koch, J.", "year": "2011"}
    one = record("a", **fields, journal="Soil Notes", volume="9", pages="678-684")
    other = record("b", **fields, journal="Soil Notes", volume="9", pages="676-682")
    (pair,) = pairs(dedupe([one, other], profile=load_profile("strict")))
    assert (pair.verdict, pair.rule) == ("possible", "one_detail_differs")
    assert "pages equal instead of different: match" in pair.flips
