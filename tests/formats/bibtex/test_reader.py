"""Whole files: what is read from them, and what is said about bad ones."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.errors import Problem
from soilbib.formats.bibtex.dialects import BIBLATEX, BIBTEX
from soilbib.formats.bibtex.reader import read_biblatex, read_bibtex
from soilbib.formats.bibtex.writer import write_biblatex, write_bibtex
from soilbib.formats.format import Format
from soilbib.model import Record, to_csl

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
GOOD = [*sorted((FIXTURES / "bibtex").glob("*.bib")), *sorted((FIXTURES / "biblatex").glob("*.bib"))]
BAD = sorted((FIXTURES / "bibtex" / "bad").glob("*.bib"))


def read(dialect: Format, text: str) -> tuple[list[Record], list[Problem]]:
    assert dialect.read
    items = list(dialect.read(text, "x.bib"))
    return [item for item in items if isinstance(item, Record)], [
        item for item in items if isinstance(item, Problem)
    ]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_file_gives_its_csl_items(path: Path) -> None:
    dialect = BIBLATEX if path.parent.name == "biblatex" else BIBTEX
    records, problems = read(dialect, path.read_text(encoding="utf-8"))
    assert [to_csl(record) for record in records] == json.loads(
        path.with_suffix(".json").read_text(encoding="utf-8")
    )
    assert [problem.code for problem in problems if problem.code != "W208"] == []


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_only_biblatex_files_look_like_biblatex(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert BIBTEX.looks_like(text)
    assert BIBLATEX.looks_like(text) == (path.parent.name == "biblatex")


@pytest.mark.parametrize(
    "text", ["", "TY  - JOUR\nER  -", '[{"id": "a"}]', "mail me @home, please", "“Soil” – 2020 – Lal"]
)
def test_other_texts_do_not_look_like_bibtex(text: str) -> None:
    assert not BIBTEX.looks_like(text)
    assert not BIBLATEX.looks_like(text)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_gives_its_good_records_and_says_what_is_wrong(path: Path) -> None:
    records, problems = read(BIBTEX, path.read_text(encoding="utf-8"))
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert [[record.id, record.title] for record in records] == expected["records"]
    assert [[problem.code, problem.severity, problem.place.line] for problem in problems] == expected[
        "problems"
    ]


def test_a_rejected_entry_keeps_its_whole_text() -> None:
    text = "@book{a, title = {Soil},\n  year = {20"
    records, (problem,) = read(BIBTEX, "@misc{ok, title = {Fine}}\n" + text)
    assert [record.id for record in records] == ["ok"]
    assert (problem.code, problem.severity, problem.text) == ("E102", "error", text)
    assert str(problem.place) == "x.bib:2:1"


def test_the_second_value_of_a_field_is_kept() -> None:
    (record,), (problem,) = read(BIBTEX, "@book{a,\n title = {One},\n title = {Two}}")
    assert record.title == "One"
    assert record.extra == {"bibtex": {"title": "Two"}}
    assert (problem.code, problem.place.line, problem.text) == ("W203", 3, "Two")


def test_an_undefined_macro_is_kept_by_its_name() -> None:
    (record,), (problem,) = read(BIBTEX, "@article{a,\n journal = apjl # { Letters}}")
    assert record.fields["container-title"] == "apjl Letters"
    assert (problem.code, problem.place.line, problem.text) == ("W204", 2, "apjl")


def test_duplicate_keys_give_two_records() -> None:
    records, _ = read(BIBTEX, "@book{a, title={One}}\n@book{a, title={Two}}")
    assert [(record.id, record.title, record.source.line) for record in records] == [
        ("a", "One", 1),
        ("a", "Two", 2),
    ]


@pytest.mark.parametrize(
    "key", ["a b", "é:2/3", "DBLP:conf/x", "(x)", "a'b\"c", "10.1000/182", "a#b%c", "", "-", "@at"]
)
def test_odd_keys_are_kept_as_written(key: str) -> None:
    records, _ = read(BIBTEX, f"@book{{{key}, title = {{Soil}}}}")
    assert [(record.id, record.title) for record in records] == [(key, "Soil")]


def test_an_entry_without_a_key_has_its_fields() -> None:
    records, _ = read(BIBTEX, "@book{title = {Soil}, year = 2000}")
    assert [(record.id, record.title, record.year) for record in records] == [("", "Soil", 2000)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(newline: str) -> None:
    text = "@book{a,\n  title = {Soil\n    carbon},\n}\n\n@book{b,\n  title = {Peat},\n}\n".replace(
        "\n", newline
    )
    records, problems = read(BIBTEX, text)
    assert [(record.title, record.source.line) for record in records] == [("Soil carbon", 1), ("Peat", 6)]
    assert not problems


def test_a_crossref_circle_ends() -> None:
    records, _ = read(BIBTEX, "@book{a, crossref = {b}, title = {A}}\n@book{b, crossref = {a}, year = 2000}")
    assert [(record.title, record.year) for record in records] == [("A", 2000), ("", 2000)] or len(
        records
    ) == 2


def test_an_entry_inside_a_value_is_text() -> None:
    records, problems = read(
        BIBTEX, "@misc{a, note = {Write\n  @book{b, title = {B}}\n  for books}}\n@misc{c, title = {C}}"
    )
    assert [record.id for record in records] == ["a", "c"]
    assert not problems


WORDS = """@ @book @string @comment { } ( ) " # , = % \\ $ ~ author title year month date crossref a and {a} – 1"""
SYNTAX = st.lists(st.sampled_from([*WORDS.split(), "\n", " ", "@book{k,title={x}}"]), max_size=40).map(
    "".join
)


