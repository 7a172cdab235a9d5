"""``soilbib parse``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from .conftest import Run

STRING = "“Soil carbon 4 per mille” – 2017 – B.Minasny, B.P.Malone & al."


def test_a_string_becomes_a_record(run: Run) -> None:
    (item,) = json.loads(run("parse", STRING).out)
    assert item["title"] == "Soil carbon 4 per mille"
    assert item["author"] == [{"family": "Minasny", "given": "B."}, {"family": "Malone", "given": "B.P."}]
    assert item["custom"] == {"truncated": ["author"]}


def test_a_description_completes_the_record(run: Run) -> None:
    description = "Budiman Minasny, Brendan P. Malone, Alex B. McBratney in Geoderma - April 2017"
    (item,) = json.loads(run("parse", STRING, "--description", description).out)
    assert item["author"][0] == {"family": "Minasny", "given": "Budiman"}
    assert item["container-title"] == "Geoderma"
    assert item["issued"] == {"date-parts": [[2017, 4]]}


def test_several_strings_get_ids_of_their_own(run: Run) -> None:
    items = json.loads(run("parse", STRING, STRING).out)
    assert len({item["id"] for item in items}) == 2


def test_a_page_comes_from_standard_input(run: Run) -> None:
    assert "@" in run("parse", "-t", "bibtex", stdin=f"Menu\n\n{STRING}\n").out


def test_spans_say_where_each_value_stands_and_how_sure_it_is(run: Run) -> None:
    (item,) = json.loads(run("parse", "--spans", STRING).out)
    known = item["custom"]["extra"]["listing"]
    assert known["rule"] == "house"
    assert known["confidence"] >= 0.9
    start, end = known["spans"]["title"]
    assert STRING[start:end] == "Soil carbon 4 per mille"
    assert [STRING[start:end] for start, end in known["spans"]["author"]] == ["B.Minasny", "B.P.Malone"]
    assert "custom" not in json.loads(run("parse", "“A” – 2017 – B.Minasny").out)[0]


def test_a_reading_below_the_least_confidence_is_rejected_with_its_text(run: Run, tmp_path: Path) -> None:
    unsure = "Carbon in soils and what to do"
    done = run("parse", STRING, unsure, "--min-confidence", "0.8", "--rejects", "unsure.txt", "-t", "csljson")
    assert done.status == 4
    assert [item["title"] for item in json.loads(done.out)] == ["Soil carbon 4 per mille"]
    assert "E107" in done.err
    assert unsure in (tmp_path / "unsure.txt").read_text("utf-8")


def test_an_explanation_shows_the_segments_and_their_rules(run: Run) -> None:
    out = run("parse", "--explain", "Scott, J. (1998). Seeing like a state. Yale University Press.").out
    assert "read as author-year" in out
    assert "Seeing like a state" in out
    assert "(after the title)" in out


def test_a_house_form_is_learned_from_corrected_lines_and_used(run: Run, tmp_path: Path) -> None:
    lines = [f"{year} | Soil {year} | Field Notes | Jane Roe" for year in range(2001, 2005)]
    read = run("parse", "--spans", "-t", "jsonl", *lines).out.splitlines()
    items = [json.loads(line) for line in read]
    for item, line in zip(items, lines, strict=True):
        item |= {
            "type": "article-journal",
            "title": line.split(" | ")[1],
            "container-title": "Field Notes",
            "issued": {"date-parts": [[int(line[:4])]]},
            "author": [{"family": "Roe", "given": "Jane"}],
        }
    (tmp_path / "corrected.jsonl").write_text("\n".join(map(json.dumps, items)), "utf-8")
    done = run("parse", "--learn", "corrected.jsonl", "-o", "house.toml")
    assert (done.status, done.err) == (0, "house.toml: 1 form for 4 of 4 examples\n")
    (item,) = json.loads(run("parse", "--house", "house.toml", "2020 | Clay | Field Notes | Ada Low").out)
    assert (item["title"], item["container-title"], item["type"]) == (
        "Clay",
        "Field Notes",
        "article-journal",
    )


def test_a_file_without_examples_teaches_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "corrected.jsonl").write_text("no JSON\n", "utf-8")
    done = run("parse", "--learn", "corrected.jsonl")
    assert done.status != 0
    assert "corrected.jsonl:1" in done.err
    assert "no corrected examples" in done.err


def test_the_name_of_a_file_is_a_string_and_the_user_is_told_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("“Soils” – 2019 – A. Roe\n", encoding="utf-8")
    result = run("parse", "page.txt")
    assert result.status == 0
    assert "soilbib parse < page.txt" in result.err
    assert "soilbib parse <" not in run("parse", "“Soils” – 2019 – A. Roe").err


def test_an_input_that_does_not_end_is_refused_at_the_limit() -> None:
    endless = subprocess.Popen(["yes", "“Peat” – 2019 – A.Doe"], stdout=subprocess.PIPE)
    command = [sys.executable, "-m", "soilbib", "parse"]
    refused = subprocess.run(command, stdin=endless.stdout, capture_output=True, check=False, timeout=60)
    endless.kill()
    endless.communicate()
    assert (refused.returncode, refused.stdout) == (3, b"")
    assert b"E106 larger than 64 MiB" in refused.stderr
