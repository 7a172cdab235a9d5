"""Text case over a content tree: words are judged across the pieces of markup, protected pieces stay."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from soilbib.csl.content import Content, Node, leaves, map_text

if TYPE_CHECKING:
    from collections.abc import Callable

STOP_WORDS = frozenset(
    {
        "a", "about", "above", "across", "afore", "after", "against", "al", "along", "alongside",
        "amid", "amidst", "among", "amongst", "an", "and", "anenst", "apropos", "apud", "around", "as",
        "aside", "astride", "at", "athwart", "atop", "barring", "before", "behind", "below", "beneath",
        "beside", "besides", "between", "beyond", "but", "by", "c", "ca", "circa", "d", "de", "despite",
        "down", "during", "et", "except", "for", "forenenst", "from", "given", "in", "inside", "into",
        "lest", "like", "modulo", "near", "next", "nor", "notwithstanding", "of", "off", "on", "onto",
        "or", "out", "over", "per", "plus", "pro", "qua", "sans", "since", "so", "than", "the",
        "through", "throughout", "thruout", "till", "to", "toward", "towards", "under", "underneath",
        "until", "unto", "up", "upon", "v", "van", "versus", "via", "vis-à-vis", "von", "vs", "with",
        "within", "without", "yet",
    }
)  # fmt: skip
"""Words that title case leaves in lower case, unless first, last or after a colon."""

_SEPARATOR = r"<>‘’“”\"'\-–—/.,;?!:\[\]()\s\u00a0\u2000-\u200b\u205f\u3000"
_WORD = re.compile(rf"[^{_SEPARATOR}]+")
_SPACED_WORD = re.compile(r"[^\s\u00a0\u2000-\u200b]+")
_CLIPPED = re.compile(r"(?:^|\s)’$")
"""Before a letter that is all that is left of a word: "’s Gravenhage", "rock ’n’ roll"."""
_LONE_GREEK = re.compile(r"[\u0370-\u03ff]")


def apply_text_case(content: Content, case: str, english: bool = True, lang: str = "") -> Content:
    """The tree in a text case; title case is for English and does nothing elsewhere."""
    if case == "title" and not english:
        return content
    change = CASES.get(case)
    if change is None:
        return content
    if isinstance(content, str):
        return _change_text(content, case, lang)
    pieces = list(leaves(content))
    text = "".join(piece for piece, _ in pieces)
    protected = [flag for piece, flag in pieces for _ in piece]
    changed = change(text, protected, lang)
    return map_text(content, _slices(changed))


@lru_cache(maxsize=8192)
def _change_text(text: str, case: str, lang: str) -> str:
    """Plain text in a text case; a title is asked for again and again while cites are told apart."""
    return "".join(CASES[case](text, [False] * len(text), lang))


def _slices(characters: list[str]) -> Callable[[str], str]:
    """A function that hands the changed characters out, leaf by leaf."""
    position = 0

    def take(old: str) -> str:
        nonlocal position
        start = position
        position += len(old)
        return "".join(characters[start:position])

    return take


def upper(text: str, lang: str) -> str:
    """Upper case by the language's rules."""
    if lang[:2] in ("tr", "az"):
        text = text.replace("i", "İ")
    return text.upper()


_WITHOUT_TONOS = str.maketrans("άέήίόύώΐΰΆΈΉΊΌΎΏ", "αεηιουωϊϋΑΕΗΙΟΥΩ")


_LAST_SIGMA = re.compile(r"(?<=\w)Σ(?!\w)")


def _lowercase(text: str, protected: list[bool], lang: str) -> list[str]:
    """Lower case; a capital sigma that ends a word becomes the letter that does."""
    ends = {match.start() for match in _LAST_SIGMA.finditer(text)}
    return [
        char if keep else "ς" if index in ends else _lower(char, lang)
        for index, (char, keep) in enumerate(zip(text, protected, strict=True))
    ]


def _lower(char: str, lang: str) -> str:
    if lang[:2] in ("tr", "az") and char in "Iİ":
        return "ı" if char == "I" else "i"
    return char.lower()


def _uppercase(text: str, protected: list[bool], lang: str) -> list[str]:
    """Upper case; Greek drops its accents there ("Καιρός": "ΚΑΙΡΟΣ"), not a dieresis."""
    if lang[:2] == "el":
        text = text.translate(_WITHOUT_TONOS)
    return [char if keep else upper(char, lang) for char, keep in zip(text, protected, strict=True)]


