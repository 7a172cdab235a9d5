"""One request, as the pages see it: who asks, in which language, with which form, and how to answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import jinja2
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from soilbib._version import __version__
from soilbib.csl import DEFAULT_STYLE
from soilbib.csl.locale import MAIN_DIALECTS
from soilbib.model.markup import plain_text
from soilbib.web.addresses import is_inside
from soilbib.web.sessions import COOKIE, Session, is_genuine
from soilbib.web.site import Site
from soilbib.web.texts import LANGUAGES, RECORD_LANGUAGES, Texts, choose_language, texts_in

YEAR = 365 * 24 * 3600
HERE = Path(__file__).parent
PLACES: tuple[tuple[str, str, bool], ...] = (
    ("/", "Browse", False),
    ("/import", "Import", True),
    ("/duplicates", "Duplicates", False),
    ("/history", "History", False),
)
"""The pages of the menu: address, name, and whether they are there for those who may write only."""


class Notice(NamedTuple):
    """Something said once at the top of the next page."""

    text: str
    warns: bool = False


@dataclass(frozen=True)
class Visit:
    """A request with what belongs to it. ``form`` or ``body`` holds what was sent."""

    request: Request
    site: Site
    session: Session
    form: FormData
    body: bytes = b""

    @cached_property
    def texts(self) -> Texts:
        """What is said, in the visitor's language."""
        asked = self.request.query_params.get("lang") or self.request.cookies.get("soilbib_language", "")
        return texts_in(choose_language(asked, self.request.headers.get("accept-language", "")))

    @cached_property
    def style(self) -> str:
        """The citation style asked for, or chosen last."""
        asked = self.request.query_params.get("style") or self.request.cookies.get("soilbib_style", "")
        return asked.strip() or DEFAULT_STYLE

    @cached_property
    def locale(self) -> str:
        """The locale of references asked for, or chosen last; empty for the style's own."""
        return self.request.query_params.get("locale", self.request.cookies.get("soilbib_locale", ""))

    @property
    def may_write(self) -> bool:
        """Whether the visitor may change the collection."""
        return not self.site.settings.read_only

    @property
    def places(self) -> list[tuple[str, str]]:
        """The pages of the menu."""
        return [(path, self.texts(name)) for path, name, writes in PLACES if self.may_write or not writes]

    def value(self, name: str) -> str:
        """A field of the form as text; empty where there is none."""
        value = self.form.get(name, "")
        return value if isinstance(value, str) else ""

    def values(self, name: str) -> list[str]:
        """All values of a field of the form."""
        return [value for value in self.form.getlist(name) if isinstance(value, str)]

    def files(self, name: str) -> list[UploadFile]:
        """The files that were sent in a field."""
        return [value for value in self.form.getlist(name) if isinstance(value, UploadFile)]

    def check_form(self) -> None:
        """Refuse a form that does not come from a page of ours (CSRF)."""
        token = self.value("csrf") or self.request.headers.get("x-csrf-token", "")
        if not is_genuine(self.session, token):
            raise HTTPException(
                403, self.texts("This form is too old, or not from this server. Load the page again.")
            )

    def say(self, text: str, *, warns: bool = False) -> None:
        """Say something at the top of the next page."""
        self.session.notices.append(Notice(text, warns))
        self.site.sessions.keep(self.session)

    def take_notices(self) -> list[Notice]:
        """What was to be said, said once."""
        taken = list(self.session.notices)
        self.session.notices.clear()
        return taken

    @property
    def here(self) -> str:
        """The address to come back to: this page, or the one that the form sent stood on."""
        url = self.request.url
        return self.value("next") or (f"{url.path}?{url.query}" if url.query else url.path)

    @property
    def reference_languages(self) -> list[tuple[str, str]]:
        """The languages that references can be asked for in: those with a CSL locale file."""
        return [(code, name) for code, name in RECORD_LANGUAGES.items() if code in MAIN_DIALECTS]

    def in_language(self, code: str) -> str:
        """This page's address in another language."""
        pairs = [pair for pair in self.request.query_params.multi_items() if pair[0] != "lang"]
        return f"{self.request.url.path}?{urlencode([*pairs, ('lang', code)])}"

    def render(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page."""
        text = templates().get_template(template).render(visit=self, t=self.texts, _=self.texts, **values)
        response = HTMLResponse(text, status, {"Vary": "Accept-Language, Cookie"})
        self._remember(response)
        return response

    def go(self, default: str = "/") -> Response:
        """Lead back to where the form says it stood, within this server."""
        target = self.value("next")
        response = RedirectResponse(target if is_inside(target) and "\n" not in target else default, 303)
        self._remember(response)
        return response

    def _remember(self, response: Response) -> None:
        """Keep in cookies what the visitor chose, and who they are."""
        cookies, asked = self.request.cookies, self.request.query_params
        if cookies.get(COOKIE) != self.session.name:
            response.set_cookie(COOKIE, self.session.name, httponly=True, samesite="lax")
        for name, choice in (("lang", "language"), ("style", "style"), ("locale", "locale")):
            if name in asked and asked[name] != cookies.get(f"soilbib_{choice}"):
                value = asked[name] if asked[name].isascii() and asked[name].isprintable() else ""
                response.set_cookie(f"soilbib_{choice}", value[:200], YEAR, httponly=True, samesite="lax")


@lru_cache
def templates() -> jinja2.Environment:
    """The templates; whatever they are given is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {
        "static": static,
        "record_address": record_address,
        "version": __version__,
        "languages": LANGUAGES,
    }
    environment.filters |= {"plain": plain_text, "query": query}
    return environment


@lru_cache
def static(name: str) -> str:
    """The address of a static file, with a mark of its content, so that browsers may keep it."""
    mark = blake2b((HERE / "static" / name).read_bytes(), digest_size=5).hexdigest()
    return f"/static/{name}?v={mark}"


def record_address(key: str, **values: str) -> str:
    """The address of a record's page."""
    return f"/records/{quote(key, safe='')}" + (f"?{urlencode(values)}" if values else "")


def query(values: Mapping[str, Any]) -> str:
    """Values as the query of an address."""
    return urlencode(values, doseq=True)
