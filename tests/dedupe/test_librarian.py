"""Hard pairs, as a careful librarian would decide them: how many works the two records are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from soilbib.dedupe import dedupe
from tests.dedupe.samples import record

PAIRS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "fixtures/dedupe/librarian.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["name"])
def test_two_records_are_one_work_or_two(pair: dict[str, Any]) -> None:
    found = dedupe([record("a", **pair["one"]), record("b", **pair["other"])])
    assert len(found.records) == pair["works"], found.decisions
