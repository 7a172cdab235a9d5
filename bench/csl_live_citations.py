"""Compare citations in documents with citeproc-js as it runs here: ``csl_live_citations.py TOOLS [--styles N]``.

For each style a document is made by chance: 40 citations of one to four references, with locators, prefixes, suffixes,
suppressed authors and authors alone, some in the same note. Both processors get the whole document; the final text of
every citation counts, compared as in `csl_differential`, but where citeproc-js prints that it has no form for it.
Styles and references are chosen as in `csl_live`;
``--locale`` overrides the styles' languages ("by-chance": another for each style). Prints a line for each style and the
totals as JSON.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from csl_differential import plain
from csl_live import read_options, sample
from csl_speed_peers import Tools
from soilbib.csl.citations import read_cite
from soilbib.csl.positions import Citation
from soilbib.csl.processor import Processor

CITATIONS = 40
LOCALES = (
    "ar",
    "he-IL",
    "zh-CN",
    "ja-JP",
    "ru-RU",
    "tr-TR",
    "de-DE",
    "fr-FR",
    "es-ES",
    "pt-BR",
    "en-GB",
    "sv-SE",
)
LOCATORS = (
    "12",
    "12-15",
    "3, 7",
    "iv",
    "12 & 14",
    "1234-1237",
    "ch. 4",
    "A3",
    "100-5",
    "12, 15-17",
    "fig. 3",
)
NO_FORM = ("[NO_PRINTED_FORM]", "[CSL STYLE ERROR")
LABELS = ("", "", "page", "page", "chapter", "section", "figure", "paragraph", "volume", "note", "verse")
PREFIXES = ("see", "see also ", "cf. ", "e.g.,", "<i>contra</i> ", "See the survey. Also ", "but ", "siehe ")
SUFFIXES = (
    ", and others",
    " for a review",
    ", emphasis added",
    ".",
    " [sic]",
    "; see below",
    " (second part)",
    "et al",
)

_NODE = r"""
const fs = require("fs"), CSL = require("citeproc");
const [references, locales, documents] = process.argv.slice(2);
const log = console.log; console.log = () => {};
const read = path => fs.existsSync(path) ? fs.readFileSync(path, "utf8") : false;
for (const [style, locale, citations] of JSON.parse(read(documents))) {
  const items = {};
  for (const item of JSON.parse(read(references))) items[item.id] = item;
  const system = { retrieveItem: id => items[id], retrieveLocale: lang => read(`${locales}/locales-${lang}.xml`) };
  let texts = null;
  try {
    const engine = new CSL.Engine(system, read(style), locale || undefined, Boolean(locale));
    texts = engine.rebuildProcessorState(citations).map(each => [each[0], each[2]]);
  } catch (error) { texts = null; }
  log(JSON.stringify(texts));
}
"""


def made_cite(chance: random.Random, ids: list[str]) -> dict[str, Any]:
    """One cite with whatever chance adds to it."""
    cite: dict[str, Any] = {"id": chance.choice(ids)}
    if chance.random() < 0.3:
        cite["locator"], cite["label"] = chance.choice(LOCATORS), chance.choice(LABELS)
        if not cite["label"]:
            del cite["label"]
    if chance.random() < 0.12:
        cite["prefix"] = chance.choice(PREFIXES)
    if chance.random() < 0.12:
        cite["suffix"] = chance.choice(SUFFIXES)
    kind = chance.random()
    if kind < 0.1:
        cite["suppress-author" if kind < 0.07 else "author-only"] = True
    return cite


def made_document(seed: str, ids: list[str], in_notes: bool) -> list[dict[str, Any]]:
    """Citations as citeproc-js takes them; what is cited comes back often enough for every position."""
    chance = random.Random(seed)
    some = chance.sample(ids, 30)
    note = 0
    document: list[dict[str, Any]] = []
    for index in range(CITATIONS):
        note += in_notes and (not note or chance.random() < 0.85)
        recent = [cite["id"] for each in document[-2:] for cite in each["citationItems"]]
        pool = recent if recent and chance.random() < 0.35 else some
        count = chance.choices((1, 2, 3, 4), (6, 3, 2, 1))[0]
        cites = [made_cite(chance, pool) for _ in range(count)]
        if any("author-only" in cite for cite in cites):
            cites = [cite for cite in cites if "author-only" in cite][:1]
        document.append(
            {"citationID": f"c{index}", "citationItems": cites, "properties": {"noteIndex": int(note)}}
        )
    return document


def expected(
    tools: Tools, references: Path, documents: list[tuple[str, str, Any]]
) -> list[dict[str, str] | None]:
    """What citeproc-js prints for each document's citations, or None where it fails."""
    tools.node()
    script = tools.folder / "live_citations.cjs"
    script.write_text(_NODE, encoding="utf-8")
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(documents, file)
        file.flush()
        command = ["node", str(script), str(references), str(tools.locales), file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [dict(made) if made else None for made in map(json.loads, done.stdout.splitlines())]


def printed(style: str, locale: str, references: list[dict[str, Any]], document: Any) -> dict[str, str]:
    """What soilbib prints for the document's citations, placed one after the other."""
    processor = Processor(Path(style).read_bytes(), references, locale=locale or None)
    texts: dict[str, str] = {}
    before: list[tuple[str, int]] = []
    for each in document:
        note = each["properties"]["noteIndex"]
        cites = tuple(read_cite(cite) for cite in each["citationItems"])
        for change in processor.place(Citation(each["citationID"], cites, note), before):
            texts[change.id] = change.text
        before.append((each["citationID"], note))
    return texts


def main() -> None:
    """Run from the command line."""
    arguments = read_options("Compare citations in documents with citeproc-js, run here.", styles=60)
    references = json.loads(arguments.references.read_text(encoding="utf-8"))
    ids = [reference["id"] for reference in references]
    documents = []
    for index, path in enumerate(sample(arguments.styles, arguments.skip)):
        locale = LOCALES[index % len(LOCALES)] if arguments.locale == "by-chance" else arguments.locale
        in_notes = 'class="note"' in path.read_text(encoding="utf-8")
        documents.append((str(path), locale, made_document(path.stem, ids, in_notes)))
    total = same = 0
    for (style, locale, document), made in zip(
        documents, expected(Tools(arguments.tools), arguments.references, documents), strict=True
    ):
        if made is None:
            continue
        got = printed(style, locale, references, document)
        want = {key: text for key, text in made.items() if not any(mark in text for mark in NO_FORM)}
        different = [key for key, text in want.items() if plain(got.get(key, "")) != plain(text)]
        total += len(want)
        same += len(want) - len(different)
        sys.stdout.write(f"{len(want) - len(different):4}/{len(want)} {Path(style).stem} {locale}\n")
        for key in different[: arguments.show]:
            cites = next(each["citationItems"] for each in document if each["citationID"] == key)
            sys.stdout.write(f"   {key} {json.dumps(cites, ensure_ascii=False)}\n")
            sys.stdout.write(f"   want {plain(want[key])}\n   got  {plain(got.get(key, ''))}\n")
    figures = {"styles": len(documents), "citations": total, "identical": round(100 * same / (total or 1), 2)}
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
