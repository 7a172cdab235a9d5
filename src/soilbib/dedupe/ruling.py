"""What a rule is, and what it may answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from msgspec import Struct

from soilbib.dedupe.comparison import Comparison

Verdict: TypeAlias = Literal["match", "possible", "different"]


class Ruling(Struct, frozen=True):
    """A rule's answer; ``opposed``: something in the one record speaks against the other, though it may be a slip."""

    verdict: Verdict
    reason: str
    rule: str = ""
    opposed: bool = False

    @property
    def parts(self) -> bool:
        """Whether no chain of other records brings the two together."""
        return self.verdict == "different" or self.opposed


Rule: TypeAlias = Callable[[Comparison], Ruling | None]


def match(reason: str) -> Ruling:
    """The two records describe one work."""
    return Ruling("match", reason)


def possible(reason: str, *, opposed: bool = False) -> Ruling:
    """A person should look at the two records, ``opposed`` before a third one joins them that says less."""
    return Ruling("possible", reason, opposed=opposed)


def different(reason: str) -> Ruling:
    """The two records describe two works, however alike they are."""
    return Ruling("different", reason)
