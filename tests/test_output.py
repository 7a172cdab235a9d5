"""Texts to files, in one step, and never in the place of what is no text."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from soilbib.catalogue import Catalogue
from soilbib.errors import OutputError
from soilbib.files import read_text
from soilbib.output import write_text

TEXT = "Böden – 土壤\nzweite Zeile\n"


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.ris"
    write_text(path, TEXT)
    assert read_text(path).text == TEXT
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.ris"]


def test_half_characters_do_not_stop_the_writing(tmp_path: Path) -> None:
    write_text(tmp_path / "x", "a\ud800b")
    assert read_text(tmp_path / "x").text == "a\ufffdb"


def test_a_file_keeps_its_permissions_and_a_new_one_gets_the_usual(tmp_path: Path) -> None:
    path = tmp_path / "x"
    write_text(path, "1")
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask
    path.chmod(0o640)
    write_text(path, "2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    path.write_text("old")

    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OutputError, match="No space left"):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["x"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_text(tmp_path / "none" / "x", "new")


def test_a_device_is_written_in_place() -> None:
    write_text("/dev/null", TEXT)
    assert not Path("/dev/null").is_file()


def test_standard_output_is_a_dash(capsys: pytest.CaptureFixture[str]) -> None:
    write_text("-", TEXT)
    assert capsys.readouterr().out == TEXT


def test_a_text_does_not_take_the_place_of_a_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "soil.db"
    Catalogue(path).close()
    before = path.read_bytes()
    with pytest.raises(OutputError, match="it is an SQLite database, which no text replaces"):
        write_text(path, TEXT)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["soil.db"]


@pytest.mark.parametrize("head", [b"%PDF-1.7\n", b"PK\x03\x04", b"\x1f\x8b\x08"])
def test_nor_that_of_another_file_that_is_no_text(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(head)
    with pytest.raises(OutputError, match=r"cannot be written \(it is .*, which no text replaces\)"):
        write_text(path, TEXT)
    assert path.read_bytes() == head
