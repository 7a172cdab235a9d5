"""Catalogue: the collection on disk."""

from __future__ import annotations

import getpass
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from msgspec.structs import replace

from soilbib.catalogue import decisions, upkeep
from soilbib.catalogue.adding import add_records
from soilbib.catalogue.harvesting import Touched, removed, touched
from soilbib.catalogue.query import Query
from soilbib.catalogue.schema import connect, explained, set_alphabet
from soilbib.catalogue.searching import Searcher
from soilbib.catalogue.undoing import find_change, find_merge, read_changes, undo_change
from soilbib.catalogue.values import (
    Addition,
    CatalogueError,
    Category,
    Change,
    Decision,
    Entry,
    Page,
    UnknownError,
)
from soilbib.catalogue.writing import UNWRITABLE, Writer, check_text, read_entries
from soilbib.errors import OutputError
from soilbib.model import Record

_WAIT = 600.0


class Catalogue:
    """A collection of records in one SQLite file; see `soilbib.catalogue` for how it is used.

    Opening makes the file where there is none, unless ``read_only``. A writer waits up to ``timeout`` seconds for
    another one to end. ``who`` makes the changes [default: the user's name]. ``alphabet`` says by which language's
    alphabet (a key of `soilbib.catalogue.collation.ALPHABETS`) a new catalogue is sorted. Raises `InputError` for what
    is no catalogue, `OutputError` where it cannot be written, `CatalogueError` where it has another alphabet.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        read_only: bool = False,
        timeout: float = _WAIT,
        who: str = "",
        alphabet: str = "",
    ) -> None:
        self.path, self.read_only = os.fspath(path), read_only
        self._who = who or _user()
        self._connection = connect(path, read_only=read_only, timeout=timeout)
        self._searcher = Searcher(self._connection)
        self._is_open = True
        if alphabet and not set_alphabet(self._connection, alphabet):
            self.close()
            raise CatalogueError(f"{self.path}: has records already that are sorted by another alphabet")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what is being read from it ends here."""
        self._is_open = False
        self._connection.close()

    # Changes: each is one transaction of the journal

    def add(
        self,
        records: Iterable[Record],
        *,
        source: str = "",
        categories: Sequence[str] = (),
        vocabulary: Iterable[Category] = (),
    ) -> Addition:
        """Add records that are not there yet with the same content: all of them or, where something fails, none.

        ``source`` says where they come from. Records get ``categories`` besides those that they bring along
        (``extra["soilbib"]["categories"]``); ``vocabulary`` makes categories known, with their parents, when all
        records are read.
        """
        with self._writing("add", source) as writer:
            tally = add_records(self._connection, writer, records, tuple(categories))
            for category in vocabulary:
                writer.category(category)
        return Addition(
            change=writer.change if writer.is_change else 0,
            added=tally.added,
            unchanged=tally.unchanged,
            categorised=tally.categorised,
            problems=tuple(tally.problems),
            noted=tally.noted,
        )

    def remove(self, keys: Sequence[str]) -> Change:
        """Take records out. Raises `UnknownError`, and removes none, where one is not there."""
        with self._writing("remove", _named(keys)) as writer:
            writer.remove(self._entries_of(keys))
        return self._change(writer)

    def edit(self, key: str, record: Record) -> Change:
        """Put another record in the place of one; its id, if it has one, becomes the key.

        Raises `UnknownError` where there is no such record, `CatalogueError` where the new key is another's.
        """
        with self._writing("edit", _named([key])) as writer:
            before = self.entry(key)
            after = record.id or key
            if after != key and self.get(after):
                raise CatalogueError(f"the key {after!r} is another record's")
            record = record.replace(id=after)
            if (after, record) != (before.key, before.record):
                writer.replace(before, replace(before, key=after, record=record, changed=writer.change))
        return self._change(writer)

    def categorise(
        self, keys: Sequence[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> Change:
        """Give records categories and take some from them."""
        with self._writing("categorise", _named(keys)) as writer:
            for before in self._entries_of(keys):
                names = tuple(
                    name for name in dict.fromkeys((*before.categories, *add)) if name not in remove
                )
                if set(names) != set(before.categories):
                    writer.replace(before, replace(before, categories=names, changed=writer.change))
        return self._change(writer)

    def merge(self, keys: Sequence[str], record: Record) -> Change:
        """Put one record in the place of several: it has the first one's key and all their categories."""
        if len(set(keys)) < 2:
            raise CatalogueError("a merge needs two records or more")
        with self._writing("merge", _named(keys)) as writer:
            first, *others = self._entries_of(keys)
            names = tuple(dict.fromkeys(name for entry in (first, *others) for name in entry.categories))
            merged = record.replace(id=first.key)
            writer.remove(others)
            writer.replace(first, replace(first, record=merged, categories=names, changed=writer.change))
        return self._change(writer)

    def unmerge(self, key: str, *, force: bool = False) -> Change:
        """Take the latest merge that made a record back: its members stand again as they were.

        Raises `UnknownError` where no merge made it, `CatalogueError` where it was edited since unless ``force``.
        """
        with self._writing("unmerge", _named([key])) as writer:
            entry = self.entry(key)
            undo_change(self._connection, writer, find_merge(self._connection, entry), force=force)
        return self._change(writer)

    def decide(self, decided: Iterable[Decision]) -> Change:
        """Keep what a person decided on pairs; of several decisions on one pair the latest holds."""
        with self._writing("decide", "") as writer:
            decisions.write(self._connection, writer, decided, self._who)
        return self._change(writer)

    def undo(self, change: int | None = None, *, force: bool = False) -> Change:
        """Take a change back, by default the latest one that stands; undoing an undo does it again.

        Raises `UnknownError` where there is no such change, `CatalogueError` where one of its records was changed again
        since, unless ``force`` says that the later state may be lost (`history` still has it).
        """
        with self._writing("undo", "") as writer:
            found = find_change(self._connection, change, before=writer.change)
            undo_change(self._connection, writer, found, force=force)
            writer.describe(f"change {found.number} ({found.kind})")
        return self._change(writer)

    # What is there

    def get(self, key: str) -> Entry | None:
        """The entry of a key."""
        try:
            check_text(key)
        except UnicodeEncodeError:
            return None
        return next(read_entries(self._connection, "WHERE key = ?", (key,)), None)

    def entry(self, key: str) -> Entry:
        """The entry of a key that is there. Raises `UnknownError`, which names a key of other capitals."""
        found = self.get(key)
        if found is None:
            near = self._connection.execute(
                "SELECT key FROM records WHERE key = ? COLLATE NOCASE",
                (key.encode(errors="replace").decode(),),
            ).fetchone()
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise UnknownError(f"{self.path}: no record has the key {key!r}{hint}")
        return found

    def entries(self, query: Query | None = None) -> Iterator[Entry]:
        """All entries, or all that a query finds, in its order (all pages); the state at the start is what is seen."""
        if query is None:
            with self._reading():
                yield from read_entries(self._connection, "ORDER BY records.number")
        else:
            with self._reading():
                yield from self._searcher.entries(query)

    def count(self) -> int:
        """How many records there are."""
        with self._reading():
            return self._searcher.count()

    def categories(self) -> tuple[Category, ...]:
        """All categories with the number of records that bear each, by name."""
        with self._reading():
            return self._searcher.categories()

    def search(self, query: Query) -> Page:
        """One page of what a query finds."""
        with self._reading():
            return self._searcher.search(query)

    def history(self, key: str | None = None) -> Iterator[Change]:
        """The changes, the latest first; if a key is given only those of the record that has it, or had it last."""
        if key is None:
            yield from read_changes(self._connection, "ORDER BY number DESC")
            return
        entry = self.get(key)
        number = entry.number if entry else self.removed(key)
        if not number:
            raise UnknownError(f"{self.path}: no record has or had the key {key!r}")
        touched = "WHERE number IN (SELECT change FROM journal WHERE number = ?) ORDER BY number DESC"
        yield from read_changes(self._connection, touched, (number,))

    def version(self, key: str, change: int) -> Entry | None:
        """A record as it was before a change; None where the change brought it. Raises `UnknownError`."""
        return upkeep.version(self._connection, self.entry(key), change)

    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that hold, one for each pair, the oldest first."""
        return decisions.read(self._connection)

    def touched(
        self, *, after: int = 0, since: str = "", until: str = "", category: str = "", limit: int = 100
    ) -> list[Touched]:
        """Records that came, were changed or went in a time, by their numbers; see `harvesting.touched`."""
        with self._reading():
            found = touched(
                self._connection, after=after, since=since, until=until, category=category, limit=limit
            )
            return list(found)

    def removed(self, key: str) -> int:
        """The number of the record that had a key when it was removed last; 0 where none was."""
        with self._reading():
            return removed(self._connection, key)

    # Upkeep

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Copy the catalogue as it is now to a file, which takes its place in one step; others may go on writing."""
        upkeep.backup(self._connection, path)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file, in words; empty where nothing is. Reads all of it, while no one writes.

        Opened for reading only, the text index is not compared.
        """
        with self._reading("" if self.read_only else "IMMEDIATE"):
            return upkeep.check(self._connection)

    # Transactions

    @contextmanager
    def _writing(self, kind: str, what: str) -> Iterator[Writer]:
        """A change: everything inside happens, or nothing; a change without effect leaves no trace."""
        if self.read_only:
            raise OutputError(f"{self.path}: opened for reading only")
        connection = self._connection
        if connection.in_transaction:
            raise CatalogueError(
                "entries are still being read from this catalogue: end that, or open another"
            )
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise explained(error, self.path) from None
        try:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            writer = Writer(connection, kind, at, self._who, what)
            yield writer
            if writer.is_change:
                writer.finish()
            connection.execute("COMMIT" if writer.is_change else "ROLLBACK")
        except sqlite3.Error as error:
            raise explained(error, self.path) from None
        except UNWRITABLE as error:
            raise CatalogueError(f"a value cannot be written ({error})") from None
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    @contextmanager
    def _reading(self, lock: str = "") -> Iterator[None]:
        """One state of the file, whatever others write meanwhile."""
        connection = self._connection
        if connection.in_transaction:
            yield
            return
        try:
            connection.execute(f"BEGIN {lock}")
            yield
        except sqlite3.Error as error:
            raise explained(error, self.path, read_only=True) from None
        finally:
            if self._is_open and connection.in_transaction:
                with suppress(sqlite3.DatabaseError):  # of a damaged file nothing is to be written
                    connection.execute("ROLLBACK")

    def _entries_of(self, keys: Sequence[str]) -> list[Entry]:
        return [self.entry(key) for key in dict.fromkeys(keys)]

    def _change(self, writer: Writer) -> Change:
        """The change as it is now in the journal; number 0 where nothing had to be changed."""
        rows = read_changes(self._connection, "WHERE number = ?", (writer.change,))
        return next(rows, None) or Change(0, writer.kind, "", self._who, "")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _named(keys: Sequence[str]) -> str:
    """The first keys, for the history."""
    return ", ".join(keys[:5]) + (f" and {len(keys) - 5} more" if len(keys) > 5 else "")
