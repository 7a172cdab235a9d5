"""Records to and from CSL-JSON items, with nothing lost either way.

What CSL's tables have no place for goes into ``Record.extra["csljson"]`` under its own key, and so does
the original of a value that is spelled otherwise than `to_csl` would spell it (a number for a text, an
old key). `to_csl` puts an original back as long as the record still says the same. The other formats'
extras and cut name lists travel in the item's ``custom`` object::

    "custom": {"truncated": ["author"], "extra": {"ris": {"XX": ["…"]}}}

A name list that ends in the literal "others" or "et al." is read as cut, too.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec

from soilbib.model.cut_lists import WRITTEN_MARKS
from soilbib.model.dates import SEASONS, Date, DateParts, parse_date
from soilbib.model.names import Name
from soilbib.model.record import Record, Source
from soilbib.model.variables import (
    CROSSREF_TYPES,
    DATE_VARIABLES,
    LEGACY_NAMES,
    NAME_VARIABLES,
    STANDARD_VARIABLES,
)

Value: TypeAlias = str | Date | tuple[Name, ...]

_EXTRA = "csljson"
_NAME_PARTS: dict[str, str] = {
    field.encode_name: field.name for field in msgspec.structs.fields(Name) if field.type is str
}
_ABSENT = None  # in extra: the item had no such key; a null or a list stands in a list of its own
_MAX_YEAR = 1_000_000
_SEASON_MONTHS: dict[int, int] = {month: (month - 1) % 4 + 1 for month in (*range(13, 17), *range(21, 25))}
_TEXTS = STANDARD_VARIABLES - NAME_VARIABLES - DATE_VARIABLES - LEGACY_NAMES.keys() - {"id", "type", "custom"}
_DEFAULTS: dict[str, str] = {"id": "", "type": "document"}
_SEPARATORS: dict[str, str] = {"ISBN": ", ", "ISSN": ", ", "keyword": "; ", "language": ", "}


def to_csl(record: Record) -> dict[str, Any]:
    """The record as a CSL-JSON item: a new dictionary of plain JSON values."""
    item: dict[str, Any] = {"id": record.id, "type": record.type, **record.fields}
    for variable, names in record.names.items():
        item[variable] = list(msgspec.to_builtins(names))
    for variable, date in record.dates.items():
        item[variable] = _date_to_csl(date)
    kept = record.extra.get(_EXTRA, {})
    for key, original in kept.items():
        if key != "custom":
            _put_back(item, key, original, record)
    _write_custom(item, record, kept)
    return item


def from_csl(item: dict[str, Any], source: Source | None = None) -> Record:
    """Read a CSL-JSON item; every JSON object is accepted, and `to_csl` gives it back."""
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    fields: dict[str, str] = {}
    kept: dict[str, Any] = {}
    for key, original in item.items():
        if type(original) is str and key in _TEXTS:  # as most are: read and written as it is
            fields[key] = original
            continue
        if key in ("id", "type", "custom"):
            continue
        if key in NAME_VARIABLES and (plain := _plain_names(original)):
            names[key] = plain
            continue
        variable = LEGACY_NAMES.get(key, key)
        if variable != key and variable in item:  # both spellings: the new one counts, both are kept
            kept[key], kept[variable] = original, item[variable]
            continue
        value = _read_value(variable, original)
        if isinstance(value, str):
            fields[variable] = value
        elif isinstance(value, Date):
            dates[variable] = value
        elif value is not None:
            names[variable] = value
        if value is None or variable != key or not _same(_write_value(value), original):
            kept[key] = original
    _keep_defaults(item, kept)
    marked = [name for name, value in names.items() if name in kept and _is_marked(value, kept[name])]
    truncated, extra = _read_custom(item, kept, marked)
    if kept:
        extra[_EXTRA] = kept
    return Record(
        id=_read_default("id", item.get("id")),
        type=_read_default("type", item.get("type")),
        names=names,
        dates=dates,
        fields=fields,
        truncated=truncated,
        extra=extra,
        source=source or Source(format=_EXTRA),
    )


def _keep_defaults(item: dict[str, Any], kept: dict[str, Any]) -> None:
    """Keep an id or type that is no text, that is not there, or that is Crossref's."""
    for key, value in (("id", item.get("id")), ("type", item.get("type"))):
        if not isinstance(value, str) or (key == "type" and CROSSREF_TYPES.get(value, value) != value):
            kept[key] = _wrap(item[key]) if key in item else _ABSENT


