"""Pages for those who read, made by several processes, so that every processor has a share of the work.

What changes something, or waits, is done by the server itself; so is everything while the crew is not there yet,
or if it has broken down. A page is ordered by what it depends on: the request's head and the visitor's session.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import replace
from functools import lru_cache
from multiprocessing import get_context, parent_process
from typing import Any, NamedTuple

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from soilbib.catalogue import Catalogue
from soilbib.csl import DEFAULT_STYLE
from soilbib.errors import SoilbibError
from soilbib.model import Record
from soilbib.web.citing import cite, familiar
from soilbib.web.failing import failed
from soilbib.web.page import Page
from soilbib.web.sessions import Session
from soilbib.web.settings import Settings
from soilbib.web.site import Site, open_site
from soilbib.web.visit import Visit, templates

HEAD = (
    "type", "http_version", "method", "scheme", "path", "raw_path", "query_string", "root_path", "headers", "server",
    "path_params",
)  # fmt: skip
"""What of a request's scope goes along with an order."""


class Made(NamedTuple):
    """A page that was made; ``said`` tells whether what the visitor was to be told is on it."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    said: bool


class Crew:
    """A number of processes that make pages of one catalogue; 0 for none."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pool = (
            ProcessPoolExecutor(settings.processes, get_context("spawn"), _begin)
            if settings.processes
            else None
        )
        self.is_ready = False

    def start(self) -> None:
        """Let the processes begin; the crew is ready when the first of them is."""
        if not self._pool:
            return
        with _deaf_to_interrupts():
            for _ in range(self._settings.processes):
                self._pool.submit(_warm, self._settings).add_done_callback(self._begun)

    def _begun(self, future: Future[None]) -> None:
        self.is_ready = self.is_ready or not (future.cancelled() or future.exception())

    async def make(self, page: Page, visit: Visit) -> Response | None:
        """Have a page made; None where the crew has broken down."""
        assert self._pool is not None
        head = {name: visit.request.scope[name] for name in HEAD if name in visit.request.scope}
        session = replace(visit.session, uploads=())
        loop = asyncio.get_running_loop()
        try:
            made = await loop.run_in_executor(self._pool, _make, self._settings, page, head, session)
        except BrokenExecutor:
            self.is_ready = False
            return None
        if made.said:
            visit.session.notices.clear()
        response = Response(made.body, made.status)
        response.raw_headers = made.headers
        return response

    def close(self) -> None:
        """Let the processes end."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What is started meanwhile does not hear an interrupt from the keyboard, which is the server's business."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin() -> None:
    """In a new process: when the server is gone, so is the work."""
    server = parent_process()

    def follow() -> None:
        if server:
            server.join()
        os._exit(0)

    threading.Thread(target=follow, daemon=True).start()


@lru_cache(maxsize=1)
def _workplace(settings: Settings) -> tuple[Site, Catalogue]:
    return open_site(settings), Catalogue(settings.path, read_only=True)


def _warm(settings: Settings) -> None:
    _workplace(settings)[1].count()
    templates()
    familiar()
    cite([Record(type="book", fields={"title": "A specimen"})], DEFAULT_STYLE)


def _make(settings: Settings, page: Page, head: dict[str, Any], session: Session) -> Made:
    """In a process of the crew: make a page, or say why it cannot be made."""
    site, catalogue = _workplace(settings)
    visit = Visit(Request(head), site, session, FormData())
    try:
        response: Response = page.show(visit, catalogue)
    except (HTTPException, SoilbibError) as error:
        response = failed(visit, error)
    return Made(response.status_code, response.raw_headers, bytes(response.body), not session.notices)
