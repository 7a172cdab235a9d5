"""Harvesting: what came, was changed or went in a time, part by part, for those who keep a copy of the catalogue."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from msgspec import Struct

from soilbib.catalogue.values import Entry
from soilbib.catalogue.writing import decode_state, read_entries

_LIVE = """SELECT records.number, at, NULL FROM records JOIN changes ON changes.number = changed
    WHERE records.number > :after AND at BETWEEN :since AND :until
    AND (:category = '' OR category_set IN (SELECT category_set FROM category_members
        JOIN categories ON categories.number = category WHERE name = :category))
    ORDER BY records.number LIMIT :limit"""
_GONE = """SELECT journal.number, at, before FROM journal JOIN changes ON changes.number = journal.change
    WHERE removed AND journal.number > :after AND journal.number NOT IN (SELECT number FROM records)
    AND journal.change = (SELECT max(change) FROM journal AS later WHERE later.number = journal.number)
    AND at BETWEEN :since AND :until ORDER BY journal.number LIMIT :limit"""
_REMOVED = """SELECT max(number) FROM journal WHERE removed AND json_extract(before, '$.key') = ?
    AND number NOT IN (SELECT number FROM records)"""
_LAST = "9999"


class Touched(Struct, frozen=True):
    """A record as it is, or as it last was if it is ``gone``; ``at`` is when it was last touched (UTC, ISO 8601)."""

    entry: Entry
    at: str
    gone: bool = False


def touched(
    connection: sqlite3.Connection, *, after: int, since: str, until: str, category: str, limit: int
) -> Iterator[Touched]:
    """Up to ``limit`` records with numbers above ``after``, in their order, last touched from ``since`` to ``until``.

    Times are as in the history, empty for an open end; ``category`` "" is any.
    """
    values = {"after": after, "since": since, "until": until or _LAST, "category": category, "limit": limit}
    live = connection.execute(_LIVE, values).fetchall()
    no_limit = {**values, "limit": -1} if category else values  # categories are told afterwards
    gone = [row for row in connection.execute(_GONE, no_limit) if _is_lost(connection, row[2], category)]
    numbers = ",".join(str(number) for number, _, _ in live)
    entries = {
        entry.number: entry for entry in read_entries(connection, f"WHERE records.number IN ({numbers})")
    }
    for number, at, before in sorted([*live, *gone])[:limit]:
        if before is None:
            yield Touched(entries[number], at)
        else:
            state = decode_state(before)
            yield Touched(Entry(state.key, number, state.record, state.categories), at, gone=True)


def removed(connection: sqlite3.Connection, key: str) -> int:
    """The number of the record that had a key when it was removed last, and is not there; 0 where none was."""
    (number,) = connection.execute(_REMOVED, (key,)).fetchone()
    return int(number or 0)


def _is_lost(connection: sqlite3.Connection, before: bytes, category: str) -> bool:
    """Whether a removed record bore the category and its key is no other record's now."""
    state = decode_state(before)
    if category and category not in state.categories:
        return False
    return connection.execute("SELECT 1 FROM records WHERE key = ?", (state.key,)).fetchone() is None
