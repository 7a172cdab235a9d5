"""OpenAlex works as JSON: a response with ``results``, a list, one work or one a line; read only.

What has no place in CSL stays in ``Record.extra["openalex"]`` under OpenAlex's keys.
"""

from __future__ import annotations

import re
from typing import Any

from soilbib.formats.format import Format
from soilbib.formats.json_items import Item, ItemTaker, as_text, filled, json_reader, json_stream
from soilbib.model import Date, Name, Record, Source, parse_date, parse_name
from soilbib.model.identifiers import bare_doi

_MARK = re.compile(r'"id"\s*:\s*"https://openalex\.org/W\d+"')
TYPES: dict[str, str] = {
    "article": "article-journal", "journal-article": "article-journal", "review": "article-journal",
    "letter": "article-journal", "editorial": "article-journal", "erratum": "article-journal",
    "paratext": "document", "preprint": "article", "posted-content": "article", "book": "book",
    "monograph": "book", "edited-book": "book", "reference-book": "book", "book-chapter": "chapter",
    "reference-entry": "entry", "proceedings-article": "paper-conference", "proceedings": "book",
    "dissertation": "thesis", "report": "report", "standard": "standard", "dataset": "dataset",
    "peer-review": "review", "software": "software", "grant": "document", "libguides": "webpage",
    "supplementary-materials": "document", "other": "document",
}  # fmt: skip
"""Type of OpenAlex, or of Crossref, → CSL type."""

_SPECIFIC = frozenset(
    {"proceedings-article", "posted-content", "book-chapter", "monograph", "reference-entry"}
)


def looks_like(head: str) -> bool:
    """Whether an id of OpenAlex's works stands in JSON."""
    return head.lstrip("\ufeff \n\r\t")[:1] in ("{", "[") and bool(_MARK.search(head))


def read_item(item: Item, source: Source) -> Record | None:
    """A record of a work."""
    taker = ItemTaker(item)
    if "openalex.org" not in as_text(item.get("id")) and "authorships" not in item:
        return None
    fields = {"title": taker.text("title", "display_name")}
    if as_text(taker.item.get("display_name")) == fields["title"]:
        taker.text("display_name")
    fields |= {"DOI": bare_doi(taker.text("doi")), "language": taker.text("language")}
    location = taker.item.get("primary_location") or taker.item.get("host_venue")
    venue = _object(_object(location).get("source")) or _object(location)
    csl_type = _take_type(taker, venue)
    _read_venue(venue, csl_type, fields)
    if csl_type == "thesis" and not fields["publisher"]:
        fields["publisher"] = _first_institution(taker)
    _read_numbers(taker, fields)
    if not fields["DOI"]:
        fields["URL"] = as_text(_object(location).get("landing_page_url"))
    fields["keyword"] = "; ".join(_keywords(taker))
    fields["abstract"] = _abstract(taker.dict("abstract_inverted_index"))
    rest = taker.rest()
    return Record(
        id=as_text(item.get("id")).rsplit("/", 1)[-1],
        type=csl_type,
        names=_authors(taker),
        dates=_dates(taker),
        fields=filled(fields),
        extra={"openalex": taker.rest()} if rest else {},
        source=source,
    )


def _object(value: Any) -> Item:
    return value if isinstance(value, dict) else {}


def _take_type(taker: ItemTaker, venue: Item) -> str:
    """The type; Crossref's where it is more exact, and an article in a repository is a preprint."""
    own, crossref = taker.text("type"), taker.text("type_crossref")
    if crossref in _SPECIFIC and own in ("article", "book", "review", ""):
        return TYPES[crossref]
    csl_type = TYPES.get(own) or TYPES.get(crossref, "document")
    if csl_type == "article-journal" and venue.get("type") == "conference":
        return "paper-conference"
    preprint = csl_type == "article-journal" and venue.get("type") == "repository"
    return "article" if preprint and crossref != "journal-article" else csl_type


def _read_venue(venue: Item, csl_type: str, fields: dict[str, str]) -> None:
    title, publisher = as_text(venue.get("display_name")), as_text(venue.get("host_organization_name"))
    if csl_type in ("article", "thesis", "report", "dataset", "book", "software"):
        fields["publisher"] = title if csl_type == "article" else publisher or title
    else:
        fields["container-title"] = title
        fields["publisher"] = publisher
    issns = venue.get("issn")
    first = issns[0] if isinstance(issns, list) and issns else issns
    fields["ISSN"] = as_text(first) or as_text(venue.get("issn_l"))


def _read_numbers(taker: ItemTaker, fields: dict[str, str]) -> None:
    biblio = taker.dict("biblio")
    fields["volume"], fields["issue"] = as_text(biblio.get("volume")), as_text(biblio.get("issue"))
    first, last = as_text(biblio.get("first_page")), as_text(biblio.get("last_page"))
    fields["page"] = f"{first}-{last}" if first and last and first != last else first or last
    ids = _object(taker.item.get("ids"))
    fields["PMID"] = as_text(ids.get("pmid")).rsplit("/", 1)[-1]
    central = as_text(ids.get("pmcid")).rsplit("/", 1)[-1]
    fields["PMCID"] = f"PMC{central}" if central.isdecimal() else central


def _keywords(taker: ItemTaker) -> list[str]:
    values = taker.list("keywords")
    words = (
        as_text(_object(value).get("display_name") or _object(value).get("keyword") or value)
        for value in values
    )
    return list(dict.fromkeys(filter(None, words)))


def _abstract(index: Item) -> str:
    """The abstract of its inverted index: word → places."""
    lists = ((word, places) for word, places in index.items() if isinstance(places, list))
    placed = [(place, word) for word, places in lists for place in places if isinstance(place, int)]
    return as_text(" ".join(word for _, word in sorted(placed)))


def _authors(taker: ItemTaker) -> dict[str, tuple[Name, ...]]:
    names = []
    for authorship in _authorships(taker):
        author = _object(_object(authorship).get("author"))
        text = as_text(author.get("display_name")) or as_text(_object(authorship).get("raw_author_name"))
        if text:
            names.append(_person(text))
    return {"author": tuple(names)} if names else {}


def _authorships(taker: ItemTaker) -> list[Any]:
    held = taker.item.get("authorships")
    return held if isinstance(held, list) else []


def _first_institution(taker: ItemTaker) -> str:
    """The first author's institution, where a thesis was made."""
    authorships = _authorships(taker)
    first = _object(authorships[0]) if authorships else {}
    institutions = first.get("institutions")
    held = institutions[0] if isinstance(institutions, list) and institutions else {}
    return as_text(_object(held).get("display_name"))


def _person(text: str) -> Name:
    """OpenAlex's authors are persons, their names in reading order."""
    name = parse_name(text)
    if name.literal and " " in text:
        given, _, family = text.rpartition(" ")
        return Name(family, given)
    return name


def _dates(taker: ItemTaker) -> dict[str, Date]:
    text = taker.text("publication_date")
    year = taker.text("publication_year")
    return {"issued": parse_date(text or year)} if text or year else {}


OPENALEX = Format(
    name="openalex",
    title="OpenAlex JSON",
    extensions=(".json",),
    looks_like=looks_like,
    read=json_reader("openalex", "results", read_item),
    stream=json_stream("openalex", "results", read_item),
    write=None,
    aliases=("openalex-json", "openalexjson"),
)
