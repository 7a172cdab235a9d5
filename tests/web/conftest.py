"""A real server over a catalogue of our own, for every test module a fresh one."""

from __future__ import annotations

import asyncio
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import uvicorn

import soilbib
from soilbib.catalogue import Catalogue, Category
from soilbib.web.server import bind, make_server
from soilbib.web.settings import Settings
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


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue, made once to be copied."""
    path = tmp_path_factory.mktemp("web") / "meadows.db"
    make_catalogue(path)
    return path


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Iterator[Serve]:
    """Start a server over a catalogue of its own; what is given are its settings."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(path: Path | None = None, **settings: Any) -> Server:
        if path is None:
            path = tmp_path_factory.mktemp("web") / template.name
            shutil.copy(template, path)
        listening = bind("127.0.0.1", 0)
        server = make_server(Settings(str(path), **settings))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])))
        thread.start()
        running.append((server, thread))
        while not server.started and thread.is_alive():
            time.sleep(0.005)
        return Server(listening.getsockname()[1], path, settings.get("token", ""))

    yield start
    for server, _ in running:
        server.should_exit = True
    for _, thread in running:
        thread.join(20)


@pytest.fixture(scope="module")
def server(serve: Serve) -> Server:
    """A server with the usual options."""
    return serve()


@pytest.fixture
def client(server: Server) -> Client:
    """A new visitor of the module's server."""
    return server.client()
