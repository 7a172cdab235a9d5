"""The tables of EndNote XML: its reference types, and its elements in CSL's vocabulary."""

from __future__ import annotations

TYPES: dict[str, tuple[str, int]] = {
    "Aggregated Database": ("dataset", 55), "Ancient Text": ("classic", 51), "Artwork": ("graphic", 2),
    "Audiovisual Material": ("motion_picture", 3), "Bill": ("bill", 4), "Blog": ("post-weblog", 56),
    "Book": ("book", 6), "Book Section": ("chapter", 5), "Case": ("legal_case", 7), "Catalog": ("book", 8),
    "Chart or Table": ("figure", 38), "Classical Work": ("classic", 49), "Computer Program": ("software", 9),
    "Conference Paper": ("paper-conference", 47), "Conference Proceedings": ("paper-conference", 10),
    "Dataset": ("dataset", 59), "Dictionary": ("entry-dictionary", 52), "Edited Book": ("book", 28),
    "Electronic Article": ("article-journal", 43), "Electronic Book": ("book", 44),
    "Electronic Book Section": ("chapter", 60), "Encyclopedia": ("entry-encyclopedia", 53),
    "Equation": ("document", 39), "Figure": ("figure", 37), "Film or Broadcast": ("motion_picture", 21),
    "Generic": ("document", 13), "Government Document": ("report", 46), "Grant": ("document", 54),
    "Hearing": ("hearing", 14), "Interview": ("interview", 62), "Journal Article": ("article-journal", 17),
    "Legal Rule or Regulation": ("regulation", 50), "Magazine Article": ("article-magazine", 19),
    "Manuscript": ("manuscript", 36), "Map": ("map", 20), "Multimedia Application": ("software", 64),
    "Music": ("musical_score", 61), "Newspaper Article": ("article-newspaper", 23),
    "Online Database": ("dataset", 45), "Online Multimedia": ("webpage", 48), "Pamphlet": ("pamphlet", 24),
    "Patent": ("patent", 25), "Personal Communication": ("personal_communication", 26),
    "Podcast": ("broadcast", 63), "Preprint": ("article", 80), "Press Release": ("document", 65),
    "Report": ("report", 27), "Serial": ("book", 57),
    "Standard": ("standard", 58), "Statute": ("legislation", 31), "Thesis": ("thesis", 32),
    "Unpublished Work": ("manuscript", 34), "Web Page": ("webpage", 12),
}  # fmt: skip
"""Name of a reference type: the CSL type, and EndNote's number."""

NUMBERS: dict[int, str] = {
    **{number: name for name, (_, number) in TYPES.items()},
    0: "Journal Article", 1: "Book", 22: "Conference Proceedings", 11: "Conference Paper", 16: "Web Page",
}  # fmt: skip
"""Number → name; 0, 1, 16 and 22 come from other programs that count in their own way."""

LATER_TYPES: dict[str, str] = {
    "discussion forum": "Blog", "social media": "Blog", "television episode": "Film or Broadcast",
}  # fmt: skip
"""Name of a type that newer versions have, in lower case → the one that it is read as."""

TYPE_OF: dict[str, str] = {
    "article": "Preprint", "article-journal": "Journal Article", "article-magazine": "Magazine Article",
    "article-newspaper": "Newspaper Article", "bill": "Bill", "book": "Book", "broadcast": "Podcast",
    "chapter": "Book Section", "classic": "Classical Work", "dataset": "Dataset", "document": "Generic",
    "entry": "Dictionary", "entry-dictionary": "Dictionary", "entry-encyclopedia": "Encyclopedia", "figure": "Figure",
    "graphic": "Artwork", "hearing": "Hearing", "interview": "Interview", "legal_case": "Case",
    "legislation": "Statute", "manuscript": "Manuscript", "map": "Map", "motion_picture": "Film or Broadcast",
    "musical_score": "Music", "pamphlet": "Pamphlet", "paper-conference": "Conference Paper", "patent": "Patent",
    "personal_communication": "Personal Communication", "post": "Blog", "post-weblog": "Blog",
    "regulation": "Legal Rule or Regulation", "report": "Report", "review": "Journal Article",
    "review-book": "Journal Article", "software": "Computer Program", "standard": "Standard", "thesis": "Thesis",
    "webpage": "Web Page",
}  # fmt: skip
"""CSL type → the reference type that is written for it; the types that EndNote lacks are generic."""

NAMES: dict[str, str] = {
    "contributors/authors": "author", "contributors/secondary-authors": "editor",
    "contributors/tertiary-authors": "collection-editor", "contributors/subsidiary-authors": "translator",
}  # fmt: skip
NAMES_BY_TYPE: dict[str, dict[str, str]] = {
    "bill": {"contributors/secondary-authors": "", "contributors/tertiary-authors": "contributor"},
    "book": {"contributors/secondary-authors": "collection-editor", "contributors/tertiary-authors": "editor"},
    "chapter": {"contributors/subsidiary-authors": "translator"},
    "legal_case": {"contributors/subsidiary-authors": "contributor"},
    "motion_picture": {
        "contributors/authors": "director", "contributors/tertiary-authors": "producer",
        "contributors/subsidiary-authors": "performer",
    },
    "paper-conference": {"contributors/subsidiary-authors": "contributor"},
    "report": {"contributors/secondary-authors": "collection-editor", "contributors/tertiary-authors": "editor"},
    "thesis": {"contributors/tertiary-authors": "contributor"},
    "personal_communication": {"contributors/secondary-authors": "recipient"},
    "patent": {"contributors/secondary-authors": ""},
}  # fmt: skip
"""Element → variable, where the type says otherwise; an empty one is no list of names."""

