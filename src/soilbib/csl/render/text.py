"""Plain text."""

from __future__ import annotations

from collections.abc import Iterable

from soilbib.csl.assembly import Token


def escape(value: str) -> str:
    """Plain text needs no escapes."""
    return value


def render(tokens: Iterable[Token], quotes: tuple[str, ...]) -> str:
    """The tokens without their formatting; a display block starts after a space."""
    marks = {"quotes": quotes[:2], "inner-quotes": quotes[2:4], "curly-quotes": ("“", "”")}
    out: list[str] = []
    for token in tokens:
        if isinstance(token, str):
            out.append(token)
        elif token[0] in marks:
            out.append(marks[token[0]][not token[1]])
        elif token[0].startswith("display:") and token[1] and out and not out[-1].endswith(" "):
            out.append(" ")
    return "".join(out).strip()


def entry(value: str) -> str:
    """One bibliography entry, on a line."""
    return value + "\n"
