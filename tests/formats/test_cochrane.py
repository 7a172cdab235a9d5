"""The Cochrane Library's text export."""

from __future__ import annotations

from pathlib import Path

from tests.formats.tagged_checks import check_fixture, records_of

from soilbib.errors import Problem
from soilbib.formats import cochrane, sniff_format
from soilbib.model import Name, Record

EXPORT = Path(__file__).parent.parent / "fixtures" / "cochrane" / "export.txt"


def one(*lines: str) -> Record:
    [record] = records_of(cochrane.COCHRANE, "\n".join(["Record #1 of 1", *lines]))
    return record


def test_an_export_is_known_and_read_as_its_twin_says() -> None:
    assert sniff_format(EXPORT.read_text(encoding="utf-8"), "citation-export.txt") is cochrane.COCHRANE
    check_fixture(cochrane.COCHRANE, EXPORT)


def test_a_record_without_fields_and_text_before_the_first_are_told_with_their_lines() -> None:
    text = "Search run today\n\n" + EXPORT.read_text(encoding="utf-8")
    problems = [item for item in cochrane.read(text, "x") if isinstance(item, Problem)]
    assert [(item.code, item.place.line, item.text) for item in problems] == [
        ("W205", 1, "Search run today"),
        ("E103", 50, "Record #4 of 4"),
    ]


def test_the_address_of_a_trial_is_where_it_is_registered_and_the_librarys_own_is_kept() -> None:
    record = one(
        "TI: Mud", "SO: https://example.org/NCT1", "PT: Trial registry record", "US: https://example.net/1"
    )
    assert (record.type, record.fields["URL"]) == ("webpage", "https://example.org/NCT1")
    assert record.extra["cochrane"]["US"] == ["https://example.net/1"]


def test_colons_in_values_begin_no_field_and_groups_are_no_persons() -> None:
    record = one("TI: Mud", "AIM: to soothe.", "AU: Mud Study Group", "AU: Doe J", "AU: Roe, Ann")
    assert record.title == "Mud AIM: to soothe."
    assert record.authors == (Name(literal="Mud Study Group"), Name("Doe", "J."), Name("Roe", "Ann"))


def test_the_first_type_that_is_known_counts() -> None:
    assert one("TI: Mud", "PT: Preprint; Conference proceeding; Journal article").type == "paper-conference"
    assert one("TI: Mud", "PT: Journal article; Conference proceeding").type == "article-journal"


def test_a_number_of_a_database_that_is_none_is_kept() -> None:
    record = one("TI: Mud", "PM: PUBMED unknown")
    assert record.extra["cochrane"]["PM"] == ["PUBMED unknown"]
