"""What a rule is, and what it may answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from msgspec import Struct

from soilbib.dedupe.comparison import Comparison

Verdict: TypeAlias = Literal["match", "possible", "different"]


class Ruling(Struct, frozen=True):
    """A rule's answer."""

    verdict: Verdict
    reason: str
    rule: str = ""


Rule: TypeAlias = Callable[[Comparison], Ruling | None]


def match(reason: str) -> Ruling:
    """The two records describe one work."""
    return Ruling("match", reason)


def possible(reason: str) -> Ruling:
    """A person should look at the two records."""
    return Ruling("possible", reason)


def different(reason: str) -> Ruling:
    """The two records describe two works, however alike they are."""
    return Ruling("different", reason)
