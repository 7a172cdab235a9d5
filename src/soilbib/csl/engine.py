"""What a citation engine is, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from msgspec import Struct

from soilbib.csl.styles import Style
from soilbib.errors import Problem


class Entry(Struct, frozen=True, gc=False):
    """One rendered reference and the id of its record."""

    id: str
    text: str


class Bibliography(Struct, frozen=True):
    """Rendered references in the style's order, how the style wants them laid out, and what went wrong.

    ``text`` is the whole list as a document, for which ``start`` and ``end`` go around the entries;
    ``max_offset`` is the width in characters of the longest first field. Iterates over the entries.
    """

    entries: tuple[Entry, ...]
    entry_spacing: int = 1
    line_spacing: int = 1
    hanging_indent: bool = False
    second_field_align: str = ""
    max_offset: int = 0
    start: str = ""
    end: str = ""
    text: str = ""
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


class Engine(Protocol):
    """A CSL processor. A reference that it cannot render costs only itself: a plain form and a W301 problem."""

    def __call__(
        self,
        style: Style,
        items: Sequence[dict[str, Any]],
        locale: str | None,
        to: str,
        *,
        links: bool = False,
    ) -> Bibliography:
        """Render the items (CSL-JSON) as a reference list; ``to`` is an output's name, ``locale`` a full name.

        ``links`` makes links of identifiers and addresses, where engine and output can.
        """


def plain_reference(item: dict[str, Any]) -> str:
    """A reference without a style, for what a style cannot render: names, year, title, container, or the id."""
    names = "; ".join(_plain_name(name) for name in item.get("author") or () if isinstance(name, dict))
    issued = item.get("issued")
    issued = issued if isinstance(issued, dict) else {}
    points = issued.get("date-parts") or [[issued.get("literal", "")]]
    year = str(points[0][0]) if points[0] else ""
    title, container = str(item.get("title", "")), str(item.get("container-title", ""))
    pieces = [names, f"({year})" if year else "", title, container]
    return ". ".join(piece for piece in pieces if piece) or str(item.get("id", "")) or "[no data]"


def _plain_name(name: dict[str, Any]) -> str:
    parts = (str(name[part]) for part in ("family", "given") if name.get(part))
    return str(name.get("literal") or ", ".join(parts))
