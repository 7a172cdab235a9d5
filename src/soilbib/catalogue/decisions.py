"""Decisions: what people decided on pairs of records, the same as in the table that duplicates are reviewed with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from soilbib.catalogue.values import CatalogueError, Decision
from soilbib.catalogue.writing import Writer

_STANDING = """SELECT key1, key2, decision, decisions.who, why, id1, id2, at
    FROM decisions JOIN changes ON changes.number = change
    WHERE undone_by IS NULL AND kind = 'decide' ORDER BY decisions.number"""


def write(connection: sqlite3.Connection, writer: Writer, decided: Iterable[Decision], who: str) -> None:
    """Keep decisions; what is said already is not said again."""
    known = {frozenset(decision.keys): decision for decision in read(connection)}
    for decision in decided:
        if decision.decision not in ("same", "different"):
            raise CatalogueError(f'a decision is "same" or "different", not {decision.decision!r}')
        earlier = known.get(frozenset(decision.keys))
        if earlier and (earlier.decision, earlier.why) == (decision.decision, decision.why):
            continue
        known[frozenset(decision.keys)] = decision
        writer.decide((*decision.keys, decision.decision, decision.who or who, decision.why, *decision.ids))


def read(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    """The decisions that hold: for each pair the last one whose change is not undone."""
    found: dict[frozenset[str], Decision] = {}
    for key1, key2, decision, who, why, id1, id2, at in connection.execute(_STANDING):
        pair = frozenset((key1, key2))
        found.pop(pair, None)
        found[pair] = Decision((key1, key2), decision, who, why, (id1, id2), at)
    return tuple(found.values())
