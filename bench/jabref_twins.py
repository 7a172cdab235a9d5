"""How much of JabRef's importer fixtures is read as JabRef's own .bib twins have it, as JSON.

    python bench/jabref_twins.py [--show] [--only IMPORTER] [FOLDER]

FOLDER (default: data/import/jabref/importer/fileformat under SOILBIB_SHARED, itself ../shared by default) has
fixtures named after JabRef's importers, each with a .bib of the same name that says what JabRef reads. Both are
read by soilbib, and every field of the twin is right where the fixture's record has the same, and kept where
the record has it elsewhere or under the source's own name.

Left aside is what CSL has no variable for: citation keys, the database's status of a record, the statement of
responsibility (``titleaddon``, which is read as the end of the title otherwise), the address of an author that
JabRef has as that of the publisher (the record keeps it under the source's name), addresses made of a PMID.
So is spelling that carries nothing: case, punctuation, spaces, BibTeX's markup, the order of keywords and of the
words of names, the name of a language or its code, a MeSH heading repeated for each of its qualifiers.

The same value in another place of BibTeX's is right:

- one of several ISBNs or ISSNs, and an ISSN under ``isbn``: BibTeX has one field, soilbib holds them all;
- the title of a journal in short, where the source has both and BibTeX has one field;
- ``volume`` beside ``series``: in BibTeX that is the number in the series;
- the first of several addresses in one ``url``: the others do not belong in it;
- ``corporate`` beside ``author``, and ``copyright`` parted from the end of ``abstract``: fields of JabRef's own.

``--show`` prints every other difference to stderr, those of values that are kept marked.
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
from soilbib.formats import loads, read
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
_LIST = re.compile(r"[\s,;]+")
_RESPONSIBILITY = re.compile(r"^\s*titleaddon\s*=.*\n", re.MULTILINE | re.IGNORECASE)
_ADDRESSES = frozenset({"AD", "auth-address"})
"""Where RIS and EndNote have the address of an author."""

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
        expected = expectations(twin)
        counts["twins"] += bool(expected)
        for number, record in enumerate(expected):
            got = records[number] if number < len(records) else Record()
            for variable, one, other in comparisons(record, got):
                counts["compared"] += 1
                counts["right"] += one == other
                kept = one != other and is_kept(one, got)
                counts["kept"] += kept
                wrong[variable] += one != other and not kept
                if show and one != other:
                    mark = " (kept)" if kept else ""
                    print(f"{path.name}[{number}] {variable}{mark}: {one!r} | {other!r}", file=sys.stderr)
    return {
        "files": 0,
        "read": 0,
        "twins": 0,
        "compared": 0,
        "right": 0,
        "kept": 0,
        **counts,
        "wrong": dict(+wrong),
    }


def expectations(twin: Path) -> tuple[Record, ...]:
    """The records of a .bib file, without the statements of responsibility."""
    text = twin.read_text(encoding="utf-8") if twin.exists() else ""
    return loads(_RESPONSIBILITY.sub("", text), "bibtex").records if text.strip() else ()


def comparisons(expected: Record, got: Record) -> Iterator[tuple[str, Any, Any]]:
    """Variable, the twin's value, the record's value, for everything that the twin has."""
    yield "type", expected.type, got.type
    for variable, names in expected.names.items():
        corporate = expected.extra.get("bibtex", {}).get("corporate") if variable == "author" else None
        wanted = [*names, *([Name(literal=corporate)] if corporate else [])]
        yield variable, [*map(whole, wanted)], [*map(whole, got.names.get(variable, ()))]
    for variable, date in expected.dates.items():
        yield variable, start(date), start(got.dates.get(variable, Date()))[: len(start(date))]
    for variable, value in expected.fields.items():
        if not is_aside(variable, value, got):
            folded = fold(variable, value)
            found = [fold(variable, text) for text in places(variable, expected, got)]
            yield variable, folded, folded if folded in found else found[0]


def is_aside(variable: str, value: str, got: Record) -> bool:
    """Whether a field of the twin is none of CSL's: a status, an address made of a PMID or that of an author."""
    if variable == "publisher-place":
        own = [values for fields in got.extra.values() for tag, values in fields.items() if tag in _ADDRESSES]
        return fold("", value) in fold("", str(own))
    return variable == "status" or (variable == "URL" and bool(_PUBMED.search(value)))


def places(variable: str, expected: Record, got: Record) -> list[str]:
    """The record's values that the twin's one may stand for, the usual one first."""
    value, own = expected.fields[variable], got.fields.get(variable, "")
    if variable in ("ISBN", "ISSN"):
        own = got.fields.get("ISSN" if _ISSN.fullmatch(value) else variable, "")
        return [own, *_LIST.split(own)]
    if variable == "container-title":
        return [own, got.fields.get("container-title-short", "")]
    if variable == "volume" and "collection-title" in expected.fields:
        return [own, got.fields.get("collection-number", "")]
    if variable == "URL" and own and value.startswith(f"{own}, "):
        return [value]
    if variable == "abstract" and (rights := expected.extra.get("bibtex", {}).get("copyright")):
        return [own, own.removesuffix(f"Copyright {rights}")]
    return [own]


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
        return sorted({word for part in re.split(r"[;,]\s", text) for word in headings(part)})
    if variable == "language":
        return text[:2]
    return _FOLDED.sub("" if variable in ("ISBN", "ISSN") else " ", text).strip()


def headings(text: str) -> Iterator[str]:
    """A keyword; a heading with several qualifiers as one for each."""
    head, *qualifiers = text.split("/")
    for words in [f"{head} {qualifier}" for qualifier in qualifiers] or [head]:
        yield _FOLDED.sub(" ", words).strip()


if __name__ == "__main__":
    main()
