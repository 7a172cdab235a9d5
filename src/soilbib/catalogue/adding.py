"""Adding: which records are new, by content, and the keys that they get."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct

from soilbib.catalogue.values import Entry
from soilbib.catalogue.writing import Writer, fingerprint, read_entries
from soilbib.errors import Place, Problem
from soilbib.model import Record
from soilbib.model.keys import make_id

BATCH = 2_000
_MOST_PROBLEMS = 1_000


class Tally(Struct):
    """What an addition has come to so far."""

    added: int = 0
    unchanged: int = 0
    categorised: int = 0
    problems: list[Problem] = []
    noted: int = 0

    def note(self, problem: Problem) -> None:
        """Count a problem, and keep it if there is room."""
        self.noted += 1
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(problem)


def categories_of(record: Record) -> tuple[str, ...]:
    """The categories that a record brings with it: ``categories`` of any format's extra values."""
    values = [extra.get("categories") for extra in record.extra.values()]
    found = [name for value in values if isinstance(value, list | tuple) for name in value]
    return tuple(dict.fromkeys(name for name in found if isinstance(name, str) and name.strip()))


def add_records(
    connection: sqlite3.Connection, writer: Writer, records: Iterable[Record], categories: tuple[str, ...]
) -> Tally:
    """Add what is new of the records, in constant memory."""
    tally = Tally()
    iterator = iter(records)
    while batch := list(islice(iterator, BATCH)):
        _add_batch(connection, writer, batch, categories, tally)
    return tally


def _add_batch(
    connection: sqlite3.Connection,
    writer: Writer,
    records: Sequence[Record],
    categories: tuple[str, ...],
    tally: Tally,
) -> None:
    known: dict[bytes, str] = {}
    named = dict(_fingerprints(records, tally))
    for mark, key in _select(
        connection, "SELECT fingerprint, key FROM records WHERE fingerprint", list(named)
    ):
        known.setdefault(mark, key)
    fresh = [(mark, record) for mark, record in named.items() if mark not in known]
    taken = {row[0] for row in _select(connection, "SELECT key FROM records WHERE key", _wanted(fresh))}
    entries = []
    for _, record in fresh:
        key = _free_key(connection, record, taken, tally)
        taken.add(key)
        names = tuple(dict.fromkeys((*categories_of(record), *categories)))
        entries.append(Entry(key, writer.new_number(), record.replace(id=key), names))
    writer.add(entries)
    tally.added += len(entries)
    tally.unchanged += len(records) - len(entries)
    _add_categories(connection, writer, {known[mark]: named[mark] for mark in known}, categories, tally)


def _fingerprints(records: Sequence[Record], tally: Tally) -> Iterator[tuple[bytes, Record]]:
    """The records by what they say, the first of those that say the same."""
    seen = set()
    for record in records:
        try:
            mark = fingerprint(record)
        except UnicodeEncodeError:
            tally.note(_unwritable(record))
            tally.unchanged -= 1
            continue
        if mark not in seen:
            seen.add(mark)
            yield mark, record


def _unwritable(record: Record) -> Problem:
    place = Place(record.source.path, record.source.line)
    return Problem("E104", "a value holds half a character (a lone surrogate)", place, text=ascii(record))


def _wanted(fresh: Sequence[tuple[bytes, Record]]) -> list[str]:
    return [record.id or make_id(record) for _, record in fresh]


def _select(connection: sqlite3.Connection, select: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows for which a column has one of some values."""
    places = ", ".join("?" * len(values))
    return connection.execute(f"{select} IN ({places})", values).fetchall()


def _free_key(connection: sqlite3.Connection, record: Record, taken: set[str], tally: Tally) -> str:
    """The record's own id, or the first of id-2, id-3 … that no other record has."""
    wanted = record.id or make_id(record)
    key, number = wanted, 1
    while key in taken or (number > 1 and _is_taken(connection, key)):
        number += 1
        key = f"{wanted}-{number}"
    if number > 1 and record.id and not record.source.fields.get("id"):
        message = f"the id {wanted!r} is another record's; this one is kept as {key!r}"
        place = Place(record.source.path, record.source.line)
        tally.note(Problem("W202", message, place, "warning"))
    return key


def _is_taken(connection: sqlite3.Connection, key: str) -> bool:
    return connection.execute("SELECT 1 FROM records WHERE key = ?", (key,)).fetchone() is not None


def _add_categories(
    connection: sqlite3.Connection,
    writer: Writer,
    known: dict[str, Record],
    categories: tuple[str, ...],
    tally: Tally,
) -> None:
    """Give records that are there already the categories that they come with now."""
    wanted = {key: (*categories_of(record), *categories) for key, record in known.items()}
    for key, names in wanted.items():
        if names:
            (entry,) = read_entries(connection, "WHERE key = ?", (key,))
            if more := tuple(name for name in dict.fromkeys(names) if name not in entry.categories):
                writer.replace(entry, _with_categories(entry, (*entry.categories, *more), writer.change))
                tally.categorised += 1


def _with_categories(entry: Entry, names: tuple[str, ...], change: int) -> Entry:
    return Entry(entry.key, entry.number, entry.record, names, entry.added, change)
