"""Inputs packed with gzip or in an archive, in the commands that read all records at once."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from .conftest import Run

BIB = "@book{a,title={Soils},author={Roe, Ann},year=2001}\n"
RIS = "TY  - BOOK\nID  - {0}\nTI  - Peat of the {0}\nAU  - Moor, A.\nPY  - 2001\nER  - \n"


@pytest.mark.parametrize(
    "command", [("dedupe", "-t", "ris"), ("format", "--to", "text")], ids=["dedupe", "format"]
)
def test_what_is_packed_is_read_as_what_is_not(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    one, other = RIS.format("north"), RIS.format("south")
    (tmp_path / "plain.ris").write_text(one + other)
    (tmp_path / "one.ris.gz").write_bytes(gzip.compress((one + other).encode()))
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.ris", one)
        archive.writestr("b.ris", other)
    plain, packed, both = (run(*command, name) for name in ("plain.ris", "one.ris.gz", "two.zip"))
    assert "north" in plain.out
    assert [packed.out, both.out] == [plain.out, plain.out]
    assert (plain.status, packed.status, both.status) == (0, 0, 0)


@pytest.mark.parametrize(
    "command",
    [("fmt",), ("parse", "-t", "bibtex"), ("convert", "-t", "jsonl"), ("check",)],
    ids=lambda command: command[0],
)
def test_a_pipe_may_be_packed_too(run: Run, command: tuple[str, ...]) -> None:
    plain = run(*command, stdin=BIB)
    packed = run(*command, stdin=gzip.compress(BIB.encode()))
    assert (packed.status, packed.out, packed.err) == (plain.status, plain.out, plain.err)


def test_a_packed_pipe_is_streamed(run: Run) -> None:
    text = "".join(
        f"TY  - BOOK\nID  - a{number}\nTI  - Bööks {'x' * 200}\nER  - \n" for number in range(9_000)
    )
    assert len(text) > 2 << 20  # more than is read at once
    result = run("convert", "-t", "jsonl", stdin=gzip.compress(text.encode()))
    assert (result.status, result.out.count("\n"), result.err) == (0, 9_000, "")


def test_what_is_packed_is_formatted_but_not_in_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_bytes(gzip.compress(BIB.encode()))  # told by its content
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.bib", BIB)
        archive.writestr("b.bib", BIB)
    assert run("fmt", "refs.bib").out == run("fmt", stdin=BIB).out
    assert "2 files would be formatted" in run("fmt", "--check", "two.zip").err
    refused = run("fmt", "-i", "refs.bib")
    assert refused.status == 2
    assert "refs.bib: what is packed cannot be formatted in place; unpack it first" in refused.err


@pytest.mark.parametrize("command", ["dedupe", "format"])
def test_what_unpacks_to_far_too_much_is_refused(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "bomb.ris.gz").write_bytes(gzip.compress(b" " * (40 << 20)))
    result = run(command, "bomb.ris.gz")
    assert result.status == 3
    assert "E106 unpacks to more than 200 times its size" in result.err
