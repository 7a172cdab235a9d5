"""``soilbib format``."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Run

ITEM = {
    "id": "lal2004",
    "type": "article-journal",
    "title": "Soil carbon sequestration impacts on global climate change and food security",
    "author": [{"family": "Lal", "given": "R."}],
    "issued": {"date-parts": [[2004]]},
    "container-title": "Science",
    "volume": "304",
    "page": "1623-1627",
}
RIS = "TY  - JOUR\nAU  - Lal, R.\nTI  - Soil\nPY  - 2004\nER  - \n"


def test_a_list_is_printed_one_reference_a_line(run: Run) -> None:
    result = run("format", stdin=json.dumps([ITEM, ITEM | {"id": "b"}]))
    assert result.status == 0
    assert len(result.out.splitlines()) == 2
    assert result.out.startswith("Lal, R. (2004")


def test_html_is_wrapped_as_citeproc_js_does(run: Run) -> None:
    result = run("format", "--to", "html", "-s", "ieee", stdin=json.dumps([ITEM]))
    lines = result.out.splitlines()
    assert lines[0].startswith('<div class="csl-bib-body"')
    assert '<div class="csl-entry">' in lines[1]
    assert lines[-1] == "</div>"


def test_the_repositorys_own_style_is_used_by_its_path(run: Run, root: Path) -> None:
    result = run("format", "--style", root / "styles" / "soilbib-listing.csl", stdin=json.dumps([ITEM]))
    assert result.out == f"“{ITEM['title']}” – 2004 – R. Lal\n"


def test_the_list_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    result = run("format", "-o", "list.txt", "--report", "report.json", stdin=json.dumps([ITEM]))
    assert (result.status, result.out) == (0, "")
    assert "list.txt: 1 reference in" in result.err
    assert (tmp_path / "list.txt").read_text(encoding="utf-8").startswith("Lal, R. (2004")
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["entries"][0]["id"] == "lal2004"


def test_the_language_of_the_list_is_chosen(run: Run) -> None:
    undated = {key: value for key, value in ITEM.items() if key != "issued"}
    assert "n.d." in run("format", stdin=json.dumps([undated])).out
    assert "s. d." in run("format", "-l", "fr", stdin=json.dumps([undated])).out.replace("\xa0", " ")
