"""Numbers in the forms of ``cs:number``: ordinal by the locale's terms, in words, roman."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from soilbib.csl.numbers import roman

if TYPE_CHECKING:
    from soilbib.csl.locale import LocaleTerms


def ordinal(number: int, locale: LocaleTerms, gender: str = "") -> str:
    """The number with its ordinal suffix: 1st, 2nd, 11th; alone where a locale has numbers for suffixes (Hebrew)."""
    suffix = ordinal_suffix(number, locale, gender)
    return str(number) if suffix.isdecimal() else str(number) + suffix


def ordinal_suffix(number: int, locale: LocaleTerms, gender: str = "") -> str:
    """The suffix from the term that fits best: the whole number, its last two digits, its last digit."""
    for modulus, wanted in ((0, "whole-number"), (100, "last-two-digits"), (10, "last-digit")):
        value = number % modulus if modulus else number
        if value > 99:
            continue
        term = locale.term(f"ordinal-{value:02d}", "long", gender)
        if term is None:
            continue
        match = term.match or ("last-digit" if value < 10 else "last-two-digits")
        if number == value or _allows(match, wanted, value):
            return term.single
    default = locale.gendered("ordinal", gender)
    return default.single if default is not None else ""


def _allows(match: str, wanted: str, value: int) -> bool:
    """Whether a term's ``match`` lets it stand for numbers that only end in its own."""
    if match == "whole-number":
        return False
    if match == "last-two-digits":
        return wanted == "last-two-digits"
    return wanted == "last-digit" or (wanted == "last-two-digits" and value < 10)


def long_ordinal(number: int, locale: LocaleTerms, gender: str = "") -> str:
    """The first ten in words, the suffix form above."""
    if 1 <= number <= 10:
        term = locale.gendered(f"long-ordinal-{number:02d}", gender)
        if term is not None:
            return term.single
    return ordinal(number, locale, gender)


def _roman(number: int, _locale: LocaleTerms, _gender: str) -> str:
    return roman(number) if 0 < number < 4000 else str(number)


FORMS: dict[str, Callable[[int, LocaleTerms, str], str]] = {
    "ordinal": ordinal,
    "long-ordinal": long_ordinal,
    "roman": _roman,
}
"""The ``form`` of a number: how it is written."""


def format_number(number: int, form: str, locale: LocaleTerms, gender: str = "") -> str:
    """A number in a form of ``cs:number``; plain where the form is another or cannot express it."""
    write = FORMS.get(form)
    return write(number, locale, gender) if write else str(number)
