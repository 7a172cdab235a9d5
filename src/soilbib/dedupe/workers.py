"""Both cores: work on consecutive parts of a range, all but the first in processes of their own.

A forked process sees all that is in memory without a copy; only its result travels, as MessagePack. The result
is the same with one core as with many.
"""

from __future__ import annotations

import itertools
import os
import sys
import warnings
from collections.abc import Callable
from typing import IO, Any, TypeVar

import msgspec

Result = TypeVar("Result")

LEAST = 20_000
"""A part smaller than this is not worth a process."""
MOST = 4
"""More processes than this would need more memory than they save time."""


def in_parts(work: Callable[[range], Result], size: int, kind: Any, cores: int | None = None) -> list[Result]:
    """The results of ``work`` on the parts of ``range(size)``, in order; ``kind`` is the result's type.

    A process that fails costs time only: its part is done again here.
    """
    parts = _parts(size, _cores() if cores is None else cores)
    children = [_start(work, part) for part in parts[1:]]
    results = [work(parts[0])]
    for part, (process, pipe) in zip(parts[1:], children, strict=True):
        with pipe:
            data = pipe.read()
        failed = os.waitpid(process, 0)[1]
        results.append(work(part) if failed else msgspec.msgpack.decode(data, type=kind))
    return results


def _cores() -> int:
    """How many processes to use: one where a process cannot be forked safely."""
    return min(MOST, len(os.sched_getaffinity(0))) if sys.platform == "linux" else 1


def _parts(size: int, cores: int) -> list[range]:
    """Consecutive ranges of about one length, none shorter than `LEAST` but a single one."""
    count = max(1, min(cores, size // LEAST))
    ends = [size * number // count for number in range(count + 1)]
    return [range(start, end) for start, end in itertools.pairwise(ends)]


def _start(work: Callable[[range], Any], part: range) -> tuple[int, IO[bytes]]:
    """Begin a part in a process of its own; gives its number and the pipe that its result comes through."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # numpy's idle threads hold no lock that matters here
        process = os.fork()
    if process:
        os.close(writing)
        return process, os.fdopen(reading, "rb")
    status = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(msgspec.msgpack.encode(work(part)))
        status = 0
    finally:
        os._exit(status)  # nothing of the parent's is flushed or closed twice
