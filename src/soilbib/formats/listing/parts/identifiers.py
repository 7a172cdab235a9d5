"""Identifiers, links and loose labels, taken out of a string before it is cut."""

from __future__ import annotations

import re

from msgspec import Struct

from soilbib.formats.listing.parts.classify import read_date
from soilbib.model import Date
from soilbib.model.identifiers import find_doi

_ACCESSED = re.compile(
    r"[\s,;.(\[]{0,4}\b(?:(?:last|zuletzt|letzter)\s+)?(?:accessed|consulté|consultado|consultato|acesso|abgerufen|zugriff|retrieved"
    r"|viewed|visited|hämtad|hentet|geraadpleegd|viitattu)\b(?:\s+(?:on|le|el|em|am|in))?[\s:]*"
    r"(?P<date>[^;()\[\]]{4,30}?\d{4}|\d{4}-\d\d-\d\d)[\])]?\.?(?:,?\s(?:from|at|de|sur|von|da)\b:?)?",
    re.IGNORECASE,
)
_MEDIUM = re.compile(
    r"\s?\[(?:serial on the internet|internet|online|en ligne|en línea|em linha|on-line|electronic resource"
    r"|ressource électronique|elektronische ressource|электронный ресурс|www document|e-?book|audiobook"
    r"|web page|webpage|homepage|cd-rom"
    r"|text)\]",
    re.IGNORECASE,
)
_PACKAGE = re.compile(r"(?<=[.?!])\s(?P<genre>[A-Z]\w* package) version (?P<version>\d[\d.-]*\d)\.?")
_VERSION = re.compile(r"\s\([Vv](?:ersion|er\.|\.)?\s?v?(?P<version>\d[^()]{0,30})\)(?=\s?[\[.,])")
_BRACKET_DATE = re.compile(r"[\s,;.]{0,3}[\[(](?:[^\W\d]+[\s:.]{1,2}){1,5}(?P<date>[^()\[\]]{6,30})[\])]\.?")
_WORDED_BRACKET = re.compile(r"[\[(][^\W\d]")
_ACCESS_NOTE = re.compile(
    r"\s?\((?:last )?(?:accessed|consulté|abgerufen|zugriff)[^()]{0,40}\)", re.IGNORECASE
)
_NOWHERE = re.compile(r",?\s?\[(?:N\.\s?p|S\.\s?l|s\.\s?[ln]|S\.\s?n)\.\](?:\s?[:,])?|,\ss\.\s?l\.(?=,)")
_DAY_BEFORE_LINK = re.compile(  # as MLA had it: "14 Oct. 2005. 20 Nov. 2005 <http://…>"
    r"(?<=\.)\s(?P<date>\d{1,2}\s[^\W\d_]{3,}\.?\s\d{4})\.?(?=\s<(?:https?:|www\.))"
)
_FINAL_DAY = re.compile(r"\s?[(\[]([^()\[\]]{8,30})[)\]]\.?$")
_DOI = re.compile(
    r"[\s,;(\[]{0,4}(?:\bdoi\s*:?\s*)?(?:(?:https?:?//)?(?:dx\.)?doi\.org/|\bdoi\s*:?\s*)?(10\.\d{4,9}/[^\s\"”»]+)",
    re.IGNORECASE,
)
_DOI_NUMBER = re.compile(r"10\.\d{4,9}/")
_LEAD = 60  # characters; what leads a DOI in is shorter
_URL = re.compile(
    r"[\s,;(\[<]{0,4}(?:\b(?:available|disponible|disponível|verfügbar|erreichbar|accessible|online|retrieved|url|dostupné|dostępne|tersedia|tillgänglig"
    r"|beschikbaar|hentet|en ligne|online verfügbar|testo disponibile|document en ligne|à l['’]adresse)\b"
    r"[^.;:\d]{0,20}?(?::|\bat\b|\bfrom\b|\bsur\b|\ben\b|\bunter\b)?\s*)?"
    r"(?:URL\s?:\s)?<?((?:https?://|www\.)[^\s<>\"”»]+)>?",
    re.IGNORECASE,
)
_SCALE = re.compile(  # of a map: "1:250 000", "à 1/50.000"
    r"[,.]?\s(?:(?:à|au|at|im|en|a|scale|escala|échelle|Maßstab|Scale|Escala|Échelle)\s){0,2}(1\s?[:/]\s?\d{1,3}(?:[\s.,\u00a0\u202f]\d{3})+)(?!\d|\s[a-zß-öø-ÿ])"
)
_BARE_LINK = re.compile(  # as MLA has it: "en.wikipedia.org/wiki/Soil"
    r"(?<=\s)(?:(?<=[.,:(<]\s)|(?<=\s))<?((?:[a-z\d-]+\.)+[a-z]{2,6}/[^\s<>\"”»,;]{2,})>?"
)
_DOMAIN_ENDS = tuple(
    f".{end}/"
    for end in "org com net edu gov int info io eu fr de uk it es br ca ch nl au be se no pt".split()
)
_HOST_ENDS = (
    ".org",
    ".com",
    ".net",
    ".eu",
    ".int",
    ".de",
    ".fr",
    ".uk",
    ".ch",
    ".io",
    ".info",
    ".gov",
    ".edu",
)
_HOST = re.compile(r"(?<=[.\])])\s((?:[a-z\d-]+\.)+[a-z]{2,4})\.?$")  # "Title [Dataset]. partyfacts.org"
_ISBN = re.compile(
    r"[\s,;(\[]{0,4}\bISBN(?:[\s-]1[03](?!\d))?\s*:?\s*((?:97[89][\s‐–-]?)?(?:\d[\s‐–-]?){9}[\dXx])\b[)\]]?",
    re.IGNORECASE,
)
_NUMBER_BRACKET = re.compile(
    r"\s?\((?P<numbers>(?:ISBN|ISSN|OCLC|DOI|BNF|LCCN|PMID)\b(?:[^()]|\([^()]*\)){4,200})\)"
)
"""A bracket of numbers, as Wikipedia has at the end of a reference: "(ISBN 978-…, OCLC 123, lire en ligne)"."""
_ARXIV = re.compile(
    r"[\s,;(\[]{0,3}(?:(?:[Pp]reprint|CoRR|[Aa]r[Xx]iv(?:\.org)?(?:\s(?:e-?prints?|[Pp]reprints?))?)[\s,.:;]{1,3}){0,2}"
    r"(?:[Aa]r[Xx]iv\s?:?\s?|\babs/)(?P<id>\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?"
    r"(?:\s?\[[\w.-]+(?:[,;]\s[\w.-]+)*\])?[)\]]?"
)
_REPOSITORY = re.compile(
    r"(?<=[.?!,;])\s(?:CoRR|[Aa]r[Xx]iv)(?:\.org)?(?:\s(?:e-?prints?|preprints?))?(?=\W|$)[,;]?"
)
_ISSN = re.compile(r"[\s,;(\[]{0,4}\bISSN\s*:?\s*(\d{4}[‐–-]?\d{3}[\dXx])\b[)\]]?", re.IGNORECASE)
_FREE = r"\b[)\]]?(?:\.?\s[Ff]ree (?:PMC )?article)?"
_PMID = re.compile(rf"(?:\s–)?[\s,;(\[]{{1,3}}(?:PubMed\s)?PMID\s?:?\s?(\d{{4,8}}){_FREE}")
_PMCID = re.compile(
    rf"(?:\s–)?[\s,;(\[]{{1,3}}(?:(?:PubMed Central\s)?PMCID\s?:?\s?|(?=PMC\d))((?:PMC)?\d{{4,9}}){_FREE}"
)
_STATUS = re.compile(
    r"[\s,;.(\[]{0,4}\b(online first|in press|sous presse|im druck|en prensa|forthcoming|à paraître|early view)"
    r"\b[)\]]?",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"(?:[\s,;.–—-]{0,4}\b(?:doi|url|online|available(?:\s?:| (?:at|from|online))"
    r"|disponible (?:en|sur|à)|download(?: pdf)?"
    r"|télécharger|read more|lire la suite|"
    r"retrieved from|abgerufen von|recuperado de|récupéré de|accessed|isbn)"
    r"\s*:?|\s[–—-]\s?(?:pdf)?|\s*\(\s*\)|\s*\[\s*\])\.?\s*$",
    re.IGNORECASE,
)
_PLATFORM = re.compile(
    r"[.,]\s(JSTOR|Project M[Uu][Ss][Ee]|ProQuest|EBSCOhost|HAL|Persée|Cairn(?:\.info)?|OpenEdition|Academia"
    r"|ResearchGate|Google Books"
    r"|Netflix|Hulu|Kanopy|Prime Video"
    r"|PubMed|ScienceDirect|SciELO|Gale(?: [A-Z]\w+){0,3}|SSRN|Scopus|Redalyc|Dialnet|Érudit|WorldCat)[,.;:\s]*$"
)
_WEB = re.compile(r"(?<=\.)\sWeb\.\s(?P<date>[^.]{0,8}\.?[^.]{0,12}\.?\s\d{4})\.?$")
_HAL = re.compile(
    r"[\s.,]{0,2}(?:\bHAL[\s:,]{0,2})?\b(?P<id>(?:hal|tel|halshs|inria|cel|dumas|insu|ird|cirad|mnhn)-\d{6,9}(?:v\d{1,2})?)\b\.?",
    re.IGNORECASE,
)
_LONGEST_MEDIUM = 20
_LABEL = 60  # a dangling label is shorter
_MEDIA = (
    "LP", "CD", "CD-ROM", "DVD", "VHS", "MP3", "Blu-ray", "Film", "Radio", "Television", "Print", "Performance",
    "Lecture", "Audiocassette", "Videocassette", "Map", "Kindle", "E-book", "Ebook", "Audible",
)  # fmt: skip
_MEDIUM_LAST = re.compile(rf"\.\s({'|'.join(_MEDIA)})\.?$")  # as MLA ends an entry
_EMPTY = re.compile(r"[(\[](?=[\s.,;:)\]])(?:(?<=\()\s*[.,;:]?\s*\)|(?<=\[)\s*\])")
_MARKDOWN = re.compile(r"^\[(.+)\]\((\S+)\)(.*)$")
_TAIL = ".,;:)]’'"


