"""The tables that ``soilbib dedupe`` writes besides the merged records."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

import msgspec

from soilbib.cli.known import matches_csv
from soilbib.dedupe import Deduplication
from soilbib.dedupe.journal import journal, write_journal
from soilbib.dedupe.review import counts_by_source, key_map, pairs


def clusters_csv(found: Deduplication) -> Iterator[str]:
    """The table ``id,cluster``: a row for every record, in input order, ids as they are in the input."""
    rows = zip(found.ids, found.cluster_of, strict=True)
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([("id", "cluster"), *rows])
    yield stream.getvalue()


def pairs_jsonl(found: Deduplication) -> Iterator[str]:
    """Every decided pair as a line of JSON."""
    encode = msgspec.json.Encoder().encode
    return (encode(pair).decode() + "\n" for pair in pairs(found))


def keymap_tsv(found: Deduplication) -> Iterator[str]:
    """Old id and new id of every record that went into another."""
    return (f"{old}\t{new}\n" for old, new in key_map(found))


def journal_jsonl(found: Deduplication) -> Iterator[str]:
    """Every merge with its members, for ``soilbib unmerge``."""
    yield write_journal(journal(found))


def prisma_json(found: Deduplication) -> Iterator[str]:
    """The numbers of a PRISMA flow diagram."""
    yield msgspec.json.format(msgspec.json.encode(counts_by_source(found)), indent=2).decode() + "\n"


TABLES: dict[str, Callable[[Deduplication], Iterable[str]]] = {
    "clusters": clusters_csv,
    "pairs": pairs_jsonl,
    "keymap": keymap_tsv,
    "journal": journal_jsonl,
    "prisma": prisma_json,
    "matches": matches_csv,
}
"""Option: what is written into its file."""
