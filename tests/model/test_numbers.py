"""Numbers and page ranges."""

from __future__ import annotations

import pytest

from soilbib.model.numbers import PageRange, expand_range, is_numeric, parse_pages


@pytest.mark.parametrize("value", ["2", "2nd", "D2", "3-5", "2, 3 & 4", "12a", "1–3", " 7 "])
def test_numbers_are_numeric(value: str) -> None:
    assert is_numeric(value)


@pytest.mark.parametrize("value", ["", "second", "3rd edition", "IV", "a-b", "2 3"])
def test_words_are_not_numeric(value: str) -> None:
    assert not is_numeric(value)


@pytest.mark.parametrize(
    ("value", "ranges"),
    [
        ("12-34", [("12", "34")]),
        ("12–34", [("12", "34")]),
        ("12--34", [("12", "34")]),
        ("12", [("12", "")]),
        ("12-34, 56", [("12", "34"), ("56", "")]),
        ("e12-e15; S1", [("e12", "e15"), ("S1", "")]),
        ("12-1-12-9", [("12-1-12-9", "")]),
        ("", []),
    ],
)
def test_pages_are_split_into_ranges(value: str, ranges: list[tuple[str, str]]) -> None:
    assert parse_pages(value) == tuple(PageRange(*pages) for pages in ranges)


@pytest.mark.parametrize(
    ("first", "last", "full"),
    [
        ("221", "8", "228"), ("e12", "5", "e15"), ("e12", "e5", "e15"), ("1099", "101", "1101"), ("221", "228", "228"),
        ("12", "5", "15"), ("29", "5", "5"), ("S1", "T2", "T2"), ("12", "", ""), ("xii", "v", "v"),
        ("1" * 5000, "2", "1" * 4999 + "2"),
    ],
)  # fmt: skip
def test_abbreviated_ranges_are_expanded_where_that_makes_sense(first: str, last: str, full: str) -> None:
    assert expand_range(PageRange(first, last)).last == full
