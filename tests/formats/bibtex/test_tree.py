"""The syntax tree: every byte comes back, an edit touches its field only."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.formats.bibtex.changes import Change
from soilbib.formats.bibtex.tree import Tree, parse_tree, read_tree, write_tree

SAMPLE = """% Library of the group
@string{sbb = "Soil Biology and Biochemistry"}
@comment{jabref-meta: grouping}
@Article{lal2004,
    author  = {Lal, Rattan},
    title   = "Soil Carbon",
    journal = sbb # { (online)},
    month   = jun,
    year    = 2004
}

free text

@book(noe2019, title = {Drivers}, year = {2019})
@misc{broken, title = {never
@misc{,
}
"""
ENTRY_PIECES = [
    "@article{", "@misc(", "@string{", "@comment{", "@preamble{", "key", ",", "\n", "\r\n", "title", " = ", "{", "}",
    '"', "#", "jan", ")", "%", "\\", "é", "\t", "2004", "@", "author={A and B}", "\ufeff", "\r",
]  # fmt: skip
FILES = st.lists(st.sampled_from(ENTRY_PIECES), max_size=40).map("".join)
ENCODED = st.tuples(FILES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"]))


@pytest.fixture
def tree() -> Tree:
    return parse_tree(SAMPLE)


@settings(max_examples=100, deadline=None)
@given(ENCODED)
def test_an_untouched_file_comes_back_byte_for_byte(file: tuple[str, str]) -> None:
    data = file[0].encode(file[1], "replace")
    assert write_tree(read_tree(data)) == data


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_at_all_come_back(data: bytes) -> None:
    assert write_tree(read_tree(data)) == data


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference_to_what_is_read(line_end: str, tree: Tree) -> None:
    other = parse_tree(SAMPLE.replace("\n", line_end))
    assert [(block.kind, block.key, bool(block.broken)) for block in other.blocks] == [
        (block.kind, block.key, bool(block.broken)) for block in tree.blocks
    ]
    places = [other.place(block.start) for block in other.entries]
    assert places == [tree.place(block.start) for block in tree.entries]


def test_blocks_have_their_kind_and_place(tree: Tree) -> None:
    kinds = [block.kind for block in tree.blocks if block.kind]
    assert kinds == ["string", "comment", "article", "book", "misc", "misc"]
    assert tree.place(tree.entry("lal2004").start) == (4, 1)
    assert tree.place(tree.entry("lal2004").fields[1].start) == (6, 5)
    assert [block.key for block in tree.entries] == ["lal2004", "noe2019", ""]


def test_byte_spans_are_those_of_the_encoded_file() -> None:
    data = "\ufeff% é\r\n@misc{ü, title = {ö}}".encode("utf-16-le")
    tree = read_tree(data)
    start, end = tree.byte_span(tree.entries[0].fields[0])
    assert data[start:end].decode("utf-16-le") == "title = {ö}"


def test_setting_a_field_changes_its_text_only(tree: Tree) -> None:
    changed = tree.set_field(tree.entry("lal2004"), "Title", "Carbon")
    assert changed.text == SAMPLE.replace('"Soil Carbon"', '"Carbon"')


def test_a_value_of_several_pieces_is_replaced_as_a_whole(tree: Tree) -> None:
    changed = tree.set_field(tree.entry("lal2004"), "journal", "Science")
    assert changed.text == SAMPLE.replace("sbb # { (online)}", "{Science}")


def test_a_new_field_looks_like_its_neighbours(tree: Tree) -> None:
    changed = tree.set_field(tree.entry("lal2004"), "volume", "3")
    assert "    year    = 2004,\n    volume    = {3}\n}" in changed.text
    one_line = tree.add_field(tree.entry("noe2019"), "volume", "3")
    assert "year = {2019}, volume = {3})" in one_line.text
    empty = tree.add_field(tree.entry(""), "title", "T")
    assert "@misc{,\n  title = {T},\n}\n" in empty.text


def test_what_is_added_can_be_removed_again(tree: Tree) -> None:
    for key in ("lal2004", "noe2019"):
        added = tree.add_field(tree.entry(key), "volume", "3")
        removed = added.remove_field(added.entry(key), "volume")
        assert [field.name for field in removed.entry(key).fields] == [
            field.name for field in tree.entry(key).fields
        ]
        assert removed.text == SAMPLE


def test_removing_a_field_takes_its_line_along(tree: Tree) -> None:
    changed = tree.remove_field(tree.entry("lal2004"), "month")
    assert changed.text == SAMPLE.replace("    month   = jun,\n", "")


def test_renaming_a_key_leaves_the_rest(tree: Tree) -> None:
    assert tree.rename_key(tree.entry("noe2019"), "noe").text == SAMPLE.replace("noe2019", "noe")
    assert tree.rename_key(tree.entry(""), "new").entry("new").kind == "misc"
    with pytest.raises(ValueError, match="not a citation key"):
        tree.rename_key(tree.entry("noe2019"), "a b")


def test_a_value_with_unbalanced_braces_is_refused(tree: Tree) -> None:
    with pytest.raises(ValueError, match="unbalanced"):
        tree.set_field(tree.entry("lal2004"), "title", "{")


def test_overlapping_changes_are_refused(tree: Tree) -> None:
    with pytest.raises(ValueError, match="overlap"):
        tree.changed([Change(0, 3, "a"), Change(2, 4, "b")])


def test_every_shared_file_comes_back_byte_for_byte(shared: Path) -> None:
    paths = [path for path in sorted((shared / "data/import").rglob("*.bib")) if path.stat().st_size < 2e6]
    assert paths
    for path in paths:
        data = path.read_bytes()
        assert write_tree(read_tree(data)) == data, path.name
