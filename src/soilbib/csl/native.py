"""soilbib's own processor as an engine: see `soilbib.csl.engine.Engine`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from soilbib.csl.engine import Bibliography, Entry
from soilbib.csl.processor import Processor
from soilbib.csl.render import RENDERERS
from soilbib.errors import Place, Problem
from soilbib.model.markup import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soilbib.csl.items import Item
    from soilbib.csl.styles import Style


def render(style: Style, items: Sequence[dict[str, Any]], locale: str | None, to: str) -> Bibliography:
    """Render a bibliography; what prints nothing in the style gets a plain form and a problem."""
    processor = Processor(style.xml, items, locale or style.default_locale)
    if processor.style.bibliography is None:
        return _cited(processor, style, to)
    rendered = processor.bibliography(to)
    bodies = {entry.id: entry.body for entry in rendered.entries}
    entries = tuple(
        Entry(_given_id(item), bodies.get(item.id) or _plain(item, to)) for item in processor.registry.ordered
    )
    return Bibliography(entries, tuple(_placed(problem, style) for problem in rendered.problems))


def _cited(processor: Processor, style: Style, to: str) -> Bibliography:
    """The citations in place of the bibliography that the style lacks."""
    entries = tuple(
        Entry(_given_id(item), processor.cite([item.id], to)) for item in processor.registry.ordered
    )
    message = "the style has no bibliography; its citations stand in"
    missing = Problem("W302", message, Place(style.id), "warning")
    return Bibliography(entries, (missing, *(_placed(problem, style) for problem in processor.problems)))


def _given_id(item: Item) -> str:
    """The id as it was given, also where a second reference had it."""
    return item.given_id


def _placed(problem: Problem, style: Style) -> Problem:
    return Problem(problem.code, problem.message, Place(style.id), problem.severity, problem.text)


def _plain(item: Item, to: str) -> str:
    """Authors, year and title, for a reference that the style does not print."""
    names = ", ".join(name.display for names in item.names.values() for name in names)
    date = item.dates.get("issued")
    year = str(date.start[0]) if date is not None and date.start[0] else ""
    parts = (names, year, plain_text(item.text.get("title", "")))
    return RENDERERS[to].escape(". ".join(part for part in parts if part) or item.given_id)
