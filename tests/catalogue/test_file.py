"""The catalogue's file: opening, copying and checking it."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path

import pytest

from soilbib.catalogue import Catalogue, Query
from soilbib.catalogue.schema import APPLICATION, MIGRATIONS
from soilbib.errors import InputError, OutputError
from soilbib.model import Record


def test_a_file_that_is_not_there_is_made_for_writing_and_missed_for_reading(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such catalogue"):
        Catalogue(tmp_path / "soil.db", read_only=True)
    Catalogue(tmp_path / "soil.db").close()
    with Catalogue(tmp_path / "soil.db", read_only=True) as catalogue:
        assert (catalogue.count(), catalogue.search(Query()).total) == (0, 0)


def test_the_file_says_whose_it_is_and_uses_the_write_ahead_log(made: Path) -> None:
    connection = sqlite3.connect(made)
    found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in
             ("application_id", "user_version", "journal_mode")]  # fmt: skip
    assert found == [APPLICATION, len(MIGRATIONS), "wal"]
    connection.close()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Soil - 2018\n" * 200, "no catalogue, or a damaged one"),
        ("somebody else's", "no catalogue of soilbib"),
        ("later", "made by a later version of soilbib"),
    ],
)
def test_what_is_no_catalogue_is_refused_and_left_alone(
    tmp_path: Path, content: bytes | str, message: str
) -> None:
    path = tmp_path / "soil.db"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE other(x)")
        if content == "later":
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute("PRAGMA user_version = 99")
        connection.commit()
        connection.close()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(InputError, match=message):
            Catalogue(path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_folder_or_a_place_that_is_not_there_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        Catalogue(tmp_path / "nowhere" / "soil.db")
    with pytest.raises(OutputError, match="cannot be written"):
        Catalogue(tmp_path)


def test_a_name_with_signs_of_an_address_is_a_name(tmp_path: Path, library: tuple[Record, ...]) -> None:
    path = tmp_path / "a ?mode=ro#b%20c.db"
    with Catalogue(path) as catalogue:
        catalogue.add(library)
    assert path.is_file()
    with Catalogue(path, read_only=True) as catalogue:
        assert catalogue.count() == len(library)


def test_what_is_opened_for_reading_cannot_be_changed(made: Path) -> None:
    with Catalogue(made, read_only=True) as catalogue, pytest.raises(OutputError, match="for reading only"):
        catalogue.remove(["lal2004"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_on_a_disk_that_cannot_be_written_can_be_read(tmp_path: Path, made: Path) -> None:
    folder = tmp_path / "readonly"
    folder.mkdir()
    (folder / "soil.db").write_bytes(made.read_bytes())
    (folder / "soil.db").chmod(0o444)
    folder.chmod(0o555)
    try:
        with Catalogue(folder / "soil.db", read_only=True) as catalogue:
            assert catalogue.count() == 11
        with pytest.raises(OutputError):
            Catalogue(folder / "soil.db")
    finally:
        folder.chmod(stat.S_IRWXU)


def test_a_backup_is_one_file_with_the_same_records(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.backup(tmp_path / "copy.db")
    catalogue.remove(["lal2004"])
    assert not list(tmp_path.glob("copy.db?*"))
    with Catalogue(tmp_path / "copy.db") as copy:
        assert copy.count() == 11
        assert copy.check() == ()
        assert [change.kind for change in copy.history()] == ["add"]


def test_a_backup_takes_the_place_of_no_catalogue_that_is_in_use(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    (tmp_path / "link.db").symlink_to(catalogue.path)
    for name in ("soil.db", "link.db"):
        with pytest.raises(OutputError, match="is the catalogue itself"):
            catalogue.backup(tmp_path / name)
    with Catalogue(tmp_path / "other.db") as other:
        other.add([Record(id="a", fields={"title": "T"})])
        with pytest.raises(OutputError, match="is a catalogue in use"):
            catalogue.backup(tmp_path / "other.db")
    catalogue.backup(tmp_path / "other.db")
    assert catalogue.check() == ()


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        catalogue.backup(tmp_path / "nowhere" / "copy.db")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError):
        catalogue.backup(tmp_path / "folder")
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("UPDATE texts SET title = 'other' WHERE number = 1", "text index"),
        ("UPDATE records SET data = replace(data, 'Science', 'Nature') WHERE number = 1", "not what it was"),
        ("UPDATE records SET category_set = 0 WHERE number = 1", "facets of 'lal2004'"),
        ("DELETE FROM facts", "facets know 0 records of 11"),
        ("UPDATE records SET added = 77 WHERE number = 1", "points to what is not in changes"),
    ],
)
def test_the_check_names_what_is_wrong(catalogue: Catalogue, damage: str, message: str) -> None:
    assert catalogue.check() == ()
    connection = sqlite3.connect(catalogue.path)
    connection.execute(damage)
    connection.commit()
    connection.close()
    with Catalogue(catalogue.path) as opened:
        assert any(message in problem for problem in opened.check())


def test_a_damaged_page_of_the_file_is_found(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.backup(tmp_path / "copy.db")
    data = bytearray((tmp_path / "copy.db").read_bytes())
    middle = len(data) // 4096 // 2 * 4096
    data[middle : middle + 4096] = os.urandom(4096)
    (tmp_path / "copy.db").write_bytes(data)
    with suppress(InputError), Catalogue(tmp_path / "copy.db") as damaged:  # if it opens at all
        assert damaged.check()
