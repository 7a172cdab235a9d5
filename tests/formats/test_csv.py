"""CSV: headers, cells, damaged rows, and what is written."""

from __future__ import annotations

import csv as standard
import io
from pathlib import Path
from typing import Any

import pytest

from soilbib.errors import FormatError, Loss, Problem
from soilbib.formats import csv, dumps, loads
from soilbib.formats.csv_columns import read_header
from soilbib.formats.inverted_names import read_list
from soilbib.model import Date, Name, Record, parse_names

FIXTURES = Path(__file__).parent.parent / "fixtures" / "csv"


def read(text: str) -> tuple[list[Record], list[Problem]]:
    items = list(csv.read(text, "in.csv"))
    return (
        [item for item in items if isinstance(item, Record)],
        [item for item in items if isinstance(item, Problem)],
    )


def write(*records: Record) -> tuple[str, list[Loss]]:
    items = list(csv.write(records))
    return "".join(item for item in items if isinstance(item, str)), [
        item for item in items if isinstance(item, Loss)
    ]


def row(**cells: str) -> Record:
    text = io.StringIO()
    standard.writer(text).writerows([cells.keys(), cells.values()])
    [record], _ = read(text.getvalue())
    return record


def test_a_library_export_is_read_with_its_damage_named() -> None:
    records, problems = read((FIXTURES / "screening.csv").read_text(encoding="utf-8"))
    first, second, short, last = records
    assert [record.id for record in records] == ["007", "jenny", "short", "last"]
    assert [record.source.line for record in records] == [2, 4, 5, 9]
    assert first.title == 'Soil carbon; "sequestration"\nand food'
    assert first.type == "article-journal"
    assert first.fields["DOI"] == "10.1126/science.1097396"
    assert first.fields["page"] == "1623-1627"
    assert first.year == 2004
    assert first.extra["csv"] == {"Item Type": "journalArticle", "Screened by": "AB"} or first.extra[
        "csv"
    ] == {
        "type": "journalArticle",
        "Screened by": "AB",
    }
    assert second.authors == (Name(family="Jenny", given="Hans"),)
    assert short.year == 1999
    assert last.authors == (Name(literal="Soil & Water Board"),)
    assert last.title == "Peat"
    assert [(problem.code, problem.place.line, problem.text) for problem in problems] == [
        ("E105", 6, "toomany;book;2001;A;B;C;D;E;F;G")
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_header(delimiter: str) -> None:
    text = delimiter.join(["id", "title", "year"]) + "\n" + delimiter.join(["a", "Soils", "2001"]) + "\n"
    [record], _ = read(text)
    assert (record.id, record.title, record.year) == ("a", "Soils", 2001)
    assert csv.looks_like(text) == (delimiter != "\t")


def test_a_separator_line_is_obeyed() -> None:
    records, _ = read("sep=;\nid;title\na;x, y\n")
    assert [(record.id, record.title, record.source.line) for record in records] == [("a", "x, y", 3)]


@pytest.mark.parametrize(
    ("header", "variable"),
    [
        ("Journal", "container-title"), ("SOURCE TITLE", "container-title"), ("booktitle", "container-title"),
        ("venue", "container-title"), ("Issue", "issue"), ("number", "issue"), ("pages", "page"), ("doi", "DOI"),
        ("isbn", "ISBN"), ("Abstract Note", "abstract"), ("place", "publisher-place"), ("keywords", "keyword"),
        ("collection-title", "collection-title"), ("Call Number", "call-number"), ("original_title", "original-title"),
        ("note", "note"), ("url", "URL"), ("Language", "language"), ("publisher", "publisher"),
    ],
)  # fmt: skip
def test_columns_are_known_by_many_names(header: str, variable: str) -> None:
    assert row(id="a", **{header: "7"}).fields == {variable: "7"}


@pytest.mark.parametrize("journal", ["journal", "Source title", "booktitle", "Publication Title"])
@pytest.mark.parametrize("source", ["source", "Source"])
def test_beside_a_column_for_the_journal_the_source_is_a_label(journal: str, source: str) -> None:
    record = row(id="a", **{source: "PubMed", journal: "Geoderma"})
    assert record.fields == {"container-title": "Geoderma"}
    assert record.extra == {"csv": {source: "PubMed"}}
    without = row(id="a", **{source: "batch_3.ris", journal: ""})
    assert "container-title" not in without.fields
    for each in (record, without):
        text, losses = write(each)
        assert not losses
        assert read(text)[0][0].extra == each.extra


def test_without_a_column_for_the_journal_the_source_is_it() -> None:
    assert row(id="a", title="x", Source="Geoderma").fields == {"title": "x", "container-title": "Geoderma"}


def test_number_is_a_reports_own_and_a_journals_issue() -> None:
    assert row(type="report", number="7").fields == {"number": "7"}
    assert row(type="article-journal", number="7").fields == {"issue": "7"}
    assert row(type="article-journal", number="7", issue="8").fields == {"number": "7", "issue": "8"}


@pytest.mark.parametrize(
    ("name", "journal", "expected"),
    [
        ("article", "Geoderma", "article-journal"), ("article", "", "article"),
        ("inproceedings", "", "paper-conference"), ("", "", "document"),
        ("@book", "", "book"), ("PhdThesis", "", "thesis"), ("Journal Article", "", "article-journal"),
        ("JOUR", "", "article-journal"), ("book-chapter", "", "chapter"), ("webpage", "", "webpage"),
        ("", "Geoderma", "article-journal"), ("whatever", "", "document"),
    ],
)  # fmt: skip
def test_types_are_known_by_many_names_and_given_back(name: str, journal: str, expected: str) -> None:
    record = row(id="a", type=name, journal=journal)
    assert record.type == expected
    text, losses = write(record)
    assert not losses
    assert text.split("\n")[1].split(",")[1] == (name or expected)


@pytest.mark.parametrize("identifier", ["007", "1e5", " padded ", "a,b", '"q"', "000", "1.0"])
def test_an_id_stays_exactly_as_it_is_written(identifier: str) -> None:
    record = row(id=identifier, title="x")
    assert record.id == identifier
    assert read(write(record)[0])[0][0].id == identifier


@pytest.mark.parametrize(
    ("cell", "names", "truncated"),
    [
        ("Lal, R.; Six, J.", ["Lal, R.", "Six, J."], False),
        ("Lal, R. and Six, J.", ["Lal, R.", "Six, J."], False),
        ("Rattan Lal and Johan Six", ["Lal, Rattan", "Six, Johan"], False),
        ("Lal, R.; et al.", ["Lal, R."], True),
        ("Guti&eacute;rrez, M.; M&#252;ller, K.", ["Gutiérrez, M.", "Müller, K."], False),
        ("{Lal, Six and Company}; Six, J.", ["Lal, Six and Company", "Six, J."], False),
        ("King, M. L., Jr.;", ["King, M. L., Jr."], False),
        ("Lal, R. and Six, E. A.", ["Lal, R.", "Six, E. A."], False),
        ("Lal, Rattan and Six, U.A.", ["Lal, Rattan", "Six, U.A."], False),
        ("Lal, R. and Six, J. and others", ["Lal, R.", "Six, J."], True),
        (
            "Le Noë, Julia and O'Neil, A and van Dyk, J.-P.",
            ["Le Noë, Julia", "O'Neil, A", "van Dyk, J.-P."],
            False,
        ),
        ("Soil Institute, A. and Lal, Rattan", ["Soil Institute, A.", "Lal, Rattan"], False),
        ("Hall, Dora M., 1935-", ["Hall, Dora M., 1935-"], False),
        ("Hall, Dora, b. 1935", ["Hall, Dora, b. 1935"], False),
        ("Hall, Dora M., 1935-1990", ["Hall, Dora M., 1935-1990"], False),
    ],
)
def test_author_cells_hold_lists(cell: str, names: list[str], truncated: bool) -> None:
    record = row(author=cell)
    assert [name.inverted for name in record.authors] == names
    assert bool(record.truncated) == truncated


NAMES = [
    Name(family="Le Noë", given="Julia"),
    Name(literal="FAO"),
    Name(literal="Lal, Six and Company; Soils"),
    Name(family="King", given="M. L.", suffix="Jr."),
    Name(family="Plato"),
    Name(family="Oheimb", given="G.", dropping_particle="von"),
    Name(literal="Julia Le Noë"),
]


@pytest.mark.parametrize("names", [*([name] for name in NAMES), NAMES, NAMES[::-1]], ids=str)
@pytest.mark.parametrize("truncated", [False, True])
def test_every_kind_of_name_comes_back(names: list[Name], truncated: bool) -> None:
    record = Record(id="a", names={"author": tuple(names)}, truncated=("author",) if truncated else ())
    text, losses = write(record)
    assert not losses, text
    [again], _ = read(text)
    assert again.names == record.names
    assert again.truncated == record.truncated


def test_braces_stand_only_where_they_are_needed() -> None:
    text, _ = write(Record(id="a", names={"author": (Name(family="Lal", given="R."), Name(literal="FAO"))}))
    assert '"Lal, R.; FAO"' in text


def test_the_header_has_the_usual_columns_and_what_the_records_have() -> None:
    records = [
        Record(id="a", dates={"issued": Date((2001,))}, fields={"issue": "2", "abstract": "x"}),
        Record(id="b", extra={"csv": {"Screened by": "AB"}}),
    ]
    text, losses = write(*records)
    assert not losses
    assert (
        text.split("\n")[0]
        == "id,type,title,author,year,journal,volume,number,pages,doi,abstract,Screened by"
    )
    assert write()[0] == "id,type,title,author,year,journal,volume,number,pages,doi\n"


def test_dates_finer_than_years_have_their_own_header() -> None:
    text, losses = write(Record(id="a", dates={"issued": Date((2001, 5), (2001, 6))}))
    assert not losses
    assert "issued" in text.split("\n")[0]
    assert "2001-05/2001-06" in text


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("year,date", "2001,2001-05-02", (2001, 5, 2)),
        ("date,year", "2001-05-02,2001", (2001, 5, 2)),
        ("year,date", "2001,2003-05-02", (2001,)),
    ],
)
def test_of_two_dates_the_finer_counts_and_another_year_is_kept(
    header: str, cells: str, expected: Any
) -> None:
    [record], _ = read(f"id,{header}\na,{cells}\n")
    assert record.dates["issued"].start == expected
    assert bool(record.extra) == (expected == (2001,))


