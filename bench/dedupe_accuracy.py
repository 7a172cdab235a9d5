"""How many duplicates are found, and how many works are lost, on the labelled sets beside the project.

    python bench/dedupe_accuracy.py [SET ...] [--bib-dedupe PYTHON] [--profile NAME|FILE] [--leave-one-out SHARE]

Prints one JSON object per set and tool: pairs (precision, recall, F1), works lost, sensitivity, seconds, records per
second, and of generated look-alikes how many were wrongly merged. Sets are the folders of
``$SOILBIB_SHARED/data/dedupe`` with ``truth.csv`` (clusters) or ``pairs.csv`` (each pair judged alone). The peers
are the DOI-or-title baseline and bib-dedupe, in an environment of its own (``pip install bib-dedupe==0.11.0``) whose
interpreter is PYTHON; without one it is reported as absent.

``--leave-one-out 1/100`` scores each set under thresholds that were calibrated, with that budget of false merges,
on all the other sets and on these alone.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import soilbib
from dedupe_peers import (
    bib_dedupe,
    doi_or_title,
    read_rows,
    write_clusters,
)
from soilbib.dedupe import Profile, dedupe
from soilbib.dedupe.calibration import Calibration, Labelled, calibrate, labelled_decisions, read_budget
from soilbib.dedupe.profile import ARTICLES, load_profile

SHARED = Path(os.environ.get("SOILBIB_SHARED", Path(__file__).parent.parent.parent / "shared"))
FIGURES = ("precision", "recall", "f1", "fp", "fn", "rec_fp", "rec_sensitivity", "rec_f1")
Finder = Callable[[Path, Path], dict[str, Any]]
"""Reads the records, writes id,cluster, and says what else there is to say; ``absent`` where it could not."""


def clusters_of_set(folder: Path, find: Finder | None = None) -> dict[str, Any]:
    """Find the duplicates of one set and have the shared evaluator score them."""
    with tempfile.TemporaryDirectory() as scratch:
        predicted = Path(scratch, "predicted.csv")
        said = (find or soilbib_finder(ARTICLES))(folder / "records.csv", predicted)
        if "absent" in said:
            return said
        evaluator = SHARED / "tools/evaluate_dedupe.py"
        files = [folder / "records.csv", folder / "truth.csv", predicted]
        command = [sys.executable, *map(str, (evaluator, *files))]
        scored = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        kinds = merged_kinds(folder, read_rows(predicted))
    return {**{name: scored[name] for name in FIGURES}, **said, "kinds": kinds}


def soilbib_finder(profile: Profile) -> Finder:
    """This project, under a profile."""

    def find(records: Path, predicted: Path) -> dict[str, Any]:
        read = soilbib.read(records).records
        start = time.perf_counter()
        found = dedupe(read, (), profile)
        seconds = time.perf_counter() - start
        write_clusters(
            predicted,
            ((record.id, str(number)) for record, number in zip(read, found.cluster_of, strict=True)),
        )
        return speed(len(read), seconds)

    return find


def baseline(records: Path, predicted: Path) -> dict[str, Any]:
    """Equal DOI, or equal title and year."""
    rows = read_rows(records)
    start = time.perf_counter()
    clusters = doi_or_title(rows)
    seconds = time.perf_counter() - start
    write_clusters(predicted, clusters)
    return speed(len(rows), seconds)


def bib_dedupe_finder(python: str) -> Finder:
    """The peer from PyPI, in its own interpreter; its seconds include the start of that."""

    def find(records: Path, predicted: Path) -> dict[str, Any]:
        if not python:
            return {"absent": "no --bib-dedupe PYTHON"}
        start = time.perf_counter()
        wrong = bib_dedupe(python, records, predicted)
        return {"absent": wrong} if wrong else speed(len(read_rows(records)), time.perf_counter() - start)

    return find


def merged_kinds(folder: Path, predicted: Iterable[dict[str, str]]) -> dict[str, str]:
    """Of the generated look-alikes, how many were wrongly merged: "kind": "merged/made"."""
    if not (folder / "kinds.csv").exists():
        return {}
    kind = {row["id"]: row["kind"] for row in read_rows(folder / "kinds.csv")}
    truth = {row["id"]: row["cluster"] for row in read_rows(folder / "truth.csv")}
    clusters: dict[str, list[str]] = {}
    for row in predicted:
        clusters.setdefault(row["cluster"], []).append(row["id"])
    made, merged = Counter[str](), Counter[str]()
    for ids in clusters.values():
        mixed = len({truth[identifier] for identifier in ids}) > 1
        for identifier in ids:
            if kind[identifier].startswith("hard-b:"):
                made[kind[identifier][7:]] += 1
                merged[kind[identifier][7:]] += mixed
    return {name: f"{merged[name]}/{made[name]}" for name in sorted(made)}


def pairs_of_set(folder: Path, find: Finder) -> dict[str, Any]:
    """Judge every labelled pair by itself, each in a table of its own."""
    rows = {row["id"]: row for row in read_rows(folder / "records.csv")}
    pairs = read_rows(folder / "pairs.csv")
    counts = Counter[str]()
    wrong = []
    for pair in pairs:
        with tempfile.TemporaryDirectory() as scratch:
            records, predicted = Path(scratch, "records.csv"), Path(scratch, "predicted.csv")
            with records.open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, rows[pair["id1"]])
                writer.writeheader()
                writer.writerows([rows[pair["id1"]], rows[pair["id2"]]])
            said = find(records, predicted)
            if "absent" in said:
                return said
            merged = len({row["cluster"] for row in read_rows(predicted)}) == 1
        counts[("f" if merged != (pair["label"] == "1") else "t") + ("p" if merged else "n")] += 1
        wrong += [pair["id1"]] if merged != (pair["label"] == "1") else []
    return {"pairs": len(pairs), "right": len(pairs) - len(wrong), **counts, "wrong": wrong}


def leave_one_out(folders: Sequence[Path], budget: float) -> None:
    """Score each set under thresholds that were calibrated on the others."""
    labelled = {folder: labelled_pairs(folder) for folder in folders}
    for folder in folders:
        others = [pair for other in folders if other != folder for pair in labelled[other]]
        found = calibrate(others, budget)
        scored = clusters_of_set(folder, soilbib_finder(found.profile))
        report({"set": folder.name, "tool": "soilbib, calibrated on the others", **fitted(found), **scored})


def labelled_pairs(folder: Path) -> list[Labelled]:
    """What the rules say of the pairs of a set, and what its labels say."""
    truth = {row["id"]: row["cluster"] for row in read_rows(folder / "truth.csv")}
    return list(labelled_decisions(dedupe(soilbib.read(folder / "records.csv").records), truth))


def fitted(found: Calibration) -> dict[str, Any]:
    bounds = found.profile.thresholds
    return {
        "match": bounds.match,
        "possible": bounds.possible,
        "shown": round(found.bound, 5),
        "met": found.met,
    }


def speed(count: int, seconds: float) -> dict[str, float]:
    return {"records": count, "seconds": round(seconds, 2), "records_per_second": round(count / seconds)}


def report(row: dict[str, Any]) -> None:
    print(json.dumps(row), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--bib-dedupe", default="", metavar="PYTHON")
    parser.add_argument("--profile", default="articles", metavar="NAME|FILE")
    parser.add_argument("--leave-one-out", metavar="SHARE")
    asked = parser.parse_args()
    folders = [
        folder
        for folder in sorted((SHARED / "data/dedupe").iterdir())
        if not asked.sets or folder.name in asked.sets
    ]
    clustered = [folder for folder in folders if (folder / "truth.csv").exists()]
    if asked.leave_one_out:
        leave_one_out(clustered, read_budget(asked.leave_one_out))
        return
    tools: dict[str, Finder] = {
        "soilbib": soilbib_finder(load_profile(asked.profile)),
        "DOI or title": baseline,
        "bib-dedupe": bib_dedupe_finder(asked.bib_dedupe),
    }
    for folder in folders:
        for name, find in tools.items():
            if folder in clustered:
                report({"set": folder.name, "tool": name, **clusters_of_set(folder, find)})
            elif (folder / "pairs.csv").exists():
                report({"set": folder.name, "tool": name, **pairs_of_set(folder, find)})


if __name__ == "__main__":
    main()
