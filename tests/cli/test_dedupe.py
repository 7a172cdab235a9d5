"""``soilbib dedupe``."""

from __future__ import annotations

import json
from collections.abc import Callable
from csv import DictReader
from pathlib import Path

import pytest

from .conftest import Result, Run

PAGE = """“Soil carbon 4 per mille” – 2017 – B.Minasny & al.

“The contentious nature of soil organic matter” – 2015 – J.Lehmann & M.Kleber

“The contentous nature of soil organic mater” – 2015 – J. Lehmann, M. Kleber
"""
CSV = """id,title,author,year
007,Soil carbon 4 per mille,"Minasny, B.; Malone, B. P.",2017
8,The contentious nature of soil organic matter,"Lehmann, J.; Kleber, M.",2015
x y,SOIL CARBON 4 PER MILLE,"Minasny, Budiman; Malone, Brendan P.",2017
"""


def test_duplicates_are_merged(run: Run) -> None:
    result = run("dedupe", "-t", "csljson", stdin=PAGE)
    assert result.status == 0
    assert len(json.loads(result.out)) == 2
    assert "3 in = 2 kept + 1 merged" in result.err


def test_the_output_is_in_the_format_of_the_input(run: Run) -> None:
    assert run("dedupe", stdin=CSV).out.startswith("id,")


def test_clusters_name_every_input_record_as_it_was(run: Run, tmp_path: Path) -> None:
    result = run("dedupe", "--clusters", "clusters.csv", stdin=CSV)
    assert (result.status, result.out) == (0, "")
    rows = [line.split(",") for line in (tmp_path / "clusters.csv").read_text(encoding="utf-8").splitlines()]
    assert [row[0] for row in rows] == ["id", "007", "8", "x y"]
    assert rows[1][1] == rows[3][1] != rows[2][1]


def test_it_explains_why(run: Run) -> None:
    result = run("dedupe", "--explain", stdin=PAGE)
    assert result.status == 0
    assert "title" in result.out
    assert "lehmann2015contentious" in result.out


def test_a_check_only_looks(run: Run) -> None:
    result = run("dedupe", "--check", stdin=PAGE)
    assert result.status == 1
    assert result.out == "<stdin>:5: 'lehmann2015contentous' is a duplicate of 'lehmann2015contentious'\n"
    assert run("dedupe", "--check", stdin="\n\n".join(PAGE.split("\n\n")[:2])).status == 0


def test_the_report_reconciles(run: Run, tmp_path: Path) -> None:
    run("dedupe", "--report", "report.json", "-o", "out.json", stdin=PAGE)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["in"] == report["kept"] + report["merged"] == 3
    assert len(report["clusters"]) == 1
    assert report["decisions"][0]["reason"]


