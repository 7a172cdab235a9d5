"""Reading and writing speed of the formats on one core, as JSON.

    python bench/format_speed.py [MEGABYTES] [FORMAT …]

Each format gets a generated library of that size (default 20 MB) in which no two records are alike; MARC
gets a catalogue, too, as libraries have them, with fields that have no place in CSL. Peers work on the same
material in the same run where they are installed: rispy, which makes plain dictionaries without names or
dates, pymarc, which makes fields and subfields, and Python's own csv and json. MB/s are those of the text
in UTF-8 per second of processor time, the best of three runs.
"""

from __future__ import annotations

import csv
import gc
import io
import json
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from libraries import catalogue, library
from soilbib.formats import FORMATS
from soilbib.formats.marc import read_bytes
from soilbib.model import Record

STREAMS = ("ris", "nbib", "enw", "jsonl", "csljson", "csv", "marc")
TIMES = 3


def best(run: Callable[[], Any]) -> float:
    seconds = []
    for _ in range(TIMES):
        gc.collect()
        begin = time.process_time()
        run()
        seconds.append(time.process_time() - begin)
    return min(seconds)


def drain(items: Iterable[Any]) -> None:
    for _ in items:
        pass


def blocks(text: str) -> Iterable[str]:
    return (text[start : start + (1 << 20)] for start in range(0, len(text), 1 << 20))


def reader(format_name: str, text: str) -> Callable[[], None]:
    entry = FORMATS[format_name]
    read_stream, stream = entry.read_bytes, entry.stream
    if read_stream:
        data = text.encode()
        return lambda: drain(read_stream(io.BytesIO(data), ""))
    assert stream
    return lambda: drain(stream(blocks(text), ""))


def measure(format_name: str, records: list[Record]) -> dict[str, Any]:
    write = FORMATS[format_name].write
    assert write
    text = "".join(piece for piece in write(records) if isinstance(piece, str))
    megabytes = len(text.encode()) / 1e6
    reading, writing = best(reader(format_name, text)), best(lambda: drain(write(records)))
    return {
        "MB": round(megabytes, 1),
        "read MB/s": round(megabytes / reading, 1),
        "read records/s": round(len(records) / reading),
        "write MB/s": round(megabytes / writing, 1),
        "write records/s": round(len(records) / writing),
        **measure_peer(format_name, text),
    }


def measure_peer(format_name: str, text: str) -> dict[str, Any]:
    """The peer's reading and writing of the same text."""
    if format_name not in PEERS:
        return {}
    name, make = PEERS[format_name]
    try:
        read, write = make(text)
    except ImportError:
        return {name: "not installed"}
    megabytes = len(text.encode()) / 1e6
    return {
        f"{name} read MB/s": round(megabytes / best(read), 1),
        f"{name} write MB/s": round(megabytes / best(write), 1),
    }


Runs = tuple[Callable[[], Any], Callable[[], Any]]


def rispy_runs(text: str) -> Runs:
    import rispy

    entries = rispy.loads(text)
    return lambda: rispy.loads(text), lambda: rispy.dumps(entries)


def csv_runs(text: str) -> Runs:
    rows = list(csv.DictReader(io.StringIO(text, newline="")))

    def write() -> None:
        writer = csv.DictWriter(io.StringIO(), list(rows[0]))
        writer.writerows(rows)

    return lambda: drain(csv.DictReader(io.StringIO(text, newline=""))), write


def json_runs(text: str) -> Runs:
    items = json.loads(text)
    return lambda: json.loads(text), lambda: json.dumps(items, indent=2, ensure_ascii=False)


def pymarc_runs(text: str) -> Runs:
    import pymarc

    data = text.encode()
    found = list(pymarc.MARCReader(io.BytesIO(data)))

    def write() -> None:
        writer = pymarc.MARCWriter(io.BytesIO())
        for each in found:
            writer.write(each)

    return lambda: drain(pymarc.MARCReader(io.BytesIO(data))), write


PEERS: dict[str, tuple[str, Callable[[str], Runs]]] = {
    "ris": ("rispy", rispy_runs),
    "csv": ("csv", csv_runs),
    "csljson": ("json", json_runs),
    "marc": ("pymarc", pymarc_runs),
}


def measure_catalogue(size: int) -> dict[str, Any]:
    """The same of a catalogue's records: what is kept beside the record is read and written, too."""
    text = "".join(catalogue(size // 1_200))
    records = [item for item in read_bytes(io.BytesIO(text.encode()), "") if isinstance(item, Record)]
    return measure("marc", records)


def main() -> None:
    numbers = [argument for argument in sys.argv[1:] if argument.replace(".", "").isdecimal()]
    size = int(float(numbers[0]) * 1e6) if numbers else 20_000_000
    names = [argument for argument in sys.argv[1:] if argument in FORMATS] or list(STREAMS)
    records = library(size)
    found: dict[str, Any] = {"records": len(records)}
    for name in names:
        found[name] = measure(name, records)
    if "marc" in names:
        found["marc, a catalogue"] = measure_catalogue(size)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
