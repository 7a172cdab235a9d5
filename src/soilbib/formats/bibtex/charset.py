"""Characters that a target encoding lacks, as LaTeX commands that `latex.decode` reads back."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, TypeAlias, get_args

from soilbib.formats.bibtex.latex_tables import ACCENTS, ESCAPES, SYMBOLS
from soilbib.formats.bibtex.math import SYMBOLS as MATH_SYMBOLS

Charset: TypeAlias = Literal["ascii", "latin1", "utf8"]
CHARSETS: tuple[str, ...] = get_args(Charset)

_BEYOND = {
    "ascii": re.compile("[^\x00-\x7f][\u0300-\u036f]*|[a-zA-Z][\u0300-\u036f]+"),
    "latin1": re.compile("[^\x00-\xff\u0300-\u036f][\u0300-\u036f]*|[^\u0300-\u036f\\s][\u0300-\u036f]+"),
}
_DASHES = re.compile("(?<![-–—])[–—](?![-–—])")
_DASH_LIGATURES = {"–": "--", "—": "---"}


def _shortest_commands() -> dict[str, str]:
    """Character → the command for it; the ``\\text…`` ones work in every encoding and so go first."""
    found: dict[str, str] = {}
    for name, char in SYMBOLS.items():
        is_better = name.startswith("text") and not found.get(char, "text").startswith("text")
        if len(char) == 1 and not char.isascii() and (char not in found or is_better):
            found[char] = name
    return found


_COMMANDS = _shortest_commands()
_IN_MATH = {
    char: name
    for name, char in reversed(MATH_SYMBOLS.items())
    if not char.isascii() and (char not in _COMMANDS or "\u0370" <= char <= "\u03ff")
}
"""Character → its command in math: for Greek, whose text commands need a package, and what has no other."""

_ACCENT_OF = {mark: accent for accent, mark in reversed(ACCENTS.items()) if accent != "ocirc"}
_ESCAPE_OF = {char: escape for escape, char in ESCAPES.items() if len(char) == 1 and not char.isascii()}


def charset_of(encoding: str) -> Charset:
    """The charset that an encoding can hold for certain."""
    name = encoding.lower().replace("_", "-")
    if name.startswith("utf"):
        return "utf8"
    return "latin1" if name in ("latin-1", "iso-8859-1", "iso8859-1", "cp1252") else "ascii"


def to_charset(text: str, charset: Charset) -> str:
    """LaTeX text with every character that the charset lacks as a command."""
    if charset == "utf8" or text.isascii():
        return text
    if "–" in text or "—" in text:
        text = _DASHES.sub(lambda match: _DASH_LIGATURES[match.group()], text)
    text = unicodedata.normalize("NFC", text)
    return _BEYOND[charset].sub(lambda match: "".join(_command(match.group())), text)


@lru_cache(maxsize=4096)
def _command(cluster: str) -> tuple[str, ...]:
    """A character with its combining marks as LaTeX."""
    first, marks = cluster[0], cluster[1:]
    if first in _IN_MATH:
        base = f"{{\\ensuremath{{\\{_IN_MATH[first]}}}}}"
    elif first in _COMMANDS:
        base = f"{{\\{_COMMANDS[first]}}}"
    elif first in _ESCAPE_OF:
        base = "\\" + _ESCAPE_OF[first]
    elif first.isascii():
        base = first
    else:
        decomposed = unicodedata.normalize("NFD", first)
        composed = len(decomposed) > 1 and decomposed[0].isalpha()
        if not composed or any(mark not in _ACCENT_OF for mark in decomposed[1:]):
            base = _symbol(first)
        else:
            base, marks = decomposed[0], decomposed[1:] + marks
            if not base.isascii():
                base = "".join(_command(base))
    rest = ""
    for mark in marks:
        if mark in _ACCENT_OF and not rest:
            base = _accented(_ACCENT_OF[mark], base)
        else:
            rest += _symbol(mark)
    return base, rest


def _accented(accent: str, base: str) -> str:
    if accent.isalpha() and len(base) == 1:
        base = f"{{{base}}}"
    return f"{{\\{accent}{base}}}"


def _symbol(char: str) -> str:
    """Any character by its code point, for LaTeX engines that know Unicode."""
    return f'{{\\symbol{{"{ord(char):X}}}}}'
