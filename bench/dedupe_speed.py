"""How long it takes to find duplicates, how that grows, and what peers take for the same records.

    python bench/dedupe_speed.py [SIZE …]

SIZES are 10,000 and 100,000 by default; the goal of 1,000,000 takes some minutes more. Labelled sets are made with
the shared generator. Each run is ``soilbib dedupe records.csv --clusters FILE`` in a process of its own, from reading
to the table, and is scored. Beside it, at the first size: bib-dedupe from PyPI in an environment of its own (reported
as absent where it does not install, or would not end), and the baseline "same DOI, or same title and year".
``times_soilbib`` sets the whole runs beside each other, from the table to the clusters, ``processor_times_soilbib``
their processor seconds on all cores; ``library_times_soilbib`` what the libraries alone take (``library_seconds``):
`soilbib.dedupe` of records in memory, in one process, bib-dedupe from its data frame to its clusters.
Prints JSON; the exponent of growth is that of processor seconds between the first and the last size, `load_before`
tells how busy the machine was.
soilbib's modules are compiled before, as pip does with what it installs.
"""

from __future__ import annotations

import compileall
import csv
import json
import math
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import soilbib as package
from measured import run

SHARED = Path(os.environ.get("SOILBIB_SHARED", Path(__file__).parent.parent.parent / "shared"))
SIZES = (10_000, 100_000)
MOST_FOR_PEER = 20_000  # bib-dedupe did not end within thirteen minutes on 1,000,000
BIB_DEDUPE = """
import sys, pandas, warnings
warnings.simplefilter("ignore")
import time
from bib_dedupe import bib_dedupe as tool
records = pandas.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
records = records.rename(columns={"id": "ID", "type": "ENTRYTYPE"})
begin = time.perf_counter()
matched = tool.match(tool.block(tool.prep(records, cpu=2), cpu=2), cpu=2)
clusters = tool.cluster(matched)
seconds = time.perf_counter() - begin
cluster_of = {name: number for number, names in enumerate(clusters) for name in names}
with open(sys.argv[2], "w") as file:
    print("id,cluster", file=file)
    for number, name in enumerate(records["ID"]):
        print(f"{name},{cluster_of.get(name, -number - 1)}", file=file)
print(seconds)
"""
LIBRARY = """
import sys, time
import soilbib
records = soilbib.read(sys.argv[1]).records
begin = time.perf_counter()
found = soilbib.dedupe(records)
seconds = time.perf_counter() - begin
with open(sys.argv[2], "w") as file:
    print("id,cluster", file=file)
    for record, number in zip(records, found.cluster_of):
        print(f"{record.id},{number}", file=file)
print(seconds)
"""
BASELINE = """
import csv, re, sys
first, parent = {}, {}
def find(name):
    while parent[name] != name:
        name = parent[name]
    return name
with open(sys.argv[1], newline="") as file:
    for row in csv.DictReader(file):
        parent[row["id"]] = row["id"]
        doi = re.sub(r"^(https?://(dx\\.)?doi\\.org/|doi:)", "", row["doi"].lower())
        title = re.sub(r"[^a-z0-9]", "", row["title"].lower()) + "/" + row["year"]
        for key in (doi, title):
            if key and key[0] != "/":
                parent[find(first.setdefault(key, row["id"]))] = find(row["id"])
with open(sys.argv[2], "w", newline="") as file:
    csv.writer(file).writerows([("id", "cluster"), *((name, find(name)) for name in parent)])
"""


def generate(size: int, folder: Path) -> Path:
    """A labelled set of so many records."""
    base = SHARED / "data/dedupe/synth_base/records.csv"
    command = [SHARED / "tools/generate_duplicates.py", base, size, folder / str(size)]
    subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True)
    return folder / str(size)


def scored(data: Path, found: Path) -> dict[str, Any]:
    """What the shared evaluator says of the clusters."""
    command = [SHARED / "tools/evaluate_dedupe.py", data / "records.csv", data / "truth.csv", found]
    said = subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True).stdout
    figures = json.loads(said)
    return {"f1": figures["f1"], "lost": figures["rec_fp"]}


def measured(name: str, command: Sequence[str | Path], data: Path) -> dict[str, Any]:
    """Run a tool on a set; it gets the paths of the records and of the table of clusters that it has to write."""
    found = data / f"{name}.csv"
    figures = run([part if part != "OUT" else found for part in command])
    with (data / "records.csv").open(newline="", encoding="utf-8") as file:
        size = sum(1 for _ in csv.reader(file)) - 1
    if figures["status"] == 0:
        figures |= scored(data, found)
    return {"tool": name, "records": size, **figures}


def soilbib(data: Path) -> dict[str, Any]:
    """The command as a user runs it."""
    return measured(
        "soilbib",
        [sys.executable, "-m", "soilbib", "dedupe", data / "records.csv", "--clusters", "OUT"],
        data,
    )


def library(data: Path) -> dict[str, Any]:
    """`soilbib.dedupe` of records in memory, in one process."""
    return timed_inside(
        measured("soilbib, library alone", [sys.executable, "-c", LIBRARY, data / "records.csv", "OUT"], data)
    )


def timed_inside(figures: dict[str, Any]) -> dict[str, Any]:
    """The figures with the seconds that a script printed: those of the library, without reading and writing."""
    inside = {"library_seconds": round(float(figures["said"]), 3)} if figures["status"] == 0 else {}
    return {**figures, **inside}


def bib_dedupe(data: Path, folder: Path) -> dict[str, Any]:
    """bib-dedupe on both cores, or why it is absent."""
    try:
        venv.create(folder / "peer", with_pip=True)
        python = folder / "peer/bin/python"
        subprocess.run([python, "-m", "pip", "install", "-q", "bib-dedupe"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return {"tool": "bib-dedupe", "absent": f"it does not install here: {error}"}
    return timed_inside(measured("bib-dedupe", [python, "-c", BIB_DEDUPE, data / "records.csv", "OUT"], data))


def peers(data: Path, size: int, folder: Path, whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What else takes the same records: the baseline, and bib-dedupe beside soilbib's library alone."""
    yield measured("baseline", [sys.executable, "-c", BASELINE, data / "records.csv", "OUT"], data)
    if size > MOST_FOR_PEER:
        yield {"tool": "bib-dedupe", "absent": f"asked for more than {MOST_FOR_PEER} records"}
        return
    alone, peer = library(data), bib_dedupe(data, folder)
    yield alone
    if "library_seconds" in peer:
        peer["times_soilbib"] = round(peer["seconds"] / whole["seconds"], 1)
        peer["processor_times_soilbib"] = round(peer["cpu_seconds"] / whole["cpu_seconds"], 1)
        peer["library_times_soilbib"] = round(peer["library_seconds"] / alone["library_seconds"], 1)
    yield peer


def main() -> None:
    sizes = tuple(int(size) for size in sys.argv[1:]) or SIZES
    compileall.compile_dir(Path(package.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        rows = []
        for size in sizes:
            data = generate(size, folder)
            rows.append(soilbib(data))
            print(json.dumps(rows[-1]), flush=True)
            for row in peers(data, size, folder, rows[0]) if size == sizes[0] else ():
                print(json.dumps(row), flush=True)
    if len(rows) > 1:
        growth = math.log(rows[-1]["cpu_seconds"] / rows[0]["cpu_seconds"]) / math.log(sizes[-1] / sizes[0])
        print(json.dumps({"exponent": round(growth, 3), "from": sizes[0], "to": sizes[-1]}), flush=True)


if __name__ == "__main__":
    main()
