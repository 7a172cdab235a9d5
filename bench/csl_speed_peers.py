"""One peer's cell of `csl_speed`: ``csl_speed_peers.py TOOLS PEER [STYLE REFERENCES]``.

PEER is citeproc-py, citeproc-js (through node), pandoc or typst; what it needs is installed into the folder
TOOLS, never into this environment. With a style file and a CSL-JSON file prints the CPU seconds, user and
system, to load the style (0 where it cannot be told apart) and to render the sorted bibliography to HTML.
Exits 1 with one line on standard error where a peer cannot be installed or cannot render.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
import venv
import warnings
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import NamedTuple

TIMEOUT = 120
LEAST = 0.01
"""A difference of two processes below this many seconds is noise."""

_NODE = r"""
const fs = require("fs"), CSL = require("citeproc");
const [style, references, locales] = process.argv.slice(2);
const items = {}, ids = [];
for (const item of JSON.parse(fs.readFileSync(references, "utf8"))) { items[item.id] = item; ids.push(item.id); }
const system = {
  retrieveItem: id => items[id],
  retrieveLocale: lang => {
    const path = `${locales}/locales-${lang}.xml`;
    return fs.existsSync(path) ? fs.readFileSync(path, "utf8") : false;
  },
};
const xml = fs.readFileSync(style, "utf8");
const seconds = since => { const used = process.cpuUsage(since); return (used.user + used.system) / 1e6; };
let start = process.cpuUsage();
const engine = new CSL.Engine(system, xml);
const load = seconds(start);
start = process.cpuUsage();
engine.updateItems(ids);
const made = engine.makeBibliography();
console.log(JSON.stringify({load, render: seconds(start), entries: made ? made[1].length : 0}));
"""

_TYPST = r"""
import sys, typst
typst.compile(sys.argv[1], format="html")
"""


class Seconds(NamedTuple):
    """CPU seconds of one run."""

    load: float
    render: float


class PeerError(Exception):
    """A processor could not be installed or could not render; the text is its last word."""


class Tools:
    """The peers in a folder; each is installed on first use, and `PeerError` raised where it cannot be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.locales = Path(str(resources.files("citeproc") / "data" / "locales"))

    def node(self) -> Path:
        """The script that runs citeproc-js."""
        script = self.folder / "citeproc.cjs"
        if not (self.folder / "node_modules" / "citeproc").is_dir():
            command = ["npm", "install", "--silent", "--prefix", str(self.folder), "citeproc"]
            _run(command)
        script.write_text(_NODE, encoding="utf-8")
        return script

    def python(self) -> Path:
        """The interpreter that has pypandoc_binary and typst."""
        python = self.folder / "venv" / "bin" / "python"
        installed = self.folder / "venv" / "installed"
        if not installed.exists():
            venv.create(python.parents[1], with_pip=True)
            _run([str(python), "-m", "pip", "install", "--quiet", "pypandoc_binary", "typst"])
            installed.touch()
        return python

    def pandoc(self) -> str:
        """The program."""
        code = "import pypandoc; print(pypandoc.get_pandoc_path())"
        return _run([str(self.python()), "-c", code]).strip()


def citeproc_js(tools: Tools, style: Path, references: Path) -> Seconds:
    """citeproc-js: measured inside node, its start apart."""
    command = ["node", str(tools.node()), str(style), str(references), str(tools.locales)]
    measured = json.loads(_run(command).splitlines()[-1])
    return Seconds(measured["load"], measured["render"])


def pandoc(tools: Tools, style: Path, references: Path) -> Seconds:
    """pandoc's citeproc: the whole process less one with a single reference."""
    program = tools.pandoc()

    def command(source: Path) -> list[str]:
        return [program, str(source), "-f", "csljson", "-t", "html", "--citeproc", "--csl", str(style)]

    return _without_start(command, references)


def typst(tools: Tools, style: Path, references: Path) -> Seconds:
    """typst's hayagriva over biblatex: the whole process less one with a single reference."""
    program, python = tools.pandoc(), tools.python()
    local = tools.folder / "style.csl"
    local.write_bytes(style.read_bytes())
    script = tools.folder / "compile.py"
    script.write_text(_TYPST, encoding="utf-8")

    def command(source: Path) -> list[str]:
        bib, document = source.with_suffix(".bib"), source.with_suffix(".typ")
        _run([program, str(source), "-f", "csljson", "-t", "biblatex", "-o", str(bib)])
        document.write_text(f'#bibliography("{bib.name}", full: true, style: "{local.name}")\n')
        return [str(python), str(script), str(document)]

    return _without_start(command, references)


def _without_start(command: Callable[[Path], list[str]], references: Path) -> Seconds:
    single = references.with_name("single.json")
    single.write_text(json.dumps(json.loads(references.read_text(encoding="utf-8"))[:1]), encoding="utf-8")
    small, large = command(single), command(references)
    start = min(_child_seconds(small) for _ in range(3))
    whole = _child_seconds(large)
    if whole < 1:
        whole = min(whole, _child_seconds(large))
    if whole - start < LEAST:
        raise PeerError("too fast to be told from its start")
    return Seconds(0.0, whole - start)


def _child_seconds(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=TIMEOUT)
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode(errors="replace").strip().splitlines() or ["no message"]
        raise PeerError(lines[-1][:160]) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerError(str(error)[:160]) from None
    return done.stdout.decode()


def citeproc_py(_: Tools, style: Path, references: Path) -> Seconds:
    """citeproc-py: measured in this process, each reference cited once."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    warnings.simplefilter("ignore")
    items = json.loads(references.read_text(encoding="utf-8"))
    start = time.process_time()
    parsed = CitationStylesStyle(str(style), validate=False)
    loaded = time.process_time()
    bibliography = CitationStylesBibliography(parsed, CiteProcJSON(items), formatter.html)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    bibliography.sort()
    bibliography.bibliography()
    return Seconds(loaded - start, time.process_time() - loaded)


class Peer(NamedTuple):
    """How a peer is installed and measured."""

    install: Callable[[Tools], object]
    measure: Callable[[Tools, Path, Path], Seconds]


PEERS = {
    "citeproc-py": Peer(lambda _: None, citeproc_py),
    "citeproc-js": Peer(Tools.node, citeproc_js),
    "pandoc": Peer(Tools.pandoc, pandoc),
    "typst": Peer(Tools.pandoc, typst),
}


def main() -> None:
    """Run from the command line."""
    folder, name, *files = sys.argv[1:]
    peer, tools = PEERS[name], Tools(Path(folder))
    try:
        if not files:
            peer.install(tools)
            return
        seconds = peer.measure(tools, *map(Path, files))
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {error}"[:200])
    sys.stdout.write(json.dumps(seconds) + "\n")


if __name__ == "__main__":
    main()
