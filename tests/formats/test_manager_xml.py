"""What EndNote's XML and Word's sources say in fields whose meaning hangs on the type."""

from __future__ import annotations

import pytest

from soilbib.errors import Loss
from soilbib.formats import dumps, loads
from soilbib.model import Name, Record


def losses(record: Record, name: str) -> tuple[Loss, ...]:
    return dumps([record], name).losses


ENDNOTE = '<xml><records><record><ref-type name="{}"/>{}</record></records></xml>'


@pytest.mark.parametrize(
    ("name", "inner", "fields"),
    [
        ("Patent", "<number>App 1</number><isbn>US1234567</isbn>", {"number": "US1234567"}),
        ("Patent", "<number>US1234567</number>", {"number": "US1234567"}),
        ("Journal Article", "<edition>2</edition>", {"edition": "2"}),
        ("Newspaper Article", "<pages>12</pages><section>B</section>", {"page": "12", "section": "B"}),
        ("Thesis", "<volume>Ph.D.</volume>", {"genre": "Ph.D."}),
        ("Conference Proceedings", "<titles><tertiary-title>C</tertiary-title></titles>", {"collection-title": "C"}),
        ("Book", '<titles><title>On <style font="Symbol">b</style>-soils</title></titles>', {"title": "On β-soils"}),
    ],
)  # fmt: skip
def test_endnotes_fields_mean_what_its_type_makes_of_them(
    name: str, inner: str, fields: dict[str, str]
) -> None:
    [record] = loads(ENDNOTE.format(name, inner), "endnotexml").records
    assert record.fields == fields
    assert not losses(record, "endnotexml")


@pytest.mark.parametrize(
    ("name", "people", "variable"),
    [
        ("Edited Book", "authors", "editor"),
        ("Book", "authors", "author"),
        ("Thesis", "tertiary-authors", "contributor"),
        ("Report", "secondary-authors", "collection-editor"),
    ],
)
def test_endnotes_people_do_what_its_type_makes_them_do(name: str, people: str, variable: str) -> None:
    inner = f"<contributors><{people}><author>Roe, Ann</author></{people}></contributors>"
    [record] = loads(ENDNOTE.format(name, inner), "endnotexml").records
    assert record.names == {variable: (Name("Roe", "Ann"),)}
    text = dumps([record], "endnotexml").text
    assert f'name="{name}"' in text
    assert f"<{people}>" in text


def test_the_dates_that_endnote_has_in_other_fields_are_read() -> None:
    [page] = loads(
        ENDNOTE.format("Web Page", "<source-app/><volume>2020</volume><number>June 1</number>"), "endnotexml"
    ).records
    assert (page.dates["accessed"].start, page.fields) == ((2020, 6, 1), {})
    article = ENDNOTE.format("Journal Article", "<edition>2004/01/05</edition>")
    [early] = loads(article, "endnotexml").records
    assert early.dates["available-date"].start == (2004, 1, 5)
    assert not losses(early, "endnotexml")


WORD = '<Sources xmlns="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><Source>{}</Source></Sources>'


@pytest.mark.parametrize(
    ("inner", "fields"),
    [
        ("<LCID>1031</LCID>", {"language": "de-DE"}),
        ("<LCID>es-MX</LCID>", {"language": "es-MX"}),
        ("<LCID>0</LCID>", {}),
        ("<Department>Soil Science</Department>", {"publisher": "Soil Science"}),
        ("<City>Cambridge</City><StateProvince>MA</StateProvince>", {"publisher-place": "Cambridge, MA"}),
        ("<CountryRegion>Kenya</CountryRegion>", {"publisher-place": "Kenya"}),
        ("<StandardNumber>978-3-527-32129-2</StandardNumber>", {"ISBN": "978-3-527-32129-2"}),
        ("<StandardNumber> ISBN: 978-3-527-32129-2 ISSN: 0016-7061</StandardNumber>",
         {"ISBN": "978-3-527-32129-2", "ISSN": "0016-7061"}),
        ("<DOI>10.1000/182</DOI><StandardNumber> DOI: 10.1000/182</StandardNumber>", {"DOI": "10.1000/182"}),
        ("<StandardNumber>:LCCN:0937-6429</StandardNumber>", {}),
    ],
)  # fmt: skip
def test_places_numbers_and_languages_of_words_sources_come_back(inner: str, fields: dict[str, str]) -> None:
    [record] = loads(WORD.format(inner), "wordxml").records
    assert record.fields == fields
    writing = dumps([record], "wordxml")
    assert not writing.losses
    assert loads(writing.text, "wordxml").records[0].fields == fields


def test_a_place_that_was_changed_gives_up_state_and_country_in_words_sources() -> None:
    [record] = loads(WORD.format("<City>Rome</City><CountryRegion>Italy</CountryRegion>"), "wordxml").records
    text = dumps([record.replace(fields={"publisher-place": "Oslo"})], "wordxml").text
    assert "Italy" not in text
    assert loads(text, "wordxml").records[0].fields == {"publisher-place": "Oslo"}


@pytest.mark.parametrize(
    ("source", "entry", "csl_type"),
    [("Report", "phdthesis", "thesis"), ("Book", "phdthesis", "book"), ("Book", "booklet", "pamphlet")],
)
def test_jabrefs_entry_type_tells_apart_what_is_one_type_to_word(
    source: str, entry: str, csl_type: str
) -> None:
    text = WORD.format(f"<SourceType>{source}</SourceType><BIBTEX_Entry>{entry}</BIBTEX_Entry>")
    assert loads(text, "wordxml").records[0].type == csl_type
