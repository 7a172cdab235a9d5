"""``soilbib check``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

GOOD = "@book{a, title = {Soils}, author = {Roe, Ann}, year = 2001}\n"
BAD = """@book{a, title = {Soils}, author = {Roe, Ann}, year = 2001, doi = {nonsense, 5%}}
@book{a, author = {Roe, Ann}, year = 2001}
@misc{b, title = {Alone}}
"""


def test_files_with_nothing_wrong_are_said_to_be_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.bib").write_text(GOOD)
    result = run("check", "good.bib")
    assert (result.status, result.out, result.err) == (0, "", "1 record, nothing wrong\n")


def test_what_is_wrong_is_printed_with_its_place_and_the_status_is_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.bib").write_text(BAD)
    result = run("check", "bad.bib")
    assert result.status == 1
    assert [line.split(" ", 2)[:2] for line in result.out.splitlines()] == [
        ["bad.bib:1:", "W209"],
        ["bad.bib:2:", "W202"],
        ["bad.bib:2:", "W213"],
        ["bad.bib:3:", "W213"],
    ]
    assert "[b] has no date, no person or body" in result.out
    assert result.err == "3 records, 4 problems\n"


def test_ids_are_compared_across_files_and_folders_are_taken(run: Run, tmp_path: Path) -> None:
    for name in ("one.bib", "two.bib"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(GOOD)
    result = run("check", "in", "--recursive")
    assert (result.status, result.out.count("W202")) == (1, 1)


def test_programs_get_a_line_of_json_each(run: Run) -> None:
    result = run("check", "--format", "jsonl", stdin=BAD)
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [row["code"] for row in rows] == ["W209", "W202", "W213", "W213"]
    assert rows[0]["place"] == {"path": "<stdin>", "line": 1}


def test_github_gets_workflow_commands(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a,b.bib").write_text(BAD)
    first, *_, last = run("check", "--format", "github", "a,b.bib").out.splitlines()
    assert first.startswith("::warning file=a%2Cb.bib,line=1,title=W209::DOI 'nonsense, 5%25'")
    assert last == "::warning file=a%2Cb.bib,line=3,title=W213::[b] has no date, no person or body"


def test_code_scanners_get_sarif(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a b.bib").write_text(BAD)
    (log,) = json.loads(run("check", "--format", "sarif", "a b.bib").out)["runs"]
    assert [result["ruleId"] for result in log["results"]] == ["W209", "W202", "W213", "W213"]
    assert log["results"][3] == {
        "ruleId": "W213",
        "level": "warning",
        "message": {"text": "[b] has no date, no person or body"},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": "a%20b.bib"}, "region": {"startLine": 3}}}
        ],
    }
    assert log["results"][0]["ruleId"] in {rule["id"] for rule in log["tool"]["driver"]["rules"]}
    (clean,) = json.loads(run("check", "--format", "sarif", stdin=GOOD).out)["runs"]
    assert clean["results"] == []


def test_findings_may_be_none(run: Run) -> None:
    result = run("check", "--ignore", "w213, W202", stdin=BAD)
    assert (result.status, result.out.count("\n"), "W209" in result.out) == (1, 1, True)
    assert run("check", "--ignore", "W2", stdin=BAD).status == 0
    wrong = run("check", "--ignore", "W9", stdin=BAD)
    assert wrong.status == 2
    assert "'W9' is no code such as W213" in wrong.err


def test_of_several_files_one_that_cannot_be_read_is_a_finding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.bib").write_bytes(b"\x00\x01\x02")
    (tmp_path / "empty.bib").write_text("")
    (tmp_path / "good.bib").write_text(GOOD)
    result = run("check", "bad.bib", "empty.bib", "good.bib")
    assert (result.status, result.err) == (1, "1 record, 2 problems\n")
    assert result.out.splitlines() == [
        "bad.bib: E101 not a text file (byte 0x00 at offset 0)",
        "empty.bib: E108 no input records (the input is empty)",
    ]
    assert run("check", "bad.bib").status == 3


@pytest.mark.parametrize("stdin", ["", "@comment{nothing}"])
def test_an_input_without_records_is_no_clean_one(run: Run, stdin: str) -> None:
    result = run("check", "-f", "bibtex", stdin=stdin)
    assert result.status == 3
    assert "no input records" in result.err


def test_a_rejected_record_is_an_error(run: Run) -> None:
    result = run("check", "--format", "github", stdin='[{"id": "a", "title": "X"}, {"id":')
    assert result.status == 1
    assert "::error file=<stdin>" in result.out
