"""The table that finds a format without importing it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from soilbib.formats import FORMATS, find_format
from soilbib.formats.table import ROWS, Row


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_says_what_its_format_says(row: Row) -> None:
    entry = FORMATS[row.name]
    assert (row.name, row.extensions.split(), row.aliases.split()) == (
        entry.name,
        list(entry.extensions),
        list(entry.aliases),
    )


def test_every_alias_finds_its_format_and_only_one() -> None:
    names = [name for row in ROWS for name in (row.name, *row.aliases.split())]
    assert len(names) == len(set(names))
    for row in ROWS:
        assert {find_format(name).name for name in (row.name, *row.aliases.split())} == {row.name}


def test_a_file_that_its_name_tells_right_imports_no_other_format() -> None:
    program = (
        "import sys, soilbib\n"
        "soilbib.loads('TY  - JOUR\\nTI  - Soil\\nER  - \\n', path='a.ris')\n"
        "print(*(name for name in sys.modules if name.startswith('soilbib.formats.')))"
    )
    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert "soilbib.formats.ris" in output.split()
    assert not {"bibtex", "listing", "marc", "csv"} & {name.split(".")[2] for name in output.split()}
