"""A record as a form and back: a line of text for each value, a line for each name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from soilbib.model import Date, Name, Record, parse_date, parse_name
from soilbib.model.variables import DATE_VARIABLES, NAME_VARIABLES, STANDARD_VARIABLES

OFFERED = (
    "title", "author", "editor", "issued", "container-title", "volume", "issue", "page", "publisher", "publisher-place",
    "edition", "genre", "language", "DOI", "ISBN", "ISSN", "URL", "abstract", "keyword", "note",
)  # fmt: skip
"""The variables that the form has even where the record does not; the record's others follow."""
LONG = frozenset({"abstract", "note", "annote", "title"}) | NAME_VARIABLES
CUT = "et al."


class Row(Struct, frozen=True):
    """A field of the form: the variable, its text, and whether it may have several lines."""

    variable: str
    text: str
    long: bool


def rows(record: Record, *, every: bool = False) -> list[Row]:
    """The fields of the form for a record; ``every`` has those that the form may add, too."""
    own = [*record.names, *record.dates, *record.fields]
    more = sorted(NAME_VARIABLES | DATE_VARIABLES | STANDARD_VARIABLES) if every else []
    return [Row(name, text_of(record, name), name in LONG) for name in dict.fromkeys((*OFFERED, *own, *more))]


def text_of(record: Record, variable: str) -> str:
    """A value as the form shows it."""
    if variable in record.names:
        names = [name.inverted for name in record.names[variable]]
        return "\n".join([*names, CUT] if variable in record.truncated else names)
    if variable in record.dates:
        date = record.dates[variable]
        return date.raw or date.text
    return record.fields.get(variable, "")


def changed(record: Record, kind: str, values: Mapping[str, str]) -> Record:
    """The record with the form's values in place of its own; a value whose text is the same stays as it is."""
    names, dates, fields = dict(record.names), dict(record.dates), dict(record.fields)
    truncated = list(record.truncated)
    for variable, value in values.items():
        text = "\n".join(line.rstrip() for line in value.strip().splitlines())
        if text == text_of(record, variable).strip():
            continue
        if variable in NAME_VARIABLES:
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            _put(names, variable, tuple(parse_name(line) for line in lines if line != CUT))
            truncated = [name for name in truncated if name != variable] + [variable] * (CUT in lines)
        elif variable in DATE_VARIABLES:
            _put(dates, variable, parse_date(text) if text else None)
        else:
            _put(fields, variable, text)
    return record.replace(
        type=kind or record.type, names=names, dates=dates, fields=fields, truncated=tuple(truncated)
    )


def _put(values: dict[str, Any], variable: str, value: tuple[Name, ...] | Date | str | None) -> None:
    if value:
        values[variable] = value
    else:
        values.pop(variable, None)
