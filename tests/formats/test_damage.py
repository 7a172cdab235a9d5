"""Every reader on its own fixtures with something damaged: a record or a problem comes of it, never a failure."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soilbib.errors import SoilbibError
from soilbib.formats import FORMATS, dumps, loads

FIXTURES = Path(__file__).parents[1] / "fixtures"
LARGEST = 60_000  # bytes of a fixture
WRITABLE = [name for name, entry in FORMATS.items() if entry.write]
NUMBER, WORD, LINE = re.compile(r"\d+"), re.compile(r"\w+"), re.compile(r"[^\n]*\n?")
PUT = [
    "", "9" * 5000, "²", "٣", "Ⅳ", "0", "0000", "-5", "99", "1e5", "2019-99-99", "(", ")", "[", "]", "[x", "“", '"',
    "–", "-", ".", ",", ";", ":", "/", "&", "#", "\\", "{", "}", "<", ">", "]]>", "\u200f", "\u2028", "é" * 300,
    "and", "et al.", "null", "true", "[]", "{}", "漢", "http://[", " ",
]  # fmt: skip


@cache
def texts(name: str) -> list[str]:
    """The fixtures of a format; JSON that is no format of its own is what is expected of another."""
    is_json = name in ("csljson", "codemeta", "crossref", "openalex", "datacite")
    return [
        path.read_text("utf-8", "replace")
        for path in sorted((FIXTURES / name).rglob("*"))
        if path.is_file() and path.stat().st_size <= LARGEST and (path.suffix != ".json" or is_json)
    ]


FORMATS_WITH_FIXTURES = [name for name, entry in FORMATS.items() if entry.read and texts(name)]


@st.composite
def damaged(draw: st.DrawFn, name: str) -> str:
    """A fixture in which numbers, words or lines are replaced by others, or which ends early."""
    text = draw(st.sampled_from(texts(name)))
    for what in draw(st.lists(st.sampled_from([NUMBER, WORD, LINE]), min_size=1, max_size=3)):
        if not (found := list(what.finditer(text))):
            continue
        place = draw(st.sampled_from(found))
        text = text[: place.start()] + draw(st.sampled_from(PUT)) + text[place.end() :]
    return text[: draw(st.none() | st.integers(1, len(text) or 1))]


@pytest.mark.parametrize("name", FORMATS_WITH_FIXTURES)
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_fixture_is_read_and_written(name: str, data: st.DataObject) -> None:
    try:
        reading = loads(data.draw(damaged(name)), name)
    except SoilbibError:
        return
    dumps(reading.records, data.draw(st.sampled_from(WRITABLE)))
