"""The end of a reference: volume, pages, date, publisher; taken off from the right, then told apart."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from soilbib.formats.listing.classify import genre_type, read_date
from soilbib.formats.listing.names import read_names
from soilbib.formats.listing.segments import depth_map, unquote
from soilbib.formats.listing.words import is_periodical
from soilbib.model import Date, Name
from soilbib.model.names import has_organisation_word

_WINDOW = 110
_PAGES = r"[A-Za-z]?\d+[A-Za-z]?\s?[-–‐—]{1,2}\s?[A-Za-z]?\d+[A-Za-z]?|e\d+|[A-Z]?\d+"
_MONTH_WORD = r"[^\W\d_]{3,}\.?"
_DATE = (
    rf"(?:[^\W\d_]{{3,}},?\s)?(?:\d{{1,2}}(?:\.|er|st|nd|rd|th)?(?:\s?[-–/&]\s?\d{{1,2}}\.?)?\s)?(?:de\s)?{_MONTH_WORD}(?:\s?[/–-]\s?{_MONTH_WORD})?"
    rf"(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?,?\s(?:de\s)?\d{{4}}"
    rf"|\d{{4}}-\d\d(?:-\d\d)?|\d{{4}}\.\s\d{{1,2}}\s{_MONTH_WORD}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{4}},?\s(?:\d{{1,2}}\s)?{_MONTH_WORD}(?:\s\d{{1,2}})?"
    r"|c?\d{4}[a-z]?"
)
_START = r"(?:^|[\s,.;:(\[–-])[\s,.;:(\[]*"
_YEARLIKE = re.compile(r"1[5-9]\d\d|20\d\d")
_EDITION_WORD = (
    r"(?:Aufl(?:age)?|éd(?:ition)?|ed(?:ition|n|ición)?|vyd(?:ání|anie)?|wyd|изд|edición|edizione)"
)

_PEELS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(rf"{_START}(?:[Vv]ol(?:ume)?\.?\s?)?(\d{{1,4}}[A-Z]?)\s?\(\s?([\w][\w\s,/–-]{{0,14}}?)\s?\)\s?[:,;.]?\s?(?:art(?:icle)?\.?\s?|pp?\.?\s?)?({_PAGES})$"),
     ("volume", "issue", "page")),
    (re.compile(rf"{_START}(?:[Vv]ol(?:ume)?\.?\s?)(\d{{1,4}}),?\s(?:no|n°|nº|nr|issue|num|H)\.?\s?(\d[\w/–-]*)[,:]?\s(?:pp?\.?\s?)?({_PAGES})$"),
     ("volume", "issue", "page")),
    (re.compile(rf"{_START}(?:pp?|pages?|págs?|S|s|Seiten?|стр|с|str|blz)\.?\s?(\d+\w?(?:\s?[-–‐—]{{1,2}}\s?\d+\w?)?(?:(?:,|\set|\sand)\s?(?!(?:19|20)\d\d\b)\d+(?:[-–]\d+)?)*)[)\]]?$"),
     ("page",)),
    (re.compile(rf"{_START}(?:[Vv]ol(?:ume)?\.?\s?)?(\d{{1,4}})\s?[:,]\s?(?:art(?:icle)?\.?\s?)?({_PAGES})$"), ("volume", "page")),
    (re.compile(rf"{_START}(?:[Vv]ol(?:ume)?\.?\s?)?(\d{{1,4}})\s?\(\s?([\w][\w\s,/–-]{{0,14}}?)\s?\)$"), ("volume", "issue")),
    (re.compile(rf"{_START}(\d{{1,4}})\s?(?:pages?|pp?|Seiten?|S|s|с|str|págs?|blz)\.?[)\]]?$"), ("number-of-pages",)),
    (re.compile(rf"{_START}(\d{{1,2}})\svol(?:s|umes?)?\.?$"), ("number-of-volumes",)),
    (re.compile(rf"{_START}(?:n°|nº|[Nn]o\.?|[Nn]r\.?|[Nn]um\.?|[Ii]ssue|#|Heft)\s?(\d[\w/–-]*)[)\]]?$"), ("issue",)),
    (re.compile(rf"{_START}(?:[Vv]ol(?:ume)?|Bd|Band|[Tt]ome?|[Tt])\.?\s?(\d{{1,4}}|[IVXLC]+)[)\]]?$"), ("volume",)),
    (re.compile(rf"{_START}(\d{{1,2}})(?:\.|st|nd|rd|th|e|ème|ª|è|a)?\s?{_EDITION_WORD}\.?[)\]]?$", re.IGNORECASE), ("edition",)),
)  # fmt: skip
_DATED_VOLUME = re.compile(
    rf",?\s(?:[Vv]ol\.?\s)?(?P<volume>\d{{1,4}})(?:,?\s(?:no|n°|nr|issue)\.?\s(?P<issue>[\w/–-]+))?,?\s\((?P<date>[^()]{{0,20}}\d{{4}})\)"
    rf"(?:\s?[:,]\s?(?:pp?\.?\s?)?(?P<page>{_PAGES}))?$"
)
_FINAL_DATE = re.compile(rf"{_START}({_DATE})[)\]]?$")
_DAY_MONTH = re.compile(rf"{_START}(\d{{1,2}}\.?\s{_MONTH_WORD}|{_MONTH_WORD}\s\d{{1,2}})$")
_COLLECTION = re.compile(
    r"[\s,.–—-]*[(«]\s?(?:Coll(?:ection)?\.?|Collection|Reihe|Série|Series|Col\.)?\s*:?\s*[«“\"]?\s?([^()«»“”]{3,60}?)(?:\s(\d[\d,./]*))?\s?[»”\"]?\)?$"
)
_LEAD_DATE = re.compile(rf"\(?({_DATE})\)?(?=[\s.,:;]|$)")
_LEAD_YEAR = re.compile(r"\(?(\d{4})\)?(?=[\s.,:;]|$)")
_REMARK = re.compile(
    r"\s(\((?:par|by|von|por|rev(?:iewed)?\.? by|compte rendu de)\s[^()]{4,80}\)?|(?:[Ii]m Auftrag|[Oo]n behalf|[Cc]ommissioned by|[Pp]our le compte d)\b.{3,100})\.?$"
)
_PLACE_ETC = re.compile(r"([A-ZÀ-Þ][\w’'-]+(?:[\s/-][A-ZÀ-Þ][\w’'-]+)?\s(?:u\.\s?a\.?|\[?etc\.?\]?))")
_SERIES_IN_TITLE = re.compile(r"^(.{5,}?)\s\(([^()]{5,80}?)\s(\d[\d,./]*)\)$")
_MID_EDITION = re.compile(
    rf"[.,;]\s*(\d{{1,2}})(?:\.|st|nd|rd|th|e|ème)?\s?{_EDITION_WORD}\b\.?[,.]?\s+", re.IGNORECASE
)
_PLACE_PUBLISHER = re.compile(r"([A-ZÀ-ÞА-Я\[][^:“”«»()?!]{1,45}?)\s?:\s?(\S.{1,140})")
_ROLE = re.compile(
    r"[\s,.;(]+(?P<label>[Hh]rsg\.?(?:\svon)?|[Hh]erausgegeben von|[Ee]dited by|[ée]d\. par|[Ss]ous la dir(?:ection|\.) d(?:e(?=\s)|['’])"
    r"|[Dd]ir\.(?=\s[A-ZÀ-Þ])|[Ee]ds?\.(?:\sby)?|[Tt]raduit par|[Tt]rad(?:\.|ucción)(?:\sde)?|[Tt]ranslated by|[Tt]rans\."
    r"|[ÜUü]bers\.? von|[Ii]llustr\w+ by|[Nn]arrated by|[Dd]irected by|[Cc]omp\.|Състав\.)\s*"
    r"(?P<names>[^\W\d_](?:[^().;]|(?<=\b\w)\.){3,220})"
)
_ROLES: tuple[tuple[str, str], ...] = (
    ("hrsg", "editor"), ("herausg", "editor"), ("edited", "editor"), ("éd", "editor"), ("sous", "editor"), ("ed", "editor"),
    ("трад", "translator"), ("tra", "translator"), ("übers", "translator"), ("ubers", "translator"), ("illus", "illustrator"),
    ("narr", "narrator"), ("directed", "director"), ("dir", "editor"), ("comp", "compiler"), ("състав", "editor"),
)  # fmt: skip
_BOUNDARY = re.compile(r"\s(?=(?:In|Dans):\s)|[.?!]+[\"”»)]?\s+(?=[\"“«(\[‘]?(?:[^\W_a-zà-ÿа-я]|[a-z]{3,}))")
_ABBREVIATIONS = frozenset(
    "vs st dr mr mrs ms prof no nr vol pt ed eds al ca cf av apr bzw ggf usw etc inc ltd dept fig approx resp bd jr sr p pp s "
    "ch sect art coll éd perf dir jan feb mar aug sept oct nov dec".split()
)
_LAST_TOKEN = re.compile(r"([\w’'-]+)[.?!]+[\"”»)]?\s*$")
_FINAL_VOLUME = re.compile(r"(.*[^\d\s,.])[,.]?\s(\d{1,4})")
PUBLISHER_WORD = re.compile(
    r"\b(?:[Pp]ress|[Vv]erlag|[ÉEée]ditions?|[ÉEée]d\.(?=\s)|[Pp]ublish\w+|[Pp]resses|Books|Springer|Elsevier|Wiley|Editorial"
    r"|Edizioni)(?!\w)"
)
"""Words that only a publisher's name has."""


