"""What the parts of a style depend on: the variables that they name, and whether they test the item type."""

from __future__ import annotations

from msgspec import Struct

from soilbib.csl import ast
from soilbib.csl.items import SHORT_FORMS


class Usage(Struct, frozen=True):
    """The variables of some elements, macros included, and whether the item type matters to them."""

    variables: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()


class UsageTable:
    """The usage of a style's macros, worked out once each."""

    def __init__(self, style: ast.Style) -> None:
        self._style = style
        self._macros: dict[str, Usage] = {}

    def of_macro(self, name: str) -> Usage:
        """A macro's usage; a macro that calls itself adds nothing."""
        found = self._macros.get(name)
        if found is None:
            self._macros[name] = Usage()
            found = self._macros[name] = self.of(self._style.macros.get(name, ()))
        return found

    def of(self, elements: tuple[ast.Element, ...]) -> Usage:
        """The usage of elements."""
        variables: set[str] = set()
        types: set[str] = set()
        for element in elements:
            usage = self._of_element(element)
            variables |= usage.variables
            types |= usage.types
        return Usage(frozenset(variables), frozenset(types))

    def _of_element(self, element: ast.Element) -> Usage:
        if isinstance(element, ast.Text):
            return self._of_text(element)
        if isinstance(element, ast.Names):
            inner = self.of(element.substitute)
            return Usage(inner.variables | set(element.variables), inner.types)
        if isinstance(element, ast.Group):
            return self.of(element.children)
        if isinstance(element, ast.Choose):
            return self._of_choose(element)
        return Usage(frozenset({element.variable}))

    def _of_text(self, text: ast.Text) -> Usage:
        if text.kind == "macro":
            return self.of_macro(text.name)
        if text.kind == "variable":
            return Usage(frozenset({text.name, SHORT_FORMS.get(text.name, text.name + "-short")}))
        return Usage()

    def _of_choose(self, choose: ast.Choose) -> Usage:
        variables: set[str] = set()
        types: set[str] = set()
        for branch in choose.branches:
            inner = self.of(branch.children)
            variables |= inner.variables
            types |= inner.types
            for test in branch.tests:
                (types if test.kind == "type" else variables).add(test.value)
        return Usage(frozenset(variables), frozenset(types))
