"""What stands between title and end: container, place and publisher; and where the title ends."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from soilbib.formats.listing.classify import genre_type
from soilbib.formats.listing.names import read_names
from soilbib.formats.listing.segments import depth_map, unquote
from soilbib.formats.listing.tail import EDITION_WORD, YEARLIKE, Tail, lead_date
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
    "ch sect art coll éd perf dir jan feb mar aug sept oct nov dec".split()
)
_LAST_TOKEN = re.compile(r"([\w’'-]+)[.?!]+[\"”»)]?\s*$")
_FINAL_VOLUME = re.compile(r"(.*[^\d\s,.])[,.]?\s(\d{1,4})")
PUBLISHER_WORD = re.compile(
    r"\b(?:[Pp]ress|[Vv]erlag|[ÉEée]ditions?|[ÉEée]d\.(?=\s)|[Pp]ublish\w+|[Pp]resses|Books|Springer|Elsevier"
    r"|Wiley|Editorial|Edizioni)(?!\w)"
)
"""Words that only a publisher's name has."""


class Split(Struct, frozen=True):
    """A title, what the rest after it says, and how well the rest is understood (0..1)."""

    title: str
    quality: float
    fields: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    note: str = ""
    type: str = ""
    date: Date | None = None


def boundaries(text: str) -> list[int]:
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
    if volume and "volume" not in tail.fields and not YEARLIKE.fullmatch(volume[2]):
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
