"""What a format is: a value with a reader and a writer, and a way to read in constant memory where it has one.

``read`` takes a whole text. ``stream`` takes the same text as consecutive blocks, cut anywhere, and yields the
same items while it holds no more than a part of it (`in_parts` makes one of ``read`` for texts whose records
end at a line). ``read_bytes`` takes the open file instead, for formats that are made of bytes (ISO 2709) or say
their encoding themselves (XML); files are then read through it alone. Writers take any iterable of records and
should yield as they go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import replace as change
from functools import partial
from typing import Any, BinaryIO, TypeAlias

from msgspec.structs import replace

from soilbib.errors import FormatError, Loss, Place, Problem
from soilbib.model import Record, Source

Reader: TypeAlias = Callable[..., Iterator[Record | Problem]]
"""(text, path for messages, **options) → the records and problems in the order of the text. Never raises on bad
text."""

TextStreamer: TypeAlias = Callable[..., Iterator[Record | Problem]]
"""(consecutive blocks of the text, path for messages, **options) → what `Reader` yields for the whole, as it comes."""

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
    of the formats ``updates``. ``options`` are the keyword arguments that ``write`` takes, ``read_options`` those
    of ``read`` and ``stream``. ``dialects`` are the forms that its producers write, all of which are read.
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
    read_options: tuple[str, ...] = ()
    dialects: tuple[str, ...] = ()
    stream: TextStreamer | None = None
    read_bytes: BytesReader | None = None

    @property
    def streams(self) -> bool:
        """Whether it is read in constant memory."""
        return self.stream is not None or self.read_bytes is not None

    def reading_with(self, options: Mapping[str, Any]) -> Format:
        """The format with options of reading set; raises `FormatError` for others than ``read_options``."""
        if not options:
            return self
        if unknown := options.keys() - set(self.read_options):
            raise FormatError(f"{self.name} has no option {min(unknown)!r} of reading")
        return change(
            self,
            read=self.read and partial(self.read, **options),
            stream=self.stream and partial(self.stream, **options),
        )


def in_parts(read: Reader, cut: Callable[[str], int]) -> TextStreamer:
    """Make a streaming reader of one for whole texts.

    ``cut`` is given the start of a text and says how many characters of it can be read by themselves: up to
    behind the end of a record that nothing later can change. 0 is none yet.
    """

    def stream(blocks: Iterable[str], path: str) -> Iterator[Record | Problem]:
        for part, line in parts(blocks, cut):
            for item in read(part, path):
                yield shift_lines(item, line) if line else item

    return stream


def parts(blocks: Iterable[str], cut: Callable[[str], int]) -> Iterator[tuple[str, int]]:
    """The parts of a text, each with the number of lines before it."""
    held: list[str] = []
    size, wanted, line = 0, 0, 0
    for block in blocks:
        held.append(block)
        size += len(block)
        if size < wanted or not block:
            continue
        text = "".join(held)
        end = cut(text)
        if end:
            yield text[:end], line
            line += text.count("\n", 0, end)
        held, size = [text[end:]], len(text) - end
        wanted = 0 if end else 2 * size  # so that looking for the end of a long record takes linear time
    text = "".join(held)
    if text:
        yield text, line


def shift_lines(item: Record | Problem, lines: int) -> Record | Problem:
    """A record or a problem of a part of a text, its line counted from the start of the whole."""
    if isinstance(item, Record):
        source = item.source
        moved = Source(source.format, source.path, source.line + lines if source.line else 0, source.fields)
        return replace(item, source=moved)
    place = item.place
    return replace(item, place=Place(place.path, place.line + lines if place.line else 0, place.column))


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
