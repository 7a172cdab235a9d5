"""What a page is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Page(NamedTuple):
    """An address and the function that answers it.

    ``show`` takes the visit and a catalogue, and runs in a thread; a coroutine function takes the visit alone. With
    ``writes`` the catalogue is the one that changes are made through. A page that is made ``here`` needs what only the
    server itself has: what the visitor sent.
    """

    path: str
    show: Callable[..., Any]
    methods: str = "GET"
    writes: bool = False
    is_api: bool = False
    here: bool = False
