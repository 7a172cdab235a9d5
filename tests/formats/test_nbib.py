"""MEDLINE: PubMed's and ERIC's exports, and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats.tagged_checks import check_fixture, losses_of, records_of, round_trip

from soilbib.errors import Problem
from soilbib.formats import nbib, sniff_format
from soilbib.model import Date, Name, Record

FIXTURES = Path(__file__).parent.parent / "fixtures" / "nbib"


def one(*lines: str) -> Record:
    [record] = records_of(nbib.NBIB, "\n".join(lines))
    return record


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.nbib")), ids=lambda path: path.name)
def test_fixtures_are_read_as_their_twins_say(path: Path) -> None:
    check_fixture(nbib.NBIB, path)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.nbib")), ids=lambda path: path.name)
def test_what_pubmed_and_eric_export_comes_back_whole(path: Path) -> None:
    round_trip(nbib.NBIB, path.read_text(encoding="utf-8"))


def test_affiliations_stay_with_their_authors() -> None:
    record = one("FAU - Lal, R", "AU  - Lal R", "FAU - Doe, J", "AU  - Doe J", "AD  - Here", "AD  - There")
    assert record.extra["nbib"]["AD"] == [[2, "Here"], [2, "There"]]
    text = "".join(item for item in nbib.write([record]) if isinstance(item, str))
    assert "AU  - Doe J\nAD  - Here\nAD  - There\n" in text


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FAU - Hiles, I D", "AU  - Hiles ID"], Name("Hiles", "I. D.")),
        (["AU  - Hiles ID"], Name("Hiles", "I. D.")),
        (["AU  - van der Berg MA Jr"], Name("van der Berg", "M. A.", suffix="Jr")),
        (["AU  - Zhou, Yujia"], Name("Zhou", "Yujia")),
        (["FAU - Selvamani", "AU  - Selvamani"], Name("Selvamani")),
        (["CN  - Soil, Water and Air Group"], Name(literal="Soil, Water and Air Group")),
        (["FAU - Davis, Lloyd A 3rd", "AU  - Davis LA 3rd"], Name("Davis", "Lloyd A.", suffix="3rd")),
    ],
)
def test_authors_are_read_from_full_and_short_names(lines: list[str], name: Name) -> None:
    assert one(*lines).authors == (name,)


@pytest.mark.parametrize(
    ("lines", "csl_type"),
    [
        (["PT  - Journal Article", "PT  - Preprint"], "article"),
        (["PT  - Reports - Research"], "report"),
        (["PT  - Reports - Research", "VI  - 4"], "article-journal"),
        (["PT  - Dissertations/Theses - Doctoral Dissertations"], "thesis"),
        (["PT  - Clinical Trial, Phase II"], "article-journal"),
        (["BTI - Handbook of Soils"], "chapter"),
        (["PT  - webpage"], "webpage"),
        (["JT  - Geoderma"], "article-journal"),
        (["OWN - NLM"], "article-journal"),
        (["PMID- 1"], "document"),
    ],
)
def test_publication_types_give_the_type(lines: list[str], csl_type: str) -> None:
    assert one("TI  - Soils", *lines).type == csl_type


@pytest.mark.parametrize(
    ("first", "title"),
    [("Soils", "Soils: and water"), ("Soils.", "Soils. and water"), ("Soils?", "Soils? and water")],
)
def test_a_title_goes_on_in_the_next_line_of_titles(first: str, title: str) -> None:
    assert one(f"TI  - {first}", "TI  - and water").title == title


def test_electronic_and_print_issn_are_both_read_and_their_labels_kept() -> None:
    lines = ["IS  - 1095-9203 (Electronic)", "IS  - 0036-8075 (Print)"]
    record = one(*lines)
    assert record.fields["ISSN"] == "1095-9203, 0036-8075"
    assert record.extra["nbib"]["IS"] == ["1095-9203 (Electronic)", "0036-8075 (Print)"]
    changed = record.replace(fields={"ISSN": "1351-0754"})
    assert "(Print)" not in "".join(item for item in nbib.write([changed]) if isinstance(item, str))


def test_a_date_of_which_only_the_year_is_clear_keeps_its_words() -> None:
    record = one("TI  - Soils", "DP  - Article 10 2019")
    assert record.dates["issued"].start == (2019,)
    assert record.extra["nbib"]["DP"] == ["Article 10 2019"]


def test_a_range_of_months_is_a_range() -> None:
    assert one("DP  - 2004 Jan-Feb").dates["issued"] == Date((2004, 1), (2004, 2), raw="2004 Jan-Feb")


def test_the_next_pmid_starts_a_record_even_without_a_blank_line() -> None:
    text = "PMID- 1\nTI  - One\nPMID- 2\nTI  - Two\n"
    assert [record.title for record in records_of(nbib.NBIB, text)] == ["One", "Two"]


def test_text_before_the_first_record_is_told() -> None:
    items = list(nbib.read("Search results\n\nPMID- 1\nTI  - One\n", "in.nbib"))
    assert isinstance(items[0], Problem)
    assert (items[0].code, items[0].text, items[0].place.line) == ("W205", "Search results", 1)
    assert isinstance(items[1], Record)


def test_what_has_no_tag_is_a_loss() -> None:
    record = Record(id="", type="book", fields={"title": "Soils", "original-publisher": "Elsewhere"})
    assert losses_of(nbib.NBIB, record) == {"original-publisher"}


def test_the_id_is_no_loss_where_a_new_one_is_the_same() -> None:
    record = Record(id="lal2004soils", type="book", fields={"title": "Soils"},
                    names={"author": (Name("Lal", "R."),)}, dates={"issued": Date((2004,))})  # fmt: skip
    assert losses_of(nbib.NBIB, record) == set()
    assert losses_of(nbib.NBIB, record.replace(id="L1")) == {"id"}


def test_the_files_of_others_are_known_and_come_back(shared: Path) -> None:
    paths = [
        path
        for path in sorted((shared / "data/import/wild/nbib").iterdir())
        if "PMID- " in (text := path.read_text(encoding="utf-8")) or "OWN - " in text
    ]
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert sniff_format(text) is nbib.NBIB
        round_trip(nbib.NBIB, text)


@pytest.mark.parametrize("full", [",", "et al.", "-"])
def test_a_full_name_that_names_no_one_has_no_short_name(full: str) -> None:
    record = one("TI  - Soils", f"FAU - {full}", "AU  - Lal R", "PT  - Journal Article")
    assert record.title == "Soils"
    assert Name("Lal", "R.") in record.authors or full == "-"
