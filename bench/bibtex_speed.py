"""Speed and memory of reading BibTeX on one core, on a concatenation that the script builds from real files.

Usage: ``python bench/bibtex_speed.py FOLDER [--large BYTES] [--peers]``. FOLDER holds .bib files; those under
1.2 MB are joined until there are 8 MB. Measured, in CPU time and best of three: the syntax tree (bytes in,
bytes out again), records from it (LaTeX decoded, names and dates read), and the stream of records; the tree's
and the records' time on a text of ``--large`` bytes, to show that it is linear; the peak memory of each in a
process of its own. ``--peers`` adds bibtexparser 2, pybtex, pandoc, @retorquere/bibtex-parser and citation-js on the
first megabyte, and soilbib on it in the same run (see ``bibtex_peers.py``). Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from soilbib.files import decode
from soilbib.formats.bibtex.reader import read_bibtex, stream_bibtex
from soilbib.formats.bibtex.tree import read_tree, write_tree
from soilbib.model import Record


def _tree(data: bytes) -> int:
    return len(read_tree(data).entries)


def _tree_and_back(data: bytes) -> int:
    assert write_tree(read_tree(data)) == data
    return 0


def _records(data: bytes) -> int:
    return len([item for item in read_bibtex(decode(data, "").text) if isinstance(item, Record)])


def _stream(data: bytes) -> int:
    blocks = (data[start : start + 65536].decode("utf-8", "replace") for start in range(0, len(data), 65536))
    return sum(isinstance(item, Record) for item in stream_bibtex(blocks, ""))


OURS: dict[str, Callable[[bytes], int]] = {
    "syntax tree": _tree,
    "syntax tree and back": _tree_and_back,
    "records": _records,
    "records, streamed": _stream,
}


def _build(folder: Path, size: int) -> bytes:
    """Real files one after the other, again and again where they are too few."""
    texts = [
        decode(path.read_bytes(), path.name).text
        for path in sorted(folder.glob("*.bib"))
        if path.stat().st_size < 1.2e6
    ]
    unit = "\n".join(texts).encode("utf-8", "replace")[: min(size, 8000000)]
    return (unit + b"\n") * max(1, size // len(unit))


def _measure(function: Callable[[bytes], int], data: bytes, times: int) -> dict[str, Any]:
    best, count = 1e9, 0
    for _ in range(times):
        start = time.process_time()
        count = function(data)
        best = min(best, time.process_time() - start)
    return {"MB/s": round(len(data) / 1e6 / best, 2), "seconds": round(best, 2), "entries": count}


def _memory(name: str, path: Path) -> float:
    """Peak memory of one function, as multiple of the file, above that of the imports."""
    done = subprocess.run(
        [sys.executable, __file__, "--child", name, str(path)], capture_output=True, text=True, check=True
    )
    return round(float(done.stdout) / path.stat().st_size, 1)


def _peak() -> int:
    """Peak memory of this process in kB."""
    match = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(match[1]) if match else 0


def _child(name: str, path: Path) -> None:
    before = _peak()
    if name == "records, streamed":
        with path.open(encoding="utf-8") as stream:
            for _ in stream_bibtex(iter(lambda: stream.read(65536), ""), ""):
                pass
        print((_peak() - before) * 1024)
        return
    data = path.read_bytes()
    kept: Any = read_tree(data) if name == "syntax tree" else None
    if name == "records":
        kept = list(read_bibtex(decode(data, "").text))
    elif name != "syntax tree":
        OURS[name](data)
    print((_peak() - before) * 1024)
    del kept


def _peers(path: Path) -> dict[str, Any]:
    """The figures of other readers, as `bibtex_peers` prints them."""
    command = [sys.executable, str(Path(__file__).with_name("bibtex_peers.py")), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _growth(small: dict[str, Any], options: argparse.Namespace) -> dict[str, Any]:
    """The figures for the large text, each with the exponent of its growth: 1 is linear."""
    large = _build(options.folder, options.large)
    found: dict[str, Any] = {}
    for name in ("syntax tree", "records, streamed", "records"):
        found[name] = row = _measure(OURS[name], large, 1)
        growth = math.log(row["seconds"] / small[name]["seconds"])
        row["exponent"] = round(growth / math.log(len(large) / 1e6 / small["MB"]), 2)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.bib"
        path.write_bytes(large)
        found["peak memory, times the file"] = {name: _memory(name, path) for name in ("records, streamed",)}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--large", type=int, default=0, help="also this many bytes")
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    if options.child:
        _child(options.child, options.folder)
        return
    data = _build(options.folder, 8_000_000)
    result: dict[str, Any] = {"MB": round(len(data) / 1e6, 1)}
    for name, function in OURS.items():
        result[name] = _measure(function, data, 3)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.bib"
        path.write_bytes(data)
        result["peak memory, times the file"] = {name: _memory(name, path) for name in OURS}
        if options.peers:
            part = data[: data.rfind(b"\n@", 0, 1_000_000)]
            path.write_bytes(part)
            ours = {f"soilbib, {name}": _measure(OURS[name], part, 3) for name in ("syntax tree", "records")}
            result["first megabyte, with peers"] = {**ours, **_peers(path)}
    if options.large:
        result[f"{options.large / 1e6:.0f} MB"] = _growth(result, options)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
