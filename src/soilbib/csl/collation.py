"""Sort keys that order text as readers expect: letters before accents before case, whatever the script.

PyICU is not needed: the order is that of Unicode's root collation for Latin, Greek and Cyrillic text in its
usual range (spaces, punctuation, symbols, digits, letters); other scripts sort by code point.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_PUNCTUATION = "\x1e\x1f\t\n\r  _‿-‐‑‒–—―,;:!¡?¿.…·'‘’‚‹›\"“”„«»()[]{}§¶@*/\\&#%‰†‡•`´˜^¯¨°©®+±÷×<=>|¦~¤¢$£¥€"
_FIRST_LETTER = 0x200
_TABLE = {ord(char): chr(2 + index) for index, char in enumerate(_PUNCTUATION)}
_TABLE.update({ord("0") + digit: chr(0x150 + digit) for digit in range(10)})
_FOLD = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n",
    "ĳ": "ij", "ŧ": "t", "ĸ": "k",
}  # fmt: skip
_FOLD_TABLE = str.maketrans(_FOLD)


@lru_cache(maxsize=65536)
def collation_key(text: str) -> tuple[str, str, str]:
    """A key whose natural order is the text's alphabetical order."""
    lower = text.lower()
    if lower.isascii():
        return lower.translate(_TABLE), "", text.swapcase()
    decomposed = unicodedata.normalize("NFD", lower)
    base = "".join(char for char in decomposed if not unicodedata.combining(char))
    return base.translate(_FOLD_TABLE).translate(_TABLE), decomposed, text.swapcase()
