"""Merge: one record of several, each value chosen by a policy that fits its variable, its origin noted.

Nothing is thrown away by it: the members stay in `Deduplication.sources`, and the merged record
names them in ``extra["soilbib"]["merged"]``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, TypeAlias

from soilbib.dedupe.people import completed, fullest
from soilbib.dedupe.places import read_container, read_pages, read_volume, same_container
from soilbib.dedupe.text import words
from soilbib.dedupe.uniting import UNIONS, unite_extras
from soilbib.model import Date, Name, Record
from soilbib.model.identifiers import normalise_doi

CITED = frozenset({"bibtex", "biblatex", "csljson", "cslyaml", "hayagriva"})
"""Formats whose ids are the keys that texts cite by."""

Choice: TypeAlias = Callable[[Sequence[str]], int]
"""The position of the best of several values; the earliest of equals."""

_MARKUP_RUINS = re.compile(r"&\w+;|&#|�|</?\w+>")
SAME_SERIAL = 0.95
"""How sure it has to be that two names are of one serial (`places.same_container`)."""
_SHORT = 3  # letters of the words that headings leave small
_MONTH = re.compile(r"[A-Za-z]{3}")


def _best(ranks: Sequence[tuple[float, ...]]) -> int:
    return max(range(len(ranks)), key=ranks.__getitem__)


def _longest(values: Sequence[str]) -> int:
    return _best([(len(value),) for value in values])


def _cleanness(value: str) -> tuple[float, ...]:
    """Clean before ruined, mixed case before all capitals or none, no brackets before brackets."""
    return (
        not _MARKUP_RUINS.search(value),
        not (value.isupper() or value.islower()),
        not value.startswith("["),
    )


def _full_text(values: Sequence[str]) -> int:
    """The cleanest, then the longest."""
    return _best([(*_cleanness(value), len(value)) for value in values])


def _title(values: Sequence[str]) -> int:
    """The cleanest, then the wording that most records share, then the longest, then the best written."""
    wordings = [" ".join(words(value)) for value in values]
    counts = Counter(wordings)
    return _best([
        (*_cleanness(value), counts[wording], len(wording), *_writing(value))
        for value, wording in zip(values, wordings, strict=True)
    ])  # fmt: skip


def _writing(title: str) -> tuple[float, ...]:
    """Without a full stop at the end before with one; as a sentence before As a Heading, which no style can undo."""
    long = [word for word in title.split()[1:] if len(word) > _SHORT]
    heading = len(long) > 1 and all(word[0].isupper() or not word[0].isalpha() for word in long)
    return not title.rstrip().endswith("."), not heading, len(title)


def _container(values: Sequence[str]) -> int:
    """The cleanest and longest of the names that are those of the first one's serial."""
    names = [read_container(value) for value in values]
    return _best([
        (same_container(names[0], name) >= SAME_SERIAL, *_cleanness(value), len(value))
        for value, name in zip(values, names, strict=True)
    ])  # fmt: skip


def _common_number(values: Sequence[str]) -> int:
    """The number that most records give, of those the first, in its barest spelling."""
    numbers = [read_volume(value) for value in values]
    counts = Counter(numbers)
    return _best([
        (bool(number), counts[number], -numbers.index(number), -len(value))
        for value, number in zip(values, numbers, strict=True)
    ])  # fmt: skip


def _whole_pages(values: Sequence[str]) -> int:
    """A page before none, digits before a month that a spreadsheet made, the commonest start, a range, the longest."""
    pages = [read_pages(value) for value in values]
    firsts = [first for first, _ in pages]
    counts = Counter(firsts)
    return _best([
        (bool(first), not _MONTH.search(value), counts[first], -firsts.index(first), bool(last), len(value))
        for value, (first, last) in zip(values, pages, strict=True)
    ])  # fmt: skip


def _doi(values: Sequence[str]) -> int:
    """The DOI that most records give, of those the first, in its barest spelling."""
    dois = [normalise_doi(value) for value in values]
    counts = Counter(dois)
    return _best([
        (doi is not None, counts[doi], -dois.index(doi), -len(value))
        for value, doi in zip(values, dois, strict=True)
    ])  # fmt: skip


POLICIES: dict[str, Choice] = {
    "title": _title,
    "abstract": _longest,
    "container-title": _container,
    "collection-title": _full_text,
    "publisher": _full_text,
    "event-title": _full_text,
    "volume": _common_number,
    "issue": _common_number,
    "page": _whole_pages,
    "DOI": _doi,
}
"""Variable: how its best value is found. For all others the first record that has one gives it."""

_PLACE = frozenset({"container-title", "volume", "issue", "page", "DOI"})
"""What goes together: among equals the record that says most of it comes first, so that a preprint does not lend its
server's name to the article's pages."""


def merge(members: Sequence[Record]) -> Record:
    """The merged record of a cluster; it has the first member's id and place in the input."""
    first = members[0]
    if len(members) == 1:
        return first
    origin: dict[str, str] = {}
    names, truncated = _merge_names(members, origin)
    return first.replace(
        type=_merge_type(_placed_first(members)),
        names=names,
        dates=_merge_dates(members, origin),
        fields=_merge_fields(members, origin),
        truncated=truncated,
        extra=_merge_extra(members),
        source=_with_origin(first, origin),
    )


def _with_origin(first: Record, origin: dict[str, str]) -> Any:
    """The first member's source, with the record id of every value that is not its own."""
    from msgspec.structs import replace

    return replace(first.source, fields={**first.source.fields, **origin})


