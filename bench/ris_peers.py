"""The peers that read RIS, for `ris_reading.py`: records recovered and megabytes per second of processor time.

rispy is imported; ris2xml (of bibutils) and pandoc are looked for in PATH, pandoc also in pypandoc_binary;
citation-js is looked for in the folder CITATION_JS, in which ``npm install @citation-js/core
@citation-js/plugin-ris`` was run. Each file is read by itself; one that a peer fails on counts without records.
Programs are measured with their start.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TIMEOUT = 120
NODE = """
const { Cite } = require('@citation-js/core')
require('@citation-js/plugin-ris')
const fs = require('fs')
const found = { records: 0, failed: 0 }
const begin = process.cpuUsage()
for (const path of process.argv.slice(1)) {
  try {
    found.records += new Cite(fs.readFileSync(path, 'utf8'), { forceType: '@ris/file' }).data.length
  } catch { found.failed += 1 }
}
const used = process.cpuUsage(begin)
console.log(JSON.stringify({ ...found, seconds: (used.user + used.system) / 1e6 }))
"""


def measure_peers(files: list[Path]) -> dict[str, Any]:
    """What each peer makes of the files, or why it is not there."""
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    found: dict[str, Any] = {}
    for name, run in PEERS.items():
        try:
            row = run(files)
        except LookupError as reason:
            found[name] = str(reason.args[0])
            continue
        speed = round(megabytes / row.pop("seconds"), 1)
        found[name] = {**row, "MB/s": speed}
    return found


def rispy(files: list[Path]) -> dict[str, Any]:
    try:
        import rispy
    except ImportError:
        raise LookupError("not installed") from None
    records = failed = 0
    begin = time.process_time()
    for path in files:
        try:
            records += len(rispy.loads(path.read_text(encoding="utf-8-sig"), skip_unknown_tags=True))
        except (OSError, ValueError, KeyError):
            failed += 1
    return {"records": records, "failed": failed, "seconds": time.process_time() - begin}


def citation_js(files: list[Path]) -> dict[str, Any]:
    folder = os.environ.get("CITATION_JS", "")
    if not folder or not shutil.which("node"):
        raise LookupError("CITATION_JS names no folder with it, or there is no node")
    command = ["node", "-e", NODE, "--", *(str(path.resolve()) for path in files)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=TIMEOUT)
    if done.returncode:
        raise LookupError(f"fails: {done.stderr.strip()[-200:]}")
    row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return row


def bibutils(files: list[Path]) -> dict[str, Any]:
    program = shutil.which("ris2xml")
    if not program:
        raise LookupError("no ris2xml in PATH")
    return run_each(files, [program], lambda out: out.count(b"<mods "))


def pandoc(files: list[Path]) -> dict[str, Any]:
    program = shutil.which("pandoc")
    try:
        import pypandoc
    except ImportError:
        pypandoc = None
    program = program or (pypandoc and pypandoc.get_pandoc_path())
    if not program:
        raise LookupError("no pandoc in PATH and no pypandoc_binary")
    return run_each(files, [program, "-f", "ris", "-t", "csljson"], lambda out: len(json.loads(out)))


def run_each(files: list[Path], command: list[str], count: Callable[[bytes], int]) -> dict[str, Any]:
    records = failed = 0
    before = children_seconds()
    for path in files:
        try:
            done = subprocess.run([*command, str(path)], capture_output=True, check=True, timeout=TIMEOUT)
            records += count(done.stdout)
        except (subprocess.SubprocessError, ValueError):
            failed += 1
    return {"records": records, "failed": failed, "seconds": children_seconds() - before}


def children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


PEERS: dict[str, Callable[[list[Path]], dict[str, Any]]] = {
    "rispy": rispy,
    "citation-js": citation_js,
    "bibutils": bibutils,
    "pandoc": pandoc,
}


if __name__ == "__main__":
    print(json.dumps(measure_peers([Path(argument) for argument in sys.argv[1:]]), indent=2))
