"""The rich-text tree that evaluators build: text stays unescaped until a renderer touches it.

A `Content` is a string (a value's own text) or a `Node`: children under one `Formatting`, with an optional
mark that says what the piece is ("names", "year-suffix", "citation-number", "cite", ...), so that later
passes can find it.

These values are built from the leaves up and never refer to what holds them, so the garbage collector need
not watch them (``gc=False``): the cost per reference stays the same in long lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Formatting(Struct, frozen=True, gc=False):
    """What an element does to its output: affixes, delimiter, formatting tags, display.

    ``tags`` are keys of the renderers' tables: "font-style:italic", ..., or "quotes"; "written:“”" are
    quotation marks as a value has them, "no-quotes" says that those of a value are the outer ones.
    """

    prefix: str = ""
    suffix: str = ""
    delimiter: str = ""
    tags: tuple[str, ...] = ()
    display: str = ""
    strip_periods: bool = False
    text_case: str = ""
    affixes_inside: bool = False

    @property
    def bare(self) -> bool:
        """Whether a single child needs no node around it."""
        return not (self.prefix or self.suffix or self.tags or self.display)


PLAIN = Formatting()
QUOTED = Formatting(tags=("quotes",))
INNER_QUOTED = Formatting(tags=("inner-quotes",))
NOCASE = Formatting(tags=("nocase",))


class Node(Struct, frozen=True, gc=False):
    """Children under one formatting; ``mark`` says what the piece is and ``value`` carries its data."""

    children: tuple[Content, ...]
    formatting: Formatting = PLAIN
    mark: str = ""
    value: Any = None


Content: TypeAlias = "str | Node"

Rendered: TypeAlias = "tuple[Content | None, int]"
"""What an evaluator returns: the content, or None where there is none, and what a group must know:
`NO_VARIABLE`, `ONLY_EMPTY` or `SOME_VARIABLE`; the facts of several children combine by ``max``."""

NO_VARIABLE, ONLY_EMPTY, SOME_VARIABLE = 0, 1, 2
NOTHING: Rendered = (None, NO_VARIABLE)
EMPTY: Rendered = (None, ONLY_EMPTY)


def wrap(children: tuple[Content, ...], formatting: Formatting) -> Content | None:
    """Children under a formatting, with as few nodes as possible; None where there are none."""
    if not children:
        return None
    if len(children) == 1 and formatting.bare:
        return children[0]
    return Node(children, formatting)


def text_of(content: Content | None) -> str:
    """The text with affixes and delimiters but without formatting or punctuation rules."""
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    form = content.formatting
    return form.prefix + form.delimiter.join(map(text_of, content.children)) + form.suffix


def walk(content: Content) -> Iterator[Node]:
    """Every node, parents first."""
    if isinstance(content, Node):
        yield content
        for child in content.children:
            if not isinstance(child, str):
                yield from walk(child)


def leaves(content: Content, protected: bool = False) -> Iterator[tuple[str, bool]]:
    """Every string of the values, in order, with whether text-case must leave it alone."""
    if isinstance(content, str):
        yield content, protected
        return
    inside = protected or bool(NO_CASE_TAGS.intersection(content.formatting.tags))
    for child in content.children:
        yield from leaves(child, inside)


NO_CASE_TAGS = frozenset({"nocase", "superscript", "subscript", "small-caps"})


def map_text(content: Content, change: Callable[[str], str]) -> Content:
    """The same tree with every value's string changed."""
    if isinstance(content, str):
        return change(content)
    children = tuple(map_text(child, change) for child in content.children)
    return Node(children, content.formatting, content.mark, content.value)


AUTHORS = ("names", "substitute")
"""Marks of what names those responsible: names, or what stands in for them."""


def replace_marked(
    content: Content, marks: tuple[str, ...], change: Callable[[Node], Content | None]
) -> Content | None:
    """The same tree with every node that has one of the marks replaced; None where nothing remains."""
    if isinstance(content, str):
        return content
    if content.mark in marks:
        return change(content)
    if not content.children:
        return content
    children = []
    for child in content.children:
        new = replace_marked(child, marks, change)
        if new is not None:
            children.append(new)
    if not children:
        return None
    return Node(tuple(children), content.formatting, content.mark, content.value)


def prune(content: Content) -> Content | None:
    """The tree without the nodes that print nothing."""
    if isinstance(content, str):
        return content or None
    children = tuple(child for child in map(prune, content.children) if child is not None)
    if not children and (content.children or not content.formatting.prefix):
        return None
    return Node(children, content.formatting, content.mark, content.value)


def find_marked(content: Content, *marks: str) -> Node | None:
    """The first node with one of the marks."""
    return next((node for node in walk(content) if node.mark in marks), None)
