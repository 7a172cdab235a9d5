"""EndNote XML, as EndNote and the programs after it write it; the tables are in `endnote_xml_tables`.

What has no place in CSL stays in ``Record.extra["endnotexml"]``: path of the element → its XML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from soilbib.formats.endnote_xml_tables import (
    CONTAINERS,
    LATER_TYPES,
    NUMBERS,
    ORDER,
    TYPE_OF,
    TYPES,
    field_table,
    name_table,
)
from soilbib.formats.format import Format
from soilbib.formats.inverted_names import read_inverted, split_cut_mark
from soilbib.formats.tagged_records import page_variable
from soilbib.formats.xml import Taker, xml_reader, xml_stream, xml_writer
from soilbib.formats.xml_text import add_styled, collapse, element_text
from soilbib.formats.xml_trees import add, put_rest, remove
from soilbib.model import Date, Name, Record, Source, parse_date
from soilbib.model.identifiers import bare_doi, find_serials

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEAD = re.compile(r"<xml\b[^<>]*>\s*<records\b|<ref-type\b|<record>\s*<(?:database|source-app|rec-number)\b")
_EXTRA = "endnotexml"
_LINES = frozenset({"abstract", "note", "annote"})
_KEYWORDS = re.compile(r"[\r\n]+|;\s+")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?!\d)")
_ISSN = re.compile(r"\d{4}[-‐‑–]?\d{3}[\dXx](?![\dXx-])")
_BOOKISH = frozenset({"book", "chapter", "classic", "pamphlet", "paper-conference", "entry-encyclopedia"})
_PUBMED = re.compile(r"\bNLM\b|medline|pubmed", re.IGNORECASE)
_PUBMED_NUMBER = re.compile(r"[1-9]\d{4,7}")
_DAY = re.compile(r"\d{4}[/-]\d")
_DATE = "dates/pub-dates/date"


def looks_like(head: str) -> bool:
    """Whether the head has EndNote's records or reference types."""
    return bool(_HEAD.search(head))


def read_record(element: Element, source: Source) -> Record:
    """A record of a ``<record>`` element."""
    taker = Taker(element)
    kept: dict[str, list[str]] = {}
    name, csl_type = _read_type(taker)
    names, truncated = _read_names(taker, name)
    if _usual_name(csl_type, names) != name:
        kept["ref-type"] = [name]
    dates = _read_dates(taker, csl_type)
    fields = _read_fields(taker, name)
    if name == "Web Page" and element.find("source-app") is not None:
        _take_access(fields, dates)
    identifier = taker.take("label") or taker.take("foreign-keys/key[@app='soilbib']")
    extra = {**kept, **taker.rest(CONTAINERS)}
    return Record(
        id="" if " " in identifier else identifier,
        type=csl_type,
        names=names,
        dates=dates,
        fields=fields,
        truncated=truncated,
        extra={_EXTRA: extra} if extra else {},
        source=source,
    )


def _read_type(taker: Taker) -> tuple[str, str]:
    """EndNote's name of the type and the CSL type; the name counts more than the number."""
    found = taker.take_all("ref-type")
    if not found:
        return "Generic", "document"
    name = found[0].get("name", "")
    text = element_text(found[0])
    if name not in TYPES:
        number = int(text) if text.isdecimal() and len(text) < 4 else -1
        other = LATER_TYPES.get(name.lower()) or NUMBERS.get(number, "Generic")
        name = next((known for known in TYPES if known.lower() == name.lower()), other)
    return name, TYPES[name][0]


def _read_names(taker: Taker, name: str) -> tuple[dict[str, tuple[Name, ...]], tuple[str, ...]]:
    names: dict[str, tuple[Name, ...]] = {}
    truncated = []
    for path, variable in name_table(TYPES[name][0], name).items():
        if not variable:
            continue
        for text in taker.texts(f"{path}/author"):
            rest, cut = split_cut_mark(text)
            if cut and variable not in truncated:
                truncated.append(variable)
            if rest.strip(" ,"):
                names[variable] = (*names.get(variable, ()), _read_name(rest))
    return names, tuple(variable for variable in truncated if variable in names)


def _read_name(text: str) -> Name:
    """A name in index order; one that ends in a comma, as EndNote marks groups, is a literal where it has spaces."""
    if text.endswith(",") and " " in text.strip(" ,") and text.count(",") == 1:
        return Name(literal=text.rstrip(" ,"))
    return read_inverted(text)


