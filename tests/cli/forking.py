"""Runs of the program without its start: a process that has imported it forks one for every run.

Each run has a process of its own, with its own streams, folder, environment and arguments, and goes through
``soilbib.cli.main`` like any other. What a start imports is held by ``tests/test_startup.py``.
"""

from __future__ import annotations

import io
import os
import pickle
import pkgutil
import signal
import socket
import struct
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import IO

HEAD = 1 << 20
NUMBER = struct.Struct("q")
HEAVY = ("numpy", "rapidfuzz.fuzz", "rapidfuzz.process", "lxml.etree", "yaml", "stdnum.isbn", "stdnum.issn")
PACKAGES = (
    "soilbib.cli",
    "soilbib.formats",
    "soilbib.formats.bibtex",
    "soilbib.catalogue",
    "soilbib.dedupe",
    "soilbib.csl",
)
OPTIONAL = frozenset({"soilbib.cli.serve", "soilbib.cli.spark"})
"""What only some commands need, and other processes than these try."""


class Server:
    """The process that forks; one for all tests of a session."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.forking", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # a process with threads should not fork
        )
        theirs.close()

    def run(
        self,
        arguments: Sequence[str],
        stdin: bytes,
        folder: Path,
        environment: Mapping[str, str],
        seconds: float,
    ) -> tuple[int, bytes, bytes]:
        """Run ``soilbib ARGUMENTS``; the exit status (negative: the signal), standard output and error.

        Raises `TimeoutError` where it takes longer than some seconds.
        """
        pipes = [os.pipe() for _ in range(3)]
        request = pickle.dumps((list(arguments), str(folder), dict(environment)))
        socket.send_fds(self._ours, [request], [pipes[0][0], pipes[1][1], pipes[2][1]])
        for end in (pipes[0][0], pipes[1][1], pipes[2][1]):
            os.close(end)
        found: dict[int, bytes] = {}
        readers = [Thread(target=_read, args=(pipes[n][0], n, found), daemon=True) for n in (1, 2)]
        writer = Thread(target=_write, args=(pipes[0][1], stdin), daemon=True)
        for thread in (*readers, writer):
            thread.start()
        status = self._status(_number(self._ours), seconds)
        for thread in (*readers, writer):
            thread.join()
        return status, found[1], found[2]

    def _status(self, child: int, seconds: float) -> int:
        self._ours.settimeout(seconds)
        try:
            return _number(self._ours)
        except TimeoutError:
            os.kill(child, signal.SIGKILL)
            self._ours.settimeout(None)
            _number(self._ours)
            raise
        finally:
            self._ours.settimeout(None)

    def close(self) -> None:
        """End the process."""
        self._ours.close()
        self._process.wait(timeout=10)


def _number(channel: socket.socket) -> int:
    """The next number: that of a child, or the status that it ended with."""
    number: int = NUMBER.unpack(channel.recv(NUMBER.size, socket.MSG_WAITALL))[0]
    return number


def _read(end: int, number: int, found: dict[int, bytes]) -> None:
    with open(end, "rb") as stream:
        found[number] = stream.read()


def _write(end: int, data: bytes) -> None:
    try:
        with open(end, "wb", buffering=0) as stream:
            view = memoryview(data)
            while view:
                view = view[stream.write(view) :]
    except BrokenPipeError:  # the program did not want all of it
        pass


def serve(channel: socket.socket) -> None:
    """Fork for every request until there are no more."""
    _preload()
    while True:
        request, fds, _, _ = socket.recv_fds(channel, HEAD, 3)
        if not request:
            return
        child = os.fork()
        if not child:
            channel.close()
            _be(pickle.loads(request), fds)
        for fd in fds:
            os.close(fd)
        channel.send(NUMBER.pack(child))
        _, status = os.waitpid(child, 0)
        channel.send(NUMBER.pack(os.waitstatus_to_exitcode(status)))


def _preload() -> None:
    for name in HEAVY:
        import_module(name)
    for package in PACKAGES:
        for module in pkgutil.iter_modules(import_module(package).__path__, package + "."):
            if not module.ispkg and module.name not in OPTIONAL:
                import_module(module.name)


def _be(request: tuple[list[str], str, dict[str, str]], fds: list[int]) -> None:
    """Go on as the program: this does not come back."""
    arguments, folder, environment = request
    for number, fd in enumerate(fds):
        os.dup2(fd, number)
        os.close(fd)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["soilbib", *arguments]
    sys.stdin = io.TextIOWrapper(open(0, "rb"), encoding="utf-8")  # noqa: SIM115 - a stream
    sys.stdout = _opened(1, "strict")
    sys.stderr = _opened(2, "backslashreplace")
    status = 1
    try:
        _main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        _end(status)


def _opened(number: int, errors: str) -> IO[str]:
    return io.TextIOWrapper(open(number, "wb"), encoding="utf-8", errors=errors, write_through=number == 2)


def _main() -> None:
    from soilbib.cli import main

    main()


def _end(status: int) -> None:
    import atexit

    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            status = status or 120  # as Python does
    os._exit(status)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