class Tail(Struct, frozen=True):
    """What was taken off the end of a text, and the text that is left."""

    text: str
    fields: dict[str, str] = {}
    date: Date | None = None
    names: dict[str, tuple[Name, ...]] = {}
    note: str = ""

    @property
    def in_periodical(self) -> bool:
        """Whether volume, issue or pages speak for a periodical."""
        return not {"volume", "issue", "page"}.isdisjoint(self.fields)


class Split(Struct, frozen=True):
    """A title, what the rest after it says, and how well the rest is understood (0..1)."""

    title: str
    quality: float
    fields: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    note: str = ""
    type: str = ""
    date: Date | None = None


def _peel_dated_volume(text: str, fields: dict[str, str]) -> tuple[str, Date | None] | None:
    """Volume, issue, date and pages as Chicago has them: "Nature 528, no. 7580 (2015): 60–68"."""
    match = _DATED_VOLUME.search(text[-_WINDOW:])
    date = read_date(match["date"]) if match else None
    if not match or not date:
        return None
    for variable in ("volume", "issue", "page"):
        if match[variable]:
            fields[variable] = re.sub(r"\s?[–‐—-]{1,2}\s?", "-", match[variable])
    return text[: len(text) - len(text[-_WINDOW:]) + match.start()], date


def peel(text: str, year: int | None = None) -> Tail:
    """Take volume, issue, pages, edition, series and date off the end; ``year`` is the year known before."""
    text, names = take_roles(text)
    text, note = _take_remark(text)
    fields: dict[str, str] = {}
    date: Date | None = None
    dated = _peel_dated_volume(text.rstrip(" ."), fields)
    if dated:
        text, date = dated
    for _ in range(8):
        text = text.rstrip(" .,;–—-")
        shorter = _peel_numbers(text, fields) or _peel_collection(text, fields)
        if shorter is None:
            dated = _peel_date(text, date, year)
            if dated is None:
                break
            shorter, date = dated
        text = shorter
    return Tail(text.strip(" ,;"), fields, date, names, note)


