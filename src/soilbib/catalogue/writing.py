"""Writing: one change to the catalogue, with all that is derived from a record kept in step and all that was before
kept in the journal."""

from __future__ import annotations

import sqlite3
import string
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import Struct

from soilbib.catalogue.facts import SEGMENT, Fact, FactsWriter
from soilbib.catalogue.grams import build_chunks, note_loose
from soilbib.catalogue.indexing import author_order, texts, title_order
from soilbib.catalogue.languages import language_of
from soilbib.catalogue.query import COLUMNS
from soilbib.catalogue.values import Category, Entry
from soilbib.model import Record, Source

_CANONICAL = msgspec.json.Encoder(order="deterministic", enc_hook=repr).encode
_ENCODE = msgspec.json.Encoder(enc_hook=repr).encode
_DECODE = msgspec.json.Decoder(Record).decode
_INDEX = f"text_index(rowid, {', '.join(COLUMNS)})"
_UNINDEX = f"text_index(text_index, rowid, {', '.join(COLUMNS)})"
_MOST_SETS = 10_000
_LARGE = 10_000
UNWRITABLE = (UnicodeEncodeError, OverflowError, RecursionError)
"""What is raised for values that JSON cannot hold: half a character, a vast number, nesting without an end."""
_MOST_WORDS = 100_000
_SPACED = {ord(char): " " for char in string.punctuation}
_ENTRY = """SELECT key, records.number, data, members, added, changed
    FROM records JOIN category_sets ON category_sets.number = category_set"""


class State(Struct, frozen=True, omit_defaults=True):
    """A record as the journal keeps it."""

    key: str
    record: Record
    categories: tuple[str, ...] = ()
    added: int = 0
    changed: int = 0


_ENCODE_STATE = _ENCODE
_DECODE_STATE = msgspec.json.Decoder(State).decode


def fingerprint(record: Record) -> bytes:
    """What names a record's content: a hash of all that it says, its id and source left out.

    Raises one of `UNWRITABLE` where a value cannot be written.
    """
    return blake2b(_CANONICAL(record.replace(id="", source=Source())), digest_size=12).digest()


def _words(texts: Iterable[str]) -> set[str]:
    """The words of folded texts that are no numbers."""
    found = set("\n".join(texts).translate(_SPACED).split())
    return {word for word in found if not word.isdigit()}


def check_text(*values: str) -> None:
    """Raise `UnicodeEncodeError` where a value has half a character (a lone surrogate)."""
    "".join(values).encode()


def state_of(entry: Entry) -> State:
    """What the journal keeps of an entry."""
    return State(entry.key, entry.record, entry.categories, entry.added, entry.changed)


def decode_state(data: bytes) -> State:
    """A state as the journal has it."""
    return _DECODE_STATE(data)


def read_entries(
    connection: sqlite3.Connection, where: str = "", values: Sequence[Any] = ()
) -> Iterator[Entry]:
    """The entries for which a condition holds, as they come."""
    for key, number, data, members, added, changed in connection.execute(f"{_ENTRY} {where}", values):
        names = tuple(msgspec.json.decode(members))
        yield Entry(key, number, _DECODE(data), names, added, changed)


