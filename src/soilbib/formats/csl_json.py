"""CSL-JSON: an array of items, one item, or an object that holds the array as "items" or "references".

Whole files are decoded at once; where the JSON is broken, the items before the break, and those after it
that can be told, are recovered one by one.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Any

import msgspec

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.format import Format, shift_lines
from soilbib.model import Record, Source, from_csl, to_csl
from soilbib.model.variables import DATE_VARIABLES, LEGACY_NAMES, NAME_VARIABLES, STANDARD_VARIABLES

CONTAINER_KEYS = ("items", "references")
"""The keys under which an object holds an array of items."""

_LEADING = ("id", "type", "title", "author", "issued", "container-title")
_HEAD = re.compile(r'\ufeff?\s*(?:\[\s*(?:\{\s*(?:["}]|$)|\]\s*$|$)|\{\s*(?:"|\}\s*$|$))')
_OBJECT_LINES = re.compile(r"\ufeff?\s*\{[^\n]*\}[ \t\r]*\n\s*\{")
_OPENING_BRACKET = re.compile(r"\s*([\[{])\s*")
_COLON, _COMMA = re.compile(r"\s*:\s*"), re.compile(r"\s*,\s*")
_FIRST_ITEM = re.compile(r'\s*(\{\s*"[^"\\]{1,40}"\s*:)')
_HEAD_KEYS = re.compile(r'\s*(\{.*),\s*"(?:items|references)"\s*:\s*\[', re.DOTALL)
_GAP = re.compile(r"[\s,]*")
_CLOSING = re.compile(r"[]}]\s*\Z")
_ITEM_START = re.compile(r'(?<=[\n,\[}])[ \t]*(?=\{\s*")')
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TELLING_QUOTES = 5  # a container's key and the first key of an item, whole
_VARIABLES = STANDARD_VARIABLES | DATE_VARIABLES | NAME_VARIABLES | LEGACY_NAMES.keys() | {"custom"}
_MAX_RETRIES = 200  # of starting again behind a break, so that a hostile file costs linear time


def looks_like(head: str) -> bool:
    """Whether a text begins as a JSON object or an array of objects, and has not an object on each line."""
    return bool(_HEAD.match(head)) and not _OBJECT_LINES.match(head)


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read CSL-JSON; elements that are no items and broken JSON become E104 problems with their text."""
    text = text.removeprefix("\ufeff")
    try:
        found = list(_decode_all(text.encode(), path))
    except (ValueError, RecursionError):  # msgspec's errors and UnicodeEncodeError are ValueErrors
        yield from _recover(text, path)
        return
    for line, value in found:
        yield value if isinstance(value, Problem) else read_item(value, Source("csljson", path, line))


def stream(blocks: Iterable[str], path: str) -> Iterator[Record | Problem]:
    """Read the items of an array as they come, also where an object holds it; see `read`.

    The array is cut where an item begins as the first one does, with the same key, and each part has to be
    JSON by itself. From the first part on that is none, and where the text does not
    begin with an array, the rest is read as a whole.
    """
    blocks = iter(blocks)
    text = next(blocks, "").removeprefix("\ufeff")
    while text.count('"') < _TELLING_QUOTES:
        block = next(blocks, None)
        if block is None:
            yield from read(text, path)
            return
        text = (text + block).removeprefix("\ufeff")
    start = _find_array(text)
    first = _FIRST_ITEM.match(text, start)
    if not start or not first:
        yield from read(text + "".join(blocks), path)
        return
    lines = text.count("\n", 0, start)
    opening = text[:start].replace("\n", " ")
    parts = _Parts(text[start:], blocks, first[1])
    for part in parts.read():
        items = _decode_part(f"[{part}]", path, lines)
        if items is None:
            parts.give_back(part)
            continue
        yield from items
        lines += part.count("\n")
    for item in read(opening + parts.rest(), path):
        yield shift_lines(item, lines) if lines else item


def _find_array(text: str) -> int:
    """Where the items of an array, or of the one that an object holds, begin; 0 where that is not to be seen."""
    bracket = _OPENING_BRACKET.match(text)
    if not bracket or bracket[1] == "[":
        return bracket.end(1) if bracket else 0
    position = bracket.end()
    with suppress(ValueError, RecursionError, IndexError):
        while True:
            key, position = decode_value(text, position)
            position = _after(_COLON, text, position)
            if key in CONTAINER_KEYS and text[position] == "[":
                msgspec.json.decode(
                    f"{text[: position + 1]}]}}".encode()
                )  # which passes no line end in a string
                return position + 1
            position = _after(_COMMA, text, decode_value(text, position)[1])
    return 0