def _read_fields(taker: Taker, name: str) -> dict[str, str]:
    csl_type = TYPES[name][0]
    table = field_table(csl_type, name)
    if csl_type == "patent" and taker.element.find("isbn") is not None:
        table["number"] = ""  # it is that of the application then
    fields: dict[str, str] = {}
    for path, variable in table.items():
        if not variable or path == "isbn":
            continue
        known = fields.get(variable)
        value = _take_field(taker, path, variable) if known is None else ""
        if value:
            fields[variable] = bare_doi(value) if variable == "DOI" else value
        elif known is not None:
            _drop_same(taker, path, known)
    if (
        csl_type == "thesis"
        and "genre" not in fields
        and not any(map(str.isdigit, fields.get("volume", "0")))
    ):
        fields["genre"] = fields.pop("volume")  # EndNote's degree
    if "number-of-pages" in fields and page_variable(fields["number-of-pages"], csl_type) == "page":
        fields["page"] = fields.pop("number-of-pages")
    keywords = [part for text in _keyword_texts(taker) for part in _KEYWORDS.split(text) if part.strip()]
    if keywords:
        fields["keyword"] = "; ".join(collapse(part) for part in keywords)
    short, full = fields.get("container-title-short", ""), fields.get("container-title", "")
    if len(short) > len(full) > 0:  # as EndNote has them from PubMed
        fields.update({"container-title": short, "container-title-short": full})
    _tell_identifiers(fields, csl_type, taker)
    serial = taker.take("isbn")
    if serial:
        own = table.get("isbn", "")
        if own and own not in fields:
            fields[own] = serial
        else:
            fields.update(find_serials(serial) or {_serial(serial, csl_type): serial})
    return fields


def _tell_identifiers(fields: dict[str, str], csl_type: str, taker: Taker) -> None:
    """PubMed's numbers, where the accession number of an article is one; what else stands in their place is kept."""
    provider = f"{fields.get('source', '')} {fields.get('archive', '')}".strip()
    accession = fields.get("archive_location", "")
    of_pubmed = not provider or _PUBMED.search(provider)
    if csl_type == "article-journal" and of_pubmed and _PUBMED_NUMBER.fullmatch(accession):
        fields["PMID"] = fields.pop("archive_location")
    if "PMCID" in fields and not fields["PMCID"].startswith("PMC"):
        add(taker.element, "custom2", fields.pop("PMCID"))


def _take_access(fields: dict[str, str], dates: dict[str, Date]) -> None:
    """The year and the day of access, which a web page has in place of volume and number."""
    day, year = fields.get("issue", ""), fields.get("volume", "")
    date = parse_date(f"{day} {year}") if year.isdecimal() and day[:1].isalpha() else Date()
    if "accessed" not in dates and date.start:
        dates["accessed"] = date
        fields.pop("volume")
        fields.pop("issue", None)


def _take_field(taker: Taker, path: str, variable: str) -> str:
    """The text at a path, with its lines where the variable is a long one; a group without its comma."""
    text = taker.take(path, lines=variable in _LINES)
    return text.rstrip(" ,") if path.startswith("contributors/") else text


def _drop_same(taker: Taker, path: str, known: str) -> None:
    """Leave out an element that repeats a value, as ``<periodical>`` does with the title of the journal."""
    for element in taker.element.findall(path):
        if element_text(element) == known:
            remove(element)


def _keyword_texts(taker: Taker) -> list[str]:
    return [
        text for element in taker.take_all("keywords/keyword") if (text := element_text(element, lines=True))
    ]


def _serial(text: str, csl_type: str) -> str:
    if _ISSN.search(text) and not _ISBN.search(text):
        return "ISSN"
    return "ISBN" if _ISBN.search(text) or csl_type in _BOOKISH else "ISSN"


def _read_dates(taker: Taker, csl_type: str) -> dict[str, Date]:
    """``issued`` of year and date, which has the month and day or the whole date, and ``accessed``.

    The edition of an article is the day on which it was online.
    """
    year = taker.take("dates/year")
    text = taker.take(_DATE)
    dates: dict[str, Date] = {}
    issued = parse_date(year) if year else None
    if text:
        for whole in (text, f"{text} {year}", f"{year}-{text}"):
            date = parse_date(whole)
            if date.start and (issued is None or date.start[:1] == issued.start[:1]):
                issued = date
                break
        else:
            add(taker.element, _DATE, text)
            issued = issued or Date(literal=text)
    if issued:
        dates["issued"] = issued
    accessed = taker.take("access-date")
    if accessed:
        dates["accessed"] = parse_date(accessed)
    edition = taker.element.find("edition")
    text = element_text(edition) if csl_type == "article-journal" else ""
    online = parse_date(text) if _DAY.match(text) else Date()
    if edition is not None and online.start:
        remove(edition)
        dates["available-date"] = online
    return dates


