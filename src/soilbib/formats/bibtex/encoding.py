"""CSL's text with inline markup to LaTeX, in UTF-8: only what LaTeX needs is escaped."""

from __future__ import annotations

import re

from soilbib.formats.bibtex.latex_tables import (
    ACCENTS,
    CASES,
    DECLARATIONS,
    QUOTATIONS,
    SILENT,
    STYLES,
    SWALLOWED,
    SYMBOLS,
    TRANSPARENT,
    VERBATIM,
)
from soilbib.model.markup import Span, parse_markup

_COMMANDS = {
    "italic": "\\textit{",
    "bold": "\\textbf{",
    "superscript": "\\textsuperscript{",
    "subscript": "\\textsubscript{",
    "small-caps": "\\textsc{",
    "nocase": "{",
}
_SIGNS = re.compile(r"[&%#_$\\{}~^<`\u00a0]")  # by themselves, which are found fast
_UNKNOWN_COMMAND = (
    r"\\(?P<name>[a-zA-Z]{2,}\*?)(?P<groups>(?:\[[^\][{}\\$]*\](?=[\[{]))*(?:\{[^{}\\$]*\})*)"
    r"(?P<end>(?= ?[^a-zA-Z* {\\]|$| (?! )))"
)
_MATH_COMMAND = r"\\(?:[a-zA-Z]+|[,;:! |%])"
_MATH_GROUP = rf"\{{(?:[^$\\{{}}]|{_MATH_COMMAND}|\{{(?:[^$\\{{}}]|{_MATH_COMMAND})*\}})*\}}"
_ESCAPE = re.compile(
    rf"(?P<math>\$[^\s$](?:[^$\\{{}}]|{_MATH_COMMAND}|{_MATH_GROUP})*(?<=[^\s\\])\$(?!\d)|\$[^\s$]\$(?!\d))"
    rf"|(?P<command>{_UNKNOWN_COMMAND})|(?P<dashes>-{{2,}})|(?P<quotes>'{{2,}})|(?P<char>[&%#_$\\{{}}~^`\u00a0])"
)
_MATH_CONTENT = re.compile(r"\\|[_^]|^\$[a-zA-Z]\$$")
_CHARACTERS = {
    "&": "\\&", "%": "\\%", "#": "\\#", "_": "\\_", "$": "\\$", "\\": "\\textbackslash{}", "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "`": "\\textasciigrave{}",
    "\u00a0": "~",
}  # fmt: skip
_KNOWN = (
    frozenset(ACCENTS)
    | SILENT
    | SWALLOWED
    | TRANSPARENT
    | VERBATIM
    | QUOTATIONS
    | {*SYMBOLS, *STYLES, *DECLARATIONS, *CASES, "href", "symbol", "ensuremath"}
)


def encode(value: str) -> str:
    """Write a value with markup as LaTeX that stands between braces; `decode` reads it back."""
    if not _SIGNS.search(value) and "--" not in value and "''" not in value:
        return value
    nodes = parse_markup(value)
    text = _encode_nodes(nodes)
    if len(nodes) == 1 and isinstance(nodes[0], Span) and nodes[0].kind == "nocase":
        return text + "{}"  # else the braces would enclose the whole and protect nothing
    return text


def _encode_nodes(nodes: tuple[str | Span, ...]) -> str:
    pieces = []
    for node in nodes:
        if isinstance(node, str):
            pieces.append(_ESCAPE.sub(_escape, node))
        else:
            content = _encode_nodes(node.children)
            if node.kind == "nocase" and content.startswith("\\"):
                content = "{}" + content  # a group that begins with a command does not protect
            pieces.append(f"{_COMMANDS[node.kind]}{content}}}")
    return "".join(pieces)


def _escape(match: re.Match[str]) -> str:
    text = match.group()
    if match["math"]:
        return text if _MATH_CONTENT.search(text) else f"\\${_ESCAPE.sub(_escape, text[1:-1])}\\$"
    if match["command"]:
        return text if match["name"] not in _KNOWN else _CHARACTERS["\\"] + _ESCAPE.sub(_escape, text[1:])
    return _CHARACTERS[text] if match["char"] else "{}".join(text)
