"""Real files of other people, where they are at hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from soilbib.formats.bibtex.dialects import BIBLATEX, BIBTEX
from soilbib.formats.format import Format
from soilbib.model import Record, to_csl

COUNTED = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*[{(]", re.MULTILINE | re.IGNORECASE)


def _records(dialect: Format, text: str) -> list[Record]:
    assert dialect.read
    return [item for item in dialect.read(text, "") if isinstance(item, Record)]


def _wild(shared: Path, limit: int) -> list[str]:
    files = sorted((shared / "data/import/wild/bib").glob("*.bib"))
    small = [path for path in files if path.stat().st_size < limit]
    return [path.read_bytes().decode("utf-8-sig", "replace") for path in small]


def test_nearly_every_entry_of_real_files_is_a_record(shared: Path) -> None:
    texts = _wild(shared, 60_000)
    expected = sum(len(COUNTED.findall(text)) for text in texts)
    assert sum(len(_records(BIBTEX, text)) for text in texts) >= 0.999 * expected


@pytest.mark.parametrize("dialect", [BIBTEX, BIBLATEX], ids=lambda entry: entry.name)
def test_real_files_come_back_but_for_their_losses(shared: Path, dialect: Format) -> None:
    assert dialect.write
    for text in _wild(shared, 15_000):
        records = _records(dialect, text)
        items = list(dialect.write(records))
        lossy = {item.record for item in items if not isinstance(item, str)}
        again = _records(dialect, "".join(item for item in items if isinstance(item, str)))
        assert len(again) == len(records)
        for record, back in zip(records, again, strict=True):
            assert record.id in lossy or to_csl(record) == to_csl(back)


def test_types_and_names_are_those_that_pandoc_reads(shared: Path) -> None:
    folder = shared / "data/import/pandoc/gold"
    if not folder.is_dir():
        pytest.skip("no pandoc cases there")
    equal = total = 0
    for path in sorted(folder.glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        ours = {record.id: to_csl(record) for record in _records(BIBLATEX, case["input"])}
        for item in case["csljson"]:
            total += 1
            found = ours.get(item["id"], {})
            families = [[name.get("family") for name in entry.get("author", [])] for entry in (item, found)]
            equal += found.get("type") == item["type"] and families[0] == families[1]
    assert equal >= 0.95 * total
