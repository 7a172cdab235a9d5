"""The end of a reference: volume, pages, date, publisher; taken off from the right, then told apart."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.parts.contributors import take_roles
from soilbib.formats.listing.parts.names import read_names
from soilbib.formats.listing.parts.numbers import read_numbers
from soilbib.formats.listing.vocabulary.gazetteer import (
    COUNTRY,
    PLACES,
    is_country,
    is_known_organisation,
    is_known_publisher,
)
from soilbib.formats.listing.vocabulary.words import ORDINALS, REVISIONS, edition_number
from soilbib.model import Date, Name
from soilbib.model.dates import MONTHS

_WINDOW = 110
_REACH = 64  # volume, issue and pages are shorter
_MONTH_WORD = r"[^\W\d_]{3,}\.?"
_DATE = (
    rf"(?:[^\W\d_]{{3,}},?\s)?(?:\d{{1,2}}(?:\.|er|st|nd|rd"
    rf"|th)?(?:\s?[-–/&]\s?\d{{1,2}}\.?)?\s)?(?:de\s)?{_MONTH_WORD}(?:\s?[/–-]\s?{_MONTH_WORD})?"
    rf"(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?,?\s(?:de\s)?\d{{4}}"
    rf"|\d{{4}}-\d\d(?:-\d\d)?|\d{{4}}\.\s\d{{1,2}}\s{_MONTH_WORD}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}"
    rf"|\d{{4}},?\s(?:\d{{1,2}}\s)?{_MONTH_WORD}(?:\s\d{{1,2}})?"
    r"|c?\d{4}[a-z]?"
)
_START = r"(?:^|[\s,.;:(\[–-])[\s,.;:(\[]*"
YEARLIKE = re.compile(r"1[5-9]\d\d|20\d\d")
EDITION_WORD = (
    r"(?:Aufl(?:age)?|éd(?:ition)?|ed(?:ition|n|ición|ição)?|vyd(?:ání|anie)?|wyd|изд|edición|edizione"
    r"|uppl(?:aga)?|utg(?:ave|åva)?|udg(?:ave)?|uitg(?:ave)?|editie|izd(?:anje)?|druk|kiad(?:ás)?)"
)

_REVISED = (
    r"(?:,?\s(?:y|e|et|and|und|rev|ampl|aum|augm|corr|atual|act|verb|erw|enl|(?:revisada|ampliada|aumentada|corregida"
    r"|actualizada|atualizada|revue|augmentée|corrigée)(?=[\s)\]]|$))\b\.?){1,5}"
)
_EDITION_ENDS = (
    "aufl", "auflage", "éd", "édition", "ed", "edition", "edn", "edición", "edizione", "vyd", "vydání", "vydanie",
    "wyd", "изд", "uppl", "upplaga", "utg", "utgave", "utgåva",
    "udg", "udgave",
    "uitg", "uitgave", "editie", "izd", "izdanje", "druk", "kiad", "kiadás", "rev", "ampl", "aum", "augm", "corr",
    "atual", "act", "verb", "erw", "enl", "revisada", "ampliada", "aumentada", "corregida", "actualizada",
    "atualizada", "revue", "augmentée", "corrigée", "reimp",
)  # fmt: skip
_EDITIONS = ("edition", "édition", "auflage", "edición", "edizione", "edição")
_SPELLED_EDITION = re.compile(
    rf"[.,(\[]\s?((?:{'|'.join(ORDINALS)}|{REVISIONS})(?:,?\s(?:(?:and|et|und|y|e)\s)?(?:{REVISIONS})){{0,3}})"
    rf"\s(?:{'|'.join(_EDITIONS)})[)\]]?$",
    re.IGNORECASE,
)
_WORDED: tuple[tuple[str, tuple[str, ...], re.Pattern[str], str], ...] = (
    ("eport", ("",), re.compile(_START + r"(?:[Tt]echnical\s)?[Rr]eport\s[Nn]o\.?:?\s?([\w/-]+)$"), "number"),
    (
        "vol",
        ("vol", "vols", "volume", "volumes"),
        re.compile(_START + r"(\d{1,2})\svol(?:s|umes?)?\.?$"),
        "number-of-volumes",
    ),
    (
        "",
        _EDITION_ENDS,
        re.compile(
            _START
            + r"(\d{1,2})(?:\.?ª|\.,?(?:\s(?:[a-zäöü]+\.?,?|und)){0,4}|(?:st|nd|rd|th)\.?"
            + r"|e(?:\s(?:geheel\s)?herz(?:\.|iene))?|ème|è|[rtdmvn]?a)?"
            + rf"\s?(?i:{EDITION_WORD})\.?(?:{_REVISED}|,?\s\d{{1,2}}\.?ª?\s?reimp\.?)?[)\]]?$"
        ),
        "edition",
    ),
)
"""What a text has, how it ends but for punctuation, the expression for it, and its variable."""
_WORDED_ENDS = tuple(end for _, ends, _, _ in _WORDED for end in ends if end)
_COLLECTION = re.compile(
    r"[\s,.–—-]*[(«]\s?(?:Coll(?:ection)?\.?|Collection|Reihe|Série|Series"
    r"|Col\.)?\s*:?\s*[«“\"]?\s?([^()«»“”]{3,60}?)(?:\s(\d[\d,./]*))?\s?[»”\"]?\)?$"
)
_IN_BEFORE = re.compile(r"[,.;]\s(?:in|dans|en|em):?\s?$")  # "in «Agricoltura»"
_QUOTED_COLLECTION = re.compile(r"[,.]\s[Cc]oll(?:ection|\.)?\s[«“\"]\s?([^«»“”\"]{3,60}?)\s?[»”\"]$")
_COMMA_COLLECTION = re.compile(r",\s[Cc]oll(?:ection|\.)\s([A-ZÀ-Þ][^,.«»\"]{3,60})$")
_SERIES_BRACKET = re.compile(  # "(Bulletin pédologique de la FAO ; 70)"
    r"[.,]?\s\((?P<title>[^\W\d_a-z][^()]{4,90}?)(?:\s?;\s|[,;]?\s(?:Heft|Bd\.?|Band|Nr\.?|[Nn]o\.?|[Nn][°º]|[Vv]ol\.?|[Tt]\.))\s?"
    r"(?P<number>[A-Z]{0,2}\d[\w./-]*)\)\.?$"
)
_LEAD_DATE = re.compile(rf"[(\[]?({_DATE})[)\]]?(?=[\s.,:;]|$)")
_LEAD_YEAR = re.compile(r"[(\[]?(\d{4})[a-h]?[)\]]?(?=[\s.,:;]|$)")
_YEAR = re.compile(r"\d{4}")
_LEAD = 60  # characters; no date is longer
_REMARK = re.compile(
    r"\s(\((?:(?:avec une )?p(?:réf|ostf)ace de|(?:with a )?foreword by|Vorwort von|prólogo de|prefazione di"
    r"|par|by|von|por|rev(?:iewed)?\.? by|compte rendu de)\s[^()]{4,80}\)?|(?:[Ii]m Auftrag|[Oo]n behalf"
    r"|[Cc]ommissioned by|[Pp]our le compte d)\b.{3,100})\.?$"
)
_BEHIND_COUNT = re.compile(
    r"(?<=p\.)(?<=\d\sp\.|\spp\.)(?:,\s(?P<said>(?:[^\W\d_a-z]|dessin|illustr|photo|carte|aquarelle|gravure|planche|nombreu|with|mit\s|con\s|avec)[^\d,;:()]{5,60}?)|\s\[(?P<kind>[^\[\]\d]{3,30})\])\.?$"
)
_REMARKS = (" (", "m Auftrag", "n behalf", "ommissioned", "our le compte")  # of which it has one
_DASHED_HOUSE = re.compile(r"\s[–—-]\s(?P<house>[^\W\d_a-z][^–—:;.()]{2,40}?)(?=,\s(?:1[5-9]|20)\d\d\.?$)")
_NOTE_IMPRINT = re.compile(
    r"[,\s](?:(?<=,)\s|(?<!,))\((?P<series>[^();:]{5,60}\d;\s)?(?P<imprint>[^()]{2,40}:\s[^()]{2,60},\s\d{4}"
    r"|[^():;]{0,50}\b(?:Press|Verlag|Springer|Wiley|Books|Publish\w+|[ÉE]ditions|Editorial)\b[^():;]{0,50},\s\d{4}"
    r"|[^():,]{3,60},\s\d{4}(?:,\s\d{1,4}\s?p\.?)?)(?:,\s[\d.,]+\s?(?:€|[Ee]uros?|£|\$))?\)"
    r"(?:,\s(?:pp?\.\s)?(?P<pages>\d[\d–-]*)(?!\d|\spages|\sp\.))?(?:,\s(?:pp?\.\s)?(?P<count>\d{1,4})\s(?:pages|pp?\.?))?\.?$"
)
_MONTH_LAST = re.compile(r",\s([^\W\d_]{3,10})$")
_FINAL_COUNT = re.compile(
    r"[.,](?<=[\s,](?:1[5-9]|20)\d\d.)\s(?!(?:1[5-9]|20)\d\d)(\d{2,4})(?:\so)?\.?$"
)  # "1998. 345 o."
_SERIES = re.compile(r"[Cc]oll|Reihe|[Ss][ée]rie")
_SENTENCES = re.compile(r"[.,:]\s")
_SHORT_TITLE = re.compile(r"[^\W\d_a-z]\w*[A-Z]\w*")  # "Global Soil Carbon Map (GSOCmap)"
_COUNTED = re.compile(r"(?:\d{4}|\bpp?|\bS)\.?$")
ABBREVIATED = re.compile(r"(?:^|\s)[^\W\d_a-z]\w{0,5}\.\s[^\W\d_a-z]\w{0,6}$|\sJ$")  # "Rev. Cienc", "EFSA J"
_DIGIT = re.compile(r"\d")
_SPAN = re.compile(r"\s[–—-]\s|[Ss]iècles?\b|[Cc]entur|[Jj]ahrhundert|\bsiglos?\b")
_PLACE_LAST = re.compile(rf"[,.;]\s([^,.:]{{3,22}})(,\s(?:[A-Z]{{2}}|{COUNTRY}))?$")


_OF_PERIODICALS = frozenset({"volume", "issue", "page"})


class Tail(Struct, frozen=True, gc=False):
    """What was taken off the end of a text, and the text that is left."""

    text: str
    fields: dict[str, str] = {}
    date: Date | None = None
    names: dict[str, tuple[Name, ...]] = {}
    note: str = ""

    @property
    def in_periodical(self) -> bool:
        """Whether volume, issue or pages speak for a periodical."""
        return not _OF_PERIODICALS.isdisjoint(self.fields)


@lru_cache(maxsize=512)
def peel(text: str, year: int | None = None) -> Tail:
    """Take volume, issue, pages, edition, series and date off the end; ``year`` is the year known before."""
    text, names = take_roles(text)
    text, note = _take_remark(text)
    fields: dict[str, str] = {}
    date: Date | None = None
    month = _MONTH_LAST.search(text[-20:]) if year and text[-1:].isalpha() else None
    if month and month[1].lower() in MONTHS:  # "(2017) Survey of Soils, March"
        date, text = read_date(f"{month[1]} {year}"), text[: -len(month.group())]
    series = (
        _SERIES_BRACKET.search(text, max(0, len(text) - _WINDOW)) if text.rstrip(".").endswith(")") else None
    )
    if series and not read_date(series["title"]):
        fields = {"collection-title": series["title"], "collection-number": series["number"]}
        text = text[: series.start()]
    count = (
        _FINAL_COUNT.search(text[-20:]) if text.removesuffix(".").removesuffix(" o")[-1:].isdigit() else None
    )
    if count:
        fields["number-of-pages"] = count[1]
        text = text[: len(text) - len(text[-20:]) + count.start()]
    stopped = False
    for _ in range(6):
        text = text.rstrip(" .,;:–—-")
        reported = _peel_worded(text, fields) if "eport" in text[-30:] else None
        if reported is not None:
            text = reported
            continue
        numbers = read_numbers(text, date.year if date else year)
        if numbers and fields.keys().isdisjoint(numbers.fields) and not (date and numbers.date):
            fields.update(numbers.fields)
            date = date or numbers.date
            text = text[: numbers.start]
            stopped = _is_shortened(text)
            continue
        shorter = _peel_worded(text, fields)
        if shorter is None:
            shorter = _peel_collection(text, fields)
        if shorter is None and (date or year):
            shorter = _peel_place(text, fields, ",;" if date else ",.;")
        if shorter is None:
            break
        text = shorter
    return Tail(_open_bracket(text.strip(" ,;")) + "." * stopped, fields, date, names, note)


def _is_shortened(text: str) -> bool:
    """Whether a full stop before numbers shortens a word: a comma follows it, or another shortened word precedes it."""
    bare = text.rstrip(" ,;:")
    return bare.endswith(".") and (bare != text.rstrip() or ABBREVIATED.search(bare.rstrip(".")) is not None)


def spell_imprint(text: str) -> str:
    """A text whose last bracket is the imprint as it would stand without: "(Boston: Houghton Mifflin, 1962), 45".

    So is a publisher that a dash parts from the title: "Title – Seuil, 2016".
    """
    dashed = _DASHED_HOUSE.search(text) if " – " in text or " - " in text or " — " in text else None
    if dashed and is_known_publisher(dashed["house"]):
        return f"{text[: dashed.start()]}. {text[dashed.start('house') :]}"
    match = _NOTE_IMPRINT.search(text) if "(" in text else None
    if not match:
        return text
    pages = f", p. {match['pages']}" if match["pages"] else f", {match['count']} p." if match["count"] else ""
    series = f" ({match['series'].rstrip('; ')})" if match["series"] else ""
    return f"{text[: match.start()].rstrip(' .')}{series}. {match['imprint']}{pages}"


def _open_bracket(text: str) -> str:
    """The text with a full stop for a last bracket that holds the imprint: "Title (Publisher, Place"."""
    start = text.rfind("(")
    if start <= 0:
        return text
    inside = text[start + 1 :].rstrip(" .,;")
    closed = inside.endswith(")")
    if ")" in inside[:-1] or (closed and not _is_imprint(text, start, inside)):
        return text
    return f"{text[:start].rstrip(' .,')}. {inside.removesuffix(')')}"


def _is_imprint(text: str, start: int, inside: str) -> bool:
    """Whether a last bracket holds an imprint: place and publisher, or anything after a mark."""
    place = inside.removesuffix(")").rpartition(", ")[2]
    if is_known_publisher(inside.removesuffix(")")):
        return True
    if is_country(inside.removesuffix(")")):
        return False  # "Soils of the uplands (Kenya)"
    return ": " in inside or place in PLACES or text[:start].rstrip().endswith((".", ","))


def lead_date(text: str) -> tuple[Date | None, str]:
    """A date at the start of a text, and what follows it."""
    if not _YEAR.search(text, 0, _LEAD):
        return None, text
    match = _LEAD_DATE.match(text)
    date = read_date(match[1]) if match else None
    if not date:
        match = _LEAD_YEAR.match(text)
        date = read_date(match[1]) if match else None
    return (date, text[match.end() :].strip(" .,;:")) if match and date else (None, text)


def _take_remark(text: str) -> tuple[str, str]:
    """Take a reviewer in brackets or a commission off the end: neither is the author."""
    if ". [" in text and text[-1] == "]" and "p. [" not in text:  # "Press. [Original: Title, 1975]"
        head, _, remark = text[:-1].rpartition(". [")
        return (head, remark) if " " in head and "[" not in remark and " " in remark else (text, "")
    if "p., " in text or "p. [" in text:
        behind = _BEHIND_COUNT.search(text)
        if behind:  # "375 pp., Dessins de Jane Doe"
            return text[: behind.start()], behind["said"] or behind["kind"]
    match = _REMARK.search(text) if any(map(text.__contains__, _REMARKS)) else None
    return (
        (text[: match.start()].rstrip(" ,;"), match[1].strip(" .()"))
        if match and match.start() > 10
        else (text, "")
    )


def _peel_place(text: str, fields: dict[str, str], marks: str) -> str | None:
    """A known place that stands after one of the marks at the end, or before the date."""
    match = _PLACE_LAST.search(text[-30:])
    if not match or match.group()[0] not in marks or match[1] not in PLACES or "publisher-place" in fields:
        return None
    fields["publisher-place"] = match[1] + (match[2] or "")
    return text[: len(text) - len(text[-30:]) + match.start()]


def _peel_worded(text: str, fields: dict[str, str]) -> str | None:
    """A number of volumes or an edition, which words name."""
    window = text[-_REACH:]
    bare = window.rstrip(".)]").lower()
    spelled = _SPELLED_EDITION.search(window) if bare.endswith(_EDITIONS) else None
    if spelled and "edition" not in fields:
        fields["edition"] = edition_number(spelled[1])
        return text[: len(text) - len(window) + spelled.start()]
    if not ("eport" in window or bare.endswith(_WORDED_ENDS)):
        return None
    if not _DIGIT.search(window, max(0, len(window) - 40)):
        return None
    for needle, ends, pattern, variable in _WORDED:
        match = pattern.search(window) if needle in window and bare.endswith(ends) else None
        if match and variable not in fields:
            fields[variable] = match[1]
            return text[: len(text) - len(window) + match.start()]
    return None


def _peel_collection(text: str, fields: dict[str, str]) -> str | None:
    """A series in brackets or guillemets at the end, once the numbers around it are off."""
    window = text[-_WINDOW:]
    quoted = _QUOTED_COLLECTION.search(window) if "oll" in window else None
    quoted = quoted or (_COMMA_COLLECTION.search(window) if "oll" in window else None)
    if quoted and "collection-title" not in fields:
        fields["collection-title"] = quoted[1]
        return text[: len(text) - len(window) + quoted.start()]
    match = _COLLECTION.search(window) if text[-1:] in ')»”"' else None
    marked = match is not None and _SERIES.search(match.group()) is not None
    if (
        match
        and match.group().lstrip(" .,")[:1] == "("
        and _COUNTED.search(window[: match.start()].rstrip(" ."))
    ):
        marked = True
    if (
        not match
        or _IN_BEFORE.search(window, 0, match.start() + 1)
        or "collection-title" in fields
        or not (marked or (fields and match.group().lstrip(" ,.–—-")[:1] in "(«"))
    ):
        return None
    if (
        _SPAN.search(match[1])
        or match.start() == 0
        or read_date(match[1])
        or (not marked and "«" not in match.group() and read_names(match[1]).score >= 0.8)
    ):
        return None
    taken = _of_bracket(match, marked=marked, before=window[: match.start()], fields=fields)
    if not taken or not taken.keys().isdisjoint(fields):
        return None
    fields.update(taken)
    return text[: len(text) - len(window) + match.start()]


def _of_bracket(match: re.Match[str], *, marked: bool, before: str, fields: dict[str, str]) -> dict[str, str]:
    """What a last bracket says: a publisher, the country of one, or a series; nothing of a title's own short form."""
    said = match[1].strip()
    if is_known_publisher(said) and "publisher" not in fields:  # "Stuttgart (Ulmer)"
        return {"publisher": said}
    if said in PLACES or is_country(said):  # "INRA (France)", but "Soils of the uplands (Kenya)"
        body = _SENTENCES.split(before)[-1].strip()
        return {"publisher-place": said} if is_known_publisher(body) or is_known_organisation(body) else {}
    if not marked and not match[2] and _SHORT_TITLE.fullmatch(said):
        return {}
    return {"collection-title": said, **({"collection-number": match[2].rstrip(",.")} if match[2] else {})}
