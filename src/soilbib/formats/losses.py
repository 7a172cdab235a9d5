"""What a text format does not hold, found by reading back what was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from soilbib.errors import Loss
from soilbib.model import Date, Name, Record
from soilbib.model.variables import LEGACY_NAMES

_RESPELLED = "csljson"  # its extras may be mere spellings of values that the record has


def find_losses(record: Record, again: Record | None, title: str, format: str) -> Iterator[Loss]:  # noqa: A002
    """Name everything in which a record differs from what its written form is read as.

    ``again`` is None where it is not read as a record at all; ``title`` is what messages call the format.
    """
    again = again if again is not None else Record()
    if again.id != record.id:
        yield Loss(record.id, "id", record.id, f"{title} gives it back as {again.id!r}", "L403")
    if again.type != record.type:
        yield Loss(
            record.id, "type", record.type, f"{title} has no such type; read back as {again.type}", "L402"
        )
    yield from _value_losses(record, again, title)
    for variable in _differing(record.truncated, again.truncated):
        if record.names.get(variable) == again.names.get(variable):
            yield Loss(record.id, variable, "et al.", f"{title} does not say that the list is cut", "L403")
    yield from _extra_losses(record, again, title, format)


def _value_losses(record: Record, again: Record, title: str) -> Iterator[Loss]:
    for before, after in (
        (record.fields, again.fields),
        (record.names, again.names),
        (record.dates, again.dates),
    ):
        if before == after:
            continue
        for variable in (*before, *(name for name in after if name not in before)):
            value, other = before.get(variable), after.get(variable)
            if not is_same(value, other):
                yield _loss(record.id, variable, value, other, title)


def _extra_losses(record: Record, again: Record, title: str, format: str) -> Iterator[Loss]:  # noqa: A002
    for name, values in record.extra.items():
        kept = again.extra.get(name, {})
        for key, value in values.items():
            if kept.get(key) != value and not (name == _RESPELLED and _is_spelling(record, key, value)):
                yield _loss(record.id, f"{name}.{key}", value, kept.get(key), title)
    known = record.extra.get(format, {})
    for key, value in again.extra.get(format, {}).items():
        if key not in known:
            yield _loss(record.id, f"{format}.{key}", None, value, title)


def _is_spelling(record: Record, key: str, value: Any) -> bool:
    held = LEGACY_NAMES.get(key, key) in record.fields
    return key in ("id", "type") or (held and isinstance(value, int | float | str))


def _loss(record: str, field: str, value: Any, other: Any, title: str) -> Loss:
    if other is None:
        return Loss(record, field, value, f"{title} has no place for it", "L401")
    return Loss(record, field, value, f"{title} gives it back as {_show(value, other)}", "L403")


def _show(value: Any, other: Any) -> str:
    """What was read, as short as it tells what became of the value: of names the first that is another."""
    if isinstance(other, Date):
        return repr(other.text)
    if isinstance(value, tuple) and isinstance(other, tuple) and len(value) == len(other):
        return next(_show_name(*pair) for pair in zip(value, other, strict=True) if pair[0] != pair[1])
    text = "; ".join(name.inverted for name in other) if isinstance(other, tuple) else str(other)
    return repr(text if len(text) <= 60 else f"{text[:57]}…")


def _show_name(name: Name, other: Name) -> str:
    """Another name; where only its parts are others, these."""
    if name.inverted != other.inverted:
        return repr(other.inverted)
    changed = []
    for part in Name.__struct_fields__:
        text = getattr(other, part)
        if text != getattr(name, part):
            changed.append(f"{part.replace('_', ' ')} {text!r}" if text else f"no {part.replace('_', ' ')}")
    return f"{other.inverted!r} with {', '.join(changed)}"


def is_same(value: Any, other: Any) -> bool:
    """Equal, the spelling that a date was read from left aside."""
    if isinstance(value, Date) and isinstance(other, Date):
        return _date_key(value) == _date_key(other)
    return bool(value == other)


def _date_key(date: Date) -> tuple[Any, ...]:
    return (date.start, date.end, date.circa, date.season, date.literal)


def _differing(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    return [name for name in dict.fromkeys((*one, *other)) if (name in one) != (name in other)]
