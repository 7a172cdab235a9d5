"""LaTeX text to CSL's text with inline markup.

Accents, symbols, dashes and quotes become Unicode; ``\\textit`` and its like become spans; braces that
protect part of a title become ``nocase`` spans. Unknown commands stay as they were written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from soilbib.formats.bibtex.latex_tables import (
    ACCENTS,
    CASES,
    DECLARATIONS,
    ESCAPES,
    LONE_ACCENTS,
    QUOTATIONS,
    SILENT,
    STYLES,
    SWALLOWED,
    SYMBOLS,
    TRANSPARENT,
    TWO_ARGUMENTS,
    VERBATIM,
)
from soilbib.formats.bibtex.math import decode_math
from soilbib.formats.bibtex.units import ONE_ARGUMENT, QUANTITIES, quantity
from soilbib.model.markup import TAGS

_NEXT_SIGN = re.compile(r"[\\{}$~`]")
_NEXT_SIGN_OR_PAIR = re.compile(r"[\\{}$~`'-]")
_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]+\*?)[ ]*|\\(?P<escape>.)|(?P<open>\{)|(?P<close>\})"
    r"|(?P<math>\$\$(?:[^$\\]|\\.)+\$\$|\$(?:[^$\\]|\\.)+\$)|(?P<ligature>---?|``|''|[`~])|(?P<other>[\\$])",
    re.DOTALL,
)
_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "~": "\u00a0"}
_INVERTED = {"?": "¿", "!": "¡"}  # before a grave accent
_WHOLE_GROUP = re.compile(r"\{[^{}]*\}")
_WITH_ARGUMENT = frozenset(
    {*STYLES, *QUOTATIONS, *TRANSPARENT, *SWALLOWED, *CASES, *TWO_ARGUMENTS, "symbol", "ensuremath"}
)
_MAX_DEPTH = 60
_TABBING_ACCENTS = frozenset("'`=")
"""Accents as LaTeX's tabbing environment has them: ``\\a'e``."""
_OPTION = re.compile(r"\[[^\][{}\\$]*\](?=[\[{])")
_MARKUP = re.compile(r"[<$\\]")
_BRACE = re.compile(r"[{}]")
_CODE_POINT = re.compile(r'"([0-9A-Fa-f]{1,6})|(\d{1,7})')
_NOCASE_OPEN, _NOCASE_CLOSE = TAGS["nocase"]


def collapse(text: str) -> str:
    """The text with every run of blanks and line ends as one space, none at the ends."""
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip(" ")


def decode(text: str, protect: bool = False) -> str:
    """Read LaTeX; with ``protect``, braces around part of the text become ``nocase`` spans."""
    text = collapse(text)
    if is_plain(text):
        return text
    text = unwrap(text)
    return text if is_plain(text) else _Decoder(text, protect).read()


def is_plain(text: str) -> bool:
    """Whether a text has no LaTeX; single searches are several times faster than one expression."""
    return not (
        "{" in text or "\\" in text or "}" in text or "$" in text or "~" in text or "`" in text
        or "--" in text or "''" in text
    )  # fmt: skip


def unwrap(text: str) -> str:
    """The text without the braces that enclose the whole of it."""
    while text.startswith("{") and text.endswith("}") and not text.startswith("{\\"):
        if _WHOLE_GROUP.fullmatch(text) is None and _brace_pairs(text).get(0) != len(text) - 1:
            return text
        text = text[1:-1].strip(" ")
    return text


@lru_cache(maxsize=4096)
def compose(accent: str, letter: str) -> str:
    """A letter under an accent command, as one character where Unicode has one."""
    base = {"ı": "i", "ȷ": "j"}.get(letter, letter) if accent not in "dbc" else letter
    return unicodedata.normalize("NFC", base + ACCENTS[accent])


class _Decoder:
    """Walks the tokens of one text."""

    def __init__(self, text: str, protect: bool) -> None:
        self.text = text
        self.protect = protect
        self.position = 0
        self.depth = 0
        self.quotes = 0
        self.pairs: dict[int, int] | None = None  # made when first needed
        has_pairs = "--" in text or "''" in text
        self.next = (_NEXT_SIGN_OR_PAIR if has_pairs else _NEXT_SIGN).search

    def read(self) -> str:
        return collapse("".join(self._group()))

    def _group(self) -> list[str]:
        """The pieces up to the brace that closes the group, or to the end; a closing brace too many is dropped."""
        pieces: list[str] = []
        closers: list[str] = []
        self.depth += 1
        text = self.text
        while True:
            match = self._next_token()
            if not match:
                pieces.append(text[self.position :])
                self.position = len(text)
                break
            if match.start() > self.position:
                pieces.append(text[self.position : match.start()])
            self.position = match.end()
            kind, token = match.lastgroup, match[match.lastgroup or 0]
            if kind == "close":
                if self.depth > 1:
                    break
                continue
            if kind == "word" and token in DECLARATIONS:
                opening, closing = TAGS[DECLARATIONS[token]]
                pieces.append(opening)
                closers.append(closing)
            elif token == "`" and pieces and pieces[-1][-1:] in _INVERTED:
                pieces[-1] = pieces[-1][:-1] + _INVERTED[pieces[-1][-1]]
            else:
                pieces.append(self._token(kind, token))
        self.depth -= 1
        return pieces + closers[::-1]

    def _next_token(self) -> re.Match[str] | None:
        """The next token, at one of the few signs that can begin one."""
        sign = self.next(self.text, self.position)
        while sign:
            match = _TOKEN.match(self.text, sign.start())
            if match:
                return match
            sign = self.next(self.text, sign.end())
        return None

    def _token(self, kind: str | None, token: str) -> str:
        if kind == "open":
            return self._braces(self.position)
        if kind == "word":
            return self._command(token)
        if kind == "escape":
            return self._accent(token) if token in ACCENTS else ESCAPES.get(token, "\\" + token)
        if kind == "math":
            return decode_math(token, decode)
        return _LIGATURES.get(token, token)

    def _braces(self, start: int) -> str:
        """A group that no command takes: protection where it stands for some letters of a title."""
        if self.depth > _MAX_DEPTH:
            return ""
        special = self.text.startswith("\\", start)
        protect = self.protect and not special
        outer, self.protect = self.protect, self.protect and special
        content = "".join(self._group())
        self.protect = outer
        if protect and any(char.isalpha() for char in content):
            return f"{_NOCASE_OPEN}{content}{_NOCASE_CLOSE}"
        return content

    def _command(self, name: str) -> str:
        if name == "a" and self.text[self.position : self.position + 1] in _TABBING_ACCENTS:
            self.position += 1
            return self._accent(self.text[self.position - 1])
        if name in ACCENTS:
            return self._accent(name)
        if name in SYMBOLS:
            self._skip_empty_group()
            return SYMBOLS[name]
        if name in _WITH_ARGUMENT:
            return self._with_argument(name)
        if name in VERBATIM:
            return self._verbatim()
        return "" if name in SILENT else self._other(name)

    def _other(self, name: str) -> str:
        """A formula or a quantity as text; as it stands, like any unknown command, what is more than that."""
        start = self.position
        if name in ONE_ARGUMENT or name in QUANTITIES:
            arguments = [self._verbatim() for _ in range(2 if name in QUANTITIES else 1)]
            text = quantity(*arguments) if name in QUANTITIES else ONE_ARGUMENT[name](*arguments)
            if text is not None and all(arguments):
                return text
            self.position = start
        return self._unknown(name)

    def _with_argument(self, name: str) -> str:
        if not self.text.startswith("{", self.position):
            if name in SWALLOWED and self.text.startswith("\\", self.position):
                self.position += 2  # "\vphantom\}", as Better BibTeX balances a brace
            return ""
        if name in QUOTATIONS:
            return self._quotation(name)
        if name in _OF_RAW_TEXT:
            return _OF_RAW_TEXT[name](self._verbatim())
        if name in TWO_ARGUMENTS:
            self._verbatim()
        content = self._argument()
        if name in STYLES:
            opening, closing = TAGS[STYLES[name]]
            return opening + content + closing
        if name in CASES and not _MARKUP.search(content):
            return content.upper() if CASES[name] == "upper" else content.lower()
        return "" if name in SWALLOWED else content

    def _quotation(self, name: str) -> str:
        self.quotes += 1
        marks = "“”" if self.quotes % 2 and not name.endswith("*") else "‘’"
        quoted = marks[0] + self._argument() + marks[1]
        self.quotes -= 1
        return f"{_NOCASE_OPEN}{quoted}{_NOCASE_CLOSE}" if self.protect and "mkbib" in name else quoted

    def _unknown(self, name: str) -> str:
        """An unknown command as it stands, with the options and groups that follow it at once."""
        start = end = self.position
        while option := _OPTION.match(self.text, end):
            end = option.end()
        blank = " " if self.text[start - 1] == " " else ""
        while closing := self._closing(end):
            end = closing + 1
        self.position = end
        if end == start and not blank and self.text.startswith("}", end):
            return f"\\{name}{{}}"  # else the text after the group would run on into the name
        return f"\\{name}{blank}{self.text[start:end]}"

    def _closing(self, opening: int) -> int:
        """The place of the brace that closes the one at this place; 0 where there is none."""
        if not self.text.startswith("{", opening):
            return 0
        if self.pairs is None:
            self.pairs = _brace_pairs(self.text)
        return self.pairs.get(opening, 0)

    def _verbatim(self) -> str:
        closing = self._closing(self.position)
        argument = self.text[self.position + 1 : closing] if closing else ""
        self.position = closing + 1 if closing else self.position
        return argument

    def _argument(self) -> str:
        """The group at this place; protection does not reach into it."""
        if not self.text.startswith("{", self.position) or self.depth > _MAX_DEPTH:
            return ""
        self.position += 1
        return "".join(self._group())

    def _accent(self, accent: str) -> str:
        self._skip_blanks()
        base = self._accented()
        if not base:
            return LONE_ACCENTS.get(accent, "")
        if base[0].isalnum():
            return compose(accent, base[0]) + base[1:]
        return LONE_ACCENTS.get(accent, "") + base

    def _accented(self) -> str:
        """What an accent stands over: a group, a command or one character."""
        if self.position >= len(self.text):
            return ""
        if self.text[self.position] == "{":
            return self._argument().strip(" ")
        match = _TOKEN.match(self.text, self.position)
        if match and match.lastgroup in ("word", "escape") and self.depth < _MAX_DEPTH:
            self.position = match.end()
            self.depth += 1
            text = self._token(match.lastgroup, match[match.lastgroup])
            self.depth -= 1
            return text
        if match:
            return ""
        self.position += 1
        return self.text[self.position - 1]

    def _skip_blanks(self) -> None:
        while self.text.startswith(" ", self.position):
            self.position += 1

    def _skip_empty_group(self) -> None:
        if self.text.startswith("{}", self.position):
            self.position += 2


def _code_point(code: str) -> str:
    """The character of ``"1F600`` or ``128512``; what is no code stays."""
    match = _CODE_POINT.fullmatch(code.strip())
    number = (int(match[1], 16) if match[1] else int(match[2])) if match else 0
    is_character = 0 < number < 0x110000 and not 0xD800 <= number < 0xE000
    return chr(number) if is_character else f"\\symbol{{{code}}}"


def _brace_pairs(text: str) -> dict[int, int]:
    """Place of each opening brace that is closed → place of its closing brace."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACE.finditer(text):
        if match.group() == "{":
            opened.append(match.start())
        elif opened:
            pairs[opened.pop()] = match.start()
    return pairs


def split_top(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split at the separators that stand outside all braces."""
    if "{" not in text:
        return separator.split(text)
    pieces: list[str] = []
    start = 0
    for match in _outside_braces(text, separator):
        pieces.append(text[start : match.start()])
        start = match.end()
    return [*pieces, text[start:]]


def _outside_braces(text: str, separator: re.Pattern[str]) -> Iterator[re.Match[str]]:
    depth = counted = 0
    for match in separator.finditer(text):
        depth += text.count("{", counted, match.start()) - text.count("}", counted, match.start())
        counted = match.start()
        if depth <= 0:
            yield match


_OF_RAW_TEXT: dict[str, Callable[[str], str]] = {
    "symbol": _code_point,
    "ensuremath": lambda text: decode_math(f"${text}$", decode),
}
