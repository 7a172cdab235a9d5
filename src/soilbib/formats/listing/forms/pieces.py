"""Titles without quotes whose facts follow piece by piece, in any order: "Title, Jane Doe, Arte, 12 May 2019".

The pieces stand between commas or full stops. They are read from the end: a date, persons, whom a word credits, a
periodical, a body, a kind of work, a place. The title is what stands before the first piece that says nothing.
"""

from __future__ import annotations

import re

import msgspec
from msgspec import Struct

from soilbib.formats.listing.parts.classify import (
    genre_type,
    phrase_type,
    read_date,
    split_final_date,
    split_genre,
)
from soilbib.formats.listing.parts.credits import Credit, read_credit
from soilbib.formats.listing.parts.cuts import boundaries, commas
from soilbib.formats.listing.parts.editors import editor_mark
from soilbib.formats.listing.parts.imprints import PUBLISHER_WORD
from soilbib.formats.listing.parts.names import Names, is_certain_list, read_names
from soilbib.formats.listing.parts.numbers import PAGE_COUNT
from soilbib.formats.listing.parts.segments import outer_quotes, starts_quoted, unquote, without_stop
from soilbib.formats.listing.parts.small_words import could_be_persons
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import (
    PLACES,
    is_given,
    is_known_organisation,
    is_known_publisher,
)
from soilbib.formats.listing.vocabulary.words import is_named_periodical, is_periodical
from soilbib.model import Date, Name
from soilbib.model.names import has_organisation_word, is_initials, is_office

_MOST = 10  # pieces
_LONGEST = 90  # characters of a piece
_LONGEST_BODY = 12  # words
_LONGEST_NAME = 5
_MOST_OF_HOUSE = 3
_LONGEST_SHORT = 5  # characters of a word that is cut, with its full stop: "Inc."
_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ\d-]{2,9}")
_QUOTE_ENDS = '”»"“'
_KIND_BRACKET = re.compile(r"\s[(\[]([^()\[\]\d]{3,20})[)\]]$")
_BRACKET = re.compile(r"(?P<head>[^()]+)\s\((?P<house>[^\W\d_a-z][^()]{2,40})\)")
_LED = re.compile(  # "Title edited by Jane Doe", of a list that goes on
    r"\s(?:by|par|por|von|sous la dir\S*\sde|a cura di)\s[^\W\d_a-z][\w.’-]+(?:\s[^\W\d_][\w.’-]*)+$"
)


class Pieces(Struct, frozen=True):
    """What the pieces behind a title say, those that are read last in front."""

    persons: tuple[Name, ...] = ()
    truncated: bool = False
    bodies: tuple[str, ...] = ()
    people: dict[str, tuple[Name, ...]] = {}
    date: Date | None = None
    fields: dict[str, str] = {}
    type: str = ""
    closed: bool = False


def read_pieces(text: str) -> Reading | None:
    """ "Title, Date, Person", "Title, Person, Body, Year", "Title, a film by Person, Year" and the like."""
    cuts = sorted({*commas(text), *boundaries(text)})[-_MOST:] if not starts_quoted(text) else []
    found, end = Pieces(), len(text)
    while cuts:
        start = cuts.pop()
        if cuts and text[start:end].strip(" ,.").isdigit() and read_date(text[cuts[-1] : end]):
            start = cuts.pop()  # "May 7, 2022"
        piece = text[start:end].strip(" ,;")
        more = _take(found, piece)
        if not more and end == len(text) and cuts and read_date(text[cuts[-1] : start].strip(" ,.")):
            more = _take_house(piece.rstrip("."))
        if not more and cuts and editor_mark(text[cuts[-1] : start].rstrip(" ,.")):
            more = _take_house_behind(found, piece)
        if not more:
            break
        found, end = more, start
    title = text[:end].rstrip(" ,;")
    return _reading(title if title[-1:] in "?!" else title.rstrip(" ."), found) if end < len(text) else None


def _take(found: Pieces, piece: str) -> Pieces | None:
    """What is known with one more piece; None where it says nothing that is not known yet."""
    if not piece.strip(" .") or len(piece) > _LONGEST:
        return None
    date = read_date(piece)
    if date:
        return None if found.date else _with(found, date=date)
    if (found.date is None and piece[-1:].isdigit()) or piece.endswith(")"):
        head, date = split_final_date(piece)
        if date and head.strip(" ,"):
            more = _take(found, head)
            return None if more is None or more.date else _with(more, date=date)
    known = _take_fact(found, piece.rstrip(".")) or _take_names(found, piece)
    bracket = _BRACKET.fullmatch(piece) if known is None and piece.endswith(")") else None
    more = _take_names(found, bracket["head"]) if bracket else None
    if bracket and more and more.persons != found.persons and "publisher" not in found.fields:
        return _with(more, fields={**more.fields, "publisher": bracket["house"]})  # "Jane Doe (Moor Books)"
    return known


def _take_house(piece: str) -> Pieces | None:
    """A publisher that nothing but the year before it tells: "Title, Jane Doe, 2020, Lecturis"."""
    words = piece.split()
    told = 0 < len(words) <= _MOST_OF_HOUSE and all(word.isalpha() and word[0].isupper() for word in words)
    return Pieces(fields={"publisher": piece}) if told else None


def _take_house_behind(found: Pieces, piece: str) -> Pieces | None:
    """A publisher that nothing but the editors before it and the year behind it tell: "X et Y (dir.), ARF, 1989"."""
    house = _take_house(piece.replace("-", "").replace("’", "").replace("'", ""))
    free = found.date and not found.persons and "publisher" not in found.fields
    return _with(found, fields={**found.fields, "publisher": piece}) if house and free else None


