"""Records to and from CSL-JSON items, with nothing lost either way.

What CSL's tables have no place for goes into ``Record.extra["csljson"]`` under its own key, and so does
the original of a value that is spelled otherwise than `to_csl` would spell it (a number for a text, an
old key). `to_csl` puts an original back as long as the record still says the same. The other formats'
extras and cut name lists travel in the item's ``custom`` object::

    "custom": {"truncated": ["author"], "extra": {"ris": {"XX": ["…"]}}}
"""

from __future__ import annotations

from typing import Any

import msgspec

from soilbib.model.dates import Date, DateParts, parse_date
from soilbib.model.names import Name
from soilbib.model.record import Record, Source
from soilbib.model.variables import DATE_VARIABLES, LEGACY_NAMES, NAME_VARIABLES, STANDARD_VARIABLES

_EXTRA = "csljson"
_NAME_KEYS = frozenset(field.encode_name for field in msgspec.structs.fields(Name))
_ABSENT = None  # in extra: the item had no such key


def to_csl(record: Record) -> dict[str, Any]:
    """The record as a CSL-JSON item: a new dictionary of plain JSON values."""
    item: dict[str, Any] = {"id": record.id, "type": record.type, **record.fields}
    for variable, names in record.names.items():
        item[variable] = [msgspec.to_builtins(name) for name in names]
    for variable, date in record.dates.items():
        item[variable] = _date_to_csl(date)
    kept = record.extra.get(_EXTRA, {})
    for key, original in kept.items():
        if key != "custom":
            _put_back(item, key, original)
    custom = _write_custom(record, kept.get("custom"))
    if custom is not None:
        item["custom"] = custom
    return item


def from_csl(item: dict[str, Any], source: Source | None = None) -> Record:
    """Read a CSL-JSON item; every JSON object is accepted, and `to_csl` gives it back."""
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    fields: dict[str, str] = {}
    kept: dict[str, Any] = {}
    for key, original in item.items():
        if key in ("id", "type", "custom"):
            continue
        variable = LEGACY_NAMES.get(key, key)
        value = None if variable != key and variable in item else _read_value(variable, original)
        if isinstance(value, tuple):
            names[variable] = value
        elif isinstance(value, Date):
            dates[variable] = value
        elif isinstance(value, str):
            fields[variable] = value
        if value is None or variable != key or _write_value(value) != original:
            kept[key] = original
    for key in ("id", "type"):
        if not isinstance(item.get(key), str):
            kept[key] = item.get(key, _ABSENT)
    truncated, extra = _read_custom(item.get("custom"), kept)
    if kept:
        extra[_EXTRA] = kept
    return Record(
        id=_as_text(item.get("id")) or "",
        type=_as_text(item.get("type")) or "document",
        names=names,
        dates=dates,
        fields=fields,
        truncated=truncated,
        extra=extra,
        source=source or Source(format=_EXTRA),
    )


def _put_back(item: dict[str, Any], key: str, original: Any) -> None:
    """Restore an original spelling where the item still says the same."""
    if key in ("id", "type"):
        unchanged = item[key] == ((_as_text(original) or "") if key == "id" else (_as_text(original) or "document"))
        if unchanged and original is _ABSENT:
            del item[key]
        elif unchanged:
            item[key] = original
        return
    variable = LEGACY_NAMES.get(key, key)
    value = _read_value(variable, original)
    if value is None or (variable != key and key not in item and variable not in item):
        item.setdefault(key, original)
    elif item.get(variable) == _write_value(value):
        del item[variable]
        item[key] = original


def _read_value(variable: str, value: Any) -> str | Date | tuple[Name, ...] | None:
    """The model's value for a JSON value, or None where the model has no place for it."""
    if variable in NAME_VARIABLES:
        return _read_names(value)
    if variable in DATE_VARIABLES:
        return _read_date(value)
    return _as_text(value) if variable in STANDARD_VARIABLES else None


def _write_value(value: str | Date | tuple[Name, ...] | None) -> Any:
    if isinstance(value, Date):
        return _date_to_csl(value)
    return [msgspec.to_builtins(name) for name in value] if isinstance(value, tuple) else value


def _as_text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _read_names(value: Any) -> tuple[Name, ...] | None:
    if not isinstance(value, list) or not all(isinstance(name, dict) for name in value):
        return None
    return tuple(_read_name(name) for name in value)


def _read_name(value: dict[str, Any]) -> Name:
    known = {key: part for key, part in value.items() if key in _NAME_KEYS and isinstance(part, str)}
    if value.get("comma-suffix") in (True, 1, "1", "true"):
        known["comma-suffix"] = True
    return msgspec.convert(known, Name)


def _read_date(value: Any) -> Date | None:
    if not isinstance(value, dict):
        return None
    literal = value.get("literal")
    raw = value.get("raw")
    points = _read_parts(value.get("date-parts"))
    if points:
        return Date(
            start=points[0],
            end=points[1] if len(points) > 1 else None,
            circa=bool(value.get("circa")),
            season=_season(value.get("season")),
            literal=literal if isinstance(literal, str) else "",
        )
    if isinstance(raw, str):
        return parse_date(raw)
    return Date(literal=literal, circa=bool(value.get("circa"))) if isinstance(literal, str) else None


def _read_parts(value: Any) -> list[DateParts]:
    """One or two points; an end without a year is open; nothing where a part is no number."""
    if not isinstance(value, list) or not 1 <= len(value) <= 2 or not all(isinstance(point, list) for point in value):
        return []
    try:
        points = [tuple(int(part) for part in point[:3] if part not in ("", 0, "0", None)) for point in value]
    except (TypeError, ValueError):
        return []
    return points if points[0] else []


def _season(value: Any) -> int:
    text = str(value)
    return int(text) if text in ("1", "2", "3", "4") else 0


def _date_to_csl(date: Date) -> dict[str, Any]:
    item: dict[str, Any] = {}
    if date.start:
        end = [] if date.end is None else [list(date.end) or [0]]  # pandoc too writes an open end as year 0
        item["date-parts"] = [list(date.start), *end]
    if date.season:
        item["season"] = date.season
    if date.circa:
        item["circa"] = True
    if date.literal or not date.start:
        item["literal"] = date.literal
    return item


def _read_custom(custom: Any, kept: dict[str, Any]) -> tuple[tuple[str, ...], dict[str, dict[str, Any]]]:
    """The cut name lists and the other formats' extras of ``custom``; what else it has goes to ``kept``."""
    if not isinstance(custom, dict):
        if custom is not None:
            kept["custom"] = custom
        return (), {}
    truncated, extra = custom.get("truncated"), custom.get("extra")
    rest = dict(custom)
    if isinstance(truncated, list) and truncated and all(isinstance(name, str) for name in truncated):
        del rest["truncated"]
    else:
        truncated = []
    if isinstance(extra, dict) and extra and _EXTRA not in extra and all(isinstance(part, dict) for part in extra.values()):
        del rest["extra"]
    else:
        extra = {}
    if rest or not custom:
        kept["custom"] = rest
    return tuple(truncated), dict(extra)


def _write_custom(record: Record, rest: Any) -> Any:
    if rest is not None and not isinstance(rest, dict):
        return rest
    custom: dict[str, Any] = dict(rest) if rest else {}
    if record.truncated:
        custom["truncated"] = list(record.truncated)
    extra = {name: values for name, values in record.extra.items() if name != _EXTRA and values}
    if extra:
        custom["extra"] = extra
    return custom if custom or rest is not None else None
