"""What a record's page tells programs: COinS (Z39.88) for reference managers, schema.org for search engines."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest

from soilbib.formats.openurl import write_context
from soilbib.model import Name, Record, from_csl
from soilbib.web.schema_org import schema_org

ARTICLE: dict[str, Any] = {
    "id": "a", "type": "article-journal", "title": "Clay & <i>loam</i>", "container-title": "Soil Letters",
    "volume": "7", "issue": "2", "page": "11-19", "ISSN": "1234-5679", "DOI": "10.5555/clay", "language": "en",
    "author": [{"family": "Doe", "given": "Jane"}, {"literal": "Hedgerow Trust"}],
    "issued": {"date-parts": [[2001, 5]]}, "URL": "https://example.org/clay", "publisher": "Field Press",
}  # fmt: skip
CHAPTER: dict[str, Any] = {
    "id": "c", "type": "chapter", "title": "On worms", "container-title": "A Book of Soils", "publisher": "Field Press",
    "publisher-place": "Ghent", "editor": [{"family": "Roe", "given": "John"}], "edition": "2", "ISBN": "9780000000002",
}  # fmt: skip
THESIS: dict[str, Any] = {"id": "t", "type": "thesis", "title": "Peat", "publisher": "University of Mud"}
PAGE: dict[str, Any] = {
    "id": "p", "type": "webpage", "title": "Bogs", "author": [{"family": "Doe", "given": "Jane"}],
    "URL": "https://example.org/bogs", "abstract": "Wet.", "PMID": "77",
}  # fmt: skip


def test_an_article_is_told_with_its_issue_volume_and_journal() -> None:
    assert schema_org(from_csl(ARTICLE)) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": "Clay & loam",
        "inLanguage": "en",
        "url": "https://example.org/clay",
        "pagination": "11-19",
        "author": [
            {"@type": "Person", "name": "Jane Doe", "familyName": "Doe", "givenName": "Jane"},
            {"@type": "Organization", "name": "Hedgerow Trust"},
        ],
        "datePublished": "2001-05",
        "identifier": {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.5555/clay"},
        "sameAs": "https://doi.org/10.5555/clay",
        "publisher": {"@type": "Organization", "name": "Field Press"},
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "2",
            "isPartOf": {
                "@type": "PublicationVolume",
                "volumeNumber": "7",
                "isPartOf": {"@type": "Periodical", "name": "Soil Letters", "issn": "1234-5679"},
            },
        },
    }


def test_what_a_record_does_not_say_is_not_told() -> None:
    assert schema_org(Record(type="document")) == {"@context": "https://schema.org", "@type": "CreativeWork"}
    mononym = schema_org(Record(type="book", names={"author": (Name("Plato"),)}))
    assert mononym["author"] == [{"@type": "Person", "name": "Plato", "familyName": "Plato"}]
    assert schema_org(from_csl(CHAPTER))["isPartOf"] == {"@type": "Book", "name": "A Book of Soils"}


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (
            ARTICLE,
            [
                ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"), ("rft.genre", "article"),
                ("rft.atitle", "Clay & loam"), ("rft.jtitle", "Soil Letters"),
                ("rft.volume", "7"), ("rft.issue", "2"), ("rft.pages", "11-19"),
                ("rft.issn", "1234-5679"), ("rft.date", "2001-05"), ("rft.spage", "11"), ("rft.epage", "19"),
                ("rft.aulast", "Doe"), ("rft.aufirst", "Jane"), ("rft.au", "Doe, Jane"), ("rft.language", "en"),
                ("rft.aucorp", "Hedgerow Trust"), ("rft_id", "info:doi/10.5555/clay"), ("rft_id", "https://example.org/clay"),
            ],
        ),
        (
            CHAPTER,
            [
                ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"), ("rft.genre", "bookitem"), ("rft.atitle", "On worms"),
                ("rft.pub", "Field Press"), ("rft.place", "Ghent"), ("rft.edition", "2"),
                ("rft.btitle", "A Book of Soils"), ("rft.isbn", "9780000000002"),
            ],
        ),
        (
            THESIS,
            [
                ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dissertation"), ("rft.title", "Peat"),
                ("rft.inst", "University of Mud"),
            ],
        ),
        (
            PAGE,
            [
                ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"), ("rft.title", "Bogs"), ("rft.description", "Wet."),
                ("rft.identifier", "https://example.org/bogs"), ("rft.type", "webpage"), ("rft.creator", "Doe, Jane"),
                ("rft_id", "info:pmid/77"), ("rft_id", "https://example.org/bogs"),
            ],
        ),
    ],
    ids=["article", "chapter", "thesis", "page"],
)  # fmt: skip
def test_a_context_object_has_the_keys_of_its_kind(item: dict[str, Any], told: list[tuple[str, str]]) -> None:
    assert sorted(parse_qsl(write_context(from_csl(item)))) == sorted([("ctx_ver", "Z39.88-2004"), *told])


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ("221-8", {"rft.pages": "221-8", "rft.spage": "221", "rft.epage": "228"}),
        ("e12", {"rft.pages": "e12", "rft.spage": "e12"}),
        ("1-3, 7-9", {"rft.pages": "1-3, 7-9"}),
    ],
)
def test_a_link_resolver_gets_the_first_page_and_the_last_in_full(pages: str, told: dict[str, str]) -> None:
    pairs = parse_qsl(write_context(from_csl({**THESIS, "type": "article-journal", "page": pages})))
    assert {key: value for key, value in pairs if "page" in key} == told
