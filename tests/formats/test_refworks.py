"""RefWorks' tagged format: its exports, and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats.tagged_checks import check_fixture, losses_of, records_of, round_trip, write

from soilbib.errors import Problem
from soilbib.formats import refworks, sniff_format
from soilbib.formats.refworks_tags import CSL_TYPES, TYPES
from soilbib.model import Date, Name, Record
from soilbib.model.variables import ITEM_TYPES

EXPORT = Path(__file__).parent.parent / "fixtures" / "refworks" / "export.txt"


def one(*lines: str) -> Record:
    [record] = records_of(refworks.REFWORKS, "\n".join(["RT Journal Article", *lines]))
    return record


def test_an_export_is_read_as_its_twin_says() -> None:
    check_fixture(refworks.REFWORKS, EXPORT)


def test_an_export_is_known_and_comes_back_whole() -> None:
    text = EXPORT.read_text(encoding="utf-8")
    assert sniff_format(text) is refworks.REFWORKS
    round_trip(refworks.REFWORKS, text)


def test_the_legend_is_told_and_is_no_record() -> None:
    first = next(iter(refworks.read(EXPORT.read_text(encoding="utf-8"), "")))
    assert isinstance(first, Problem)
    assert (first.code, first.severity) == ("I211", "info")


def test_every_csl_type_has_a_type_of_refworks() -> None:
    assert set(CSL_TYPES) == set(ITEM_TYPES)
    assert set(CSL_TYPES.values()) <= set(TYPES)


@pytest.mark.parametrize(
    ("lines", "start"),
    [
        (["YR 2003", "FD 01/15"], (2003, 1, 15)),
        (["YR 2002", "FD Feb"], (2002, 2)),
        (["YR 2002", "FD Feb 12, 2002"], (2002, 2, 12)),
        (["YR 2002"], (2002,)),
    ],
)
def test_year_and_free_date_are_one_date(lines: list[str], start: tuple[int, ...]) -> None:
    assert one("T1 Soils", *lines).dates["issued"].start == start


def test_a_free_date_that_says_more_is_kept() -> None:
    record = one("YR 2002", "FD Spring break")
    assert record.extra["refworks"]["FD"] == ["Spring break"]


def test_names_have_no_space_behind_the_comma() -> None:
    record = Record(id="a", type="book", names={"author": (Name("Doe", "Jane", suffix="Jr."),)})
    text, losses = write(refworks.REFWORKS, [record])
    assert "A1 Doe,Jane,Jr.\n" in text
    assert not losses


def test_an_unknown_type_is_told_and_kept() -> None:
    items = list(refworks.read("RT Clay Tablet\nT1 Soils\n", ""))
    assert isinstance(items[0], Problem)
    assert items[0].code == "W208"
    [record] = [item for item in items if isinstance(item, Record)]
    assert (record.type, record.extra["refworks"]["RT"]) == ("document", ["Clay Tablet"])
    assert write(refworks.REFWORKS, [record])[0].startswith("RT Clay Tablet\n")
    assert write(refworks.REFWORKS, [record.replace(type="book")])[0].startswith("RT Book, Whole\n")


def test_dates_of_every_kind_come_back() -> None:
    for date in (Date((2001, 4), (2002, 5)), Date((2001,), season=2), Date(literal="in press"), Date((-20,))):
        record = Record(id="a", type="book", fields={"title": "Soils"}, dates={"issued": date})
        assert not losses_of(refworks.REFWORKS, record)


def test_the_volume_of_a_thesis_is_its_degree() -> None:
    [record] = records_of(refworks.REFWORKS, "RT Dissertation/Thesis\nT1 Soils\nVO PhD\n")
    assert record.fields == {"title": "Soils", "genre": "PhD"}
    assert "VO PhD\n" in write(refworks.REFWORKS, [record])[0]


@pytest.mark.parametrize("end", ["ER", "ER ", "ER  "])
def test_an_end_mark_is_no_part_of_a_value(end: str) -> None:
    text = f"RT Report\nT1 Soils\nPB FAO\n{end}\nstray\n\nRT Report\nT1 ER stress\nAB in\nER cells\n{end}\n"
    items = list(refworks.read(text, ""))
    assert [item.fields for item in items if isinstance(item, Record)] == [
        {"title": "Soils", "publisher": "FAO"},
        {"title": "ER stress", "abstract": "in ER cells"},
    ]
    assert [item.text for item in items if isinstance(item, Problem)] == ["stray"]


def test_the_authors_of_an_edited_book_are_its_editors() -> None:
    [record] = records_of(refworks.REFWORKS, "RT Book, Edited\nA1 Roe,Ann\nT1 Soils")
    assert record.names == {"editor": (Name("Roe", "Ann"),)}
    assert "\nA1 Roe,Ann\n" in write(refworks.REFWORKS, [record])[0]


@pytest.mark.parametrize("kind", ["Patent", "Report"])
def test_the_issue_of_what_has_a_number_is_the_number(kind: str) -> None:
    [record] = records_of(refworks.REFWORKS, f"RT {kind}\nT1 Soils\nIS US123")
    assert record.fields["number"] == "US123"
    assert not losses_of(refworks.REFWORKS, record)
