"""Answers: what people decided on pairs, kept as a table and found again by the content of the records."""

from __future__ import annotations

import csv
import io
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Literal, TypeAlias

from msgspec import Struct

from soilbib.dedupe.keys import Keys
from soilbib.dedupe.pipeline import ANSWER, Judged
from soilbib.dedupe.places import container_initials
from soilbib.dedupe.ruling import Ruling
from soilbib.dedupe.tables import read_table
from soilbib.errors import InputError, Problem

Said: TypeAlias = Literal["same", "different"]

_SAID: dict[str, Said] = {"same": "same", "different": "different"}
COLUMNS = ("key1", "key2", "decision", "who", "why", "id1", "id2")


class Answer(Struct, frozen=True):
    """A person's decision on one pair; ``keys`` are the records' content keys, ``ids`` what they were called then."""

    keys: tuple[str, str]
    decision: Said
    who: str = ""
    why: str = ""
    ids: tuple[str, str] = ("", "")


class Contradiction(Struct, frozen=True):
    """An answer "different" on two records that a chain of answers "same" makes one."""

    different: Answer
    chain: tuple[Answer, ...]

    def __str__(self) -> str:
        same = ", ".join(f"{_name(answer, 0)} = {_name(answer, 1)}" for answer in self.chain)
        return f"{same}, but {_name(self.different, 0)} ≠ {_name(self.different, 1)}"


def _name(answer: Answer, side: int) -> str:
    return answer.ids[side] or answer.keys[side]


def content_key(keys: Keys) -> str:
    """A short name for what a record says; ids, case, punctuation and the order of the file do not change it.

    The container counts (by its initials, which abbreviating leaves) only where nothing else tells the place.
    """
    placed = keys.volume or keys.first_page or keys.doi
    telling = (
        keys.title.compact, " ".join(sorted(keys.families)), keys.year, keys.volume, keys.first_page,
        keys.doi, keys.edition, *(() if placed else (container_initials(keys.container),)),
    )  # fmt: skip
    return blake2b(repr(telling).encode(), digest_size=8).hexdigest()


def read_answers(text: str, path: str = "") -> Iterator[Answer | Problem]:
    """Read the table; a row that decides nothing is a problem that keeps its text.

    An empty text has no answers. Raises `InputError` for a table of something else.
    """
    columns, rows = read_table(text, path)
    if columns and not set(COLUMNS[:3]) <= set(columns):
        raise InputError(f"{path}: no table of decisions; its header is {','.join(COLUMNS)}")
    for place, row, said in rows:
        decision = _SAID.get(row["decision"].lower())
        if row["key1"] and row["key2"] and decision:
            ids = (row.get("id1", ""), row.get("id2", ""))
            yield Answer((row["key1"], row["key2"]), decision, row.get("who", ""), row.get("why", ""), ids)
        else:
            message = 'a decision needs key1, key2 and "same" or "different"'
            yield Problem("E105", message, place, text=said)


def write_answers(answers: Iterable[Answer]) -> str:
    """The table with its header."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        (*answer.keys, answer.decision, answer.who, answer.why, *answer.ids) for answer in answers
    )
    return stream.getvalue()


def latest(answers: Iterable[Answer]) -> list[Answer]:
    """One answer for every pair: the last one given."""
    return list({frozenset(answer.keys): answer for answer in answers}.values())


def find_contradictions(answers: Sequence[Answer]) -> list[Contradiction]:
    """Every answer "different" whose two records are the same by way of other answers."""
    edges = _same_edges(answers)
    apart = (answer for answer in answers if answer.decision == "different")
    found = ((answer, _chain(edges, *answer.keys)) for answer in apart)
    return [Contradiction(answer, chain) for answer, chain in found if chain]


def is_settled(answers: Sequence[Answer], one: str, other: str) -> bool:
    """Whether answers, maybe by way of other records, say of two keys that they are the same or different."""
    edges = _same_edges(answers)
    ours, theirs = _reached(edges, one), _reached(edges, other)
    return bool(ours & theirs) or any(
        answer.decision == "different"
        and not ours.isdisjoint(answer.keys)
        and not theirs.isdisjoint(answer.keys)
        for answer in answers
    )


def _reached(edges: Mapping[str, list[tuple[str, Answer]]], start: str) -> set[str]:
    """The keys that chains of answers "same" lead to."""
    reached, queue = {start}, [start]
    while queue:
        partners = {partner for partner, _ in edges.get(queue.pop(), ())} - reached
        reached |= partners
        queue += partners
    return reached


def _same_edges(answers: Iterable[Answer]) -> dict[str, list[tuple[str, Answer]]]:
    """For every key those that an answer says are the same, with the answer."""
    edges: dict[str, list[tuple[str, Answer]]] = defaultdict(list)
    for answer in answers:
        if answer.decision == "same":
            one, other = answer.keys
            edges[one].append((other, answer))
            edges[other].append((one, answer))
    return edges


def _chain(edges: Mapping[str, list[tuple[str, Answer]]], start: str, goal: str) -> tuple[Answer, ...]:
    """The shortest chain of answers "same" from one record to another; empty where there is none."""
    came_from: dict[str, tuple[str, Answer]] = {}
    queue = deque([start])
    while queue and goal not in came_from:
        key = queue.popleft()
        for partner, answer in edges.get(key, ()):
            if partner != start and partner not in came_from:
                came_from[partner] = (key, answer)
                queue.append(partner)
    chain: list[Answer] = []
    while goal in came_from:
        goal, answer = came_from[goal]
        chain.append(answer)
    return tuple(reversed(chain))


def answered_pairs(keyed: Sequence[Keys], answers: Sequence[Answer]) -> list[Judged]:
    """The answers on the pairs that are there, by position; identical content is one work whatever was said."""
    if not answers:
        return []
    wanted = {key for answer in answers for key in answer.keys}
    positions: dict[str, list[int]] = defaultdict(list)
    for index, keys in enumerate(keyed):
        key = content_key(keys)
        if key in wanted:
            positions[key].append(index)
    judged = [
        judged_answer(answer, min(one, other), max(one, other))
        for answer in latest(answers)
        for one in positions[answer.keys[0]]
        for other in positions[answer.keys[1]]
        if one != other
    ]
    return sorted(judged, key=lambda pair: (pair.one, pair.other))


def judged_answer(answer: Answer, one: int = 0, other: int = 0) -> Judged:
    """An answer on two records as a ruling that stands above every rule."""
    by = f" by {answer.who}" if answer.who else ""
    why = f": {answer.why}" if answer.why else ""
    verdict: Literal["match", "different"] = "match" if answer.decision == "same" else "different"
    ruling = Ruling(verdict, f"decided {answer.decision}{by}{why}", ANSWER)
    return Judged(one, other, ruling, 1.0 if answer.decision == "same" else 0.0)
