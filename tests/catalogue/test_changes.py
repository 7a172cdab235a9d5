"""Changing records, and taking changes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from soilbib.catalogue import Catalogue, CatalogueError, Change, Decision, Entry, UnknownError
from soilbib.model import Record

KEYS = ("lal2004", "lal2015", "minasny2017")


def state(catalogue: Catalogue) -> list[Entry]:
    """What is there, whichever change touched it last."""
    return [replace(entry, changed=0) for entry in catalogue.entries()]


CHANGES: dict[str, Callable[[Catalogue], Change]] = {
    "remove": lambda catalogue: catalogue.remove(KEYS[:2]),
    "edit": lambda catalogue: catalogue.edit("lal2004", Record(fields={"title": "Edited"})),
    "rename": lambda catalogue: catalogue.edit("lal2004", Record(id="lal", fields={"title": "Edited"})),
    "categorise": lambda catalogue: catalogue.categorise(
        KEYS, add=["New"], remove=["Reference publications"]
    ),
    "merge": lambda catalogue: catalogue.merge(KEYS, Record(fields={"title": "Merged"})),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_can_be_undone_and_done_again(catalogue: Catalogue, kind: str) -> None:
    before = state(catalogue)
    change = CHANGES[kind](catalogue)
    after = state(catalogue)
    assert after != before
    undone = catalogue.undo()
    assert (undone.undoes, state(catalogue)) == (change.number, before)
    catalogue.undo(undone.number)
    assert [entry.record for entry in state(catalogue)] == [entry.record for entry in after]
    assert catalogue.check() == ()


def test_removed_records_are_not_found_any_more(catalogue: Catalogue) -> None:
    from soilbib.catalogue import parse_query

    catalogue.remove(["lal2004"])
    assert catalogue.search(parse_query("sequestration impacts")).total == 0
    catalogue.undo()
    assert catalogue.search(parse_query("sequestration impacts")).total == 1


def test_a_merge_has_the_first_key_and_all_categories_and_can_be_unmerged(catalogue: Catalogue) -> None:
    before = state(catalogue)
    catalogue.merge(["lal2015", "minasny2017"], Record(id="any", fields={"title": "Merged"}))
    entry = catalogue.get("lal2015")
    assert entry
    assert (entry.record.title, entry.categories) == ("Merged", ("Archived news", "Reference publications"))
    assert catalogue.get("minasny2017") is None
    assert catalogue.unmerge("lal2015").kind == "unmerge"
    assert state(catalogue) == before


def test_an_unmerge_months_later_leaves_what_was_done_to_others(catalogue: Catalogue) -> None:
    catalogue.merge(["lal2004", "lal2015"], Record(fields={"title": "Merged"}))
    catalogue.edit("terres", Record(fields={"title": "Edited"}))
    catalogue.unmerge("lal2004")
    assert [entry.record.title for key in ("terres", "lal2015") if (entry := catalogue.get(key))] == [
        "Edited",
        "The soil–peace nexus: our common future",
    ]


def test_what_was_changed_since_is_not_taken_back_unless_forced(catalogue: Catalogue) -> None:
    catalogue.merge(["lal2004", "lal2015"], Record(fields={"title": "Merged"}))
    catalogue.edit("lal2004", Record(fields={"title": "Edited"}))
    with pytest.raises(CatalogueError, match=r"'lal2004' was changed since, by change 3"):
        catalogue.unmerge("lal2004")
    with pytest.raises(CatalogueError, match="undo that first"):
        catalogue.undo(2)
    assert catalogue.count() == 10
    catalogue.unmerge("lal2004", force=True)
    assert catalogue.count() == 11


def test_undo_steps_back_through_the_changes(catalogue: Catalogue) -> None:
    catalogue.remove(["lal2004"])
    catalogue.remove(["lal2015"])
    assert [catalogue.undo().undoes for _ in range(3)] == [3, 2, 1]
    assert catalogue.count() == 0
    with pytest.raises(UnknownError, match="nothing to undo"):
        catalogue.undo()
    with pytest.raises(CatalogueError, match="taken back already, by change 5"):
        catalogue.undo(2)
    with pytest.raises(UnknownError, match="no change 99"):
        catalogue.undo(99)


def test_a_record_that_comes_back_gets_another_key_where_its_own_is_taken(catalogue: Catalogue) -> None:
    catalogue.remove(["lal2004"])
    catalogue.add([Record(id="lal2004", fields={"title": "Another"})])
    catalogue.undo(2)
    entry = catalogue.get("lal2004-2")
    assert entry
    assert entry.record.id == "lal2004-2"
    assert entry.record.title.startswith("Soil carbon sequestration")


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        (
            lambda catalogue: catalogue.remove(["lal2004", "nobody"]),
            UnknownError,
            "no record has the key 'nobody'",
        ),
        (lambda catalogue: catalogue.edit("nobody", Record()), UnknownError, "nobody"),
        (
            lambda catalogue: catalogue.edit("lal2004", Record(id="lal2015")),
            CatalogueError,
            "another record's",
        ),
        (lambda catalogue: catalogue.merge(["lal2004"], Record()), CatalogueError, "two records or more"),
        (lambda catalogue: catalogue.merge(["lal2004", "nobody"], Record()), UnknownError, "nobody"),
        (lambda catalogue: catalogue.unmerge("lal2004"), UnknownError, "not made by a merge"),
    ],
)
def test_a_change_that_cannot_be_made_changes_nothing(
    catalogue: Catalogue, change: Callable[[Catalogue], Change], error: type[Exception], message: str
) -> None:
    before = state(catalogue)
    with pytest.raises(error, match=message):
        change(catalogue)
    assert state(catalogue) == before
    assert len(list(catalogue.history())) == 1


def test_a_change_without_effect_leaves_no_trace(catalogue: Catalogue) -> None:
    entry = catalogue.get("lal2004")
    assert entry
    assert catalogue.edit("lal2004", entry.record).number == 0
    assert catalogue.categorise(["lal2004"], add=["Reference publications"]).number == 0
    assert len(list(catalogue.history())) == 1


def test_what_was_removed_still_has_its_history(catalogue: Catalogue) -> None:
    removed = catalogue.remove(["lal2004"])
    assert [change.number for change in catalogue.history("lal2004")] == [removed.number, 1]
    with pytest.raises(UnknownError, match="no record has or had the key 'nobody'"):
        list(catalogue.history("nobody"))


def test_the_history_says_who_did_what_to_which_record(catalogue: Catalogue) -> None:
    catalogue.edit("lal2004", Record(fields={"title": "Edited"}))
    catalogue.remove(["lal2015"])
    latest, edited, added = catalogue.history()
    assert (latest.kind, latest.what, latest.records) == ("remove", "lal2015", 1)
    assert (added.kind, added.who, added.what, added.records) == ("add", "ada", "library.json", 11)
    assert [change.number for change in catalogue.history("lal2004")] == [edited.number, added.number]
    old = catalogue.version("lal2004", edited.number)
    assert old
    assert old.record.title.startswith("Soil carbon sequestration")
    assert catalogue.version("lal2004", added.number) is None


def test_of_several_decisions_on_a_pair_the_latest_holds_until_it_is_undone(catalogue: Catalogue) -> None:
    catalogue.decide([Decision(("k1", "k2"), "same", why="same DOI"), Decision(("k1", "k3"), "different")])
    catalogue.decide([Decision(("k2", "k1"), "different", who="bo", ids=("b", "a"))])
    held = {decision.keys: (decision.decision, decision.who) for decision in catalogue.decisions()}
    assert held == {("k1", "k3"): ("different", "ada"), ("k2", "k1"): ("different", "bo")}
    assert catalogue.decide([Decision(("k1", "k3"), "different")]).number == 0
    catalogue.undo()
    assert catalogue.decisions()[0].decision == "same"
    with pytest.raises(CatalogueError, match='"same" or "different"'):
        catalogue.decide([Decision(("k1", "k3"), "maybe")])  # type: ignore[arg-type]


def test_a_record_cannot_be_changed_while_the_same_catalogue_is_being_read(catalogue: Catalogue) -> None:
    entries = catalogue.entries()
    next(entries)
    with pytest.raises(CatalogueError, match="still being read"):
        catalogue.remove(["lal2004"])
    assert len(list(entries)) == 10
    assert catalogue.remove(["lal2004"]).records == 1


@settings(max_examples=25, deadline=None)
@given(kinds=st.lists(st.sampled_from(sorted(CHANGES)), max_size=6))
def test_any_changes_taken_back_one_by_one_lead_back_to_the_start(
    tmp_path_factory: pytest.TempPathFactory, library: tuple[Record, ...], kinds: list[str]
) -> None:
    path: Path = tmp_path_factory.mktemp("changes") / "soil.db"
    with Catalogue(path) as catalogue:
        catalogue.add(library)
        before = state(catalogue)
        done = 0
        for kind in kinds:
            try:
                done += CHANGES[kind](catalogue).number > 0
            except UnknownError:
                continue
        for _ in range(done):
            catalogue.undo()
        assert state(catalogue) == before
        assert catalogue.check() == ()
