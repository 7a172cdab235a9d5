"""JSON for the formats of registries: items found in a response, decoded one by one, what is not taken kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, TypeAlias

from soilbib.errors import Place, Problem
from soilbib.formats.csl_json import decode_value, next_item, reason
from soilbib.formats.format import Reader, TextStreamer
from soilbib.model import Date, Name, Record, Source
from soilbib.model.dates import whole_number

Item = dict[str, Any]
Builder: TypeAlias = Callable[[Item, Source], Record | None]

_GAP = re.compile(r"[\s,]*")
_BETWEEN = re.compile(r"[\s,\ufeff]*")
_NEXT = re.compile(r"(?<=[\n,\[])\s*(?=\{\s*\")")
_LONGEST_LITERAL = 12  # of what is cut at the end of a block: "false", "\\ud83d\\ude00"
_SEARCHED = 4 << 20  # characters behind a break in which the next item is looked for
_MAX_RETRIES = 200  # of starting again behind a break, so that a hostile file costs linear time


def json_stream(format: str, key: str, build: Builder) -> TextStreamer:  # noqa: A002
    """A reader of an array of items, of a response that holds one under a key, of one item, or of JSON lines.

    ``build`` gives None where the item is not of the format; that and broken JSON are E104 problems with
    the text. Items are read as they come.
    """
    opening = re.compile(rf'\s*(?:\{{(?:(?!"{key}"\s*:\s*\[).)*?"{key}"\s*:\s*)?\[', re.DOTALL)

    def is_item(value: Any) -> bool:
        return isinstance(value, dict) and build(value, Source()) is not None

    def stream(blocks: Iterable[str], path: str) -> Iterator[Record | Problem]:
        """The records of an array or of values one after the other, block by block; of joined texts those of all."""
        window = _Window(blocks)
        is_array = window.skip_opening(opening)
        retries = _MAX_RETRIES
        while window.skip(_GAP):
            if is_array and window.starts_with("]"):
                is_array = window.skip_end() and window.skip_opening(opening)
                continue
            place = Place(path, window.line)
            try:
                value, text = window.take_value()
            except (ValueError, RecursionError) as error:
                end, retries = next_item(window.text, 0, retries, _NEXT, is_item)
                yield Problem("E104", f"broken JSON: {reason(error)}", place, text=window.take(end))
            else:
                yield _build(value, Source(format, path, place.line), build, text)

    return stream


def json_reader(format: str, key: str, build: Builder) -> Reader:  # noqa: A002
    """What `json_stream` makes, for a whole text."""
    stream = json_stream(format, key, build)
    return lambda text, path: stream((text,), path)


class _Window:
    """The part of a text that is being read: what comes before it is given up."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self._blocks = iter(blocks)
        self.text = ""
        self.line = 1
        self._start = 0
        self._in_object = False
        self._more()
        self.text = self.text.removeprefix("\ufeff")

    def skip_opening(self, opening: re.Pattern[str]) -> bool:
        """Go behind the opening of the array, if there is one before the first object ends, however far that goes."""
        while True:
            match = opening.match(self.text, self._start)
            end = match.end() if match else 0
            if match and not _has_object(self.text[self._start : end]):
                self.line += self.text.count("\n", self._start, end)
                self._in_object = "{" in self.text[self._start : end]
                self._start = end
                return True
            if match or _has_object(self.text[self._start :]) or not self._more():
                return False

    def skip_end(self) -> bool:
        """Go behind the end of an array, and of the object that holds it; False at the end of the text."""
        self.take(1)
        if not self._in_object:
            return self.skip(_BETWEEN)
        while True:
            try:
                _, end = decode_value('{"":0' + self.text[self._start :], 0)
            except (ValueError, RecursionError):
                if self._more():
                    continue
                self._start = len(self.text)
                return False
            self.take(end - len('{"":0'))
            return self.skip(_BETWEEN)

    def skip(self, gap: re.Pattern[str]) -> bool:
        """Go behind a gap; whether anything is left."""
        while True:
            match = gap.match(self.text, self._start)
            if match:
                self.line += self.text.count("\n", self._start, match.end())
                self._start = match.end()
            if self._start < len(self.text):
                return True
            if not self._more():
                return False

    def starts_with(self, mark: str) -> bool:
        """Whether that comes next."""
        return self.text.startswith(mark, self._start)

    def take_value(self) -> tuple[Any, str]:
        """The JSON value that comes next, and its text; raises ValueError or RecursionError where it is broken."""
        while True:
            try:
                value, end = decode_value(self.text, self._start)
            except (ValueError, RecursionError) as error:
                if not self._is_cut(error) or not self._more():
                    self._fill()
                    raise
                continue
            if end < len(self.text) or isinstance(value, dict | list) or not self._more():
                return value, self.take(end - self._start)

    def take(self, size: int) -> str:
        """The text that comes next, taken."""
        taken = self.text[self._start : self._start + size]
        self._start += size
        self.line += taken.count("\n")
        return taken

    def _is_cut(self, error: Exception) -> bool:
        if not isinstance(error, json.JSONDecodeError):
            return False
        return error.msg.startswith("Unterminated") or error.pos > len(self.text) - _LONGEST_LITERAL

    def _fill(self) -> None:
        """Have some text at hand in which the next item may be found; the window begins where it is broken."""
        while len(self.text) - self._start < _SEARCHED and self._more():
            pass
        self.text, self._start = self.text[self._start :], 0

    def _more(self) -> bool:
        """Take as much again as is held, so that a long item takes linear time; False at the end."""
        held = [self.text[self._start :]]
        wanted = len(held[0]) + 1
        while wanted > 0:
            block = next(self._blocks, None)
            if block is None:
                break
            held.append(block)
            wanted -= len(block)
        self.text, self._start = "".join(held), 0
        return len(held) > 1


def _has_object(text: str) -> bool:
    """Whether a text begins with a whole object."""
    with suppress(ValueError, RecursionError):
        return isinstance(decode_value(text, len(text) - len(text.lstrip()))[0], dict)
    return False


def _build(value: Any, source: Source, build: Builder, text: str) -> Record | Problem:
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
        number = part if isinstance(part, int) else whole_number(part) if isinstance(part, str) else 0
        if not least <= number <= most:
            break
        start.append(number)
    return Date(tuple(start)) if start else None


def filled(fields: dict[str, str]) -> dict[str, str]:
    """The fields that have a value."""
    return {variable: value for variable, value in fields.items() if value}
