"""``cs:choose``: conditions on the shape are settled when compiling, the others when evaluating."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from soilbib.csl.content import NO_VARIABLE, Node, Rendered
from soilbib.csl.elements.group import SPLICED, gather
from soilbib.csl.evaluation import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Context
from soilbib.csl.numbers import parse_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from soilbib.csl import ast
    from soilbib.csl.elements.environment import Compiled, Environment

Predicate: TypeAlias = "Callable[[Context], bool]"

CITE_LEVEL = frozenset(
    {"locator", "citation-number", "year-suffix", "first-reference-note-number", "hereinafter"}
)


def compile_choose(choose: ast.Choose, env: Environment) -> list[Compiled]:
    """The elements of the branch that holds, or one evaluator that finds out which does."""
    dynamic: list[tuple[Predicate, list[Compiled]]] = []
    for branch in choose.branches:
        predicate = compile_branch(branch, env)
        if predicate is False:
            continue
        children = env.compile(branch.children, env)
        if predicate is True:
            if not dynamic:
                return children
            dynamic.append((_always, children))
            break
        dynamic.append((predicate, children))
    if not dynamic or not any(_prints(children) for _, children in dynamic):
        return []
    return [_compile_dynamic(dynamic)]


def _prints(children: list[Compiled]) -> bool:
    return any(not isinstance(child, tuple) or child != (None, NO_VARIABLE) for child in children)


def _always(_: Context) -> bool:
    return True


def _compile_dynamic(branches: list[tuple[Predicate, list[Compiled]]]) -> Compiled:
    compiled = tuple((predicate, tuple(children)) for predicate, children in branches)

    def evaluate(ctx: Context) -> Rendered:
        for predicate, children in compiled:
            if predicate(ctx):
                return _splice(children, ctx)
        return None, NO_VARIABLE

    return evaluate


def _splice(children: tuple[Compiled, ...], ctx: Context) -> Rendered:
    parts, fact = gather(children, NO_VARIABLE, ctx)
    if len(parts) < 2:
        return (parts[0] if parts else None), fact
    return Node(tuple(parts), SPLICED), fact


def compile_branch(branch: ast.Branch, env: Environment) -> Predicate | bool:
    """The branch's condition: settled, or a predicate."""
    if not branch.tests:
        return True
    results = [TESTS[test.kind](test.value, env) for test in branch.tests if test.kind != "type"]
    types = [TESTS[test.kind](test.value, env) for test in branch.tests if test.kind == "type"]
    if types:  # a reference has one type: several can only be alternatives, whatever the match
        results.append(_any(types))
    combine = {"any": _any, "none": _none}.get(branch.match, _all)
    return combine(results)


def _all(results: list[Predicate | bool]) -> Predicate | bool:
    if any(result is False for result in results):
        return False
    open_ = [result for result in results if not isinstance(result, bool)]
    if not open_:
        return True
    return open_[0] if len(open_) == 1 else lambda ctx: all(test(ctx) for test in open_)


def _any(results: list[Predicate | bool]) -> Predicate | bool:
    if any(result is True for result in results):
        return True
    open_ = [result for result in results if not isinstance(result, bool)]
    if not open_:
        return False
    return open_[0] if len(open_) == 1 else lambda ctx: any(test(ctx) for test in open_)


def _none(results: list[Predicate | bool]) -> Predicate | bool:
    found = _any(results)
    if isinstance(found, bool):
        return not found
    return lambda ctx: not found(ctx)


def _test_type(value: str, env: Environment) -> bool:
    return env.shape_type == value


def _test_variable(value: str, env: Environment) -> Predicate | bool:
    if value in CITE_LEVEL:
        return lambda ctx: bool(cite_value(value, ctx))
    return value in env.variables


def cite_value(variable: str, ctx: Context) -> str:
    """A variable that the cite, not the reference, has."""
    if variable == "locator":
        return ctx.cite.locator
    if variable == "citation-number":
        return str(ctx.citation_number) if ctx.citation_number else ctx.item.text.get(variable, "")
    if variable == "year-suffix":
        return ctx.year_suffix
    if variable == "first-reference-note-number":
        return ctx.first_note
    return ""


def _test_is_numeric(value: str, env: Environment) -> Predicate | bool:
    if value in CITE_LEVEL:
        return lambda ctx: parse_number(cite_value(value, ctx)).numeric
    if value not in env.variables:
        return False
    return lambda ctx: value in ctx.item.text and parse_number(ctx.item.text[value]).numeric


def _test_is_uncertain_date(value: str, env: Environment) -> Predicate | bool:
    if value not in env.variables:
        return False
    return lambda ctx: value in ctx.item.dates and ctx.item.dates[value].circa


def _test_locator(value: str, _: Environment) -> Predicate:
    wanted = "sub-verbo" if value == "sub verbo" else value
    return lambda ctx: (
        bool(ctx.cite.locator) and (ctx.cite.label or "page").replace("sub verbo", "sub-verbo") == wanted
    )


def _test_position(value: str, env: Environment) -> Predicate | bool:
    if env.area.kind == "bibliography":
        return False
    return POSITIONS.get(value, _never)


def _never(_: Context) -> bool:
    return False


POSITIONS: dict[str, Predicate] = {
    "first": lambda ctx: ctx.position == FIRST,
    "subsequent": lambda ctx: ctx.position >= SUBSEQUENT,
    "ibid": lambda ctx: ctx.position >= IBID,
    "ibid-with-locator": lambda ctx: ctx.position == IBID_WITH_LOCATOR,
    "near-note": lambda ctx: ctx.near_note,
}


def _test_disambiguate(value: str, _: Environment) -> Predicate:
    wanted = value == "true"

    def test(ctx: Context) -> bool:
        ctx.conditions_seen += 1
        return (ctx.conditions_seen <= ctx.disambiguation.condition) is wanted

    return test


TESTS: dict[str, Callable[[str, Environment], Predicate | bool]] = {
    "type": _test_type,
    "variable": _test_variable,
    "is-numeric": _test_is_numeric,
    "is-uncertain-date": _test_is_uncertain_date,
    "locator": _test_locator,
    "position": _test_position,
    "disambiguate": _test_disambiguate,
}
