"""``cs:text``: a variable, a macro, a term or a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from soilbib.csl.content import EMPTY, NO_VARIABLE, NOTHING, SOME_VARIABLE, Content, Node, Rendered
from soilbib.csl.elements.choose import cite_value
from soilbib.csl.elements.environment import Compiled, Environment, decorate, decorate_term
from soilbib.csl.elements.group import compile_container
from soilbib.csl.items import SHORT_FORMS
from soilbib.csl.numbers import DASHED_VARIABLES, dashed
from soilbib.csl.page_range import format_pages
from soilbib.csl.values import parse_value
from soilbib.model.markup import plain_text

if TYPE_CHECKING:
    from soilbib.csl import ast
    from soilbib.csl.evaluation import Context

LINKS = {
    "DOI": "https://doi.org/",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "URL": "",
}
"""Variables that are links, with what makes an address of them."""


def compile_text(text: ast.Text, env: Environment) -> Compiled:
    """Dispatch on what the element renders."""
    return KINDS[text.kind](text, env)


def _compile_value(text: ast.Text, env: Environment) -> Compiled:
    if not text.name:
        return NOTHING
    return decorate_term(parse_value(text.name), text.formatting, env.locale), NO_VARIABLE


def _compile_term(text: ast.Text, env: Environment) -> Compiled:
    term = env.locale.text(text.name, text.form, text.plural)
    if not term:
        return NOTHING
    content = Node((parse_value(term),), mark="term", value=text.formatting.text_case)
    return decorate_term(content, text.formatting, env.locale), NO_VARIABLE


def _compile_macro(text: ast.Text, env: Environment) -> Compiled:
    if text.name in env.macros_open:
        return NOTHING
    shape = env.relevant(env.usage.of_macro(text.name))
    key = (text.name, text.formatting, shape, env.in_substitute, id(env.names_parent))
    compiled = env.memo.get(key)
    if compiled is None:
        children = env.compile(env.style.macros.get(text.name, ()), env.inside(macro=text.name))
        # the text case of a macro is left out as in citeproc-js: styles have it where it would do harm
        formatting = replace(text.formatting, text_case="") if text.formatting.text_case else text.formatting
        compiled = env.memo[key] = compile_container(children, formatting)
    return compiled


def _compile_variable(text: ast.Text, env: Environment) -> Compiled:
    special = SPECIAL.get(text.name)
    if special is not None:
        return special(text, env)
    variable = text.name
    if text.form == "short":
        short = SHORT_FORMS.get(variable, variable + "-short")
        variable = short if short in env.variables else variable
    elif variable in LONG_FORMS and variable not in env.variables:
        return EMPTY
    if variable not in env.variables:
        return EMPTY
    formatting, names = text.formatting, (text.name, variable)
    dash = variable in DASHED_VARIABLES
    ampersand, delimiter = env.locale.ampersand, env.locale.range_delimiter
    recording = env.in_substitute
    link = LINKS.get(variable)

    def evaluate(ctx: Context) -> Rendered:
        """The value with its markup read, its ranges dashed, and its link."""
        if (ctx.suppressed and text.name in ctx.suppressed) or variable not in ctx.item.text:
            return EMPTY
        if recording and not ctx.record(names):
            return EMPTY
        content: Content = (
            parse_value(dashed(ctx.item.text[variable], ampersand, delimiter))
            if dash
            else ctx.item.content(variable)
        )
        if not content:
            return EMPTY
        if link is not None:
            content = Node((content,), mark="link", value=link)
        return decorate(content, formatting, ctx), SOME_VARIABLE

    return evaluate


LONG_FORMS: frozenset[str] = frozenset()


def _compile_locator(text: ast.Text, env: Environment) -> Compiled:
    form = env.style.options.get("page-range-format", "")
    delimiter = env.locale.range_delimiter
    ampersand = env.locale.ampersand

    def evaluate(ctx: Context) -> Rendered:
        """The locator, its ranges as those of pages; once in a cite, however often the style calls it."""
        locator = ctx.cite.locator
        if not locator or ctx.locator_done:
            return EMPTY
        ctx.locator_done = True
        if (ctx.cite.label or "page") == "page":
            locator = format_pages(locator, form, delimiter, ampersand)
        else:
            locator = dashed(locator, ampersand, delimiter)
        content = Node((parse_value(locator),), mark="locator")
        return decorate(content, text.formatting, ctx), SOME_VARIABLE

    return evaluate


def _compile_page(text: ast.Text, env: Environment) -> Compiled:
    if text.name not in env.variables:
        return EMPTY
    form = env.style.options.get("page-range-format", "")
    delimiter = env.locale.range_delimiter
    ampersand = env.locale.ampersand
    variable = text.name

    def evaluate(ctx: Context) -> Rendered:
        if ctx.suppressed and variable in ctx.suppressed:
            return EMPTY
        pages = format_pages(ctx.item.text[variable], form, delimiter, ampersand)
        return decorate(parse_value(pages), text.formatting, ctx), SOME_VARIABLE

    return evaluate


def _compile_year_suffix(text: ast.Text, _: Environment) -> Compiled:
    def evaluate(ctx: Context) -> Rendered:
        """The letter that tells works of one year apart."""
        if not ctx.year_suffix or ctx.sorting:
            return None, SOME_VARIABLE  # as in citeproc-js: "no date" beside a missing year stays
        ctx.suffix_done = True
        content = Node((ctx.year_suffix,), mark="year-suffix", value=ctx.disambiguation.year_suffix)
        return decorate(content, text.formatting, ctx), SOME_VARIABLE

    return evaluate


def _compile_cite_variable(text: ast.Text, env: Environment) -> Compiled:
    variable = text.name

    def evaluate(ctx: Context) -> Rendered:
        """What only the cite knows, such as the first note it stood in."""
        value = cite_value(variable, ctx)
        if not value:
            return EMPTY
        content: Content = value
        if variable == "citation-number":
            if ctx.sorting:
                content = value.rjust(8, "0") if value.isdecimal() else value
            content = Node((content,), mark="citation-number", value=ctx.citation_number)
        return decorate(content, text.formatting, ctx), SOME_VARIABLE

    del env
    return evaluate


def _compile_citation_label(text: ast.Text, env: Environment) -> Compiled:
    del env

    def evaluate(ctx: Context) -> Rendered:
        label = citation_label(ctx)
        if not label:
            return EMPTY
        return decorate(label, text.formatting, ctx), SOME_VARIABLE

    return evaluate


def citation_label(ctx: Context) -> str:
    """The label of a reference: "Doe99", "DoRo99", "DoRS99", "DRSS99", with its year suffix."""
    item = ctx.item
    label = item.text.get("citation-label", "")
    if not label:
        names = next(iter(item.names.values()), ())
        sizes = LABEL_SIZES[min(len(names), 4)]
        parts = zip((name.family or name.literal for name in names), sizes, strict=False)
        label = "".join(_label_part(family, size) for family, size in parts)
        label = label or _label_part(plain_text(item.text.get("title", "")), LABEL_SIZES[1][0])
        date = item.dates.get("issued") or next(iter(item.dates.values()), None)
        label += f"{abs(date.start[0]) % 100:02d}" if date is not None else "00"
    return label + ctx.year_suffix


LABEL_SIZES: tuple[tuple[int, ...], ...] = ((), (4,), (2, 2), (2, 1, 1), (1, 1, 1, 1))
"""How many letters a label takes of each name, by the number of names."""


def _label_part(text: str, size: int) -> str:
    return "".join(char for char in text if char.isalnum())[:size].capitalize()


KINDS = {
    "variable": _compile_variable,
    "macro": _compile_macro,
    "term": _compile_term,
    "value": _compile_value,
}

SPECIAL = {
    "locator": _compile_locator,
    "page": _compile_page,
    "page-first": _compile_page,
    "year-suffix": _compile_year_suffix,
    "citation-number": _compile_cite_variable,
    "first-reference-note-number": _compile_cite_variable,
    "citation-label": _compile_citation_label,
}
