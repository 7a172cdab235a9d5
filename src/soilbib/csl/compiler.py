"""Elements to closures, once per style and shape of reference.

A shape is an item's type and the set of its variables. Conditions on these are settled here, macros are
inlined, and what cannot print anything is left out, so that the closures of a shape hold little but the
elements that print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from soilbib.csl import ast
from soilbib.csl.elements.choose import compile_choose
from soilbib.csl.elements.date import compile_date
from soilbib.csl.elements.group import compile_fields, compile_group, compile_sequence
from soilbib.csl.elements.label import compile_label
from soilbib.csl.elements.names import compile_names
from soilbib.csl.elements.number import compile_number
from soilbib.csl.elements.text import compile_text

if TYPE_CHECKING:
    from soilbib.csl.elements.environment import Compiled, Environment
    from soilbib.csl.evaluation import Evaluator

ALIGNED = "second-field-align"

ELEMENTS: dict[type, Any] = {
    ast.Text: compile_text,
    ast.Number: compile_number,
    ast.Label: compile_label,
    ast.Date: compile_date,
    ast.Names: compile_names,
    ast.Group: compile_group,
}


def compile_children(elements: tuple[ast.Element, ...], env: Environment) -> list[Compiled]:
    """The closures of sibling elements; a ``cs:choose`` gives those of its branch in its place."""
    compiled: list[Compiled] = []
    for element in elements:
        if isinstance(element, ast.Choose):
            compiled += compile_choose(element, env)
        else:
            compiled.append(ELEMENTS[type(element)](element, env))
    return compiled


def compile_layout(layout: ast.Layout, env: Environment) -> Evaluator:
    """The evaluator of one cite or entry, without the layout's own affixes and delimiter."""
    children = env.compile(layout.children, env)
    return compile_fields(children) if env.area.options.get(ALIGNED) else compile_sequence(children)
