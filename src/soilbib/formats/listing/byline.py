"""Bylines under an entry: "Full Names in Journal - Month Year", "Organisation - 20 décembre 2019"."""

from __future__ import annotations

import re

from msgspec import Struct

from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.parts.lone_words import closes_list
from soilbib.formats.listing.parts.names import Names, read_names
from soilbib.formats.listing.vocabulary.gazetteer import is_place
from soilbib.formats.listing.vocabulary.words import MINISTERS, is_periodical
from soilbib.model import Date
from soilbib.model.names import has_organisation_word

LONGEST = 600
_LONGEST_BODY = 60
DATE_WORDS = (
    r"(?:\d{1,2}(?:er|st|nd|rd|th|\.)?\s+)?(?:de\s+)?[^\W\d_]{3,}\.?\s+(?:\d{1,2},\s+)?(?:de\s+)?\d{4}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}"
)
_FINAL_DATE = re.compile(rf"(?:\s[-–—]\s|,\s|\s\(|\s)(?P<date>{DATE_WORDS})\)?\.?$")
BYLINE_DATE = re.compile(rf"(?:\s[-–—]\s|,\s|\s\()(?P<date>{DATE_WORDS})\)?\.?$")
_IN = re.compile(
    r"\s(?:in|dans|en|em|su|nel|In|Dans|Em):?\s+(?:the\s+|la\s+revue\s+|la\s+|le\s+|the journal\s+)?(?=[^\W\d_])"
)
SENTENCE_END = re.compile(
    r"(?<=[^\W\d_A-Z][^\W\d_])\.\s+(?=[A-ZÀ-Þ“«\"])|(?:(?<=\d)|(?<=[^\W\d_]\)))\.\s+(?=[A-ZÀ-Þ])(?![A-Z][a-zä]+\s\d{4})"
)
_CUT = re.compile(r"\s*(?:\.\.\.|…)?\s*(?:\[\s?(?:\.\.\.|…)\s?\]|\.\.\.|…)\s*$")
_SIGNED = re.compile(  # "Por Miguel Altieri, publicado el …"
    r"(?:Par|Por|By|Von|Di)\s(?P<names>[^\W\d_a-z][^.;:]{4,120}?),?\s(?=publi|paru|published|erschienen|pubblic|veröff)"
)
_POSTED = re.compile(  # "Posted on 7 September 2018 by Jane Doe"
    rf"(?:[Pp]osted|[Pp]ublished|[Pp]ubliée?|[Pp]arue?|[Pp]ublicad[oa]|[Vv]eröffentlicht|[Pp]ubblicato)\s(?:(?:on|le|el|am|il)\s)?"
    rf"(?P<date>{DATE_WORDS}),?\s(?:by|par|por|von|da)\s(?P<names>[^\W\d_a-z][^.;:]{{4,120}})\.?"
)
_PAGES = re.compile(r",\s(?:pp?|S|págs?)\.\s?\d{1,5}(?:\s?[-–]\s?\d{1,5})?\.?$")
_VOLUME = re.compile(
    r"(?:\s[-–—]|,)?\s(?:[Vv]ol(?:ume|\.)?\s?|[Tt]ome\s|[Bb]d\.\s?|[Nn][°ºo]\.?\s?)?\d{1,4}(?:\s?\(\d{1,4}\))?$"
)


class Byline(Struct, frozen=True):
    """What the first sentence of a description says when it is a byline."""

    names: Names
    ends: bool = False
    container: str = ""
    date: Date | None = None


def read_byline(text: str) -> Byline | None:
    """Read the first sentence as "Names[ in Container][ - Date]"; None where it is running text."""
    first = SENTENCE_END.split(text[: LONGEST + 200], maxsplit=1)[0].strip()
    if not first or len(first) > LONGEST:
        return None
    whole = first == text.strip()
    signed = _SIGNED.match(first)
    names = byline_names(signed["names"]) if signed else None
    if names:
        return Byline(names)
    posted = _POSTED.fullmatch(first)
    names = byline_names(posted["names"]) if posted else None
    if posted and names:
        return Byline(names, True, "", read_date(posted["date"]))
    first = _PAGES.sub("", first)
    cut = bool(_CUT.search(first))
    head = _CUT.sub("", first)
    if cut and not head.endswith(",") and not _FINAL_DATE.search(head):
        head = head.rpartition(", ")[0] or head  # the name before the cut may be half
    dated = _FINAL_DATE.search(head)
    date = read_date(dated["date"]) if dated else None
    if dated and date:
        head = _VOLUME.sub("", head[: dated.start()])
    if not cut and _CUT.search(head):  # "Jane Doe, Ann Roe, Joe … - 12 May 2018"
        cut, head = True, _CUT.sub("", head).rpartition(", ")[0]
    found = list(_IN.finditer(head))[:3]
    found.sort(key=_joins_in_dutch)
    candidates = [(head[: match.start()], head[match.end() :]) for match in found]
    candidates += [*_comma_candidates(head), (head, "")]
    if head.count("(") > head.count(")"):  # "Jane Doe (Annals of Moors, March 2021)"
        people, _, container = head.rpartition(" (")
        candidates.insert(0, (people, container))
    if date and not cut:
        candidates[:0] = _dashed_candidates(head)
    affiliated, _, body = head.rpartition(", ")
    if affiliated and len(body) < _LONGEST_BODY and has_organisation_word(body):
        # "Axel Don, Thünen-Institut"
        candidates.append((affiliated, ""))
    for people, container in candidates:
        names = byline_names(people)
        if names and (not container or _is_container(container)):
            ended = bool(container) or not whole or text.rstrip().endswith(".")
            return Byline(names, ended and not cut and not names.truncated, container.strip(" ,"), date)
    return Byline(Names(), container="", date=date) if date and dated and _short(head) else None


def _joins_in_dutch(match: re.Match[str]) -> bool:
    """Whether "en" is "and" rather than "in", as another "in" follows: "Ann Roe en Jan Vos in Bodem"."""
    return match.group().strip() == "en" and " in " in match.string[match.end() :]


def _comma_candidates(head: str) -> list[tuple[str, str]]:
    """ "NAMES, CONTAINER" and "NAMES - CONTAINER": the last part may be a periodical."""
    found = []
    for separator in (" - ", " – ", ", "):
        people, mark, container = head.rpartition(separator)
        if mark and (is_periodical(container) or closes_list(people, container)):
            found.append((people, container))
    return found


def _dashed_candidates(head: str) -> list[tuple[str, str]]:
    """ "PERSONS – CONTAINER" before a date; "FAO – Rome" is none, nor is "Jane Doe – Rome"."""
    for separator in (" - ", " – ", " — "):
        people, mark, container = head.rpartition(separator)
        names = (
            byline_names(people) if mark and _is_container(container) and not is_place(container) else None
        )
        if names and all(name.family and name.given for name in names.names):
            return [(people, container)]
    return []


def _is_container(text: str) -> bool:
    words = text.strip(" ,.").split()
    return 0 < len(words) <= 10 and words[0][0].isupper() and not any(mark in text for mark in ";:?!")


def byline_names(text: str) -> Names | None:
    """The names, where a text is nothing else: persons in full, or organisations."""
    text = text.strip(" .,;")
    person, _, office = text.partition(",")
    if MINISTERS.search(office):
        text = person
    names = read_names(text)
    return names if names.score >= 0.7 and len(text.split()) >= 2 else None


def _short(head: str) -> bool:
    return len(head.split()) <= 14
