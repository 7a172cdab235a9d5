"""What every record goes through when it is read: identifiers, NFC, and texts that were garbled before."""

from __future__ import annotations

import unicodedata

import pytest

from soilbib.errors import Problem
from soilbib.formats import dumps, loads, update
from soilbib.formats.checking import checked
from soilbib.model import Name, Record, Source


def check(record: Record, nfc: bool = True) -> tuple[Record, list[Problem]]:
    *problems, last = checked([record], nfc)
    assert isinstance(last, Record)
    return last, [problem for problem in problems if isinstance(problem, Problem)]


@pytest.mark.parametrize(
    ("variable", "written", "value"),
    [
        ("DOI", "https://doi.org/10.1000/AbC", "10.1000/AbC"),
        ("DOI", "DOI: 10.1000/AbC.", "10.1000/AbC"),
        ("DOI", "http://dx.doi.org/10.1016/S0140-6736(05)12345-6", "10.1016/S0140-6736(05)12345-6"),
        ("DOI", "10.1002/(SICI)1:2&lt;3::AID&gt;4.0.CO;2-O", "10.1002/(SICI)1:2<3::AID>4.0.CO;2-O"),
        ("DOI", "10.1002/%28SICI%291:2%3C3::AID%3E4.0.CO;2-O", "10.1002/(SICI)1:2<3::AID>4.0.CO;2-O"),
        ("ISBN", "ISBN: 978-3-16-148410-0", "978-3-16-148410-0"),
        ("ISBN", "ISBN-13: 9783161484100", "9783161484100"),
        ("ISBN", "978-3-16-148410-0 0471117099", "978-3-16-148410-0, 0471117099"),
        ("ISSN", "0016-7061 (Print) 1351-0754 (Electronic)", "0016-7061, 1351-0754"),
        ("ISSN", "ISSN-L 0016-7061", "0016-7061"),
        ("ISSN", "eISSN 0016-7061; 1351-0754", "0016-7061, 1351-0754"),
        ("ISBN", "ISBN-10 0471117099", "0471117099"),
        ("ISBN", "ISBN 13 978-3-16-148410-0", "978-3-16-148410-0"),
        ("ISSN", "EISSN-0016-7061", "0016-7061"),
        ("page", "pp. 12 – 18", "12-18"),
        ("page", "S. 12--18", "12-18"),
        ("page", "S12-S18, iv", "S12-S18, iv"),
        ("page", "pp.xii-xv", "xii-xv"),
        ("page", "Paper 12", "Paper 12"),
        ("publisher", "Meadow & Söhne,", "Meadow & Söhne"),
        ("publisher-place", "London :", "London"),
        ("PMID", "PMID: 15192216", "15192216"),
        ("PMID", "https://pubmed.ncbi.nlm.nih.gov/15192216/", "15192216"),
        ("PMCID", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC4756000/", "PMC4756000"),
    ],
)
def test_an_identifier_in_any_spelling_is_read_in_one(variable: str, written: str, value: str) -> None:
    record, problems = check(Record(fields={variable: written}))
    assert record.fields == {variable: value}
    assert not problems


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ISSN", "0016-7062"),
        ("ISBN", "978-3-16-148410-1"),
        ("DOI", "doi of it"),
        ("PMID", "none"),
        ("ISSN", "12"),
    ],
)
def test_an_identifier_that_fails_its_check_is_kept_and_named(variable: str, value: str) -> None:
    record, [problem] = check(Record(fields={"title": "A", variable: value}))
    assert record.fields[variable] == value
    assert (problem.code, problem.severity) == ("W209", "warning")
    assert problem.message == f"{variable} {value!r} is not valid; it is kept"


def test_of_several_numbers_only_the_wrong_one_is_named() -> None:
    _, [problem] = check(Record(fields={"ISSN": "0016-7061, 1351-0755"}))
    assert problem.text == "1351-0755"


def test_what_stands_beside_an_isbn_stays() -> None:
    record, problems = check(Record(fields={"ISBN": "0-471-11709-9 (hardback)"}))
    assert record.fields["ISBN"] == "0-471-11709-9 (hardback)"
    assert not problems


@pytest.mark.parametrize(
    "text", ["BÃ¶den im Klimawandel", "donâ€™t till", "Â© 2004", "Guant\x91namo", "B\ufffdden", "ÃƒÂ©tude"]
)
def test_a_text_that_was_decoded_wrongly_is_named_and_not_guessed(text: str) -> None:
    record, [problem] = check(Record(fields={"title": text}))
    assert record.title == text
    assert (problem.code, problem.message) == ("W212", "title seems to be decoded wrongly; it is kept")
    _, [problem] = check(Record(names={"author": (Name(text, "R."),)}))
    assert problem.code == "W212"


@pytest.mark.parametrize(
    "text", ["SÃO PAULO", "naïve\u00a0Böden — “土壤”", "Â ce", "10\u2009%", "Ação", "почва"]
)
def test_what_only_looks_strange_is_not_named(text: str) -> None:
    assert check(Record(fields={"title": text}, names={"author": (Name(text),)}))[1] == []


