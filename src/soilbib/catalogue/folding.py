"""Folding: text as it is searched, so that case, accents, quotes and dashes of any kind make no difference.

Folded text has lower-case letters and numbers, ASCII punctuation and single spaces only; ideographs and kana,
which are written without spaces, and pictures (emoji, arrows, signs of the weather) stand alone as words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WORD = re.compile("[0-9a-z\u0080-\U0010ffff]+")
"""A word of folded text, as SQLite's "ascii" tokenizer sees it, too."""

_PUNCTUATION: dict[str, str] = {
    **dict.fromkeys("‘’‚‛′‹›ʻʼʽˈ`´＇", "'"),
    **dict.fromkeys("“”„‟«»″＂〝〞「」『』", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-"),
    **dict.fromkeys("⁄∕", "/"),
}
_LETTERS: dict[str, str] = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    "ŋ": "n", "ŧ": "t", "ĸ": "k", "ə": "e",
    "ک": "ك", "ی": "ي", "ى": "ي", "ة": "ه",
}  # fmt: skip
"""Letters that do not decompose; the last row are those that keyboards of Persian and Arabic exchange."""
_ALONE = ("CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO")
_ARTICLES = ("ال", "وال", "بال")
"""The Arabic article, which is written with its word, and with "and" or "by" before it."""
_SHORTEST_STEM = 3
_FIRST_PICTURE = "\u2190"
_TATWEEL = "\u0640"  # the stroke that only makes an Arabic word longer


class _Folds(dict[int, str]):
    """Code point → what it is folded to, found when a character is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(char: str) -> str:
    if char in _PUNCTUATION:
        return _PUNCTUATION[char]
    if char == _TATWEEL or unicodedata.category(char) == "Cf":  # soft hyphens, joiners and marks of direction
        return ""
    if _is_picture(char):
        return f" {char} "
    if "\ufe00" <= char <= "\ufe0f":  # which only says how the picture before it is drawn
        return ""
    decomposed = unicodedata.normalize("NFKD", char.casefold())
    base = "".join(piece for piece in decomposed if not unicodedata.combining(piece)).casefold()
    folded = "".join(_LETTERS.get(piece) or _PUNCTUATION.get(piece) or _kept(piece) for piece in base)
    return f" {folded} " if unicodedata.name(base[:1] or char, "").startswith(_ALONE) else folded


def _is_picture(char: str) -> bool:
    """Whether a character is a sign that stands for itself; "©" and "°" belong to the word before them."""
    return (
        char >= _FIRST_PICTURE
        and unicodedata.category(char) == "So"
        and unicodedata.normalize("NFKD", char) == char
    )


def _kept(char: str) -> str:
    """Letters and marks of any script, digits as ASCII has them, and printable ASCII; a space for all else."""
    if char.isascii():
        return char if char.isprintable() else " "
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return char if unicodedata.category(char)[0] in "LNM" else " "


_FOLDS = _Folds()


def fold(text: str) -> str:
    """The text as it is searched."""
    return " ".join(text.translate(_FOLDS).split())


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return WORD.findall(text.translate(_FOLDS))


def forms(word: str) -> tuple[str, ...]:
    """The forms in which a folded word is found: itself, and an Arabic one with and without its article."""
    if not "\u0620" <= word[:1] <= "\u064a":
        return (word,)
    bare = next((word[len(article) :] for article in _ARTICLES if word.startswith(article)), word)
    if len(bare) < _SHORTEST_STEM:
        return (word,)
    return tuple(dict.fromkeys((word, bare, *(article + bare for article in _ARTICLES))))


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the offset in the text that it comes from.

    Spaces stay as they are, so that one character more or less does not matter; the last offset is the text's end.
    """
    if text.isascii() and text.isprintable():  # a character for a character
        return text.lower(), list(range(len(text) + 1))
    pieces: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        folded = _FOLDS[ord(char)]
        pieces.append(folded)
        offsets += [offset] * len(folded)
    return "".join(pieces), [*offsets, len(text)]


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text, folded, each with where it starts and ends in the text."""
    folded, offsets = fold_with_offsets(text)
    for match in WORD.finditer(folded):
        yield match.group(), offsets[match.start()], offsets[match.end() - 1] + 1
