"""How many annotated listing strings are read right, field by field, as JSON.

    python bench/listing_accuracy.py [GOLD.jsonl] [--failures]

The annotated file is the one given, or data/listing/gold.jsonl under SOILBIB_SHARED (default: ../shared).
Each line has ``text``, ``description`` (or null), ``expect`` (from the string alone),
``expect_with_description`` (what the paragraph changes), ``type_ok`` and ``source``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from soilbib import Record, parse_listing, to_csl
from soilbib.formats.listing.strings import parse_string

FIELDS = ("title", "issued", "author", "et_al", "container-title", "type", "language")
HOUSE = "4p1000.org"
FIRST_PAGE = 12


def fold(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def names_of(names: Iterable[dict[str, str]]) -> list[tuple[str, str]]:
    return [
        (
            fold(
                name.get("literal")
                or " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
            ),
            fold(name.get("given")),
        )
        for name in names
    ]


def expected(row: dict[str, Any], with_description: bool) -> dict[str, Any]:
    expect = dict(row["expect"])
    if with_description:
        expect.update(row.get("expect_with_description") or {})
        expect["et_al"] = expect.get("et-al", expect.get("et_al", False))
    return expect


def compare(row: dict[str, Any], record: Record, with_description: bool) -> dict[str, bool]:
    """Field → whether the record says what is expected."""
    expect = expected(row, with_description)
    item = to_csl(record)
    types = {expect.get("type"), *(row.get("type_ok") or ())}
    return {
        "title": fold(record.title).rstrip(".") == fold(expect["title"]).rstrip("."),
        "issued": item.get("issued", {}).get("date-parts") == (expect["issued"] or {}).get("date-parts"),
        "author": names_of(item.get("author", ())) == names_of(expect["author"]),
        "et_al": ("author" in record.truncated) == bool(expect["et_al"]),
        "container-title": fold(item.get("container-title")).rstrip(".")
        == fold(expect.get("container-title")).rstrip("."),
        "type": record.type in types,
        "language": item.get("language") == expect.get("language"),
    }


def score(rows: list[dict[str, Any]], with_description: bool) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    right = dict.fromkeys((*FIELDS, "title+issued+author"), 0)
    failures = []
    for row in rows:
        description = row["description"] if with_description else None
        record = parse_listing(row["text"], description)
        verdict = compare(row, record, with_description)
        for field in FIELDS:
            right[field] += verdict[field]
        right["title+issued+author"] += verdict["title"] and verdict["issued"] and verdict["author"]
        wrong = [field for field in FIELDS if not verdict[field]]
        if wrong:
            failures.append(
                {
                    "line": row["line"],
                    "wrong": wrong,
                    "text": row["text"],
                    "got": to_csl(record),
                    "description": with_description,
                }
            )
    return {
        "strings": len(rows),
        **{field: round(count / max(1, len(rows)), 3) for field, count in right.items()},
    }, failures


def references() -> list[dict[str, Any]]:
    """The project's own annotated references, in the shape of the annotated file's rows."""
    path = Path(__file__).parents[1] / "tests" / "fixtures" / "listing" / "references.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [{"text": row["text"], "expect": {**row, "issued": _parts(row["issued"])}} for row in rows]


def _parts(edtf: str) -> dict[str, Any] | None:
    points = [[int(part) for part in point.split("-")] for point in edtf.split("/") if point]
    return {"date-parts": points} if points else None


def reliability(rows: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Confidence in steps of a tenth → how many strings, and what part of them is right."""
    table: dict[str, list[bool]] = {}
    for row in rows:
        parsed = parse_string(row["text"])
        verdict = compare(row, parsed.record, False)
        bucket = f"{int(min(parsed.confidence, 0.99) * 10) / 10:.1f}"
        table.setdefault(bucket, []).append(verdict["title"] and verdict["issued"] and verdict["author"])
    return {
        bucket: {"strings": len(hits), "right": round(sum(hits) / len(hits), 3)}
        for bucket, hits in sorted(table.items())
    }


def forget() -> None:
    """Empty every memory of the package, so that each round of a measurement starts from nothing."""
    for name, module in list(sys.modules.items()):
        if name.startswith("soilbib"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def speed(rows: list[dict[str, Any]]) -> float:
    """Strings per second of one core, the best of five rounds without any memory of earlier ones."""
    texts = [row["text"] for row in rows]
    best = 0.0
    for _ in range(5):
        forget()
        start = time.process_time()
        for text in texts:
            parse_listing(text)
        best = max(best, len(texts) / (time.process_time() - start))
    return round(best)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    shared = Path(os.environ.get("SOILBIB_SHARED", Path(__file__).parents[1].parent / "shared"))
    parser.add_argument("gold", nargs="?", type=Path, default=shared / "data" / "listing" / "gold.jsonl")
    parser.add_argument("--failures", action="store_true", help="list the strings with a wrong field")
    options = parser.parse_args()
    if not options.gold.is_file():
        sys.exit(f"no annotated file at {options.gold}")
    rows = [
        {"line": number, **json.loads(line)}
        for number, line in enumerate(options.gold.read_text("utf-8").splitlines(), 1)
        if line.strip()
    ]
    house = [row for row in rows if HOUSE in row["source"]]
    groups = {
        "all": rows,
        "first_page": house[:FIRST_PAGE],
        "house": house,
        "others": [row for row in rows if HOUSE not in row["source"]],
        "certain": [row for row in rows if not row.get("uncertain")],
    }
    report: dict[str, Any] = {"gold": options.gold.name}
    failures: list[dict[str, Any]] = []
    for key, with_description in (("string_alone", False), ("with_description", True)):
        report[key] = {}
        for name, group in groups.items():
            chosen = [row for row in group if row["description"]] if with_description else group
            report[key][name], wrong = score(chosen, with_description)
            failures += wrong if name == "all" else []
    report["confidence"] = reliability(rows)
    report["confidence_with_own_references"] = reliability([*rows, *references()])
    report["strings_per_second"] = {name: speed(group) for name, group in groups.items() if group}
    if options.failures:
        report["failures"] = failures
    json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
