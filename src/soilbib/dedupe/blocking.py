"""Block: which pairs of records are worth comparing, without ever comparing all with all.

Every record gets several keys; records that share one form a block, which is put in the order of the titles.
In a small block every record meets every other, in a large one only the next few in that order, and all of
those in its smaller parts. So the number of pairs is linear in the number of records, whatever they say.

`soilbib.dedupe.engines.sql` says the same in SQL, for what does not fit into memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeAlias
from zlib import crc32

from msgspec import Struct

from soilbib.dedupe.keys import Keys
from soilbib.dedupe.places import page_number

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[Any]

MAX_BLOCK = 30
"""In blocks up to this size all pairs are compared."""
WINDOW = 4
"""How many neighbours in the order of titles each record of a larger block is compared with."""
EDGE = 8
"""How many letters at the beginning and at the end of a title make it a neighbour of others."""
LONG_WORD, LONG_WORDS = 5, 4
"""How long a title's words must be, and how many of the longest are taken, for pairs of them to be keys."""


class Pairs(Struct, frozen=True):
    """Pairs of positions as two columns of numbers (lists or arrays), the smaller position in ``ones``."""

    ones: Any
    others: Any


class Telling(Struct, frozen=True, gc=False):
    """What several keys are made of, worked out once for a record: an author's word and the number of its page."""

    keys: Keys
    author: str
    page: str

    @classmethod
    def of(cls, keys: Keys) -> Telling:
        """Of the words of the first name the one that comes first in the alphabet, and the first page."""
        author = min(keys.first_author or keys.families[:1]) if keys.families else ""
        return cls(keys, author, page_number(keys.first_page) or keys.first_page)


def by_doi(told: Telling) -> str:
    """The DOI."""
    return told.keys.doi


def by_pmid(told: Telling) -> str:
    """The PubMed id."""
    return told.keys.pmid


def by_main_title(told: Telling) -> str:
    """The title before its subtitle, so that a dropped subtitle does not matter."""
    return told.keys.title.main


def by_place(told: Telling) -> str:
    """Year, volume and first page: finds translated titles."""
    keys = told.keys
    return f"{keys.year}/{keys.volume}/{told.page}" if keys.year and keys.volume and told.page else ""


def by_author_place(told: Telling) -> str:
    """An author's name, year and first page: finds what has lost its volume."""
    return f"{told.author}/{told.keys.year}/{told.page}" if told.author and told.page else ""


def by_author_year_start(told: Telling) -> str:
    """First author, year and start of the title: finds typos further on."""
    start = told.keys.title.compact[:6]
    return f"{told.author}/{told.keys.year}/{start}" if told.author and start else ""


def by_author_volume(told: Telling) -> str:
    """An author's name and the volume: finds titles with many typos."""
    return f"{told.author}/{told.keys.volume}" if told.author and told.keys.volume else ""


def by_container_year(told: Telling) -> str:
    """The container and the year of what names no authors: finds titles with slips at both ends."""
    keys = told.keys
    return f"{keys.container}/{keys.year}" if keys.container and keys.year and not told.author else ""


def pairs_of_long_words(keys: Keys) -> Iterator[str]:
    """Pairs of the longest words of the title: finds re-ordered and re-typed titles."""
    long = sorted({word for word in keys.title.words.split() if len(word) >= LONG_WORD})
    longest = sorted(long, key=len, reverse=True)[:LONG_WORDS]
    return map(" ".join, combinations(sorted(longest), 2))


BlockKey = Callable[[Telling], str]

KEYS: tuple[BlockKey, ...] = (
    by_doi, by_pmid, by_main_title, by_place, by_author_place, by_author_year_start, by_author_volume,
    by_container_year,
)  # fmt: skip
"""The keys whose blocks are compared in full where they are small."""
TITLE, WORDS, START, END = range(len(KEYS), len(KEYS) + 4)
"""The kinds of key beyond these: a whole title in each of its languages, pairs of its longest words, its first and last
letters. From `WORDS` on, only neighbours meet; pairs of words that are common are no key at all."""


def code(text: str) -> int:
    """A number for a text, from 1 on; 0 for none."""
    return (crc32(text.encode("utf-8", "surrogatepass")) or 1) if text else 0


def block_codes(told: Telling) -> list[int]:
    """A number for every block that a record is in: the kind of key in the upper 32 bits, the value in the lower."""
    title = told.keys.title.compact
    texts = [(kind, key(told)) for kind, key in enumerate(KEYS)]
    texts += [(TITLE, text) for text in (title, told.keys.title.other)]
    texts += [(WORDS, pair) for pair in pairs_of_long_words(told.keys)]
    texts += [(START, title[:EDGE]), (END, title[: -EDGE - 1 : -1])]
    return [kind << 32 | (crc32(text.encode("utf-8", "surrogatepass")) or 1) for kind, text in texts if text]