def _plain_names(value: Any) -> tuple[Name, ...]:
    """The names of a list of nothing but families and given names, which is written as it is, or nothing."""
    if not isinstance(value, list):
        return ()
    names: list[Name] = []
    for name in value:
        if type(name) is not dict or len(name) != 2:
            return ()
        family, given = name.get("family"), name.get("given")
        if type(family) is not str or type(given) is not str or not family or not given:
            return ()
        names.append(Name(family, given))
    return tuple(names)


def _put_back(item: dict[str, Any], key: str, original: Any, record: Record) -> None:
    """Restore an original spelling where the item still says the same."""
    if key in _DEFAULTS:
        _put_back_default(item, key, original)
        return
    variable = LEGACY_NAMES.get(key, key)
    value = _read_value(variable, original)
    if value is None or (variable != key and variable in record.extra[_EXTRA]):
        item.setdefault(key, original)
        return
    cut_as_before = not _is_marked(value, original) or variable in record.truncated
    if variable in item and cut_as_before and _same(_write_value(value), item[variable]):
        del item[variable]
        item[key] = original


def _put_back_default(item: dict[str, Any], key: str, wrapped: Any) -> None:
    original = _unwrap(wrapped)
    if item[key] != _read_default(key, original):
        return
    if wrapped is _ABSENT:
        del item[key]
    else:
        item[key] = original


def _read_default(key: str, value: Any) -> str:
    text = value if isinstance(value, str) else _as_text(value) or _DEFAULTS[key]
    return CROSSREF_TYPES.get(text, text) if key == "type" else text


def _wrap(value: Any) -> Any:
    return [value] if value is None or isinstance(value, list) else value


