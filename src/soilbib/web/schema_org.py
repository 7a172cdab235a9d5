"""schema.org metadata of a record, as JSON-LD for a page."""

from __future__ import annotations

import json
from typing import Any

from soilbib.model import Name, Record
from soilbib.model.markup import plain_text

TYPES: dict[str, str] = {
    "article": "ScholarlyArticle", "article-journal": "ScholarlyArticle", "article-magazine": "Article",
    "article-newspaper": "NewsArticle", "book": "Book", "broadcast": "Episode", "chapter": "Chapter",
    "dataset": "Dataset", "figure": "ImageObject", "graphic": "VisualArtwork", "legislation": "Legislation",
    "manuscript": "Manuscript", "map": "Map", "motion_picture": "Movie", "musical_score": "SheetMusic",
    "paper-conference": "ScholarlyArticle", "periodical": "Periodical", "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting", "report": "Report", "review": "Review", "review-book": "Review",
    "software": "SoftwareSourceCode", "song": "AudioObject", "speech": "PresentationDigitalDocument",
    "thesis": "Thesis", "webpage": "WebPage",
}  # fmt: skip
"""Item type → schema.org's; the others are a CreativeWork."""

CONTAINERS: dict[str, str] = {
    "ScholarlyArticle": "Periodical", "Article": "Periodical", "NewsArticle": "Newspaper", "Chapter": "Book",
    "Episode": "CreativeWorkSeries", "BlogPosting": "Blog",
}  # fmt: skip
FIELDS: dict[str, str] = {
    "title": "name", "abstract": "abstract", "language": "inLanguage", "URL": "url", "ISBN": "isbn",
    "page": "pagination", "edition": "bookEdition", "version": "version", "keyword": "keywords", "license": "license",
}  # fmt: skip
PEOPLE: dict[str, str] = {
    "author": "author", "editor": "editor", "translator": "translator", "illustrator": "illustrator",
    "director": "director", "contributor": "contributor", "producer": "producer",
}  # fmt: skip


def schema_org(record: Record) -> dict[str, Any]:
    """The record as a JSON-LD object."""
    kind = TYPES.get(record.type, "CreativeWork")
    found: dict[str, Any] = {"@context": "https://schema.org", "@type": kind}
    found |= {name: plain_text(record.fields[key]) for key, name in FIELDS.items() if record.fields.get(key)}
    found |= {
        name: [_agent(each) for each in record.names[key]]
        for key, name in PEOPLE.items()
        if key in record.names
    }
    if "issued" in record.dates:
        found["datePublished"] = record.dates["issued"].text
    if doi := record.fields.get("DOI"):
        found["identifier"] = {"@type": "PropertyValue", "propertyID": "DOI", "value": doi}
        found["sameAs"] = f"https://doi.org/{doi}"
    if publisher := record.fields.get("publisher"):
        found["publisher"] = {"@type": "Organization", "name": plain_text(publisher)}
    if container := _container(record, kind):
        found["isPartOf"] = container
    return found


def _agent(name: Name) -> dict[str, str]:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    parts = {"name": name.display, "familyName": name.full_family, "givenName": name.given}
    return {"@type": "Person", **{key: value for key, value in parts.items() if value}}


def _container(record: Record, kind: str) -> dict[str, Any]:
    """What the work is a part of: an issue of a volume of a journal, a book."""
    title = record.fields.get("container-title")
    if not title:
        return {}
    part: dict[str, Any] = {"@type": CONTAINERS.get(kind, "CreativeWork"), "name": plain_text(title)}
    if issn := record.fields.get("ISSN"):
        part["issn"] = issn
    for variable, outer, name in (
        ("volume", "PublicationVolume", "volumeNumber"), ("issue", "PublicationIssue", "issueNumber"),
    ):  # fmt: skip
        if value := record.fields.get(variable):
            part = {"@type": outer, name: value, "isPartOf": part}
    return part


def as_script(record: Record) -> str:
    """The object as the text of a ``<script type="application/ld+json">``, in which nothing ends the element."""
    text = json.dumps(schema_org(record), ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
