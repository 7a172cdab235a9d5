"""HTML as citeproc-js writes it."""

from __future__ import annotations

import re
import unicodedata

from soilbib.csl.render.renderer import Renderer

TAGS: dict[str, tuple[str, str]] = {
    "font-style:italic": ("<i>", "</i>"),
    "font-style:oblique": ("<em>", "</em>"),
    "font-style:normal": ('<span style="font-style:normal;">', "</span>"),
    "font-variant:small-caps": ('<span style="font-variant:small-caps;">', "</span>"),
    "font-variant:normal": ('<span style="font-variant:normal;">', "</span>"),
    "font-weight:bold": ("<b>", "</b>"),
    "font-weight:light": ("", ""),
    "font-weight:normal": ('<span style="font-weight:normal;">', "</span>"),
    "text-decoration:underline": ('<span style="text-decoration:underline;">', "</span>"),
    "text-decoration:none": ('<span style="text-decoration:none;">', "</span>"),
    "vertical-align:sup": ("<sup>", "</sup>"),
    "vertical-align:sub": ("<sub>", "</sub>"),
    "vertical-align:baseline": ('<span style="baseline">', "</span>"),
    "display:block": ('\n\n    <div class="csl-block">', "</div>\n"),
    "display:left-margin": ('\n    <div class="csl-left-margin">', "</div>"),
    "display:right-inline": ('<div class="csl-right-inline">', "</div>\n  "),
    "display:indent": ('<div class="csl-indent">', "</div>\n  "),
}


def _superscripts() -> dict[int, str]:
    """Characters that are superscripts by themselves, as markup."""
    table = {0x2C0: "<sup>ʔ</sup>", 0x2C1: "<sup>ʕ</sup>", 0x6E5: "<sup>و</sup>", 0x6E6: "<sup>ي</sup>"}
    for start, end in (
        (0xAA, 0xBB),
        (0x2B0, 0x2E5),
        (0x1D2C, 0x1D62),
        (0x2070, 0x2080),
        (0x2120, 0x2123),
        (0x3192, 0x31A0),
    ):
        for code in range(start, end):
            kind, _, points = unicodedata.decomposition(chr(code)).partition(" ")
            if kind == "<super>" and code != 0xAF:
                table[code] = "<sup>" + "".join(chr(int(point, 16)) for point in points.split()) + "</sup>"
    return table


SUPERSCRIPTS = _superscripts()
_SUPERSCRIPT = re.compile(f"[{''.join(map(chr, SUPERSCRIPTS))}]")


def escape(text: str) -> str:
    """Text for HTML; quotation marks stay, since no text lands inside an attribute."""
    text = text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")
    return text.translate(SUPERSCRIPTS) if _SUPERSCRIPT.search(text) else text


def entry(text: str) -> str:
    """One bibliography entry."""
    return f'  <div class="csl-entry">{text}</div>\n'


def link(url: str) -> tuple[str, str]:
    """An anchor."""
    return '<a href="' + escape(url).replace('"', "&#34;") + '">', "</a>"


HTML = Renderer(
    "html",
    TAGS,
    escape,
    entry,
    ('<div class="csl-bib-body">\n', "</div>"),
    link,
    extensions=(".html", ".htm", ".xhtml"),
)
