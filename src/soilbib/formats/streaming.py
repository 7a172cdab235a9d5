"""Reading in constant memory: the items of an open input, and ids without all records at hand.

Ids need a memory of those before, which is bounded here: the first 100,000 ids are known with their lines,
later ones by 64 bits of their hash in a table of fixed size that forgets the oldest after some three million.
An id is made so that it differs from all known before it and from those of the first 1,000 records; a
record that comes later with the same id of its own keeps it and is named by a W202 problem.
"""

from __future__ import annotations

import io
from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain

import msgspec

from soilbib.errors import FormatError, Place, Problem
from soilbib.formats.checking import checked
from soilbib.formats.format import Format
from soilbib.model import Record, Source
from soilbib.model.keys import make_id
from soilbib.streams import InputStream

_KNOWN = 100_000
_SLOTS = 1 << 22
_REACH = 8
_LINES = 1 << 40  # more than a file has
_AHEAD = 1_000
_AHEAD_SIZE = 16 << 20


def read_stream(source: InputStream, entry: Format) -> Iterator[Record | Problem]:
    """The records and problems of an open input, as they come where the format can; closes it at the end.

    Raises `InputError` where it is not a text after all or passes the limits, `FormatError` for a format
    that cannot be read.
    """
    if entry.read is None and entry.read_bytes is None:
        raise FormatError(f"{entry.name} can be written but not read")
    with source:
        said = 0
        for item in checked(_items(source, entry), nfc=entry.update is None):
            source.mark()
            if len(source.problems) > said:
                yield from source.problems[said:]
                said = len(source.problems)
            yield item
        yield from source.problems[said:]


def _items(source: InputStream, entry: Format) -> Iterator[Record | Problem]:
    if entry.read_bytes:
        return entry.read_bytes(io.BufferedReader(source), source.path)
    if entry.stream:
        return entry.stream(source.blocks(), source.path)
    assert entry.read
    return entry.read(source.text(), source.path)


class Ids:
    """The ids met so far, and new ones for records without one; remembers a bounded number."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}  # the number of the file in `_paths`, times `_LINES`, and the line
        self._paths = [""]
        self._table = array("Q")
        self._numbers: dict[str, int] = {}

    def identify(self, items: Iterable[Record | Problem]) -> Iterator[Record | Problem]:
        """The same items, each record with an id, and a problem for each id that was used before."""
        items = iter(items)
        first = _ahead(items)
        ahead = {item.id for item in first if isinstance(item, Record) and item.id}
        for item in chain(first, items):
            if not isinstance(item, Record):
                yield item
            elif item.id:
                known = self._remember(item.id, item.source)
                if known is not None:
                    number, line = divmod(known, _LINES)
                    yield shared_id(item, self._paths[number], line)
                yield item
            else:
                yield self._with_id(item, ahead)

    def _with_id(self, record: Record, ahead: set[str]) -> Record:
        base = make_id(record)
        fresh, number = base, self._numbers.get(base, 1)
        while fresh in ahead or self._knows(fresh):
            number += 1
            fresh = f"{base}-{number}"
        if number > 1:
            if len(self._numbers) >= _KNOWN:
                self._numbers.clear()  # only saves counting from 2 again
            self._numbers[base] = number
        self._remember(fresh, record.source)
        source = msgspec.structs.replace(record.source, fields={**record.source.fields, "id": "made"})
        return record.replace(id=fresh, source=source)

    def _knows(self, name: str) -> bool:
        return name in self._lines or (bool(self._table) and self._find(_hash(name))[1])

    def _remember(self, name: str, source: Source) -> int | None:
        """Know an id from now on; the file and line of its earlier use (0 if unknown), or None where it is new."""
        if name in self._lines:
            return self._lines[name]
        if len(self._lines) < _KNOWN:
            if source.path != self._paths[-1]:
                self._paths.append(source.path)
            self._lines[name] = (len(self._paths) - 1) * _LINES + source.line
            return None
        self._table = self._table or array("Q", bytes(8 * _SLOTS))
        mark = _hash(name)
        slot, found = self._find(mark)
        self._table[slot] = mark
        return 0 if found else None

    def _find(self, mark: int) -> tuple[int, bool]:
        """The slot of a hash and whether it is there: among a few slots, of which the last is given up if need be."""
        table = self._table
        start = mark % _SLOTS
        for slot in range(start, start + _REACH):
            held = table[slot % _SLOTS]
            if held == mark or not held:
                return slot % _SLOTS, bool(held)
        return (start + _REACH - 1) % _SLOTS, False


def _ahead(items: Iterator[Record | Problem]) -> list[Record | Problem]:
    """The first items, fewer of them where they are large."""
    first: list[Record | Problem] = []
    size = 0
    for item in items:
        first.append(item)
        size += _size(item)
        if len(first) >= _AHEAD or size > _AHEAD_SIZE:
            break
    return first


def _size(item: Record | Problem) -> int:
    if isinstance(item, Problem):
        return len(item.text)
    kept = len(msgspec.msgpack.encode(item.extra, enc_hook=str)) if item.extra else 0
    return kept + sum(map(len, item.fields.values()))


def _hash(name: str) -> int:
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") or 1


def shared_id(record: Record, path: str, line: int) -> Problem:
    """The problem of a record whose id was used before, in a file and at a line if that is known."""
    where = "" if not line else f" at line {line}" if path == record.source.path else f" at {path}:{line}"
    message = f"the id {record.id!r} is used before{where}; both are kept"
    return Problem("W202", message, Place(record.source.path, record.source.line), "warning")
