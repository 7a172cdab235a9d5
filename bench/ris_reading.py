"""How well and how fast RIS is read, as JSON.

    python bench/ris_reading.py [FOLDER-OF-RIS] [FOLDER-OF-ZOTERO-CASES]

The first folder (default: data/import/wild/ris under SOILBIB_SHARED, itself ../shared by default) gives
the records recovered of those announced (lines with TY) and the speed in megabytes per second of processor
time, the best of three runs, with the peers of `ris_peers.py` beside it. The second (default:
data/import/zotero/RIS) holds cases {"input", "items"} with Zotero's reading of them; agreement is
counted per field of Zotero's.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ris_peers import measure_peers
from soilbib.errors import Loss
from soilbib.files import read_text
from soilbib.formats import ris
from soilbib.model import Record

SHARED = Path(os.environ.get("SOILBIB_SHARED", Path(__file__).parent.parent.parent / "shared"))
TIMES = 3
ANNOUNCED = re.compile(r"^[\ufeff \t]*TY {1,2}-", re.MULTILINE | re.IGNORECASE)
FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "caseName", "nameOfAct", "subject"),
    "container-title": ("publicationTitle", "bookTitle", "proceedingsTitle", "blogTitle", "reporter", "code"),
    "container-title-short": ("journalAbbreviation",),
    "collection-title": ("series", "seriesTitle"),
    "volume": ("volume", "codeVolume", "reporterVolume", "codeNumber"),
    "issue": ("issue",),
    "page": ("pages", "codePages", "firstPage"),
    "number-of-pages": ("numPages",),
    "publisher": ("publisher", "university", "institution", "company", "label", "distributor", "assignee"),
    "publisher-place": ("place",),
    "DOI": ("DOI",),
    "ISBN": ("ISBN",),
    "ISSN": ("ISSN",),
    "URL": ("url",),
    "abstract": ("abstractNote",),
    "language": ("language",),
    "edition": ("edition",),
    "call-number": ("callNumber", "applicationNumber"),
    "authority": ("issuingAuthority", "court", "legislativeBody"),
    "source": ("libraryCatalog",),
}


def records_of(text: str) -> list[Record]:
    return [item for item in ris.read(text, "") if isinstance(item, Record)]


def recovery(folder: Path) -> dict[str, Any]:
    """Records announced and recovered, values lost by writing and reading them again, and the speed."""
    paths = sorted(folder.glob("*.ris"))
    files = [read_text(path).text for path in paths]
    seconds = []
    for _ in range(TIMES):
        begin = time.process_time()
        readings = [records_of(text) for text in files]
        seconds.append(time.process_time() - begin)
    megabytes = sum(len(text.encode()) for text in files) / 1e6
    records = [record for reading in readings for record in reading]
    return {
        "files": len(files),
        "announced": sum(len(ANNOUNCED.findall(text)) for text in files),
        "recovered": len(records),
        "losses": sum(isinstance(item, Loss) for item in ris.write(records)),
        "MB/s": round(megabytes / min(seconds), 1),
        "records/s": round(len(records) / min(seconds)),
        "peers": measure_peers(paths),
    }


def agreement(folder: Path) -> dict[str, str]:
    """Field → agreeing of those that Zotero has."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        for item, record in zip(case["items"], records_of(case["input"]), strict=False):
            for field, expected, got in comparisons(item, record):
                total[field] += 1
                right[field] += expected == got
    return {field: f"{right[field]}/{count}" for field, count in sorted(total.items())}


def comparisons(item: dict[str, Any], record: Record) -> Iterator[tuple[str, Any, Any]]:
    for variable, keys in FIELDS.items():
        expected = next((item[key] for key in keys if item.get(key)), "")
        if expected:
            yield variable, fold(expected), fold(record.fields.get(variable, ""))
    for key in ("date", "issueDate", "dateDecided", "dateEnacted"):
        if item.get(key):
            issued = record.dates.get("issued")
            yield "issued", item[key], issued.edtf if issued else ""
    yield "names", sorted(map(creator, item["creators"])), sorted(names_of(record))
    tags = sorted(tag["tag"] for tag in item.get("tags", ()))
    yield "keyword", tags, sorted(filter(None, record.fields.get("keyword", "").split("; ")))


def creator(part: dict[str, str]) -> tuple[str, str]:
    return part.get("lastName") or part.get("name", ""), part.get("firstName", "")


def names_of(record: Record) -> Iterator[tuple[str, str]]:
    for names in record.names.values():
        for name in names:
            given = f"{name.given} {name.dropping_particle}".strip()
            yield name.full_family, f"{given}, {name.suffix}" if name.suffix else given


def fold(text: str) -> str:
    return " ".join(text.split())


def main() -> None:
    folders = [Path(argument) for argument in sys.argv[1:]]
    wild = folders[0] if folders else SHARED / "data/import/wild/ris"
    cases = folders[1] if len(folders) > 1 else SHARED / "data/import/zotero/RIS"
    print(json.dumps({"recovery": recovery(wild), "agreement": agreement(cases)}, indent=2))


if __name__ == "__main__":
    main()
