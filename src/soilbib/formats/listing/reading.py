"""One way to read a string."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from soilbib.model import Date, Name


class Reading(Struct, frozen=True, gc=False):
    """A string read in one form: what it says of the work, and how sure that reading is (0..1)."""

    form: str
    title: str
    score: float
    authors: tuple[Name, ...] = ()
    truncated: bool = False
    issued: Date | None = None
    fields: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    type: str = ""
    notes: tuple[str, ...] = ()
    conflict: str = ""

    def replace(self, **changes: Any) -> Reading:
        """A copy with some attributes changed."""
        return msgspec.structs.replace(self, **changes)
