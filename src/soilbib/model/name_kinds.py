"""What a text that names someone is: a person, an organisation, initials."""

from __future__ import annotations

import re
from functools import lru_cache

from soilbib.model.name_words import (
    CAPITAL_PARTICLES,
    GENERATIONS,
    ORGANISATION_WORDS,
    PARTICLES,
    SUFFIXES,
    TOPICS,
)

LETTER = r"[^\W\d_]"
_INITIAL_WORD = re.compile(
    rf"(?:{LETTER}h?\.[-‐]?)+{LETTER}?\.?|{LETTER}(?:[-‐]{LETTER})*|(?:{LETTER}{{1,2}}\.[-‐]?)+"
)
_UNDOTTED = re.compile(rf"{LETTER}{{2,3}}|{LETTER}{{1,2}}-{LETTER}{{1,2}}")
DOTTED = re.compile(rf"(?:{LETTER}{{1,2}}\.[-‐]?)+{LETTER}?\.?")
_GLUED = re.compile(rf"(?<={LETTER}\.)(?<!{LETTER}{LETTER}\.)(?=[^\W\d_](?:[^\W\d_]|[’']))")
_GLUED_CAPITALS = re.compile(r"\b([A-Z]{1,3})\.(?=[^\W\d_a-z][^\W\d_])")
_CAPITALS = re.compile(r"[A-Z]{1,3}")
_JOINTS = re.compile(r"[.-]")
_SEAM = re.compile(r"\.[^\W\d_]")
_WORDS = re.compile(r"[\w’'.&-]+")
_ORGANISATION_ENDINGS = (
    "stiftung", "institut", "verband", "verein", "gesellschaft", "ministerium", "universität", "bundesamt", "zentrum",
    "kammer", "anstalt", "netzwerk", "srat", "nationalrat", "gemeinderat", "stadtrat", "klimarat", "ethikrat", "werke",
    "behörde", "hochschule", "bündnis",
)  # fmt: skip
_ARTICLES = frozenset({"the", "le", "la", "les", "der", "die", "das", "el", "los"})
_NAME_WORD = re.compile(rf"(?:[dDlL][’'])?[^\W\d_a-z]{LETTER}*(?:[-‐’'.]{LETTER}*)*|(?:{LETTER}\.-?)+")
ACRONYM = re.compile(r"\(([A-Z][A-Za-z-]{1,11})\)\s*$")


def unglue(text: str) -> str:
    """Part an initial from the word glued to it: "J.Le Noë", "JF.Soussana"."""
    if "." not in text or not _SEAM.search(text):
        return text
    return _GLUED.sub(" ", _GLUED_CAPITALS.sub(r"\1. ", text))


@lru_cache(maxsize=4096)
def looks_like_organisation(text: str) -> bool:
    """Whether a name is an organisation's.

    Told by an acronym, a telling word ("Institut", "Bank"), a leading article, a number, a bracketed
    acronym at the end or five words; initials speak for a person where no telling word stands.
    """
    words = _WORDS.findall(text)
    if not words:
        return False
    if has_organisation_word(text) or ACRONYM.search(text):
        return True
    if "." in text and any(map(DOTTED.fullmatch, words)):
        return False
    bare = [word for word in words if word.lower() not in PARTICLES]
    vancouver = len(words) > 1 and _CAPITALS.fullmatch(words[-1]) and not words[0].isupper()
    if vancouver and len(bare) <= 4:
        return False
    acronyms = [word for word in bare if len(word) > 1 and word.isupper() and "." not in word]
    return (
        (words[0].lower() in _ARTICLES and len(words) > 1)
        or (bool(acronyms) and len(acronyms) == len(bare) and not _shouted_person(words))
        or any(map(str.isdigit, text))
        or len(bare) >= 5
    )


@lru_cache(maxsize=1 << 15)
def has_organisation_word(text: str) -> bool:
    """Whether a word of the text is one that only organisations' names have."""
    lowered = text.lower()
    if lowered.isalpha():
        return _is_organisation_word(lowered)
    words = _WORDS.findall(lowered)
    return not ORGANISATION_WORDS.isdisjoint(words) or any(map(_is_organisation_word, words))


@lru_cache(maxsize=1 << 14)
def _is_organisation_word(word: str) -> bool:
    if word.isalpha():
        return word in ORGANISATION_WORDS or (len(word) > 6 and word.endswith(_ORGANISATION_ENDINGS))
    stem = word.replace("’", "'").rpartition("'")[2].rstrip(".")
    if stem != word and stem.isalpha():
        return _is_organisation_word(stem)
    ended = len(stem) > 6 and stem.endswith(_ORGANISATION_ENDINGS)
    return ended or not ORGANISATION_WORDS.isdisjoint((stem, *_JOINTS.split(stem)))


