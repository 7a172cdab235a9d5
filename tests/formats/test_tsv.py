"""TSV: the table of CSV, with tabs."""

from __future__ import annotations

from pathlib import Path

from tests.formats.tagged_checks import check_fixture, losses_of, records_of, round_trip, write

from soilbib.formats import csv, find_format, sniff_format, tsv
from soilbib.formats import format_of_name as name_of
from soilbib.model import Record

FIXTURE = Path(__file__).parent.parent / "fixtures" / "tsv" / "table.tsv"


def test_a_table_is_read_as_its_twin_says() -> None:
    check_fixture(tsv.TSV, FIXTURE)


def test_a_table_is_known_and_comes_back_whole() -> None:
    text = FIXTURE.read_text(encoding="utf-8")
    assert sniff_format(text) is tsv.TSV
    round_trip(tsv.TSV, text)


def test_cells_are_parted_by_tabs_and_quoted_where_they_hold_one() -> None:
    record = Record(id="a", type="book", fields={"title": "Peat\tand bogs", "publisher": "Doe, Roe & Co."})
    text, losses = write(tsv.TSV, [record])
    assert text.startswith("id\ttype\ttitle\t")
    assert '\t"Peat\tand bogs"\t' in text
    assert text.rstrip("\n").endswith("\tDoe, Roe & Co.")
    assert not losses


def test_extra_columns_pass_from_one_table_to_the_other() -> None:
    [record, _] = records_of(tsv.TSV, FIXTURE.read_text(encoding="utf-8"))
    assert record.extra == {"csv": {"my column": "kept"}}
    assert not losses_of(csv.CSV, record)


def test_names_and_endings_tell_the_two_tables_apart() -> None:
    assert find_format("tsv") is tsv.TSV
    assert (name_of("x.tsv"), name_of("x.csv")) == ("tsv", "csv")