def lead_date(text: str) -> tuple[Date | None, str]:
    """A date at the start of a text, and what follows it."""
    match = _LEAD_DATE.match(text)
    date = read_date(match[1]) if match else None
    if not date:
        match = _LEAD_YEAR.match(text)
        date = read_date(match[1]) if match else None
    return (date, text[match.end() :].strip(" .,;:")) if match and date else (None, text)


def _take_remark(text: str) -> tuple[str, str]:
    """Take a reviewer in brackets or a commission off the end: neither is the author."""
    match = _REMARK.search(text)
    return (
        (text[: match.start()].rstrip(" ,;"), match[1].strip(" .()"))
        if match and match.start() > 10
        else (text, "")
    )


def take_roles(text: str) -> tuple[str, dict[str, tuple[Name, ...]]]:
    """Take "edited by X", "Hrsg. von Y" and the like out of a text."""
    names: dict[str, tuple[Name, ...]] = {}
    for _ in range(3):
        match = _ROLE.search(text)
        if not match:
            break
        said = match["names"]
        found = read_names(said)
        while found.score < 0.5 and ", " in said:
            said = said.rpartition(", ")[0]
            found = read_names(said)
        if found.score < 0.5:
            break
        label = match["label"].lower()
        variable = next((variable for stem, variable in _ROLES if label.startswith(stem)), "contributor")
        names.setdefault(variable, found.names)
        text = text[: match.start()].rstrip(" (,;") + text[match.start("names") + len(said) :].removeprefix(
            ")"
        )
    return text, names


