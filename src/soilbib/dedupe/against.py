"""New records against a catalogue: only pairs with a new record in them are looked at.

A catalogue is prepared once (`prepare`); what that gives can be kept as bytes (`write_index`) and read again
(`read_index`) as long as neither the catalogue nor what the keys are made by has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
from msgspec import Struct

from soilbib.dedupe.answers import Answer, answered_pairs
from soilbib.dedupe.blocking import Pairs
from soilbib.dedupe.columns import screen
from soilbib.dedupe.deduplication import Deduplication
from soilbib.dedupe.index import Index, joined, make_index, taken
from soilbib.dedupe.keys import Keys
from soilbib.dedupe.merging import merge
from soilbib.dedupe.pipeline import (
    candidate_pairs,
    cluster_judged,
    cluster_numbers,
    decisions_of,
    judge,
    normalise,
    number_clusters,
)
from soilbib.dedupe.profile import ARTICLES, Profile
from soilbib.dedupe.store import Computed
from soilbib.errors import Problem, SoilbibError
from soilbib.model import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[Any]

_MAGIC = b"soilbib dedupe index 1\n"
_DIGEST = 16
_TABLES = tuple(name for name in Index.__struct_fields__ if name != "titles")
"""The columns of an index that are arrays."""


class StaleIndexError(SoilbibError):
    """The index of another state of the catalogue, or made by another version of soilbib."""


class BrokenIndexError(SoilbibError):
    """A file that is no index, or one that is damaged."""


class Prepared(Struct, frozen=True):
    """A catalogue made ready: its records, what was wrong with others, and what is compared of them."""

    records: Sequence[Record]
    problems: tuple[Problem, ...]
    fingerprints: Sequence[bytes]
    keys: Sequence[Keys]
    index: Index


def prepare(records: Sequence[Record], problems: Sequence[Problem] = ()) -> Prepared:
    """Normalise the records of a catalogue."""
    fingerprints, keys = normalise(records)
    return Prepared(records, tuple(problems), fingerprints, keys, make_index(keys))


def dedupe_against(
    old: Prepared, records: Sequence[Record], answers: Sequence[Answer] = (), profile: Profile = ARTICLES
) -> Deduplication:
    """Find which new records the catalogue has; `Deduplication.sources` begins with those of the catalogue.

    Two records of the catalogue are never brought together, whatever they have in common.
    """
    size = len(old.records)
    fingerprints, keys = normalise(records)
    new_index = make_index(keys)
    rows = _near(old, new_index, fingerprints, bool(answers))
    groups = _groups(old, rows, fingerprints)
    firsts = [group[0] for group in groups[len(rows) :]]
    index = joined([taken(old.index, rows), taken(new_index, _positions(firsts) - size)])
    keyed = [*(old.keys[row] for row in rows.tolist()), *(keys[first - size] for first in firsts)]
    screened = screen(index, _across(candidate_pairs(index), len(rows)))
    decide_all = partial(judge, keyed, profile=profile)
    answered = answered_pairs(keyed, answers)
    judged, numbers = cluster_judged(index, *decide_all(screened), decide_all, answered, apart=len(rows))
    untouched = set(range(size)) - set(rows.tolist())
    clusters = tuple(sorted([*number_clusters(groups, numbers), *((position,) for position in untouched)]))
    sources = (*old.records, *records)
    return Deduplication(
        records=tuple(merge([sources[position] for position in members]) for members in clusters),
        clusters=clusters,
        cluster_of=cluster_numbers(clusters),
        decisions=tuple(decisions_of([source.id for source in sources], groups, judged)),
        sources=sources,
        profile=profile,
        old=size,
    )


def _positions(values: Sequence[int]) -> Numbers:
    import numpy

    return numpy.array(values, dtype=numpy.int64)


def _near(old: Prepared, new: Index, fingerprints: Sequence[bytes], everything: bool) -> Numbers:
    """The positions of the old records that share a block with a new one, or all that it says."""
    import numpy

    size = len(old.records)
    if everything:
        return numpy.arange(size)
    owners = numpy.repeat(numpy.arange(size), old.index.counts)
    wanted = set(fingerprints)
    identical = [position for position, content in enumerate(old.fingerprints) if content in wanted]
    shared = owners[numpy.isin(old.index.blocks, new.blocks)]
    return numpy.unique(numpy.concatenate((shared, _positions(identical))))


def _groups(old: Prepared, rows: Numbers, fingerprints: Sequence[bytes]) -> list[tuple[int, ...]]:
    """The positions of identical records: each old one with the new ones like it, then the other new ones."""
    by_content: dict[bytes, list[int]] = defaultdict(list)
    for position, content in enumerate(fingerprints, start=len(old.records)):
        by_content[content].append(position)
    known = [(row, *by_content.pop(old.fingerprints[row], ())) for row in rows.tolist()]
    return known + [tuple(by_content[content]) for content in sorted(by_content)]


def _across(pairs: Pairs, size: int) -> Pairs:
    """The pairs whose second record is new, where the first ``size`` are old."""
    import numpy

    ones, others = numpy.asarray(pairs.ones), numpy.asarray(pairs.others)
    return Pairs(ones[others >= size], others[others >= size])


# The index as bytes ------------------------------------------------------------------------------


class _Table(Struct, frozen=True):
    """An array of numbers as bytes."""

    kind: str
    shape: tuple[int, ...]
    data: bytes


class _Stored(Struct, frozen=True):
    """What `Prepared` holds, each record and its keys encoded by themselves."""

    stamp: str
    problems: tuple[Problem, ...]
    records: list[bytes]
    keys: list[bytes]
    fingerprints: list[bytes]
    titles: list[str]
    tables: dict[str, _Table]


def stamp(catalogue: bytes) -> str:
    """What an index is valid for: the bytes of the catalogue's file, and the code that makes keys."""
    return f"{blake2b(catalogue, digest_size=_DIGEST).hexdigest()} {_code()}"


