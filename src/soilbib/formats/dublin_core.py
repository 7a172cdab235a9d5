"""Dublin Core in XML: oai_dc, qualified Dublin Core and records of plain dc and dcterms elements.

What has no place in CSL stays in ``Record.extra["dc"]``: local name of the element → its texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from soilbib.formats.format import Format
from soilbib.formats.inverted_names import read_inverted, split_cut_mark
from soilbib.formats.mods_tables import GENRES, LOCAL_GENRES
from soilbib.formats.xml import Taker, xml_reader, xml_stream, xml_writer
from soilbib.formats.xml_text import element_text, legal
from soilbib.model import Date, Name, Record, Source, parse_date
from soilbib.model.identifiers import bare_doi, find_doi
from soilbib.model.names import looks_like_organisation

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEAD = re.compile(
    r"<(?:oai_dc:|srw_dc:)?dc[\s>]|purl\.org/dc/(?:elements/1\.1|terms)/|<dc:(?:title|creator|type)\b"
)
_NAMES = ("dc", "qualifieddc", "simpledc", "dcrecord", "metadata", "record", "Description")
_OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/">\n'
)
_CLOSING = "</collection>\n"
_TERMS = frozenset(
    """title creator subject description publisher contributor date type format identifier source language relation
    coverage rights""".split()
)
TYPES: dict[str, str] = {
    "text": "", "image": "graphic", "stillimage": "graphic", "still image": "graphic",
    "movingimage": "motion_picture", "moving image": "motion_picture", "sound": "song", "software": "software",
    "dataset": "dataset", "collection": "collection", "event": "event", "physicalobject": "graphic",
    "interactiveresource": "webpage", "bachelorthesis": "thesis", "masterthesis": "thesis",
    "doctoralthesis": "thesis", "bookpart": "chapter", "conferenceobject": "paper-conference",
    "conferencepaper": "paper-conference", "conferencecontribution": "paper-conference", "article": "article-journal",
    "contributiontoperiodical": "article-newspaper", "workingpaper": "report", "research article": "article-journal",
    "peer-reviewed article": "article-journal", "preprint": "article", "annotation": "document",
    "lecture": "speech", "conferenceposter": "speech", "other": "document", "review": "review",
    "bookreview": "review-book", "book review": "review-book", "cartographic material": "map",
}  # fmt: skip
"""Type of DCMI's vocabulary, info:eu-repo/semantics or plain words, in lower case → CSL type; empty says nothing."""

_FIELDS: dict[str, tuple[str, ...]] = {
    "abstract": ("abstract",),
    "publisher": ("publisher",),
    "language": ("language",),
    "license": ("rights", "license"),
    "container-title": ("isPartOf",),
    "medium": ("medium",),
}
"""Variable ↔ element, written by the first name."""

_SCHEMES: dict[str, re.Pattern[str]] = {
    "ISBN": re.compile(r"(?:urn:)?isbn[:\s]*([\dXx][\dXx -]{8,16})", re.IGNORECASE),
    "ISSN": re.compile(r"(?:urn:)?[ep]?issn[:\s]*(\d{4}-?\d{3}[\dXx])", re.IGNORECASE),
    "PMID": re.compile(r"(?:pmid|info:pmid/|pubmed)[:\s/]*(\d{1,8})", re.IGNORECASE),
    "PMCID": re.compile(r"(?:pmcid:?\s*)?(PMC\d+)"),
    "id": re.compile(r"citekey:(\S.*)"),
}
_CITATION = re.compile(
    r"(?:vol\. (?P<volume>.+?))?(?:(?:^|, )no\. (?P<issue>.+?))?(?:(?:^|, )pp\. (?P<page>.+))?", re.DOTALL
)
_SOURCES: tuple[re.Pattern[str], ...] = (
    re.compile(  # "Soils; Vol. 3 No. 2 (2010); 1-9"
        r"(?P<title>[^;]+); (?:(?:Vol|v|Bd|Jg|Tomo?|Том)\.? ?(?P<volume>[\w-]+))?,? ?"
        r"(?:(?:No|n|Nr|Núm|Nº|№|Issue)\.? ?(?P<issue>[\w/-]+))?[^;]*(?:; (?P<page>[\w-]+))?",
        re.IGNORECASE,
    ),
    re.compile(  # "Soils v.3 n.2 2010", "Soils, v. 3, n. 2, p. 1-9, 2010."
        r"(?P<title>[^;]+?),? v(?:ol)?\. ?(?P<volume>[\w-]+)(?:,? n[ro.º°]*\.? ?(?P<issue>[\w/-]+))?"
        r"(?:,? pp?\. ?(?P<page>[\w-]+))?(?:,? \(?(?:[^\W\d_]+\.?,? )?\d{4}\)?)?\.?",
        re.IGNORECASE,
    ),
    re.compile(  # "Soils 3 (2), 1-9 (2010)"
        r"(?P<title>[^;\d]+?),? (?P<volume>\d{1,4}) ?\((?P<issue>[\w/-]{1,7})\)(?:[,:] ?(?:pp?\. ?)?(?P<page>[\w-]+))?"
        r"(?:[.,]? \(?\d{4}\)?)?\.?"
    ),
)
"""How a source says journal, volume, issue and pages."""