def _peel_numbers(text: str, fields: dict[str, str]) -> str | None:
    window = text[-_WINDOW:]
    for pattern, variables in _PEELS:
        match = pattern.search(window)
        if (
            not match
            or any(variable in fields for variable in variables)
            or ("number-of-pages" in fields and "page" in variables)
        ):
            continue
        if (
            variables[0] == "volume"
            and len(variables) > 1
            and _YEARLIKE.fullmatch(match[1])
            and variables[1] != "issue"
        ):
            continue
        if variables[1:2] == ("issue",) and _YEARLIKE.fullmatch(match[2]):
            continue
        if variables == ("volume", "page") and _YEARLIKE.fullmatch(match[2]):
            continue
        values = (" ".join(group.split()) for group in match.groups() if group)
        for variable, value in zip(variables, values, strict=False):
            fields[variable] = (
                re.sub(r"\s?[–‐—-]{1,2}\s?", "-", value) if variable in ("page", "issue") else value
            )
        return text[: len(text) - len(window) + match.start()]
    return None


def _peel_collection(text: str, fields: dict[str, str]) -> str | None:
    """A series in brackets or guillemets at the end, once the numbers around it are off."""
    window = text[-_WINDOW:]
    match = _COLLECTION.search(window)
    marked = match is not None and (re.search(r"[Cc]oll|Reihe|[Ss][ée]rie", match.group()) is not None)
    if (
        match
        and match.group().lstrip(" .,")[:1] == "("
        and re.search(r"(?:\d{4}|\bpp?|\bS)\.?$", window[: match.start()].rstrip(" ."))
    ):
        marked = True
    if (
        not match
        or "collection-title" in fields
        or not (marked or (fields and match.group().lstrip(" ,.–—-")[:1] in "(«"))
    ):
        return None
    if match.start() == 0 or read_date(match[1]) or (read_names(match[1]).score >= 0.8 and not marked):
        return None
    fields["collection-title"] = match[1].strip()
    if match[2]:
        fields["collection-number"] = match[2].rstrip(",.")
    return text[: len(text) - len(window) + match.start()]


def _peel_date(text: str, date: Date | None, year: int | None) -> tuple[str, Date | None] | None:
    """A date at the end: the first one counts, a second or a known year only where it is the same."""
    window = text[-60:]
    match = _FINAL_DATE.search(window)
    while match:
        found = read_date(
            match[1].removeprefix("c").rstrip("abcdefgh") if match[1][:-1].isdigit() else match[1]
        )
        known = date.year if date else year
        if (
            found
            and (known is None or known == found.year)
            and not re.search(r"\d\s?[–-]\s?$", window[: match.start(1)])
        ):
            cut = text[: len(text) - len(window) + match.start()]
            return cut, date if date and len(date.start) >= len(found.start) else found
        match = _FINAL_DATE.search(window, match.start(1) + 1)
    return _peel_day(text, date, year)


def _peel_day(text: str, date: Date | None, year: int | None) -> tuple[str, Date | None] | None:
    """A day and month whose year stands elsewhere ("…, 4 October")."""
    match = _DAY_MONTH.search(text[-40:])
    known = date.year if date else year
    found = read_date(f"{match[1]} {known}") if match and known else None
    if not match or not found or (date and len(date.start) > 1):
        return None
    return text[: len(text) - len(text[-40:]) + match.start()], found


