"""Records taken apart for comparing them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from soilbib.model import Record


def parts(record: Record) -> Iterator[tuple[str, Any]]:
    """Field as in a Loss → value, without the spelling that a date was read from."""
    yield "type", record.type
    yield from record.fields.items()
    for variable, names in record.names.items():
        yield variable, (names, variable in record.truncated)
    for variable, date in record.dates.items():
        yield variable, (date.start, date.end, date.circa, date.season, date.literal)
    for name, values in record.extra.items():
        for key, value in values.items():
            yield f"{name}.{key}", value
