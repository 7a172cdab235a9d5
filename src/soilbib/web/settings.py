"""What a server is started with."""

from __future__ import annotations

from msgspec import Struct

MEGABYTE = 1 << 20
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Settings(Struct, frozen=True):
    """The settings of one server.

    ``hosts`` are the names that it answers to besides the loopback ones; with ``any_address`` it also answers to
    every IP address, as a server that others reach must (a page of another site can borrow a name, never an
    address). ``token`` is what everyone has to show, empty for nothing. So many ``processes`` make pages for those who
    read; with 0 the server makes them itself. ``email`` is whom harvesters may write to. Sizes are in bytes, times in
    seconds.
    """

    path: str
    processes: int = 0
    email: str = "root@localhost.localdomain"
    read_only: bool = False
    token: str = ""
    hosts: tuple[str, ...] = ()
    any_address: bool = False
    body_size: int = 20 * MEGABYTE
    body_seconds: float = 30.0
    head_seconds: float = 10.0
    reading_seconds: float = 60.0
    reading_memory: int = 2048 * MEGABYTE