def _unwrap(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _read_value(variable: str, value: Any) -> Value | None:
    """The model's value for a JSON value, or None where the model has no place for it."""
    if variable in NAME_VARIABLES:
        return _read_names(value)
    if variable in DATE_VARIABLES:
        return _read_date(value)
    if variable not in STANDARD_VARIABLES:
        return None
    return _as_text(value) if not isinstance(value, list) else _join(variable, value)


def _join(variable: str, values: list[Any]) -> str | None:
    """The texts of a list, as Crossref's CSL-JSON has ISSNs and some put keywords; of a list of titles the first."""
    if not values or not all(isinstance(value, str) for value in values):
        return None
    separator = _SEPARATORS.get(variable)
    return separator.join(values) if separator else str(values[0])


def _write_value(value: Value) -> Any:
    if isinstance(value, Date):
        return _date_to_csl(value)
    return list(msgspec.to_builtins(value)) if isinstance(value, tuple) else value


def _as_text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _same(one: Any, other: Any) -> bool:
    """Equal as JSON, where true is not 1 and 1 is not 1.0."""
    if type(one) is not type(other) or one != other:
        return False
    if isinstance(one, dict):
        return all(_same(value, other[key]) for key, value in one.items())
    return not isinstance(one, list) or all(map(_same, one, other))


def _read_names(value: Any) -> tuple[Name, ...] | None:
    if not isinstance(value, list) or not all(isinstance(name, dict) for name in value):
        return None
    cut = len(value) > 1 and str(value[-1].get("literal", "")).strip().lower() in WRITTEN_MARKS
    return tuple(_read_name(name) for name in (value[:-1] if cut else value))


def _is_marked(value: Value | None, original: Any) -> bool:
    """Whether the original is a name list with a mark at its end that says it is cut."""
    return isinstance(value, tuple) and isinstance(original, list) and len(value) < len(original)


def _read_name(value: dict[str, Any]) -> Name:
    parts: dict[str, Any] = {
        _NAME_PARTS[key]: part for key, part in value.items() if key in _NAME_PARTS and isinstance(part, str)
    }
    if value.get("comma-suffix") in (True, 1, "1", "true"):
        parts["comma_suffix"] = True
    return Name(**parts)


def _read_date(value: Any) -> Date | None:
    if not isinstance(value, dict):
        text = (_as_text(value) or "").strip()
        return parse_date(text) if text else None
    literal, raw = value.get("literal"), value.get("raw")
    circa = value.get("circa") not in (None, False, 0, "", "0", "false")
    text = literal if isinstance(literal, str) else ""
    season = _season(value.get("season"))
    points, parts_season = _read_parts(value.get("date-parts"))
    if points:
        end = points[1] if len(points) > 1 else None
        return Date(points[0], end, circa, season or parts_season, text)
    if isinstance(raw, str):
        return parse_date(raw)
    return Date(literal=text, circa=circa, season=season) if isinstance(literal, str) else None


def _read_parts(value: Any) -> tuple[list[DateParts], int]:
    """One or two points and a season given as a month; an end without a year is open; nothing without numbers."""
    if (
        not isinstance(value, list)
        or not 1 <= len(value) <= 2
        or not all(isinstance(point, list) for point in value)
    ):
        return [], 0
    try:
        numbers = [[int(part or 0) for part in point[:3]] for point in value]
    except (TypeError, ValueError, OverflowError):
        return [], 0
    points = [_read_point(point) for point in numbers]
    season = _SEASON_MONTHS.get(numbers[0][1], 0) if len(numbers[0]) > 1 else 0
    return (points, season) if points[0] else ([], 0)


def _read_point(numbers: list[int]) -> DateParts:
    """The numbers up to the first that is missing or impossible."""
    limits = ((-_MAX_YEAR, _MAX_YEAR), (1, 12), (1, 31))
    good = 0
    for number, (least, most) in zip(numbers, limits, strict=False):
        if not number or not least <= number <= most:
            break
        good += 1
    return tuple(numbers[:good])


def _season(value: Any) -> int:
    text = str(value).strip().lower()
    return int(text) if text in ("1", "2", "3", "4") else SEASONS.get(text, 0)


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


def _read_custom(
    item: dict[str, Any], kept: dict[str, Any], marked: list[str]
) -> tuple[tuple[str, ...], dict[str, dict[str, Any]]]:
    """The cut name lists and the other formats' extras of ``custom``; what else it has goes to ``kept``."""
    custom = item.get("custom")
    if not isinstance(custom, dict):
        if "custom" in item:
            kept["custom"] = custom
        return tuple(marked), {}
    rest = dict(custom)
    truncated = _cut_lists(custom)
    if truncated and len({*truncated, *marked}) == len(truncated) + len(marked):
        del rest["truncated"]
    extra = custom.get("extra")
    if (
        isinstance(extra, dict)
        and extra
        and _EXTRA not in extra
        and all(isinstance(part, dict) and part for part in extra.values())
    ):
        del rest["extra"]
    else:
        extra = {}
    if rest or not custom:
        kept["custom"] = rest
    return tuple(dict.fromkeys((*truncated, *marked))), dict(extra)


def _cut_lists(custom: dict[str, Any]) -> list[str]:
    names = custom.get("truncated")
    return names if isinstance(names, list) and all(isinstance(name, str) for name in names) else []


def _write_custom(item: dict[str, Any], record: Record, kept: dict[str, Any]) -> None:
    rest = kept.get("custom")
    custom: dict[str, Any] = dict(rest) if isinstance(rest, dict) else {}
    marked = {name for name in record.truncated if _is_marked(record.names.get(name), item.get(name))}
    truncated = [name for name in record.truncated if name not in marked]
    said = {*_cut_lists(custom), *marked}
    if said != set(record.truncated):
        custom["truncated"] = truncated
    extra = {name: values for name, values in record.extra.items() if name != _EXTRA and values}
    if extra:
        earlier = custom.get("extra")
        custom["extra"] = {**earlier, **extra} if isinstance(earlier, dict) else extra
    if "custom" in kept and not isinstance(rest, dict):
        item["custom"] = {"custom": rest, **custom} if custom else rest
    elif custom or "custom" in kept:
        item["custom"] = custom
