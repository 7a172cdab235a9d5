"""What a document cites, and where."""

from __future__ import annotations

import re

from msgspec import Struct

EVERYTHING = "*"
"""The key by which ``\\nocite{*}`` and ``nocite: '@*'`` mean all records."""


class Cited(Struct, frozen=True):
    """A key that a document cites, and the offset of the key in its text."""

    key: str
    offset: int


class Found(Struct, frozen=True):
    """What a document cites, in its order; and the files that it takes in, by the names it has for them."""

    cited: tuple[Cited, ...]
    included: tuple[str, ...] = ()


def blank(text: str, *patterns: re.Pattern[str]) -> str:
    """The text with what the patterns match made spaces, so that offsets and lines stay what they are."""
    for pattern in patterns:
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    return text


def split_keys(text: str, start: int) -> list[Cited]:
    """The keys of a list with commas that stands at an offset."""
    return [
        Cited(match.group(), start + match.start()) for match in re.finditer(r"[^\s,](?:[^,]*[^\s,])?", text)
    ]
