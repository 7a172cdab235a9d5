"""The tables of the Web of Science's tagged format: its tags and document types in CSL's vocabulary.

The tags are those of Clarivate's "Web of Science Core Collection Field Tags".
"""

from __future__ import annotations

from soilbib.model.variables import ITEM_TYPES

VARIABLES: dict[str, str] = {
    "TI": "title", "SO": "container-title", "JI": "container-title-short", "SE": "collection-title",
    "LA": "language", "CT": "event-title", "CY": "event-date", "CL": "event-place",
    "PU": "publisher", "PI": "publisher-place", "VL": "volume", "IS": "issue",
    "PN": "part-number", "SU": "supplement-number", "AR": "number", "DI": "DOI", "PM": "PMID", "AB": "abstract",
    "BN": "ISBN", "PG": "number-of-pages", "FT": "original-title",
}  # fmt: skip
"""Tag → variable where no type says otherwise; dates, pages, ISSNs and authors are read by code."""

PATENT_VARIABLES: dict[str, str] = {
    "PN": "number",
    "AE": "authority",
    "PC": "jurisdiction",
    "SO": "container-title",
}

ORDER: tuple[str, ...] = (
    "PT", "AU", "BA", "BE", "GP", "AF", "BF", "CA", "TI", "SO", "SE", "BS", "LA", "DT", "CT", "CY", "CL", "SP",
    "HO", "PN", "AE", "PC", "DE", "ID", "AB", "C1", "C3", "RP", "EM", "RI", "OI", "FU", "FX", "CR", "NR", "TC", "Z9",
    "U1", "U2", "PU", "PI", "PA", "SN", "EI", "BN", "J9", "JI", "PD", "PY", "VL", "IS", "SU", "SI", "MA", "BP",
    "EP", "AR", "DI", "D2", "EA", "PG", "WC", "WE", "SC", "GA", "UT", "PM", "OA",
)  # fmt: skip
"""The order in which tags are written; the others follow."""

KNOWN_TAGS = frozenset(ORDER) | frozenset(
    "FN VR ER EF ED FT AN DG PL CC MC MQ MI PS TY BR CO PV DA ZS ZR ZB Z8 ZA HC HP EY DS TA OR GE GN BO ST AA PR "
    "BD LT RC AV NT CI LS CH NM CP CN PK TF P1 SS".split()
)
"""Tags that are known where text is not indented."""

PUBLICATION_TYPES: dict[str, str] = {
    "J": "article-journal", "B": "book", "S": "book", "P": "patent", "C": "paper-conference", "A": "article-journal",
}  # fmt: skip
"""PT → CSL type."""

DOCUMENT_TYPES: dict[str, str] = {
    "patent": "patent", "book chapter": "chapter", "chapter": "chapter", "data set": "dataset",
    "dataset": "dataset", "software": "software", "meeting abstract": "article-journal",
    "proceedings paper": "paper-conference", "conference paper": "paper-conference", "thesis": "thesis",
    "thesis/dissertation": "thesis", "dissertation": "thesis", "preprint": "article", "report": "report",
    "book": "book", "books": "book",
    **{csl_type: csl_type for csl_type in ITEM_TYPES if csl_type not in ("article", "review")},
}  # fmt: skip
"""DT in lower case → CSL type, for what PT leaves open; the database's articles and reviews are in journals."""

WRITTEN_TYPES: dict[str, tuple[str, str]] = {
    "article-journal": ("J", "Article"), "book": ("B", "Book"), "chapter": ("B", "Book Chapter"),
    "paper-conference": ("C", "Proceedings Paper"), "patent": ("P", "Patent"), "dataset": ("J", "Data Set"),
    "article": ("J", "Preprint"), "thesis": ("B", "Thesis"), "report": ("B", "Report"),
}  # fmt: skip
"""CSL type → PT and DT; the others are books with the CSL name as DT."""
