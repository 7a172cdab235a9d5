"""The tables of RIS: its types and its tags in CSL's vocabulary.

Where the same tag means different things in different types, the meanings follow EndNote's table of
reference types as Zotero reads it. What is only read: the tags of the older specification and of the databases
(`soilbib.formats.ris_dialects` says which of them writes what).
"""

from __future__ import annotations

from functools import cache

TYPES: dict[str, str] = {
    "ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "classic", "ART": "graphic",
    "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter",
    "CHART": "figure", "CLSWK": "classic", "COMP": "software", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "CTLG": "article-magazine", "DATA": "dataset", "DBASE": "dataset",
    "DICT": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter", "EDBOOK": "book", "EJOUR": "article-journal",
    "ELEC": "webpage", "ENCYC": "entry-encyclopedia", "EQUA": "document", "FIGURE": "figure", "GEN": "document",
    "GOVDOC": "report", "GRANT": "document", "GRNT": "document", "HEAR": "hearing",
    "ICOMM": "personal_communication", "INPR": "article", "JFULL": "periodical", "JOUR": "article-journal",
    "LEGAL": "regulation", "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine", "MISC": "document",
    "MPCT": "motion_picture", "MULTI": "motion_picture", "MUSIC": "musical_score", "NEWS": "article-newspaper",
    "PAMP": "pamphlet", "PAT": "patent", "PCOMM": "personal_communication", "RPRT": "report", "SER": "book",
    "SLIDE": "speech", "SOUND": "song", "STAND": "standard", "STAT": "legislation", "THES": "thesis",
    "UNBILL": "bill", "UNPB": "manuscript", "UNPD": "manuscript", "VIDEO": "motion_picture", "WEB": "webpage",
}  # fmt: skip
"""RIS type → CSL type."""

TYPE_NAMES: dict[str, str] = {
    "JOURNAL ARTICLE": "JOUR", "ELECTRONIC ARTICLE": "EJOUR", "MAGAZINE ARTICLE": "MGZN", "NEWSPAPER ARTICLE": "NEWS",
    "BOOK SECTION": "CHAP", "BOOK CHAPTER": "CHAP", "EDITED BOOK": "EDBOOK", "CONFERENCE PAPER": "CPAPER",
    "CONFERENCE PROCEEDINGS": "CONF", "THESIS": "THES", "REPORT": "RPRT", "WEB PAGE": "ELEC", "GENERIC": "GEN",
    "STD": "GEN", "EJOU": "EJOUR",
}  # fmt: skip
"""Reference types by name, as some producers write them."""

CSL_TYPES: dict[str, str] = {
    "article": "INPR", "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
    "bill": "BILL", "book": "BOOK", "broadcast": "MPCT", "chapter": "CHAP", "classic": "CLSWK",
    "collection": "GEN", "dataset": "DATA", "document": "GEN", "entry": "DICT", "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC", "event": "GEN", "figure": "FIGURE", "graphic": "ART", "hearing": "HEAR",
    "interview": "PCOMM", "legal_case": "CASE", "legislation": "STAT", "manuscript": "MANSCPT", "map": "MAP",
    "motion_picture": "MPCT", "musical_score": "MUSIC", "pamphlet": "PAMP", "paper-conference": "CONF",
    "patent": "PAT", "performance": "GEN", "periodical": "JFULL", "personal_communication": "PCOMM",
    "post": "BLOG", "post-weblog": "BLOG", "regulation": "LEGAL", "report": "RPRT", "review": "JOUR",
    "review-book": "JOUR", "software": "COMP", "song": "SOUND", "speech": "SLIDE", "standard": "STAND",
    "thesis": "THES", "treaty": "LEGAL", "webpage": "ELEC",
}  # fmt: skip
"""CSL type → the RIS type that is written for it; the types that RIS lacks get the nearest."""

PERIODICAL_TYPES = frozenset({"article-journal", "article-magazine", "article-newspaper", "periodical"})
SERIAL_TYPES = PERIODICAL_TYPES | {"document", "article"}
"""The types whose number (SN), if its form tells nothing, is an ISSN."""

_DEFAULT: dict[str, str] = {
    "AU": "author", "ED": "editor", "A3": "collection-editor", "A4": "translator",
    "TI": "title", "ST": "title-short", "T2": "container-title", "J2": "container-title-short",
    "T3": "collection-title", "PY": "issued", "DA": "issued", "Y2": "accessed", "VL": "volume", "IS": "issue",
    "SP": "page", "M1": "number", "NV": "number-of-volumes", "SE": "section", "ET": "edition",
    "PB": "publisher", "CY": "publisher-place", "M3": "genre", "LA": "language", "DO": "DOI", "UR": "URL",
    "DB": "archive", "AN": "archive_location", "DP": "source", "CN": "call-number", "RI": "reviewed-title",
    "CP": "event-title", "KW": "keyword", "AB": "abstract", "N1": "note", "RN": "annote",
}  # fmt: skip
"""Tag ↔ variable where the type says nothing else."""

_SERIES: dict[str, str] = {"T2": "collection-title", "T3": "volume-title", "JF": "container-title"}
_LAW: dict[str, str] = {"ET": "chapter-number", "OP": "references"}

