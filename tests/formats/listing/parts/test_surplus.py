"""Labels in front and remarks behind: taken off where that makes the reading far surer, kept where it was sure."""

from __future__ import annotations

import pytest

from soilbib.formats.listing import parse_string
from soilbib.formats.listing.parts.surplus import without_label, without_remark

REFERENCE = "Doe J, Roe A. Peat under the plough. Moor Studies. 2019;3(2):12-20"


@pytest.mark.parametrize("label", ["C12.", "J-14.", "iv.", "(b)", "P7:"])
def test_a_label_is_taken_off_and_left_out(label: str) -> None:
    assert without_label(f"{label} {REFERENCE}") == (REFERENCE, "")
    record = parse_string(f"{label} {REFERENCE}").record
    assert [name.family for name in record.names["author"]] == ["Doe", "Roe"]
    assert "note" not in record.fields


@pytest.mark.parametrize("end", [". Best paper award.", " (winner of the year).", " [borrowed from Ann]"])
def test_a_remark_is_taken_off_and_noted(end: str) -> None:
    cut = without_remark(REFERENCE + end)
    assert cut == (REFERENCE + end[: end[0] == "."], end.strip(" .()[]"))
    record = parse_string(REFERENCE + end).record
    assert (record.fields["page"], record.fields["note"]) == ("12-20", cut[1])


@pytest.mark.parametrize(
    "string",
    [
        "Doe, J. (2019). Peat under the plough (PhD thesis).",
        "“Peat under the plough” – Jane Doe – 2019 (documentary)",
    ],
)
def test_a_sure_reading_keeps_its_end(string: str) -> None:
    assert without_remark(string)
    assert "note" not in parse_string(string).record.fields


@pytest.mark.parametrize("line", [REFERENCE, f"{REFERENCE}.", "Peat under the plough, 2019"])
def test_pages_and_years_at_the_end_are_no_remark(line: str) -> None:
    assert without_label(line) is None
    assert without_remark(line) is None
