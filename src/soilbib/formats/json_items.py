"""JSON for the formats of registries: items found in a response, decoded one by one, what is not taken kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from soilbib.errors import Place, Problem
from soilbib.formats.csl_json import decode_value, reason
from soilbib.formats.format import Reader
from soilbib.model import Date, Name, Record, Source

Item = dict[str, Any]

_GAP = re.compile(r"[\s,]*")
_NEXT = re.compile(r"(?<=[\n,\[])\s*(?=\{\s*\")")
_MAX_RETRIES = 200  # of starting again behind a break, so that a hostile file costs linear time


def json_reader(format: str, key: str, build: Callable[[Item, Source], Record | None]) -> Reader:  # noqa: A002
    """A reader of an array of items, of a response that holds one under a key, of one item, or of JSON lines.

    ``build`` gives None where the item is not of the format; that and broken JSON are E104 problems with
    the text.
    """
    opening = re.compile(rf'\s*(?:\{{(?:(?!"{key}"\s*:\s*\[).)*?"{key}"\s*:\s*)?\[', re.DOTALL)

    def read(text: str, path: str) -> Iterator[Record | Problem]:
        text = text.removeprefix("\ufeff")
        start = opening.match(text)
        position = start.end() if start else 0
        line, counted, retries = 1, 0, _MAX_RETRIES
        while True:
            gap = _GAP.match(text, position)
            position = gap.end() if gap else position
            line += text.count("\n", counted, position)
            counted = position
            if position >= len(text) or (start and text[position] == "]"):
                break
            place = Place(path, line)
            try:
                value, end = decode_value(text, position)
            except (ValueError, RecursionError) as error:
                end, retries = _resume(text, position, retries, build)
                yield Problem("E104", f"broken JSON: {reason(error)}", place, text=text[position:end])
            else:
                yield _build(value, Source(format, path, line), build, text[position:end])
            position = end

    return read


def _resume(
    text: str, position: int, retries: int, build: Callable[[Item, Source], Record | None]
) -> tuple[int, int]:
    """Where the next item behind a break starts, and the retries left."""
    while retries:
        candidate = _NEXT.search(text, position + 1)
        if not candidate:
            break
        position = candidate.end()
        try:
            value, end = decode_value(text, position)
        except (ValueError, RecursionError):
            retries -= 1
            continue
        if isinstance(value, dict) and build(value, Source()) is not None:
            return position, retries
        position = end - 1
    return len(text), retries


def _build(
    value: Any, source: Source, build: Callable[[Item, Source], Record | None], text: str
) -> Record | Problem:
    record = build(value, source) if isinstance(value, dict) else None
    if record is not None:
        return record
    return Problem("E104", f"no item of {source.format}", Place(source.path, source.line), text=text)


class ItemTaker:
    """Takes values out of an item; what is never taken, and is not empty, is the `rest`."""

    def __init__(self, item: Item) -> None:
        self.item = dict(item)

    def text(self, *keys: str, lines: bool = False) -> str:
        """The text of the first key that has one: a string, a number, or the first of a list of them."""
        for key in keys:
            value = self.item.pop(key, None)
            first = value[0] if isinstance(value, list) and value else value
            text = as_text(first, lines=lines)
            if isinstance(value, list) and len(value) > 1:
                self.item[key] = value[1:] if text else value
            elif not text and value:
                self.item[key] = value
            if text:
                return text
        return ""

    def list(self, key: str) -> list[Any]:
        """A list, taken; empty where there is none."""
        value = self.item.get(key)
        if not isinstance(value, list):
            return []
        del self.item[key]
        return value

    def dict(self, key: str) -> Item:
        """An object, taken; empty where there is none."""
        value = self.item.get(key)
        if not isinstance(value, dict):
            return {}
        del self.item[key]
        return value

    def keep(self, key: str, value: Any) -> None:
        """Put back what is left of a value."""
        if value not in (None, "", [], {}):
            self.item[key] = value

    def rest(self) -> Item:
        """What was not taken, without empty values."""
        return {key: value for key, value in self.item.items() if value not in (None, "", [], {})}


def as_text(value: Any, *, lines: bool = False) -> str:
    """A string with its HTML as markup, or a number as text; empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if not isinstance(value, str):
        return json.dumps(value)
    from soilbib.formats.xml_text import html_text  # every JSON file asks this module what it is

    return html_text(value, lines=lines)


def person(value: Any, keys: tuple[str, str, str] = ("family", "given", "name")) -> Name:
    """A name of an object with family and given name, or a whole name that is taken as a literal."""
    if not isinstance(value, dict):
        return Name(literal=as_text(value))
    family, given, whole = (as_text(value.get(key)) for key in keys)
    suffix = as_text(value.get("suffix"))
    if family:
        return Name(family, given, suffix=suffix)
    return Name(literal=whole or given)


def has_more(value: Any, keys: frozenset[str]) -> bool:
    """Whether an object has a value under other keys than these."""
    return isinstance(value, dict) and any(
        part not in (None, "", [], {}) for key, part in value.items() if key not in keys
    )


def date_of_parts(value: Any) -> Date | None:
    """A date of ``{"date-parts": [[2004, 3, 1]]}``; None where there is no year."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    limits = ((1, 9999), (1, 12), (1, 31))
    start: list[int] = []
    for part, (least, most) in zip(first, limits, strict=False):
        number = int(part) if isinstance(part, int) or (isinstance(part, str) and part.isdecimal()) else 0
        if not least <= number <= most:
            break
        start.append(number)
    return Date(tuple(start)) if start else None


def filled(fields: dict[str, str]) -> dict[str, str]:
    """The fields that have a value."""
    return {variable: value for variable, value in fields.items() if value}
