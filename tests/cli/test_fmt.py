"""``soilbib fmt``."""

from __future__ import annotations

from pathlib import Path

from .conftest import Run

MESSY = '% mine\r\n@Book{b,Title="Soils",\r\nYEAR=2004}\r\n'
TIDY = "% mine\r\n@book{b,\r\n  title = {Soils},\r\n  year = {2004},\r\n}\r\n"


def _write(folder: Path, text: str) -> Path:
    path = folder / "refs.bib"
    path.write_bytes(text.encode("utf-16"))
    return path


def test_a_file_goes_to_standard_output_in_its_encoding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_bytes(MESSY.encode())
    result = run("fmt", "refs.bib")
    assert (result.status, result.out) == (0, TIDY)
    assert "1 entry changed (1 delimiters, 1 case of names, 1 layout)" in result.err


def test_a_file_is_written_back_in_place_and_then_is_stable(run: Run, tmp_path: Path) -> None:
    path = _write(tmp_path, MESSY)
    assert run("fmt", "--check", "refs.bib").status == 1
    assert path.read_bytes() == MESSY.encode("utf-16")
    assert run("fmt", "-i", "refs.bib").status == 0
    assert path.read_bytes() == TIDY.encode("utf-16")
    result = run("fmt", "--check", "refs.bib")
    assert (result.status, result.out) == (0, "")
    assert "1 file formatted already" in result.err


def test_of_several_files_one_that_is_none_stops_no_other(run: Run, tmp_path: Path) -> None:
    for name in ("a.bib", "c.bib"):
        (tmp_path / name).write_text(MESSY)
    (tmp_path / "b.bib").write_bytes(b"\x00\x01\x02")
    result = run("fmt", "-i", "a.bib", "b.bib", "c.bib")
    assert result.status == 4
    assert "soilbib: error: b.bib: E101 not a text file" in result.err
    assert result.err.endswith("2 files formatted, 1 could not be read\n")
    again = run("fmt", "--check", "a.bib", "c.bib")
    assert (again.status, again.err) == (0, "2 files formatted already\n")


def test_a_file_goes_to_another_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_bytes(MESSY.encode())
    for _ in range(2):  # also over what is there and formatted
        assert run("fmt", "refs.bib", "-o", "tidy.bib").out == ""
        assert (tmp_path / "tidy.bib").read_bytes() == TIDY.encode()
    assert (tmp_path / "refs.bib").read_bytes() == MESSY.encode()
    assert run("fmt", "-i", "-o", "x.bib", "refs.bib").status == 2


def test_a_diff_shows_what_would_change(run: Run) -> None:
    result = run("fmt", "--diff", stdin=MESSY.replace("\r", ""))
    assert result.status == 1
    assert "-YEAR=2004}\n" in result.out
    assert "+  year = {2004},\n" in result.out


def test_entries_that_are_not_safe_are_named_and_left(run: Run) -> None:
    text = "@book{a, title = {T} % why\n, year = 2004}\n"
    result = run("fmt", "-v", stdin=text)
    assert (result.status, result.out) == (0, text)
    assert "<stdin>:1: I502 [a] left as it is: there is a comment between its fields" in result.err


def test_the_layout_has_options(run: Run) -> None:
    text = "@book{b, year = 2004, title = {S}}\n@book{a, title = {T}}\n"
    result = run("fmt", "--indent", "tab", "--align", "--sort-fields", "--sort-entries", stdin=text)
    assert result.out == "@book{a,\n\ttitle = {T},\n}\n\n@book{b,\n\ttitle = {S},\n\tyear  = {2004},\n}\n"


def test_wrong_usage_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("no entries", encoding="utf-8")
    assert run("fmt", "a.txt", "a.txt").status == 2
    assert run("fmt", "-i", stdin=MESSY).status == 2
    assert run("fmt", "--indent", "wide", stdin=MESSY).status == 2
    result = run("fmt", "a.txt")
    assert (result.status, "no BibTeX entries" in result.err) == (3, True)
