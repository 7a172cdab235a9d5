"""JSON whose items stand in an array inside an object, in an array or on lines: read as it comes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.errors import Problem
from soilbib.formats import FORMATS, Format
from soilbib.model import Record

ITEMS = {
    "csljson": ("items", '{"id": "r%d", "type": "book", "title": "So\\"il [%d]"}'),
    "crossref": ("items", '{"DOI": "10.5/%d", "type": "journal-article", "title": ["Soil {%d}"]}'),
    "codemeta": ("@graph", '{"@type": "Book", "@id": "#b%d", "name": "Soil %d"}'),
    "openalex": (
        "results",
        '{"id": "https://openalex.org/W%d", "type": "article", "display_name": "Soil %d"}',
    ),
    "datacite": (
        "data",
        '{"id": "10.5/%d", "type": "dois", "attributes": {"titles": [{"title": "Soil %d"}]}}',
    ),
}
SHAPES = {
    "array": "[%s]",
    "container": '{"%s": [%s]}',
    "keys before": '{"meta": {"count": 3, "text": "[{\\n"},\n "%s": [\n%s\n]}',
    "keys behind": '{"%s": [%s],\n "meta": [1]}',
    "lines": "%s",
    "cut": '{"%s": [%s',
}
FORMS = [pytest.param(FORMATS[name], id=name) for name in ITEMS]


def text_of(entry: Format, shape: str, count: int) -> str:
    key, item = ITEMS[entry.name]
    between = "\n" if shape == "lines" else ",\n"
    items = between.join(item % (number, number) for number in range(count))
    pattern = SHAPES[shape]
    return pattern % ((key, items) if pattern.count("%s") == 2 else items)


def items_of(entry: Format, parts: Iterator[str]) -> list[Record | Problem]:
    assert entry.stream
    return list(entry.stream(parts, "x"))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("entry", FORMS)
def test_items_are_found_in_every_shape_however_the_text_is_cut(entry: Format, shape: str) -> None:
    text = text_of(entry, shape, 12)
    assert entry.read
    whole = list(entry.read(text, "x"))
    records = [item for item in whole if isinstance(item, Record)]
    assert [record.title.replace('"', "")[:4] for record in records] == ["Soil"] * 12
    lines = [record.source.line for record in records]
    assert lines == list(range(lines[0], lines[0] + 12))
    for size in (1, 3, 50, 500):
        parts = (text[start : start + size] for start in range(0, len(text), size))
        assert items_of(entry, parts) == whole


@pytest.mark.parametrize("entry", FORMS)
@given(
    cuts=st.lists(st.floats(0, 1), max_size=5),
    damage=st.text('{}[]",:\\ \nx1é', max_size=5),
    at=st.floats(0, 1),
)
@settings(max_examples=40, deadline=None)
def test_damage_costs_the_same_in_blocks_as_in_the_whole(
    entry: Format, cuts: list[float], damage: str, at: float
) -> None:
    text = text_of(entry, "keys before", 6)
    place = int(len(text) * at)
    text = text[:place] + damage + text[place:]
    places = [0, *sorted(int(len(text) * cut) for cut in cuts), len(text)]
    assert entry.read
    assert items_of(entry, (text[start:end] for start, end in pairwise(places))) == list(
        entry.read(text, "x")
    )


def test_a_line_end_in_a_key_before_the_items_costs_the_same_in_blocks_as_in_the_whole() -> None:
    entry = FORMATS["csljson"]
    text = text_of(entry, "keys before", 6).replace('"text"', '"\ntext"')
    assert entry.read
    assert items_of(entry, iter([text[:99], text[99:]])) == list(entry.read(text, "x"))


@pytest.mark.parametrize("shape", ["array", "container", "keys before"])
@pytest.mark.parametrize("entry", FORMS)
def test_items_come_before_the_text_ends(entry: Format, shape: str) -> None:
    text = text_of(entry, shape, 500)

    def endless() -> Iterator[str]:
        yield text[: len(text) * 9 // 10]
        raise AssertionError("asked for more before giving what it has")

    assert entry.stream
    found = list(islice(entry.stream(endless(), "x"), 100))
    assert all(isinstance(item, Record) for item in found)
    assert len(found) == 100


@pytest.mark.parametrize("entry", FORMS)
def test_what_is_nested_too_deep_costs_itself_only(entry: Format) -> None:
    key, item = ITEMS[entry.name]
    deep = '{"a": ' * 50_000
    text = f'{{"{key}": [\n{item % (1, 1)},\n{deep},\n{item % (2, 2)}\n]}}'
    found = items_of(entry, (text[start : start + 1000] for start in range(0, len(text), 1000)))
    assert sum(isinstance(item, Record) for item in found) == 2
    assert any(isinstance(item, Problem) and item.code == "E104" for item in found)


@pytest.mark.parametrize("entry", FORMS)
@pytest.mark.parametrize("shape", ["array", "container", "keys before", "keys behind"])
def test_joined_files_are_all_read_with_their_lines(entry: Format, shape: str) -> None:
    if entry.name == "csljson":
        pytest.skip("it has a reader of its own")
    text = text_of(entry, shape, 3)
    for joined in (f"{text}\n\ufeff{text}", f"{text}\n{text}\n{text_of(entry, 'array', 1)}"):
        for parts in ([joined], [joined[start : start + 7] for start in range(0, len(joined), 7)]):
            items = items_of(entry, iter(parts))
            assert all(isinstance(item, Record) for item in items)
            assert len(items) == joined.count("Soil")
            lines = [item.source.line for item in items if isinstance(item, Record)]
            assert lines == sorted(lines)
            assert lines[3] == text.count("\n") + lines[0] + 1


@pytest.mark.parametrize("end", ['], "meta": [1', '], "meta": {"a": "b', "], 1}", "]]"])
def test_a_broken_end_of_what_holds_the_array_costs_no_record(end: str) -> None:
    text = '{"@graph": [{"@type": "Book", "name": "Soil"}' + end
    items = items_of(FORMATS["codemeta"], iter([text]))
    assert [item.title for item in items if isinstance(item, Record)] == ["Soil"]
