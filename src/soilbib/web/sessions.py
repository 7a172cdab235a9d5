"""What the server remembers of a visitor while it runs: the basket, and an import that waits for a yes.

A session is found by a cookie. Forms prove that they come from our own pages by a token made of the session's
name and a secret of this server; a page of another site cannot know it.
"""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from soilbib.web.reading import Upload

COOKIE = "soilbib_session"
MOST = 2_000
"""So many sessions are remembered; the one unused for longest is forgotten first."""
MOST_IN_BASKET = 5_000


@dataclass(slots=True)
class Session:
    """One visitor. ``basket`` holds record ids in the order in which they were put in."""

    name: str
    csrf: str
    basket: dict[str, None] = field(default_factory=dict)
    uploads: tuple[Upload, ...] = ()
    notices: list[Any] = field(default_factory=list)

    def put(self, ids: list[str]) -> None:
        """Put records into the basket, up to its limit."""
        for record_id in ids:
            if len(self.basket) < MOST_IN_BASKET:
                self.basket.setdefault(record_id)


class Sessions:
    """The visitors of one server; safe between threads."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._known: OrderedDict[str, Session] = OrderedDict()
        self._lock = Lock()

    def find(self, name: str) -> Session | None:
        """The session of that name, if it is known."""
        with self._lock:
            session = self._known.get(name)
            if session:
                self._known.move_to_end(name)
            return session

    def create(self) -> Session:
        """A new session. It is kept once it holds something: see `keep`."""
        name = secrets.token_urlsafe(24)
        return Session(name, self._token(name))

    def revive(self, name: str) -> Session:
        """The session of a cookie's name, empty if it was never kept."""
        return self.find(name) or Session(name, self._token(name))

    def keep(self, session: Session) -> None:
        """Remember a session."""
        with self._lock:
            self._known[session.name] = session
            self._known.move_to_end(session.name)
            while len(self._known) > MOST:
                self._known.popitem(last=False)

    def _token(self, name: str) -> str:
        return hmac.new(self._secret, name.encode(), "sha256").hexdigest()


def is_genuine(session: Session, token: str) -> bool:
    """Whether a form's token is the session's."""
    return hmac.compare_digest(session.csrf.encode(), token.encode())
