"""JSON Lines: one CSL-JSON item on each line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.csl_json import decode_value, encode_item, is_container, read_item, reason
from soilbib.formats.format import Format, in_parts
from soilbib.model import Record, Source


def looks_like(head: str) -> bool:
    """Whether the first line is a whole JSON object, or the start of one longer than the head."""
    first, line_end, rest = head.removeprefix("\ufeff").lstrip().partition("\n")
    if not first.startswith("{") or rest.lstrip()[:1] not in ("", "{"):
        return False
    try:
        value = msgspec.json.decode(first)
    except ValueError:
        return not line_end and len(first) > 10_000 and first[1:].lstrip().startswith('"')
    return isinstance(value, dict) and not is_container(value)


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read one item a line; a line that is none becomes an E104 problem with its text."""
    for number, marked in enumerate(text.split("\n"), start=1):
        line = marked.removeprefix("\ufeff")  # at the start, and where files were joined
        if not line or line.isspace():
            continue
        try:
            value = _decode_line(line)
        except (ValueError, RecursionError) as error:
            column = error.pos + 1 if isinstance(error, json.JSONDecodeError) else 1
            yield Problem("E104", f"broken JSON: {reason(error)}", Place(path, number, column), text=line)
        else:
            yield read_item(value, Source("jsonl", path, number))


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write one compact item a line."""
    for record in records:
        yield encode_item(record).decode() + "\n"


def _decode_line(line: str) -> Any:
    try:
        return msgspec.json.decode(line)
    except ValueError:
        value, end = decode_value(line.strip())
        if end < len(line.strip()):
            raise json.JSONDecodeError("more than one value on the line", line, end) from None
        return value


JSONL = Format(
    name="jsonl",
    title="JSON Lines of CSL-JSON",
    extensions=(".jsonl", ".ndjson"),
    looks_like=looks_like,
    read=read,
    stream=in_parts(read, lambda text: text.rfind("\n") + 1),
    write=write,
    aliases=("ndjson", "csl-jsonl", "jsonlines"),
)
