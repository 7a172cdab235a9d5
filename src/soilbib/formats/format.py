"""What a format is: a value with a reader and a writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from soilbib.errors import Loss, Problem
from soilbib.model import Record

Reader: TypeAlias = Callable[[str, str], Iterator[Record | Problem]]
"""(text, path for messages) → the records and problems in the order of the text. Never raises on bad text."""

Writer: TypeAlias = Callable[[Iterable[Record]], Iterator[str | Loss]]
"""Records → pieces of text and what had to be left out."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its names, how to know it, how to read and write it.

    ``looks_like`` is asked with the first `HEAD` characters of an input. A format without a reader or
    writer has None there. ``aliases`` are other names that users know it by.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    looks_like: Callable[[str], bool]
    read: Reader | None
    write: Writer | None
    aliases: tuple[str, ...] = ()


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
    """The result of writing: the text, and what the format could not hold."""

    text: str
    losses: tuple[Loss, ...] = ()
    format: str = ""
