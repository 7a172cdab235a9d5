"""The last words of a text that are numbers, months and labels; what they mean together `numbers` tells."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from soilbib.model.dates import MONTHS, SEASONS, WEEKDAYS

_LABELS: dict[str, str] = {
    label: kind
    for kind, labels in {
        "volume": "кн ч zv vol volume v bd band t tome tomo jg jahrgang ročník roč том т cilt årg évf sv god",
        "issue": "sz º nᵒ no nº n° nr núm num number issue iss heft h č № n fasc sayı вып zeszyt z hft sy số br бр τχ",
        "chapter-number": "ch chap",
        "page": "p pp pages page págs pág pg s ss seite seiten стр с str blz art article sf tr hal σ σσ lpp lk o old ص"
        " עמ",
    }.items()
    for label in labels.split()
}
_DATE_WORDS = frozenset("de of du del".split())
_KNOWN_WORDS = frozenset((*_LABELS, *MONTHS, *SEASONS, *WEEKDAYS, *_DATE_WORDS))
_TOKEN = re.compile(
    r"(?P<year_range>(?:1[5-9]|20)\d\d\s?[–-]\s?(?:1[5-9]|20)\d\d(?!\d))"
    r"|(?P<date>\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?(?!\d)|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4})"
    r"|(?<!\w)(?P<range>[A-Za-z]?\d+[A-Za-z]?(?:\s?[-–‐‑—～]{1,2}\s?)(?!(?<=\d\s[–—-]\s)(?:19|20)\d\d\b)[A-Za-z]?\d+[A-Za-z]?(?!\w)|\d{2,4}e\d{2,4}(?!\w))"
    r"|(?<!\w)(?P<ordinal>\d{1,2}(?:er|st|nd|rd|th)(?!\w))"
    r"|(?<!\w)(?P<number>(?:[ivxlcIVXLC]{1,8}(?:\s?[-–+]\s?|,\s)(?=\d{1,4}\s?(?:pp?|S|pages?)\b))?(?:[A-Za-z]|[A-Z]{2})?\d[\d\u202f]*(?:ff|ss|[A-Za-z])?(?:[/+]\d+)?(?!\w))"
    r"|(?P<word>[^\W\d_]+[°º]?|№)"
    r"|(?P<mark>[(\[])|(?P<closing>[)\]])|(?P<rest>[^\s.,;:–—_/-])"  # other punctuation says nothing
)
_DIGIT = re.compile(r"\d")
ROMAN = re.compile(r"[IVXLC]{1,6}")
_ONES = frozenset("IVXLC")
_YEAR_LAST = re.compile(r",?\s(?:1[5-9]|20)\d\d\W*$")  # "Museum of Art 1982"
_LABEL_END = re.compile(r"\.|\s?\d|$")


class Token(Struct, frozen=True, gc=False):
    """A number, date word or label, where it stands, and whether it is in brackets."""

    kind: str
    text: str
    start: int
    end: int
    bracketed: bool = False


def stretch(text: str, low: int) -> list[Token]:
    """The last tokens of a text that are numbers, months, labels and marks between them."""
    start = _word_start(text, low)
    if start == len(text):
        return []
    found: list[Token] = []
    open_brackets = 0
    for match in _TOKEN.finditer(text, start):
        kind = match.lastgroup or ""
        token = match.group()
        if kind == "mark":
            open_brackets += 1
            continue
        if kind == "closing":
            open_brackets = max(0, open_brackets - 1)
            continue
        if kind == "word":
            told = not _in_rio(token, found) and not (
                len(token) == 1 and text[match.start() - 1 : match.start()] in ("'", "’")
            )
            kind = _word_kind(token, text, match.end()) if told else ""
            if not kind and told and token in _ONES and found and found[-1].kind == "volume":
                kind = "roman"  # "vol. X"
        if kind in ("", "rest"):
            found = []
            continue
        found.append(Token(kind, token, match.start(), match.end(), open_brackets > 0))
    return _from_number(found, low)


def _word_start(text: str, low: int) -> int:
    """Where the last words begin that may be part of the stretch; the text's end where none has a digit."""
    if _may_belong(text[low:].rpartition(" ")[2]) == "no":
        return len(text)
    start = len(text) + 1
    numbered = False
    for word in reversed(text[low:].split(" ")):
        kind = _may_belong(word)
        if kind == "no":
            break
        numbered = numbered or kind == "number"
        start -= len(word) + 1
    return start if numbered else len(text)


@lru_cache(maxsize=8192)
def _may_belong(word: str) -> str:
    """Whether a word with its punctuation may be part of the stretch: a number, another word of it, or not."""
    bare = word.strip(".,;:()[]–—-_").lower()
    if bare.isalpha():
        return "word" if bare in _KNOWN_WORDS or ROMAN.fullmatch(bare.upper()) else "no"
    return "number" if _DIGIT.search(bare) else "word"


def _in_rio(word: str, before: list[Token]) -> bool:
    """Whether "Janeiro" is a part of the city's name: no number stands before its "de"."""
    lone = len(before) == 1 and before[0].kind == "of"
    return word == "Janeiro" and lone


def _word_kind(word: str, text: str, end: int) -> str:
    """Label, month or Roman numeral; empty for another word."""
    lowered = word.lower()
    label = _LABELS.get(lowered)
    if lowered == "o" and text[end:].strip(" ."):
        return ""  # Hungarian's "64-70. o.", but "o. O." is German's for no place
    if label and (len(word) > 1 or not word.isupper() or _LABEL_END.match(text, end)):
        return "" if word == "Art" and _YEAR_LAST.match(text, end) else label
    if lowered in MONTHS or (lowered in SEASONS and word[0].isupper()):
        return "month"
    if lowered in _DATE_WORDS:
        return "of"
    if lowered in WEEKDAYS:
        return "weekday"
    return "roman" if ROMAN.fullmatch(word) and len(word) > 1 else ""


def _from_number(tokens: list[Token], low: int) -> list[Token]:
    """Drop what cannot begin the stretch: a Roman numeral, "of", or a number that the word before it is glued to."""
    while tokens and (tokens[0].kind in ("of", "roman") or (low and tokens[0].start == low)):
        tokens = tokens[1:]
    return tokens
