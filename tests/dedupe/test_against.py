"""New records against a catalogue, and the index that keeps the catalogue ready."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.dedupe import Answer, dedupe
from soilbib.dedupe.against import (
    BrokenIndexError,
    Prepared,
    StaleIndexError,
    dedupe_against,
    prepare,
    read_index,
    stamp,
    write_index,
)
from soilbib.dedupe.answers import content_key
from soilbib.dedupe.keys import make_keys
from soilbib.dedupe.review import counts_by_source
from soilbib.errors import Place, Problem
from soilbib.model import Record, Source
from tests.dedupe.samples import record

HUMUS = {"title": "Humus forms of mountain forests", "author": "Berger, A.; Koch, J.", "year": "2011"}
HERE = {"journal": "Geoderma", "volume": "12", "pages": "10-19"}
OLD = (
    record("old", **HUMUS, **HERE),
    record("twin", **{**HUMUS, "title": "Humus forms of mountain forests."}, **HERE),
    record("other", title="Earthworms and their burrows in clay", author="Dubois, F.", year="1985"),
)
ROOTS = {"title": "Roots and their fungi: a long conversation", "author": "Silva, R.", "year": "2015"}


def ids(old: tuple[Record, ...], *new: Record) -> list[list[str]]:
    found = dedupe_against(prepare(old), new)
    return [[found.sources[index].id for index in members] for members in found.clusters]


def test_a_new_record_finds_its_work_and_the_catalogue_is_left_as_it_is() -> None:
    new = record("new", **{**HUMUS, "title": HUMUS["title"].upper()}, **HERE)
    assert dedupe(OLD).kept == 2
    assert ids(OLD, new) == [["old", "new"], ["twin"], ["other"]]


def test_only_pairs_with_a_new_record_are_told() -> None:
    found = dedupe_against(prepare(OLD), [record("new", **HUMUS), record("roots", **ROOTS)])
    assert found.decisions
    assert all(decision.other >= len(OLD) for decision in found.decisions)


def test_duplicates_among_the_new_records_are_found() -> None:
    one, other = record("a", **ROOTS), record("b", **{**ROOTS, "title": ROOTS["title"].upper()})
    assert ids(OLD, one, other)[3:] == [["a", "b"]]


def test_identical_records_are_one_but_never_two_of_the_catalogue() -> None:
    twice = (record("x", title="Editorial"), record("y", title="Editorial"))
    assert ids(twice, record("z", title="Editorial")) == [["x", "z"], ["y"]]


def test_an_answer_brings_a_new_record_to_an_old_one_that_it_does_not_look_like() -> None:
    new = record("new", **ROOTS)
    keys = (content_key(make_keys(OLD[2])), content_key(make_keys(new)))
    found = dedupe_against(prepare(OLD), [new], [Answer(keys, "same")])
    assert (2, 3) in found.clusters


def test_nothing_against_nothing() -> None:
    assert dedupe_against(prepare([]), []).clusters == ()
    assert dedupe_against(prepare([]), OLD).clusters == dedupe(OLD).clusters
    assert dedupe_against(prepare(OLD), []).clusters == ((0,), (1,), (2,))


TITLES = st.sampled_from(
    ["", "Editorial", "Humus forms of forests", "Humus forms of forets", "Humus forms. Part II"]
)
RECORDS = st.lists(
    st.builds(
        record,
        st.sampled_from(["", "k1", "k2"]),
        title=TITLES,
        author=st.sampled_from(["", "Berger, A.", "Koch, J."]),
        year=st.sampled_from(["", "2001", "2002"]),
        doi=st.sampled_from(["", "10.5555/a"]),
    ),
    max_size=8,
)


@given(RECORDS, RECORDS)
@settings(max_examples=50, deadline=None)
def test_every_record_is_in_one_cluster_and_no_two_of_the_catalogue_in_the_same(
    old: list[Record], new: list[Record]
) -> None:
    found = dedupe_against(prepare(old), new)
    assert sorted(index for members in found.clusters for index in members) == list(
        range(len(old) + len(new))
    )
    assert all(sum(index < len(old) for index in members) <= 1 for members in found.clusters)
    assert found.kept + found.merged == len(old) + len(new)


@given(RECORDS, RECORDS)
@settings(max_examples=30, deadline=None)
def test_an_index_read_back_gives_the_same_result(old: list[Record], new: list[Record]) -> None:
    kept = read_index(write_index(prepare(old), "now"), "now")
    assert dedupe_against(kept, new) == dedupe_against(prepare(old), new)


def test_an_index_keeps_what_was_wrong_with_the_catalogue() -> None:
    problem = Problem("E102", "broken", Place("c.bib", 3, 1), text="@article{")
    assert read_index(write_index(prepare(OLD, [problem]), "now"), "now").problems == (problem,)


def index() -> bytes:
    return write_index(prepare(OLD), stamp(b"catalogue"))


def test_an_index_of_another_state_of_the_catalogue_is_stale() -> None:
    assert isinstance(read_index(index(), stamp(b"catalogue")), Prepared)
    with pytest.raises(StaleIndexError, match="another state"):
        read_index(index(), stamp(b"catalogue, edited"))


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", index()[:100], index()[:-1], index()[:200] + b"\0" + index()[201:]]
)
def test_a_damaged_index_is_told_and_never_used(data: bytes) -> None:
    with pytest.raises(BrokenIndexError):
        read_index(data, stamp(b"catalogue"))


def test_the_numbers_of_a_flow_diagram_add_up() -> None:
    def came_from(path: str, **fields: str) -> Record:
        return record(path, **fields).replace(source=Source(path=path))

    new = [came_from("a.ris", **ROOTS), came_from("a.ris", **ROOTS), came_from("b.ris", **ROOTS)]
    new += [
        came_from("b.ris", **HUMUS, **HERE),
        came_from("b.ris", title="Soils of sand and of loess", year="1999"),
    ]
    numbers = counts_by_source(dedupe_against(prepare(OLD), new))
    assert (numbers["total"], numbers["duplicates_removed"], numbers["screened"]) == (5, 3, 2)
    assert numbers["identified"] == {"a.ris": 2, "b.ris": 3}
    assert numbers["by_source"]["a.ris"] == {"identified": 2, "repeated": 1, "shared": 1, "unique": 0}
    assert numbers["by_source"]["b.ris"] == {"identified": 3, "repeated": 0, "shared": 2, "unique": 1}
