"""A small browser without a screen: keeps cookies, reads pages, fills in forms."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection
from typing import Any, NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit

from lxml import html

Pairs = Sequence[tuple[str, str]]


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes
    address: str

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def page(self) -> Any:
        return html.document_fromstring(self.text)

    def texts(self, path: str) -> list[str]:
        """The texts of the elements that an XPath finds."""
        return [" ".join(each.text_content().split()) for each in self.page.xpath(path)]


class Client:
    """One visitor of a server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request; no redirect is followed."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = dict(headers or {})
        if self.cookies:
            sent.setdefault("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            known = {name.lower(): value for name, value in answer.getheaders()}
            for cookie in answer.headers.get_all("set-cookie") or []:
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return Answer(answer.status, known, answer.read(), path)
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        """A page, redirects followed."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.ask("GET", path, headers=named)
        for _ in range(5):
            if answer.status not in (302, 303):
                break
            target = urlsplit(urljoin(path, answer.headers["location"]))
            path = target.path + (f"?{target.query}" if target.query else "")
            answer = self.ask("GET", path, headers=named)
        return answer

    def csrf(self) -> str:
        """The token that the forms of this visitor have."""
        if not hasattr(self, "_csrf"):
            self._csrf: str = self.get("/import").page.xpath("//input[@name='csrf']/@value")[0]
        return self._csrf

    def post(self, path: str, pairs: Pairs = (), **headers: str) -> Answer:
        """A form, with its token; the page that follows."""
        body = urlencode([("csrf", self.csrf()), *pairs]).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        answer = self.ask("POST", path, body, kind)
        return self.get(answer.headers["location"]) if answer.status == 303 else answer

    def send_files(self, path: str, files: Mapping[str, bytes], pairs: Pairs = ()) -> Answer:
        """A form with files; the page that follows."""
        boundary = "----boundary-of-the-test"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in [("csrf", self.csrf()), *pairs]
        ]
        for name, data in files.items():
            head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
            parts.append(head.encode() + data + b"\r\n")
        body = b"".join(parts) + f"--{boundary}--\r\n".encode()
        answer = self.ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})
        return self.get(answer.headers["location"]) if answer.status == 303 else answer

    def send_json(self, method: str, path: str, value: Any, **headers: str) -> Answer:
        """JSON to the API."""
        return self.ask(
            method, path, json.dumps(value).encode(), {"Content-Type": "application/json", **headers}
        )
