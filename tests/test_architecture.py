"""The layers of docs/architecture.md, held against the imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import soilbib

PACKAGE = Path(soilbib.__file__).parent
EVERYTHING = {
    "_version",
    "errors",
    "files",
    "output",
    "streams",
    "model",
    "formats",
    "dedupe",
    "csl",
    "catalogue",
    "manuscript",
    "cli",
    "web",
}
MAY_IMPORT: dict[str, set[str]] = {
    "_version": set(),
    "errors": set(),
    "files": {"errors"},
    "output": {"errors", "files"},
    "streams": {"errors", "files"},
    "model": {"errors"},
    "formats": {"errors", "files", "output", "streams", "model"},
    "dedupe": {"errors", "model"},
    "csl": {"errors", "model"},
    "catalogue": {"errors", "model"},
    "manuscript": {"errors"},
    "cli": EVERYTHING,
    "web": EVERYTHING - {"cli"},
    "__init__": EVERYTHING,
    "__main__": {"cli"},
}
HEAVY = {
    "bibtexparser",
    "citeproc",
    "duckdb",
    "lxml",
    "numpy",
    "pyarrow",
    "pyspark",
    "pylatexenc",
    "rapidfuzz",
    "rich",
    "stdnum",
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    """The full names of what a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "soilbib":
            yield from (f"soilbib.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield str(node.module)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_the_layers_below_it(path: Path) -> None:
    names = imported(ast.parse(path.read_text(encoding="utf-8")))
    parts = {name.split(".")[1] for name in names if name.startswith("soilbib.")}
    beyond = parts - MAY_IMPORT[part(path)] - {part(path), "__version__"}
    assert not beyond, f"{path.name} may not import {beyond}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = ast.Module([node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)], [])
    assert not {name.split(".")[0] for name in imported(top)} & HEAVY


def test_every_part_of_the_package_has_its_layer() -> None:
    assert {part(path) for path in MODULES} == set(MAY_IMPORT)


def name_of(path: Path) -> str:
    """A module's full name, a package's without its ``__init__``."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def test_no_modules_import_each_other_in_a_circle() -> None:
    modules = {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
    imports: dict[str, set[str]] = {name: set() for name in modules}
    for name, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in modules:
                inner = {f"{node.module}.{alias.name}" for alias in node.names}
                imports[name] |= inner & modules.keys() or {node.module}
    TopologicalSorter(imports).prepare()  # raises CycleError, which names the circle
