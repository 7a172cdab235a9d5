"""Every reader on bytes that no export should have: it never fails in a way of its own, and loses nothing unsaid."""

from __future__ import annotations

import io

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soilbib.errors import InputError
from soilbib.formats import FORMATS, Format, dumps, open_records
from soilbib.model import Date, Name, Record
from soilbib.streams import InputStream

WORD = "Zymurgiesignal"
RECORDS = [
    Record(
        f"r{number}",
        "article-journal",
        {"author": (Name("Müller", "J."), Name("Lal", "R."))},
        {"issued": Date((2004,))},
        {
            "title": f"Böden und {WORD}{number}: “café”",
            "container-title": "Geoderma",
            "volume": "12",
            "page": "1-22",
        },
    )
    for number in range(3)
]
BOTH_WAYS = [pytest.param(entry, id=name) for name, entry in FORMATS.items() if entry.read and entry.write]
ODD = st.sampled_from(
    [
        b"\0", b"\0\0\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xed\xb0\x80", b"\xf0\x9f", b"\xc0\x80", b"\x85",
        b"\x8e", b"\xef\xbb\xbf", b"\xef\xbf\xbe", b"\xe2\x80\xa8", b"\x0b", b"\x0c", b"\x1a", b"\x1b", b"\x1c",
        b"\x1e", b"\x1f", b"\r", b"\r\r\n", b"\n\n", b"\n", b"\t", b"x" * 70_000, b" " * 70_000, b'"', b"{", b"<",
        b"&#0;", b"\\u0000", b"\\ud800",
    ]
)  # fmt: skip
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(data: bytes, entry: Format) -> bytes:
    """Everything that comes of the bytes, records and problems, as JSON; empty where they are refused as a whole."""
    try:
        items = list(open_records(InputStream(io.BytesIO(data), "x"), entry.name)[1])
    except InputError:
        return b""
    return b"\n".join(msgspec.json.encode(item, enc_hook=str) for item in map(plain, items))


def plain(item: object) -> object:
    """Without half characters, which JSON cannot have."""
    return repr(item).encode("utf-8", "replace").decode()


@pytest.mark.parametrize("entry", BOTH_WAYS)
@given(odd=ODD, at=st.floats(0, 1))
@quick
def test_odd_bytes_cost_no_record_unsaid(entry: Format, odd: bytes, at: float) -> None:
    data = dumps(RECORDS, entry.name).text.encode()
    place = int(len(data) * at)
    words = [f"{WORD}{number}".encode() for number in range(3)]
    if any(
        word not in data[:place] + data[place:] or word in data[:place][-20:] + data[place:][:20]
        for word in words
    ):
        place = 0
    found = read(data[:place] + odd + data[place:], entry)
    assert not found or all(word in found for word in words), found[:3000]


@pytest.mark.parametrize("entry", BOTH_WAYS)
@pytest.mark.parametrize(
    "encoding",
    ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman", "cp1251", "gb18030"],
)
def test_the_records_are_found_in_every_encoding(entry: Format, encoding: str) -> None:
    if entry.name == "marc":
        pytest.skip("it is made of bytes and says its encoding itself")
    found = read(dumps(RECORDS, entry.name).text.encode(encoding, "replace"), entry)
    assert all(f"{WORD}{number}".encode() in found for number in range(3))
    if encoding not in ("cp1251", "gb18030"):
        assert "café".encode() in found


@pytest.mark.parametrize("name", ["cslyaml", "hayagriva", "cff"])
def test_a_second_document_of_yaml_is_not_passed_over(name: str) -> None:
    text = dumps(RECORDS[:1], name).text.removeprefix("---\n").removesuffix("...\n")
    later = text.replace(f"{WORD}0", f"{WORD}1").replace("r0", "r1")
    found = read(f"{text}---\n{later}".encode(), FORMATS[name])
    assert all(f"{WORD}{number}".encode() in found for number in range(2))
