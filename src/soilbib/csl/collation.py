"""Sort keys that order text as readers expect, whatever its case, accents and punctuation.

PyICU is not needed: the order is that of Unicode's root collation with punctuation ignored (spaces, symbols,
numbers by value, letters) for Latin, Greek and Cyrillic text; other scripts sort by code point.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PUNCTUATION = "_‿-‐‑‒–—―,;:!¡?¿.…·'‘’‚‹›\"“”„«»()[]{}§¶@*/\\&#%‰†‡•"
_SYMBOLS = "`´˜^¯¨°©®+±÷×<=>|¦~¤¢$£¥€"
_TABLE: dict[int, str | None] = {ord(char): None for char in _PUNCTUATION}
_TABLE.update({ord(char): chr(0x1E) for char in "\t\n\r \xa0\x1e\x1f"})
_TABLE.update({ord(char): chr(0x22 + index) for index, char in enumerate(_SYMBOLS)})
_DIGITS = re.compile(r"\d+")
_FOLD = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    "ŋ": "n", "ĳ": "ij", "ŧ": "t", "ĸ": "k",
}  # fmt: skip
_FOLD_TABLE = str.maketrans(_FOLD)


@lru_cache(maxsize=65536)
def collation_key(text: str) -> str:
    """A key whose order is the text's alphabetical order; accents and case make no difference."""
    base = text.lower()
    if not base.isascii():
        decomposed = unicodedata.normalize("NFD", base)
        base = "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_FOLD_TABLE)
    return _DIGITS.sub(_padded, base.translate(_TABLE))


def _padded(match: re.Match[str]) -> str:
    """Digits as a number of fixed width, before the letters."""
    return match.group().lstrip("0").rjust(12, "0")
