"""How much of JabRef's importer fixtures is read as JabRef's own .bib twins have it, as JSON.

    python bench/jabref_twins.py [--show] [--only IMPORTER] [FOLDER]

FOLDER (default: data/import/jabref/importer/fileformat under SOILBIB_SHARED, itself ../shared by default) has
fixtures named after JabRef's importers, each with a .bib of the same name that says what JabRef reads. Both are
read by soilbib, and every field of the twin is right where the fixture's record has the same, and kept where
the record has it elsewhere or under the source's own name (an author's address that the twin has as the
publisher's, the abbreviated name of a journal).

Left aside: citation keys, fields that are none of CSL's variables, the database's status of a record, addresses
made of a PMID, and spelling that carries nothing (case, punctuation, spaces, BibTeX's markup, the order of
keywords and of the words of names, the name of a language or its code). An ISSN that the twin has as an ISBN is
looked for as an ISSN. ``--show`` prints every difference to stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from soilbib.errors import SoilbibError
from soilbib.formats import read
from soilbib.model import Date, Name, Record
from soilbib.model.markup import plain_text

SHARED = Path(os.environ.get("SOILBIB_SHARED", Path(__file__).parent.parent.parent / "shared"))
IMPORTERS: dict[str, str] = {
    "Cff": "cff",
    "EndnoteXml": "endnotexml",
    "Endnote.": "enw",
    "Isi": "wos",
    "MarcX": "marcxml",
    "MedlineImporter": "pubmedxml",
    "MedlinePlain": "nbib",
    "MODS": "mods",
    "MsBib": "wordxml",
    "Nbib": "nbib",
    "Ovid": "ovid",
    "Ris": "ris",
    "refer.": "enw",
}
"""How the fixtures of an importer begin → the format that reads them."""

_PUBMED = re.compile(r"pubmed\.ncbi\.nlm\.nih\.gov/\d")
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")
_FOLDED = re.compile(r"[\W_]+")


def main() -> None:
    parser = argparse.ArgumentParser(description="Agreement with JabRef's importers, as JSON")
    parser.add_argument(
        "folder", nargs="?", type=Path, default=SHARED / "data/import/jabref/importer/fileformat"
    )
    parser.add_argument("--show", action="store_true", help="print every difference to stderr")
    parser.add_argument("--only", help="one importer")
    options = parser.parse_args()
    result: dict[str, Any] = {}
    total: Counter[str] = Counter()
    for importer, format_name in IMPORTERS.items():
        if options.only in (None, importer):
            counts = agreement(options.folder, importer, format_name, options.show)
            total.update(
                {key: counts[key] for key in ("files", "read", "twins", "compared", "right", "kept")}
            )
            result[importer] = {"format": format_name, **counts, "share": share(counts)}
    print(json.dumps({**result, "all": {**total, "share": share(total)}}, indent=2, ensure_ascii=False))


def share(counts: dict[str, Any]) -> float:
    return round(counts["right"] / counts["compared"], 4) if counts["compared"] else 0.0


def agreement(folder: Path, importer: str, format_name: str, show: bool) -> dict[str, Any]:
    """Files and how many of them are read, twins, fields compared and right, and the wrong ones by variable."""
    counts: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for path in sorted(folder.glob(f"{importer}*")):
        if path.suffix == ".bib":
            continue
        counts["files"] += 1
        try:
            records = read(path, format_name).records
        except SoilbibError as error:
            counts["refused"] += 1
            print(f"{path.name}: {error}", file=sys.stderr)
            records = ()
        counts["read"] += bool(records)
        twin = path.with_name(path.stem.replace("ImporterTest", "ImporterTestBib") + ".bib")
        twin = twin if twin.exists() else path.with_suffix(".bib")
        expected = read(twin, "bibtex").records if twin.exists() and twin.read_text().strip() else ()
        counts["twins"] += bool(expected)
        for number, record in enumerate(expected):
            got = records[number] if number < len(records) else Record()
            for variable, one, other in comparisons(record, got):
                counts["compared"] += 1
                counts["right"] += one == other
                kept = one != other and is_kept(one, got)
                counts["kept"] += kept
                if one != other and not kept:
                    wrong[variable] += 1
                    if show:
                        print(f"{path.name}[{number}] {variable}: {one!r} | {other!r}", file=sys.stderr)
    return {
        "files": 0,
        "read": 0,
        "twins": 0,
        "compared": 0,
        "right": 0,
        "kept": 0,
        **counts,
        "wrong": dict(wrong),
    }


def comparisons(expected: Record, got: Record) -> Iterator[tuple[str, Any, Any]]:
    """Variable, the twin's value, the record's value, for everything that the twin has."""
    yield "type", expected.type, got.type
    for variable, names in expected.names.items():
        yield variable, [*map(whole, names)], [*map(whole, got.names.get(variable, ()))]
    for variable, date in expected.dates.items():
        yield variable, start(date), start(got.dates.get(variable, Date()))[: len(start(date))]
    for variable, value in expected.fields.items():
        if variable != "status" and not (variable == "URL" and _PUBMED.search(value)):
            found = "ISSN" if variable == "ISBN" and _ISSN.fullmatch(value) else variable
            yield variable, fold(variable, value), fold(variable, got.fields.get(found, ""))


def is_kept(value: Any, record: Record) -> bool:
    """Whether a folded value stands in another field of the record, or under its source's own names."""
    held = fold("", f"{record.extra} {record.fields}")
    return isinstance(value, str) and bool(value) and (value in held or value in held.replace(" ", ""))


def whole(name: Name) -> str:
    words = fold("", name.literal or f"{name.full_family} {name.given} {name.suffix}")
    return "".join(sorted(words.split()))


def start(date: Date) -> tuple[Any, ...]:
    return date.start or (date.literal,)


def fold(variable: str, value: str) -> Any:
    text = unicodedata.normalize("NFKC", plain_text(value)).casefold()
    if variable == "keyword":
        return sorted({_FOLDED.sub(" ", part).strip() for part in re.split(r"[;,]\s", text)})
    if variable == "language":
        return text[:2]
    return _FOLDED.sub("" if variable in ("ISBN", "ISSN") else " ", text).strip()


if __name__ == "__main__":
    main()
