"""Inline markup inside a value.

A value keeps its markup as CSL-JSON writes it (citeproc-js's "HTML-like tags"): ``<i>``, ``<b>``,
``<sup>``, ``<sub>``, ``<span style="font-variant:small-caps;">`` (or ``<sc>``) and
``<span class="nocase">``. Any other ``<`` is text. `parse_markup` gives the tree that the writers of
other notations walk; `plain_text` drops the tags.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from msgspec import Struct

TAGS: dict[str, tuple[str, str]] = {
    "italic": ("<i>", "</i>"),
    "bold": ("<b>", "</b>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "small-caps": ('<span style="font-variant:small-caps;">', "</span>"),
    "nocase": ('<span class="nocase">', "</span>"),
}
"""Kind of span: its opening and closing tag, as they are written."""

_OPEN: dict[str, str] = {
    "<i>": "italic",
    "<b>": "bold",
    "<sup>": "superscript",
    "<sub>": "subscript",
    "<sc>": "small-caps",
}
_TAG = re.compile(
    r"""<(?:/?(?:i|b|sup|sub|sc)|/span|span\s+style="font-variant:\s*small-caps;?"|span\s+class="nocase")>""",
    re.IGNORECASE,
)


class Span(Struct, frozen=True):
    """A marked piece of text; ``kind`` is a key of `TAGS`."""

    kind: str
    children: Markup


Markup: TypeAlias = tuple[str | Span, ...]


def parse_markup(value: str) -> Markup:
    """Read a value into text and spans; a tag without its partner stays text."""
    if "<" not in value:
        return (value,) if value else ()
    tokens = _tokens(value)
    nodes, _ = _parse(tokens, 0, "")
    return nodes


def write_markup(nodes: Markup) -> str:
    """Write a tree as a value; `parse_markup` reads it back."""
    pieces = []
    for node in nodes:
        if isinstance(node, str):
            pieces.append(node)
        else:
            opening, closing = TAGS[node.kind]
            pieces.append(opening + write_markup(node.children) + closing)
    return "".join(pieces)


def plain_text(value: str) -> str:
    """The value without its tags."""
    return _TAG.sub("", value) if "<" in value else value


def _kind(tag: str) -> str:
    if "nocase" in tag:
        return "nocase"
    return _OPEN.get(tag.lower(), "small-caps")


def _closing(tag: str) -> str:
    """The closing tag that an opening tag waits for."""
    return "</" + re.split(r"[\s>]", tag[1:], maxsplit=1)[0].lower() + ">"


def _tokens(value: str) -> list[str]:
    tokens, position = [], 0
    for match in _TAG.finditer(value):
        tokens += [value[position : match.start()], match.group()]
        position = match.end()
    return [token for token in [*tokens, value[position:]] if token]


def _parse(tokens: list[str], position: int, closing: str) -> tuple[Markup, int]:
    """Parse up to the closing tag; the position returned is past it, or -1 where it never came."""
    nodes: list[str | Span] = []
    while position < len(tokens):
        token = tokens[position]
        position += 1
        if token.lower() == closing:
            return tuple(nodes), position
        if _TAG.fullmatch(token) and not token.startswith("</"):
            children, after = _parse(tokens, position, _closing(token))
            if after >= 0:
                nodes.append(Span(_kind(token), children))
                position = after
                continue
        _append_text(nodes, token)
    return tuple(nodes), -1 if closing else position


def _append_text(nodes: list[str | Span], text: str) -> None:
    last = nodes[-1] if nodes else None
    if isinstance(last, str):
        nodes[-1] = last + text
    else:
        nodes.append(text)