def _take_fact(found: Pieces, piece: str) -> Pieces | None:
    """A kind of work, a number of pages, a periodical, a place, a publishing house."""
    thesis = genre_type(piece) == "thesis"
    kind = "thesis" if thesis else phrase_type(piece) if piece[0].islower() else ""
    count = PAGE_COUNT.fullmatch(piece)
    for said, variable in (
        (kind, "genre"),
        (count, "number-of-pages"),
        (is_named_periodical(piece), "container-title"),
        (piece in PLACES, "publisher-place"),
        (is_known_publisher(piece) or (PUBLISHER_WORD.search(piece) and piece[0].isupper()), "publisher"),
    ):
        if said:
            value = count[1] if count else piece
            fields = {**found.fields, variable: value}
            return None if variable in found.fields else _with(found, fields=fields, type=found.type or kind)
    return None


def _take_names(found: Pieces, piece: str) -> Pieces | None:
    """Whom a word credits, persons in full, or a body."""
    credit = read_credit(without_stop(piece))
    if credit:
        return _take_credit(found, credit)
    if is_known_organisation(piece) or _ACRONYM.fullmatch(piece) or _is_office(piece):
        ended = piece.endswith(".") and len(piece.rsplit(maxsplit=1)[-1]) > _LONGEST_SHORT
        return _with(found, bodies=(piece[:-1] if ended else piece, *found.bodies))
    mark = editor_mark(piece) if piece.endswith((")", ").")) else None
    listed = piece[: mark.start()] if mark else piece
    names = read_names(listed) if could_be_persons(listed) else Names()
    if found.closed or not names.sure or is_periodical(piece):
        return None
    known = [_is_person(name) for name in names.names]
    if not (all(known) or ((found.persons or any(known)) and all(map(_is_plain, names.names)))):
        return None
    if mark:
        return _with(found, people={**found.people, "editor": names.names}, closed=True)
    return _with(found, persons=(*names.names, *found.persons), truncated=found.truncated or names.truncated)


def _take_credit(found: Pieces, credit: Credit) -> Pieces | None:
    fields = {**found.fields, **({"genre": credit.genre} if credit.genre else {})}
    known = _with(found, fields=fields, type=found.type or credit.type)
    if credit.variable != "author":
        return _with(known, people={**found.people, credit.variable: credit.names.names})
    return None if found.persons else _with(known, persons=credit.names.names)


def _with(found: Pieces, **changes: object) -> Pieces:
    """A copy with some things changed; persons that something stands before are all of them."""
    closed = found.closed or (bool(found.persons) and "persons" not in changes)
    return msgspec.structs.replace(found, **{"closed": closed, **changes})


def _is_person(name: Name) -> bool:
    """Whether a name is a person's in full, whose given name is known and whose family name is none."""
    words = name.display.split()
    if not name.family or not name.given or not PLACES.isdisjoint(words[1:]) or len(words) > _LONGEST_NAME:
        return False
    return is_given(words[0]) or (is_initials(words[0]) and is_given(words[1]))


def _is_plain(name: Name) -> bool:
    """Whether a name beside persons that are known can be one more: two or three words, none of a body's or a place."""
    words = name.display.split()
    full = bool(name.family and name.given) and len(words) <= _LONGEST_NAME
    return full and PLACES.isdisjoint(words) and not has_organisation_word(name.display)


def _is_office(piece: str) -> bool:
    """Whether a piece names a kind of organisation with its first words, or with capitals throughout."""
    words = piece.split()
    if not words or not words[0][0].isupper() or len(words) > _LONGEST_BODY:
        return False
    capitals = all(word[0].isupper() for word in words if len(word) > 3)
    return is_office(words[0]) or (capitals and len(words) > 1 and any(map(is_office, words)))


def _reading(title: str, found: Pieces) -> Reading | None:
    """The reading, where somebody is named and the title is no list of names."""
    named = bool(found.persons or found.people)
    told = bool(found.bodies or found.type or "container-title" in found.fields) and found.date
    if not (named or told) or is_certain_list(title):
        return None
    if " | " in title:
        return None  # a bar parts more than a comma
    short = len(title.split()) < (1 if found.date else 3)
    body = not named and (_is_office(title) or is_known_organisation(title) or title.isupper())
    if short or body or not title[:1].isalnum() or _LED.search(title):
        return None
    authors, fields = found.persons, dict(found.fields)
    bodies = ", ".join(found.bodies)
    alone = not named and fields.keys().isdisjoint({"publisher", "publisher-place"})
    if bodies and alone and found.type != "thesis":
        authors = (Name(literal=bodies),)
    elif bodies:
        fields["publisher"] = f"{bodies}, {fields['publisher']}" if "publisher" in fields else bodies
    led = split_genre(title) if title[-1] in _QUOTE_ENDS else None
    if led and outer_quotes(led[2]):  # "Rapport « Title », Body, 2016"
        fields, title = {"genre": led[0], **fields}, led[2]
        found = _with(found, type=found.type or led[1])
    bracket = _KIND_BRACKET.search(title) if title.endswith((")", "]")) else None
    if bracket and genre_type(bracket[1]):  # "Title (film), Jane Doe"
        fields, title = {"genre": bracket[1], **fields}, title[: bracket.start()]
        found = _with(found, type=found.type or genre_type(bracket[1]))
    if "publisher-place" in fields and not found.type and "director" in found.people:
        people = dict(found.people)  # "Title, dir. Jane Doe, Paris, Seuil, 1975"
        found = _with(found, people={"editor": people.pop("director"), **people})
    kind = found.type or ("motion_picture" if "director" in found.people else "")
    score = 0.73 if named else 0.66
    return Reading(
        "pieces", unquote(title), score, authors, found.truncated, found.date, fields, found.people, type=kind
    )
