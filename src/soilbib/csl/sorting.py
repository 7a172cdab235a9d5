"""``cs:sort``: keys from variables and macros, and the order they give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from soilbib.csl import ast
from soilbib.csl.collation import collation_key
from soilbib.csl.content import ONLY_EMPTY, Content, text_of
from soilbib.csl.elements.date import sort_key
from soilbib.csl.elements.text import citation_label
from soilbib.csl.evaluation import BASE, NameLimits
from soilbib.csl.numbers import NUMBER_VARIABLES, sort_number
from soilbib.csl.options import whole_number
from soilbib.model.markup import plain_text
from soilbib.model.variables import DATE_VARIABLES, NAME_VARIABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soilbib.csl.evaluation import Context
    from soilbib.csl.program import Program

_ALL_PARTS = (ast.DatePart("year"), ast.DatePart("month"), ast.DatePart("day"))


def sort_keys(program: Program, keys: Sequence[ast.Key], ctx: Context) -> tuple[str, ...]:
    """One text for each key; empty where the reference has nothing for it."""
    return tuple(_key_text(program, key, ctx) for key in keys)


def _key_text(program: Program, key: ast.Key, ctx: Context) -> str:
    ctx.sorting = True
    ctx.disambiguation = BASE
    ctx.sort_names = _name_limits(key)
    ctx.suppressed = set()
    ctx.locator_done = False
    ctx.name_lists = []
    if key.macro:
        content, found = program.macro(key.macro, ctx.item)(ctx)
        return _clean(content) if found != ONLY_EMPTY else ""
    return _variable_text(program, key.variable, ctx)


def _name_limits(key: ast.Key) -> NameLimits | None:
    get = key.options.get
    if not key.options:
        return None
    last = get("names-use-last")
    return NameLimits(
        whole_number(get("names-min")) if get("names-min") else None,
        whole_number(get("names-use-first"), 1) if get("names-use-first") else None,
        last == "true" if last else None,
    )


def _variable_text(program: Program, variable: str, ctx: Context) -> str:
    item = ctx.item
    if variable == "citation-number":
        return f"{ctx.citation_number:08d}"
    if variable in item.names or variable in NAME_VARIABLES:
        content, _ = program.names(variable, item)(ctx)
        return _clean(content)
    if variable in item.dates or variable in DATE_VARIABLES:
        date = item.dates.get(variable)
        return sort_key(date, _ALL_PARTS) if date is not None else ""
    if variable == "citation-label":
        return citation_label(ctx)
    value = item.text.get(variable, "")
    if variable in NUMBER_VARIABLES:
        return sort_number(value)
    return _clean(value)


def _clean(content: Content | None) -> str:
    if content is None:
        return ""
    return plain_text(text_of(content)).strip()


def order(
    entries: Sequence[Any], texts: Sequence[tuple[str, ...]], keys: Sequence[ast.Key], language: str
) -> list[Any]:
    """The entries by their keys, the first key first; what has no value for a key comes last."""
    positions = list(range(len(entries)))
    for index in range(len(keys) - 1, -1, -1):
        descending = keys[index].descending
        column = [texts[position][index] for position in range(len(entries))]
        present = [position for position in positions if column[position]]
        empty = [position for position in positions if not column[position]]
        present.sort(key=lambda position: collation_key(column[position], language), reverse=descending)
        positions = present + empty
    return [entries[position] for position in positions]
