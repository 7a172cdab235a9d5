"""The peers of `dedupe_accuracy`: bib-dedupe in an environment of its own, and the DOI-or-title baseline.

    python bench/dedupe_peers.py RECORDS.csv PREDICTED.csv

runs bib-dedupe (in the interpreter that has it) on a table with the columns id, title, author, year, journal, volume,
number, pages, doi, abstract and writes ``id,cluster``. It is told the number of cores, nothing else.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

TIMEOUT = 170
"""Seconds for one set: bib-dedupe takes about a second for 100 records."""
Row = dict[str, str]
_WORD = re.compile(r"\w+")
_DOI_HEAD = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", re.IGNORECASE)


def read_rows(path: Path) -> list[Row]:
    csv.field_size_limit(10**9)
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write_clusters(path: Path, clusters: Iterable[tuple[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("id", "cluster"), *clusters])


def doi_or_title(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """The baseline: records with one DOI, or with one title (letters and digits only) and year, are one work."""
    parent = {row["id"]: row["id"] for row in rows}

    def find(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    blocks: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        doi = _DOI_HEAD.sub("", (row.get("doi") or "").strip()).lower()
        title = "".join(_WORD.findall((row.get("title") or "").lower()))
        for key in (f"doi {doi}" if doi else "", f"title {title} {row.get('year')}" if title else ""):
            if key:
                blocks[key].append(row["id"])
    for first, *others in blocks.values():
        for other in others:
            parent[find(other)] = find(first)
    return [(row["id"], find(row["id"])) for row in rows]


def bib_dedupe(python: str, records: Path, predicted: Path) -> str:
    """Run bib-dedupe with that interpreter; what went wrong, or nothing."""
    command = [python, __file__, str(records), str(predicted)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    except FileNotFoundError:
        return f"absent: there is no {python}"
    except subprocess.TimeoutExpired:
        return f"stopped after {TIMEOUT} s"
    if done.returncode:
        return "absent: " + (done.stderr.strip().splitlines() or ["it failed without a word"])[-1]
    return ""


def main() -> None:
    """Run bib-dedupe in this interpreter."""
    import pandas  # type: ignore[import-not-found, import-untyped, unused-ignore]  # the peer's own
    from bib_dedupe.bib_dedupe import (  # type: ignore[import-not-found, unused-ignore]
        block,
        cluster,
        match,
        prep,
    )

    records, predicted = Path(sys.argv[1]), Path(sys.argv[2])
    rows = read_rows(records)
    names = ("title", "author", "year", "journal", "volume", "number", "pages", "doi", "abstract")
    table = pandas.DataFrame(
        [
            {"ID": row["id"], "ENTRYTYPE": row.get("type") or "article"}
            | {name: row.get(name) or "" for name in names}
            for row in rows
        ]
    )
    cores = os.cpu_count() or 1
    start = time.perf_counter()
    prepared = prep(table, verbosity_level=0, cpu=cores)
    sets = cluster(match(block(prepared, cpu=cores), cpu=cores))
    sys.stderr.write(f"{time.perf_counter() - start:.2f}\n")
    number = {identifier: str(index) for index, members in enumerate(sets) for identifier in members}
    write_clusters(predicted, [(row["id"], number.get(row["id"], f"own {row['id']}")) for row in rows])


if __name__ == "__main__":
    main()
