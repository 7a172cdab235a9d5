"""Sort keys that order text as readers expect, whatever its case, accents and punctuation.

PyICU is not needed: the order is that of Unicode's root collation with punctuation ignored (spaces, symbols,
numbers by value, letters) for Latin, Greek and Cyrillic text; other scripts sort by code point. Where a language
has letters of its own, as Czech has "ch" after "h", they stand where its readers look for them (CLDR).
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
_DOTLESS = str.maketrans("Iİ", "ıi")
_FOLD_TABLE = str.maketrans(_FOLD)


_AFTER = "\uffff"
"""Follows a letter to make a key after all words that begin with that letter."""
_SCANDINAVIAN = "z<æä<øö<å"
_RULES = {
    "az": "c<ç g<ğ h<ı o<ö s<ş u<ü", "bs": "c<č<ć d<đ s<š z<ž", "cs": "c<č h<ch r<ř s<š z<ž", "da": _SCANDINAVIAN,
    "es": "n<ñ", "et": "s<š<z<ž w<õ<ä<ö<ü", "fi": "z<å<äæ<öø", "gl": "n<ñ", "hr": "c<č<ć d<đ s<š z<ž",
    "hu": "c<cs g<gy l<ly n<ny o<öő s<sz t<ty u<üű z<zs", "is": "a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æä<öø<å",
    "lt": "c<č s<š z<ž", "lv": "c<č g<ģ k<ķ l<ļ n<ņ r<ŗ s<š z<ž", "nb": _SCANDINAVIAN, "nn": _SCANDINAVIAN,
    "no": _SCANDINAVIAN, "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż", "ro": "a<ă<â i<î s<șş t<țţ",
    "sk": "a<ä c<č h<ch o<ô s<š z<ž", "sl": "c<č<ć d<đ s<š z<ž", "sv": "z<å<äæ<öø",
    "tr": "c<ç g<ğ h<ı o<ö s<ş u<ü", "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
}  # fmt: skip
"""Language to the letters that it has beside those of the root: each "<" begins the next letter after a base."""
_SAME = {
    "lt": {"y": "i"},
    **{key: {"ü": "y"} for key in ("fi", "sv")},
    **{key: {"ü": "y", "aa": "z" + _AFTER * 3} for key in ("da", "nb", "nn", "no")},
}
"""Letters that a language orders as others: "aa" is the older spelling of "å"."""
_LATIN, _GREEK, _CYRILLIC = range(ord("a"), ord("z") + 1), range(0x370, 0x400), range(0x400, 0x530)
_NEAR_EAST = range(0x530, 0x700)
"""Armenian, Hebrew and Arabic."""
_AFTER_GREEK = {code: chr(0x2000 + code) for code in (*_LATIN, *_CYRILLIC)}
_AFTER_CYRILLIC = {code: chr(0x2000 + code) for code in (*_LATIN, *_GREEK)}
_AFTER_LETTERS = {code: chr(0x2000 + code) for code in (*_LATIN, *_GREEK, *_CYRILLIC)}
_AFTER_SIGNS = {code: chr(0xE000 + code) for code in (*_LATIN, *_GREEK, *_CYRILLIC, *_NEAR_EAST)}
_SIGNS_AFTER_LATIN = {code: sign for code, sign in _AFTER_SIGNS.items() if code not in _LATIN}
_OTHER_SCRIPT_FIRST = {
    "el": _AFTER_GREEK,
    **dict.fromkeys("be bg kk ky mk mn ru sr uk".split(), _AFTER_CYRILLIC),
    **dict.fromkeys("ar fa he hi hy ka th".split(), _AFTER_LETTERS),
    **dict.fromkeys(("ko", "zh"), _AFTER_SIGNS),
    "ja": _SIGNS_AFTER_LATIN,
}
"""Languages whose own script comes first, in Japanese behind the Latin one, and where the letters of the scripts before
it in Unicode's order go."""


@lru_cache(maxsize=64)
def _tailoring(language: str) -> tuple[dict[str, str], re.Pattern[str]] | None:
    """What replaces the letters of a language, and the pattern that finds them; None where it has none."""
    table = dict(_SAME.get(language, {}))
    for rule in _RULES.get(language, "").split():
        base, *letters = rule.split("<")
        for place, variants in enumerate(letters, start=1):
            alike = [variants] if variants.isascii() else variants
            table.update(dict.fromkeys(alike, base + _AFTER * place))
    if not table:
        return None
    return table, re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))


@lru_cache(maxsize=65536)
def collation_key(text: str, language: str = "") -> str:
    """A key whose order is the text's alphabetical order; accents and case make no difference."""
    base = (text.translate(_DOTLESS) if language in ("az", "tr") else text).lower()
    tailoring = _tailoring(language)
    if tailoring is not None:
        table, letters = tailoring
        base = letters.sub(lambda match: table[match.group()], unicodedata.normalize("NFC", base))
    if not base.isascii():
        decomposed = unicodedata.normalize("NFD", base)
        base = "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_FOLD_TABLE)
    if language in _OTHER_SCRIPT_FIRST:
        base = base.translate(_OTHER_SCRIPT_FIRST[language])
    return _DIGITS.sub(_padded, base).translate(_TABLE).lstrip("\x1e")


def _padded(match: re.Match[str]) -> str:
    """Digits as a number of fixed width, before the letters; the mark after them ends it ("1-10", "3.2")."""
    return match.group().lstrip("0").rjust(12, "0")
