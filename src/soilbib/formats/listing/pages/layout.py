"""A page as lines of text in blocks, whatever it is written in: plain text, Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soilbib.formats.listing.pages.hypertext import is_html, read_html
from soilbib.formats.listing.pages.lines import Block, Page, Span, split_lines
from soilbib.formats.listing.pages.margin import rejoined
from soilbib.formats.listing.pages.markdown import is_markdown, read_markdown
from soilbib.formats.listing.pages.marks import with_marks
from soilbib.formats.listing.pages.tables import with_tab_rows
from soilbib.formats.listing.pages.wrapping import runs, unwrapped
from soilbib.formats.listing.parts.segments import visible

_BULLET = re.compile(r"(?:[•▪●◦‣·►▶➢]|\*{1,3}|[-–](?=\s))\s*(?=\S)")
_SHARE = 5  # of the lines one is quoted
_QUOTED = re.compile(r"(?:>\s?)+")
_MOST = 12  # lines of one entry


def read_lines(text: str) -> Page:
    """The page that a text is."""
    text = visible(text)
    if is_html(text):
        return read_html(text)
    if is_markdown(text):
        return read_markdown(text)
    lines = _unquoted([line.rstrip(" ") for line in split_lines(text)])
    lines = with_tab_rows(lines) if "\t" in text else lines
    blocks = tuple(
        piece
        for block in runs(rejoined(with_marks(lines)))
        for part in _at_bullets(block)
        for piece in unwrapped(part)
    )
    return Page(blocks, groups=_groups(blocks))


def _unquoted(lines: list[str]) -> list[str]:
    """The lines without the marks of a message that is quoted, where many have one: "> The otter"."""
    marked = sum(line.startswith(">") for line in lines)
    return [_QUOTED.sub("", line) for line in lines] if marked * _SHARE > len(lines) else lines


def _groups(blocks: tuple[Block, ...]) -> tuple[Span, ...]:
    """The blocks of a plain text that may be one entry each."""
    return tuple((index, index + 1) for index, block in enumerate(blocks) if 1 < len(block) <= _MOST)


def _at_bullets(block: Block) -> Iterator[Block]:
    """The block, in one piece for each of its bullets where lines stand under them."""
    marks = [index for index, line in enumerate(block) if _BULLET.match(line.text)]
    if not marks or len(marks) == len(block) or len(marks) * _MOST < len(block):
        yield block
        return
    for start, end in zip([0, *marks], [*marks, len(block)], strict=True):
        if end > start:
            yield block[start:end]
