"""``soilbib dedupe --calibrate``: a budget of false merges turned into a profile."""

from __future__ import annotations

from collections.abc import Sequence

from soilbib.cli.inputs import read_inputs
from soilbib.cli.messages import Messages, plural
from soilbib.dedupe import dedupe
from soilbib.dedupe.calibration import (
    CONFIDENCE,
    Calibration,
    LabelError,
    Labelled,
    calibrate,
    judged_pairs,
    labelled_decisions,
    read_budget,
    read_clusters,
    read_labels,
)
from soilbib.dedupe.profile import Profile, write_profile
from soilbib.errors import Problem
from soilbib.files import STDIN, read_text
from soilbib.model import Record
from soilbib.output import write_text


def run(
    inputs: Sequence[str],
    labels: str,
    *,
    budget: str,
    profile: Profile,
    source_format: str | None = None,
    output: str | None = None,
    messages: Messages | None = None,
) -> int:
    """Write the profile that keeps to the budget as TOML; returns the exit status.

    1 where the labels are too few to show that it does, 4 where rows or records were rejected. Raises `LabelError`
    for a table without labels, and where none of them is on a pair that the rules may merge.
    """
    messages = messages or Messages()
    share = read_budget(budget)
    text = read_text(labels).text
    read = read_inputs(inputs, source_format, messages)
    labelled, problems = _labelled(text, read.records, labels, profile)
    messages.problems((*read.problems, *problems))
    if not labelled:
        raise LabelError(f"{labels}: none of its pairs is one that the rules may merge")
    found = calibrate(labelled, share, profile)
    said = in_words(found, share)
    write_text(output or STDIN, "".join(f"# {line}\n" for line in said) + write_profile(found.profile))
    for line in said:
        messages.summary(line)
    return 4 if read.rejected or problems else 0 if found.met else 1


def _labelled(
    text: str, records: Sequence[Record], path: str, profile: Profile
) -> tuple[list[Labelled], list[Problem]]:
    """The labels on pairs that may be merged, and the rows that cannot be used."""
    clusters = read_clusters(text, path)
    if clusters is not None:
        return list(labelled_decisions(dedupe(records, (), profile), clusters)), []
    items = list(read_labels(text, records, path))
    pairs = (item for item in items if not isinstance(item, Problem))
    return list(judged_pairs(pairs, profile)), [item for item in items if isinstance(item, Problem)]


def in_words(found: Calibration, budget: float) -> list[str]:
    """What the labels show, for a person."""
    bounds = found.profile.thresholds
    merged = f"{plural(found.merges, 'labelled pair')} merged, {found.false} of them falsely"
    lines = [
        f"{merged}; {found.found} of {plural(found.same, 'labelled duplicate')} found",
        f"match = {bounds.match:g}, possible = {bounds.possible:g}",
        f"with {CONFIDENCE:.0%} confidence at most {_of_thousand(found.bound)} of 1000 merges are false",
    ]
    if not found.met:
        more = plural(found.needed, "more pair")
        lines.append(
            f"to show that at most {_of_thousand(budget)} of 1000 are, label {more} that turn out right"
        )
    return lines


def _of_thousand(share: float) -> str:
    """ "1000", "57.6", "0.05": three digits at least of a share's thousandths."""
    return f"{1000 * share:.3g}" if share < 0.9995 else f"{1000 * share:.0f}"
