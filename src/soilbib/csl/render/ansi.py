"""Text for a terminal, with escape sequences for the formatting."""

from __future__ import annotations

from soilbib.csl.render.renderer import DISPLAY_SPACES, Renderer, paragraph
from soilbib.csl.render.text import escape

TAGS: dict[str, tuple[str, str]] = {
    **DISPLAY_SPACES,
    "font-style:italic": ("\x1b[3m", "\x1b[23m"),
    "font-style:oblique": ("\x1b[3m", "\x1b[23m"),
    "font-style:normal": ("\x1b[23m", "\x1b[3m"),
    "font-weight:bold": ("\x1b[1m", "\x1b[22m"),
    "font-weight:normal": ("\x1b[22m", "\x1b[1m"),
    "text-decoration:underline": ("\x1b[4m", "\x1b[24m"),
    "text-decoration:none": ("\x1b[24m", "\x1b[4m"),
}


def link(url: str) -> tuple[str, str]:
    """A hyperlink as terminals know it."""
    return f"\x1b]8;;{escape(url)}\x1b\\", "\x1b]8;;\x1b\\"


ANSI = Renderer("ansi", TAGS, escape, paragraph, link=link)
