"""The API's work on records: citing, duplicates, styles, history."""

from __future__ import annotations

from itertools import islice

from msgspec import UNSET
from starlette.exceptions import HTTPException
from starlette.responses import Response

from soilbib.catalogue import Catalogue, CatalogueError, Entry
from soilbib.model import Record, from_csl
from soilbib.web.api.answers import as_json, read_body
from soilbib.web.api.values import (
    ChangeAnswer,
    DecisionAnswer,
    DecisionRequest,
    DuplicatesAnswer,
    FormatAnswer,
    FormatRequest,
    GroupAnswer,
    HistoryAnswer,
    MergeRequest,
    PairAnswer,
    Reference,
    StyleAnswer,
    StylesAnswer,
    UndoRequest,
    UnmergeRequest,
)
from soilbib.web.citing import cite, suggest
from soilbib.web.deciding import decide as keep_decision
from soilbib.web.deciding import merge_entries, state_of
from soilbib.web.visit import Visit


def cited(visit: Visit, catalogue: Catalogue) -> Response:
    """References in a style."""
    sent = read_body(visit, FormatRequest)
    records: list[Record] = [from_csl(item) for item in sent.records]
    records += [_find(catalogue, key).record for key in sent.keys]
    rendered = cite(records, sent.style, sent.locale, sent.to)
    entries = tuple(Reference(entry.id, entry.text) for entry in rendered)
    return as_json(FormatAnswer(entries, rendered.text, rendered.problems))


def _find(catalogue: Catalogue, key: str) -> Entry:
    entry = catalogue.get(key)
    if entry is None:
        raise HTTPException(404, f"there is no record {key!r}")
    return entry


async def duplicates(visit: Visit) -> Response:
    """Pairs that are open, and groups that can be merged."""
    found, current = await visit.site.finder.look(await visit.site.readers.ask(state_of))
    if found is None:
        return as_json(DuplicatesAnswer(True, 0, 0, (), ()))
    pairs = tuple(PairAnswer((pair.one, pair.other), pair.score) for pair in found.questions)
    groups = tuple(GroupAnswer(group.keys, group.reasons) for group in found.groups)
    return as_json(DuplicatesAnswer(not current, found.open, found.mergeable, pairs, groups))


def decide(visit: Visit, catalogue: Catalogue) -> Response:
    """Keep a decision on two records, as the command line does."""
    sent = read_body(visit, DecisionRequest)
    one, other = (_find(catalogue, key) for key in sent.keys)
    if one.key == other.key:
        raise HTTPException(400, "a decision is about two records")
    kept = keep_decision(catalogue, one, other, sent.decision, sent.why)
    return as_json(DecisionAnswer(kept.keys, kept.decision, kept.why, kept.ids), 201)


def merge(visit: Visit, catalogue: Catalogue) -> Response:
    """Make one record of several."""
    entries = [_find(catalogue, key) for key in dict.fromkeys(read_body(visit, MergeRequest).keys)]
    if len(entries) < 2:
        raise CatalogueError("a merge needs two records or more")
    merge_entries(catalogue, entries)
    return as_json(ChangeAnswer(next(catalogue.history())))


def unmerge(visit: Visit, catalogue: Catalogue) -> Response:
    """Take a merge back."""
    return as_json(
        ChangeAnswer(catalogue.unmerge(_find(catalogue, read_body(visit, UnmergeRequest).key).key))
    )


def styles(visit: Visit, catalogue: Catalogue) -> Response:
    """Citation styles with all words of a query in their id or title."""
    params = visit.request.query_params
    limit = params.get("limit", "20")
    most = min(int(limit), 1000) if limit.isascii() and limit.isdigit() and len(limit) < 6 else 20
    found = suggest(params.get("q", ""), most)
    return as_json(
        StylesAnswer(tuple(StyleAnswer(style.id, style.title, style.dependent) for style in found))
    )


MOST_CHANGES = 1000


def history(visit: Visit, catalogue: Catalogue) -> Response:
    """The latest changes."""
    return as_json(HistoryAnswer(tuple(islice(catalogue.history(), MOST_CHANGES))))


def undo(visit: Visit, catalogue: Catalogue) -> Response:
    """Take a change back."""
    sent = read_body(visit, UndoRequest)
    number = None if sent.change is UNSET else sent.change
    return as_json(ChangeAnswer(catalogue.undo(number, force=sent.force)))
