"""A style and its references: bibliographies, citations, and a document's citations kept up to date."""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from soilbib.csl.assembly import Assembler
from soilbib.csl.citations import compose_citation, read_cite, sort_cites
from soilbib.csl.document import Change, Document
from soilbib.csl.engine import Bibliography, Entry
from soilbib.csl.entries import compose_entries
from soilbib.csl.items import Item
from soilbib.csl.locale import LocaleTerms
from soilbib.csl.options import whole_number
from soilbib.csl.parse_style import parse_style
from soilbib.csl.positions import Citation, Place
from soilbib.csl.program import Program
from soilbib.csl.registry import Registry, methods_of
from soilbib.csl.render import RENDERERS, Renderer
from soilbib.csl.style_problems import called_in_vain
from soilbib.csl.styles import Style, load_style
from soilbib.errors import Place as SourcePlace
from soilbib.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from soilbib.csl import ast
    from soilbib.csl.content import Content
    from soilbib.csl.disambiguation import Methods
    from soilbib.csl.evaluation import Cite
    from soilbib.model.record import Record

DEFAULT_LOCALE = "en-US"


class Processor:
    """Renders references by a CSL style.

    ``style`` is a loaded style, its XML, or what `load_style` takes. ``items`` are CSL-JSON objects or
    records. ``locale`` overrides the style's default locale. All items are
    registered at first; `register` chooses those that a document cites. ``links`` makes links of identifiers.
    Raises `StyleError` for a bad style; bad items never raise: see ``problems``.
    """

    def __init__(
        self,
        style: Style | str | bytes,
        items: Iterable[Mapping[str, Any] | Record],
        locale: str | None = None,
        links: bool = False,
    ) -> None:
        loaded = _loaded(style)
        xml, own = (loaded.xml, loaded.default_locale) if isinstance(loaded, Style) else (loaded, None)
        compiled = _compiled(xml, locale or own or "")
        self.style, self.locale = compiled.style, compiled.terms
        self._citation, self._bibliography = compiled.citation, compiled.bibliography
        self.links = links
        place = SourcePlace(loaded.id if isinstance(loaded, Style) else "<style>")
        self.problems = [Problem("W302", message, place, "warning") for message in compiled.in_vain]
        self._items = self._read_items(items)
        self.registry = Registry(self._citation, self._bibliography, compiled.methods)
        self._document = Document(self.registry, lambda citation: self._in_order(citation, True))
        self.register(self._items)

    def _read_items(self, items: Iterable[Mapping[str, Any] | Record]) -> dict[str, Item]:
        read: dict[str, Item] = {}
        for index, source in enumerate(items):
            try:
                item = Item(source)
            except Exception as error:
                self.problems.append(
                    Problem("W301", f"reference {index + 1} cannot be read: {error}", text=str(source))
                )
                continue
            for variable, value in item.unread.items():
                message = f"[{item.id}] {variable} is not a value of its kind and is left out"
                self.problems.append(Problem("W207", message, severity="warning", text=str(value)))
            if item.id in read:
                self.problems.append(Problem("W202", f"a second reference {item.id!r}", severity="warning"))
                item.id = next(f"{item.id}#{n}" for n in count(2) if f"{item.id}#{n}" not in read)
            read[item.id] = item
        return read

    def register(self, ids: Iterable[str]) -> None:
        """Say which references are cited, in the order of their first citation."""
        self._registered = list(dict.fromkeys(ids))
        self.registry.update([self._items[key] for key in self._registered if key in self._items])

    def bibliography(self, to: str = "html") -> Bibliography:
        """The bibliography of the registered references."""
        renderer = RENDERERS[to]
        program = self._bibliography
        if program is None:
            return Bibliography((), problems=tuple(self.problems))
        get = program.options.get
        composed, problems = compose_entries(program, self.registry)
        entries = tuple(
            Entry(item_id, renderer.entry(self._print(content, renderer))) for item_id, content, _ in composed
        )
        return Bibliography(
            entries,
            whole_number(get("entry-spacing"), 1),
            whole_number(get("line-spacing"), 1),
            get("hanging-indent") == "true",
            get("second-field-align", ""),
            max((offset for _, _, offset in composed), default=0),
            *renderer.frame,
            renderer.document(entry.text for entry in entries),
            (*self.problems, *problems),
        )

    def cite(
        self, cluster: Sequence[Cite | Mapping[str, Any] | str], to: str = "html", mode: str = ""
    ) -> str:
        """One citation by itself, without positions; every cite is a first one unless it says otherwise."""
        citation = Citation("", tuple(read_cite(cite) for cite in cluster), 0, mode)
        return self._print_citation(self._in_order(citation), (), RENDERERS[to])

    def place(
        self,
        citation: Citation,
        before: Sequence[tuple[str, int]] = (),
        after: Sequence[tuple[str, int]] = (),
        to: str = "html",
    ) -> list[Change]:
        """Put a citation between others of the document, or anew in its place; returns what has changed.

        ``before`` and ``after`` list the ids and note numbers of the other citations in document order;
        citations in neither leave the document.
        """
        self._document.place(citation, before, after)
        first_notes = self._document.first_notes
        if self._document.cited != self._registered or first_notes != self.registry.first_notes:
            self.registry.first_notes = first_notes
            self.register(self._document.cited)
        renderer = RENDERERS[to]
        return self._document.changes(
            citation.id, lambda each, places: self._print_citation(each, places, renderer)
        )

    def _in_order(self, citation: Citation, in_document: bool = False) -> Citation:
        """The citation with its cites in the order of the style."""
        if self._citation is None:
            return citation
        cites = sort_cites(self._citation, self.registry, self._items, citation.cites, in_document)
        return replace(citation, cites=tuple(cites))

    def _print_citation(self, citation: Citation, places: Sequence[Place], renderer: Renderer) -> str:
        if self._citation is None:
            return ""
        content = compose_citation(self._citation, self.registry, self._items, citation, places)
        return self._print(content, renderer)

    def _print(self, content: Content, renderer: Renderer) -> str:
        return renderer.render(Assembler(self.locale, self.links).write(content), self.locale.quotes)


class Compiled(NamedTuple):
    """A style in a locale: its terms, its areas as programs, how it disambiguates, what it calls in vain."""

    style: ast.Style
    terms: LocaleTerms
    citation: Program | None
    bibliography: Program | None
    methods: Methods
    in_vain: tuple[str, ...]


@lru_cache(maxsize=16)
def _compiled(xml: str | bytes, locale: str) -> Compiled:
    """A style in a locale ("" for its own).

    Nothing of it is about references, so that a server that renders one after the other compiles a style once.
    """
    style = parse_style(xml)
    terms = LocaleTerms(style.locales, locale or style.default_locale or DEFAULT_LOCALE)
    citation, bibliography = (
        Program(style, area, terms) if area else None for area in (style.citation, style.bibliography)
    )
    return Compiled(style, terms, citation, bibliography, methods_of(style), called_in_vain(style, terms))


def _loaded(style: Style | str | bytes) -> Style | str | bytes:
    """A style's XML or a loaded style as it is; an id or a file loaded."""
    if isinstance(style, str) and not style.lstrip("\ufeff \t\r\n").startswith("<"):
        return load_style(style)
    return style
