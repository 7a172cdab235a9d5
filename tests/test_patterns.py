"""Regular expressions on long runs of one sign: none tries all ways to cut the run, which would not end."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator

import pytest

import soilbib

RUNS = ["9", "a", "A", " ", ".", ",", "-", "'", "(", "9, ", "A. ", "A ", "Aa ", "a. ", "Aa, A. ", "and "]
LENGTH = 60  # characters: 2**20 ways to cut "A. A. …" in two places take seconds
SECONDS = 10


def patterns(value: object, name: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield name, value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from patterns(part, name)
    elif isinstance(value, dict):
        yield from patterns([*value.values()], name)


MODULES = [
    module.name
    for module in pkgutil.walk_packages(soilbib.__path__, "soilbib.")
    if "__main__" not in module.name
]


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="the system has no alarms")
def test_no_expression_is_exponential() -> None:
    found = {
        pattern: f"{name}.{variable}"
        for name in MODULES
        for variable, value in vars(importlib.import_module(name)).items()
        for _, pattern in patterns(value, name)
    }
    tried: list[str] = []

    def stop(*_: object) -> None:
        pytest.fail(f"{tried[-1]} does not end")

    before = signal.signal(signal.SIGALRM, stop)
    try:
        for pattern, name in found.items():
            tried.append(name)
            signal.alarm(SECONDS)
            for run in RUNS:
                pattern.search((run * LENGTH)[:LENGTH] + "\x01")
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
