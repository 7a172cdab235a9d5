"""Records, keys and blocks on disk, a few columns in memory, all cores: for more records than fit into memory.

Two stages take nearly all the time, and both are done portion by portion in other processes: normalising, which
goes on while the records are still being read, and judging pairs. What is sent is small: where records or
keys stand in a file, and columns of numbers.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import msgspec

from soilbib.dedupe.answers import Answer, answered_pairs
from soilbib.dedupe.columns import Screened, parts, screen_chunk
from soilbib.dedupe.deduplication import Deduplication
from soilbib.dedupe.engines.pairing import Pairing
from soilbib.dedupe.index import Index, joined, make_index, taken, with_crowds, without_blocks
from soilbib.dedupe.keys import Keys
from soilbib.dedupe.merging import merge
from soilbib.dedupe.pipeline import (
    Judged,
    cluster_numbers,
    decisions_of,
    identical_groups,
    judge,
    judge_and_cluster,
    normalise,
    number_clusters,
)
from soilbib.dedupe.profile import Profile
from soilbib.dedupe.store import Computed, RecordStore, Span, Store, encode_all, read_span
from soilbib.model import Record
from soilbib.model.collector import collector_paused

T = TypeVar("T")

PORTION = 2_000
"""So many records are normalised at a time."""
PAIRS = 8_000
"""So many pairs are judged at a time."""
AHEAD = 4
"""So many portions for each process wait for their turn."""


def deduplicate(
    records: Iterable[Record], answers: Sequence[Answer], profile: Profile, processes: int | None = None
) -> Deduplication:
    """Find the clusters of records that are read once, one by one; the result reads them back when asked for them."""
    with Pairing() as pairing, _pool(processes or os.cpu_count() or 1) as pool:
        sources, keys, fingerprints, index = _set_aside(records, pool, pairing)
        groups = identical_groups(fingerprints)
        firsts = [group[0] for group in groups]
        index = with_crowds(_of_groups(index, firsts))
        keyed = Computed(len(groups), lambda number: keys[firsts[number]])
        judged, numbers = judge_and_cluster(
            index,
            (screen_chunk(index, some.ones, some.others) for some in pairing.pairs(index, firsts)),
            partial(_judge, keys, firsts, pool, profile),
            answered_pairs(keyed, answers),
        )
    clusters = number_clusters(groups, numbers)
    return Deduplication(
        records=Computed(
            len(clusters), lambda number: merge([sources[member] for member in clusters[number]])
        ),
        clusters=clusters,
        cluster_of=cluster_numbers(clusters),
        decisions=decisions_of(sources.ids, groups, judged),
        sources=sources,
    )


@contextmanager
def _pool(processes: int) -> Iterator[Executor]:
    """So many processes that start anew, as a copy of this one could not use its threads."""
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, get_context("spawn"), _leave_interrupts) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _leave_interrupts() -> None:
    """Leave Ctrl-C, which a terminal sends to all processes, to the one that waits for the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_turn(pool: Executor, tasks: Iterable[Callable[[], T]]) -> Iterator[T]:
    """What the tasks give, in their order; only a few wait at a time."""
    waiting: deque[Future[T]] = deque()
    most = AHEAD * (os.cpu_count() or 1)
    for task in tasks:
        waiting.append(pool.submit(task))
        while len(waiting) > most or (waiting and waiting[0].done()):
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


# Normalising ---------------------------------------------------------------------------------------


def _set_aside(
    records: Iterable[Record], pool: Executor, pairing: Pairing
) -> tuple[RecordStore, Store[Keys], list[bytes], Index]:
    """The records and their keys in files, their fingerprints, and their columns."""
    sources, keys = RecordStore(), Store(Keys)
    fingerprints: list[bytes] = []
    indexes: list[Index] = []

    def tasks() -> Iterator[Callable[[], tuple[list[bytes], Index, bytes, list[int]]]]:
        iterator = iter(records)
        while portion := list(islice(iterator, PORTION)):
            begin = len(sources)
            sources.extend(portion)
            yield partial(_normalise_portion, sources.span(slice(begin, None)))

    for prints, index, encoded, sizes in _in_turn(pool, tasks()):
        fingerprints += prints
        pairing.add(index)
        indexes.append(without_blocks(index))
        keys.extend_encoded(encoded, sizes)
    return sources, keys, fingerprints, joined(indexes or [make_index([])])


def _normalise_portion(span: Span) -> tuple[list[bytes], Index, bytes, list[int]]:
    """Fingerprints, columns and encoded keys of a portion of the records."""
    with collector_paused():
        fingerprints, keyed = normalise(read_span(span, Record))
        return fingerprints, make_index(keyed), *encode_all(keyed)


def _of_groups(index: Index, firsts: Sequence[int]) -> Index:
    """The columns of the first record of every group of identical ones."""
    import numpy

    return taken(index, numpy.array(firsts, dtype=numpy.int64))


# Judging -------------------------------------------------------------------------------------------


def _judge(
    keys: Store[Keys], firsts: Sequence[int], pool: Executor, profile: Profile, screened: Iterable[Screened]
) -> tuple[list[Judged], list[tuple[int, int]]]:
    """What `pipeline.judge` says of the screened pairs, worked out in the other processes."""
    import numpy

    first = numpy.array(firsts, dtype=numpy.int64)
    judged: list[Judged] = []
    unlike: list[tuple[int, int]] = []
    decode = msgspec.msgpack.Decoder(tuple[list[Judged], list[tuple[int, int]]]).decode
    portions = (part for some in screened for part in parts(some, PAIRS))
    tasks = (partial(_judge_portion, *_with_keys(keys, first, some), some, profile) for some in portions)
    for said in _in_turn(pool, tasks):
        some_judged, some_unlike = decode(said)
        judged += some_judged
        unlike += some_unlike
    return judged, unlike


def _with_keys(keys: Store[Keys], first: Any, screened: Screened) -> tuple[Any, Span]:
    """The positions that occur in some pairs, and where their keys stand."""
    import numpy

    rows = numpy.unique(numpy.concatenate((screened.ones, screened.others)))
    return rows, keys.span(first[rows])


def _judge_portion(rows: Any, span: Span, screened: Screened, profile: Profile) -> bytes:
    """`pipeline.judge` on some pairs, the result encoded."""
    with collector_paused():
        keyed = dict(zip(rows.tolist(), read_span(span, Keys), strict=True))
        return msgspec.msgpack.encode(judge(keyed, [screened], profile))
