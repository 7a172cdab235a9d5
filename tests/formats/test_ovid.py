"""Ovid's exports, tagged and labelled."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats.tagged_checks import check_fixture, records_of

from soilbib.errors import Problem
from soilbib.formats import ovid, sniff_format
from soilbib.formats.ovid_sources import read_book, read_source
from soilbib.model import Name, Record

FIXTURES = sorted((Path(__file__).parent.parent / "fixtures" / "ovid").glob("*.txt"))


def one(*lines: str) -> Record:
    [record] = records_of(ovid.OVID, "\n".join(["<1. >", *lines]))
    return record


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_fixtures_are_known_and_read_as_their_twins_say(path: Path) -> None:
    assert sniff_format(path.read_text(encoding="utf-8")) is ovid.OVID
    check_fixture(ovid.OVID, path)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Peterson, James A. Ph.D., FACSM", Name("Peterson", "James A.")),
        ("Zhang, Weijia 1,2,+", Name("Zhang", "Weijia")),
        ("Simon, Ph. 1", Name("Simon", "Ph")),
        ("Gazic, Barbara MD, PhD *", Name("Gazic", "Barbara")),
        ("AHMED, Mughees.", Name("Ahmed", "Mughees")),
        ("Noel, J. C. 3", Name("Noel", "J. C.")),
        ("WIJERS, Gea D M.", Name("Wijers", "Gea D. M.")),
        ("Logunov, DV", Name("Logunov", "D. V.")),
        ("Baker RS", Name("Baker", "R. S.")),
        ("Benz, George W [E-mail: a@example.org]", Name("Benz", "George W.")),
    ],
)
def test_degrees_footnotes_and_addresses_are_no_part_of_names(written: str, name: Name) -> None:
    assert one("TI  - Soils", f"AU  - {written}").authors == (name,)


def test_older_lists_of_authors_are_parted_by_full_stops_and_full_names_are_preferred() -> None:
    short = one("AU  - Baker RS.  Aldwin CM.")
    assert [name.family for name in short.authors] == ["Baker", "Aldwin"]
    assert [name.given for name in one("AU  - Baker RS  Aldwin CM").authors] == ["R. S.", "C. M."]
    full = one("AU  - Baker RS", "AU  - Aldwin CM", "FA  - Baker, Rob S", "FA  - Aldwin, Carolyn M")
    assert [name.given for name in full.authors] == ["Rob S.", "Carolyn M."]


def test_what_has_the_title_of_a_chapter_is_one() -> None:
    [record] = records_of(
        ovid.OVID, "<1>\nTitle\n  The Book\nChapter Title\n  Soils\nPublication Type\n  -\n"
    )
    assert (record.type, record.title, record.fields["container-title"]) == ("chapter", "Soils", "The Book")


def test_a_conference_behind_the_journal_is_the_event() -> None:
    record = one("TI  - A", "SO  - Soil Journal. Conference: Soil Congress 2012. Bonn. 33 (pp 321), 2012.")
    assert record.fields["container-title"] == "Soil Journal"
    assert record.fields["event-title"] == "Soil Congress 2012"


def test_ip_is_an_issue_or_an_issn_by_its_form() -> None:
    assert one("TI  - A", "IP  - 4").fields["issue"] == "4"
    assert one("TI  - A", "IP  - 1234-5679").fields["ISSN"] == "1234-5679"


def test_an_author_line_that_says_more_is_kept() -> None:
    assert one("AU  - Gazic, Barbara MD").extra["ovid"]["AU"] == ["Gazic, Barbara MD"]
    assert one("TI  - Soils", "AU  - AHMED, Mughees.").extra == {}


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Acta Botanica November/May 2010;6:611-613", ("Acta Botanica", "6", "", "611-613", "November/May 2010")),
        ("Journal of Soil, 2013(1): 3-28.", ("Journal of Soil", "2013", "1", "3-28", "")),
        ("Journal of Soil 12, Winter 2007: 7-14.", ("Journal of Soil 12", "", "", "7-14", "Winter 2007")),
        ("Soil Therapy. Vol.43(5), Sep 2015, pp. 623-634. ", ("Soil Therapy", "43", "5", "623-634", "Sep 2015")),
        ("Soil. 64 Suppl 1:S12-4, 2003.", ("Soil", "64", "Suppl 1", "S12-4", "2003")),
        ("Soil. 2010 Oct 12;341:c4737.", ("Soil", "341", "", "c4737", "2010 Oct 12")),
        ("Soil Reviews. (4):CD001234, 2009.", ("Soil Reviews", "", "4", "CD001234", "2009")),
        ("Soil Science. 2009. 73: 6, 1999-2006. 25 ref.", ("Soil Science", "73", "6", "1999-2006", "2009")),
        ("Soil. 78(3):182-6, 2009. Epub 2009 Mar 24.", ("Soil", "78", "3", "182-6", "2009")),
        ("Zoosoil. 273(4), 2007 December: 414-422.", ("Zoosoil", "273", "4", "414-422", "2007 December")),
        ("Hydrobiologia. 2007 15 June; 433-441.", ("Hydrobiologia", "", "", "433-441", "2007 15 June")),
        ("Soil Meetings Proceedings. 2005; 9pp..", ("Soil Meetings Proceedings", "", "", "", "2005")),
        ("Ecology.   8(6):1048-1064, September 2015.", ("Ecology", "8", "6", "1048-1064", "September 2015")),
        ("Soil. 12 (3) (pp 45-50), 2010. Date of Publication: 2010.", ("Soil", "12", "3", "45-50", "2010")),
        ("Long Title. Vol 28(2) April 2015, 103-106.", ("Long Title", "28", "2", "103-106", "April 2015")),
        ("Journal of Orthopaedic Soil. ", ("Journal of Orthopaedic Soil", "", "", "", "")),
    ],
)  # fmt: skip
def test_a_source_line_is_taken_apart(line: str, parts: tuple[str, ...]) -> None:
    found = read_source(line)
    assert (
        tuple(found.get(name, "") for name in ("container-title", "volume", "issue", "page", "issued"))
        == parts
    )


def test_a_book_line_is_taken_apart() -> None:
    line = "Doe, V.D. [Ed.]. All about bogs. Bog Press, Uppsala. 2002: 1-234. Chapter pagination: 214-218."
    assert read_book(line, "Bog Press, Uppsala") == {
        "editor": "Doe, V.D.",
        "container-title": "All about bogs",
        "page": "214-218",
        "issued": "2002",
    }


@pytest.mark.parametrize("length", [100, 500, 5000])
def test_a_source_line_without_end_takes_no_time(length: int) -> None:
    text = "Ecology. 8 (" * (length // 12) + ";" * 10
    assert read_source(text)["container-title"].startswith("Ecology")


def test_the_source_line_itself_is_kept() -> None:
    assert one("SO  - Ecology. 8(6):1-9, 2015").extra["ovid"]["SO"] == ["Ecology. 8(6):1-9, 2015"]


def test_unknown_field_names_are_kept() -> None:
    record = one("Title", "  Soils", "Space Flight", "  none")
    assert record.title == "Soils"
    assert record.extra["ovid"] == {"Space Flight": ["none"]}


def test_text_before_the_first_record_and_empty_records_are_told() -> None:
    items = list(ovid.read("Results\n\n<1>\nTitle\n  Soils\n<2>\n", "in"))
    problems = [(item.code, item.place.line) for item in items if isinstance(item, Problem)]
    assert problems == [("W205", 1), ("E103", 6)]


def test_the_lines_of_records_are_counted() -> None:
    records = records_of(ovid.OVID, "<1>\nTitle\n  One\n\n<2>\nTitle\n  Two\n")
    assert [record.source.line for record in records] == [1, 5]


def test_a_chapter_of_psycinfo_is_taken_apart() -> None:
    source = (
        "Green, Bob [Ed]; Roe, Ann [Ed]. (2012). Soils. (pp. 33-44). xii, 500 pp. New York, NY, US: Springer."
    )
    record = one(
        "TI  - Dirt", "BT  - Soils", f"SO  - {source}", "IB  - 978-3-527-32129-2 (Hardcover)", "DT  - Chapter"
    )
    assert record.names["editor"] == (Name("Green", "Bob"), Name("Roe", "Ann"))
    assert [record.fields[name] for name in ("container-title", "page", "publisher", "publisher-place", "ISBN")] == [
        "Soils", "33-44", "Springer", "New York, NY, US", "978-3-527-32129-2",
    ]  # fmt: skip
    assert record.extra["ovid"]["IB"] == ["978-3-527-32129-2 (Hardcover)"]


@pytest.mark.parametrize(("database", "found"), [("Ovid MEDLINE(R)", "25000000"), ("Embase", None)])
def test_the_identifier_of_medline_is_the_pmid(database: str, found: str | None) -> None:
    assert one("TI  - A", f"DB  - {database}", "UI  - 25000000").fields.get("PMID") == found
