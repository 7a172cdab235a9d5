"""Numerals: the numbers in a title, in one notation."""

from __future__ import annotations

import re

_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12",
    "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16", "xvii": "17", "xviii": "18", "xix": "19", "xx": "20",
}  # fmt: skip
_LONE_ROMAN = {"i": "1", "v": "5", "x": "10"}
NUMBER_WORDS = {
    word: str(number)
    for number, group in enumerate(
        ("one first", "two second", "three third", "four fourth", "five fifth", "six sixth", "seven seventh",
         "eight eighth", "nine ninth", "ten tenth", "eleven eleventh", "twelve twelfth", "thirteen thirteenth",
         "fourteen fourteenth", "fifteen fifteenth", "sixteen sixteenth", "seventeen seventeenth",
         "eighteen eighteenth", "nineteen nineteenth", "twenty twentieth"), start=1)
    for word in group.split()
}  # fmt: skip
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?")
_NUMBERS = {**_ROMAN, **NUMBER_WORDS}
PART_WORDS = frozenset(
    "part parts volume vol chapter section phase book paper study series type class grade stage no number teil partie"
    " parte deel".split()
)
NUMBER_TOKENS = PART_WORDS | frozenset(_NUMBERS)
NUMERAL_WORDS = frozenset(_ROMAN) | frozenset(_LONE_ROMAN) | frozenset(NUMBER_WORDS)
"""Words that stand for a number in a title."""


def has_no_number(compact: str, tokens: list[str], known: frozenset[str]) -> bool:
    """Whether a glance shows that no word of a title can be a number, as is so for most titles."""
    return compact.isalpha() and NUMBER_TOKENS.isdisjoint(known) and tokens[-1] not in _LONE_ROMAN


def read_numerals(tokens: list[str], other: list[str]) -> tuple[str, ...]:
    """The numbers in a title, in one notation: digits, Roman numerals, "second"; a lone "I" only where it counts.

    Where there is none, those of the ``other`` language's title: "[Soils of the steppe]. Die Böden der Steppe, Teil 2".
    """
    return _numbers_of(tokens) or _numbers_of(other)


def _numbers_of(tokens: list[str]) -> tuple[str, ...]:
    found = []
    for index in [
        at for at, token in enumerate(tokens) if token in _NUMBERS or len(token) == 1 or token[0].isdigit()
    ]:
        token = tokens[index]
        number = _NUMBERS.get(token) or (_digits(token) if token[0].isdigit() else None)
        if number is None and not token[0].isdigit():
            number = _letter_number(token, index == len(tokens) - 1, tokens[index - 1] if index else "")
        if number:
            found.append(number)
    return tuple(found)


def _digits(token: str) -> str | None:
    """The number in "2004" or "2nd"; none in "3d" or "5ht"."""
    match = _ORDINAL.fullmatch(token)
    return (match[1].lstrip("0") or "0") if match else None


def _letter_number(letter: str, last: bool, before: str) -> str | None:
    """The number that one letter stands for after "part" and the like, or at the title's end."""
    if before in PART_WORDS or (last and letter in _LONE_ROMAN):
        return _LONE_ROMAN.get(letter, letter)
    return None


def in_digits(tokens: list[str]) -> list[str]:
    """The words with numbers in one notation: "II", "second" and "2nd" are 2."""
    return [_NUMBERS.get(token) or (_in_figures(token) if token[0].isdigit() else token) for token in tokens]


def _in_figures(token: str) -> str:
    """2 of "2nd"; what is no ordinal stays, as the "000" of "10 000"."""
    return token[:-2] if token[:-2].isdigit() and token.endswith(("st", "nd", "rd", "th")) else token
