"""The tables of CSV: which column name stands for which CSL variable, and which type name for which CSL type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import normalize

from soilbib.errors import FormatError
from soilbib.formats.ris_tags import TYPES as RIS_TYPES
from soilbib.formats.wos_tags import VARIABLES as WOS_TAGS
from soilbib.model.variables import (
    DATE_VARIABLES,
    ITEM_TYPES,
    LEGACY_NAMES,
    NAME_VARIABLES,
    STANDARD_VARIABLES,
)

_NONE: Mapping[str, str] = MappingProxyType({})
_WOS_MARKS = frozenset({"PT", "AU", "AF", "TI", "SO"})
_NOT_ALNUM = re.compile(r"[^a-z0-9]")
_FOREIGN: dict[str, str] = {
    "title": "titel titelderarbeit titre titulo titolo",
    "author": "autor autoren autorin verfasser verfasserin verfasserinnen auteur auteurs autores autore autori",
    "editor": "herausgeber herausgeberin",
    "issued": "jahr erscheinungsjahr publikationsjahr annee anneedepublication ano anno jaar fecha",
    "container-title": "zeitschrift revue revista rivista tijdschrift",
    "volume": "band jahrgang tome tomo jaargang",
    "issue": "heft numero fascicolo",
    "page": "seiten seite paginas pagine",
    "publisher": "verlag editeur editora editore uitgever",
    "publisher-place": "ort erscheinungsort verlagsort lieu lugar luogo plaats",
    "edition": "auflage edicion edizione",
    "language": "sprache langue idioma lingua taal",
    "keyword": "schlagworte schlagworter schlusselworter stichworter motscles palabrasclave palavraschave parolechiave",
    "abstract": "zusammenfassung kurzfassung resume resumen riassunto resumo samenvatting",
    "type": "typ dokumenttyp tipo",
    "note": "anmerkung anmerkungen bemerkung bemerkungen remarque remarques notas",
}
"""Variable → names of columns in German, French, Spanish, Italian, Portuguese and Dutch, without accents."""

ALIASES: dict[str, str] = {
    alias: variable
    for variable, aliases in {
        "id": "key citekey citationkey bibtexkey recordid itemid identifier",
        "type": "itemtype documenttype publicationtype entrytype reftype referencetype contenttype documentidentifier",
        "title": "titles articletitle documenttitle primarytitle itemtitle displayname",
        "author": "authors creator creators authorfullnames authornames primaryauthor authorshipsauthordisplayname",
        "author?": "firstauthor leadauthor",
        "editor": "editors bookeditors",
        "translator": "translators",
        "issued": "year date publicationyear pubyear publicationdate published py dateissued publishedyear"
        " publisheddate datepublished dateofpublication yearofpublication"
        " pubdate",
        "accessed": "accessdate dateaccessed urldate",
        "container-title": "journal journaltitle journalname source sourcetitle publication publicationtitle"
        " publicationname pubtitle booktitle venue journalbook container secondarytitle periodical"
        " primarylocationsourcedisplayname",
        "anthology": "anthologytitle",
        "container-title-short": "journalabbreviation abbreviatedsourcetitle shortjournal",
        "collection-title": "series seriestitle bookseriestitle",
        "collection-number": "seriesnumber",
        "collection-editor": "serieseditor serieseditors",
        "license": "rights licence",
        "number": "artno articlenumber",
        "volume": "vol volumes journalvolume bibliovolume",
        "issue": "issuenumber iss no journalissue biblioissue",
        "page": "pages pagerange pp pagination",
        "page-start": "startpage firstpage pagestart beginningpage bibliofirstpage pagesfrom pagefrom frompage"
        " seitevon",
        "page-end": "endpage lastpage pageend endingpage bibliolastpage pagesto pageto topage seitebis",
        "number-of-pages": "numpages pagecount numberofpages",
        "DOI": "doilink doinumber itemdoi digitalobjectidentifier",
        "ISBN": "isbns",
        "ISSN": "issns eissn onlineissn printissn issnprint issnonline primarylocationsourceissnl",
        "PMID": "pubmedid pubmed idspmid medlinepmid",
        "PMCID": "pmc",
        "URL": "link links uri weblink articleurl documenturl dimensionsurl primarylocationlandingpageurl",
        "abstract": "abstractnote description summary",
        "publisher": "publishername institution school",
        "publisher-place": "place address location city placepublished placeofpublication",
        "language": "lang languages languageoforiginaldocument articlelanguage",
        "keyword": "keywords tags authorkeywords manualtags subjects",
        "note": "notes comment comments remarks",
        "title-short": "shorttitle",
        "archive_location": "accessionnumber",
        "event-title": "conferencename conferencetitle meetingname eventname",
        "event-place": "conferencelocation meetingplace eventlocation",
        "event-date": "conferencedate meetingdate",
        "edition": "editionstatement",
        "source": "librarycatalog database databaseprovider",
    }.items()
    for alias in f"{aliases} {_FOREIGN.get(variable, '')}".split()
}
"""Other names of a column, in lower case without spaces and signs → variable. "number" is decided by the reader."""

_OWN_NAMES: dict[str, str] = {
    _NOT_ALNUM.sub("", name.lower()): name
    for name in sorted(
        {"id", "type", *STANDARD_VARIABLES, *DATE_VARIABLES, *NAME_VARIABLES} - {"source", "event"}
    )
}
_KNOWN: dict[str, str] = {
    **ALIASES,
    **{name.lower(): new for name, new in LEGACY_NAMES.items()},
    **_OWN_NAMES,
}

SHORT_HEADERS: dict[str, str] = {
    "container-title": "journal",
    "page": "pages",
    "DOI": "doi",
    "source": "librarycatalog",
}
"""Variable → the header that is written for it, where that is not its own name."""

LEADING: tuple[str, ...] = (
    "id", "type", "title", "author", "issued", "container-title", "volume", "issue", "page", "DOI",
)  # fmt: skip
"""The variables that always have a column, in order."""

NUMBERED_TYPES = frozenset(
    {
        "bill", "dataset", "hearing", "legal_case", "legislation", "patent", "regulation", "report", "software",
        "standard", "thesis", "treaty",
    }
)  # fmt: skip
"""The types whose "number" is their own, not the issue of a journal."""

TYPE_NAMES: dict[str, str] = {
    **{_NOT_ALNUM.sub("", name): name for name in ITEM_TYPES if name not in ("article", "review")},
    **{name.lower(): csl_type for name, csl_type in RIS_TYPES.items()},
    **{
        alias: csl_type
        for csl_type, aliases in {
            "article-journal": "journalarticle journal journalpaper articleinpress reviewarticle"
            " researcharticle editorial letter ieeejournals ietjournals ieeemagazines ieeeearlyaccessarticles",
            "article-magazine": "magazinearticle magazine",
            "article-newspaper": "newspaperarticle newspaper",
            "article": "preprint postedcontent workingpaper",
            "book": "books monograph proceedings collection mvbook mvcollection mvproceedings editedbook referencebook",
            "chapter": "incollection inbook bookchapter booksection bookitem suppbook suppcollection",
            "paper-conference": "inproceedings conference conferencepaper conferenceproceedings proceedingsarticle"
            " proceedingspaper ieeeconferences ietconferences vdeconferences",
            "thesis": "phdthesis mastersthesis dissertation mathesis bathesis",
            "report": "techreport technicalreport reports",
            "manuscript": "unpublished",
            "document": "misc generic other",
            "webpage": "online website electronic internetdocument",
            "post-weblog": "blogpost",
            "post": "forumpost",
            "broadcast": "podcast radiobroadcast tvbroadcast",
            "pamphlet": "booklet",
            "software": "computerprogram manual",
            "speech": "presentation poster talk",
            "motion_picture": "film movie videorecording",
            "song": "audiorecording audio music",
            "graphic": "artwork image",
            "legal_case": "case",
            "legislation": "statute law",
            "entry-encyclopedia": "encyclopediaarticle inreference",
            "entry-dictionary": "dictionaryentry",
            "personal_communication": "email instantmessage",
        }.items()
        for alias in aliases.split()
    },
}
"""Names of types in BibTeX, RIS, Zotero, Crossref and the databases → CSL type; in lower case, letters only."""


_LONE: dict[str, str] = {"article": "article", "letter": "personal_communication"}
"""Names of types that mean this where there is no journal → CSL type."""


class Column(NamedTuple):
    """One column: its header as written and its variable, empty where the header is unknown."""

    header: str
    variable: str


def find_columns(columns: Mapping[str, str] | None) -> dict[str, str]:
    """Column names in lower case → variable, of what a user gives for them: a variable or any name that it has here.

    An empty one keeps a column as it is. Raises `FormatError` for a name that stands for none.
    """
    found: dict[str, str] = {}
    for column, name in (columns or {}).items():
        variable = name if name in _OWN_NAMES.values() else find_variable(name)
        if name.strip() and not variable:
            from difflib import get_close_matches

            near = get_close_matches(name.lower(), _KNOWN, n=1, cutoff=0.6)
            hint = f"; did you mean {_KNOWN[near[0]]!r}?" if near else ""
            raise FormatError(f"column {column!r}: unknown field {name!r}{hint}")
        found[column.strip().casefold()] = variable
    return found


WEB_OF_SCIENCE: dict[str, str] = {
    **{tag: variable for tag, variable in WOS_TAGS.items() if tag != "PN"},
    "CY": "event-date", "PY": "issued", "BP": "page-start", "EP": "page-end",
    "SN": "ISSN", "DE": "keyword", "DT": "type", "BE": "editor",
    "AF": "author", "BF": "container-author", "EI": "ISSN",
}  # fmt: skip
"""Columns of the Web of Science's tab-delimited file, which are its tags; AU only has the initials of AF."""


