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
    if not keys.families or not keys.title.compact:
        return ""
    return f"{_author(keys)}/{keys.year}/{keys.title.compact[:6]}"


def by_author_volume(keys: Keys) -> str:
    """An author's name and the volume: finds titles with many typos."""
    return f"{_author(keys)}/{keys.volume}" if keys.families and keys.volume else ""


def by_start(keys: Keys) -> str:
    """The beginning of the title: finds typos anywhere after it."""
    return keys.title.compact[:EDGE]


def by_end(keys: Keys) -> str:
    """The end of the title, backwards: finds typos anywhere before it."""
    return keys.title.compact[: -EDGE - 1 : -1]


def _page(keys: Keys) -> str:
    return page_number(keys.first_page) or keys.first_page


def _author(keys: Keys) -> str:
    """The author's word that comes first in the alphabet among those of the first name."""
    return min(keys.first_author or {keys.families[0]})


def titles(keys: Keys) -> tuple[str, ...]:
    """The whole title in every language that is given."""
    return (keys.title.compact, keys.title.other) if keys.title.other else (keys.title.compact,)


def pairs_of_long_words(keys: Keys) -> Iterator[str]:
    """Pairs of the longest words of the title: finds re-ordered and re-typed titles."""
    long = {word for word in keys.title.words.split() if len(word) >= LONG_WORD}
    longest = sorted(long, key=lambda word: (-len(word), word))[:LONG_WORDS]
    return (f"{one} {other}" for one, other in combinations(sorted(longest), 2))


KEYS: tuple[BlockKey, ...] = (
    by_doi, by_pmid, by_main_title, by_place, by_author_place, by_author_year_start, by_author_volume,
)  # fmt: skip
"""The keys whose blocks are compared in full where they are small."""
TITLE, WORDS, START, END = range(len(KEYS), len(KEYS) + 4)
"""The kinds of key beyond these. From `WORDS` on, only neighbours meet; common pairs of words are no key at all."""


def code(text: str) -> int:
    """A number for a text, from 1 on; 0 for none."""
    return (crc32(text.encode("utf-8", "surrogatepass")) or 1) if text else 0


def block_codes(keys: Keys) -> list[int]:
    """A number for every block that a record is in: the kind of key in the upper 32 bits, the value in the lower."""
    texts = [(kind, key(keys)) for kind, key in enumerate(KEYS)]
    texts += [(TITLE, title) for title in titles(keys)]
    texts += [(WORDS, pair) for pair in pairs_of_long_words(keys)]
    texts += [(START, by_start(keys)), (END, by_end(keys))]
    return [kind << 32 | code(text) for kind, text in texts if text]


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


class Blocks(Struct, frozen=True):
    """The blocks of all records as columns.

    - ``codes`` and ``owners``: a row for every block that a record is in, as `block_codes` numbers it;
    - ``finer``: for every record a column for each of `FINER`;
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

    kinds = blocks.codes >> 32
    places = numpy.where(kinds == END, blocks.backward[blocks.owners], blocks.forward[blocks.owners])
    order = numpy.lexsort((places, blocks.codes))
    codes, owners, kinds = blocks.codes[order], blocks.owners[order], kinds[order]
    sizes, left = _runs(codes)
    large = sizes > MAX_BLOCK
    reach = numpy.where(large | (kinds >= WORDS), WINDOW, MAX_BLOCK)
    reach[large & (kinds == WORDS)] = 0
    found = [_neighbours(owners, numpy.minimum(left, reach))]
    parted = large & (kinds < WORDS)
    codes, owners = codes[parted], owners[parted]
    found += [_pairs_in_parts(codes, column[owners], owners) for column in blocks.finer.T]
    return _distinct(found, len(blocks.forward))


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


def _distinct(found: Sequence[Numbers], size: int) -> Pairs:
    """Each pair once, sorted, without those of a record and itself."""
    import numpy

    pairs = numpy.concatenate(found, axis=1)
    numbers = numpy.unique(pairs.min(axis=0) * max(size, 1) + pairs.max(axis=0))
    ones, others = numpy.divmod(numbers, max(size, 1))
    return Pairs(ones[ones != others], others[ones != others])