def _placed_first(members: Sequence[Record]) -> list[Record]:
    """The members that say where the work stands before those that do not, each kind in its order."""
    return sorted(
        members, key=lambda member: -sum(map(bool, map(member.fields.get, ("volume", "issue", "page"))))
    )


def _merge_fields(members: Sequence[Record], origin: dict[str, str]) -> dict[str, str]:
    """The best value of every field, in the order in which the fields first appear."""
    merged: dict[str, str] = {}
    placed = _placed_first(members)
    for variable in dict.fromkeys(variable for member in members for variable in member.fields):
        asked = placed if variable in _PLACE else members
        owners = [member for member in asked if member.fields.get(variable)]
        if not owners:
            merged[variable] = ""
            continue
        values = [owner.fields[variable] for owner in owners]
        if variable in UNIONS and any(value != values[0] for value in values):
            merged[variable] = UNIONS[variable](_of_one_serial(variable, owners))
            _note(
                origin, variable, owners[-1], members[0], merged[variable] == members[0].fields.get(variable)
            )
            continue
        choosing = variable in POLICIES and any(value != values[0] for value in values)
        best = POLICIES[variable](values) if choosing else 0
        merged[variable] = values[best]
        _note(origin, variable, owners[best], members[0], values[best] == members[0].fields.get(variable))
    return merged


def _of_one_serial(variable: str, owners: Sequence[Record]) -> list[str]:
    """The values of a variable; of ISSNs those of the first record's serial, not of another that had the work, too."""
    names = [read_container(owner.fields.get("container-title", "")) for owner in owners]
    return [
        owner.fields[variable]
        for owner, name in zip(owners, names, strict=True)
        if variable != "ISSN" or not name or not names[0] or same_container(names[0], name) >= SAME_SERIAL
    ]


def _note(origin: dict[str, str], variable: str, owner: Record, first: Record, own: bool) -> None:
    if owner is not first and not own:
        origin[variable] = owner.id


def _merge_names(
    members: Sequence[Record], origin: dict[str, str]
) -> tuple[dict[str, tuple[Name, ...]], tuple[str, ...]]:
    """The fullest list of every name variable, its names spelt out, and the variables whose list is still cut."""
    merged: dict[str, tuple[Name, ...]] = {}
    truncated = []
    for variable in dict.fromkeys(variable for member in members for variable in member.names):
        owners = [member for member in members if member.names.get(variable)]
        if not owners:
            merged[variable] = ()
            continue
        best = fullest(owners, variable)
        names = best.names[variable]
        merged[variable] = completed(names, [owner.names[variable] for owner in owners if owner is not best])
        if variable in best.truncated:
            truncated.append(variable)
        _note(origin, variable, best, members[0], names == members[0].names.get(variable))
    return merged, tuple(truncated)


def _merge_dates(members: Sequence[Record], origin: dict[str, str]) -> dict[str, Date]:
    """Of every date variable the most precise date in the year that most records give."""
    merged: dict[str, Date] = {}
    for variable in dict.fromkeys(variable for member in members for variable in member.dates):
        owners = [member for member in members if variable in member.dates]
        years = Counter(owner.dates[variable].year for owner in owners)
        best = max(owners, key=lambda owner: _precision(owner, variable, years))
        merged[variable] = best.dates[variable]
        _note(origin, variable, best, members[0], best.dates[variable] == members[0].dates.get(variable))
    return merged


def _precision(record: Record, variable: str, years: Counter[int | None]) -> tuple[float, ...]:
    """How good a date is: known, in the commonest year, of the record that has volume or pages, with month and day."""
    date = record.dates[variable]
    placed = bool(record.fields.get("volume")) + bool(record.fields.get("page"))
    return (
        date.year is not None,
        years[date.year],
        placed if len(years) > 1 else 0,
        len(date.start),
        not date.circa,
    )


def _merge_type(members: Sequence[Record]) -> str:
    """The commonest type that says more than "document"."""
    types = Counter(member.type for member in members if member.type not in {"", "document"})
    return types.most_common(1)[0][0] if types else members[0].type


def _aliases(members: Sequence[Record]) -> dict[str, str]:
    """BibLaTeX's ``ids`` with the other members' keys, so that what cites them still finds the work.

    Only where ids are what texts cite by (`CITED`), and not those that were made up for records without one.
    """
    if not any(member.source.format in CITED for member in members):
        return {}
    own = (member.id for member in members[1:] if not member.source.fields.get("id"))
    earlier = (member.extra.get("bibtex", {}).get("ids", "").split(",") for member in members)
    keys = dict.fromkeys(key.strip() for key in chain(chain.from_iterable(earlier), own))
    aliases = [key for key in keys if key not in ("", members[0].id)]
    return {"ids": ",".join(aliases)} if aliases else {}


def _merge_extra(members: Sequence[Record]) -> dict[str, dict[str, Any]]:
    """All extra values, the first record's before the later ones'; the ids of the other members are added."""
    merged = unite_extras(member.extra for member in members)
    earlier = [old for member in members for old in member.extra.get("soilbib", {}).get("merged", ())]
    ids = [member.id for member in members[1:]]
    aliases = _aliases(members)
    if aliases:
        merged["bibtex"] = {**merged.get("bibtex", {}), **aliases}
    return {
        **merged,
        "soilbib": {**merged.get("soilbib", {}), "merged": list(dict.fromkeys([*earlier, *ids]))},
    }