class Found(Struct, frozen=True, gc=False):
    """A string without its identifiers, and what they were."""

    text: str
    fields: dict[str, str] = {}
    dates: dict[str, Date] = {}


def find_identifiers(text: str) -> Found:
    """Take DOI, ISBN, ISSN, link, date of access and status out of a string, and labels that nothing follows."""
    fields: dict[str, str] = {}
    dates: dict[str, Date] = {}
    link = _MARKDOWN.match(text) if text[:1] == "[" else None
    if link:
        fields["URL"], text = link[2], f"{link[1]}{link[3]}"
    lowered = text.lower()
    hal = _HAL.search(text) if "-0" in text else None
    if hal:
        fields["archive"], fields["archive_location"] = "HAL", hal["id"]
        text = f"{text[: hal.start()]}{text[hal.end() :] or '.'}"
    web = _WEB.search(text) if " Web. " in text else None
    if web and (read := read_date(web["date"])):
        dates["accessed"], text = read, _take_platform(text[: web.start()], fields)
    text = _take_pubmed(text, fields)
    text = _take_medium(text, fields)
    if any(map(lowered.__contains__, _MARKS)) or (
        "/" in lowered and any(map(lowered.__contains__, _DOMAIN_ENDS))
    ):
        text = _take_linked(text, lowered, fields, dates).replace(" –, ", " – ")
    if any(map(lowered.__contains__, _STATUS_MARKS)):
        text = _take_status(text, fields)
    text = _take_version(_take_host(text, fields), fields)
    if "[" in text:
        text = _MEDIUM.sub("", text)
    if "[" in text or " s." in text:
        text = _NOWHERE.sub("", text)
    if "(" in text or "[" in text:
        text = _EMPTY.sub("", text)
    last = text.rstrip(_CLOSING).rpartition(" ")[2]
    if last[-1:] not in _DANGLING_MARKS and last.lower().lstrip("([") not in _DANGLING_WORDS:
        return Found(text.strip(), fields, dates)
    for _ in range(4):
        shorter = text[:-_LABEL] + _DANGLING.sub("", text[-_LABEL:])
        if shorter == text or not shorter.strip():
            break
        text = shorter
    return Found(text.strip(), fields, dates)


