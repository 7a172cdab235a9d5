"""The tables of JATS: kinds of publications and articles, people, identifiers, and where fields stand in a citation.

Sources: NISO Z39.96 (the tag libraries of archiving, publishing and authoring), JATS4R, PubMed Central, SciELO.
"""

from __future__ import annotations

from soilbib.model.variables import ITEM_TYPES

TYPE_OF: dict[str, str] = {
    "article-journal": "journal", "article": "preprint", "book": "book", "chapter": "book", "dataset": "data",
    "paper-conference": "confproc", "webpage": "web", "article-newspaper": "newspaper", "article-magazine": "magazine",
}  # fmt: skip
"""CSL type → the publication type that is written for it; others by CSL's name."""

TYPES: dict[str, str] = {
    **{name: name for name in ITEM_TYPES},
    **{kind: csl_type for csl_type, kind in reversed(TYPE_OF.items())},
    "book": "book", "book-chapter": "chapter", "bookchapter": "chapter", "book chapter": "chapter",
    "edited-book": "book",
    "conference": "paper-conference", "conf-proc": "paper-conference", "conf-paper": "paper-conference",
    "proceedings": "paper-conference", "dissertation": "thesis", "database": "dataset", "repository": "dataset",
    "website": "webpage", "weblink": "webpage", "online": "webpage", "electronic": "webpage", "uri": "webpage",
    "blog": "post-weblog", "periodical": "article-magazine", "news": "article-newspaper", "gov": "report",
    "govt": "report",
    "government": "report", "working-paper": "report", "discussion": "report", "techreport": "report",
    "case": "legal_case",
    "legal-doc": "legislation", "legaldoc": "legislation", "law": "legislation", "unpublished": "manuscript",
    "commun": "personal_communication", "letter": "personal_communication", "email": "personal_communication",
    "computer-program": "software", "clinicaltrial": "entry", "eprint": "article", "article": "article-journal",
    "review": "article-journal",
}  # fmt: skip
"""Publication type in lower case → CSL type."""

ARTICLES: dict[str, str] = {"book-review": "review-book", "product-review": "review", "preprint": "article"}
"""``article-type`` → CSL type; others are articles of journals."""

PEOPLE: dict[str, str] = {
    "author": "author", "allauthors": "author", "inventor": "author", "editor": "editor", "guest-editor": "editor",
    "translator": "translator", "transed": "translator", "compiler": "compiler", "director": "director",
    "curator": "curator", "series-editor": "collection-editor", "illustrator": "illustrator",
    "interviewer": "interviewer",
    "reviewed-author": "reviewed-author", "container-author": "container-author", "contributor": "contributor",
}  # fmt: skip
"""``person-group-type`` or ``contrib-type`` → variable; the first of a variable is written."""

NUMBERS: dict[str, str] = {
    "doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "pmc": "PMCID", "isbn": "ISBN", "issn": "ISSN", "medline": "PMID",
}  # fmt: skip
"""``pub-id-type`` → variable; the first of a variable is written."""

FIELDS: dict[str, tuple[str, ...]] = {
    "volume": ("volume",),
    "issue": ("issue", "issue-id"),
    "supplement-number": ("supplement",),
    "edition": ("edition",),
    "publisher": ("publisher-name", "publisher/publisher-name", "institution"),
    "publisher-place": ("publisher-loc", "publisher/publisher-loc"),
    "event-title": ("conf-name", "conference/conf-name"),
    "event-place": ("conf-loc", "conference/conf-loc"),
    "collection-title": ("series",),
    "number": ("patent", "std", "gov"),
    "version": ("version",),
    "note": ("comment",),
    "annote": ("annotation",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
}
"""Variable → its places in a citation; the first with text counts, the first is written."""

ALONE = frozenset("article-journal article-magazine article-newspaper paper-conference".split())
"""The types whose ``source`` is never their own title."""

WHOLE = frozenset({"book", "classic", "pamphlet", "periodical", "musical_score", "map"})
"""The types whose title is the ``source``."""

JOURNAL_FIELDS: dict[str, tuple[str, ...]] = {
    "container-title": ("journal-title-group/journal-title", "journal-title"),
    "container-title-short": (
        "journal-title-group/abbrev-journal-title",
        "abbrev-journal-title",
        "journal-id[@journal-id-type='iso-abbrev']",
        "journal-id[@journal-id-type='nlm-ta']",
    ),
    "publisher": ("publisher/publisher-name",),
    "publisher-place": ("publisher/publisher-loc",),
}
"""Variable → its places in ``journal-meta``."""

ARTICLE_FIELDS: dict[str, tuple[str, ...]] = {
    "volume": ("volume",),
    "issue": ("issue",),
    "supplement-number": ("supplement",),
    "ISBN": ("isbn",),
    "event-title": ("conference/conf-name",),
    "event-place": ("conference/conf-loc",),
    "reviewed-title": ("product/source", "product/article-title"),
}
"""Variable → its places in ``article-meta``."""

DATES = ("ppub", "print", "epub-ppub", "pub", "epub", "electronic", "collection", "")
"""The kinds of publication dates (``pub-type``, ``publication-format``, ``date-type``), the first counts most."""
