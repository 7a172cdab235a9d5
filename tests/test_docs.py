"""The documentation says what is true."""

from __future__ import annotations

import ast
import re
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


def test_every_place_that_a_change_is_sent_to_is_there(root: Path) -> None:
    text = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = text.partition("## Where a change goes\n")[2].partition("\n## ")[0]
    package = root / "src" / "soilbib"
    missing, path = [], package
    for name in re.findall(r"`([^`]+)`", section.partition("\n|")[2]):
        if "/" in name or name.endswith(".py"):
            path = package / name
            missing += [] if path.exists() else [name]
        elif name not in defined_in(path):
            missing.append(f"{name} in {path.relative_to(package)}")
    assert not missing


def defined_in(path: Path) -> set[str]:
    """The names that a module gives to tables, classes and functions."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {
                each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)
            }
    return names
