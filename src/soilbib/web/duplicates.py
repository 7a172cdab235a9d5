"""Duplicates: the search in the background, what it found last, and likely ones among records to be imported."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from soilbib.catalogue import Catalogue, Query
from soilbib.catalogue.folding import words
from soilbib.catalogue.query import Term
from soilbib.dedupe.explanation import explain_pair
from soilbib.model import Record
from soilbib.model.markup import plain_text
from soilbib.web.finding import Findings
from soilbib.web.settings import Settings

PATIENCE = 1.5
"""Seconds that a page waits for the search before it says that it goes on."""


class Finder:
    """Searches a catalogue for duplicates, once for every state of it; used by the event loop only."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._task: asyncio.Task[None] | None = None
        self._wanted = -1
        self._state = -1
        self._found: Findings | None = None

    async def look(self, state: int) -> tuple[Findings | None, bool]:
        """What was found last (None for nothing yet), and whether that is about this state of the catalogue.

        ``state`` is the number of the change that made it (`deciding.state_of`).
        """
        if self._state != state:
            if self._task is None or self._task.done():
                self._wanted = state
                self._task = asyncio.create_task(self._search(state))
            await asyncio.wait({self._task}, timeout=PATIENCE)
        return self._found, self._state == state

    async def _search(self, state: int) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "soilbib.web.finding", self._settings.path,
            stdout=asyncio.subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        try:
            answer, _ = await process.communicate()
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        self._found = msgspec.json.decode(answer, type=Findings) if answer else Findings()
        self._state = state

    def close(self) -> None:
        """End a search that goes on."""
        if self._task:
            self._task.cancel()


class Likeness(Struct, frozen=True):
    """A record of the catalogue that a new one is like: its key, and the rules' verdict and reason."""

    key: str
    title: str
    verdict: str
    reason: str
    score: float


CANDIDATES = 8
TELLING = 4
"""Words of a title shorter than this tell little."""


def likenesses(catalogue: Catalogue, record: Record) -> list[Likeness]:
    """The records of a catalogue that a new one may be a duplicate of, the surest first.

    Candidates are those with its DOI, or with its title's longest words; each is judged by the rules for duplicates.
    """
    seen: dict[str, Record] = {}
    for query in _queries(record):
        for hit in catalogue.search(query).hits:
            seen.setdefault(hit.entry.key, hit.entry.record)
    found = []
    for key, other in seen.items():
        report = explain_pair(other, record)
        if report.verdict in ("match", "possible"):
            found.append(Likeness(key, plain_text(other.title), report.verdict, report.reason, report.score))
    return sorted(found, key=lambda likeness: (likeness.verdict != "match", -likeness.score))


def _queries(record: Record) -> Iterator[Query]:
    if doi := record.fields.get("DOI"):
        yield Query((Term(doi, "identifier", "phrase"),), limit=CANDIDATES, facets=())
    telling = sorted(
        {word for word in words(plain_text(record.title)) if len(word) >= TELLING}, key=_longest_first
    )
    for chosen in (
        telling[:3],
        telling[3:6],
    ):  # should one of the first be misspelled, the others may be right
        if chosen:
            yield _title_query(chosen)


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


def _title_query(chosen: Sequence[str]) -> Query:
    terms = tuple(Term(word) for word in chosen)
    return Query(terms, scope=("title",), logic="and-word", limit=CANDIDATES, facets=())
