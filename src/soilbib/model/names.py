"""Names of persons and organisations: the value, its spellings, and lists of them."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from soilbib.model.cut_lists import without_mark
from soilbib.model.name_kinds import (
    DOTTED,
    LETTER,
    has_organisation_word,
    is_initial,
    is_initials,
    is_office,
    is_person,
    looks_like_organisation,
    unglue,
)
from soilbib.model.name_splitting import SEPARATOR, is_ideographic, split_names
from soilbib.model.name_words import (
    CAPITAL_PARTICLES,
    GENERATIONS,
    ORGANISATION_WORDS,
    PARTED_GENERATION,
    PARTICLES,
    SUFFIXES,
)

__all__ = [
    "CAPITAL_PARTICLES",
    "ORGANISATION_WORDS",
    "PARTICLES",
    "SUFFIXES",
    "Name",
    "has_organisation_word",
    "is_initials",
    "is_office",
    "is_person",
    "looks_like_organisation",
    "parse_name",
    "parse_names",
    "read_plain",
    "split_names",
]

_ABBREVIATED = SUFFIXES | {"inc", "ltd", "corp", "gov", "dept", "univ"}
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_SPELT = rf"{_CAPITAL}[a-zß-öø-ÿ]+"
_WORD = r"[A-Za-zÀ-ÖØ-öø-ʯ]+(?:['’-][A-Za-zÀ-ÖØ-öø-ʯ]+)*"
_PLAIN = re.compile(
    rf"({_WORD}(?: {_WORD}){{0,2}}), ?({_CAPITAL}(?:\.(?:[ -]?{_CAPITAL}\.){{0,3}}|(?: {_CAPITAL}){{0,3}}))"
    rf"|({_WORD}), ?({_SPELT}(?:[ -]{_SPELT})?(?: {_CAPITAL}\.){{0,3}})"
    rf"|({_CAPITAL}\.(?: {_CAPITAL}\.){{0,3}}) ({_SPELT}(?:-{_SPELT})?)"
)
_INITIAL_LIKE = re.compile(rf"(?:{LETTER}{{1,2}}\.[-‐]?)+{LETTER}?\.?|[A-Z]{{1,3}}")


class Name(Struct, frozen=True, omit_defaults=True, gc=False, rename="kebab"):
    """A name in CSL's parts; an organisation or a name without parts is a ``literal``."""

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""

    @property
    def full_family(self) -> str:
        """The family name with its non-dropping particle, or the literal."""
        if self.family and self.non_dropping_particle:
            return f"{self.non_dropping_particle} {self.family}"
        return self.family or self.non_dropping_particle or self.literal

    @property
    def display(self) -> str:
        """The name in reading order: "Julia Le Noë"."""
        if self.literal:
            return self.literal
        if not (self.dropping_particle or self.suffix) and self.given and self.family:
            return f"{self.given} {self.full_family}"
        parts = (self.given, self.dropping_particle, self.full_family, self.suffix)
        return " ".join(part for part in parts if part)

    @property
    def inverted(self) -> str:
        """The name in index order: "Le Noë, Julia", with the suffix last; a family alone ends in a comma."""
        if self.literal:
            return self.literal
        given = f"{self.given} {self.dropping_particle}".strip() if self.dropping_particle else self.given
        if self.suffix:
            return f"{self.full_family}, {given}, {self.suffix}"
        return f"{self.full_family}, {given}".rstrip() if given else f"{self.full_family},"


@lru_cache(maxsize=1 << 15)
def read_plain(text: str) -> Name | None:
    """The name of "Doe, J. R.", "Doe, Jane" or "J. R. Doe", where there is nothing to guess; None of any other text."""
    match = _PLAIN.fullmatch(text)
    if not match:
        return None
    family, given = match[1] or match[3] or match[6], match[2] or match[4] or match[5]
    spelt = bool(match[3])
    if has_organisation_word(family) or (spelt and looks_like_organisation(given)):
        return None
    last = (family.rpartition(" ")[2], given.rpartition(" ")[2])
    return None if any(word.lower().rstrip(".") in SUFFIXES for word in last) else Name(family, given)