def test_the_page_twice_and_a_retyped_copy_come_down_to_the_page(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    page = shared / "listing" / "resources-page.txt"
    if not page.exists():
        page = shared / "data" / "listing" / "resources-page.txt"
    records = json.loads(run("convert", page).out)
    retyped = [record | {"title": mistype(record["title"])} for record in records]
    (tmp_path / "retyped.json").write_text(json.dumps(retyped), encoding="utf-8")
    result = run("dedupe", page, page, "retyped.json", "-t", "csljson")
    assert "36 in = 12 kept + 24 merged" in result.err
    assert len(json.loads(result.out)) == 12


def mistype(title: str) -> str:
    """Swap two letters of the third longest word and drop one of the longest."""
    words = title.split()
    by_length = sorted(range(len(words)), key=lambda index: -len(words[index]))
    longest, third = by_length[0], by_length[2]
    words[longest] = words[longest][:3] + words[longest][4:]
    word = words[third]
    words[third] = word[:1] + word[2:3] + word[1:2] + word[3:]
    return " ".join(words)


def test_a_deduplicated_bib_file_keeps_its_layout(run: Run, tmp_path: Path) -> None:
    entry = "@article{%s,\n    title   = {Soil carbon 4 per mille},\n    author = {Minasny, B.},\n    year = 2017\n}\n"
    (tmp_path / "refs.bib").write_text("% mine\n" + entry % "a" + "\n" + entry % "b", encoding="utf-8")
    assert run("dedupe", "refs.bib", "-o", "out.bib").status == 0
    with_alias = (entry % "a").replace("2017\n", "2017,\n    ids = {b}\n")
    assert (tmp_path / "out.bib").read_text(encoding="utf-8") == "% mine\n" + with_alias + "\n"


CATALOGUE = """@article{old, author={Berger, Anna and Koch, Jonas}, title={Humus forms of mountain forests}, year=2011}
@article{twin, author={Berger, A. and Koch, J.}, title={Humus forms of mountain forests.}, year=2011}
@book{worms, author={Dubois, F.}, title={Earthworms and their burrows in clay}, year=1985}
"""
DELIVERY = """id,title,author,year,doi
n1,HUMUS FORMS OF MOUNTAIN FORESTS,"Berger, Anna; Koch, Jonas",2011,10.5555/humus
n2,Earthworms and their burrows in clay,"Dubois, F.",1985,
n3,Roots and their fungi: a long conversation,"Silva, R.",2015,
n4,Earthworms and their burrows in clay,"Dubois, F.",1986,
"""


def deliver(run: Run, tmp_path: Path, *arguments: str) -> Result:
    (tmp_path / "catalogue.bib").write_text(CATALOGUE, encoding="utf-8")
    (tmp_path / "delivery.csv").write_text(DELIVERY, encoding="utf-8")
    return run("dedupe", "delivery.csv", "--against", "catalogue.bib", *arguments)


def test_only_the_works_that_the_catalogue_lacks_are_written(run: Run, tmp_path: Path) -> None:
    result = deliver(run, tmp_path, "--new-only", "-t", "csljson", "--matches", "m.csv", "-o", "new.json")
    assert [item["id"] for item in json.loads((tmp_path / "new.json").read_text(encoding="utf-8"))] == [
        "n3",
        "n4",
    ]
    assert "7 in = 5 kept + 2 merged" in result.err
    assert "2 of 4 records are new works" in result.err
    rows = [line.split(",")[:3] for line in (tmp_path / "m.csv").read_text(encoding="utf-8").splitlines()[1:]]
    assert rows == [
        ["n1", "old", "update"],
        ["n2", "worms", "same"],
        ["n3", "", "new"],
        ["n4", "worms", "possible"],
    ]


def test_a_repeat_inside_the_delivery_is_told_as_one(run: Run, tmp_path: Path) -> None:
    again = """m1,Lichens on the walls of the abbey,"Moss, Ida",2019,
m2,LICHENS ON THE WALLS OF THE ABBEY,"Moss, I.",2019,
m3,Lichens on the walls of the abbey,"Moss, Ida",2019,
m4,Humus forms of mountain forests.,"Berger, A.; Koch, J.",2011,
"""
    (tmp_path / "catalogue.bib").write_text(CATALOGUE, encoding="utf-8")
    (tmp_path / "delivery.csv").write_text(DELIVERY + again, encoding="utf-8")
    run("dedupe", "delivery.csv", "--against", "catalogue.bib", "--matches", "m.csv")
    with (tmp_path / "m.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (row["id"], row["catalogue_id"], row["action"], row["rule"], row["repeat_of"])
            for row in DictReader(file)
        ]
    assert rows[0] == ("n1", "old", "update", "same_title_and_authors", "")
    assert rows[4:] == [
        ("m1", "", "new", "", ""),
        ("m2", "", "repeat", "same_title_and_authors", "m1"),
        ("m3", "", "repeat", "identical", "m1"),
        ("m4", "old", "same", "same_title_and_authors", "n1"),
    ]


def test_the_catalogue_is_indexed_once(run: Run, tmp_path: Path) -> None:
    first = deliver(run, tmp_path, "--new-only")
    index = tmp_path / "catalogue.bib.soilbib-index"
    kept = index.read_bytes()
    assert deliver(run, tmp_path, "--new-only") == first
    assert index.read_bytes() == kept


@pytest.mark.parametrize(
    ("spoil", "notice"),
    [
        (lambda data: data[:-9], "is damaged; it is made anew"),
        (lambda data: data[:0], "is no index of this version; it is made anew"),
    ],
)
def test_an_index_that_cannot_be_used_is_made_anew(
    run: Run, tmp_path: Path, spoil: Callable[[bytes], bytes], notice: str
) -> None:
    first = deliver(run, tmp_path, "--new-only")
    index = tmp_path / "catalogue.bib.soilbib-index"
    kept = index.read_bytes()
    index.write_bytes(spoil(kept))
    again = deliver(run, tmp_path, "--new-only")
    assert notice in again.err
    assert (again.status, again.out, index.read_bytes()) == (first.status, first.out, kept)


def test_a_changed_catalogue_is_read_again(run: Run, tmp_path: Path) -> None:
    deliver(run, tmp_path)
    more = (
        CATALOGUE
        + "@article{roots, author={Silva, R.}, title={Roots and their fungi: a long conversation}, year=2015}"
    )
    (tmp_path / "catalogue.bib").write_text(more, encoding="utf-8")
    result = run("dedupe", "delivery.csv", "--against", "catalogue.bib", "--new-only", "-t", "csljson")
    assert "is of another state of the catalogue" in result.err
    assert [item["id"] for item in json.loads(result.out)] == ["n4"]


def test_rejected_records_are_counted(run: Run) -> None:
    result = run("dedupe", "-t", "csljson", stdin=CATALOGUE + "@article{broken, title={half")
    assert "4 in = 2 kept + 1 merged + 1 rejected" in result.err
    assert result.status == 4


def test_the_files_that_a_record_came_from_are_noted(run: Run, tmp_path: Path) -> None:
    deliver(run, tmp_path)
    result = run(
        "dedupe",
        "catalogue.bib",
        "delivery.csv",
        "--source-from",
        "filename",
        "--prisma",
        "p.json",
        "-o",
        "u.json",
    )
    assert result.status == 0
    merged = json.loads((tmp_path / "u.json").read_text(encoding="utf-8"))
    assert merged[0]["custom"]["extra"]["soilbib"]["sources"] == ["catalogue", "delivery"]
    prisma = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))
    assert prisma["identified"] == {"catalogue.bib": 3, "delivery.csv": 4}
    assert prisma["total"] == prisma["duplicates_removed"] + prisma["screened"] == 7