@settings(max_examples=100, deadline=None)
@given(text=SYNTAX | st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    for dialect in (BIBTEX, BIBLATEX):
        dialect.looks_like(text)
        records, _ = read(dialect, text)
        assert dialect.write
        list(dialect.write(records))


@settings(max_examples=100, deadline=None)
@given(text=SYNTAX)
def test_nothing_hinders_the_entry_on_the_next_line(text: str) -> None:
    records, _ = read(BIBTEX, text.replace("@comment", "") + "\n@book{good, title = {Soil}}\n")
    assert records
    assert (records[-1].id, records[-1].title) == ("good", "Soil")


@pytest.mark.parametrize(
    "piece",
    [
        "@a{b, c={\n",
        " @a{b, c={\n",
        "@a{",
        "@a{k, j = m}",
        "@comment{\n",
        'x = "',
        "@a{k,t={x}}\n",
        "% @a{k,",
        "    ",
        "\n",
    ],
)
def test_reading_takes_linear_time(piece: str) -> None:
    start = time.perf_counter()
    read(BIBTEX, "@a{k, t" + piece * 5_000)
    assert time.perf_counter() - start < 4


def test_an_entry_without_a_key_is_nobodys_parent() -> None:
    text = (
        "@book{, title={Soils}, publisher={P}}\n@inbook{a, title={Clay}}\n@inbook{b, crossref={c}}\n@book{c,}"
    )
    records = [item for item in read_bibtex(text) if isinstance(item, Record)]
    assert records[1].fields == {"title": "Clay"}


def test_an_alias_of_the_parent_is_its_key_too() -> None:
    text = "@inbook{a, crossref={old}, title={Clay}}\n@book{new, ids={older, old}, title={Soils}}"
    record = next(item for item in read_bibtex(text) if isinstance(item, Record))
    assert record.fields["container-title"] == "Soils"


def test_parts_of_a_text_are_read_as_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    from soilbib.formats.bibtex import reader

    monkeypatch.setattr(reader, "_PART", 300)
    entries = [
        "@string{g = {Geoderma}}", "@article{a%d, title={A {B}}, journal=g}", "@comment{", "@book{b%d, title={never",
        "@misc{x%d, note={a} b}", "}", "free text", "@inbook{c%d, title={C}}",
    ]  # fmt: skip
    for last in ("", "@inbook{z, crossref={b5}, title={Z}}\n"):
        lines = [entry % number if "%d" in entry else entry for number in range(40) for entry in entries]
        text = "\n".join(lines) + "\n" + last
        blocks = [text[start : start + 37] for start in range(0, len(text), 37)]
        assert list(reader.stream_bibtex(blocks, "x")) == list(reader.read_bibtex(text, "x"))


def test_a_date_without_a_year_does_not_hide_the_year() -> None:
    [record] = read_bibtex("@article{a, title={X}, date={Jan}, year={1937}}", "in.bib")
    assert isinstance(record, Record)
    assert record.year == 1937
    assert record.extra["bibtex"] == {"date": "Jan"}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@image{a, titleaddon = {Map of {Oslo}}}", {"title": 'Map of <span class="nocase">Oslo</span>'}),
        ("@audio{a, title = {Song}, maintitle = {Album}}", {"title": "Song", "container-title": "Album"}),
        ("@video{a, maintitle = {Series}}", {"title": "Series"}),
        ("@article{a, title = {T}, series = {3}}", {"title": "T", "collection-title": "3rd series"}),
        (
            "@periodical{a, title = {T}, issuetitle = {I}, journaltitle = {J}}",
            {"title": "T", "container-title": "J"},
        ),
    ],
)
def test_titles_are_those_of_the_work(entry: str, expected: dict[str, str]) -> None:
    (record,) = [item for item in read_biblatex(entry) if isinstance(item, Record)]
    assert record.fields == expected
    (again,) = [
        item
        for item in read_biblatex("".join(map(str, write_biblatex([record]))))
        if isinstance(item, Record)
    ]
    assert again.fields == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "@inproceedings{a, address={New York, NY}, location={Kyoto, Japan}}",
            {"publisher-place": "New York, NY", "event-place": "Kyoto, Japan"},  # as the ACM has them
        ),
        ("@article{a, number={4}, issue={4}}", {"issue": "4"}),
        ("@patent{a, location={countryus}}", {"jurisdiction": "United States of America"}),
        ("@article{a, pages={15 - 18}}", {"page": "15-18"}),
        ("@article{a, pages={15- 18, A-1 -- A-5}}", {"page": "15-18, A-1-A-5"}),
        ("@article{a, pages={450—-493}}", {"page": "450-493"}),
        ("@article{a, pages={12-}}", {"page": "12-"}),
        ("@misc{a, howpublished={http://heath.example/a_b.}}", {"URL": "http://heath.example/a_b"}),
        (
            "@misc{a, howpublished={Available online at: \\url{http://heath.example/a_b}}}",
            {"URL": "http://heath.example/a_b"},
        ),
        (
            "@misc{a, howpublished={\\href{http://heath.example/a\\_b}{The heath}}}",
            {"URL": "http://heath.example/a_b", "publisher": "The heath"},
        ),
        (
            "@misc{a, howpublished={On paper, see http://heath.example}}",
            {"publisher": "On paper, see http://heath.example"},
        ),
        ("@misc{a, note={\\url{http://heath.example/a%20b}}}", {"URL": "http://heath.example/a%20b"}),
        (
            "@misc{a, note={Available at http://heath.example. Accessed on 12 March 2019}}",
            {"URL": "http://heath.example"},
        ),
        (
            "@misc{a, url={http://moor.example}, note={http://heath.example}}",
            {"URL": "http://moor.example", "note": "http://heath.example"},
        ),
        ("@misc{a, url={<http://heath.example>}}", {"URL": "http://heath.example"}),
        (
            "@misc{a, doi={10.1002/1:8$<$9::AID\\_1{\\textgreater}3;2-\\#}}",
            {"DOI": "10.1002/1:8<9::AID_1>3;2-#"},
        ),
        (
            "@inproceedings{a, crossref={b}}\n@proceedings{b, title={Proc.}, booktitle={Proceedings of the Heath}}",
            {"container-title": "Proceedings of the Heath"},
        ),
    ],
)
def test_values_are_read_as_they_are_meant(entry: str, expected: dict[str, str]) -> None:
    record, *_ = [item for item in read_bibtex(entry) if isinstance(item, Record)]
    assert record.fields == expected


def test_a_note_of_link_and_day_is_written_as_it_was() -> None:
    note = "Available at \\url{http://heath.example}. Accessed on 12 March 2019"
    [record], _ = read(BIBTEX, f"@misc{{a, note = {{{note}}}}}")
    assert (record.fields["URL"], record.dates["accessed"].edtf) == ("http://heath.example", "2019-03-12")
    assert note in "".join(map(str, write_bibtex([record])))


def test_the_article_number_of_the_acm_is_the_number() -> None:
    entry = "@article{a, title={Peat}, journal={Mire}, articleno = {248}, numpages = {38}}"
    [record], _ = read(BIBTEX, entry)
    fields = record.fields
    assert (fields["number"], fields["number-of-pages"]) == ("248", "38")