def _capitalise(out: list[str], word: re.Match[str], lang: str) -> None:
    if len(word.group()) == 1 and (
        _LONE_GREEK.match(word.group()) or _CLIPPED.search(word.string, 0, word.start())
    ):
        return
    out[word.start()] = upper(out[word.start()], lang)


def _capitalize_first(text: str, protected: list[bool], lang: str) -> list[str]:
    out = list(text)
    word = _WORD.search(text)
    if word and not protected[word.start()] and word.group() == word.group().lower():
        _capitalise(out, word, lang)
    return out


def _capitalize_all(text: str, protected: list[bool], lang: str) -> list[str]:
    out = list(text)
    end = 0
    for word in _WORD.finditer(text):
        start = word.start()
        lower = word.group() == word.group().lower()
        if lower and not protected[start] and not _is_contraction(text, start, end):
            _capitalise(out, word, lang)
        end = word.end()
    return out


def _sentence(text: str, protected: list[bool], lang: str) -> list[str]:
    out = _lowercase(text, protected, lang)
    word = _SPACED_WORD.search(text)
    first = _WORD.search(text)
    if word and first:
        for index in range(first.start(), first.end()):
            out[index] = text[index]
        if not protected[first.start()]:
            _capitalise(out, first, lang)
    return out


def _title(text: str, protected: list[bool], lang: str) -> list[str]:
    out = list(text)
    last: re.Match[str] | None = None
    end = 0
    first = True
    hyphenated = _before_first_hyphen(text)
    for word in _WORD.finditer(text):
        start = word.start()
        if protected[start]:
            last, first, end = None, False, word.end()
            continue
        after_mark = _ends_in_mark(text, end, start)
        found = word.group()
        lower = found.lower()
        stop = len(found) == 1 or lower in STOP_WORDS
        if (
            (first or after_mark or not stop or start == hyphenated)
            and found == lower
            and not _is_contraction(text, start, end)
        ):
            _capitalise(out, word, lang)
        last, first, end = word, False, word.end()
    if last and last.group() in STOP_WORDS and len(last.group()) > 1:
        _capitalise(out, last, lang)
    return out


_MARK = re.compile(r"[‘’“”\"'\-–—/.,;?!:\[\]()]")


def _before_first_hyphen(text: str) -> int:
    """Where the word before a hyphen starts, if the hyphen is the text's first mark; -1 otherwise."""
    mark = _MARK.search(text)
    if mark is None or mark.group() != "-":
        return -1
    return max(text.rfind(" ", 0, mark.start()), text.rfind("\u00a0", 0, mark.start())) + 1


def _ends_in_mark(text: str, end: int, start: int) -> bool:
    """Whether a colon, question or exclamation mark stands before the word."""
    return any(char in ":?!" for char in text[end:start])


def _is_contraction(text: str, start: int, end: int) -> bool:
    """Whether the word hangs on the one before it by an apostrophe."""
    return start == end + 1 and end > 0 and text[end] in "'’"


def capitalize_first_term(content: Content) -> Content:
    """The tree with a capital where the first thing it prints is a term, unless the style wants that in lower case."""
    if isinstance(content, str) or not content.children:
        return content
    if content.mark == "term":
        return content if content.value == "lowercase" else apply_text_case(content, "capitalize-first")
    first = content.children[0]
    changed = capitalize_first_term(first)
    if changed is first:
        return content
    return Node((changed, *content.children[1:]), content.formatting, content.mark, content.value)


def capitalize_entry(content: Content) -> Content:
    """An entry with a capital where it begins with a term, or its citation number is followed by one."""
    if isinstance(content, str) or len(content.children) < 2 or not _is_number(content.children[0]):
        return capitalize_first_term(content)
    number, second, *rest = content.children
    return Node(
        (number, capitalize_first_term(second), *rest), content.formatting, content.mark, content.value
    )


def _is_number(content: Content) -> bool:
    """Whether this is the entry's citation number, before which nothing has begun."""
    while not isinstance(content, str):
        if content.mark == "citation-number":
            return True
        if len(content.children) != 1:
            return False
        content = content.children[0]
    return False


CASES: dict[str, Callable[[str, list[bool], str], list[str]]] = {
    "lowercase": _lowercase,
    "uppercase": _uppercase,
    "capitalize-first": _capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": _sentence,
    "title": _title,
}
