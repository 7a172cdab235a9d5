"""A compilation of the same AST whose evaluators record what they do.

`Tracer.compile` stands in for `soilbib.csl.compiler.compile_children`. Nothing is settled in advance under it,
so that what prints nothing, and the conditions that failed, leave a trace too. Ordinary rendering knows
nothing of it and pays nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from soilbib.csl import ast
from soilbib.csl.assembly import Assembler
from soilbib.csl.attributes import attributes, element_name
from soilbib.csl.compiler import ELEMENTS
from soilbib.csl.content import NO_VARIABLE, ONLY_EMPTY, Content, Node, find_marked, walk
from soilbib.csl.elements.choose import (
    CITE_LEVEL,
    TESTS,
    Predicate,
    cite_value,
    compile_branch,
    compile_choose,
)
from soilbib.csl.elements.environment import run
from soilbib.csl.items import SHORT_FORMS, DateValue
from soilbib.csl.render import RENDERERS

if TYPE_CHECKING:
    from soilbib.csl.content import Rendered
    from soilbib.csl.elements.environment import Compiled, Environment
    from soilbib.csl.evaluation import Context, Evaluator
    from soilbib.csl.locale import LocaleTerms
    from soilbib.model.names import Name


class Condition(Struct, frozen=True):
    """One condition and whether it holds: ("type", "book", False)."""

    kind: str
    value: str
    holds: bool


class Piece(Struct):
    """What one element of a style made.

    ``element`` is its CSL name and ``attributes`` those that make it what it is. ``text`` is what it printed,
    ``value`` what the reference has for its variable, ``reason`` why it printed nothing. Of the branches of a
    ``choose`` those looked at are ``children``, with their ``match``, their ``conditions`` and whether it
    ``holds``.
    """

    element: str
    attributes: dict[str, str] = {}
    text: str = ""
    value: str = ""
    reason: str = ""
    match: str = ""
    conditions: tuple[Condition, ...] = ()
    holds: bool | None = None
    children: list[Piece] = []


class _Home:
    """Where the elements of a branch record: its piece, anew with each evaluation."""

    __slots__ = ("piece",)

    def __init__(self) -> None:
        self.piece = Piece("choose")


class Tracer:
    """Records the pieces of one evaluation after the other; ``root`` holds those of the last."""

    def __init__(self, locale: LocaleTerms) -> None:
        self.locale = locale
        self.restart({})

    def restart(self, layout: dict[str, str]) -> None:
        """Forget what was recorded; begin with the attributes of the layout."""
        self.root = Piece("layout", layout)
        self._open = [self.root]

    def text(self, content: Content | None) -> str:
        """A content by itself as plain text, before the entry's punctuation is settled."""
        if content is None:
            return ""
        tokens = Assembler(self.locale).write(content)
        return RENDERERS["text"].render(tokens, self.locale.quotes).replace("\0", "")

    def compile(self, elements: tuple[ast.Element, ...], env: Environment) -> list[Compiled]:
        """The closures of sibling elements, each with its record."""
        compiled: list[Compiled] = []
        for element in elements:
            if isinstance(element, ast.Choose):
                compiled += self._choose(element, env)
            else:
                compiled.append(self._traced(element, ELEMENTS[type(element)](element, env)))
        return compiled

    def _traced(self, element: ast.Element, compiled: Compiled) -> Evaluator:
        def evaluate(ctx: Context) -> Rendered:
            """What the element gives, and the piece that records it."""
            piece = Piece(element_name(element), attributes(element), value=_value(element, ctx))
            suppressed = frozenset(ctx.suppressed)
            content, fact = self._inside(piece, compiled, ctx)
            piece.text = self.text(content)
            if content is None:
                piece.reason = _reason(element, piece, fact, suppressed)
            elif isinstance(element, ast.Names) and not any(child.text for child in piece.children):
                piece.children += self._name_pieces(element, content)
            elif isinstance(element, ast.Date):
                piece.children += self._year_suffix(content)
            return content, fact

        return evaluate

    def _inside(self, piece: Piece, compiled: Compiled, ctx: Context) -> Rendered:
        """Evaluate with the piece as the one that others record in."""
        self._open[-1].children.append(piece)
        self._open.append(piece)
        try:
            return run(compiled, ctx)
        finally:
            self._open.pop()

    def _choose(self, choose: ast.Choose, env: Environment) -> list[Compiled]:
        """The branches looked at, then the elements of the one that holds, recorded in its piece."""
        home = _Home()
        branches = [
            (
                branch,
                compile_branch(branch, env),
                [TESTS[test.kind](test.value, env) for test in branch.tests],
            )
            for branch in choose.branches
        ]

        def look(ctx: Context) -> Rendered:
            """Note which branches were looked at and what their conditions said, then render."""
            piece = home.piece = Piece("choose")
            self._open[-1].children.append(piece)
            seen = ctx.conditions_seen
            for index, (branch, predicate, tests) in enumerate(branches):
                name = "else" if not branch.tests else "else-if" if index else "if"
                before = ctx.conditions_seen
                conditions = tuple(
                    Condition(test.kind, test.value, _holds(truth, ctx))
                    for test, truth in zip(branch.tests, tests, strict=True)
                )
                ctx.conditions_seen = before
                holds = _holds(predicate, ctx)
                looked = Piece(name, match=branch.match, conditions=conditions, holds=holds)
                piece.children.append(looked)
                if holds:
                    home.piece = looked
                    break
            ctx.conditions_seen = seen
            return None, NO_VARIABLE

        return [look, *(self._at_home(home, compiled) for compiled in compile_choose(choose, env))]

    def _at_home(self, home: _Home, compiled: Compiled) -> Evaluator:
        def evaluate(ctx: Context) -> Rendered:
            """What the branch gives, its pieces recorded under those of the condition."""
            self._open.append(home.piece)
            try:
                return run(compiled, ctx)
            finally:
                self._open.pop()

        return evaluate

    def _name_pieces(self, names: ast.Names, content: Content) -> list[Piece]:
        """The lists of names, with the label beside each and the "et al." in it."""
        pieces = []
        nodes = [Node((content,)), *walk(content)]
        for node in nodes:
            for child in node.children:
                if isinstance(child, Node) and child.mark == "name-list":
                    pieces.append(self._name_list(names, child))
                elif _beside_list(node, child):
                    named = {"variable": names.variables[0]} if len(names.variables) == 1 else {}
                    pieces.append(Piece("label", named, self.text(child)))
        return pieces

    def _name_list(self, names: ast.Names, node: Node) -> Piece:
        options = dict(names.name.options) if names.name is not None else {}
        piece = Piece("name", options, self.text(node), children=[])
        rendered, _ = node.value
        last = node.children[-1] if node.children else None
        if rendered and last is not None and last not in rendered:
            piece.children.append(Piece("et-al", {}, self.text(last)))
        return piece

    def _year_suffix(self, content: Content) -> list[Piece]:
        suffix = find_marked(content, "year-suffix") if isinstance(content, Node) else None
        return [] if suffix is None else [Piece("year-suffix", {}, self.text(suffix))]


