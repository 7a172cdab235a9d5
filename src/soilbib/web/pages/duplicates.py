"""Duplicates: pairs to decide on, one at a time, by keyboard or mouse; groups to merge; and merges to take back."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response

from soilbib.catalogue import Catalogue, Entry
from soilbib.dedupe.answers import Said, write_answers
from soilbib.dedupe.explanation import explain_pair
from soilbib.dedupe.merging import merge
from soilbib.dedupe.review import side_by_side
from soilbib.model import Record
from soilbib.web.deciding import answers_of, decide, merge_entries, name_of, state_of
from soilbib.web.finding import Findings, Group
from soilbib.web.marking import differences
from soilbib.web.visit import Visit

SAID: dict[str, Said] = {"same": "same", "merge": "same", "different": "different"}
GROUPS_SHOWN = 50


class Row(Struct, frozen=True):
    """A field of two records, the words marked in which they differ."""

    field: str
    one: str
    other: str
    differs: bool


async def show(visit: Visit) -> Response:
    """The next pair to decide on, and the groups that can be merged."""
    state = await visit.site.readers.ask(state_of)
    found, current = await visit.site.finder.look(state)
    return await visit.site.readers.ask(lambda catalogue: _page(visit, catalogue, found, current))


def _page(visit: Visit, catalogue: Catalogue, found: Findings | None, current: bool) -> Response:
    if found is None:
        return visit.render("duplicates.html", searching=True, pair=None, groups=[], left=0, later=0, total=0)
    decided = {frozenset(decision.keys) for decision in catalogue.decisions()}
    skipped = _skipped(visit)
    open_pairs = _open(catalogue, found, decided)
    waiting = [pair for pair in open_pairs if pair_name(*pair) not in skipped]
    one_other = waiting[0] if waiting else None
    return visit.render(
        "duplicates.html",
        searching=not current,
        pair=one_other,
        report=explain_pair(one_other[0].record, one_other[1].record) if one_other else None,
        rows=rows(visit, *one_other) if one_other else [],
        skipped=sorted(skipped),
        later=len(open_pairs) - len(waiting),
        left=len(waiting),
        total=found.open,
        groups=[view for group in found.groups[:GROUPS_SHOWN] if (view := _group(catalogue, group))],
        mergeable=found.mergeable,
        decisions=len(decided),
    )


def _skipped(visit: Visit) -> set[str]:
    return set(visit.request.query_params.getlist("later"))


def pair_name(one: Entry, other: Entry) -> str:
    """A pair's name in an address."""
    return f"{one.number}-{other.number}"


MOST_SHOWN = 200
"""So many open pairs are looked up to tell how many are left."""


def _open(catalogue: Catalogue, found: Findings, decided: set[frozenset[str]]) -> list[tuple[Entry, Entry]]:
    """The pairs that nobody has decided on since the search, and whose records are still there."""
    pairs: list[tuple[Entry, Entry]] = []
    for question in found.questions:
        one, other = catalogue.get(question.one), catalogue.get(question.other)
        if one and other and frozenset((name_of(one.record), name_of(other.record))) not in decided:
            pairs.append((one, other))
        if len(pairs) == MOST_SHOWN:
            break
    return pairs


def rows(visit: Visit, one: Entry, other: Entry) -> list[Row]:
    """Two records field by field."""
    found = []
    for field, left, right in side_by_side(one.record, other.record):
        same = left == right
        marked = (
            (Markup.escape(left), Markup.escape(right))
            if same or not (left and right)
            else differences(left, right)
        )
        found.append(Row(visit.texts.field_name(field), *marked, not same and bool(left and right)))
    return found


class GroupView(Struct, frozen=True):
    """A group that can be merged: its records as they are, what they would become, and why."""

    entries: tuple[Entry, ...]
    merged: Record
    reasons: tuple[str, ...]


def _group(catalogue: Catalogue, group: Group) -> GroupView | None:
    entries = tuple(entry for entry in map(catalogue.get, group.keys) if entry)
    if len(entries) < 2:
        return None
    return GroupView(entries, merge([entry.record for entry in entries]), group.reasons)


def answer(visit: Visit, catalogue: Catalogue) -> Response:
    """Keep a decision on a pair; "merge" also makes one record of the two."""
    said = visit.value("answer")
    if said not in SAID:
        raise HTTPException(400, "an answer is same, different or merge")
    entries = _entries(visit, catalogue, visit.values("key"))
    if len(entries) != 2:
        raise HTTPException(400, "an answer is about two records")
    decision = decide(catalogue, entries[0], entries[1], SAID[said], visit.value("why"))
    if said == "merge":
        merge_entries(catalogue, entries)
        visit.say(visit.texts("Merged into {key}.", key=entries[0].key))
    elif decision:
        kept = {
            "same": visit.texts("Kept: the same work."),
            "different": visit.texts("Kept: different works."),
        }
        visit.say(kept[decision.decision])
    return visit.go("/duplicates")


def merge_groups(visit: Visit, catalogue: Catalogue) -> Response:
    """Merge the groups that the form ticks; each ``group`` is the keys of one, a line each."""
    merged = 0
    for group in visit.values("group"):
        entries = _entries(visit, catalogue, group.splitlines())
        if len(entries) > 1:
            merge_entries(catalogue, entries)
            merged += 1
    visit.say(visit.texts.count("{n} group merged.|{n} groups merged.", merged))
    return visit.go("/duplicates")


def _entries(visit: Visit, catalogue: Catalogue, keys: Sequence[str]) -> list[Entry]:
    entries = [(key, catalogue.get(key)) for key in dict.fromkeys(keys)]
    for key, entry in entries:
        if entry is None:
            raise HTTPException(404, visit.texts("There is no record {key}.", key=key))
    return [entry for _, entry in entries if entry]


def table(visit: Visit, catalogue: Catalogue) -> Response:
    """The decisions as the table that ``soilbib dedupe --decisions`` reads."""
    headers = {"Content-Disposition": 'attachment; filename="decisions.csv"'}
    return PlainTextResponse(write_answers(answers_of(catalogue)), headers=headers, media_type="text/csv")
