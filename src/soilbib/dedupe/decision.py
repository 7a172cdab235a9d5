"""Decide: the first of the rules that has an answer gives the verdict and its reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp

from msgspec.structs import replace

from soilbib.dedupe.comparison import Comparison
from soilbib.dedupe.levels import DIFFERENT, EQUAL, SIMILAR, Level
from soilbib.dedupe.profile import ARTICLES, Effect, Profile
from soilbib.dedupe.questions import same_authors, same_title
from soilbib.dedupe.rules import RULES
from soilbib.dedupe.ruling import Rule, Ruling

_WEIGHTS: dict[str, dict[Level, float]] = {
    "authors": {EQUAL: 3, SIMILAR: 1, DIFFERENT: -4},
    "year": {EQUAL: 1, DIFFERENT: -2},
    "container": {EQUAL: 1, SIMILAR: 0.5, DIFFERENT: -1},
    "volume": {EQUAL: 1.5, DIFFERENT: -2},
    "issue": {EQUAL: 0.5, DIFFERENT: -0.5},
    "pages": {EQUAL: 2, SIMILAR: 1, DIFFERENT: -2},
    "DOI": {EQUAL: 6, DIFFERENT: -3},
    "abstract": {EQUAL: 2},
}
"""What a field's agreement adds to the logarithm of the odds that two records are one work."""
_BY_LEVEL = {field: tuple(weights.get(level, 0) for level in Level) for field, weights in _WEIGHTS.items()}


def score(comparison: Comparison) -> float:
    """How alike two records are, 0 to 1, whatever the rules say; a title counts from 80 % on."""
    odds = 12 * (comparison.title - 0.8) - 1
    odds += sum([_BY_LEVEL[field][level] for field, level in comparison.levels.items()])
    return round(1 / (1 + exp(-odds)), 4)


def decide(
    comparison: Comparison, profile: Profile = ARTICLES, rules: Sequence[Rule] = RULES
) -> Ruling | None:
    """The answer of the first rule that has one, with the rule's name, as the profile takes it."""
    for rule in _asked(tuple(rules), profile.off):
        ruling = rule(comparison)
        if ruling is None:
            continue
        taken = _taken(ruling, profile.rules.get(rule.__name__, "on"), comparison)
        named = replace(taken, rule=rule.__name__)
        return _weighed(named, comparison, profile) if profile.weighs else named
    return None


@lru_cache(maxsize=16)
def _asked(rules: Sequence[Rule], off: frozenset[str]) -> tuple[Rule, ...]:
    """The rules but for those that are off."""
    return tuple(rule for rule in rules if rule.__name__ not in off)


def _taken(ruling: Ruling, effect: Effect, c: Comparison) -> Ruling:
    """What an answer counts for; a veto gives way to "same" or "possible" only where title and authors agree."""
    if effect == "on":
        return ruling
    if effect == "off" or (ruling.verdict == "different" and not (same_title(c) and same_authors(c))):
        return ruling
    return Ruling("match" if effect == "same" else effect, ruling.reason)


def _weighed(ruling: Ruling, c: Comparison, profile: Profile) -> Ruling | None:
    """The ruling after the profile's thresholds: a match may become possible, what is possible a match or nothing."""
    if ruling.verdict == "different":
        return ruling
    bounds, sure = profile.thresholds, score(c)
    if ruling.verdict == "match":
        return ruling if sure >= bounds.match else replace(ruling, verdict="possible")
    if sure >= bounds.possible:
        return replace(ruling, verdict="match", opposed=False)
    return ruling if sure >= bounds.review else None
