"""Explain: one pair looked at by itself, and what would turn the verdict on it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import fields, replace

from soilbib.dedupe.comparison import Comparison, compare
from soilbib.dedupe.decision import decide, score
from soilbib.dedupe.keys import make_keys
from soilbib.dedupe.levels import Level
from soilbib.dedupe.profile import ARTICLES, Profile
from soilbib.dedupe.ruling import Ruling
from soilbib.dedupe.wording import ratios
from soilbib.model import Record

FLIPPED = ("doi", "authors", "year", "container", "volume", "issue", "pages")
"""The fields of a comparison that are turned one by one, the most telling first."""
NAMES = {"doi": "DOI"}
"""How a field is called for a reader, where that is not its own name."""
NO_RULE = Ruling("different", "too little agrees", "none")


class PairReport(Struct, frozen=True):
    """What the rules say of one pair; ``flips`` names changes of one field that would change the verdict."""

    verdict: str
    rule: str
    reason: str
    score: float
    evidence: dict[str, str]
    flips: tuple[str, ...]


def explain_pair(one: Record, other: Record, profile: Profile = ARTICLES) -> PairReport:
    """Judge two records by themselves, as if there were no others."""
    comparison = compare_records(one, other)
    ruling = decide(comparison, profile) or NO_RULE
    return PairReport(
        ruling.verdict, ruling.rule, ruling.reason, score(comparison), comparison.evidence(),
        tuple(flips(comparison, ruling.verdict, profile)),
    )  # fmt: skip


def compare_records(one: Record, other: Record) -> Comparison:
    """The evidence on two records."""
    ours, theirs = make_keys(one), make_keys(other)
    short, long = sorted((ours.title.compact, theirs.title.compact), key=lambda title: (len(title), title))
    whole, start = ratios([short, short], [long, long[: len(short)]])
    contained = 16 <= len(short) < len(long) and (start >= 0.94 or short in long)
    return compare(ours, theirs, whole if short else 0.0, contained)


def flips(comparison: Comparison, verdict: str, profile: Profile = ARTICLES) -> Iterator[str]:
    """The changes of a single field that lead to another verdict, in words."""
    for field in FLIPPED:
        now = getattr(comparison, field)
        for level in (Level.EQUAL, Level.DIFFERENT):
            if level is now:
                continue
            turned = (decide(_with(comparison, field, level), profile) or NO_RULE).verdict
            if turned != verdict:
                yield f"{NAMES.get(field, field)} {level.name.lower()} instead of {now.name.lower()}: {turned}"
                break


_STORED = frozenset(field.name for field in fields(Comparison))


def _with(comparison: Comparison, field: str, level: Level) -> Comparison:
    """The comparison with one field's level put in place of what was found."""
    if field in _STORED:
        return replace(comparison, **{field: level})
    changed = replace(comparison)
    changed.__dict__[field] = level
    return changed
