"""What stands between title and end: container, place and publisher; and where the title ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from soilbib.formats.listing.classify import genre_type
from soilbib.formats.listing.gazetteer import PLACES
from soilbib.formats.listing.names import read_names
from soilbib.formats.listing.segments import depth_map, unquote
from soilbib.formats.listing.tail import EDITION_WORD, YEARLIKE, Tail, lead_date, peel
from soilbib.formats.listing.words import is_periodical
from soilbib.model import Date, Name
from soilbib.model.names import has_organisation_word

_PLACE_ETC = re.compile(r"([A-ZÀ-Þ][\w’'-]+(?:[\s/-][A-ZÀ-Þ][\w’'-]+)?\s(?:u\.\s?a\.?|\[?etc\.?\]?))")
_SERIES_IN_TITLE = re.compile(r"^(.{5,}?)\s\(([^()]{5,80}?)\s(\d[\d,./]*)\)$")
_MID_EDITION = re.compile(
    rf"[.,;]\s*(\d{{1,2}})(?:\.|st|nd|rd|th|e|ème)?\s?{EDITION_WORD}\b\.?[,.]?\s+", re.IGNORECASE
)
_PLACE_PUBLISHER = re.compile(r"([A-ZÀ-ÞА-Я\[][^:“”«»()?!]{1,45}?)\s?:\s?(\S.{1,140})")
_BOUNDARY = re.compile(r"\s(?=(?:In|Dans):\s)|[.?!]+[\"”»)]?\s+(?=[\"“«(\[‘]?(?:[^\W_a-zà-ÿа-я]|[a-z]{3,}))")
_ABBREVIATIONS = frozenset(
    "vs st dr mr mrs ms prof no nr vol pt ed eds al ca cf av apr bzw ggf usw etc inc ltd dept fig approx resp "
    "bd jr sr p pp s "
    "ch sect coll éd perf dir jan feb mar aug sept oct nov dec".split()
)
_IN = re.compile(r"(?:[Ii]n|[Dd]ans|[Ee]n)\s?(:?)\s+(?=[“«\"A-ZÀ-Þ])")
_FINAL_BRACKET = re.compile(r"\s\(([^()]{3,60})\)$")
_PLACE_MARKS = re.compile(r"[\s,;&]+")
_PLACE_STOP = re.compile(r"\b(?:St|Mt|Ft|D\.C|[A-Z])\. ")
_LAST_TOKEN = re.compile(r"([\w’'-]+)[.?!]+[\"”»)]?\s*$")
_FINAL_VOLUME = re.compile(r"(.*[^\d\s,.])[,.]?\s(\d{1,4})")
PUBLISHER_WORD = re.compile(
    r"\b(?:[Pp]ress|[Vv]erlag|[ÉEée]ditions?|[ÉEée]d\.(?=\s)|[Pp]ublish\w+|[Pp]resses|Books|Springer|Elsevier"
    r"|Wiley|Editorial|Edizioni|[Ww]ydawnictwo|Издателство|изд\.|[Nn]akladatelství)(?!\w)"
)
"""Words that only a publisher's name has."""


_GENRE_BRACKET = re.compile(r"\s[(\[]([^()\[\]]{3,60})[)\]]$")
_GENRE_MID = re.compile(r"\s[(\[]([^()\[\]]{3,60})[)\]]\.\s(?=[^\W\d_a-z])")
_COMMA = re.compile(r",\s+")
_REPORT_NUMBER = re.compile(
    r"(.{5,}?[.?!])\s((?:[^.\d]{2,60}\s)?(?:Report|Paper|Bulletin|Rapport|Bericht|Series|Circular|Informe|Documento|Texte"
    r"|Cahier|Studies|Memo|Publication|Handbook)s?,?)\s(?:[Nn]o\.?|[Nn]r\.?|[Nn][°º]|#)?\s?(\d[\w./-]*)$"
)
_ACRONYM = re.compile(r"[A-ZÀ-Þ]{2,8}\d{0,3}")
_DASH_PLACE = re.compile(r"\s[–—-]\s(?=([^,:]{3,25})[,:]\s)")
_EDITORS = re.compile(
    r"(?P<names>[^()]{3,200}?)\s?\((?:[Ee]ds?|[Éé]ds?|[Hh]rsg|[Hh]g|[Dd]irs?|[Cc]oords?|[Oo]rgs?|a cura di)"
    r"\.?\)[.,:;]*\s+"
)


