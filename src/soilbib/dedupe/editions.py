"""Editions: which one a field or the end of a title names, in figures or in words of several languages."""

from __future__ import annotations

import re

from soilbib.dedupe.numerals import NUMBER_WORDS
from soilbib.dedupe.text import fold, words

EDITION_WORDS = frozenset(
    "ed edn edition auflage aufl edicion edicao edizione druk upplaga utgave udgave wydanie vydani".split()
)
_EDITION = re.compile(
    r"""[\s,.:;(\[–-]*\b(?P<which>\w+)[.ªº]?
        (?:,?\s+(?:rev(?:ised|\.)?|überarb\w*\.?|erw\w*\.?|neu|bearb\w*\.?|and|und))*
        \s+(?:ed|edn|edition|auflage|aufl|édition|edici[oó]n|edição|edizione|druk|upplaga|utgave|udgave|wydanie|vydání)\b
        (?P<end>[\W_]*$)?""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNTED = re.compile(r"第?(\d{1,4})(?:st|nd|rd|th|e|eme|er|re|a|o|版)?")
_EDITIONS = frozenset("revised rev new updated enlarged expanded abridged international neue last".split())
"""Words that tell an edition from others without counting it."""
_ORDINALS = NUMBER_WORDS | {
    word: str(number)
    for number, group in enumerate(
        ("erste premiere primera prima primeira eerste forsta forste",
         "zweite deuxieme seconde segunda seconda tweede andra",
         "dritte troisieme tercera terza terceira derde tredje",
         "vierte quatrieme cuarta quarta vierde fjarde fjerde",
         "funfte cinquieme quinta vijfde femte",
         "sechste sixieme sexta sesta zesde sjatte sjette",
         "siebte siebente septieme septima settima zevende sjunde",
         "achte huitieme octava ottava oitava achtste attonde",
         "neunte neuvieme novena nona negende nionde",
         "zehnte dixieme decima tiende tionde"), start=1)
    for word in group.split()
}  # fmt: skip
"""The words that count editions, folded."""


def read_edition(text: str) -> str:
    """The number of the edition that a field names, 2 of "2nd rev. ed." and of "Second"; empty where it has none."""
    return next(filter(None, map(_number, words(text))), "") if text else ""


def without_edition(text: str) -> tuple[str, str]:
    """The title without "2nd ed." at its end, and which edition it names: 2; "pain in the ED" is none."""
    for match in _EDITION.finditer(text):
        word = fold(match["which"])
        edition = _number(word) or (word if word in _EDITIONS else "")
        if edition:
            return (text[: match.start()] or text) if match["end"] is not None else text, edition
    return text, ""


def _number(word: str) -> str:
    """The number of a word that counts: 2 of "2", "2nd", "2e", "第2版" and "second"."""
    counted = _COUNTED.fullmatch(word)
    return str(int(counted[1])) if counted else _ORDINALS.get(word, "")
