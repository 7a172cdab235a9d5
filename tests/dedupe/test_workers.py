"""Work spread over processes gives what one process gives."""

from __future__ import annotations

import os
import sys

import pytest

from soilbib.dedupe import workers
from soilbib.dedupe.keys import Keys, make_keys
from soilbib.dedupe.workers import in_parts
from tests.dedupe.samples import record

forked = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


def squares(part: range) -> list[int]:
    return [number * number for number in part]


@forked
@pytest.mark.parametrize("size", [0, 1, 39_999, 40_000, 100_001])
def test_the_parts_in_their_order_are_the_whole(size: int) -> None:
    parts = in_parts(squares, size, list[int], cores=3)
    assert len(parts) == max(1, min(3, size // workers.LEAST))
    assert [square for part in parts for square in part] == squares(range(size))


@forked
def test_a_process_that_fails_is_made_up_for() -> None:
    home = os.getpid()

    def work(part: range) -> list[int]:
        if os.getpid() != home:
            os._exit(3)
        return [len(part)]

    assert in_parts(work, 40_000, list[int], cores=2) == [[20_000], [20_000]]


@forked
def test_keys_come_back_from_a_process_as_they_are() -> None:
    keys = make_keys(
        record(
            "a", title="Sols [Böden]", author="Noël, É.; Koch, J.", year="2011", pages="e7", doi="10.5555/A"
        )
    )
    parts = in_parts(lambda part: [keys] * len(part), 40_000, list[Keys], cores=2)
    assert parts[1][-1] == keys
