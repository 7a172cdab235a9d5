"""BibTeX's and BibLaTeX's entry types and fields and CSL's: one table each, read in both directions.

Sources: the BibLaTeX manual, sections 2.1 (types) and 2.2 (fields); btxdoc; CSL 1.0.2, appendices III and
IV; where they leave a choice, the one that pandoc makes.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from soilbib.model.variables import ITEM_TYPES, NAME_VARIABLES

Kind: TypeAlias = Literal["text", "title", "verbatim", "pages", "names", "date", "language", "key", "list"]
Dialect: TypeAlias = Literal["bibtex", "biblatex"]

_TYPE_ROWS = """
    article-journal         article         article         article suppperiodical
    article-magazine        article         article         magazine magazinearticle
    article-newspaper       article         article         newsarticle newspaper newspaperarticle
    article                 -               -               preprint
    book                    book            book            collection proceedings reference manual commentary
    book                    book            book            mvbook mvcollection mvproceedings mvreference
    chapter                 incollection    incollection    inbook bookinbook suppbook suppcollection
    paper-conference        inproceedings   inproceedings   conference
    thesis                  thesis          phdthesis       mastersthesis
    thesis                  thesis          phdthesis       masterthesis bachelorsthesis bachelorthesis dissertation
    report                  report          techreport      -
    webpage                 online          -               electronic www webpage website
    dataset                 dataset         -               data
    software                software        -               softwareversion softwaremodule codefragment
    patent                  patent          -               -
    manuscript              unpublished     unpublished     -
    speech                  unpublished     unpublished     presentation talk lecture poster
    pamphlet                booklet         booklet         -
    periodical              periodical      -               -
    motion_picture          video           -               movie
    song                    audio           -               music
    graphic                 artwork         -               image
    figure                  image           -               -
    entry-encyclopedia      inreference     incollection    -
    entry-dictionary        inreference     incollection    -
    entry                   inreference     incollection    -
    legal_case              jurisdiction    -               -
    legislation             legislation     -               -
    bill                    legislation     -               -
    regulation              legislation     -               legadminmaterial
    treaty                  legal           -               -
    personal_communication  letter          -               letters
    performance             performance     -               -
    review                  review          article         -
    review-book             review          article         -
    standard                standard        -               -
    post                    online          -               -
    post-weblog             online          -               -
    document                misc            misc            set custom
"""
"""CSL type, entry type written to BibLaTeX and to BibTeX ("-": misc), other entry types read as it."""


def _read_type_rows() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    read: dict[str, str] = {}
    write: dict[str, dict[str, str]] = {}
    for row in _TYPE_ROWS.strip().split("\n"):
        csl, biblatex, bibtex, *others = row.split()
        write[csl] = {"biblatex": biblatex, "bibtex": bibtex}
        for entry_type in (biblatex, bibtex, *others):
            if entry_type != "-":
                read.setdefault(entry_type, csl)
    for csl in ITEM_TYPES:
        row_of = write.setdefault(csl, {"biblatex": "misc", "bibtex": "misc"})
        write[csl] = {dialect: "misc" if kind == "-" else kind for dialect, kind in row_of.items()}
    return read, write


ENTRY_TYPES, WRITTEN_TYPES = _read_type_rows()
"""Entry type → CSL type, and CSL type → dialect → entry type."""

BIBTEX_TYPES: frozenset[str] = frozenset(
    """article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis
    proceedings techreport unpublished""".split()
)
"""The entry types of the standard BibTeX styles."""

SUBTYPES: dict[str, str] = {
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "archive": "collection",  # BibLaTeX's own @collection is an edited volume
    **{csl_type: csl_type for csl_type in ITEM_TYPES if csl_type != "collection"},
}
"""Value of ``entrysubtype`` → CSL type: the first two are BibLaTeX's, for articles."""

THESIS_GENRES: dict[str, str] = {"mastersthesis": "Master’s thesis", "phdthesis": "PhD thesis"}
"""Entry type → the genre that it says."""

GENRE_KEYS: dict[str, str] = {
    "mathesis": "Master’s thesis",
    "phdthesis": "PhD thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "techreport": "technical report",
    "resreport": "research report",
    "software": "computer software",
    "datacd": "data CD",
    "audiocd": "audio CD",
    "patent": "patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
}
"""BibLaTeX's localisation keys in the ``type`` field → what they say."""

