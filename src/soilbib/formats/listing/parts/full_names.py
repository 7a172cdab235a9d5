"""Lists of persons in full, the commonest of all names: "Jane Doe, Ann Mary Roe & John Poe", "Doe, Jane; Roe, Ann".

Nothing in them needs weighing, so that they are told by their words alone; all other lists are read by `names`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from soilbib.formats.listing.parts.organisations import CAMEL, NO_FAMILIES, is_polity
from soilbib.formats.listing.vocabulary.gazetteer import is_known_organisation
from soilbib.model import Name
from soilbib.model.cut_lists import CUT_WORDS
from soilbib.model.name_words import CAPITAL_PARTICLES, PARTICLES, SUFFIXES
from soilbib.model.names import has_organisation_word

_JOINER = re.compile(r",?\s(?:and|&|et|und|y)\s")
_WORD = re.compile(r"(?:[DO]['’])?[^\W\d_a-z][^\W\d_]*[a-z][^\W\d_]*(?:-[^\W\d_]+)*")
_SHOUTED = re.compile(r"(?:[DO]['’])?[^\W\d_a-zß-öø-ÿ]{3,}(?:-[^\W\d_a-zß-öø-ÿ]{3,})*")
_INITIAL = re.compile(r"[A-Z]\.")
_LONGEST = 300
_TELLING = (
    SUFFIXES
    | PARTICLES
    | CUT_WORDS
    | {word.lower() for word in CAPITAL_PARTICLES}
    | frozenset(
        """
        by par por the die das inc ltd corp gov dept univ dr drs prof mr mrs mme mlle herr frau minister ministre
        ministro président president directeur directrice director secretary professor professeur journalist
        journaliste sénateur sénatrice député chercheur chercheuse stadt
        kanton landkreis freistaat région región região
        """.split()
    )
)
"""Words with a meaning of their own beside names, lower case."""


def split_full_names(text: str) -> tuple[Name, ...] | None:
    """The persons of a list whose names have two or three plain words each; None for every other text."""
    first = text.partition(" ")[0]
    inverted = first.endswith(",")
    begins = _is_family(first[:-1]) if inverted else _is_plain(first)
    if not begins or len(text) > _LONGEST:
        return None
    bare = text[:-1] if text[-1] == "." and text[-4:-1].isalpha() else text
    if inverted:
        pieces = _inverted_pieces(bare)
    else:
        people, *last = _JOINER.split(bare)
        pieces = [*people.split(", "), *last] if len(last) < 2 else []
    names: list[Name] = []
    for piece in pieces:
        name = _plain_name(piece)
        if name is None:
            return None
        names.append(name)
    return tuple(names) or None


def _inverted_pieces(text: str) -> list[str]:
    """The names of "Doe, Jane; Roe, Ann", "Doe, Jane & Roe, Ann" and "Doe, Jane, Ann Roe & John Poe"; else none."""
    if ";" in text:
        return [piece.strip() for piece in text.split(";")]
    joined = [part.split(", ") for part in _JOINER.split(text)]
    parts = list(chain.from_iterable(joined))
    if all(" " in part for part in parts[2:]):
        whole = len(joined) == 1 or (len(joined) == 2 and len(joined[0]) > 1 and len(joined[1]) == 1)
        return [", ".join(parts[:2]), *parts[2:]] if whole else []
    if any(len(part) % 2 for part in joined) or any(" " in family for family in parts[::2]):
        return []
    return [", ".join(parts[place : place + 2]) for place in range(0, len(parts), 2)]


@lru_cache(maxsize=4096)
def _plain_name(text: str) -> Name | None:
    """ "Jane Doe" or "Doe, Jane R.": two or three plain words, the last given name an initial; None for other texts."""
    family, inverted, given = text.partition(", ")
    if not inverted:
        given, _, family = text.rpartition(" ")
    first, *others = given.split(" ")
    if len(others) > 1 or not _is_plain(first) or not (_is_family if inverted else _is_plain)(family):
        return None
    if others and not (_is_plain(others[0]) or _INITIAL.fullmatch(others[0])):
        return None
    if _is_organisation(f"{given} {family}"):
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


def _is_family(word: str) -> bool:
    """Whether a word before a comma can be nothing but a family name, which may be in capitals."""
    shouted = _SHOUTED.fullmatch(word) and word.lower() not in _TELLING and not has_organisation_word(word)
    return bool(shouted) or _is_plain(word)


@lru_cache(maxsize=8192)
def _is_plain(word: str) -> bool:
    """Whether a word is capitalised, of letters only, and can be nothing but a part of a person's name."""
    plain = _WORD.fullmatch(word) and word[0].isupper() and not CAMEL.match(word)
    return bool(plain) and word.lower() not in _TELLING and not has_organisation_word(word)
