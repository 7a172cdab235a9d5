"""Converting a large generated library with the program: seconds and peak memory, as JSON.

    python bench/streaming.py [RECORDS] [FROM:TO …]

RECORDS is 1,000,000 by default; "items" is CSL-JSON as an object that holds the array. Each conversion runs
as ``soilbib convert`` in a process of its own, once over a tenth of the records and once over all: in
constant memory the two peaks differ little.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from libraries import record
from soilbib.formats import FORMATS
from soilbib.model import Record
from soilbib.output import OutputFile

PAIRS = ("ris:jsonl", "jsonl:ris", "csv:jsonl", "marc:jsonl", "csljson:jsonl", "items:jsonl")
SAMPLE = 2_000
WRAPPERS = {"csljson": ("[\n", ",\n", "\n]\n"), "items": ('{"items": [\n', ",\n", "\n]}\n")}
CHILD = """
import resource, sys
from soilbib.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def sample() -> list[Record]:
    """Records whose ids have the width of all ids."""
    random = Random(7)
    return [record(random, number).replace(id=name(number)) for number in range(SAMPLE)]


def name(number: int) -> str:
    return f"r{number:09}"


def text_of(format_name: str, each: Record) -> str:
    write = FORMATS[format_name].write
    assert write
    return "".join(piece for piece in write([each]) if isinstance(piece, str))


def generate(path: Path, format_name: str, count: int) -> None:
    """Write a library; the texts of the sample are made once and the ids are changed in them."""
    is_json = format_name in WRAPPERS
    texts = [text_of("jsonl" if is_json else format_name, each) for each in sample()]
    opening, between, closing = WRAPPERS.get(format_name, ("", "", ""))
    if format_name == "csv":
        opening = texts[0].partition("\n")[0] + "\n"
        texts = [text.partition("\n")[2] for text in texts]
    with OutputFile(path) as file:
        file.write(opening)
        for number in range(count):
            text = texts[number % SAMPLE].replace(name(number % SAMPLE), name(number), 1)
            file.write(f"{between if number else ''}{text.rstrip() if is_json else text}")
        file.write(closing)


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
        source = folder / f"in{FORMATS.get(source_format, FORMATS['csljson']).extensions[0]}"
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
