"""BibTeX to records and back, directly and by way of CSL-JSON: what differs, and whether each difference was told.

Usage: ``python bench/bibtex_round_trip.py FOLDER [--show]``. Every .bib, .bibtex and .biblatex file under it is read
in both dialects and goes two ways: written in that dialect and read again; written as CSL-JSON, read, written in
that dialect and read again. First and last records are compared value by value, apart from the file and line;
markup that says the same in another order, and LaTeX beside the character that it stands for in a field without
a meaning here, count as equal. A difference is reported if one of the writers named that record and field as a
loss. Prints JSON; ``unreported`` must be 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from soilbib import formats
from soilbib.errors import InputError, Loss
from soilbib.files import decode
from soilbib.formats.bibtex.latex import decode as decode_latex
from soilbib.model import Record
from soilbib.model.markup import parse_markup

ENDINGS = {".bib", ".bibtex", ".biblatex"}
DIALECTS = ("bibtex", "biblatex")


def _values(record: Record) -> dict[str, Any]:
    """Everything that a record says, by the names that losses use."""
    dates = {
        name: (date.start, date.end, date.circa, date.season, date.literal)
        for name, date in record.dates.items()
    }
    extra = {f"{name}.{field}": value for name, rest in record.extra.items() for field, value in rest.items()}
    cut = {f"cut {name}": True for name in record.truncated}
    return {"id": record.id, "type": record.type, **record.names, **dates, **record.fields, **extra, **cut}


def _equal(name: str, first: Any, second: Any) -> bool:
    if first == second:
        return True
    if not (isinstance(first, str) and isinstance(second, str)):
        return False
    if "." in name:
        return decode_latex(first) == decode_latex(second)
    return parse_markup(first) == parse_markup(second)


def _read(text: str, name: str) -> list[Record]:
    entry = formats.find_format(name)
    assert entry.read
    return [item for item in entry.read(text, "") if isinstance(item, Record)]


def _through(records: Sequence[Record], path: Sequence[str]) -> tuple[list[Record], list[Loss]]:
    """The records after writing and reading each format of a path, and all losses."""
    losses: list[Loss] = []
    found = list(records)
    for name in path:
        written = formats.dumps(found, name)
        losses += written.losses
        found = _read(written.text, name)
    return found, losses


def _differences(first: Sequence[Record], last: Sequence[Record]) -> Iterator[tuple[str, str]]:
    for one, other in zip(first, last, strict=True):
        before, after = _values(one), _values(other)
        for name in before.keys() | after.keys():
            if not _equal(name, before.get(name), after.get(name)):
                yield one.id, name.removeprefix("cut ")


def _compare(records: list[Record], path: Sequence[str], counts: Counter[str], show: str) -> None:
    last, losses = _through(records, path)
    counts["records"] += len(records)
    if len(last) != len(records):
        counts["records missing"] += abs(len(last) - len(records))
        return
    named = {(loss.record, loss.field) for loss in losses}
    for key, field in _differences(records, last):
        reported = (key, field) in named
        counts["reported" if reported else "unreported"] += 1
        if not reported and show:
            print(show, " → ".join(path), key, field, file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=1 << 40, help="largest file, in bytes")
    parser.add_argument("--show", action="store_true", help="print what was not reported")
    options = parser.parse_args()
    counts = {(way, dialect): Counter[str]() for way in ("bib", "csljson") for dialect in DIALECTS}
    files = 0
    for path in sorted(options.folder.rglob("*")):
        if path.suffix not in ENDINGS or path.stat().st_size > options.limit:
            continue
        try:
            text = decode(path.read_bytes(), path.name).text
        except InputError:
            continue
        files += 1
        for dialect in DIALECTS:
            records = _read(text, dialect)
            show = path.name if options.show else ""
            _compare(records, [dialect], counts["bib", dialect], show)
            _compare(records, ["csljson", dialect], counts["csljson", dialect], show)
    result: dict[str, Any] = {"files": files}
    for (way, dialect), found in counts.items():
        name = f"{dialect} → {'CSL-JSON → ' if way == 'csljson' else ''}{dialect}"
        result[name] = {key: found[key] for key in ("records", "records missing", "reported", "unreported")}
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
