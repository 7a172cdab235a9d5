"""The references of a document: their order, numbers and disambiguation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from soilbib.csl import ast
from soilbib.csl.content import AUTHORS, find_marked, text_of
from soilbib.csl.disambiguation import GivenNames, Methods, Rendering, disambiguate, reletter
from soilbib.csl.evaluation import BASE, FIRST, SUBSEQUENT, Cite, Context, Disambiguation
from soilbib.csl.numbers import letters
from soilbib.csl.sorting import order, sort_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soilbib.csl.items import Item
    from soilbib.csl.program import Program
    from soilbib.model.names import Name


def methods_of(style: ast.Style) -> Methods:
    """The disambiguation methods that a style asks for."""
    if style.citation is None:
        return Methods()
    get = style.citation.options.get
    return Methods(
        get("disambiguate-add-names") == "true",
        get("disambiguate-add-givenname") == "true",
        get("givenname-disambiguation-rule", "by-cite"),
        get("disambiguate-add-year-suffix") == "true",
        _has_condition(style),
    )


def _has_condition(style: ast.Style) -> bool:
    """Whether anything in the style tests ``disambiguate``."""
    roots = [
        *style.macros.values(),
        *([style.citation.layout.children] if style.citation is not None else []),
    ]
    return any(
        test.kind == "disambiguate"
        for root in roots
        for element in ast.walk(root)
        if isinstance(element, ast.Choose)
        for branch in element.branches
        for test in branch.tests
    )


class Registry:
    """What is known of the references that are cited; computed anew when their set changes."""

    def __init__(self, citation: Program | None, bibliography: Program | None, methods: Methods) -> None:
        self.citation = citation
        self.bibliography = bibliography
        self.methods = methods
        self.items: list[Item] = []
        self.ordered: list[Item] = []
        self.numbers: dict[str, int] = {}
        self.disambiguations: dict[str, Disambiguation] = {}
        self.given_levels: Callable[[Name, int, int, bool], int] | None = None
        self.first_notes: dict[str, int] = {}
        self.revision = 0
        self._cites_given_names = False

    def update(self, items: Sequence[Item]) -> None:
        """Order, number and disambiguate a set of references, given in the order of their citation."""
        self.revision += 1
        self.items = list(items)
        self.numbers = {item.id: index for index, item in enumerate(self.items, start=1)}
        self.disambiguations = {}
        self.given_levels = None
        self._cites_given_names = False
        self._sort_texts: dict[str, tuple[str, ...]] = {}
        self.ordered = self._order()
        self._number()
        self._disambiguate()
        self._reorder()

    @property
    def in_notes(self) -> bool:
        """Whether the style cites in notes."""
        return self.citation is not None and self.citation.style.style_class == "note"

    @property
    def shows_numbers(self) -> bool:
        """Whether citations print citation numbers."""
        return self.citation is not None and self.citation.shows_numbers

    def _order(self) -> list[Item]:
        program = self.bibliography
        if program is None or not program.area.sort:
            return list(self.items)
        keys, texts = program.area.sort, self._sort_texts
        for item in self.items:
            if item.id not in texts:
                texts[item.id] = sort_keys(program, keys, self.bibliography_context(item))
        return order(self.items, [texts[item.id] for item in self.items], keys, program.locale.language)

    def _reorder(self) -> None:
        """Order anew where given names tell people apart, which the first order did not know of."""
        if self.given_levels is None:
            return
        changed = [item.id for item in self.items if self._shows_more(item)]
        for key in changed:
            self._sort_texts.pop(key, None)
        ordered = self._order() if changed else self.ordered
        if ordered != self.ordered:
            self.ordered = ordered
            self._number()
            reletter(self.disambiguations, ordered)

    def _shows_more(self, item: Item) -> bool:
        """Whether any name of the reference shows more of its given name to be told from others."""
        level = self.given_levels
        return level is not None and any(
            level(name, position, 0, True)
            for names in item.names.values()
            for position, name in enumerate(names)
        )

    def _number(self) -> None:
        count = len(self.ordered)
        program = self.bibliography
        reverse = program is not None and any(
            key.variable == "citation-number" and key.descending for key in program.area.sort
        )
        for index, item in enumerate(self.ordered, start=1):
            self.numbers[item.id] = count - index + 1 if reverse else index

    def _disambiguate(self) -> None:
        methods = self.methods
        if self.citation is None or not methods.any:
            return
        if methods.add_givenname and not methods.by_cite:
            style = self.citation.style.options
            registry = GivenNames(methods.rule, style.get("demote-non-dropping-particle") == "never")
            for item in self.ordered:
                registry.add(self._render(item, BASE).lists)
                if "et-al-subsequent-min" in self.citation.options:
                    registry.add(self._render(item, BASE, FIRST).lists)
            if registry.ambiguous or methods.add_names:
                self.given_levels = registry.level
                self._register_expansions(registry)
        self.disambiguations = disambiguate(self.ordered, self._render, methods)

    def _register_expansions(self, registry: GivenNames) -> None:
        """Take in the names that only expanded cites show."""

        def render(item: Item, disambiguation: Disambiguation) -> Rendering:
            rendering = self._render(item, disambiguation)
            registry.add(rendering.lists)
            return rendering

        disambiguate(self.ordered, render, self.methods)

    def _render(self, item: Item, disambiguation: Disambiguation, position: int = SUBSEQUENT) -> Rendering:
        """A cite for comparison, without affixes of the layout; that is a subsequent one."""
        assert self.citation is not None
        ctx = self.citation_context(Cite(item.id), item, disambiguation)
        ctx.position = position
        ctx.near_note = True
        ctx.year_suffix = ""
        ctx.comparing = True
        ctx.tell_apart = False
        first = self.first_notes.get(item.id)
        ctx.first_note = str(first) if first else ""
        content, _ = self.citation.layout(item)(ctx)
        if disambiguation is BASE and any(any(names.levels) for names in ctx.name_lists):
            self._cites_given_names = True
        return Rendering(text_of(content), tuple(ctx.name_lists), ctx.conditions_seen)

    def names_shown(self, item: Item) -> str:
        """The names that a cite of the reference shows as text; empty where it shows none."""
        assert self.citation is not None
        content, _ = self.citation.layout(item)(self.citation_context(Cite(item.id), item))
        names = find_marked(content, *AUTHORS) if content is not None else None
        return text_of(names)

    def citation_context(
        self, cite: Cite, item: Item, disambiguation: Disambiguation | None = None
    ) -> Context:
        """The context of one cite, position apart."""
        assert self.citation is not None
        if disambiguation is None:
            disambiguation = self.disambiguations.get(item.id, BASE)
        ctx = Context(item, self.citation.locale, cite, disambiguation)
        self._fill(ctx)
        return ctx

    def bibliography_context(self, item: Item) -> Context:
        """The context of one entry."""
        assert self.bibliography is not None
        disambiguation = self.disambiguations.get(item.id, BASE)
        if not self.methods.add_names:
            disambiguation = replace(disambiguation, names=())
        ctx = Context(item, self.bibliography.locale, disambiguation=disambiguation, in_bibliography=True)
        self._fill(ctx)
        return ctx

    def _fill(self, ctx: Context) -> None:
        ctx.citation_number = self.numbers.get(ctx.item.id, 0)
        ctx.given_levels = self.given_levels
        ctx.tell_apart = self.methods.by_cite and not self._cites_given_names
        suffix = ctx.disambiguation.year_suffix
        if suffix is not None:
            ctx.year_suffix = letters(suffix)
        elif "year-suffix" in ctx.item.text:
            ctx.year_suffix = ctx.item.text["year-suffix"]
