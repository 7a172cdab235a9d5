"""Numbers and page ranges."""

from __future__ import annotations

from pathlib import Path

import citeproc
import pytest

from soilbib.csl.locale import LocaleTerms
from soilbib.model.numbers import PageRange, expand_range, is_numeric, parse_pages, plain_pages


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


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("pp. 12–14", "12-14"), ("pp. [12]-14", "[12]-14"), ("pagg. 12-14", "12-14"), ("blz. 12", "12"), ("p.A1", "A1"),
        ("p. 3, p. 9", "3, 9"), ("pp. 3-5, pp. 8–9", "3-5, 8-9"), ("σσ. 12-14", "12-14"), ("стр. 3-4", "3-4"),
        ("ص 12", "12"), ("halaman 12–14", "12-14"), ("pp. xii-xv", "xii-xv"), ("第12-20页", "12-20"),
        ("12-14. o.", "12-14"), ("12-14 lpp.", "12-14"), ("12–20頁", "12-20"),
    ],
)  # fmt: skip
def test_pages_lose_the_label_that_styles_print(written: str, plain: str) -> None:
    assert plain_pages(written) == plain


@pytest.mark.parametrize(
    "pages", ["S12-S20", "s1", "p12", "e123", "t12", "A12, B13", "vol. 3, pp. 4-5", "281 p.", "pp"]
)
def test_what_is_no_label_of_pages_stays(pages: str) -> None:
    assert plain_pages(pages) == pages


def test_the_labels_of_all_locales_are_known() -> None:
    for path in sorted(Path(citeproc.LOCALES_PATH).glob("locales-*.xml")):
        locale = LocaleTerms((), path.stem.removeprefix("locales-"))
        for form in ("long", "short"):
            for label in {locale.text("page", form, plural) for plural in (False, True)}:
                assert plain_pages(f"{label} 12") == "12", path.stem
