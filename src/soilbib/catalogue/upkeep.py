"""Upkeep: copies of the file, checking it, and records as they once were."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path

import msgspec

from soilbib.catalogue.facts import Facts
from soilbib.catalogue.grams import check_grams
from soilbib.catalogue.indexing import texts
from soilbib.catalogue.query import COLUMNS
from soilbib.catalogue.values import Entry, UnknownError
from soilbib.catalogue.writing import decode_state, fingerprint, read_entries
from soilbib.errors import OutputError

_MOST = 20


def backup(connection: sqlite3.Connection, path: str | os.PathLike[str]) -> None:
    """Copy a database to a file in one step. Raises `OutputError` where it cannot be written."""
    target = Path(os.path.realpath(path))
    (own,) = (row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main")
    if target.exists() and target.samefile(own):
        raise OutputError(f"{os.fspath(path)}: is the catalogue itself")
    if target.with_name(f"{target.name}-wal").exists():  # it would be taken for the copy's own log
        raise OutputError(f"{os.fspath(path)}: is a catalogue in use; copy to another file")
    try:
        handle, temporary = tempfile.mkstemp(".tmp", f".{target.name[:60]}.", target.parent)
        os.close(handle)
    except OSError as error:
        raise OutputError(f"{os.fspath(path)}: cannot be written ({error.strerror or error})") from None
    try:
        with closing(sqlite3.connect(temporary)) as copy:
            connection.backup(copy, pages=4096, sleep=0)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file and nothing beside it
        with open(temporary, "rb") as stream:  # noqa: PTH123 - its descriptor is wanted
            os.fsync(stream.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(target)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(f"{os.fspath(path)}: cannot be written ({error})") from None
    finally:
        for name in (temporary, f"{temporary}-wal", f"{temporary}-shm", f"{temporary}-journal"):
            with suppress(OSError):
                Path(name).unlink()


def check(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What is wrong with a catalogue, in words, at most twenty of each kind."""
    problems: list[str] = []
    for look in (_check_file, _compare_index, _compare_records, check_grams):
        try:
            problems += islice(look(connection), _MOST)
        except (sqlite3.DatabaseError, msgspec.DecodeError, LookupError) as error:
            problems.append(f"cannot be read to its end ({error})")
    return tuple(problems)


def _check_file(connection: sqlite3.Connection) -> Iterator[str]:
    """SQLite's own checks of the file and of what points from one table to another."""
    found = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_MOST})")]
    yield from () if found == ["ok"] else found
    for table, number, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {number} points to what is not in {parent}"


def _compare_index(connection: sqlite3.Connection) -> list[str]:
    """Whether the text index has exactly the words of the texts; SQLite's own check is a kind of writing."""
    if connection.execute("PRAGMA query_only").fetchone()[0]:
        return []
    try:
        connection.execute("INSERT INTO text_index(text_index, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        return [f"the text index is not that of the texts ({error})"]
    return []


def _compare_records(connection: sqlite3.Connection) -> Iterator[str]:
    """Whether what is derived from the records is what would be derived from them now."""
    facts = Facts()
    facts.refresh(connection)
    seen = 0
    for entry in read_entries(connection):
        seen += 1
        row = connection.execute(
            f"SELECT fingerprint, {', '.join(COLUMNS)} FROM records JOIN texts USING (number) WHERE number = ?",
            (entry.number,),
        ).fetchone()
        if row is None or row[0] != fingerprint(entry.record):
            yield f"the record {entry.key!r} is not what it was when it was written"
        elif row[1:] != texts(entry.record):
            yield f"the text that is searched of {entry.key!r} is not its own"
        if facts.describe(entry.number) != (entry.record.type or "document", entry.categories):
            yield f"the facets of {entry.key!r} are not its own"
    present = len(facts.numbers)
    if present != seen:
        yield f"the facets know {present} records of {seen}"


def version(connection: sqlite3.Connection, entry: Entry, change: int) -> Entry | None:
    """The entry as it was before a change that touched it."""
    row = connection.execute(
        "SELECT before FROM journal WHERE number = ? AND change = ?", (entry.number, change)
    ).fetchone()
    if row is None:
        raise UnknownError(f"change {change} did not touch {entry.key!r}")
    if row[0] is None:
        return None
    state = decode_state(row[0])
    return Entry(state.key, entry.number, state.record, state.categories, state.added, state.changed)
