"""An explanation as an indented tree of elements, for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soilbib.csl.explanation import Explanation
    from soilbib.csl.tracing import Piece


def explanation_text(explanation: Explanation) -> str:
    """The reference as it prints, then one line for each element, indented under the one that holds it."""
    head = f"[{explanation.id}] {explanation.text or '(nothing)'}"
    return "\n".join([head, *_lines(explanation.layout, 1)]) + "\n"


def _lines(piece: Piece, depth: int) -> Iterator[str]:
    yield "  " * depth + _line(piece)
    for child in piece.children:
        yield from _lines(child, depth + 1)


def _line(piece: Piece) -> str:
    if piece.holds is not None:
        return f"{piece.element}{_conditions(piece)}: {'holds' if piece.holds else 'fails'}"
    head = piece.element + "".join(f' {name}="{value}"' for name, value in piece.attributes.items())
    if piece.value and piece.value != piece.text:
        head += f" = {piece.value!r}"
    if piece.reason:
        return f"{head} -> nothing: {piece.reason}"
    return f"{head} -> {piece.text!r}" if piece.text else head


def _conditions(piece: Piece) -> str:
    """The match where it matters, then what is true and what is false."""
    if not piece.conditions:
        return ""
    values: dict[tuple[bool, str], list[str]] = {}
    for test in piece.conditions:
        values.setdefault((test.holds, test.kind), []).append(test.value)
    told = [
        f'{kind}="{" ".join(names)}" is {"true" if holds else "false"}'
        for (holds, kind), names in sorted(values.items(), reverse=True)
    ]
    match = f' match="{piece.match}"' if len(piece.conditions) > 1 or piece.match == "none" else ""
    return f"{match} ({', '.join(told)})"
