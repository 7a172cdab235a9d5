"""Two records side by side in a terminal, what differs highlighted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import zip_longest

import click

from soilbib.dedupe.explanation import PairReport
from soilbib.dedupe.review import side_by_side
from soilbib.dedupe.text import words
from soilbib.model import Record

WIDE = 100
"""In a terminal of so many columns the records stand beside each other, else one under the other."""
LABEL = 18


def columns(one: Record, other: Record) -> list[str]:
    """The two records field by field; "≠" marks a field that differs, and the words of one side alone stand out."""
    width = shutil.get_terminal_size().columns
    cell = (min(width, 200) - LABEL - 3) // 2 if width >= WIDE else 0
    lines = [*_row(" ", "", (one.id or "-").split(), (other.id or "-").split(), cell)]
    for field, left, right in side_by_side(one, other):
        if left == right:
            lines.append(f"= {field:16}{left}")
        else:
            mark = click.style("≠", fg="yellow") if left and right else " "
            lines += _row(mark, field, _highlighted(left, right), _highlighted(right, left), cell)
    return lines


def _highlighted(text: str, other: str) -> list[str]:
    """The words of a text, those that the other one lacks in colour; "-" for none."""
    known = set(words(other))
    return [
        word if known.issuperset(words(word)) else click.style(word, fg="yellow", bold=True)
        for word in text.split()
    ] or ["-"]


def _row(mark: str, field: str, left: list[str], right: list[str], cell: int) -> Iterator[str]:
    """One field of both: in two cells of that width, or one under the other where the width is 0."""
    if not cell:
        yield f"{mark} {field:16}{' '.join(left)}"
        yield f"{'':{LABEL}}{' '.join(right)}"
        return
    for number, (ours, theirs) in enumerate(
        zip_longest(_wrapped(left, cell), _wrapped(right, cell), fillvalue="")
    ):
        head = f"{mark} {field:16}" if number == 0 else " " * LABEL
        yield f"{head}{ours}{' ' * (cell - _length(ours))} │ {theirs}"


def _wrapped(pieces: list[str], width: int) -> Iterator[str]:
    """The words in lines of that width; a longer word has a line of its own."""
    line = ""
    for piece in pieces:
        if line and _length(line) + 1 + _length(piece) > width:
            yield line
            line = piece
        else:
            line = f"{line} {piece}" if line else piece
    yield line


def _length(text: str) -> int:
    return len(click.unstyle(text))


def in_words(report: PairReport) -> list[str]:
    """Verdict, evidence and what would change the verdict."""
    return [
        f"{report.verdict}: {report.reason} ({report.rule}, {report.score:.2f})",
        *(f"  {field}: {said}" for field, said in report.evidence.items()),
        *(["What would change it:", *(f"  {flip}" for flip in report.flips)] if report.flips else []),
    ]
