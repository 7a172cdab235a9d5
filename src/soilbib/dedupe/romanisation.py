"""Romanisation: words of another script, which each system spells otherwise: Щукин, Shchukin, Ščukin, Stschukin."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WRITTEN = re.compile("[\u0370-\u03ff\u1f00-\u1fff]{3}|[\u0400-\u07ff]")
"""Letters of another alphabet than Latin; one or two Greek ones are symbols."""
_CONSONANTS = re.compile(
    "schtsch|shch|shtch|stsch|sch|sh|sc|tsch|tch|kh|ch|ts|tz|cz|zh|ph|[cwx]|(.)(?=\\1)|[aeiouyjhg]"
)
"""What systems spell in several ways, doubled letters, vowels and what stands for them, and г, which is g or h."""
_ALIKE = {
    **dict.fromkeys(("schtsch", "shch", "shtch", "stsch", "sch", "sh", "sc"), "s"),
    **dict.fromkeys(("tsch", "tch", "kh", "ch", "ts", "tz", "cz", "c", "x"), "c"),
    "zh": "z", "ph": "f", "w": "v",
}  # fmt: skip
_SEMIVOWELS = {"y": "i", "j": "i"}
TELLING = 3
"""A name of fewer consonants may be another one."""


def alphabet(text: str) -> str:
    """What a text is written in: cyrillic, greek …, "latin" with letters beyond ASCII, nothing with ASCII alone."""
    if text.isascii():
        return ""
    letter = _WRITTEN.search(text)
    return unicodedata.name(letter[0][0], "").partition(" ")[0].lower() if letter else "latin"


@lru_cache(maxsize=1 << 12)
def skeleton(word: str) -> str:
    """The consonants of a folded word, those alike that systems of romanisation spell in several ways."""
    return _CONSONANTS.sub(lambda found: _ALIKE.get(found[0], ""), word)


def same_initial(one: str, other: str) -> bool:
    """Whether two given names may begin with one letter of another script: Iu., Ju., Yu."""
    return _SEMIVOWELS.get(one[0], one[0]) == _SEMIVOWELS.get(other[0], other[0])