_ORDINAL_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def _ordinal(number: int) -> str:
    return f"{number}{_ORDINAL_ENDINGS.get(number % 10, 'th') if number not in (11, 12, 13) else 'th'}"


SERIES_KEYS: dict[str, str] = {
    "newseries": "New series",
    "oldseries": "Old series",
    **{str(number): f"{_ordinal(number)} series" for number in range(1, 100)},
}
"""BibLaTeX's localisation keys in the ``series`` field, and bare numbers → what they say."""

STATUS_KEYS: dict[str, str] = {
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
}
"""BibLaTeX's localisation keys in the ``pubstate`` field → what they say."""

COUNTRY_KEYS: dict[str, str] = {
    "countryde": "Germany", "countryeu": "European Union", "countryep": "European Union",
    "countryfr": "France", "countryuk": "United Kingdom", "countryus": "United States of America",
}  # fmt: skip
"""BibLaTeX's localisation keys in the ``location`` of a patent → what they say."""

KEYS: dict[str, dict[str, str]] = {
    "genre": GENRE_KEYS,
    "status": STATUS_KEYS,
    "collection-title": SERIES_KEYS,
}
"""Variable → the localisation keys that its field may hold."""

EPRINT_LINKS: dict[str, str] = {
    "arxiv": "https://arxiv.org/abs/{}",
    "jstor": "https://www.jstor.org/stable/{}",
    "hdl": "https://hdl.handle.net/{}",
    "googlebooks": "https://books.google.com?id={}",
}
"""Value of ``eprinttype``, lower case → the address of an e-print."""

EDITOR_ROLES: dict[str, str] = {
    "editor": "editor",
    "compiler": "compiler",
    "director": "director",
    "organizer": "organizer",
    "producer": "producer",
    "collaborator": "contributor",
}
"""Value of ``editortype`` → CSL's name variable."""

ARTICLES: frozenset[str] = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "periodical", "review", "review-book"}
)
PARTS: frozenset[str] = frozenset(
    {"chapter", "paper-conference", "entry", "entry-encyclopedia", "entry-dictionary"}
)
BOOKS: frozenset[str] = PARTS | {"book"}
_ALL = frozenset(ITEM_TYPES)


class Rule(Struct, frozen=True):
    """One variable and its field: what each dialect writes, what else is read, of which CSL types."""

    variable: str
    biblatex: str
    bibtex: str
    kind: Kind
    also: tuple[str, ...] = ()
    types: frozenset[str] = _ALL

    @property
    def names(self) -> tuple[str, ...]:
        """Every field read for it, the better one first."""
        return (self.biblatex, self.bibtex, *self.also)


def _row(
    variable: str, names: str, kind: Kind = "text", types: frozenset[str] = _ALL, also: str = ""
) -> Rule:
    """A rule from "biblatex bibtex" (or one name for both)."""
    biblatex, _, bibtex = names.partition(" ")
    return Rule(variable, biblatex, bibtex or biblatex, kind, tuple(also.split()), types)


_THESIS = frozenset({"thesis"})
_REPORT = frozenset({"report"})
_PATENT = frozenset({"patent"})
_LOOSE = frozenset(
    {"webpage", "post", "post-weblog", "software", "dataset", "document", "article", "standard"}
)

