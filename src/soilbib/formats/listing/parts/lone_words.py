"""Lists without initials or given names to tell their parts: families alone, bodies with a slash between them."""

from __future__ import annotations

import re

from soilbib.formats.listing.parts.full_names import split_full_names
from soilbib.formats.listing.parts.organisations import CAMEL
from soilbib.formats.listing.vocabulary.gazetteer import is_given, is_known_organisation
from soilbib.model import Name
from soilbib.model.names import has_organisation_word, is_initials

_JOINT = re.compile(r",\s(?:(?:and|et|und|y|e|&)\s)?|\s(?:and|et|und|y|e|&)\s")
_WITHOUT_JOINTS = str.maketrans("", "", " ,&")
_JOINED = re.compile(
    r"[^\s,]+, [^\s,]+,? (?:and|et|und|y|e|&) [^\s,]+"
)  # no pair is joined to a family alone
_LAST_JOINER = re.compile(r"\s(?:&|and|et|und|y)\s")
_BODY = re.compile(r"[A-Z]{3,8}(?:-[^\W\d_]+)?")
_LONG_ENOUGH = 3  # letters of a family or a body that stands alone
_FEW_FAMILIES = 4
"""From how many single words on they are families alone, and no pairs of family and given name."""


def split_slashed(text: str) -> tuple[Name, ...]:
    """ "FiBL / IFOAM EU", "Jane Doe/SOIL FUND": bodies and persons with a slash between them, one body being told."""
    parts = [part.strip() for part in text.split("/")]
    if not all(part[:1].isupper() and "," not in part for part in parts):
        return ()
    if all(part.isalpha() and len(part) >= _LONG_ENOUGH and not is_given(part) for part in parts):
        return tuple(Name(literal=part) for part in parts)  # "Idele/Interbev"
    told = [bool(CAMEL.match(part) or _BODY.match(part) or has_organisation_word(part)) for part in parts]
    if not any(told) or any(is_initials(part.partition(" ")[0]) for part in parts):
        return ()
    return tuple(map(_full_or_body, parts))


def _full_or_body(text: str) -> Name:
    """A person in full whose given name is known, else a body."""
    people = split_full_names(text) if is_given(text.partition(" ")[0]) else None
    return people[0] if people and len(people) == 1 else Name(literal=text)


def split_slashed_families(text: str) -> tuple[Name, ...]:
    """ "Scheffer/Schachtschabel": two or three families, as German textbooks are cited."""
    parts = text.split("/")
    plain = all(part.isalpha() and part.istitle() and len(part) > _LONG_ENOUGH for part in parts)
    told = any(is_given(part) or has_organisation_word(part) or is_known_organisation(part) for part in parts)
    return tuple(Name(family=part) for part in parts) if plain and not told and len(parts) in (2, 3) else ()


def split_families(text: str) -> tuple[Name, ...]:
    """ "Giller, Hijbeek, Andersson, Sumberg": single words, none a given name, are families and not pairs."""
    if not text.translate(_WITHOUT_JOINTS).isalpha():
        return ()
    if text.count(", ") < _FEW_FAMILIES - 1 and not _JOINED.fullmatch(text):
        return ()
    parts = _JOINT.split(text)
    if not all(part.isalpha() and part.istitle() for part in parts):
        return ()
    if any(is_given(part) or has_organisation_word(part) or is_known_organisation(part) for part in parts):
        return ()
    return tuple(Name(family=part) for part in parts)


def is_office_of(text: str) -> bool:
    """Whether what follows a body and a comma is an office or place of it: nothing that can be a name by itself."""
    words = text.split()
    named = any(is_given(word) or is_initials(word) or has_organisation_word(word) for word in words)
    return not text or (
        text[0].isupper() and "," not in text and not named and not is_known_organisation(text)
    )


def closes_list(people: str, following: str) -> bool:
    """Whether a text behind a comma is no further name: "Ann Roe & Joe Doe, Farm Forum" has joined its last one."""
    *_, last = _LAST_JOINER.split(people)
    if (
        last == people
        or "," in last
        or any(map(str.isdigit, following))
        or not 2 <= len(following.split()) <= 8
    ):
        return False
    given = following.split(maxsplit=1)[0]
    told = (
        is_given(given)
        or is_initials(given)
        or has_organisation_word(following)
        or is_known_organisation(following)
    )
    return not told and following[0].isupper()
