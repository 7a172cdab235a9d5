"""What a house form learned from 20 examples adds to the built-in grammar, house by house, as JSON.

    python bench/listing_learning.py [REFERENCES.json]

The references (CSL-JSON; data/csl-differential/references.json under SOILBIB_SHARED by default) are written in
the forms of invented houses that no citation style has. A house is learned from the first 20 strings and asked
for the others; right is a string whose title, date, authors and container are all right.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from soilbib import Record, from_csl
from soilbib.formats.listing.learned import Example, House, learn_house
from soilbib.formats.listing.strings import parse_string
from soilbib.model import Name

EXAMPLES, MOST = 20, 300


def plain(record: Record) -> str:
    return ", ".join(name.display for name in record.authors)


def family_first(record: Record) -> str:
    return " + ".join(f"{name.full_family.upper()} {name.given}" for name in record.authors)


def slashed(record: Record) -> str:
    return " / ".join(name.inverted for name in record.authors)


def fields(record: Record) -> dict[str, str]:
    return {**record.fields, "year": str(record.dates["issued"].year)}


HOUSES: dict[str, Callable[[Record], str]] = {
    "bars": lambda r: "{year} | {title} | {container-title} | ".format(**fields(r)) + plain(r),
    "family first": lambda r: family_first(r) + " = {title} = {container-title} = {year}".format(**fields(r)),
    "colons": lambda r: "{container-title} :: {year} :: {title} :: ".format(**fields(r)) + plain(r),
    "brackets": lambda r: "<{title}> [{year}] {{{container-title}}} ".format(**fields(r)) + slashed(r),
    "arrows": lambda r: plain(r) + " → {title} → {container-title} → {year}".format(**fields(r)),
    "origin": lambda r: "“{title}” – {year} – ".format(**fields(r)) + plain(r),
}


def usable(record: Record) -> bool:
    issued = record.dates.get("issued")
    known = (
        record.title and record.fields.get("container-title") and record.authors and issued and issued.year
    )
    return bool(known) and all(name.family and name.given for name in record.authors)


def year_only(record: Record) -> Record:
    """What the strings say of the record: its title, container, year and authors."""
    item = {
        "type": record.type,
        "title": record.title,
        "container-title": record.fields["container-title"],
        "issued": {"date-parts": [[record.dates["issued"].year]]},
    }
    return from_csl(item).replace(names={"author": record.authors})


def gist(record: Record, container: bool) -> tuple[str, int | None, tuple[str, ...], str]:
    def name(one: Name) -> str:
        return one.display.casefold()

    issued = record.dates.get("issued")
    held = record.fields.get("container-title", "") if container else ""
    return record.title, issued.year if issued else None, tuple(map(name, record.authors)), held


def score(strings: list[tuple[str, Record]], house: House | None, container: bool) -> float:
    right = sum(
        gist(parse_string(text, house=house).record, container) == gist(record, container)
        for text, record in strings
    )
    return round(100 * right / len(strings), 1)


def main() -> None:
    shared = Path(os.environ.get("SOILBIB_SHARED", "../shared"))
    path = Path(sys.argv[1]) if sys.argv[1:] else shared / "data/csl-differential/references.json"
    records = [year_only(one) for one in map(from_csl, json.loads(path.read_text("utf-8"))) if usable(one)]
    report = {}
    for name, write in HOUSES.items():
        strings = [(write(record), record) for record in records[: EXAMPLES + MOST]]
        house = learn_house([Example(text, record) for text, record in strings[:EXAMPLES]])
        others, container = strings[EXAMPLES:], name != "origin"
        report[name] = {
            "strings": len(others),
            "built_in": score(others, None, container),
            "learned": score(others, house, container),
            "forms": [form.pattern for form in house.form][:3],
        }
    print(json.dumps(report, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