_BY_TYPE: dict[str, dict[str, str]] = {
    "article-journal": {"C6": "available-date", "C7": "number"},
    "bill": {**_LAW, "A3": "contributor", "T3": "authority"},
    "book": {**_SERIES, "A2": "collection-editor", "A3": "editor", "M1": "collection-number", "SP": "number-of-pages"},
    "chapter": {"C2": "container-author", "IS": "number-of-volumes", "SE": "chapter-number", "SV": "collection-number"},
    "classic": {
        **_SERIES, "A2": "collection-editor", "A3": "editor", "M1": "collection-number", "SP": "number-of-pages",
    },
    "dataset": {**_SERIES, "ET": "version"},
    "graphic": {"C3": "dimensions", "M3": "medium"},
    "hearing": {**_LAW, "T2": "section", "T3": "authority"},
    "legal_case": {
        "A2": "container-title", "A4": "contributor", "OP": "references", "PB": "authority", "SV": "number",
    },
    "legislation": _LAW,
    "manuscript": {"SP": "number-of-pages"},
    "map": {**_SERIES, "C1": "scale"},
    "motion_picture": {
        "AU": "director", "A1": "author", "A3": "producer", "A4": "contributor", "C1": "performer",
        "C4": "genre", "C5": "medium", "SP": "dimensions",
    },
    "musical_score": {**_SERIES, "AU": "composer", "A1": "author"},
    "pamphlet": {**_SERIES, "SP": "number-of-pages"},
    "paper-conference": {"A4": "contributor", "C7": "number"},
    "patent": {
        "A2": "authority", "C4": "contributor", "IS": "number", "SN": "number", "VL": "", "M1": "call-number",
        "C1": "submitted", "C3": "jurisdiction", "C5": "references", "C6": "status",
    },
    "personal_communication": {"A2": "recipient"},
    "regulation": {"A2": "authority"},
    "report": {**_SERIES, "A2": "collection-editor", "SN": "number", "M1": "collection-number"},
    "software": {**_SERIES, "ET": "version", "M1": "medium"},
    "song": {"AU": "composer", "A1": "author", "A2": "performer", "C5": "medium"},
    "speech": {"T2": "event-title", "CY": "event-place", "JF": "container-title"},
    "standard": {**_SERIES, "SN": "number"},
    "thesis": {**_SERIES, "SP": "number-of-pages"},
}  # fmt: skip

_BY_RIS_TYPE: dict[str, dict[str, str]] = {
    "ANCIENT": {"A2": "editor", "A3": "collection-editor", "T2": "container-title", "T3": "collection-title"},
    "MULTI": {"A4": "translator"},
    "SOUND": {"T3": "collection-title"},
    "VIDEO": {"A4": "translator"},
}
"""What a RIS type means otherwise than the other ones of its CSL type."""

_READ_BY_TYPE: dict[str, dict[str, str]] = {
    "bill": {"A2": "author"},
    "book": {"BT": "title"},
    "classic": {"BT": "title"},
    "manuscript": {"BT": "title"},
    "motion_picture": {"A1": "director"},
    "musical_score": {"A1": "composer"},
    "pamphlet": {"BT": "title"},
    "report": {"IS": "number"},
    "song": {"A1": "composer"},
    "speech": {"A2": "author"},
}
"""Type → tag → variable: what is read so but written otherwise."""

_READ_ONLY: dict[str, str] = {
    "A1": "author", "A2": "editor", "T1": "title", "CT": "title", "BT": "container-title",
    "JF": "container-title", "JA": "container-title-short", "J1": "container-title-short",
    "JI": "container-title-short", "N2": "abstract", "PP": "publisher-place", "Y1": "issued", "PU": "publisher",
    "PI": "publisher-place", "H1": "source", "H2": "call-number", "AV": "archive_location",
    "KY": "keyword", "US": "URL",
}  # fmt: skip
"""Older and other producers' tags, read where the type says nothing else."""

KNOWN_TAGS = frozenset(
    {*_DEFAULT, *_READ_ONLY, "TY", "ER", "EP", "ID", "JO", "SN", "AD", "L1", "L2", "L3", "L4"}
) | {f"C{number}" for number in range(1, 9)}

TAG_ORDER: tuple[str, ...] = (
    "ID", "AU", "A1", "ED", "A2", "A3", "A4", "TI", "T1", "ST", "T2", "JF", "J2", "JA", "JI", "T3", "PY", "DA", "Y1",
    "VL", "IS", "SP", "EP", "M1", "NV", "SV", "SE", "ET", "PB", "PU", "CY", "PI", "CP", "C1", "C2", "C3", "C4", "C5",
    "C6", "C7", "M3", "SN", "DO", "UR", "Y2", "DB", "AN", "DP", "CN", "OP", "RI", "LA", "KW", "AB", "N2", "N1", "RN",
)  # fmt: skip
"""The order in which tags are written."""


def reading_table(csl_type: str, ris_type: str = "") -> dict[str, str]:
    """Tag → variable, for reading a record of a type; the RIS type counts where it says more than the CSL type."""
    own = {**_BY_TYPE.get(csl_type, {}), **_READ_BY_TYPE.get(csl_type, {}), **_BY_RIS_TYPE.get(ris_type, {})}
    return {**_READ_ONLY, **_DEFAULT, **own}


@cache
def writing_table(csl_type: str, ris_type: str = "") -> dict[str, str]:
    """Variable → tag, for writing a record of a type; a type's own tags come first."""
    own = {**_BY_TYPE.get(csl_type, {}), **_BY_RIS_TYPE.get(ris_type, {})}
    default = {variable: tag for tag, variable in _DEFAULT.items() if tag not in own}
    return {**default, **{variable: tag for tag, variable in own.items() if variable != "editor"}}
