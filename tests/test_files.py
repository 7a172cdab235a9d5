"""Files and streams to text and back."""

from __future__ import annotations

import codecs
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soilbib.errors import InputError
from soilbib.files import decode, decode_exact, decode_guessed, encode_exact, read_text
from soilbib.streams import InputStream

TEXT = "Böden – 土壤\nzweite Zeile\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_unicode_is_read_by_its_mark(mark: bytes, encoding: str) -> None:
    found = decode(mark + TEXT.encode(encoding), "x")
    assert (found.text, found.encoding, found.problems) == (TEXT, encoding, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_guessed_and_said(encoding: str) -> None:
    found = decode("TY  - JOUR\n".encode(encoding), "x")
    assert found.text == "TY  - JOUR\n"
    assert [problem.code for problem in found.problems] == ["W201"]


def test_what_is_not_utf_8_is_read_as_windows_1252_with_its_place() -> None:
    found = decode("erste\nDie “Böden”".encode("cp1252"), "x.ris")
    assert found.text == "erste\nDie “Böden”"
    assert [str(problem)[:17] for problem in found.problems] == ["x.ris:2:5: W201 b"]


def test_bytes_that_windows_1252_lacks_do_not_stop_the_reading() -> None:
    assert decode(b"a\x81b\xe9", "x").text == "a\x81bé", "and none of them is lost"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_become_one_kind(ending: str) -> None:
    assert decode(f"a{ending}b".encode(), "x").text == "a\nb"


@pytest.mark.parametrize(
    "data", [b"a\x00b", b"\x89PNG\r\n\x1a\n\x00", codecs.BOM_UTF8 + b"\xff", b"%PDF\x01"]
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(InputError, match="E101"):
        decode(data, "x.ris")


def test_missing_files_and_folders_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_text(tmp_path / "none.ris")
    with pytest.raises(InputError, match="folder"):
        read_text(tmp_path)


def test_an_encoding_that_a_comment_declares_counts_where_the_text_is_not_utf_8() -> None:
    data = "% Encoding: ISO-8859-2\n@misc{a, title = {Dvořák}}".encode("iso-8859-2")
    text = decode(data, "a.bib")
    assert ("Dvořák" in text.text, text.encoding, text.problems) == (True, "iso8859-2", ())
    assert decode_exact(data)[1] == "iso8859-2"
    assert decode(b"% Encoding: nonsense\n\xe9", "a.bib").encoding == "cp1252"


@given(st.binary(max_size=60))
def test_any_bytes_come_back_from_the_exact_text(data: bytes) -> None:
    assert encode_exact(*decode_exact(data)) == data


def test_a_stray_control_character_in_a_long_text_does_not_make_it_binary() -> None:
    assert "\x01" in decode(b"some words\n" * 200 + b"\x01", "x").text
    assert "\0" in decode(b"some words\n" * 200 + b"\0", "x").text
    for data in (b"\x01words", b"some words\n" * 20 + b"\0" * 10):
        with pytest.raises(InputError, match="not a text file"):
            decode(data, "x")


MIXED = "Die Böden und die Wälder — “sols”, café\n"


def test_a_wrong_byte_in_utf_8_costs_no_other_character() -> None:
    found = decode(MIXED.encode() + b"M\xf6gel\n" + MIXED.encode(), "x")
    assert (found.text, found.encoding) == (MIXED + "Mögel\n" + MIXED, "utf-8")
    [problem] = found.problems
    assert (problem.place.line, problem.place.column) == (2, 2)
    assert "such bytes are read as Windows-1252" in problem.message


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("mac_roman", MIXED),
        ("mac_roman", "TI  - Les sols d’Algérie: gestion, fertilité\r"),
        ("cp1252", MIXED),
        ("cp1252", "“soils” – don’t"),
        ("cp1252", "niño, corazón, señor"),
        ("mac_roman", "niño, está, corazón, así"),
    ],
)
def test_western_encodings_are_told_apart_by_the_letters_that_they_give(encoding: str, text: str) -> None:
    found = decode(text.encode(encoding), "x")
    assert (found.text, found.encoding) == (text.replace("\r", "\n"), encoding)
    assert [problem.code for problem in found.problems] == ["W201"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_tags_even_if_the_text_is_not_latin(encoding: str) -> None:
    text = "TY  - JOUR\nTI  - Содержание органического углерода в почвах России\nER  - \n"
    assert decode(text.encode(encoding), "x").text == text


@pytest.mark.parametrize(
    "text", ["TI  - 土壤有机碳与微生物群落\nAU  - 王小明\n", "%A 李四\n%J 土壤学报\n%T 水稻土 pH 值的变化\n"]
)
def test_chinese_is_told_by_its_pairs_of_bytes(text: str) -> None:
    found = decode(text.encode("gb18030"), "x")
    assert (found.text, found.encoding) == (text, "gb18030")
    assert "".join(InputStream(io.BytesIO(text.encode("gb18030")), "x").blocks()) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Содержание УГЛЕРОДА в почвах России"),
        ("euc_kr", "토양 유기탄소와 미생물 군집"),
        ("cp1252", "ÄÖ ÜÄ"),
    ],
)
def test_other_runs_of_letters_are_not_taken_for_chinese(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "x").encoding != "gb18030"


def test_the_end_of_file_of_dos_is_left_out_at_the_end_only() -> None:
    data = b"TI  - a\x1ab\n\x1a"
    assert decode(data, "x").text == "TI  - a\x1ab\n"
    assert "".join(InputStream(io.BytesIO(data), "x").blocks()) == "TI  - a\x1ab\n"


def test_an_input_whose_start_cannot_be_read_is_closed() -> None:
    cut = io.BytesIO(gzip.compress(b"TY  - BOOK\n" * 99)[:-9])
    raw = io.BufferedReader(gzip.GzipFile(fileobj=cut))
    with pytest.raises(InputError, match="cannot be unpacked") as failure:
        InputStream(raw, "x.ris.gz")
    assert failure.value  # which still holds what was being made, so that it is not collected
    assert raw.closed


@given(data=st.binary(max_size=200))
def test_no_bytes_are_lost_where_the_encoding_is_guessed(data: bytes) -> None:
    for encoding in ("utf-8", "cp1252", "mac_roman", "gb18030"):
        text = decode_guessed(data, encoding)
        assert (
            "\ufffd" not in text or "\ufffd".encode("gb18030" if encoding == "gb18030" else "utf-8") in data
        )
        assert len(text) >= len(data) / 4
