"""Unite: what several records of one work say that is no either-or: keywords, notes, ISBNs, attached files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from soilbib.dedupe.text import fold

Union: TypeAlias = Callable[[Sequence[str]], str]
"""One value of several different ones."""

_NOT_IN_NUMBERS = re.compile(r"[^\dX]")
_SERIALS = re.compile(r"\s*[,;]\s*|\s+(?=\d[\dXx‐-]{7})")
_ISBN_13 = 13
MANY = 100
"""So many notes are not looked for in one another, which takes their number squared."""


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
    """Every note that is no part of another, in the order in which they come; of very many records every one."""
    kept = list(dict.fromkeys(values))
    if len(kept) <= MANY:
        kept = [value for value in kept if not any(value in other for other in kept if other != value)]
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


def unite_extras(extras: Iterable[Mapping[str, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """All extra values of all records, the first record's before the later ones'; lists are put together."""
    said: dict[str, dict[str, list[Any]]] = {}
    for extra in extras:
        for name, values in extra.items():
            known = said.setdefault(name, {})
            for field, value in values.items():
                known.setdefault(field, []).append(value)
    return {
        name: {field: _united(field, values) for field, values in fields.items()}
        for name, fields in said.items()
    }


def _united(field: str, values: Sequence[Any]) -> Any:
    """The first of several values, or of lists and what stands for one every part once."""
    if len(values) == 1:
        return values[0]
    if all(isinstance(value, list) for value in values):
        return list({repr(part): part for value in values for part in value}.values())
    if field not in _LISTS or not all(isinstance(value, str) for value in values):
        return values[0]
    sign = _LISTS[field]
    return sign.join(dict.fromkeys(part for value in values for part in value.split(sign) if part))
