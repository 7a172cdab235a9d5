"""Calibrate: turn a budget of false merges into the thresholds of a profile, by pairs that people have labelled.

The finder's pairs are put in the order in which one would trust them: what a rule merges before what it calls
possible, each by falling score. The thresholds are where as many as can be are merged while the share of false
ones, at the upper end of its confidence interval (Clopper and Pearson 1934, one-sided), keeps to the budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, exp, lgamma, log, log1p
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from soilbib.dedupe.answers import Answer, content_key, read_answers
from soilbib.dedupe.decision import decide, score
from soilbib.dedupe.deduplication import Deduplication
from soilbib.dedupe.explanation import compare_records
from soilbib.dedupe.keys import make_keys
from soilbib.dedupe.profile import ARTICLES, Profile, ProfileError, Thresholds
from soilbib.dedupe.tables import Row, read_table
from soilbib.errors import Problem, SoilbibError
from soilbib.model import Record

CONFIDENCE = 0.95
"""How sure the upper bound of the share of false merges is."""
_SAME = {
    **dict.fromkeys(("1", "same", "yes", "true"), True),
    **dict.fromkeys(("0", "different", "no", "false"), False),
}
Judgement: TypeAlias = Literal["match", "possible"]


class LabelError(SoilbibError):
    """A table that is none of labelled pairs."""


class Labelled(Struct, frozen=True):
    """A pair that the rules would merge or call possible, its score, and whether a person says it is one work."""

    verdict: Judgement
    score: float
    same: bool


class Calibration(Struct, frozen=True):
    """A profile, and what the labels say of it.

    Of ``merges`` labelled pairs that it merges ``false`` are wrong; with confidence `CONFIDENCE` at most the share
    ``bound`` is. ``met`` says whether that keeps to the budget; if not, ``needed`` more pairs, all of them right,
    would show it. ``found`` of ``same`` labelled duplicates are merged.
    """

    profile: Profile
    merges: int
    false: int
    bound: float
    met: bool
    needed: int
    found: int
    same: int


# Labels --------------------------------------------------------------------------------------------


def read_budget(text: str) -> float:
    """The share that "1/1000", "0.001" or "0.1%" stand for. Raises `ProfileError` for what is no share below 1."""
    bare = text.replace(" ", "")
    try:
        share = float(Fraction(bare.removesuffix("%"))) / (100 if bare.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        share = 0.0
    if not 0 < share < 1:
        raise ProfileError(f"{text!r} is no share of false merges such as 1/1000, 0.001 or 0.1%")
    return share


def read_labels(
    text: str, records: Sequence[Record], path: str = ""
) -> Iterator[tuple[Record, Record, bool] | Problem]:
    """The labelled pairs of a table, and its rows that cannot be used.

    The table has columns ``id1,id2,label`` (1 or same, 0 or different), or ``key1,key2,decision`` as
    `soilbib review` writes it. Raises `LabelError` where the header is neither.
    """
    columns, rows = read_table(text, path)
    if {"key1", "key2", "decision"} <= set(columns):
        yield from _decided(text, records, path)
    elif {"id1", "id2", "label"} <= set(columns):
        yield from _pairs(rows, records)
    else:
        raise LabelError(
            f"{path}: the header has neither id1,id2,label nor key1,key2,decision nor id,cluster"
        )


def _pairs(rows: Iterable[Row], records: Sequence[Record]) -> Iterator[tuple[Record, Record, bool] | Problem]:
    by_id = {record.id: record for record in records}
    for place, row, said in rows:
        one, other = (by_id.get(row[name]) for name in ("id1", "id2"))
        same = _SAME.get(row["label"].lower())
        if one is None or other is None:
            missing = row["id2" if one else "id1"]
            yield Problem("E105", f"no record has the id {missing!r}", place, text=said)
        elif same is None:
            yield Problem("E105", "a label is 1 or same, 0 or different", place, text=said)
        else:
            yield one, other, same


def _decided(
    text: str, records: Sequence[Record], path: str
) -> Iterator[tuple[Record, Record, bool] | Problem]:
    by_key: Mapping[str, Record] = {content_key(make_keys(record)): record for record in reversed(records)}
    for item in read_answers(text, path):
        if isinstance(item, Answer):
            if all(key in by_key for key in item.keys):
                yield by_key[item.keys[0]], by_key[item.keys[1]], item.decision == "same"
        else:
            yield item


def read_clusters(text: str, path: str = "") -> dict[str, str] | None:
    """The cluster of every id of a table ``id,cluster``; None where it is another table."""
    columns, rows = read_table(text, path)
    if not {"id", "cluster"} <= set(columns):
        return None
    clusters = {row.values["id"]: row.values["cluster"] for row in rows}
    if not all(identifier and number for identifier, number in clusters.items()):
        raise LabelError(f"{path}: a row lacks its id or its cluster")
    return clusters


def judged_pairs(
    pairs: Iterable[tuple[Record, Record, bool]], profile: Profile = ARTICLES
) -> Iterator[Labelled]:
    """What the rules say of labelled pairs, each looked at by itself; those that are never merged are left out."""
    for one, other, same in pairs:
        comparison = compare_records(one, other)
        ruling = decide(comparison, profile)
        if ruling is not None and ruling.verdict != "different":
            yield Labelled(ruling.verdict, score(comparison), same)


def labelled_decisions(found: Deduplication, cluster_of: Mapping[str, str]) -> Iterator[Labelled]:
    """What the rules said of the pairs of a whole set whose true clusters are known; identical records left out."""
    for decision in found.decisions:
        if decision.verdict != "different" and decision.rule != "identical":
            one, other = (cluster_of.get(identifier) for identifier in decision.ids)
            if one is not None and other is not None:
                yield Labelled(decision.verdict, decision.score, one == other)


# Thresholds ----------------------------------------------------------------------------------------


def calibrate(labelled: Sequence[Labelled], budget: float, profile: Profile = ARTICLES) -> Calibration:
    """The thresholds that merge as many of the pairs as the budget of false merges allows.

    Where there are too few labels to show that the budget is kept, only what the rules merge without a single
    false one is merged.
    """
    trusted = sorted(labelled, key=lambda pair: (pair.verdict != "match", -pair.score))
    ends = list(_ends(trusted))
    kept = [end for end in ends if is_shown(*end, budget)]
    clean = [end for end in ends if end[0] == 0 and trusted[end[1] - 1].verdict == "match"]
    false, merges = max(kept or clean, key=lambda end: end[1], default=(0, 0))
    thresholds = _thresholds(trusted, merges, profile.thresholds)
    return Calibration(
        profile=replace(
            profile, name="calibrated", about=_about(merges, false, budget), thresholds=thresholds
        ),
        merges=merges,
        false=false,
        bound=upper_bound(false, merges),
        met=bool(kept),
        needed=0 if kept else max(0, pairs_needed(budget) - merges),
        found=sum(pair.same for pair in trusted[:merges]),
        same=sum(pair.same for pair in labelled),
    )


def _ends(trusted: Sequence[Labelled]) -> Iterator[tuple[int, int]]:
    """After each run of pairs with one verdict and score: how many were false so far, and how many there were."""
    false = 0
    for count, pair in enumerate(trusted, start=1):
        false += not pair.same
        following = trusted[count] if count < len(trusted) else None
        if following is None or (following.verdict, following.score) != (pair.verdict, pair.score):
            yield false, count


def _thresholds(trusted: Sequence[Labelled], merges: int, before: Thresholds) -> Thresholds:
    """The thresholds under which the first so many pairs are merged."""
    left = trusted[merges:]
    if any(pair.verdict == "match" for pair in left):
        lowest = min((pair.score for pair in trusted[:merges]), default=1.0)
        return replace(before, match=lowest if merges else 1.0)
    taken = [pair.score for pair in trusted[:merges] if pair.verdict == "possible"]
    return replace(before, possible=min(taken)) if taken else before


def _about(merges: int, false: int, budget: float) -> str:
    return f"Calibrated on {merges} labelled merges, {false} of them false, to keep to {budget:g}."


def pairs_needed(budget: float) -> int:
    """How many pairs without a false one show that a budget is kept (about three divided by the budget)."""
    return ceil(log(1 - CONFIDENCE) / log1p(-budget))


def upper_bound(false: int, tries: int) -> float:
    """The largest share of false ones that so many in so many tries do not rule out (Clopper and Pearson)."""
    if not tries or false >= tries:
        return 1.0
    return _root(lambda share: _at_most(false, tries, share) - (1 - CONFIDENCE))


def is_shown(false: int, tries: int, budget: float) -> bool:
    """Whether so many false ones in so many tries show that their share is within the budget."""
    return false <= budget * tries and _at_most(false, tries, budget) <= 1 - CONFIDENCE


def _at_most(false: int, tries: int, share: float) -> float:
    """The probability of at most so many false ones, each with this probability (binomial)."""
    if share <= 0:
        return 1.0
    some = lgamma(tries + 1)
    return sum(
        exp(some - lgamma(k + 1) - lgamma(tries - k + 1) + k * log(share) + (tries - k) * log1p(-share))
        for k in range(false + 1)
    )


def _root(falling: Callable[[float], float]) -> float:
    """Where a falling function of 0 to 1 is zero, by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return high


def sample(found: Deduplication, size: int) -> list[int]:
    """The numbers of decisions to label: so many of the pairs that may be merged, spread evenly from sure to unsure."""
    open_ones = [
        number
        for number, decision in enumerate(found.decisions)
        if decision.verdict != "different" and decision.rule not in ("identical", "answer")
    ]
    open_ones.sort(
        key=lambda number: (found.decisions[number].verdict != "match", -found.decisions[number].score)
    )
    if len(open_ones) <= size:
        return open_ones
    return [open_ones[step * (len(open_ones) - 1) // max(size - 1, 1)] for step in range(size)]