def test_a_profile_is_chosen_by_name_or_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('name = "mine"\n[thresholds]\nmatch = 1.0\n', encoding="utf-8")
    assert "3 in = 3 kept + 0 merged" in run("dedupe", "--profile", "mine.toml", stdin=PAGE).err
    assert "3 in = 2 kept + 1 merged" in run("dedupe", "--profile", "lenient", stdin=PAGE).err
    result = run("dedupe", "--profile", "nope", stdin=PAGE)
    assert result.status == 2
    assert result.err == (
        "soilbib: error: unknown profile 'nope': it is one of articles, books, lenient, strict or a .toml file\n"
    )
    assert result.out == ""


@pytest.mark.parametrize("option", [["--new-only"], ["--matches", "m.csv"]])
def test_what_needs_a_catalogue_says_so(run: Run, option: list[str]) -> None:
    result = run("dedupe", *option, stdin=PAGE)
    assert result.status == 2
    assert f"{option[0]} needs --against" in result.err


def test_a_budget_of_false_merges_becomes_a_profile(run: Run, tmp_path: Path) -> None:
    (tmp_path / "refs.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "labelled.csv").write_text("id1,id2,label\n007,x y,same\n007,8,different\n", encoding="utf-8")
    result = run(
        "dedupe", "refs.csv", "--calibrate", "labelled.csv", "--max-false-merges", "1/10", "-o", "mine.toml"
    )
    assert result.status == 1
    assert "to show that at most 100 of 1000 are, label 28 more pairs that turn out right" in result.err
    assert "3 in = 2 kept + 1 merged" in run("dedupe", "refs.csv", "--profile", "mine.toml").err


def test_what_does_not_go_with_calibrating_is_told(run: Run) -> None:
    result = run("dedupe", "--calibrate", "labelled.csv", "--check", stdin=CSV)
    assert result.status == 2
    assert "--check does not go with --calibrate" in result.err


def test_a_catalogue_that_soilbib_keeps_can_be_compared_with(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.bib").write_text(CATALOGUE, encoding="utf-8")
    (tmp_path / "new.csv").write_text(DELIVERY, encoding="utf-8")
    assert run("add", "soil.db", "old.bib").status == 0
    command = ("dedupe", "new.csv", "--against", "soil.db", "--new-only", "-t", "csljson")
    assert [item["id"] for item in json.loads(run(*command).out)] == ["n3", "n4"]
    assert (
        run(
            "add",
            "soil.db",
            "-",
            stdin='id,title,author,year\nr,Roots and their fungi: a long conversation,"Silva, R.",2015\n',
        ).status
        == 0
    )
    assert [item["id"] for item in json.loads(run(*command).out)] == ["n4"]
