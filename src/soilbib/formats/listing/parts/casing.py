"""Family names in capitals get their small letters."""

from __future__ import annotations

import re

import msgspec

from soilbib.model import Name
from soilbib.model.name_words import PARTICLES

_ENDS_SENTENCE = re.compile(r"(?:[^\W\d_]\s){1,3}[^\W\d_]\.")  # of which the full stop is: "G A."
_LETTERS = re.compile(r"[^\W\d_]{3,}['’][^\W\d_]+|[^\W\d_]+")  # "Prod'homme", but "D'Amico"


def recase(name: Name, shortest: int = 3) -> Name:
    """Give a family name in capitals its small letters ("GINIES" → "Ginies"); organisations keep theirs.

    A family name of fewer than ``shortest`` letters keeps its capitals, which may be initials.
    """
    family = name.family
    if name.given[1:2] == " " and _ENDS_SENTENCE.fullmatch(name.given):
        name = msgspec.structs.replace(name, given=name.given[:-1])
    if not name.given or not (family.isupper() or " " in family) or not _is_shouted(family, shortest):
        return name
    words = [
        word.lower() if (number or word.islower()) and word.lower() in PARTICLES else _capitalise(word)
        for number, word in enumerate(family.split())
    ]
    given = name.given
    if given.isupper() and "." not in given and len(given) > 3:
        given = " ".join(_capitalise(word) for word in given.split())
    return msgspec.structs.replace(name, family=" ".join(words), given=given)


def _is_shouted(family: str, shortest: int) -> bool:
    """Whether a family name is in capitals but for its particles, and too long for initials."""
    shouted = [word for word in family.split() if word not in PARTICLES]
    return bool(shouted) and all(map(str.isupper, shouted)) and sum(map(str.isalpha, family)) >= shortest


def _capitalise(word: str) -> str:
    return _LETTERS.sub(lambda match: match.group().capitalize(), word).replace("i\u0307", "i")
