"""Collation: keys that put titles and names in the order in which readers expect them.

The order is that of Unicode's root collation with punctuation ignored: numbers by value, then letters, accents and
case making no difference. Leading quotes and the article of the title's language are left out. Keys are stored
in the file, so they must be the same on every machine: PyICU, which is not everywhere and changes with its version,
is not used. A catalogue may have the alphabet of a language (`ALPHABETS`), whose own letters then stand where its
readers look for them: "ö" after "z" in Swedish.
"""

from __future__ import annotations

import re
import unicodedata

from soilbib.catalogue.folding import fold

LAST = "\U0010fffd"
"""Sorts after all text: records that have no value."""

_LONGEST = 60
_DIGITS = re.compile("[0-9]+")
_NOT_SORTED = re.compile("[^0-9a-z\u0080-\U0010ffff ]+")
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


_TAIL = "\ua7ff"  # a letter after all of the alphabet's: "z" and this come after "zz"
_ALPHABETS: dict[str, str] = {
    "sv": "zåäö", "fi": "zåäö", "da": "zæøå", "nb": "zæøå", "nn": "zæøå", "no": "zæøå",
    "is": "aá dð eé ií oó uú yý zþæö",
    "es": "nñ", "et": "sšzž wõäöü", "pl": "aą cć eę lł nń oó sś zźż", "cs": "cč rř sš zž", "sk": "aä cč oô sš zž",
    "sl": "cč sš zž", "hr": "cčć dđ sš zž", "sr": "cčć dđ sš zž", "lt": "cč sš zž", "lv": "cč gģ kķ lļ nņ sš zž",
    "ro": "aăâ iî sșş tțţ", "tr": "cç gğ hı oö sş uü", "eo": "cĉ gĝ hĥ jĵ sŝ uŭ", "hu": "oöő uüű",
}  # fmt: skip
ALPHABETS: dict[str, dict[int, str]] = {
    language: {
        ord(letter): group[0] + _TAIL * place
        for group in groups.split()
        for place, letter in enumerate(group[1:], start=1)
    }
    for language, groups in _ALPHABETS.items()
}
"""Language: letters of its alphabet that come after another one, not as that with an accent."""


def order_of(text: str, language: str = "", *, alphabet: str = "", articles: bool = True) -> str:
    """The sort key of a text in a language (a tag such as "en-GB"; empty if unknown), by a language's alphabet."""
    if alphabet in ALPHABETS:
        text = unicodedata.normalize("NFC", text).lower().translate(ALPHABETS[alphabet])
    folded = _NOT_SORTED.sub(" ", fold(text))
    words = folded.split()
    if articles and len(words) > 1 and words[0] in ARTICLES.get(language[:2].lower(), _SURE):
        del words[0]
    if not words:
        return LAST
    return _DIGITS.sub(_padded, " ".join(words))[:_LONGEST]


def _padded(match: re.Match[str]) -> str:
    """Digits as a number of fixed width, so that 9 comes before 10; digits sort before letters by themselves."""
    return match.group().lstrip("0").rjust(8, "0")
