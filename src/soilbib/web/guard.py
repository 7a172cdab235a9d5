"""The guard in front of every page: who may ask, for how long, with how much, and what browsers are told.

Each check is a function of the request and the settings that returns a refusal or nothing; `CHECKS` has their order.
"""

from __future__ import annotations

import asyncio
import hmac
import time
from collections.abc import Callable
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from soilbib.web.addresses import split_address
from soilbib.web.problems import as_problem
from soilbib.web.settings import LOOPBACK, Settings

TOKEN_COOKIE = "soilbib_token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
READING = frozenset({"/api/format", "/api/search", "/oai", "/basket/add", "/basket/remove"})
"""Addresses that take POST but change nothing in the catalogue."""

HEADERS: dict[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # "no-referrer" would make the Origin of our own forms "null"
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Refusal(NamedTuple):
    """Why a request is not answered: the status, and one line for people."""

    status: int
    why: str
    headers: tuple[tuple[str, str], ...] = ()


class TooMuch(Exception):  # noqa: N818 - a refusal on its way out
    """A body that is too large or comes too slowly; raised where the application reads it, which gives `answer`."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.why)
        self.refusal = refusal

    def answer(self, path: str) -> Response:
        """The refusal as a response to who asked for a path."""
        return refused(self.refusal, path)


def refused(refusal: Refusal, path: str) -> Response:
    """A refusal as a response, a problem in JSON under /api; the connection is closed after it."""
    headers = {"Connection": "close", **dict(refusal.headers)}
    if path.startswith("/api"):
        return as_problem(refusal.status, refusal.why, headers)
    return PlainTextResponse(f"{refusal.why}\n", refusal.status, headers)


def host_of(value: str) -> str:
    """The host of a Host header or an origin, without its port and in lower case; empty where it is none."""
    parts = split_address(f"//{value}")
    return "" if "@" in value or parts.path else (parts.hostname or "").rstrip(".")


def check_host(scope: Scope, headers: Headers, settings: Settings) -> Refusal | None:
    """The server answers to its own names only, so that no other site's name can be made to lead here."""
    values = headers.getlist("host")
    host = host_of(values[0]) if len(values) == 1 else ""
    if host in LOOPBACK or host in settings.hosts or (settings.any_address and _is_address(host)):
        return None
    return Refusal(421, f"this server does not answer to the host {', '.join(values)[:80]!r}")


def _is_address(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def check_origin(scope: Scope, headers: Headers, settings: Settings) -> Refusal | None:
    """What changes something must come from a page of this server, or from a program that is no browser."""
    if scope["method"] in SAFE:
        return None
    origin = headers.get("origin")
    if origin is not None and split_address(origin).netloc.lower() != headers["host"].lower():
        return Refusal(403, "requests from pages of other sites are not taken")
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return Refusal(403, "requests from pages of other sites are not taken")
    return None


def check_token(scope: Scope, headers: Headers, settings: Settings) -> Refusal | None:
    """Where the server has a token it must be shown: in a cookie, as a bearer, or once in the address."""
    if not settings.token or any(_same(given, settings.token) for given in _tokens(scope, headers)):
        return None
    return Refusal(
        401,
        "this collection is shared with a token; use the address with it",
        (("WWW-Authenticate", "Bearer"),),
    )


def _tokens(scope: Scope, headers: Headers) -> list[str]:
    kind, _, bearer = headers.get("authorization", "").partition(" ")
    cookie = cookie_parser(headers.get("cookie", "")).get(TOKEN_COOKIE, "")
    return [cookie, bearer.strip() if kind.lower() == "bearer" else "", token_in(scope)]


def token_in(scope: Scope) -> str:
    """The token in an address's query, empty where there is none."""
    if scope["method"] != "GET":
        return ""
    pairs = dict(parse_qsl(str(scope["query_string"], "latin-1")))
    return pairs.get("token", "")


def _same(given: str, expected: str) -> bool:
    return bool(given) and hmac.compare_digest(given.encode(), expected.encode())


def check_read_only(scope: Scope, headers: Headers, settings: Settings) -> Refusal | None:
    """A server that is read-only takes nothing that would change the catalogue."""
    if settings.read_only and scope["method"] not in SAFE and scope["path"] not in READING:
        return Refusal(403, "this collection can be read only")
    return None


def check_length(scope: Scope, headers: Headers, settings: Settings) -> Refusal | None:
    """A body that says it is too large is refused before it is read."""
    length = headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit():
        return Refusal(400, "Content-Length is not a number")
    return _too_large(settings) if int(length[:18]) > settings.body_size else None


def _too_large(settings: Settings) -> Refusal:
    return Refusal(413, f"more than {settings.body_size:,} bytes are not taken at once")


Check = Callable[[Scope, Headers, Settings], Refusal | None]
CHECKS: tuple[Check, ...] = (check_host, check_origin, check_token, check_read_only, check_length)


class Guard:
    """The checks, the limits of bodies and the headers of answers, around an application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusals = (check(scope, headers, self.settings) for check in CHECKS)
        refusal = next((found for found in refusals if found), None)
        guarded = _with_headers(send)
        if refusal:
            await refused(refusal, scope["path"])(scope, receive, guarded)
        elif self.settings.token and token_in(scope):
            await _keep_token(scope, guarded)
        else:
            await self.app(scope, _limited(receive, self.settings), guarded)


def _limited(receive: Receive, settings: Settings) -> Receive:
    """Receive a body within the limits of size and time, however it is cut."""
    size, deadline = 0, time.monotonic() + settings.body_seconds
    ended = False

    async def limited() -> Message:
        """The next part of the body; raises `TooMuch` for one that is too large or too late."""
        nonlocal size, ended
        if ended:
            return await receive()  # waits for the other side to go away, as long as the answer takes
        try:
            async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
                message = await receive()
        except TimeoutError:
            raise TooMuch(Refusal(408, "the request came too slowly")) from None
        size += len(message.get("body", b""))
        if size > settings.body_size:
            raise TooMuch(_too_large(settings))
        ended = not message.get("more_body", False)
        return message

    return limited


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        """Send with the headers that every answer has."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-cache")
        await send(message)

    return sending


async def _keep_token(scope: Scope, send: Send) -> None:
    """Put a right token from the address into a cookie, and lead to the address without it."""
    pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    query = urlencode([(name, value) for name, value in pairs if name != "token"])
    path = "/" + scope["raw_path"].decode("latin-1").lstrip("/")  # "//host" would lead to another server
    target = f"{path}?{query}" if query else path
    cookie = f"{TOKEN_COOKIE}={token_in(scope)}; HttpOnly; SameSite=Lax; Path=/; Max-Age=2592000"
    raw = [(b"location", target.encode("latin-1")), (b"set-cookie", cookie.encode("latin-1"))]
    await send({"type": "http.response.start", "status": 303, "headers": raw})
    await send({"type": "http.response.body", "body": b""})
