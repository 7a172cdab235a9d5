"""What catalogues say in words: imprints, dates, extents, theses, who is responsible.

The words are those of cataloguing rules (AACR2, RDA, ISBD, RAK) in the languages of libraries, in MARC and in MODS.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from soilbib.formats.marc_fields import strip_stop
from soilbib.model import Date, parse_date
from soilbib.model.cut_lists import without_mark

_PAGES = re.compile(
    r"(\d+)(?=\W{0,4}(?:p\b|pp\b|pages?\b|S\b|Seiten\b|s\b|leaves\b|f\b|ff\b|feuillets\b|folios\b|hojas\b|h\b|folhas\b"
    r"|Bl\b|Blätter\b|páginas\b|pagine\b|str\b|stron\b|stran\b|sider\b|sidor\b|с\b|л\b|页|頁|ページ))"
)
_VOLUMES = re.compile(
    r"(?<![\d.,])(\d+)\s*(?:vol(?:ume|úmene)?s?\b|v\b|Bde?\b|Bände\b|tom(?:e|o)s?\b|t\b|bind\b|band\b|т\b|тома?\b|томов\b|冊|册)",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"s\. ?[laned]\.?|n\. ?p\.?|(?:place(?: of publication)?|publisher|date(?: of publication)?) not identified"
    r"|(?:Erscheinungsort|Verlags?(?:ort)?|Ort|Erscheinungsjahr|Herstellungsort|Hersteller) nicht ermittelbar"
    r"|o\. ?[OVJ]\.?"
    r"|(?:lieu(?: de publication)?|éditeur|date(?: de publication)?) (?:non identifié|inconnu)e?"
    r"|(?:lugar(?: de publicación)?|editor|fecha) no identificad[oa]"
    r"|(?:luogo|editore)(?: di pubblicazione)? non identificato"
    r"|sine (?:loco|nomine|anno)|б\. ?[ми]\.?|出版(?:地|者)不明",
    re.IGNORECASE,
)
"""What stands in an imprint for a place, a publisher or a date that the cataloguer did not find."""

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_COPYRIGHT = re.compile(r"^[\[(]?(?:c|©|cop\.?|p|℗)\s*(?=\d)", re.IGNORECASE)
_CORRECTED = re.compile(r"(?:^|\s)\[(?:i\. ?e\.?,? |d\. ?i\. |recte )?(?=\d)([^\[\]]+)\]?$")
_BETWEEN = re.compile(
    r"\b(?:between|entre|zwischen|tra|tussen) (\d{4}) (?:and|und|et|y|e|en) (\d{4})\b"
    r"|(\d{4}) (?:or|oder|ou|o) (\d{4})\b",
    re.IGNORECASE,
)
_GOING_ON = re.compile(r"(\d{4})\s?[-–]\s?(?:\.{2,})?")
_SPAN = re.compile(r"(\d\d)(\d?)-(-?)\??")
"""A decade ("196-") or century ("18--")."""

_DEGREE_WORD = (
    r"(?:thes[ei]s|th[eè]se|tes[ei]|tesis|diss(?:ertation|\.)?|proefschrift|avhandling|habil\w*\.?)"
)
_SCHOOL = r"(?:univ|hochsch|akad|acad|school|college|institut|eth\b|polit|polyt|escuela|école|tech)"
_GENRE = rf"(?P<genre>[^,]*\b{_DEGREE_WORD}[^,]*?)"
_THESES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"{form}(?:(?:,| :) (?P<year>\d{{4}}))?", re.IGNORECASE)
    for form in (
        # Thesis (Ph. D.)--University of Loam, 1975.
        rf"(?:.*?\bauthor['’]s )?{_DEGREE_WORD}\s*\((?P<genre>[^)]+)\)\s*(?:--|[–—,:-])\s*(?P<school>.+?)",
        # Doctoral thesis--University of Loam, 1975; Diss. -- Univ. Loam
        rf"{_GENRE}\s*(?:--|[–—]|\s-|-(?={_SCHOOL}))\s*(?P<school>.+?)",
        # Zugl.: Lehmstadt, Univ., Diss., 2005
        rf"(?:.*?zugl\.:? )?(?P<place>[^,]+), (?P<school>[^,]*{_SCHOOL}[^,]*), {_GENRE}",
        # Thèse de doctorat : Sciences du sol : Université de Loam : 2007
        rf"(?P<genre>{_DEGREE_WORD}[^:]*) : [^:]+ : (?P<school>[^:]+?)",
        # PhD thesis, University of Loam, 1975
        rf"{_GENRE}, (?P<school>[^,]*{_SCHOOL}.*?)",
    )
)
_LONGEST_NOTE = 300  # characters; no note on a thesis is longer
_TRANSLATION = re.compile(
    r"(?:Translation of|Traduction de|Traducción de|Traduzione di|Übersetzung von|Originaltitel|Einheitssacht\.|"
    r"Titre original|Título original|Titolo originale|Tit\. orig\.|Orig\. ?-?Tit\.)\s?:?\s+(.+?)\.?",
    re.IGNORECASE,
)
_EDITING = re.compile(
    r"\bedit|hrsg|herausg|\bhg\b|\bred\b|redak|redig|rédac|\bcura\b|\béd(?:\b|it)|\bdir\b|\bdirect|dirig|coord|compil|\borg(?:s?\b|an)"
    r"|\bред\b|编|編",
    re.IGNORECASE,
)
_HOST_IMPRINT = re.compile(
    r"(?:(?P<place>[^:]+?)\s*:\s*)?(?P<publisher>[^:]*?)(?:,\s*\[?[c©]?(?P<year>\d{4}[^,:]*))?"
)
_BRACKETED_DATE = re.compile(r"\(([^()]*\d{4})\)")


def extent(text: str) -> tuple[str, str]:
    """The numbers of pages and of volumes in an extent ("xiv, 341 p.", "2 volumes"); one volume is not counted."""
    pages, volumes = _PAGES.search(text), _VOLUMES.search(text)
    several = volumes[1] if volumes and int(volumes[1]) > 1 else ""
    return pages[1] if pages else "", several


def is_unknown(text: str) -> bool:
    """Whether this stands for a place, publisher or date that is not known ("S.l.", "publisher not identified")."""
    return bool(_UNKNOWN.fullmatch(text))


def unbracket(text: str) -> str:
    """A value supplied by the cataloguer without the brackets around the whole of it, or one that is not its pair's."""
    opened, closed = text.count("["), text.count("]")
    if opened == closed == 1 and text[0] == "[" and text[-1] == "]":
        return text[1:-1]
    if opened == closed + 1 and text[0] == "[":
        return text[1:]
    return text[:-1] if closed == opened + 1 and text[-1] == "]" else text


