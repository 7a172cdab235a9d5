"""Addresses that visitors and records give, taken apart without failing on those that are none."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

NO_ADDRESS = SplitResult("", "", "", "", "")


def split_address(address: str) -> SplitResult:
    """The parts of an address; all empty where it is none ("http://[", "http://a:b")."""
    try:
        parts = urlsplit(address.strip())
        parts.port  # noqa: B018 - is checked when it is asked for
    except ValueError:
        return NO_ADDRESS
    return parts


def is_inside(target: str) -> bool:
    """Whether an address leads to a page of this server: browsers pass over tabs, so "/<tab>/a.org" does not."""
    parts = split_address(target)
    return (
        target.startswith("/")
        and not target.startswith(("//", "/\\"))
        and bool(parts.path)
        and not parts.netloc
    )
