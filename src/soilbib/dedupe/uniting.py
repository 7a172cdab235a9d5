"""Unite: what several records of one work say that is no either-or: keywords, notes, ISBNs, attached files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from soilbib.dedupe.text import fold

Union: TypeAlias = Callable[[Sequence[str]], str]
"""One value of several different ones."""

_NOT_IN_NUMBERS = re.compile(r"[^\dX]")
_SERIALS = re.compile(r"\s*[,;]\s*|\s+(?=\d[\dXx‐-]{7})")
_ISBN_13 = 13


def _keywords(values: Sequence[str]) -> str:
    """Every keyword once, in whatever case; parted by what parts the first list."""
    sign = ";" if any(";" in value for value in values) else ","
    found: dict[str, str] = {}
    for value in values:
        parts = value.split(";" if ";" in value else ",")
        for part in map(str.strip, parts):
            found.setdefault(fold(part), part)
    return f"{sign} ".join(part for part in found.values() if part)


def _notes(values: Sequence[str]) -> str:
    """Every note that is no part of another, in the order in which they come."""
    kept: list[str] = []
    for value in values:
        if not any(value in known for known in kept):
            kept = [*(known for known in kept if known not in value), value]
    return ("\n" if any("\n" in value for value in kept) else "; ").join(kept)


def _serials(values: Sequence[str]) -> str:
    """Every ISBN or ISSN once; of a book's two forms the longer one."""
    found: dict[str, str] = {}
    for number in (number for value in values for number in _SERIALS.split(value) if number):
        digits = _NOT_IN_NUMBERS.sub("", number.upper())
        core = (digits[-10:] if len(digits) == _ISBN_13 else digits)[:-1]
        if core not in found or len(digits) > len(_NOT_IN_NUMBERS.sub("", found[core].upper())):
            found[core] = number
    return ", ".join(found.values())


UNIONS: dict[str, Union] = {
    "keyword": _keywords,
    "note": _notes,
    "annote": _notes,
    "ISBN": _serials,
    "ISSN": _serials,
}
"""Variable: how its values become one."""
_LISTS = {"file": ";", "local-file": ";", "groups": ",", "mendeley-groups": ",", "mendeley-tags": ","}
"""What reference managers keep in a field of their own, and what parts it."""


def unite_extras(extras: Iterator[Mapping[str, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """All extra values of all records, the first record's before the later ones'; lists are put together."""
    merged: dict[str, dict[str, Any]] = {}
    for extra in extras:
        for name, values in extra.items():
            known = merged.setdefault(name, {})
            for field, value in values.items():
                known[field] = _united(field, known[field], value) if field in known else value
    return merged


def _united(field: str, one: Any, other: Any) -> Any:
    if isinstance(one, list) and isinstance(other, list):
        return [*one, *(value for value in other if value not in one)]
    if field not in _LISTS or not isinstance(one, str) or not isinstance(other, str):
        return one
    sign = _LISTS[field]
    return sign.join(dict.fromkeys(part for text in (one, other) for part in text.split(sign) if part))
