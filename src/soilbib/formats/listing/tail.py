"""The end of a reference: volume, pages, date, publisher; taken off from the right, then told apart."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from soilbib.formats.listing.classify import read_date
from soilbib.formats.listing.gazetteer import PLACES
from soilbib.formats.listing.names import read_names
from soilbib.model import Date, Name

_WINDOW = 110
_REACH = 64  # volume, issue and pages are shorter
_PAGES = r"[A-Za-z]?\d+[A-Za-z]?\s?[-–‐—]{1,2}\s?[A-Za-z]?\d+[A-Za-z]?|e\d+|[A-Z]?\d+"
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
EDITION_WORD = r"(?:Aufl(?:age)?|éd(?:ition)?|ed(?:ition|n|ición)?|vyd(?:ání|anie)?|wyd|изд|edición|edizione)"

_VOLUME = r"(?:[Vv]ol(?:ume)?\.?\s?)?(\d{1,4}[A-Z]?)"
_ISSUE = r"\(\s?([\w][\w\s,/–-]{0,14}?)\s?\)"
_ARTICLE = r"(?:art(?:icle)?\.?\s?|pp?\.?\s?)?"
_PEELS: tuple[tuple[re.Pattern[str], tuple[str, ...], frozenset[str]], ...] = tuple(
    (re.compile(_START + pattern), variables, frozenset(needed))
    for pattern, variables, needed in (
        (rf"{_VOLUME}\s?{_ISSUE}\s?[:,;.]?\s?{_ARTICLE}({_PAGES})$", ("volume", "issue", "page"), "("),
        (
            rf"(?:[Vv]ol(?:ume)?\.?\s?)(\d{{1,4}}),?\s(?:no|n°|nº|nr|issue|num|H)\.?\s?(\d[\w/–-]*)[,:]?\s{_ARTICLE}({_PAGES})$",
            ("volume", "issue", "page"),
            "Vv",
        ),
        (
            (
                r"(?:pp?|pages?|págs?|S|s|Seiten?|стр|с|str|blz)\.?\s?(\d+\w?(?:\s?[-–‐—]{1,2}\s?\d+\w?)?"
                r"(?:(?:,|\set|\sand)\s?(?!(?:19|20)\d\d\b)\d+(?:[-–]\d+)?)*)[)\]]?$"
            ),
            ("page",),
            "pSsсb",
        ),
        (rf"{_VOLUME}\s?[:,]\s?{_ARTICLE}({_PAGES})$", ("volume", "page"), ":,"),
        (rf"{_VOLUME}\s?{_ISSUE}$", ("volume", "issue"), ")"),
        (r"(\d{1,4})\s?(?:pages?|pp?|Seiten?|S|s|с|str|págs?|blz)\.?[)\]]?$", ("number-of-pages",), "pSsсb"),
        (r"(\d{1,2})\svol(?:s|umes?)?\.?$", ("number-of-volumes",), "v"),
        (
            r"(?:n°|nº|[Nn]o\.?|[Nn]r\.?|[Nn][uú]m\.?|[Ii]ssue|#|Heft)\s?(\d[\w/–-]*)[)\]]?$",
            ("issue",),
            "n°ºNrIi#Hm",
        ),
        (r"(?:[Vv]ol(?:ume)?|Bd|Band|[Tt]ome?|[Tt])\.?\s?(\d{1,4}|[IVXLC]+)[)\]]?$", ("volume",), "VvBTt"),
        (
            rf"(\d{{1,2}})(?:\.|st|nd|rd|th|e|ème|ª|è|a)?\s?(?i:{EDITION_WORD})\.?[)\]]?$",
            ("edition",),
            "dDlnNwWдД",
        ),
    )
)
"""What stands at the end, the variables of its groups, and characters one of which it has."""
_FULL_YEAR = re.compile(r"\d{4}")
_DATED_VOLUME = re.compile(
    rf",?\s(?:[Vv]ol\.?\s)?(?P<volume>\d{{1,4}})(?:,?\s(?:no|n°|nr"
    rf"|issue)\.?\s(?P<issue>[\w/–-]+))?,?\s\((?P<date>[^()]{{0,20}}\d{{4}})\)"
    rf"(?:\s?[:,]\s?(?:pp?\.?\s?)?(?P<page>{_PAGES}))?$"
)
_FINAL_DATE = re.compile(rf"{_START}({_DATE})[)\]]?$")
_DAY_MONTH = re.compile(rf"{_START}(\d{{1,2}}\.?\s{_MONTH_WORD}|{_MONTH_WORD}\s\d{{1,2}})$")
_COLLECTION = re.compile(
    r"[\s,.–—-]*[(«]\s?(?:Coll(?:ection)?\.?|Collection|Reihe|Série|Series"
    r"|Col\.)?\s*:?\s*[«“\"]?\s?([^()«»“”]{3,60}?)(?:\s(\d[\d,./]*))?\s?[»”\"]?\)?$"
)
_LEAD_DATE = re.compile(rf"\(?({_DATE})\)?(?=[\s.,:;]|$)")
_LEAD_YEAR = re.compile(r"\(?(\d{4})\)?(?=[\s.,:;]|$)")
_REMARK = re.compile(
    r"\s(\((?:par|by|von|por|rev(?:iewed)?\.? by|compte rendu de)\s[^()]{4,80}\)?|(?:[Ii]m Auftrag|[Oo]n behalf"
    r"|[Cc]ommissioned by|[Pp]our le compte d)\b.{3,100})\.?$"
)
_ROLE = re.compile(
    r"[\s,.;(](?P<label>[Hh]rsg\.?(?:\svon)?|[Hh]erausgegeben von|[Ee]dited by|[ée]d\. par"
    r"|[Ss]ous la dir(?:ection|\.) d(?:e(?=\s)|['’])"
    r"|[Dd]ir\.(?=\s[A-ZÀ-Þ])|[Ee]ds?\.(?:\sby)?|[Tt]raduit par|[Tt]rad(?:\.|ucción)(?:\sde)?|[Tt]ranslated by"
    r"|[Tt]rans\."
    r"|[ÜUü]bers\.? von|[Ii]ll(?:ustr\w+|\.) (?:by|de|par|von)|[Nn]arrated by|[Dd]irected by|[Cc]omp\.|Състав\.)\s*"
    r"(?P<names>[^\W\d_](?:[^().;]|(?<=\b\w)\.){3,220})"
)
_ROLES: tuple[tuple[str, str], ...] = (
    ("hrsg", "editor"),
    ("herausg", "editor"),
    ("edited", "editor"),
    ("éd", "editor"),
    ("sous", "editor"),
    ("ed", "editor"),
    ("трад", "translator"),
    ("tra", "translator"),
    ("übers", "translator"),
    ("ubers", "translator"),
    ("ill", "illustrator"),
    ("narr", "narrator"),
    ("directed", "director"),
    ("dir", "editor"),
    ("comp", "compiler"),
    ("състав", "editor"),
)


_ROLE_BRACKET = re.compile(
    r"\s\((?P<names>[^()]{4,80}),\s(?P<label>[Tt]rans|[Tt]rad|[Ee]ds?|[Éé]ds?|[Ii]llus|[Nn]arr|[Dd]ir|[Hh]rsg)\.?\)"
)
_FINAL_COUNT = re.compile(r"(?<=[\s,](?:1[5-9]|20)\d\d)[.,]\s(\d{2,4})\.?$")
_RANGE = re.compile(r"\s?[–‐—-]{1,2}\s?")
_RANGE_BEGUN = re.compile(r"\d\s?[–-]\s?$")
_SERIES = re.compile(r"[Cc]oll|Reihe|[Ss][ée]rie")
_COUNTED = re.compile(r"(?:\d{4}|\bpp?|\bS)\.?$")
_DIGIT = re.compile(r"\d")
_SPAN = re.compile(r"\s[–—-]\s|[Ss]iècles?\b|[Cc]entur|[Jj]ahrhundert|\bsiglos?\b")
_PLACE_LAST = re.compile(r",\s([^,.:]{3,22})$")


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


def _peel_dated_volume(text: str, fields: dict[str, str]) -> tuple[str, Date | None] | None:
    """Volume, issue, date and pages as Chicago has them: "Nature 528, no. 7580 (2015): 60–68"."""
    match = _DATED_VOLUME.search(text[-_WINDOW:]) if "(" in text[-_WINDOW:] else None
    date = read_date(match["date"]) if match else None
    if not match or not date:
        return None
    for variable in ("volume", "issue", "page"):
        if match[variable]:
            fields[variable] = _RANGE.sub("-", match[variable])
    return text[: len(text) - len(text[-_WINDOW:]) + match.start()], date


@lru_cache(maxsize=64)
def peel(text: str, year: int | None = None) -> Tail:
    """Take volume, issue, pages, edition, series and date off the end; ``year`` is the year known before."""
    text, names = take_roles(text)
    text, note = _take_remark(text)
    fields: dict[str, str] = {}
    date: Date | None = None
    count = _FINAL_COUNT.search(text[-20:])
    if count:
        fields["number-of-pages"] = count[1]
        text = text[: len(text) - len(text[-20:]) + count.start()]
    dated = _peel_dated_volume(text.rstrip(" ."), fields)
    if dated:
        text, date = dated
    for _ in range(8):
        text = text.rstrip(" .,;–—-")
        shorter = _peel_numbers(text, fields)
        if shorter is None:
            shorter = _peel_collection(text, fields)
        if shorter is None and date:
            shorter = _peel_place(text, fields)
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
    bracket = _ROLE_BRACKET.search(text)
    listed = read_names(bracket["names"]) if bracket else None
    if bracket and listed and listed.score >= 0.6:
        names[_role_variable(bracket["label"])] = listed.names
        text = text[: bracket.start()] + text[bracket.end() :]
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
        names.setdefault(_role_variable(match["label"]), found.names)
        text = text[: match.start()].rstrip(" (,;") + text[match.start("names") + len(said) :].removeprefix(
            ")"
        )
    return text, names


def _role_variable(label: str) -> str:
    lowered = label.lower()
    return next((variable for stem, variable in _ROLES if lowered.startswith(stem)), "contributor")


def _peel_place(text: str, fields: dict[str, str]) -> str | None:
    """A known place that stands between commas at the end, before the date."""
    match = _PLACE_LAST.search(text[-30:])
    if not match or match[1] not in PLACES or "publisher-place" in fields:
        return None
    fields["publisher-place"] = match[1]
    return text[: len(text) - len(text[-30:]) + match.start()]


def _peel_numbers(text: str, fields: dict[str, str]) -> str | None:
    window = text[-_WINDOW:]
    if not _DIGIT.search(window, len(window) - 24):
        return None
    reach = max(0, len(window) - _REACH)
    characters = set(window[reach:])
    for pattern, variables, needed in _PEELS:
        match = pattern.search(window, reach) if not needed.isdisjoint(characters) else None
        if (
            not match
            or any(variable in fields for variable in variables)
            or ("number-of-pages" in fields and "page" in variables)
        ):
            continue
        if (
            variables[0] == "volume"
            and len(variables) > 1
            and YEARLIKE.fullmatch(match[1])
            and variables[1] != "issue"
        ):
            continue
        if variables[1:2] == ("issue",) and YEARLIKE.fullmatch(match[2]):
            continue
        if variables == ("volume", "page") and YEARLIKE.fullmatch(match[2]):
            continue
        values = (" ".join(group.split()) for group in match.groups() if group)
        for variable, value in zip(variables, values, strict=False):
            fields[variable] = _RANGE.sub("-", value) if variable in ("page", "issue") else value
        return text[: len(text) - len(window) + match.start()]
    return None


def _peel_collection(text: str, fields: dict[str, str]) -> str | None:
    """A series in brackets or guillemets at the end, once the numbers around it are off."""
    window = text[-_WINDOW:]
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
        or "collection-title" in fields
        or not (marked or (fields and match.group().lstrip(" ,.–—-")[:1] in "(«"))
    ):
        return None
    if (
        _SPAN.search(match[1])
        or match.start() == 0
        or read_date(match[1])
        or (read_names(match[1]).score >= 0.8 and not marked)
    ):
        return None
    fields["collection-title"] = match[1].strip()
    if match[2]:
        fields["collection-number"] = match[2].rstrip(",.")
    return text[: len(text) - len(window) + match.start()]


def _peel_date(text: str, date: Date | None, year: int | None) -> tuple[str, Date | None] | None:
    """A date at the end: the first one counts, a second or a known year only where it is the same."""
    window = text[-60:]
    if not _DIGIT.search(window, len(window) - 24):
        return None
    match = _FINAL_DATE.search(window) if _FULL_YEAR.search(window) else None
    while match:
        found = read_date(
            match[1].removeprefix("c").rstrip("abcdefgh") if match[1][:-1].isdigit() else match[1]
        )
        known = date.year if date else year
        if (
            found
            and (known is None or known == found.year)
            and not _RANGE_BEGUN.search(window[max(0, match.start(1) - 4) : match.start(1)])
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
