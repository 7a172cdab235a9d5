"""The tables of MEDLINE's tagged format: its tags in CSL's vocabulary and its publication types.

The tags are those of the National Library of Medicine ("MEDLINE/PubMed Data Element (Field) Descriptions"),
with the few that ERIC adds.
"""

from __future__ import annotations

from soilbib.model.variables import ITEM_TYPES

VARIABLES: dict[str, str] = {
    "PMID": "PMID", "TI": "title", "JT": "container-title", "TA": "container-title-short", "VI": "volume",
    "IP": "issue", "PG": "page", "DP": "issued", "LA": "language", "AB": "abstract", "TT": "original-title",
    "PL": "publisher-place", "PB": "publisher", "EN": "edition", "CTI": "collection-title",
    "VTI": "volume-title", "PMC": "PMCID", "GN": "note", "ISBN": "ISBN", "CP": "chapter-number", "FED": "editor",
    "URLF": "URL", "CI": "license",
}  # fmt: skip
"""Tag → variable; authors, identifiers of articles, keywords and types are read by code."""

ORDER: tuple[str, ...] = (
    "PMID", "OWN", "STAT", "DCOM", "LR", "IS", "ISBN", "VI", "IP", "DP", "TI", "BTI", "CTI", "VTI", "PG", "LID",
    "AB", "CI", "FAU", "FED", "EN", "LA", "PT", "DEP", "PL", "PB", "TA", "JT", "JID", "TT", "MH", "OT", "GN",
    "PMC", "AID",
)  # fmt: skip
"""The order in which tags are written; the others follow."""

PUBLICATION_TYPES: dict[str, str] = {
    "preprint": "article", "book chapter": "chapter", "book": "book", "books": "book",
    "newspaper article": "article-newspaper", "academic dissertation": "thesis", "dissertations/theses": "thesis",
    "conference paper": "paper-conference", "speeches/meeting papers": "paper-conference",
    "journal article": "article-journal", "journal articles": "article-journal",
    "video-audio media": "motion_picture", "technical report": "report", "legal case": "legal_case",
    "legal cases": "legal_case", "legal/legislative/regulatory materials": "legislation", "dataset": "dataset",
    "computer programs": "software", "case reports": "article-journal", "letter": "article-journal",
    "editorial": "article-journal", "review": "article-journal", "comment": "article-journal",
    **{csl_type: csl_type for csl_type in ITEM_TYPES},
}  # fmt: skip
"""Publication type in lower case → CSL type; of a record's types the first in this table counts.

An article of a journal is one, whatever it reports on (a data set, a case).
"""

WRITTEN_TYPES: dict[str, str] = {
    "article-journal": "Journal Article", "article": "Preprint", "book": "Book", "chapter": "Book Chapter",
    "article-newspaper": "Newspaper Article", "motion_picture": "Video-Audio Media", "report": "Technical Report",
    "legal_case": "Legal Case", "dataset": "Dataset", "thesis": "Academic Dissertation",
    "paper-conference": "Conference Paper",
}  # fmt: skip
"""CSL type → the publication type that is written for it; the others are written by their CSL name."""

WORK_TYPES: frozenset[str] = frozenset({"report", "book", "thesis"})
"""The types of whole works in ERIC, whose "journal" is the publisher."""
