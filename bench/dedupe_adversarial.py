"""Finding duplicates among records made to be hard: one title for all, no title, one author, titles of 10 MB.

    python bench/dedupe_adversarial.py [SIZE]

SIZE is 100,000 by default. Each set is found by ``soilbib dedupe FILE --clusters FILE`` in a process of its own; the
goal is what holds for any set of that size: 15 s and 1 GB at 100,000. Prints a JSON object for each set, with the
exponent of growth of processor seconds from a quarter of the size on: 1 is linear, 2 quadratic.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from measured import run

SIZE = 100_000
MEGABYTES = 10
Item = dict[str, Any]


def _letters(number: int) -> str:
    """A name of its own for every number."""
    return "".join(chr(97 + int(digit, 16)) for digit in f"{number * 2654435761 % 2**32:08x}")


def _item(number: int, title: str, family: str, **more: str) -> Item:
    return {
        "id": f"r{number}",
        "type": "article-journal",
        "title": title,
        "author": [{"family": family, "given": "A."}],
        "issued": {"date-parts": [[1950 + number % 70]]},
        "volume": str(number % 97),
        "page": str(number),
        **more,
    }


SETS: dict[str, Callable[[int], Item]] = {
    "one title": lambda n: _item(n, "A survey of soils and their uses", _letters(n)),
    "one title, nothing else": lambda n: {"id": f"r{n}", "title": "A survey of soils", "note": str(n)},
    "no title": lambda n: _item(n, "", _letters(n % 50)),
    "a generic title": lambda n: _item(n, "Editorial", _letters(n % 50)),
    "half by one author": lambda n: _item(
        n, f"On {_letters(n)} and {_letters(n * 7919)}", "Miller" if n % 2 else _letters(n)
    ),
    "one author, one year": lambda n: {
        **_item(n, f"Soil {_letters(n)} report {n}", "Miller"),
        "issued": {"date-parts": [[2001]]},
    },
    "one DOI": lambda n: _item(n, f"On {_letters(n)} and {_letters(n * 31)}", _letters(n), DOI="10.5555/all"),
    "the same record": lambda n: {**_item(1, "A survey of soils and their uses", "Miller"), "id": f"r{n}"},
}


def huge(size: int) -> Iterator[Item]:
    """Some titles of many megabytes among ordinary records."""
    for number in range(size // 100):
        yield _item(number, f"On {_letters(number)} and {_letters(number * 7)}", _letters(number))
    for number in range(6):
        yield _item(size + number, f"{_letters(number // 2)} " * (MEGABYTES * 2**20 // 9), "Miller")


def measure(name: str, items: Iterator[Item], folder: Path) -> dict[str, Any]:
    """Write the set and have its duplicates found."""
    path = folder / "set.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(item) + "\n" for item in items)
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "soilbib",
        "dedupe",
        "-q",
        path,
        "--clusters",
        folder / "clusters.csv",
    ]
    figures = run(command, timeout=900)
    kept = {line.rpartition(",")[2] for line in (folder / "clusters.csv").read_text().splitlines()[1:]}
    return {"set": name, **figures, "kept": len(kept)}


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, make in SETS.items():
            quarter = measure(name, map(make, range(size // 4)), folder)
            whole = measure(name, map(make, range(size)), folder)
            growth = math.log(whole["cpu_seconds"] / quarter["cpu_seconds"], 4)
            print(json.dumps({"records": size, **whole, "exponent": round(growth, 2)}), flush=True)
        print(json.dumps(measure(f"titles of {MEGABYTES} MB", huge(size), folder)), flush=True)


if __name__ == "__main__":
    main()
