"""What a style calls and has not: macros and terms that are nowhere, macros that call themselves.

A processor prints nothing in their place; whoever writes a style wants to know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soilbib.csl import ast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from soilbib.csl.locale import LocaleTerms


def called_in_vain(style: ast.Style, terms: LocaleTerms) -> tuple[str, ...]:
    """A sentence for each macro or term that the style calls in vain."""
    areas = [area for area in (style.citation, style.bibliography) if area is not None]
    roots = [element for area in areas for element in area.layout.children]
    sorted_by = {key.macro for area in areas for key in area.sort if key.macro}
    macros = {name: list(ast.walk(macro)) for name, macro in style.macros.items()}
    elements = [*ast.walk(roots), *(each for inside in macros.values() for each in inside)]
    calls = {name: set(_named(inside, "macro")) for name, inside in macros.items()}
    called = sorted_by.union(_named(elements, "macro"))
    missing = sorted(called - style.macros.keys())
    messages = [f"the style calls the macro {name!r}, which it does not have" for name in missing]
    messages += [f"the macro {name!r} of the style calls itself" for name in calls if _returns(name, calls)]
    unknown = sorted(name for name in set(_named(elements, "term")) if terms.term(name) is None)
    messages += [f"the style prints the term {name!r}, which no locale has" for name in unknown]
    return tuple(messages)


def _named(elements: Iterable[ast.Element], kind: str) -> Iterator[str]:
    """What the texts of a kind name."""
    return (each.name for each in elements if isinstance(each, ast.Text) and each.kind == kind)


def _returns(name: str, calls: dict[str, set[str]]) -> bool:
    """Whether a macro comes back to itself, directly or through others."""
    seen: set[str] = set()
    pending = [name]
    while pending:
        called = calls.get(pending.pop(), set())
        if name in called:
            return True
        pending += called - seen
        seen |= called
    return False
