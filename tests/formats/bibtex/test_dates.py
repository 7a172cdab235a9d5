"""Dates in BibTeX's and BibLaTeX's fields."""

from __future__ import annotations

import pytest

from soilbib.formats.bibtex.dates import read_date
from soilbib.formats.bibtex.dialects import BIBLATEX, BIBTEX
from soilbib.model import Date, Record


def issued(fields: str) -> Date | None:
    assert BIBTEX.read
    (record,) = [item for item in BIBTEX.read(f"@book{{a, {fields}}}", "") if isinstance(item, Record)]
    date = record.dates.get("issued")
    return date and Date(date.start, date.end, date.circa, date.season, date.literal)


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2005", Date((2005,))),
        ("year = {2005}, month = mar", Date((2005, 3))),
        ("month = {March}, year = 2005", Date((2005, 3))),
        ("year = 2005, month = 3, day = 17", Date((2005, 3, 17))),
        ('year = 2005, month = "17~" # mar', Date((2005, 3, 17))),
        ('year = 2005, month = mar # "~17"', Date((2005, 3, 17))),
        ("year = 2005, month = {May--June}", Date((2005, 5), (2005, 6))),
        ("year = 2005, month = {Spring}", Date((2005,), season=1)),
        ("year = 2005, month = sept", Date((2005, 9))),
        ('year = 2005, month = {"March"}', Date((2005, 3))),
        ("year = {1995--1998}", Date((1995,), (1998,))),
        ("year = {in press}", Date(literal="in press")),
        ("year = {2005, in press}", Date((2005,), literal="2005, in press")),
        ("date = {2005-03-17}", Date((2005, 3, 17))),
        ("date = {2005-03/2006-01}", Date((2005, 3), (2006, 1))),
        ("date = {0000}", Date((-1,))),
        ("date = {2005/}", Date((2005,), ())),
        ("date = {2005/..}", Date((2005,), ())),
        ("date = {1850~}", Date((1850,), circa=True)),
        ("date = {199X}", Date((1990,), (1999,))),
        ("date = {2005-21}", Date((2005,), season=1)),
        ("date = {2005-XX-XX}", Date((2005,))),
        ("date = {2005-03-uu}", Date((2005, 3))),
        ("date = {-0043}", Date((-44,))),
        ("date = {2005-03-17T12:30:00}", Date((2005, 3, 17))),
        ("date = {2005}, year = {2005}, month = {2}", Date((2005, 2))),
        ("date = {forthcoming}", Date(literal="forthcoming")),
        ("title = {undated}", None),
    ],
)
def test_dates_are_read(fields: str, date: Date | None) -> None:
    assert issued(fields) == date


@pytest.mark.parametrize(
    ("date", "bibtex", "biblatex"),
    [
        (Date((2005,)), "year = {2005},", "date = {2005},"),
        (Date((2005, 3, 17)), "year = {2005},\n  month = mar,\n  day = {17},", "date = {2005-03-17},"),
        (Date((2005,), (2006,)), "date = {2005/2006},\n  year = {2005},", "date = {2005/2006},"),
        (Date((2005,), season=2), "date = {2005-22},\n  year = {2005},", "date = {2005-22},"),
        (Date(literal="in press"), "year = {in press},", "year = {in press},"),
    ],
)
def test_each_dialect_writes_dates_its_way(date: Date, bibtex: str, biblatex: str) -> None:
    record = Record(id="a", type="book", dates={"issued": date})
    for dialect, lines in ((BIBTEX, bibtex), (BIBLATEX, biblatex)):
        assert dialect.write
        assert list(dialect.write([record])) == [f"@book{{a,\n  {lines}\n}}\n"]


def test_uncertain_is_not_about() -> None:
    assert [read_date(text).circa for text in ("1723?", "1723~", "1723?~", "1723%")] == [
        False,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize("raw", ["199X", "2005-03-XX", "2005?", "2005-03-17T12:30:00", "1999/open"])
def test_a_date_is_written_as_it_was_read_where_it_says_the_same(raw: str) -> None:
    assert BIBLATEX.read
    assert BIBLATEX.write
    text = f"@book{{a,\n  date = {{{raw}}},\n}}\n"
    records = [item for item in BIBLATEX.read(text, "") if isinstance(item, Record)]
    assert list(BIBLATEX.write(records)) == [text]


def test_a_month_that_is_none_is_kept() -> None:
    assert BIBTEX.read
    (record,) = list(BIBTEX.read("@book{a, year = 2005, month = {Michaelmas}}", ""))
    assert isinstance(record, Record)
    assert record.extra == {"bibtex": {"month": "Michaelmas"}}


def test_a_date_read_from_words_elsewhere_is_written_in_the_dialects_form() -> None:
    record = Record(id="a", type="book", dates={"issued": Date((2019, 12, 20), raw="20 décembre 2019")})
    assert BIBTEX.write
    assert BIBLATEX.write
    assert list(BIBLATEX.write([record])) == ["@book{a,\n  date = {2019-12-20},\n}\n"]
    assert list(BIBTEX.write([record])) == ["@book{a,\n  year = {2019},\n  month = dec,\n  day = {20},\n}\n"]
