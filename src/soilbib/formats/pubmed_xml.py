"""PubMed XML (NLM's PubmedArticleSet), journal articles and books of the NCBI Bookshelf; read only.

What has no place in CSL stays in ``Record.extra["pubmedxml"]``: path of the element → its XML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from soilbib.formats.format import Format
from soilbib.formats.xml import Taker, xml_reader, xml_stream
from soilbib.formats.xml_text import element_text
from soilbib.formats.xml_trees import remove
from soilbib.model import Date, Name, Record, Source, parse_date
from soilbib.model.dates import date_of
from soilbib.model.numbers import last_in_full

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEAD = re.compile(r"<(?:PubmedArticle|PubmedBookArticle|PubmedArticleSet|MedlineCitation)\b")
_RANGE = re.compile(r"(\d+)([-–])(\d+)")
_BRACKETS = re.compile(r"\[(.+)\]\.?")
_ARTICLE = "MedlineCitation/Article"
_CITATION_FIELDS: dict[str, tuple[str, ...]] = {
    "PMID": ("MedlineCitation/PMID",),
    "container-title": (f"{_ARTICLE}/Journal/Title",),
    "container-title-short": (
        f"{_ARTICLE}/Journal/ISOAbbreviation",
        "MedlineCitation/MedlineJournalInfo/MedlineTA",
    ),
    "volume": (f"{_ARTICLE}/Journal/JournalIssue/Volume",),
    "issue": (f"{_ARTICLE}/Journal/JournalIssue/Issue",),
    "ISSN": (f"{_ARTICLE}/Journal/ISSN", "MedlineCitation/MedlineJournalInfo/ISSNLinking"),
    "DOI": (f"{_ARTICLE}/ELocationID[@EIdType='doi']", "PubmedData/ArticleIdList/ArticleId[@IdType='doi']"),
    "PMCID": ("PubmedData/ArticleIdList/ArticleId[@IdType='pmc']", "MedlineCitation/OtherID[@Source='NLM']"),
    "license": (f"{_ARTICLE}/Abstract/CopyrightInformation",),
}
"""Variable of a journal article: where it stands, the first place with text counting."""

_BOOK_FIELDS: dict[str, tuple[str, ...]] = {
    "PMID": ("BookDocument/PMID",),
    "publisher": ("BookDocument/Book/Publisher/PublisherName",),
    "publisher-place": ("BookDocument/Book/Publisher/PublisherLocation",),
    "collection-title": ("BookDocument/Book/CollectionTitle",),
    "volume": ("BookDocument/Book/Volume",),
    "edition": ("BookDocument/Book/Edition",),
    "ISBN": ("BookDocument/Book/Isbn",),
    "DOI": ("BookDocument/ArticleIdList/ArticleId[@IdType='doi']",),
    "call-number": ("BookDocument/ArticleIdList/ArticleId[@IdType='bookaccession']",),
    "license": ("BookDocument/Abstract/CopyrightInformation",),
}
_CONTAINERS = frozenset(
    """MedlineCitation Article Journal JournalIssue PubDate Abstract AuthorList MedlineJournalInfo PubmedData
    ArticleIdList BookDocument Book Publisher PublicationTypeList Pagination KeywordList MeshHeadingList""".split()
)
_NAME_PARTS = ("LastName", "ForeName", "FirstName", "Initials", "Suffix", "CollectiveName")
_BOOKSHELF = "https://www.ncbi.nlm.nih.gov/books/{}/"


def looks_like(head: str) -> bool:
    """Whether an element of PubMed's stands in the head."""
    return bool(_HEAD.search(head))


def read_record(element: Element, source: Source) -> Record:
    """A record of a ``<PubmedArticle>`` or ``<PubmedBookArticle>``."""
    taker = Taker(element)
    record = _read_book(taker) if element.tag == "PubmedBookArticle" else _read_article(taker)
    extra = taker.rest(_CONTAINERS)
    return record.replace(extra={"pubmedxml": extra} if extra else {}, source=source)


