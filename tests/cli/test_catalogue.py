"""The commands on a catalogue, as a user types them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import soilbib
from soilbib.catalogue import Catalogue
from soilbib.cli import verify
from soilbib.cli.collection import open_catalogue
from soilbib.errors import OutputError

from .conftest import Run

PAGE = "tests/fixtures/catalogue/page.txt"
LIBRARY = "tests/fixtures/catalogue/library.json"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    path = tmp_path_factory.mktemp("made") / "soil.db"
    with Catalogue(path) as catalogue:
        catalogue.add(soilbib.read(root / LIBRARY).records)
    return path


@pytest.fixture
def soil(tmp_path: Path, made: Path) -> str:
    """A catalogue with the library in it."""
    shutil.copy(made, tmp_path / "soil.db")
    return "soil.db"


def test_adding_twice_changes_nothing_and_says_so(run: Run, root: Path) -> None:
    first = run("add", "soil.db", root / PAGE)
    assert (first.status, first.out) == (0, "")
    assert first.err == "soil.db: 3 records added; change 1\n"
    assert run("add", "soil.db", root / PAGE).err == "soil.db: 0 records added; 3 there already\n"


def test_a_page_brings_the_categories_that_it_offers(run: Run, root: Path) -> None:
    run("add", "soil.db", root / PAGE, "--category", "Videos")
    result = run("search", "soil.db", "--category", "Guide and reports")
    assert "there is no category 'Guide and reports'; did you mean 'Guides and reports'?" in result.err
    assert "no category" not in run("search", "soil.db", "--not-category", "Archived news").err
    assert run("search", "soil.db", "--category", "videos").out.startswith("3 records")


def test_rejected_records_are_named_and_the_rest_is_added_unless_strict(run: Run) -> None:
    text = "@book{a, title={One}, year=2001}\n@book{b, title={Two\n"
    strict = run("add", "soil.db", "-f", "bibtex", "--strict", stdin=text)
    assert (strict.status, strict.out) == (1, "")
    assert "nothing added" in strict.err
    result = run("add", "soil.db", "-f", "bibtex", stdin=text)
    assert result.status == 4
    assert "E102" in result.err
    assert "1 record added; 1 rejected" in result.err


def test_a_search_prints_hits_and_facets(run: Run, soil: str) -> None:
    result = run("search", soil, 'author:lal "soil carbon" year:2000..')
    assert result.status == 0
    head, _, key, title, *_ = result.out.splitlines()
    assert (head, key) == ("1 record", "lal2004  2004  Lal")
    assert title.strip().startswith("Soil carbon sequestration")
    assert result.out.splitlines()[-4:] == [
        "type: article-journal 1",
        "category: Reference publications 1",
        "year: 2004 1",
        "language: en 1",
    ]


def test_the_list_names_one_author_or_two_and_of_more_the_first(run: Run, tmp_path: Path) -> None:
    names = ["Doe", "Roe", "Poe"]
    listed = [{"id": f"a{n}", "author": [{"family": name} for name in names[:n]]} for n in range(4)]
    film = {"id": "film", "director": [{"family": "Loe"}], "custom": {"truncated": ["director"]}}
    (tmp_path / "names.json").write_text(json.dumps([*listed, film]), "utf-8")
    run("add", "names.db", str(tmp_path / "names.json"))
    lines = run("search", "names.db").out.splitlines()
    heads = {"a0", "a1  Doe", "a2  Doe & Roe", "a3  Doe et al.", "film  Loe et al."}
    assert heads <= set(lines)


def test_a_file_of_records_is_searched_as_a_catalogue_of_them(
    run: Run, soil: str, root: Path, tmp_path: Path
) -> None:
    for command in (
        ("search", "%s", "carbon", "--format", "json"),
        ("export", "%s", "type:book", "-t", "ris"),
    ):
        kept, read, piped = (
            run(
                *(word.replace("%s", str(path)) for word in command),
                stdin=(root / LIBRARY).read_text("utf-8"),
            )
            for path in (soil, root / LIBRARY, "-")
        )
        assert (kept.status, read.err, piped.err) == (0, kept.err, kept.err)
        assert (read.out, piped.out) == (kept.out, kept.out)
    assert {path.name.split("-")[0] for path in tmp_path.iterdir()} == {"soil.db"}


def test_a_file_of_records_is_not_changed_as_a_catalogue(run: Run, root: Path) -> None:
    result = run("remove", root / LIBRARY, "x")
    assert result.status == 3
    assert "no catalogue ('soilbib add CAT " in result.err


def test_what_a_search_prints_goes_to_a_file(run: Run, soil: str, tmp_path: Path) -> None:
    for form in ("table", "json"):
        printed = run("search", soil, "carbon", "--format", form)
        assert run("search", soil, "carbon", "--format", form, "-o", "found", "--color", "always").out == ""
        assert (tmp_path / "found").read_text(encoding="utf-8") == printed.out


def test_a_query_of_signs_says_that_it_lists_all(run: Run, soil: str) -> None:
    result = run("search", soil, "%")
    assert (result.out, "nothing in '%' is a word" in result.err) == (run("search", soil).out, True)
    assert "is a word" not in run("search", soil, "%", "--exact").err


def test_every_switch_of_a_search(run: Run, soil: str) -> None:
    def keys(*switches: str) -> list[str]:
        result = run("search", soil, *switches, "--format", "csljson")
        return [item["id"] for item in json.loads(result.out)]

    assert keys("sink", "--in", "title") == []
    assert keys("soil", "--in", "content,author", "--sort", "title", "--limit", "2") == [
        "kopittke",
        "minasny2017",
    ]
    assert keys("llo, wo", "--exact") == ["hundred"]
    assert keys("soil", "--exact", "--match", "start", "--sort", "year") == [
        "lal2004",
        "lal2015",
        "minasny2017",
    ]
    assert keys("mille thesis", "--logic", "or", "--sort", "added") == ["minasny2017", "thesis1"]
    assert keys("--type", "book,report", "--sort", "year", "--reverse") == ["terres", "boden"]
    assert keys("--not-type", "webpage", "--type", "webpage") == []
    assert keys("--category", "Guides and reports", "--not-category", "Archived news") == ["boden"]
    assert keys("--all-category", "Guides and reports", "--all-category", "Archived news") == ["terres"]
    assert keys("--language", "fr", "--year", "2019..") == ["carboneutre"]
    assert keys("--sort", "added", "--limit", "2", "--page", "2") == ["minasny2017", "carboneutre"]


def test_json_has_all_of_a_page(run: Run, soil: str) -> None:
    page = json.loads(
        run("search", soil, "carbn", "--format", "json", "--limit", "1", "--facets", "type").out
    )
    assert (page["corrected"], page["page"], len(page["hits"])) == ("carbon", 1, 1)
    assert set(page["facets"]) == {"type"}
    assert page["hits"][0]["snippets"][0]["spans"]


def test_nothing_found_is_status_1(run: Run, soil: str) -> None:
    result = run("search", soil, "qqqqqqqq")
    assert (result.status, result.out) == (1, "0 records\n")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("search", "soil.db", 'soil "carbon'), 2, 'soil "carbon\n       ^'),
        (("search", "soil.db", "--year", "20x"), 2, "'20x' is no year"),
        (("search", "soil.db", "--in", "body"), 2, "'body' is none of title, content"),
        (("search", "soil.db", "soil", "--format", "nonsense"), 2, "unknown format 'nonsense'"),
        (("search", "soil.db", "--type", "raport"), 1, "did you mean 'report'?"),
        (
            ("search", "none.db", "soil"),
            3,
            "none.db: no such catalogue ('soilbib add none.db FILE' makes one)",
        ),
        (("add", "soil.db", "none.ris"), 3, "none.ris: no such file"),
        (("add", "new.db"), 3, "no input records"),
        (("remove", "soil.db", "nobody"), 2, "no record has the key 'nobody'"),
        (("remove", "soil.db", "LAL2004"), 2, "no record has the key 'LAL2004'; did you mean 'lal2004'?"),
        (("remove", "soil.db"), 2, "name the keys of the records, or a --query"),
        (("remove", "soil.db", "--query", "  "), 2, "the query is empty"),
        (("undo", "soil.db", "9"), 2, "there is no change 9"),
        (("edit", "soil.db", "lal2004", "--set", "titel=x"), 2, "did you mean title?"),
        (("edit", "soil.db", "lal2004", "--set", "id=lal2015"), 6, "the key 'lal2015' is another record's"),
        (("backup", "soil.db", "soil.db"), 6, "is there already (--force replaces it)"),
        (("history", "soil.db", "nobody"), 2, "nobody"),
        (("verify", "none.db"), 3, "no such catalogue"),
        (("decisions", "soil.db", "--add", "soil.csv"), 3, "soil.csv: no table of decisions"),
    ],
)
def test_what_cannot_be_done_is_said_in_few_words_and_leaves_nothing_behind(
    run: Run, soil: str, tmp_path: Path, arguments: tuple[str, ...], status: int, message: str
) -> None:
    (tmp_path / "soil.csv").write_text("title,year\n", encoding="utf-8")
    result = run(*arguments)
    assert (result.status, "Traceback" in result.err) == (status, False)
    assert message in result.err
    assert not (tmp_path / "none.db").exists()
    assert not (tmp_path / "new.db").exists()
    with Catalogue(tmp_path / soil, read_only=True) as catalogue:
        assert [change.kind for change in catalogue.history()] == ["add"]


def test_changes_are_listed_and_taken_back(run: Run, soil: str) -> None:
    assert run("remove", soil, "--query", "type:webpage").err == "soil.db: 2 records removed; change 2\n"
    run("edit", soil, "boden", "--set", "title=Böden", "--set", "volume=3", "--set", "author=Müller, J. & al")
    undone = run("undo", soil)
    assert undone.err == "soil.db: change 3 (edit) undone, 1 record; 'soilbib undo soil.db 4' does it again\n"
    lines = run("history", soil).out.splitlines()
    assert [line.split()[0] for line in lines] == ["4", "3", "2", "1"]
    assert "edit  1 record  boden  (undone by 4)" in lines[1]
    own = json.loads(run("history", soil, "boden", "--format", "json").out)
    assert [change["number"] for change in own] == [4, 3, 1]


def test_a_record_is_edited_by_values_by_a_file_or_in_an_editor(run: Run, soil: str, tmp_path: Path) -> None:
    assert run("edit", soil, "boden", "--set", "title=Böden", "--set", "language=").status == 0
    assert json.loads(run("export", soil, "id:boden").out)[0]["title"] == "Böden"
    run("edit", soil, "boden", "--file", "-", stdin="@book{boden2, title={From a file}}")
    assert run("search", soil, "id:boden2").out.startswith("1 record")
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/From a file/From an editor/" "$1"\n')
    editor.chmod(0o755)
    run("edit", soil, "boden2", "--as", "bibtex", EDITOR=str(editor), VISUAL=str(editor))
    assert json.loads(run("export", soil, "id:boden2").out)[0]["title"] == "From an editor"
    assert (
        run("edit", soil, "boden2", EDITOR="true", VISUAL="true").err
        == "soil.db: boden2: nothing to change\n"
    )


@pytest.mark.parametrize("editor", ["false", "no-such-editor"])
def test_an_editor_that_fails_changes_nothing(run: Run, soil: str, editor: str) -> None:
    result = run("edit", soil, "boden", EDITOR=editor, VISUAL=editor)
    assert (result.status, result.out) == (6, "")
    assert result.err.startswith(f"soilbib: error: boden: nothing is changed: {editor}: Editing failed")


@pytest.mark.parametrize("command", ["verify", "search", "undo", "remove"])
def test_an_empty_file_is_no_catalogue_and_stays_empty(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty.bib").touch()
    result = run(command, "empty.bib", *(["key"] if command in {"remove", "search"} else []))
    assert (result.status, result.out) == (3, "")
    assert result.err == "soilbib: error: empty.bib: an empty file ('soilbib add empty.bib FILE' makes one)\n"
    assert (tmp_path / "empty.bib").read_bytes() == b""


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes are Linux's")
def test_a_catalogue_may_have_a_name_that_is_no_text(run: Run, soil: str, tmp_path: Path) -> None:
    name = tmp_path / os.fsdecode(b"s\xf6il.db")
    (tmp_path / soil).rename(name)
    assert run("search", name, "id:boden").out.startswith("1 record")


def test_a_catalogue_that_cannot_be_written_is_verified(
    soil: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Catalogue(tmp_path / soil) as catalogue:
        catalogue.backup(tmp_path / "copy.db")
    refuse_writing(monkeypatch)
    assert verify.run(str(tmp_path / "copy.db")) == 0
    assert "11 records, nothing wrong (but the text index, as" in capsys.readouterr().err


def refuse_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse to open catalogues for writing, as on a disk that is read only (root may write to any)."""

    def refusing(path: str, *, write: bool = False) -> Catalogue:
        if write:
            raise OutputError(f"{path}: cannot be written")
        return open_catalogue(path)

    monkeypatch.setattr("soilbib.cli.verify.open_catalogue", refusing)


