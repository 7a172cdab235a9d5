"""The entries of a bibliography as content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from soilbib.csl.citations import NO_PRINTED_FORM
from soilbib.csl.content import PLAIN, Content, Formatting, Node, prune, text_of
from soilbib.csl.elements.group import FIELDS
from soilbib.csl.punctuation import meet
from soilbib.csl.subsequent_author import NOBODY, authors_of, substitute
from soilbib.csl.text_case import capitalize_entry
from soilbib.errors import Problem

if TYPE_CHECKING:
    from soilbib.csl.items import Item
    from soilbib.csl.program import Program
    from soilbib.csl.registry import Registry

Composed = list[tuple[str, Content, int]]


def compose_entries(program: Program, registry: Registry) -> tuple[Composed, list[Problem]]:
    """The entries that print, each with its reference's id and the width of its first field."""
    get = program.options.get
    text = get("subsequent-author-substitute")
    rule = get("subsequent-author-substitute-rule", "complete-all")
    align = get("second-field-align", "")
    numbered = registry.shows_numbers
    composed: Composed = []
    problems: list[Problem] = []
    previous = NOBODY
    for item in registry.ordered:
        content = _evaluate(program, registry, item, problems)
        if content is None:
            if numbered:
                composed.append((item.id, f"{registry.numbers[item.id]}. {NO_PRINTED_FORM}", 0))
            continue
        if text is not None:
            authors = authors_of(content)
            content = substitute(content, previous, text, rule)
            if not text:
                content = prune(content) or content
            previous = authors
        composed.append((item.id, *lay_out(content, program.area.layout.formatting, align)))
    return composed, problems


def _evaluate(program: Program, registry: Registry, item: Item, problems: list[Problem]) -> Content | None:
    try:
        content, _ = program.layout(item)(registry.bibliography_context(item))
    except Exception as error:  # one malformed reference never costs the others
        problems.append(Problem("W301", f"{item.id}: {error}", severity="warning", text=item.id))
        return item.text.get("title")
    if content is None:
        problems.append(Problem("W301", f"{item.id}: no printed form", severity="warning", text=item.id))
        return None
    return capitalize_entry(content)


def lay_out(content: Content, layout: Formatting, align: str) -> tuple[Content, int]:
    """An entry in the layout's affixes, its first field apart where the style aligns the second."""
    whole = isinstance(content, str) or content.formatting != PLAIN or content.mark not in ("", FIELDS)
    children = (content,) if isinstance(content, str) or whole else content.children
    last = children[-1]
    if layout.suffix and not align and isinstance(last, Node) and last.formatting.display:
        suffixed = replace(last.formatting, suffix=meet(last.formatting.suffix, layout.suffix))
        children = (*children[:-1], Node(last.children, suffixed, last.mark, last.value))
        layout = replace(layout, suffix="")
    opens = isinstance(content, Node) and content.mark == FIELDS and content.value
    if not align or (opens and len(children) < 2):
        return Node(children, replace(layout, delimiter="", affixes_inside=True)), 0
    if not opens:
        alone = Formatting(layout.prefix, layout.suffix, display="right-inline")
        return Node((Node(children, alone),), Formatting(tags=layout.tags)), 0
    first = Node((children[0],), Formatting(prefix=layout.prefix, display="left-margin"))
    rest = Node(children[1:], Formatting(suffix=layout.suffix, display="right-inline"))
    return Node((first, rest), Formatting(tags=layout.tags)), len(layout.prefix + text_of(children[0]))
