"""The categories that a page offers to filter by: names, and which stands under which."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

import msgspec
from msgspec import Struct

from soilbib.formats.listing.pages.layout import read_lines
from soilbib.formats.listing.pages.lines import Block, Line, Page, leave_out, rebuilt
from soilbib.formats.listing.pages.shape import COUNTED, has_shape, is_more, is_reference
from soilbib.formats.listing.parts.segments import split_segments, starts_quoted

_HEAD = re.compile(
    r"^(?:filter|filtrer|filtrar|filtern|filtra|browse|explore)\b.{0,20}\b(?:categor|catégor|kategor|topic|theme|thème"
    r"|thémati|subject|tema|thema|themen|rubri)\w*:?"
    r"|^(?:all |toutes les )?(?:categories|catégories|categorías|kategorien|categorie|categorias):?$"
    r"|^(?:all|tou(?:te)?s les|tod[ao]s (?:los|las|os|as)|alle|tutt[ie] (?:le|i|gli)) "
    r"(?:topics|themes|subjects|sujets|thèmes|thématiques|rubriques|temas|themen|rubriken|temi):?$",
    re.IGNORECASE,
)
_HEAD_BEFORE_ALL = re.compile(
    r"(?:category|catégorie|categoría|categoria|kategorie|topics?|themes?|thèmes?|thématiques?|temas?|thema|themen|rubriques?"
    r"|subjects?|sujets?):?",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"[-–—\s]*(?:all|any|toutes?|tous|todas?|todos|alle|tutt[ei]|select|choose|choisir|sélectionner|seleccionar)\b.{0,30}",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:clear|reset|apply|effacer|réinitialiser|appliquer|borrar|limpiar|aplicar|zurücksetzen|anwenden)\b.{0,20}",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\s?\(\d{1,6}\)$")
_STATED = re.compile(
    r"^(?:categor(?:y|ies|[ií]as?|ie)|catégories?|kategorien?|rubriques?|th[eè]m(?:en?|as?|es)"
    r"|thématiques?|temas?|topics?|argomenti?|tags|posted in|filed under"
    r"|publié dans|classé dans|abgelegt unter|publicado en|publicado em)\s*:?\s+(?P<names>\S.{0,300})$",
    re.IGNORECASE,
)
_POSTED_IN = re.compile(  # "by admin | Jan 14, 2021 | Guides, News | 0 comments"
    r"(?:(?:by|par|por|von|di|door) [^|]{2,40} \| )?(?:[^\W\d_]{3,10}\.? \d{1,2}, |\d{1,2}\.? [^\W\d_]{3,10}\.? )"
    r"20\d\d \| "
    r"(?P<names>[^|\d]{2,120}?)(?: \| \d+ \w+)?"
)
_COMMENTS = re.compile(
    r"\s(?:leave a (?:comment|reply)|laisser un commentaire|\d+ comm?ent\w*|schreibe einen kommentar|deja un comentario"
    r"|lascia un commento|deixe um comentário)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[,;|·•]\s*")
_SUB = re.compile(r"^[-–—]\s+")
_LONGEST = 80
_SECTION = 6  # the level of a heading
_FEWEST_PARTS = 3  # of an entry whose last is its category
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
    names = (
        [name.strip(" .") for name in _BETWEEN.split(_COMMENTS.sub("", stated["names"]))] if stated else []
    )
    return tuple(name for name in names if name and len(name) <= _LONGEST)


def read_vocabulary(text: str) -> tuple[Category, ...]:
    """The categories that a page offers to filter by, in its order: what a catalogue takes as its vocabulary."""
    return read_categories(_lines(read_lines(text)))


def offered_in(page: Page) -> Offers:
    """The names of the categories that a page offers, each with the number of the line that it is offered in."""
    listed = {
        category.name: line.number for line, category in _offered(_lines(Page(page.blocks, aside=page.aside)))
    }
    return {category.name: listed.get(category.name, 0) for category in read_categories(_lines(page))}


def _lines(page: Page) -> list[Line]:
    """All lines of a page in order; of one line of its source, those that its mark-up leaves out first."""
    lines = [line for block in (*page.furniture, page.aside, *page.blocks) for line in block]
    return sorted(lines, key=_number) if page.furniture or page.aside else lines


def _number(line: Line) -> int:
    return line.number


def without_offers(page: Page) -> Page:
    """The page with its list of categories as furniture, which cards and groups would be made of."""
    lines = [line for block in page.blocks for line in block]
    offered = [line for line, _ in _offered(lines)]
    places = {id(line): index for index, line in enumerate(lines)}
    found = [places[id(line)] for line in offered]
    if not found:
        return page
    headed = set(range(found[0] - 1, found[-1] + 1) if not offered[0].filters else found)
    names = {_SUB.sub("", _COUNT.sub("", line.text)) for line in offered}
    alone = {places[id(block[0])] for block in page.blocks if len(block) == 1}
    sections = {index for index in alone - headed if _is_plain(lines[index]) and lines[index].text in names}
    changed = {index: msgspec.structs.replace(lines[index], heading=_SECTION) for index in sections}
    return leave_out(rebuilt(page, changed, ()), headed, {})


def _is_plain(line: Line) -> bool:
    """Whether a line is neither heading nor link: one of a category above its entries is made a heading."""
    return not (line.heading or line.url)


def labelled_below(units: list[Block], starts: Collection[int], known: Offers) -> list[Block]:
    """The parts of a page, where each entry's category stands below it: those lines as what states it.

    They are no sections where one stands below the first and the last entry, and every other one has one at least.
    """
    labels = [
        index
        for index, unit in enumerate(units)
        if len(unit) == 1
        and known.get(unit[0].text, unit[0].number) != unit[0].number
        and index not in starts
    ]
    if not labels or not starts or len(labels) * 2 < len(starts):
        return units
    if labels[0] < min(starts) or labels[-1] < max(starts):
        return units
    named = {
        index: msgspec.structs.replace(units[index][0], categories=(units[index][0].text,))
        for index in labels
    }
    return [(named[index],) if index in named else unit for index, unit in enumerate(units)]


def category_last(text: str, known: Offers) -> tuple[tuple[str, ...], str]:
    """The category of the page's that the last part of an entry is, and the entry without it."""
    segments = split_segments(text) if any(map(text.endswith, known)) else []
    if len(segments) < _FEWEST_PARTS or segments[-1] not in known:
        return (), text
    return (segments[-1],), text[: text.rfind(segments[-1])].rstrip(" –—|·-")


