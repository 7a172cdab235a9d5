"""A style ready to run: its layouts and sort keys compiled for each shape of reference that turns up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soilbib.csl import ast
from soilbib.csl.compiler import compile_children, compile_layout
from soilbib.csl.elements.environment import Environment, Scope
from soilbib.csl.elements.group import compile_sequence
from soilbib.csl.options import inherited_name_options
from soilbib.csl.usage import Usage, UsageTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from soilbib.csl.elements.environment import Compiled
    from soilbib.csl.evaluation import Evaluator
    from soilbib.csl.items import Item
    from soilbib.csl.locale import LocaleTerms

SUFFIX_VARIABLES = frozenset({"year-suffix", "citation-label"})
Shape = tuple[str, frozenset[str]]


class Program:
    """One area of a style (``cs:citation`` or ``cs:bibliography``) in one locale.

    ``compiler`` makes the closures of sibling elements; `soilbib.csl.tracing` gives one that records.
    """

    def __init__(
        self,
        style: ast.Style,
        area: ast.Area,
        locale: LocaleTerms,
        compiler: Callable[[tuple[ast.Element, ...], Environment], list[Compiled]] = compile_children,
    ) -> None:
        self.style = style
        self.area = area
        self.locale = locale
        self.options = area.options
        self._table = UsageTable(style)
        self.explicit_suffix = prints_suffix(style, self._table)
        self._usage = self._table.of(area.layout.children)
        self._scope = Scope(
            style, area, locale, inherited_name_options(style.options, area.options), self.explicit_suffix,
            compiler, self._table, {},
        )  # fmt: skip
        self._layouts: dict[Shape, Evaluator] = {}
        self._found: dict[Shape, Evaluator] = {}  # by whole shapes: cutting one to what matters takes longer
        self._macros: dict[tuple[str, Shape], Evaluator] = {}

    def _environment(self, shape: Shape) -> Environment:
        return Environment(self._scope, shape)

    def layout(self, item: Item) -> Evaluator:
        """The evaluator of one cite or entry."""
        whole = item.type, item.present
        evaluator = self._found.get(whole)
        if evaluator is None:
            shape = self._shape(item, self._usage)
            evaluator = self._layouts.get(shape)
            if evaluator is None:
                evaluator = self._layouts[shape] = compile_layout(self.area.layout, self._environment(shape))
            self._found[whole] = evaluator
        return evaluator

    @property
    def shows_numbers(self) -> bool:
        """Whether the area prints citation numbers."""
        return "citation-number" in self._usage.variables

    def _shape(self, item: Item, usage: Usage) -> Shape:
        """What of a reference's shape matters."""
        return (item.type if item.type in usage.types else ""), item.present & usage.variables

    def macro(self, name: str, item: Item) -> Evaluator:
        """The evaluator of a macro that a sort key names."""
        shape = self._shape(item, self._table.of_macro(name))
        key = (name, shape)
        evaluator = self._macros.get(key)
        if evaluator is None:
            children = compile_children(self.style.macros.get(name, ()), self._environment(shape))
            evaluator = self._macros[key] = compile_sequence(children)
        return evaluator

    def names(self, variable: str, item: Item) -> Evaluator:
        """The evaluator of a name variable as a sort key: long, all in sort order."""
        shape = ("", frozenset({variable} & item.present))
        key = ("\0" + variable, shape)
        evaluator = self._macros.get(key)
        if evaluator is None:
            name = ast.Name({"form": "long", "name-as-sort-order": "all"})
            element = ast.Names((variable,), name)
            evaluator = self._macros[key] = compile_sequence(
                compile_children((element,), self._environment(shape))
            )
        return evaluator


def prints_suffix(style: ast.Style, table: UsageTable) -> bool:
    """Whether the style says itself where year suffixes stand; otherwise they follow the year of issue."""
    areas = [area for area in (style.citation, style.bibliography) if area is not None]
    return any(table.of(area.layout.children).variables & SUFFIX_VARIABLES for area in areas)
