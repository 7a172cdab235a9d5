"""Where a cite stands in the document: first, subsequent, ibid, near another note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from soilbib.csl.evaluation import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Cite

if TYPE_CHECKING:
    from collections.abc import Sequence


class Citation(Struct, frozen=True):
    """A citation of the document: its cites and the number of its note, 0 in the text."""

    id: str
    cites: tuple[Cite, ...]
    note: int = 0
    mode: str = ""
    prefix: str = ""
    suffix: str = ""


class Place(Struct, frozen=True):
    """The position of one cite."""

    position: int = FIRST
    near_note: bool = False
    first_note: int = 0


def place_citations(citations: Sequence[Citation], near_note_distance: int) -> dict[str, list[Place]]:
    """The places of all cites, by citation; citations in the text and in notes are counted apart."""
    places: dict[str, list[Place]] = {}
    for in_notes in (False, True):
        group = [citation for citation in citations if bool(citation.note) is in_notes]
        places.update(_place_group(group, near_note_distance))
    return places


def _place_group(citations: Sequence[Citation], distance: int) -> dict[str, list[Place]]:
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    in_note: dict[int, int] = {}
    places: dict[str, list[Place]] = {}
    for index, citation in enumerate(citations):
        previous = citations[index - 1] if index else None
        if previous is not None and citation.note and previous.note > citation.note:
            first, last, in_note = {}, {}, {}
        in_note[citation.note] = in_note.get(citation.note, 0) + len(citation.cites)
        mine = []
        for cite_index, cite in enumerate(citation.cites):
            if cite.id not in last and citation.mode != "author-only":
                first[cite.id] = citation.note
                place = Place()
            else:
                first.setdefault(cite.id, citation.note)
                place = _place_again(citation, cite_index, previous, in_note, first[cite.id])
                if citation.mode == "author-only":
                    place = Place(FIRST, False, place.first_note)
                near = not citation.note or citation.note - last.get(cite.id, citation.note) <= distance
                place = Place(place.position, near and place.position != FIRST, place.first_note)
            last[cite.id] = citation.note
            mine.append(place)
        places[citation.id] = mine
    return places


def _place_again(
    citation: Citation, index: int, previous: Citation | None, in_note: dict[int, int], first_note: int
) -> Place:
    """The place of a cite whose reference was cited before."""
    cite = citation.cites[index]
    before = _preceding(citation, index, previous, in_note)
    position = SUBSEQUENT
    if before is not None and before.id == cite.id and not (before.locator and not cite.locator):
        same = (before.locator, before.label or "page") == (cite.locator, cite.label or "page")
        position = IBID if same or not cite.locator else IBID_WITH_LOCATOR
    return Place(position, False, first_note if first_note != citation.note else 0)


def _preceding(
    citation: Citation, index: int, previous: Citation | None, in_note: dict[int, int]
) -> Cite | None:
    """The cite that an ibid could refer to."""
    if index:
        return citation.cites[index - 1]
    if previous is None or not previous.cites:
        return None
    if previous.note == citation.note:
        return previous.cites[0] if len(previous.cites) == 1 else None
    adjacent = previous.note >= citation.note - 1
    alone = in_note.get(previous.note) == 1 or previous.note == 0
    return previous.cites[0] if adjacent and alone else None
