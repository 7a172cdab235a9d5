"""Rich Text Format, as word processors paste it."""

from __future__ import annotations

from soilbib.csl.render.renderer import Renderer
from soilbib.csl.render.text import CONTROLS

TAGS: dict[str, tuple[str, str]] = {
    "font-style:italic": (r"{\i ", "}"),
    "font-style:oblique": (r"{\i ", "}"),
    "font-style:normal": (r"{\i0 ", "}"),
    "font-weight:bold": (r"{\b ", "}"),
    "font-weight:normal": (r"{\b0 ", "}"),
    "font-variant:small-caps": (r"{\scaps ", "}"),
    "font-variant:normal": (r"{\scaps0 ", "}"),
    "text-decoration:underline": (r"{\ul ", "}"),
    "text-decoration:none": (r"{\ul0 ", "}"),
    "vertical-align:sup": (r"{\super ", "}"),
    "vertical-align:sub": (r"{\sub ", "}"),
    "vertical-align:baseline": (r"{\nosupersub ", "}"),
    "display:block": (r"\par ", r"\par "),
    "display:left-margin": ("", r"\tab "),
    "display:indent": (r"\par\tab ", r"\par "),
}


def escape(text: str) -> str:
    """Text in which no character is a control word; what is not ASCII becomes its code units."""
    text = text.translate(CONTROLS).replace("\\", "\\\\").replace("{", r"\{").replace("}", r"\}")
    return text if text.isascii() else "".join(map(_code, text))


def _code(char: str) -> str:
    if char.isascii():
        return char
    units = char.encode("utf-16-be")
    values = [int.from_bytes(units[index : index + 2], signed=True) for index in range(0, len(units), 2)]
    return "".join(rf"\uc0\u{value} " for value in values)


def entry(text: str) -> str:
    """An entry as a paragraph."""
    return text.strip() + "\\par\n"


def link(url: str) -> tuple[str, str]:
    """A hyperlink field."""
    safe = escape(url.replace('"', "%22"))
    return rf'{{\field{{\*\fldinst HYPERLINK "{safe}"}}{{\fldrslt ', "}}"


RTF = Renderer("rtf", TAGS, escape, entry, (r"{\rtf1\ansi\deff0" + "\n", "}\n"), link, extensions=(".rtf",))
