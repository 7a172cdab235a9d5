"""Run the official CSL test suite: ``csl_suite.py FOLDER [--json OUT.jsonl] [--only NAME] [--failing]``.

Prints passes by category and, with ``--json``, one line for each fixture with its name, whether it passed,
and what was got and wanted. The score counts an exact match; as the suite writes them, ``&`` is ``&#38;``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from soilbib.csl.citations import read_cite
from soilbib.csl.positions import Citation
from soilbib.csl.processor import Processor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SECTION = re.compile(
    r"^>>=+ *(?P<name>[-A-Z0-9]+) *=+>>[^\n]*\n(?P<body>.*?)^<<=+ *(?P=name) *=+<<", re.DOTALL | re.MULTILINE
)


class Outcome(NamedTuple):
    """One fixture's result."""

    name: str
    passed: bool
    got: str
    want: str


def read_fixture(path: Path) -> dict[str, str]:
    """The sections of a fixture by name."""
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    return {match["name"]: match["body"].strip("\n") for match in _SECTION.finditer(text)}


def run_fixture(sections: Mapping[str, str]) -> str:
    """What the processor renders for a fixture."""
    items = {item.get("id"): item for item in json.loads(sections["INPUT"])}
    processor = Processor(sections["CSL"], items.values())
    if "CITATIONS" in sections:
        printed = replay(processor, json.loads(sections["CITATIONS"]))
    else:
        printed = cite_all(processor, sections)
    if sections.get("MODE", "").strip() == "bibliography":
        return processor.bibliography().text.strip()
    return printed.strip()


def cite_all(processor: Processor, sections: Mapping[str, str]) -> str:
    """The citations of CITATION-ITEMS, or one with all references in the order of the registry."""
    if "CITATION-ITEMS" in sections:
        clusters = json.loads(sections["CITATION-ITEMS"])
    else:
        clusters = [[{"id": item.id} for item in processor.registry.ordered]]
    return "\n".join(processor.cite(cluster) for cluster in clusters)


def replay(processor: Processor, calls: list[Any]) -> str:
    """Place the citations one by one; the last call's changes are marked ``>>``."""
    processor.register(())
    texts: dict[str, str] = {}
    changed: set[str] = set()
    final: list[str] = []
    for number, (citation, before, after) in enumerate(calls):
        properties = citation.get("properties", {})
        key = str(citation.get("citationID", f"citation-{number}"))
        changes = processor.place(
            Citation(
                key,
                tuple(read_cite(cite) for cite in citation["citationItems"]),
                int(properties.get("noteIndex") or 0),
                properties.get("mode", ""),
                properties.get("prefix", ""),
                properties.get("suffix", ""),
            ),
            [(str(other), int(note)) for other, note in before],
            [(str(other), int(note)) for other, note in after],
        )
        changed = {change.id for change in changes}
        texts.update({change.id: change.text for change in changes})
        final = [*(str(other) for other, _ in before), key, *(str(other) for other, _ in after)]
    marks = {True: ">>", False: ".."}
    return "\n".join(
        f"{marks[key in changed]}[{index}] {texts.get(key, '')}" for index, key in enumerate(final)
    )


def outcomes(folder: Path, only: str = "") -> Iterator[Outcome]:
    """Run every fixture of a folder."""
    for path in sorted(folder.glob("*.txt")):
        if only and only not in path.stem:
            continue
        sections = read_fixture(path)
        want = sections.get("RESULT", "").strip()
        try:
            got = run_fixture(sections)
        except Exception as error:
            got = f"{type(error).__name__}: {error}"
        yield Outcome(path.stem, got == want, got, want)


def table(results: list[Outcome]) -> str:
    """Passes by category."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for result in results:
        counts[result.name.partition("_")[0]][0] += result.passed
        counts[result.name.partition("_")[0]][1] += 1
    lines = [f"{name:16} {passed:4} / {total}" for name, (passed, total) in sorted(counts.items())]
    return "\n".join([*lines, f"{'all':16} {sum(result.passed for result in results):4} / {len(results)}"])


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Run the official CSL test suite.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--failing", action="store_true")
    arguments = parser.parse_args()
    results = list(outcomes(arguments.folder, arguments.only))
    if arguments.json:
        lines = (json.dumps(result._asdict(), ensure_ascii=False) for result in results)
        arguments.json.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    if arguments.failing:
        for result in results:
            if not result.passed:
                sys.stdout.write(f"--- {result.name}\nwant {result.want}\ngot  {result.got}\n")
    sys.stdout.write(table(results) + "\n")


if __name__ == "__main__":
    main()
