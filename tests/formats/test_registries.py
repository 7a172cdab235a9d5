"""What the registries of DOIs say in their own fields: DataCite's JSON and Crossref's Unixref."""

from __future__ import annotations

import json

import pytest

from soilbib.formats import loads
from soilbib.model import Name, Record

PUBLISHED_IN = {
    "relationType": "IsPublishedIn",
    "titles": [{"title": "The Book"}],
    "edition": "2",
    "number": "7",
    "numberType": "Chapter",
    "contributors": [{"name": "Roe, Ann", "contributorType": "Editor"}],
}


def test_the_book_that_something_is_published_in_gives_edition_number_and_editors_in_datacite() -> None:
    item = {
        "doi": "10.1000/x",
        "titles": [{"title": "Soils"}],
        "types": {"resourceTypeGeneral": "BookChapter"},
    }
    [record] = loads(json.dumps({**item, "relatedItems": [PUBLISHED_IN]}), "datacite").records
    assert record.names == {"editor": (Name("Roe", "Ann"),)}
    assert record.fields["chapter-number"] == "7"
    assert (record.fields["container-title"], record.fields["edition"]) == ("The Book", "2")


@pytest.mark.parametrize(
    ("sizes", "first", "fields"),
    [
        (["42-79 Seiten"], "Bd. 1 (2018)", {"page": "42-79"}),
        (["42-79 pp."], "1", {"page": "1"}),
        (["320 pages", "12 MB"], "", {"number-of-pages": "320"}),
    ],
)
def test_pages_among_the_sizes_count_where_the_container_has_none_in_datacite(
    sizes: list[str], first: str, fields: dict[str, str]
) -> None:
    item = {
        "doi": "10.1000/x",
        "titles": [],
        "publicationYear": 2020,
        "container": {"firstPage": first},
        "sizes": sizes,
    }
    [record] = loads(json.dumps(item), "datacite").records
    assert {
        name: record.fields.get(name) for name in ("page", "number-of-pages") if name in record.fields
    } == fields
    assert record.extra["datacite"]["sizes"] == sizes


def test_schemes_and_addresses_of_subjects_and_licences_are_kept_in_datacite() -> None:
    rights = {"rights": "CC BY 4.0", "rightsUri": "https://creativecommons.org/licenses/by/4.0/"}
    subject = {"subject": "Soils", "subjectScheme": "FOS"}
    item = {"doi": "10.1000/x", "titles": [], "rightsList": [rights], "subjects": [{"subject": "a"}, subject]}
    [record] = loads(json.dumps(item), "datacite").records
    assert (record.fields["license"], record.fields["keyword"]) == ("CC BY 4.0", "a; Soils")
    assert record.extra["datacite"] == {"rightsList": [rights], "subjects": [subject]}


UNIXREF = "<crossref>{}</crossref>"
PAGE = "<pages><first_page>1</first_page></pages>"
DESIGNATOR = "<designators><std_designator>ISO 1</std_designator></designators>"
NUMBER = "<publisher_item><item_number item_number_type='{}'>e5</item_number></publisher_item>"


@pytest.mark.parametrize(
    ("inner", "fields"),
    [
        (f"<journal><journal_article>{NUMBER.format('article_number')}</journal_article></journal>", {"page": "e5"}),
        (
            f"<journal><journal_article>{PAGE}{NUMBER.format('article_number')}</journal_article></journal>",
            {"page": "1", "number": "e5"},
        ),
        (f"<report-paper><report-paper_metadata>{NUMBER.format('report')}</report-paper_metadata></report-paper>",
         {"number": "e5"}),
        (f"<standard><standard_metadata>{DESIGNATOR}</standard_metadata></standard>", {"number": "ISO 1"}),
        ("<posted_content><abstract><title>Abstract</title><p>Soils.</p></abstract></posted_content>",
         {"abstract": "Soils."}),
        ("<posted_content><abstract><title>Aims</title><p>Soils.</p></abstract></posted_content>",
         {"abstract": "Aims Soils."}),
    ],
)  # fmt: skip
def test_numbers_and_abstracts_of_unixref(inner: str, fields: dict[str, str]) -> None:
    assert loads(UNIXREF.format(inner), "unixref").records[0].fields == fields


