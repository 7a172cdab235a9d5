"""What is known when an element is compiled, and the helpers that all elements share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from soilbib.csl.content import PLAIN, Content, Formatting, Node, Rendered, map_text
from soilbib.csl.text_case import apply_text_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from soilbib.csl import ast
    from soilbib.csl.evaluation import Context, Evaluator
    from soilbib.csl.locale import LocaleTerms
    from soilbib.csl.usage import Usage, UsageTable

Compiled: TypeAlias = "Evaluator | Rendered"
"""An evaluator, or a constant where nothing depends on the cite."""


class Scope(Struct, frozen=True):
    """What all the environments of one program share."""

    style: ast.Style
    area: ast.Area
    locale: LocaleTerms
    name_options: dict[str, str]
    explicit_suffix: bool
    compile: Callable[[tuple[ast.Element, ...], Environment], list[Compiled]]
    usage: UsageTable
    memo: dict[object, Compiled]


class Environment:
    """One style, area and shape; ``in_substitute`` is on below ``cs:substitute``."""

    __slots__ = (
        "area", "compile", "explicit_suffix", "in_substitute", "locale", "macros_open", "memo",
        "name_options", "names_parent", "scope", "shape_type", "style", "usage", "variables",
    )  # fmt: skip

    def __init__(self, scope: Scope, shape: tuple[str, frozenset[str]]) -> None:
        self.scope = scope
        self.style, self.area, self.locale = scope.style, scope.area, scope.locale
        self.name_options, self.explicit_suffix = scope.name_options, scope.explicit_suffix
        self.compile, self.usage, self.memo = scope.compile, scope.usage, scope.memo
        self.shape_type, self.variables = shape
        self.in_substitute = False
        self.macros_open: tuple[str, ...] = ()
        self.names_parent: ast.Names | None = None

    def inside(
        self, *, substitute: bool = False, macro: str = "", parent: ast.Names | None = None
    ) -> Environment:
        """The environment one level down."""
        env = Environment(self.scope, (self.shape_type, self.variables))
        env.in_substitute = self.in_substitute or substitute
        env.macros_open = (*self.macros_open, macro) if macro else self.macros_open
        env.names_parent = parent or self.names_parent
        return env

    def relevant(self, usage: Usage) -> tuple[str, frozenset[str]]:
        """The part of the shape that the usage depends on."""
        shape_type = self.shape_type if self.shape_type in usage.types else ""
        return shape_type, self.variables & usage.variables


def decorate(content: Content, formatting: Formatting, ctx: Context) -> Content:
    """A reference's text under a formatting: text case, strip-periods, and the formatting itself."""
    if formatting is PLAIN:
        return content
    if formatting.tags and type(content) is str and not content.isascii() and not _SLANTING.search(content):
        formatting = replace(formatting, tags=tuple(tag for tag in formatting.tags if tag not in _SLANTED))
    if formatting.strip_periods:
        content = map_text(content, _strip_abbreviations)
    if formatting.text_case:
        lang = ctx.item.language or ctx.locale.lang
        content = apply_text_case(content, formatting.text_case, is_english(ctx), lang)
    return content if formatting.bare else Node((content,), formatting)


def decorate_term(content: Content, formatting: Formatting, locale: LocaleTerms) -> Content:
    """The same for the style's own text, to which the reference's language does not matter."""
    if formatting.strip_periods:
        content = map_text(content, _strip_periods)
    if formatting.text_case:
        content = apply_text_case(content, formatting.text_case, True, locale.lang)
    return content if formatting.bare else Node((content,), formatting)


def _strip_periods(text: str) -> str:
    return text.replace(".", "")


def _strip_abbreviations(text: str) -> str:
    """A value's text without its periods but for those inside of words ("example.org")."""
    return _PERIOD.sub("", text)


_SLANTING = re.compile(r"[-0-9a-zA-Z\u00c0-\u02af\u0370-\u052f\u0590-\u06ff\u1e00-\u1fff]")
"""A character of a script that has italics."""
_SLANTED = frozenset({"font-style:italic", "font-style:oblique"})
_PERIOD = re.compile(r"\.(?![a-z])")


def is_english(ctx: Context) -> bool:
    """Whether title case applies: by the item's language, or else the style's."""
    language = ctx.item.language or ctx.locale.lang
    return language[:2].lower() == "en"


def run(evaluator: Compiled, ctx: Context) -> Rendered:
    """Evaluate what may be a constant."""
    return evaluator if isinstance(evaluator, tuple) else evaluator(ctx)
