"""``soilbib review``, ``explain`` and ``unmerge``: what a person says, sees and takes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from soilbib.cli.side_by_side import columns
from tests.dedupe.samples import record

from .conftest import Run

HUMUS = "Humus forms of mountain forests"
LIBRARY = "id,title,author,year\n" + "".join(
    f'{key},{HUMUS},"Berger, Anna; Koch, Jonas",{year}\n'
    for key, year in zip("abc", (2011, 2012, 2013), strict=True)
)
REVIEW = ("review", "library.csv", "--decisions", "d.csv", "--who", "K.")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "library.csv").write_text(LIBRARY, encoding="utf-8")
    return tmp_path


def decided(folder: Path) -> list[list[str]]:
    """Decision, why and ids of every row of the table."""
    rows = [line.split(",") for line in (folder / "d.csv").read_text(encoding="utf-8").splitlines()[1:]]
    return [[row[2], *row[4:]] for row in rows]


def test_what_follows_from_earlier_answers_is_not_asked(run: Run, library: Path) -> None:
    result = run(*REVIEW, stdin="s\nd other soils\n")
    assert result.err.count("Pair ") == 2
    assert "2 decisions added to d.csv; 0 open" in result.err
    assert decided(library) == [["same", "", "a", "c"], ["different", "other soils", "a", "b"]]


def test_an_answer_is_taken_back(run: Run, library: Path) -> None:
    result = run(*REVIEW, stdin="s\nb\nd\nq\n")
    assert "1 decision added to d.csv; 2 open" in result.err
    assert decided(library) == [["different", "", "a", "c"]]


def test_what_is_no_answer_is_said_and_asked_again(run: Run, library: Path) -> None:
    result = run(*REVIEW, stdin="maybe\n\n\n\n")
    assert (library / "d.csv").read_text(encoding="utf-8").count("\n") == 1  # the header
    assert "'maybe' is no answer" in result.err
    assert "0 decisions added to d.csv; 3 open" in result.err


def test_a_sample_is_asked_about_whatever_the_rules_say(run: Run, library: Path) -> None:
    (library / "library.csv").write_text(
        LIBRARY + f'x,{HUMUS[:-1]},"Berger, A.; Koch, J.",2011\n', encoding="utf-8"
    )
    result = run(*REVIEW, "--sample", "2", stdin="s\nd\n")
    assert "Pair 2 of 2" in result.err
    assert sorted(row[0] for row in decided(library)) == ["different", "same"]
    calibrated = run("dedupe", "library.csv", "--calibrate", "d.csv", "--max-false-merges", "10%")
    assert 'name = "calibrated"' in calibrated.out


def test_a_person_is_asked_about_pairs_with_the_catalogue(run: Run, library: Path) -> None:
    (library / "new.csv").write_text(
        f'id,title,author,year\nn,{HUMUS},"Berger, Anna; Koch, Jonas",2014\n', encoding="utf-8"
    )
    result = run("review", "new.csv", "--against", "library.csv", "--decisions", "d.csv", stdin="s\n")
    assert "Pair 1 of 3" in result.err
    assert decided(library)[0][3] == "n"


def test_a_profile_changes_what_is_asked(run: Run, library: Path) -> None:
    assert library.is_dir()
    assert run(*REVIEW, "--profile", "lenient", stdin="").err == "0 decisions added to d.csv; 0 open\n"


def test_explaining_names_the_nearest_id(run: Run, library: Path) -> None:
    (library / "library.csv").write_text(LIBRARY.replace("\na,", "\nberger2011,"), encoding="utf-8")
    result = run("explain", "library.csv", "berger2012", "b")
    assert (result.status, result.out) == (3, "")
    assert result.err == (
        "soilbib: error: library.csv: no record has the id 'berger2012'; did you mean 'berger2011'?\n"
    )
    assert run("explain", "library.csv", "berger2011", "b", "--profile", "lenient").out.count("match") == 1


def test_records_stand_beside_each_other_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    one = record("a", title="Humus forms of forests", author="Berger, A.", year="2011")
    other = record("b", title="Humus forms of wet forests", author="Berger, A.", year="2011")
    monkeypatch.setenv("COLUMNS", "120")
    wide = columns(one, other)
    assert len(wide) == 4
    assert "Humus forms of forests" in wide[1]
    assert "│ Humus forms of \x1b[33m\x1b[1mwet\x1b[0m forests" in wide[1]
    monkeypatch.setenv("COLUMNS", "80")
    assert len(columns(one, other)) == 6
