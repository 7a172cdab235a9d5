"""The tables of Ovid's exports: tags, the field names of its labelled form, types, and degrees behind names."""

from __future__ import annotations

VARIABLES: dict[str, str] = {
    "TI": "title", "AB": "abstract", "AN": "call-number", "DB": "source", "LG": "language", "LA": "language",
    "IS": "ISSN", "EI": "ISSN", "IL": "ISSN", "IB": "ISBN", "RO": "license", "UR": "URL", "NO": "note",
    "AS": "container-title-short",
    "VO": "volume", "IU": "URL", "SE": "collection-title", "ED": "editor", "TO": "original-title", "PG": "page",
    "VI": "volume", "JN": "container-title", "JT": "container-title", "TA": "container-title-short",
    "PL": "publisher-place", "PN": "number",
}  # fmt: skip
"""Tag → variable; authors, sources, dates, identifiers and keywords are read by code."""

LABELS: dict[str, str] = {
    "abstract": "AB", "accession number": "AN", "author": "AU", "authors": "AU", "authors full name": "FA",
    "author keywords": "KW",
    "book title": "BT", "chapter title": "CT", "date of publication": "DP", "digital object identifier": "DI",
    "document type": "DT", "doi number": "DI", "doi": "DI", "editor": "ED", "editors": "ED", "institution": "IN",
    "isbn": "IB", "issn": "IS", "issn print": "IS", "issn electronic": "EI", "issn linking": "IL", "keywords": "KW",
    "language": "LG",
    "link to the ovid full text or citation": "XL", "mesh subject headings": "MH", "publication type": "PT",
    "publisher": "PU", "pubmed id": "PM", "source": "SO", "subject headings": "MH", "title": "TI",
    "unique identifier": "UI", "url": "UR", "year of publication": "YR", "volume": "VO", "issue/part": "IP",
    "page": "PG", "journal name": "JN", "database": "DB",
}  # fmt: skip
"""Field name of the labelled form, in lower case → tag; the other names stand for themselves."""

TYPES: dict[str, str] = {
    "book": "book", "edited book": "book", "authored book": "book", "book chapter": "chapter", "chapter": "chapter",
    "book section": "chapter", "conference paper": "paper-conference", "conference proceeding": "paper-conference",
    "dissertation": "thesis", "dissertation abstract": "thesis", "thesis": "thesis", "report": "report",
    "patent": "patent", "preprint": "article",
}  # fmt: skip
"""Publication or document type in lower case → CSL type; anything else is an article in a journal."""

DEGREES = frozenset(
    "MD PHD MPH MSC BSC MA MS BA BS RN DO DDS DMD DVM DPM PHARMD EDD PSYD SCD DSC DRPH MBA MBBS MBCHB MHS MHSC MSN "
    "BSN MSW DPT OTR OTRL MED MPHIL DPHIL MRCP MRCS JD LLM DNP APRN CRNP BPHARM MPHARM DRMED FACS FACP FACC FACSM "
    "FAAN FAAP FAHA FRCP FRCS FRCPC FRCSC FRACP FRACS FESC FCCP FCCM MSPH MPP SCM BM BCH BMBS MRCPSYCH PMHNP".split()
)
"""Degrees and fellowships, in capitals without full stops."""
