"""Given names as initials, in every form that ``initialize-with`` asks for."""

from __future__ import annotations

import re
from functools import lru_cache

_SEPARATOR = re.compile(r"((?:[-\s]|<[^>]+>)+)")
_TAGS = re.compile(r"<[^>]+>")
_LEADING_TAGS = re.compile(r"^(?:<[^>]+>)*")
_DOT = re.compile(r"\.(?=[^\s])")
_WORD = re.compile(r"([\u02b0-\u02ff]*[^\W\d_])([^\W\d_]*)(\.*)")
"""A word's first letter, with the signs before it that are none ("ʿUmar"), its others, and its full stop."""
_LOWER_AFTER_HYPHEN = re.compile(r"-(?=[a-z])")
_TRAILING_SPACE = re.compile(r"[\s\ufeff\xa0]+$")
_SPACES = re.compile(r"[\t\n\v\f\r ]+")
_HYPHEN = re.compile(r"\s*-\s*")
ROMANESQUE = re.compile(r"[a-zA-Z\u0080-\u052f\u0590-\u06ff\u1e00-\u1fff\u2c60-\u2c7f\ua720-\ua7ff]")
_OPENERS = ("(", "[", '"', "“", "‘", "«", "„")
TITLES = frozenset({"Lord", "Lady"})


@lru_cache(maxsize=65536)
def initialize(given: str, terminator: str, hyphenate: bool = True, normalize_only: bool = False) -> str:
    """The given names as initials followed by the terminator.

    With ``normalize_only`` (``initialize="false"``) only the initials and abbreviations already there get it.
    """
    bare = _LEADING_TAGS.sub("", given)
    if not given or given in TITLES or (not ROMANESQUE.match(bare) and "%s" not in terminator):
        return given
    name = given if hyphenate else given.replace("-", " ")
    name = _LOWER_AFTER_HYPHEN.sub("\u2013", _HYPHEN.sub("-", _SPACES.sub(" ", name)))
    name = _DOT.sub(". ", name)
    name = re.sub(r"\. -", ".-", name)
    pieces = _SEPARATOR.split(name)
    result = _normalize(pieces, terminator) if normalize_only else _initialize(pieces, terminator)
    result = _HYPHEN.sub("-", _TRAILING_SPACE.sub("", result))
    return re.sub("\u2013(?=[a-z])", "-", _SPACES.sub(" ", result))


def _initialize(pieces: list[str], terminator: str) -> str:
    out = []
    for index in range(0, len(pieces), 2):
        word = pieces[index]
        separator = pieces[index + 1] if index + 1 < len(pieces) else ""
        match = _WORD.match(word)
        if match and match[1] == match[1].upper():
            initial = _initial(match)
            if "%s" in terminator:
                out.append(terminator.replace("%s", initial) + separator)
            else:
                out.append(initial + _after_initial(separator, terminator))
        elif match:
            out.append(" " + word + separator)
        else:  # what brackets or quotation marks open keeps its space: "J. (Bob)"
            out.append((" " if word[:1] in _OPENERS and out else "") + word + separator)
    return "".join(out)


def _initial(match: re.Match[str]) -> str:
    """What stands for a word: its first letter, a digraph in capitals, or an abbreviation as it is."""
    first, rest, dots = match.groups()
    if rest and dots:
        return first + rest
    capitals = 0
    while capitals < len(rest) and rest[capitals].isupper():
        capitals += 1
    return first + (rest[:capitals].lower() if 0 < capitals < len(rest) else "")


def _after_initial(separator: str, terminator: str) -> str:
    """The terminator in place of the space after an initial; tags stay, a hyphen follows it."""
    tags = "".join(_TAGS.findall(separator))
    if "-" in separator:
        return terminator.rstrip() + tags + "-"
    if not tags:
        return terminator
    stripped = terminator.rstrip()
    return stripped + tags + terminator[len(stripped) :]


def _normalize(pieces: list[str], terminator: str) -> str:
    words = pieces[::2]
    short = [_is_abbreviation(word) for word in words]
    out = []
    for index, word in enumerate(words):
        separator = pieces[2 * index + 1] if 2 * index + 1 < len(pieces) else ""
        if not short[index]:
            out.append(word + separator)
            continue
        out.append(word.rstrip("."))
        if index == len(words) - 1:
            out.append(terminator)
        elif "-" in separator:
            out.append(terminator.rstrip() + separator)
        else:
            tags = "".join(_TAGS.findall(separator))
            gap = "" if short[index + 1] or len(words[index + 1]) == 1 else " "
            out.append(
                _with_tags(terminator.rstrip("\ufeff") if len(words[index + 1]) > 2 else terminator, tags)
                + gap
            )
    return "".join(out)


def _with_tags(terminator: str, tags: str) -> str:
    stripped = terminator.rstrip()
    return stripped + tags + terminator[len(stripped) :]


def _is_abbreviation(word: str) -> bool:
    bare = _LEADING_TAGS.sub("", word)
    return (len(bare) > 1 and bare.endswith(".")) or (len(bare) == 1 and bare.isupper())
