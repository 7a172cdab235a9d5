"""Other readers of BibTeX, for the benches: what they read of a text, in CPU seconds, each in a process of its own.

bibtexparser 2 and pybtex are Python libraries; pandoc comes with pypandoc_binary; @retorquere/bibtex-parser and
citation-js are installed by npm into a temporary folder, where npm is. A peer that is not there is told as
absent, with the reason. ``python bench/bibtex_peers.py FILE [NAME]`` prints the figures as JSON.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

JAVASCRIPT = ("@retorquere/bibtex-parser", "@citation-js/core", "@citation-js/plugin-bibtex")
_RETORQUERE = """
import { readFileSync } from 'node:fs'
import { parse } from '@retorquere/bibtex-parser'
const text = readFileSync(process.argv[2], 'utf8')
const start = process.cpuUsage()
const library = parse(text, { verbatimFields: ['url', 'doi', 'file', 'eprint'] })
const used = process.cpuUsage(start)
console.log(JSON.stringify({ entries: library.entries.length, seconds: (used.user + used.system) / 1e6 }))
"""
_CITATION_JS = """
import { readFileSync } from 'node:fs'
import { plugins } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
const text = readFileSync(process.argv[2], 'utf8')
const start = process.cpuUsage()
const items = plugins.input.chain(text, { generateGraph: false })
const used = process.cpuUsage(start)
console.log(JSON.stringify({ entries: items.length, seconds: (used.user + used.system) / 1e6 }))
"""
_BIBTEXPARSER = """
import json, logging, sys, time
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
logging.disable(logging.CRITICAL)
text = open(sys.argv[1], encoding="utf-8", errors="replace").read()
more = [LatexDecodingMiddleware(), SeparateCoAuthors(), SplitNameParts()] if DECODED else []
start = time.process_time()
library = parse_string(text, append_middleware=more)
print(json.dumps({"entries": len(library.entries), "seconds": time.process_time() - start}))
"""
_PYBTEX = """
import json, sys, time
from pybtex.database import parse_string
from pybtex.errors import set_strict_mode
set_strict_mode(False)
text = open(sys.argv[1], encoding="utf-8", errors="replace").read()
start = time.process_time()
database = parse_string(text, "bibtex")
print(json.dumps({"entries": len(database.entries), "seconds": time.process_time() - start}))
"""


def _script(command: list[str], limit: int) -> dict[str, Any]:
    """What a script prints, or why it does not."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return {"absent": f"not done in {limit} s"}
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        return {"absent": next((line for line in lines if "Error" in line), "".join(lines[-1:]))[:200]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _pandoc(path: Path, limit: int) -> dict[str, Any]:
    """Pandoc reads BibLaTeX to CSL-JSON; its start, some 0.1 s, is counted."""
    try:
        import pypandoc
    except ImportError:
        return {"absent": "pypandoc_binary is not installed"}
    before = getrusage(RUSAGE_CHILDREN)
    command = [pypandoc.get_pandoc_path(), "--from=biblatex", "--to=csljson", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return {"absent": f"not done in {limit} s"}
    after = getrusage(RUSAGE_CHILDREN)
    if done.returncode:
        return {"absent": done.stderr.strip().splitlines()[0][:200]}
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"entries": len(json.loads(done.stdout)), "seconds": seconds}


@contextmanager
def node_folder(libraries: Sequence[str] = JAVASCRIPT) -> Iterator[Path | None]:
    """A folder with JavaScript libraries, or None where they cannot be had or none are needed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        npm = shutil.which("npm")
        command = [npm or "", "install", "--silent", "--no-audit", "--no-fund", "--prefix", name, *libraries]
        has_them = (
            npm
            and libraries
            and subprocess.run(command, capture_output=True, timeout=300, check=False).returncode == 0
        )
        yield folder if has_them else None


def measure(path: Path, limit: int = 150, only: str = "") -> dict[str, dict[str, Any]]:
    """The figures of every peer for one file: entries, CPU seconds and MB/s, or why it is absent."""

    def python(source: str) -> Callable[[], dict[str, Any]]:
        return lambda: _script([sys.executable, "-c", source, str(path)], limit)

    peers: dict[str, Callable[[], dict[str, Any]]] = {
        "bibtexparser 2, fields only": python(_BIBTEXPARSER.replace("DECODED", "False")),
        "bibtexparser 2, LaTeX and names": python(_BIBTEXPARSER.replace("DECODED", "True")),
        "pybtex, lax": python(_PYBTEX),
        "pandoc": lambda: _pandoc(path, limit),
    }
    with node_folder() as folder:
        for name, source in (("@retorquere/bibtex-parser", _RETORQUERE), ("citation-js", _CITATION_JS)):
            if folder:
                script = folder / f"{'retorquere' if name.startswith('@') else 'citation'}.mjs"
                script.write_text(source, encoding="utf-8")
                command = ["node", str(script), str(path)]
                peers[name] = lambda command=command: _script(command, limit)  # type: ignore[misc]
            else:
                peers[name] = lambda: {"absent": "npm, or what it should install, is not there"}
        found = {name: run() for name, run in peers.items() if only in name}
    megabytes = path.stat().st_size / 1e6
    for row in found.values():
        if "seconds" in row:
            row["MB/s"] = round(megabytes / row["seconds"], 2)
            row["seconds"] = round(row["seconds"], 2)
    return found


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), only="".join(sys.argv[2:3])), indent=1))
