"""The dialects of RIS: what each is written as, and that each is read back whole."""

from __future__ import annotations

import pytest

from soilbib.errors import FormatError
from soilbib.formats import FORMATS, dumps, loads
from soilbib.formats.ris_dialects import DIALECTS
from soilbib.model import Date, Name, Record

RECORDS = (
    Record(
        id="lal2004soil",
        type="article-journal",
        names={"author": (Name("Lal", "Rattan"),), "editor": (Name("Jenny", "Hans"),)},
        dates={"issued": Date((2004, 6, 15)), "available-date": Date((2004, 5))},
        fields={
            "title": "Soil carbon", "container-title": "Geoderma", "container-title-short": "Geod.",
            "volume": "123", "issue": "1", "page": "1-22", "PMID": "15192216", "abstract": "Carbon in soils.",
            "publisher": "Elsevier", "publisher-place": "Amsterdam", "keyword": "soil; carbon",
        },
    ),
    Record(
        id="jenny1941factors",
        type="book",
        names={"editor": (Name("Jenny", "Hans"),)},
        dates={"issued": Date((1941,))},
        fields={"title": "Factors of soil formation", "number-of-pages": "281", "publisher-place": "New York"},
    ),
)  # fmt: skip


def _only(text: str) -> Record:
    [record] = loads(text, "ris").records
    return record


def lines(dialect: str) -> list[str]:
    return dumps(RECORDS, "ris", dialect=dialect).text.split("\n")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_a_dialect_writes_is_read_back_whole(dialect: str) -> None:
    writing = dumps(RECORDS, "ris", dialect=dialect)
    assert not writing.losses
    again = [record.replace(source=RECORDS[0].source) for record in loads(writing.text, "ris")]
    plain = [
        record.replace(dates={name: Date(date.start) for name, date in record.dates.items()})
        for record in again
    ]
    assert tuple(plain) == RECORDS


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        ("endnote", ["A2  - Jenny, Hans", "A3  - Jenny, Hans", "PY  - 2004", "DA  - 2004/06/15/"]),
        ("zotero", ["A2  - Jenny, Hans", "DA  - 2004/06/15/", "DA  - 1941///"]),
        ("scopus", ["C2  - 15192216", "T2  - Geoderma"]),
        ("wos", ["JI  - Geod.", "PU  - Elsevier", "PI  - Amsterdam", "PI  - New York"]),
        ("ovid", ["A1  - Lal, Rattan", "T1  - Soil carbon", "JF  - Geoderma", "Y1  - 2004/06/15/"]),
        ("embase", ["C5  - 15192216", "N2  - Carbon in soils.", "JA  - Geod."]),
        ("cochrane", ["JF  - Geoderma", "C3  - 15192216"]),
        ("refman", ["A1  - Lal, Rattan", "Y1  - 1941///", "A3  - Jenny, Hans"]),
    ],
)
def test_a_dialect_has_its_own_tags(dialect: str, expected: list[str]) -> None:
    assert set(expected) <= set(lines(dialect))


def test_a_tag_of_a_dialect_is_left_where_it_would_mean_something_else() -> None:
    record = Record(
        id="a", type="motion_picture", names={"author": (Name("Lal", "R."),)}, fields={"title": "A"}
    )
    both = record.replace(names={"director": (Name("Ford", "J."),), **record.names})
    text = dumps([both], "ris", dialect="refman").text
    assert "AU  - Ford, J." in text
    assert "A1  - Lal, R." in text


def test_the_formats_table_names_the_dialects_that_can_be_written() -> None:
    assert FORMATS["ris"].dialects == tuple(DIALECTS)


def test_an_unknown_dialect_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(FormatError, match=r"no dialect 'endnot'.*endnote, zotero"):
        dumps(RECORDS, "ris", dialect="endnot")


def test_lines_that_the_web_of_science_runs_together_are_parted() -> None:
    text = "TY  - JOUR\nTI  - Soils\nAD  - Univ Jaume, SpainPU  - ELSEVIER\nWE  - SSCIAN  - WOS:1\nER  -\n"
    [record] = loads(text, "ris").records
    assert (record.fields["publisher"], record.fields["archive_location"]) == ("ELSEVIER", "WOS:1")
    assert record.extra["ris"] == {"AD": ["Univ Jaume, Spain"], "WE": ["SSCI"]}


