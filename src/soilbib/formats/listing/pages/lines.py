"""Lines, blocks and pages: what plain text, Markdown and HTML are made into."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from operator import itemgetter
from typing import TypeAlias

import msgspec
from msgspec import Struct


class Line(Struct, frozen=True):
    """A line that is not empty, with its number; of marked-up pages also link, the level of a heading (1 the highest,
    0 for none), stated categories, whether it begins an item of a list, how many characters at its start are a
    link or bold, whether it is known to describe the entry above, in
    how many lists it stands, whether the page is filtered by it, and whether its mark-up says that it is authors."""

    number: int
    text: str
    url: str = ""
    heading: int = 0
    categories: tuple[str, ...] = ()
    item: bool = False
    lead: int = 0
    about: bool = False
    depth: int = 0
    filters: bool = False
    credited: bool = False


IsEntry: TypeAlias = Callable[[str], bool]
"""Whether a line is an entry's."""

Block = tuple[Line, ...]
"""Lines between empty ones; of marked-up pages a paragraph, a heading or an item of a list."""


Link = tuple[int, str]
"""A link's rank, the lowest first, and its address."""

_SHORT = 12  # characters of a label such as "Details" or "project"


def ranked_link(length: int, url: str) -> Link:
    """A link by the length of its label: the longest first, of short ones the one that stands first."""
    return -max(length, _SHORT), url


def first_url(links: Sequence[Link]) -> str:
    """The address of the link that ranks first, or nothing."""
    return min(links, key=itemgetter(0))[1] if links else ""


Span = tuple[int, int]
"""The number of the first block of a part of a page, and that of the first one behind it."""


class Page(Struct, frozen=True):
    """The blocks of a page, those that its mark-up says are no content (navigation, forms), and other lines left out.

    ``groups`` are the parts that may be one entry each, such as the items of a list; inner ones before outer ones.
    """

    blocks: tuple[Block, ...]
    furniture: tuple[Block, ...] = ()
    groups: tuple[Span, ...] = ()
    aside: Block = ()


_LINE_END = re.compile(r"\r\n|\r|\n")


def split_lines(text: str) -> list[str]:
    """The lines of a text, whatever their ends."""
    return _LINE_END.split(text)


def leave_out(page: Page, left_out: Collection[int], stated: Mapping[int, Sequence[str]]) -> Page:
    """The page, the lines of those numbers aside, others with the categories that are ``stated`` for them."""
    lines = [line for block in page.blocks for line in block]
    changed = {
        index: msgspec.structs.replace(
            lines[index], categories=tuple(dict.fromkeys([*lines[index].categories, *names]))
        )
        for index, names in stated.items()
    }
    aside = tuple(line for index, line in enumerate(lines) if index in left_out)
    page = rebuilt(page, changed, left_out)
    return msgspec.structs.replace(page, aside=(*page.aside, *aside))


def rebuilt(page: Page, changed: Mapping[int, Line], dropped: Collection[int]) -> Page:
    """The page with other lines in the place of some, and without those that are dropped, by their numbers."""
    blocks: list[Block] = []
    place = [0]  # of each block among those that are left
    index = 0
    for block in page.blocks:
        numbers = range(index, index + len(block))
        rest = tuple(
            changed.get(number, line)
            for number, line in zip(numbers, block, strict=True)
            if number not in dropped
        )
        blocks += [rest] if rest else []
        place.append(len(blocks))
        index += len(block)
    groups = tuple((place[start], place[end]) for start, end in page.groups if place[end] > place[start])
    return Page(tuple(blocks), page.furniture, groups, page.aside)
