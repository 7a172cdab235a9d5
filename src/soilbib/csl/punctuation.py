"""What becomes of two punctuation marks that meet, and which of them go inside a closing quotation mark."""

from __future__ import annotations

PUNCTUATION = frozenset(".,:;!?")
INTO_QUOTES = frozenset(".,!?")
"""Marks that move inside a closing quotation mark under ``punctuation-in-quote``."""

COLLISIONS: dict[str, str] = {
    ":.": ":", ":!": "!", ":?": "?", ";:": ";", ";.": ";", ";!": "!", ";?": "?",
    "!:": "!", "!.": "!", "?:": "?", "?.": "?",
}  # fmt: skip
"""Pairs of which one mark survives; the others stand side by side, and equal ones become one."""


def merge(left: str, right: str) -> str:
    """What is printed where two marks meet."""
    return left if left == right else COLLISIONS.get(left + right, left + right)


def meet(left: str, right: str) -> str:
    """Two affixes one after the other, as one text."""
    if not left or not right or left[-1] not in PUNCTUATION or right[0] not in PUNCTUATION:
        return left + right
    return left[:-1] + merge(left[-1], right[0]) + right[1:]
