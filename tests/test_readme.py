"""The README says what is true."""

from __future__ import annotations

import re
from pathlib import Path

from soilbib.cli import COMMANDS
from soilbib.formats import FORMATS, Format


def test_the_table_of_formats_is_the_table_of_formats(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| (yes|no) \| (yes|no) \|$", readme, re.MULTILINE)
    yes = {True: "yes", False: "no"}
    assert rows == [
        (entry.name, yes[entry.read is not None], yes[entry.write is not None]) for entry in _sorted()
    ]


def _sorted() -> list[Format]:
    return sorted(FORMATS.values(), key=lambda entry: entry.name)


def test_every_command_is_shown(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert all(f"soilbib {name}" in readme for name in COMMANDS)


def test_every_script_it_names_is_there(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"\b(?:bench|samples|tests|docs)/[\w./-]+\w", readme)
    assert named
    assert [name for name in named if not (root / name).exists()] == []


def test_every_message_code_is_in_the_table_only_once_and_used(root: Path) -> None:
    from soilbib.errors import CODES

    source = "\n".join(path.read_text(encoding="utf-8") for path in (root / "src").rglob("*.py"))
    used = set(
        re.findall(r"\b[EWIL]\d{3}\b", source.replace((root / "src/soilbib/errors.py").read_text(), ""))
    )
    assert used <= set(CODES)
