"""What a format is: a value with a reader and a writer, and a way to read in constant memory where it has one.

``read`` takes a whole text. ``stream`` takes the same text as consecutive blocks, cut anywhere, and yields the
same items while it holds no more than a part of it (`in_parts` makes one of ``read`` for texts whose records
end at a line). ``read_bytes`` takes the open file instead, for formats that are made of bytes (ISO 2709) or say
their encoding themselves (XML); files are then read through it alone. Writers take any iterable of records and
should yield as they go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

from soilbib.errors import Loss, Problem
from soilbib.model import Record

Reader: TypeAlias = Callable[[str, str], Iterator[Record | Problem]]
"""(text, path for messages) → the records and problems in the order of the text. Never raises on bad text."""

TextStreamer: TypeAlias = Callable[[Iterable[str], str], Iterator[Record | Problem]]
"""(consecutive blocks of the text, path for messages) → what `Reader` yields for the whole, as it comes."""

BytesReader: TypeAlias = Callable[[BinaryIO, str], Iterator[Record | Problem]]
"""(open binary file, which need not be seekable; path for messages) → records and problems, as they come."""

Writer: TypeAlias = Callable[..., Iterator[str | Loss]]
"""(records, **options) → pieces of text and what had to be left out."""

Updater: TypeAlias = Callable[[str, Iterable[Record], str], Iterator[str | Loss]]
"""(the text of a file as it is, its records as they should be, its encoding) → the text in which only what
differs is written anew, and what had to be left out."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its names, how to know it, how to read and write it.

    ``looks_like`` is asked with the first `HEAD` characters of an input. A format without a reader or
    writer has None there. ``aliases`` are other names that users know it by. ``stream`` and ``read_bytes``
    are explained at the head of this module; a format with one of them can be streamed.

    A format with an ``update`` can write records into the file that they were read from, if that is in one
    of the formats ``updates``. ``options`` are the keyword arguments that ``write`` takes.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    looks_like: Callable[[str], bool]
    read: Reader | None
    write: Writer | None
    aliases: tuple[str, ...] = ()
    update: Updater | None = None
    updates: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


HEAD = 20_000
"""How many characters of an input the formats look at to know it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading: the records, and the problems met on the way. Iterates over the records."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    format: str = ""

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    @property
    def rejected(self) -> tuple[Problem, ...]:
        """The problems that cost a record; each keeps its text."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


@dataclass(frozen=True, slots=True)
class Writing:
    """The result of writing: the text, and what the format could not hold; ``encoding`` is that of its file."""

    text: str
    losses: tuple[Loss, ...] = ()
    format: str = ""
    encoding: str = "utf-8"
