"""Which part of a name is the family's: names written "Doe Jane", double families, given names behind initials."""

from __future__ import annotations

import re

from soilbib.formats.listing.vocabulary.gazetteer import is_given
from soilbib.formats.listing.vocabulary.given_names import FAMILIES_TOO
from soilbib.model import Name
from soilbib.model.name_words import PARTICLES
from soilbib.model.names import is_initials

FAMILY_JOINERS = frozenset(("y", "i", "e"))
"""What stands between two family names in Spanish, Catalan and Portuguese."""

_JOINTS = PARTICLES | {"los", "las", "do", "dos", "da", "das"}
_MOST_GIVEN = 4  # words
_DOUBLE_FIRST = re.compile(
    r"(?P<first>[^\W\d_a-z][\w’-]+\s[^\W\d_a-z][\w’-]+,\s[^\W\d_a-z][a-zß-öø-ÿ-]+\s[^\W\d_a-z]\.),?\s(?:and\s|&\s|et\s|und\s|y\s)?"
    r"(?=[^\W\d_a-z][\w’.-]*\s)"
)


def turned(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Names written "Doe Jane", told by given names that are known, where all of a list are written so."""
    people = [name for name in names if name.family and name.given]
    if len(people) > 1 and _is_turned(people[0]) and all(map(_is_straight, people[1:])):
        return (_turn(names[0]), *names[1:])  # "Doe Jane et Ann Roe"
    if not any(map(_is_turned, people)) or any(map(_is_straight, people)):
        return names
    return tuple(_turn(name) if name.given else name for name in names)


def _turn(name: Name) -> Name:
    """The name with its parts the other way round: the family name goes up to the first given name."""
    words = (
        [*name.family.split(), name.given]
        if is_initials(name.given)
        else [*name.given.split(), *name.family.split()]
    )
    cut = next((index for index, word in enumerate(words) if index and is_given(word)), len(words) - 1)
    return Name(family=" ".join(words[:cut]), given=" ".join(words[cut:]), suffix=name.suffix)


def is_spelled(name: Name) -> bool:
    """Whether a given name is more than initials."""
    return bool(name.given) and not is_initials(name.given)


def with_middle(name: Name) -> Name:
    """ "J. Mark Sealy" among names in full: the given name after the initial is no family name."""
    first, _, rest = name.family.partition(" ")
    if not rest or not is_initials(name.given) or not is_given(first):
        return name
    return Name(family=rest, given=f"{name.given} {first}", suffix=name.suffix)


def _is_straight(name: Name) -> bool:
    """Whether a name is surely written with the given name first."""
    return is_given(name.given.split()[0]) and not is_given(name.family)


def _is_turned(name: Name) -> bool:
    """Whether a name surely ends in a given name, and begins with none."""
    if is_initials(name.given):
        first, _, last = name.family.rpartition(" ")
        return bool(first) and is_given(last) and last not in FAMILIES_TOO and not is_given(first.split()[0])
    first = next((word for word in name.given.split() if word not in PARTICLES), "")
    middle = name.given.split()[1:]
    if middle and all(map(is_given, middle)) and not is_given(first) and is_given(name.family):
        return True  # "Berger Peter Ludwig"
    proper = len(first) > 2 and "." not in first and not first.isupper() and not is_given(first)
    return proper and is_given(name.family) and name.family not in FAMILIES_TOO


_WORDS = 2  # of each of two persons


def read_double_family(text: str) -> tuple[Name, ...] | None:
    """ "García Lozano, María José", "Ramón y Cajal, Santiago": two family names, told by a given name."""
    if text.count(",") != 1:
        return None
    family, given = (part.split() for part in text.split(","))
    given = given if given and is_initials(given[-1]) else [word.removesuffix(".") for word in given]
    joined = len(family) == 3 and family[1] in FAMILY_JOINERS
    own = [word for word in family if word not in PARTICLES and not (joined and word in FAMILY_JOINERS)]
    if len(own) != 2 or not 1 <= len(given) <= _MOST_GIVEN:
        return None
    told = _are_given(given) or (joined and is_initials(given[0]))
    if not told or (is_given(own[0]) and not joined):
        return None
    capitals = all(word[0].isupper() and "." not in word for word in own)
    return (Name(family=" ".join(family), given=" ".join(given)),) if capitals else None


def two_persons(name: Name) -> tuple[Name, ...]:
    """ "Iwan Prigent, Gwenaëlle Tanguy", read as one: two persons where not all behind the comma are given names."""
    first, second = name.family.split(), name.given.split()
    if len(first) != _WORDS or len(second) != _WORDS or all(map(is_given, second)):
        return ()
    spelled = all(word[0].isupper() and word[1:].islower() and word.isalpha() for word in (*first, *second))
    if not spelled or first[0].lower() in PARTICLES:
        return ()
    return Name(family=first[1], given=first[0]), Name(family=second[1], given=second[0])


def _are_given(words: list[str]) -> bool:
    """Whether all are given names, initials behind one and what follows a particle apart: "Ana de los Ángeles"."""
    own = [
        word
        for place, word in enumerate(words)
        if word.lower() not in _JOINTS and (not place or words[place - 1].lower() not in _JOINTS)
    ]
    return bool(own) and is_given(own[0]) and all(is_given(word) or is_initials(word) for word in own)


def read_double_first(text: str) -> tuple[Name, str] | None:
    """ "García Lozano, Ana I., Jane Doe & John Poe": an initial ends a given name; and the rest of the list."""
    match = _DOUBLE_FIRST.match(text)
    first = read_double_family(match["first"]) if match else None
    return (first[0], text[match.end() :]) if match and first else None


def unshared(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """ "Cepeas e Ernst Roth": what is no given name, beside one that is, shares no family with it."""
    first, second = names
    known = is_given(first.given.partition(" ")[0]) or is_initials(first.given)
    if first.family != second.family or not first.family or known:
        return names
    return (Name(literal=first.given), second) if is_given(second.given.partition(" ")[0]) else names
