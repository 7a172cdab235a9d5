"""``soilbib format``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("list.html", '<div class="csl-bib-body">'),
        ("list.md", "Lal, R. (2004). Soil"),
        ("list.tex", "Lal, R. (2004)."),
        ("list.RTF", r"{\rtf1"),
        ("list", "Lal, R. (2004). Soil"),
    ],
)
def test_the_name_of_the_file_tells_the_notation(run: Run, tmp_path: Path, name: str, start: str) -> None:
    assert run("format", "-o", name, stdin=json.dumps([ITEM])).status == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert run("format", "-t", "text", "-o", name, stdin=json.dumps([ITEM])).status == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("Lal, R. (2004). Soil")


def test_a_name_that_tells_no_notation_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("format", "-o", "list.docx", stdin=json.dumps([ITEM]))
    assert result.status == 2
    assert "list.docx: the notation cannot be told from the name; name it with --to" in result.err
    assert not (tmp_path / "list.docx").exists()


def test_the_list_does_not_take_the_place_of_its_own_records(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "library.ris"
    library.write_text(RIS)
    result = run("format", library, "-o", tmp_path / "." / "library.ris")
    assert result.status == 2
    assert "--output would take the place of what is read" in result.err
    assert library.read_text() == RIS


def test_the_language_of_the_list_is_chosen(run: Run) -> None:
    undated = {key: value for key, value in ITEM.items() if key != "issued"}
    assert "n.d." in run("format", stdin=json.dumps([undated])).out
    assert "s. d." in run("format", "-l", "fr", stdin=json.dumps([undated])).out.replace("\xa0", " ")


def test_a_key_restricts_the_list_to_its_record(run: Run) -> None:
    both = json.dumps([ITEM, ITEM | {"id": "b", "title": "Other"}])
    assert run("format", "--key", "b", stdin=both).out.startswith("Lal, R. (2004). Other")
    assert len(run("format", "-k", "b", "-k", "lal2004", stdin=both).out.splitlines()) == 2
    assert len(run("format", "-k", "b, lal2004", stdin=both).out.splitlines()) == 2
    comma = json.dumps([ITEM, ITEM | {"id": "b,c", "title": "Other"}])
    assert run("format", "-k", "b,c", stdin=comma).out.startswith("Lal, R. (2004). Other")


def test_a_key_that_no_record_has_is_an_error_with_the_nearest(run: Run) -> None:
    result = run("format", "--key", "lal204", stdin=json.dumps([ITEM]))
    assert result.status != 0
    assert "lal204" in result.err
    assert "lal2004" in result.err
    assert "Traceback" not in result.err


def test_a_reference_is_explained_as_a_tree_of_the_styles_elements(run: Run) -> None:
    arguments = ("format", "-s", "elsevier-harvard", "--key", "lal2004", "--explain")
    result = run(*arguments, stdin=json.dumps([ITEM, ITEM | {"id": "b"}]))
    lines = result.out.splitlines()
    assert result.status == 0
    assert lines[0].startswith("[lal2004] Lal, R., 2004.")
    assert not any(line.startswith("[b]") for line in lines)
    assert any('text macro="author"' in line for line in lines)
    assert any('variable="page"' in line and "1623" in line for line in lines)
    assert any(line.endswith(": fails") for line in lines)


def test_an_explanation_is_reported_in_json_too(run: Run, tmp_path: Path) -> None:
    result = run("format", "--explain", "--report", "r.json", stdin=json.dumps([ITEM]))
    assert result.status == 0
    explanation = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["explanations"][0]
    assert (explanation["id"], explanation["layout"]["element"]) == ("lal2004", "layout")


def test_only_the_own_engine_can_explain(run: Run) -> None:
    result = run("format", "--explain", "--engine", "citeproc-py", stdin=json.dumps([ITEM]))
    assert result.status == 2
    assert "--explain" in result.err


def test_addresses_become_links_where_asked(run: Run) -> None:
    item = json.dumps([ITEM | {"DOI": "10.5555/soil"}])
    link = '<a href="https://doi.org/10.5555/soil">https://doi.org/10.5555/soil</a>'
    assert link in run("format", "-t", "html", "--links", stdin=item).out
    assert "<a" not in run("format", "-t", "html", stdin=item).out
    refused = run("format", "-t", "html", "--links", "--engine", "citeproc-py", stdin=item)
    assert refused.status == 2
    assert "makes no links" in refused.err
