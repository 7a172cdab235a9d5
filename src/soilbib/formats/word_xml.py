"""Word's bibliography sources (Office Open XML, ECMA-376 part 1, 22.6), as in Sources.xml and customXml.

What has no place in CSL stays in ``Record.extra["wordxml"]``: path of the element → its XML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from soilbib.formats.format import Format
from soilbib.formats.inverted_names import read_inverted, split_cut_mark
from soilbib.formats.xml import Taker, xml_reader, xml_stream, xml_writer
from soilbib.formats.xml_text import element_text, legal
from soilbib.formats.xml_trees import add, put_rest, remove
from soilbib.model import Date, Name, Record, Source, parse_names
from soilbib.model.cut_lists import WRITTEN_MARKS
from soilbib.model.dates import date_of
from soilbib.model.identifiers import bare_doi
from soilbib.model.names import looks_like_organisation

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEAD = re.compile(r"officeDocument/2006/bibliography|<b:Sources?[\s>]")
_EXTRA = "wordxml"
TYPES: dict[str, str] = {
    "JournalArticle": "article-journal", "Book": "book", "BookSection": "chapter",
    "ArticleInAPeriodical": "article-magazine", "ConferenceProceedings": "paper-conference", "Report": "report",
    "InternetSite": "webpage", "DocumentFromInternetSite": "webpage", "ElectronicSource": "dataset",
    "Art": "graphic", "SoundRecording": "song", "Performance": "performance", "Film": "motion_picture",
    "Interview": "interview", "Patent": "patent", "Case": "legal_case", "Misc": "document",
    "Proceedings": "paper-conference",
}  # fmt: skip
"""``<SourceType>`` → CSL type; the last as bibutils has it, which also has ``<Url>``."""

TYPE_OF: dict[str, str] = {
    **{csl_type: name for name, csl_type in reversed(TYPES.items())},
    "article": "Misc", "article-newspaper": "ArticleInAPeriodical", "broadcast": "Film", "classic": "Book",
    "entry-dictionary": "BookSection", "entry-encyclopedia": "BookSection", "entry": "BookSection",
    "figure": "Art", "map": "Art", "musical_score": "SoundRecording", "pamphlet": "Book", "periodical": "Book",
    "post": "InternetSite", "post-weblog": "InternetSite", "review": "JournalArticle",
    "review-book": "JournalArticle", "software": "ElectronicSource", "speech": "Performance",
    "standard": "Report", "thesis": "Report",
}  # fmt: skip
"""CSL type → ``<SourceType>``; the types that Word lacks get the nearest."""

FIELDS: dict[str, str] = {
    "Title": "title", "ShortTitle": "title-short", "JournalName": "container-title",
    "PeriodicalTitle": "container-title",
    "BookTitle": "container-title", "ConferenceName": "container-title", "InternetSiteTitle": "container-title",
    "PublicationTitle": "container-title", "AlbumTitle": "container-title", "BroadcastTitle": "container-title",
    "Reporter": "container-title", "Volume": "volume", "Issue": "issue", "Pages": "page",
    "ChapterNumber": "chapter-number",
    "Publisher": "publisher", "Institution": "publisher", "Department": "publisher", "Distributor": "publisher",
    "City": "publisher-place",
    "Edition": "edition", "NumberVolumes": "number-of-volumes", "URL": "URL", "Url": "URL",
    "DOI": "DOI", "Comments": "note",
    "Medium": "medium", "ThesisType": "genre", "Type": "genre", "Version": "version", "PatentNumber": "number",
    "CaseNumber": "number", "Court": "authority", "BIBTEX_Abstract": "abstract", "BIBTEX_KeyWords": "keyword",
    "BIBTEX_Series": "collection-title",
}  # fmt: skip
"""Element → variable; the ones in capitals are JabRef's, which Word leaves alone."""

