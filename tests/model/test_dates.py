"""Dates in words, in EDTF, and as RIS writes them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.model import parse_date
from soilbib.model.dates import date_of

DATES = {
    "2018": "2018",
    "(2018)": "2018",
    "22 janvier 2018": "2018-01-22",
    "1er mars 2019": "2019-03-01",
    "3 de mayo de 2018": "2018-05-03",
    "3. května 2019": "2019-05-03",
    "den 3. Mai 2019": "2019-05-03",
    "November 2020": "2020-11",
    "mayo de 2018": "2018-05",
    "May 31, 2022": "2022-05-31",
    "Friday November 6th, 2020": "2020-11-06",
    "25/1/2018": "2018-01-25",
    "1/25/2018": "2018-01-25",
    "5.6.2018": "2018-06-05",
    "© January 2018": "2018-01",
    "les 13 et 14 Décembre 2017": "2017-12-13/2017-12-14",
    "28 February – 2 March 2019": "2019-02-28/2019-03-02",
    "AUG 30-SEP 01, 2017": "2017-08-30/2017-09-01",
    "18 October 2017 through 20 October 2017": "2017-10-18/2017-10-20",
    "Oct 18, 2017 to Oct 18, 2017": "2017-10-18",
    "1999-Spring": "1999-21",
    "2010-Sep/Oct": "2010-09/2010-10",
    "2020-01-02 08:30:00": "2020-01-02",
    "1984. 18 February": "1984-02-18",
    "(1996, August/September)": "1996-08/1996-09",
    "2020年5月3日": "2020-05-03",
    "Spring 2020": "2020-21",
    "été 2017": "2017-22",
    "c. 1850": "1850~",
    "1998–2003": "1998/2003",
    "2019-20": "2019/2020",
    "2004-05/2004-06": "2004-05/2004-06",
    "2004/..": "2004/..",
    "c2001": "2001",
    "cop. 2007": "2007",
    "[1899?]": "1899~",
    "20190503": "2019-05-03",
    "2019 06": "2019-06",
    "2019 06 15": "2019-06-15",
    "2001/May/03": "2001-05-03",
    "3-Mar-2001": "2001-03-03",
    "May 3--5 2001": "2001-05-03/2001-05-05",
    "June 28--July 2 2001": "2001-06-28/2001-07-02",
    "1998 Dec-1999 Jan": "1998-12/1999-01",
    "Dec 2019–Jan 2020": "2019-12/2020-01",
    "12 мая 2001 г.": "2001-05-12",
    # as RIS has them
    "2001///": "2001",
    "2020/05/": "2020-05",
    "2020/05/12/": "2020-05-12",
    "2001//Spring": "2001-21",
    "2001///Spring": "2001-21",
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_understood(text: str) -> None:
    date = parse_date(text)
    assert date.edtf == DATES[text]
    assert date.raw == text


@pytest.mark.parametrize(
    "text", ["n.d.", "in press", "2018-13", "4 per 1000", "2018 to date", "2020-05 12", "May 2018 - May 2017"]
)
def test_what_is_no_date_stays_literal(text: str) -> None:
    assert parse_date(text).literal == text


@given(
    st.text(alphabet=st.characters(), max_size=60) | st.text(alphabet="0123456789/-. –MJayun", max_size=30)
)
@settings(max_examples=100, deadline=None)
def test_no_text_makes_the_date_parser_fail(text: str) -> None:
    date = parse_date(text)
    assert date.raw == text.strip()
    assert date.text == (date.edtf or date.literal or date.raw)


@pytest.mark.parametrize(
    ("parts", "edtf"),
    [
        (("2004", "3", "14"), "2004-03-14"),
        (("2004", "Mar.", "14"), "2004-03-14"),
        (("2004", "März"), "2004-03"),
        (("2004", "12-14 May"), "2004-05-12/2004-05-14"),
        (("2004", "May", "5–7"), "2004-05-05/2004-05-07"),
        (("2004", "Spring"), "2004-21"),
        (("2004", "May", "many"), "2004-05"),
        (("2004", "May", "9" * 5000), "2004-05"),
        (("2004", "9" * 5000), ""),
        (("9" * 5000, "²"), ""),
        (("0000", "5"), ""),
    ],
    ids=lambda part: str(part)[:40],
)
def test_a_date_told_in_parts(parts: tuple[str, ...], edtf: str) -> None:
    assert date_of(*parts).edtf == edtf


def test_there_is_no_year_0_in_words() -> None:
    assert parse_date("28 June 0000").edtf == ""


@given(st.dates())
def test_a_day_in_edtf_comes_back(day: object) -> None:
    assert parse_date(str(day)).edtf == str(day)


def test_a_very_long_chain_of_dates_does_not_recurse() -> None:
    assert parse_date("2001///" * 5000).raw
