"""The processes that make pages: the same pages, and no harm if they die."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from starlette.datastructures import FormData
from starlette.requests import Request

from soilbib.catalogue import Catalogue
from soilbib.web.api import API
from soilbib.web.crew import Crew
from soilbib.web.page import Page
from soilbib.web.routes import PAGES
from soilbib.web.sessions import Session
from soilbib.web.settings import Settings
from soilbib.web.site import Site, open_site
from soilbib.web.visit import Notice, Visit

FOUND = {page.path: page for page in (*PAGES, *API) if page.methods.startswith("GET")}


@pytest.fixture(scope="module")
def site(template: Path) -> Site:
    return open_site(Settings(str(template), processes=1, read_only=True))


@pytest.fixture(scope="module")
def crew(site: Site) -> Iterator[Crew]:
    crew = Crew(site.settings)
    crew.start()
    for _ in range(1200):
        if crew.is_ready:
            break
        time.sleep(0.05)
    assert crew.is_ready
    yield crew
    crew.close()


def order(site: Site, route: str, address: str, key: str = "") -> tuple[Page, Visit]:
    path, _, query = address.partition("?")
    scope: dict[str, Any] = {
        "type": "http", "method": "GET", "path": unquote(path), "query_string": query.encode(), "scheme": "http",
        "headers": [(b"host", b"localhost")], "server": ("localhost", 80), "path_params": {"key": key} if key else {},
    }  # fmt: skip
    return FOUND[route], Visit(Request(scope), site, Session("n" * 32, "token"), FormData())


@pytest.mark.parametrize(
    ("route", "address", "key"),
    [("/", "/?q=rain", ""), ("/records/{key:path}", "/records/peat2011", "peat2011"),
     ("/api/search", "/api/search", ""), ("/history", "/history", ""), ("/oai", "/oai?verb=ListSets", "")],
)  # fmt: skip
def test_the_crew_makes_the_pages_that_the_server_makes(
    site: Site, crew: Crew, route: str, address: str, key: str
) -> None:
    page, visit = order(site, route, address, key)
    made = asyncio.run(crew.make(page, visit))
    with Catalogue(site.settings.path, read_only=True) as catalogue:
        own = page.show(visit, catalogue)
    assert made is not None
    assert made.status_code == 200
    if route != "/oai":  # which tells the time
        assert made.body == own.body
    assert made.raw_headers == own.raw_headers


@pytest.mark.parametrize(
    ("route", "address", "key", "status"),
    [("/records/{key:path}", "/records/nobody", "nobody", 404), ("/api/search", "/api/search?q=year:soon", "", 400),
     ("/records/{key:path}", "/records/peat2011?format=x", "peat2011", 400)],
)  # fmt: skip
def test_what_goes_wrong_is_answered_as_ever(
    site: Site, crew: Crew, route: str, address: str, key: str, status: int
) -> None:
    made = asyncio.run(crew.make(*order(site, route, address, key)))
    assert made is not None
    assert made.status_code == status


def test_what_is_to_be_said_is_said_once(site: Site, crew: Crew) -> None:
    page, visit = order(site, "/history", "/history")
    visit.session.notices.append(Notice("said once"))
    first = asyncio.run(crew.make(page, visit))
    second = asyncio.run(crew.make(page, visit))
    assert first is not None
    assert second is not None
    assert b"said once" in first.body
    assert b"said once" not in second.body


def test_a_crew_that_has_broken_down_is_not_asked_again(site: Site, crew: Crew) -> None:
    for child in active_children():
        os.kill(child.pid or 0, signal.SIGKILL)
    assert asyncio.run(crew.make(*order(site, "/", "/"))) is None
    assert not crew.is_ready
