"""What a citation engine is, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from soilbib.csl.styles import Style
from soilbib.errors import Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """One rendered reference and the id of its record."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The rendered references in the style's order, and what went wrong on the way. Iterates over the entries."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


class Engine(Protocol):
    """A CSL processor. A reference that it cannot render costs only itself: a plain form and a W301 problem."""

    def __call__(
        self, style: Style, items: Sequence[dict[str, Any]], locale: str | None, to: str
    ) -> Bibliography:
        """Render the items (CSL-JSON) as a reference list; ``to`` is a key of `OUTPUTS`, ``locale`` a full name."""
