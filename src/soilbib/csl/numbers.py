"""Number variables: which are numeric, what their pieces are, and how they print."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER_VARIABLES = frozenset(
    [
        "chapter-number",
        "citation-number",
        "collection-number",
        "edition",
        "first-reference-note-number",
        "issue",
        "locator",
        "number",
        "number-of-pages",
        "number-of-volumes",
        "page",
        "page-first",
        "part-number",
        "printing-number",
        "section",
        "supplement-number",
        "version",
        "volume",
    ]
)
"""Variables that ``is-numeric`` and ``cs:number`` understand."""

DASHED_VARIABLES = frozenset(
    [
        "chapter-number",
        "collection-number",
        "edition",
        "issue",
        "number",
        "number-of-pages",
        "number-of-volumes",
        "part-number",
        "printing-number",
        "section",
        "supplement-number",
        "volume",
        "locator",
    ]
)
"""Variables in which a hyphen between numbers prints as an en dash."""

_NUMBER = r"(?:[^\W\d_]*\d+(?:/\d+)?[^\W\d_]*|(?=[ivx])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?!\w))"
"""Digits with letters around them ("L2d"), a double number ("1/2"), or a lower-case roman numeral that begins with
i, v or x."""
_JOINER = r",?\s+(?:and|et|und|y|e|en|og|och|ja|i|a)\s+|\s*(?:[,;&]|\\?(?:-{1,3}|[‐‑‒–—−]))\s*"
_NUMERIC = re.compile(rf"{_NUMBER}(?:(?:{_JOINER}){_NUMBER})*")
_SPLIT = re.compile(rf"({_JOINER})")
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_PREFIXED = re.compile(r"([0-9]*[a-zA-Z]+0*)?([0-9]+[a-z]*)")
_COUNTABLE = re.compile(rf"(?:{_PREFIXED.pattern}[A-Z]*|(?i:[ivxlcdm]+))(?!\w)")
DASHES = frozenset("- -- --- ‐ ‑ ‒ – — −".split())
"""What is written between the ends of a range: TeX's hyphens, Unicode's hyphens and dashes, the minus sign."""


class NumberValue(Struct, frozen=True, gc=False):
    """A number variable's value: its pieces with the separators between them."""

    text: str
    numeric: bool
    pieces: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def parse_number(text: str) -> NumberValue:
    """Read a value such as "2", "2–4", "12, 14 & 15", "L2d", "second"."""
    text = text.strip()
    return NumberValue(text, bool(_NUMERIC.fullmatch(text.rstrip(",;"))), tuple(_SPLIT.split(text)))


def sort_number(text: str) -> str:
    """A value as it is sorted: by the numbers in it ("12", "S12–S19", "2nd"), or as text where it has none."""
    return " ".join(number.zfill(8) for number in _DIGITS.findall(text)) or text


def is_plural(variable: str, text: str) -> bool:
    """Whether a label for the value takes its plural: several numbers, or a count above one."""
    value = parse_number(text)
    if variable in ("number-of-pages", "number-of-volumes") and value.text.isdecimal():
        return value.text.lstrip("0") not in ("", "1")
    pieces, joiners = value.pieces[::2], value.pieces[1::2]
    return any(
        not joiner.strip().startswith("\\") and _are_several(before, joiner, after)
        for before, joiner, after in zip(pieces, joiners, pieces[1:], strict=False)
    )


def _are_several(before: str, joiner: str, after: str) -> bool:
    """Whether two pieces are two numbers, whatever follows the second ("12–14 passim"); "C-12" is one."""
    if joiner.strip() in DASHES and before.isalpha() and before.isupper() and not after.isalpha():
        return False
    return bool(_COUNTABLE.fullmatch(before) and _COUNTABLE.match(after))


def is_range(before: str, after: str) -> bool:
    """Whether a hyphen makes two pieces a range: like prefixes before numbers, or roman numerals."""
    if _ROMAN.fullmatch(before) and _ROMAN.fullmatch(after):
        return True
    first, last = _PREFIXED.fullmatch(before), _PREFIXED.fullmatch(after)
    return first is not None and last is not None and first[1] == last[1]


Join: TypeAlias = "Callable[[str, str, str], str]"
"""Joins the two ends of a range, which are followed by the dash that was written between them."""


def join_numbers(text: str, ampersand: str, join: Join, show: Callable[[str], str] = str) -> str:
    """A value with its ranges joined by ``join``, and its other separators spaced evenly if it is numeric.

    A hyphen that joins no range ("RC-6947", "1-2-3") stays as it is, and so does an escaped one. ``show`` gives what
    a piece outside of a range, or either end of one, prints.
    """
    value = parse_number(text)
    pieces = value.pieces
    out = [show(pieces[0])]
    for index in range(1, len(pieces), 2):
        joiner, after = pieces[index].strip(), pieces[index + 1]
        if joiner.startswith("\\"):
            out += ["-", show(after)]
        elif joiner in DASHES:
            alone = not _dash_at(pieces, index - 2) and not _dash_at(pieces, index + 2)
            if alone and is_range(pieces[index - 1], after):
                out[-1] = join(pieces[index - 1], after, joiner)
            else:
                out += [pieces[index] if joiner != "-" else "-", show(after)]
        else:
            out += [_spaced(pieces[index], ampersand) if value.numeric else pieces[index], show(after)]
    return "".join(out)


def _spaced(separator: str, ampersand: str) -> str:
    """A separator of numbers as it prints; words stay as they are."""
    sign = separator.strip()
    if sign == "&":
        return f" {ampersand} "
    return f"{sign} " if sign in ",;" else separator


def _dash_at(pieces: tuple[str, ...], index: int) -> bool:
    return 0 <= index < len(pieces) and pieces[index].strip() in DASHES


def dashed(text: str, ampersand: str = "&", delimiter: str = "–", show: Callable[[str], str] = str) -> str:
    """A number variable with the delimiter for hyphens in ranges; an en dash that was written stays."""

    def join(before: str, after: str, written: str) -> str:
        return show(before) + (written if written == "–" else delimiter) + show(after)

    return join_numbers(text, ampersand, join, show)


def roman(number: int) -> str:
    """A number in lower-case roman numerals."""
    out = []
    for value, letters in _ROMAN_VALUES:
        count, number = divmod(number, value)
        out.append(letters * count)
    return "".join(out)


_ROMAN_VALUES = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def letters(index: int) -> str:
    """A year suffix: 0 is "a", 25 is "z", 26 is "aa"."""
    out = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        out = chr(97 + rest) + out
    return out