WEB_OF_SCIENCE_NAMES: dict[str, str] = {
    "Author Full Names": "AF", "Book Authors": "BA", "Book Author Full Names": "BF", "Book Editors": "BE",
    "Article Title": "TI", "Source Title": "SO", "Book Series Title": "SE", "Language": "LA", "Document Type": "DT",
    "Conference Title": "CT", "Conference Date": "CY", "Conference Location": "CL", "Author Keywords": "DE",
    "Abstract": "AB", "Publisher": "PU", "Publisher City": "PI", "ISSN": "SN", "eISSN": "EI", "ISBN": "BN",
    "Journal ISO Abbreviation": "JI", "Publication Date": "PD", "Publication Year": "PY", "Volume": "VL",
    "Issue": "IS", "Part Number": "PN", "Supplement": "SU", "Start Page": "BP", "End Page": "EP",
    "Article Number": "AR", "DOI": "DI", "Number of Pages": "PG", "Pubmed Id": "PM",
}  # fmt: skip
"""Columns of the Web of Science's spreadsheets → the tags that they stand for; the others are kept."""

_WOS_NAMES = frozenset({"Publication Type", "Article Title", "Author Full Names", "Source Title"})


def read_header(cells: list[str], given: Mapping[str, str] = _NONE) -> list[Column]:
    """What the columns mean: what is given for them (`find_columns`), else by name, some only beside the others.

    "number" is the issue unless there is a column for that as well ("number?"); "source" is the container unless
    another column is: then it says which database a record comes from, and has no variable.
    """
    if given:
        return _given_header(cells, given)
    if _WOS_MARKS.issubset(cells):
        return [Column(cell, WEB_OF_SCIENCE.get(cell, "")) for cell in cells]
    if _WOS_NAMES.issubset(cells):
        return [Column(cell, WEB_OF_SCIENCE.get(WEB_OF_SCIENCE_NAMES.get(cell, ""), "")) for cell in cells]
    columns = [Column(cell, find_variable(cell)) for cell in cells]
    if any(_letters(cell) == "itemtype" for cell in cells):  # Zotero's "Type" is that of a thesis or report
        columns = [
            Column(cell, "genre" if _letters(cell) == "type" else variable) for cell, variable in columns
        ]
    variables = {variable for header, variable in columns if not is_source(header)}
    numbers = [_letters(header) for header, variable in columns if variable == "issue"]
    if len(numbers) > 1 and "no" in numbers:  # that counts the rows where there is another for the issue
        columns = [
            Column(header, "" if _letters(header) == "no" else variable) for header, variable in columns
        ]
    beside = {"number": "number" if "issue" in variables else "number?"}
    source = "" if "container-title" in variables else "container-title"
    return [
        Column(header, source if is_source(header) else beside.get(variable, variable))
        for header, variable in columns
    ]


