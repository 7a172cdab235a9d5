"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run of CI: a new one found there would fail a change that did not cause it.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Test material made by others, kept beside the project; tests that need it skip where it is absent."""
    path = Path(os.environ.get("SOILBIB_SHARED", ROOT.parent / "shared"))
    if not path.is_dir():
        pytest.skip(f"no shared test material at {path} (set SOILBIB_SHARED)")
    return path
