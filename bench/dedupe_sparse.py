"""What happens to accuracy where records say less: the labelled sets with fields taken away.

For every way of stripping (title, author and year only; the journal besides; lower case and initials; half of the
records as a listing has them: no subtitle, "A & al.") prints one JSON object per set: precision, recall, F1,
works lost. Name sets as arguments to run only these.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

from dedupe_accuracy import SHARED, clusters_of_set

Row = dict[str, str]
BASIC = frozenset({"id", "title", "author", "year"})
SHORT_MAIN = 15
"""A title of no more characters up to its subtitle would hardly stand alone."""


def basic(row: Row) -> Row:
    """Title, author and year only."""
    return {name: value for name, value in row.items() if name in BASIC}


def with_venue(row: Row) -> Row:
    """Title, author, year and journal."""
    return {name: value for name, value in row.items() if name in BASIC | {"journal"}}


def scholar_like(row: Row) -> Row:
    """Lower case, initials before the family names, commas between."""
    people = [name.split(",") for name in row.get("author", "").replace(" and ", ";").split(";")]
    names = [
        f"{''.join(word[0] for word in given[0].split()) if given else ''} {family.strip()}".strip()
        for family, *given in people
    ]
    return {name: value.lower() for name, value in {**with_venue(row), "author": ", ".join(names)}.items()}


def half_listed(row: Row) -> Row:
    """Every second record, whichever these are, as a listing has it: no subtitle, the first of several authors."""
    if crc32(row["id"].encode()) % 2:
        return dict(row)
    first, *others = row.get("author", "").replace(" and ", ";").split(";")
    main = re.split(r": |\. | - ", row["title"])[0]
    told = {
        "title": main if len(main) > SHORT_MAIN else row["title"],
        "author": first + " et al." * bool(others),
    }
    return {**dict.fromkeys(row, ""), "id": row["id"], "year": row["year"], **told}


WAYS: tuple[Callable[[Row], Row], ...] = (basic, with_venue, scholar_like, half_listed)


def stripped(folder: Path, way: Callable[[Row], Row], scratch: Path) -> None:
    """Write the set with its records stripped, and its truth."""
    with (folder / "records.csv").open(newline="", encoding="utf-8") as file:
        rows = [way(row) for row in csv.DictReader(file)]
    with (scratch / "records.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    for name in ("truth.csv", "kinds.csv"):
        if (folder / name).exists():
            (scratch / name).write_bytes((folder / name).read_bytes())


def main() -> None:
    csv.field_size_limit(10**9)
    wanted = set(sys.argv[1:])
    for folder in sorted((SHARED / "data/dedupe").iterdir()):
        if not (folder / "truth.csv").exists() or (wanted and folder.name not in wanted):
            continue
        for way in WAYS:
            with tempfile.TemporaryDirectory() as scratch:
                stripped(folder, way, Path(scratch))
                figures = clusters_of_set(Path(scratch))
            print(json.dumps({"set": folder.name, "way": way.__name__, **figures}), flush=True)


if __name__ == "__main__":
    main()