_CONTAINERS_OF: dict[str, str] = {
    "article-magazine": "PeriodicalTitle", "article-newspaper": "PeriodicalTitle", "chapter": "BookTitle",
    "entry": "BookTitle", "entry-dictionary": "BookTitle", "entry-encyclopedia": "BookTitle",
    "paper-conference": "ConferenceName", "webpage": "InternetSiteTitle", "post": "InternetSiteTitle",
    "post-weblog": "InternetSiteTitle", "song": "AlbumTitle", "legal_case": "Reporter",
}  # fmt: skip
"""CSL type → the element of its container-title; JournalName for others."""

_PUBLISHERS_OF: dict[str, str] = {
    "report": "Institution",
    "thesis": "Institution",
    "motion_picture": "Distributor",
}
ROLES: dict[str, str] = {
    "Author": "author", "Editor": "editor", "Translator": "translator", "BookAuthor": "container-author",
    "Compiler": "compiler", "Composer": "composer", "Director": "director", "Interviewer": "interviewer",
    "Performer": "performer", "ProducerName": "producer", "Writer": "script-writer",
    "Inventor": "author", "Artist": "author", "Interviewee": "author", "Conductor": "contributor",
    "Counsel": "contributor",
}  # fmt: skip
"""Element within ``<Author>`` → variable; the first one of a variable is written."""

LANGUAGES: dict[str, str] = {
    "1033": "en-US", "2057": "en-GB", "1031": "de-DE", "1036": "fr-FR", "3082": "es-ES", "1040": "it-IT",
    "1046": "pt-BR", "2070": "pt-PT", "1043": "nl-NL", "1053": "sv-SE", "1044": "nb-NO", "1030": "da-DK",
    "1035": "fi-FI", "1045": "pl-PL", "1029": "cs-CZ", "1049": "ru-RU", "1055": "tr-TR", "1041": "ja-JP",
    "1042": "ko-KR", "2052": "zh-CN", "1028": "zh-TW", "1025": "ar-SA", "1038": "hu-HU", "1032": "el-GR",
}  # fmt: skip
"""Windows language code → BCP 47."""

_CODES = {language: code for code, language in LANGUAGES.items()}
_ISBN = re.compile(r"(?:ISBN:?\s*)?((?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])(?!\d)", re.IGNORECASE)
_ISSN = re.compile(r"(?:ISSN:?\s*)?(\d{4}-?\d{3}[\dXx])(?![\dXx-])", re.IGNORECASE)
_SERIALS = {"ISBN": _ISBN, "ISSN": _ISSN, "DOI": re.compile(r"(10\.\d{4,9}/\S+)")}
_SERIAL_LABEL = re.compile(r"[\s,;:]*(ISBN|ISSN|DOI)\s*:\s*", re.IGNORECASE)
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-[A-Z]{2})?")
_REGIONS = ("StateProvince", "CountryRegion")
_DATES: dict[str, tuple[str, str, str]] = {
    "issued": ("Year", "Month", "Day"),
    "accessed": ("YearAccessed", "MonthAccessed", "DayAccessed"),
}


def looks_like(head: str) -> bool:
    """Whether the namespace of Word's bibliographies stands in the head."""
    return bool(_HEAD.search(head))


def read_record(element: Element, source: Source) -> Record:
    """A record of a ``<Source>``."""
    taker = Taker(element)
    word_type = taker.take("SourceType")
    csl_type = TYPES.get(word_type, "document")
    kept = {"SourceType": [word_type]} if word_type not in ("", TYPE_OF.get(csl_type)) else {}
    fields: dict[str, str] = {}
    for tag, variable in FIELDS.items():
        value = taker.take(tag, lines=variable in ("note", "abstract")) if variable not in fields else ""
        if value:
            fields[variable] = bare_doi(value) if variable == "DOI" else value
    if csl_type == "report" and "thes" in fields.get("genre", "").lower():
        csl_type = "thesis"
    named = _entry_type(element_text(element.find("BIBTEX_Entry")))
    csl_type = named if named and TYPE_OF.get(named) == word_type else csl_type
    _take_standard_number(taker, fields)
    place = ", ".join(filter(None, [fields.get("publisher-place"), *_regions(element)]))
    fields |= {"publisher-place": place} if place else {}
    code = taker.take("LCID")
    if code in LANGUAGES or _LANGUAGE_TAG.fullmatch(code):
        fields["language"] = LANGUAGES.get(code, code)
    elif code:
        kept["LCID"] = [code]
    names, truncated = _read_names(taker)
    dates = {variable: date for variable, tags in _DATES.items() if (date := _read_date(taker, tags))}
    identifier = taker.take("Tag")
    extra = {**kept, **taker.rest(frozenset({"Author"}))}
    return Record(
        id=identifier,
        type=csl_type,
        names=names,
        dates=dates,
        fields=fields,
        truncated=truncated,
        extra={_EXTRA: extra} if extra else {},
        source=source,
    )


