"""Killing processes that write to a catalogue, and letting two of them write at the same time."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from catalogue_records import records
from soilbib.catalogue import Catalogue

_FIRST = 2_000
_MORE = 400
_HERE = str(Path(__file__).parent)
_WRITE = f"""
import sys
sys.path.insert(0, sys.argv[1])
from catalogue_records import records
from soilbib.catalogue import Catalogue
kind, number = sys.argv[3], int(sys.argv[4])
with Catalogue(sys.argv[2]) as catalogue:
    keys = [entry.key for entry in catalogue.entries()][:40]
    new = list(records({_MORE}, number))
    print("ready", flush=True)
    for turn in range(1000):
        if kind == "add":
            catalogue.add(records({_MORE}, number + turn * {_MORE}))
        elif kind == "merge":
            catalogue.merge(keys, new[turn % len(new)].replace(id=""))
            catalogue.unmerge(keys[0])
        else:
            catalogue.remove(keys)
            catalogue.undo()
"""
_ADD = """
import sys
sys.path.insert(0, sys.argv[1])
from catalogue_records import records
from soilbib.catalogue import Catalogue
with Catalogue(sys.argv[2]) as catalogue:
    for turn in range(50):
        catalogue.add(records(20, int(sys.argv[3]) + turn * 20))
"""


def kill_many(path: Path, kills: int) -> dict[str, Any]:
    """Kill a writer at random moments; after each the file must be whole and in a state between two changes."""
    with Catalogue(path) as catalogue:
        catalogue.add(records(_FIRST))
    rng = random.Random(1)
    damaged, torn, kinds = 0, 0, Counter[str]()
    for number in range(kills):
        kind = ("add", "merge", "undo")[number % 3]
        kinds[kind] += 1
        arguments = [_HERE, str(path), kind, str(10_000_000 + number * 1_000_000)]
        writer = subprocess.Popen([sys.executable, "-c", _WRITE, *arguments], stdout=subprocess.PIPE)
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(rng.uniform(0, 0.4))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        with Catalogue(path) as catalogue:
            damaged += bool(catalogue.check())
            torn += not _is_whole(catalogue)
            _settle(catalogue)
    return {"kills": kills, "while": dict(kinds), "damaged": damaged, "half a change": torn}


def _is_whole(catalogue: Catalogue) -> bool:
    """Whether all records are there that the changes leave: the first, and each later addition as a whole."""
    changes = list(catalogue.history())
    there = catalogue.count()
    standing = [change for change in changes if not change.undone_by]
    added = sum(change.records for change in standing if change.kind == "add")
    merged = sum(change.records - 1 for change in standing if change.kind == "merge")
    removed = sum(change.records for change in standing if change.kind == "remove")
    return there == added - merged - removed and all(
        change.records in (_FIRST, _MORE) for change in changes if change.kind == "add"
    )


def _settle(catalogue: Catalogue) -> None:
    """Take back all but the first change, so that the next writer meets the same state."""
    while (latest := next((change for change in catalogue.history() if _stands(change)), None)) is not None:
        catalogue.undo(latest.number)


def _stands(change: Any) -> bool:
    return change.number > 1 and not change.undone_by and not change.undoes


def write_together(path: Path) -> dict[str, Any]:
    """Two processes add fifty times each; nothing of either may be missing."""
    with Catalogue(path) as catalogue:
        catalogue.add(records(1, 999))
    begin = time.perf_counter()
    program = [sys.executable, "-c", _ADD, _HERE, str(path)]
    writers = [subprocess.Popen([*program, str(number)]) for number in (1_000_000, 2_000_000)]
    failed = sum(writer.wait() != 0 for writer in writers)
    with Catalogue(path) as catalogue:
        there, problems = catalogue.count(), catalogue.check()
        changes = sum(1 for _ in catalogue.history())
    return {
        "writers failed": failed,
        "records lost": 2_001 - there,
        "changes": changes,
        "problems": list(problems),
        "seconds": round(time.perf_counter() - begin, 1),
    }
