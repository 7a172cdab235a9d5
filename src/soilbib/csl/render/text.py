"""Plain text."""

from __future__ import annotations

from soilbib.csl.render.renderer import DISPLAY_SPACES, Renderer, paragraph

CONTROLS = dict.fromkeys((*range(9), *range(11, 32), 127))
"""Control characters, which no text format needs; tab and newline stay."""


def escape(text: str) -> str:
    """The text without control characters."""
    return text.translate(CONTROLS)


TEXT = Renderer("text", DISPLAY_SPACES, escape, paragraph)
