"""There and back: records → A → B → A for every two formats that are read and written.

What A gives after the way over B is what it gave before, or differs by what the two conversions named as lost.
``SOILBIB_PAIR_EXAMPLES`` sets how many lists of records are tried for each format A.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from tests.formats.comparing import parts
from tests.strategies import record_lists

from soilbib.errors import Loss
from soilbib.formats import FORMATS, Format
from soilbib.model import Record
from soilbib.model.keys import with_ids

BOTH_WAYS = [entry for entry in FORMATS.values() if entry.read and entry.write]
EXAMPLES = int(os.environ.get("SOILBIB_PAIR_EXAMPLES", "2"))


def convert(entry: Format, records: list[Record]) -> tuple[list[Record], set[tuple[str, str]], str]:
    """The records as the format gives them back, what it named as lost (id and field), and the text."""
    assert entry.read
    assert entry.write
    items = list(entry.write(records))
    text = "".join(item for item in items if isinstance(item, str))
    losses = {(item.record, item.field) for item in items if isinstance(item, Loss)}
    again = [item for item in entry.read(text, "") if isinstance(item, Record)]
    return with_ids(again), losses, text


def unnamed(before: Record, after: Record, losses: set[tuple[str, str]]) -> list[str]:
    """The fields in which two records differ although nothing named them."""
    one, other = dict(parts(before)), dict(parts(after))
    named = {field for identifier, field in losses if identifier in (before.id, after.id)}
    return [name for name in {**one, **other} if one.get(name) != other.get(name) and name not in named]


@pytest.mark.parametrize("entry", BOTH_WAYS, ids=lambda entry: entry.name)
@given(records=record_lists(least=1, most=2))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_way_over_any_other_format_loses_only_what_is_named(entry: Format, records: list[Record]) -> None:
    start, _, first = convert(entry, records)
    for other in BOTH_WAYS:
        middle, lost_there, text = convert(other, start)
        end, lost_back, last = convert(entry, middle)
        losses = lost_there | lost_back
        if len(end) != len(start):
            assert {record.id for record in start} <= {identifier for identifier, _ in losses}, other.name
            continue
        for before, after in zip(start, end, strict=True):
            differing = unnamed(before, after, losses)
            assert not differing, f"{differing} over {other.name}:\n{first}\n-----\n{text}\n-----\n{last}"
