"""The lexer that the line-tagged formats share: a tag at the start of a line, its value, continuation lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct


class TaggedLine(Struct, frozen=True):
    """One tag with its value: the first line and the continuation lines, stripped, blank ones left out.

    ``tag`` is in capitals, and empty for text that stands before any tag. ``ends_block`` says that a
    blank line follows.
    """

    tag: str
    lines: tuple[str, ...]
    number: int
    ends_block: bool = False

    @property
    def value(self) -> str:
        """The value on one line."""
        return self.lines[0] if len(self.lines) == 1 else " ".join(line for line in self.lines if line)


def read_tagged(
    text: str, pattern: re.Pattern[str], closing: str = "", first: int = 1
) -> Iterator[TaggedLine]:
    """Split a text into tagged lines.

    ``pattern`` is matched at each line and gives the tag and the first line of its value as groups 1 and
    2. No value goes on behind the tag ``closing``: what follows it has no tag. The lines are counted from
    ``first`` on.
    """
    tag, start, ends_block = "", 0, False
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=first):
        match = pattern.match(line)
        if not match and (not line or line.isspace()):
            ends_block = True
        elif not match and lines and not (tag and tag == closing):
            lines.append(line.strip())
        else:
            if lines:
                yield TaggedLine(tag, tuple(lines), start, ends_block)
            tag, lines = (match[1].upper(), [match[2].strip()]) if match else ("", [line.strip()])
            start, ends_block = number, False
    if lines:
        yield TaggedLine(tag, tuple(lines), start, ends_block)
