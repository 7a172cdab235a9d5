"""What databases, journals and catalogues write in their own way, read as what they mean."""

from __future__ import annotations

from typing import Any

import pytest

from soilbib.errors import Problem
from soilbib.formats import FORMATS, dumps, loads
from soilbib.model import Name, Record

CASES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "EBSCO has the DOI in a note, the suffix behind the family name, and no pages": (
        "ris",
        (
            "TY  - JOUR\nAU  - Meadow Jr., Ada B.\nJF  - Loam Letters\nSP  - N.PAG\nEP  - N.PAG\n"
            "N1  - Accession Number: 12; Source Info: Sep2021; DOI: 10.1234/ll.2021.5\nER  - \n"
        ),
        {
            "DOI": "10.1234/ll.2021.5", "page": "",
            "author": [Name("Meadow", "Ada B.", suffix="Jr.")],
        },
    ),
    "Scopus has both kinds of numbers in one line": (
        "ris",
        "TY  - CHAP\nTI  - Peat\nSN  - 00167061 (ISSN); 978-316148410-0 (ISBN)\nER  - \n",
        {"ISSN": "00167061", "ISBN": "978-316148410-0"},
    ),
    "ERIC labels the electronic number": (
        "ris", "TY  - JOUR\nTI  - Peat\nSN  - EISSN-1351-0754\nER  - \n", {"ISSN": "1351-0754"},
    ),
    "WorldCat leaves the marks of the catalogue card": (
        "ris",
        "TY  - BOOK\nTI  - Peat\nCY  - Uppsala :\nPB  - Meadow,\nSN  - 9783161484100  3161484100\nER  - \n",
        {"publisher-place": "Uppsala", "publisher": "Meadow", "ISBN": "9783161484100, 3161484100"},
    ),
    "PubMed's names have no comma": (
        "ris", "TY  - JOUR\nTI  - Peat\nAU  - van der Aa PC\nAU  - Peat Club UK\nER  - \n",
        {"author": [Name("van der Aa", "PC"), Name(literal="Peat Club UK")]},
    ),
    "in Japanese the family name comes first": (
        "ris", "TY  - JOUR\nTI  - Peat\nAU  - 鈴木 花子\nAU  - 山田太郎\nER  - \n",
        {"author": [Name("鈴木", "花子"), Name(literal="山田太郎")]},
    ),
    "Ovid has the journal's name in the tag of its short one": (
        "ris", "TY  - JOUR\nTI  - Peat\nJA  - Loam Letters\nER  - \n", {"container-title": "Loam Letters"},
    ),
    "a spelling of the MDPI's": ("ris", "TY  - EJOU\nTI  - Peat\nER  - \n", {"type": "article-journal"}),
    "catalogues have each number in a field of its own, and abbreviations at the end": (
        "marcxml",
        (
            "<record><leader>00000nam a2200000 a 4500</leader>"
            + "".join(
                f'<datafield tag="{tag}" ind1=" " ind2=" "><subfield code="{code}">{text}</subfield></datafield>'
                for tag, code, text in (
                    ("020", "a", "9783161484100"), ("020", "a", "3161484100 (pbk.)"), ("250", "a", "16. Aufl."),
                    ("264", "b", "Meadow Acad. Verl."), ("500", "a", "Peat."),
                )
            )
            + "</record>"
        ),
        {"ISBN": "9783161484100, 3161484100", "edition": "16. Aufl.", "publisher": "Meadow Acad. Verl."},
    ),
    "pages have a label": ("ris", "TY  - JOUR\nTI  - Peat\nSP  - pp. 12 – 18\nER  - \n", {"page": "12-18"}),
    "Ovid gives months as numbers and labels the electronic number": (
        "ovid",
        "<1>\nTitle\n  Peat.\nSource\n  Loam Letters. 13(6):e0007445, 2019 06.\nISSN Electronic\n  1351-0754\n",
        {"issued": "2019-06", "page": "e0007445", "volume": "13", "issue": "6", "ISSN": "1351-0754"},
    ),
    "EndNote has two numbers in one element, and PubMed's long title where the short one belongs": (
        "endnotexml",
        (
            '<xml><records><record><ref-type name="Journal Article">17</ref-type><titles><title>Peat</title>'
            "<secondary-title>Loam Lett</secondary-title><alt-title>Loam letters of the north</alt-title></titles>"
            "<isbn>0016-7061&#xD;1351-0754</isbn></record></records></xml>"
        ),
        {
            "ISSN": "0016-7061, 1351-0754", "container-title": "Loam letters of the north",
            "container-title-short": "Loam Lett",
        },
    ),
    "MathSciNet has the full name of the journal beside": (
        "bibtex", "@article{a, title={Peat}, journal={Loam Lett.}, fjournal={Loam Letters}}",
        {"container-title": "Loam Letters", "container-title-short": "Loam Lett."},
    ),
    "the ADS writes a macro for the journal": (
        "bibtex", "@article{a, title={Peat}, journal={\\jgr}}",
        {"container-title": "Journal of Geophysical Research"},
    ),
    "Scopus has a field of its own for the short name of the journal": (
        "bibtex", "@article{a, title={Peat}, journal={Loam Letters}, abbrev_source_title={Loam Lett.}}",
        {"container-title-short": "Loam Lett."},
    ),
    "a conference has its days in the month": (
        "bibtex", "@inproceedings{a, title={Peat}, year=2001, month={June 28--July 2}}",
        {"issued": "2001-06-28/2001-07-02"},
    ),
    "Better BibTeX balances a lone brace": (
        "bibtex", "@article{a, title={Peat \\{\\vphantom\\}x\\vphantom\\{\\} y}}", {"title": "Peat {x} y"},
    ),
    "Crossref's CSL-JSON has its own types and lists of numbers": (
        "csljson",
        '[{"type": "journal-article", "title": ["Peat"], "ISSN": ["0016-7061", "1351-0754"], "issued": "2011-02"}]',
        {"type": "article-journal", "title": "Peat", "ISSN": "0016-7061, 1351-0754", "issued": "2011-02"},
    ),
    "a spreadsheet has its columns in German": (
        "csv", "Titel;Verfasser;Jahr;Zeitschrift;Band;Seiten\nMoor; Aa, B.;2001;Bodenbriefe;3;S. 1-9\n",
        {
            "title": "Moor", "author": [Name("Aa", "B.")], "issued": "2001", "container-title": "Bodenbriefe",
            "volume": "3", "page": "1-9",
        },
    ),
    "the Web of Science has the day in a column beside the year": (
        "tsv", "PT\tAU\tAF\tTI\tSO\tPD\tPY\nJ\tAa, B\tAa, Bo\tPeat\tLOAM\tOCT 15\t2018\n", {"issued": "2018-10-15"},
    ),
    "names stand in a row with commas": (
        "bibtex", "@misc{a, title={Peat}, author={A. Meadow, B. C. Aa, and D. Moor}}",
        {"author": [Name("Meadow", "A."), Name("Aa", "B. C."), Name("Moor", "D.")]},
    ),
    "names stand in pairs with commas": (
        "ris", "TY  - JOUR\nTI  - Peat\nAU  - Meadow, A., Aa, B.-C.\nAU  - Moor, D., Jr.\nER  - \n",
        {"author": [Name("Meadow", "A."), Name("Aa", "B.-C."), Name("Moor", "D.", suffix="Jr.")]},
    ),
    "names stand in pairs with commas before the last": (
        "bibtex", "@misc{a, title={Peat}, author={Meadow, A., Aa, B. and Moor, D.}}",
        {"author": [Name("Meadow", "A."), Name("Aa", "B."), Name("Moor", "D.")]},
    ),
    "MODS says how many volumes there are": (
        "mods",
        (
            "<mods><titleInfo><title>Peat</title></titleInfo>"
            '<part><extent unit="volumes"><total>3</total></extent></part></mods>'
        ),
        {"number-of-volumes": "3", "extra": {}},
    ),
    "names stand in a line with semicolons": (
        "enw", "%0 Journal Article\n%T Peat\n%A 李四;Aa, B.;\n", {"author": [Name(literal="李四"), Name("Aa", "B.")]},
    ),
    "Zotero's tables have its own names of types": (
        "csv", "Key,Item Type,Title\na,letter,Peat\n", {"type": "personal_communication"},
    ),
    "RefWorks has a blank in a type": ("refworks", "RT Video/ DVD\nT1 Peat\n", {"type": "motion_picture"}),
    "EndNote has types that came later": (
        "endnotexml",
        '<xml><records><record><ref-type name="Television Episode">0</ref-type></record></records></xml>',
        {"type": "motion_picture"},
    ),
    "Crossref's BibTeX has entities": (
        "bibtex", "@article{a, title={Peat &#8211; a review}, journal={Bogs &amp; Fens}}",
        {"title": "Peat – a review", "container-title": "Bogs & Fens"},
    ),
    "Europe PMC's MEDLINE has entities, and the short name of the journal only": (
        "nbib", "PMID- 1\nTI  - Peat &amp; CO<sub>2</sub>\nTA  - Bogs Fens\nDP  - 2007 Jul 1\n",
        {"title": "Peat & CO<sub>2</sub>", "container-title": "Bogs Fens"},
    ),
    "journals run with OJS have a source in each language, and their numbers behind": (
        "dc",
        (
            '<dc xmlns="http://purl.org/dc/elements/1.1/"><title>Turba</title>'
            "<source>Bogs; v. 5 n. 1 (2018); 12-18</source>"
            "<source>Turberas; Vol. 5 Núm. 1 (2018); 12-18</source>"
            "<source>0016-7061</source><source>1351-0754</source></dc>"
        ),
        {"container-title": "Bogs", "volume": "5", "issue": "1", "page": "12-18", "ISSN": "0016-7061, 1351-0754"},
    ),
    "SciELO has numbers behind the journal, and the DOI among the relations": (
        "dc",
        (
            '<dc xmlns="http://purl.org/dc/elements/1.1/"><title>Turfa</title>'
            "<source>Revista de Turfa v.34 n.1 2010</source>"
            "<relation>10.1000/turfa.34.1</relation></dc>"
        ),
        {"container-title": "Revista de Turfa", "volume": "34", "issue": "1", "DOI": "10.1000/turfa.34.1"},
    ),
    "Brazil's repositories cite as ABNT has it": (
        "dc",
        (
            '<dc xmlns="http://purl.org/dc/elements/1.1/"><title>Turfa</title>'
            "<source>Revista de Turfa, v. 3, n. 2, p. 12-18, 2015.</source></dc>"
        ),
        {"container-title": "Revista de Turfa", "volume": "3", "issue": "2", "page": "12-18"},
    ),
    "repositories cite with the issue in brackets": (
        "dc",
        (
            '<dc xmlns="http://purl.org/dc/elements/1.1/"><title>Peat</title>'
            "<source>Bogs and Fens 3 (2), 12-18 (2015)</source></dc>"
        ),
        {"container-title": "Bogs and Fens", "volume": "3", "issue": "2", "page": "12-18"},
    ),
    "catalogues have parallel titles and the word for a scale": (
        "marcxml",
        (
            '<record><leader>00000nem a2200000 a 4500</leader><datafield tag="245" ind1="1" ind2="0">'
            '<subfield code="a">Bogs =</subfield><subfield code="b">Moore /</subfield></datafield>'
            '<datafield tag="255" ind1=" " ind2=" "><subfield code="a">Scale 1:50,000.</subfield></datafield></record>'
        ),
        {"title": "Bogs = Moore", "scale": "1:50,000", "type": "map"},
    ),
    "Rayyan has month and day in columns": (
        "csv", "title,year,month,day,journal\nPeat,2019,3,15,Bogs\n", {"issued": "2019-03-15", "extra": {}},
    ),
    "Covidence has the month as a word": (
        "csv", "Title,Authors,Published Year,Published Month,Journal\nPeat,\"Roe, A.\",2019,Mar,Bogs\n",
        {"issued": "2019-03", "extra": {}},
    ),
    "a month that is none stays": (
        "csv", "title,year,month\nPeat,2019,13\n", {"issued": "2019", "extra": {"csv": {"month": "13"}}},
    ),
    "IEEE Xplore says behind the document's identifier what it is": (
        "csv", "Document Title,Publication Title,Year,Document Identifier\nPeat,Bogs,2019,IEEE Conferences\n",
        {"type": "paper-conference"},
    ),
    "Springer has nothing between names": (
        "csv", "Item Title,Authors,Publication Year\nPeat,Ann RoeEva B. McDonaldJan van Dyk,2019\n",
        {"author": [Name("Roe", "Ann"), Name("McDonald", "Eva B."), Name("van Dyk", "Jan")]},
    ),
    "Russian exports have names without a comma": (
        "ris", "TY  - JOUR\nTI  - Торф\nA1  - Петрова А.Б.\nER  - \n", {"author": [Name("Петрова", "А.Б.")]},
    ),
    "Ovid says of a record that it is MEDLINE's": (
        "ovid", "<1>\nUnique Identifier\n  99234567\nTitle\n  Peat.\nStatus\n  MEDLINE\n", {"PMID": "99234567"},
    ),
    "catalogues' pages have roles behind names": (
        "ris", "TY  - BOOK\nTI  - Peat\nA1  - Roe, Ann B. author.\nA2  - Doe, Eva, editor.\nER  - \n",
        {"author": [Name("Roe", "Ann B.")], "editor": [Name("Doe", "Eva")]},
    ),
    "a note is the day of access": (
        "bibtex", "@misc{a, title={Peat}, url={https://example.org}, note={[Online; accessed 4-March-2021]}}",
        {"accessed": "2021-03-04", "note": ""},
    ),
    "a note that says more than the day of access stays": (
        "bibtex", "@misc{a, title={Peat}, url={https://example.org}, note={Accessed by two of us on paper}}",
        {"accessed": "", "note": "Accessed by two of us on paper"},
    ),
    "AGRICOLA ends its pages with a full stop": (
        "ris", "TY  - JOUR\nTI  - Peat\nSP  - p. 3-17.\nER  - \n", {"page": "3-17"},
    ),
    "Springer says in a column what an item is": (
        "csv", "Item Title,Publication Title,Content Type,Publication Year\nPeat,Bogs,Chapter,2018\n",
        {"type": "chapter"},
    ),
    "the Web of Science's spreadsheets have its tags in words": (
        "csv",
        (
            "Publication Type,Authors,Author Full Names,Book Editors,Article Title,Source Title,Document Type,ISSN,"
            "eISSN,Conference Date,Publication Date,Publication Year,Start Page,End Page\n"
            'C,"Aa, B","Aa, Bo","Bb, C",Peat,BOGS 2002,Proceedings Paper,0016-7061,'
            '1872-6259,"AUG 14-21, 2002",AUG,2003,1,8\n'
        ),
        {
            "type": "paper-conference", "author": [Name("Aa", "Bo")], "editor": [Name("Bb", "C")], "title": "Peat",
            "container-title": "BOGS 2002", "ISSN": "0016-7061, 1872-6259", "issued": "2003-08", "page": "1-8",
            "event-date": "2002-08-14/2002-08-21",
        },
    ),
    "Dimensions has the book in one column and its series in another": (
        "csv",
        (
            "Publication ID,Title,Source title,Anthology title,Book editors,PubYear,Publication Type,Dimensions URL\n"
            'pub.1,Clays,Bog Series,Bogs of the World,"Roe, Ann",2011,Chapter,https://example.org/1\n'
        ),
        {
            "type": "chapter", "container-title": "Bogs of the World", "collection-title": "Bog Series",
            "editor": [Name("Roe", "Ann")], "URL": "https://example.org/1",
        },
    ),
    "PubMed's tables have initials behind the names": (
        "csv", "PMID,Title,Authors,Journal/Book\n31234567,Peat.,\"Roe AB, van der Aa C, Bog D Jr.\",Bogs\n",
        {"author": [Name("Roe", "A. B."), Name("van der Aa", "C."), Name("Bog", "D.", suffix="Jr.")]},
    ),
    "Scopus says so where it has no author": (
        "csv", "Authors,Title,Year,Source title\n[No author name available],Peat,2018,Bogs\n", {"author": ""},
    ),
    "the Web of Science has a name for nobody": (
        "wos", "FN x\nVR 1.0\nPT J\nAU [Anonymous]\nTI Peat\nPY 2018\nER\n\nEF\n", {"author": ""},
    ),
    "a table has the first author and where the pages begin and end": (
        "csv", "Title,First author,Year of publication,Journal,Pages from,Pages to\nPeat,\"Roe, A.\",2019,Bogs,3,9\n",
        {"author": [Name("Roe", "A.")], "issued": "2019", "page": "3-9"},
    ),
    "the first author counts only where there is no list of them": (
        "csv", "Title,First author,Authors,Journal\nPeat,\"Roe, A.\",\"Roe, A.; Doe, B.\",Bogs\n",
        {"author": [Name("Roe", "A."), Name("Doe", "B.")]},
    ),
    "Zotero's tables have the kind of a thesis in a column of its own": (
        "csv", "Key,Item Type,Title,Type\na,thesis,Peat,PhD thesis\n", {"type": "thesis", "genre": "PhD thesis"},
    ),
    "Crossref had ISBNs as addresses": (
        "crossref",
        '{"message": {"type": "book", "DOI": "10.1234/a", "ISBN": ["http://id.crossref.org/isbn/9783161484100"]}}',
        {"ISBN": "9783161484100"},
    ),
    "ProQuest runs the names of its columns together": (
        "csv",
        (
            "Title,Authors,pubtitle,pubdate,year,placeOfPublication,digitalObjectIdentifier,DocumentURL\n"
            "Peat,\"Roe, Ann\",Bogs,2019-03-05,2019,Loamton,10.1234/x,https://example.org/1\n"
        ),
        {
            "container-title": "Bogs", "issued": "2019-03-05", "publisher-place": "Loamton", "DOI": "10.1234/x",
            "URL": "https://example.org/1",
        },
    ),
    "a table counts its rows": (
        "csv", "No;Verfasser/in;Titel;Zeitschrift;Heft;Seite von;Seite bis\n1;Roe, A.;Moor;Bodenbriefe;3;4;9\n",
        {"author": [Name("Roe", "A.")], "issue": "3", "page": "4-9"},
    ),
    "libraries give the names that initials stand for, and label numbers of series": (
        "mods",
        (
            "<mods><titleInfo><title>Peat</title></titleInfo><name type='personal'>"
            "<namePart>Roe, A. B. (Ann Bea)</namePart></name><relatedItem type='series'><titleInfo>"
            "<title>Bogs</title><partNumber>no. 16</partNumber></titleInfo></relatedItem></mods>"
        ),
        {"author": [Name("Roe", "A. B.")], "collection-title": "Bogs", "collection-number": "16"},
    ),
    "keywords of the IEEE stand without spaces": (
        "csv", "Document Title,Publication Title,Author Keywords\nPeat,Bogs,soil;sensor\n", {"keyword": "soil; sensor"},
    ),
}  # fmt: skip


