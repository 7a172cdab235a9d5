"""JATS: front matter of articles and their references."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from soilbib.formats import dumps, loads, sniff_format
from soilbib.model import Date, Name, Record

ARTICLE = Path(__file__).parent.parent / "fixtures" / "jats" / "article.xml"
DAY = "<day>7</day><month>4</month><year>2010</year>"
LISTING = """<ul><li>Doe, J. (2001). Peat. <i>Mire</i>, 7(2), 1-9.</li>
<li>Roe, R. (2003). Moss. <i>Mire</i>, 9(1), 11-19.</li></ul>"""
FORMULA = "<article-title>A<sub>2</sub> <italic>x</italic></article-title>"
MOSS = "<article-title>Moss</article-title>"
DOE = "<name><surname>Doe</surname><given-names>J</given-names></name>"


def records_of(citation: str) -> tuple[Record, ...]:
    return loads(f'<ref-list><ref id="r1">{citation}</ref></ref-list>', "jats").records


def record_of(kind: str, inner: str, tag: str = "element-citation") -> Record:
    [record] = records_of(f'<{tag} publication-type="{kind}">{inner}</{tag}>')
    return record


def article_of(meta: str, kind: str = "research-article") -> Record:
    text = (
        f'<article article-type="{kind}"><front><journal-meta><journal-title>Mire</journal-title></journal-meta>'
        f"<article-meta><title-group><article-title>Peat</article-title></title-group>{meta}</article-meta></front></article>"
    )
    [record] = loads(text).records
    return record


def test_the_article_comes_first_and_its_references_have_their_ids() -> None:
    reading = loads(ARTICLE.read_text(encoding="utf-8"))
    ids = [record.id for record in reading]
    assert ids[1:10] == ["R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R8b"]
    assert [record.source.line for record in reading][:3] == [4, 44, 45]
    assert not reading.problems


@pytest.mark.parametrize("where", ["cut", "broken"])
def test_of_a_broken_article_its_whole_parts_are_read(where: str) -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    place = text.index('<ref id="R3">')
    damaged = text[:place] if where == "cut" else f"{text[:place]}</sec>{text[place:]}"
    reading = loads(damaged, "jats")
    assert [problem.code for problem in reading.problems] == ["E102"]
    assert "<article-meta>" in reading.problems[0].text
    assert reading.records[0].fields["DOI"] == "10.5555/slow.1"
    assert [record.id for record in reading][1:3] == ["R1", "R2"]
    assert len(reading) == (3 if where == "cut" else 11)


def test_references_come_back_whole() -> None:
    references = loads(ARTICLE.read_text(encoding="utf-8")).records[1:10]
    writing = dumps(references, "jats")
    assert {loss.field for loss in writing.losses} == {"jats.text"}
    for before, after in zip(references, loads(writing.text, "jats"), strict=True):
        assert (before.type, before.fields, before.names) == (after.type, after.fields, after.names)
        assert before.truncated == after.truncated


def test_an_article_is_written_as_a_reference_to_it() -> None:
    article = loads(ARTICLE.read_text(encoding="utf-8")).records[0]
    [again] = loads(dumps([article], "jats").text, "jats").records
    assert again.names == article.names
    assert again.fields["title"] == "Slow carbon in <i>Sphagnum</i>: a winter’s survey"
    assert not again.extra


def test_a_sub_article_has_what_it_does_not_say_from_the_article_around_it() -> None:
    reply = loads(ARTICLE.read_text(encoding="utf-8")).records[-1]
    assert (reply.title, reply.fields["DOI"]) == ("Reply by the authors", "10.5555/slow.1.r")
    assert (reply.fields["container-title"], reply.fields["volume"]) == ("Mire & Moor", "12")
    assert "page" not in reply.fields
    assert "abstract" not in reply.fields


@pytest.mark.parametrize(
    ("kind", "inner", "csl_type", "fields"),
    [
        ("journal", "<source>Mire</source><volume>7</volume><fpage>3</fpage>", "article-journal",
         {"container-title": "Mire", "volume": "7", "page": "3"}),
        ("book", "<source>Peat</source><size units='pages'>310</size>", "book",
         {"title": "Peat", "number-of-pages": "310"}),
        ("book", f"{MOSS}<source>Peat</source>", "chapter",
         {"title": "Moss", "container-title": "Peat"}),
        ("preprint", f"{MOSS}<source>MudRxiv</source>", "article",
         {"title": "Moss", "publisher": "MudRxiv"}),
        ("patent", "<article-title>Cutter</article-title><patent>77</patent>", "patent",
         {"title": "Cutter", "number": "77"}),
        ("thesis", "<source>Peat</source><comment>Master’s thesis</comment>", "thesis",
         {"title": "Peat", "genre": "Master’s thesis"}),
        ("", "<chapter-title>Moss</chapter-title><source>Peat</source>", "chapter",
         {"title": "Moss", "container-title": "Peat"}),
        ("journal", f"{MOSS}<volume>Vol. 106</volume><issue>No.1</issue><fpage>p.10</fpage><lpage>15</lpage>",
         "article-journal", {"title": "Moss", "volume": "106", "issue": "1", "page": "10-15"}),
        ("other", "<source>Peat</source><comment>in press</comment>", "document",
         {"title": "Peat", "note": "in press"}),
        ("journal", f"{FORMULA}<pub-id pub-id-type='pmc'>7</pub-id>",
         "article-journal", {"title": "A<sub>2</sub> <i>x</i>", "PMCID": "PMC7"}),
        ("journal", f"{MOSS}<ext-link href='https://doi.org/10.5555/moss'>link</ext-link>",
         "article-journal", {"title": "Moss", "DOI": "10.5555/moss"}),
        ("journal", f"{MOSS}<page-range>3-9, 12</page-range><elocation-id>e7</elocation-id>",
         "article-journal", {"title": "Moss", "page": "3-9, 12", "number": "e7"}),
    ],
)  # fmt: skip
def test_the_kind_of_publication_tells_what_its_titles_are(
    kind: str, inner: str, csl_type: str, fields: dict[str, str]
) -> None:
    record = record_of(kind, inner)
    assert (record.type, record.fields) == (csl_type, fields)


@pytest.mark.parametrize(
    ("inner", "date"),
    [
        ("<year>2004</year><month>May</month><day>7</day>", Date((2004, 5, 7))),
        ("<year>2004</year><season>Spring</season>", Date((2004,), season=1, raw="Spring 2004")),
        ("<year>2004b</year>", Date((2004,), raw="2004b")),
        ("<year>in press</year>", Date(literal="in press", raw="in press")),
        ("<date><year>2004</year><month>12</month></date>", Date((2004, 12))),
        ("<year>2004</year><month>Jan-Feb</month>", None),
    ],
)
def test_dates_of_references(inner: str, date: Date | None) -> None:
    issued = record_of("journal", f"{MOSS}{inner}").dates["issued"]
    assert issued == date or (date is None and issued.start[:1] == (2004,))


@pytest.mark.parametrize(
    ("inner", "names"),
    [
        (DOE, {"author": (Name("Doe", "J"),)}),
        (f'<person-group person-group-type="editor">{DOE}</person-group>', {"editor": (Name("Doe", "J"),)}),
        (f"<name-alternatives>{DOE}<string-name>ドウ</string-name></name-alternatives>",
         {"author": (Name("Doe", "J"),)}),
        ("<collab>Mire Board<contrib-group><contrib/></contrib-group></collab>",
         {"author": (Name(literal="Mire Board"),)}),
        ("<string-name>Jane Doe</string-name>", {"author": (Name("Doe", "Jane"),)}),
        ("<name><given-names>Plato</given-names></name>", {"author": (Name(literal="Plato"),)}),
        ("<anonymous/>", {"author": (Name(literal="Anonymous"),)}),
        (f'<person-group person-group-type="inventor">{DOE}</person-group>', {"author": (Name("Doe", "J"),)}),
    ],
)  # fmt: skip
def test_people_of_references(inner: str, names: dict[str, Any]) -> None:
    assert record_of("journal", f"{MOSS}{inner}").names == names


def test_people_of_an_unknown_kind_are_kept() -> None:
    group = f'<person-group person-group-type="assignee">{DOE}</person-group>'
    record = record_of("patent", f"<article-title>Cutter</article-title>{group}")
    assert not record.names
    assert "Doe" in record.extra["jats"]["person-group"][0]


def test_what_a_mixed_citation_says_beside_its_tags_is_kept() -> None:
    inner = f"{DOE}, {MOSS}. <italic><source>Mire</source></italic> <bold>"
    inner += "<volume>7</volume></bold>"
    plain = record_of("journal", f"{inner}, pp. <fpage>3</fpage>.", "mixed-citation")
    assert plain.fields == {"title": "Moss", "container-title": "Mire", "volume": "7", "page": "3"}
    assert not plain.extra
    said = record_of("journal", f"{inner} (with a map of Lund)", "mixed-citation")
    assert said.extra["jats"]["text"].endswith("(with a map of Lund)")


def test_a_mixed_citation_without_tags_is_read_as_text() -> None:
    record = record_of(
        "", "Roe, R. (2001). Peat fires. Journal of Smoke, 3(1), 5–9. <pub-id pub-id-type='doi'>10.5555/fire</pub-id>",
        "mixed-citation",
    )  # fmt: skip
    assert (record.id, record.title, record.fields["DOI"]) == ("r1", "Peat fires", "10.5555/fire")
    assert record.names == {"author": (Name("Roe", "R."),)}


def test_of_a_citation_in_two_forms_the_tagged_one_is_read() -> None:
    tagged = "<element-citation publication-type='book'><source>Peat</source></element-citation>"
    mixed = "<mixed-citation>Doe, Peat.</mixed-citation>"
    [record] = records_of(f"<citation-alternatives>{mixed}{tagged}</citation-alternatives>")
    assert record.fields == {"title": "Peat"}
    assert len(records_of(mixed + tagged)) == 1
    first, second = records_of(mixed + mixed)
    assert (first.id, second.id) == ("r1", "r1-2")


def test_a_reference_without_citation_is_read_as_text() -> None:
    [record] = records_of("<label>7</label>Roe, R. (2001). Peat fires. Journal of Smoke, 3(1), 5–9.")
    assert (record.title, record.fields["page"]) == ("Peat fires", "5-9")


@pytest.mark.parametrize(
    "text",
    ["2012-10-10", "cited 2012 Oct 10", "[Accessed 10 October 2012]", "Date last accessed: October 10, 2012"],
)
def test_days_of_access_are_read_behind_words(text: str) -> None:
    record = record_of("web", f"<source>Bogs</source><date-in-citation>{text}</date-in-citation>")
    assert record.dates["accessed"].start == (2012, 10, 10)


def test_an_address_may_stand_in_a_comment() -> None:
    link = '<ext-link ext-link-type="uri" href="https://example.org/bogs">https://example.org/bogs</ext-link>'
    record = record_of("web", f"<source>Bogs</source><comment>Disponível em: {link}</comment>")
    assert record.fields == {"title": "Bogs", "URL": "https://example.org/bogs"}


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (f'<pub-date pub-type="epub">{DAY}</pub-date><pub-date pub-type="ppub"><year>2011</year></pub-date>', (2011,)),
        (f'<pub-date publication-format="electronic">{DAY}</pub-date><pub-date date-type="collection"/>',
         (2010, 4, 7)),
        ('<pub-date pub-type="pmc-release"><year>2012</year></pub-date><pub-date/>', (2012,)),
    ],
)  # fmt: skip
def test_of_several_dates_that_of_print_counts_most(dates: str, found: tuple[int, ...]) -> None:
    assert article_of(dates).dates["issued"].start == found


def test_an_abstracts_own_number_and_address_are_no_part_of_it() -> None:
    link = '<ext-link href="https://doi.org/10.5555/a.1">https://doi.org/10.5555/a.1</ext-link>'
    number = '<object-id pub-id-type="doi">10.5555/a.1</object-id>'
    record = article_of(f"<abstract>{number}<p>Mires are slow.</p><p><bold>DOI:</bold> {link}</p></abstract>")
    assert record.fields["abstract"] == "Mires are slow."


def test_a_review_names_what_it_reviews() -> None:
    product = f"<product><person-group person-group-type='author'>{DOE}</person-group><source>Bogs</source></product>"
    record = article_of(product, "book-review")
    assert (record.type, record.fields["reviewed-title"]) == ("review-book", "Bogs")
    assert record.names == {"reviewed-author": (Name("Doe", "J"),)}


@pytest.mark.parametrize("path", ["", "x.xml", "x.nxml", "x.html"])
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<article><front><article-meta/></front></article>", "jats"),
        ("<ref-list><ref><mixed-citation>Doe</mixed-citation></ref></ref-list>", "jats"),
        (f"<html><body><article>{LISTING}</article></body></html>", "listing"),
        ("<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>", "pubmedxml"),
    ],
)  # fmt: skip
def test_articles_of_pages_and_of_other_formats_are_not_taken_for_it(text: str, name: str, path: str) -> None:
    assert sniff_format(text, path).name == name