def _by_year_page(told: Telling) -> str:
    keys = told.keys
    return f"{keys.year}/{keys.volume}/{keys.first_page}" if keys.year or keys.first_page else ""


def _by_page(told: Telling) -> str:
    return told.keys.first_page


def _by_container(told: Telling) -> str:
    return f"{told.keys.container[:12]}/{told.keys.year}" if told.keys.container else ""


def _by_author(told: Telling) -> str:
    return f"{told.author}/{told.keys.year}" if told.author else ""


FINER: tuple[BlockKey, ...] = (_by_year_page, _by_page, _by_container, _by_author)
"""What parts a block that is too large."""


class Blocks(Struct, frozen=True):
    """The blocks of all records as columns.

    - ``codes`` and ``owners``: a row for every block that a record is in, as `block_codes` numbers it;
    - ``finer``: a row for each of `FINER`, a column for every record;
    - ``forward`` and ``backward``: the place of every record in the order of the titles, and of their ends.
    """

    codes: Numbers
    owners: Numbers
    finer: Numbers
    forward: Numbers
    backward: Numbers


def ranks(texts: Sequence[str]) -> Numbers:
    """The place of each text in sorted order, equal ones in the order in which they come."""
    import numpy

    places = numpy.empty(len(texts), dtype=numpy.int64)
    places[numpy.array(sorted(range(len(texts)), key=texts.__getitem__), dtype=numpy.int64)] = numpy.arange(
        len(texts)
    )
    return places


def pair_up(blocks: Blocks) -> Pairs:
    """The pairs worth comparing, each once, sorted; their number is linear in the number of records."""
    import numpy

    size = len(blocks.forward)
    kinds = blocks.codes >> 32
    found = [
        _distinct(pairs, size)
        for kind in range(END + 1)
        for pairs in _pairs_of_kind(blocks, kind, numpy.flatnonzero(kinds == kind))
    ]
    numbers = numpy.unique(numpy.concatenate(found))
    return Pairs(*numpy.divmod(numbers, max(size, 1)))


def _pairs_of_kind(blocks: Blocks, kind: int, rows: Numbers) -> Iterator[Numbers]:
    """The pairs in the blocks of one kind and in the parts of the large ones among them."""
    import numpy

    codes, owners = blocks.codes[rows], blocks.owners[rows]
    places = (blocks.backward if kind == END else blocks.forward)[owners]
    order = numpy.lexsort((places, codes))
    codes, owners = codes[order], owners[order]
    sizes, left = _runs(codes)
    large = sizes > MAX_BLOCK
    in_small, in_large = (MAX_BLOCK, WINDOW) if kind < WORDS else (WINDOW, 0 if kind == WORDS else WINDOW)
    reach = numpy.where(large, in_large, in_small)
    yield _neighbours(owners, numpy.minimum(left, reach))
    if kind < WORDS:
        codes, owners = codes[large], owners[large]
        yield from (_pairs_in_parts(codes, column[owners], owners) for column in blocks.finer)


def _pairs_in_parts(codes: Numbers, finer: Numbers, owners: Numbers) -> Numbers:
    """The pairs inside the parts of blocks by a further key; ``owners`` are in the order of titles in each block."""
    import numpy

    known = finer > 0
    codes, finer, owners = codes[known], finer[known], owners[known]
    order = numpy.lexsort((finer, codes))
    sizes, left = _runs(codes[order], finer[order])
    reach = numpy.where(sizes > MAX_BLOCK, WINDOW, MAX_BLOCK)
    return _neighbours(owners[order], numpy.minimum(left, reach))


def _runs(*columns: Numbers) -> tuple[Numbers, Numbers]:
    """For every row the length of its run of equal rows, and how many of the run come after it."""
    import numpy

    size = len(columns[0])
    starts = numpy.ones(size, dtype=bool)
    starts[1:] = numpy.any([column[1:] != column[:-1] for column in columns], axis=0)
    first = numpy.flatnonzero(starts)
    lengths = numpy.diff(numpy.append(first, size))
    ends = numpy.repeat(first + lengths, lengths)
    return numpy.repeat(lengths, lengths), ends - numpy.arange(size) - 1


def _neighbours(owners: Numbers, counts: Numbers) -> Numbers:
    """The pairs of every row's owner with those of so many rows after it, as two rows of numbers."""
    import numpy

    ones = numpy.repeat(numpy.arange(len(owners)), counts)
    before = numpy.repeat(numpy.cumsum(counts) - counts, counts)
    others = ones + numpy.arange(len(ones)) - before + 1
    return numpy.stack((owners[ones], owners[others]))


def _distinct(pairs: Numbers, size: int) -> Numbers:
    """Each pair once as one number, sorted, without those of a record and itself."""
    import numpy

    pairs = pairs[:, pairs[0] != pairs[1]]
    return numpy.unique(pairs.min(axis=0) * size + pairs.max(axis=0))
