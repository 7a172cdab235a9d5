"""Whether writers name the same losses with and without reading every record back, and how many they read, as JSON.

    python bench/read_back.py FOLDER [FORMAT …]

The records of all files in the folder (up to 400 of each) are written in each format that is read and written, once as
writers do it and once with every record read back (`soilbib.formats.read_back`). ``differing`` counts the losses that
only one of the two names: it has to be 0. ``read`` is the share of the records that were read back.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from soilbib.errors import Loss, SoilbibError
from soilbib.formats import FORMATS, find_writer, read
from soilbib.formats.read_back import ReadBack
from soilbib.model import Record

MOST = 400
SHAPE_OF = "soilbib.formats.read_back.shape_of"


def records_of(folder: Path) -> list[Record]:
    """The records of what can be read in a folder."""
    records: list[Record] = []
    for path in sorted(folder.iterdir()):
        try:
            records += read(path).records[:MOST]
        except SoilbibError as error:
            print(error, file=sys.stderr)
    return records


def losses(name: str, records: list[Record]) -> Counter[str]:
    return Counter(repr(item) for item in find_writer(name)(records) if isinstance(item, Loss))


def measure(name: str, records: list[Record]) -> dict[str, Any]:
    count = 0
    init = ReadBack.__init__

    def counting(
        self: ReadBack, form: str, title: str, read: Callable[[Any], Record | None], *rest: Any, **more: Any
    ) -> None:
        def counted(written: Any) -> Record | None:
            nonlocal count
            count += 1
            return read(written)

        init(self, form, title, counted, *rest, **more)

    with patch.object(ReadBack, "__init__", counting):
        named = losses(name, records)
    with patch(SHAPE_OF, return_value=None):
        expected = losses(name, records)
    differing = (named - expected) + (expected - named)
    row = {"read": round(count / len(records), 3), "losses": expected.total(), "differing": differing.total()}
    return row | ({"first": next(iter(differing))[:300]} if differing else {})


def both_ways(names: Iterable[str]) -> list[str]:
    chosen = list(names) or list(FORMATS)
    return [name for name in chosen if FORMATS[name].read and FORMATS[name].write and name != "cff"]


def main() -> None:
    records = records_of(Path(sys.argv[1]))
    found = {name: measure(name, records) for name in both_ways(sys.argv[2:])}
    print(json.dumps({"records": len(records), **found}, indent=1))


if __name__ == "__main__":
    main()
