"""How the time to find duplicates grows with the number of records.

Makes labelled sets of growing size with the shared generator (sizes as arguments; default 2,500 to 20,000)
and prints one JSON object per size and the exponent of growth between the first and the last. Also times sets
made to be hard: one title for all, one author for all, no title at all.
"""

from __future__ import annotations

import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import soilbib
from soilbib.dedupe import dedupe
from soilbib.model import Name, Record, parse_date

SHARED = Path(os.environ.get("SOILBIB_SHARED", Path(__file__).parent.parent.parent / "shared"))
SIZES = (2_500, 5_000, 10_000, 20_000)


def generated(size: int) -> list[Record]:
    """A labelled set of the shared generator, read."""
    with tempfile.TemporaryDirectory() as scratch:
        base = SHARED / "data/dedupe/synth_base/records.csv"
        command = [str(SHARED / "tools/generate_duplicates.py"), str(base), str(size), scratch]
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
        return list(soilbib.read(Path(scratch, "records.csv")).records)


def _letters(number: int) -> str:
    """A name of its own for every number."""
    return "".join(chr(97 + int(digit, 16)) for digit in f"{number * 2654435761 % 2**32:08x}")


def _record(number: int, title: str, family: str) -> Record:
    return Record(
        id=f"r{number}",
        type="article-journal",
        names={"author": (Name(family=family, given="A."),)},
        dates={"issued": parse_date(str(1950 + number % 70))},
        fields={"title": title, "volume": str(number % 97), "page": str(number)},
    )


HARD: dict[str, Callable[[int], Record]] = {
    "one title": lambda number: _record(number, "A survey of soils and their uses", _letters(number)),
    "one author": lambda number: _record(
        number, f"Paper {number:x} on soil {number * 7919 % 9973:x}", "Miller"
    ),
    "no title": lambda number: _record(number, "", _letters(number % 50)),
    "generic title": lambda number: _record(number, "Editorial", _letters(number % 50)),
}


def timed(name: str, records: list[Record]) -> float:
    start = time.perf_counter()
    result = dedupe(records)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    figures = {"records": len(records), "kept": result.kept, "seconds": round(seconds, 2), "peak_mb": memory}
    print(
        json.dumps({"set": name, **figures, "records_per_second": round(len(records) / seconds)}), flush=True
    )
    return seconds


def main() -> None:
    sizes = tuple(int(size) for size in sys.argv[1:]) or SIZES
    dedupe(generated(1_000))  # the imports
    seconds = [timed("generated", generated(size)) for size in sizes]
    if len(sizes) > 1:
        exponent = math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])
        print(json.dumps({"exponent": round(exponent, 2), "from": sizes[0], "to": sizes[-1]}), flush=True)
    for name, make in HARD.items():
        timed(name, [make(number) for number in range(sizes[-1])])


if __name__ == "__main__":
    main()
