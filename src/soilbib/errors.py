"""Everything that can go wrong, in one place.

Two kinds are kept apart. What stops a whole call is an exception::

    SoilbibError
    ├── InputError       the input cannot be read at all: missing, empty, binary
    ├── OutputError      the output cannot be written
    ├── FormatError      no such format, or the format cannot be told
    ├── StyleError       a CSL style that is unknown or not valid
    └── ParseError       one bad record, raised only in strict mode, inside an ExceptionGroup

What is wrong with one record or one field is data: a `Problem` (met while reading or rendering) or
a `Loss` (what a target format cannot hold). Both print as ``file:line:col: CODE message``.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

Severity = Literal["error", "warning", "info"]

CODES: dict[str, str] = {
    "E101": "the text is not in the encoding it claims",
    "E102": "a record's syntax is broken; its text is kept",
    "E103": "a record has no content that can be used; its text is kept",
    "E104": "the value is not what the format allows; its text is kept",
    "E105": "a row does not fit the header; its text is kept",
    "E106": "the input is larger than the limits allow",
    "E107": "the reading of a free string is less certain than asked for; its text is kept",
    "E108": "an input that cannot be read at all",
    "W201": "the encoding was guessed",
    "W202": "two records share one id; both are kept",
    "W203": "a field is given twice; both values are kept",
    "W204": "an undefined string macro; its name is kept as the value",
    "W205": "text outside any record",
    "W206": "a record without an end mark",
    "W207": "a value that could not be understood is kept as it was written",
    "W208": "a type or field unknown to the format is kept as it was written",
    "W209": "an identifier that fails its check",
    "W210": "the reading of a free string is uncertain",
    "W212": "a text that seems to have been decoded or escaped wrongly before; it is kept as it is",
    "W213": "a record lacks what a citation tells a work by",
    "W214": "a record that no document cites",
    "I211": "page furniture left out",
    "E301": "a citation of which no record is there",
    "W301": "a reference could not be rendered by the style; a plain form stands in",
    "W302": "the style has no bibliography or asks for what the engine lacks",
    "W303": "the locale is unknown; the style's own is used",
    "L401": "the target format has no place for the field",
    "L402": "the target format has no such type",
    "L403": "the target format holds only part of the value",
    "I501": "an entry whose layout the formatter changes",
    "I502": "an entry that the formatter leaves as it is",
}


class SoilbibError(Exception):
    """The root of soilbib's exceptions; its message is one line for the user."""


class InputError(SoilbibError):
    """An input that cannot be read at all: missing, empty, a folder, or not text."""


class OutputError(SoilbibError):
    """An output that cannot be written; whatever was there before is untouched."""


class FormatError(SoilbibError):
    """A format that does not exist, cannot be told from the content, or has no reader or writer."""


class StyleError(SoilbibError):
    """A CSL style or locale that is unknown or is not valid; says where."""


class ParseError(SoilbibError):
    """One problem as an exception, for strict mode."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Place(Struct, frozen=True, omit_defaults=True):
    """Where something stands: a file (or ``<stdin>``), a line and a column, both counted from 1; 0 is unknown."""

    path: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path or "<input>", *numbers])


class Problem(Struct, frozen=True, omit_defaults=True):
    """One thing wrong with the input, with its code, place and the text concerned.

    ``severity`` is "error" where a record was rejected (``text`` then holds the whole of it),
    "warning" where it was kept. ``code`` is a key of `CODES`.
    """

    code: str
    message: str
    place: Place = Place()
    severity: Severity = "error"
    text: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"


class Loss(Struct, frozen=True, omit_defaults=True):
    """A value that the target format cannot hold: whose, which, what and why.

    ``record`` is the record's id and ``field`` the CSL variable ("type" for the item type, or
    "format.name" for a value of `Record.extra`). ``code`` is L401, L402 or L403 of `CODES`.
    """

    record: str
    field: str
    value: Any
    why: str
    code: str = "L401"
    place: Place = Place()
    severity: Severity = "warning"

    @property
    def message(self) -> str:
        """The loss in words."""
        return f"[{self.record}] {self.field}: {self.why}"

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"
