"""Zotero RDF: nodes that refer to one another, and works in the Bibliographic Ontology."""

from __future__ import annotations

from pathlib import Path

import pytest

from soilbib.formats import dumps, loads, sniff_format
from soilbib.formats.zotero_rdf_tables import NAMESPACES
from soilbib.model import Name, Record

LIBRARY = Path(__file__).parent.parent / "fixtures" / "zoterordf" / "library.xml"
DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
BIBO = 'xmlns:bibo="http://purl.org/ontology/bibo/"'
PERSON = "<foaf:Person><foaf:surname>Doe</foaf:surname><foaf:givenName>Jane</foaf:givenName></foaf:Person>"


def rdf(inner: str) -> str:
    return f"<rdf:RDF {DECLARED} {BIBO}>\n{inner}\n</rdf:RDF>\n"


def record_of(inner: str) -> Record:
    [record] = loads(rdf(inner)).records
    return record


def test_what_a_work_refers_to_is_read_with_it() -> None:
    article = loads(LIBRARY.read_text(encoding="utf-8")).records[0]
    assert article.fields["container-title"] == "Mire & Moor"
    assert article.fields["DOI"] == "10.5555/slow"
    assert article.fields["annote"] == "Good on <b>moss</b>.\nAsk Jane."
    assert article.extra["zoterordf"]["collections"] == ["Peat & moss"]
    assert "application/pdf" in article.extra["zoterordf"]["link"][0]


def test_a_note_of_no_work_is_told_with_its_text() -> None:
    [problem] = loads(LIBRARY.read_text(encoding="utf-8")).problems
    assert (problem.code, problem.place.line) == ("W205", 165)
    assert "A note of its own" in problem.text


def test_two_works_in_one_journal_both_have_it() -> None:
    node = (
        '<rdf:Description rdf:about="#{0}"><z:itemType>journalArticle</z:itemType><dc:title>{0}</dc:title>'
        '<dcterms:isPartOf rdf:resource="urn:issn:1234-5679"/></rdf:Description>'
    )
    journal = '<bib:Journal rdf:about="urn:issn:1234-5679"><dc:title>Mire</dc:title></bib:Journal>'
    records = loads(rdf(node.format("a") + node.format("b") + journal)).records
    assert [record.fields["container-title"] for record in records] == ["Mire", "Mire"]


@pytest.mark.parametrize(
    ("element", "container", "csl_type"),
    [
        ("bib:Article", "bib:Journal", "article-journal"),
        ("bib:Article", "bib:Periodical", "article-magazine"),
        ("bib:Article", "bib:Newspaper", "article-newspaper"),
        ("bib:Document", "bib:CourtReporter", "legal_case"),
        ("bib:Document", "z:Website", "webpage"),
        ("bibo:AcademicArticle", "bibo:Journal", "article-journal"),
        ("bibo:Chapter", "bibo:Book", "chapter"),
        ("bib:Thesis", "", "thesis"),
        ("bib:Curio", "", "document"),
    ],
)
def test_a_work_without_itemtype_is_told_by_its_element(element: str, container: str, csl_type: str) -> None:
    part = (
        f"<dcterms:isPartOf><{container}><dc:title>Mire</dc:title></{container}></dcterms:isPartOf>"
        if container
        else ""
    )
    record = record_of(f"<{element}><dc:title>Peat</dc:title>{part}</{element}>")
    assert record.type == csl_type
    assert record.fields.get("container-title", "") == ("Mire" if container else "")


@pytest.mark.parametrize(
    ("kind", "creator", "csl_type"),
    [("patent", "inventor", "patent"), ("map", "cartographer", "map"),
     ("computerProgram", "programmer", "software"),
     ("presentation", "presenter", "speech"), ("interview", "interviewee", "interview"),
     ("artwork", "artist", "graphic")],
)  # fmt: skip
def test_the_authors_of_zoteros_types_have_names_of_their_own(kind: str, creator: str, csl_type: str) -> None:
    people = f"<z:{creator}s><rdf:Seq><rdf:li>{PERSON}</rdf:li></rdf:Seq></z:{creator}s>"
    record = record_of(
        f"<rdf:Description><z:itemType>{kind}</z:itemType><dc:title>Peat</dc:title>{people}</rdf:Description>"
    )
    assert (record.type, record.names) == (csl_type, {"author": (Name("Doe", "Jane"),)})
    assert f"<z:{creator}s>" in dumps([record], "zoterordf").text


def test_a_report_has_a_number_and_an_article_an_issue() -> None:
    node = (
        "<bib:{}><z:itemType>{}</z:itemType><dc:title>Peat</dc:title><prism:number>7</prism:number></bib:{}>"
    )
    assert record_of(node.format("Report", "report", "Report")).fields["number"] == "7"
    assert record_of(node.format("Article", "journalArticle", "Article")).fields["issue"] == "7"


def test_the_bibliographic_ontology_lists_authors_by_reference() -> None:
    record = record_of(
        '<bibo:Article rdf:about="#a"><dcterms:title>Peat</dcterms:title><dcterms:creator rdf:nodeID="n2"/>'
        '<dcterms:creator rdf:nodeID="n1"/><bibo:authorList><rdf:Seq><rdf:li rdf:nodeID="n1"/><rdf:li rdf:nodeID="n2"/>'
        "</rdf:Seq></bibo:authorList><bibo:pageStart>3</bibo:pageStart><bibo:pageEnd>9</bibo:pageEnd></bibo:Article>"
        + PERSON.replace("Person>", 'Person rdf:nodeID="n1">', 1)
        + '<foaf:Organization rdf:nodeID="n2">'
        "<foaf:name>Mire Board</foaf:name></foaf:Organization>"
    )
    assert record.names == {"author": (Name("Doe", "Jane"), Name(literal="Mire Board"))}
    assert record.fields["page"] == "3-9"
    assert not record.extra


def test_nodes_that_are_parts_of_one_another_come_to_an_end() -> None:
    part = '<bib:Book rdf:about="#{0}"><dc:title>{0}</dc:title><dcterms:isPartOf rdf:resource="#{1}"/></bib:Book>'
    work = (
        "<rdf:Description><z:itemType>bookSection</z:itemType><dc:title>Peat</dc:title>{}</rdf:Description>"
    )
    parts = '<dcterms:isPartOf rdf:resource="#a"/>' * 100
    record = record_of(work.format(parts) + part.format("a", "b") + part.format("b", "a"))
    assert record.fields["container-title"] == "a"


@pytest.mark.parametrize("path", ["", "x.rdf", "x.xml"])
def test_it_is_not_taken_for_dublin_core_nor_dublin_core_for_it(path: str) -> None:
    assert sniff_format(rdf("<bib:Book><dc:title>Peat</dc:title></bib:Book>"), path).name == "zoterordf"
    plain = '<rdf:RDF xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description><dc:title>Peat</dc:title>'
    assert sniff_format(f"{plain}</rdf:Description></rdf:RDF>", path).name == "dc"
