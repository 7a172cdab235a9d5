"""Block keys: what brings two records into one block, as tables; the keys of all records are made column by column.

A text is told by its checksum of 32 bits, so that a field of all records is an array, and a key made of several
fields is arithmetic on arrays. Two texts with one checksum cost a needless comparison and nothing else: whatever is
decided is decided on the keys of `soilbib.dedupe.keys`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeAlias
from zlib import crc32

from msgspec import Struct

from soilbib.dedupe.keys import Keys
from soilbib.dedupe.places import page_number

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[Any]

EDGE = 8
"""How many letters at the beginning and at the end of a title make it a neighbour of others."""
LONG_WORD, LONG_WORDS = 5, 4
"""How long a title's words must be, and how many of the longest are taken, for pairs of them to be keys."""


def _author(keys: Keys) -> str:
    """Of the words of the first name the one that comes first in the alphabet."""
    return min(keys.first_author or keys.families[:1]) if keys.families else ""


def _page(keys: Keys) -> str:
    """The number of the first page, or what stands for it."""
    page = keys.first_page
    return page if page.isdecimal() else page_number(page) or page


TEXTS: dict[str, Callable[[Keys], str]] = {
    "doi": lambda keys: keys.doi,
    "pmid": lambda keys: keys.pmid,
    "title": lambda keys: keys.title.compact,
    "other title": lambda keys: keys.title.other,
    "main title": lambda keys: keys.title.main,
    "start": lambda keys: keys.title.compact[:24] or " ",
    "first letters": lambda keys: keys.title.compact[:EDGE],
    "first six": lambda keys: keys.title.compact[:6],
    "last letters": lambda keys: keys.title.compact[: -EDGE - 1 : -1],
    "generic": lambda keys: "generic" if keys.title.generic else "",
    "author": _author,
    "container": lambda keys: keys.container,
    "short container": lambda keys: keys.container[:12],
    "volume": lambda keys: keys.volume,
    "issue": lambda keys: keys.issue,
    "first": lambda keys: keys.first_page,
    "number": _page,
    "last": lambda keys: keys.last_page,
}
"""Column: the text of a record that it tells."""


class BlockKey(Struct, frozen=True):
    """What a key is made of, by the names of columns.

    Records have it that have all columns of ``needed``, one of ``either`` where it names any, and none of ``without``;
    ``beside`` counts whether it is there or not.
    """

    about: str
    needed: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def of(self, columns: Mapping[str, Numbers]) -> Numbers:
        """The key of every record, 0 for none."""
        import numpy

        has = numpy.ones(len(columns["title"]), dtype=bool)
        for name in self.needed:
            has &= columns[name] > 0
        if self.either:
            has &= numpy.any([columns[name] > 0 for name in self.either], axis=0)
        for name in self.without:
            has &= columns[name] == 0
        return mixed([columns[name] for name in (*self.needed, *self.beside, *self.either)]) * has


KEYS = (
    BlockKey("the DOI", ("doi",)),
    BlockKey("the PubMed id", ("pmid",)),
    BlockKey("the title before its subtitle, so that a dropped subtitle does not matter", ("main title",)),
    BlockKey("year, volume and first page: finds translated titles", ("year", "volume", "number")),
    BlockKey("finds what has lost its volume", ("author", "number"), beside=("year",)),
    BlockKey("finds typos after the start of a title", ("author", "first six"), beside=("year",)),
    BlockKey("finds titles with many typos", ("author", "volume")),
    BlockKey("finds nameless titles with slips at both ends", ("container", "year"), without=("author",)),
)
"""The keys whose blocks are compared in full where they are small."""
TITLE, WORDS, START, END = range(len(KEYS), len(KEYS) + 4)
"""The kinds of key beyond these: a whole title in each of its languages, pairs of its longest words, its first and last
letters. From `WORDS` on, only neighbours meet; pairs of words that are common are no key at all."""

FINER = (
    BlockKey("year, volume and page", beside=("volume",), either=("year", "first")),
    BlockKey("the page", ("first",)),
    BlockKey("how the container begins, and the year", ("short container",), beside=("year",)),
    BlockKey("author and year", ("author",), beside=("year",)),
)
"""What parts a block that is too large."""
PLACE = BlockKey("year, volume and page, where there is a page", ("first",), beside=("year", "volume"))


def code(text: str) -> int:
    """A number for a text, from 1 on; 0 for none."""
    return crc32(text.encode("utf-8", "surrogatepass")) or bool(text)


def codes(texts: Iterable[str]) -> Numbers:
    """A column of texts as numbers, 0 for those that are empty."""
    import numpy

    texts = list(texts)
    try:
        numbers = numpy.fromiter(map(crc32, map(str.encode, texts)), dtype=numpy.uint32, count=len(texts))
    except UnicodeEncodeError:  # half a surrogate pair
        return numpy.fromiter(map(code, texts), dtype=numpy.uint32, count=len(texts))
    numbers[[row for row in numpy.flatnonzero(numbers == 0).tolist() if texts[row]]] = 1
    return numbers


def mixed(columns: Sequence[Numbers]) -> Numbers:
    """Several columns as one, 32 bits from 1 on: rows are the same in it that are the same in all of them."""
    import numpy

    value = numpy.full(len(columns[0]), len(columns), dtype=numpy.uint64)
    for column in columns:
        value = (value ^ column) * numpy.uint64(0x9E3779B97F4A7C15)
        value ^= value >> numpy.uint64(29)
    told: Numbers = numpy.maximum(value >> numpy.uint64(32), 1).astype(numpy.uint32)
    return told


def make_columns(keyed: Sequence[Keys]) -> dict[str, Numbers]:
    """Every column of `TEXTS`, and the year."""
    import numpy

    columns = {name: codes(map(text, keyed)) for name, text in TEXTS.items()}
    return {**columns, "year": numpy.array([keys.year % 2**32 for keys in keyed], dtype=numpy.uint32)}


def block_codes(keyed: Sequence[Keys], columns: Mapping[str, Numbers]) -> Numbers:
    """A row for each record, a number for every block that it is in, 0 for none.

    The kind of key is in the upper 32 bits, the key in the lower.
    """
    import numpy

    found = [(kind, key.of(columns)) for kind, key in enumerate(KEYS)]
    found += [(TITLE, columns["title"]), (TITLE, columns["other title"])]
    found += [(WORDS, pair) for pair in _pairs_of_long_words(keyed)]
    found += [(START, columns["first letters"]), (END, columns["last letters"])]
    kinds = numpy.array([kind << 32 for kind, _ in found], dtype=numpy.int64)
    values = numpy.stack([column.astype(numpy.int64) for _, column in found], axis=1)
    return numpy.where(values > 0, values | kinds, 0)


def _pairs_of_long_words(keyed: Sequence[Keys]) -> list[Numbers]:
    """Pairs of the longest words of each title: finds re-ordered and re-typed titles."""
    import numpy

    longest = [_longest_words(keys.title.words) for keys in keyed]
    rows = [words[place] if place < len(words) else "" for words in longest for place in range(LONG_WORDS)]
    told = numpy.sort(codes(rows).reshape(len(keyed), LONG_WORDS), axis=1).T
    return [
        mixed((told[one], told[other])) * (told[one] > 0) for one, other in combinations(range(LONG_WORDS), 2)
    ]


def _longest_words(title: str) -> Sequence[str]:
    """The longest words of a title, the first in the alphabet among those of one length."""
    long = {word for word in title.split() if len(word) >= LONG_WORD}
    return (
        tuple(long) if len(long) <= LONG_WORDS else sorted(sorted(long), key=len, reverse=True)[:LONG_WORDS]
    )
