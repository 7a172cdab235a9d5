"""Journal: every merge with its members as they were, so that one merge can be taken back later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct

from soilbib.dedupe.answers import content_key
from soilbib.dedupe.deduplication import Decision, Deduplication
from soilbib.dedupe.keys import make_keys
from soilbib.dedupe.merging import merge
from soilbib.dedupe.text import words
from soilbib.errors import OutputError, Place, Problem
from soilbib.model import Record

NAMED = 5
"""How many merges a message names."""


class Entry(Struct, frozen=True):
    """One merge: the name of its cluster, the merged record's id and content key, its members, and why."""

    cluster: str
    id: str
    key: str
    members: tuple[Record, ...]
    decisions: tuple[Decision, ...] = ()


class UnmergeError(OutputError):
    """A merge that cannot be taken back: not in the journal, or the record has changed since."""


def journal(found: Deduplication) -> Iterator[Entry]:
    """An entry for every cluster of two records or more."""
    decisions: dict[int, list[Decision]] = {}
    for decision in found.decisions:
        number = found.cluster_of[decision.one]
        if decision.verdict == "match" and number == found.cluster_of[decision.other]:
            decisions.setdefault(number, []).append(decision)
    for number, (record, members) in enumerate(zip(found.records, found.clusters, strict=True)):
        if len(members) > 1:
            key = content_key(make_keys(record))
            yield Entry(f"c{key}", record.id, key, found.members(number), tuple(decisions.get(number, ())))


def write_journal(entries: Iterable[Entry]) -> str:
    """The journal as JSON Lines, the same bytes for the same merges."""
    encode = msgspec.json.Encoder(order="deterministic").encode
    return "".join(encode(entry).decode() + "\n" for entry in entries)


def read_journal(text: str, path: str = "") -> Iterator[Entry | Problem]:
    """Read a journal; a line that is none is a problem that keeps its text."""
    decoder = msgspec.json.Decoder(Entry)
    for number, line in enumerate(text.split("\n"), start=1):  # a value may hold other line ends
        if line.strip():
            try:
                yield decoder.decode(line)
            except msgspec.DecodeError as error:
                yield Problem(
                    "E105", f"no entry of a merge journal: {error}", Place(path, number, 1), text=line
                )


def unmerge(
    records: Sequence[Record], entries: Sequence[Entry], name: str, *, force: bool = False
) -> list[Record]:
    """The records with one merge taken back: the members stand where the merged record stood.

    ``name`` is the cluster's or the merged record's id. Raises `UnmergeError` where the journal or the records
    do not know it, where two merges have that id, or where the record has been edited since, unless ``force`` says
    that this may be lost.
    """
    entry = _named(records, entries, name)
    if not force and _are_there(entry.members, records):
        raise UnmergeError(f"the members of {entry.id!r} are all there: that merge has been taken back")
    places = [index for index, record in enumerate(records) if record.id == entry.id]
    if len(places) > 1:  # other works may have its id
        places = [at for at in places if content_key(make_keys(records[at])) == entry.key] or places
    if len(places) != 1:
        raise UnmergeError(f"{len(places) or 'no'} records have the id {entry.id!r} of that merge")
    place = places[0]
    if not force:
        _refuse_edited(records[place], entry)
    return [*records[:place], *entry.members, *records[place + 1 :]]


def _named(records: Sequence[Record], entries: Sequence[Entry], name: str) -> Entry:
    """The last merge of that name; of several works with one id the one whose merged record is there."""
    named = {entry.cluster: entry for entry in entries if name in (entry.cluster, entry.id)}
    if not named:
        known = ", ".join(dict.fromkeys(entry.id for entry in entries[:NAMED]))
        more = ", …" if len(entries) > NAMED else ""
        raise UnmergeError(
            f"the journal has no merge named {name!r}" + (f"; it has {known}{more}" if known else "")
        )
    keys = {content_key(make_keys(record)) for record in records if record.id == name}
    there = [cluster for cluster, entry in named.items() if entry.key in keys]
    if len(there) > 1:
        raise UnmergeError(f"{len(there)} merges have the id {name!r}: {' and '.join(there)} name one each")
    return named[there[0]] if there else next(reversed(named.values()))


def _are_there(members: Sequence[Record], records: Sequence[Record]) -> bool:
    """Whether each member is among the records; several may have one id, and so may other works."""
    ids = {member.id for member in members}
    known = Counter((record.id, content_key(make_keys(record))) for record in records if record.id in ids)
    return Counter((member.id, content_key(make_keys(member))) for member in members) <= known


def _refuse_edited(merged: Record, entry: Entry) -> None:
    """Raise `UnmergeError` where something was written into the merged record."""
    edited = _edited_fields(merged, entry.members)
    if edited or content_key(make_keys(merged)) != entry.key:
        where = f" ({', '.join(edited)})" if edited else ""
        raise UnmergeError(
            f"{entry.id!r} has changed since it was merged{where}; --force takes it back and loses that"
        )


def _edited_fields(merged: Record, members: Sequence[Record]) -> list[str]:
    """The fields whose words neither a member nor the merge of them has, in whatever field a format has put them."""
    said = [*members, merge(members)]
    known = {tuple(words(value)) for record in said for value in record.fields.values()}
    return [name for name, value in merged.fields.items() if value and tuple(words(value)) not in known]
