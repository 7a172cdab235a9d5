"""Corrected examples: strings with the records that a person made of them, a JSON object on each line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from soilbib.errors import Place, Problem
from soilbib.model import Record, from_csl


class Example(Struct, frozen=True):
    """A string and the record it should be read as."""

    text: str
    record: Record
    line: int = 0


def read_examples(text: str, path: str = "") -> Iterator[Example | Problem]:
    """Read examples: ``{"text": …, "record": {CSL-JSON item}}``, or the items that `soilbib parse --spans` writes.

    "expect" is "record" by another name.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield _example(msgspec.json.decode(line.lstrip("\ufeff")), number)
        except (
            msgspec.DecodeError,
            RecursionError,
            ValueError,
            TypeError,
            AttributeError,
            KeyError,
        ) as error:
            message = f"not an example: {_reason(error)}"
            yield Problem("E101", message, Place(path, number), "error", line)


def _example(value: Any, line: int) -> Example:
    if not isinstance(value, dict):
        raise TypeError("an object is expected")
    item = value.get("record", value.get("expect"))
    string = value.get("text")
    if item is None and string is not None:
        raise ValueError('there is no "record" with the CSL-JSON item')
    if item is None:
        listing = (value.get("custom") or {}).get("extra", {}).get("listing", {})
        item, string = value, listing.get("text")
    if not isinstance(string, str) or not string.strip():
        raise ValueError('there is no "text" with the string')
    if not isinstance(item, dict) or not item.get("title"):
        raise ValueError("its record has no title")
    return Example(string, from_csl(item), line)


def _reason(error: Exception) -> str:
    return f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
