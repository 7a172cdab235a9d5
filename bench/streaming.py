"""Converting a large generated library with the program: seconds and peak memory, as JSON.

    python bench/streaming.py [RECORDS] [FROM:TO …]

RECORDS is 1,000,000 by default, the pairs ris:jsonl jsonl:csv csv:ris. Each conversion runs as
``soilbib convert`` in a process of its own, once over a tenth of the records and once over all: in constant
memory the two peaks differ little.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from libraries import record  # type: ignore[import-not-found]  # it stands beside this script
from soilbib.files import OutputFile
from soilbib.formats import FORMATS
from soilbib.model import Record

PAIRS = ("ris:jsonl", "jsonl:csv", "csv:ris")
SAMPLE = 2_000
CHILD = """
import resource, sys
from soilbib.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def records(count: int) -> Iterator[Record]:
    """So many records, each with an id of its own; their other values repeat after some time."""
    random = Random(7)
    sample = [record(random, number) for number in range(SAMPLE)]
    for number in range(count):
        yield sample[number % SAMPLE].replace(id=f"r{number}")


def generate(path: Path, format_name: str, count: int) -> None:
    """Write a library; the text of the sample is made once and the ids are changed in it."""
    write = FORMATS[format_name].write
    assert write
    with OutputFile(path) as file:
        if format_name == "csv":
            pieces = [piece for piece in write(records(SAMPLE)) if isinstance(piece, str)]
            file.write(pieces.pop(0))
        else:
            pieces = [
                "".join(piece for piece in write([each]) if isinstance(piece, str))
                for each in records(SAMPLE)
            ]
        for number in range(count):
            piece = pieces[number % SAMPLE]
            file.write(piece.replace(f"r{number % SAMPLE}", f"r{number}", 1))


def convert(source: Path, target: Path) -> dict[str, Any]:
    """Run the program; its seconds, its peak memory in MB, what it said."""
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, "convert", str(source), "-o", str(target)],
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - begin
    said = done.stderr.splitlines()
    return {
        "status": done.returncode,
        "seconds": round(seconds, 1),
        "input MB": round(source.stat().st_size / 1e6),
        "input MB/s": round(source.stat().st_size / 1e6 / seconds, 1),
        "peak MB": round(int(said[-1]) / 1024),
        "said": said[-2].rpartition("/")[2] if len(said) > 1 else "",
    }


def measure(pair: str, count: int, folder: Path) -> dict[str, Any]:
    source_format, target_format = pair.split(":")
    found: dict[str, Any] = {}
    for part in (count // 10, count):
        source = folder / f"in{FORMATS[source_format].extensions[0]}"
        target = folder / f"out{FORMATS[target_format].extensions[0]}"
        generate(source, source_format, part)
        found[f"{part} records"] = convert(source, target)
        source.unlink()
        target.unlink(missing_ok=True)
    return found


def main() -> None:
    numbers = [argument for argument in sys.argv[1:] if argument.isdecimal()]
    pairs = [argument for argument in sys.argv[1:] if ":" in argument]
    count = int(numbers[0]) if numbers else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        found = {pair: measure(pair, count, Path(folder)) for pair in pairs or PAIRS}
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({**found, "peak MB of this script": round(own / 1024)}, indent=2))


if __name__ == "__main__":
    main()
