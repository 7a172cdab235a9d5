"""Changes of a .bib file's text, and the places in it that edits are about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from soilbib.formats.bibtex.syntax import Block, Field

_BEFORE_VALUE = re.compile(r"[^=]*=\s*")
_BEFORE_KIND = re.compile(r"@[ \t]*")
_BEFORE_KEY = re.compile(r"@[ \t]*[^\s{(]+\s*[{(]\s*")


class Change(Struct, frozen=True):
    """Another text for a stretch of the file."""

    start: int
    end: int
    text: str


def apply_changes(text: str, changes: Iterable[Change]) -> str:
    """The text with the changes made; raises `ValueError` where two of them overlap."""
    pieces, done = [], 0
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        if change.start < done:
            raise ValueError(f"two changes overlap at character {change.start}")
        pieces += [text[done : change.start], change.text]
        done = change.end
    return "".join([*pieces, text[done:]])


def line_end_of(text: str) -> str:
    """The first line end of a file's text, ``\\n``, ``\\r\\n`` or ``\\r``; ``\\n`` where it has none."""
    feed = text.find("\n")
    carriage = text.find("\r", 0, feed if feed >= 0 else len(text))
    if carriage < 0:
        return "\n"
    return "\r\n" if carriage + 1 == feed else "\r"


def value_span(text: str, field: Field) -> tuple[int, int]:
    """Where the value of a field begins and ends, delimiters included and blanks around it left out."""
    match = _BEFORE_VALUE.match(text, field.start, field.end)
    start = match.end() if match else field.end
    end = field.end
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def kind_start(text: str, entry: Block) -> int:
    """Where the type of an entry begins, behind its at sign."""
    match = _BEFORE_KIND.search(text, entry.start)
    return match.end() if match else entry.start


def key_span(text: str, entry: Block) -> tuple[int, int]:
    """Where the key of an entry begins and ends."""
    match = _BEFORE_KEY.match(text, entry.start, entry.end)
    start = match.end() if match else entry.start
    if not entry.key:
        start = len(text[:start].rstrip()) if match else start
    return start, start + len(entry.key)
