"""MARC-8, the older encoding of MARC 21, by the code tables of pymarc; every byte is held.

The rules are those of the Library of Congress ("MARC 21 Specifications: Character Sets, Part 2, MARC-8"):
two sets are in use at a time, escape sequences change them, and combining marks stand before their letter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ASCII, _ANSEL, _EAST_ASIAN = 0x42, 0x45, 0x31
_ESCAPE = re.compile(r"\x1b(?:([gbps])|(\$?[(,]|\$?[)-]|\$)(!?[0-~]))", re.DOTALL)
_SINGLE = {"g": 0x67, "b": 0x62, "p": 0x70, "s": _ASCII}
NO_CHARACTER = "\ufffd"
"""What stands for a code without a character."""


def decode(data: bytes) -> str:
    """The text of one subfield in NFC; a code without a character is U+FFFD."""
    if b"\x1b" not in data:
        if data.isascii():
            return data.decode("ascii")
        return _compose(data.decode("latin-1").translate(_table(_ASCII, _ANSEL)))
    text, *changes = _ESCAPE.split(data.decode("latin-1"))
    low, high = _ASCII, _ANSEL
    pieces = [text.translate(_table(low, high))]
    for single, half, final, text in zip(*[iter(changes)] * 4, strict=True):
        if single:
            low = _SINGLE[single]
        elif half[-1] in ")-":
            high = ord(final[-1])
        else:
            low = ord(final[-1])
        pieces.append(_east_asian(text, high) if low == _EAST_ASIAN else text.translate(_table(low, high)))
    return _compose("".join(pieces))


def _east_asian(text: str, high: int) -> str:
    """Text in which three bytes make a character; spaces, controls and upper bytes stand for themselves."""
    table = _three_bytes()
    pieces = []
    start = 0
    while start < len(text):
        code = text[start : start + 3]
        single = code[0] <= " " or code[0] >= "\x80" or len(code) < 3
        pieces.append(code[0].translate(_table(_ASCII, high)) if single else table.get(code, NO_CHARACTER))
        start += 1 if single else 3
    return "".join(pieces)


@cache
def _table(low: int, high: int) -> dict[int, str]:
    """Byte → character while these sets are in use; the bytes without one are not their own character."""
    from pymarc.marc8_mapping import CODESETS

    table = dict.fromkeys(range(0x80, 0x100), NO_CHARACTER)
    for codes, upper in ((CODESETS.get(high, {}), 0x80), (CODESETS.get(low, {}), 0)):
        table |= {code % 0x80 + upper: chr(character) for code, (character, _) in codes.items()}
    return table


@cache
def _three_bytes() -> dict[str, str]:
    """The codes of East Asian characters, as the characters of their three bytes."""
    from pymarc.marc8_mapping import CODESETS, ODD_MAP

    codes = {code: character for code, (character, _) in CODESETS[_EAST_ASIAN].items()} | ODD_MAP
    return {code.to_bytes(3, "big").decode("latin-1"): chr(character) for code, character in codes.items()}


@cache
def _marks_first() -> re.Pattern[str]:
    """Combining marks with the character that they belong to behind them."""
    from pymarc.marc8_mapping import CODESETS

    marks = {chr(mark) for codes in CODESETS.values() for mark, combining in codes.values() if combining}
    found = re.escape("".join(sorted(marks)))
    return re.compile(f"([{found}]+)([^{found}])", re.DOTALL)


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", _marks_first().sub(r"\2\1", text))
