"""Inputs packed with gzip or in an archive, in the commands that read all records at once."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from .conftest import Run

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


@pytest.mark.parametrize("command", ["dedupe", "format"])
def test_what_unpacks_to_far_too_much_is_refused(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "bomb.ris.gz").write_bytes(gzip.compress(b" " * (40 << 20)))
    result = run(command, "bomb.ris.gz")
    assert result.status == 3
    assert "E106 unpacks to more than 200 times its size" in result.err
