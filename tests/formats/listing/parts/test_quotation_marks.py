"""Quotation marks of other houses: those around a whole segment become the usual ones, those inside a title stay."""

from __future__ import annotations

import pytest

from soilbib.formats.listing.parts.quotation_marks import with_usual_marks


@pytest.mark.parametrize(
    "line",
    [
        "‘Peat’ – 2019 – A.Doe",
        "”Peat” – 2019 – A.Doe",
        "„Peat“ – 2019 – A.Doe",
        "‘The farmers’ peat’ – 2019 – A.Doe",
        "Doe, A. ‘Peat.’ Moor Studies 12 (2019): 12–20.",
        "Jeu de plateau ”Peat” – 2019",
        "Podcast ‘Moor talks’: ‘Peat’ – 2019",
        "Doe, A. (2019) „Peat“ in Moor Studies 12",
    ],
)
def test_marks_around_a_segment_become_the_usual_ones(line: str) -> None:
    usual = with_usual_marks(line)
    assert "“" in usual
    assert usual.count("“") == usual.count("”")
    assert [char for char in usual if char not in "“”‘’„"] == [char for char in line if char not in "“”‘’„"]


@pytest.mark.parametrize(
    "line",
    [
        "The ‘4 per 1000’ initiative – 2019",
        "The ”4 per 1000” initiative – 2019",
        "“Peat, ‘bog’, fen” – 2019 – A.Doe",
        "Doe, A. (2019). Farmers’ peat. Moor Studies, 12.",
        "D’où vient la tourbe ? – 2019 – A.Doe",
    ],
)
def test_marks_inside_a_title_stay(line: str) -> None:
    assert with_usual_marks(line) == line
