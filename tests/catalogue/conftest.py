"""A catalogue with a small library in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import soilbib
from soilbib.catalogue import Catalogue
from soilbib.model import Record


@pytest.fixture(scope="session")
def library(root: Path) -> tuple[Record, ...]:
    """Eleven records in five languages, some with categories."""
    return soilbib.read(root / "tests/fixtures/catalogue/library.json").records


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, library: tuple[Record, ...]) -> Path:
    """The file of a catalogue that holds the library, of one addition; to be read or copied only."""
    path = tmp_path_factory.mktemp("made") / "soil.db"
    with Catalogue(path, who="ada") as opened:
        opened.add(library, source="library.json")
    return path


@pytest.fixture(scope="session")
def shelf(made: Path) -> Iterator[Catalogue]:
    """That catalogue, for reading only."""
    with Catalogue(made, read_only=True) as opened:
        yield opened


@pytest.fixture
def catalogue(tmp_path: Path, made: Path) -> Iterator[Catalogue]:
    """A catalogue like that, to be changed."""
    with Catalogue(shutil.copy(made, tmp_path / "soil.db"), who="ada") as opened:
        yield opened
