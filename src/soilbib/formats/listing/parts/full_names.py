"""Lists of persons in full, the commonest of all names: "Jane Doe, Ann Mary Roe & John Poe", "Doe, Jane; Roe, Ann".

Nothing in them needs weighing, so that they are told by their words alone; all other lists are read by `names`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from soilbib.formats.listing.parts.organisations import CAMEL, NO_FAMILIES, is_polity
from soilbib.formats.listing.vocabulary.gazetteer import is_known_organisation
from soilbib.model import Name
from soilbib.model.name_words import CAPITAL_PARTICLES, PARTICLES, SUFFIXES
from soilbib.model.names import has_organisation_word

_JOINER = re.compile(r",?\s(?:and|&|et|und|y)\s")
_WORD = re.compile(r"(?:[DO]['’])?[^\W\d_a-z][^\W\d_]*[a-z][^\W\d_]*(?:-[^\W\d_]+)*")
_LONGEST = 300
_TELLING = (
    SUFFIXES
    | PARTICLES
    | {word.lower() for word in CAPITAL_PARTICLES}
    | frozenset(
        """
        by par por the die das inc ltd corp gov dept univ dr drs prof mr mrs mme mlle herr frau minister ministre
        ministro président president directeur directrice director secretary professor professeur journalist
        journaliste sénateur sénatrice député chercheur chercheuse col cols coll collab colab collaborateurs
        collaboratori collaborators collègues colleagues colaboradores others otros altri outros andere autres kol stadt
        kanton landkreis freistaat région región região
        """.split()
    )
)
"""Words with a meaning of their own beside names, lower case."""


def split_full_names(text: str) -> tuple[Name, ...] | None:
    """The persons of a list whose names have two or three plain words each; None for every other text."""
    first = text.partition(" ")[0]
    inverted = first.endswith(",")
    if not _is_plain(first[:-1] if inverted else first) or len(text) > _LONGEST:
        return None
    bare = text[:-1] if text[-1] == "." and text[-4:-1].isalpha() else text
    if inverted:
        pieces = _inverted_pieces(bare)
    else:
        people, *last = _JOINER.split(bare)
        pieces = [*people.split(", "), *last] if len(last) < 2 else []
    names = [_plain_name(piece) for piece in pieces]
    return tuple(filter(None, names)) if pieces and all(names) else None


def _inverted_pieces(text: str) -> list[str]:
    """The names of "Doe, Jane; Roe, Ann", "Doe, Jane & Roe, Ann" and "Doe, Jane, Ann Roe & John Poe"; else none."""
    if ";" in text:
        return text.split("; ")
    people, *last = _JOINER.split(text)
    parts = people.split(", ")
    behind = last[0].split(", ") if last else []
    others = [*parts[2:], *behind]
    if len(last) > 1 or len(parts) < 2:
        return []
    if len(behind) < 2 and all(" " in part for part in others):
        return [f"{parts[0]}, {parts[1]}", *others]
    if len(parts) % 2 or len(behind) % 2 or any(" " in part for part in others[::2]):
        return []
    return [f"{family}, {given}" for family, given in pairwise([*parts, *behind])][::2]


@lru_cache(maxsize=4096)
def _plain_name(text: str) -> Name | None:
    """ "Jane Doe" or "Doe, Jane": two or three plain words; None for every other text."""
    family, inverted, given = text.partition(", ")
    if not inverted:
        given, _, family = text.rpartition(" ")
    words = [family, *given.split(" ")]
    if not 2 <= len(words) <= 3 or not all(map(_is_plain, words)) or _is_organisation(f"{given} {family}"):
        return None
    return None if inverted and is_known_organisation(family) else Name(family=family, given=given)


def _is_organisation(person: str) -> bool:
    first = person.partition(" ")[0]
    return (
        is_known_organisation(person)
        or is_polity(person)
        or is_known_organisation(first)
        or person.rpartition(" ")[2] in NO_FAMILIES
    )


@lru_cache(maxsize=8192)
def _is_plain(word: str) -> bool:
    """Whether a word is capitalised, of letters only, and can be nothing but a part of a person's name."""
    plain = _WORD.fullmatch(word) and word[0].isupper() and not CAMEL.match(word)
    return bool(plain) and word.lower() not in _TELLING and not has_organisation_word(word)
