"""XML of all formats: hostile and broken files, text with markup, reading in blocks."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.errors import Problem
from soilbib.formats import FORMATS, Format, loads
from soilbib.formats.xml_text import html_text
from soilbib.model import Record

XML = {
    "endnotexml": "<record><titles><title>{}</title></titles></record>",
    "pubmedxml": (
        "<PubmedArticle><MedlineCitation><Article><ArticleTitle>{}</ArticleTitle></Article></MedlineCitation>"
        "</PubmedArticle>"
    ),
    "mods": "<mods><titleInfo><title>{}</title></titleInfo></mods>",
    "marcxml": '<record><datafield tag="245" ind1="1" ind2="0"><subfield code="a">{}</subfield></datafield></record>',
    "unixref": (
        "<crossref><journal><journal_article><titles><title>{}</title></titles></journal_article></journal></crossref>"
    ),
    "dc": "<dc><title>{}</title></dc>",
    "jats": "<ref><element-citation><source>{}</source></element-citation></ref>",
    "zoterordf": "<RDF><Book><title>{}</title></Book></RDF>",
    "wordxml": "<Source><Title>{}</Title></Source>",
}
EACH = [pytest.param(FORMATS[name], record, id=name) for name, record in XML.items()]
STREAMED = [each for each, name in zip(EACH, XML, strict=True) if FORMATS[name].stream]
PLAIN = [pytest.param(FORMATS[name], record, id=name) for name, record in XML.items() if name != "marcxml"]


def split(items: Iterator[Record | Problem]) -> tuple[list[str], list[Problem]]:
    records, problems = [], []
    for item in items:
        if isinstance(item, Record):
            records.append(item.title)
        else:
            problems.append(item)
    return records, problems


def read(entry: Format, text: str) -> tuple[list[str], list[Problem]]:
    assert entry.read
    return split(entry.read(text, "in.xml"))


@pytest.mark.parametrize(("entry", "record"), EACH)
def test_a_file_that_declares_entities_is_refused_at_once(entry: Format, record: str) -> None:
    nested = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "lol">{nested}]>\n<x>{record.format("&l11;")}</x>'
    begin = time.perf_counter()
    titles, problems = read(entry, bomb)
    assert time.perf_counter() - begin < 2
    assert not titles
    assert [(problem.code, problem.text) for problem in problems] == [("E104", bomb)]
    assert "entities" in problems[0].message


@pytest.mark.parametrize(("entry", "record"), EACH)
def test_external_entities_are_never_read(
    entry: Format, record: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    text = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>\n<x>{record.format("&s;")}</x>'
    titles, problems = read(entry, text)
    assert not titles
    assert "E104" in {problem.code for problem in problems}
    assert "the secret" not in repr(problems)


@pytest.mark.parametrize(("entry", "record"), EACH)
def test_a_document_type_without_entities_is_passed_over(entry: Format, record: str) -> None:
    titles, problems = read(
        entry, f'<!DOCTYPE x SYSTEM "https://example.org/x.dtd">\n<x>{record.format("Soils")}</x>'
    )
    assert (titles, problems) == (["Soils"], [])


@pytest.mark.parametrize(("entry", "record"), EACH)
def test_a_record_nested_too_deep_is_refused_and_the_others_are_read(entry: Format, record: str) -> None:
    deep = "<a>" * 5000 + "</a>" * 5000
    titles, problems = read(
        entry, f"<x>{record.format('One')}\n{record.format(deep)}\n{record.format('Two')}</x>"
    )
    assert titles == ["One", "Two"]
    [problem] = problems
    assert (problem.code, problem.place.line, problem.severity) == ("E104", 2, "error")
    assert deep in problem.text


@pytest.mark.parametrize(("entry", "record"), EACH)
def test_a_broken_record_keeps_its_text_and_line_and_costs_no_other(entry: Format, record: str) -> None:
    broken = record.format("Lost <b>soils")
    titles, problems = read(entry, f"<x>\n{record.format('One')}\n{broken}\n{record.format('Two')}\n</x>")
    assert titles == ["One", "Two"]
    assert [(problem.code, problem.place.line, problem.text) for problem in problems] == [("E102", 3, broken)]


@pytest.mark.parametrize(("entry", "record"), EACH)
def test_a_file_cut_off_gives_the_records_before_and_the_rest_as_text(entry: Format, record: str) -> None:
    last = record.format("Lost")[:-6]
    titles, problems = read(entry, f"<x>\n{record.format('One')}\n{last}")
    assert titles == ["One"]
    assert [(problem.code, problem.place.line, problem.text) for problem in problems] == [("E102", 3, last)]


@pytest.mark.parametrize(("entry", "record"), EACH)
def test_a_record_that_is_not_closed_ends_at_the_next(entry: Format, record: str) -> None:
    opened = record.format("Lost").rpartition("</")[0]
    titles, problems = read(entry, f"<x>{opened}{record.format('Two')}</x>")
    assert titles == ["Two"]
    assert [problem.code for problem in problems] == ["E102"]


@pytest.mark.parametrize(("entry", "record"), EACH)
def test_bare_ampersands_names_of_html_and_control_characters_are_mended(entry: Format, record: str) -> None:
    broken = record.format("R&D&nbsp;in B&ouml;den \x0bx")
    titles, problems = read(entry, f"<x>{broken}</x>")
    assert titles in (["R&D in Böden \ufffdx"], ["R&D\u00a0in Böden \ufffdx"])
    assert [(problem.code, problem.severity) for problem in problems] == [("W207", "warning")]


@pytest.mark.parametrize(("entry", "record"), EACH)
def test_prefixes_comments_and_cdata_change_nothing(entry: Format, record: str) -> None:
    prefixed = record.replace("</", "</p:").replace("<", "<p:").replace("<p:/p:", "</p:")
    text = f"<x><!-- {record.format('No')} -->{prefixed.format('<![CDATA[Soils < clay]]>')}</x>"
    titles, problems = read(entry, text)
    assert titles == ["Soils < clay"]
    assert not [problem for problem in problems if problem.severity == "error"]


@pytest.mark.parametrize(("entry", "record"), PLAIN)
def test_inline_elements_become_markup(entry: Format, record: str) -> None:
    titles, _ = read(entry, f"<x>{record.format('CO<sub>2</sub> in <i>Eisenia</i> <u>soils</u>')}</x>")
    assert titles == ["CO<sub>2</sub> in <i>Eisenia</i> soils"]


@pytest.mark.parametrize(("entry", "record"), EACH)
def test_text_outside_records_is_told(entry: Format, record: str) -> None:
    titles, problems = read(entry, f"<x>{record.format('One')}\nstray words</x>")
    assert titles == ["One"]
    assert [(problem.code, "stray words" in problem.text) for problem in problems] == [("W205", True)]


@pytest.mark.parametrize(("entry", "record"), EACH)
def test_a_file_without_records_is_a_problem(entry: Format, record: str) -> None:
    assert record
    titles, problems = read(entry, "<html><body>No soils</body></html>")
    assert (titles, [problem.code for problem in problems]) == ([], ["E103"])


@pytest.mark.parametrize(("entry", "record"), STREAMED)
@given(size=st.integers(1, 60))
@settings(max_examples=10, deadline=None)
def test_blocks_of_any_size_give_what_the_whole_gives(entry: Format, record: str, size: int) -> None:
    records = "\n".join(record.format(f"Soils {number} &amp; ö") for number in range(5))
    text = f"<x>\n{records}\n{record.format('<b>broken')}\n</x>\n"
    assert entry.read
    assert entry.stream
    blocks = (text[start : start + size] for start in range(0, len(text), size))
    streamed, whole = list(entry.stream(blocks, "in.xml")), list(entry.read(text, "in.xml"))
    assert [item for item in streamed if isinstance(item, Record)] == [
        i for i in whole if isinstance(i, Record)
    ]
    assert [i.code for i in streamed if isinstance(i, Problem)] == [
        i.code for i in whole if isinstance(i, Problem)
    ]


def test_hostile_starts_of_tags_take_linear_time() -> None:
    begin = time.perf_counter()
    for text in (
        "<record " * 50_000,
        "<!--" * 50_000,
        "<record><!--" * 20_000,
        "<![CDATA[" * 50_000,
        "&" * 200_000,
    ):
        read(FORMATS["endnotexml"], text)
    assert time.perf_counter() - begin < 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<jats:p>A <jats:italic>b</jats:italic> &amp;amp; c</jats:p>", "A <i>b</i> & c"),
        ("p < 0.05 and n > 3", "p < 0.05 and n > 3"),
        ("<mml:math><mml:mi>x</mml:mi></mml:math> y", "x y"),
        ('<span class="nocase">pH</span> <strong>b</strong>', '<span class="nocase">pH</span> <b>b</b>'),
        ("<unknown>kept</unknown>", "<unknown>kept</unknown>"),
        ("a<br/>b", "a b"),
    ],
)
def test_html_and_jats_become_markup(text: str, expected: str) -> None:
    assert html_text(text) == expected


def test_text_between_records_has_its_own_line() -> None:
    text = "<xml>\n<record>\n<titles><title>A</title></titles>\n</record>stray\n<record>\n</record>\n</xml>"
    [problem] = [item for item in loads(text, "endnotexml").problems if item.code == "W205"]
    assert problem.place.line == 4
