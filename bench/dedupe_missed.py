"""What keeps the missed duplicates of a labelled set apart, and what merging each class of them would cost everywhere.

    python bench/dedupe_missed.py SET

A class is a rule and the reason that it gives. Prints one JSON object per class that keeps true pairs of SET apart:
how many pairs, how many more duplicates would be removed if every pair of the class were merged (in SET), and how many
works would be lost for that, in SET and in each of the other sets. Then the same for the classes together, the
cheapest first. Pairs on which no rule has an answer are counted, but cannot be merged as a class.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import soilbib
from dedupe_accuracy import SHARED
from dedupe_peers import read_rows
from soilbib.dedupe import dedupe
from soilbib.dedupe.clustering import cluster

Pairs: TypeAlias = list[tuple[int, int]]
_DETAIL = re.compile(r"(?<=title has the number) .*|: .*")
UNRULED = "no rule has an answer"


class Found(NamedTuple):
    """A labelled set as it was found: true and found cluster of every record, and the unmerged pairs by class."""

    truth: Sequence[str]
    clusters: Sequence[int]
    apart: Mapping[str, Pairs]


class Removed(NamedTuple):
    """Records as the shared evaluator counts them: removed duplicates, those that stay, works without a record."""

    removed: int
    surplus: int
    lost: int


def find(folder: Path) -> Found:
    """Run the duplicate finder on a set."""
    records = soilbib.read(folder / "records.csv").records
    labels = {row["id"]: row["cluster"] for row in read_rows(folder / "truth.csv")}
    found = dedupe(records)
    apart: dict[str, Pairs] = {}
    for decision in found.decisions:
        if decision.verdict != "match":
            reason = _DETAIL.sub("", decision.reason)
            apart.setdefault(f"{decision.rule}: {reason}", []).append((decision.one, decision.other))
    return Found([labels[record.id] for record in records], found.cluster_of, apart)


def count(found: Found, merged: Iterable[tuple[int, int]] = ()) -> Removed:
    """Keep the first record of every cluster, as it was found and with these pairs merged besides."""
    size = len(found.truth)
    first: dict[int, int] = {}
    joined = [(first.setdefault(number, index), index) for index, number in enumerate(found.clusters)]
    kept = set(cluster(size, [*joined, *merged], ()))
    alive = {found.truth[index] for index in kept}
    works = len(set(found.truth))
    return Removed(size - len(kept) - (works - len(alive)), len(kept) - len(alive), works - len(alive))


def missed_pairs(found: Found) -> Counter[str]:
    """How many true pairs each class keeps apart."""
    ruled = {frozenset(pair): name for name, pairs in found.apart.items() for pair in pairs}
    members: dict[str, list[int]] = {}
    for index, work in enumerate(found.truth):
        members.setdefault(work, []).append(index)
    return Counter(
        ruled.get(frozenset(pair), UNRULED)
        for group in members.values()
        for pair in combinations(group, 2)
        if found.clusters[pair[0]] != found.clusters[pair[1]]
    )


def cost(sets: Mapping[str, Found], name: str, classes: Sequence[str]) -> dict[str, Any]:
    """What merging all pairs of these classes would win in one set, and lose in every one."""
    lost = {}
    for other, found in sets.items():
        pairs = [pair for label in classes for pair in found.apart.get(label, ())]
        lost[other] = count(found, pairs).lost - count(found).lost
    before = count(sets[name])
    after = count(sets[name], [pair for label in classes for pair in sets[name].apart.get(label, ())])
    total = after.removed + after.surplus
    return {
        "duplicates_won": after.removed - before.removed,
        "sensitivity": round(after.removed / total, 4),
        "works_lost_here": lost.pop(name),
        "works_lost_elsewhere": {other: works for other, works in lost.items() if works},
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", metavar="SET")
    name = parser.parse_args().set
    folders = [path.parent for path in sorted((SHARED / "data/dedupe").glob("*/truth.csv"))]
    sets = {folder.name: find(folder) for folder in folders}
    before, missed = count(sets[name]), missed_pairs(sets[name])
    print(json.dumps({"set": name, **before._asdict(), "missed_pairs": missed.total()}))
    costs = {label: cost(sets, name, [label]) for label in missed if label != UNRULED}
    for label, row in costs.items():
        print(json.dumps({"class": label, "missed_pairs": missed[label], **row}))
    print(json.dumps({"class": UNRULED, "missed_pairs": missed[UNRULED]}))
    cheapest = sorted(
        costs, key=lambda label: costs[label]["works_lost_here"] / (costs[label]["duplicates_won"] or 0.1)
    )
    for size in range(2, len(cheapest) + 1):
        print(json.dumps({"together": cheapest[:size], **cost(sets, name, cheapest[:size])}))


if __name__ == "__main__":
    main()
