"""Filtering and counting: what a query wants beside its words, and the facets of what is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from soilbib.catalogue.facts import NO_YEAR, Facts
from soilbib.catalogue.folding import fold
from soilbib.catalogue.languages import language_of
from soilbib.catalogue.query import Query, YearRange
from soilbib.catalogue.values import Count

if TYPE_CHECKING:
    from soilbib.catalogue.facts import Mask, Numbers

NONE = "none"
"""What stands for records without a value in the filters and facets of languages, years and categories."""


def filters(query: Query, facts: Facts, numbers: Numbers) -> dict[str, Mask]:
    """Facet → which of some records its filters let through; a facet without filters has none."""
    found = {
        "type": _among(query.types, query.not_types, facts.type, _by_name(facts.types), numbers),
        "language": _among(
            _codes(query.languages),
            _codes(query.not_languages) or (),
            facts.language,
            _languages(facts),
            numbers,
        ),
        "category": _categories(query, facts, numbers),
        "year": _years(query, facts.year, numbers),
    }
    return {facet: mask for facet, mask in found.items() if mask is not None}


def _codes(names: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(language_of(name) for name in names)


def _by_name(names: dict[int, str]) -> dict[str, int]:
    return {name: number for number, name in names.items()}


def _languages(facts: Facts) -> dict[str, int]:
    return {**_by_name(facts.languages), NONE: 0}


def _among(
    wanted: Sequence[str] | None,
    unwanted: Sequence[str],
    column: Any,
    values: dict[str, int],
    numbers: Numbers,
) -> Mask | None:
    """The records whose value in a column is that of one wanted name and of none that is not wanted."""
    if wanted is None and not unwanted:
        return None
    import numpy

    allowed = numpy.full(max(values.values(), default=0) + 1, wanted is None)
    allowed[[values[name] for name in wanted or () if name in values]] = True
    allowed[[values[name] for name in unwanted if name in values]] = False
    mask: Mask = allowed[column[numbers]]
    return mask


def _categories(query: Query, facts: Facts, numbers: Numbers) -> Mask | None:
    """Any of some, all of some and none of some; decided once for every set of categories that there is.

    A category that is wanted includes those under it. One that is not wanted is only itself, as on the page that
    this comes from: there a box that is not ticked says nothing of the boxes under it.
    """
    if query.categories is None and not query.all_categories and not query.not_categories:
        return None
    import numpy

    allowed = numpy.zeros(max(facts.sets) + 1, dtype=bool)
    above = ancestors(facts)
    any_of = None if query.categories is None else category_numbers(query.categories, facts)
    all_of = [category_numbers((name,), facts) for name in query.all_categories]
    none_of = category_numbers(query.not_categories, facts)
    for number, members in facts.sets.items():
        bears = set(members) or {0}
        counted = bears.union(*(above[member] for member in members))
        allowed[number] = (
            (any_of is None or bool(any_of & counted))
            and all(wanted & counted for wanted in all_of)
            and not none_of & bears
        )
    mask: Mask = allowed[facts.category_set[numbers]]
    return mask


def ancestors(facts: Facts) -> dict[int, set[int]]:
    """The numbers of the categories that each category stands under, at any distance."""
    number_of = {category.name: number for number, category in facts.categories.items()}
    above: dict[int, set[int]] = {}
    for number, category in facts.categories.items():
        above[number] = set()
        parent = number_of.get(category.parent)
        while parent is not None and parent not in above[number]:  # a file of another make may have a circle
            above[number].add(parent)
            parent = number_of.get(facts.categories[parent].parent)
    return above


def category_numbers(names: Iterable[str], facts: Facts) -> set[int]:
    """The numbers of categories by name, however its case, accents and dashes are written; 0 stands for "none"."""
    wanted = {fold(name) for name in names}
    found = {number for number, category in facts.categories.items() if fold(category.name) in wanted}
    return found | ({0} if NONE in wanted else set())


def _years(query: Query, column: Any, numbers: Numbers) -> Mask | None:
    if query.years is None and not query.not_years:
        return None
    import numpy

    years = column[numbers]
    mask = numpy.full(len(numbers), query.years is None)
    for wanted in query.years or ():
        mask |= _within(years, wanted)
    for unwanted in query.not_years:
        mask &= ~_within(years, unwanted)
    return mask


def _within(years: Any, wanted: YearRange) -> Mask:
    first, last = wanted
    least = NO_YEAR + 1 if first is None else min(max(first, NO_YEAR + 1), -NO_YEAR - 1)
    most = -NO_YEAR - 1 if last is None else min(max(last, NO_YEAR + 1), -NO_YEAR - 1)
    mask: Mask = (years >= least) & (years <= most)
    return mask


def count_facet(facet: str, numbers: Numbers, facts: Facts) -> tuple[Count, ...]:
    """The values of a facet among the records of some numbers, the most frequent first; years in their order."""
    return _COUNTS[facet](numbers, facts)


def _count_names(column: Any, numbers: Numbers, names: dict[int, str]) -> tuple[Count, ...]:
    import numpy

    counts = numpy.bincount(column[numbers])
    pairs = [(names.get(value, NONE), int(counts[value])) for value in counts.nonzero()[0].tolist()]
    return _sorted(pairs)


def _sorted(pairs: Iterable[tuple[str, int]]) -> tuple[Count, ...]:
    return tuple(
        Count(*pair) for pair in sorted(pairs, key=lambda pair: (-pair[1], pair[0] == NONE, pair[0]))
    )


def _count_types(numbers: Numbers, facts: Facts) -> tuple[Count, ...]:
    return _count_names(facts.type, numbers, facts.types)


def _count_languages(numbers: Numbers, facts: Facts) -> tuple[Count, ...]:
    return _count_names(facts.language, numbers, facts.languages)


def _count_years(numbers: Numbers, facts: Facts) -> tuple[Count, ...]:
    import numpy

    counts = numpy.bincount(facts.year[numbers].astype(numpy.int32) - NO_YEAR)
    values = counts.nonzero()[0].tolist()
    years = [Count(str(value + NO_YEAR), int(counts[value])) for value in values if value]
    return (*years, Count(NONE, int(counts[0]))) if values[:1] == [0] else tuple(years)


def _count_categories(numbers: Numbers, facts: Facts) -> tuple[Count, ...]:
    import numpy

    counts = numpy.bincount(facts.category_set[numbers])
    totals: dict[int, int] = {}
    above = ancestors(facts)
    for category_set in counts.nonzero()[0].tolist():
        bears = facts.sets[category_set]
        for category in set(bears).union(*(above[own] for own in bears)) or {0}:
            totals[category] = totals.get(category, 0) + int(counts[category_set])
    names = {number: category.name for number, category in facts.categories.items()}
    return _sorted((names.get(number, NONE), count) for number, count in totals.items())


_COUNTS = {
    "type": _count_types,
    "category": _count_categories,
    "year": _count_years,
    "language": _count_languages,
}
