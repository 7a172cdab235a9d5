"""All in memory, in this process: for what fits, and without a start-up of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from soilbib.dedupe.answers import Answer, answered_pairs
from soilbib.dedupe.columns import screen
from soilbib.dedupe.deduplication import Deduplication
from soilbib.dedupe.index import make_index, with_crowds
from soilbib.dedupe.merging import merge
from soilbib.dedupe.pipeline import (
    candidate_pairs,
    cluster_numbers,
    decisions_of,
    identical_groups,
    judge,
    judge_and_cluster,
    normalise,
    number_clusters,
)
from soilbib.dedupe.profile import Profile
from soilbib.dedupe.store import Computed
from soilbib.model import Record


def deduplicate(sources: tuple[Record, ...], answers: Sequence[Answer], profile: Profile) -> Deduplication:
    """Find the clusters of the records and merge them."""
    fingerprints, keys = normalise(sources)
    groups = identical_groups(fingerprints)
    keyed = [keys[group[0]] for group in groups]
    index = with_crowds(make_index(keyed))
    screened = screen(index, candidate_pairs(index))
    judged, numbers = judge_and_cluster(
        index, screened, partial(judge, keyed, profile=profile), answered_pairs(keyed, answers)
    )
    clusters = number_clusters(groups, numbers)
    return Deduplication(
        records=Computed(
            len(clusters), cache(lambda number: merge([sources[at] for at in clusters[number]]))
        ),
        clusters=clusters,
        cluster_of=cluster_numbers(clusters),
        decisions=tuple(decisions_of([source.id for source in sources], groups, judged)),
        sources=sources,
        profile=profile,
    )
