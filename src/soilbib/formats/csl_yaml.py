"""CSL-YAML: CSL-JSON's items as YAML, in a list, under "references", or in the header of a Markdown file.

Dates may be written as pandoc allows ("2004-06/2004-07", or a year, month and day), names as one text, keywords as
a list, and texts may have pandoc's Markdown ("*Quercus*"); what would be taken for that is escaped when written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.csl_json import CONTAINER_KEYS, encode_item
from soilbib.formats.format import Format
from soilbib.formats.pandoc_markup import from_markdown, guarded
from soilbib.formats.yaml_data import BrokenYamlError, compose, dump, entries, line_of, value_of
from soilbib.model import Date, Record, Source, from_csl, parse_date, parse_name, to_csl
from soilbib.model.variables import DATE_VARIABLES, NAME_VARIABLES, STANDARD_VARIABLES

_HEAD = re.compile(
    r"^\ufeff?(?:references:[ \t]*(?:\[[ \t]*\][ \t]*)?\r?$|[ \t]*- +(?:id|type|title|author|citation-key):)",
    re.MULTILINE,
)
_TELLING = re.compile(r"^[ \t]*(?:- +)?(?:id|type|issued|container-title|title|author):", re.MULTILINE)
_EMPTY = re.compile(r"^\ufeff?(?:---\s+)?references:\s*\[\s*\]", re.MULTILINE)
_HEADER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_ITEM = re.compile(r"^([ \t]*)- ", re.MULTILINE)
_MARKED = frozenset(
    """title title-short container-title container-title-short collection-title original-title volume-title
    reviewed-title event-title abstract note annote""".split()
)
"""The variables that may have Markdown."""

_OPENING = re.compile(r"(?:\s+|---|#.*|(?:references|items)[ \t]*:)*")


def looks_like(head: str) -> bool:
    """Whether there is a list under "references", or a list whose items have CSL's keys."""
    if _EMPTY.search(head):
        return True
    start = _HEAD.search(head)
    return bool(start) and len(set(_TELLING.findall(head))) >= 2


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read the items; where the YAML is broken, those that can be read one by one."""
    body, line, rest = _body(text)
    try:
        node = compose(body)
    except BrokenYamlError as error:
        yield from _recover(body, path, line, error)
        return
    if node is not None:
        yield from _read_nodes(node, path, line)
    if rest.strip() and node is None:
        yield Problem("W205", "text outside any record", Place(path, 1, 1), "info", rest)


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write a YAML document with the list under "references"."""
    opening = "---\nreferences:\n"
    for record in records:
        item = msgspec.json.decode(encode_item(record))
        texts = {key: guarded(item[key]) for key in _MARKED & item.keys() if isinstance(item[key], str)}
        yield opening + dump([{**item, **texts}])
        opening = ""
    yield f"{opening[:-1]} []\n...\n" if opening else "...\n"


def _body(text: str) -> tuple[str, int, str]:
    """The YAML of a text, the lines before it, and what follows it."""
    header = _HEADER.match(text)
    return (header[1], 1, text[header.end() :]) if header else (text, 0, "")


def _read_nodes(node: Any, path: str, line: int) -> Iterator[Record | Problem]:
    lists = [node]
    if node.id == "mapping":
        found = [value for key, value in node.value if key.value in CONTAINER_KEYS and value.id == "sequence"]
        rest = [key.value for key, value in node.value if value not in found]
        lists = found or [[node]]
        if found and rest and rest != ["nocite"]:
            names = ", ".join(map(str, rest))
            yield Problem(
                "W205",
                f"the document has more than references: {names}",
                Place(path, line + 1),
                "info",
                names,
            )
    for items in lists:
        for item in items if isinstance(items, list) else [child for _, child in entries(items)]:
            yield _read_item(value_of(item), Source("cslyaml", path, line_of(item) + line))


def _read_item(value: Any, source: Source) -> Record | Problem:
    if isinstance(value, dict):
        return from_csl({key: _normalise(key, part) for key, part in value.items()}, source)
    message = "an item must be a mapping"
    return Problem("E104", message, Place(source.path, source.line), text=dump(value))


def _normalise(key: str, value: Any) -> Any:
    """A value as CSL-JSON has it, from the shorter forms that YAML files use."""
    if key in _MARKED and isinstance(value, str):
        return from_markdown(value)
    if key in DATE_VARIABLES:
        return _normalise_date(value)
    if key in NAME_VARIABLES:
        names = value if isinstance(value, list) else [value]
        if all(isinstance(name, str | dict) and name for name in names):
            return [_normalise_name(name) for name in names]
    if (
        key in STANDARD_VARIABLES
        and isinstance(value, list)
        and value
        and all(isinstance(part, str) for part in value)
    ):
        return ("; " if key == "keyword" else ", ").join(value)
    return value


def _normalise_name(name: Any) -> Any:
    if isinstance(name, str):
        return msgspec.to_builtins(parse_name(name))
    texts = {
        part: str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for part, value in name.items()
    }
    return {"literal": texts["name"]} if set(texts) == {"name"} else texts


def _normalise_date(value: Any) -> Any:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return _date_item(parse_date(str(value)))
    points = value if isinstance(value, list) else [value]
    if not points or not all(isinstance(point, dict) and "year" in point for point in points):
        return value
    parts = [[point[part] for part in ("year", "month", "day") if part in point] for point in points]
    rest = {key: other for key, other in points[0].items() if key not in ("year", "month", "day")}
    return {"date-parts": parts, **rest}


def _date_item(date: Date) -> Any:
    return to_csl(Record(dates={"issued": date}))["issued"]


def _recover(body: str, path: str, line: int, error: BrokenYamlError) -> Iterator[Record | Problem]:
    """The items that can be read by themselves; those that cannot are problems with their text."""
    starts = list(_ITEM.finditer(body))
    indent = min((len(match[1]) for match in starts), default=0)
    places = [match.start() for match in starts if len(match[1]) == indent]
    if not places or (len(places) > 1 and str(error).startswith("alias")):
        yield Problem(
            "E104", f"broken YAML: {error}", Place(path, error.line + line, error.column), text=body
        )
        return
    if not _OPENING.fullmatch(body, 0, places[0]):
        place = Place(path, error.line + line, error.column)
        yield Problem("E104", f"broken YAML: {error}", place, text=body[: places[0]])
    for start, end in zip(places, [*places[1:], len(body)], strict=True):
        item, at = body[start:end], body.count("\n", 0, start) + line
        try:
            node = compose(item)
        except BrokenYamlError as inner:
            place = Place(path, inner.line + at, inner.column)
            yield Problem("E104", f"broken YAML: {inner}", place, text=item)
            continue
        if node is not None:
            yield from _read_nodes(node, path, at)


CSL_YAML = Format(
    name="cslyaml",
    title="CSL-YAML",
    extensions=(".yaml", ".yml"),
    looks_like=looks_like,
    read=read,
    write=write,
    aliases=("csl-yaml", "yaml", "csl_yaml"),
)