def _beside_list(node: Node, child: Content) -> bool:
    """Whether the child is the label next to a list of names."""
    if len(node.children) != 2 or (isinstance(child, Node) and find_marked(child, "name-list") is not None):
        return False
    return any(isinstance(other, Node) and other.mark == "name-list" for other in node.children)


def _holds(predicate: Predicate | bool, ctx: Context) -> bool:
    return predicate if isinstance(predicate, bool) else predicate(ctx)


def _variables(element: ast.Element) -> tuple[str, ...]:
    if isinstance(element, ast.Names):
        return element.variables
    if isinstance(element, ast.Text):
        return (element.name,) if element.kind == "variable" else ()
    return () if isinstance(element, ast.Group | ast.Choose) else (element.variable,)


def _value(element: ast.Element, ctx: Context) -> str:
    """What the reference, or the cite, has for the variables of the element."""
    return "; ".join(filter(None, (_variable(name, element, ctx) for name in _variables(element))))


def _variable(name: str, element: ast.Element, ctx: Context) -> str:
    item = ctx.item
    if name in CITE_LEVEL:
        return cite_value(name, ctx)
    if isinstance(element, ast.Text) and element.form == "short":
        short = item.text.get(SHORT_FORMS.get(name, name + "-short"))
        if short:
            return short
    if name in item.names:
        return "; ".join(map(_name, item.names[name]))
    return _date(item.dates[name]) if name in item.dates else item.text.get(name, "")


def _name(name: Name) -> str:
    return name.literal or ", ".join(part for part in (name.family, name.given) if part)


def _date(value: DateValue) -> str:
    points = [point for point in (value.start, value.end) if point is not None and any(point)]
    return "/".join("-".join(f"{part:02d}" for part in point if part) for point in points) or value.literal


def _reason(element: ast.Element, piece: Piece, fact: int, suppressed: frozenset[str]) -> str:
    """Why an element printed nothing."""
    variables = _variables(element)
    if variables:
        if suppressed.intersection(variables):
            return "printed already, as a substitute"
        return "left out here" if piece.value else f"the reference has no {' or '.join(variables)}"
    if isinstance(element, ast.Text) and element.kind in ("term", "value"):
        return "no such term in this form" if element.kind == "term" else "empty"
    return "all its variables are empty" if fact == ONLY_EMPTY else "nothing in it prints"
