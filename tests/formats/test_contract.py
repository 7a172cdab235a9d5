"""What every format of the table keeps to, and each new one from its first day."""

from __future__ import annotations

from urllib.parse import unquote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.comparing import parts
from tests.strategies import cited_records, record_lists

from soilbib.errors import CODES, FormatError, Loss, Problem
from soilbib.formats import FORMATS, Format, dumps, find_format, loads, sniff_format
from soilbib.model import Record

READABLE = [pytest.param(entry, id=name) for name, entry in FORMATS.items() if entry.read]
BOTH_WAYS = [pytest.param(entry, id=name) for name, entry in FORMATS.items() if entry.read and entry.write]
quick = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def records_of(entry: Format, text: str) -> list[Record]:
    assert entry.read
    return [item for item in entry.read(text, "") if isinstance(item, Record)]


def write(entry: Format, records: list[Record]) -> tuple[str, list[Loss]]:
    assert entry.write
    items = list(entry.write(records))
    return "".join(item for item in items if isinstance(item, str)), [
        item for item in items if isinstance(item, Loss)
    ]


def differences(before: Record, after: Record) -> set[str]:
    one, other = {"id": before.id, **dict(parts(before))}, {"id": after.id, **dict(parts(after))}
    other["id"] = other["id"] or one["id"]  # a format without ids has them made anew
    return {name for name in {*one, *other} if one.get(name) != other.get(name)}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_complete_and_found_by_all_its_names(name: str) -> None:
    entry = FORMATS[name]
    assert entry.name == name
    assert entry.title
    assert entry.read or entry.write
    assert all(extension.startswith(".") for extension in entry.extensions)
    for alias in (name, name.upper(), *entry.aliases):
        assert find_format(alias) is entry


def test_no_two_formats_share_a_name() -> None:
    names = [name for entry in FORMATS.values() for name in (entry.name, *entry.aliases)]
    assert len(names) == len(set(names))


def test_an_unknown_format_is_told_with_the_nearest_name() -> None:
    with pytest.raises(FormatError, match="did you mean 'csljson'"):
        find_format("cslson")


@pytest.mark.parametrize("entry", BOTH_WAYS)
@given(records=record_lists())
@quick
def test_what_is_written_is_read_back_but_for_the_losses_named(entry: Format, records: list[Record]) -> None:
    text, losses = write(entry, records)
    again = records_of(entry, text)
    named = {(loss.record, loss.field) for loss in losses}
    if len(again) != len(records):  # what cannot be read back at all must at least be named
        assert {record.id for record in records} <= {identifier for identifier, _ in named}, text
        return
    for before, after in zip(records, again, strict=True):
        for name in differences(before, after):
            assert (before.id, name) in named, f"{name} is lost and not named in:\n{text}"
    assert all(loss.code in CODES and loss.why for loss in losses)


@pytest.mark.parametrize("entry", BOTH_WAYS)
@given(records=record_lists(least=1))
@quick
def test_a_second_round_changes_nothing(entry: Format, records: list[Record]) -> None:
    text, _ = write(entry, records)
    again = records_of(entry, text)
    second, losses = write(entry, again)
    for before, after in zip(again, records_of(entry, second), strict=True):
        assert not differences(before, after) - {loss.field for loss in losses}


@pytest.mark.parametrize("entry", READABLE)
@given(text=st.text(max_size=300))
@quick
def test_no_text_makes_the_reader_raise(entry: Format, text: str) -> None:
    assert entry.read
    assert all(isinstance(item, Record | Problem) for item in entry.read(text, ""))


@pytest.mark.parametrize("entry", BOTH_WAYS)
@given(records=record_lists(least=1), cut=st.floats(0, 1), middle=st.text(max_size=5))
@quick
def test_no_damage_to_its_own_output_makes_the_reader_raise(
    entry: Format, records: list[Record], cut: float, middle: str
) -> None:
    text, _ = write(entry, records)
    place = int(len(text) * cut)
    assert entry.read
    for damaged in (text[:place], text[place:], text[:place] + middle + text[place:]):
        for item in entry.read(damaged, ""):
            assert isinstance(item, Record) or item.code in CODES


@pytest.mark.parametrize("entry", BOTH_WAYS)
@given(records=st.lists(cited_records(), min_size=1, max_size=4))
@quick
def test_its_own_output_is_known_by_its_content(entry: Format, records: list[Record]) -> None:
    text, _ = write(entry, records)
    found = sniff_format(text)
    assert found is entry or set(found.extensions) & set(entry.extensions), found.name


@pytest.mark.parametrize("entry", BOTH_WAYS)
def test_no_records_are_a_text_without_records(entry: Format) -> None:
    text, losses = write(entry, [])
    assert not losses
    assert not records_of(entry, text)


@pytest.mark.parametrize("ending", ["\r\n", "\r"], ids=["Windows", "old Macs"])
@pytest.mark.parametrize("entry", READABLE)
def test_a_byte_order_mark_and_other_line_ends_change_nothing(entry: Format, ending: str) -> None:
    if not entry.write:
        pytest.skip("nothing to read without a writer")
    record = Record(id="lal2004", type="book", fields={"title": "Soil carbon"})
    text, _ = write(entry, [record])
    [plain] = loads(text, entry.name).records
    [marked] = loads("\ufeff" + text.replace("\n", ending), entry.name).records
    assert not differences(plain, marked)


@pytest.mark.parametrize("entry", BOTH_WAYS)
def test_line_numbers_are_those_of_the_text(entry: Format) -> None:
    records = [
        Record(id=f"r{number}", type="book", fields={"title": f"Soils {number}"}) for number in range(4)
    ]
    text = dumps(records, entry.name).text
    lines = text.split("\n")
    if len(lines) == 1:
        pytest.skip("a format without lines")
    for number, record in enumerate(loads(text, entry.name)):
        start = record.source.line
        assert start > 0
        following = loads(text, entry.name).records[number + 1].source.line if number < 3 else len(lines) + 1
        assert any(f"Soils {number}" in unquote_plus(line) for line in lines[start - 1 : following - 1])
