"""The quick way to run the program gives what a start of it gives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import Run, started
from .forking import Server

BIB = (
    "@article{doe2019, author = {Doe, Jane}, title = {Soils and roots}, year = 2019, journal = {Humus}}\n" * 2
)


@pytest.mark.parametrize(
    "command",
    [
        "convert -t ris",
        "convert -t nonsense",
        "convert -t csljson --strict",
        "dedupe -t jsonl --explain",
        "format --style geoderma",
        "fmt --check",
        "add soil.db -f bibtex",
        "search none.db soil",
        "parse --explain Doe,J.(2019).Soils.",
        "formats ris",
        "styles search soil biology",
        "completion bash",
        "prase",
        "--version",
        "",
    ],
)
def test_a_run_and_a_start_of_python_come_to_the_same(run: Run, tmp_path: Path, command: str) -> None:
    arguments = command.split()
    quick = run(*arguments, stdin=BIB)
    for path in tmp_path.iterdir():
        path.unlink()
    assert quick == started(arguments, BIB.encode(), tmp_path, dict(os.environ))
    assert quick.out or quick.err


def test_a_run_that_does_not_end_is_ended_and_the_next_one_starts(server: Server, tmp_path: Path) -> None:
    editor = tmp_path / "slow"
    editor.write_text("#!/bin/sh\nsleep 4\n", "utf-8")
    editor.chmod(0o755)
    environment = {**os.environ, "EDITOR": str(editor), "VISUAL": str(editor)}
    (tmp_path / "a.bib").write_text(BIB, "utf-8")
    assert server.run(["add", "soil.db", "a.bib"], b"", tmp_path, environment, 60)[0] == 0
    with pytest.raises(TimeoutError):
        server.run(["edit", "soil.db", "doe2019"], b"", tmp_path, environment, 0.5)
    assert server.run(["--version"], b"", tmp_path, environment, 60)[0] == 0
