"""Facts: type, language, year and categories of every record as columns of numbers, for filters and facets.

A search must count the facets of hundreds of thousands of records in a few milliseconds. The file therefore keeps
beside each record fourteen bytes, packed in segments of 4,096 records that change together with them; a reader
holds them as numpy arrays and reads again only the segments that have changed.
"""

from __future__ import annotations

import sqlite3
import struct
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from soilbib.catalogue.values import Category

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Mask: TypeAlias = NDArray[numpy.bool_]
    Numbers: TypeAlias = NDArray[numpy.int32]
    """The numbers of some records, ascending."""

NO_YEAR = -0x8000
SEGMENT = 4096
_FACT = struct.Struct("<IIhI")
_DTYPE = [("type", "<u4"), ("language", "<u4"), ("year", "<i2"), ("categories", "<u4")]
_ABSENT = bytes(_FACT.size)


class Fact(Struct, frozen=True):
    """What is counted of one record: numbers of its type, language and set of categories, and its year."""

    type: int
    language: int
    year: int | None
    categories: int

    def pack(self) -> bytes:
        """The fourteen bytes."""
        year = NO_YEAR if self.year is None else max(NO_YEAR + 1, min(self.year, -NO_YEAR - 1))
        return _FACT.pack(self.type, self.language, year, self.categories)


class FactsWriter:
    """Writes facts in segments; `flush` brings them to the file, marked with the number of the change."""

    def __init__(self, connection: sqlite3.Connection, change: int) -> None:
        self._connection, self._change = connection, change
        self._open: dict[int, bytearray] = {}

    def put(self, number: int, fact: Fact | None) -> None:
        """Note a record's fact, or that there is none any more."""
        segment, place = divmod(number, SEGMENT)
        data = self._open.get(segment)
        if data is None:
            data = self._open[segment] = self._read(segment)
        place *= _FACT.size
        data[place : place + _FACT.size] = fact.pack() if fact else _ABSENT

    def flush(self) -> None:
        """Write the segments that were touched."""
        rows = [(segment, self._change, data) for segment, data in self._open.items()]
        self._connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", rows)
        self._open.clear()

    def _read(self, segment: int) -> bytearray:
        row = self._connection.execute("SELECT data FROM facts WHERE segment = ?", (segment,)).fetchone()
        return bytearray(row[0]) if row else bytearray(SEGMENT * _FACT.size)


class Facts:
    """The facts as they are after one change: arrays indexed by record number, and the names behind the numbers."""

    def __init__(self) -> None:
        self.change = -1
        self._data: Any = None
        self.types: dict[int, str] = {}
        self.languages: dict[int, str] = {}
        self.categories: dict[int, Category] = {}
        self.sets: dict[int, tuple[int, ...]] = {}

    def refresh(self, connection: sqlite3.Connection) -> bool:
        """Bring the facts up to the connection's state; whether anything was new."""
        (change,) = connection.execute("SELECT coalesce(max(number), 0) FROM changes").fetchone()
        if change == self.change:
            return False
        import numpy

        rows = connection.execute(
            "SELECT segment, data FROM facts WHERE change > ?", (self.change,)
        ).fetchall()
        (last,) = connection.execute("SELECT coalesce(max(segment), 0) FROM facts").fetchone()
        data = numpy.zeros((last + 1) * SEGMENT, dtype=_DTYPE)
        if self._data is not None:
            data[: len(self._data)] = self._data
        for segment, packed in rows:
            data[segment * SEGMENT : (segment + 1) * SEGMENT] = numpy.frombuffer(packed, dtype=_DTYPE)
        self._data = data
        self.type, self.language, self.year, self.category_set = (
            numpy.ascontiguousarray(data[name]) for name, _ in _DTYPE
        )
        self.numbers: Numbers = self.type.nonzero()[0].astype(numpy.int32)
        self._read_names(connection)
        self.change = change
        return True

    def describe(self, number: int) -> tuple[str, tuple[str, ...]]:
        """The type and the categories that are noted for a record; empty where it is not known."""
        if number >= len(self.type):
            return "", ()
        names = (self.categories[category].name for category in self.sets[int(self.category_set[number])])
        return self.types.get(int(self.type[number]), ""), tuple(sorted(names))

    def _read_names(self, connection: sqlite3.Connection) -> None:
        self.types = dict(connection.execute("SELECT number, name FROM types"))
        self.languages = dict(connection.execute("SELECT number, name FROM languages"))
        rows = connection.execute(
            "SELECT own.number, own.name, coalesce(above.name, '') FROM categories AS own"
            " LEFT JOIN categories AS above ON above.number = own.parent"
        )
        self.categories = {number: Category(name, parent) for number, name, parent in rows}
        members: dict[int, list[int]] = {0: []}
        for category_set, category in connection.execute(
            "SELECT category_set, category FROM category_members"
        ):
            members.setdefault(category_set, []).append(category)
        self.sets = {number: tuple(categories) for number, categories in members.items()}
