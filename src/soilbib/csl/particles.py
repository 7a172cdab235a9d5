"""Particles in names that come without them split off, and suffixes in given names.

As in citeproc-js a particle is any word without a capital: at the start of a family name, at the end of given names.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from soilbib.model.names import Name

_PIECE = re.compile(r"(?:[^\s'’ʻ-]*['’ʻ-]\s?|[^\s]+\s+|')")
_SUFFIX = re.compile(r"\s*,(!?)\s*")
_ET_AL = re.compile(r"et\.? al\.?")


def split_family(family: str) -> tuple[str, str]:
    """The particles at the start of a family name, and the rest."""
    position = 0
    while match := _piece_at(family, position):
        if match == len(family):
            break
        position = match
    return family[:position], family[position:]


def _piece_at(text: str, position: int) -> int:
    """The end of the particle that starts here, or 0."""
    for pattern in (_LONG, _PIECE):
        match = pattern.match(text, position)
        if match and _is_lower(match.group()):
            return match.end()
    return 0


_LONG = re.compile(r"\S+\s+")


def _is_lower(word: str) -> bool:
    """Whether its first letter is not a capital."""
    letter = word[:1]
    if not letter.isalpha():
        letter = next((char for char in word if char.isalpha()), "")
    return bool(letter) and letter.upper() != letter


def split_given(given: str) -> tuple[str, str]:
    """The given names, and the particles at their end."""
    words = given.split(" ")
    cut = len(words)
    while cut > 1 and _is_lower(words[cut - 1]):
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def parse_particles(name: Name) -> Name:
    """The name with its particles and suffix in their own parts, where they were left in family and given."""
    if name.non_dropping_particle or not name.family or not name.given:
        return name
    if name.family[0] == '"' == name.family[-1]:
        return replace(name, family=name.family[1:-1])
    particle, family = split_family(name.family)
    given, suffix, comma = name.given, name.suffix, name.comma_suffix
    dropping = name.dropping_particle
    match = _SUFFIX.search(given)
    if match and not suffix:
        rest = given[match.end() :]
        given = given[: match.start()]
        if _ET_AL.fullmatch(rest) and not dropping:
            dropping = ", " + rest
        else:
            suffix, comma = rest, bool(match[1])
    given, found = split_given(given)
    dropping = found or dropping
    if particle and particle[-1] == " " and particle.rstrip()[-1] not in "'’":
        particle = particle.rstrip()
    return Name(family, given, dropping, particle, suffix, comma, name.literal)