_ACCESS_MARKS = (
    "accessed", "consult", "abgerufen", "zugriff", "retrieved", "viewed", "visited", "acesso", "hämtad", "hentet",
    "geraadpleegd", "viitattu",
)  # fmt: skip
_MARKS = ("10.", "www.", "://", "isbn", "issn", "arxiv", "abs/", "[cited", "doi", *_ACCESS_MARKS)
_STATUS_MARKS = (
    "online first", "in press", "sous presse", "im druck", "en prensa", "forthcoming", "paraître", "early view",
)  # fmt: skip
_DANGLING_WORDS = frozenset(
    "doi url at from online en sur à pdf télécharger download more suite accessed isbn".split()
)
_DANGLING_MARKS = ":)]–—-"
"""How a string ends that may end in a label."""
_CLOSING = " .,;?!'\"”»"


def _take_linked(text: str, lowered: str, fields: dict[str, str], dates: dict[str, Date]) -> str:
    """Take out what stands where a string has a link or a number of its kind; ``lowered`` has its small letters."""
    bracket = _NUMBER_BRACKET.search(text) if "(" in text else None
    if bracket:
        inside = find_identifiers(bracket["numbers"])
        fields.update(inside.fields)
        dates.update(inside.dates)
        text = text[: bracket.start()] + text[bracket.end() :]
        lowered = text.lower()
    accessed = any(map(lowered.__contains__, _ACCESS_MARKS))
    if _WORDED_BRACKET.search(text):
        text = _take_bracket_date(text, dates)
    if accessed:
        text = _take_access_date(text, dates)
    if "10." in text:
        text = _take_doi(text, fields)
    if " <" in text:
        text = _take_day_before_link(text, dates)
    if "://" in text or "www." in lowered:
        text = _take(text, _URL, "URL", fields)
    elif "." in text and any(map(lowered.__contains__, _DOMAIN_ENDS)):
        text = _take(text, _BARE_LINK, "URL", fields)
    if accessed:
        text = _ACCESS_NOTE.sub("", text)
    text = _take_final_day(text, dates) if "URL" in fields or "DOI" in fields else text
    if "isbn" in lowered:
        text = _take(text, _ISBN, "ISBN", fields)
    if "issn" in lowered:
        text = _take(text, _ISSN, "ISSN", fields)
    if "arxiv" in lowered or "abs/" in lowered:
        text = _take_preprint(text, fields)
    return _take_platform(text, fields) if fields else text