def test_a_quotation_that_is_never_closed_costs_one_row() -> None:
    records, problems = read('id,title,year\na,"open,2001\nb,Soils,2002\nc,Peat,2003\n')
    assert [record.id for record in records] == ["b", "c"]
    assert [(problem.code, problem.place.line, problem.text) for problem in problems] == [
        ("E105", 2, 'a,"open,2001')
    ]


def test_a_quotation_closed_by_a_later_row_costs_one_row() -> None:
    records, problems = read('id,title,year\na,"open,2001\nb,"Soils, and more",2002\nc,Peat,2003\n')
    assert [record.id for record in records] == ["b", "c"]
    assert [problem.text for problem in problems] == ['a,"open,2001']


def test_behind_many_broken_quotations_each_line_is_read_by_itself() -> None:
    text = "id,title\n" + 'x,"a\ny,z",w,v\n' * 300
    records, problems = read(text)
    assert not records
    assert len(problems) == 600
    assert "\n".join(problem.text for problem in problems) == text.removeprefix("id,title\n").rstrip("\n")


def test_a_file_cut_inside_a_quotation_says_so() -> None:
    records, problems = read('id,title\na,Soils\nb,"Pea')
    assert [record.id for record in records] == ["a"]
    assert [(problem.code, problem.place.line, problem.text) for problem in problems] == [
        ("E105", 3, 'b,"Pea')
    ]


