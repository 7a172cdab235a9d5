"""What stands between title and end: a container, an event, a genre and school, or an imprint."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from soilbib.formats.listing.parts.classify import genre_type, read_date
from soilbib.formats.listing.parts.containers import BEFORE_IMPRINT, is_meeting, read_container
from soilbib.formats.listing.parts.credits import read_credit
from soilbib.formats.listing.parts.cuts import boundaries
from soilbib.formats.listing.parts.imprints import (
    PUBLISHER_WORD,
    publisher_fields,
    read_chez,
    read_imprint,
    read_place_and_publisher,
    read_place_before_bracket,
    read_place_etc,
    read_places_by_comma,
    read_publisher,
    read_school,
)
from soilbib.formats.listing.parts.segments import outer_quotes, unquote
from soilbib.formats.listing.parts.split import Split
from soilbib.formats.listing.parts.tail import ABBREVIATED, YEARLIKE, Tail, lead_date
from soilbib.formats.listing.vocabulary.gazetteer import is_known_publisher, is_place
from soilbib.formats.listing.vocabulary.words import LEADING_WORDS, is_named_periodical, is_periodical
from soilbib.model.name_splitting import is_ideographic
from soilbib.model.names import has_organisation_word

_PRESENTED = re.compile(
    r"(?P<genre>[^\W\d_a-z]\w+(?:\s(?:orale?|[a-z]+))?)\s(?:presented|présentée?|presentad[oa]|presentata?)\s"
    r"(?:at|to|à|au|aux|en|a[lo]?)\s(?:the\s|l['’]|la\s|el\s|o\s)?(?P<event>[^.;:]{5,140})"
)
_FIRST_IDEOGRAPH = "\u2e80"
_LONGEST_IDEOGRAPHS = 20
_HOUSES = tuple("出版社 出版 书局 書局 书店 書店 书社 印书馆 書房 新書 文庫 출판사".split())
_LIST_END = re.compile(r",?\s(?:and|&|et|und|y|e)\s[^\W\d_a-z][\w\s]{2,30}$")
_FINAL_VOLUME = re.compile(r"(.*[^\d\s,.])[,.]?\s(\d{1,4})")
_TITLE_MARK = re.compile(r"[?!;“”]")
_REPORT = re.compile(r"(Tech(?:nical|\.)\s[Rr]ep(?:ort|\.))(?=[.,:]?\s|$)")
_GENRE_END = re.compile(r"[.,;:]\s|\s\(")
_MEETING_WORDS = 14
_MOST_WORDS = 8  # of a periodical that is not known
_CITED = frozenset({"volume", "issue"})
_JOINERS = frozenset("of the and in for & de la du des et y e der und".split())
_NUMBERED = frozenset(
    """
    Agenda Annex Appendix Article Band Bericht Booklet Chapter Circular Document Heft Level Module Note Paper Part
    Phase Project Report Series Stage Step Strategy Table Target Teil Tome Tomo Type Unit Version Vision Volume
    """.split()
)
"""Last words of what has a number and is no periodical."""
_GENRE_WORDS = 4  # beside the first


def understand(text: str, tail: Tail, *, after_edition: bool = False) -> Split | None:
    """What a text after the title is: container, place and publisher, or publisher; None for nothing known."""
    date, rest = lead_date(text.strip(" .,;"))
    if text.endswith(".") and ABBREVIATED.search(rest):
        rest += "."
    if date and tail.date and date.year != tail.date.year:
        return None
    if not rest:
        return Split("", 0.9, date=date) if date else None
    for mark, rule in _RULES:
        found = rule(rest, tail) if mark in rest else None
        if found:
            return msgspec.structs.replace(found, date=date) if date else found
    if rest[0] >= _FIRST_IDEOGRAPH and is_ideographic(rest[0]):
        return _in_ideographs(rest)
    words = rest.split()
    if after_edition and len(words) <= 3 and rest[0].isupper():
        return Split("", 0.9, {"publisher-place": rest})
    return None


def _in_ideographs(text: str) -> Split | None:
    """ "清华大学出版社", "计算机研究与发展": a publisher, told by its last characters, or a periodical."""
    if len(text) > _LONGEST_IDEOGRAPHS or not all(map(is_ideographic, text)):
        return None
    return Split("", 0.9, {"publisher" if text.endswith(_HOUSES) else "container-title": text})


def _in_container(text: str, tail: Tail) -> Split | None:
    found = read_container(text, tail, read_imprint)
    if not found:
        return None
    fields, names, quality = found
    dated = BEFORE_IMPRINT.fullmatch(fields["container-title"]) if tail.date is None else None
    if dated:
        fields = {**fields, "container-title": dated[1]}
    return Split("", quality, fields, names, date=read_date(dated[2]) if dated else None)


def _genre_and_school(text: str, _tail: Tail) -> Split | None:
    """ "PhD thesis. School", "Thèse de doctorat, School, Place": a genre and who published it."""
    credit = read_credit(text) if text[:1].islower() else None
    if (
        credit and credit.variable != "author"
    ):  # "documentary by Otto Lindqvist", "directed by Otto Lindqvist"
        fields = {"genre": credit.genre} if credit.genre else {}
        kind = credit.type or ("motion_picture" if credit.variable == "director" else "")
        return Split("", 0.98, fields, {credit.variable: credit.names.names}, type=kind)
    report = _REPORT.match(text) if text.startswith("Tech") else None
    end = _GENRE_END.search(text)
    genre = report[1] if report else text[: end.start()] if end else text
    if genre.count(" ") > _GENRE_WORDS:
        return None
    kind = "report" if report else genre_type(genre)
    if not kind and genre.endswith(" thesis"):
        kind = genre_type(genre.removesuffix(" thesis"))
    if not kind:
        return None
    school = text[len(genre) :].strip(" .,;:()")
    reported = report or (
        kind == "report" and " " in genre and has_organisation_word(school.partition(",")[0])
    )
    if kind != "thesis" and not reported and not text[0].islower():
        return None
    if is_named_periodical(school):
        return Split("", 0.98, {"genre": genre, "container-title": school}, type=kind)
    fields = {"genre": genre, **(publisher_fields(school.split(", ")) if school else {})}
    return Split("", 0.98, fields, type=kind) if not boundaries(school) else None


def _presented(text: str, _tail: Tail) -> Split | None:
    """ "Paper presented at the Eurosoil Conference, Freiburg, Germany": an event and its place."""
    match = _PRESENTED.fullmatch(text)
    if not match:
        return None
    event, _, place = match["event"].partition(", ")
    fields = {"genre": match["genre"], "event-title": event, **({"event-place": place} if place else {})}
    return Split("", 0.99, fields, type="paper-conference")


def _meeting(text: str, tail: Tail) -> Split | None:
    """ "37th International Geological Congress (IGC), Busan, Korea": a conference and where it was, without "In"."""
    name, comma, place = text.partition(", ")
    if not (comma or "publisher-place" in tail.fields) or text[0].islower() or not is_meeting(name):
        return None
    if is_known_publisher(name):
        return None  # "Actes Sud"
    fits = len(name.split()) <= _MEETING_WORDS and not boundaries(text) and not place[:1].islower()
    if not fits or place.count(", ") > 1 or any(map(str.isdigit, place)):
        return None
    return Split("", 0.96, {"container-title": name, **({"event-place": place} if place else {})})


def _journal_and_publisher(text: str, tail: Tail) -> Split | None:
    """ "Soil and Tillage Research, Elsevier": a periodical known by name and its publisher, as HAL cites."""
    journal, comma, publisher = text.partition(", ")
    if not comma or not tail.in_periodical or is_named_periodical(text) or not is_named_periodical(journal):
        return None
    if not publisher[0].isupper():
        return None
    return Split("", 0.96, {"container-title": journal, "publisher": publisher})


def _container(text: str, tail: Tail) -> Split | None:
    """A periodical: known by name, told by numbers at the end, or a newspaper before a day."""
    title, numbered = _final_volume(text, tail)
    if numbered and (is_periodical(title) or _is_spelled_large(title)):
        return Split("", 0.95, {"container-title": title, **numbered})
    if outer_quotes(text) and tail.in_periodical:
        return Split("", 0.95, {"container-title": unquote(text)})
    named = is_named_periodical(text) or ("," in text and _names_subjects(text))
    known = named or ("," not in text and is_periodical(text))
    daily = _is_daily(text, tail)
    placed = "publisher-place" in tail.fields and not (named or daily)
    counted = "number-of-pages" in tail.fields and "volume" not in tail.fields
    if (
        placed
        and not known
        and "page" in tail.fields
        and _CITED.isdisjoint(tail.fields)
        and not PUBLISHER_WORD.search(text)
    ):
        counted = tail.fields["page"].isdigit()  # "Title. Subtitle. Bonn, S. 12"
    if not (tail.in_periodical or (known and not placed) or daily) or counted:
        return None
    last = text.rpartition(", ")[2] if not named and ", " in text else ""
    if last and (is_named_periodical(last) or last.partition(" ")[0].casefold() in LEADING_WORDS):
        return None  # "Evidence from 400 farms, Global Change Biology"
    if not (known or (text[0].isalpha() and not text[0].islower())) or not _could_be_container(text):
        return None
    in_volume = "volume" in tail.fields or "page" in tail.fields
    quality = 0.95 if in_volume or named else 0.85 if daily else 0.8
    quality -= 0.1 if ", " in text and not known else 0.0
    quality -= 0.2 if not (known or numbered or "volume" in tail.fields) and _names_place(text) else 0.0
    if not known and YEARLIKE.fullmatch(text[-4:]) and "volume" not in tail.fields:
        quality -= 0.4  # "Ergebnisse einer Veranstaltung vom 6. Dezember 2013": no periodical ends so
    words = text.split()
    if not known and len(words) > 3 and sum(not word[0].islower() for word in words) < 0.3 * len(words):
        quality -= 0.25
    return Split("", quality, {"container-title": title if numbered else text, **numbered})


def _names_subjects(text: str) -> bool:
    """Whether a name begins as periodicals do, and goes on with a list: "Journal of Land, Soil, and Water"."""
    told = any(word in LEADING_WORDS for word in text.casefold().split(maxsplit=2)[:2])
    return told and _LIST_END.search(text) is not None


def _is_spelled_large(text: str) -> bool:
    """Whether a text before a number is spelled as periodicals' names are, and no part of a work: "Mires and Peat"."""
    words = text.split()
    large = sum(word[0].isupper() for word in words)
    small = all(word[0].isupper() or word in _JOINERS for word in words)
    told = text.isascii() and "," not in text and words[-1] not in _NUMBERED
    return small and told and large > 1 and len(words) <= _MOST_WORDS and not boundaries(text)