def _take_pubmed(text: str, fields: dict[str, str]) -> str:
    """Take out PubMed's numbers of an article, and that it is free there."""
    if "PM" not in text:
        return text
    for variable, pattern in (("PMCID", _PMCID), ("PMID", _PMID)):
        match = pattern.search(text)
        if match:
            fields[variable] = match[1]
            text = f"{text[: match.start()].removesuffix('.')}{text[match.end() :] or '.'}"
    return text


def _take_host(text: str, fields: dict[str, str]) -> str:
    """Take the name of a host out that ends a string: "Title [Dataset]. partyfacts.org"."""
    told = text.rstrip(".").endswith(_HOST_ENDS) and "URL" not in fields
    return _take(text, _HOST, "URL", fields) if told else text


def _take_version(text: str, fields: dict[str, str]) -> str:
    """Take out what R says of its packages, "R package version 1.37", "Title (Version 2.0) [Data set]", a scale."""
    if "1:" in text or "1/" in text or "1 :" in text:
        text = _take(text, _SCALE, "scale", fields)
    match = _PACKAGE.search(text) if "ackage version" in text else None
    match = match or (_VERSION.search(text) if "(v" in text or "(V" in text else None)
    if not match:
        return text
    fields.update(match.groupdict())
    return text[: match.start()] + text[match.end() :]