@cache
def _code() -> str:
    """The hash of the modules that make keys, so that a changed rule of normalising counts."""
    digest = blake2b(digest_size=_DIGEST)
    here = Path(__file__).parent
    for path in sorted([*here.glob("*.py"), *here.glob("*.txt"), *(here.parent / "model").glob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def write_index(prepared: Prepared, valid_for: str) -> bytes:
    """The prepared catalogue as bytes with a checksum."""
    encode = msgspec.msgpack.Encoder(enc_hook=str, order="deterministic").encode
    index = prepared.index
    stored = _Stored(
        stamp=valid_for,
        problems=prepared.problems,
        records=[encode(record) for record in prepared.records],
        keys=[encode(keys) for keys in prepared.keys],
        fingerprints=list(prepared.fingerprints),
        titles=list(index.titles),
        tables={name: _stored(getattr(index, name)) for name in _TABLES},
    )
    body = encode(stored)
    return _MAGIC + blake2b(body, digest_size=_DIGEST).digest() + body


def read_index(data: bytes, valid_for: str) -> Prepared:
    """The prepared catalogue of these bytes.

    Raises `BrokenIndexError` where they are damaged or something else, `StaleIndexError` where the stamp is another.
    """
    body = data[len(_MAGIC) + _DIGEST :]
    if not data.startswith(_MAGIC):
        raise BrokenIndexError("is no index of this version")
    if blake2b(body, digest_size=_DIGEST).digest() != data[len(_MAGIC) : len(_MAGIC) + _DIGEST]:
        raise BrokenIndexError("is damaged")
    try:
        stored = msgspec.msgpack.decode(body, type=_Stored)
    except msgspec.DecodeError as error:
        raise StaleIndexError("was made by another version of soilbib") from error
    if stored.stamp != valid_for:
        raise StaleIndexError("is of another state of the catalogue, or of another version of soilbib")
    record, keys = msgspec.msgpack.Decoder(Record), msgspec.msgpack.Decoder(Keys)
    return Prepared(
        records=Computed(len(stored.records), lambda row: record.decode(stored.records[row])),
        problems=stored.problems,
        fingerprints=stored.fingerprints,
        keys=Computed(len(stored.keys), lambda row: keys.decode(stored.keys[row])),
        index=Index(stored.titles, **{name: _restored(table) for name, table in stored.tables.items()}),
    )


def _stored(numbers: Numbers) -> _Table:
    return _Table(numbers.dtype.str, numbers.shape, numbers.tobytes())


def _restored(table: _Table) -> Numbers:
    import numpy

    return numpy.frombuffer(table.data, dtype=numpy.dtype(table.kind)).reshape(table.shape)
