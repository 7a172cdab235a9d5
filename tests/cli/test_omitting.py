"""``soilbib convert --omit``: records without some of their fields."""

from __future__ import annotations

import json

import pytest

from .conftest import Run

BIB = """% kept
@article{a, title = {T}, author = {Roe, Ann},
  abstract = {Long}, keywords = {x, y},
  file = {/home/ann/a.pdf}, urldate = {2001-02-03}, year = 2001}
"""
RIS = "TY  - JOUR\nTI  - T\nAU  - Roe, Ann\nAB  - Long\nKW  - x\nL1  - a.pdf\nER  - \n"


@pytest.mark.parametrize("names", [("abstract,keyword,file",), ("Abstract", "keywords, FILE")])
def test_a_bib_file_keeps_everything_else_as_it_is(run: Run, names: tuple[str, ...]) -> None:
    options = [word for name in names for word in ("--omit", name)]
    result = run("convert", "-f", "biblatex", "-t", "biblatex", *options, stdin=BIB)
    assert (result.status, result.err) == (0, "")
    assert (
        result.out.split()
        == BIB.replace("abstract = {Long}, keywords = {x, y},", "")
        .replace("file = {/home/ann/a.pdf}, ", "")
        .split()
    )


def test_names_are_those_of_csl_or_of_the_input(run: Run) -> None:
    result = run("convert", "-t", "csljson", "--omit", "author,L1,abstract", stdin=RIS)
    (item,) = json.loads(result.out)
    assert item.keys() == {"id", "type", "title", "keyword"}


def test_a_name_that_no_record_has_is_said(run: Run) -> None:
    result = run("convert", "-t", "ris", "--omit", "abstrct,keyword", stdin=RIS)
    assert "AB  - Long" in result.out
    assert result.err == "no record has 'abstrct', which --omit names\n"
