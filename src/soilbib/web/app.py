"""The application: the table of pages, made into routes behind the guard."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from inspect import iscoroutinefunction
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from soilbib.errors import SoilbibError
from soilbib.web.api import API
from soilbib.web.citing import familiar
from soilbib.web.crew import Crew
from soilbib.web.exporting import readable
from soilbib.web.failing import failed
from soilbib.web.guard import SAFE, Guard, TooMuch
from soilbib.web.page import Page
from soilbib.web.routes import PAGES
from soilbib.web.sessions import COOKIE
from soilbib.web.settings import Settings
from soilbib.web.site import Site, open_site
from soilbib.web.visit import Visit, templates

STATIC = Path(__file__).with_name("static")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
MOST_FILES = 50
FIELD_SIZE = 1 << 20
OAI = "/oai"
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "DELETE"})


def create_app(settings: Settings) -> ASGIApp:
    """The ASGI application that serves one catalogue."""
    site = open_site(settings)
    crew = Crew(settings)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        """Start the workers before the first request and close all files after the last."""
        crew.start()
        warming = asyncio.get_running_loop().run_in_executor(None, _warm)
        yield
        await warming
        crew.close()
        site.finder.close()
        site.readers.close()
        site.writer.close()

    app = Starlette(
        routes=[
            Mount("/static", _Static(directory=STATIC), name="static"),
            *(
                Route(page.path, _endpoint(page, site, crew), methods=page.methods.split())
                for page in (*API, *PAGES)
            ),
            *_other_methods(),
        ],
        exception_handlers={
            TooMuch: lambda request, over: over.answer(request.url.path),
            HTTPException: _failed(site),
            SoilbibError: _failed(site),
            500: _failed(site),
        },
        lifespan=lifespan,
    )
    return Guard(app, settings)


def _warm() -> None:
    """Load what the first visitors would else wait for."""
    templates()
    familiar()
    readable()


class _Static(StaticFiles):
    """Static files, which browsers may keep because their addresses change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if b"v=" in scope["query_string"]:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def _endpoint(page: Page, site: Site, crew: Crew) -> Callable[[Request], Awaitable[Response]]:
    """What Starlette calls for a page: the form is read and checked, then the page runs beside a catalogue."""

    async def endpoint(request: Request) -> Response:
        """Read the form or body, check who sends it, and answer with the page."""
        async with contextlib.AsyncExitStack() as stack:
            form = FormData()
            kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if request.method == "POST" and kind in FORMS and (not page.is_api or page.path == OAI):
                reading = request.form(max_files=MOST_FILES, max_fields=20_000, max_part_size=FIELD_SIZE)
                form = await stack.enter_async_context(reading)
            body = b"" if form or request.method in SAFE else await request.body()
            visit = _visit(request, site, form, body)
            if request.method == "POST" and not page.is_api:
                visit.check_form()
            if iscoroutinefunction(page.show):
                response: Response = await page.show(visit)
                return response
            if (
                request.method in SAFE
                and not page.here
                and crew.is_ready
                and (made := await crew.make(page, visit))
            ):
                return made
            desk = site.writer if page.writes else site.readers
            return await desk.ask(lambda catalogue: page.show(visit, catalogue))

    return endpoint


def _other_methods() -> Iterator[Route]:
    """For every address, what answers the methods that it does not have: OPTIONS with those that it has."""
    taken: dict[str, set[str]] = {}
    for page in (*API, *PAGES):
        taken.setdefault(page.path, {"OPTIONS"}).update(page.methods.split())
    for path, methods in taken.items():
        allowed = sorted(methods | ({"HEAD"} if "GET" in methods else set()))
        yield Route(
            path, partial(_other_method, ", ".join(allowed)), methods=sorted(METHODS - methods | {"OPTIONS"})
        )


async def _other_method(allowed: str, request: Request) -> Response:
    if request.method != "OPTIONS":
        raise HTTPException(405, headers={"Allow": allowed})
    return Response(status_code=204, headers={"Allow": allowed})


def _visit(request: Request, site: Site, form: FormData, body: bytes = b"") -> Visit:
    name = request.cookies.get(COOKIE, "")
    session = site.sessions.revive(name) if len(name) == 32 and name.isascii() else site.sessions.create()
    return Visit(request, site, session, form, body)


def _failed(site: Site) -> Callable[[Request, Exception], Response]:
    """What is answered when a page raises."""
    return lambda request, error: failed(_visit(request, site, FormData()), error)
