"""Inline markup inside a value.

A value keeps its markup as CSL-JSON writes it (citeproc-js's "HTML-like tags"): ``<i>``, ``<b>``,
``<sup>``, ``<sub>``, ``<span style="font-variant:small-caps;">`` (or ``<sc>``) and
``<span class="nocase">``. Any other ``<`` is text. `parse_markup` gives the tree that the writers of
other notations walk; `plain_text` drops the tags.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

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


_MAX_DEPTH = 40


class Span(Struct, frozen=True):
    """A marked piece of text; ``kind`` is a key of `TAGS`."""

    kind: str
    children: Markup


Markup: TypeAlias = tuple[str | Span, ...]


def parse_markup(value: str) -> Markup:
    """Read a value into text and spans; a tag without its partner stays text, and so do tags nested too deep."""
    if "<" not in value:
        return (value,) if value else ()
    opened = [_Open("", [])]
    for token in _tokens(value):
        if not _TAG.fullmatch(token):
            _append_text(opened[-1].nodes, token)
        elif token.startswith("</"):
            _close(opened, token)
        elif len(opened) > _MAX_DEPTH:
            _append_text(opened[-1].nodes, token)
        else:
            opened.append(_Open(token, []))
    _flatten(opened, 1)
    return tuple(opened[0].nodes)


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


class _Open(NamedTuple):
    """An opening tag that waits for its closing one, and what came since."""

    tag: str
    nodes: list[str | Span]


def _kind(tag: str) -> str:
    if "nocase" in tag:
        return "nocase"
    return _OPEN.get(tag.lower(), "small-caps")


def _closing(tag: str) -> str:
    """The closing tag that an opening tag waits for; small capitals are spans, however they are spelled."""
    name = re.split(r"[\s>]", tag[1:], maxsplit=1)[0].lower()
    return "</span>" if name == "sc" else f"</{name}>"


def _tokens(value: str) -> list[str]:
    tokens, position = [], 0
    for match in _TAG.finditer(value):
        tokens += [value[position : match.start()], match.group()]
        position = match.end()
    return [token for token in [*tokens, value[position:]] if token]


def _close(opened: list[_Open], token: str) -> None:
    """Make a span of the nearest open tag that the closing one fits; what was opened inside it becomes text."""
    wanted = "</span>" if token.lower() == "</sc>" else token.lower()
    depth = next(
        (depth for depth in range(len(opened) - 1, 0, -1) if _closing(opened[depth].tag) == wanted), 0
    )
    if not depth:
        _append_text(opened[-1].nodes, token)
        return
    _flatten(opened, depth + 1)
    tag, nodes = opened.pop()
    opened[-1].nodes.append(Span(_kind(tag), tuple(nodes)))


def _flatten(opened: list[_Open], depth: int) -> None:
    """Turn the open tags from a depth on into text of the one before them."""
    target = opened[depth - 1].nodes
    for tag, nodes in opened[depth:]:
        _append_text(target, tag)
        for node in nodes:
            if isinstance(node, str):
                _append_text(target, node)
            else:
                target.append(node)
    del opened[depth:]


def _append_text(nodes: list[str | Span], text: str) -> None:
    last = nodes[-1] if nodes else None
    if isinstance(last, str):
        nodes[-1] = last + text
    else:
        nodes.append(text)