def _entry_type(name: str) -> str:
    """The CSL type of the BibTeX entry type that JabRef writes beside Word's fewer types."""
    if not name:
        return ""
    from soilbib.formats.bibtex.mapping import ENTRY_TYPES

    return ENTRY_TYPES.get(name.lower(), "")


def _regions(element: Element) -> list[str]:
    """State and country of the place; the elements stay, so that they are written again."""
    return [text for tag in _REGIONS if (text := element_text(element.find(tag)))]


def _take_standard_number(taker: Taker, fields: dict[str, str]) -> None:
    """ISBN and ISSN, told by their form or their labels, and a labelled DOI; any other number stays."""
    element = taker.element.find("StandardNumber")
    text = element_text(element)
    label = next((label for label in ("ISBN", "ISSN") if _SERIALS[label].fullmatch(text)), "")
    head, *parts = ("", label, text) if label else _SERIAL_LABEL.split(text)
    found: dict[str, str] = {}
    for name, value in zip(parts[::2], parts[1::2], strict=True):
        variable, match = name.upper(), _SERIALS[name.upper()].fullmatch(value.strip())
        if not match or found.setdefault(variable, fields.get(variable, match[1])) != match[1]:
            return
    if element is not None and found and not head:
        remove(element)
        fields |= found


def _read_names(taker: Taker) -> tuple[dict[str, tuple[Name, ...]], tuple[str, ...]]:
    names: dict[str, tuple[Name, ...]] = {}
    truncated: list[str] = []
    for tag, variable in ROLES.items():
        for role in taker.take_all(f"Author/{tag}"):
            found, cut = _read_list(role)
            if found:
                names[variable] = (*names.get(variable, ()), *found)
            if cut:
                truncated.append(variable)
    return names, tuple(variable for variable in dict.fromkeys(truncated) if variable in names)


def _read_list(role: Element) -> tuple[list[Name], bool]:
    found: list[Name] = []
    cut = False
    for child in role:
        if child.tag == "Corporate" and element_text(child):
            text, marked = split_cut_mark(element_text(child))
            found += [Name(literal=text.strip())] if text.strip() else []
            cut = cut or marked
        for person in child.findall("Person"):
            name = _read_person(person)
            if name.family.strip().lower() in WRITTEN_MARKS:
                cut = True
            elif name != Name():
                found.append(name)
    if not len(role) and element_text(role):
        free, cut = parse_names(element_text(role))
        found += free
    return found, cut


def _read_person(person: Element) -> Name:
    parts = [element_text(part) for tag in ("Last", "First", "Middle") for part in person.findall(tag)[:1]]
    last = element_text(person.find("Last"))
    found = [element_text(part) for tag in ("First", "Middle") for part in person.findall(tag)]
    given = " ".join(filter(None, found))
    if not last:
        return Name(literal=given) if any(parts) else Name()
    if not given and " " in last and looks_like_organisation(last):
        return Name(literal=last)
    return read_inverted(f"{last}, {given}" if given else f"{last},")


def _read_date(taker: Taker, tags: tuple[str, str, str]) -> Date | None:
    year, month, day = (taker.take(tag) for tag in tags)
    return date_of(year, month, day) if year else None