_BARE_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")
_SEMANTICS = re.compile(r"info:eu-repo/semantics/")


def looks_like(head: str) -> bool:
    """Whether Dublin Core's namespaces or elements stand in the head."""
    return bool(_HEAD.search(head))


def read_record(element: Element, source: Source) -> Record:
    """A record of the element that holds the terms."""
    taker = Taker(element)
    kept: dict[str, list[str]] = {}
    titles = taker.texts("title")
    fields = {"title": titles[0] if titles else ""}
    _keep(kept, "title", titles[1:])
    for variable, places in _FIELDS.items():
        values = [text for name in places for text in taker.texts(name)]
        fields[variable] = "; ".join(values) if variable == "language" else values[0] if values else ""
        _keep(kept, places[0], [] if variable == "language" else values[1:])
    fields["keyword"] = "; ".join(taker.texts("subject"))
    descriptions = taker.texts("description")
    if descriptions and not fields["abstract"]:
        fields["abstract"], *descriptions = descriptions
    fields["note"] = "\n".join(descriptions)
    identifier = _read_identifiers(taker, fields, kept)
    _read_source(taker, fields, kept)
    _take_related(taker, fields, kept)
    csl_type = _read_type(taker, fields, kept)
    names, truncated = _read_names(taker)
    issued = _read_date(taker, kept)
    for child in element:
        _keep(kept, str(child.tag), [element_text(child)])
    extra = {name: values for name, values in kept.items() if values}
    return Record(
        id=identifier,
        type=csl_type,
        names=names,
        dates={"issued": issued} if issued else {},
        fields={variable: value for variable, value in fields.items() if value},
        truncated=truncated,
        extra={"dc": extra} if extra else {},
        source=source,
    )


def _keep(kept: dict[str, list[str]], name: str, values: list[str]) -> None:
    kept.setdefault(name, []).extend(value for value in values if value)


def _read_identifiers(taker: Taker, fields: dict[str, str], kept: dict[str, list[str]]) -> str:
    """DOI, ISBN, ISSN, PMID, address and citation key, told by their form; any other identifier is kept."""
    key = ""
    for text in taker.texts("identifier"):
        scheme, value = _scheme(text)
        if scheme == "id" and not key:
            key = value
        elif scheme and scheme != "id" and not fields.get(scheme):
            fields[scheme] = value
        elif scheme in ("ISBN", "ISSN") and value != fields[scheme]:
            fields[scheme] += f", {value}"
        elif scheme == "DOI" and text.startswith("http") and not fields.get("URL"):
            fields["URL"] = text
        else:
            _keep(kept, "identifier", [text])
    return key


def _take_related(taker: Taker, fields: dict[str, str], kept: dict[str, list[str]]) -> None:
    """A bare DOI among the relations is the article's own where it has no other (SciELO)."""
    for text in taker.texts("relation"):
        if not fields.get("DOI") and fields.get("container-title") and find_doi(text) == text:
            fields["DOI"] = text
        else:
            _keep(kept, "relation", [text])


def _scheme(text: str) -> tuple[str, str]:
    for scheme, form in _SCHEMES.items():
        match = form.fullmatch(text)
        if match:
            return scheme, match[1].strip()
    if bare_doi(text) != text or (find_doi(text) == text):
        return "DOI", bare_doi(text)
    return ("URL", text) if text.startswith(("http://", "https://", "ftp://")) else ("", text)


def _read_source(taker: Taker, fields: dict[str, str], kept: dict[str, list[str]]) -> None:
    """Numbers and pages of the citation; the journal of a source as journals have it ("Soils; Vol. 3 No. 2; 1-9")."""
    for text in taker.texts("bibliographicCitation"):
        match = _CITATION.fullmatch(text)
        if match and any(match.groups()) and not fields.get("volume"):
            fields |= {name: value for name, value in match.groupdict().items() if value}
        else:
            _keep(kept, "bibliographicCitation", [text])
    for text in taker.texts("source"):
        match = next(filter(None, (form.fullmatch(text) for form in _SOURCES)), None)
        scheme, value = _scheme(text)
        if match and not fields["container-title"] and (match["volume"] or match["issue"]):
            fields["container-title"] = match["title"]
            fields |= {name: value for name, value in match.groupdict().items() if value and name != "title"}
        elif not match and (scheme == "ISSN" or _BARE_ISSN.fullmatch(text)):
            known = fields.get("ISSN", "")
            fields["ISSN"] = f"{known}, {value}" if known else value
            continue
        _keep(kept, "source", [text])


