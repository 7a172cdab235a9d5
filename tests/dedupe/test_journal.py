"""The journal of merges: one merge taken back months later."""

from __future__ import annotations

import pytest

import soilbib
from soilbib.dedupe import dedupe
from soilbib.dedupe.journal import Entry, UnmergeError, journal, read_journal, unmerge, write_journal
from soilbib.errors import Problem
from tests.dedupe.samples import record

GRASS = record("a", title="Carbon storage in grassland soils", author="Berger, A.; Koch, J.", year="2011")
GRASS_AGAIN = record(
    "b",
    title="Carbon storage in grassland sols",
    author="Berger, A. et al.",
    year="2011-03-02",
    journal="EJSS",
)
CLAY = record("c", title="Earthworms and their burrows in clay", author="Dubois, F.", year="1985")
FOUND = dedupe([GRASS, CLAY, GRASS_AGAIN])
ENTRIES = list(journal(FOUND))


def test_a_journal_comes_back_with_every_member_as_it_was() -> None:
    back = list(read_journal(write_journal(ENTRIES)))
    assert back == ENTRIES
    assert isinstance(back[0], Entry)
    assert back[0].members == (GRASS, GRASS_AGAIN)
    assert back[0].decisions[0].rule == "same_title_and_authors"


def test_the_members_stand_where_the_merged_record_stood() -> None:
    assert [one.id for one in FOUND.records] == ["a", "c"]
    assert unmerge(FOUND.records, ENTRIES, "a") == [GRASS, GRASS_AGAIN, CLAY]
    assert unmerge(FOUND.records, ENTRIES, ENTRIES[0].cluster) == [GRASS, GRASS_AGAIN, CLAY]


def test_other_records_may_have_changed_in_the_meantime() -> None:
    assert unmerge([record("new", title="Peat"), *FOUND.records], ENTRIES, "a")[1:3] == [GRASS, GRASS_AGAIN]


def test_an_edited_record_is_not_thrown_away_unless_forced() -> None:
    edited = [FOUND.records[0].replace(fields={"title": "Carbon in meadows"}), CLAY]
    with pytest.raises(UnmergeError, match="has changed since"):
        unmerge(edited, ENTRIES, "a")
    assert unmerge(edited, ENTRIES, "a", force=True) == [GRASS, GRASS_AGAIN, CLAY]


def test_what_was_written_into_any_field_is_not_thrown_away_unless_forced() -> None:
    noted = FOUND.records[0].replace(fields={**FOUND.records[0].fields, "note": "read twice"})
    with pytest.raises(UnmergeError, match=r"'a' has changed since it was merged \(note\); --force"):
        unmerge([noted], ENTRIES, "a")


def test_what_the_merge_itself_put_together_is_no_edit() -> None:
    one, other = (
        record.replace(fields={**record.fields, "keyword": word})
        for record, word in ((GRASS, "ley"), (GRASS_AGAIN, "sod"))
    )
    found = dedupe([one, other])
    assert found.records[0].fields["keyword"] == "ley, sod"
    assert unmerge(found.records, list(journal(found)), "a") == [one, other]


def test_a_merge_is_taken_back_once() -> None:
    back = unmerge(FOUND.records, ENTRIES, "a")
    with pytest.raises(UnmergeError, match="has been taken back"):
        unmerge(back, ENTRIES, "a")


def test_the_merges_that_there_are_are_named() -> None:
    with pytest.raises(UnmergeError, match=r"no merge named 'zzz'; it has a$"):
        unmerge(FOUND.records, ENTRIES, "zzz")


def test_values_with_strange_line_ends_come_back() -> None:
    odd = [one.replace(fields={**one.fields, "note": "a\u2028b\x85c\x0cd"}) for one in (GRASS, GRASS_AGAIN)]
    entries = list(journal(dedupe(odd)))
    assert list(read_journal(write_journal(entries))) == entries


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "ris", "csljson", "csv", "enw", "mods", "endnotexml"])
def test_a_merge_is_taken_back_from_any_format(form: str) -> None:
    written = soilbib.loads(soilbib.dumps(FOUND.records, form).text, form).records
    assert unmerge(written, ENTRIES, "a")[:2] == [GRASS, GRASS_AGAIN]


@pytest.mark.parametrize(("records", "name"), [(FOUND.records, "zzz"), ([CLAY], "a"), ([GRASS, GRASS], "a")])
def test_a_journal_that_does_not_fit_changes_nothing(records: list[object], name: str) -> None:
    with pytest.raises(UnmergeError):
        unmerge(records, ENTRIES, name)  # type: ignore[arg-type]


def test_a_broken_line_is_a_problem_and_the_others_are_read() -> None:
    items = list(read_journal("{nonsense\n\n" + write_journal(ENTRIES), "j"))
    assert isinstance(items[0], Problem)
    assert items[0].text == "{nonsense"
    assert items[1:] == ENTRIES


def test_members_of_one_id_come_apart_again_and_once() -> None:
    twins = [GRASS, CLAY, GRASS.replace(fields={**GRASS.fields, "note": "lent"})]
    found = dedupe(twins)
    back = unmerge(found.records, list(journal(found)), "a")
    assert back == [twins[0], twins[2], CLAY]
    with pytest.raises(UnmergeError, match="has been taken back"):
        unmerge(back, list(journal(found)), "a")


def test_of_works_with_one_id_the_one_that_was_merged_comes_apart() -> None:
    other = CLAY.replace(id="a")
    assert unmerge([other, *FOUND.records[:1]], ENTRIES, "a") == [other, GRASS, GRASS_AGAIN]
    with pytest.raises(UnmergeError, match="2 records have the id 'a'"):
        unmerge([other, CLAY.replace(id="a")], ENTRIES, "a")


def test_of_two_merges_with_one_id_one_is_named_by_its_cluster() -> None:
    clay_again = CLAY.replace(id="d", extra={"csv": {"read": "yes"}})
    found = dedupe([GRASS, GRASS_AGAIN, CLAY.replace(id="a"), clay_again])
    entries = list(journal(found))
    with pytest.raises(UnmergeError, match="2 merges have the id 'a': c"):
        unmerge(found.records, entries, "a")
    assert [one.id for one in unmerge(found.records, entries, entries[1].cluster)] == ["a", "a", "d"]


def test_another_work_with_a_members_id_is_no_sign_that_a_merge_was_taken_back() -> None:
    other = record("b", title="Loess and its silt", author="Hall, L.", year="1999")
    assert unmerge([*FOUND.records, other], ENTRIES, "a") == [GRASS, GRASS_AGAIN, CLAY, other]