def _read_article(taker: Taker) -> Record:
    fields: dict[str, str] = {}
    title, original = _titles(
        taker.take(f"{_ARTICLE}/ArticleTitle"), taker.take(f"{_ARTICLE}/VernacularTitle")
    )
    fields |= {"title": title, "original-title": original}
    fields |= _take_fields(taker, _CITATION_FIELDS)
    fields["abstract"] = _abstract(taker, f"{_ARTICLE}/Abstract")
    fields["language"] = "; ".join(taker.texts(f"{_ARTICLE}/Language"))
    fields["keyword"] = _keywords(taker, "MedlineCitation")
    fields["note"] = "\n".join(taker.texts("MedlineCitation/GeneralNote"))
    csl_type = "article-journal"
    kinds = {
        element_text(kind)
        for kind in taker.element.findall(f"{_ARTICLE}/PublicationTypeList/PublicationType")
    }
    if "Preprint" in kinds:
        csl_type = "article"
        fields |= {"publisher": fields.pop("container-title", ""), "number": _preprint_number(taker)}
        fields.pop("container-title-short", None)
    fields["page"] = _pages(taker)
    dates = {
        "issued": _date(taker, f"{_ARTICLE}/Journal/JournalIssue/PubDate")
        or _date(taker, f"{_ARTICLE}/ArticleDate")
    }
    names, truncated = _names(taker, [(f"{_ARTICLE}/AuthorList", "author")])
    return _record(csl_type, fields, dates, names, truncated)


def _read_book(taker: Taker) -> Record:
    book = "BookDocument/Book"
    fields = {"title": taker.take("BookDocument/ArticleTitle").rstrip(".")}
    own = taker.take(f"{book}/BookTitle").rstrip(".")
    csl_type = "chapter" if fields["title"] else "book"
    fields |= {"container-title": own} if fields["title"] else {"title": own}
    fields |= _take_fields(taker, _BOOK_FIELDS)
    fields["page"] = taker.take("BookDocument/Pagination/MedlinePgn")
    fields["abstract"] = _abstract(taker, "BookDocument/Abstract")
    fields["language"] = "; ".join(taker.texts("BookDocument/Language"))
    fields["keyword"] = _keywords(taker, "BookDocument")
    if fields.get("call-number"):
        fields["URL"] = _BOOKSHELF.format(fields["call-number"])
    dates = {"issued": _date(taker, f"{book}/PubDate") or _date(taker, "BookDocument/ContributionDate")}
    lists = []
    for place in ("BookDocument", book):
        for found in taker.element.findall(f"{place}/AuthorList"):
            kind = found.get("Type", "authors")
            author = "author" if place != book or csl_type == "book" else "container-author"
            lists.append((f"{place}/AuthorList[@Type='{kind}']", "editor" if kind == "editors" else author))
            found.set("Type", kind)
    names, truncated = _names(taker, lists)
    return _record(csl_type, fields, dates, names, truncated)


def _record(
    csl_type: str,
    fields: dict[str, str],
    dates: dict[str, Date | None],
    names: dict[str, tuple[Name, ...]],
    truncated: tuple[str, ...],
) -> Record:
    return Record(
        id=fields.get("PMID", ""),
        type=csl_type,
        names=names,
        dates={variable: date for variable, date in dates.items() if date},
        fields={variable: value for variable, value in fields.items() if value},
        truncated=truncated,
    )


