"""The specification's disambiguation methods, as render-and-compare over one frozen value per reference.

Cites are bucketed by their shortest rendering; only the buckets of several references are looked at again.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from soilbib.csl.evaluation import BASE, Disambiguation, NameList
from soilbib.csl.initials import initialize
from soilbib.csl.person import FULL, INITIALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from soilbib.csl.items import Item
    from soilbib.model.names import Name

T = TypeVar("T")

MOST_CONDITIONS = 20


class Rendering(NamedTuple):
    """A cite as text, and the name lists that it shows."""

    text: str
    lists: tuple[NameList, ...]
    conditions: int = 0


Render: TypeAlias = "Callable[[Item, Disambiguation], Rendering]"


class Methods(Struct, frozen=True):
    """Which methods the style allows."""

    add_names: bool = False
    add_givenname: bool = False
    rule: str = "by-cite"
    add_year_suffix: bool = False
    has_condition: bool = False

    @property
    def by_cite(self) -> bool:
        """Whether given names are added cite by cite rather than for all names at once."""
        return self.add_givenname and self.rule == "by-cite"

    @property
    def any(self) -> bool:
        """Whether there is anything to do."""
        return self.add_names or self.add_givenname or self.add_year_suffix or self.has_condition


class GivenNames:
    """The names that cites show, and how much of each given name tells them apart everywhere."""

    def __init__(self, rule: str, never_demote: bool) -> None:
        self._initials_only = rule.endswith("-with-initials")
        self._primary = rule.startswith("primary-name")
        self._never_demote = never_demote
        self._families: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def add(self, lists: Iterable[NameList]) -> None:
        """Take the names of a cite in."""
        for names in lists:
            for name in names.names[: 1 if self._primary else names.shown]:
                if name.family:
                    family, initials, given = self._keys(name)
                    if initials:
                        self._families[family][initials].add(given)

    def _keys(self, name: Name) -> tuple[str, str, str]:
        family = name.family
        if self._never_demote and name.non_dropping_particle:
            family = f"{family} {name.non_dropping_particle}"
        given = " ".join(name.given.replace(".", " ").split())
        return " ".join(family.replace(".", " ").split()), initialize(given, "%s"), given

    @property
    def ambiguous(self) -> bool:
        """Whether any name needs more than the style gives."""
        return any(
            len(initials) > 1 or any(len(g) > 1 for g in initials.values())
            for initials in self._families.values()
        )

    def level(self, name: Name, position: int, base: int, initializes: bool) -> int:
        """The given-name level that a name needs; a rule for initials does nothing where there are none."""
        if not name.family or (self._primary and position > 0) or (self._initials_only and not initializes):
            return base
        family, initials, _ = self._keys(name)
        found = self._families.get(family)
        if found is None or initials not in found:
            return base
        level = base
        if len(found) > 1:
            level = max(level, INITIALS)
        if not self._initials_only and len(found[initials]) > 1:
            level = FULL
        return level


def disambiguate(items: Sequence[Item], render: Render, methods: Methods) -> dict[str, Disambiguation]:
    """The expansion of every reference, in the order of the bibliography for year suffixes."""
    results: dict[str, Disambiguation] = {}
    buckets: defaultdict[str, list[tuple[Item, Rendering]]] = defaultdict(list)
    for item in items:
        rendering = render(item, BASE)
        results[item.id] = _as_shown(rendering) if methods.add_names else BASE
        buckets[rendering.text].append((item, rendering))
    for bucket in buckets.values():
        if len(bucket) > 1:
            for members, expansion in _expand_names(bucket, render, methods):
                results.update(_tell_apart(members, expansion, render, methods))
    return results


def reletter(expansions: dict[str, Disambiguation], ordered: Sequence[Item]) -> None:
    """Give year suffixes anew in another order of the references; those that share a text stay the same."""
    counts: defaultdict[str, int] = defaultdict(int)
    for item in ordered:
        expansion = expansions.get(item.id, BASE)
        if expansion.year_suffix is not None:
            expansions[item.id] = replace(expansion, year_suffix=counts[expansion.lettered_with])
            counts[expansion.lettered_with] += 1


def _as_shown(rendering: Rendering) -> Disambiguation:
    """The names that a cite shows, so that its entry shows no fewer."""
    return Disambiguation(tuple(each.shown for each in rendering.lists))


def _tell_apart(
    members: list[Item], expansion: Disambiguation, render: Render, methods: Methods
) -> dict[str, Disambiguation]:
    """What names could not do: year suffixes, or else the ``disambiguate`` condition."""
    if len(members) > 1 and methods.add_year_suffix:
        first = members[0].id
        return {
            item.id: replace(expansion, year_suffix=index, lettered_with=first)
            for index, item in enumerate(members)
        }
    if len(members) > 1 and methods.has_condition:
        expansion = _add_condition(members, expansion, render)
    return {item.id: expansion for item in members}


def _add_condition(members: list[Item], expansion: Disambiguation, render: Render) -> Disambiguation:
    """The fewest true ``disambiguate`` conditions that tell most of the cites apart."""
    best, most = expansion, 1
    for level in range(1, MOST_CONDITIONS + 1):
        trial = replace(expansion, condition=level)
        renderings = [render(item, trial) for item in members]
        different = len({rendering.text for rendering in renderings})
        if different > most:
            best, most = trial, different
        if different == len(members) or max(rendering.conditions for rendering in renderings) <= level:
            break
    return best


Classes: TypeAlias = "Iterator[tuple[list[Item], Disambiguation]]"


def _expand_names(bucket: list[tuple[Item, Rendering]], render: Render, methods: Methods) -> Classes:
    """Split a bucket by showing more names and given names; every class comes with its expansion."""
    items = [item for item, _ in bucket]
    if not (methods.add_names or methods.by_cite):
        yield items, BASE
        return
    start = _common_start([rendering.lists for _, rendering in bucket])
    totals = [
        max(len(rendering.lists[index].names) for _, rendering in bucket) for index in range(len(start.names))
    ]
    initials = [names.initials for names in bucket[0][1].lists]
    steps = list(_steps(start, totals, initials, methods))
    lists = {rendering_item.id: rendering.lists for rendering_item, rendering in bucket}
    unraised = replace(
        start, givens=((),) * len(start.givens)
    )  # what the style shows anyhow, it may elsewhere not
    pending = [(items, start, unraised, 0)]
    while pending:
        members, trial, better, index = pending.pop()
        while len(members) > 1 and index < len(steps):
            trial = _advance(trial, steps[index])
            if not _can_differ(members, lists, steps[index]):
                index += 1
                continue
            classes = _classes(members, trial, render)
            if len(classes) > 1:
                better = _capture(better, trial, steps[index])
                pending += [(group, trial, better, index + 1) for group in classes[1:]]
                members = classes[0]
            index += 1
        yield members, better


def _can_differ(members: list[Item], lists: dict[str, tuple[NameList, ...]], step: Step) -> bool:
    """Whether a step can tell any of the cites apart: not while it shows the same name of each."""
    position = step.position if step.position >= 0 else step.value - 1
    columns = [lists[item.id][step.list].names for item in members]
    if any(len(names) <= position + 1 for names in columns):
        return True
    return any(names[position] != columns[0][position] for names in columns)


class Step(NamedTuple):
    """One more name shown (``position`` is -1), or one more level of one given name."""

    list: int
    position: int
    value: int


def _common_start(lists: list[tuple[NameList, ...]]) -> Disambiguation:
    """Where the expansion starts: for each name list the longest of what the cites show."""
    count = min(len(each) for each in lists)
    names = tuple(max(each[index].shown for each in lists) for index in range(count))
    givens = tuple(max((each[index].levels for each in lists), key=len) for index in range(count))
    return Disambiguation(names, givens)


def _steps(
    start: Disambiguation, totals: list[int], initials: list[bool], methods: Methods
) -> Iterator[Step]:
    for index, shown in enumerate(start.names):
        last = totals[index] if methods.add_names else shown
        for position in range(max(last, shown)):
            if methods.add_names and position >= shown:
                yield Step(index, -1, position + 1)
            if methods.by_cite:
                levels = (INITIALS, FULL) if initials[index] else (FULL,)
                yield from (Step(index, position, level) for level in levels)


def _advance(trial: Disambiguation, step: Step) -> Disambiguation:
    if step.position < 0:
        return replace(trial, names=_put(trial.names, step.list, step.value))
    givens = trial.givens[step.list]
    padded = givens + (0,) * (step.position + 1 - len(givens))
    level = max(padded[step.position], step.value)
    return replace(trial, givens=_put(trial.givens, step.list, _put(padded, step.position, level)))


def _put(values: tuple[T, ...], index: int, value: T) -> tuple[T, ...]:
    return (*values[:index], value, *values[index + 1 :])


def _capture(better: Disambiguation, trial: Disambiguation, step: Step) -> Disambiguation:
    """Keep a step that helped: the number of names there, and that one name's level."""
    better = replace(better, names=_put(better.names, step.list, trial.names[step.list]))
    return _advance(better, step) if step.position >= 0 else better


def _classes(members: list[Item], trial: Disambiguation, render: Render) -> list[list[Item]]:
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for item in members:
        groups[render(item, trial).text].append(item)
    return list(groups.values())
