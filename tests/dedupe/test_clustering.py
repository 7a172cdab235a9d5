"""Clusters: held together by matches, never across two records known to differ."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.dedupe import dedupe
from soilbib.dedupe.clustering import cluster
from tests.dedupe.samples import record

EDGES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1]), max_size=20
)


def test_matches_join_through_a_third_record() -> None:
    assert cluster(4, [(0, 1), (1, 3)], []) == [0, 0, 2, 0]


def test_two_records_that_differ_are_not_joined_through_a_third() -> None:
    assert cluster(3, [(0, 1), (1, 2)], [(0, 2)]) == [0, 0, 2]


def test_the_surest_match_comes_first() -> None:
    assert cluster(3, [(1, 2), (0, 1)], [(0, 2)]) == [0, 1, 1]


def test_what_differs_from_one_member_differs_from_its_whole_cluster() -> None:
    assert cluster(5, [(0, 1), (2, 3), (3, 4), (1, 2)], [(0, 4)]) == [0, 0, 2, 2, 2]


@given(EDGES, EDGES)
@settings(max_examples=60, deadline=None)
def test_no_cluster_ever_holds_two_records_that_differ(
    matches: list[tuple[int, int]], different: list[tuple[int, int]]
) -> None:
    clusters = cluster(10, matches, different)
    assert all(clusters[one] != clusters[other] for one, other in different)
    assert all(clusters[name] == name <= index for index, name in enumerate(clusters))


def test_an_untitled_record_does_not_chain_two_works() -> None:
    place = {"year": "1999", "journal": "Soil Meeting", "volume": "3"}
    works = [
        record("one", title="Learning about loess on the web", author="Hall, L.", pages="10-12", **place),
        record("none", title="UNKNOWN", author="Hall, L.", **place),
        record("two", title="Negotiation in river basins", author="Hall, L.", pages="30-32", **place),
    ]
    assert dedupe(works).clusters == ((0,), (1,), (2,))


def test_a_doubtful_record_does_not_chain_two_parts() -> None:
    common = {"author": "Rossi, G.; Neri, P.", "year": "1978", "journal": "Pedologia", "volume": "5"}
    works = [
        record("part1", title="Humus forms of mountain soils. Part I", pages="60-71", **common),
        record("bare", title="Humus forms of mountain soils", pages="60-71", **common),
        record("part2", title="Humus forms of mountain soils. Part II", pages="72-80", **common),
    ]
    found = dedupe(works)
    assert found.cluster_of[0] == found.cluster_of[1] != found.cluster_of[2]


def test_a_record_that_says_less_does_not_chain_two_that_speak_against_each_other() -> None:
    common = {"title": "Ethanol and the coats of dormice", "year": "2012", "journal": "Alpine Zoology"}
    works = [
        record("one", author="Kamin, N.; Ahol, A.; Maga, M.", pages="333", **common),
        record("other", author="Zhang, C.; Kamin, N.; Ahol, A.; Maga, M.", pages="56", **common),
        record("less", author="Maga, M.; Ahol, A.; Kamin, N.", **common),
    ]
    found = dedupe(works)
    assert found.cluster_of[0] != found.cluster_of[1]
    assert {decision.verdict for decision in found.decisions} == {"match", "possible"}


def test_a_title_without_subtitle_does_not_chain_two_that_have_one() -> None:
    common = {"author": "Rossi, G.; Neri, P.", "year": "1978"}
    works = [
        record(
            "theory",
            title="Humus forms of mountain soils and the tree line in the western ranges: theory",
            **common,
        ),
        record(
            "less", title="Humus forms of mountain soils and the tree line in the western ranges", **common
        ),
        record(
            "experiment",
            title="Humus forms of mountain soils and the tree line in the western ranges: experiment",
            **common,
        ),
    ]
    found = dedupe(works)
    assert found.cluster_of[0] != found.cluster_of[2]


def test_a_title_without_subtitle_does_not_chain_two_whose_titles_are_hardly_alike() -> None:
    common = {"author": "Rossi, Gino; Neri, Pia", "year": "1978", "type": "book"}
    works = [
        record("one", title="Foundations of rural ecology: a bibliography", **common),
        record("less", title="Foundations of rural ecology", **common),
        record("other", title="Foundations of rural ecology: an approach by way of law and custom", **common),
    ]
    found = dedupe(works)
    assert found.cluster_of[0] != found.cluster_of[2]


def test_a_record_without_pages_does_not_chain_a_title_and_a_longer_one_on_other_pages() -> None:
    common = {"author": "Noll, B.", "year": "2001", "journal": "Heath Notes", "volume": "4"}
    works = [
        record("heath", title="Grazing and the recovery of heath after a fire", pages="10-20", **common),
        record("less", title="Grazing and the recovery of heath after a fire: drought", **common),
        record(
            "longer",
            title="Grazing and the recovery of heath after a fire: drought in dunes",
            pages="31-44",
            **common,
        ),
    ]
    found = dedupe(works)
    assert found.cluster_of[0] != found.cluster_of[2]
