"""What differs between a record and what its written form reads back as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from soilbib.errors import Loss
from soilbib.formats.bibtex.latex import decode
from soilbib.formats.bibtex.records import ENTRY_TYPE, EXTRA
from soilbib.model.dates import Date
from soilbib.model.markup import parse_markup
from soilbib.model.record import Record

_TITLES = {"bibtex": "BibTeX", "biblatex": "BibLaTeX"}


def losses_of(record: Record, back: Record, dialect: str) -> Iterator[Loss]:
    """The losses that reading back shows."""
    title = _TITLES[dialect]
    if back.id != record.id:
        yield Loss(
            record.id, "id", record.id, f"{title} cannot hold this key; it is written as {back.id!r}", "L403"
        )
    if back.type != record.type:
        yield Loss(
            record.id, "type", record.type, f"{title} has no such type; it comes back as {back.type}", "L402"
        )
    for variable, value in (*record.names.items(), *record.dates.items(), *record.fields.items()):
        yield from _of_variable(record, back, variable, value, title)
    for variable, value in (*back.names.items(), *back.dates.items(), *back.fields.items()):
        if _value(record, variable) is None:
            yield Loss(
                record.id, variable, value, f"{title} says more than the record: {_shown(value)}", "L403"
            )
    for variable in record.truncated:
        if variable not in back.truncated:
            yield Loss(record.id, variable, "et al.", f"{title} cannot say that this list is cut", "L403")
    yield from _of_extra(record, back, title)


def _of_variable(record: Record, back: Record, variable: str, value: Any, title: str) -> Iterator[Loss]:
    found = _value(back, variable)
    if found is None:
        yield Loss(record.id, variable, value, f"{title} has no field for it")
    elif not _equal(found, value):
        yield Loss(record.id, variable, value, f"{title} holds only part of it: {_shown(found)}", "L403")


def _of_extra(record: Record, back: Record, title: str) -> Iterator[Loss]:
    for name, values in record.extra.items():
        found: Mapping[str, Any] = back.extra.get(name, {})
        for field, value in values.items():
            if not _equal_raw(found.get(field), value):
                code = "L402" if name == EXTRA and field == ENTRY_TYPE else "L401"
                yield Loss(record.id, f"{name}.{field}", value, f"{title} has no place for it", code)
    for field, value in back.extra.get(EXTRA, {}).items():
        if field not in record.extra.get(EXTRA, {}):
            why = f"{title} keeps part of a value apart: {value!r}"
            yield Loss(record.id, f"{EXTRA}.{field}", value, why, "L403")


def _value(record: Record, variable: str) -> Any:
    for values in (record.fields, record.names, record.dates):
        if variable in values:
            return values[variable]
    return None


def _equal(first: Any, second: Any) -> bool:
    if isinstance(first, Date) and isinstance(second, Date):
        return _date_key(first) == _date_key(second)
    if isinstance(first, str) and isinstance(second, str) and first != second:
        return "<" in first and parse_markup(first) == parse_markup(second)
    return bool(first == second)


def _equal_raw(first: Any, second: Any) -> bool:
    """Whether two raw values are equal, as written or in what they say."""
    if first == second:
        return True
    if not (isinstance(first, str) and isinstance(second, str)) or (first.isascii() and second.isascii()):
        return False
    return (first, second) == (first.strip(), second.strip()) and decode(first) == decode(second)


def _date_key(date: Date) -> tuple[Any, ...]:
    return date.start, date.end, date.circa, date.season, date.literal


def _shown(value: Any) -> str:
    if isinstance(value, Date):
        return value.text
    if isinstance(value, tuple):
        return "; ".join(name.inverted for name in value)
    return str(value)
