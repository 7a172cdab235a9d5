"""Review: the pairs as data for people, the most uncertain first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from soilbib.dedupe.answers import content_key
from soilbib.dedupe.deduplication import Decision, Decisions, Deduplication
from soilbib.dedupe.explanation import explain_pair
from soilbib.dedupe.keys import make_keys
from soilbib.dedupe.pipeline import ANSWER
from soilbib.model import Record
from soilbib.model.markup import plain_text

SURE = 0.05
"""Scores nearer than this to 0 or 1 are not asked what would turn them."""


class Pair(Struct, frozen=True):
    """One decided pair, fit to be written as a line of JSON; ``flips`` says what would turn the verdict."""

    ids: tuple[str, str]
    keys: tuple[str, str]
    verdict: str
    merged: bool
    score: float
    rule: str
    reason: str
    evidence: dict[str, str]
    flips: tuple[str, ...] = ()


def pairs(found: Deduplication) -> Iterator[Pair]:
    """Every decision as a pair, in the order of the input."""
    names: dict[int, str] = {}
    for decision in found.decisions:
        one, other = found.sources[decision.one], found.sources[decision.other]
        doubtful = decision.verdict == "possible" or SURE < decision.score < 1 - SURE
        yield Pair(
            ids=decision.ids,
            keys=(_key(found, decision.one, names), _key(found, decision.other, names)),
            verdict=decision.verdict,
            merged=found.cluster_of[decision.one] == found.cluster_of[decision.other],
            score=decision.score,
            rule=decision.rule,
            reason=decision.reason,
            evidence=decision.evidence,
            flips=explain_pair(one, other, found.profile).flips if doubtful else (),
        )


def _key(found: Deduplication, index: int, names: dict[int, str]) -> str:
    if index not in names:
        names[index] = content_key(make_keys(found.sources[index]))
    return names[index]


def any_answered(found: Deduplication) -> bool:
    """Whether people's decisions were on any two of the records."""
    return any(decision.rule == ANSWER for decision in _doubtful(found.decisions))


def open_questions(found: Deduplication) -> list[Decision]:
    """The possible pairs, the most uncertain first: of two clusters the pair most alike, if nobody has parted them."""
    asked: dict[tuple[int, int], Decision] = {}
    parted: set[tuple[int, int]] = set()
    for decision in _doubtful(found.decisions):
        one, other = found.cluster_of[decision.one], found.cluster_of[decision.other]
        if one == other:
            continue
        if one > other:
            one, other = other, one
        if decision.verdict == "different" and decision.rule == ANSWER:
            parted.add((one, other))
        elif decision.verdict == "possible":
            best = asked.setdefault((one, other), decision)
            asked[one, other] = decision if decision.score > best.score else best
    questions = [decision for clusters, decision in asked.items() if clusters not in parted]
    return sorted(questions, key=lambda decision: (abs(decision.score - 0.5), decision.one, decision.other))


def _doubtful(decisions: Sequence[Decision]) -> Iterable[Decision]:
    """The decisions on which a person is asked, or has answered, and perhaps others."""
    return map(decisions.__getitem__, decisions.doubtful) if isinstance(decisions, Decisions) else decisions


SHOWN = ("container-title", "volume", "issue", "page", "publisher", "edition", "DOI", "PMID", "ISBN", "URL")
"""The fields shown of two records side by side, after title, authors and year."""


def side_by_side(one: Record, other: Record) -> list[tuple[str, str, str]]:
    """Field, value and value of two records; fields that neither has are left out."""
    rows = [
        ("title", plain_text(one.title), plain_text(other.title)),
        ("author", _people(one), _people(other)),
        ("year", str(one.year or ""), str(other.year or "")),
        *((name, one.fields.get(name, ""), other.fields.get(name, "")) for name in SHOWN),
    ]
    return [row for row in rows if row[1] or row[2]]


def _people(record: Record) -> str:
    return "; ".join(f"{name.full_family}, {name.given}".strip(", ") for name in record.authors)


def key_map(found: Deduplication) -> Iterator[tuple[str, str]]:
    """The old id and the new id of every record whose own id is not kept."""
    ids = found.ids
    for first, *others in found.clusters:
        for index in others:
            if ids[index] != ids[first]:
                yield ids[index], ids[first]


def counts_by_source(found: Deduplication) -> dict[str, Any]:
    """The numbers of a PRISMA flow diagram: identified by source, duplicates removed, left to screen.

    ``by_source`` says of each file how many records are ``repeated`` in it, and how many of its works are ``shared``
    with another one or ``unique`` to it, which add up to those identified. The works of a catalogue
    in which the records were looked for are not screened again.
    """
    old = found.old
    files = [record.source.path for record in found.sources]
    identified = Counter(files[old:])
    none = Counter(identified=0, repeated=0, shared=0, unique=0)
    by_source = {path: none.copy() for path in identified}
    screened = 0
    for members in found.clusters:
        new = Counter(files[index] for index in members if index >= old)
        screened += bool(new) and members[0] >= old
        for path, count in new.items():
            by_source[path]["identified"] += count
            by_source[path]["repeated"] += count - 1
            by_source[path]["unique" if len(new) == 1 and members[0] >= old else "shared"] += 1
    total = sum(identified.values())
    return {
        "identified": dict(identified),
        "total": total,
        "duplicates_removed": total - screened,
        "screened": screened,
        "by_source": by_source,
    }
