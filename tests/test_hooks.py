"""The hooks for pre-commit: what they call is there."""

from __future__ import annotations

import shlex
from pathlib import Path

import yaml
from click.testing import CliRunner

from soilbib.cli import COMMANDS, cli


def test_every_hook_calls_a_command_that_takes_its_options(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_text("@book{a,\n  title = {T},\n  author = {Roe, Ann},\n  year = {2001},\n}\n")
    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hooks
    for hook in hooks:
        name, *arguments = shlex.split(hook["entry"])
        assert (name, arguments[0] in COMMANDS) == ("soilbib", True)
        assert CliRunner().invoke(cli, [*arguments, str(file)], standalone_mode=False).return_value == 0
