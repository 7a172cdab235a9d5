"""The formatter: one layout, the same meaning, stable."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.files import decode_exact
from soilbib.formats.bibtex.dialects import BIBTEX
from soilbib.formats.bibtex.formatter import Layout, format_bibtex
from soilbib.formats.bibtex.tree import parse_tree
from soilbib.formats.bibtex.update import same
from soilbib.model import Record

FLAG = st.booleans()
NAMES = st.sampled_from([(), ("title", "year"), ("-year", "key", "month")])
LAYOUTS = st.builds(Layout, st.sampled_from(["", "  ", "\t"]), FLAG, FLAG, FLAG, NAMES, NAMES, FLAG) | st.builds(
    Layout, numeric=FLAG, months=FLAG, strip_braces=FLAG, charset=st.sampled_from(["", "ascii", "latin1", "utf8"]),
    wrap=st.sampled_from([0, 30, 80]), remove_empty=FLAG,
)  # fmt: skip
BLOCKS = [
    "@article{b,\n author={A and B}, title = \"T {\\\"o}\",year=2004, month = jan # \" 3\",note={x\ny}}",
    "@STRING ( Ab = \"Journal\" )", "@comment{x}", "@preamble{\"\\def\\x{}\"}", "% a comment\n", "\n", "\n\n\n", "  ",
    "@book{g, title={{Boden {\\'e} \u4e2d \u0101 {DNA}}}, month={May}, note = {}, volume = {07}, x={\u00e9}}",
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


TITLE, MONTH, YEAR = "title = {{Zoé  Ö}},", "month = {May},", "year = {2004},"


@pytest.mark.parametrize(
    ("layout", "lines"),
    [
        (Layout(), (TITLE, MONTH, YEAR, "note = {},")),
        (Layout(numeric=True, trailing_comma=False), (TITLE, MONTH, "year = 2004,", "note = {}")),
        (Layout(months=True, remove_empty=True), (TITLE, "month = may,", YEAR)),
        (Layout(strip_braces=True), ("title = {Zoé Ö},", MONTH, YEAR, "note = {},")),
        (Layout(charset="ascii", remove_empty=True), ("title = {{Zo{\\'e}  {\\\"O}}},", MONTH, YEAR)),
        (Layout(field_order=("year", "note")), (YEAR, "note = {},", TITLE, MONTH)),
    ],
)
def test_values_are_written_as_the_layout_asks(layout: Layout, lines: tuple[str, ...]) -> None:
    text = "@misc{a, title = {{Zoé  Ö}}, month = {May}, year = {2004}, note = {}}\n"
    assert format_bibtex(text, layout).text == "\n  ".join(["@misc{a,", *lines]) + "\n}\n"


def test_latex_becomes_characters_and_back() -> None:
    text = "@misc{a,\n  title = {{\\'E}tude {\\v{s}} {\\ss} \\& $\\alpha$},\n  url = {a{\\'e}},\n}\n"
    unescaped = format_bibtex(text, Layout(charset="utf8")).text
    assert unescaped == "@misc{a,\n  title = {Étude š ß \\& $\\alpha$},\n  url = {a{\\'e}},\n}\n"
    assert format_bibtex(unescaped, Layout(charset="ascii")).text == text


def test_long_values_are_wrapped() -> None:
    text = "@misc{a, title = {" + "soil " * 12 + "}}\n"
    lines = format_bibtex(text, Layout(wrap=40)).text.split("\n")
    assert lines[1:4] == [
        "  title = {soil soil soil soil soil soil",
        "    soil soil soil soil soil soil},",
        "}",
    ]


def test_entries_are_sorted_by_fields() -> None:
    years = {"a": "{9}", "b": "{2004}", "c": "{2010}"}
    text = (
        "".join(f"@misc{{{key}, year = {year}}}\n" for key, year in years.items()) + "@misc{d, note = {x}}\n"
    )
    tree = parse_tree(format_bibtex(text, Layout(sort_by=("-year",))).text)
    assert [block.key for block in tree.entries] == ["c", "b", "a", "d"]


def test_an_empty_field_that_keeps_an_entry_from_inheriting_stays() -> None:
    text = "@inbook{a,\n  title = {T},\n  publisher = {},\n  crossref = {b},\n}\n"
    assert format_bibtex(text, Layout(remove_empty=True)).text == text


def test_shared_files_are_stable(shared: Path) -> None:
    for path in sorted((shared / "data/import/wild/bib").glob("*.bib"))[::3]:
        if path.stat().st_size < 40_000:
            text, _ = decode_exact(path.read_bytes())
            once = format_bibtex(text)
            assert format_bibtex(once.text).text == once.text, path.name
            assert not any("as a whole" in entry.what for entry in once.done), path.name
