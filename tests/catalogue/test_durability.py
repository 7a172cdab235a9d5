"""Processes that are killed while they write, and two that write at once; bench/catalogue.py does it for longer."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from soilbib.catalogue import Catalogue

WRITER = """
import sys
from soilbib.catalogue import Catalogue
from soilbib.model import Record
path, kind, name = sys.argv[1:]
def records(turn):
    return [Record(id=f"{name}{turn}-{n}", fields={"title": f"{name} {turn} {n}"}) for n in range(50)]
with Catalogue(path) as catalogue:
    keys = [entry.key for entry in catalogue.entries()][:5]
    print("ready", flush=True)
    for turn in range(20 if kind == "some" else 10_000):
        if kind in ("add", "some"):
            catalogue.add(records(turn))
        elif kind == "merge":
            catalogue.merge(keys, records(turn)[0])
            catalogue.unmerge(keys[0])
        else:
            catalogue.remove(keys)
            catalogue.undo()
"""


def start(path: Path | str, kind: str, name: str = "w") -> subprocess.Popen[bytes]:
    """A writer that has opened the catalogue."""
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path), kind, name], stdout=subprocess.PIPE)
    assert writer.stdout
    writer.stdout.readline()
    writer.stdout.close()
    return writer


@pytest.mark.parametrize("kind", ["add", "merge", "undo"])
def test_a_killed_writer_leaves_a_state_between_two_changes(catalogue: Catalogue, kind: str) -> None:
    rng = random.Random(kind)
    for _ in range(3):
        writer = start(catalogue.path, kind)
        time.sleep(rng.uniform(0, 0.1))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        assert catalogue.check() == ()
        standing = [change for change in catalogue.history() if not change.undone_by and not change.undoes]
        added = sum(change.records for change in standing if change.kind == "add")
        gone = sum(
            change.records - (change.kind == "merge")
            for change in standing
            if change.kind in ("merge", "remove")
        )
        assert catalogue.count() == added - gone
        for _ in standing[:-1]:
            catalogue.undo()
        assert catalogue.count() == 11


def test_two_writers_wait_for_each_other_and_lose_nothing(catalogue: Catalogue) -> None:
    writers = [start(catalogue.path, "some", name) for name in ("a", "b")]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert catalogue.count() == 11 + 2 * 20 * 50
    assert len(list(catalogue.history())) == 41
    assert catalogue.check() == ()


def test_two_that_make_the_same_file_at_once_both_find_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    program = [sys.executable, "-c", WRITER, str(path), "some"]
    writers = [subprocess.Popen([*program, name], stdout=subprocess.DEVNULL) for name in ("a", "b")]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    with Catalogue(path) as catalogue:
        assert catalogue.count() == 2 * 20 * 50
        assert catalogue.check() == ()


def test_a_writer_that_waits_too_long_says_so(catalogue: Catalogue) -> None:
    from soilbib.errors import OutputError

    with Catalogue(catalogue.path, timeout=0.05) as other, catalogue._writing("edit", ""):
        with pytest.raises(OutputError, match="another process has been writing for too long"):
            other.remove(["lal2004"])
        assert other.count() == 11  # reading goes on
