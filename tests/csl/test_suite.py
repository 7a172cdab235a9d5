"""The official test suite: the fixtures known to pass pass, and no others do."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("SOILBIB_SHARED", HERE.parents[2] / "shared"))
FIXTURES = sorted((SHARED / "data" / "csl-test-suite").glob("*.txt"))
PASSING = frozenset((HERE / "passing.txt").read_text(encoding="utf-8").split())
FAILING = frozenset(
    line.split()[0]
    for line in (HERE / "failing.txt").read_text(encoding="utf-8").splitlines()
    if line[0] != "#"
)


def bench_suite() -> ModuleType:
    """The runner, which is a script."""
    spec = importlib.util.spec_from_file_location("csl_suite", HERE.parents[1] / "bench" / "csl_suite.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not FIXTURES, reason=f"no CSL test suite in {SHARED} (set SOILBIB_SHARED)")
def test_exactly_the_listed_fixtures_pass() -> None:
    suite = bench_suite()
    passed = set()
    for path in FIXTURES:
        sections = suite.read_fixture(path)
        if suite.run_fixture(sections) == sections["RESULT"].strip():
            passed.add(path.stem)
    present = {path.stem for path in FIXTURES}
    assert PASSING & present - passed == set(), "these passed before"
    assert passed - PASSING == set(), "these pass now: list them"


@pytest.mark.skipif(not FIXTURES, reason=f"no CSL test suite in {SHARED} (set SOILBIB_SHARED)")
def test_every_fixture_is_listed_once() -> None:
    assert not PASSING & FAILING
    assert {path.stem for path in FIXTURES} <= PASSING | FAILING
