"""The documentation says what is true."""

from __future__ import annotations

from pathlib import Path

from soilbib.cli.formats import run


def test_the_table_of_formats_is_the_one_that_the_program_prints(root: Path) -> None:
    assert run("markdown") in (root / "docs" / "formats.md").read_text(encoding="utf-8")
