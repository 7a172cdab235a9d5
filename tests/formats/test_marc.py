"""MARC 21: encodings, broken directories, fields kept as they are, both of its forms."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import soilbib
from soilbib.errors import Problem
from soilbib.formats import dumps, loads, marc
from soilbib.model import Date, Name, Record

FIXTURES = Path(__file__).parent.parent / "fixtures"
END, FIELD, SUB = b"\x1d", b"\x1e", b"\x1f"


def iso2709(fields: list[tuple[str, bytes]], coding: str = "a", kind: str = "am") -> bytes:
    """A record with a right directory."""
    directory, body = b"", b""
    for tag, data in fields:
        directory += f"{tag}{len(data) + 1:04}{len(body):05}".encode()
        body += data + FIELD
    base = 24 + len(directory) + 1
    head = f"{base + len(body) + 1:05}n{kind} {coding}22{base:05}   4500".encode()
    return head + directory + FIELD + body + END


def field(indicators: str, *subfields: bytes) -> bytes:
    return indicators.encode() + b"".join(SUB + part for part in subfields)


def read(data: bytes) -> tuple[list[Record], list[Problem]]:
    items = list(marc.read_bytes(io.BytesIO(data), "in.mrc"))
    return [i for i in items if isinstance(i, Record)], [i for i in items if isinstance(i, Problem)]


TITLE = ("245", field("10", "aBöden :".encode(), b"beine Studie /", b"cA. Roe."))


def test_utf8_and_marc8_are_read_alike() -> None:
    name = [("100", field("1 ", b"aM\xe8uller, J\xe2erome."))]
    [record], problems = read(iso2709([*name, ("245", field("10", b"aLes sols d'\xe2Epinal /"))], coding=" "))
    assert not problems
    assert record.authors == (Name("Müller", "Jérome"),)
    assert record.title == "Les sols d'Épinal"
    [unicode], _ = read(iso2709([TITLE]))
    assert unicode.title == "Böden: eine Studie"


def test_utf8_that_is_not_declared_is_read_as_such() -> None:
    [record], _ = read(iso2709([TITLE], coding=" "))
    assert record.title == "Böden: eine Studie"


def test_records_with_wrong_lengths_are_read_with_a_warning() -> None:
    good = iso2709([("001", b"x1"), TITLE])
    shifted = good.replace(b"245003700003", b"245003500001")
    assert shifted != good
    records, problems = read(shifted + iso2709([("001", b"x2"), TITLE]))
    assert [(record.id, record.title) for record in records] == [
        ("x1", "Böden: eine Studie"),
        ("x2", "Böden: eine Studie"),
    ]
    assert [(problem.code, problem.severity, problem.place.line) for problem in problems] == [
        ("W207", "warning", 1)
    ]


def test_broken_records_keep_their_text_and_cost_no_other() -> None:
    data = b"x" * 40 + END + iso2709([TITLE]) + b"\r\n" + iso2709([TITLE])[:30]
    records, problems = read(data)
    assert [record.title for record in records] == ["Böden: eine Studie"]
    assert [(problem.code, problem.place.line) for problem in problems] == [("E102", 1), ("E102", 3)]
    assert problems[0].text == "x" * 40


def test_files_are_read_as_bytes_with_any_encoding_inside(tmp_path: Path) -> None:
    path = tmp_path / "books.mrc"
    path.write_bytes(
        iso2709([("245", field("10", b"aLes sols d'\xe2Epinal"))], coding=" ") + iso2709([TITLE])
    )
    reading = soilbib.read(path)
    assert reading.format == "marc"
    assert [record.title for record in reading] == ["Les sols d'Épinal", "Böden: eine Studie"]


@given(data=st.binary(max_size=300), cut=st.integers(0, 200))
@settings(max_examples=80, deadline=None)
def test_no_bytes_make_the_reader_raise(data: bytes, cut: int) -> None:
    whole = iso2709([("001", b"x"), TITLE, ("700", field("1 ", b"aRoe, A.", b"4edt"))])
    for damaged in (data, whole[:cut] + data + whole[cut:], whole[cut:] + whole):
        read(damaged)


def test_both_forms_hold_the_same() -> None:
    [record] = loads((FIXTURES / "marcxml/oai.xml").read_text(encoding="utf-8"), "marcxml")
    binary = dumps([record], "marc")
    assert not binary.losses
    [again] = loads(binary.text, "marc")
    assert again.replace(source=record.source) == record
    back = dumps([again], "marcxml")
    assert not back.losses
    assert 'code="d">1975-<' in back.text
    assert 'code="x">local $5<' in back.text


def test_a_field_that_is_true_no_more_gives_way_to_a_new_one() -> None:
    [record] = loads((FIXTURES / "marcxml/oai.xml").read_text(encoding="utf-8"), "marcxml")
    changed = record.replace(fields={**record.fields, "title": "Soils"}, dates={"issued": Date((2017,))})
    writing = dumps([changed], "marcxml")
    [again] = loads(writing.text, "marcxml")
    assert (again.title, again.year, again.fields["publisher"]) == ("Soils", 2017, "Klinkhardt")
    assert writing.text.count('tag="245"') == 1
    assert {loss.field for loss in writing.losses} >= {"marc.245"}


@pytest.mark.parametrize(
    ("subfields", "variable"),
    [
        ((b"aRoe, Ann", b"4edt"), "editor"),
        ((b"aRoe, Ann", b"eHerausgeber"), "editor"),
        ((b"aRoe, Ann", b"etranslator."), "translator"),
        ((b"aRoe, Ann",), "author"),
        ((b"aRoe, Ann", b"4http://id.loc.gov/vocabulary/relators/ill"), "illustrator"),
        ((b"aRoe, Ann", b"4pbl"), ""),
    ],
)
def test_added_names_have_the_role_that_is_said(subfields: tuple[bytes, ...], variable: str) -> None:
    main = ("100", field("1 ", b"aLal, R."))
    [record], _ = read(iso2709([main, TITLE, ("700", field("1 ", *subfields))]))
    found = {name for name, people in record.names.items() if Name("Roe", "Ann") in people}
    assert found == ({variable} if variable else set())


@pytest.mark.parametrize(
    "host",
    [
        (b"tJournal of soils", b"gVol. 3, no. 2 (Feb. 2004), p. 17-24", b"x1351-0754"),
        (b"tJournal of soils.", b"gvolume:3", b"gnumber:2", b"gpages:17-24", b"x1351-0754"),
    ],
)
def test_parts_of_a_host_are_read_in_words_and_with_labels(host: tuple[bytes, ...]) -> None:
    [record], _ = read(iso2709([TITLE, ("773", field("0 ", *host))], kind="ab"))
    assert record.type == "article-journal"
    assert record.fields["container-title"] == "Journal of soils"
    assert [record.fields[name] for name in ("volume", "issue", "page", "ISSN")] == [
        "3",
        "2",
        "17-24",
        "1351-0754",
    ]


def test_a_record_too_long_for_the_format_loses_fields_with_notice() -> None:
    record = Record(id="a", type="book", fields={"title": "Soils", "note": "\n".join(["word " * 900] * 40)})
    writing = dumps([record], "marc")
    [again] = loads(writing.text, "marc")
    assert again.title == "Soils"
    assert len(writing.text.encode()) < 100_000
    assert [loss.field for loss in writing.losses] == ["note"]


def test_xml_is_read_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    path = tmp_path / "почвы.xml"
    text = '<record><datafield tag="245" ind1="1" ind2="0"><subfield code="a">Почвы</subfield></datafield></record>'
    path.write_bytes(f'<?xml version="1.0" encoding="windows-1251"?>\n{text}'.encode("cp1251"))
    [record] = soilbib.read(path, "marcxml")
    assert record.title == "Почвы"
