"""The numbers at the end of references: volume, issue, pages and date in any order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soilbib.formats.listing.parts.numbers import read_numbers

READ = {
    "Nature 528, no. 7580 (2015): 60–68": ("volume 528, issue 7580, page 60-68", "2015"),
    "Catena 60, 711–735": ("volume 60, page 711-735", ""),
    "Annales, vol. 30, 6, 1997, pp. 273–300": ("volume 30, issue 6, page 273-300", "1997"),
    "Agronomy Letters 2020; 110: 508–542": ("volume 110, page 508-542", "2020"),
    "Agrociencia. 42, 11 2023, S. 458–461": ("volume 42, issue 11, page 458-461", "2023"),
    "Geoderma Bd. 37 (2015), Nr. 11, S. 810–822": ("volume 37, issue 11, page 810-822", "2015"),
    "Почвоведение. 2010. Т. 12, № 3. С. 45–50": ("volume 12, issue 3, page 45-50", "2010"),
    "Revista 91:e68945": ("volume 91, page e68945", ""),
    "Nature. 2009 May 4;12(3):45-9": ("volume 12, issue 3, page 45-9", "2009-05-04"),
    "Science, 304(5677), 1623–1627": ("volume 304, issue 5677, page 1623-1627", ""),
    "Energy Policy, 75(December): 9–16": ("volume 75, issue December, page 9-16", ""),
    "Review, 1992, 146(6), pp 1469-73": ("volume 146, issue 6, page 1469-73", "1992"),
    "Food Secur. 5 (4), 239e251": ("volume 5, issue 4, page 239-251", ""),
    "Tạp chí Khoa học Đất, số 45, tr. 12-18": ("issue 45, page 12-18", ""),
    "Uhuru. 1984. 18 February. p8": ("page 8", "1984-02-18"),
    "Le Monde, 22 janvier 2018, p. 4": ("page 4", "2018-01-22"),
    "Denver Post, Tuesday June 4th, 2013": ("", "2013-06-04"),
    "Paris, Seuil, 1999, 320 p.": ("number-of-pages 320", "1999"),
    "Paris, Seuil, 2 vol., 1974": ("number-of-volumes 2", "1974"),
    "Revue, n°2013, n°1, p. 06-07": ("issue 1, page 06-07", "2013"),
    "Title of a book 2018": ("", "2018"),
}


@pytest.mark.parametrize("text", READ)
def test_numbers_are_told_by_labels_brackets_and_order(text: str) -> None:
    found = read_numbers(text)
    assert found is not None
    order = ("volume", "issue", "page", "number-of-pages", "number-of-volumes")
    said = ", ".join(f"{name} {found.fields[name]}" for name in order if name in found.fields)
    assert (said, found.date.edtf if found.date else "") == READ[text]


@pytest.mark.parametrize(
    "text", ["A history of the plough, 1750–1950", "Agenda for COP 27", "Soils", "Chapter 3", ""]
)
def test_a_number_of_the_title_is_left_to_it(text: str) -> None:
    assert read_numbers(text) is None


def test_another_year_than_the_one_that_is_known_is_no_date() -> None:
    assert read_numbers("Land use since 1990", 2005) is None
    found = read_numbers("The New York Times, 9 January", 2002)
    assert found is not None
    assert found.date is not None
    assert found.date.edtf == "2002-01-09"


@given(st.text(alphabet="0123456789 .,;:()[]–-pvol№ IXMay", max_size=60), st.none() | st.integers(1500, 2100))
def test_any_text_has_numbers_inside_it_or_none(text: str, year: int | None) -> None:
    found = read_numbers(text, year)
    assert found is None or (0 <= found.start <= len(text) and (found.fields or found.date))
