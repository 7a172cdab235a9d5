"""Where each piece of a rendered reference comes from: the elements of the style and the conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from soilbib.csl.attributes import formatting_attributes
from soilbib.csl.evaluation import Cite
from soilbib.csl.processor import Processor
from soilbib.csl.program import Program
from soilbib.csl.tracing import Condition, Piece, Tracer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from soilbib.csl.evaluation import Context
    from soilbib.csl.items import Item
    from soilbib.csl.styles import Style

__all__ = ["Condition", "Explanation", "Piece", "explain_items"]


class Explanation(Struct, frozen=True):
    """One reference: its text in the list, and the style's layout as the piece that made it.

    The text has what is done to an entry as a whole: punctuation at the seams of the pieces, quotation marks
    within each other, the substitute for authors named before.
    """

    id: str
    text: str
    layout: Piece


def explain_items(style: Style, items: Sequence[dict[str, Any]], locale: str | None) -> list[Explanation]:
    """Explain the references of one list; see `soilbib.csl.explain_all`."""
    numbered = [{**item, "id": str(number)} for number, item in enumerate(items)]
    processor = Processor(style, numbered, locale)
    explained = dict(_explain(processor))
    left_out = (key for key in map(str, range(len(items))) if key not in explained)
    for key in left_out:
        explained[key] = ("", Piece("layout", reason="the style prints nothing for it"))
    return [
        Explanation(str(items[int(key)].get("id", "")), text, piece)
        for key, (text, piece) in explained.items()
    ]


def _explain(processor: Processor) -> Iterator[tuple[str, tuple[str, Piece]]]:
    area = processor.style.bibliography or processor.style.citation
    if area is None:
        return
    tracer = Tracer(processor.locale)
    program = Program(processor.style, area, processor.locale, tracer.compile)
    printed = _printed(processor)
    for item in processor.registry.ordered:
        tracer.restart(formatting_attributes(area.layout.formatting))
        try:
            content, _ = program.layout(item)(_context(processor, item))
            tracer.root.text = tracer.text(content)
        except Exception as error:  # one malformed reference never costs the others
            tracer.root.reason = str(error)
        yield item.id, (printed.get(item.id, ""), tracer.root)


def _printed(processor: Processor) -> dict[str, str]:
    """The text of each reference as it stands in the list, or in a citation of its own."""
    if processor.style.bibliography is None:
        return {item.id: processor.cite([item.id], "text") for item in processor.registry.ordered}
    return {entry.id: entry.text.strip() for entry in processor.bibliography("text")}


def _context(processor: Processor, item: Item) -> Context:
    if processor.style.bibliography is not None:
        return processor.registry.bibliography_context(item)
    return processor.registry.citation_context(Cite(item.id), item)
