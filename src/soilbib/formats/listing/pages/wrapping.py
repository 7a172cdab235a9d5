"""Plain text as lines that end where their texts do: references that were wrapped, heads and feet of pages.

Text copied from a document is cut at its line ends, a word may be broken there, and each page brings its number and
running title. A wrapped list of references shows itself by lines that begin like one, each after a line that ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from soilbib.formats.listing.pages.lines import Block, Line
from soilbib.formats.listing.pages.shape import has_shape, is_reference
from soilbib.formats.listing.parts.names import read_names
from soilbib.formats.listing.parts.small_words import could_be_persons

_NUMBERED = re.compile(r"\s*(?:\[(?P<boxed>\d{1,3})\]|(?P<plain>\d{1,3})[.)])\s+\S")
_OPEN_END = re.compile(
    r"(?:[&,–—/]|(?<![\w’'])(?:et|and|und|y|e|à|de|des|du|of|the|for|pour|für|la|le|les|and the))$"
)
_OPENING = "“«„\"'[("
_ENDED = '.?!”»"…'
_RUNNING = re.compile(r"\s*(?:\d{1,3}(?:\s{3,}\S.{0,90})?|\S.{0,90}\s{3,}\d{1,3}|[-–—]\s?\d{1,4}\s?[-–—])\s*")
_RULE = re.compile(r"([-=_*~—–])\1{4,}")  # between parts of a text
_LONG = 40  # characters; a line that the margin ends is longer
_BULLETS = "•▪●◦‣*·►▶➢"  # the lines behind one are its own
_LEAST = 4  # lines of a wrapped list
_LOOK = 4  # lines that show that a reference begins
_ENDS = re.compile(r"(?:[.?!”»\")\]]|/\S+|\d)$")


def unwrapped(block: Block) -> tuple[Block, ...]:
    """The block with the wrapped lines of its items or references in one piece; one below a heading is another."""
    numbers = [
        int(match["boxed"] or match["plain"]) for line in block if (match := _NUMBERED.match(line.text))
    ]
    if len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return (tuple(_joined_items(block)),)
    if (
        len(block) >= _LEAST
        and block[0].text[0] not in _BULLETS
        and sum(len(line.text) > _LONG for line in block) * 2 >= len(block)
    ):
        block = _joined_references(block)
    return _joined_below(block) if len(block) > 1 else (block,)


def _joined_below(block: Block) -> tuple[Block, ...]:
    """The block with its lines in one piece where they are one reference, also below a line that is none of it."""
    for start in (0, 1):
        lines = block[start:]
        if not 1 < len(lines) <= _LOOK or has_shape(lines[0].text) or not all(map(_is_cut, lines[:-1])):
            continue
        last = lines[-1].text
        if not (last[0].islower() or any(map(str.isdigit, last)) or _OPEN_END.search(lines[-2].text)):
            continue  # a sentence about the work
        joined = "\n".join(line.text for line in lines)
        alone = (
            start and could_be_persons(lines[0].text) and read_names(lines[0].text).sure
        )  # authors below a title
        if not alone and is_reference(joined) and not any(map(_is_whole, lines[1:])):
            return (*([block[:start]] if start else []), (Line(lines[0].number, joined),))
    return (block,)


def _is_cut(line: Line) -> bool:
    return len(line.text) > _LONG and _ENDS.search(line.text) is None


def _is_whole(line: Line) -> bool:
    return has_shape(line.text) or is_reference(line.text)


def _joined_items(block: Block) -> Iterable[Line]:
    """The items of a numbered list: "4. Smith P," and "Doe J. Title." below it."""
    lines: list[Line] = []
    for line in block:
        goes = lines and _NUMBERED.match(lines[-1].text) and not lines[-1].text.endswith(tuple(_ENDED))
        if goes and not _NUMBERED.match(line.text) and _is_open(lines[-1].text, line.text):
            lines[-1] = Line(lines[-1].number, f"{lines[-1].text}\n{line.text}")
        else:
            lines.append(line)
    return lines


def _is_open(text: str, following: str) -> bool:
    """Whether a line of an item goes on in the one below: it is no entry yet, ends openly, or small letters follow."""
    return not has_shape(text) or bool(_OPEN_END.search(text)) or following[0].islower()


def _joined_references(block: Block) -> Block:
    """The references of a list that is wrapped without marks; the block as it is where it is no such list."""
    if sum(map(_is_whole, block)) * 2 > len(block):
        return block  # an entry on each line, whatever some of them are
    starts = [index for index in range(len(block)) if _begins(block, index)]
    if len(starts) < 2 or len(starts) == len(block) or starts[0] > 1:
        return block
    if starts[0] and len(block[0].text) > _LONG:  # a title above its authors, and no heading
        return block
    found = list(block[: starts[0]])
    for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
        found.append(Line(block[start].number, "\n".join(line.text for line in block[start:end])))
    return tuple(found)


def _begins(block: Block, index: int) -> bool:
    """Whether a reference begins with a line: what is before it has ended, and it reads as one with what follows."""
    if index and not _ENDS.search(block[index - 1].text):
        return False
    first = block[index].text[0]
    if not (first.isupper() or first in "“«„\"'[(" or not first.isascii()):
        return False
    return any(
        is_reference("\n".join(line.text for line in block[index : index + count]))
        for count in range(1, min(_LOOK, len(block) - index) + 1)
    )


def runs(lines: Iterable[tuple[int, str]]) -> Iterator[Block]:
    """Runs of numbered lines between empty ones; a page's head or foot is a block of its own behind what it parts."""
    block: list[Line] = []
    heads: list[Line] = []
    gap = broken = False
    indent = base = 0  # of the line that those below it hang from, and which of the block's it is
    for number, raw in lines:
        text = raw.strip()
        if not text or _RULE.fullmatch(text):
            gap, broken = True, broken or "\f" in raw
            continue
        if _is_running(raw):
            heads.append(Line(number, text))
            gap = broken = True
            continue
        if (
            gap
            and block
            and not (_goes_on(block[-1].text, text) if broken else _is_torn(block[-1].text, text))
        ):
            yield tuple(block)
            yield from ((head,) for head in heads)
            block, heads = [], []
        hangs = bool(block) and not gap and _indent(raw) > indent
        base = base if hangs else len(block)
        if hangs and base == len(block) - 1 and _hangs(block[-1].text, text):
            block[-1] = Line(block[-1].number, f"{block[-1].text}\n{text}")
        else:
            block.append(Line(number, text))
        indent = indent if hangs else _indent(raw)
        gap = broken = False
    if block:
        yield tuple(block)
    yield from ((head,) for head in heads)


def _indent(raw: str) -> int:
    return len(raw) - len(raw.lstrip()) if raw[:2].isspace() else 0


def _hangs(above: str, text: str) -> bool:
    """Whether an indented line goes on with a reference: that has not ended, or is none yet; no paragraph under it."""
    if len(above.rpartition("\n")[2]) <= _LONG or not (above[0].isalpha() or above[0] in _OPENING):
        return False
    return text[0].islower() or not (has_shape(above) or (above[-1] in _ENDED and is_reference(above)))


def _is_running(raw: str) -> bool:
    """Whether a line is the head or foot of a printed page: its number, with a title far off."""
    return any(map(str.isdigit, raw[:6] + raw[-6:])) and _RUNNING.fullmatch(raw) is not None


def _is_torn(last: str, following: str) -> bool:
    """Whether an empty line tears a text apart: it breaks off at a joiner, and small letters follow."""
    return len(last) > _LONG and following[0].islower() and _OPEN_END.search(last) is not None


def _goes_on(last: str, following: str) -> bool:
    """Whether a text goes on behind a page's head: it has not ended, or small letters follow."""
    if len(last) <= _LONG or has_shape(following):
        return False
    return following[0].islower() or (last[-1] not in _ENDED and len(following) > _LONG // 2)
