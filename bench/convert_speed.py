"""Whole conversions with the program, and with others in the same run, as JSON.

    python bench/convert_speed.py [RECORDS] [FROM:TO …]

A generated library of RECORDS (default 10,000) is converted by ``soilbib convert`` in a process of its own, then by
each peer that knows both formats: bibutils, pandoc, citation-js (``npm`` installs it into a temporary folder), and
scripts with rispy, bibtexparser and pybtex as their documentation shows them, which make dictionaries or entries
without names, dates and types in one vocabulary. Start-up counts. Each row has the processor's seconds and the
records in the output; ``times`` says how many times soilbib's seconds a peer takes. A peer that is not there is told
as absent, with the reason.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bibtex_peers import node_folder
from measured import run
from streaming import generate

PAIRS = (
    "ris:jsonl",
    "ris:csljson",
    "ris:bibtex",
    "bibtex:ris",
    "bibtex:csljson",
    "nbib:ris",
    "csv:ris",
    "marc:jsonl",
)
EXTENSIONS = {"bibtex": "bib", "csljson": "json", "marc": "mrc"}
LIMIT = 170
COUNTED = {
    "ris": re.compile(r"^\ufeff?TY  ?- ", re.MULTILINE),
    "bibtex": re.compile(r"^\ufeff?\s*@[a-zA-Z]+\s*\{", re.MULTILINE),
    "jsonl": re.compile(r"^\{", re.MULTILINE),
    "csljson": re.compile(r'"type":'),
}
BIBUTILS = {
    "ris:bibtex": "ris2xml {} | xml2bib",
    "bibtex:ris": "bib2xml {} | xml2ris",
    "nbib:ris": "nbib2xml {} | xml2ris",
}
PANDOC = {"ris:csljson": "ris csljson", "ris:bibtex": "ris bibtex", "bibtex:csljson": "bibtex csljson"}
CITATION_JS = {"ris:csljson": "data", "ris:bibtex": "bibtex", "bibtex:ris": "ris", "bibtex:csljson": "data"}
JAVASCRIPT = ("@citation-js/core", "@citation-js/plugin-ris", "@citation-js/plugin-bibtex")
NODE = """
import { readFileSync, writeFileSync } from 'node:fs'
import { Cite } from '@citation-js/core'
import '@citation-js/plugin-ris'
import '@citation-js/plugin-bibtex'
const [source, target, form] = process.argv.slice(2)
const cite = new Cite(readFileSync(source, 'utf8'), { generateGraph: false })
writeFileSync(target, cite.format(form))
"""
SCRIPTS = {
    ("ris:jsonl", "rispy"): """
import json, sys, rispy
with open(sys.argv[1], encoding="utf-8") as source, open(sys.argv[2], "w", encoding="utf-8") as target:
    for entry in rispy.load(source):
        target.write(json.dumps(entry, ensure_ascii=False) + "\\n")
""",
    ("bibtex:csljson", "pybtex"): """
import json, sys
from pybtex.database import parse_file
database = parse_file(sys.argv[1], "bibtex")
items = [{"type": e.type, "id": key, **e.fields, "author": [str(p) for p in e.persons.get("author", ())]}
         for key, e in database.entries.items()]
json.dump(items, open(sys.argv[2], "w", encoding="utf-8"), ensure_ascii=False)
""",
    ("bibtex:csljson", "bibtexparser"): """
import json, sys, bibtexparser
library = bibtexparser.parse_file(sys.argv[1])
items = [{"type": e.entry_type, "id": e.key, **{f.key: f.value for f in e.fields}} for e in library.entries]
json.dump(items, open(sys.argv[2], "w", encoding="utf-8"), ensure_ascii=False)
""",
    ("marc:jsonl", "pymarc"): """
import json, sys, pymarc
with open(sys.argv[1], "rb") as source, open(sys.argv[2], "w", encoding="utf-8") as target:
    for record in pymarc.MARCReader(source):
        target.write(json.dumps(record.as_dict(), ensure_ascii=False) + "\\n")
""",
}


def shell(command: str) -> list[str]:
    return ["sh", "-c", command]


def peers(pair: str, source: Path, target: Path, node: Path | None) -> Iterator[tuple[str, list[str] | str]]:
    """Name and command of each peer that knows the formats; a text instead of a command says why there is none."""
    if pair in BIBUTILS:
        name = BIBUTILS[pair].split()[0]
        found = shutil.which(name)
        yield (
            "bibutils",
            shell(f"{BIBUTILS[pair].format(source)} > {target}") if found else f"no {name} in PATH",
        )
    if pair in PANDOC:
        form, other = PANDOC[pair].split()
        program = find_pandoc()
        command = [program, f"--from={form}", f"--to={other}", "--standalone", str(source), "-o", str(target)]
        yield "pandoc", command if program else "no pandoc in PATH and no pypandoc_binary"
    if pair in CITATION_JS:
        form = CITATION_JS[pair]
        script = str(node / "convert.mjs") if node else ""
        yield (
            "citation-js",
            ["node", script, str(source), str(target), form] if node else "npm did not install it",
        )
    for (known, name), text in SCRIPTS.items():
        if known == pair:
            command = [sys.executable, "-c", text, str(source), str(target)]
            yield name, command if find_spec(name) else "not installed"


def find_pandoc() -> str:
    try:
        import pypandoc
    except ImportError:
        return shutil.which("pandoc") or ""
    return str(pypandoc.get_pandoc_path())


def measure(command: list[str], target: Path, form: str) -> dict[str, Any]:
    target.unlink(missing_ok=True)
    done = run(command, timeout=LIMIT)
    if done.get("seconds") is None:
        return {"absent": done["reason"]}
    if done["status"] or not target.exists():
        return {"absent": f"fails: {done['said']}"}
    records = len(COUNTED[form].findall(target.read_text(encoding="utf-8", errors="replace")))
    return {key: done[key] for key in ("cpu_seconds", "seconds", "peak_mb")} | {"records": records}


def convert(pair: str, count: int, folder: Path, node: Path | None) -> dict[str, Any]:
    """The rows of one conversion."""
    form, other = pair.split(":")
    source = folder / f"in.{EXTENSIONS.get(form, form)}"
    target = folder / f"out.{EXTENSIONS.get(other, other)}"
    generate(source, form, count)
    command = [sys.executable, "-m", "soilbib", "convert", "-q", str(source), "-o", str(target)]
    own = measure(command, target, other)
    rows: dict[str, Any] = {"MB": round(source.stat().st_size / 1e6, 1), "soilbib": own}
    for name, command_or_reason in peers(pair, source, target, node):
        if isinstance(command_or_reason, str):
            rows[name] = {"absent": command_or_reason}
            continue
        rows[name] = row = measure(command_or_reason, target, other)
        if "cpu_seconds" in row and "cpu_seconds" in own:
            row["times"] = round(row["cpu_seconds"] / own["cpu_seconds"], 1)
    source.unlink()
    return rows


def main() -> None:
    numbers = [argument for argument in sys.argv[1:] if argument.isdecimal()]
    pairs = [argument for argument in sys.argv[1:] if ":" in argument] or list(PAIRS)
    count = int(numbers[0]) if numbers else 10_000
    needed = JAVASCRIPT if any(pair in CITATION_JS for pair in pairs) else ()
    with tempfile.TemporaryDirectory() as name, node_folder(needed) as node:
        if node:
            (node / "convert.mjs").write_text(NODE, encoding="utf-8")
        found = {pair: convert(pair, count, Path(name), node) for pair in pairs}
    print(json.dumps({"records": count, **found}, indent=1))


if __name__ == "__main__":
    main()
