"""Markdown as CommonMark and pandoc read it."""

from __future__ import annotations

import re

from soilbib.csl.render.renderer import DISPLAY_SPACES, Renderer, paragraph
from soilbib.csl.render.text import CONTROLS

TAGS: dict[str, tuple[str, str]] = {
    **DISPLAY_SPACES,
    "font-style:italic": ("*", "*"),
    "font-style:oblique": ("*", "*"),
    "font-weight:bold": ("**", "**"),
    "vertical-align:sup": ("<sup>", "</sup>"),
    "vertical-align:sub": ("<sub>", "</sub>"),
    "font-variant:small-caps": ('<span style="font-variant:small-caps;">', "</span>"),
    "text-decoration:underline": ("<u>", "</u>"),
}
_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~^$@])")
_LINE_START = re.compile(r"^(\s*)([#+=-]|\d+[.)](?=\s))", re.MULTILINE)


def escape(text: str) -> str:
    """Text in which no character is markup."""
    return _SPECIAL.sub(r"\\\1", text.translate(CONTROLS))


def entry(text: str) -> str:
    """An entry as a paragraph; what would make it a heading or a list is escaped."""
    return _LINE_START.sub(_escape_start, paragraph(text)) + "\n"


def _escape_start(match: re.Match[str]) -> str:
    marker = match[2]
    return match[1] + (f"{marker[:-1]}\\{marker[-1]}" if marker[-1] in ".)" else "\\" + marker)


def link(url: str) -> tuple[str, str]:
    """An inline link."""
    return "[", "](<" + re.sub(r"[<>\s\\]", lambda match: f"%{ord(match.group()):02X}", url) + ">)"


MARKDOWN = Renderer("markdown", TAGS, escape, entry, link=link)
