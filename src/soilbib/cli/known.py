"""A catalogue that new records are compared with: read once, then kept as an index beside its file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from soilbib.cli.inputs import read_inputs
from soilbib.cli.messages import Messages, plural
from soilbib.dedupe import Deduplication
from soilbib.dedupe.against import (
    BrokenIndexError,
    Prepared,
    StaleIndexError,
    prepare,
    read_index,
    stamp,
    write_index,
)
from soilbib.dedupe.deduplication import Decision
from soilbib.dedupe.merging import merge
from soilbib.errors import OutputError, Problem
from soilbib.files import STDIN, read_bytes
from soilbib.model import Record
from soilbib.output import write_text

SQLITE = b"SQLite format 3\0"
"""How the file of a catalogue begins that soilbib keeps itself (`soilbib add`)."""
SUFFIX = ".soilbib-index"
"""What is put after the catalogue's file name."""


def read_catalogue(path: str, messages: Messages) -> Prepared:
    """The catalogue, from its index where that is of this very file, else from the file itself.

    A new index is written then; that it is out of date, damaged or cannot be written is said and is no failure.
    """
    if path == STDIN:
        return _read_anew(path, messages)
    valid_for, index = stamp(_bytes(path)), path + SUFFIX
    if Path(index).exists():
        try:
            return read_index(read_bytes(index), valid_for)
        except (StaleIndexError, BrokenIndexError) as error:
            messages.summary(f"{index} {error}; it is made anew")
    prepared = _read_anew(path, messages)
    try:
        # Latin-1 has a character for every byte
        write_text(index, write_index(prepared, valid_for).decode("latin-1"), "latin-1")
    except (OutputError, UnicodeEncodeError) as error:
        messages.summary(f"the index is not kept: {error}")
    return prepared


def _bytes(path: str) -> bytes:
    """The catalogue's bytes; with those of the log beside it where soilbib keeps it itself."""
    data, log = read_bytes(path), Path(f"{path}-wal")
    return data + read_bytes(f"{path}-wal") if data.startswith(SQLITE) and log.exists() else data


def _read_anew(path: str, messages: Messages) -> Prepared:
    records, problems = _records(path, messages)
    with messages.progress(f"indexing {plural(len(records), 'record')} of {path}"):
        return prepare(records, problems)


def _records(path: str, messages: Messages) -> tuple[Sequence[Record], Sequence[Problem]]:
    """The records of a file in any format, or of a catalogue that soilbib keeps."""
    if path != STDIN and read_bytes(path).startswith(SQLITE):
        from soilbib.cli.collection import open_catalogue, records_of

        with open_catalogue(path) as catalogue:
            return tuple(records_of(catalogue.entries())), ()
    read = read_inputs((path,), None, messages)
    return read.records, read.problems


COLUMNS = ("id", "catalogue_id", "action", "score", "rule", "reason", "repeat_of")


def matches_csv(found: Deduplication) -> Iterator[str]:
    """A row for every new record: the catalogue's record of the same work, if there is one, and what to do.

    ``action`` is ``same`` (the catalogue has it all), ``update`` (it has the work, the new record says more),
    ``possible`` (a person should look), ``repeat`` (an earlier new record is of the same work) or ``new``;
    ``repeat_of`` is the first new record of the work, if there is an earlier one.
    """
    old = found.old
    best, inside = _best_decisions(found)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for index in range(old, len(found.sources)):
        members = found.clusters[found.cluster_of[index]]
        first = next(member for member in members if member >= old)
        if members[0] < old or first == index:
            row = _match(found, index, best.get(index))
        else:
            row = (found.sources[index].id, "", "repeat", *_told(inside.get((first, index))))
        writer.writerow((*row, found.sources[first].id if first < index else ""))
    yield stream.getvalue()


def _best_decisions(
    found: Deduplication,
) -> tuple[dict[int, Decision], dict[tuple[int, int], Decision]]:
    """For every new record the surest decision on a pair of it and an old one, matches before what is possible.

    And by their pairs the decisions on two new records.
    """
    best: dict[int, Decision] = {}
    inside: dict[tuple[int, int], Decision] = {}
    for decision in found.decisions:
        if decision.verdict == "different" or decision.other < found.old:
            continue
        if decision.one >= found.old:
            inside[decision.one, decision.other] = decision
            continue
        earlier = best.get(decision.other)
        if earlier is None or _sureness(found, decision) > _sureness(found, earlier):
            best[decision.other] = decision
    return best, inside


def _sureness(found: Deduplication, decision: Decision) -> tuple[bool, float]:
    return found.cluster_of[decision.one] == found.cluster_of[decision.other], decision.score


def _told(decision: Decision | None) -> tuple[str, str, str]:
    """Score, rule and reason of the decision that brought two records together."""
    if decision is None:
        return "", "", "by way of another record"
    return f"{decision.score:.4f}", decision.rule, decision.reason


def _match(
    found: Deduplication, index: int, decision: Decision | None
) -> tuple[str, str, str, str, str, str]:
    """One row of `matches_csv` but for the last column, of a record that repeats no new one."""
    record, first = found.sources[index], found.clusters[found.cluster_of[index]][0]
    if first < found.old:
        known = found.sources[first]
        both = merge([known, record])
        says_more = (both.fields, both.names, both.dates) != (known.fields, known.names, known.dates)
        direct = decision if decision is not None and decision.one == first else None
        return record.id, known.id, "update" if says_more else "same", *_told(direct)
    if decision is not None:
        return record.id, found.sources[decision.one].id, "possible", *_told(decision)
    return record.id, "", "new", "", "", ""