def said(record: Record, name: str) -> Any:
    if name in ("type", "extra"):
        return getattr(record, name)
    if name in record.dates:
        return record.dates[name].edtf
    return [*record.names[name]] if name in record.names else record.fields.get(name, "")


@pytest.mark.parametrize("case", CASES)
def test_each_is_read_as_what_it_means(case: str) -> None:
    format_name, text, expected = CASES[case]
    [record] = loads(text, format_name).records
    assert {name: said(record, name) for name in expected} == expected


@pytest.mark.parametrize("case", CASES)
def test_each_comes_back_once_written(case: str) -> None:
    format_name, text, expected = CASES[case]
    if FORMATS[format_name].write is None:
        pytest.skip("it is read only")
    [record] = loads(text, format_name).records
    [again] = loads(dumps([record], format_name).text, format_name).records
    assert {name: said(again, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("format_name", "metadata"),
    [("dc", '<dc xmlns="http://purl.org/dc/elements/1.1/"><title>Peat</title></dc>'),
     ("marcxml", '<record><leader>00000nam a2200000 a 4500</leader></record>')],
)  # fmt: skip
def test_a_record_that_its_repository_deleted_is_named_and_not_read(format_name: str, metadata: str) -> None:
    text = (
        f"<OAI-PMH><ListRecords><record><header/><metadata>{metadata}</metadata></record>"
        '<record><header status="deleted"><identifier>oai:x:2</identifier></header></record></ListRecords></OAI-PMH>'
    )
    found = loads(text, format_name)
    assert len(found.records) == 1
    assert [item.text for item in found.problems if isinstance(item, Problem)] == ["oai:x:2"]


def test_math_is_written_as_math_whatever_groups_and_spaces_it_has() -> None:
    title = r"At $25\,^\circ\mathrm{C}$, the $4^{\textrm{th}}$ of $k_{\mathrm{B}}$ costs $5 or $6"
    writing = dumps([Record("a", "article-journal", fields={"title": title})], "bibtex")
    assert (
        r"$25\,^\circ\mathrm{C}$, the $4^{\textrm{th}}$ of $k_{\mathrm{B}}$ costs \$5 or \$6" in writing.text
    )
    found = loads(writing.text, "bibtex").records[0].fields["title"]
    assert found == r"At 25 °C, the 4<sup>th</sup> of $k_{\mathrm{B}}$ costs $5 or $6".replace(
        r"\u2009", "\u2009"
    )
    assert [(loss.field, loss.code) for loss in writing.losses] == [("title", "L403")]
