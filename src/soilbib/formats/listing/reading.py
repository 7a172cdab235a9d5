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

    def put(self, fields: dict[str, str], **changes: Any) -> Reading:
        """A copy with these fields set, and some attributes changed."""
        return msgspec.structs.replace(self, fields={**self.fields, **fields}, **changes)

    @property
    def lone_body(self) -> str:
        """The name of the only author, where that is a body; else nothing."""
        return self.authors[0].literal if len(self.authors) == 1 else ""

    def with_body_as(self, variable: str) -> Reading:
        """A copy whose lone body is no author but stands in a field, if that is free."""
        if not self.lone_body or variable in self.fields:
            return self
        return self.replace(authors=(), fields={**self.fields, variable: self.lone_body})