@lru_cache(maxsize=1 << 12)
def read_date(text: str) -> Date | None:
    """A date as printed: what `parse_date` knows, or the first year in it; one in brackets corrects that before it."""
    text = unbracket(text.strip(" .")) if text else ""
    if not text or is_unknown(text):
        return None
    if corrected := _CORRECTED.search(text):
        text = corrected[1]
    if between := _BETWEEN.search(text):
        first, last = filter(None, between.groups())
        return Date((int(first),), (int(last),), circa=True)
    if span := _SPAN.fullmatch(text):
        head, decade, century = span.groups()
        if bool(decade) != bool(century):
            first = int(f"{head}{decade or '0'}0")
            return Date((first,), (first + (9 if decade else 99),), circa=True)
    text = _COPYRIGHT.sub("", text)
    if going_on := _GOING_ON.fullmatch(text):
        return Date((int(going_on[1]),), ())
    date = parse_date(text)
    year = None if date.start else _YEAR.search(text)
    return Date((int(year[0]),)) if year and int(year[0]) else date


@lru_cache(maxsize=1 << 12)
def coded_date(text: str) -> Date | None:
    """The date of the codes of an 008: its kind and two dates (positions 6 to 14)."""
    kind, first, second = text[:1], text[1:5], text[5:9]
    if kind == "e" and second.isdigit():
        date = parse_date("-".join(filter(None, (first, second[:2], second[2:].replace("00", "")))))
        return date if date.start else None
    if not (first.isascii() and first.isdigit() and int(first)):
        return None
    start = (int(first),)
    if kind in ("c", "d", "q", "m") and second != first:
        if second == "9999":
            return Date(start, ())
        if second.isascii() and second.isdigit() and int(second) > int(first):
            return Date(start, (int(second),), circa=kind == "q")
    return Date(start)


@lru_cache(maxsize=1 << 10)
def thesis_note(text: str) -> dict[str, str]:
    """What a note on a thesis says, by variable: genre, publisher (the school), year."""
    text = strip_stop(text.strip())
    forms = _THESES if len(text) <= _LONGEST_NOTE else ()
    match = next(filter(None, (form.fullmatch(text) for form in forms)), None)
    if not match:
        return {}
    held = {name: value.strip() for name, value in match.groupdict(default="").items()}
    return {
        "genre": held["genre"],
        "publisher": " ".join(filter(None, (held["school"], held.get("place", "")))),
        "year": held["year"],
    }


def is_of_editors(statement: str) -> bool:
    """Whether those named first in a statement of responsibility are its editors."""
    return bool(_EDITING.search(statement.partition(" ; ")[0]))


def is_cut(statement: str) -> bool:
    """Whether a statement of responsibility does not name all of those that it names first."""
    first = statement.partition(" ; ")[0].replace("[", "").replace("]", "")
    return without_mark(first) != first


def translated_title(notes: Iterable[str]) -> str:
    """The title of the work that notes say this is a translation of."""
    return next((match[1] for note in notes if (match := _TRANSLATION.fullmatch(note))), "")


def host_imprint(text: str) -> dict[str, str]:
    """Publisher, place and year of a host's imprint ("Loamton : Meadow, 2011")."""
    match = _HOST_IMPRINT.fullmatch(text)
    return {name: value.strip() for name, value in match.groupdict("").items()} if match else {}


def date_of_part(parts: Sequence[str]) -> Date | None:
    """The date of a part of a host, of labels ("year:2019", "month:03") or in brackets ("Vol. 3 (Feb. 2004)")."""
    labelled = dict(part.partition(":")[::2] for part in parts if ":" in part)
    if year := labelled.get("year", "").strip():
        more = [labelled.get(name, "").strip() for name in ("month", "day")]
        numbers = [part.zfill(2) for part in more[: 2 if more[0] else 0] if part]
        date = parse_date("-".join([year, *numbers]))
        return date if date.start else None
    for part in parts:
        if (match := _BRACKETED_DATE.search(part)) and (date := parse_date(match[1])).start:
            return date
    return None
