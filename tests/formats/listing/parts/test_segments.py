"""Where dashes and bars part a string, by what stands on both sides."""

from __future__ import annotations

import pytest

from soilbib.formats.listing.parts.segments import split_segments


@pytest.mark.parametrize(
    ("line", "segments"),
    [
        ("“Peat” – 2019 – A. Doe", ["“Peat”", "2019", "A. Doe"]),
        ("“Peat” -2019 - A. Doe", ["“Peat”", "2019", "A. Doe"]),
        ("Peat and plough - A. Doe -2019 - FAO", ["Peat and plough", "A. Doe", "2019", "FAO"]),
        ("Peat – A. Doe –2019, FAO", ["Peat", "A. Doe", "2019, FAO"]),
        ("Peat | A. Doe | 2019", ["Peat", "A. Doe", "2019"]),
        ("Long-term peat, 1990–2019", ["Long-term peat, 1990–2019"]),
        ("Peat (fen – bog) – A. Doe", ["Peat (fen – bog)", "A. Doe"]),
    ],
)
def test_a_dash_parts_by_what_stands_around_it(line: str, segments: list[str]) -> None:
    assert split_segments(line) == segments