def write_record(record: Record) -> Element:
    """The ``<Source>`` of a record."""
    from lxml import etree

    root = etree.Element("Source")
    if record.id:
        add(root, "Tag", record.id)
    kept = record.extra.get(_EXTRA, {})
    add(root, "SourceType", _source_type(record, kept.get("SourceType")))
    language = record.fields.get("language", "")
    if _LANGUAGE_TAG.fullmatch(language) or "LCID" in kept:
        add(root, "LCID", _CODES.get(language) or language or str(kept["LCID"][0]))
    _write_names(root, record)
    for variable, tags in _DATES.items():
        _write_date(root, record.dates.get(variable), tags)
    written = set()
    own = {"container-title": _CONTAINERS_OF.get(record.type, "JournalName")}
    own["publisher"] = _PUBLISHERS_OF.get(record.type, "Publisher")
    for tag, variable in FIELDS.items():
        if variable in record.fields and variable not in written:
            written.add(variable)
            add(root, own.get(variable, tag), record.fields[variable])
    serial = [(name, value) for name in ("ISBN", "ISSN") if (value := record.fields.get(name))]
    if serial:
        labelled = " ".join(f"{name}: {value}" for name, value in serial)
        add(root, "StandardNumber", labelled if len(serial) > 1 else serial[0][1])
    put_rest(root, {path: values for path, values in kept.items() if path not in ("SourceType", "LCID")})
    _fit_rest(root, record)
    return root


def _fit_rest(root: Element, record: Record) -> None:
    """State and country leave the city its own part of the place; what the record does not bear out is left out."""
    regions = _regions(root)
    city, place = root.find("City"), record.fields.get("publisher-place", "")
    own = place.removesuffix(", ".join(regions))
    if regions and own == place:
        _remove_all(root, *_REGIONS)
    elif regions and city is not None:
        city.text = legal(own.removesuffix(", ")) or None
    if _entry_type(element_text(root.find("BIBTEX_Entry"))) != record.type:
        _remove_all(root, "BIBTEX_Entry")


def _remove_all(root: Element, *tags: str) -> None:
    for tag in tags:
        for element in root.findall(tag):
            remove(element)


def _source_type(record: Record, kept: object) -> str:
    """The type that the record came with, if it still says the same, or the usual one for the CSL type."""
    name = str(kept[0]) if isinstance(kept, list) and kept else ""
    return name if name and TYPES.get(name, "document") == record.type else TYPE_OF.get(record.type, "Misc")


def _write_names(root: Element, record: Record) -> None:
    written = set()
    for tag, variable in ROLES.items():
        if variable in written or variable not in record.names:
            continue
        written.add(variable)
        role = add(root, f"Author/{tag}")
        names = record.names[variable]
        if len(names) == 1 and names[0].literal and variable not in record.truncated:
            add(role, "Corporate", names[0].literal)
            continue
        for name in names:
            person = add(role, "NameList/Person")
            given = " ".join(part for part in (name.given, name.dropping_particle, name.suffix) if part)
            add(person, "Last", name.full_family)
            if given:
                add(person, "First", given)
        if variable in record.truncated:
            add(add(role, "NameList/Person"), "Last", "et al.")


def _write_date(root: Element, date: Date | None, tags: tuple[str, str, str]) -> None:
    """Year, month and day; what is no single date stands as text in the year."""
    if date is None:
        return
    simple = bool(date.start) and date == Date(date.start, raw=date.raw) and 0 < date.start[0] <= 9999
    if not simple:
        add(root, tags[0], date.text)
        return
    for tag, part in zip(tags, date.start, strict=False):
        add(root, tag, str(part) if tag != tags[0] else f"{part:04}")


_OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Sources xmlns="http://schemas.openxmlformats.org/officeDocument/2006/bibliography" SelectedStyle="">\n'
)
read = xml_reader(_EXTRA, ("Source",), read_record)
write = xml_writer(_EXTRA, "Word's bibliography", _OPENING, "</Sources>\n", write_record, read)

WORD_XML = Format(
    name="wordxml",
    title="Word bibliography XML",
    extensions=(".xml",),
    looks_like=looks_like,
    read=read,
    write=write,
    aliases=("word-xml", "msbib", "wordbib"),
    stream=xml_stream(_EXTRA, ("Source",), read_record),
)
