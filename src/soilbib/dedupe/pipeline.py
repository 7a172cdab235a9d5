"""The stages joined: identical records, pairs, rulings, clusters and decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, combinations
from typing import TypeAlias

from msgspec import Struct, msgpack

from soilbib.dedupe.blocking import Pairs, pair_up
from soilbib.dedupe.clustering import cluster
from soilbib.dedupe.columns import Screened, screen
from soilbib.dedupe.comparison import Comparison, compare_all, turned
from soilbib.dedupe.decision import decide, score
from soilbib.dedupe.deduplication import Decision, Decisions
from soilbib.dedupe.fingerprint import fingerprint
from soilbib.dedupe.index import Index, blocks_of
from soilbib.dedupe.keys import Keys, make_keys
from soilbib.dedupe.levels import Level
from soilbib.dedupe.profile import ARTICLES, Profile
from soilbib.dedupe.ruling import Ruling
from soilbib.model import Record

ANSWER = "answer"
"""The rule's name where a person has decided."""
MAX_CHECKED = 30
"""Clusters up to this size have all their pairs compared before they stand."""


class Judged(Struct, frozen=True):
    """A pair of groups of identical records, and what was ruled on it.

    There may be very many, and hardly anybody asks for the evidence of most: it is kept encoded.
    """

    one: int
    other: int
    ruling: Ruling
    score: float
    encoded_evidence: bytes = msgpack.encode({})

    @property
    def evidence(self) -> dict[str, str]:
        """What each field says."""
        return _decode_evidence(self.encoded_evidence)


_encode_evidence = msgpack.Encoder().encode
_decode_evidence = msgpack.Decoder(dict[str, str]).decode
_IDENTICAL = Judged(0, 0, Ruling("match", "the records are identical", "identical"), 1.0)


def normalise(records: Sequence[Record]) -> tuple[list[bytes], list[Keys]]:
    """The fingerprint and the keys of every record."""
    return [fingerprint(record) for record in records], [make_keys(record) for record in records]


Judge: TypeAlias = Callable[[Iterable[Screened]], tuple[list[Judged], list[tuple[int, int]]]]
"""What compares and decides screened pairs: `judge` with the keys and the profile that it needs, or what calls it."""


def identical_groups(fingerprints: Sequence[bytes]) -> list[tuple[int, ...]]:
    """Positions of records with the same content, in an order that depends on the contents alone."""
    groups: dict[bytes, list[int]] = defaultdict(list)
    for index, content in enumerate(fingerprints):
        groups[content].append(index)
    return [tuple(groups[content]) for content in sorted(groups)]


def candidate_pairs(index: Index) -> Pairs:
    """The pairs worth comparing, each once, sorted; their number is linear in the number of records."""
    return pair_up(blocks_of(index))


def judge(
    keyed: Sequence[Keys] | Mapping[int, Keys], screened: Iterable[Screened], profile: Profile = ARTICLES
) -> tuple[list[Judged], list[tuple[int, int]]]:
    """Compare and decide: the pairs that are worth telling, and those of two works that are not even alike.

    Pairs on which no rule speaks are left out.
    """
    judged, unlike = [], []
    for one, other, comparison in chain.from_iterable(compare_all(keyed, some) for some in screened):
        ruling = decide(comparison, profile)
        if ruling is None:
            continue
        if ruling.verdict == "different" and not _near(comparison):
            unlike.append((one, other))
        else:
            evidence = _encode_evidence(comparison.evidence())
            judged.append(Judged(one, other, ruling, score(comparison), evidence))
    return judged, unlike


def judge_and_cluster(
    index: Index, screened: Iterable[Screened], judge: Judge, answered: Sequence[Judged] = ()
) -> tuple[list[Judged], list[int]]:
    """The rulings on the screened pairs and more, and the cluster of every group; see `cluster_judged`."""
    return cluster_judged(index, *judge(screened), judge, answered)


def cluster_judged(
    index: Index,
    judged: list[Judged],
    unlike: list[tuple[int, int]],
    judge: Judge,
    answered: Sequence[Judged] = (),
    apart: int = 0,
) -> tuple[list[Judged], list[int]]:
    """The rulings, and the cluster of every group; pairs that only a chain brought together are judged too.

    What was ``answered`` by a person stands above every rule. No two of the first ``apart`` come together. Records
    that no match holds together do not matter to one another: of several lots of them each can be clustered by itself.
    """
    size = len(index.titles)
    judged = settle(size, judged, answered)
    clusters = _cluster(size, judged, unlike, apart)
    chained, chained_unlike = judge(screen(index, _chained(clusters, judged, unlike), unlike=True))
    judged += settle(size, chained, answered)[len(answered) :]
    differing = settle_unlike(size, [*unlike, *chained_unlike], answered)
    if chained_unlike or answered or any(pair.ruling.parts for pair in chained):
        clusters = _cluster(size, judged, differing, apart)
    return judged, clusters