def _take_medium(text: str, fields: dict[str, str]) -> str:
    """Take the medium out with which MLA ends an entry: "Lily Films, 2012. Film."."""
    ended = text.removesuffix(".").endswith(_MEDIA)
    match = _MEDIUM_LAST.search(text, max(0, len(text) - _LONGEST_MEDIUM)) if ended else None
    if not match:
        return text
    fields["medium"] = match[1]
    return text[: match.start() + 1]


def _take_preprint(text: str, fields: dict[str, str]) -> str:
    """Take the number of a preprint out: "arXiv preprint arXiv:1511.06434", "arXiv:hep-th/9901001 [hep-th]"."""
    match = _ARXIV.search(text)
    if not match:
        return _REPOSITORY.sub("", text)
    fields["archive"], fields["archive_location"] = "arXiv", match["id"]
    if "reprint" in match.group():
        fields["genre"] = "preprint"
    return _REPOSITORY.sub("", f"{text[: match.start()]}{text[match.end() :] or '.'}")


def _take_access_date(text: str, dates: dict[str, Date]) -> str:
    match = _ACCESSED.search(text)
    date = read_date(match["date"].strip()) if match else None
    if not match or not date:
        return text
    dates["accessed"] = date
    return text[: match.start()] + text[match.end() :]


def _take_bracket_date(text: str, dates: dict[str, Date]) -> str:
    """A day in brackets after words is the day of access where there is a link: "[cited 2025 May 17]"."""
    for match in _BRACKET_DATE.finditer(text):
        date = read_date(match["date"])
        if date and len(date.start) == 3:
            dates["accessed"] = date
            return text[: match.start()] + "." + text[match.end() :]
    return text


def _take_day_before_link(text: str, dates: dict[str, Date]) -> str:
    """A day that is a sentence before a link in angle brackets is the day of access."""
    match = _DAY_BEFORE_LINK.search(text)
    date = read_date(match["date"]) if match and "accessed" not in dates else None
    if not match or not date:
        return text
    dates["accessed"] = date
    return text[: match.start()] + text[match.end() :]


def _take_final_day(text: str, dates: dict[str, Date]) -> str:
    """A day in brackets after a link, alone, is the day of access."""
    match = _FINAL_DAY.search(text) if text.endswith((")", "]", ").", "].")) else None
    date = read_date(match[1]) if match and "accessed" not in dates else None
    if not match or not date or len(date.start) < 3:
        return text
    dates["accessed"] = date
    return text[: match.start()]


def _take_doi(text: str, fields: dict[str, str]) -> str:
    number = _DOI_NUMBER.search(text)
    match = _DOI.search(text, max(0, number.start() - _LEAD)) if number else None
    doi = find_doi(match[1]) if match else None
    if not match or not doi:
        return text
    fields["DOI"] = doi
    return _without(text, match.start(), match.start(1) + len(doi))


def _take_platform(text: str, fields: dict[str, str]) -> str:
    """A data base named after the numbers of a reference with a link: "pp. 691-716. JSTOR,"."""
    match = _PLATFORM.search(text)
    if not match:
        return text
    fields["source"] = match[1]
    return text[: match.start() + 1]


def _take_status(text: str, fields: dict[str, str]) -> str:
    """The status is taken out where no bracket holds it; in one it stands for the year and parts names from title."""
    match = _STATUS.search(text)
    if not match:
        return text
    fields["status"] = match[1]
    return text if match.group()[-1] in ")]" else _without(text, match.start(), match.end(1))


def _take(text: str, pattern: re.Pattern[str], variable: str, fields: dict[str, str]) -> str:
    match = pattern.search(text)
    if not match:
        return text
    value = match[1].rstrip(_TAIL) if variable == "URL" else match[1]
    fields.setdefault(variable, value)
    return _without(text, match.start(), match.start(1) + len(value))


def _without(text: str, start: int, end: int) -> str:
    """The text with a piece cut out: the closing bracket of a bracketed piece goes with it."""
    opened = text[start:end].lstrip(" ,;").startswith(("(", "[", "<"))
    rest = text[end:]
    if rest[:1] == ">" or (opened and rest[:1] in (")", "]")):
        rest = rest[1:]
    return f"{text[:start]}{rest if rest[:1] in ('.', ',', ';', '') else ' ' + rest.lstrip()}".strip()
