"""The front matter of an article in JATS (``journal-meta`` and ``article-meta``) as a record."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from soilbib.formats.jats_parts import attribute, take_date, take_numbers, take_pages, take_people, take_title
from soilbib.formats.jats_tables import ARTICLE_FIELDS, ARTICLES, DATES, JOURNAL_FIELDS
from soilbib.formats.xml import Taker
from soilbib.formats.xml_text import element_text
from soilbib.formats.xml_trees import remove
from soilbib.model import Date, Name, Record, Source, parse_date

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CONTAINERS = frozenset(
    """journal-meta article-meta journal-title-group publisher title-group permissions license conference product
    kwd-group contrib-group history""".split()
)
_ABSTRACT_TITLES = frozenset({"abstract", "summary", "resumo", "resumen", "résumé", "zusammenfassung"})
_FEWEST_LETTERS = 6
_INHERITED = ("pub-date", "volume", "issue", "supplement", "permissions")


def with_inherited(stub: Element, front: Element) -> Element:
    """A ``<front-stub>`` as a ``<front>``, with what it has from the front of the article around it."""
    own = deepcopy(front)
    meta = own.find("article-meta")
    if meta is None:
        return stub
    for child in list(meta):
        if child.tag not in _INHERITED or stub.find(child.tag) is not None:
            remove(child)
    meta[:0] = [deepcopy(child) for child in stub]
    return own


def read_front(front: Element, article: Element, source: Source) -> Record:
    """The record of a ``<front>``; ``article`` is the element whose front it is, which tells kind and language."""
    taker = Taker(front)
    meta = front.find("article-meta")
    inner = Taker(front if meta is None else meta)
    kind = article.get("article-type", "")
    csl_type = ARTICLES.get(kind, "article-journal")
    fields = {
        **take_numbers(inner, "article-id"),
        "title": _take_title(inner),
        "language": attribute(article, "lang"),
    }
    fields |= take_pages(inner)
    for variable, paths in JOURNAL_FIELDS.items():
        fields[variable] = taker.take(*(f"journal-meta/{path}" for path in paths))
    fields["ISSN"] = ", ".join(dict.fromkeys(taker.texts("journal-meta/issn")))
    for variable, paths in ARTICLE_FIELDS.items():
        fields[variable] = inner.take(*paths)
    fields["abstract"] = _take_abstract(inner)
    fields["keyword"] = "; ".join(dict.fromkeys(inner.texts("kwd-group/kwd")))
    for heading in inner.element.findall("kwd-group/title"):
        remove(heading)
    fields["license"] = _take_licence(inner)
    names, cut = _take_names(inner)
    dates = {variable: date for variable, date in _take_dates(inner).items() if date}
    extra: dict[str, object] = {**taker.rest(_CONTAINERS)}
    if kind not in ("", "research-article", *ARTICLES):
        extra["article-type"] = kind
    fields = {variable: value for variable, value in fields.items() if value}
    return Record("", csl_type, names, dates, fields, cut, {"jats": extra} if extra else {}, source)


def _take_title(taker: Taker) -> str:
    """The title; that of a review without one is the title of what it reviews."""
    product = taker.element.find("product")
    reviewed = element_text(product.find("source")) if product is not None else ""
    return take_title(taker, "title-group/article-title", "article-title") or reviewed


def _take_abstract(taker: Taker) -> str:
    """The abstract, each section with its title on a line; others and graphical ones stay."""
    for element in taker.element.findall("abstract"):
        if element.get("abstract-type") in (None, "", "section", "structured"):
            heading = element.find("title")
            if heading is not None and element_text(heading).lower().rstrip(".:") in _ABSTRACT_TITLES:
                remove(heading)
            remove(element)
            parts = [part for part in element if not _is_address(part)]
            return "\n".join(filter(None, map(_section, parts))) or element_text(element)
    return ""


def _is_address(element: Element) -> bool:
    """Whether a part of an abstract is no more than the abstract's own number or address ("DOI: https://…")."""
    link = element.find("ext-link")
    if link is None:
        return bool(element.tag == "object-id")
    beside = element_text(element).replace(element_text(link), "")
    return sum(map(str.isalpha, beside)) < _FEWEST_LETTERS


def _section(element: Element) -> str:
    heading = element.find("title") if element.tag == "sec" else None
    if heading is None:
        return element_text(element)
    remove(heading)
    title, text = element_text(heading).rstrip(":. "), element_text(element)
    return f"{title}: {text}" if title and text else title or text


def _take_licence(taker: Taker) -> str:
    """The address of the licence, or else its text."""
    found = taker.element.find("permissions/license")
    if found is None:
        return ""
    address = attribute(found, "href") or element_text(found.find("license_ref"))
    text = address or element_text(found)
    remove(found)
    return text


def _take_names(taker: Taker) -> tuple[dict[str, tuple[Name, ...]], tuple[str, ...]]:
    """The people of the work, and those of a reviewed one; affiliations and identifiers stay."""
    contribs = [
        contrib for group in taker.element.findall("contrib-group") for contrib in group.findall("contrib")
    ]
    names, cut = take_people(contribs, "author")
    for contrib in contribs:
        if not element_text(contrib) and not len(contrib):
            remove(contrib)
    reviewed, _ = take_people(
        [*taker.element.findall("product"), *taker.element.findall("product/person-group")], "reviewed-author"
    )
    if "author" in reviewed:  # whom the group of a product says to be its authors
        reviewed["reviewed-author"] = (*reviewed.get("reviewed-author", ()), *reviewed.pop("author"))
    return {**names, **reviewed}, cut


def _take_dates(taker: Taker) -> dict[str, Date | None]:
    """The date of the issue, or else of what came first; when it was received; when the conference was."""
    found = sorted(taker.element.findall("pub-date"), key=_rank)
    dates = {"issued": take_date(found[0]) if found else None}
    for element in found[:1]:
        remove(element)
    for element in taker.element.findall("history/date[@date-type='received']"):
        dates["submitted"] = take_date(element)
        remove(element)
    event = taker.take("conference/conf-date")
    return {**dates, "event-date": parse_date(event) if event else None}


def _rank(element: Element) -> int:
    """How much a date of publication counts: 0 is most."""
    kinds = [element.get(name, "") for name in ("pub-type", "publication-format", "date-type")]
    return min((DATES.index(kind) for kind in kinds if kind in DATES and kind), default=len(DATES))