def _read_type(taker: Taker, fields: dict[str, str], kept: dict[str, list[str]]) -> str:
    """The first type that says something; any other word is kept, so that it comes back."""
    found, told = "", False
    for text in taker.texts("type"):
        word = _SEMANTICS.sub("", text).lower()
        csl_type = TYPES.get(word, GENRES.get(word, "")) if text not in _WRITTEN else _WRITTEN[text]
        if not found and csl_type and text in _WRITTEN:
            found, told = csl_type, True
            continue
        if told and not fields.get("genre") and word not in TYPES and word not in GENRES:
            fields["genre"] = text
            continue
        found = found or csl_type
        _keep(kept, "type", [text])
    if found:
        return found
    if fields.get("volume") or fields.get("issue"):
        return "article-journal"
    return "book" if fields.get("ISBN") else "document"


_WRITTEN: dict[str, str] = {
    LOCAL_GENRES.get(name, name): name for name in {*GENRES.values(), *LOCAL_GENRES} if name
}


def _read_names(taker: Taker) -> tuple[dict[str, tuple[Name, ...]], tuple[str, ...]]:
    names: dict[str, tuple[Name, ...]] = {}
    truncated = []
    for tag, variable in (("creator", "author"), ("contributor", "contributor")):
        for text in taker.texts(tag):
            rest, cut = split_cut_mark(text)
            if cut:
                truncated.append(variable)
            if rest.strip(" ,"):
                names[variable] = (*names.get(variable, ()), _read_name(rest))
    return names, tuple(variable for variable in dict.fromkeys(truncated) if variable in names)


def _read_name(text: str) -> Name:
    if "," not in text or (looks_like_organisation(text) and text.count(" ") > 3):
        return Name(literal=text)
    return read_inverted(text)


def _read_date(taker: Taker, kept: dict[str, list[str]]) -> Date | None:
    """The date of issue, or the first date that is understood."""
    texts = taker.texts("issued") + taker.texts("date")
    dates = [parse_date(text) for text in texts]
    best = next((number for number, date in enumerate(dates) if date.start), 0)
    _keep(kept, "date", [text for number, text in enumerate(texts) if number != best])
    return dates[best] if dates else None


def _write_record(record: Record) -> str:
    lines = [
        f"    <{name}>{escape(legal(text), quote=False)}</{name}>\n"
        for name, text in _elements(record)
        if text
    ]
    return f"  <oai_dc:dc>\n{''.join(lines)}  </oai_dc:dc>\n"


def _elements(record: Record) -> Iterator[tuple[str, str]]:
    """Qualified names of elements with their texts."""
    fields = record.fields
    yield "dc:title", fields.get("title", "")
    yield from _names_of(record)
    yield "dc:date", record.dates["issued"].text if "issued" in record.dates else ""
    yield "dc:type", LOCAL_GENRES.get(record.type, record.type)
    yield "dc:type", fields.get("genre", "")
    for variable, (name, *_) in _FIELDS.items():
        parts = fields.get(variable, "").split("; ") if variable == "language" else [fields.get(variable, "")]
        for part in parts:
            yield _qualified(name), part
    for keyword in fields.get("keyword", "").split("; "):
        yield "dc:subject", keyword
    for note in fields.get("note", "").split("\n"):
        yield "dc:description", note
    yield "dcterms:bibliographicCitation", _citation(fields)
    yield "dc:identifier", f"https://doi.org/{fields['DOI']}" if fields.get("DOI") else ""
    for scheme in ("ISBN", "ISSN", "PMID"):
        for number in fields[scheme].split(", ") if fields.get(scheme) else ():
            yield "dc:identifier", f"{scheme}:{number}"
    yield "dc:identifier", fields.get("PMCID", "")
    yield "dc:identifier", fields.get("URL", "")
    yield "dc:identifier", f"citekey:{record.id}" if record.id else ""
    for name, values in record.extra.get("dc", {}).items():
        for value in values if isinstance(values, list | tuple) and _LOCAL_NAME.fullmatch(name) else ():
            yield _qualified(name), str(value)


_LOCAL_NAME = re.compile(r"[A-Za-z][\w-]*")


def _qualified(name: str) -> str:
    return f"{'dc' if name in _TERMS else 'dcterms'}:{name}"


def _names_of(record: Record) -> Iterator[tuple[str, str]]:
    """Authors as creators, all others as contributors; Dublin Core has no other roles."""
    for variable, names in record.names.items():
        tag = "dc:creator" if variable == "author" else "dc:contributor"
        for name in names:
            yield tag, name.inverted
        if variable in record.truncated:
            yield tag, "et al."


def _citation(fields: dict[str, str]) -> str:
    parts = (("volume", "vol."), ("issue", "no."), ("page", "pp."))
    return ", ".join(f"{label} {fields[variable]}" for variable, label in parts if fields.get(variable))


read = xml_reader("dc", _NAMES, read_record)


write = xml_writer("dc", "Dublin Core", _OPENING, _CLOSING, _write_record, read)

DUBLIN_CORE = Format(
    name="dc",
    title="Dublin Core XML",
    extensions=(".xml", ".dc"),
    looks_like=looks_like,
    read=read,
    write=write,
    aliases=("oai_dc", "oai-dc", "dublincore", "dublin-core"),
    stream=xml_stream("dc", _NAMES, read_record),
)
