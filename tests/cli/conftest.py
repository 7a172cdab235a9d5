"""Running the program as a user does: a process of its own, in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from .forking import Server

SECONDS = 60


@dataclass(frozen=True)
class Result:
    """What a run of the program left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """What starts the program quickly."""
    server = Server()
    yield server
    server.close()


@pytest.fixture
def run(tmp_path: Path, server: Server) -> Run:
    """Run ``soilbib ARGUMENTS`` in an empty folder, with a text or bytes on standard input.

    An environment that Python itself looks at has a start of its own; so has whatever `started` runs.
    """

    def run(*arguments: str | Path, stdin: str | bytes = b"", **environment: str) -> Result:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        command, variables = [*map(str, arguments)], {**os.environ, **environment}
        if any(name.startswith("PYTHON") for name in environment):
            return started(command, data, tmp_path, variables)
        status, out, err = server.run(command, data, tmp_path, variables, SECONDS)
        return Result(status, out.decode(), err.decode())

    return run


def started(arguments: list[str], stdin: bytes, folder: Path, environment: dict[str, str]) -> Result:
    """The same by a start of Python."""
    done = subprocess.run(
        [sys.executable, "-m", "soilbib", *arguments],
        input=stdin,
        capture_output=True,
        cwd=folder,
        env=environment,
        check=False,
        timeout=SECONDS,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())
