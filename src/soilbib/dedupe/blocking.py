"""Block: which pairs of records are worth comparing, without ever comparing all with all.

Every record gets several keys; records that share one form a block. A block that is too large is
parted by a further key and, where that does not help, compared only within a window of its sorted
order. Two sorted orders over all titles find what the keys miss.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, combinations
from typing import Any

from msgspec import Struct

from soilbib.dedupe.keys import Keys
from soilbib.dedupe.places import page_number

MAX_BLOCK = 30
"""Blocks up to this size are compared in full."""
WINDOW = 4
"""How many neighbours each record of a sorted order is compared with."""

BlockKey = Callable[[Keys], str]


class Pairs(Struct, frozen=True):
    """Pairs of positions as two columns of numbers (lists or arrays), the smaller position in ``ones``."""

    ones: Any
    others: Any


def by_doi(keys: Keys) -> str:
    """The DOI."""
    return keys.doi


def by_pmid(keys: Keys) -> str:
    """The PubMed id."""
    return keys.pmid


def by_title(keys: Keys) -> str:
    """The whole title."""
    return keys.title.compact


def by_main_title(keys: Keys) -> str:
    """The title before its subtitle, so that a dropped subtitle does not matter."""
    return keys.title.main


def by_place(keys: Keys) -> str:
    """Year, volume and first page: finds translated titles."""
    return f"{keys.year}/{keys.volume}/{_page(keys)}" if keys.year and keys.volume and keys.first_page else ""


def by_author_place(keys: Keys) -> str:
    """An author's name, year and first page: finds what has lost its volume."""
    return f"{_author(keys)}/{keys.year}/{_page(keys)}" if keys.families and keys.first_page else ""


def by_author_year_start(keys: Keys) -> str:
    """First author, year and start of the title: finds typos further on."""
    return (
        f"{_author(keys)}/{keys.year}/{keys.title.compact[:6]}"
        if keys.families and keys.title.compact
        else ""
    )


def by_author_volume(keys: Keys) -> str:
    """An author's name and the volume: finds titles with many typos."""
    return f"{_author(keys)}/{keys.volume}" if keys.families and keys.volume else ""


def _page(keys: Keys) -> str:
    return page_number(keys.first_page) or keys.first_page


def _author(keys: Keys) -> str:
    """The author's word that comes first in the alphabet among those of the first name."""
    return min(keys.first_author or {keys.families[0]})


KEYS: tuple[BlockKey, ...] = (
    by_doi, by_pmid, by_title, by_main_title, by_place, by_author_place, by_author_year_start,
    by_author_volume,
)  # fmt: skip


def candidate_pairs(keyed: Sequence[Keys]) -> Pairs:
    """The pairs worth comparing, each once, sorted; their number is linear in the number of records."""
    import numpy

    size = len(keyed)
    flat = array("q")  # one and other in turn: millions of tuples would fill the memory
    for block in chain(
        *(_blocks(range(size), [key(keys) for keys in keyed]) for key in KEYS),
        _blocks_by_languages(keyed),
        _blocks_by_words(keyed),
    ):
        flat.extend(chain.from_iterable(_pairs_of(block, keyed)))
    titled = [index for index in range(size) if keyed[index].title.compact]
    for ordered in (
        sorted(titled, key=lambda index: keyed[index].title.compact),
        sorted(titled, key=lambda index: keyed[index].title.compact[::-1]),
    ):
        flat.extend(chain.from_iterable(_window(ordered)))
    ones, others = numpy.frombuffer(flat, dtype=numpy.int64).reshape(-1, 2).T
    ordered_pairs = numpy.sort(numpy.minimum(ones, others) * size + numpy.maximum(ones, others))
    first = numpy.diff(ordered_pairs, prepend=-1) > 0
    return Pairs(*numpy.divmod(ordered_pairs[first], max(size, 1)))


def _blocks(members: Iterable[int], values: Iterable[str]) -> Iterable[list[int]]:
    """The groups of members with one value, the empty value and groups of one left out."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, value in zip(members, values, strict=True):
        if value:
            groups[value].append(index)
    return [group for group in groups.values() if len(group) > 1]


def _blocks_by_languages(keyed: Sequence[Keys]) -> Iterable[list[int]]:
    """Blocks of records that share a title in either language where one of them gives two."""
    second = {keys.title.other for keys in keyed if keys.title.other}
    groups: dict[str, list[int]] = defaultdict(list)
    for index, keys in enumerate(keyed):
        for title in {keys.title.compact, keys.title.other} & second:
            groups[title].append(index)
    return [group for group in groups.values() if len(group) > 1]


def _blocks_by_words(keyed: Sequence[Keys]) -> Iterable[list[int]]:
    """Blocks of titles that share two of their four rarest words: finds re-ordered and re-typed titles."""
    split = [{word for word in keys.title.words.split() if len(word) > 2} for keys in keyed]
    frequency = Counter(chain.from_iterable(split))
    ranked = sorted(
        (word for word in frequency if frequency[word] > 1), key=lambda word: (frequency[word], word)
    )
    rank = {word: number for number, word in enumerate(ranked)}
    size = len(rank)
    groups: dict[int, list[int]] = defaultdict(list)
    for index, words in enumerate(split):
        for one, other in combinations(sorted(rank[word] for word in words if word in rank)[:4], 2):
            groups[one * size + other].append(index)
    return [group for group in groups.values() if 1 < len(group) <= MAX_BLOCK]


def _pairs_of(block: list[int], keyed: Sequence[Keys]) -> Iterable[tuple[int, int]]:
    """All pairs of a small block; a large one is parted by year and page, then by author, then windowed."""
    return combinations(block, 2) if len(block) <= MAX_BLOCK else _pairs_of_large(block, keyed)


def _pairs_of_large(block: list[int], keyed: Sequence[Keys]) -> Iterable[tuple[int, int]]:
    """The pairs inside the parts of a block by every further key, and of neighbours in the order of titles."""
    for finer in FINER:
        for part in _blocks(block, [finer(keyed[index]) for index in block]):
            if len(part) <= MAX_BLOCK:
                yield from combinations(part, 2)
            else:
                yield from _window(part)
    ordered = sorted(
        block, key=lambda index: (keyed[index].title.compact, keyed[index].families, keyed[index].year, index)
    )
    yield from _window(ordered)


def _by_year_page(keys: Keys) -> str:
    return f"{keys.year}/{keys.volume}/{keys.first_page}" if keys.year or keys.first_page else ""


def _by_page(keys: Keys) -> str:
    return keys.first_page


def _by_container(keys: Keys) -> str:
    return f"{keys.container[:12]}/{keys.year}" if keys.container else ""


def _by_author(keys: Keys) -> str:
    return f"{_author(keys)}/{keys.year}" if keys.families else ""


FINER: tuple[BlockKey, ...] = (_by_year_page, _by_page, _by_container, _by_author)
"""What parts a block that is too large."""


def _window(ordered: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Each record with the next ones of a sorted order."""
    for distance in range(1, WINDOW + 1):
        yield from zip(ordered, ordered[distance:], strict=False)
