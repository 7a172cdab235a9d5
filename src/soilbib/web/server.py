"""Running the application: uvicorn, with a limit on the time that a request's head may take."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from soilbib.web.app import create_app
from soilbib.web.settings import LOOPBACK, Settings

CONNECTIONS = 200
"""At most so many requests are under way at once; the others are told to come back (503)."""


def timed_protocol(seconds: float) -> type[H11Protocol]:
    """HTTP/1.1 with at most so many seconds for the head of a request.

    uvicorn itself waits for ever for a head that comes byte by byte (a "slow loris").
    """

    class TimedProtocol(H11Protocol):
        """The protocol with a clock that runs while a head is awaited."""

        _clock: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._watch()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._watch()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            self._watch()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop()
            super().connection_lost(exc)

        def _watch(self) -> None:
            """Let the clock run while the head of a request is awaited, from its first byte or the connection on."""
            if self.conn.their_state is not h11.IDLE:
                self._stop()
            elif self._clock is None:
                self._clock = self.loop.call_later(seconds, self.transport.close)

        def _stop(self) -> None:
            if self._clock:
                self._clock.cancel()
                self._clock = None

    return TimedProtocol


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one. Raises OSError where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    return listening


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that listens there."""
    return host in LOOPBACK or host.startswith("127.")


def make_server(settings: Settings) -> uvicorn.Server:
    """A server for the settings, to be run on a socket of `bind`."""
    return uvicorn.Server(
        uvicorn.Config(
            create_app(settings),
            http=timed_protocol(settings.head_seconds),
            ws="none",
            lifespan="on",
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=True,
            proxy_headers=False,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=3,
            limit_concurrency=CONNECTIONS,
            h11_max_incomplete_event_size=64 * 1024,
        )
    )


def serve(settings: Settings, listening: socket.socket, started: Callable[[], Any] = lambda: None) -> None:
    """Serve until interrupted; ``started`` is called when requests are answered."""
    server = make_server(settings)

    async def run() -> None:
        """Serve, and say when that has begun."""
        task = asyncio.create_task(server.serve([listening]))
        while not server.started and not task.done():
            await asyncio.sleep(0.01)
        if server.started:
            started()
        await task

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run())
