"""Text made comparable: encodings repaired, markup dropped, accents, case and punctuation evened out."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_MOJIBAKE = re.compile(r"[ÂÃÅÄâ][\u0080-\u00bf\u0152-\u0178\u2013-\u2122]")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_WORD = re.compile(r"[^\W_]+")
_GREEK = dict(
    zip(
        "αβγδεζηθικλμµπρστφχψω",
        (
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu mu pi rho sigma tau phi chi psi"
            " omega"
        ).split(),
        strict=True,
    )
)
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "", "ʿ": "", "ʾ": "", "ʻ": "", "ʼ": "", "ʹ": "", "ʺ": "",
}  # fmt: skip
"""Letters that are written in several ways, and signs of romanisations that are mostly left out."""
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџѕ",
        "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch . y . e iu ia i i ie g d j lj nj c dz dz".split(),
        strict=True,
    )
)
_COMMAND = re.compile(
    r"\\(?:emph|text(?:it|bf|rm|sc|sf|tt|sl|up|normal|subscript|superscript)|math(?:rm|bf|it|cal|sf|bb|frak)"
    r"|ensuremath|[hm]box|uppercase|it|bf|em|rm|sl|sc|tt)\b\s*"
)
"""LaTeX that is not to be read: what a letter looks like."""
_ACCENT = re.compile(r"""\{?\\(?:["'`^~=.]|[uvHcdbrkt](?=[\s{]))\s*\{?\\?([A-Za-z])\}*""")
_LETTER = re.compile(r"\{?\\(?:a(?=a)|A(?=A))?(ss|oe|OE|ae|AE|a|A|o|O|l|L|i|j)(?![A-Za-z])[ {}]*")
"""LaTeX's accents and its letters of other alphabets; of each the plain letters are left."""
_GREEK_WORD = re.compile("[\u0370-\u03ff\u1f00-\u1fff]{3,}")
"""A word in Greek; one or two letters are a symbol, where no such word is near."""
_GREEK_RUN = re.compile("[\u0370-\u03ff\u1f00-\u1fff]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_GREEK_LETTERS = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "a v g d e z i th i k l m n x o p r s t y f ch ps o".split(),
        strict=True,
    )
)
_SYMBOL = re.compile(
    "(?:var)?(?:" + "|".join(sorted((name for name in _GREEK.values() if len(name) > 2), key=len)[::-1]) + ")"
)
_PLAIN = str.maketrans({char: char.lower() if char.isalnum() else " " for char in map(chr, range(128))})
"""ASCII in lower case, with spaces for what is neither letter nor digit: quicker than an expression."""
_SPELT = str.maketrans({
    **_GREEK, **_LETTERS, **{letter: latin.strip(".") for letter, latin in _CYRILLIC.items()},
})  # fmt: skip


def repair(text: str) -> str:
    """Undo UTF-8 read as Latin-1 or Windows-1252 ("KÃ¶nig"), entities (even double ones), tags and \\emph."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if not text.isascii() and _MOJIBAKE.search(text):
        text = _reencoded(text)
    if "\\" in text:
        text = _LETTER.sub(r"\1", _ACCENT.sub(r"\1", _COMMAND.sub("", text)))
    return _TAG.sub("", text) if "<" in text else text


def _reencoded(text: str) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


def fold(text: str) -> str:
    """Lower case without accents; Greek symbols and ligatures spelt out, Greek and Cyrillic words in Latin letters.

    Chinese characters in the form of mainland China.
    """
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKC", text).casefold()
    if _GREEK_WORD.search(lowered):
        lowered = _GREEK_RUN.sub(_in_latin, lowered)
    if _HAN.search(lowered):
        lowered = lowered.translate(_simplified())
    return _without_accents(lowered.translate(_SPELT))


@cache
def _simplified() -> dict[int, str]:
    """Chinese and Japanese characters in the form of mainland China, by those of the other forms."""
    lines = files("soilbib.dedupe").joinpath("characters.txt").read_text(encoding="utf-8").splitlines()
    return {ord(pair[0]): pair[1] for line in lines if line[0] != "#" for pair in line.split()}


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _in_latin(word: re.Match[str]) -> str:
    """A Greek word in Latin letters (ISO 843)."""
    plain = _without_accents(word.group()).replace("ου", "ou")
    return "".join(_GREEK_LETTERS.get(letter, letter) for letter in plain)


def words(text: str) -> list[str]:
    """The words of a text, folded: letters and digits only."""
    if text.isascii():
        return (_APOSTROPHE.sub("", text) if "'" in text or "`" in text else text).translate(_PLAIN).split()
    return _WORD.findall(_APOSTROPHE.sub("", fold(text)))


def without_symbols(word: str) -> str:
    """A word without the names of Greek letters, as databases leave it that lose the letters: "kappab" is "b"."""
    return _SYMBOL.sub("", word)


def is_han(text: str) -> bool:
    """Whether there are Chinese characters in a text."""
    return _HAN.search(text) is not None


def short_symbols(word: str) -> str:
    """A word with the names of Greek letters as Latin letters: "pkcepsilon" is "pkce"."""
    return _SYMBOL.sub(lambda found: found[0].removeprefix("var")[0], word)


def in_other_scripts(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether the words of one side are in Latin letters and those of the other are not, as with Wang and 王."""
    latin, others = ({word.isascii() for word in words} for words in (one, other))
    return len(latin) == len(others) == 1 and latin != others