class Split(Struct, frozen=True):
    """A title, what the rest after it says, and how well the rest is understood (0..1)."""

    title: str
    quality: float
    fields: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    note: str = ""
    type: str = ""
    date: Date | None = None


@lru_cache(maxsize=256)
def boundaries(text: str) -> tuple[int, ...]:
    """The starts of what follows a sentence's end outside quotes and brackets, abbreviations and initials apart."""
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
    return tuple(found[:25])


def commas(text: str) -> tuple[int, ...]:
    """Where something follows a comma outside quotes and brackets."""
    inside = depth_map(text)
    return tuple(match.end() for match in _COMMA.finditer(text) if not inside[match.start()])[:25]


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
    named = _named_genre(text)
    if named:
        return named
    best = Split(text.strip(" .,"), _untouched(tail))
    dashes = tuple(match.end() for match in _DASH_PLACE.finditer(text) if match[1].strip() in PLACES)
    for cuts, handicap in ((dashes, 0.0), (boundaries(text), 0.0), (commas(text) if by_comma else (), 0.15)):
        for cut in cuts:
            rest = understand(text[cut:], tail)
            if rest and rest.quality - handicap > best.quality + 0.01 and len(text[:cut].strip()) > 3:
                title = (
                    text[:cut].rstrip(" ,")
                    if text[:cut].rstrip()[-1:] in "?!"
                    else text[:cut].rstrip(" .,–—-")
                )
                best = Split(
                    title, rest.quality - handicap, rest.fields, rest.names, rest.note, date=rest.date
                )
        if best.quality >= 0.85 and best.fields:
            break
    return _take_series(_take_genre(best))


def _take_genre(split: Split) -> Split:
    """Take a genre in brackets off the end of the title, a school after it being the publisher."""
    bracket = _GENRE_BRACKET.search(split.title)
    if not bracket:
        return split
    genre, _, school = bracket[1].partition(", ")
    kind = genre_type(genre)
    if not kind:
        return split
    fields = {**split.fields, "genre": genre, **({"publisher": school} if school else {})}
    title = split.title[: bracket.start()]
    return Split(title, split.quality, fields, split.names, split.note, kind, split.date)


def _take_series(split: Split) -> Split:
    """Take "(Series 12)" or "Report No 5" off the end of the title, where what follows it is understood."""
    if not split.fields or not split.fields.keys().isdisjoint({"collection-title", "collection-number"}):
        return split
    match = _REPORT_NUMBER.match(split.title) or _SERIES_IN_TITLE.match(split.title)
    if not match:
        return split
    fields = {
        **split.fields,
        "collection-title": match[2].strip(),
        "collection-number": match[3].rstrip(",."),
    }
    title = match[1].rstrip(".")
    return Split(title, split.quality, fields, split.names, split.note, split.type, split.date)


def _named_genre(text: str) -> Split | None:
    """ "Title (Doctoral dissertation). University, Place": what follows the genre in brackets is who published it."""
    match = _GENRE_MID.search(text)
    kind = genre_type(match[1]) if match else ""
    if not match or not kind or match.start() < 4:
        return None
    parts = [part for part in text[match.end() :].strip(" .,").split(", ") if part]
    if any(len(part.split()) > 8 for part in parts):
        return None
    fields = {"genre": match[1], **({"publisher": parts[0]} if parts else {})}
    if parts[1:]:
        fields["publisher-place"] = ", ".join(parts[1:])
    return Split(text[: match.start()], 0.95, fields, type=kind)


def _untouched(tail: Tail) -> float:
    """How well it is understood that all is title: badly where volume or pages wait for their periodical."""
    if tail.in_periodical and "number-of-pages" not in tail.fields:
        return 0.6
    return 0.8 if tail.fields or tail.date else 0.4


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
        _places_by_comma,
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
    match = _IN.match(text)
    if not match:
        return None
    body, editors = _container_editors(text[match.end() :])
    for cut in boundaries(body):
        rest = _place_and_publisher(body[cut:].strip(" .,"), tail) or _publisher(
            body[cut:].strip(" .,"), tail
        )
        if rest:
            container, more = _container_bracket(body[:cut].strip(" .,"))
            return Split("", 1.0, {**rest.fields, **more, "container-title": unquote(container)}, editors)
    volume = _FINAL_VOLUME.fullmatch(body)
    fields = {"container-title": unquote(body)}
    if volume and "volume" not in tail.fields and not YEARLIKE.fullmatch(volume[2]):
        fields = {"container-title": volume[1].rstrip(","), "volume": volume[2]}
    else:
        container, more = _container_bracket(fields["container-title"])
        fields = {**more, "container-title": container}
    return Split("", 1.0 if match[1] or editors or len(body.split()) < 14 else 0.6, fields, editors)


