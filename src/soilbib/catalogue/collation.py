"""Collation: keys that put titles and names in the order in which readers expect them.

The order is that of Unicode's root collation with punctuation ignored: numbers by value, then letters, accents and
case making no difference. Leading quotes and the article of the title's language are left out. Keys are stored
in the file, so they must be the same on every machine: PyICU, which is not everywhere and changes with its version,
is not used. Languages whose alphabet has letters of its own (`ALPHABETS`) get these in their places.
"""

from __future__ import annotations

import re

from soilbib.catalogue.folding import fold

LAST = "\U0010fffd"
"""Sorts after all text: records that have no value."""

_LONGEST = 60
_DIGITS = re.compile("[0-9]+")
_NOT_SORTED = re.compile("[^0-9a-z\u0080-\U0010ffff ]+")
_SPACES = re.compile(" +")
_ARTICLES: dict[str, str] = {
    "en": "the a an", "fr": "le la les l un une", "es": "el la los las un una unos unas lo",
    "de": "der die das ein eine", "it": "il lo la i gli le l un uno una", "nl": "de het een t n",
    "pt": "o a os as um uma", "ca": "el la els les l un una", "sv": "en ett den det de", "da": "en et den det de",
    "nb": "en et ei den det de", "no": "en et ei den det de", "nn": "ein eit ei den det dei", "ro": "un o",
    "hu": "a az egy",
}  # fmt: skip
ARTICLES: dict[str, frozenset[str]] = {
    language: frozenset(articles.split()) for language, articles in _ARTICLES.items()
}
"""Language: the articles that a title may begin with, folded."""
_SURE = frozenset("the le la les l el los las der das il gli het".split())
"""Articles that are left out where the language is not known."""


def order_of(text: str, language: str = "", *, articles: bool = True) -> str:
    """The sort key of a text in a language (a tag such as "en-GB"; empty if unknown)."""
    folded = _NOT_SORTED.sub(" ", fold(text).replace("'", " "))
    words = folded.split()
    if articles and len(words) > 1 and words[0] in ARTICLES.get(language[:2].lower(), _SURE):
        del words[0]
    if not words:
        return LAST
    return _DIGITS.sub(_padded, " ".join(words))[:_LONGEST]


def _padded(match: re.Match[str]) -> str:
    """Digits as a number of fixed width, so that 9 comes before 10; digits sort before letters by themselves."""
    return match.group().lstrip("0").rjust(8, "0")
