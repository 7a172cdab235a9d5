"""Plain text."""

from __future__ import annotations

from soilbib.csl.render.renderer import DISPLAY_SPACES, Renderer

CONTROLS = dict.fromkeys((*range(9), *range(11, 32), 127))
"""Control characters, which no text format needs; tab and newline stay."""


def escape(text: str) -> str:
    """The text without control characters."""
    return text.translate(CONTROLS)


def entry(text: str) -> str:
    """An entry without the space that display blocks leave at its ends."""
    return text.strip() + "\n"


TEXT = Renderer("text", DISPLAY_SPACES, escape, entry)
