"""Adding: which records are new, by content, and the keys that they get."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from soilbib.catalogue.values import Entry
from soilbib.catalogue.writing import UNWRITABLE, Writer, check_text, fingerprint, read_entries
from soilbib.errors import Place, Problem
from soilbib.model import Record
from soilbib.model.keys import make_id

BATCH = 2_000
_MOST_PROBLEMS = 1_000
_LONGEST = 100_000
_OWN = "soilbib"


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


def take_categories(record: Record) -> tuple[Record, tuple[str, ...]]:
    """A record without the categories that it brings along, and these: ``extra["soilbib"]["categories"]``."""
    own = record.extra.get(_OWN, {})
    names = own.get("categories")
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        return record, ()
    rest = {key: value for key, value in own.items() if key != "categories"}
    extra = {key: value for key, value in record.extra.items() if key != _OWN} | (
        {_OWN: rest} if rest else {}
    )
    return record.replace(extra=extra), tuple(dict.fromkeys(name for name in names if name.strip()))


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
    named = _by_content(records, categories, tally)
    known: dict[bytes, str] = {}
    for mark, key in _select(
        connection, "SELECT fingerprint, key FROM records WHERE fingerprint", list(named)
    ):
        known.setdefault(mark, key)
    fresh = {mark: own for mark, own in named.items() if mark not in known}
    wanted = [record.id or make_id(record) for record, _ in fresh.values()]
    taken = {key for (key,) in _select(connection, "SELECT key FROM records WHERE key", wanted)}
    entries = []
    for record, names in fresh.values():
        key = _free_key(connection, record, taken, tally)
        taken.add(key)
        entries.append(Entry(key, writer.new_number(), record.replace(id=key), names))
    writer.add(entries, list(fresh))
    tally.added += len(entries)
    tally.unchanged += len(records) - len(entries)
    for mark, key in known.items():
        tally.categorised += _add_categories(connection, writer, key, named[mark][1])


def _by_content(
    records: Sequence[Record], categories: tuple[str, ...], tally: Tally
) -> dict[bytes, tuple[Record, tuple[str, ...]]]:
    """The records with their categories by what they say; of several that say the same the first, with all."""
    named: dict[bytes, tuple[Record, tuple[str, ...]]] = {}
    for given in records:
        record, own = take_categories(given)
        try:
            mark = fingerprint(record)
            check_text(record.id, *own, record.source.path)
        except UNWRITABLE as error:
            tally.note(_unwritable(record, error))
            tally.unchanged -= 1
            continue
        first, earlier = named.get(mark, (record, ()))
        names = (*earlier, *own, *categories)
        named[mark] = (first, tuple(dict.fromkeys(names)) if names else ())
    return named


def _unwritable(record: Record, error: Exception) -> Problem:
    place = Place(record.source.path, record.source.line)
    text = "" if isinstance(error, RecursionError) else ascii(record)[:_LONGEST]
    return Problem("E104", f"a value cannot be written ({error})", place, text=text)


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


def _add_categories(connection: sqlite3.Connection, writer: Writer, key: str, names: tuple[str, ...]) -> bool:
    """Give a record that is there already the categories that it comes with now; whether it had to change."""
    if not names:
        return False
    (entry,) = read_entries(connection, "WHERE key = ?", (key,))
    more = [name for name in names if name not in entry.categories]
    if more:
        after = replace(entry, categories=(*entry.categories, *more), changed=writer.change)
        writer.replace(entry, after)
    return bool(more)
