"""Which pairs of the records in a block meet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy
import pytest

from soilbib.dedupe.block_keys import END, START, TITLE, WORDS
from soilbib.dedupe.blocking import MAX_BLOCK, WINDOW, Blocks, pair_up

LARGE = 2 * MAX_BLOCK
NAMES = range(LARGE)


def met(
    kind: int,
    keys: Sequence[int],
    finer: Sequence[int] = (),
    titles: Sequence[int] = (),
    ends: Sequence[int] = (),
) -> list[tuple[int, int]]:
    """The pairs of records with these block keys of one kind (0: none), parts of blocks, and orders by title."""
    size = len(keys)
    owners = numpy.flatnonzero(numpy.array(keys))
    pairs = pair_up(
        Blocks(
            codes=(kind << 32) | numpy.array(keys)[owners],
            owners=owners,
            finer=numpy.array([finer or [0] * size], dtype=numpy.int32),
            forward=numpy.array(titles or range(size)),
            backward=numpy.array(ends or range(size)),
        )
    )
    return list(zip(pairs.ones.tolist(), pairs.others.tolist(), strict=True))


def neighbours(size: int, reach: int, start: int = 0) -> set[tuple[int, int]]:
    return {
        (one, other) for one, other in combinations(range(start, start + size), 2) if other - one <= reach
    }


def test_all_of_a_small_block_meet_once() -> None:
    assert sorted(met(TITLE, [7] * MAX_BLOCK)) == list(combinations(range(MAX_BLOCK), 2))


def test_in_a_large_block_the_next_few_by_title_meet() -> None:
    assert set(met(TITLE, [7] * LARGE)) == neighbours(LARGE, WINDOW)


def test_the_order_is_that_of_the_titles() -> None:
    backwards = list(reversed(NAMES))
    assert set(met(TITLE, [7] * LARGE, titles=backwards)) == neighbours(LARGE, WINDOW)
    evens_first = [*range(0, LARGE, 2), *range(1, LARGE, 2)]
    for kind, orders in ((TITLE, {"titles": evens_first}), (END, {"ends": evens_first})):
        pairs = met(kind, [7] * LARGE, **orders)
        assert (0, 2) in pairs
        assert (0, 1) not in pairs


@pytest.mark.parametrize(("kind", "reach"), [(START, WINDOW), (END, WINDOW), (WORDS, WINDOW)])
def test_of_a_block_by_a_piece_of_the_title_only_neighbours_meet(kind: int, reach: int) -> None:
    assert set(met(kind, [7] * MAX_BLOCK)) == neighbours(MAX_BLOCK, reach)


def test_a_large_block_by_words_is_no_block() -> None:
    assert met(WORDS, [7] * LARGE) == []
    assert set(met(START, [7] * LARGE)) == neighbours(LARGE, WINDOW)


def test_records_without_a_key_or_with_different_keys_do_not_meet() -> None:
    assert met(TITLE, [0, 0, 5, 6]) == []


def test_the_parts_of_a_large_block_meet_in_full() -> None:
    parts = [1 + number % 10 for number in NAMES]
    within = {pair for pair in combinations(NAMES, 2) if parts[pair[0]] == parts[pair[1]]}
    assert set(met(TITLE, [7] * LARGE, parts)) == neighbours(LARGE, WINDOW) | within


def test_what_stands_in_no_part_has_its_neighbours_only() -> None:
    parts = [0 if number % 10 == 0 else number for number in NAMES]
    assert set(met(TITLE, [7] * LARGE, parts)) == neighbours(LARGE, WINDOW)


def test_a_part_too_large_itself_has_neighbours_in_it() -> None:
    parts = [1 + number % 2 for number in range(2 * LARGE)]
    pairs = set(met(TITLE, [7] * 2 * LARGE, parts))
    assert (0, 2 * WINDOW) in pairs
    assert (0, 2 * WINDOW + 2) not in pairs


def test_parts_of_one_name_in_two_large_blocks_do_not_meet() -> None:
    pairs = met(TITLE, [7] * LARGE + [8] * LARGE, [3] * (2 * LARGE))
    assert [pair for pair in pairs if pair[0] < LARGE <= pair[1]] == []


def test_pairs_that_two_blocks_bring_together_come_once() -> None:
    codes = numpy.array([(TITLE << 32) | 5, (START << 32) | 6] * 2)
    order = numpy.arange(2)
    pairs = pair_up(Blocks(codes, numpy.array([0, 0, 1, 1]), numpy.zeros((1, 2), numpy.int32), order, order))
    assert (pairs.ones.tolist(), pairs.others.tolist()) == ([0], [1])


def test_a_record_does_not_meet_itself_by_two_like_keys() -> None:
    codes, order = numpy.full(2, (TITLE << 32) | 5), numpy.arange(1)
    pairs = pair_up(Blocks(codes, numpy.zeros(2, int), numpy.zeros((1, 1), numpy.int32), order, order))
    assert pairs.ones.tolist() == []
