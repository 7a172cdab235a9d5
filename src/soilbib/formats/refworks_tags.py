"""The tables of RefWorks' tagged format: its reference types and tags in CSL's vocabulary.

The tags are those of the legend at the head of RefWorks' own exports.
"""

from __future__ import annotations

TYPES: dict[str, str] = {
    "Journal Article": "article-journal", "Journal": "article-journal", "Journal, Electronic": "article-journal",
    "Generic": "document", "Abstract": "article-journal", "Artwork": "graphic", "Bills/Resolutions": "bill",
    "Book, Whole": "book", "Book": "book", "Book, Section": "chapter", "Book Section": "chapter",
    "Book, Edited": "book", "Case/Court Decisions": "legal_case", "Computer Program": "software",
    "Conference Proceedings": "paper-conference", "Conference Proceeding": "paper-conference",
    "Dissertation/Thesis": "thesis", "Dissertation": "thesis", "Thesis": "thesis",
    "Dissertation/Thesis, Unpublished": "thesis", "Unpublished Dissertation": "thesis", "Grant": "document",
    "Hearing": "hearing", "Journal, Monograph": "book", "Laws/Statutes": "legislation",
    "Magazine Article": "article-magazine", "Map": "map", "Monograph": "book", "Motion Picture": "motion_picture",
    "Video/DVD": "motion_picture", "Music Score": "musical_score", "Newspaper Article": "article-newspaper",
    "Online Discussion Forum": "post", "Online Discussion Forum/Blogs": "post", "Patent": "patent",
    "Personal Communication": "personal_communication", "Report": "report", "Sound Recording": "song",
    "Unpublished Material": "manuscript", "Web Page": "webpage", "Preprint": "article", "Dataset": "dataset",
}  # fmt: skip
"""RefWorks' type → CSL type. The first of those that share a CSL type is the usual one."""

CSL_TYPES: dict[str, str] = {
    **{csl_type: name for name, csl_type in reversed(TYPES.items())},
    "broadcast": "Motion Picture", "classic": "Book, Whole", "collection": "Generic", "entry": "Book, Section",
    "entry-dictionary": "Book, Section", "entry-encyclopedia": "Book, Section", "event": "Generic",
    "figure": "Artwork", "interview": "Personal Communication", "pamphlet": "Book, Whole", "performance": "Generic",
    "periodical": "Generic", "post-weblog": "Online Discussion Forum", "regulation": "Laws/Statutes",
    "review": "Journal Article", "review-book": "Journal Article", "speech": "Conference Proceedings",
    "standard": "Report", "treaty": "Laws/Statutes",
}  # fmt: skip
"""CSL type → the type that is written for it; the types that RefWorks lacks get the nearest."""

KNOWN_TYPES: dict[str, str] = {name.lower(): csl_type for name, csl_type in TYPES.items()}

VARIABLES: dict[str, str] = {
    "A1": "author", "T1": "title", "JF": "container-title", "JO": "container-title-short", "VO": "volume",
    "IS": "issue", "K1": "keyword", "AB": "abstract", "NO": "note", "A2": "editor", "T2": "container-title",
    "ED": "edition", "PB": "publisher", "PP": "publisher-place", "A3": "collection-editor", "A4": "translator",
    "T3": "collection-title", "AN": "archive_location", "LA": "language", "OT": "original-title", "LK": "URL",
    "UL": "URL", "DO": "DOI", "CN": "call-number", "DB": "archive", "DS": "source", "RD": "accessed",
    "ST": "title-short", "WT": "container-title", "A6": "editor", "WV": "version", "PMID": "PMID", "PMCID": "PMCID",
}  # fmt: skip
"""Tag → variable; the first tag of a variable is the one that is written."""

_BOOK = {"T2": "collection-title", "T3": "volume-title", "A2": "editor"}
_PART = {"T2": "container-title", "JF": "container-title"}

BY_TYPE: dict[str, dict[str, str]] = {
    "book": _BOOK,
    "chapter": _PART,
    "paper-conference": _PART,
    "patent": {"VO": "number", "IS": "number", "PB": "authority"},
    "report": {"VO": "number", "IS": "number", **_BOOK},
    "software": {"ED": "version"},
    "thesis": {"VO": "genre"},
    "webpage": {"WT": "container-title", "JF": "container-title"},
}
"""What a type says otherwise."""

ORDER: tuple[str, ...] = (
    "RT", "SR", "ID", "A1", "T1", "JF", "JO", "YR", "FD", "VO", "IS", "SP", "OP", "K1", "AB", "NO", "A2", "T2",
    "ED", "PB", "PP", "A3", "A4", "A5", "T3", "SN", "AV", "AD", "AN", "LA", "CL", "SF", "OT", "LK", "DO", "CN",
    "DB", "DS", "IP", "RD", "ST", "UL", "SL", "LL", "CR", "WT", "A6", "WV", "WP", "OL", "PMID", "PMCID",
)  # fmt: skip
"""The order in which tags are written; the others follow."""

KNOWN_TAGS = frozenset(ORDER) | {f"U{number}" for number in range(1, 16)}


def reading_table(csl_type: str) -> dict[str, str]:
    """Tag → variable, for a record of that type."""
    own = BY_TYPE.get(csl_type, {})
    return {**own, **{tag: variable for tag, variable in VARIABLES.items() if tag not in own}}
