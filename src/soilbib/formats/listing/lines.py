"""A page as lines of text in blocks, whatever it is written in: plain text, Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct


class Line(Struct, frozen=True):
    """A line that is not empty, with its number; of marked-up pages also link, heading and stated categories."""

    number: int
    text: str
    url: str = ""
    heading: bool = False
    categories: tuple[str, ...] = ()


Block = tuple[Line, ...]
"""Lines between empty ones; of marked-up pages a paragraph, a heading or an item of a list."""


class Page(Struct, frozen=True):
    """The blocks of a page, and those that its mark-up says are no content (navigation, forms)."""

    blocks: tuple[Block, ...]
    furniture: tuple[Block, ...] = ()


_LINE_END = re.compile(r"\r\n|\r|\n")


def split_lines(text: str) -> list[str]:
    """The lines of a text, whatever their ends."""
    return _LINE_END.split(text)


def read_lines(text: str) -> Page:
    """The page that a text is."""
    from soilbib.formats.listing import hypertext, markdown

    if hypertext.is_html(text):
        return hypertext.read_html(text)
    if markdown.is_markdown(text):
        return markdown.read_markdown(text)
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
