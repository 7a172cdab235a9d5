"""JSON Lines: one item a line."""

from __future__ import annotations

from soilbib.errors import Problem
from soilbib.formats import jsonl
from soilbib.model import Record


def test_jsonl_has_one_item_a_line_and_keeps_bad_lines() -> None:
    text = '{"id": "a"}\n\n{"id": \n3\r\n{"id": "b"} {"id": "c"}\n  {"id": "d"}'
    items = list(jsonl.read(text, "in.jsonl"))
    records = [item for item in items if isinstance(item, Record)]
    problems = [item for item in items if isinstance(item, Problem)]
    assert [(record.id, record.source.line) for record in records] == [("a", 1), ("d", 6)]
    assert [(problem.code, problem.place.line) for problem in problems] == [
        ("E104", 3),
        ("E104", 4),
        ("E104", 5),
    ]
    assert problems[0].text == '{"id": '
    assert problems[2].text == '{"id": "b"} {"id": "c"}'


def test_jsonl_writes_what_it_reads() -> None:
    lines = '{"id":"a","type":"book","title":"Böden"}\n{"id":"b","type":"map"}\n'
    records = [item for item in jsonl.read(lines, "") if isinstance(item, Record)]
    assert "".join(str(piece) for piece in jsonl.write(records)) == lines
    assert list(jsonl.write([])) == []


def test_an_object_without_anything_of_an_item_is_none() -> None:
    text = '{"level": "info", "msg": "started"}\n{"title": "Soil"}\n'
    problem, record = jsonl.read(text, "log.jsonl")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.place.line) == ("E104", 1)
    assert isinstance(record, Record)
    assert record.title == "Soil"
