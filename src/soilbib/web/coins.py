"""COinS: a record as an OpenURL context object (Z39.88-2004), which Zotero's connector and library resolvers read."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote_plus

from soilbib.model import Record
from soilbib.model.markup import plain_text
from soilbib.model.numbers import expand_range, parse_pages

KINDS: dict[str, tuple[str, str]] = {
    "article-journal": ("journal", "article"),
    "article-magazine": ("journal", "article"),
    "article-newspaper": ("journal", "article"),
    "review": ("journal", "article"),
    "review-book": ("journal", "article"),
    "periodical": ("journal", "journal"),
    "article": ("journal", "preprint"),
    "book": ("book", "book"),
    "chapter": ("book", "bookitem"),
    "entry-encyclopedia": ("book", "bookitem"),
    "entry-dictionary": ("book", "bookitem"),
    "paper-conference": ("book", "proceeding"),
    "report": ("book", "report"),
    "thesis": ("dissertation", ""),
    "patent": ("patent", ""),
}
"""Item type → OpenURL metadata format and genre; the others are sent as Dublin Core."""

GENERAL: dict[str, str] = {
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "ISSN": "issn",
    "ISBN": "isbn",
}
JOURNAL: dict[str, str] = {"title": "atitle", "container-title": "jtitle", "container-title-short": "stitle"}
BOOK: dict[str, str] = {
    "title": "btitle", "publisher": "pub", "publisher-place": "place", "edition": "edition",
    "collection-title": "series", "number-of-pages": "tpages",
}  # fmt: skip
PART: dict[str, str] = {**BOOK, "title": "atitle", "container-title": "btitle"}
DISSERTATION: dict[str, str] = {"title": "title", "publisher": "inst", "publisher-place": "cc"}
DUBLIN_CORE: dict[str, str] = {
    "title": "title", "publisher": "publisher", "abstract": "description", "language": "language", "URL": "identifier",
}  # fmt: skip


def coins(record: Record) -> str:
    """The context object of a record: the ``title`` of an element of class "Z3988"."""
    kind, genre = KINDS.get(record.type, ("dc", ""))
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}"),
        *([("rft.genre", genre)] if genre else []),
        *((f"rft.{key}", value) for key, value in _values(record, kind, genre)),
        *_identifiers(record),
    ]
    return "&".join([f"{key}={quote_plus(value)}" for key, value in pairs])


def _values(record: Record, kind: str, genre: str) -> Iterator[tuple[str, str]]:
    tables = {
        "journal": JOURNAL,
        "dissertation": DISSERTATION,
        "patent": {"title": "title"},
        "dc": DUBLIN_CORE,
    }
    own = tables.get(kind) or (PART if genre in ("bookitem", "proceeding") else BOOK)
    for variable, key in {**own, **({} if kind == "dc" else GENERAL)}.items():
        if value := record.fields.get(variable):
            yield key, plain_text(value)
    if "issued" in record.dates:
        yield "date", record.dates["issued"].text
    pages = parse_pages(record.fields.get("page", "")) if kind != "dc" else ()
    if len(pages) == 1 and pages[0].first:
        yield "spage", pages[0].first
        if pages[0].last:
            yield "epage", expand_range(pages[0]).last
    yield from _authors(record, kind)


def _authors(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    people = record.authors
    if kind == "dc":
        yield from (("creator", name.inverted.rstrip(",")) for name in people)
        return
    if people and people[0].full_family and not people[0].literal:
        yield "aulast", people[0].full_family
        yield "aufirst", people[0].given
    for name in people:
        yield ("aucorp" if name.literal else "au", name.display)


def _identifiers(record: Record) -> Iterator[tuple[str, str]]:
    for variable, scheme in (("DOI", "info:doi/"), ("PMID", "info:pmid/")):
        if value := record.fields.get(variable):
            yield "rft_id", scheme + value
    if value := record.fields.get("URL"):
        yield "rft_id", value