def parse_name(text: str) -> Name:
    """Read one name as written: "Family, Given[, Suffix]", "Given Family", "Family AB" or an organisation.

    Particles stay with the family name ("von Oheimb"), glued initials are parted from it
    ("J.Le Noë"), and what looks like an organisation, or like nothing known, is a literal.
    """
    return read_plain(text) or _parse_any(text)


@lru_cache(maxsize=4096)
def _parse_any(text: str) -> Name:
    """`parse_name` of a name of any form."""
    text = _without_full_stop(" ".join(text.split()).strip(" ;,"))
    if "," in text:
        text = PARTED_GENERATION.sub(" ", text)
    if "," in text:
        head, _, tail = text.partition(",")
        if has_organisation_word(head) and not is_initials(tail.strip()):
            return Name(literal=text)
        return _parse_inverted(text)
    if not text or looks_like_organisation(text):
        return Name(literal=text)
    words = unglue(text).split()
    if len(words) == 1:
        return Name(literal=words[0])
    if len(words) == 2 and (pair := _parse_pair(*words)):
        return pair
    suffix = words.pop() if len(words) > 2 and words[-1].lower().rstrip(".") in SUFFIXES else ""
    return _parse_trailing_initials(words, suffix) or _parse_direct(words, suffix)


def _parse_pair(first: str, second: str) -> Name | None:
    """A family name with a generation, or with the given name behind it where the script puts it there."""
    if second.lower().rstrip(".") in GENERATIONS:
        return Name(family=first, suffix=second)
    return Name(family=first, given=second) if is_ideographic(first) and is_ideographic(second) else None


def _without_full_stop(text: str) -> str:
    """Drop a full stop that ends no initial and no abbreviation: "r. lipton."."""
    if not text.endswith("."):
        return text
    last = text.rsplit(maxsplit=1)[-1]
    word = last[:-1]
    long = len(word) > 2 or (len(word) == 2 and word.islower())
    ends_sentence = long and "." not in word and word.lower() not in _ABBREVIATED
    return text[:-1] if ends_sentence else text


def parse_names(text: str) -> tuple[tuple[Name, ...], bool]:
    """Read a list of names; the second value says that the list is known to be cut.

    The separator is found in this order: ";", the seam of "Family I.Family I." lists, " and " and "&",
    joiners of other languages and "/" where both sides are complete names, and the comma, which
    either parts the names ("J. Smith, A. Doe") or family from given ("Smith, J., Doe, A.").
    """
    whole = " ".join(text.split())
    if " AND " in whole and "," in whole and whole.isupper() and not has_organisation_word(whole.split()[0]):
        whole = whole.replace(" AND ", " and ")
    stripped = without_mark(whole)
    truncated = stripped != whole
    listed = stripped.rstrip(" ,;")
    if "," in listed:
        listed = PARTED_GENERATION.sub(" ", listed)
    pieces = split_names(listed) if SEPARATOR.search(listed) else [listed]
    names = [parse_name(piece) for piece in pieces if piece.strip(" ,;")]
    if truncated or (len(names) > 1 and not _are_corporate(names)):
        names = [_as_family(name) for name in names]
    return tuple(names if "," in listed else _share_family(names)), truncated


def _are_corporate(names: list[Name]) -> bool:
    """Whether there is an organisation among names none of which has a given name."""
    return not any(name.given for name in names) and any(
        looks_like_organisation(name.literal) for name in names if name.literal
    )


def _as_family(name: Name) -> Name:
    """One word in a list of persons is a family name, unless it is an acronym."""
    word = name.literal
    plain = (
        word
        and " " not in word
        and word[0].isalpha()
        and not looks_like_organisation(word)
        and not is_ideographic(word)
    )
    return Name(family=word) if plain else name


def _share_family(names: list[Name]) -> list[Name]:
    """Give "Rebecca" of "Rebecca and Josh Tickell" the family name that she shares."""
    if len(names) != 2:
        return names
    first, second = names
    shares = (
        first.family and not first.given and second.family and second.given and not is_initials(second.given)
    )
    return [Name(family=second.family, given=first.family), second] if shares else names