def _container_editors(text: str) -> tuple[str, dict[str, tuple[Name, ...]]]:
    """Take the editors off the front of "R. Jones & L. Hill (Eds.), Handbook"."""
    match = _EDITORS.match(text)
    names = read_names(match["names"].strip(" ,")) if match else None
    if match and names and names.score >= 0.7:
        return text[match.end() :], {"editor": names.names}
    return text, {}


def _container_bracket(text: str) -> tuple[str, dict[str, str]]:
    """Take edition, volume and pages in brackets off the end of "Handbook (2nd ed., pp. 120–144)"."""
    match = _FINAL_BRACKET.search(text) if text.endswith(")") else None
    inside = peel(match[1]) if match and any(char.isdigit() for char in match[1]) else None
    if match and inside and inside.fields and not inside.text.strip(" ,."):
        return text[: match.start()], inside.fields
    return text, {}


def _place_and_publisher(text: str, tail: Tail) -> Split | None:
    match = _PLACE_PUBLISHER.fullmatch(text)
    if not match or (tail.in_periodical and "volume" in tail.fields):
        return None
    place, publisher = match[1].strip(), match[2].strip()
    words = [word for word in _PLACE_MARKS.split(place) if word]
    if len(words) > 5 or not all(
        word[0].isupper() or word in ("and", "et", "und", "u.a.", "[etc.]") for word in words
    ):
        return None
    if ". " in place.rstrip() and not _PLACE_STOP.search(place):
        return None
    return Split("", 1.0, {"publisher-place": place, "publisher": publisher.rstrip(" .,")})


def _places_by_comma(text: str, tail: Tail) -> Split | None:
    """ "Roma, Donzelli", "Wydawnictwo PWN, Warszawa", "Oxford, Oxford University Press": a known place at one end."""
    first, comma, last = text.partition(", ")
    if not comma:
        known = text in PLACES and tail.date is not None and not tail.in_periodical
        return Split("", 0.9, {"publisher-place": text}) if known else None
    if tail.in_periodical or len(text.split()) > 12 or any(mark in text for mark in "?!;:“”«»"):
        return None
    if first in PLACES and len(last.split()) <= 8 and last[0].isupper() and ", " not in last:
        return Split("", 0.97, {"publisher-place": first, "publisher": last})
    publisher, _, place = text.rpartition(", ")
    if (
        place in PLACES
        and publisher[0].isupper()
        and len(publisher.split()) <= 6
        and not boundaries(publisher)
    ):
        capitals = sum(word[0].isupper() for word in publisher.split()) / len(publisher.split())
        if ", " not in publisher and (capitals >= 0.5 or PUBLISHER_WORD.search(publisher)):
            return Split("", 0.97, {"publisher": publisher, "publisher-place": place})
    return None


def _container(text: str, tail: Tail) -> Split | None:
    volume = _FINAL_VOLUME.fullmatch(text)
    if (
        volume
        and "volume" not in tail.fields
        and not YEARLIKE.fullmatch(volume[2])
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
    if volume and "volume" not in tail.fields and not YEARLIKE.fullmatch(volume[2]):
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
    if _ACRONYM.fullmatch(parts[0]) and tail.fields:
        return Split("", 0.97, _publisher_fields(parts))
    organisation = read_names(parts[0])
    if PUBLISHER_WORD.search(parts[0]) or (organisation.score >= 0.75 and not organisation.persons):
        certain = PUBLISHER_WORD.search(parts[0]) or has_organisation_word(parts[0].split()[0])
        return Split("", 0.97 if certain else 0.85, _publisher_fields(parts))
    small = [word for word in text.split() if word.islower()]
    short = len(words) <= 6 and len(small) < 2 and capitals == 1.0 and text[0].isupper()
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