def test_very_long_cells_are_read() -> None:
    abstract = "soil " * 100_000
    [record], _ = read(f'id,title,abstract\na,T,"{abstract}"\n')
    assert len(record.fields["abstract"]) == len(abstract.strip())


def test_values_with_commas_quotes_and_line_breaks_come_back() -> None:
    record = Record(id="a", fields={"title": 'A, "B"\nC', "abstract": "x;y\tz"})
    text, losses = write(record)
    assert not losses
    assert '"A, ""B""\nC"' in text
    assert read(text)[0][0].fields == record.fields


PIECES = [
    "Lal, R.", "Lal, Rattan", "Lal, Rattan K.", "Le Noë, J.-P.", "van Dyk, J. P.", "SIX, J P", "Six, JP", "Six, J.P.",
    "Bank, Maria", "World Bank, A.", "Lal, Jr", "O'Neil, A", "E.V., B.", "Mårtensson, Å", "FAO", "Rattan Lal", "Lal, R",
    "García Paz, Ana", "Institut, E. V.", "Doe, Jos.", "others", "et al.", "al", "Lal, II", "Ou, Yang and", "李, 明",
]  # fmt: skip


@pytest.mark.parametrize("first", PIECES)
@pytest.mark.parametrize("second", PIECES)
def test_the_short_way_through_a_plain_list_gives_what_the_long_one_gives(first: str, second: str) -> None:
    for pieces in ([first, second], [second, first, "Koch, A. B."], ["Koch, A. B.", first, second]):
        text = " and ".join(pieces)
        assert read_list(text) == parse_names(text)


