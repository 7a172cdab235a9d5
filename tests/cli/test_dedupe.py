"""``soilbib dedupe``."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Run

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
    assert (result.status, result.out) == (1, "")
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
