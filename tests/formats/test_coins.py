"""COinS and OpenURL: what pages and link resolvers name to programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from soilbib.formats import dumps, loads, sniff_format
from soilbib.model import Date, Name, Record

FIXTURES = Path(__file__).parent.parent / "fixtures" / "coins"
JOURNAL = "rft_val_fmt=info:ofi/fmt:kev:mtx:journal"
BOOK = "rft_val_fmt=info:ofi/fmt:kev:mtx:book"
LISTING = """<ul><li>Doe, J. (2001). Peat. <i>Mire</i>, 7(2), 1-9.</li>
<li>Roe, R. (2003). Moss. <i>Mire</i>, 9(1), 11-19.</li></ul>"""
DC = "rft_val_fmt=info:ofi/fmt:kev:mtx:dc"


def span(context: str) -> str:
    return f'<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;{context.replace("&", "&amp;")}"></span>'


def record_of(context: str) -> Record:
    [record] = loads(span(context), "coins").records
    return record


def test_a_bibliography_of_zotero_is_read_from_its_spans() -> None:
    reading = loads((FIXTURES / "zotero.html").read_text(encoding="utf-8"))
    assert reading.format == "coins"
    article, chapter, page = reading.records
    assert article.source.line == 7
    assert article.names == {"author": (Name("Doe", "Jane"), Name("Roe", "Richard"))}
    assert article.fields["container-title"] == "Mire & Moor"
    assert article.extra == {"coins": {"rfr_id": ["info:sid/zotero.org:2"]}}
    assert (chapter.type, chapter.fields["container-title"]) == ("chapter", "A Book of Mosses")
    assert chapter.fields["ISBN"] == "9780000000002"
    assert (page.type, page.fields["URL"]) == ("webpage", "https://example.org/bogs")
    writing = dumps(reading.records, "coins")
    assert not writing.losses
    again = loads(writing.text, "coins").records
    assert [record.fields for record in again] == [record.fields for record in reading]
    assert [record.names for record in again] == [record.names for record in reading]


def test_wikipedias_spans_have_addresses_of_other_registers_numbers() -> None:
    article, page, thesis = loads((FIXTURES / "wikipedia.html").read_text(encoding="utf-8")).records
    assert {name: article.fields[name] for name in ("DOI", "PMID", "PMCID")} == {
        "DOI": "10.5555/slow",
        "PMID": "765432",
        "PMCID": "PMC1234567",
    }
    assert "URL" not in article.fields
    assert article.names["author"] == (Name("Doe", "Jane"), Name("Roe", "Richard"))
    assert page.type == "webpage"
    assert (thesis.type, thesis.fields["genre"], thesis.fields["publisher"]) == (
        "thesis",
        "PhD",
        "University of Mud",
    )


@pytest.mark.parametrize(
    ("context", "csl_type", "fields"),
    [
        (f"{JOURNAL}&rft.title=Mire&rft.atitle=Peat", "article-journal", {"title": "Peat", "container-title": "Mire"}),
        (f"{JOURNAL}&rft.genre=journal&rft.title=Mire", "periodical", {"title": "Mire"}),
        (f"{JOURNAL}&rft.genre=preprint&rft.atitle=Peat", "article", {"title": "Peat"}),
        (f"{BOOK}&rft.title=Peat", "book", {"title": "Peat"}),
        (f"{BOOK}&rft.atitle=Peat&rft.title=Soils", "chapter", {"title": "Peat", "container-title": "Soils"}),
        (f"{BOOK}&rft.genre=report&rft.btitle=Peat&rft.pub=Mires", "report", {"title": "Peat", "publisher": "Mires"}),
        (f"{BOOK}&rft.btitle=Peat+/&rft.pages=xii,+310+p.+:", "book", {"title": "Peat", "number-of-pages": "310"}),
        (f"{DC}&rft.type=map&rft.title=Bogs", "map", {"title": "Bogs"}),
        (f"{JOURNAL}&rft.atitle=Peat&rft.spage=3&rft.epage=9", "article-journal", {"title": "Peat", "page": "3-9"}),
        (f"{JOURNAL}&rft.atitle=Peat&rft.artnum=e7", "article-journal", {"title": "Peat", "page": "e7"}),
        (f"{JOURNAL}&rft.atitle=Peat&rft.issn=1234-5679&rft.eissn=1234-5687", "article-journal",
         {"title": "Peat", "ISSN": "1234-5679, 1234-5687"}),
        ("rft.jtitle=Mire&rft.atitle=Peat", "article-journal", {"title": "Peat", "container-title": "Mire"}),
        (f"{JOURNAL}&rft.atitle=Torfb%F6den", "article-journal", {"title": "Torfböden"}),
        (f"{DC}&rft.type=webpage&rft.title=Bogs&rft.subject=peat&rft.subject=moss", "webpage",
         {"title": "Bogs", "keyword": "peat; moss"}),
    ],
)  # fmt: skip
def test_the_keys_mean_what_their_metadata_format_says(
    context: str, csl_type: str, fields: dict[str, str]
) -> None:
    record = record_of(context)
    assert (record.type, record.fields) == (csl_type, fields)


@pytest.mark.parametrize(
    ("context", "authors"),
    [
        ("rft.aulast=Doe&rft.auinit1=J&rft.auinitm=R", (Name("Doe", "J R"),)),
        ("rft.aulast=Doe&rft.aufirst=Jane&rft.ausuffix=III", (Name("Doe", "Jane", suffix="III"),)),
        (
            "rft.aulast=Doe&rft.aufirst=J.&rft.au=Jane+Doe&rft.au=Roe,+R.",
            (Name("Doe", "J."), Name("Roe", "R.")),
        ),
        ("rft.aulast=Doe,+Jane.&rft.au=Doe,+Jane.", (Name("Doe", "Jane"),)),
        ("rft.aulast=Doe&rft.aufirst=Jane&rft.auinit=J", (Name("Doe", "Jane"),)),
        ("rft.aucorp=Mire+Board&rft.au=Doe,+Jane", (Name(literal="Mire Board"), Name("Doe", "Jane"))),
        ("rft.au=Plato", (Name("Plato"),)),
    ],
)
def test_authors_are_told_in_parts_in_full_and_as_bodies(context: str, authors: tuple[Name, ...]) -> None:
    assert record_of(f"{JOURNAL}&rft.atitle=Peat&{context}").authors == authors


def test_an_inventor_is_the_author_of_a_patent() -> None:
    record = record_of(
        "rft_val_fmt=info:ofi/fmt:kev:mtx:patent&rft.title=Peat+cutter&rft.number=77&rft.cc=US&rft.invlast=Doe"
        "&rft.invfirst=Jane&rft.appldate=2001-02-03&rft.assignee=Mire+Board"
    )
    assert record.names == {"author": (Name("Doe", "Jane"),)}
    assert record.fields == {"title": "Peat cutter", "number": "77", "jurisdiction": "US"}
    assert record.dates["submitted"].start == (2001, 2, 3)
    assert record.extra == {"coins": {"rft.assignee": ["Mire Board"]}}


def test_openurls_on_lines_of_their_own_are_read() -> None:
    text = (
        "https://resolver.example.org/find?url_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:book&rft.btitle=Soils\n"
        "\nctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:book&rft.btitle=Peat&rft.date=1999\n"
    )
    reading = loads(text)
    assert reading.format == "coins"
    assert [(record.title, record.source.line) for record in reading] == [("Soils", 1), ("Peat", 3)]
    assert reading.records[1].dates == {"issued": Date((1999,), raw="1999")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"<html><body><h1>Soils</h1>{span(f'{JOURNAL}&rft.atitle=Peat')}</body></html>", "coins"),
        (f"<html><body>{span(f'{DC}&rft.title=A')}{span(f'{DC}&rft.title=B')}</body></html>", "coins"),
        (f"<html><body>{span(f'{DC}&rft.title=Our+papers')}{LISTING}</body></html>", "listing"),
    ],
    ids=["page of an article", "page with several", "listing on a weblog"],
)
def test_a_page_whose_only_span_tells_of_itself_is_a_listing(text: str, name: str) -> None:
    assert sniff_format(text).name == name


def test_context_objects_in_xml_are_read() -> None:
    journal = (
        "<ctx:format>info:ofi/fmt:xml:xsd:journal</ctx:format><ctx:metadata><journal><rft:atitle>Slow mud</rft:atitle>"
        "<rft:stitle>Mire Moor</rft:stitle><rft:spage>3</rft:spage><rft:epage>9</rft:epage><rft:au>J R Doe</rft:au>"
        "<rft:authors><rft:author><rft:aulast>Roe</rft:aulast><rft:aufirst>Ann</rft:aufirst></rft:author></rft:authors>"
        "</journal></ctx:metadata>"
    )
    referent = f"<ctx:referent><ctx:identifier>info:doi/10.5555/mud</ctx:identifier>{journal}</ctx:referent>"
    referrer = "<ctx:referrer><ctx:identifier>info:sid/x</ctx:identifier></ctx:referrer>"
    text = (
        '<ctx:context-objects xmlns:ctx="info:ofi/fmt:xml:xsd:ctx" xmlns:rft="info:ofi/fmt:xml:xsd:journal">\n'
        f"<ctx:context-object>{referent}{referrer}</ctx:context-object>\n<ctx:context-object/></ctx:context-objects>"
    )
    reading = loads(text, path="x.xml")
    assert reading.format == "coins"
    [record] = reading.records
    assert record.names == {"author": (Name("Doe", "J R"), Name("Roe", "Ann"))}
    assert record.fields == {
        "title": "Slow mud", "container-title": "Mire Moor", "container-title-short": "Mire Moor", "page": "3-9",
        "DOI": "10.5555/mud",
    }  # fmt: skip
    assert [(problem.code, problem.place.line) for problem in reading.problems] == [("E102", 3)]


def test_spans_without_a_context_object_keep_their_text() -> None:
    text = f'<p class="Z3988">\n<span class="Z3988" title="x=1"></span>\n{span(f"{BOOK}&rft.btitle=Peat")}'
    reading = loads(text, "coins")
    assert [record.title for record in reading] == ["Peat"]
    assert [(problem.code, problem.place.line, problem.text) for problem in reading.problems] == [
        ("E102", 1, '<p class="Z3988">'),
        ("E102", 2, '<span class="Z3988" title="x=1">'),
    ]


def test_a_page_without_any_span_is_said_to_have_none() -> None:
    [problem] = loads("<p>Nothing here</p>", "coins").problems
    assert (problem.code, problem.message) == ("E103", "no COinS span and no context object")


def test_a_context_object_in_a_broken_tag_is_told_with_its_line() -> None:
    spans = [span(f"{BOOK}&rft.btitle=Reed+{number}") for number in range(3)]
    spans[1] = spans[1].replace('title="', 'title=""')
    reading = loads("\n".join(spans), "coins")
    assert [record.title for record in reading] == ["Reed 0", "Reed 2"]
    assert [(problem.place.line, "Reed+1" in problem.text) for problem in reading.problems] == [(2, True)]


def test_a_name_that_is_there_twice_is_named_as_lost_beside_lists_like_it() -> None:
    lists = ((Name("Lal", "R."), Name("Six", "J.")), (Name("Lal", "R."), Name("Lal", "R.")))
    records = [
        Record(f"r{i}", "article-journal", {"author": names}, {}, {"title": "Peat"})
        for i, names in enumerate(lists)
    ]
    assert [(loss.record, loss.field) for loss in dumps(records, "coins").losses] == [("r1", "author")]
