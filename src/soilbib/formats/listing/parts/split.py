"""A title and what follows it, once they are told apart."""

from __future__ import annotations

from msgspec import Struct

from soilbib.model import Date, Name


class Split(Struct, frozen=True, gc=False):
    """A title, what the rest after it says, and how well the rest is understood (0..1)."""

    title: str
    quality: float
    fields: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    note: str = ""
    type: str = ""
    date: Date | None = None
