"""Patterns such as “{title}” – {issued} – {author}: variables, and the text between them.

Where a pattern has a quote or a dash, a string may have another; a full stop at its end may be missing.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from soilbib.formats.listing.spans import Span
from soilbib.model.variables import DATE_VARIABLES, NAME_VARIABLES, STANDARD_VARIABLES

VARIABLES: frozenset[str] = NAME_VARIABLES | DATE_VARIABLES | STANDARD_VARIABLES
"""What a slot may be for."""

_OPENING, _CLOSING, _DASHES = '“„«‹"‘‚', '”»›"’“', "–—‒―−-"
_LITERAL_PART = re.compile(rf"(\s+)|([{_DASHES}])|([{_OPENING}{_CLOSING}])|(.)", re.DOTALL)
_ONLY_STOP = re.compile(r"[\s.;,]*")
_PLACES_OF_A_MARK = 40
"""How many places of the text after a slot are tried; a string with more is in no regular form."""


class Pattern(Struct, frozen=True):
    """The slots in their order, and the text before, between and after them (one more than there are slots)."""

    slots: tuple[str, ...]
    literals: tuple[str, ...]

    def matches(self, text: str, most: int = 200) -> Iterator[dict[str, Span]]:
        """The ways to fill the slots, each slot as short as can be first; at most ``most`` of them."""
        first = _literal(self.literals[0]).match(text)
        yield from islice(self._fill(text, 0, first.end()), most) if first else ()

    def _fill(self, text: str, index: int, start: int) -> Iterator[dict[str, Span]]:
        last = index == len(self.slots) - 1
        mark = _final(self.literals[-1]) if last else _literal(self.literals[index + 1])
        for found in islice(mark.finditer(text, start + 1), _PLACES_OF_A_MARK):
            span = {self.slots[index]: (start, found.start())}
            if last:
                yield span
                continue
            for rest in self._fill(text, index + 1, found.end()):
                yield {**span, **rest}


@lru_cache(maxsize=256)
def parse_pattern(text: str) -> Pattern:
    """Read a pattern; ``{{`` and ``}}`` are braces. ValueError where it has no slot, one twice, or none between two."""
    literals, slots = [""], []
    for literal, slot, spec, conversion in _parts(text):
        literals[-1] += literal
        if slot is None:
            continue
        if slot not in VARIABLES or spec or conversion:
            raise ValueError(f"the pattern {text!r} has {{{slot}}}, which is no variable of CSL")
        slots.append(slot)
        literals.append("")
    if not slots or len(set(slots)) < len(slots):
        raise ValueError(f"the pattern {text!r} has " + ("a variable twice" if slots else "no variable"))
    if not all(literals[1:-1]):
        raise ValueError(f"the pattern {text!r} has two variables with nothing between them")
    return Pattern(tuple(slots), tuple(literals))


def _parts(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    try:
        return list(string.Formatter().parse(text))
    except ValueError as error:
        raise ValueError(f"the pattern {text!r} is broken: {error}") from None


def format_pattern(slots: list[str], literals: list[str]) -> str:
    """The text of a pattern of these slots and literals."""
    escaped = [literal.replace("{", "{{").replace("}", "}}") for literal in literals]
    filled = [f"{literal}{{{slot}}}" for literal, slot in zip(escaped, slots, strict=False)]
    return "".join(filled) + escaped[-1]


@lru_cache(maxsize=512)
def _literal(text: str) -> re.Pattern[str]:
    return re.compile(_as_regex(text))


@lru_cache(maxsize=256)
def _final(text: str) -> re.Pattern[str]:
    """The literal after the last slot, at the end of the string: stops may be missing."""
    return re.compile(r"[\s.;,]*$" if _ONLY_STOP.fullmatch(text) and text else _as_regex(text) + r"\s*$")


def _as_regex(text: str) -> str:
    """A literal as an expression that takes each quote for every quote, each dash for every dash."""
    parts = []
    for space, dash, quote, char in _LITERAL_PART.findall(text):
        if space:
            parts.append(r"\s+")
        elif dash:
            parts.append(f"[{_DASHES}]")
        elif quote:
            parts.append(f"[{_OPENING}{_CLOSING}]")
        else:
            parts.append(re.escape(char))
    return "".join(parts)
