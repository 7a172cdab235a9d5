"""Compare the authors of two records, whatever the format of their names."""

from __future__ import annotations

from soilbib.dedupe.keys import Keys
from soilbib.dedupe.levels import DIFFERENT, EQUAL, MISSING, SIMILAR, Level
from soilbib.dedupe.romanisation import TELLING, skeleton
from soilbib.dedupe.text import in_other_scripts
from soilbib.dedupe.wording import is_typo

MAX_NAMES = 40
"""Names after these are not compared letter by letter."""
MAX_ACRONYM = 10
"""Bodies are not called by more initials than that."""
_ARTICLES = frozenset({"al", "el"})
"""Articles before Arabic names, which are written together with them or left out."""


def author_level(one: Keys, other: Keys) -> Level:
    """Compare author lists whatever their format: family names of one against all name words of the other."""
    if not one.people or not other.people:
        return MISSING
    share = _share(one.families, other)
    share = max(share, _share(other.families, one)) if share < 1 else share
    if share < 0.75 and (share >= 0.3 or min(len(one.families), len(other.families)) <= 4):
        share = max(share, _fuzzy_share(one, other))
    if share < 0.75 and one.title.alphabet != other.title.alphabet:
        share = max(share, _romanised_share(one.families, other), _romanised_share(other.families, one))
    if share >= 0.75:
        return EQUAL if _similar_counts(one, other) else SIMILAR
    if share >= 0.45:
        return SIMILAR
    if share == 0 and are_acronym_and_name(one, other):
        return EQUAL
    return MISSING if share == 0 and in_other_scripts(one.people, other.people) else DIFFERENT


def are_acronym_and_name(one: Keys, other: Keys) -> bool:
    """Whether one record names a body by the initials of the other's: FAO, Food and Agriculture Organization."""
    if one.author_count != 1 or other.author_count != 1 or one.first_given or other.first_given:
        return False
    short, long = sorted((one.families, other.families), key=len)
    if len(short) != 1 or len(long) < 3 or not 3 <= len(short[0]) <= MAX_ACRONYM:
        return False
    initials = iter("".join(word[0] for word in long))
    return short[0][0] == long[0][0] and all(letter in initials for letter in short[0])


def _share(families: tuple[str, ...], other: Keys) -> float:
    """The share of the family names that occur in the other list."""
    return sum(map(other.people.__contains__, families)) / len(families) if families else 0.0


def _romanised_share(families: tuple[str, ...], other: Keys) -> float:
    """The share of the family names that occur in the other list, whatever the system of romanisation."""
    known = {skeleton(name) for name in other.families}
    told = [name for name in map(skeleton, families) if len(name) >= TELLING]
    return sum(name in known for name in told) / len(families) if families else 0.0


def _fuzzy_share(one: Keys, other: Keys) -> float:
    """The share where names with typos or glued parts count too."""
    lists = (one.families[:MAX_NAMES], other.families[:MAX_NAMES])
    short, long = sorted(lists, key=lambda names: (len(names), names))
    if not short:
        return 0.0
    run = "".join(long)
    starts = {name[:5] for name in long}
    return (
        0.97
        * sum(
            name in run
            or name[:5] in starts
            or (name[:2] in _ARTICLES and name[2:] in long)
            or any(is_typo(name, known) for known in long)
            for name in short
            if len(name) > 2 or not name.isascii()
        )
        / len(short)
    )


def is_one_name(one: Keys, other: Keys) -> bool:
    """Whether one record takes for several names what the other has for one: "Council, National Research"."""
    one_name = min(one.author_count, other.author_count) == 1 and len(one.people) > 1
    return one_name and one.people == other.people


def _similar_counts(one: Keys, other: Keys) -> bool:
    if one.truncated or other.truncated or not one.author_count or not other.author_count:
        return True
    small, large = sorted((one.author_count, other.author_count))
    return (large - small <= max(1, large // 4) and (small > 1 or large == 1)) or is_one_name(one, other)


def first_author_level(one: Keys, other: Keys) -> Level:
    """Compare the words of the first authors' names."""
    if not one.first_author or not other.first_author:
        return MISSING
    if one.first_author & other.first_author or are_acronym_and_name(one, other):
        return EQUAL
    crossed = [(a, b) for a in one.first_author for b in other.first_author]
    if any(
        (a in b or b in a) and not a.isascii() for a, b in crossed
    ):  # names written without a space: 山田太郎
        return EQUAL
    if any(is_typo(a, b) for a, b in crossed):
        return SIMILAR
    romanised = one.title.alphabet != other.title.alphabet
    return SIMILAR if romanised and any(skeleton(a) == skeleton(b) for a, b in crossed) else DIFFERENT
