"""The search for duplicates in a whole catalogue, as a program of its own, so that pages stay quick meanwhile.

Its arguments are the catalogue's path; one JSON document goes to standard output.
"""

from __future__ import annotations

import contextlib
import os
import sys

import msgspec
from msgspec import Struct

from soilbib.catalogue import Catalogue
from soilbib.dedupe import Deduplication, dedupe
from soilbib.dedupe.review import open_questions
from soilbib.web.deciding import answers_of

MOST_QUESTIONS = 5_000
MOST_GROUPS = 5_000


class Question(Struct, frozen=True):
    """Two records, by their keys, that the rules leave open."""

    one: str
    other: str
    score: float


class Group(Struct, frozen=True):
    """Records, by their keys, that are one work, and why."""

    keys: tuple[str, ...]
    reasons: tuple[str, ...]


class Findings(Struct, frozen=True):
    """What was found; ``open`` and ``mergeable`` are the numbers in all, the lists may be shorter."""

    questions: tuple[Question, ...] = ()
    groups: tuple[Group, ...] = ()
    open: int = 0
    mergeable: int = 0


def find(path: str) -> Findings:
    """Search a catalogue; what people decided stands above the rules."""
    with Catalogue(path, read_only=True) as catalogue:
        records = [entry.record.replace(id=entry.key) for entry in catalogue.entries()]
        answers = answers_of(catalogue)
    found = dedupe(records, answers)
    asked = open_questions(found)
    groups = _groups(found)
    return Findings(
        tuple(Question(*decision.ids, decision.score) for decision in asked[:MOST_QUESTIONS]),
        tuple(groups[:MOST_GROUPS]),
        len(asked),
        len(groups),
    )


def _groups(found: Deduplication) -> list[Group]:
    reasons: dict[int, dict[str, None]] = {}
    for decision in found.decisions:
        number = found.cluster_of[decision.one]
        if decision.verdict == "match" and number == found.cluster_of[decision.other]:
            reasons.setdefault(number, {}).setdefault(decision.reason)
    return [
        Group(tuple(found.sources[index].id for index in members), tuple(reasons.get(number, ())))
        for number, members in enumerate(found.clusters)
        if len(members) > 1
    ]


def main() -> None:
    """Search the catalogue that the argument names."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    sys.stdout.buffer.write(msgspec.json.encode(find(sys.argv[1])))


if __name__ == "__main__":
    main()
