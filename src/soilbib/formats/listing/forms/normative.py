"""Laws and standards: an act in its official journal, a standard led by its number."""

from __future__ import annotations

import re

from soilbib.formats.listing.parts.classify import DAY, read_date
from soilbib.formats.listing.parts.names import Names, read_names
from soilbib.formats.listing.parts.segments import unquote
from soilbib.formats.listing.parts.tail import peel
from soilbib.formats.listing.parts.title_end import split_title
from soilbib.formats.listing.reading import Reading

_ACT = re.compile(
    r"(?:(?P<body>[^\W\d_][^.:(]{2,80}?)(?:\s\(\d{4}\))?\s?[.:]\s+)?"
    r"(?P<title>(?:Lei|Ley|Loi|Legge|Law|Act|Gesetz|Décret|Decreto|Arrêté|Ordonnance|Ordenanza|Verordnung|Règlement"
    r"|Reglamento|Regolamento|Regulamento|Regulation|Directive|Directiva|Direttiva|Diretiva|Richtlinie|Real Decreto"
    r"|Orden|Portaria|Resolução|Resolución|Instrução Normativa|Commission (?:Implementing |Delegated )?Regulation"
    r"|Council (?:Directive|Regulation)|[^\W\d_a-z][\w-]*gesetz|[^\W\d_a-z][\w-]*verordnung)\b.*)"
)
_NUMBERED_ACT = re.compile(
    r"(?:Lei|Ley|Loi|Legge|Gesetz|Décret|Decreto|Arrêté|Ordonnance|Verordnung|Règlement|Reglamento|Regolamento"
    r"|Regulamento|Regulation|Directive|Directiva|Direttiva|Diretiva|Richtlinie|Decision|Décision|Decisión)\s"
    r"(?:\(?(?:EU|UE|CE|EC|EG|EEC|CEE|EWG)\)?\s)?(?:[Nn][°ºo.]\s?|[Nn]r\.?\s|[Nn]úm\.?\s)?(\d[\w./-]*\d(?:/[A-Z]{2,3})?)(?=[\s,])"
)
_NUMBERED = re.compile(r"\d")
_GAZETTE = re.compile(
    r"[.,;]?\s\(?(?P<name>(?:Journal [Oo]fficiel|Official Journal|Bolet[ií]n Oficial|Di[áa]rio Oficial"
    r"|Gazzetta [Uu]fficiale|Amtsblatt)[^.,;()\d]*|JORF|JO(?:UE|CE|(?=\s[LC]?\s?\d))|OJ(?=\s[LC]?\s?\d)|BOE|DOUE?"
    r"|Bundesgesetzblatt|BGBl\.?|Moniteur belge|Federal Register)(?P<rest>.*)$"
)
_GAZETTES = (
    "Journal", "Bolet", "Diário", "Diario", "Gazzetta", "Amtsblatt", "JO", "OJ", "BOE", "DOU", "Bundesgesetzblatt",
    "BGBl", "Moniteur", "Federal Register",
)  # fmt: skip
"""What one of is in every gazette's name."""
_DAY = re.compile(rf"(?:\b|(?<=\())(?:du|de|vom|of|del|dated|,)?\s?(?P<date>{DAY})")
_FROM = re.compile(r"\s(?:vom|du|of|de|del)\s\d{1,2}\.?\s[^\W\d_]+\s\d{4}$")
_PURPOSE = re.compile(  # "Dispõe sobre …": what the act is for
    r"\.\s(?:Dispõe|Institui|Altera|Estabelece|Regulamenta|Aprova|Cria|Por (?:la|el) que|Modifie|Establece)\b.*$"
)
_PAGES = re.compile(r"\b(?:pp?|S|págs?)\.\s?(\d+(?:[-–]\d+)?)")
_STANDARD = re.compile(
    r"(?P<number>(?:(?:DIN|ISO|IEC|EN|NF|ASTM|BS|UNE|UNI|SN|ÖNORM|ÖN|VDI|ABNT|NBR|GOST|ГОСТ|AFNOR|ANSI|TS|CEN|CSN|PN)"
    r"[\s/-]){1,4}[A-Z]{0,3}[\s-]?[A-Z]?\d[\d.-]*(?:[-:/]\d+)*)(?:\s?\((?P<bracket>[^()]{4,30})\))?"
    r"(?:\s?[:.,–—-]\s+|(?<=:\d{4})\s+|(?<=:\d{4}-\d\d)\s+|\s{2,})(?P<title>[^\W\d_].+)"
)
_EDITION = re.compile(r":((?:19|20)\d\d(?:-(?:0\d|1[0-2]))?)$")


def read_act(text: str) -> Reading | None:
    """ "Loi n° 2014-1170 du 13 octobre 2014 d'avenir pour l'agriculture": an act by itself, all of it its title."""
    match = _NUMBERED_ACT.match(text)
    own = _DAY.search(text, match.end()) if match else None
    date = read_date(own["date"]) if own else None
    if not match or not date:
        return None
    return Reading(
        "law", text.rstrip(" ."), 0.86, issued=date, fields={"number": match[1]}, type="legislation"
    )


def read_law(text: str) -> Reading | None:
    """ "Ley 7/2022, de …. Boletín Oficial del Estado, núm. 85, 9 de abril de 2022": an act in its journal."""
    match = _ACT.match(text) if any(map(text.__contains__, _GAZETTES)) else None
    gazette = _GAZETTE.search(text) if match and _NUMBERED.search(text) else None
    if not match or not gazette or gazette.start() <= match.start("title") + 4:
        return None
    title = text[match.start("title") : gazette.start()].rstrip(" .,;(")
    said = gazette["rest"]
    days = [date for found in _DAY.finditer(said) if (date := read_date(found["date"]))]
    own = _DAY.search(title)
    date = days[-1] if days else read_date(own["date"]) if own else None
    ementa = _PURPOSE.search(title)
    title = title[: ementa.start()] if ementa else title
    enacted = _FROM.search(title) if not days else None
    title = title[: enacted.start()] if enacted else title
    names = read_names(match["body"]) if match["body"] else Names()
    numbered = _NUMBERED_ACT.match(title)
    fields = {
        **({"number": numbered[1]} if numbered else {}),
        "container-title": gazette["name"].strip(" .,"),
    }
    pages = _PAGES.search(said)
    if pages:
        fields["page"] = pages[1].replace("–", "-")
    score = 0.9 if date else 0.75
    return Reading("law", title, score, names.names, False, date, fields, type="legislation")


def read_standard(text: str) -> Reading | None:
    """ "ISO 14240-1:1997, Title", "DIN ISO 10694: Title. Beuth, Berlin 1996": the number of a standard leads."""
    match = _STANDARD.match(text)
    if not match:
        return None
    said = match["bracket"] or ""
    dated = _EDITION.search(match["number"]) or re.search(r"((?:19|20)\d\d)", said)
    date = read_date(said) or (read_date(dated[1]) if dated else None)
    tail = peel(match["title"], date.year if date else None)
    split = split_title(tail)
    fields = {**split.fields, **tail.fields, "number": match["number"]}
    title = unquote(split.title.strip(" ."))
    return Reading("standard", title, 0.88, (), False, date or tail.date, fields, type="standard")
