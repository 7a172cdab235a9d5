"""Reading and writing speed of the formats on one core, as JSON.

    python bench/format_speed.py [MEGABYTES]

Each format gets a generated library of that size (default 20 MB) in which no two records are alike; rispy
(``pip install rispy``), which makes plain dictionaries without names or dates, reads the same RIS in the
same run where it is installed. MB/s are those of the UTF-8 text per second of processor time, the best of three runs.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from soilbib.formats import FORMATS
from soilbib.model import Date, Name, Record

STREAMS = ("ris", "jsonl", "csljson", "csv")
SYLLABLES = "sol hum ter car bon lé ström ñez ter mo ra ki no wa zhe lin".split()
WORDS = """soil carbon sequestration in long-term field experiments effects of tillage and organic amendments on
aggregate stability microbial biomass nitrogen mineralisation under Mediterranean conditions a review
meta-analysis""".split()


def words(random: Random, count: int) -> str:
    return " ".join(random.choices(WORDS, k=count)).capitalize()


def name(random: Random) -> Name:
    given = f"{random.choice('ABCDEFGHJKLM')}. {random.choice('ABCDEFGHJKLM')}."
    return Name("".join(random.choices(SYLLABLES, k=3)).title(), given)


def record(random: Random, number: int) -> Record:
    year = random.randint(1960, 2025)
    first = random.randint(1, 900)
    return Record(
        f"r{number}",
        "article-journal",
        {"author": tuple(name(random) for _ in range(random.randint(1, 7)))},
        {"issued": Date((year, random.randint(1, 12), random.randint(1, 28)))},
        {
            "title": words(random, 12),
            "container-title": words(random, 4),
            "volume": str(random.randint(1, 300)),
            "issue": str(random.randint(1, 12)),
            "page": f"{first}-{first + 12}",
            "DOI": f"10.1016/j.{number:09}",
            "ISSN": f"{random.randint(1000, 9999)}-{random.randint(100, 999)}X",
            "URL": f"https://example.org/{number}",
            "abstract": ". ".join(words(random, 14) for _ in range(8)),
            "keyword": "; ".join(words(random, 2) for _ in range(5)),
            "language": "en",
            "publisher": "Elsevier",
        },
    )


def library(size: int) -> list[Record]:
    random = Random(7)
    return [record(random, number) for number in range(size // 1_500)]


def best(run: Callable[[], Any], times: int = 3) -> float:
    seconds = []
    for _ in range(times):
        gc.collect()
        begin = time.process_time()
        run()
        seconds.append(time.process_time() - begin)
    return min(seconds)


def drain(items: Iterable[Any]) -> None:
    for _ in items:
        pass


def blocks(text: str) -> Iterable[str]:
    return (text[start : start + (1 << 20)] for start in range(0, len(text), 1 << 20))


def measure(format_name: str, records: list[Record]) -> tuple[str, dict[str, Any]]:
    entry = FORMATS[format_name]
    assert entry.write
    assert entry.stream
    stream, write = entry.stream, entry.write
    text = "".join(piece for piece in write(records) if isinstance(piece, str))
    megabytes = len(text.encode()) / 1e6
    reading, writing = best(lambda: drain(stream(blocks(text), ""))), best(lambda: drain(write(records)))
    return text, {
        "MB": round(megabytes, 1),
        "read MB/s": round(megabytes / reading, 1),
        "read records/s": round(len(records) / reading),
        "write MB/s": round(megabytes / writing, 1),
        "write records/s": round(len(records) / writing),
    }


def peer(text: str) -> dict[str, Any]:
    """rispy over the same RIS."""
    try:
        import rispy
    except ImportError:
        return {"rispy": "not installed"}
    megabytes = len(text.encode()) / 1e6
    return {"rispy read MB/s": round(megabytes / best(lambda: rispy.loads(text), 1), 1)}


def main() -> None:
    size = int(float(sys.argv[1]) * 1e6) if len(sys.argv) > 1 else 20_000_000
    records = library(size)
    found: dict[str, Any] = {"records": len(records)}
    for format_name in STREAMS:
        text, found[format_name] = measure(format_name, records)
        if format_name == "ris":
            found["ris"].update(peer(text))
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
