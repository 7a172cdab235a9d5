"""A page as lines of text in blocks, whatever it is written in: plain text, Markdown or HTML."""

from __future__ import annotations

from collections.abc import Iterator

from soilbib.formats.listing.hypertext import is_html, read_html
from soilbib.formats.listing.lines import Block, Line, Page, split_lines
from soilbib.formats.listing.markdown import is_markdown, read_markdown


def read_lines(text: str) -> Page:
    """The page that a text is."""
    if is_html(text):
        return read_html(text)
    if is_markdown(text):
        return read_markdown(text)
    return Page(tuple(_blocks(text)))


def _blocks(text: str) -> Iterator[Block]:
    """Runs of lines between empty ones."""
    block: list[Line] = []
    for number, line in enumerate(split_lines(text), start=1):
        if line.strip():
            block.append(Line(number, line.strip()))
        elif block:
            yield tuple(block)
            block = []
    if block:
        yield tuple(block)