def boundaries(text: str) -> list[int]:
    """Where a sentence ends outside quotes and brackets, abbreviations and initials apart: the start of what follows."""
    inside = depth_map(text)
    found = []
    for match in _BOUNDARY.finditer(text):
        if inside[match.start()]:
            continue
        token = _LAST_TOKEN.search(text[max(0, match.start() - 30) : match.end()])
        word = token[1] if token else ""
        if match.group()[0] == "." and (
            (len(word) == 1 and not word.isdigit()) or word.lower() in _ABBREVIATIONS
        ):
            continue
        if text[match.end()].islower() and not is_periodical(text[match.end() :].split(",", maxsplit=1)[0]):
            continue
        found.append(match.end())
    return found[:25]


def commas(text: str) -> list[int]:
    """Where something follows a comma outside quotes and brackets."""
    inside = depth_map(text)
    return [match.end() for match in re.finditer(r",\s+", text) if not inside[match.start()]][:25]


def split_title(tail: Tail, *, by_comma: bool = True) -> Split:
    """Cut the title from container or publisher: the first cut after which the rest is best understood."""
    text = tail.text
    edition = _MID_EDITION.search(text)
    if edition and edition.start() > 3:
        rest = understand(text[edition.end() :], tail, after_edition=True)
        if rest:
            return Split(
                text[: edition.start()].strip(),
                1.0,
                {**rest.fields, "edition": edition[1]},
                rest.names,
                rest.note,
            )
    best = Split(text.strip(" .,"), 0.8 if tail.fields or tail.date else 0.4)
    for cuts, handicap in ((boundaries(text), 0.0), (commas(text) if by_comma else [], 0.15)):
        for cut in cuts:
            rest = understand(text[cut:], tail)
            if rest and rest.quality - handicap > best.quality + 0.01 and len(text[:cut].strip()) > 3:
                title = (
                    text[:cut].rstrip(" ,") if text[:cut].rstrip()[-1:] in "?!" else text[:cut].rstrip(" .,")
                )
                best = Split(
                    title, rest.quality - handicap, rest.fields, rest.names, rest.note, date=rest.date
                )
        if best.quality >= 0.85 and best.fields:
            break
    series = _SERIES_IN_TITLE.match(best.title) if best.fields else None
    if not series:
        return best
    fields = {**best.fields, "collection-title": series[2], "collection-number": series[3].rstrip(",.")}
    return Split(series[1], best.quality, fields, best.names, best.note, date=best.date)


def understand(text: str, tail: Tail, *, after_edition: bool = False) -> Split | None:
    """What a text after the title is: container, place and publisher, or publisher; None for nothing known."""
    date, rest = lead_date(text.strip(" .,;"))
    if date and tail.date and date.year != tail.date.year:
        return None
    if not rest:
        return Split("", 0.9, date=date) if date else None
    if _PLACE_ETC.fullmatch(rest):
        return Split("", 0.98, {"publisher-place": rest}, date=date)
    rules: tuple[Callable[[str, Tail], Split | None], ...] = (
        _in_container,
        _place_and_publisher,
        _container,
        _publisher,
    )
    for rule in rules:
        found = rule(rest, tail)
        if found:
            return Split("", found.quality, found.fields, found.names, found.note, found.type, date)
    words = rest.split()
    if after_edition and len(words) <= 3 and rest[0].isupper():
        return Split("", 0.9, {"publisher-place": rest})
    return None


def _in_container(text: str, tail: Tail) -> Split | None:
    match = re.match(r"(?:[Ii]n|[Dd]ans|[Ee]n)\s?(:?)\s+(?=[“«\"A-ZÀ-Þ])", text)
    if not match:
        return None
    body = text[match.end() :]
    for cut in boundaries(body):
        rest = _place_and_publisher(body[cut:].strip(" .,"), tail) or _publisher(
            body[cut:].strip(" .,"), tail
        )
        if rest:
            return Split("", 1.0, {**rest.fields, "container-title": unquote(body[:cut].strip(" .,"))})
    volume = _FINAL_VOLUME.fullmatch(body)
    fields = {"container-title": unquote(body)}
    if volume and "volume" not in tail.fields and not _YEARLIKE.fullmatch(volume[2]):
        fields = {"container-title": volume[1].rstrip(","), "volume": volume[2]}
    return Split("", 1.0 if match[1] or len(body.split()) < 14 else 0.6, fields)