GERMAN = {"Autor": "author", "Jahr": "year", "Titel": "title", "Zeitschrift": "journal"}


def test_columns_of_any_name_are_read_as_what_they_are_said_to_be() -> None:
    text = "autor;Jahr;Titel;Zeitschrift;Signatur;title\nLal, R.;2004;Soils;Geoderma;X1;other\n"
    [record] = loads(text, "csv", columns=GERMAN).records
    assert (record.authors, record.year, record.title) == ((Name("Lal", "R."),), 2004, "Soils")
    assert record.fields["container-title"] == "Geoderma"
    assert record.extra["csv"] == {"Signatur": "X1", "title": "other"}


def test_columns_are_written_under_the_names_given_and_read_back() -> None:
    record = Record(
        id="a", type="article-journal", names={"author": (Name("Lal", "R."),)},
        dates={"issued": Date((2004,))}, fields={"title": "Soils", "container-title": "Geoderma"},
    )  # fmt: skip
    writing = dumps([record], "csv", columns=GERMAN)
    assert writing.text.startswith("id,type,Titel,Autor,Jahr,Zeitschrift,volume,")
    assert not writing.losses
    [again] = loads(writing.text, "csv", columns=GERMAN).records
    assert (again.authors, again.year, again.fields) == (record.authors, 2004, record.fields)


def test_a_column_can_be_kept_as_it_is() -> None:
    [record] = loads("title,author,source\nSoils,Lal,Scopus\n", "csv", columns={"source": ""}).records
    assert record.extra["csv"] == {"source": "Scopus"}


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    [problem] = loads("Titel,author\nSoils,Lal\n", "csv", columns={"Autor": "author"}).problems
    assert problem.message == "the header has no column 'autor'; it has Titel, author"


@pytest.mark.parametrize(("field", "hint"), [("authr", "; did you mean 'author'?"), ("qqq", "")])
def test_an_unknown_field_is_refused_before_anything_is_read(field: str, hint: str) -> None:
    with pytest.raises(FormatError) as refused:
        loads("Titel,author\nSoils,Lal\n", "csv", columns={"Autor": field})
    assert str(refused.value) == f"column 'Autor': unknown field {field!r}{hint}"


