"""The item types and variables of CSL 1.0.2 (specification, appendices III and IV)."""

from __future__ import annotations

ITEM_TYPES: dict[str, str] = {
    "article": "a self-contained work outside a journal, such as a preprint or working paper",
    "article-journal": "an article in an academic journal",
    "article-magazine": "an article in a magazine",
    "article-newspaper": "an article in a newspaper",
    "bill": "proposed legislation",
    "book": "a book, edited volume or proceedings volume",
    "broadcast": "a radio or television programme or podcast",
    "chapter": "a part of a book",
    "classic": "a classical or ancient work",
    "collection": "an archival collection",
    "dataset": "a set of data",
    "document": "anything that no other type fits",
    "entry": "an entry in a database, directory or catalogue",
    "entry-dictionary": "an entry in a dictionary",
    "entry-encyclopedia": "an entry in an encyclopedia",
    "event": "an organised event itself",
    "figure": "an illustration in a larger work",
    "graphic": "a still visual work",
    "hearing": "a hearing or its transcript",
    "interview": "an interview",
    "legal_case": "a legal case",
    "legislation": "a law or resolution",
    "manuscript": "an unpublished manuscript",
    "map": "a geographic map",
    "motion_picture": "a film or video",
    "musical_score": "a printed score",
    "pamphlet": "an ephemeral print",
    "paper-conference": "a paper in proceedings",
    "patent": "a patent",
    "performance": "a live artistic performance",
    "periodical": "a whole issue or run of a periodical",
    "personal_communication": "a letter, message or conversation",
    "post": "a post on a forum or network",
    "post-weblog": "a blog post",
    "regulation": "an administrative order",
    "report": "a report, white paper or manual",
    "review": "a review of anything but a book",
    "review-book": "a review of a book",
    "software": "software",
    "song": "an audio recording",
    "speech": "a talk, poster or presentation",
    "standard": "a technical standard",
    "thesis": "a thesis",
    "treaty": "a treaty",
    "webpage": "a website or a page of one",
}

NUMBER_VARIABLES: frozenset[str] = frozenset(
    {
        "chapter-number", "citation-number", "collection-number", "edition",
        "first-reference-note-number", "issue", "locator", "number", "number-of-pages",
        "number-of-volumes", "page", "page-first", "part-number", "printing-number", "section",
        "supplement-number", "version", "volume",
    }
)  # fmt: skip

STANDARD_VARIABLES: frozenset[str] = NUMBER_VARIABLES | {
    "DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL", "abstract", "annote", "archive", "archive-place",
    "archive_collection", "archive_location", "authority", "call-number", "citation-key",
    "citation-label", "collection-title", "container-title", "container-title-short", "dimensions",
    "division", "event", "event-place", "event-title", "genre", "jurisdiction", "keyword", "language",
    "license", "medium", "note", "original-publisher", "original-publisher-place", "original-title",
    "part-title", "publisher", "publisher-place", "references", "reviewed-genre", "reviewed-title",
    "scale", "source", "status", "title", "title-short", "volume-title", "year-suffix",
}  # fmt: skip

DATE_VARIABLES: frozenset[str] = frozenset(
    {"accessed", "available-date", "event-date", "issued", "original-date", "submitted"}
)

NAME_VARIABLES: frozenset[str] = frozenset(
    {
        "author", "chair", "collection-editor", "compiler", "composer", "container-author",
        "contributor", "curator", "director", "editor", "editor-translator", "editorial-director",
        "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator", "organizer",
        "original-author", "performer", "producer", "recipient", "reviewed-author", "script-writer",
        "series-creator", "translator",
    }
)  # fmt: skip

LEGACY_NAMES: dict[str, str] = {
    "event": "event-title",
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
}
"""Spellings of older CSL-JSON, read as today's variable."""

CROSSREF_TYPES: dict[str, str] = {
    "journal-article": "article-journal", "journal": "periodical", "journal-issue": "periodical",
    "journal-volume": "periodical", "book": "book", "monograph": "book", "edited-book": "book",
    "reference-book": "book", "book-series": "book", "book-set": "book", "book-chapter": "chapter",
    "book-part": "chapter", "book-section": "chapter", "book-track": "chapter", "reference-entry": "entry",
    "proceedings": "book", "proceedings-series": "book", "proceedings-article": "paper-conference",
    "posted-content": "article", "dissertation": "thesis", "report": "report", "report-component": "report",
    "report-series": "report", "standard": "standard", "standard-series": "standard", "dataset": "dataset",
    "database": "dataset", "peer-review": "review", "component": "document", "grant": "document",
    "other": "document",
}  # fmt: skip
"""Crossref's type → CSL type (REST API, /types); its CSL-JSON has these, too."""
