"""Whether Spark finds what memory does, and what each stage costs a record.

    python bench/dedupe_spark.py [SIZE]

A labelled set of SIZE records (50,000 by default) is made with the shared generator and found twice: in memory,
stage by stage and on one core, and by a local Spark on two; by Spark also on a few records, to know its fixed cost.
Prints one JSON object: the microseconds of processor time that each stage takes for a record, how many pairs there
are for one, how long Spark took, whether clusters and merged records are the same, and what 100 million records would
take by these figures (docs/scale.md explains).
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import soilbib
from dedupe_speed import generate
from measured import run
from soilbib.dedupe import dedupe
from soilbib.dedupe.columns import screen
from soilbib.dedupe.engines.batches import read_line, write_line
from soilbib.dedupe.engines.pairing import Pairing
from soilbib.dedupe.index import make_index, with_crowds
from soilbib.dedupe.merging import merge
from soilbib.dedupe.pipeline import candidate_pairs, cluster_judged, identical_groups, judge, normalise
from soilbib.dedupe.profile import ARTICLES
from soilbib.model import Record
from soilbib.model.collector import collector_paused

T = TypeVar("T")
SIZE, MANY, CORES = 50_000, 100_000_000, 64
START = 50
"""A run on this part of the records tells what Spark takes whatever their number."""


def stages(lines: list[str]) -> tuple[dict[str, float], list[Record]]:
    """Microseconds of one core for a record in each stage, and the records."""
    spent: dict[str, float] = {}

    def timed(name: str, task: Callable[[], T]) -> T:
        begin = time.process_time()
        value = task()
        spent[name] = round((time.process_time() - begin) / len(lines) * 1e6, 1)
        return value

    with collector_paused():
        read = timed("read a line", lambda: [read_line(line) for line in lines])
        records = [record for record in read if record]
        fingerprints, keys = timed("fingerprint and keys", lambda: normalise(records))
        groups = identical_groups(fingerprints)
        firsts = [group[0] for group in groups]
        keyed = [keys[first] for first in firsts]
        index = with_crowds(timed("block keys", lambda: make_index(keyed)))
        with Pairing() as pairing:
            pairing.add(make_index(keys))
            timed("pairs in SQL", lambda: sum(len(some.ones) for some in pairing.pairs(index, firsts)))
        pairs = timed("pairs in columns", lambda: candidate_pairs(index))
        screened = timed("screen", lambda: list(screen(index, pairs)))
        decide = partial(judge, keyed, profile=ARTICLES)
        judged, unlike = timed("judge", lambda: decide(screened))
        _, clusters = timed("cluster", lambda: cluster_judged(index, judged, unlike, decide))
        members: dict[int, list[Record]] = {}
        for group, number in zip(groups, clusters, strict=True):
            members.setdefault(number, []).extend(records[position] for position in group)
        merged = timed("merge", lambda: [merge(group) for group in members.values()])
        timed("write a line", lambda: [write_line(record) for record in merged])
    counts = {
        "pairs": len(pairs.ones),
        "screened": sum(len(some.ones) for some in screened),
        "judged": len(judged),
    }
    return {**spent, **{f"{name} a record": round(n / len(lines), 2) for name, n in counts.items()}}, records


def spark(path: Path, folder: Path) -> dict[str, Any]:
    """Run the command on a local Spark."""
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "soilbib",
        "dedupe",
        "--engine",
        "spark",
        "--master",
        "local[2]",
        path,
    ]
    folder.mkdir(exist_ok=True)
    return run([*command, "-o", folder / "merged", "--clusters", folder / "clusters"])


def same(records: list[Record], folder: Path) -> dict[str, bool]:
    """Whether Spark's output is what is found in memory."""
    found = dedupe(records)
    rows = [line for part in (folder / "clusters").glob("part-*") for line in part.read_text().splitlines()]
    clusters: dict[str, set[str]] = {}
    for name, cluster in (row.rsplit(",", 1) for row in rows if row != "id,cluster"):
        clusters.setdefault(cluster, set()).add(name)
    expected = {frozenset(records[member].id for member in members) for members in found.clusters}
    merged = [
        line for part in sorted((folder / "merged").glob("part-*")) for line in part.read_text().splitlines()
    ]
    return {
        "same clusters": {frozenset(names) for names in clusters.values()} == expected,
        "same records": merged == [write_line(record) for record in found.records],
    }


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        data = generate(size, folder)
        path, start = folder / "records.jsonl", folder / "start.jsonl"
        lines = [write_line(record) for record in soilbib.read(data / "records.csv").records]
        path.write_text("\n".join(lines), encoding="utf-8")
        start.write_text("\n".join(lines[: size // START]), encoding="utf-8")
        spent, records = stages(lines)
        result: dict[str, Any] = {"records": size, "microseconds a record": spent}
        if shutil.which("java"):
            few, all_ = spark(start, folder / "few"), spark(path, folder)
            result |= {f"spark, {size // START} records": few, "spark": all_, **same(records, folder)}
            on_core = (all_["cpu_seconds"] - few["cpu_seconds"]) / (size - size // START)
            result["core hours for 100 million"] = round(on_core * MANY / 3600, 1)
            result[f"hours on {CORES} cores"] = round(on_core * MANY / 3600 / CORES, 2)
        else:
            result["spark"] = "absent: there is no Java"
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
