"""What the pages of one server share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from soilbib.web.desk import READERS, Desk
from soilbib.web.duplicates import Finder
from soilbib.web.sessions import Sessions
from soilbib.web.settings import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """One server's settings, its way to the catalogue, its visitors, and the search for duplicates.

    ``writer`` is a desk of one thread; on a server that is read-only it cannot write.
    """

    settings: Settings
    readers: Desk
    writer: Desk
    sessions: Sessions
    finder: Finder

    @property
    def name(self) -> str:
        """What the collection is called: the file's name without its extension."""
        return Path(self.settings.path).stem


def open_site(settings: Settings) -> Site:
    """The shared parts for the settings."""
    return Site(
        settings,
        Desk(settings.path, read_only=True, threads=READERS),
        Desk(settings.path, read_only=settings.read_only, threads=1),
        Sessions(),
        Finder(settings),
    )
