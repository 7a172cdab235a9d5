"""Markdown as CommonMark, GitHub and pandoc read it."""

from __future__ import annotations

import re
import unicodedata

from soilbib.csl.render.renderer import DISPLAY_SPACES, Renderer, paragraph
from soilbib.csl.render.text import CONTROLS

ITALIC, BOLD = ("\ue000", "\ue001"), ("\ue002", "\ue003")
"""What stands for emphasis until the text on both sides is known (private-use characters, which no text keeps)."""
TAGS: dict[str, tuple[str, str]] = {
    **DISPLAY_SPACES,
    "font-style:italic": ITALIC,
    "font-style:oblique": ITALIC,
    "font-weight:bold": BOLD,
    "vertical-align:sup": ("<sup>", "</sup>"),
    "vertical-align:sub": ("<sub>", "</sub>"),
    "font-variant:small-caps": ('<span style="font-variant:small-caps;">', "</span>"),
    "text-decoration:underline": ("<u>", "</u>"),
}
_OPEN, _CLOSE = ITALIC[0] + BOLD[0], ITALIC[1] + BOLD[1]
_MARKS = {**dict.fromkeys(ITALIC, "*"), **dict.fromkeys(BOLD, "**")}
_ELEMENTS = {ITALIC[0]: "<i>", ITALIC[1]: "</i>", BOLD[0]: "<b>", BOLD[1]: "</b>"}
_RESERVED = {**CONTROLS, **dict.fromkeys(map(ord, _MARKS))}
_SPECIAL = re.compile(r"""[\\`*_\[\]<>&|~^$@"']|-(?=-)|(?<=-)-|\.(?=\.\.)|(?<=\bwww)\.""")
_ADDRESS = re.compile(r"(https?://[^\s<>\\]*[^\s<>\\.,:;!?*_~'\"()\[\]{}“”‘’«»„])")
_LINE_START = re.compile(
    r"^(\s*)([#+=%:-]|(?:\d+|#|[a-zA-Z]|[ivxlcdm]+)[.)](?=\s)|\((?:\w+)\)(?=\s))", re.MULTILINE
)
_OPENED_SPACE = re.compile(rf"([{_OPEN}]+)(\s+)")
_CLOSED_SPACE = re.compile(rf"(\s+)([{_CLOSE}]+)")
_LINK = re.compile(r"\[((?:\\.|[^\\\[\]])*)\]\(<([^<>]*)>\)")
_ESCAPED = re.compile(r"\\(.)")
_EMPTY = re.compile("|".join("".join(pair) for pair in (ITALIC, BOLD)))
_MARK = re.compile(rf"[{_OPEN}{_CLOSE}]")


def escape(text: str) -> str:
    """Text in which no character is markup; a web address is a link, since GitHub makes one of it, escapes and all."""
    pieces = _ADDRESS.split(text.translate(_RESERVED))
    return "".join(f"<{piece}>" if index % 2 else _escape(piece) for index, piece in enumerate(pieces))


def escape_linked(text: str) -> str:
    """Text inside a link, which holds no other."""
    return _escape(text.translate(_RESERVED))


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def entry(text: str) -> str:
    """An entry as a paragraph; what would make it a heading or a list is escaped."""
    return _LINE_START.sub(_escape_start, paragraph(text)) + "\n"


def _escape_start(match: re.Match[str]) -> str:
    marker = match[2]
    return match[1] + (f"{marker[:-1]}\\{marker[-1]}" if marker[-1] in ".)" else "\\" + marker)


def finish(text: str) -> str:
    """An address that links to itself written once; emphasis as asterisks where they are read as such.

    That is seen by what is beside them; elsewhere it is elements. Readers that make links of bare addresses would
    show the escapes of one in brackets.
    """
    if "](<" in text:
        text = _LINK.sub(_once, text)
    if not _MARK.search(text):
        return text
    text = _EMPTY.sub("", _CLOSED_SPACE.sub(r"\2\1", _OPENED_SPACE.sub(r"\2\1", text)))
    written: dict[int, str] = {}
    opened: list[int] = []
    for match in _MARK.finditer(text):
        end, mark = match.start(), match.group()
        if mark in _OPEN:
            opened.append(end)
            continue
        start = opened.pop()
        reads = _reads(text, start, -1, written) and _reads(text, end, 1, written)
        table = _MARKS if reads else _ELEMENTS
        written[start], written[end] = table[text[start]], table[mark]
    return _MARK.sub(lambda match: written[match.start()], text)


def _once(link: re.Match[str]) -> str:
    return f"<{link[2]}>" if _ESCAPED.sub(r"\1", link[1]) == link[2] else link[0]


def _reads(text: str, at: int, outwards: int, written: dict[int, str]) -> bool:
    """Whether asterisks here are read, by CommonMark's flanking: no mark inside of them with a letter outside.

    ``written`` has the emphasis inside; that around it does not matter.
    """
    alike = _OPEN if outwards < 0 else _CLOSE
    outer = inner = at
    while 0 <= outer < len(text) and text[outer] in alike:
        outer += outwards
    while text[inner] in alike and not written.get(inner, "").startswith("<"):
        inner -= outwards
    if not 0 <= outer < len(text) or text[outer].isspace():
        return True
    if text[outer] in _MARKS:
        return False
    return _is_mark(text[outer]) or not (inner in written or _is_mark(text[inner]))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def link(url: str) -> tuple[str, str]:
    """An inline link."""
    return "[", "](<" + re.sub(r"[<>\s\\]", lambda match: f"%{ord(match.group()):02X}", url) + ">)"


MARKDOWN = Renderer(
    "markdown",
    TAGS,
    escape,
    entry,
    link=link,
    finish=finish,
    escape_linked=escape_linked,
    extensions=(".md", ".markdown", ".qmd", ".rmd"),
)
