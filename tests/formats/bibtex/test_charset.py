"""Characters as LaTeX commands, and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.formats import dumps, loads
from soilbib.formats.bibtex.charset import Charset, to_charset
from soilbib.formats.bibtex.latex import decode
from soilbib.model import Name, Record

NAMES: dict[Charset, str] = {"ascii": "ascii", "latin1": "latin-1"}
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp", "Mn", "Mc", "Me"])


@settings(max_examples=100, deadline=None)
@given(text=st.text(LETTERS.filter(lambda char: char not in "\\{}$~`'\"-–—^&%#_"), max_size=8))
@pytest.mark.parametrize("charset", NAMES)
def test_every_character_comes_back(text: str, charset: Charset) -> None:
    import unicodedata

    written = to_charset(f"a{text}b", charset)
    written.encode(NAMES[charset])
    assert decode(written, protect=True) == unicodedata.normalize("NFC", f"a{text}b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Müller", r"M{\"u}ller"),
        ("Łódź", r"{\L}{\'o}d{\'z}"),
        ("ș ấ", r"{\textcommabelow{s}} {\'{\^a}}"),
        ("1900–1931", "1900--1931"),
        ("x\u0301", r"{\'x}"),
        ("土", r'{\symbol{"571F}}'),
    ],
)
def test_commands_are_those_that_people_write(text: str, expected: str) -> None:
    assert to_charset(text, "ascii") == expected


def test_a_record_written_in_ascii_comes_back_without_a_loss() -> None:
    record = Record(
        id="a",
        type="book",
        names={"author": (Name(family="Öz", given="Élodie"), Name(literal="Größte Böden"))},
        fields={"title": "Über <i>Böden</i> – 土", "URL": "https://example.org/ö"},
        extra={"bibtex": {"file": "ö.pdf", "comment": "schön"}},
    )
    writing = dumps([record], "bibtex", charset="ascii")
    assert writing.losses == ()
    assert [line for line in writing.text.split("\n") if not line.isascii()] == [
        "  url = {https://example.org/ö},",
        "  file = {ö.pdf},",
    ]
    (back,) = loads(writing.text, "bibtex").records
    assert (back.names, back.fields) == (record.names, record.fields)