def _after(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    if not match:
        raise ValueError("no JSON")
    return match.end()


class _Parts:
    """The text of an array in parts that end before an item; a part that is given back comes again, longer."""

    def __init__(self, text: str, blocks: Iterator[str], opening: str) -> None:
        self._held, self._blocks, self._opening = [text], blocks, opening
        self._wanted = 0

    def read(self) -> Iterator[str]:
        """The parts but for the last, without the comma behind each."""
        for block in chain(("",), self._blocks):
            self._held.append(block)
            self._wanted -= len(block)
            if self._wanted > 0:
                continue
            text = "".join(self._held)
            part = text[: max(0, text.rfind(self._opening))].rstrip()
            is_whole = part.endswith(",")
            self._held = [text[len(part) :] if is_whole else text]
            if is_whole:
                yield part[:-1]

    def give_back(self, part: str) -> None:
        """Take a part back, which is no JSON by itself; twice as much is tried next."""
        self._held = [f"{part},{self._held[0]}"]
        self._wanted = len(self._held[0])

    def rest(self) -> str:
        """What is left behind the last part."""
        return "".join(chain(self._held, self._blocks))


def _decode_part(part: str, path: str, lines: int) -> list[Record | Problem] | None:
    """The items of an array, or None where it is no JSON."""
    try:
        found = list(_decode_all(part.encode(), path))
    except (ValueError, RecursionError):
        return None
    return [
        shift_lines(value, lines)
        if isinstance(value, Problem)
        else read_item(value, Source("csljson", path, line + lines))
        for line, value in found
    ]


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write a pretty-printed array, leading keys first and the others in alphabetical order."""
    opening = "["
    for record in records:
        yield f"{opening}\n  " + msgspec.json.format(encode_item(record), indent=2).decode().replace(
            "\n", "\n  "
        )
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def encode_item(record: Record) -> bytes:
    """One record as compact JSON, its keys in a fixed order."""
    item = to_csl(record)
    ordered = {key: item.pop(key) for key in _LEADING if key in item}
    custom = {key: item.pop(key) for key in ("custom",) if key in item}
    ordered.update(sorted(item.items()))
    return msgspec.json.encode({**ordered, **custom}, enc_hook=str)


def read_item(value: Any, source: Source) -> Record | Problem:
    """A record of a decoded JSON value, or a problem where it is no object or has nothing of an item."""
    if isinstance(value, dict):
        if _is_item(value) or not value or not value.keys().isdisjoint(_VARIABLES):
            return from_csl(value, source)
        message = "an item must have an id, a type or a variable of CSL"
    else:
        message = f"an item must be an object, not {_describe(value)}"
    place = Place(source.path, source.line)
    return Problem("E104", message, place, text=json.dumps(value, ensure_ascii=False))


def is_container(value: Any) -> bool:
    """Whether a decoded value is an object that holds an array of items."""
    return isinstance(value, dict) and any(isinstance(value.get(key), list) for key in CONTAINER_KEYS)


def decode_value(text: str, start: int = 0) -> tuple[Any, int]:
    """The JSON value that starts there and where it ends; raises ValueError or RecursionError for what is not JSON.

    Control characters in strings are let pass, and half a surrogate pair becomes U+FFFD.
    """
    value, end = _DECODER.raw_decode(text, start)
    if _ESCAPED_SURROGATE.search(text, start, end):
        value = json.loads(_SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False)))
    return value, end


def _describe(value: Any) -> str:
    names = {list: "an array", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")


def _reject(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _finite(number: str) -> float:
    value = float(number)
    return _reject(number) if math.isinf(value) else value


_DECODER = json.JSONDecoder(parse_constant=_reject, parse_float=_finite, strict=False)


def _decode_all(data: bytes, path: str) -> Iterator[tuple[int, Any]]:
    """The items of a well-formed file, and what stands beside them as a problem, each with its line."""
    line = 1 + data.count(b"\n", 0, len(data) - len(data.lstrip()))
    if data.lstrip().startswith(b"["):
        yield from _decode_array(data.strip(), line)
        return
    value = msgspec.json.decode(data)
    if not is_container(value):
        yield line, value
        return
    raws = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    held = [key for key in CONTAINER_KEYS if isinstance(value.get(key), list)]
    for key in held:
        array = bytes(raws[key])
        yield from _decode_array(array, 1 + data.count(b"\n", 0, data.index(array)))
    rest = {key: other for key, other in value.items() if key not in held}
    if rest:
        text = json.dumps(rest, ensure_ascii=False)
        last = 1 + data.count(b"\n", 0, len(data.rstrip()))
        yield line, _beside(text, Place(path, last))


def _beside(text: str, place: Place) -> Problem:
    return Problem("W205", "the object has more than items", place, "warning", text)


def _decode_array(array: bytes, line: int) -> Iterator[tuple[int, Any]]:
    position = 1
    for raw in msgspec.json.decode(array, type=list[msgspec.Raw]):
        element = bytes(raw)
        begin = array.index(element[:1], position)
        line += array.count(b"\n", position, begin)
        yield line, msgspec.json.decode(element)
        position = begin + len(element)
        line += array.count(b"\n", begin, position)


def _recover(text: str, path: str) -> Iterator[Record | Problem]:
    """The items of a broken file one by one, and what lies between them as problems."""
    text = _SURROGATE.sub("\ufffd", text)
    opening = position = _find_array(text)
    places = _Places(text, path)
    retries = _MAX_RETRIES
    while (position := _skip(text, position)) < len(text):
        try:
            value, end = decode_value(text, position)
        except (ValueError, RecursionError) as error:
            resume, retries = next_item(text, position, retries, _ITEM_START, _is_item)
            broken = text[position:resume].strip()
            if not opening or broken not in ("]", "]}"):
                at = places.find(error.pos if isinstance(error, json.JSONDecodeError) else position)
                yield Problem("E104", f"broken JSON: {reason(error)}", at, text=broken)
            position = resume
            continue
        yield read_item(value, Source("csljson", path, places.find(position).line))
        position = end
    if opening and not _CLOSING.search(text, max(opening, len(text) - 100)):
        yield Problem("W206", "the input ends before the array does", places.find(len(text)), "warning")
    if head := _HEAD_KEYS.match(text, 0, opening):
        yield _beside(head[1].replace("\n", " "), Place(path, 1 + text.count("\n", 0, len(text.rstrip()))))


def _skip(text: str, position: int) -> int:
    gap = _GAP.match(text, position)
    return gap.end() if gap else position


def reason(error: Exception) -> str:
    """What is wrong with the JSON, without the position."""
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error).split(" (")[0]


def next_item(
    text: str, position: int, retries: int, begins: re.Pattern[str], accepts: Callable[[Any], bool]
) -> tuple[int, int]:
    """Where the next item behind a break at a position starts, the text's end if none does; the retries left.

    An item stands where ``begins`` matches and a value that ``accepts`` follows. A value that cannot be decoded
    costs a retry, so that a hostile text costs linear time.
    """
    while retries:
        candidate = begins.search(text, position + 1)
        if not candidate:
            break
        position = candidate.end()
        try:
            value, end = decode_value(text, position)
        except (ValueError, RecursionError):
            retries -= 1
            continue
        if accepts(value):
            return position, retries
        position = end - 1
    return len(text), retries


def _is_item(value: Any) -> bool:
    """Whether a value is an item, told by an id or a type."""
    return "id" in value or "type" in value


class _Places:
    """Line and column of positions asked for in rising order, the lines counted once."""

    def __init__(self, text: str, path: str) -> None:
        self._text, self._path = text, path
        self._line, self._counted = 1, 0

    def find(self, position: int) -> Place:
        """The place of a position that is not before the last one asked for."""
        position = max(position, self._counted)
        self._line += self._text.count("\n", self._counted, position)
        self._counted = position
        return Place(self._path, self._line, position - self._text.rfind("\n", 0, position))


CSL_JSON = Format(
    name="csljson",
    title="CSL-JSON",
    extensions=(".json",),
    looks_like=looks_like,
    read=read,
    stream=stream,
    write=write,
    aliases=("json", "csl-json", "csl_json", "csl"),
)