def _given_header(cells: list[str], given: Mapping[str, str]) -> list[Column]:
    """The header with some columns given; a name that stands for the same as one of them stands for nothing."""
    taken = {given[cell.casefold()] for cell in cells if cell.casefold() in given}
    others = iter(read_header([cell for cell in cells if cell.casefold() not in given]))
    columns = []
    for cell in cells:
        variable = given.get(cell.casefold())
        if variable is None:
            variable = next(others).variable
            variable = "" if variable in taken else variable
        columns.append(Column(cell, variable))
    return columns


def is_source(header: str) -> bool:
    """Whether a column is named "source", which is a journal for some and a database for others."""
    return _letters(header) == "source"


def find_variable(header: str) -> str:
    """The variable that a column name stands for by itself, or the empty string."""
    return _KNOWN.get(_letters(header), "")


def _letters(name: str) -> str:
    """A name in lower case, its letters without accents and its digits only."""
    lower = name.lower()
    return _NOT_ALNUM.sub("", lower if lower.isascii() else normalize("NFKD", lower))


_PARTS_OF_DATES: dict[str, str] = {
    **dict.fromkeys("month publishedmonth publicationmonth monat mois mes mese maand".split(), "month"),
    **dict.fromkeys("day publishedday publicationday tag jour dia giorno dag".split(), "day"),
}


@lru_cache(maxsize=1 << 10)
def part_of_date(header: str) -> str:
    """Whether a column beside that of the year is its "month" or "day", or the empty string."""
    return _PARTS_OF_DATES.get(_letters(header), "")


def find_type(name: str, has_journal: bool) -> str:
    """The CSL type that a type name stands for; by the journal where the name says nothing.

    "article" is BibTeX's and "letter" a database's where there is a journal; CSL's and Zotero's where there is none.
    """
    if name in _LONE and not has_journal:
        return _LONE[name]
    if name in ITEM_TYPES and name != "article":
        return name
    letters = _letters(name)
    if letters in TYPE_NAMES:
        return TYPE_NAMES[letters]
    return "article-journal" if has_journal else "document"
