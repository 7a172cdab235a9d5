"""soilbib and refextract on the same annotated strings: title, year, family names, strings per second, as JSON.

    python bench/listing_peers.py [GOLD.jsonl] [--refextract PYTHON]

PYTHON is an interpreter whose environment has refextract (it needs its own: it pins old versions of what others
use); without one the peer is reported as absent. The default file is data/listing/gold.jsonl under SOILBIB_SHARED.
A family name counts where it stands in what refextract calls the author, since it does not take names apart.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import Any

from soilbib.formats.listing import parse_string

_PEER = """
import json, sys, time
from refextract import extract_references_from_string
strings = json.load(sys.stdin)
extract_references_from_string(strings[0])  # its knowledge bases are loaded once
start = time.perf_counter()
found = [extract_references_from_string(text) for text in strings]
json.dump({"seconds": time.perf_counter() - start, "found": found}, sys.stdout)
"""


def fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).strip(' .,“”"«»')


def own(strings: list[str]) -> tuple[float, list[dict[str, str]]]:
    parse_string(strings[0])
    start = time.perf_counter()
    records = [parse_string(text).record for text in strings]
    seconds = time.perf_counter() - start
    return seconds, [
        {
            "title": record.title,
            "year": str(record.dates["issued"].year) if "issued" in record.dates else "",
            "names": " ".join(f"{name.full_family} {name.literal}" for name in record.authors),
        }
        for record in records
    ]


def refextract(python: str, strings: list[str]) -> tuple[float, list[dict[str, str]]]:
    run = subprocess.run(
        [python, "-c", _PEER], input=json.dumps(strings), capture_output=True, text=True, check=True
    )
    answer = json.loads(run.stdout)

    def joined(references: list[dict[str, list[str]]], key: str) -> str:
        return " ".join(value for reference in references for value in reference.get(key, ()))

    return answer["seconds"], [
        {"title": joined(one, "title"), "year": joined(one, "year")[:4], "names": joined(one, "author")}
        for one in answer["found"]
    ]


def score(rows: list[dict[str, Any]], seconds: float, found: list[dict[str, str]]) -> dict[str, float]:
    right = {"title": 0, "year": 0, "names": 0}
    for row, said in zip(rows, found, strict=True):
        expect = row["expect"]
        issued = expect.get("issued") or {}
        year = str(issued["date-parts"][0][0]) if issued.get("date-parts") else ""
        names = [name.get("family") or name.get("literal") or "" for name in expect.get("author") or ()]
        right["title"] += fold(said["title"]) == fold(expect.get("title") or "")
        right["year"] += said["year"] == year
        right["names"] += all(fold(name) in fold(said["names"]) for name in names) and bool(names) == bool(
            said["names"].strip()
        )
    shares = {field: round(100 * count / len(rows), 1) for field, count in right.items()}
    return {**shares, "strings_per_second": round(len(rows) / seconds, 1)}


def main() -> None:
    shared = Path(os.environ.get("SOILBIB_SHARED", "../shared"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="?", default=shared / "data/listing/gold.jsonl", type=Path)
    parser.add_argument("--refextract", metavar="PYTHON")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.gold.read_text("utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if not row.get("uncertain")]
    strings = [row["text"] for row in rows]
    report: dict[str, Any] = {"strings": len(rows), "soilbib": score(rows, *own(strings))}
    if arguments.refextract:
        report["refextract"] = score(rows, *refextract(arguments.refextract, strings))
    else:
        report["refextract"] = "absent: name an interpreter that has it with --refextract"
    json.dump(report, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