def read_categories(lines: Sequence[Line]) -> tuple[Category, ...]:
    """The categories listed under a line such as "Filter by Categories"; none where no such line stands."""
    return tuple(category for _, category in _offered(lines))


def _offered(lines: Sequence[Line]) -> tuple[tuple[Line, Category], ...]:
    """The same, each with its line.

    The list ends at a heading, at the first line that is long, quoted or ends like a sentence, and where more lines are
    empty than between its first names, or two. A mark in front of a name, or a list in the list, speaks for a
    sub-category of the last name without one: pages shuffle their lists, so that is a guess.
    """
    start = _start(lines)
    found: list[tuple[Line, Category]] = []
    parent = ""
    gap, depth = _GAP, 0
    for before, line in pairwise(lines[start - 1 :] if start else ()):
        name = _COUNT.sub("", line.text)
        step = line.number - before.number
        if _ends(line) or step > gap:
            break
        if _ALL.fullmatch(name):
            continue
        gap = step if len(found) == 1 else gap
        depth = depth if found else line.depth
        bare = _SUB.sub("", name)
        if any(bare == category.name for _, category in found):
            break  # the heading of a section, not the list
        below = bare != name or line.depth > depth
        parent = parent if below else bare
        found.append((line, Category(bare, parent if below else "")))
    return tuple(found) or tuple(_marked(lines))


def _start(lines: Sequence[Line]) -> int:
    """How many lines there are up to the one that heads the list; 0 where none does."""
    for number, line in enumerate(lines, 1):
        weak = (
            _HEAD_BEFORE_ALL.fullmatch(line.text)
            and number < len(lines)
            and _ALL.fullmatch(lines[number].text)
        )
        if weak or _HEAD.match(line.text):
            return number
    return 0


def _ends(line: Line) -> bool:
    name = line.text
    if line.heading or len(name) > _LONGEST or name.endswith((".", "…", ":")) or starts_quoted(name):
        return True
    return (
        is_more(name)
        or has_shape(name)
        or is_reference(name)
        or bool(COUNTED.search(name) or _NO_NAME.fullmatch(name))
    )


def _marked(lines: Sequence[Line]) -> Iterator[tuple[Line, Category]]:
    """The categories that buttons filter by, where no line heads a list of them."""
    names: set[str] = set()
    for line in lines:
        name = _COUNT.sub("", line.text)
        if line.filters and name not in names and not _ALL.fullmatch(name):
            names.add(name)
            yield line, Category(name)
