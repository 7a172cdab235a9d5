"""What the packages offer to the outside."""

from __future__ import annotations

from importlib import import_module

import pytest

PACKAGES = [
    "soilbib",
    "soilbib.catalogue",
    "soilbib.csl",
    "soilbib.dedupe",
    "soilbib.formats",
    "soilbib.model",
]


@pytest.mark.parametrize("name", PACKAGES)
def test_all_is_sorted_and_complete(name: str) -> None:
    package = import_module(name)
    offered = list(package.__all__)
    assert offered == sorted(offered, key=_isort_key)
    assert len(offered) == len(set(offered))
    for member in offered:
        assert getattr(package, member) is not None


def _isort_key(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest, as ruff sorts them (RUF022)."""
    kind = 0 if name.isupper() else 1 if name[0].isupper() else 2
    return kind, name


def test_an_unknown_name_is_an_attribute_error() -> None:
    package = import_module("soilbib")
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = package.nothing


def test_everything_public_is_reachable_from_the_top() -> None:
    package = import_module("soilbib")
    assert {"read", "loads", "write", "dumps", "dedupe", "bibliography", "to_csl", "from_csl"} <= set(
        dir(package)
    )
    assert callable(package.dedupe)
