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
