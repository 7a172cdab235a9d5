"""The dialects of RIS: how reference managers and databases write what RIS has several tags for.

Reading needs no dialect: all of these tags are understood wherever they stand, since exports of several
databases are often joined in one file. Writing in a dialect gives its tags where they mean the same.
Sources: the RIS specification of 2001 (refman), EndNote's and Zotero's RIS tables, exports of the databases.
"""

from __future__ import annotations

from msgspec import Struct

from soilbib.formats.ris_tags import reading_table

Lines = dict[str, list[str]]
"""Tag → its values."""

_OLD_TAGS: dict[str, str] = {"AU": "A1", "TI": "T1", "AB": "N2", "T2": "JF", "J2": "JA"}
_EDITORS: dict[str, str] = {"ED": "A2 A3"}
_PUBMED_TAGS = frozenset({"C2", "C3", "C5"})


class Dialect(Struct, frozen=True):
    """One dialect: the tags that it has in place of the usual ones, and its form of dates.

    ``tags`` maps a tag to those that may stand for it, the first that means the same in the record's type being
    taken. ``dates`` is "PY DA" for a year, and a date where there is more, "DA/" for a date in four parts always,
    and "Y1" for both in one tag. ``reads`` says what is special about reading it.
    """

    name: str
    title: str
    tags: dict[str, str]
    dates: str
    reads: str


_ROWS = (
    Dialect("endnote", "EndNote", _EDITORS, "PY DA", "tags whose meaning depends on the type"),
    Dialect("zotero", "Zotero", _EDITORS, "DA/", "dates that end in a slash"),
    Dialect(
        "scopus",
        "Scopus",
        {"ED": "A2 A3"},
        "PY DA",
        "article numbers (C7), PMIDs (C2), items of series (SER), days of conferences (Y2)",
    ),
    Dialect(
        "wos",
        "Web of Science",
        {**_EDITORS, "J2": "JI", "PB": "PU", "CY": "PI"},
        "PY DA",
        "JI, PU, PI, early access (C6), conferences (CP), lines that run together",
    ),
    Dialect("ovid", "Ovid", _OLD_TAGS, "Y1", "text between records, pages “No”–“Specified”"),
    Dialect("embase", "Embase", {**_OLD_TAGS, "C2": "C5"}, "Y1", "PMIDs (C5)"),
    Dialect(
        "cochrane",
        "Cochrane Library",
        {"T2": "JF", "C2": "C3"},
        "PY DA",
        "“Record #1 of 4”, KY, US, PMIDs (C3)",
    ),
    Dialect("refman", "Reference Manager", {**_OLD_TAGS, **_EDITORS}, "Y1", "A1, T1, Y1, N2, JF, BT, CP"),
)
DIALECTS: dict[str, Dialect] = {dialect.name: dialect for dialect in _ROWS}


def in_dialect(lines: Lines, dialect: Dialect, csl_type: str, ris_type: str) -> Lines:
    """The lines under the dialect's tags, where these mean the same and are free."""
    meanings = reading_table(csl_type, ris_type)
    found: Lines = {}
    for tag, values in _dated(lines, dialect).items():
        names = dialect.tags.get(tag, "").split()
        same = (name for name in names if name not in lines and _means_same(tag, name, meanings, csl_type))
        found[next(same, tag)] = values
    return found


def _means_same(tag: str, other: str, meanings: dict[str, str], csl_type: str) -> bool:
    if {tag, other} <= _PUBMED_TAGS:
        return csl_type == "article-journal"
    return bool(meanings.get(tag)) and meanings.get(tag) == meanings.get(other)


def _dated(lines: Lines, dialect: Dialect) -> Lines:
    """Year and day as the dialect has them: one tag (Y1), or the date in four parts ("2004/06/15/") beside the year."""
    if dialect.dates == "PY DA" or "PY" not in lines or not lines["PY"][0][:4].isdecimal():
        return lines
    text = lines.get("DA", lines["PY"])[0]
    padded = text + "/" * (3 - text.count("/"))
    if dialect.dates == "DA/":
        return {**lines, "DA": [padded]}
    return {**{tag: values for tag, values in lines.items() if tag not in ("PY", "DA")}, "Y1": [padded]}
