"""AsciiDoc."""

from __future__ import annotations

import re

from soilbib.csl.render.renderer import Renderer
from soilbib.csl.render.text import CONTROLS

TAGS: dict[str, tuple[str, str]] = {
    "font-style:italic": ("__", "__"),
    "font-style:oblique": ("__", "__"),
    "font-weight:bold": ("**", "**"),
    "font-variant:small-caps": ("[.small-caps]##", "##"),
    "text-decoration:underline": ("[.underline]##", "##"),
    "vertical-align:sup": ("^", "^"),
    "vertical-align:sub": ("~", "~"),
    "display:block": (" +\n", " +\n"),
    "display:left-margin": ("", " "),
    "display:indent": (" +\n{nbsp}{nbsp}", " +\n"),
}
_SPECIAL = re.compile(r"[\\*_`#^~+{}\[\]<>|&'\"=:;/.!-]")
_KEPT = re.compile(r"[.:;/'\"=!-]")


def escape(text: str) -> str:
    """Text in which no character is markup: the risky ones as character references."""
    return _SPECIAL.sub(_reference, text.translate(CONTROLS))


def _reference(match: re.Match[str]) -> str:
    char = match.group()
    return char if _KEPT.match(char) else f"&#{ord(char)};"


def entry(text: str) -> str:
    """An entry as a paragraph; what would begin a block is a character reference."""
    text = text.strip()
    if re.match(r"[.=/-]|\d+\.\s", text):
        at = text.index(".") if text[0].isdigit() else 0
        text = f"{text[:at]}&#{ord(text[at])};{text[at + 1 :]}"
    return text + "\n\n"


def link(url: str) -> tuple[str, str]:
    """A link macro."""
    safe = "".join(f"%{ord(char):02X}" if char in '[]{}<> \\^`|"' else char for char in url)
    return f"link:++{safe}++[", "]"


ASCIIDOC = Renderer("asciidoc", TAGS, escape, entry, link=link)
