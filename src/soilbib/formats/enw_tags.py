"""The tables of EndNote's tagged format (Refer, BibIX): its types and tags in CSL's vocabulary.

The meanings follow EndNote's table of generic fields; where that depends on the type, the type's own table
stands before the general one.
"""

from __future__ import annotations

TYPES: dict[str, str] = {
    "Journal Article": "article-journal", "Generic": "document", "Book": "book", "Book Section": "chapter",
    "Edited Book": "book", "Electronic Book": "book", "Electronic Book Section": "chapter",
    "Conference Paper": "paper-conference", "Conference Proceedings": "paper-conference", "Thesis": "thesis",
    "Report": "report", "Government Document": "report", "Web Page": "webpage", "Blog": "post-weblog",
    "Electronic Article": "article-journal", "Magazine Article": "article-magazine",
    "Newspaper Article": "article-newspaper", "Manuscript": "manuscript", "Unpublished Work": "manuscript",
    "Patent": "patent", "Dataset": "dataset", "Computer Program": "software", "Online Database": "dataset",
    "Aggregated Database": "dataset", "Map": "map", "Chart or Table": "figure", "Figure": "figure",
    "Artwork": "graphic", "Audiovisual Material": "motion_picture", "Film or Broadcast": "motion_picture",
    "Online Multimedia": "motion_picture", "Multimedia Application": "motion_picture", "Video": "motion_picture",
    "Music": "musical_score", "Podcast": "song", "Sound Recording": "song", "Dictionary": "entry-dictionary",
    "Encyclopedia": "entry-encyclopedia", "Encyclopaedia": "entry-encyclopedia", "Ancient Text": "classic",
    "Classical Work": "classic", "Bill": "bill", "Case": "legal_case", "Hearing": "hearing", "Statute": "legislation",
    "Legal Rule or Regulation": "regulation", "Legal Rule": "regulation", "Standard": "standard",
    "Pamphlet": "pamphlet", "Personal Communication": "personal_communication", "Interview": "interview",
    "Serial": "periodical", "Press Release": "document", "Grant": "document", "Equation": "document",
    "Catalog": "document", "Discussion Forum": "post", "Social Media": "post", "Television Episode": "broadcast",
    "Preprint": "article", "Presentation": "speech",
}  # fmt: skip
"""EndNote's reference type → CSL type. The first of those that share a CSL type is the usual one."""

CSL_TYPES: dict[str, str] = {
    **{csl_type: name for name, csl_type in reversed(TYPES.items())},
    "entry": "Encyclopedia", "event": "Generic", "performance": "Generic", "collection": "Generic",
    "review": "Journal Article", "review-book": "Journal Article", "treaty": "Legal Rule or Regulation",
    "song": "Podcast", "motion_picture": "Film or Broadcast", "figure": "Figure",
}  # fmt: skip
"""CSL type → the type that is written for it; the types that EndNote lacks get the nearest."""

_GENERAL: dict[str, str] = {
    "F": "id", "A": "author", "E": "editor", "?": "translator", "Y": "translator",
    "T": "title", "!": "title-short", "J": "container-title", "B": "container-title", "O": "container-title-short",
    "S": "collection-title", "D": "issued", "8": "issued", "[": "accessed", "V": "volume", "N": "issue",
    "P": "page", "&": "section", "6": "number-of-volumes", "7": "edition", "I": "publisher",
    "C": "publisher-place", "9": "genre", "G": "language", "R": "DOI", "U": "URL", "@": "ISSN", "L": "call-number",
    "M": "archive_location", "~": "archive", "W": "source", "K": "keyword", "X": "abstract", "Z": "note",
    "<": "annote", "(": "original-title", "*": "reviewed-title",
}  # fmt: skip

_BOOK = {"B": "collection-title", "S": "collection-title", "@": "ISBN", "N": "number", "O": "note"}
_PART = {"B": "container-title", "Y": "collection-editor", "@": "ISBN", "O": "note"}
_PLAIN = {"B": "container-title", "O": "note"}

_BY_TYPE: dict[str, dict[str, str]] = {
    "book": _BOOK,
    "chapter": _PART,
    "classic": _BOOK,
    "dataset": {"7": "version"},
    "document": _PLAIN,
    "entry-dictionary": _PART,
    "entry-encyclopedia": _PART,
    "graphic": _PLAIN,
    "manuscript": {**_PLAIN, "N": "number"},
    "map": _PLAIN,
    "musical_score": _BOOK,
    "motion_picture": {"A": "director", "?": "performer", "E": "producer", **_PLAIN},
    "pamphlet": _BOOK,
    "paper-conference": _PART,
    "patent": {**_PLAIN, "@": "number", "N": "number", "I": "authority"},
    "personal_communication": {**_PLAIN, "E": "recipient"},
    "report": {"@": "number", "N": "number", "B": "collection-title", "S": "collection-title", "O": "note"},
    "software": {**_PLAIN, "7": "version"},
    "standard": {**_PLAIN, "@": "number", "N": "number"},
    "thesis": {"Y": "contributor", "N": "number", "O": "note", "B": "section", "@": "ISBN"},
    "webpage": _PLAIN,
}
"""What a type says otherwise; a variable's first tag is the one that is written."""

JOURNAL_TYPES = frozenset({"article-journal", "article-magazine", "article-newspaper", "periodical"})
ORDER = "0 F A ? E Y H T ! B J S V N 6 7 P & I C D 8 9 R U @ [ G K X Z < O ( Q * L M ~ W".split()
"""The order in which tags are written."""

KNOWN_TYPES: dict[str, str] = {name.lower(): name for name in TYPES}


def reading_table(csl_type: str) -> dict[str, str]:
    """Tag → variable, for a record of that type."""
    own = _BY_TYPE.get(csl_type, {} if csl_type in JOURNAL_TYPES else _PLAIN)
    return {**own, **{tag: variable for tag, variable in _GENERAL.items() if tag not in own}}
