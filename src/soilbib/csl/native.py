"""soilbib's own processor as an engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from soilbib.csl.engine import Bibliography, Entry, plain_reference
from soilbib.csl.processor import Processor
from soilbib.csl.render import RENDERERS
from soilbib.csl.styles import Style
from soilbib.errors import Place, Problem


def render(
    style: Style, items: Sequence[dict[str, Any]], locale: str | None, to: str, *, links: bool = False
) -> Bibliography:
    """Render a bibliography with soilbib's own processor; see `soilbib.csl.engine.Engine`.

    The processor knows the items by number, because records may share an id.
    """
    numbered = [{**item, "id": str(number)} for number, item in enumerate(items)]
    processor = Processor(style, numbered, locale, links=links)
    renderer = RENDERERS[to]
    rendered = processor.bibliography(to)
    entries, problems = list(rendered.entries), list(rendered.problems)
    place = Place(style.id)
    if processor.style.bibliography is None:
        message = "the style has no bibliography; its citations stand in"
        problems.append(Problem("W302", message, place, "warning"))
        entries = [
            Entry(key, renderer.entry(processor.cite([key], to))) for key in map(str, range(len(items)))
        ]
    printed = {entry.id for entry in entries}
    for number, item in enumerate(items):
        if str(number) not in printed:
            message = f"[{item.get('id', '')}] the style prints nothing for it; a plain form stands in"
            problems.append(Problem("W301", message, place, "warning"))
            entries.append(Entry(str(number), renderer.entry(renderer.escape(plain_reference(item)))))
    return replace(
        rendered,
        entries=tuple(
            Entry(str(items[int(entry.id)].get("id", "")), entry.text.strip()) for entry in entries
        ),
        text=renderer.document(entry.text for entry in entries),
        problems=tuple(problems),
    )
