"""Particles in names that come without them split off, and suffixes in given names."""

from __future__ import annotations

import re

from msgspec.structs import replace

from soilbib.model.names import Name

PARTICLES = frozenset(
    [
        "'s",
        "'s-",
        "'t",
        "a",
        "aan",
        "aan't",
        "abbé",
        "ad-",
        "adh-",
        "af",
        "al",
        "al-",
        "am",
        "an",
        "an-",
        "ar-",
        "as-",
        "ash-",
        "at-",
        "ath-",
        "aus",
        "auf",
        "az-",
        "aš-",
        "aḍ-",
        "aḏ-",
        "aṣ-",
        "aṭ-",
        "aṯ-",
        "aẓ-",
        "ben",
        "bij",
        "bin",
        "boven",
        "d",
        "d'",
        "da",
        "dal",
        "dal'",
        "dall'",
        "dalla",
        "das",
        "de",
        "de'",
        "deca",
        "degli",
        "dei",
        "del",
        "dela",
        "dell'",
        "della",
        "delle",
        "dello",
        "dem",
        "den",
        "der",
        "des",
        "di",
        "die",
        "do",
        "don",
        "dos",
        "du",
        "ed-",
        "edh-",
        "el",
        "el-",
        "en-",
        "er-",
        "es-",
        "esh-",
        "et-",
        "eth-",
        "ez-",
        "eš-",
        "eḍ-",
        "eḏ-",
        "eṣ-",
        "eṭ-",
        "eṯ-",
        "eẓ-",
        "gen",
        "het",
        "i",
        "il",
        "im",
        "in",
        "l",
        "l'",
        "la",
        "las",
        "le",
        "les",
        "li",
        "lo",
        "los",
        "lou",
        "of",
        "onder",
        "op",
        "over",
        "s",
        "s'",
        "sen",
        "t",
        "te",
        "ten",
        "ter",
        "tho",
        "thoe",
        "thor",
        "to",
        "toe",
        "tot",
        "uijt",
        "uit",
        "und",
        "unter",
        "v",
        "v.",
        "v.d.",
        "van",
        "vander",
        "vd",
        "ver",
        "vom",
        "von",
        "voor",
        "vor",
        "z",
        "ze",
        "zu",
        "zum",
        "zur",
    ]
)
_PIECE = re.compile(r"(?:[^\s'’ʻ-]*['’ʻ-]\s?|[^\s]+\s+|')")
_SUFFIX = re.compile(r"\s*,(!?)\s*")
_APOSTROPHES = str.maketrans("’ʻ", "''")
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
        if match:
            word = match.group().strip().translate(_APOSTROPHES)
            if word.lower() in PARTICLES and _is_lower(word):
                return match.end()
    return 0


_LONG = re.compile(r"\S+\s+")


def _is_lower(word: str) -> bool:
    """Whether its first letter is not a capital."""
    letter = next((char for char in word if char.isalpha()), "")
    return bool(letter) and letter.upper() != letter


def split_given(given: str) -> tuple[str, str]:
    """The given names, and the particles at their end."""
    words = given.split(" ")
    cut = len(words)
    while cut > 1 and words[cut - 1]:
        word = words[cut - 1].translate(_APOSTROPHES)
        if word.lower() in PARTICLES and _is_lower(word):
            cut -= 1
        else:
            break
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
