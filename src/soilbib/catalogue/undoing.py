"""Undoing: a change taken back by a change of its own, which can be taken back in turn."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from soilbib.catalogue.values import CatalogueError, Change, Entry, UnknownError
from soilbib.catalogue.writing import State, Writer, decode_state, read_entries

_STEPS = 1_000
_LATER = """SELECT max(change), key FROM journal JOIN changes ON changes.number = change
    LEFT JOIN records ON records.number = journal.number
    WHERE journal.number = ? AND change > ? AND undone_by IS NULL AND (undoes IS NULL OR undoes <= ?)"""
_CHANGES = """SELECT number, kind, at, who, what, records, coalesce(undoes, 0), coalesce(undone_by, 0)
    FROM changes"""


def read_changes(
    connection: sqlite3.Connection, where: str = "", values: tuple[object, ...] = ()
) -> Iterator[Change]:
    """The changes for which a condition holds."""
    return (Change(*row) for row in connection.execute(f"{_CHANGES} {where}", values))


def find_change(connection: sqlite3.Connection, number: int | None, *, before: int) -> Change:
    """The change of a number, or the latest that is neither taken back nor takes one back itself."""
    latest = "undone_by IS NULL AND undoes IS NULL AND ? IS NULL ORDER BY number DESC LIMIT 1"
    which = latest if number is None else "number = ?"
    change = next(read_changes(connection, f"WHERE number < ? AND {which}", (before, number)), None)
    if change is None:
        raise UnknownError(f"there is no change {number}" if number else "there is nothing to undo")
    if change.undone_by:
        raise CatalogueError(f"change {change.number} is taken back already, by change {change.undone_by}")
    return change


def find_merge(connection: sqlite3.Connection, entry: Entry) -> Change:
    """The latest merge that made a record and is not taken back."""
    where = """WHERE kind = 'merge' AND undone_by IS NULL AND number IN
        (SELECT change FROM journal WHERE number = ? AND NOT removed) ORDER BY number DESC LIMIT 1"""
    change = next(read_changes(connection, where, (entry.number,)), None)
    if change is None:
        raise UnknownError(f"{entry.key!r} was not made by a merge")
    return change


def undo_change(connection: sqlite3.Connection, writer: Writer, change: Change, *, force: bool) -> None:
    """Bring every record of a change back to what it was before.

    Raises `CatalogueError` where a record was changed again since, unless ``force`` says that this may be lost.
    """
    last = -1
    while rows := connection.execute(
        "SELECT number, before FROM journal WHERE change = ? AND number > ? ORDER BY number LIMIT ?",
        (change.number, last, _STEPS),
    ).fetchall():
        for number, before in rows:
            current = next(read_entries(connection, "WHERE records.number = ?", (number,)), None)
            if not force:
                _check_untouched(connection, change, number)
            _bring_back(connection, writer, current, decode_state(before) if before else None, number)
        last = rows[-1][0]
    writer.is_change = True
    _mark(connection, writer, change)


def _check_untouched(connection: sqlite3.Connection, change: Change, number: int) -> None:
    """Refuse where a later change of a record stands; one and the change that took it back cancel each other."""
    later, key = connection.execute(_LATER, (number, change.number, change.number)).fetchone()
    if later:
        message = f"{key!r} was changed since, by change {later} (undo that first)"
        raise CatalogueError(f"change {change.number} cannot be taken back: {message}")


def _bring_back(
    connection: sqlite3.Connection, writer: Writer, current: Entry | None, state: State | None, number: int
) -> None:
    if state is None:
        if current:
            writer.remove([current])
        return
    key = _free(connection, state.key, number)
    record = state.record if key == state.key else state.record.replace(id=key)
    entry = Entry(key, number, record, state.categories, state.added, writer.change)
    if current:
        writer.replace(current, entry)
    else:
        writer.restore(entry)


def _free(connection: sqlite3.Connection, key: str, number: int) -> str:
    """The key, or one like it where another record has taken it since."""
    wanted, count = key, 1
    while connection.execute("SELECT 1 FROM records WHERE key = ? AND number <> ?", (key, number)).fetchone():
        count += 1
        key = f"{wanted}-{count}"
    return key


def _mark(connection: sqlite3.Connection, writer: Writer, change: Change) -> None:
    connection.execute("UPDATE changes SET undoes = ? WHERE number = ?", (change.number, writer.change))
    connection.execute("UPDATE changes SET undone_by = ? WHERE number = ?", (writer.change, change.number))
    if change.undoes:  # what it had taken back holds again
        connection.execute("UPDATE changes SET undone_by = NULL WHERE number = ?", (change.undoes,))
