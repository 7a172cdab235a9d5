"""Number variables: which are numeric, what their pieces are, and how they print."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

NUMBER_VARIABLES = frozenset(
    """chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number
    version volume""".split()
)
"""Variables that ``is-numeric`` and ``cs:number`` understand."""

DASHED_VARIABLES = frozenset(
    """chapter-number collection-number edition issue number number-of-pages number-of-volumes part-number
    printing-number section supplement-number volume locator""".split()
)
"""Variables in which a hyphen between numbers prints as an en dash."""

_PIECE = r"(?:[a-zA-Z]{0,3}[.:]?\d+[a-zA-Z]{0,3}\.?|[ivxlcdmIVXLCDM]+\.?)"
_NUMERIC = re.compile(
    r"^\s*[^\W\d_]{0,3}[\W_]?\d+[^\W\d_]{0,3}[.]?(?:\s*(?:[,;&–—-]|and|et|und|y)\s*[^\W\d_]{0,3}[\W_]?\d+[^\W\d_]{0,3}[.]?)*\s*$"
)
_SPLIT = re.compile(r"(\s*(?:[,;&]|--?|[–—])\s*|\s+(?:and|et|und|y)\s+)")
_ROMAN = re.compile(r"^[ivxlcdm]+$", re.IGNORECASE)
_HAS_DIGIT = re.compile(r"\d")


class NumberValue(Struct, frozen=True):
    """A number variable's value: its pieces with the separators between them."""

    text: str
    numeric: bool
    pieces: tuple[str, ...] = ()
    plural: bool = False


@lru_cache(maxsize=65536)
def parse_number(text: str) -> NumberValue:
    """Read a value such as "2", "2–4", "12, 14 & 15", "L2d", "second"."""
    text = text.strip()
    numeric = bool(_NUMERIC.match(text))
    pieces = tuple(_SPLIT.split(text))
    return NumberValue(text, numeric, pieces, numeric and len(pieces) > 1)


def is_plural(variable: str, text: str) -> bool:
    """Whether a label for the value takes its plural: several numbers, or a count above one."""
    value = text.strip()
    if variable in ("number-of-pages", "number-of-volumes"):
        return value.isdigit() and int(value) > 1 or (not value.isdigit() and bool(re.search(r"\d\D+\d", value)))
    pieces = _SPLIT.split(value.replace("\\-", "x"))
    numbers = [piece for piece in pieces[::2] if _HAS_DIGIT.search(piece) or _ROMAN.match(piece.strip())]
    return len(numbers) > 1


def dashed(text: str) -> str:
    """Hyphens between numbers as en dashes; an escaped hyphen stays one."""
    pieces = _SPLIT.split(text)
    if len(pieces) == 1:
        return text.replace("\\-", "-")
    out = [pieces[0]]
    for index in range(1, len(pieces), 2):
        separator, after = pieces[index], pieces[index + 1]
        bare = separator.strip()
        if bare in ("-", "--", "–", "—") and not out[-1].endswith("\\"):
            out.append("–")
        elif bare == "&":
            out.append(" & ")
        elif bare in (",", ";"):
            out.append(bare + " ")
        else:
            out.append(separator)
        out.append(after)
    return "".join(out).replace("\\-", "-")


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
