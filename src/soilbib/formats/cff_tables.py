"""The tables of the Citation File Format: its reference types and keys in CSL's vocabulary (schema 1.2.0)."""

from __future__ import annotations

TYPES: dict[str, str] = {
    "article": "article-journal", "art": "graphic", "audiovisual": "motion_picture", "bill": "bill",
    "blog": "post-weblog", "book": "book", "catalogue": "book", "conference": "event",
    "conference-paper": "paper-conference", "data": "dataset", "database": "dataset", "dataset": "dataset",
    "dictionary": "entry-dictionary", "edited-work": "book", "encyclopedia": "entry-encyclopedia",
    "film-broadcast": "broadcast", "generic": "document", "government-document": "report", "grant": "document",
    "hearing": "hearing", "historical-work": "classic", "legal-case": "legal_case", "legal-rule": "regulation",
    "magazine-article": "article-magazine", "manual": "report", "map": "map", "multimedia": "motion_picture",
    "music": "musical_score", "newspaper-article": "article-newspaper", "pamphlet": "pamphlet", "patent": "patent",
    "personal-communication": "personal_communication", "proceedings": "book", "report": "report",
    "serial": "periodical", "slides": "speech", "software": "software", "software-code": "software",
    "software-container": "software", "software-executable": "software", "software-virtual-machine": "software",
    "sound-recording": "song", "standard": "standard", "statute": "legislation", "thesis": "thesis",
    "unpublished": "manuscript", "video": "motion_picture", "website": "webpage",
}  # fmt: skip
"""Type of a reference → CSL type."""

WRITTEN_TYPES: dict[str, str] = {
    **{csl_type: name for name, csl_type in reversed(TYPES.items())},
    "motion_picture": "video", "report": "report", "dataset": "data", "software": "software",
    "article": "generic", "chapter": "generic", "entry": "encyclopedia", "treaty": "statute", "figure": "art",
    "review": "article", "review-book": "article", "interview": "personal-communication", "post": "website",
}  # fmt: skip
"""CSL type → type of a reference; the others are "generic"."""

TOP_TYPES: dict[str, str] = {"software": "software", "dataset": "dataset"}
"""Type of the work a file is about, which is the same in CSL."""

FIELDS: dict[str, str] = {
    "title": "title", "abstract": "abstract", "version": "version", "doi": "DOI", "license": "license", "url": "URL",
    "journal": "container-title", "volume": "volume", "issue": "issue", "isbn": "ISBN", "issn": "ISSN",
    "pmcid": "PMCID", "edition": "edition", "number": "number", "number-volumes": "number-of-volumes",
    "pages": "number-of-pages", "section": "section", "notes": "note", "medium": "medium", "status": "status",
    "thesis-type": "genre", "collection-title": "collection-title", "volume-title": "volume-title",
    "abbreviation": "title-short", "database": "archive",
}  # fmt: skip
"""Key → variable, for those that hold one text or number."""

TOP_KEYS: frozenset[str] = frozenset({"title", "abstract", "version", "doi", "license", "url"})
"""The keys of `FIELDS` that a file's own work can have."""

PEOPLE: dict[str, str] = {
    "authors": "author", "editors": "editor", "editors-series": "collection-editor", "translators": "translator",
    "recipients": "recipient",
}  # fmt: skip
"""Key → name variable."""

NAME_PARTS: dict[str, str] = {
    "family-names": "family", "given-names": "given", "name-particle": "non_dropping_particle", "name-suffix": "suffix",
}  # fmt: skip
"""Key of a person → part of a name."""

ENTITIES: dict[str, tuple[str, str]] = {
    "publisher": ("publisher", "publisher-place"),
    "institution": ("publisher", "publisher-place"),
    "conference": ("event-title", "event-place"),
}
"""Key of an entity → the variables of its name and its city."""

DATES: tuple[str, ...] = ("date-published", "date-released", "issue-date")
"""The keys of the date of issue, the most telling first."""

VERSION = "1.2.0"
MESSAGE = "Please cite this work as below."
