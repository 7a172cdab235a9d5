"""The bibliographic record: CSL's variables, and what the source had beyond them."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from soilbib.model.dates import Date
from soilbib.model.names import Name


class Source(Struct, frozen=True, omit_defaults=True):
    """Where a record was read: format, file and line; ``fields`` says so for values that came from elsewhere.

    ``fields`` maps a variable to a short word or phrase: "description" (of a listing entry) or the id
    of the record that a merge took it from.
    """

    format: str = ""
    path: str = ""
    line: int = 0
    fields: dict[str, str] = {}


class Record(Struct, frozen=True, omit_defaults=True):
    """One work, in CSL's vocabulary (tables in `soilbib.model.variables`).

    - ``names``, ``dates`` and ``fields`` are keyed by CSL variable; field values are text, with inline
      markup as in `soilbib.model.markup`.
    - ``truncated`` lists the name variables whose list is known to be cut ("et al.").
    - ``extra`` keeps what the model has no place for: format name → that format's own field name → value.

    Treat the dictionaries as frozen too; `replace` makes a changed copy.
    """

    id: str = ""
    type: str = "document"
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    fields: dict[str, str] = {}
    truncated: tuple[str, ...] = ()
    extra: dict[str, dict[str, Any]] = {}
    source: Source = Source()

    def replace(self, **changes: Any) -> Record:
        """A copy with some attributes changed."""
        return msgspec.structs.replace(self, **changes)

    @property
    def title(self) -> str:
        """The title, or the empty string."""
        return self.fields.get("title", "")

    @property
    def authors(self) -> tuple[Name, ...]:
        """The names of the ``author`` variable."""
        return self.names.get("author", ())

    @property
    def year(self) -> int | None:
        """The year of ``issued``, or None."""
        issued = self.dates.get("issued")
        return issued.year if issued else None