@lru_cache(maxsize=1 << 13)
def is_office(word: str) -> bool:
    """Whether a word names a kind of organisation ("Institute") and not only what organisations are for ("Soil")."""
    bare = word.strip(" ,.;:()").lower()
    return _is_organisation_word(bare) and bare not in TOPICS


def _shouted_person(words: list[str]) -> bool:
    """Two or three all-capital words that are too long to be acronyms: "JEAN DUPONT"."""
    return (
        2 <= len(words) <= 3
        and all(word.isupper() and len(word) > 3 for word in words)
        and words[0] != words[-1]
        and sum(map(len, words)) > 13
    )


@lru_cache(maxsize=4096)
def is_initials(text: str) -> bool:
    """Whether the text is nothing but initials, such as "R. E.", "J.-F.", "AB" or "r.e." (a particle may follow)."""
    words = text.split()
    if not 0 < len(words) <= 5:
        return False
    while len(words) > 1 and words[-1] in PARTICLES:
        words.pop()
    return all(map(is_initial, words))


@lru_cache(maxsize=4096)
def is_initial(word: str) -> bool:
    """Whether one word is initials: "R.", "J.-F.", "AB"; a suffix is not."""
    if (len(word) > 3 and word.isalpha()) or word.lower().rstrip(".") in SUFFIXES:
        return False
    return bool(_INITIAL_WORD.fullmatch(word)) or (word.isupper() and bool(_UNDOTTED.fullmatch(word)))


@lru_cache(maxsize=4096)
def is_person(text: str) -> bool:
    """Whether a text without commas reads as one person's whole name: two to five words with capitals or initials."""
    if not text or has_organisation_word(text) or any(map(str.isdigit, text)):
        return False
    words = unglue(text).split()
    bare = [word for word in words if word not in PARTICLES]
    if not 2 <= len(bare) <= 5 or not all(map(_NAME_WORD.fullmatch, bare)):
        return False
    return not looks_like_organisation(text) and words[-1] not in PARTICLES


def is_complete(text: str, *, lone: bool = False) -> bool:
    """Whether the text is a whole name: a person's, an organisation's, or (``lone``) one capitalised word."""
    if is_person(text) or (looks_like_organisation(text) and text[0].isupper()):
        return True
    words = text.split()
    return (lone and len(words) == 1 and words[0][:1].isupper()) or (
        len(words) > 1 and is_initials(words[-1]) and words[0][0].isupper()
    )


def is_double_family(family: str, given: str) -> bool:
    """Whether two parts are one inverted name of two family names: "Gallardo Lancho, Juan F.", "García López, Ana"."""
    words, first = given.split(), family.split()
    if (
        not 2 <= len(first) <= 3
        or has_organisation_word(family)
        or any(DOTTED.fullmatch(word) for word in first)
    ):
        return False
    if is_initials(first[-1]) or not all(word[0].isupper() or word in PARTICLES for word in first):
        return False
    if not words or not words[0].isalpha() or len(words[0]) <= 2:
        return False
    if len(words) == 1:
        return words[0].istitle() and not has_organisation_word(given) and all(map(str.isalpha, first))
    return len(words) == 2 and bool(DOTTED.fullmatch(words[1]))


def first_inverted(parts: list[str]) -> bool:
    """Whether only the first name is inverted, as Chicago has it: "Hall, Anna, Tom Reed"."""
    given = parts[1].split()
    spelled = len(given) <= 2 and len(given[0]) > 2 and given[0][0].isupper() and not given[0].isupper()
    if not spelled or (len(given) == 2 and not DOTTED.fullmatch(given[1])) or not lone_family(parts[0]):
        return False
    return not has_organisation_word(parts[1]) and all(is_person(part) for part in parts[2:])


def lone_family(part: str) -> bool:
    """Whether a part is a family name by itself: one word beside particles, or up to three in capitals."""
    words = [word for word in part.split() if word not in PARTICLES and word not in CAPITAL_PARTICLES]
    if len(words) > 1 and words[-1].lower().rstrip(".") in GENERATIONS:
        words.pop()
    if has_organisation_word(part) or any(DOTTED.fullmatch(word) for word in words):
        return False
    return len(words) == 1 or (1 < len(words) <= 3 and part.isupper())