class Writer:
    """One change inside an open transaction: records put and dropped by number; `finish` completes it."""

    def __init__(self, connection: sqlite3.Connection, kind: str, at: str, who: str, what: str) -> None:
        self._connection = connection
        self.kind = kind
        row = (kind, at, who, what)
        cursor = connection.execute("INSERT INTO changes(kind, at, who, what) VALUES (?, ?, ?, ?)", row)
        self.change = int(cursor.lastrowid or 0)
        self._facts = FactsWriter(connection, self.change)
        self._words: dict[str, set[str]] = {"title_words": set(), "other_words": set()}
        self._sets: dict[tuple[str, ...], int] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        (self._last,) = connection.execute(
            "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'records'), 0)"
        ).fetchone()
        row = connection.execute("SELECT value FROM settings WHERE name = 'alphabet'").fetchone()
        self._alphabet = str(row[0]) if row else ""
        self.records = 0
        self.is_change = False

    def new_number(self) -> int:
        """A number that no record has or had."""
        self._last += 1
        return int(self._last)

    def add(self, entries: Sequence[Entry], fingerprints: Sequence[bytes] = ()) -> None:
        """Put new records into the catalogue; their fingerprints are taken anew if they are not given."""
        rows = [(self.change, entry.number, None, 0) for entry in entries]
        self._connection.executemany("INSERT INTO journal VALUES (?, ?, ?, ?)", rows)
        self._count(len(entries))
        self._put(entries, fingerprints or [fingerprint(entry.record) for entry in entries])

    def replace(self, before: Entry, after: Entry) -> None:
        """Put a record in the place of its earlier state."""
        self._journal(before, removed=False)
        self._drop([before.number])
        self._put([after], [fingerprint(after.record)])

    def remove(self, entries: Iterable[Entry]) -> None:
        """Take records out."""
        numbers = []
        for entry in entries:
            self._journal(entry, removed=True)
            numbers.append(entry.number)
        self._drop(numbers)

    def restore(self, entry: Entry) -> None:
        """Put back a record that was taken out, under its number."""
        self.add([entry])

    def finish(self) -> None:
        """Complete the change."""
        self._facts.flush()
        build_chunks(self._connection)
        self._merge_index()
        self._connection.execute(
            "UPDATE changes SET records = ? WHERE number = ?", (self.records, self.change)
        )

    def _merge_index(self) -> None:
        """After a large change, put the parts of the text index into one: each word is then looked up once."""
        (count,) = self._connection.execute("SELECT count(*) FROM facts").fetchone()
        if self.records >= max(_LARGE, count * SEGMENT // 4):
            self._connection.execute("INSERT INTO text_index(text_index) VALUES ('optimize')")

    def describe(self, what: str) -> None:
        """Say in words what the change does."""
        self._connection.execute("UPDATE changes SET what = ? WHERE number = ?", (what, self.change))

    def decide(self, row: tuple[str, ...]) -> None:
        """Keep a decision: both keys, the decision, who, why and both ids."""
        insert = """INSERT INTO decisions(change, key1, key2, decision, who, why, id1, id2)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
        self._connection.execute(insert, (self.change, *row))
        self._count(1)

    def category(self, category: Category) -> int:
        """The number of a category, made if it is new."""
        number = self._label("categories", category.name)
        if category.parent:
            parent = self._label("categories", category.parent)
            self._connection.execute(
                "UPDATE categories SET parent = ? WHERE number = ? AND parent IS NULL AND number <> ?",
                (parent, number, parent),
            )
        return number

    def _journal(self, entry: Entry, *, removed: bool) -> None:
        row = (self.change, entry.number, _ENCODE_STATE(state_of(entry)), removed)
        self._connection.execute("INSERT INTO journal VALUES (?, ?, ?, ?)", row)
        self._count(1)

    def _count(self, records: int) -> None:
        self.records += records
        self.is_change = self.is_change or records > 0

    def _put(self, entries: Sequence[Entry], fingerprints: Sequence[bytes]) -> None:
        rows, searched = [], []
        for entry, mark in zip(entries, fingerprints, strict=True):
            record = entry.record
            category_set = self._category_set(entry.categories)
            changes = (entry.added or self.change, entry.changed or self.change)
            orders = (title_order(record, self._alphabet), author_order(record, self._alphabet))
            rows.append((entry.number, entry.key, mark, *orders, category_set, *changes, _ENCODE(record)))
            searched.append((entry.number, *texts(record)))
            self._facts.put(entry.number, self._fact(record, category_set))
        self._insert("records", rows)
        self._insert("texts", searched)
        self._insert(_INDEX, searched)
        self._add_words(searched)
        note_loose(self._connection, [entry.number for entry in entries])
        self._facts.flush()

    def _fact(self, record: Record, category_set: int) -> Fact:
        language = language_of(record.fields.get("language", ""))
        return Fact(
            self._label("types", record.type or "document"),
            self._label("languages", language) if language else 0,
            record.year,
            category_set,
        )

    def _add_words(self, searched: Sequence[tuple[Any, ...]]) -> None:
        """Note the words that are no numbers; those that this change has met lately are known to be there."""
        title = _words(row[1] for row in searched)
        other = _words(text for row in searched for text in row[2:]) - title
        for table, found in (("title_words", title), ("other_words", other)):
            known = self._words[table]
            rows = [(word,) for word in sorted(found - known)]
            self._connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?)", rows)
            if len(known) > _MOST_WORDS:
                known.clear()
            known.update(found)

    def _drop(self, numbers: Sequence[int]) -> None:
        rows = [(number,) for number in numbers]
        columns = ", ".join(COLUMNS)
        unindex = f"INSERT INTO {_UNINDEX} SELECT 'delete', number, {columns} FROM texts WHERE number = ?"
        self._connection.executemany(unindex, rows)
        self._connection.executemany("DELETE FROM texts WHERE number = ?", rows)
        self._connection.executemany("DELETE FROM records WHERE number = ?", rows)
        for number in numbers:
            self._facts.put(number, None)

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            places = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)

    def _label(self, table: str, name: str) -> int:
        """The number of a type, language or category, made if it is new."""
        found = self._numbers.get((table, name))
        if found is None:
            made = self._connection.execute(f"INSERT OR IGNORE INTO {table}(name) VALUES (?)", (name,))
            self.is_change = self.is_change or made.rowcount > 0
            (found,) = self._connection.execute(
                f"SELECT number FROM {table} WHERE name = ?", (name,)
            ).fetchone()
            self._numbers[table, name] = int(found)
        return int(found)

    def _category_set(self, names: tuple[str, ...]) -> int:
        """The number of a set of categories, made if it is new."""
        if not names:
            return 0
        found = self._sets.get(names)
        if found is None:
            found = self._make_set(names)
            if len(self._sets) >= _MOST_SETS:
                self._sets.clear()
            self._sets[names] = found
        return found

    def _make_set(self, names: tuple[str, ...]) -> int:
        members = msgspec.json.encode(sorted(set(names))).decode()
        connection = self._connection
        row = connection.execute("SELECT number FROM category_sets WHERE members = ?", (members,)).fetchone()
        if row:
            return int(row[0])
        cursor = connection.execute("INSERT INTO category_sets(members) VALUES (?)", (members,))
        number = int(cursor.lastrowid or 0)
        rows = [(number, self._label("categories", name)) for name in sorted(set(names))]
        connection.executemany("INSERT INTO category_members VALUES (?, ?)", rows)
        return number
