"""``--cited-in``: the records that documents cite."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

BIB = """% kept
@book{whole, title = {Whole}, editor = {Roe, Ann}, year = 2001, publisher = {P}}
@incollection{part, title = {Part}, author = {Doe, Joe}, crossref = {whole}}
@article{b, ids = {old1, old2}, title = {Art}, author = {Doe, Joe}, journal = {J}, year = 2002}
@article{a, title = {Other}, author = {Poe, Eve}, journal = {J}, year = 2003}
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / "refs.bib").write_text(BIB)
    (tmp_path / "paper.md").write_text("First @a,\nthen [@old1; @nobody].\n")
    return tmp_path


def test_a_list_has_what_is_cited_in_the_order_of_the_citations(run: Run, paper: Path) -> None:
    (paper / "paper.md").write_text("First @old1, then @a.")
    result = run("format", "refs.bib", "--cited-in", "paper.md", "-s", "nature")
    assert (result.status, result.err) == (0, "")
    assert [line.split(".")[:2] for line in result.out.splitlines()] == [["1", " Doe, J"], ["2", " Poe, E"]]


def test_a_citation_without_a_record_is_named_with_its_place(run: Run, paper: Path) -> None:
    (paper / "paper.md").write_text("First @a,\nthen [@old1; @hole].\n")
    for command in ("format", "convert"):
        result = run(
            command, "refs.bib", "--cited-in", "paper.md", "--report", "r.json", "--rejects", "r.txt"
        )
        assert (result.status, (paper / "r.txt").exists()) == (1, False)
        report = json.loads((paper / "r.json").read_text("utf-8"))
        assert ([problem["code"] for problem in report["problems"]], report["rejected"]) == (["E301"], 0)
        assert "paper.md:2:15: E301 no record has the id 'hole'; did you mean 'whole'?\n" in result.err
        assert "Art" in result.out


def test_a_bib_file_is_cut_to_what_is_cited_and_its_parents(run: Run, paper: Path) -> None:
    (paper / "chapters").mkdir()
    (paper / "chapters" / "one.tex").write_text(r"\cite{part}")
    (paper / "paper.tex").write_text(r"\input{chapters/one}")
    result = run("convert", "refs.bib", "--cited-in", "paper.tex", "-t", "bibtex")
    assert (result.status, result.out) == (0, "".join(BIB.splitlines(keepends=True)[:3]))
    told = run("convert", "refs.bib", "--cited-in", "chapters/*.tex", "-t", "csljson")
    assert [item["id"] for item in json.loads(told.out)] == ["part"]


def test_nocite_asks_for_everything(run: Run, paper: Path) -> None:
    (paper / "paper.tex").write_text(r"\nocite{*}")
    assert run("convert", "refs.bib", "--cited-in", "paper.tex", "-t", "bibtex").out == BIB


def test_a_check_names_what_is_missing_and_what_nothing_cites(run: Run, paper: Path) -> None:
    result = run("check", "refs.bib", "--cited-in", "paper.md")
    assert result.status == 1
    assert result.out.splitlines() == [
        "refs.bib:2: W214 [whole] is not cited",
        "refs.bib:3: W214 [part] is not cited",
        "paper.md:2:15: E301 no record has the id 'nobody'",
    ]
    (paper / "paper.md").write_text("@part @a @b")
    assert run("check", "refs.bib", "--cited-in", "paper.md").status == 0


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("--cited-in", "nope.md"), 3, "nope.md: no such file"),
        (("--cited-in", "*.tex"), 3, "*.tex: no such file"),
        (("--cited-in", "refs.bib"), 2, "refs.bib: citations are not read in such files"),
        (("--cited-in", "none.md"), 3, "none of the 4 records is cited in none.md"),
    ],
)
def test_what_cannot_be_is_said(
    run: Run, paper: Path, arguments: tuple[str, ...], status: int, message: str
) -> None:
    (paper / "none.md").write_text("Nothing.")
    result = run("convert", "refs.bib", *arguments)
    assert (result.status, message in result.err) == (status, True)


@pytest.mark.parametrize("command", [("convert", "-t", "bibtex"), ("format",)], ids=["convert", "format"])
@pytest.mark.parametrize("option", ["-o", "--report"])
def test_no_output_takes_the_place_of_the_document(
    run: Run, paper: Path, command: tuple[str, ...], option: str
) -> None:
    result = run(*command, "refs.bib", "--cited-in", "paper.md", option, "paper.md")
    assert result.status == 2
    assert "would take the place of what is read" in result.err
    assert (paper / "paper.md").read_text().startswith("First")
