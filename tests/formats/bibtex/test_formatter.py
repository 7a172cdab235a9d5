"""The formatter: one layout, the same meaning, stable."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.files import decode_exact
from soilbib.formats.bibtex import BIBTEX
from soilbib.formats.bibtex.formatter import Layout, format_bibtex
from soilbib.formats.bibtex.tree import parse_tree
from soilbib.formats.bibtex.update import same
from soilbib.model import Record

LAYOUTS = st.builds(Layout, st.sampled_from(["", "  ", "\t"]), st.booleans(), st.booleans(), st.booleans())
BLOCKS = [
    "@article{b,\n author={A and B}, title = \"T {\\\"o}\",year=2004, month = jan # \" 3\",note={x\ny}}",
    "@STRING ( Ab = \"Journal\" )", "@comment{x}", "@preamble{\"\\def\\x{}\"}", "% a comment\n", "\n", "\n\n\n", "  ",
    "@misc(a, title = {T})", "@misc{B, title = {T} % c\n}", "@inbook{c, crossref={b}, TITLE = ab}", "@book{,}",
    "@misc{d title={x}}", "@misc{e, title = {never", "free", "@misc{f, a={1}, A={2}, title={a \\} b}}",
]  # fmt: skip
BODIES = st.lists(st.sampled_from(BLOCKS) | st.just("\n"), max_size=8).map("".join)
FILES = BODIES | BODIES.map("\ufeff".__add__)


def _records(text: str) -> list[Record]:
    assert BIBTEX.read
    return [item for item in BIBTEX.read(text, "") if isinstance(item, Record)]


def _by_id(records: list[Record]) -> list[Record]:
    return sorted(records, key=lambda record: record.id)


@settings(max_examples=100, deadline=None)
@given(FILES, LAYOUTS)
def test_formatting_twice_is_formatting_once_and_says_the_same(text: str, layout: Layout) -> None:
    formatted = format_bibtex(text, layout)
    assert format_bibtex(formatted.text, layout).text == formatted.text
    before, after = _by_id(_records(text)), _by_id(_records(formatted.text))
    assert len(before) == len(after)
    assert all(same(first, second) for first, second in zip(before, after, strict=True))


@settings(max_examples=100, deadline=None)
@given(FILES)
def test_no_word_is_lost(text: str) -> None:
    def characters(source: str) -> list[str]:
        return sorted(char for char in source.lower() if char not in ' \n\t,"{}()#')

    assert characters(format_bibtex(text).text) == characters(text)


def test_comments_strings_and_text_between_stay_where_they_are() -> None:
    text = '% head\n\n@string{a="A"}\n@string(b = "B")\n\n\n% about c\n@Misc{c,title=a}\n@comment{x}\n'
    assert format_bibtex(text).text == (
        "% head\n\n@string{a = {A}}\n@string{b = {B}}\n\n% about c\n@misc{c,\n  title = a,\n}\n\n@comment{x}\n"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("@misc{a, title = {T} junk}", "not a field"),
        ("@misc{a, % note\n title = {T}}", "comment before its first field"),
        ("@misc{a, title = {T}, % note\n}", "comment after its last field"),
    ],
)
def test_what_would_lose_text_is_left_as_it_is(text: str, why: str) -> None:
    formatted = format_bibtex(text + "\n")
    assert formatted.text == text + "\n"
    assert [why in entry.what for entry in formatted.done if not entry.changed] == [True]


def test_entries_are_sorted_with_parents_last() -> None:
    text = "@book{a, title={P}}\n% about b\n@inbook{b, crossref={a}}\n@misc{C, title={x}}\n"
    keys = [block.key for block in parse_tree(format_bibtex(text, Layout(sort_entries=True)).text).entries]
    assert keys == ["b", "C", "a"]
    assert "% about b\n@inbook{b," in format_bibtex(text, Layout(sort_entries=True)).text


def test_shared_files_are_stable(shared: Path) -> None:
    for path in sorted((shared / "data/import/wild/bib").glob("*.bib"))[::3]:
        if path.stat().st_size < 40_000:
            text, _ = decode_exact(path.read_bytes())
            once = format_bibtex(text)
            assert format_bibtex(once.text).text == once.text, path.name
            assert not any("as a whole" in entry.what for entry in once.done), path.name
