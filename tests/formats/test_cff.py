"""CITATION.cff: the file's own work, its preferred citation and references, and what is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.formats.tagged_checks import check_fixture, losses_of, records_of, round_trip, write

from soilbib.errors import Problem
from soilbib.formats import cff, sniff_format
from soilbib.formats.cff_tables import TYPES, WRITTEN_TYPES
from soilbib.formats.yaml_data import compose, value_of
from soilbib.model import Date, Name, Record
from soilbib.model.variables import ITEM_TYPES

FIXTURE = Path(__file__).parent.parent / "fixtures" / "cff" / "CITATION.cff"
LAL: dict[str, tuple[Name, ...]] = {"author": (Name("Lal", "R."),)}


def document(*records: Record) -> Any:
    return value_of(compose(write(cff.CFF, list(records))[0]))


def test_a_citation_file_is_read_as_its_twin_says() -> None:
    check_fixture(cff.CFF, FIXTURE)


def test_a_citation_file_is_known_and_comes_back_whole() -> None:
    text = FIXTURE.read_text(encoding="utf-8")
    assert sniff_format(text) is cff.CFF
    round_trip(cff.CFF, text)


def test_the_tables_hold_only_what_there_is() -> None:
    assert set(TYPES.values()) | set(WRITTEN_TYPES) <= set(ITEM_TYPES)
    assert set(WRITTEN_TYPES.values()) <= set(TYPES)


def test_the_work_its_preferred_citation_and_its_references_are_records() -> None:
    records = records_of(cff.CFF, FIXTURE.read_text(encoding="utf-8"))
    assert [record.type for record in records] == [
        "software",
        "article-journal",
        "paper-conference",
        "report",
    ]
    assert [record.source.line for record in records] == [1, 26, 39, 46]
    assert records[0].fields["DOI"] == "10.1000/model.1"
    assert records[0].fields["version"] == "1.10"


def test_software_is_what_the_file_is_about() -> None:
    record = Record(
        id="a", type="software", names=LAL, fields={"title": "Model"}, dates={"issued": Date((2001, 2, 3))}
    )
    assert document(record) == {
        "cff-version": "1.2.0",
        "message": "Please cite this work as below.",
        "title": "Model",
        "authors": [{"family-names": "Lal", "given-names": "R."}],
        "date-released": "2001-02-03",
    }


def test_anything_else_is_the_preferred_citation_of_a_file_that_has_its_title_and_authors() -> None:
    article = Record(id="lal2001soils", type="article-journal", names=LAL, fields={"title": "Soils"},
                     dates={"issued": Date((2001, 6))})  # fmt: skip
    book = Record(id="peat", type="book", fields={"title": "Peat"})
    written = document(article, book)
    assert (written["title"], written["authors"]) == ("Soils", written["preferred-citation"]["authors"])
    assert (written["preferred-citation"]["year"], written["preferred-citation"]["month"]) == (2001, 6)
    assert [reference["title"] for reference in written["references"]] == ["Peat"]
    assert losses_of(cff.CFF, article) == set()
    again = records_of(cff.CFF, write(cff.CFF, [article, book])[0])
    assert [record.title for record in again] == ["Soils", "Peat"]


def test_a_file_must_name_authors_even_where_the_record_has_none() -> None:
    record = Record(id="peat", type="book", fields={"title": "Peat"})
    assert document(record)["authors"] == [{"name": "anonymous"}]
    assert losses_of(cff.CFF, record) == set()


def test_a_year_alone_is_no_release_date_and_therefore_a_loss() -> None:
    record = Record(id="model", type="software", fields={"title": "Model"}, dates={"issued": Date((2001,))})
    assert losses_of(cff.CFF, record) == {"issued"}


def test_people_with_more_than_a_name_are_kept_until_they_change() -> None:
    [software, *_] = records_of(cff.CFF, FIXTURE.read_text(encoding="utf-8"))
    assert "orcid" in write(cff.CFF, [software])[0]
    assert "orcid" not in write(cff.CFF, [software.replace(names=LAL)])[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cff-version: [\n", "E104"),
        ("- cff-version: 1\n", "E104"),
        ("cff-version: 1.2.0\nreferences: [x]\n", "E104"),
    ],
)
def test_what_is_no_citation_file_is_a_problem_with_its_text(text: str, code: str) -> None:
    [problem] = cff.read(text, "CITATION.cff")
    assert isinstance(problem, Problem)
    assert (problem.code, bool(problem.text)) == (code, True)


def test_the_files_of_others_are_known_and_come_back(shared: Path) -> None:
    data = shared / "data/import"
    paths = [*(data / "wild/cff").iterdir(), *(data / "jabref/importer/fileformat").glob("*.cff")]
    assert len(paths) >= 10
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert sniff_format(text) is cff.CFF
        assert records_of(cff.CFF, text)
        round_trip(cff.CFF, text)


def reference(lines: str) -> Record:
    head = "cff-version: 1.2.0\nmessage: m\ntitle: T\nauthors: [{name: A}]\n"
    head += "references:\n  - title: R\n    authors: [{name: A}]\n"
    return records_of(cff.CFF, head + "".join(f"    {line}\n" for line in lines.split("\n")))[1]


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ("type: conference-paper\ncollection-title: Proc", {"container-title": "Proc"}),
        (
            "type: conference-paper\ncollection-title: Proc\njournal: LNCS",
            {"container-title": "LNCS", "collection-title": "Proc"},
        ),
        ("type: book\ncollection-title: Series", {"collection-title": "Series"}),
        ("type: software\nlicense: [MIT, Apache-2.0]", {"license": "MIT OR Apache-2.0"}),
    ],
)
def test_collections_and_licences_mean_what_the_schema_says(lines: str, fields: dict[str, str]) -> None:
    record = reference(lines)
    assert record.fields == {"title": "R", **fields}
    assert not losses_of(cff.CFF, record)


def test_the_days_of_a_conference_and_the_first_year_of_a_book_come_back() -> None:
    paper = reference(
        "type: conference-paper\nconference: {name: C, date-start: 2010-06-03, date-end: 2010-06-05}"
    )
    assert (paper.dates["event-date"].start, paper.dates["event-date"].end) == ((2010, 6, 3), (2010, 6, 5))
    book = reference("type: book\nyear: 2001\nyear-original: 1950")
    assert book.dates["original-date"].start == (1950,)
    for record in (paper, book):
        assert not record.extra
        assert not losses_of(cff.CFF, record)
