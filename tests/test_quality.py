"""The checks that every change passes: types, lint, layout."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
}


@pytest.mark.parametrize("name", CHECKS)
def test_the_code_is_clean(name: str, root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *CHECKS[name]], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def private_names(tree: ast.Module) -> set[str]:
    """The names with one underscore in front that a module gives to values, functions and classes."""
    found = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        targets += [node.target] if isinstance(node, ast.AnnAssign) else []
        found |= {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    return {name for name in found if name.startswith("_") and not name.startswith("__") and name != "_"}


def test_every_private_name_of_a_module_is_used_in_it(root: Path) -> None:
    left = []
    for path in sorted((root / "src").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        used = {
            node.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
        left += [f"{path.relative_to(root)}: {name}" for name in sorted(private_names(tree) - used)]
    assert not left