FIELDS: dict[str, str] = {
    "titles/title": "title", "titles/secondary-title": "container-title", "titles/tertiary-title": "collection-title",
    "titles/short-title": "title-short", "titles/alt-title": "container-title-short",
    "periodical/full-title": "container-title", "periodical/abbr-1": "container-title-short",
    "alt-periodical/full-title": "container-title-short", "alt-periodical/abbr-1": "container-title-short",
    "pages": "page", "volume": "volume", "number": "issue", "num-vols": "number-of-volumes",
    "edition": "edition", "section": "section", "reprint-edition": "original-title",
    "pub-location": "publisher-place", "publisher": "publisher", "orig-pub": "original-publisher",
    "work-type": "genre", "reviewed-item": "reviewed-title", "electronic-resource-num": "DOI",
    "abstract": "abstract", "notes": "note", "research-notes": "annote", "language": "language",
    "call-num": "call-number", "accession-num": "archive_location", "remote-database-name": "archive",
    "remote-database-provider": "source", "urls/web-urls/url": "URL", "urls/related-urls/url": "URL",
}  # fmt: skip
"""Element → variable; where two elements have one variable, the first that has text counts."""

_SERIES: dict[str, str] = {
    "titles/secondary-title": "collection-title",
    "titles/tertiary-title": "volume-title",
}
FIELDS_BY_TYPE: dict[str, dict[str, str]] = {
    "article-journal": {"custom7": "number", "custom2": "PMCID"},
    "bill": {"number": "number"},
    "book": {**_SERIES, "pages": "number-of-pages", "number": "collection-number"},
    "chapter": {"number": "collection-number", "section": "chapter-number"},
    "dataset": {**_SERIES, "edition": "version"},
    "legal_case": {"publisher": "authority", "number": "number"},
    "legislation": {"number": "number"},
    "map": _SERIES,
    "paper-conference": {"titles/tertiary-title": "event-title"},
    "patent": {
        "number": "number", "volume": "", "contributors/secondary-authors": "authority", "section": "jurisdiction",
        "isbn": "number",
    },
    "report": {**_SERIES, "number": "collection-number", "isbn": "number"},
    "software": {**_SERIES, "edition": "version"},
    "speech": {"titles/secondary-title": "event-title"},
    "standard": {**_SERIES, "isbn": "number"},
    "thesis": {**_SERIES, "pages": "number-of-pages", "number": ""},
}  # fmt: skip

NAMES_OF: dict[str, dict[str, str]] = {
    "Edited Book": {
        "contributors/authors": "editor", "contributors/secondary-authors": "collection-editor",
        "contributors/tertiary-authors": "editor",
    },
}  # fmt: skip
FIELDS_OF: dict[str, dict[str, str]] = {
    "Conference Proceedings": {"titles/tertiary-title": "collection-title"},
}
"""Reference type → element → variable, where it says otherwise than the CSL type."""

CONTAINERS = frozenset(
    {
        "contributors",
        "titles",
        "periodical",
        "alt-periodical",
        "dates",
        "pub-dates",
        "urls",
        "web-urls",
        "related-urls",
    }
)

ORDER: tuple[str, ...] = (
    "database", "source-app", "rec-number", "foreign-keys", "ref-type", "contributors", "auth-address", "titles",
    "periodical", "alt-periodical", "pages", "volume", "number", "issue", "num-vols", "edition", "section",
    "reprint-edition", "keywords", "dates", "pub-location", "publisher", "orig-pub", "isbn", "accession-num",
    "call-num", "electronic-resource-num", "abstract", "label", "caption", "notes", "research-notes", "work-type",
    "reviewed-item", "remote-database-name", "remote-database-provider", "language", "urls", "access-date",
    "custom1", "custom2", "custom3", "custom4", "custom5", "custom6", "custom7", "modified-date",
)  # fmt: skip
"""The order of the elements of a record, as EndNote writes them."""


def field_table(csl_type: str, name: str = "") -> dict[str, str]:
    """Element → variable for records of a type, and of one of EndNote's."""
    return {**FIELDS, **FIELDS_BY_TYPE.get(csl_type, {}), **FIELDS_OF.get(name, {})}


def name_table(csl_type: str, name: str = "") -> dict[str, str]:
    """Element → name variable for records of a type, and of one of EndNote's."""
    return {**NAMES, **NAMES_BY_TYPE.get(csl_type, {}), **NAMES_OF.get(name, {})}
