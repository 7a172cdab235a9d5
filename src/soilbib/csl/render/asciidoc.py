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
_SPECIAL = re.compile(
    r"""[\\*_`#^~+{}\[\]<>|&]            # markup wherever it stands
    |([-.:;$()'])(?=\1)|(?<=([-.:;$()']))(?:\2) # dashes, ellipses, items, passthroughs, index terms
    |\((?=(?:C|R|TM)\))|(?<=\w)'(?=\w)  # signs and apostrophes that would be replaced""",
    re.VERBOSE,
)
_LINE_START = re.compile(r"[=/-]|(?:\d+|[a-zA-Z]|[ivxIVX]+)(?=[.)]\s)|\.")
_ITEM = re.compile(r"(?<=;);")
"""A semicolon after another, that of a character reference too, would begin a description."""
_BREAKS = re.compile(r"(?: \+\n\s*){2,}|\A\s*\+\n\s*|\s\+\n\s*\Z")
_RAISED = re.compile(r"([\^~])([^\^~]*)\1")


def escape(text: str) -> str:
    """Text in which no character is markup: the risky ones as character references."""
    return _ITEM.sub("&#59;", _SPECIAL.sub(_reference, text.translate(CONTROLS)))


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def entry(text: str) -> str:
    """An entry as a paragraph; what would begin a block, as an initial begins a list, is a character reference."""
    text = text.strip()
    match = _LINE_START.match(text)
    if match:
        at = match.end() if match.group().isalnum() else 0
        text = f"{text[:at]}&#{ord(text[at])};{text[at + 1 :]}"
    return text + "\n\n"


def finish(text: str) -> str:
    """Superscripts and subscripts without the spaces that they may not hold, and no line broken twice or at an end."""
    text = _RAISED.sub(lambda match: match.group().replace(" ", "&#32;"), text)
    return _BREAKS.sub(lambda match: " +\n" if match.start() > 0 and match.end() < len(text) else "", text)


def link(url: str) -> tuple[str, str]:
    """A link macro."""
    safe = "".join(f"%{ord(char):02X}" if char in '[]{}<> \\^`|"' else char for char in url)
    return f"link:++{safe}++[", "]"


ASCIIDOC = Renderer(
    "asciidoc", TAGS, escape, entry, link=link, finish=finish, extensions=(".adoc", ".asciidoc")
)