def test_what_unixref_has_twice_is_kept() -> None:
    inner = """<report-paper><report-paper_metadata><publisher><publisher_name>WMO</publisher_name></publisher>
    <institution><institution_name>Secretariat</institution_name></institution><abstract><p>One.</p></abstract>
    <abstract><p>Zwei.</p></abstract></report-paper_metadata></report-paper>"""
    [record] = loads(UNIXREF.format(inner), "unixref").records
    assert (record.fields["publisher"], record.fields["abstract"]) == ("WMO", "One.")
    assert all(word in str(record.extra) for word in ("Secretariat", "Zwei."))


def test_the_printed_days_of_a_conference_count_where_there_are_no_others() -> None:
    event = "<event_metadata><conference_date>3-5 June 2010</conference_date></event_metadata>"
    paper = "<conference_paper><titles><title>A</title></titles></conference_paper>"
    [record] = loads(UNIXREF.format(f"<conference>{event}{paper}</conference>"), "unixref").records
    assert (record.dates["event-date"].start, record.dates["event-date"].end) == ((2010, 6, 3), (2010, 6, 5))


def crossref(**item: object) -> Record:
    [record] = loads(json.dumps({"DOI": "10.1000/x", "title": ["Soils"], **item}), "crossref").records
    return record


@pytest.mark.parametrize(
    ("kind", "titles", "fields"),
    [
        ("book-chapter", ["Lecture Notes", "Soils and Society"], ("Lecture Notes", "Soils and Society")),
        ("book-chapter", ["Soils and Society"], (None, "Soils and Society")),
        ("journal-article", ["Geoderma", "Soil days"], (None, "Geoderma")),
    ],
)
def test_of_two_containers_the_first_is_the_series(
    kind: str, titles: list[str], fields: tuple[str | None, str]
) -> None:
    record = crossref(**{"type": kind, "container-title": titles})
    assert (record.fields.get("collection-title"), record.fields["container-title"]) == fields


def test_the_archive_publishes_a_preprint_and_the_university_a_thesis() -> None:
    institution = [{"name": "bioRxiv", "place": ["Rome"]}]
    preprint = crossref(type="posted-content", institution=institution, publisher="Cold Spring Harbor")
    assert preprint.fields["publisher"] == "bioRxiv"
    assert preprint.extra["crossref"]["publisher"] == "Cold Spring Harbor"
    thesis = crossref(type="dissertation", institution=institution)
    assert (thesis.fields["publisher"], thesis.fields["publisher-place"]) == ("bioRxiv", "Rome")


def test_headings_of_abstracts_are_left_out_and_what_else_is_said_of_events_and_licences_stays() -> None:
    event = {"name": "Soil Days", "acronym": "SD"}
    licence = [{"URL": "https://example.org", "content-version": "vor"}]
    abstract = "<jats:title>Abstract</jats:title><jats:p>Soils.</jats:p>"
    record = crossref(abstract=abstract, event=event, license=licence)
    assert (record.fields["abstract"], record.fields["event-title"]) == ("Soils.", "Soil Days")
    assert record.extra["crossref"] == {"event": event, "license": licence}


def unixref(inner: str) -> Record:
    [record] = loads(UNIXREF.format(inner), "unixref").records
    return record


TITLES = "<titles><title>Soils</title></titles>"
HOUSE = "<institution><institution_name>Mud University</institution_name></institution>"


