"""The documentation says what is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from soilbib.cli.formats import run
from soilbib.dedupe.profile import profile_names, read_profile
from soilbib.dedupe.rules import RULES
from soilbib.formats.field_tables import markdown, tabled
from soilbib.formats.ris_dialects import DIALECTS


def test_the_table_of_formats_is_the_one_that_the_program_prints(root: Path) -> None:
    assert run("markdown") in (root / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", tabled())
def test_the_tables_of_fields_are_those_that_the_readers_and_writers_use(root: Path, name: str) -> None:
    assert markdown(name) in (root / "docs" / "fields.md").read_text(encoding="utf-8")


def test_the_dialects_are_those_that_can_be_written(root: Path) -> None:
    text = (root / "docs" / "formats.md").read_text(encoding="utf-8")
    assert (
        "".join(
            f"| `{dialect.name}` | {dialect.title} | {dialect.reads} |\n" for dialect in DIALECTS.values()
        )
        in text
    )


def test_the_rules_and_profiles_of_the_duplicate_finder_are_told(root: Path) -> None:
    text = (root / "docs" / "how-to" / "duplicates.md").read_text(encoding="utf-8")
    missing = [rule.__name__ for rule in RULES if f"`{rule.__name__}`" not in text]
    missing += [name for name in profile_names() if f"| `{name}` |" not in text]
    assert not missing
    example = text.partition("```toml\n")[2].partition("```")[0]
    assert read_profile(example).rules["translated"] == "possible"
