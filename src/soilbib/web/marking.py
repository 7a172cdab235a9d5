"""Values as HTML: inline markup as elements, words that were found as marks, differences between two texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from soilbib.model.markup import Markup as Tree
from soilbib.model.markup import parse_markup

ELEMENTS: dict[str, tuple[str, str]] = {
    "italic": ("<i>", "</i>"),
    "bold": ("<b>", "</b>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "small-caps": ('<span class="small-caps">', "</span>"),
    "nocase": ("", ""),
}
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


def html(value: str) -> Markup:
    """A value's markup as elements, everything else as text."""
    return Markup(_html(parse_markup(value)))


def _html(nodes: Tree) -> str:
    pieces = []
    for node in nodes:
        if isinstance(node, str):
            pieces.append(str(escape(node)))
        else:
            opening, closing = ELEMENTS[node.kind]
            pieces.append(f"{opening}{_html(node.children)}{closing}")
    return "".join(pieces)


def marked(text: str, spans: Sequence[tuple[int, int]], tag: str = "mark") -> Markup:
    """A plain text with some places marked; ``spans`` are offsets of start and end, in order."""
    pieces, position = [], 0
    for start, end in spans:
        pieces += [
            escape(text[position:start]),
            Markup(f"<{tag}>"),
            escape(text[start:end]),
            Markup(f"</{tag}>"),
        ]
        position = end
    return Markup("").join([*pieces, escape(text[position:])])


def differences(one: str, other: str) -> tuple[Markup, Markup]:
    """Two texts with the words marked that only one of them has."""
    ours, theirs = _WORDS.findall(one), _WORDS.findall(other)
    matcher = SequenceMatcher(
        None, [word.casefold() for word in ours], [word.casefold() for word in theirs], False
    )
    left: list[tuple[int, int]] = []
    right: list[tuple[int, int]] = []
    for kind, a_start, a_end, b_start, b_end in matcher.get_opcodes():
        if kind != "equal":
            left.append(_span(ours, a_start, a_end))
            right.append(_span(theirs, b_start, b_end))
    return marked(one, _solid(left), "del"), marked(other, _solid(right), "ins")


def _span(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    before = sum(map(len, words[:start]))
    return before, before + sum(map(len, words[start:end]))


def _solid(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [span for span in spans if span[1] > span[0]]
