"""The catalogue's file: opening it, its tables, and the steps from older versions of them."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from urllib.parse import quote

from soilbib.catalogue.query import COLUMNS
from soilbib.errors import InputError, OutputError

APPLICATION = 0x501B1B
"""The mark in the file's header that says whose it is."""

_COLUMNS = ", ".join(COLUMNS)
_INDEX_BUFFER = 32 << 20
"""Bytes of new index entries that are held in memory while records are added: fewer parts to merge later."""

_TABLES = f"""
CREATE TABLE changes(
  number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
  what TEXT NOT NULL, records INTEGER NOT NULL DEFAULT 0,
  undoes INTEGER REFERENCES changes, undone_by INTEGER REFERENCES changes);
CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE types(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE languages(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE categories(
  number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, parent INTEGER REFERENCES categories);
CREATE TABLE category_sets(number INTEGER PRIMARY KEY, members TEXT NOT NULL UNIQUE);
CREATE TABLE category_members(
  category_set INTEGER NOT NULL REFERENCES category_sets, category INTEGER NOT NULL REFERENCES categories,
  PRIMARY KEY(category_set, category)) WITHOUT ROWID;
CREATE TABLE records(
  number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, fingerprint BLOB NOT NULL,
  title_order TEXT NOT NULL, author_order TEXT NOT NULL,
  category_set INTEGER NOT NULL REFERENCES category_sets,
  added INTEGER NOT NULL REFERENCES changes, changed INTEGER NOT NULL REFERENCES changes, data BLOB NOT NULL);
CREATE INDEX records_by_fingerprint ON records(fingerprint);
CREATE INDEX records_by_title ON records(title_order);
CREATE INDEX records_by_author ON records(author_order);
CREATE TABLE texts(number INTEGER PRIMARY KEY REFERENCES records ON DELETE CASCADE, {_COLUMNS});
CREATE VIRTUAL TABLE text_index USING fts5(
  {_COLUMNS}, content='texts', content_rowid='number', tokenize='ascii', prefix='3');
INSERT INTO text_index(text_index, rank) VALUES ('hashsize', {_INDEX_BUFFER});
CREATE TABLE title_words(word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE other_words(word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE facts(segment INTEGER PRIMARY KEY, change INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE journal(
  change INTEGER NOT NULL REFERENCES changes, number INTEGER NOT NULL, before BLOB, removed INTEGER NOT NULL,
  PRIMARY KEY(change, number)) WITHOUT ROWID;
CREATE INDEX journal_by_number ON journal(number);
CREATE TABLE decisions(
  number INTEGER PRIMARY KEY, change INTEGER NOT NULL REFERENCES changes, key1 TEXT NOT NULL, key2 TEXT NOT NULL,
  decision TEXT NOT NULL CHECK(decision IN ('same', 'different')), who TEXT NOT NULL, why TEXT NOT NULL,
  id1 TEXT NOT NULL, id2 TEXT NOT NULL);
CREATE INDEX decisions_by_change ON decisions(change);
INSERT INTO category_sets VALUES (0, '[]');
"""

_GRAMS = """
CREATE TABLE gram_chunks(chunk INTEGER PRIMARY KEY);
CREATE TABLE grams(
  number INTEGER PRIMARY KEY, chunk INTEGER NOT NULL REFERENCES gram_chunks, field INTEGER NOT NULL,
  gram BLOB NOT NULL, records INTEGER NOT NULL, data BLOB NOT NULL);
CREATE UNIQUE INDEX grams_by_name ON grams(chunk, field, gram, records);
CREATE TABLE loose(number INTEGER PRIMARY KEY);
CREATE INDEX journal_of_removals ON journal(number) WHERE removed;
"""

MIGRATIONS: tuple[str, ...] = (_TABLES, _GRAMS)
"""Step n leads from version n to version n + 1 of the tables; a new file takes all of them."""

