"""Records, keys and blocks on disk, a few columns in memory, all cores: for more records than fit into memory.

Two stages take nearly all the time, and both are done portion by portion in other processes: normalising, which
goes on while the records are still being read, and judging pairs. What is sent is small: where records or
keys stand in a file, and columns of numbers.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, Generic, TypeVar

import msgspec

from soilbib.dedupe.answers import Answer, answered_pairs
from soilbib.dedupe.blocking import distinct
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

PORTION = 500
"""So many records are normalised at a time."""
PAIRS = 500
"""So many pairs are judged at a time."""
SWITCH = 0.0002
"""After so many seconds a thread gives way to another one that asks for it."""
AHEAD = 4
"""So many portions for each process wait for their turn."""


def deduplicate(
    records: Iterable[Record], answers: Sequence[Answer], profile: Profile, processes: int | None = None
) -> Deduplication:
    """Find the clusters of records that are read once, one by one; the result reads them back when asked for them."""
    others = (processes or os.cpu_count() or 1) - 1
    with _pool(max(others, 1)) as pool, Pairing() as pairing:
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
        profile=profile,
    )


@contextmanager
def _pool(processes: int) -> Iterator[Executor]:
    """So many processes beside this one, all of them started at once."""
    from multiprocessing import get_context

    _import_once()
    with (
        _threads_in_turn(),
        ProcessPoolExecutor(processes, get_context(_start_method()), _begin) as pool,
    ):
        try:
            for _ in range(processes):
                pool.submit(int)
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _threads_in_turn() -> Iterator[None]:
    """Let the threads that bring work to the other processes have Python as soon as they ask for it.

    By default they wait for 5 ms at each of some steps while this process works, and the others for them.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _import_once() -> None:
    """Import what all processes need, so that a copy of this one has it.

    The threads that numpy would start for linear algebra, which nothing here does, would forbid a copy.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy  # noqa: F401
    from rapidfuzz import distance, process  # noqa: F401


def _start_method() -> str:
    """A process of one thread is copied, which takes no time; a copy of more could not use them: they start anew."""
    try:
        return "fork" if len(os.listdir("/proc/self/task")) == 1 else "spawn"  # noqa: PTH208 - only their number
    except OSError:
        return "spawn"


def _begin() -> None:
    """Leave Ctrl-C, which a terminal sends to all processes, to the one that waits for the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class _Task(Generic[T]):
    """What one of the other processes is to do, or this one if none has begun with it."""

    def __init__(self, pool: Executor, work: Callable[[], T]) -> None:
        self._work, self._future = work, pool.submit(work)

    @property
    def is_done(self) -> bool:
        return self._future.done()

    def take_over(self) -> bool:
        """Do it here, if no other process has begun with it."""
        if not self._future.cancel():
            return False
        self._future = Future()
        self._future.set_result(self._work())
        return True

    def result(self) -> T:
        return self._future.result()


def _in_turn(pool: Executor, works: Iterable[Callable[[], T]]) -> Iterator[T]:
    """What the works give, in their order; only a few wait at a time, and this process does its share of them."""
    waiting: deque[_Task[T]] = deque()
    for work in works:
        waiting.append(_Task(pool, work))
        if len(waiting) > AHEAD * (os.cpu_count() or 1):
            waiting[-1].take_over()
        while waiting and waiting[0].is_done:
            yield waiting.popleft().result()
    while waiting:
        if not waiting[0].is_done and any(task.take_over() for task in reversed(waiting)):
            continue
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
        """The records in portions, each kept on disk and with the work that is to be done on it."""
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

    rows = distinct(numpy.concatenate((screened.ones, screened.others)))
    return rows, keys.span(first[rows])


def _judge_portion(rows: Any, span: Span, screened: Screened, profile: Profile) -> bytes:
    """`pipeline.judge` on some pairs, the result encoded."""
    with collector_paused():
        keyed = dict(zip(rows.tolist(), read_span(span, Keys), strict=True))
        return msgspec.msgpack.encode(judge(keyed, [screened], profile))
