"""The catalogue at size: adding, searching, being killed and being written to by two, as JSON.

    python bench/catalogue.py [PART …] [--records 1000000] [--searches 2600] [--kills 200] [--folder FOLDER]

PARTs are add, search, kills and writers; all by default. ``add`` makes FOLDER/catalogue.db from generated records
in one change, in a process of its own, and a tenth of it in another, so that the two peaks of memory can be compared.
``search`` asks that catalogue different questions of twenty-six kinds, each with all facets, and beside them asks
the same of the text index by the usual statements (bm25 and GROUP BY). ``kills`` kills a process at random moments
while it adds, merges and undoes, and looks at what is left. ``writers`` lets two processes add at the same time.
Seconds are of the wall clock, ``cpu`` of the process; the machine was idle or not as it was.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from catalogue_kills import kill_many, write_together
from catalogue_records import records
from catalogue_searches import ask_all
from soilbib.catalogue import Catalogue

PARTS = ("add", "search", "kills", "writers")


def add(path: Path, count: int) -> dict[str, Any]:
    """Add generated records in a process of its own."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    program = [sys.executable, __file__, "--child", str(path), "--records", str(count)]
    done = subprocess.run(program, check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def add_here(path: Path, count: int) -> dict[str, Any]:
    """What the process of `add` does; making the records is timed apart, on a part of them."""
    sample = min(count, 20_000)
    begin = time.process_time()
    for _ in records(sample):
        pass
    making = (time.process_time() - begin) / sample * count
    begin, begin_cpu = time.perf_counter(), time.process_time()
    with Catalogue(path) as catalogue:
        added = catalogue.add(records(count), source="bench").added
        seconds = time.perf_counter() - begin
        cpu = time.process_time() - begin_cpu
    return {
        "records": added,
        "seconds": round(seconds, 1),
        "cpu": round(cpu, 1),
        "of which making the records": round(making, 1),
        "closing": round(time.perf_counter() - begin - seconds, 1),
        "records per second": round(added / seconds),
        "megabytes on disk": round(path.stat().st_size / 1e6),
        "peak megabytes of memory": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("parts", nargs="*", default=[])
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--searches", type=int, default=2_600)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--child", type=Path)
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(add_here(asked.child, asked.records)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        print(json.dumps(run(asked.parts or PARTS, asked, folder), indent=2))


def run(parts: Sequence[str], asked: argparse.Namespace, folder: Path) -> dict[str, Any]:
    path = folder / "catalogue.db"
    figures: dict[str, Any] = {}
    if "add" in parts or ("search" in parts and not path.exists()):
        figures["add a tenth"] = add(folder / "tenth.db", asked.records // 10)
        figures["add"] = add(path, asked.records)
    if "search" in parts:
        figures["search"] = ask_all(path, asked.searches)
    if "kills" in parts:
        figures["kills"] = kill_many(folder / "killed.db", asked.kills)
    if "writers" in parts:
        figures["writers"] = write_together(folder / "together.db")
    return figures


if __name__ == "__main__":
    main()
