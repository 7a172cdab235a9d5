"""CSL-JSON items to records and back, with nothing lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.model import Date, Name, Record, from_csl, to_csl

_KEYS = (
    "id", "type", "custom", "author", "editor", "issued", "accessed", "event", "event-title", "shortTitle",
    "title-short", "volume", "title", "own key", "",
)  # fmt: skip
_INNER = (
    "literal", "family", "given", "comma-suffix", "date-parts", "raw", "season", "circa", "truncated", "extra",
    "csljson", "ris",
)  # fmt: skip
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-50, 3000)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
json_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_INNER), inner, max_size=4),
)
name_lists = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "family": st.text(max_size=3) | st.integers(),
            "literal": st.sampled_from(("others", "et al.", "FAO")),
            "comma-suffix": st.sampled_from((True, 1, "1", False)),
            "ORCID": st.just("0000-0002-1825-0097"),
        },
    ),
    max_size=3,
)
points = st.lists(st.integers(-1, 30) | st.sampled_from(("2019", None, 1.0, True)), max_size=3)
date_values = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(points, max_size=3),
        "season": json_values,
        "raw": st.text(),
        "circa": scalars,
    },
)
customs = st.fixed_dictionaries(
    {},
    optional={
        "truncated": st.lists(st.sampled_from(("author", "editor")), max_size=3) | json_values,
        "extra": json_values,
    },
)
items = st.dictionaries(st.sampled_from(_KEYS), json_values | name_lists | date_values | customs, max_size=6)


def as_text(value: Any) -> str:
    """JSON tells true from 1 and 1 from 1.0, as Python's equality does not."""
    return json.dumps(value, sort_keys=True)


@given(items)
@settings(max_examples=100, deadline=None)
def test_every_json_object_comes_back_equal(item: dict[str, Any]) -> None:
    before = as_text(item)
    once = to_csl(from_csl(item))
    assert as_text(once) == before
    assert as_text(item) == before, "the input must not be changed"
    assert as_text(to_csl(from_csl(once))) == before


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"id": None, "type": None},
        {"id": 7, "type": ["x"]},
        {"id": "", "type": ""},
        {"shortTitle": "S", "title-short": "S"},
        {"shortTitle": "S", "title-short": "T"},
        {"shortTitle": {"no": "text"}},
        {"volume": 12},
        {"volume": True},
        {"author": "not a list"},
        {"author": [{"family": "Lal", "given": "", "ORCID": "x"}]},
        {"author": [{"literal": "et al."}]},
        {"author": [{"family": "Lal"}, {"literal": "others"}], "custom": {"truncated": ["author"]}},
        {"author": [{"family": "Lal"}, {"literal": "others"}], "custom": {"truncated": ["editor"]}},
        {"editor": None, "custom": {"truncated": ["editor"]}},
        {"custom": None},
        {"custom": []},
        {"custom": {}},
        {"custom": {"truncated": [], "extra": {}}},
        {"custom": {"extra": {"ris": {}}}},
        {"custom": {"extra": {"csljson": {"a": 1}}}},
        {"custom": {"extra": {"ris": {"AD": ["x"]}}, "mine": 1}},
        {"issued": {"date-parts": [["2019", 5]]}},
        {"issued": {"date-parts": [[2019, 13, 40]]}},
        {"issued": {"date-parts": [[2019], [0]]}},
        {"issued": {"raw": "March 2019"}},
        {"issued": {"literal": "n.d.", "season": 2}},
        {"issued": {"date-parts": [[2019]], "season": "Spring", "circa": 1}},
        {"issued": {"date-parts": [[10**30]]}},
    ],
    ids=as_text,
)
def test_items_spelled_otherwise_come_back_as_they_were(item: dict[str, Any]) -> None:
    assert as_text(to_csl(from_csl(item))) == as_text(item)


def test_the_shared_references_come_back_equal(shared: Path) -> None:
    references = json.loads((shared / "data/csl-differential/references.json").read_text(encoding="utf-8"))
    assert len(references) == 500
    for item in references:
        assert as_text(to_csl(from_csl(item))) == as_text(item)


def test_plain_values_need_no_originals() -> None:
    item = {
        "id": "a", "type": "book", "title": "Soils", "author": [{"family": "Lal", "given": "R."}, {"literal": "FAO"}],
        "issued": {"date-parts": [[2004, 6], [2005]]},
    }  # fmt: skip
    assert not from_csl(item).extra


def test_a_changed_value_is_written_instead_of_its_original() -> None:
    record = from_csl(
        {"id": 7, "type": "book", "volume": 12, "author": [{"family": "Lal", "given": ""}], "shortTitle": "S"}
    )
    changed = record.replace(id="new", fields={"volume": "13"}, names={"author": (Name(family="Six"),)})
    assert to_csl(changed) == {"id": "new", "type": "book", "volume": "13", "author": [{"family": "Six"}]}


def test_a_list_that_is_no_longer_cut_loses_its_mark() -> None:
    record = from_csl({"id": "a", "type": "book", "author": [{"family": "Lal"}, {"literal": "others"}]})
    assert record.truncated == ("author",)
    assert to_csl(record.replace(truncated=()))["author"] == [{"family": "Lal"}]


def test_cut_lists_and_other_formats_values_travel_in_custom() -> None:
    record = Record(
        id="a",
        names={"author": (Name(family="Lal"),)},
        truncated=("author",),
        extra={"ris": {"AD": ["Ohio"]}, "csljson": {"custom": {"mine": 1}}},
    )
    item = to_csl(record)
    assert item["custom"] == {"mine": 1, "truncated": ["author"], "extra": {"ris": {"AD": ["Ohio"]}}}
    again = from_csl(item)
    assert (again.truncated, again.extra) == (record.truncated, record.extra)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[2019, 5, 3]]}, Date((2019, 5, 3))),
        ({"date-parts": [["2019", "05"]]}, Date((2019, 5))),
        ({"date-parts": [[2019, 0, 3]]}, Date((2019,))),
        ({"date-parts": [[2019, 22]]}, Date((2019,), season=2)),
        ({"date-parts": [[2019]], "season": "autumn"}, Date((2019,), season=3)),
        ({"date-parts": [[2019], [2021]]}, Date((2019,), (2021,))),
        ({"date-parts": [[2019], [0]]}, Date((2019,), ())),
        ({"date-parts": [[-44]], "circa": True}, Date((-44,), circa=True)),
        ({"literal": "n.d."}, Date(literal="n.d.")),
    ],
)
def test_dates_are_understood(value: dict[str, Any], date: Date) -> None:
    assert from_csl({"issued": value}).dates["issued"] == date


@pytest.mark.parametrize(
    "date", [Date((2019, 5)), Date((2019,), ()), Date((-44,), circa=True), Date(literal="x"), Date()]
)
def test_dates_come_back(date: Date) -> None:
    record = Record(id="a", dates={"issued": date})
    assert from_csl(to_csl(record)).dates == record.dates


def test_numbers_are_read_as_text() -> None:
    assert from_csl({"volume": 12, "issue": 1.5}).fields == {"volume": "12", "issue": "1.5"}


def test_old_spellings_are_read_as_todays_variables() -> None:
    fields = from_csl({"journalAbbreviation": "J.", "shortTitle": "S", "event": "E"}).fields
    assert fields == {"container-title-short": "J.", "title-short": "S", "event-title": "E"}