def test_entities_that_were_escaped_twice_are_named() -> None:
    record, [problem] = check(Record(fields={"title": "Soil &amp;lt;i&amp;gt; R&amp;D"}))
    assert (problem.code, problem.message) == ("W212", "title seems to be escaped twice; it is kept")
    assert record.title == "Soil &amp;lt;i&amp;gt; R&amp;D"


MATH = '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:msub><mml:mi>CO</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math>'


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("<em>Eisenia</em> &amp; CO<inf>2</inf>, p<0.05", "<i>Eisenia</i> & CO<sub>2</sub>, p<0.05"),
        (f"Fate of {MATH} in soils", "Fate of CO<sub>2</sub> in soils"),
        ("<jats:p>One <jats:bold>two</jats:bold></jats:p><jats:p>three</jats:p>", "One <b>two</b> three"),
        ("a <math><msup>x</math> b", "a x b"),
        ("<i>Eisenia</i> and a <b and c> of R&amp;D", "<i>Eisenia</i> and a <b and c> of R&D"),
        ("R&D, p &lt; 0.05 &hellip; &unknown;", "R&D, p < 0.05 … &unknown;"),
    ],
)
def test_publishers_tags_in_a_plain_text_are_read_as_markup(written: str, value: str) -> None:
    [record] = loads(f"TY  - JOUR\nTI  - Soils\nAB  - {written}\nER  -\n", "ris").records
    assert record.fields["abstract"] == value
    assert not dumps([record], "ris").losses


def test_accents_are_composed_in_every_part() -> None:
    name = Name("Mu\u0308ller", "Rene\u0301", literal="")
    record, problems = check(Record(fields={"title": "Bo\u0308den"}, names={"author": (name,)}))
    assert (record.title, record.authors) == ("Böden", (Name("Müller", "René"),))
    assert not problems


def test_every_format_that_is_not_updated_in_place_is_read_in_nfc() -> None:
    text = "TY  - JOUR\nTI  - Bo\u0308den\nAU  - Mu\u0308ller, R.\nER  -\n"
    [record] = loads(text, "ris").records
    assert unicodedata.is_normalized("NFC", record.title + record.authors[0].family)


def test_a_bib_file_keeps_its_decomposed_accents_when_it_is_updated() -> None:
    text = "@book{a,\n  title = {Bo\u0308den},\n  year = 2004,\n}\n"
    [record] = loads(text, "bibtex").records
    changed = record.replace(fields={**record.fields, "volume": "3"})
    assert "Bo\u0308den" in update(text.encode(), [changed], "bibtex").text


def test_a_bib_file_keeps_the_spellings_of_its_identifiers_when_it_is_updated() -> None:
    text = (
        "@book{a,\n  title = {A},\n  doi = {https://doi.org/10.1000/AbC.},\n"
        "  isbn = {ISBN 978-3-16-148410-0},\n pmid={PMID: 123},\n  year = 2004,\n}\n"
    )
    [record] = loads(text, "bibtex").records
    assert (record.fields["DOI"], record.fields["PMID"]) == ("10.1000/AbC", "123")
    assert update(text.encode(), [record], "bibtex").text == text
    changed = record.replace(fields={**record.fields, "title": "B"})
    assert update(text.encode(), [changed], "bibtex").text == text.replace("{A}", "{B}")


def test_the_place_of_a_warning_is_that_of_the_record() -> None:
    reading = loads("TY  - JOUR\nTI  - A\nSN  - 0016-7062\nER  -\n", "ris", path="a.ris")
    assert [str(problem) for problem in reading.problems] == [
        "a.ris:1: W209 ISSN '0016-7062' is not valid; it is kept"
    ]
    assert "SN  - 0016-7062" in dumps(reading.records, "ris").text


@pytest.mark.parametrize(
    ("format_name", "doi"),
    [("ris", "10.1000/x(1)"), ("enw", "10.1000/x(1)"), ("csljson", None), ("bibtex", None)],
)
def test_a_doi_that_an_export_gives_as_an_address_only_is_one(format_name: str, doi: str | None) -> None:
    record = Record(fields={"URL": "https://doi.org/10.1000/x(1)"}, source=Source(format=format_name))
    [found] = [item for item in checked([record]) if isinstance(item, Record)]
    assert found.fields.get("DOI") == doi
    assert found.fields["URL"] == "https://doi.org/10.1000/x(1)"
    assert found.source.fields == ({"DOI": "URL"} if doi else {})


@pytest.mark.parametrize(
    "url", ["https://example.org/10.1000/x", "https://doi.org/", "see https://doi.org/10.1000/x"]
)
def test_other_addresses_are_no_dois(url: str) -> None:
    record, _ = check(Record(fields={"URL": url}, source=Source(format="ris")))
    assert "DOI" not in record.fields