@pytest.mark.parametrize(
    ("inner", "csl_type", "fields"),
    [
        (
            f"<dissertation>{TITLES}{HOUSE}<degree>PhD</degree></dissertation>",
            "thesis",
            {"genre": "PhD", "publisher": "Mud University"},
        ),
        (f"<peer_review>{TITLES}</peer_review>", "review", {"genre": "peer review"}),
        (f"<posted_content type='preprint'>{TITLES}</posted_content>", "article", {"genre": "preprint"}),
        (
            f"<posted_content type='other'>{TITLES}{HOUSE}</posted_content>",
            "post-weblog",
            {"container-title": "Mud University"},
        ),
        (f"<posted_content type='other'>{TITLES}</posted_content>", "webpage", {}),
        (
            f"<book><book_metadata/><content_item component_type='reference_entry'>{TITLES}</content_item></book>",
            "entry-encyclopedia",
            {},
        ),
    ],
)
def test_each_kind_of_work_has_its_type_and_fields_in_unixref(
    inner: str, csl_type: str, fields: dict[str, str]
) -> None:
    record = unixref(inner)
    assert (record.type, record.fields) == (csl_type, {"title": "Soils", **fields})


def test_persons_bodies_and_the_nameless_are_told_apart_in_unixref() -> None:
    people = """<contributors><person_name contributor_role="author"><given_name>Ann</given_name><surname>Roe</surname>
    </person_name><organization contributor_role="author">Mud Office</organization>
    <anonymous contributor_role="editor"/>
    <person_name contributor_role="author"><given_name>Plato</given_name></person_name></contributors>"""
    record = unixref(f"<journal><journal_article>{TITLES}{people}</journal_article></journal>")
    assert record.names == {
        "author": (Name("Roe", "Ann"), Name(literal="Mud Office"), Name(literal="Plato")),
        "editor": (Name(literal="Anonymous Editor"),),
    }


def test_the_authors_of_a_book_are_not_those_of_its_chapter_in_unixref() -> None:
    one, other = (
        f"<contributors><person_name contributor_role='author'><surname>{name}</surname></person_name></contributors>"
        for name in ("Roe", "Doe")
    )
    inner = f"<book><book_metadata>{one}</book_metadata><content_item>{other}{TITLES}</content_item></book>"
    assert unixref(inner).names == {"author": (Name("Doe"),), "container-author": (Name("Roe"),)}


def test_months_beyond_twelve_are_seasons_in_unixref() -> None:
    date = "<publication_date><month>22</month><year>2001</year></publication_date>"
    record = unixref(f"<journal><journal_article>{TITLES}{date}</journal_article></journal>")
    assert (record.dates["issued"].start, record.dates["issued"].season) == ((2001,), 2)


def openalex(**item: object) -> Record:
    whole = {"id": "https://openalex.org/W1", "title": "Soils", "authorships": [], **item}
    [record] = loads(json.dumps(whole), "openalex").records
    return record


@pytest.mark.parametrize(
    ("own", "crossref_type", "venue", "csl_type"),
    [
        ("article", "journal-article", "journal", "article-journal"),
        ("article", "proceedings-article", "journal", "paper-conference"),
        ("article", "", "conference", "paper-conference"),
        ("article", "", "repository", "article"),
        ("article", "journal-article", "repository", "article-journal"),
        ("book", "monograph", "", "book"),
        ("dissertation", "", "repository", "thesis"),
    ],
)
def test_the_more_exact_of_two_types_counts_in_openalex(
    own: str, crossref_type: str, venue: str, csl_type: str
) -> None:
    source = {"display_name": "A Place", "type": venue}
    record = openalex(type=own, type_crossref=crossref_type, primary_location={"source": source})
    assert record.type == csl_type


def test_a_thesis_is_of_its_first_authors_institution_in_openalex() -> None:
    author = {"author": {"display_name": "Ann Roe"}, "institutions": [{"display_name": "Mud University"}]}
    record = openalex(type="dissertation", authorships=[author])
    assert (record.fields["publisher"], record.names["author"]) == ("Mud University", (Name("Roe", "Ann"),))
    assert "publisher" not in openalex(type="dissertation").fields


def test_an_author_in_openalex_is_a_person_whatever_the_name_looks_like() -> None:
    record = openalex(authorships=[{"author": {"display_name": "University Press"}}])
    assert record.names["author"] == (Name("Press", "University"),)