def _take_fields(taker: Taker, table: dict[str, tuple[str, ...]]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for variable, paths in table.items():
        value = taker.take(*paths)
        fields[variable] = value
        for path in paths if value else ():
            for element in taker.element.findall(path):
                if element_text(element) == value:
                    remove(element)
    return fields


def _titles(title: str, vernacular: str) -> tuple[str, str]:
    """The title without full stop and the brackets around a translated one, and the original title."""
    title, vernacular = title.removesuffix("."), vernacular.removesuffix(".")
    match = _BRACKETS.fullmatch(title)
    if match and "[" not in match[1]:
        title = match[1].removesuffix(".")
    return (title, vernacular) if title else (vernacular, "")


def _pages(taker: Taker) -> str:
    """The pages with the last one in full, or the article's number."""
    pages = taker.take(f"{_ARTICLE}/Pagination/MedlinePgn")
    first, last = taker.take(f"{_ARTICLE}/Pagination/StartPage"), taker.take(f"{_ARTICLE}/Pagination/EndPage")
    if pages:
        return _RANGE.sub(_full_range, pages)
    if first:
        return _RANGE.sub(_full_range, f"{first}-{last}" if last and last != first else first)
    return taker.take(f"{_ARTICLE}/ELocationID[@EIdType='pii']")


def _full_range(match: re.Match[str]) -> str:
    first, dash, last = match.groups()
    return f"{first}{dash}{last_in_full(first, last)}"


def _preprint_number(taker: Taker) -> str:
    return taker.take(f"{_ARTICLE}/ELocationID[@EIdType='pii']")


def _abstract(taker: Taker, path: str) -> str:
    """The abstract's parts, each with its label, on lines of their own."""
    parts = []
    for element in taker.take_all(f"{path}/AbstractText"):
        label, text = element.get("Label", ""), element_text(element)
        parts.append(f"{label}: {text}" if label and label != "UNLABELLED" and text else text)
    return "\n".join(filter(None, parts))


def _keywords(taker: Taker, path: str) -> str:
    """Subject headings and keywords; a heading's qualifiers stay in the extra."""
    words = taker.texts(f"{path}/MeshHeadingList/MeshHeading/DescriptorName")
    words += taker.texts(f"{path}/KeywordList/Keyword")
    return "; ".join(dict.fromkeys(words))


def _date(taker: Taker, path: str) -> Date | None:
    """Year, month and day or season, or NLM's free form ("1998 Dec-1999 Jan")."""
    year, month, day = (taker.take(f"{path}/{part}") for part in ("Year", "Month", "Day"))
    season, free = taker.take(f"{path}/Season"), taker.take(f"{path}/MedlineDate")
    if not year:
        return parse_date(free) if free else None
    if season:
        return parse_date(f"{year} {season}")
    return date_of(year, month, day)


def _names(taker: Taker, lists: list[tuple[str, str]]) -> tuple[dict[str, tuple[Name, ...]], tuple[str, ...]]:
    names: dict[str, tuple[Name, ...]] = {}
    truncated = []
    for path, variable in lists:
        for found in taker.element.findall(path):
            if found.get("CompleteYN") == "N":
                truncated.append(variable)
            for author in found.findall("Author"):
                name = _name(author)
                if name != Name():
                    names[variable] = (*names.get(variable, ()), name)
                if not len(author):
                    remove(author)
            if not len(found):
                remove(found)
    return names, tuple(variable for variable in dict.fromkeys(truncated) if variable in names)


def _name(author: Element) -> Name:
    """The name, its elements taken out of the author's; affiliations and identifiers stay."""
    taker = Taker(author)
    family, fore, first, initials, suffix, group = (taker.take(part) for part in _NAME_PARTS)
    if group and not family:
        return Name(literal=group)
    given = fore or first or initials
    return Name(family, given, suffix=suffix) if family else Name(literal=given)


PUBMED_XML = Format(
    name="pubmedxml",
    title="PubMed XML",
    extensions=(".xml",),
    looks_like=looks_like,
    read=xml_reader("pubmedxml", ("PubmedArticle", "PubmedBookArticle"), read_record),
    write=None,
    aliases=("pubmed-xml", "medline-xml", "pubmed_xml"),
    stream=xml_stream("pubmedxml", ("PubmedArticle", "PubmedBookArticle"), read_record),
)
