"""Formats told by their content, whatever the file is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from soilbib.errors import FormatError, InputError
from soilbib.formats import read, sniff_format

SAMPLES: list[tuple[str, str]] = [
    ("csljson", '[{"id": "a", "type": "book"}]'),
    ("csljson", '[\n  {\n    "id": "a"\n  }\n]\n'),
    ("csljson", "[]\n"),
    ("csljson", '{"items": [{"id": "a"}]}'),
    ("csljson", '{\n  "id": "a",\n  "type": "book"\n}'),
    ("csljson", '\ufeff[{"id": "a", "title": "cut off he'),
    ("jsonl", '{"id": "a"}\n{"id": "b"}\n'),
    ("ris", "TY  - JOUR\nTI  - Soils\nER  - \n"),
    ("ris", "\ufeffTY - JOUR\nTI - Soils\nER -\n"),
    ("ris", "Record #1 of 4\nProvider: X\n\nTY  -  JOUR\nTI  -  Soils\nER  -\n"),
    ("ris", "1.\nTY  - JOUR\nID  - 42\nER  - \n"),
    ("bibtex", "@article{a,\n  title = {Soils},\n  author = {Lal, R.},\n  year = 2004\n}\n"),
    ("bibtex", "% a comment\n\n@BOOK{a, title = \"Soils\"}\n"),
    ("biblatex", "@article{a,\n  title = {Soils},\n  journaltitle = {Geoderma},\n  date = {2004-06}\n}\n"),
    ("csv", "id,title,author,year\na,Soils,\"Lal, R.\",2004\n"),
    ("csv", "Title;Authors;Year;DOI\nSoils;Lal;2004;10.1000/x\n"),
    ("tsv", "id\ttitle\tyear\na\tSoils\t2004\n"),
    ("listing", "“Soils and carbon” – 2004 – R. Lal\n\n“Peat” – 2010 – J. Six, A. Doe\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), SAMPLES)
@pytest.mark.parametrize(
    "path", ["", "file", "file.json", "file.bib", "file.ris", "file.csv", "file.txt", "file.xyz"]
)
def test_the_content_counts_more_than_the_name(name: str, text: str, path: str) -> None:
    assert sniff_format(text, path).name == name


def test_a_line_longer_than_what_is_looked_at_can_be_json_lines() -> None:
    assert sniff_format('{"id": "a", "abstract": "' + "soil " * 10_000 + '"}\n').name == "jsonl"


@pytest.mark.parametrize(
    "text",
    [
        "Dear colleague,\n\nthank you for the paper. I shall read it soon.\n",
        "<?xml version=\"1.0\"?>\n<records><record/></records>\n",
        "<!DOCTYPE html>\n<html><body>id, title, author, year</body></html>\n",
        "import os\nprint(os.name)\n",
        "a,b,c\n1,2,3\n",
        "[section]\nkey = value\n",
        "12345",
    ],
)  # fmt: skip
def test_what_is_no_bibliography_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match="cannot be told"):
        sniff_format(text, "file.xyz")


def test_a_table_of_unknown_columns_is_a_table_and_no_listing() -> None:
    table = "Autor;Jahr;Titel\nLal, R.;2004;Soil carbon sequestration impacts on climate change\n"
    assert sniff_format(table, "liste.csv").name == "csv"


def test_xml_of_another_kind_is_refused_with_the_formats_that_are_xml() -> None:
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Soils</title></feed>'
    with pytest.raises(FormatError, match=r"cannot be told .* \(known: endnotexml,.* dc\)"):
        sniff_format(feed, "feed.xml")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n\x00\x01\x02", b"PK\x03\x04\x00\x00", bytes(range(256))])
def test_binary_files_are_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "library.ris"
    path.write_bytes(data)
    with pytest.raises(InputError, match="not a text file"):
        read(path)


def test_the_name_decides_where_the_content_does_not() -> None:
    assert sniff_format("no record in here", "file.ris").name == "ris"


@pytest.mark.parametrize("folder", ["ris", "csv", "csljson"])
def test_fixtures_are_known_by_their_content(folder: str) -> None:
    for path in (Path(__file__).parent.parent / "fixtures" / folder).iterdir():
        if path.suffix in (".ris", ".csv", ".json"):
            assert sniff_format(path.read_text(encoding="utf-8")).name == folder, path.name


def test_shared_ris_files_are_known_by_their_content(shared: Path) -> None:
    for path in (shared / "data/import/wild/ris").glob("*.ris"):
        assert sniff_format(path.read_text(encoding="utf-8", errors="replace")).name == "ris", path.name
