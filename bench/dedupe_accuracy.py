"""How many duplicates are found, and how many works are lost, on the labelled sets beside the project.

Prints one JSON object per set: pairs (precision, recall, F1), works lost, sensitivity, seconds, records per second.
Sets are the folders of ``$SOILBIB_SHARED/data/dedupe`` with ``truth.csv`` (clusters) or ``pairs.csv`` (each pair
judged alone); name some as arguments to run only these.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import soilbib
from soilbib.dedupe import dedupe

SHARED = Path(os.environ.get("SOILBIB_SHARED", Path(__file__).parent.parent.parent / "shared"))
FIGURES = ("precision", "recall", "f1", "fp", "fn", "rec_fp", "rec_sensitivity", "rec_f1")


def clusters_of_set(folder: Path) -> dict[str, Any]:
    """Find the duplicates of one set and have the shared evaluator score them."""
    records = soilbib.read(folder / "records.csv").records
    start = time.perf_counter()
    result = dedupe(records)
    seconds = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as scratch:
        predicted = Path(scratch, "predicted.csv")
        with predicted.open("w", newline="", encoding="utf-8") as file:
            rows = zip((record.id for record in records), result.cluster_of, strict=True)
            csv.writer(file).writerows([("id", "cluster"), *rows])
        command = [
            SHARED / "tools/evaluate_dedupe.py",
            folder / "records.csv",
            folder / "truth.csv",
            predicted,
        ]
        scored = json.loads(
            subprocess.run([sys.executable, *command], check=True, capture_output=True).stdout
        )
    figures = {name: scored[name] for name in FIGURES}
    return {
        "records": len(records),
        **figures,
        **speed(len(records), seconds),
        "kinds": kinds(folder, result),
    }


def kinds(folder: Path, result: soilbib.Deduplication) -> dict[str, str]:
    """Of the generated look-alikes, how many were wrongly merged: "kind": "merged/made"."""
    path = folder / "kinds.csv"
    if not path.exists():
        return {}
    with path.open(newline="", encoding="utf-8") as file:
        kind = {row["id"]: row["kind"] for row in csv.DictReader(file)}
    with (folder / "truth.csv").open(newline="", encoding="utf-8") as file:
        truth = {row["id"]: row["cluster"] for row in csv.DictReader(file)}
    made, merged = Counter[str](), Counter[str]()
    for members in result.clusters:
        ids = [result.sources[index].id for index in members]
        mixed = len({truth[identifier] for identifier in ids}) > 1
        for identifier in ids:
            if kind[identifier].startswith("hard-b:"):
                made[kind[identifier][7:]] += 1
                merged[kind[identifier][7:]] += mixed
    return {name: f"{merged[name]}/{made[name]}" for name in sorted(made)}


def pairs_of_set(folder: Path) -> dict[str, Any]:
    """Judge every labelled pair by itself."""
    records = {record.id: record for record in soilbib.read(folder / "records.csv").records}
    with (folder / "pairs.csv").open(newline="", encoding="utf-8") as file:
        pairs = list(csv.DictReader(file))
    start = time.perf_counter()
    found = [dedupe([records[pair["id1"]], records[pair["id2"]]]).kept == 1 for pair in pairs]
    seconds = time.perf_counter() - start
    wrong = [
        pair["id1"] for pair, merged in zip(pairs, found, strict=True) if merged != (pair["label"] == "1")
    ]
    return {
        "pairs": len(pairs),
        "right": len(pairs) - len(wrong),
        "wrong": wrong,
        **speed(2 * len(pairs), seconds),
    }


def speed(count: int, seconds: float) -> dict[str, float]:
    return {"seconds": round(seconds, 2), "records_per_second": round(count / seconds)}


def main() -> None:
    wanted = set(sys.argv[1:])
    for folder in sorted((SHARED / "data/dedupe").iterdir()):
        if wanted and folder.name not in wanted:
            continue
        if (folder / "truth.csv").exists():
            print(json.dumps({"set": folder.name, **clusters_of_set(folder)}), flush=True)
        elif (folder / "pairs.csv").exists():
            print(json.dumps({"set": folder.name, **pairs_of_set(folder)}), flush=True)


if __name__ == "__main__":
    main()
