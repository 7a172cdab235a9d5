"""Dashes without their blanks: those that part an entry get them, those that join words and numbers do not."""

from __future__ import annotations

import pytest

from soilbib.formats.listing.parts.dashes import with_blanks


@pytest.mark.parametrize(
    "line",
    [
        "“Peat”—2019—A.Doe",
        "“Peat” –2019 –A.Doe",
        "“Peat”– 2019– A.Doe",
        "“Peat”–2019–A.Doe",
        "Podcast: “Peat”—2019—52 min",
        "“Peat” (2019)—A.Doe",
        "Peat—A.Doe—2019",
        "2019—Peat—A.Doe",
    ],
)
def test_dashes_that_part_an_entry_get_blanks(line: str) -> None:
    spaced = with_blanks(line)
    for dash in "–—":
        assert spaced.count(dash) == line.count(dash) == spaced.count(f" {dash} ")
    assert spaced.replace(" ", "") == line.replace(" ", "")


@pytest.mark.parametrize(
    "line",
    [
        "“Peat” – 2012–2014 – A.Doe, soil–plant group",
        "Peat at –5 °C – 2019 – A.Doe",
        "Boden– und Wasserschutz – 2019 – A.Doe",
        "Suelos —y carbono— en España – 2019 – A.Doe",
        "Doe, A. Peat—a history. Moor Studies 12 (2019): 12–20.",
        "Doe, A. 2019. Soil–plant relations. Moor Studies 12, 12–20.",
    ],
)
def test_dashes_that_join_stay_as_they_are(line: str) -> None:
    assert with_blanks(line) == line
