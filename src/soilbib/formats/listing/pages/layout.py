"""A page as lines of text in blocks, whatever it is written in: plain text, Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soilbib.formats.listing.pages.hypertext import is_html, read_html
from soilbib.formats.listing.pages.lines import Block, Line, Page, split_lines
from soilbib.formats.listing.pages.markdown import is_markdown, read_markdown
from soilbib.formats.listing.pages.shape import has_shape

_NUMBERED = re.compile(r"\s*(?:\[(?P<boxed>\d{1,3})\]|(?P<plain>\d{1,3})[.)])\s+\S")
_OPEN_END = re.compile(
    r"(?:[&,–—/]|(?<![\w’'])(?:et|and|und|y|e|à|de|des|du|of|the|for|pour|für|la|le|les|and the))$"
)
_ENDED = '.?!”»"…'


def read_lines(text: str) -> Page:
    """The page that a text is."""
    if is_html(text):
        return read_html(text)
    if is_markdown(text):
        return read_markdown(text)
    return Page(tuple(map(_joined, _blocks(text))))


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


def _is_open(text: str, following: str) -> bool:
    """Whether a line of an item goes on in the one below: it is no entry yet, ends openly, or small letters follow."""
    return not has_shape(text) or bool(_OPEN_END.search(text)) or following[0].islower()


def _joined(block: Block) -> Block:
    """The block with the wrapped lines of a numbered list in one piece: "4. Smith P," and "Doe J. Title." below it."""
    numbers = [
        int(match["boxed"] or match["plain"]) for line in block if (match := _NUMBERED.match(line.text))
    ]
    if len(numbers) < 2 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return block
    lines: list[Line] = []
    for line in block:
        goes_on = lines and _NUMBERED.match(lines[-1].text) and not lines[-1].text.endswith(tuple(_ENDED))
        if goes_on and not _NUMBERED.match(line.text) and _is_open(lines[-1].text, line.text):
            lines[-1] = Line(lines[-1].number, f"{lines[-1].text}\n{line.text}")
        else:
            lines.append(line)
    return tuple(lines)