def write_record(record: Record) -> Element:
    """The ``<record>`` element of a record."""
    from lxml import etree

    root = etree.Element("record")
    name = _type_name(record)
    add(root, "ref-type", str(TYPES[name][1]), name=name)
    _write_names(root, record, name)
    _write_fields(root, record, name)
    for date in filter(None, [record.dates.get("issued")]):
        _write_issued(root, date)
    if "accessed" in record.dates:
        add(root, "access-date", record.dates["accessed"].text)
    if "available-date" in record.dates and name == "Journal Article" and "edition" not in record.fields:
        add(root, "edition", record.dates["available-date"].text)
    if record.id:
        add(root, "label", record.id)
    put_rest(
        root, {path: values for path, values in record.extra.get(_EXTRA, {}).items() if path != "ref-type"}
    )
    root[:] = sorted(root, key=lambda child: ORDER.index(child.tag) if child.tag in ORDER else len(ORDER))
    return root


def _type_name(record: Record) -> str:
    """The type that the record came with, if it still says the same, or the usual one."""
    kept = record.extra.get(_EXTRA, {}).get("ref-type")
    name = kept[0] if isinstance(kept, list) and kept else ""
    return name if name in TYPES and TYPES[name][0] == record.type else _usual_name(record.type, record.names)


def _usual_name(csl_type: str, names: Mapping[str, object]) -> str:
    """The usual type for a CSL type; a book with editors only is an edited one."""
    if csl_type == "book" and "editor" in names and "author" not in names:
        return "Edited Book"
    return TYPE_OF.get(csl_type, "Generic")


def _write_names(root: Element, record: Record, type_name: str) -> None:
    written = set()
    for path, variable in name_table(TYPES[type_name][0], type_name).items():
        if not variable or variable in written or variable not in record.names:
            continue
        written.add(variable)
        for name in record.names[variable]:
            add(root, f"{path}/author", _write_name(name))
        if variable in record.truncated:
            add(root, f"{path}/author", "et al.")


def _write_name(name: Name) -> str:
    return (
        f"{name.literal},"
        if name.literal and "," not in name.literal and " " in name.literal
        else name.inverted
    )


def _write_fields(root: Element, record: Record, name: str) -> None:
    written = set()
    table = field_table(TYPES[name][0], name)
    for path, variable in table.items():
        if not variable or variable in written or variable not in record.fields or path == "isbn":
            continue
        written.add(variable)
        add_styled(add(root, path), record.fields[variable])
    if "PMID" in record.fields and TYPES[name][0] == "article-journal" and "archive_location" not in written:
        add(root, "accession-num", record.fields["PMID"])
    if "page" in record.fields and not {"page", "number-of-pages"} & written:
        add_styled(add(root, "pages"), record.fields["page"])
    if TYPES[name][0] == "article-journal" and "container-title" in written:
        add(root, "periodical/full-title", record.fields["container-title"])
    for keyword in filter(None, record.fields.get("keyword", "").split("; ")):
        add_styled(add(root, "keywords/keyword"), keyword)
    own = table.get("isbn", "")
    serials = [
        record.fields.get(variable, "") for variable in (own, "ISBN", "ISSN") if variable not in written
    ]
    serials = [value for value in serials if value]
    if serials:
        whole = ", ".join(serials)
        add(root, "isbn", serials[0] if own or not find_serials(whole) else whole)


def _write_issued(root: Element, date: Date) -> None:
    """The year, and the whole date where it has more than that."""
    year = f"{date.start[0]:04}" if date.start and 0 < date.start[0] <= 9999 else ""
    add(root, "dates/year", year or date.text)
    if year and date.text != year:
        add(root, _DATE, date.edtf if not date.season else date.text)


read = xml_reader(_EXTRA, ("record",), read_record)
write = xml_writer(
    _EXTRA, "EndNote XML", '<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n<records>\n', "</records>\n</xml>\n",
    write_record, read,
)  # fmt: skip

ENDNOTE_XML = Format(
    name="endnotexml",
    title="EndNote XML",
    extensions=(".xml",),
    looks_like=looks_like,
    read=read,
    write=write,
    aliases=("endnote-xml", "endnote_xml", "endx"),
    stream=xml_stream(_EXTRA, ("record",), read_record),
)
