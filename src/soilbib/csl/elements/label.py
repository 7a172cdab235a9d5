"""``cs:label`` beside a number variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soilbib.csl.content import NO_VARIABLE, NOTHING, Rendered
from soilbib.csl.elements.choose import CITE_LEVEL, cite_value
from soilbib.csl.elements.environment import Compiled, Environment, decorate_term
from soilbib.csl.numbers import is_plural
from soilbib.csl.values import parse_value

if TYPE_CHECKING:
    from soilbib.csl import ast
    from soilbib.csl.evaluation import Context


LOCATOR_TERMS = {"title": "title-locator"}
"""Kinds of locators whose term has another name, since theirs is that of a variable."""


def compile_label(label: ast.Label, env: Environment) -> Compiled:
    """The term of the variable, or of the locator's kind; nothing where the variable is empty."""
    variable = label.variable
    if variable == "locator" and env.area.kind == "bibliography":
        variable = "page"  # entries have no locators: styles that label one there mean the pages
    or_page = label.before_page and variable == "locator"  # so do those that print the pages beside it
    in_cite = variable in CITE_LEVEL
    if not in_cite and variable not in env.variables:
        return NOTHING
    form, formatting, plural = label.form, label.formatting, label.plural

    def evaluate(ctx: Context) -> Rendered:
        """The term for the variable, in the plural where its value says more than one."""
        text = cite_value(variable, ctx) if in_cite else ctx.item.text.get(variable, "")
        name = (ctx.cite.label or "page") if variable == "locator" else variable
        if or_page and not text:
            text, name = ctx.item.text.get("page", ""), "page"
        if not text or variable in ctx.suppressed:
            return NOTHING
        many = plural == "always" or (plural == "contextual" and is_plural(name, text))
        if variable == "locator":
            name = LOCATOR_TERMS.get(name, name)
        term = ctx.locale.text(name, form, many)
        if not term:
            return NOTHING
        return decorate_term(parse_value(term), formatting, ctx.locale), NO_VARIABLE

    return evaluate
