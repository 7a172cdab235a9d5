"""What ``soilbib dedupe`` reads and writes besides records, and the commands that work on it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

LIBRARY = """id,title,author,year,journal
peat,Peat depth from the air,"Ahmed, S.; Byrne, C.",2016,Mires
part,Humus forms. Part 1,"Zanella, A.",2001,
peat2,Peat depth from the air,"Ahmed, Samira; Byrne, C.",2016,
whole,Humus forms,"Zanella, A.",2001,
"""


def library(folder: Path) -> None:
    (folder / "library.csv").write_text(LIBRARY, encoding="utf-8")


def test_pairs_and_key_map_are_written(run: Run, tmp_path: Path) -> None:
    library(tmp_path)
    result = run("dedupe", "library.csv", "--pairs", "pairs.jsonl", "--keymap", "ids.tsv")
    assert (result.status, result.out) == (0, "")
    pairs = [json.loads(line) for line in (tmp_path / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(pair["ids"], pair["verdict"], pair["merged"]) for pair in pairs] == [
        (["peat", "peat2"], "match", True),
        (["part", "whole"], "possible", False),
    ]
    assert pairs[1]["flips"]
    assert (tmp_path / "ids.tsv").read_text(encoding="utf-8") == "peat2\tpeat\n"


def test_a_review_through_a_pipe_is_obeyed_and_not_asked_again(run: Run, tmp_path: Path) -> None:
    library(tmp_path)
    review = ("review", "library.csv", "--decisions", "d.csv", "--who", "K.")
    result = run(*review, stdin="what?\ns the whole is part 1\n")
    assert result.status == 0
    assert "Pair 1 of 1" in result.err
    assert "1 decision added" in result.err
    assert "same,K.,the whole is part 1,part,whole" in (tmp_path / "d.csv").read_text(encoding="utf-8")
    assert "0 decisions added to d.csv; 0 open" in run(*review).err
    assert "4 in = 2 kept + 2 merged" in run("dedupe", "library.csv", "--decisions", "d.csv").err


def test_a_review_without_a_decision_leaves_a_table_that_is_obeyed(run: Run, tmp_path: Path) -> None:
    library(tmp_path)
    assert run("review", "library.csv", "--decisions", "d.csv").status == 0
    assert (tmp_path / "d.csv").read_text(encoding="utf-8") == "key1,key2,decision,who,why,id1,id2\n"
    assert run("dedupe", "library.csv", "--decisions", "d.csv").status == 0


def test_a_table_without_a_decision_stops_the_run(run: Run, tmp_path: Path) -> None:
    library(tmp_path)
    result = run("dedupe", "library.csv", "--decisions", "library.csv", "-o", "merged.bib")
    assert result.status == 3
    assert (
        "library.csv: no table of decisions; its header is key1,key2,decision,who,why,id1,id2" in result.err
    )
    assert not (tmp_path / "merged.bib").exists()


def test_decisions_on_records_that_are_not_here_are_said_to_be_so(run: Run, tmp_path: Path) -> None:
    library(tmp_path)
    (tmp_path / "d.csv").write_text("key1,key2,decision\npart,whole,same\n", encoding="utf-8")
    result = run("dedupe", "library.csv", "--decisions", "d.csv")
    assert result.status == 0
    assert "d.csv: none of its decisions is on two records that are here" in result.err


def test_a_budget_without_labels_is_a_mistake(run: Run, tmp_path: Path) -> None:
    library(tmp_path)
    result = run("dedupe", "library.csv", "--max-false-merges", "1/100")
    assert (result.status, "--max-false-merges needs --calibrate" in result.err) == (2, True)
    result = run("dedupe", "library.csv", "--calibrate", "labels.csv", "--max-false-merges", "7")
    assert (result.status, "'7' is no share of false merges" in result.err) == (2, True)


def test_labels_that_show_nothing_are_said_in_plain_numbers(run: Run, tmp_path: Path) -> None:
    library(tmp_path)
    (tmp_path / "labels.csv").write_text("id1;id2;label\npart;whole;0\n", encoding="utf-8")
    result = run("dedupe", "library.csv", "--calibrate", "labels.csv")
    assert result.status == 1
    assert "at most 1000 of 1000 merges are false" in result.err


def test_contradicting_decisions_stop_with_the_triangle(run: Run, tmp_path: Path) -> None:
    library(tmp_path)
    rows = "key1,key2,decision\na,b,same\nb,c,same\na,c,different\n"
    (tmp_path / "d.csv").write_text(rows, encoding="utf-8")
    result = run("dedupe", "library.csv", "--decisions", "d.csv", "-o", "out.csv")
    assert result.status == 1
    assert "a = b, b = c, but a ≠ c" in result.err
    assert not (tmp_path / "out.csv").exists()


def test_a_merge_is_taken_back(run: Run, tmp_path: Path) -> None:
    library(tmp_path)
    assert run("dedupe", "library.csv", "-o", "merged.csv", "--journal", "merge.jsonl").status == 0
    back = ("unmerge", "merged.csv", "--journal", "merge.jsonl", "--cluster")
    result = run(*back, "peat", "-o", "back.csv")
    assert result.status == 0
    rows = (tmp_path / "back.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in rows] == ["id", "peat", "peat2", "part", "whole"]
    assert run(*back, "part").status == 6


def test_only_what_the_catalogue_lacks_is_written(run: Run, tmp_path: Path) -> None:
    library(tmp_path)
    delivery = 'id,title,author,year\nv1,PEAT DEPTH FROM THE AIR,"Ahmed, S.; Byrne, C.",2016\nv2,Loess,"Li, Q.",2020\n'
    command = ("dedupe", "-", "--against", "library.csv", "--new-only", "--report", "r.json")
    result = run(*command, stdin=delivery)
    assert [line.split(",")[0] for line in result.out.splitlines()] == ["id", "v2"]
    assert "1 of 2 records are new works" in result.err
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["new"] == 1
    assert report["prisma"]["total"] == report["prisma"]["duplicates_removed"] + report["prisma"]["screened"]


def test_new_only_without_a_catalogue_is_wrong_usage(run: Run) -> None:
    assert run("dedupe", "--new-only", stdin=LIBRARY).status == 2


def test_every_record_names_the_files_it_came_from(run: Run, tmp_path: Path) -> None:
    library(tmp_path)
    (tmp_path / "wos.csv").write_text(LIBRARY.partition("part,")[0], encoding="utf-8")
    result = run("dedupe", "library.csv", "wos.csv", "--source-from", "filename", "-t", "csljson")
    assert '"library"' in result.out
    assert '"wos"' in result.out


def test_a_pair_is_explained_with_what_would_change_it(run: Run, tmp_path: Path) -> None:
    library(tmp_path)
    result = run("explain", "library.csv", "part", "whole")
    assert result.status == 0
    assert "possible: only one title has the number 1 (one_of_several_parts" in result.out
    assert "What would change it:" in result.out
    assert json.loads(run("explain", "library.csv", "part", "whole", "--json").out)["verdict"] == "possible"
    assert run("explain", "library.csv", "part", "nobody").status == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "m.csv", "--journal", "m.csv"), "--journal would take the place of the output: m.csv"),
        (("--clusters", "x", "--pairs", "./x"), "--pairs would take the place of --clusters: ./x"),
        (("--report", "library.csv"), "--report would take the place of what is read: library.csv"),
        (
            ("--decisions", "d.csv", "--clusters", "d.csv"),
            "--clusters would take the place of what is read: d.csv",
        ),
    ],
)
def test_no_table_takes_the_place_of_another_file(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    library(tmp_path)
    result = run("dedupe", "library.csv", *arguments)
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert [file.name for file in tmp_path.iterdir()] == ["library.csv"]
    assert (tmp_path / "library.csv").read_text(encoding="utf-8") == LIBRARY


def test_two_tables_may_share_a_stream(run: Run, tmp_path: Path) -> None:
    library(tmp_path)
    result = run("dedupe", "library.csv", "--keymap", "-", "--clusters", "-")
    assert result.status == 0
    assert "id,cluster\n" in result.out
    assert "peat2\tpeat\n" in result.out


def test_the_numbers_leave_out_the_works_of_the_catalogue(run: Run, tmp_path: Path) -> None:
    library(tmp_path)
    (tmp_path / "new.csv").write_text(
        'id,title,author,year\nnew,Roots of reeds,"Byrne, C.",2019\n'
        'old,Peat depth from the air,"Ahmed, S.; Byrne, C.",2016\n',
        encoding="utf-8",
    )
    run("dedupe", "new.csv", "--against", "library.csv", "--prisma", "p.json", "--report", "r.json")
    numbers = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))
    assert (numbers["total"], numbers["screened"], list(numbers["identified"])) == (2, 1, ["new.csv"])
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["prisma"] == numbers
