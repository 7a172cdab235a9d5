"""``cs:number``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from soilbib.csl.content import EMPTY, SOME_VARIABLE, Content, Node, Rendered
from soilbib.csl.elements.choose import CITE_LEVEL, cite_value
from soilbib.csl.elements.environment import Compiled, Environment, decorate
from soilbib.csl.numbers import dashed, parse_number, sort_number
from soilbib.csl.ordinals import format_number
from soilbib.csl.page_range import format_pages
from soilbib.csl.values import parse_value

if TYPE_CHECKING:
    from soilbib.csl import ast
    from soilbib.csl.evaluation import Context
    from soilbib.csl.locale import LocaleTerms

_COUNTED = re.compile(r"[1-9][0-9]{,17}")


def compile_number(number: ast.Number, env: Environment) -> Compiled:
    """A number in the form asked for; what is not numeric prints as it is."""
    variable, form, formatting = number.variable, number.form, number.formatting
    in_cite = variable in CITE_LEVEL
    if not in_cite and variable not in env.variables:
        return EMPTY
    term = env.locale.term(variable)
    gender = term.gender if term is not None else ""
    page_form = env.style.options.get("page-range-format", "")
    recording = env.in_substitute

    def evaluate(ctx: Context) -> Rendered:
        """The number in its form; empty where the item has none."""
        if ctx.suppressed and variable in ctx.suppressed:
            return EMPTY
        text = cite_value(variable, ctx) if in_cite else ctx.item.text.get(variable, "")
        if not text:
            return EMPTY
        if recording and not ctx.record((variable,)):
            return EMPTY
        if variable == "locator":
            if ctx.locator_done:
                return EMPTY
            ctx.locator_done = True
        if ctx.sorting:
            return sort_number(text), SOME_VARIABLE
        if variable == "page" and form == "numeric":
            text = format_pages(text, page_form, ctx.locale.range_delimiter, ctx.locale.ampersand)
        else:
            text = render_number(text, form, ctx.locale, gender)
        content: Content = text if "<" in text else parse_value(text)
        if variable == "citation-number":
            content = Node((content,), mark="citation-number", value=ctx.citation_number)
        return decorate(content, formatting, ctx), SOME_VARIABLE

    return evaluate


def render_number(text: str, form: str, locale: LocaleTerms, gender: str) -> str:
    """A number variable's value with every whole number in it in the form."""
    if form == "numeric" or not parse_number(text).numeric:
        return dashed(text, locale.ampersand, locale.range_delimiter)

    def show(piece: str) -> str:
        return _format_piece(piece, form, locale, gender)

    return dashed(text, locale.ampersand, locale.range_delimiter, show)


def _format_piece(piece: str, form: str, locale: LocaleTerms, gender: str) -> str:
    """One piece of a number; what is no whole number ("007"), or too great for roman numerals, stays as written."""
    if not _COUNTED.fullmatch(piece):
        return piece
    formatted = format_number(int(piece), form, locale, gender)
    return piece if formatted.isdigit() else formatted
