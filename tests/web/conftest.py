"""A real server over a catalogue of our own, for every test module a fresh one."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import soilbib
from soilbib.catalogue import Catalogue, Category
from tests.web.client import Client

FIXTURES = Path(__file__).parent.parent / "fixtures" / "web"
PLACES = {
    "Reports": ["peat2011", "compost2019"],
    "News": ["compost2019", "radio2018"],
    "Old news": ["meadows1998"],
}
"""The categories of the test's catalogue and the records that bear them; "Old news" stands under "News"."""


class Server(NamedTuple):
    """A server that runs: its port, its catalogue, its token if it has one."""

    port: int
    path: Path
    token: str = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> Client:
        return Client(self.port)


Serve = Callable[..., Server]


def make_catalogue(path: Path) -> None:
    """The catalogue that the tests are about."""
    with Catalogue(path, who="tester") as catalogue:
        catalogue.add(
            soilbib.read(FIXTURES / "collection.json").records,
            source="collection.json",
            vocabulary=[Category("Old news", "News"), Category("Never used")],
        )
        for name, keys in PLACES.items():
            catalogue.categorise(keys, add=[name])


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Start a server over a new catalogue; options are those of the command."""
    running: list[subprocess.Popen[str]] = []

    def start(*options: str, path: Path | None = None) -> Server:
        if path is None:
            path = tmp_path_factory.mktemp("web") / "meadows.db"
            make_catalogue(path)
        command = [sys.executable, "-m", "soilbib", "serve", str(path), "--port", "0", *options]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stderr is not None
        line = process.stderr.readline()
        match = re.search(r"http://[^/]*:(\d+)/(?:\?token=(\S+))?", line)
        assert match, line + process.stderr.read()
        return Server(int(match[1]), path, match[2] or "")

    yield start
    for process in running:
        process.terminate()
    for process in running:
        process.communicate(timeout=20)


@pytest.fixture(scope="module")
def server(serve: Serve) -> Server:
    """A server with the usual options."""
    return serve()


@pytest.fixture
def client(server: Server) -> Client:
    """A new visitor of the module's server."""
    return server.client()
