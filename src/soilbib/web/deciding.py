"""Decisions on duplicates and merges, written to the catalogue as the command line writes them."""

from __future__ import annotations

from collections.abc import Sequence

from soilbib.catalogue import Catalogue, Decision, Entry
from soilbib.dedupe.answers import Answer, Said, content_key, find_contradictions, latest
from soilbib.dedupe.keys import make_keys
from soilbib.dedupe.merging import merge
from soilbib.errors import InputError
from soilbib.model import Record

SMALL = 5_000
"""In a larger collection a decision does not call for a new search, which takes minutes; the next change does."""


def state_of(catalogue: Catalogue) -> int:
    """The number of the last change after which duplicates are to be searched for anew."""
    is_small = catalogue.count() <= SMALL
    changes = (change.number for change in catalogue.history() if is_small or change.kind != "decide")
    return next(changes, 0)


def name_of(record: Record) -> str:
    """A record's name in the table of decisions."""
    return content_key(make_keys(record))


def answers_of(catalogue: Catalogue) -> list[Answer]:
    """The decisions that hold, as the search for duplicates and its table have them."""
    return [Answer(each.keys, each.decision, each.who, each.why, each.ids) for each in catalogue.decisions()]


def decide(catalogue: Catalogue, one: Entry, other: Entry, said: Said, why: str) -> Decision:
    """Write a decision as the command line does. Raises `InputError` where it contradicts earlier ones."""
    decision = Decision(
        (name_of(one.record), name_of(other.record)), said, why=why.strip()[:500], ids=(one.key, other.key)
    )
    new = Answer(decision.keys, said, ids=decision.ids)
    for contradiction in find_contradictions(latest([*answers_of(catalogue), new])):
        raise InputError(f"not kept, because of earlier decisions: {contradiction}")
    catalogue.decide([decision])
    return decision


def merge_entries(catalogue: Catalogue, entries: Sequence[Entry]) -> None:
    """Make one record of several."""
    merged = merge([entry.record.replace(id=entry.key) for entry in entries])
    catalogue.merge([entry.key for entry in entries], merged)
