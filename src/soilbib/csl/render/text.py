"""Plain text."""

from __future__ import annotations

from soilbib.csl.render.renderer import DISPLAY_SPACES, Renderer, paragraph

CONTROLS: dict[int, str | None] = {
    **dict.fromkeys((*range(9), *range(14, 32), 127)),
    **dict.fromkeys((*range(10, 14), 0x85, 0x2028, 0x2029), " "),
}
"""Control characters, which no text format needs, and the ends of lines, which are spaces in a title; a tab stays."""


def escape(text: str) -> str:
    """The text without control characters."""
    return text.translate(CONTROLS)


TEXT = Renderer("text", DISPLAY_SPACES, escape, paragraph, extensions=(".txt",))
