"""Records read from files as they are found in the wild, beside the number counted by hand, as JSON.

    python bench/wild_reading.py [FOLDER]

FOLDER (default: data/import/wild under SOILBIB_SHARED) has an ``index.json``: a list of objects with ``file``,
``format`` and ``entries_ref``, the number of records counted in the file. A record more than that does not count.
In the index of that folder the numbers of three PubMed files are twice the lines that begin a record (``PMID-``) or
one too many, and CITATION.cff files are not counted.
"""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from pathlib import Path

import soilbib
from soilbib.errors import SoilbibError


def count(path: Path) -> int:
    try:
        return len(soilbib.read(path).records)
    except SoilbibError as error:
        print(f"{path.name}: {error}", file=sys.stderr)
        return 0


def main() -> None:
    shared = Path(os.environ.get("SOILBIB_SHARED", "../shared"))
    folder = Path(sys.argv[1]) if sys.argv[1:] else shared / "data/import/wild"
    totals: dict[str, dict[str, int]] = defaultdict(lambda: {"files": 0, "reference": 0, "records": 0})
    short: dict[str, list[int]] = {}
    for row in json.loads((folder / "index.json").read_text("utf-8")):
        reference = row["entries_ref"]
        found = count(folder / row["file"])
        total = totals[row["format"]]
        total["files"] += 1
        total["reference"] += reference
        total["records"] += min(found, reference)
        if found < reference:
            short[row["file"]] = [found, reference]
    formats = {
        name: {**total, "percent": round(100 * total["records"] / max(total["reference"], 1), 3)}
        for name, total in sorted(totals.items())
    }
    print(json.dumps({"formats": formats, "files with fewer": short}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
