"""The duplicate finder as a whole: what it returns, and what holds for every input."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import soilbib
from soilbib.dedupe import Deduplication, dedupe
from soilbib.model import Record
from tests.dedupe.samples import record

GRASSLAND = {"title": "Carbon storage in grassland soils", "author": "Berger, A.; Koch, J.", "year": "2011"}
LIBRARY = [
    record("a", **GRASSLAND, journal="European Journal of Soil Science", volume="62", pages="221-228"),
    record("x", title="Earthworms and their burrows in clay", author="Dubois, F.", year="1985"),
    record(
        "b",
        **{**GRASSLAND, "title": "Carbon storage in grassland sols"},
        journal="Eur J Soil Sci",
        pages="221-8",
    ),
    record("c", **{**GRASSLAND, "author": "Berger, Anna; Koch, Jonas"}, doi="10.5555/ejss.62.221"),
    record(
        "e", title="Erratum to: Carbon storage in grassland soils", author="Berger, A.; Koch, J.", year="2011"
    ),
]

TITLES = st.sampled_from(
    ["", "Editorial", "Carbon storage in grassland soils", "Carbon storage in grasland soils", "Humus forms. Part I",
     "Humus forms. Part II", "Reply to: Humus forms", "Sols et climat", "[Sols et climat]", "Annual report 2001"]
)  # fmt: skip
AUTHORS = st.sampled_from(
    ["", "Berger, A.; Koch, J.", "Anna Berger", "BERGER A.KOCH J.", "Rossi, G. et al.", "UNKNOWN"]
)
RECORDS = st.lists(
    st.builds(
        record,
        st.sampled_from(["", "k1", "k2", "k3"]),
        title=TITLES,
        author=AUTHORS,
        year=st.sampled_from(["", "2001", "2002", "n.d."]),
        journal=st.sampled_from(["", "Geoderma", "Eur J Soil Sci", "Proc. of the 3rd Soil Workshop"]),
        volume=st.sampled_from(["", "3", "3)", "IV"]),
        pages=st.sampled_from(["", "1-9", "10-May", "S7", "no pagination"]),
        doi=st.sampled_from(["", "10.5555/a.1", "https://doi.org/10.5555/A.1", "10.5555/b.2"]),
    ),
    max_size=12,
)  # fmt: skip
quick = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def partition(found: Deduplication) -> set[frozenset[int]]:
    return {frozenset(members) for members in found.clusters}


def test_duplicates_are_merged_in_the_place_of_their_first_member() -> None:
    found = dedupe(LIBRARY)
    assert found.clusters == ((0, 2, 3), (1,), (4,))
    assert found.cluster_of == (0, 1, 0, 0, 2)
    assert [merged.id for merged in found.records] == ["a", "x", "e"]
    assert found.records[0].extra["soilbib"]["merged"] == ["b", "c"]
    assert [member.id for member in found.members(0)] == ["a", "b", "c"]
    assert found.sources == tuple(LIBRARY)


def test_the_package_itself_can_be_called() -> None:
    assert soilbib.dedupe(LIBRARY) == dedupe(LIBRARY)  # type: ignore[operator]  # to mypy it is the package only


def test_an_iterator_will_do() -> None:
    assert dedupe(iter(LIBRARY)) == dedupe(LIBRARY)


def test_nothing_comes_of_nothing() -> None:
    assert dedupe([]) == Deduplication((), (), (), (), ())
    assert dedupe([]).explain() == ["0 records in = 0 kept + 0 merged"]


def test_the_explanation_names_records_rules_and_evidence() -> None:
    text = "\n".join(dedupe(LIBRARY).explain())
    assert text.startswith("Kept a: “Carbon storage in grassland soils” – 2011 – Berger; Koch")
    assert "merged b: “Carbon storage in grassland sols”" in text
    assert "(same_title_and_authors, " in text
    assert "title 98% alike; authors same; year same" in text
    assert "Alike, but kept apart:" in text
    assert "only one is an erratum (notice, " in text
    assert text.endswith("5 records in = 3 kept + 2 merged")


def test_decisions_carry_positions_ids_and_evidence() -> None:
    decisions = {decision.ids: decision for decision in dedupe(LIBRARY).decisions}
    match = decisions["a", "b"]
    assert (match.one, match.other, match.verdict) == (0, 2, "match")
    assert 0.5 < match.score <= 1
    assert match.evidence["container"] == "same"
    assert decisions["a", "e"].verdict == "different"
    assert decisions["a", "e"].rule == "notice"


def test_identical_records_merge_however_little_they_say() -> None:
    assert dedupe([record("a", title="Editorial"), record("b", title="Editorial")]).clusters == ((0, 1),)


def test_empty_records_with_ids_of_their_own_stay_apart() -> None:
    assert dedupe([Record(id="a"), Record(id="b"), Record(id="a")]).clusters == ((0, 2), (1,))


def test_records_without_a_title_are_not_taken_for_one_another() -> None:
    unknown = {"title": "UNKNOWN", "year": "2010", "journal": "Soil Meeting"}
    assert dedupe([record("a", **unknown), record("b", **unknown)]).clusters == ((0,), (1,))
    assert dedupe(
        [record("a", **unknown, doi="10.5555/a"), record("b", **unknown, doi="10.5555/a")]
    ).clusters == ((0, 1),)


def test_one_id_for_two_works_is_no_evidence() -> None:
    one, other = (
        record("k", **GRASSLAND),
        record("k", title="Earthworms in clay", author="Dubois, F.", year="1985"),
    )
    assert dedupe([one, other]).clusters == ((0,), (1,))


@given(RECORDS)
@quick
def test_counts_reconcile_and_every_record_is_in_one_cluster(records: list[Record]) -> None:
    found = dedupe(records)
    assert found.kept + found.merged == len(records)
    assert sorted(index for members in found.clusters for index in members) == list(range(len(records)))
    assert all(index in found.clusters[number] for index, number in enumerate(found.cluster_of))
    assert len(found.cluster_of) == len(records)
    assert list(found.clusters) == sorted(found.clusters)


@given(RECORDS)
@quick
def test_a_file_joined_to_itself_halves(records: list[Record]) -> None:
    once, twice = dedupe(records), dedupe(records + records)
    assert twice.kept == once.kept
    assert all(len(members) >= 2 for members in twice.clusters)


@given(RECORDS, st.randoms(use_true_random=False))
@quick
def test_the_order_of_the_input_does_not_change_the_clusters(records: list[Record], random: object) -> None:
    order = list(range(len(records)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = dedupe([records[index] for index in order])
    assert {frozenset(order[index] for index in members) for members in shuffled.clusters} == partition(
        dedupe(records)
    )


@given(RECORDS)
@quick
def test_no_two_records_known_to_differ_share_a_cluster(records: list[Record]) -> None:
    found = dedupe(records)
    for decision in found.decisions:
        if decision.verdict == "different":
            assert found.cluster_of[decision.one] != found.cluster_of[decision.other], decision


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
@quick
def test_no_text_breaks_it(texts: list[str]) -> None:
    fields = dict(
        zip(("title", "author", "year", "journal", "volume", "issue", "pages", "doi"), texts, strict=False)
    )
    assert dedupe([record("a", **fields), record("b", **{**fields, "title": "Sols et climat"})]).explain()


@pytest.mark.parametrize(
    "make",
    [
        lambda number: {"title": "A survey of soils and their uses", "author": "ab"[number % 2] * (number % 40 + 3)},
        lambda number: {"title": "", "author": "Miller, A.", "pages": str(number)},
        lambda number: {"title": "Editorial", "year": str(1900 + number % 100), "pages": str(number)},
        lambda number: {"title": f"On soil number {number}", "author": "Miller, A.", "year": "2000"},
    ],
    ids=["one title", "no title", "a generic title", "one author"],
)  # fmt: skip
def test_alike_records_by_the_thousand_are_compared_a_bounded_number_of_times(make: object) -> None:
    from soilbib.dedupe.index import make_index
    from soilbib.dedupe.keys import make_keys
    from soilbib.dedupe.pipeline import candidate_pairs

    keyed = [make_keys(record(str(number), **make(number))) for number in range(2000)]  # type: ignore[operator]
    assert len(candidate_pairs(make_index(keyed)).ones) < 60 * len(keyed)


def test_the_hard_labelled_pairs_are_judged_right(shared: Path) -> None:
    folder = shared / "data/dedupe/bibdedupe_cases"
    records = {item.id: item for item in soilbib.read(folder / "records.csv").records}
    with (folder / "pairs.csv").open(newline="", encoding="utf-8") as file:
        pairs = list(csv.DictReader(file))
    merged = [dedupe([records[pair["id1"]], records[pair["id2"]]]).kept == 1 for pair in pairs]
    assert (
        sum(found == (pair["label"] == "1") for found, pair in zip(merged, pairs, strict=True))
        >= len(pairs) - 2
    )


def test_no_work_of_a_labelled_set_is_lost(shared: Path) -> None:
    folder = shared / "data/dedupe/ldd_stroke"
    with (folder / "truth.csv").open(newline="", encoding="utf-8") as file:
        truth = {row["id"]: row["cluster"] for row in csv.DictReader(file)}
    found = dedupe(soilbib.read(folder / "records.csv").records)
    assert {truth[kept.id] for kept in found.records} == set(truth.values())
    assert found.kept <= len(set(truth.values())) + 3


def test_a_listing_given_twice_and_retyped_with_slips_gives_each_entry_once() -> None:
    page = [
        "“Slow turnover of long-lived humus in cropland” – 2019 – Anaïs Le Goff, Pierre Martin & Luc Vidal",
        "“Politiques agricoles et stockage du carbone dans les prairies” – 2017",
        "“Opportunities for living soils in towns” – 2018 – ISRIC",
    ]
    retyped = [
        "“Slow turnover of long lived hmus in cropland” – 2019 – A. Le Goff, P. Martin & al.",
        "“Politiques agricoles et stokcage du carbone dans les prairies” – 2017",
        "“Oportunities for living soils in towns” – 2018 – ISRIC",
    ]
    found = dedupe([soilbib.parse_listing(line) for line in [*page, *page, *retyped]])
    assert found.clusters == ((0, 3, 6), (1, 4, 7), (2, 5, 8))


def test_a_parallel_title_is_found_among_many_by_either_language() -> None:
    ours = {"author": "Huber, L.; Wieser, P.", "year": "2014", "journal": "Bodenkunde"}
    two = record("two", title="Gestaltung der Humusformen = Humus forms and their design", **ours)
    one = record("one", title="Humus forms and their design", **ours)
    others = [
        record(f"r{letter}", title=f"{letter}eat {letter}ays of {letter}oil", year="1990")
        for letter in "abcdefghijklmnopqrstuvwxyz"
    ]
    assert dedupe([two, *others, one]).cluster_of[-1] == 0
