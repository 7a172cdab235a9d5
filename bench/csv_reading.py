"""How fast CSV is read and written, as JSON.

    python bench/csv_reading.py [RECORDS]

The records are made up: six authors at most, a title, a journal, volume, issue, pages and a DOI.
"""

from __future__ import annotations

import json
import random
import sys
import time

from soilbib.errors import Loss
from soilbib.formats import csv
from soilbib.model import Date, Name, Record

FAMILIES = (
    "Lal",
    "Le Noë",
    "Schmidt",
    "Six",
    "Paustian",
    "van Noordwijk",
    "Minasny",
    "Smith",
    "Lehmann",
    "Kögel-Knabner",
)
GIVEN = ("R.", "J. P.", "Julia", "Michael W. I.", "Åsa", "M.-C.")
WORDS = (
    "soil carbon stocks under no tillage in temperate croplands a long term experiment with litter".split()
)
JOURNALS = (
    "Geoderma",
    "Soil Biology and Biochemistry",
    "European Journal of Soil Science",
    "Global Change Biology",
)


def make(number: int, chance: random.Random) -> Record:
    authors = tuple(
        Name(family=chance.choice(FAMILIES), given=chance.choice(GIVEN)) for _ in range(chance.randint(1, 6))
    )
    start = chance.randint(1, 900)
    return Record(
        id=f"{number:07}",
        type="article-journal",
        names={"author": authors},
        dates={"issued": Date((chance.randint(1960, 2026),))},
        fields={
            "title": " ".join(chance.choices(WORDS, k=12)),
            "container-title": chance.choice(JOURNALS),
            "volume": str(chance.randint(1, 400)),
            "issue": str(chance.randint(1, 12)),
            "page": f"{start}-{start + chance.randint(1, 30)}",
            "DOI": f"10.1000/soil.{number}",
        },
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    chance = random.Random(1)
    records = [make(number, chance) for number in range(count)]
    begin = time.perf_counter()
    items = list(csv.write(records))
    written = time.perf_counter()
    text = "".join(item for item in items if isinstance(item, str))
    again = list(csv.read(text, ""))
    read = time.perf_counter()
    print(
        json.dumps(
            {
                "records": count,
                "MB": round(len(text.encode()) / 1e6, 1),
                "write s": round(written - begin, 2),
                "read s": round(read - written, 2),
                "records read": len(again),
                "losses": sum(isinstance(item, Loss) for item in items),
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
