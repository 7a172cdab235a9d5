"""Bibliographies against two processors at once: ``csl_witnesses.py TOOLS [--styles N] [--references FILE]``.

Where citeproc-js and pandoc's citeproc, which share no code, print the same and soilbib does not, soilbib is nearly
always wrong or different on purpose. Tools, styles, references and options are those of `csl_live`; texts are compared
without spaces. Prints such entries (``--show``), those that occur in most styles first, and the totals as JSON.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

from csl_differential import plain
from csl_live import expected, read_options, sample
from csl_speed_peers import Tools
from soilbib.csl.processor import Processor

_ENTRY = re.compile(
    r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>(.*?)\n</div>(?=\n<div id="ref-|\n</div>|\s*$)', re.DOTALL
)
_SPACES = re.compile(r"[\s\u200b]+")


def by_pandoc(program: str, style: Path, references: Path, locale: str) -> dict[str, str]:
    """What pandoc prints: the text of each entry by its id."""
    command = [program, str(references), "-f", "csljson", "-t", "html", "--citeproc", "--csl", str(style)]
    command += ["--wrap=none", *(("-M", f"lang={locale}") if locale else ())]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {match[1]: plain(match[2]) for match in _ENTRY.finditer(done.stdout)}


def squeezed(text: str) -> str:
    """A text without its spaces, which pandoc sets by other rules."""
    return _SPACES.sub("", text)


def main() -> None:
    """Run from the command line."""
    arguments = read_options("Compare bibliographies with citeproc-js and pandoc at once.", styles=60)
    tools = Tools(arguments.tools)
    program = tools.pandoc()
    references = json.loads(arguments.references.read_text(encoding="utf-8"))
    styles = sample(arguments.styles, arguments.skip)
    counts: Counter[str] = Counter()
    against: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for style, made in zip(
        styles, expected(tools, arguments.references, arguments.locale, styles), strict=True
    ):
        theirs = by_pandoc(program, style, arguments.references, arguments.locale) if made else {}
        entries = (
            Processor(style.read_bytes(), references, locale=arguments.locale or None).bibliography().entries
        )
        ours = {entry.id: plain(entry.text) for entry in entries}
        for key, text in made or ():
            if key not in theirs or key not in ours:
                continue
            js, pandoc, mine = plain(text or ""), squeezed(theirs[key]), squeezed(ours[key])
            counts["entries"] += 1
            counts["as_citeproc_js"] += squeezed(js) == mine
            counts["as_pandoc"] += pandoc == mine
            if squeezed(js) == pandoc:
                counts["witnesses_agree"] += 1
                if pandoc != mine:
                    against[key].append((style.stem, js, ours[key]))
    for key, cases in sorted(against.items(), key=lambda item: -len(item[1])):
        for name, want, got in cases[: arguments.show]:
            sys.stdout.write(f"{key} in {len(cases)} styles: {name}\n   want {want}\n   got  {got}\n")
    agreed = counts["witnesses_agree"] or 1
    percent = round(100 * (1 - sum(map(len, against.values())) / agreed), 2)
    sys.stdout.write(json.dumps({**counts, "with_both": percent}) + "\n")


if __name__ == "__main__":
    main()
