"""Typst markup."""

from __future__ import annotations

import re

from soilbib.csl.render.renderer import Renderer
from soilbib.csl.render.text import CONTROLS

TAGS: dict[str, tuple[str, str]] = {
    "font-style:italic": ("#emph[", "];"),
    "font-style:oblique": ('#text(style: "oblique")[', "];"),
    "font-style:normal": ('#text(style: "normal")[', "];"),
    "font-weight:bold": ("#strong[", "];"),
    "font-weight:normal": ('#text(weight: "regular")[', "];"),
    "font-variant:small-caps": ("#smallcaps[", "];"),
    "text-decoration:underline": ("#underline[", "];"),
    "vertical-align:sup": ("#super[", "];"),
    "vertical-align:sub": ("#sub[", "];"),
    "display:block": ("\n\n", "\n\n"),
    "display:left-margin": ("", "#h(0.5em);"),
    "display:indent": ("\n\n#h(2em);", "\n\n"),
}
"""The semicolon ends the code: "(", "[", ";" and ".x" would go on with it, as in an issue after a volume."""
_SPECIAL = re.compile(r"""[\\\[\]{}#*_`$<>@~=+/"'-]|\.(?=\.)|(?<=\.)\.""")
_NUMBER = re.compile(r"\A(\s*\d+)\.")


def escape(text: str) -> str:
    """Text in which no character is markup or begins code; a number that opens it begins no list."""
    return _NUMBER.sub(r"\1\\.", _SPECIAL.sub(r"\\\g<0>", text.translate(CONTROLS)))


def entry(text: str) -> str:
    """An entry as a paragraph."""
    return text.strip() + "\n\n"


def link(url: str) -> tuple[str, str]:
    """A link with the entry's text."""
    return '#link("' + url.replace("\\", "\\\\").replace('"', '\\"') + '")[', "];"


TYPST = Renderer("typst", TAGS, escape, entry, link=link, extensions=(".typ",))