_CACHE = 64 << 10  # KiB
_MAPPED = 1 << 36  # SQLite takes as much as it was built for
_LOG = 64 << 20  # what may stay of the write-ahead log after a large change


def set_alphabet(connection: sqlite3.Connection, alphabet: str) -> bool:
    """Say by which alphabet a catalogue is sorted; whether it is so: it cannot be changed when records are there."""
    connection.execute("BEGIN IMMEDIATE")
    row = connection.execute("SELECT value FROM settings WHERE name = 'alphabet'").fetchone()
    is_new = connection.execute("SELECT 1 FROM changes").fetchone() is None
    if is_new:
        connection.execute("INSERT OR REPLACE INTO settings VALUES ('alphabet', ?)", (alphabet,))
    connection.execute("COMMIT")
    return is_new or (row is not None and row[0] == alphabet)


def connect(path: str | os.PathLike[str], *, read_only: bool, timeout: float) -> sqlite3.Connection:
    """Open a catalogue, made anew where there is none unless ``read_only``, and bring its tables up to date.

    Raises `InputError` for what is not there (read only) or is no catalogue, `OutputError` for one that cannot be
    written.
    """
    name = os.fspath(path)
    if read_only and not Path(name).is_file():
        raise InputError(f"{name}: no such catalogue")
    try:
        connection = _open(name, read_only, timeout)
        try:
            _check(connection, name, read_only)
            _prepare(connection, read_only)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise explained(error, name, read_only) from None
    return connection


def explained(error: sqlite3.Error, path: str, read_only: bool = False) -> InputError | OutputError:
    """What SQLite complains of, in one line."""
    text = str(error)
    if "not a database" in text or "malformed" in text:
        return InputError(f"{path}: no catalogue, or a damaged one ({text})")
    if "locked" in text:
        return OutputError(f"{path}: another process has been writing for too long; try again")
    kind = InputError if read_only else OutputError
    return kind(f"{path}: cannot be {'read' if read_only else 'written'} ({text})")


def _open(name: str, read_only: bool, timeout: float) -> sqlite3.Connection:
    uri = f"file:{quote(os.fsencode(Path(name).resolve()))}"
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(f"{uri}?mode={mode}", timeout=timeout, isolation_level=None, uri=True)
    if read_only and not _is_readable(connection):  # on a read-only disk there can be no writer either
        connection.close()
        connection = sqlite3.connect(f"{uri}?mode=ro&immutable=1", isolation_level=None, uri=True)
    return connection


def _is_readable(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        if "unable to open" in str(error) or "readonly" in str(error):
            return False
        raise
    return True


def _check(connection: sqlite3.Connection, name: str, read_only: bool) -> None:
    """Refuse a database that is somebody else's, empty where it is to be read, or from a later version."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if tables and application != APPLICATION:
        raise InputError(f"{name}: an SQLite database, but no catalogue of soilbib")
    if read_only and not tables:
        raise InputError(f"{name}: no catalogue, but an empty file")
    if version > len(MIGRATIONS):
        raise InputError(
            f"{name}: made by a later version of soilbib (tables {version}, known {len(MIGRATIONS)})"
        )


def _prepare(connection: sqlite3.Connection, read_only: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if read_only:
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        if version < len(MIGRATIONS):
            raise sqlite3.OperationalError("made by an earlier version of soilbib; open it once for writing")
        return
    _use_wal(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA journal_size_limit = {_LOG}")
    if version < len(MIGRATIONS):
        _migrate(connection)


def _use_wal(connection: sqlite3.Connection) -> None:
    """Write ahead; SQLite does not wait by itself where another process is just doing the same."""
    for attempt in range(100):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if attempt == 99:
                raise
            time.sleep(0.05)


def _migrate(connection: sqlite3.Connection) -> None:
    """Take the steps that are missing, all in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()  # another may have been first
        for step in MIGRATIONS[version:]:
            for statement in step.split(";\n"):
                if statement.strip():
                    connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
