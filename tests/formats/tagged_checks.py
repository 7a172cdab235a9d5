"""Checks that the tests of several formats share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from tests.formats.test_contract import differences

from soilbib.errors import Loss
from soilbib.formats import Format
from soilbib.model import Record, to_csl


def records_of(entry: Format, text: str) -> list[Record]:
    """The records of a text."""
    assert entry.read
    return [item for item in entry.read(text, "") if isinstance(item, Record)]


def write(entry: Format, records: list[Record]) -> tuple[str, list[Loss]]:
    """The text of some records, and the losses."""
    assert entry.write
    items = list(entry.write(records))
    text = "".join(item for item in items if isinstance(item, str))
    return text, [item for item in items if isinstance(item, Loss)]


def losses_of(entry: Format, record: Record) -> set[str]:
    """The fields that are lost when a record is written."""
    return {loss.field for loss in write(entry, [record])[1]}


def as_items(entry: Format, text: str) -> list[dict[str, Any]]:
    """The records of a text in CSL-JSON."""
    return [msgspec.json.decode(msgspec.json.encode(to_csl(record))) for record in records_of(entry, text)]


def check_fixture(entry: Format, path: Path) -> None:
    """A file is read as the CSL-JSON file beside it says."""
    expected = msgspec.json.decode(path.with_suffix(".json").read_bytes())
    assert as_items(entry, path.read_text(encoding="utf-8")) == expected


def round_trip(entry: Format, text: str) -> None:
    """What is read comes back when it is written and read again, without a loss but for made-up ids."""
    records = records_of(entry, text)
    written, losses = write(entry, records)
    assert {loss.field for loss in losses} <= {"id"}, losses
    again = records_of(entry, written)
    assert len(again) == len(records)
    for before, after in zip(records, again, strict=True):
        assert not differences(before, after)
