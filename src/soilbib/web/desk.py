"""The catalogue behind a number of threads, each with a connection of its own.

Reading is shared between a few threads; writing is the business of a single one, so that changes queue up.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from soilbib.catalogue import Catalogue

Answer = TypeVar("Answer")
READERS = 2
PATIENCE = 20.0
"""Seconds to wait for another process that writes; then the visitor is told to try again."""


class Desk:
    """Threads that ask one catalogue file."""

    def __init__(self, path: str, *, read_only: bool, threads: int) -> None:
        self._path = path
        self._read_only = read_only
        self._size = threads
        self._own = threading.local()
        self._threads = ThreadPoolExecutor(threads, "catalogue")

    async def ask(self, question: Callable[[Catalogue], Answer]) -> Answer:
        """Run a function with the catalogue in one of the threads."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: question(self._catalogue()))

    def _catalogue(self) -> Catalogue:
        if not hasattr(self._own, "catalogue"):
            self._own.catalogue = Catalogue(self._path, read_only=self._read_only, timeout=PATIENCE)
        catalogue: Catalogue = self._own.catalogue
        return catalogue

    def close(self) -> None:
        """Wait for what is being done, take nothing more, and close the connections, each in its own thread."""
        together = threading.Barrier(self._size)

        def leave() -> None:
            together.wait()
            if hasattr(self._own, "catalogue"):
                self._own.catalogue.close()

        for _ in range(self._size):
            self._threads.submit(leave)
        self._threads.shutdown()