def test_what_is_exported_can_be_added_elsewhere_with_its_categories(run: Run, soil: str) -> None:
    assert run("export", soil, "-o", "all.json").err == "all.json: 11 records\n"
    run("add", "other.db", "all.json")
    found = run(
        "search", "other.db", "--category", "Guides and reports", "--sort", "title", "--format", "ris"
    )
    assert found.out.count("TY  -") == 2
    assert run("add", "other.db", "all.json").err == "other.db: 0 records added; 11 there already\n"


def test_records_are_merged_under_the_first_key_and_unmerged_by_undo(
    run: Run, soil: str, tmp_path: Path
) -> None:
    result = run("merge", soil, "undated", "hundred")
    assert "2 records merged to 'undated'; 'soilbib undo soil.db 2' takes it back" in result.err
    with Catalogue(tmp_path / soil, read_only=True) as catalogue:
        merged = catalogue.get("undated")
        assert merged
        assert (merged.record.year, catalogue.count()) == (2020, 10)
    assert run("undo", soil, "2").status == 0
    assert run("merge", soil, "undated").status == 2


def test_decisions_come_from_a_table_and_go_to_one(run: Run, soil: str, tmp_path: Path) -> None:
    table = "key1,key2,decision,who,why,id1,id2\na,b,same,ada,one DOI,x,y\n"
    (tmp_path / "d.csv").write_text(table + "c,,different,,,,\n")
    result = run("decisions", soil, "--add", "d.csv")
    assert (result.status, "1 decision added" in result.err, "E105" in result.err) == (4, True, True)
    assert run("decisions", soil).out == table


def test_a_copy_is_whole(run: Run, soil: str) -> None:
    assert run("backup", soil, "copy.db").err == "copy.db: 11 records\n"
    assert run("verify", "copy.db").err == "copy.db: 11 records, nothing wrong\n"


def test_a_reader_that_goes_away_is_no_failure(soil: str, tmp_path: Path) -> None:
    program = f"{sys.executable} -m soilbib export {soil} -t bibtex -q | head -1"
    done = subprocess.run(program, shell=True, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.stdout.count("\n"), done.stderr) == (1, "")
