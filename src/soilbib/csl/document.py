"""A document's citations in order, kept up to date while they are placed, changed and moved."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from soilbib.csl.options import whole_number
from soilbib.csl.positions import Place, place_citations

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soilbib.csl.positions import Citation
    from soilbib.csl.registry import Registry

NEAR_NOTE_DISTANCE = 5


class Change(Struct, frozen=True):
    """A citation of the document whose text is new; ``index`` is its place in the document."""

    index: int
    id: str
    text: str


class Printed(Struct, frozen=True):
    """A citation's text and everything that it hangs on; ``revision`` is the registry's."""

    citation: Citation
    places: tuple[Place, ...]
    fates: tuple[Any, ...]
    revision: int
    text: str


class Document:
    """The citations placed so far; ``print_one`` turns a citation with its cites' places into text."""

    def __init__(self, registry: Registry, in_order: Callable[[Citation], Citation]) -> None:
        self._registry = registry
        self._in_order = in_order
        self._citations: list[Citation] = []
        self._printed: dict[str, Printed] = {}

    def place(
        self, citation: Citation, before: Sequence[tuple[str, int]], after: Sequence[tuple[str, int]]
    ) -> None:
        """Put a citation between others; those that neither list names leave the document."""
        known = {each.id: each for each in self._citations}
        known[citation.id] = citation
        order = [*before, (citation.id, citation.note), *after]
        self._citations = [replace(known[key], note=note) for key, note in order if key in known]

    @property
    def cited(self) -> list[str]:
        """The references in the order of their first citation."""
        return list(dict.fromkeys(cite.id for citation in self._citations for cite in citation.cites))

    @property
    def first_notes(self) -> dict[str, int]:
        """The number of the note in which each reference is first cited."""
        return {
            cite.id: citation.note
            for citation in reversed(self._citations)
            for cite in citation.cites
            if citation.note
        }

    def changes(self, new: str, print_one: Callable[[Citation, Sequence[Place]], str]) -> list[Change]:
        """The new citation, and the others whose text or circumstances are not what they were."""
        program = self._registry.citation
        get = program.options.get if program is not None else dict[str, str]().get
        ordered = [self._in_order(citation) for citation in self._citations]
        places = place_citations(ordered, whole_number(get("near-note-distance"), NEAR_NOTE_DISTANCE))
        counts = Counter(cite.id for citation in ordered for cite in citation.cites)
        printed: dict[str, Printed] = {}
        revision = self._registry.revision
        found = []
        for index, citation in enumerate(ordered):
            old = self._printed.get(citation.id)
            state = Printed(citation, tuple(places[citation.id]), self._fates(citation, counts), revision, "")
            if old is None or replace(old, text="") != state or citation.id == new:
                text = print_one(citation, state.places)
                changed = old is None or (old.text, old.fates) != (text, state.fates)
                if changed or citation.id == new:
                    found.append(Change(index, citation.id, text))
                old = replace(state, text=text)
            printed[citation.id] = old
        self._printed = printed
        return found

    def _fates(self, citation: Citation, counts: Counter[str]) -> tuple[Any, ...]:
        """How a citation's references are numbered and told apart, and whether they are cited again."""
        registry = self._registry
        again = registry.methods.has_condition and registry.in_notes
        return tuple(
            (
                registry.disambiguations.get(cite.id),
                registry.numbers.get(cite.id) if registry.shows_numbers else 0,
                again and counts[cite.id] > 1,
            )
            for cite in citation.cites
        )
