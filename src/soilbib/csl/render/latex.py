"""LaTeX text for any engine that reads UTF-8."""

from __future__ import annotations

import re

from soilbib.csl.render.renderer import Renderer
from soilbib.csl.render.text import CONTROLS

TAGS: dict[str, tuple[str, str]] = {
    "font-style:italic": (r"\textit{", "}"),
    "font-style:oblique": (r"\textsl{", "}"),
    "font-style:normal": (r"\textup{", "}"),
    "font-weight:bold": (r"\textbf{", "}"),
    "font-weight:normal": (r"\textmd{", "}"),
    "font-variant:small-caps": (r"\textsc{", "}"),
    "font-variant:normal": (r"{\normalfont ", "}"),
    "text-decoration:underline": (r"\underline{", "}"),
    "vertical-align:sup": (r"\textsuperscript{", "}"),
    "vertical-align:sub": (r"\textsubscript{", "}"),
    "display:block": ("\n\n", "\n\n"),
    "display:left-margin": ("", r"\enspace{}"),
    "display:indent": ("\n\n" + r"\hspace*{2em}", "\n\n"),
}
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
        "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}",
        ">": r"\textgreater{}", "|": r"\textbar{}", "\u00a0": "~", "\u202f": r"\,", "\u200b": r"\hspace{0pt}",
        "[": "{[}", "]": "{]}", '"': r"\textquotedbl{}", "'": r"\textquotesingle{}", "`": r"\textasciigrave{}",
        **{chr(code): text for code, text in CONTROLS.items()},
    }
)  # fmt: skip
_LIGATURE = re.compile(r"-(?=-)")


def escape(text: str) -> str:
    """Text in which no character is a command, and two hyphens no dash."""
    return _LIGATURE.sub("-{}", text.translate(_ESCAPES))


def entry(text: str) -> str:
    """An entry as a paragraph."""
    return text.strip() + "\n\n"


def link(url: str) -> tuple[str, str]:
    """A link of the hyperref package."""
    safe = "".join(f"%{ord(char):02X}" if char in '{}\\^`"<> ' else char for char in url)
    return r"\href{" + safe.replace("%", r"\%").replace("#", r"\#").replace("&", r"\&") + "}{", "}"


LATEX = Renderer("latex", TAGS, escape, entry, link=link, extensions=(".tex", ".latex"))
