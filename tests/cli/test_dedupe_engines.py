"""``soilbib dedupe`` on inputs too large for memory, and on Spark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import active_children
from pathlib import Path

import pytest

from soilbib.cli.finding import LARGE, find, is_large
from soilbib.cli.messages import Messages
from soilbib.dedupe.profile import ARTICLES

from .conftest import Run

ROWS = 700


def large_table() -> str:
    """A table beyond `LARGE`: every third record is there twice, and one row has a cell too many."""
    abstract = "soil " * (LARGE // ROWS // 5)
    rows = ["id,title,author,year,abstract"]
    for number in range(ROWS):
        title = f"Carbon of field {number * 7919} under grass {'abcdefghij'[number % 10] * 6}"
        rows.append(f'r{number},{title},"Berger, A.; Koch, J.",{1950 + number % 70},{abstract}')
        if number % 3 == 0:
            rows.append(f'c{number},{title.upper()},"Berger, Anna; Koch, J.",{1950 + number % 70},')
    return "\n".join([*rows, "bad,row,with,far,too,many,cells", ""])


def test_a_file_beyond_memory_gives_what_standard_input_gives(run: Run, tmp_path: Path) -> None:
    text = large_table()
    path = tmp_path / "large.csv"
    path.write_text(text, encoding="utf-8")
    assert is_large([str(path)], None)
    whole = run("dedupe", "large.csv", "-o", "from_file.csv", "--clusters", "one.csv", "--keymap", "one.tsv")
    piped = run("dedupe", "-o", "from_pipe.csv", "--clusters", "two.csv", "--keymap", "two.tsv", stdin=text)
    assert (whole.status, piped.status) == (4, 4)
    assert (
        f"{ROWS + (ROWS + 2) // 3 + 1} in = {ROWS} kept + {(ROWS + 2) // 3} merged + 1 rejected" in whole.err
    )
    assert whole.err.replace("large.csv", "<stdin>").replace("from_file", "from_pipe") == piped.err
    for one, two in (("from_file.csv", "from_pipe.csv"), ("one.csv", "two.csv"), ("one.tsv", "two.tsv")):
        assert (tmp_path / one).read_bytes() == (tmp_path / two).read_bytes()


class _Watching(Messages):
    """Messages that note how many other processes there are when progress is first shown."""

    processes = 0

    @contextmanager
    def progress(self, what: str) -> Iterator[None]:
        self.processes = len(active_children())
        assert what
        yield


def test_progress_which_takes_a_thread_is_shown_once_the_processes_are_there(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text(large_table(), encoding="utf-8")
    messages = _Watching(quiet=True)
    find([str(path)], None, None, (), ARTICLES, messages)
    assert messages.processes


def test_a_file_that_is_changed_in_place_is_read_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.bib"
    path.write_text("@article{a, title = {Humus}}\n" + "% comment\n" * (LARGE // 10), encoding="utf-8")
    assert not is_large([str(path)], None)
    assert is_large([str(path), str(path)], None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.csv", "--master", "local[2]"], "--master needs --engine spark"),
        (["a.jsonl", "--engine", "spark"], "name one with -o, --clusters or --pairs"),
        (["--engine", "spark", "-o", "out"], "not standard input"),
        (
            ["a.jsonl", "--engine", "spark", "-o", "out", "--explain"],
            "--explain does not go with --engine spark",
        ),
    ],
)
def test_what_does_not_go_together_is_told(run: Run, arguments: list[str], said: str) -> None:
    result = run("dedupe", *arguments)
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert result.err.count("\n") == 1


def test_what_is_not_there_or_is_there_already_is_told_before_spark_starts(run: Run, tmp_path: Path) -> None:
    result = run("dedupe", "--engine", "spark", "none.jsonl", "-o", "out")
    assert "none.jsonl: no such file" in result.err
    (tmp_path / "a.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    (tmp_path / "out").mkdir()
    result = run("dedupe", "--engine", "spark", "a.jsonl", "-o", "out")
    assert "out is there already" in result.err


def test_without_pyspark_the_extra_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    (tmp_path / "pyspark.py").write_text("raise ImportError", encoding="utf-8")
    result = run("dedupe", "--engine", "spark", "a.jsonl", "-o", "out", PYTHONPATH=str(tmp_path))
    assert "pip install 'soilbib[spark]'" in result.err
    assert result.err.count("\n") == 1
