"""Names in a house's own manner: its separators, and family names that come first without a comma."""

from __future__ import annotations

import re

from soilbib.formats.listing.learned.house import NameForm
from soilbib.formats.listing.parts.casing import recase
from soilbib.formats.listing.parts.names import Names, read_names
from soilbib.model import Name, parse_name
from soilbib.model.cut_lists import ET_AL
from soilbib.model.name_words import PARTICLES

FAMILY_FIRST = "family given"
"""The order of "ROE Jane" and "Roe Jane"; every other order the built-in grammar knows."""


def read_house_names(text: str, form: NameForm) -> Names:
    """Read a list of names as the house writes it; as the built-in grammar does where nothing is particular."""
    if not form.order and not form.separators:
        return read_names(text)
    stripped = ET_AL.sub("", text)
    parts = [part.strip(" ,;") for part in _split(stripped, form.separators)]
    found = [_read_one(part, form) for part in parts if part]
    names = tuple(name for one in found for name in one.names)
    score = min((one.score for one in found), default=0.0)
    return Names(names, stripped != text or any(one.truncated for one in found), score)


def _split(text: str, separators: tuple[str, ...]) -> list[str]:
    if not separators:
        return re.split(r"\s*[,;]\s+|\s+(?:&|and|et|y|und|e)\s+", text)
    return re.split("|".join(map(re.escape, sorted(separators, key=len, reverse=True))), text)


def _read_one(text: str, form: NameForm) -> Names:
    if form.order != FAMILY_FIRST or "," in text:
        return read_names(text)
    built_in = read_names(text)
    words = text.split()
    if len(words) < 2 or built_in.names[:1] == (parse_name(_inverted(words)),):
        return built_in
    if built_in.names and built_in.names[0].literal and built_in.sure:
        return built_in  # an organisation
    name = recase(parse_name(_inverted(words)))
    return Names((name,), False, 0.9)


def _inverted(words: list[str]) -> str:
    """ "VAN DEN Berg Anna" as "VAN DEN Berg, Anna": the family name is what is in capitals, else the first word."""
    count = next((index for index, word in enumerate(words) if not _in_capitals(word)), 0)
    if not count:
        count = next((index for index, word in enumerate(words) if word not in PARTICLES), 0) + 1
    count = min(count, len(words) - 1)
    return f"{' '.join(words[:count])}, {' '.join(words[count:])}"


def _in_capitals(word: str) -> bool:
    return word.isupper() and sum(char.isalpha() for char in word) > 1 and "." not in word


def in_order(name: Name, text: str) -> bool:
    """Whether a text has the name's family name before its given name with no comma between them."""
    family, given = text.casefold().find(name.family.casefold()), text.casefold().find(name.given.casefold())
    return bool(name.family and name.given) and 0 <= family < given and "," not in text[family:given]