RULES: tuple[Rule, ...] = (
    _row("author", "author", "names", also="authors"),
    _row("editor", "editor", "names", also="editors"),
    _row("translator", "translator", "names"),
    _row("container-author", "bookauthor", "names"),
    *(
        _row(name, name, "names")
        for name in sorted(NAME_VARIABLES - {"author", "editor", "translator", "container-author"})
    ),
    _row("title", "title", "title"),
    _row("title-short", "shorttitle", "title"),
    _row("volume-title", "volumetitle", "title"),
    _row("original-title", "origtitle", "title"),
    _row("container-title", "journaltitle journal", "text", ARTICLES, also="booktitle"),
    _row("container-title", "booktitle", "title", also="journaltitle journal"),
    _row("container-title-short", "shortjournal", also="journalabbreviation abbrev_source_title journal-iso"),
    _row("event-title", "eventtitle", also="conference"),
    _row("event-place", "venue"),
    _row("collection-title", "series", "key"),
    _row("volume", "volume"),
    _row("issue", "number", types=ARTICLES, also="issue"),
    _row("number", "eid", types=ARTICLES, also="articleno"),
    _row("collection-number", "number", types=BOOKS),
    _row("number", "number"),
    _row("issue", "issue"),
    _row("collection-number", "seriesnumber", types=_ALL - BOOKS),
    _row("page", "pages", "pages"),
    _row("number-of-pages", "pagetotal", also="numpages"),
    _row("number-of-volumes", "volumes"),
    _row("chapter-number", "chapter"),
    _row("part-number", "part"),
    _row("edition", "edition"),
    _row("version", "version"),
    _row("section", "section"),
    _row("publisher", "institution school", "list", types=_THESIS, also="publisher organization"),
    _row("publisher", "institution", "list", types=_REPORT, also="publisher organization school"),
    _row("publisher", "organization howpublished", "list", types=_LOOSE, also="publisher institution school"),
    _row("publisher", "publisher", "list", also="organization institution school howpublished"),
    _row("jurisdiction", "location address", "list", types=_PATENT),
    _row("publisher-place", "location address", "list"),
    _row("original-publisher", "origpublisher", "list"),
    _row("original-publisher-place", "origlocation", "list"),
    _row("genre", "type", "key"),
    _row("status", "pubstate", "key"),
    _row("language", "langid language", "language", also="hyphenation"),
    _row("issued", "date", "date"),
    _row("accessed", "urldate", "date", also="accessed lastchecked lastaccessed"),
    _row("event-date", "eventdate", "date"),
    _row("original-date", "origdate", "date"),
    _row("DOI", "doi", "verbatim"),
    _row("URL", "url", "verbatim", also="link"),
    _row("ISBN", "isbn"),
    _row("ISSN", "issn"),
    _row("PMID", "pmid", "verbatim"),
    _row("PMCID", "pmcid", "verbatim"),
    _row("archive", "eprinttype archiveprefix", "verbatim"),
    _row("archive_location", "eprint", "verbatim"),
    _row("archive_collection", "archivecollection"),
    _row("archive-place", "archiveplace"),
    _row("call-number", "library", also="call-number"),
    _row("medium", "medium"),
    _row("license", "license"),
    _row("abstract", "abstract"),
    _row("annote", "annotation annote"),
    _row("keyword", "keywords", also="keyword"),
    _row("note", "note"),
)  # fmt: skip
"""The fields. Where two rules share a name or a variable, the first whose types fit counts."""


_RANKS = {"hyphenation": 0}  # the older name of "langid", so better than "language"


class TypeTable(Struct, frozen=True):
    """The rules of one CSL type: by field name (with the name's rank in its rule), and by variable."""

    by_field: dict[str, tuple[Rule, int]]
    by_variable: dict[str, Rule]


def _table_of(csl_type: str) -> TypeTable:
    by_field: dict[str, tuple[Rule, int]] = {}
    by_variable: dict[str, Rule] = {}
    for rule in RULES:
        if csl_type in rule.types and rule.variable not in by_variable:
            by_variable[rule.variable] = rule
    for main_names in (True, False):
        for rule in by_variable.values():
            for rank, name in enumerate(rule.names):
                if (rank < 2) == main_names:
                    by_field.setdefault(name, (rule, _RANKS.get(name, rank)))
    return TypeTable(by_field, by_variable)


TABLES: dict[str, TypeTable] = {csl_type: _table_of(csl_type) for csl_type in ITEM_TYPES}
"""CSL type → its rules."""

JOINED_TITLES: dict[str, tuple[str, str]] = {
    base: (f"{stem}subtitle", f"{stem}titleaddon")
    for base, stem in (
        ("title", ""),
        ("booktitle", "book"),
        ("maintitle", "main"),
        ("issuetitle", "issue"),
        ("journaltitle", "journal"),
    )
}
"""Title field → the fields of its subtitle and its addition, which CSL has in the one value."""
