"""How far the BibTeX and BibLaTeX reader agrees with what pandoc makes of the same inputs.

Usage: ``python bench/bibtex_meaning.py FOLDER [--show FIELD]``, where FOLDER holds JSON files
``{"input": BibLaTeX text, "csljson": [items]}``. Prints JSON: for each field, how many of the values that
either side has are equal, modulo markup and the kind of quotes and dashes, with titles put in sentence case
(as by ``convert --sentence-case``) since pandoc does that; ``--any-case`` leaves case aside instead.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from soilbib.formats.bibtex.reader import read_biblatex
from soilbib.formats.bibtex.sentence_case import sentence_case
from soilbib.model import Record, to_csl
from soilbib.model.markup import plain_text

FIELDS = (
    "type", "title", "author", "editor", "translator", "issued", "container-title", "collection-title",
    "publisher", "publisher-place", "page", "volume", "issue", "DOI", "URL", "language",
)  # fmt: skip
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "\u00a0": " ", "\u2009": " "}
)
_PARTICLES = ("dropping-particle", "non-dropping-particle")


def _normal(field: str, value: Any, any_case: bool) -> Any:
    if field == "issued" and value:
        season = [21 + value["season"] - 1] if "season" in value else []
        parts = [list(point) for point in value.get("date-parts", [])]
        return [point + season for point in parts], bool(value.get("circa")), value.get("literal")
    if field in ("author", "editor", "translator"):
        return [_name(name) for name in value or []]
    text = re.sub(r"\s+", " ", plain_text(str(value or "")).translate(_QUOTES))
    return text.casefold() if any_case else text


def _name(name: dict[str, str]) -> dict[str, str]:
    """A name with its particle, of whichever kind, as one part."""
    parts = {
        key: part.translate(_QUOTES) for key, part in name.items() if key not in (*_PARTICLES, "comma-suffix")
    }
    particle = " ".join(name[key] for key in _PARTICLES if key in name)
    return {**parts, "particle": particle} if particle else parts


def _pairs(folder: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for path in sorted(folder.glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        read = [item for item in read_biblatex(case["input"], path.name) if isinstance(item, Record)]
        ours = {record.id: to_csl(sentence_case(record)) for record in read}
        for item in case["csljson"]:
            yield path.name, item, ours.get(item["id"], {})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--any-case", action="store_true", help="leave case aside")
    parser.add_argument("--show", help="print the differences of a field")
    options = parser.parse_args()
    compared: Counter[str] = Counter()
    equal: Counter[str] = Counter()
    items = whole = 0
    for name, theirs, ours in _pairs(options.folder):
        differing = 0
        for field in FIELDS:
            if field not in theirs and field not in ours:
                continue
            compared[field] += 1
            if _normal(field, theirs.get(field), options.any_case) == _normal(
                field, ours.get(field), options.any_case
            ):
                equal[field] += 1
                continue
            differing += 1
            if options.show in (field, "all"):
                print(
                    f"{name} {theirs['id']} {field}: {theirs.get(field)!r} | {ours.get(field)!r}",
                    file=sys.stderr,
                )
        items += 1
        whole += not differing
    per_field = {field: f"{equal[field]}/{compared[field]}" for field in FIELDS}
    print(json.dumps({"items": items, "all_fields_equal": whole, "fields": per_field}, indent=1))


if __name__ == "__main__":
    main()