def test_other_formats_have_no_columns() -> None:
    with pytest.raises(FormatError, match="ris has no option 'columns' of reading"):
        loads("TY  - JOUR\nTI  - A\nER  -\n", "ris", columns=GERMAN)


@pytest.mark.parametrize(
    ("header", "variables"),
    [
        (
            "Title,Authors,Published Year,Journal,Covidence #",
            ("title", "author", "issued", "container-title", ""),
        ),
        (
            "Item Title,Book Series Title,Journal Volume,Item DOI",
            ("title", "collection-title", "volume", "DOI"),
        ),
        ("Title,Date Published,Pagination,Series Number", ("title", "issued", "page", "collection-number")),
        ("title,biblio.volume,biblio.first_page", ("title", "volume", "page-start")),
        ("Title,Issue,Art. No.", ("title", "issue", "number")),
    ],
)
def test_columns_of_screening_tools_and_publishers_are_known(header: str, variables: tuple[str, ...]) -> None:
    assert tuple(column.variable for column in read_header(header.split(","))) == variables


def test_the_tab_delimited_file_of_the_web_of_science_has_its_tags_as_columns() -> None:
    rows = [
        ("PT", "AU", "AF", "TI", "SO", "DT", "PY", "VL", "IS", "BP", "EP", "DI", "SN", "UT"),
        ("J", "Lal, R", "Lal, Rattan; Doe, Jane", "Soils", "GEODERMA", "Article", "2004", "12", "1", "1", "22",
         "10.1000/x", "0016-7061", "WOS:1"),
    ]  # fmt: skip
    [record] = loads("\n".join("\t".join(row) for row in rows)).records
    assert (record.type, record.year) == ("article-journal", 2004)
    assert record.authors == (Name("Lal", "Rattan"), Name("Doe", "Jane"))
    assert record.fields["page"] == "1-22"
    assert record.extra["csv"]["UT"] == "WOS:1"


def test_authors_may_be_parted_by_bars() -> None:
    [record] = loads("title,author,year\nSoils,Rattan Lal|Jane Doe,2004\n", "csv").records
    assert [name.family for name in record.authors] == ["Lal", "Doe"]


def test_scopus_has_full_names_and_conferences_in_columns_of_their_own() -> None:
    head = "Authors,Author full names,Title,Conference name,Conference date,Conference location\n"
    row = '"Lal R.; Roe A.","Lal, Rattan (12345678); Roe, Ann (23456789)",A,Soil Days,'
    row += "3 June 2010 through 5 June 2010,Rome\n"
    [record] = loads(head + row, "csv").records
    assert record.authors == (Name("Lal", "Rattan"), Name("Roe", "Ann"))
    assert record.extra["csv"]["Authors"] == "Lal R.; Roe A."
    assert (record.fields["event-title"], record.fields["event-place"]) == ("Soil Days", "Rome")
    assert (record.dates["event-date"].start, record.dates["event-date"].end) == ((2010, 6, 3), (2010, 6, 5))


def test_text_before_the_header_is_set_aside() -> None:
    text = '"About the data: Exported, all of it"\nTitle,Authors,PubYear\nClay,"Noe, Anna",2017\n'
    reading = loads(text, "csv")
    [record] = reading.records
    assert (record.title, record.year) == ("Clay", 2017)
    assert [(p.code, p.severity, p.text) for p in reading.problems] == [
        ("W205", "info", "About the data: Exported, all of it")
    ]


def test_the_header_of_a_joined_file_is_no_record() -> None:
    records, problems = read("title,year\nBogs,2001\ntitle,year\nMoors,2002\n")
    assert [record.title for record in records] == ["Bogs", "Moors"]
    assert [(problem.code, problem.place.line, problem.text) for problem in problems] == [
        ("W205", 3, "title, year")
    ]
