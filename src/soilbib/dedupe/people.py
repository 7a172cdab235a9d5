"""The names of a merged record: the fullest list, and in it every person as that record spells them that says most."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from soilbib.dedupe.text import fold
from soilbib.model import Name, Record

_INITIAL = re.compile(r"\b[^\W\d_]\b")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_RUINS = re.compile(r"[&?;\ufffdÃÂ]")
Person = tuple[str, str]
"""A family name and the first initial, folded."""


def fullest(owners: Sequence[Record], variable: str) -> Record:
    """The record with the fullest list of that variable."""
    return max(owners, key=lambda owner: _fullness(owner, variable))


def _fullness(record: Record, variable: str) -> tuple[float, ...]:
    """How full a name list is: uncut, names told apart, many, given names written out, mixed case."""
    names = record.names[variable]
    parted = sum(bool(name.family and name.given) for name in names)
    spelt = sum(len(_spelt(name.given)) for name in names)
    shouted = sum(name.family.isupper() for name in names)
    return (
        variable not in record.truncated,
        len(names) if parted else 0,
        len(names),
        -shouted,
        spelt,
        parted,
    )


def _spelt(given: str) -> str:
    return _INITIAL.sub("", given)


def completed(names: Sequence[Name], lists: Sequence[Sequence[Name]]) -> tuple[Name, ...]:
    """The names with given names and accents from other lists of the same people.

    A person is known by family name and initial, where no list has two such; nobody is added.
    """
    known = _spellings(lists)
    if not known:
        return tuple(names)
    own = [_person(name) for name in names]
    count = Counter(own)
    return tuple(
        _best(name, known[person]) if person in known and count[person] == 1 else name
        for name, person in zip(names, own, strict=True)
    )


def _spellings(lists: Sequence[Sequence[Name]]) -> Mapping[Person, Sequence[Name]]:
    """How the lists spell every person that they tell from others."""
    found: dict[Person, list[Name]] = defaultdict(list)
    for names in lists:
        people = [_person(name) for name in names]
        count = Counter(people)
        for name, person in zip(names, people, strict=True):
            if all(person) and count[person] == 1:
                found[person].append(name)
    return found


def _person(name: Name) -> Person:
    if not name.family or not name.given:
        return "", ""
    return _letters(name.full_family), _letters(name.given)[:1]


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", fold(text))


def _best(name: Name, others: Sequence[Name]) -> Name:
    """A name with the fullest given name of all that can be its own, and the family name with its accents."""
    given = name.given
    for other in others:
        if len(_spelt(other.given)) > len(_spelt(given)) and _may_be(given, other.given):
            given = other.given
    family = name.family
    particles = (name.non_dropping_particle, name.dropping_particle)
    for other in others:
        alike = particles == (other.non_dropping_particle, other.dropping_particle)
        if alike and _writing(other.family) > _writing(family):
            family = other.family
    return replace(name, given=given, family=family) if (given, family) != (name.given, name.family) else name


def _may_be(short: str, full: str) -> bool:
    """Whether a given name stands for a fuller one: the same words, or their beginnings ("J. R.", "John")."""
    ours, theirs = ([word for word in _NOT_LETTERS.split(fold(text)) if word] for text in (short, full))
    if len(ours) == 1 and short.isupper() and not theirs[0].startswith(ours[0]):
        ours = list(ours[0])  # JR
    return all(long.startswith(word) for word, long in zip(ours, theirs, strict=False))


def _writing(family: str) -> tuple[bool, bool]:
    """How well a family name is written: in small letters, with its accents."""
    return not family.isupper(), not family.isascii() and not _RUINS.search(family)
