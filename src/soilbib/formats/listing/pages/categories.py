"""The categories that a page offers to filter by: names, and which stands under which."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct

from soilbib.formats.listing.pages.layout import read_lines
from soilbib.formats.listing.pages.lines import Line, Page
from soilbib.formats.listing.parts.segments import starts_quoted

_HEAD = re.compile(
    r"^(?:filter|filtrer|filtrar|filtern|filtra)\b.{0,20}\b(?:categor|catégor|kategor)\w*|^(?:all |toutes les )?"
    r"(?:categories|catégories|categorías|kategorien|categorie|categorias)$",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"^(?:categor(?:y|ies|[ií]as?|ie)|catégories?|kategorien?|rubriques?|themen?|posted in|filed under"
    r"|publié dans|classé dans|abgelegt unter|publicado en|publicado em)\s*:?\s+(?P<names>\S.{0,300})$",
    re.IGNORECASE,
)
_POSTED_IN = re.compile(  # "by admin | Jan 14, 2021 | Guides, News | 0 comments"
    r"(?:(?:by|par|por|von|di|door) [^|]{2,40} \| )?(?:[^\W\d_]{3,10}\.? \d{1,2}, |\d{1,2}\.? [^\W\d_]{3,10}\.? )"
    r"20\d\d \| "
    r"(?P<names>[^|\d]{2,120}?)(?: \| \d+ \w+)?"
)
_BETWEEN = re.compile(r"\s*[,;|·•]\s*")
_SUB = re.compile(r"^[-–—]\s+")
_LONGEST = 80
_GAP = 2  # lines to the next one, at most


Offers: TypeAlias = Mapping[str, int]
"""Category → the number of the line that it is offered in."""


class Category(Struct, frozen=True):
    """A category, and the one whose sub-category the page's mark ("- ") says it is; empty for none."""

    name: str
    parent: str = ""


def stated_categories(line: Line) -> tuple[str, ...]:
    """The categories that a line says an entry has: "Category: Guides, News", or links that are marked as such."""
    if line.categories:
        return line.categories
    stated = _STATED.match(line.text) or (_POSTED_IN.fullmatch(line.text) if " | " in line.text else None)
    names = [name.strip(" .") for name in _BETWEEN.split(stated["names"])] if stated else []
    return tuple(name for name in names if name and len(name) <= _LONGEST)


def read_vocabulary(text: str) -> tuple[Category, ...]:
    """The categories that a page offers to filter by, in its order: what a catalogue takes as its vocabulary."""
    return read_categories(_lines(read_lines(text)))


def offered_in(page: Page) -> Offers:
    """The names of the categories that a page offers, each with the number of the line that it is offered in."""
    return {category.name: line.number for line, category in _offered(_lines(page))}


def _lines(page: Page) -> list[Line]:
    """All lines of a page, those that its mark-up leaves out first."""
    return [line for block in (*page.furniture, *page.blocks) for line in block]


def read_categories(lines: Sequence[Line]) -> tuple[Category, ...]:
    """The categories listed under a line such as "Filter by Categories"; none where no such line stands."""
    return tuple(category for _, category in _offered(lines))


def _offered(lines: Sequence[Line]) -> tuple[tuple[Line, Category], ...]:
    """The same, each with its line.

    The list ends at the first line that is long, quoted or ends like a sentence, and where more lines are empty than
    between its first names, or two. A mark in
    front of a name speaks for a sub-category of the last name without one: pages shuffle their lists, so that is
    a guess.
    """
    start = next((index for index, line in enumerate(lines, 1) if _HEAD.match(line.text)), 0)
    found: list[tuple[Line, Category]] = []
    parent = ""
    gap = _GAP
    for before, line in pairwise(lines[start - 1 :] if start else ()):
        name = line.text
        step = line.number - before.number
        if len(name) > _LONGEST or name.endswith((".", "…", ":")) or starts_quoted(name) or step > gap:
            break
        gap = step if len(found) == 1 else gap
        bare = _SUB.sub("", name)
        if any(bare == category.name for _, category in found):
            break  # the heading of a section, not the list
        if bare != name:
            found.append((line, Category(bare, parent)))
        else:
            parent = bare
            found.append((line, Category(bare)))
    return tuple(found)
