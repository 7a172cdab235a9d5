"""``cs:group``, and sequences of elements as macros and branches hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soilbib.csl.content import (
    EMPTY,
    NO_VARIABLE,
    NOTHING,
    ONLY_EMPTY,
    PLAIN,
    SOME_VARIABLE,
    Content,
    Formatting,
    Node,
    Rendered,
)
from soilbib.csl.elements.environment import Compiled, Environment, decorate

if TYPE_CHECKING:
    from soilbib.csl import ast
    from soilbib.csl.evaluation import Context, Evaluator

SPLICED = Formatting(delimiter="\0")
"""Marks the parts of a branch: a group takes them in as its own children."""


def compile_group(group: ast.Group, env: Environment) -> Compiled:
    """A group; it prints nothing where all the variables in it are empty."""
    return compile_container(env.compile(group.children, env), group.formatting)


def compile_container(children: list[Compiled], formatting: Formatting) -> Compiled:
    """Children under one formatting, by the group's rule."""
    live, fact = settle(children)
    if not live:
        return EMPTY if fact == ONLY_EMPTY else NOTHING
    plain = not formatting.strip_periods and not formatting.text_case
    if len(live) == 1 and plain and formatting.bare:
        return _compile_single(live[0], fact, formatting)
    inner = tuple(live)

    def evaluate(ctx: Context) -> Rendered:
        """What the children give, joined; empty where none of the variables they call has a value."""
        parts, found = gather(inner, fact, ctx)
        if found == ONLY_EMPTY or not parts:
            return EMPTY if found == ONLY_EMPTY else NOTHING
        node: Content = Node(tuple(parts), formatting)
        if not plain:
            node = decorate_group(tuple(parts), formatting, ctx)
        return node, SOME_VARIABLE

    return evaluate


def _compile_single(child: Compiled, fact: int, formatting: Formatting) -> Compiled:
    """A container of one child that adds nothing to it."""
    if isinstance(child, tuple):
        return EMPTY if max(fact, child[1]) == ONLY_EMPTY else (child[0], SOME_VARIABLE)

    def evaluate(ctx: Context) -> Rendered:
        """What the child gives, with what the container knows of its variables."""
        content, found = child(ctx)
        found = max(found, fact)
        if found == ONLY_EMPTY or content is None:
            return EMPTY if found == ONLY_EMPTY else NOTHING
        if type(content) is Node and content.formatting is SPLICED:
            content = Node(content.children, formatting)
        return content, SOME_VARIABLE

    return evaluate


def decorate_group(parts: tuple[Content, ...], formatting: Formatting, ctx: Context) -> Content:
    """A group whose text case or strip-periods reaches all of its parts."""
    inner = Node(parts, Formatting(delimiter=formatting.delimiter))
    return decorate(inner, formatting, ctx)


def settle(children: list[Compiled]) -> tuple[list[Compiled], int]:
    """The children that can print, and what the others say about variables."""
    live = []
    fact = NO_VARIABLE
    for child in children:
        if isinstance(child, tuple) and child[0] is None:
            fact = max(fact, child[1])
        else:
            live.append(child)
    return live, fact


def gather(children: tuple[Compiled, ...], fact: int, ctx: Context) -> tuple[list[Content], int]:
    """Evaluate the children: the contents there are, and what they say about variables."""
    parts: list[Content] = []
    for child in children:
        content, found = child if type(child) is tuple else child(ctx)  # type: ignore[operator]
        fact = max(fact, found)
        if content is not None:
            if type(content) is Node and content.formatting is SPLICED:
                parts.extend(content.children)
            else:
                parts.append(content)
    return parts, fact


def compile_sequence(children: list[Compiled]) -> Evaluator:
    """A layout's elements one after another, without the group's rule."""
    live, fact = settle(children)
    inner = tuple(live)

    def evaluate(ctx: Context) -> Rendered:
        parts, found = gather(inner, fact, ctx)
        if not parts:
            return None, found
        return (parts[0] if len(parts) == 1 else Node(tuple(parts))), found

    return evaluate


FIELDS = "fields"
"""Marks an entry whose first child is its first field; the value is False where that one printed nothing."""


def compile_fields(children: list[Compiled]) -> Evaluator:
    """A layout's elements as fields: the first of them stands apart, whatever it prints."""
    elements = [child for child in children if child != NOTHING]
    first = tuple(elements[:1])
    live, fact = settle(elements[1:])
    others = tuple(live)

    def evaluate(ctx: Context) -> Rendered:
        """The elements that print something as one node, and the most that is known of the variables they call."""
        head, found = gather(first, NO_VARIABLE, ctx)
        tail, more = gather(others, fact, ctx)
        parts = (*head, *tail)
        if not parts:
            return None, max(found, more)
        opens = bool(head) or found == NO_VARIABLE  # a condition that chose nothing is no field
        return Node(parts, PLAIN, FIELDS, opens), max(found, more)

    return evaluate
