"""What the duplicate finder hands back: merged records, clusters, decisions, and their explanation."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from soilbib.dedupe.profile import ARTICLES, Profile
from soilbib.dedupe.ruling import Verdict
from soilbib.dedupe.store import Computed, RecordStore
from soilbib.model import Record
from soilbib.model.markup import plain_text


class Decision(Struct, frozen=True):
    """The verdict on one pair of input records; ``one`` and ``other`` are their positions in the input.

    ``score`` says how alike they are (0 to 1), ``rule`` which rule decided, ``evidence`` what each field says.
    """

    one: int
    other: int
    ids: tuple[str, str]
    verdict: Verdict
    score: float
    reason: str
    rule: str
    evidence: dict[str, str] = {}


class Decisions(Computed[Decision]):
    """Decisions made when they are asked for; ``doubtful`` are the rows on which a person is asked, or has answered."""

    def __init__(self, size: int, decision: Callable[[int], Decision], doubtful: Sequence[int]) -> None:
        super().__init__(size, decision)
        self.doubtful = doubtful


class Deduplication(Struct, frozen=True):
    """The result of `soilbib.dedupe`.

    - ``records``: one for every cluster, merged, in the input order of the first members;
    - ``clusters``: for every one of these the positions of its members in ``sources``;
    - ``cluster_of``: for every input record the number of its cluster;
    - ``decisions``: pairs that match, that a person should look at, or that look alike but differ;
    - ``sources``: the input records, unchanged;
    - ``profile``: what was decided by;
    - ``old``: how many of the first sources are a catalogue's, in which the others were looked for.

    Records are merged when they are asked for. Where the input was too large for memory, sources are read back and
    decisions made when they are asked for, too.
    """

    records: Sequence[Record]
    clusters: tuple[tuple[int, ...], ...]
    cluster_of: tuple[int, ...]
    decisions: Sequence[Decision]
    sources: Sequence[Record]
    profile: Profile = ARTICLES
    old: int = 0

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the input records."""
        if isinstance(self.sources, RecordStore):
            return self.sources.ids
        return [source.id for source in self.sources]

    @property
    def kept(self) -> int:
        """How many records are left."""
        return len(self.records)

    @property
    def merged(self) -> int:
        """How many records went into another; kept + merged is the number of input records."""
        return len(self.sources) - len(self.records)

    def members(self, number: int) -> tuple[Record, ...]:
        """The input records of one cluster."""
        return tuple(self.sources[index] for index in self.clusters[number])

    def explain(self) -> list[str]:
        """Say in words what was merged into what and why, what may be a duplicate, and what only looks like one."""
        matches: dict[int, list[Decision]] = defaultdict(list)
        others: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            if (
                decision.verdict == "match"
                and self.cluster_of[decision.one] == self.cluster_of[decision.other]
            ):
                matches[self.cluster_of[decision.one]].append(decision)
            elif self.cluster_of[decision.one] != self.cluster_of[decision.other]:
                others[decision.verdict].append(decision)
        lines = [
            line for number in sorted(matches) for line in self._explain_cluster(number, matches[number])
        ]
        for verdict, heading in _HEADINGS:
            lines += _section(
                heading, [line for decision in others[verdict] for line in self._explain_pair(decision)]
            )
        return [*lines, f"{len(self.sources)} records in = {self.kept} kept + {self.merged} merged"]

    def _explain_cluster(self, number: int, decisions: Sequence[Decision]) -> Iterator[str]:
        """The record kept and, under it, each member with the pair that brought it in."""
        first = self.clusters[number][0]
        yield f"Kept {self._label(first)}"
        for index, decision in _tree(first, decisions):
            partner = decision.other if decision.one == index else decision.one
            yield f"  merged {self._label(index)}"
            yield f"    with {self._name(partner)}: {decision.reason} ({decision.rule}, {decision.score:.2f})"
            if decision.evidence:
                yield f"    {_evidence(decision)}"

    def _explain_pair(self, decision: Decision) -> Iterator[str]:
        yield f"  {self._label(decision.one)}"
        yield f"  {self._label(decision.other)}"
        yield f"    {decision.reason} ({decision.rule}, {decision.score:.2f})"
        yield f"    {_evidence(decision)}"

    def _name(self, index: int) -> str:
        return self.sources[index].id or f"record {index + 1}"

    def _label(self, index: int) -> str:
        record = self.sources[index]
        authors = "; ".join(name.full_family for name in record.authors[:3]) + (
            "; …" if len(record.authors) > 3 else ""
        )
        title = f"“{plain_text(record.title)}”" if record.title else "without a title"
        return " – ".join(
            part for part in (f"{self._name(index)}: {title}", str(record.year or ""), authors) if part
        )


_HEADINGS = (
    ("possible", "Possible duplicates, not merged:"),
    ("match", "Matches left apart, because the records they would join are known to differ:"),
    ("different", "Alike, but kept apart:"),
)


def _section(heading: str, lines: list[str]) -> list[str]:
    return [heading, *lines] if lines else []


def _evidence(decision: Decision) -> str:
    return "; ".join(f"{field} {word}" for field, word in decision.evidence.items())


def _tree(first: int, decisions: Sequence[Decision]) -> Iterator[tuple[int, Decision]]:
    """Each member with the surest decision by which it is reached from the first one."""
    edges: dict[int, list[Decision]] = defaultdict(list)
    for decision in sorted(decisions, key=lambda decision: -decision.score):
        edges[decision.one].append(decision)
        edges[decision.other].append(decision)
    reached, queue = {first}, deque([first])
    while queue:
        index = queue.popleft()
        for decision in edges[index]:
            partner = decision.other if decision.one == index else decision.one
            if partner not in reached:
                reached.add(partner)
                queue.append(partner)
                yield partner, decision