def _names_place(text: str) -> bool:
    """Whether a place of publication stands between commas: "Title, Bologna, il Mulino" is no periodical."""
    return ", " in text and any(is_place(part) for part in text.split(", ")[1:])


def _final_volume(text: str, tail: Tail) -> tuple[str, dict[str, str]]:
    """A text without the volume at its end, and that volume where none is known."""
    volume = _FINAL_VOLUME.fullmatch(text) if text[-1].isdigit() else None
    if not volume or "volume" in tail.fields or YEARLIKE.fullmatch(volume[2]):
        return text, {}
    return volume[1].rstrip(","), {"volume": volume[2]}


def _is_daily(text: str, tail: Tail) -> bool:
    """Whether a text before a day can be a newspaper: few words, none of them an organisation's."""
    day = tail.date is not None and len(tail.date.start) == 3
    return day and len(text.split()) <= 5 and not has_organisation_word(text)


def _could_be_container(text: str) -> bool:
    """Whether a text is short, without marks of a title, and no sentence ends in it but abbreviations."""
    words = text.split()
    if len(words) > 14 or _TITLE_MARK.search(text):
        return False
    if PUBLISHER_WORD.match(text) and not is_periodical(text):
        return False  # "Ed. Ceres"
    ends = len(boundaries(text))
    return not ends or ends <= sum(word[-1] == "." and word[0].isupper() for word in words if len(word) <= 11)


_RULES: tuple[tuple[str, Callable[[str, Tail], Split | None]], ...] = (
    ("", read_place_etc),
    ("hez ", read_chez),
    ("", _in_container),
    ("", _genre_and_school),
    ("resent", _presented),
    (":", read_place_and_publisher),
    ("", read_places_by_comma),
    ("(", read_place_before_bracket),
    ("", _meeting),
    (", ", _journal_and_publisher),
    ("", read_school),
    ("", _container),
    ("", read_publisher),
)
"""The rules for what follows a title, the surest first, each with what a text has that it can read."""