def _parse_inverted(text: str) -> Name:
    parts = [part.strip() for part in text.split(",")]
    family, rest = parts[0], [part for part in parts[1:] if part]
    if not family:
        return Name(literal=", ".join(rest))
    suffix = next((part for part in rest if part.lower().rstrip(".") in SUFFIXES), "")
    given = ", ".join(part for part in rest if part != suffix)
    family, own = _without_suffix(family)
    given, late = _without_suffix(given)
    suffix = suffix or own or late
    words = given.split()
    cut = len(words)
    while cut > 0 and words[cut - 1].lower() in PARTICLES and words[cut - 1].islower():
        cut -= 1
    if 0 < cut < len(words):  # "Oheimb, G. von"
        family = " ".join([*words[cut:], family]).replace("’ ", "’").replace("' ", "'")
        given = " ".join(words[:cut])
    return Name(family=family, given=given, suffix=suffix)


def _without_suffix(part: str) -> tuple[str, str]:
    """A part of an inverted name, and the suffix at its end: "Smith Jr.", "Martin Luther III"."""
    rest, _, last = part.rpartition(" ")
    is_suffix = rest and last.lower().rstrip(".") in GENERATIONS
    return (rest, last) if is_suffix else (part, "")


def _parse_trailing_initials(words: list[str], suffix: str) -> Name | None:
    """The forms "Family AB" and "Family A. B.": initials last and none first."""
    if not is_initial(words[-1]):
        return None
    lower_case = all(map(str.islower, words))
    cut = len(words)
    while cut > 1 and is_initial(words[cut - 1]) and (words[cut - 1][0].isupper() or lower_case):
        cut -= 1
    dotted_last = "." in words[-1]
    if cut == len(words) or (DOTTED if dotted_last else _INITIAL_LIKE).fullmatch(words[0]):
        return None
    if any(DOTTED.fullmatch(word) for word in words[:cut] if "." in word and word not in CAPITAL_PARTICLES):
        return None
    shouted = _shouted_words(words[:cut])
    cut = shouted or cut  # "VANDERMEER John H."
    return Name(family=" ".join(words[:cut]), given=" ".join(words[cut:]), suffix=suffix)


def _parse_direct(words: list[str], suffix: str) -> Name:
    behind = _shouted_words(words[::-1]) if words[-1].isupper() else 0
    if 0 < behind < len(words) and not any(word.isupper() for word in words[:-behind]):  # "Jane DU BOIS"
        return Name(family=" ".join(words[-behind:]), given=" ".join(words[:-behind]), suffix=suffix)
    shouted = _shouted_words(words) if words[0].isupper() else 0
    if 0 < shouted < len(words):  # "DU BOIS Françoise"
        return Name(family=" ".join(words[:shouted]), given=" ".join(words[shouted:]), suffix=suffix)
    if len(words) > 1 and all(word in PARTICLES for word in words[:-1]):  # "van der Roe et al."
        return Name(family=" ".join(words), suffix=suffix)
    cut = _family_start(words)
    return Name(family=" ".join(words[cut:]), given=" ".join(words[:cut]), suffix=suffix)


def _shouted_words(words: list[str]) -> int:
    """How many words in capitals lead, before others that are not; none where they may be initials."""
    count = 0
    while count < len(words) and words[count].isupper() and "." not in words[count] and len(words[count]) > 1:
        count += 1
    lower = all(not word.isupper() or "." in word or len(word) == 1 for word in words[count:])
    return count if lower and sum(map(len, words[:count])) > 3 else 0


def _family_start(words: list[str]) -> int:
    """Where the family name starts: after the last initial, else at the first particle, else at the last word."""
    last = len(words) - 1
    initials = [
        index
        for index, word in enumerate(words[:-1])
        if len(word) == 1 or ("." in word and DOTTED.fullmatch(word) and word not in CAPITAL_PARTICLES)
    ]
    if initials:
        return initials[-1] + 1
    for index, word in enumerate(words[1:-1], start=1):
        if word in PARTICLES or word in CAPITAL_PARTICLES:
            return index
    return 1 if is_initial(words[0]) and words[0].isupper() else last