def _place_and_publisher(text: str, tail: Tail) -> Split | None:
    match = _PLACE_PUBLISHER.fullmatch(text)
    if not match or (tail.in_periodical and "volume" in tail.fields):
        return None
    place, publisher = match[1].strip(), match[2].strip()
    words = [word for word in re.split(r"[\s,;&]+", place) if word]
    if len(words) > 5 or not all(
        word[0].isupper() or word in ("and", "et", "und", "u.a.", "[etc.]") for word in words
    ):
        return None
    if ". " in place.rstrip() and not re.search(r"\b(?:St|Mt|Ft|D\.C|[A-Z])\. ", place):
        return None
    return Split("", 1.0, {"publisher-place": place, "publisher": publisher.rstrip(" .,")})


def _container(text: str, tail: Tail) -> Split | None:
    volume = _FINAL_VOLUME.fullmatch(text)
    if (
        volume
        and "volume" not in tail.fields
        and not _YEARLIKE.fullmatch(volume[2])
        and is_periodical(volume[1])
    ):
        return Split("", 0.95, {"container-title": volume[1].rstrip(","), "volume": volume[2]})
    words = text.split()
    known = is_periodical(text)
    daily = (
        tail.date is not None
        and len(tail.date.start) == 3
        and len(words) <= 5
        and not has_organisation_word(text)
    )
    if not (tail.in_periodical or known or daily) or "number-of-pages" in tail.fields:
        return None
    if len(words) > 14 or any(mark in text for mark in "?!;“”") or not (text[0].isupper() or known):
        return None
    capitals = sum(word[0].isupper() for word in words) / len(words)
    if len(boundaries(text)) > sum(word.endswith(".") for word in words if len(word) <= 7):
        return None
    in_volume = "volume" in tail.fields or "page" in tail.fields
    quality = 0.95 if in_volume else 0.85 if daily else 0.8
    if capitals < 0.3 and not known and len(words) > 3:
        quality -= 0.25
    if volume and "volume" not in tail.fields and not _YEARLIKE.fullmatch(volume[2]):
        return Split("", quality, {"container-title": volume[1].rstrip(","), "volume": volume[2]})
    return Split("", quality, {"container-title": text})


def _publisher(text: str, tail: Tail) -> Split | None:
    if "volume" in tail.fields or (
        tail.in_periodical and "number-of-pages" not in tail.fields and not PUBLISHER_WORD.search(text)
    ):
        return None
    parts = [part.strip() for part in text.split(", ")]
    if len(text.split()) > 20 or any(mark in text for mark in "?!“”") or boundaries(text):
        return None
    words = [word for word in text.replace(",", " ").split() if len(word) > 3 and word.isalpha()]
    capitals = sum(word[0].isupper() for word in words) / len(words) if words else 1.0
    organisation = read_names(parts[0])
    if PUBLISHER_WORD.search(parts[0]) or (organisation.score >= 0.75 and not organisation.persons):
        certain = PUBLISHER_WORD.search(parts[0]) or has_organisation_word(parts[0].split()[0])
        return Split("", 0.97 if certain else 0.85, _publisher_fields(parts))
    short = len(words) <= 6 and capitals == 1.0 and text[0].isupper()
    booklike = bool(tail.fields) or tail.date is not None
    return (
        Split("", 0.82 if booklike and len(parts) <= 2 else 0.6, _publisher_fields(parts)) if short else None
    )


def _publisher_fields(parts: list[str]) -> dict[str, str]:
    """ "Publisher, Place": the last part is a place where it is short and no organisation."""
    if (
        len(parts) > 1
        and len(parts[-1].split()) <= 2
        and read_names(parts[-1]).score < 0.7
        and not genre_type(parts[0])
    ):
        lone = len(parts) == 2 and len(parts[0].split()) == 1 and not PUBLISHER_WORD.search(parts[0])
        if not lone or parts[-1].istitle():
            return {"publisher": ", ".join(parts[:-1]), "publisher-place": parts[-1]}
    return {"publisher": ", ".join(parts)}
