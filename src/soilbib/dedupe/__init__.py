"""Find the records that describe the same work, and merge them.

The stages carry the field's names: normalise (`keys`), block (`blocking`), compare (`comparison`),
decide (`decision`), cluster (`clustering`), merge (`merging`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import ModuleType

from soilbib.dedupe.answers import Answer
from soilbib.dedupe.deduplication import Decision, Deduplication
from soilbib.dedupe.engines.memory import deduplicate
from soilbib.dedupe.profile import ARTICLES, Profile
from soilbib.model import Record
from soilbib.model.collector import collector_paused

__all__ = ["Answer", "Decision", "Deduplication", "Profile", "dedupe"]


def dedupe(
    records: Iterable[Record], answers: Iterable[Answer] = (), profile: Profile = ARTICLES
) -> Deduplication:
    """Group the records that describe the same work and merge each group.

    The order of the records does not change which are grouped. Nothing is lost: every input record is
    in `Deduplication.sources` and in exactly one cluster. ``answers`` are decisions of people: they stand above
    the rules; of two that contradict each other the one "same" wins (see `answers.find_contradictions`).
    ``profile`` says how sure a merge has to be and which rules count (see `profile.load_profile`).
    """
    with collector_paused():
        return deduplicate(tuple(records), tuple(answers), profile)


class _CallableModule(ModuleType):
    """This package as a function."""

    def __call__(
        self, records: Iterable[Record], answers: Iterable[Answer] = (), profile: Profile = ARTICLES
    ) -> Deduplication:
        return dedupe(records, answers, profile)


# `soilbib.dedupe` has to be both: the package, which importing a submodule binds to that name, and the public function.
sys.modules[__name__].__class__ = _CallableModule