def test_pages_that_psycinfo_does_not_specify_are_no_pages() -> None:
    [record] = loads("TY  - JOUR\nTI  - Soils\nSP  - No\nEP  - Specified\nER  -\n", "ris").records
    assert "page" not in record.fields
    assert record.extra["ris"] == {"SP": ["No"], "EP": ["Specified"]}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Smith J.", Name("Smith", "J.")),
        ("de la Cruz M.-A.", Name("de la Cruz", "M.-A.")),
        ("Smith J.R.", Name("Smith", "J.R.")),
        ("Smith JR", Name("Smith", "JR")),
        ("van der Berg K-H", Name("van der Berg", "K-H")),
        ("Smith AB 3rd", Name("Smith", "AB", suffix="3rd")),
        ("Roche UK", Name(literal="Roche UK")),
        ("Study Group A", Name(literal="Study Group A")),
        ("Soil Institute U.S.", Name(literal="Soil Institute U.S.")),
    ],
)
def test_embase_puts_no_comma_before_initials(written: str, name: Name) -> None:
    [record] = loads(
        f"TY  - JOUR\nA1  - {written}\nIS  - \nM1  - ({written}) Univ X\nER  - \n", "ris"
    ).records
    assert record.authors == (name,)
    assert "issue" not in record.fields
    assert not dumps([record], "ris").losses


def test_print_and_electronic_numbers_are_both_read() -> None:
    lines = ["SN  - 0915-5287", "SN  - 2187-5626 (electronic)", "SN  - 0915-5287", "SN  - 978-3-527-32129-2"]
    [record] = loads("\n".join(["TY  - JOUR", *lines, "ER  - "]), "ris").records
    assert record.fields == {"ISSN": "0915-5287, 2187-5626", "ISBN": "978-3-527-32129-2"}
    assert not record.extra
    assert not dumps([record], "ris").losses


@pytest.mark.parametrize(
    ("kind", "csl_type", "container"),
    [
        ("Conference Paper", "paper-conference", "container-title"),
        ("Book Chapter", "chapter", "container-title"),
        ("Article", "article-journal", "container-title"),
        ("Book", "book", "collection-title"),
    ],
)
def test_what_came_out_in_a_series_is_what_scopus_says_it_is(
    kind: str, csl_type: str, container: str
) -> None:
    record = _only(f"TY  - SER\nTI  - Clay\nT2  - Studies in Soils\nM3  - {kind}\nER  - \n")
    assert (record.type, record.fields[container]) == (csl_type, "Studies in Soils")


def test_the_days_of_a_conference_come_back_from_scopus() -> None:
    record = _only("TY  - CONF\nTI  - Clay\nY2  - 30 May 2017 through 2 June 2017\nER  - \n")
    assert record.dates == {
        "event-date": Date((2017, 5, 30), (2017, 6, 2), raw="30 May 2017 through 2 June 2017")
    }
    assert "Y2  - 30 May 2017 through 2 June 2017\n" in dumps([record], "ris").text


def test_works_that_are_cited_are_no_editors_and_no_issue() -> None:
    cited = "Lal, R. (2004). Soil carbon sequestration. Geoderma."
    record = _only(f"TY  - JOUR\nTI  - Clay\nA2  - Lal, Noe, Minasny, Batjes, Sá\nM1  - {cited}\nER  - \n")
    assert (record.names, record.fields) == ({}, {"title": "Clay"})
    assert record.extra["ris"] == {"A2": ["Lal, Noe, Minasny, Batjes, Sá"], "M1": [cited]}


@pytest.mark.parametrize(
    "authors", ["Lal R., de Sá J.-C. M.", "Lal R, de Sá JCM", "Lal, R. and Noé, A.", "Lal, R.; Noé, A."]
)
def test_several_names_in_one_line_are_several_people(authors: str) -> None:
    record = _only(f"TY  - JOUR\nTI  - Clay\nAU  - {authors}\nER  - \n")
    assert record.authors[0].family == "Lal"
    assert len(record.authors) == 2


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("A. Noe", Name("Noe", "A.")),
        ("J.-P. de la Cruz", Name("de la Cruz", "J.-P.")),
        ("M. D'Angelo", Name("D'Angelo", "M.")),
        ("U. S. Geological Survey", Name(literal="U. S. Geological Survey")),
        ("C. elegans", Name(literal="C. elegans")),
    ],
)
def test_the_ieee_puts_initials_first(written: str, name: Name) -> None:
    record = _only(f"TY  - CONF\nTI  - Clay\nAU  - {written}\nER  - \n")
    assert record.authors == (name,)


@pytest.mark.parametrize("author", ["Lal, Rattan, Jr.", "Ministry of Soils, Department B", "Sá, J. C. M."])
def test_one_name_with_commas_is_one(author: str) -> None:
    record = _only(f"TY  - JOUR\nTI  - Clay\nAU  - {author}\nER  - \n")
    assert len(record.authors) == 1