def settle(size: int, judged: Sequence[Judged], answered: Sequence[Judged]) -> list[Judged]:
    """The answers and, after them, the rulings that no answer contradicts."""
    if not answered:
        return list(judged)
    said = {(pair.one, pair.other) for pair in answered}
    joined = _joined(size, answered)
    return [
        *answered,
        *(
            pair
            for pair in judged
            if (pair.one, pair.other) not in said
            and not (pair.ruling.parts and joined[pair.one] == joined[pair.other])
        ),
    ]


def settle_unlike(
    size: int, unlike: Sequence[tuple[int, int]], answered: Sequence[Judged]
) -> Sequence[tuple[int, int]]:
    """The pairs of two works but for those that answers have made one."""
    if not answered:
        return unlike
    joined = _joined(size, answered)
    return [(one, other) for one, other in unlike if joined[one] != joined[other]]


def _joined(size: int, answered: Sequence[Judged]) -> list[int]:
    """The clusters that the answers alone make."""
    return cluster(size, [(pair.one, pair.other) for pair in answered if pair.ruling.verdict == "match"], ())


def _cluster(size: int, judged: Sequence[Judged], unlike: Sequence[tuple[int, int]], apart: int) -> list[int]:
    """Cluster by the matches: what a person said first, then the surest."""
    matches = [pair for pair in judged if pair.ruling.verdict == "match"]
    matches.sort(key=lambda pair: (pair.ruling.rule != ANSWER, -pair.score, pair.one, pair.other))
    ends = {end for pair in matches for end in (pair.one, pair.other)}
    different = ((pair.one, pair.other) for pair in judged if pair.ruling.parts)
    apart_ends = (pair for pair in chain(different, unlike) if ends.issuperset(pair))
    return cluster(size, [(pair.one, pair.other) for pair in matches], apart_ends, apart)


def _chained(clusters: Sequence[int], judged: Sequence[Judged], unlike: Iterable[tuple[int, int]]) -> Pairs:
    """The pairs inside clusters that were never ruled on, because a third record brought them together."""
    members: dict[int, list[int]] = defaultdict(list)
    for index, number in enumerate(clusters):
        members[number].append(index)
    ruled = chain(((pair.one, pair.other) for pair in judged), unlike)
    known = {pair for pair in ruled if clusters[pair[0]] == clusters[pair[1]]}
    inside = (combinations(group, 2) for group in members.values() if 2 < len(group) <= MAX_CHECKED)
    chained = [pair for pair in chain.from_iterable(inside) if pair not in known]
    return Pairs([one for one, _ in chained], [other for _, other in chained])


def decisions_of(
    ids: Sequence[str], groups: Sequence[tuple[int, ...]], judged: Iterable[Judged]
) -> Sequence[Decision]:
    """The decisions as the caller sees them, by position in the input, each made when it is asked for.

    ``ids`` are those of the input records.
    """
    told = list(judged)
    rows: list[tuple[int, int, int]] = []
    for group in groups:
        rows += [(group[0], index, -1) for index in group[1:]]
    for number, pair in enumerate(told):
        one, other = groups[pair.one][0], groups[pair.other][0]
        rows.append((one, other, number) if one < other else (other, one, number))
    rows.sort()
    told.append(_IDENTICAL)

    def decision(row: int) -> Decision:
        """The decision of a row, its evidence the way round that its records stand."""
        one, other, number = rows[row]
        pair = told[number]
        named, ruling = (ids[one], ids[other]), pair.ruling
        evidence = pair.evidence if one in groups[pair.one][:1] else turned(pair.evidence)
        return Decision(one, other, named, ruling.verdict, pair.score, ruling.reason, ruling.rule, evidence)

    doubtful = {
        number
        for number, pair in enumerate(told)
        if pair.ruling.verdict == "possible" or pair.ruling.rule == ANSWER
    }
    return Decisions(
        len(rows), decision, [row for row, (_, _, number) in enumerate(rows) if number in doubtful]
    )


def _near(comparison: Comparison) -> bool:
    """Whether two records are alike enough to say why they are not merged; one generic title on both is nothing."""
    if comparison.doi is Level.EQUAL:
        return True
    generic = comparison.one.title.generic and comparison.other.title.generic
    return not generic and (
        comparison.title >= 0.85 or (comparison.contained and comparison.authors >= Level.SIMILAR)
    )


def number_clusters(
    groups: Sequence[tuple[int, ...]], clusters: Sequence[int]
) -> tuple[tuple[int, ...], ...]:
    """The members of every cluster as positions in the input, clusters ordered by their first member."""
    members: dict[int, list[int]] = defaultdict(list)
    for group, number in zip(groups, clusters, strict=True):
        members[number].extend(group)
    return tuple(sorted(tuple(sorted(group)) for group in members.values()))


def cluster_numbers(clusters: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """For every input record the number of its cluster."""
    numbers = [0] * sum(len(members) for members in clusters)
    for number, members in enumerate(clusters):
        for index in members:
            numbers[index] = number
    return tuple(numbers)
