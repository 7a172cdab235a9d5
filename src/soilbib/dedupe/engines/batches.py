"""The stages on Arrow batches, as Spark hands them to Python: each function takes an iterator of them and gives one.

Records are told apart by their fingerprint. In a batch its rank stands for it, so that the stages see positions in
the same order as everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, groupby
from typing import Any

import msgspec

from soilbib.dedupe.answers import content_key
from soilbib.dedupe.columns import Screened, screen_chunk
from soilbib.dedupe.fingerprint import fingerprint
from soilbib.dedupe.index import Index, make_index
from soilbib.dedupe.keys import Keys, make_keys
from soilbib.dedupe.merging import merge
from soilbib.dedupe.pipeline import Judged, cluster_judged, judge
from soilbib.dedupe.profile import Profile
from soilbib.model import Record, Source, from_csl, to_csl

NORMALISED = (
    "place string, line string, id string, fingerprint binary, content string, keys binary, title string,"
    " codes array<bigint>, blocks array<bigint>"
)
SCREENED = "one binary, other binary, ratio float, contained boolean, crowded boolean"
JUDGED = "one binary, other binary, verdict string, judged binary"
CLUSTERED = "kind string, record binary, other binary, cluster binary, judged binary"
MERGED = "place string, record string"

_SOURCE = Source("jsonl")
_ENCODE = msgspec.msgpack.encode
_decode_keys = msgspec.msgpack.Decoder(Keys).decode
_decode_judged = msgspec.msgpack.Decoder(Judged).decode


def read_line(line: str) -> Record | None:
    """The record in a line of CSL-JSON; None where it is no JSON object."""
    try:
        item = msgspec.json.decode(line)
    except (ValueError, RecursionError):
        return None
    return from_csl(item, _SOURCE) if isinstance(item, dict) else None


def write_line(record: Record) -> str:
    """A record as a line of CSL-JSON."""
    return msgspec.json.encode(to_csl(record)).decode()


# Normalising ---------------------------------------------------------------------------------------


def normalise_batches(batches: Iterator[Any]) -> Iterator[Any]:
    """``place, line`` → `NORMALISED`; what is no record has nothing but these two."""
    import pyarrow

    lists = pyarrow.list_(pyarrow.int64())
    for batch in batches:
        lines = batch.column("line").to_pylist()
        records = [read_line(line) for line in lines]
        keyed = [make_keys(record or Record()) for record in records]
        index = make_index(keyed)
        ends = index.counts.cumsum().tolist()
        blocks = [index.blocks[start:end].tolist() for start, end in zip([0, *ends], ends, strict=False)]
        columns = {
            "place": batch.column("place"),
            "line": batch.column("line"),
            "id": pyarrow.array([record and record.id for record in records], pyarrow.string()),
            "fingerprint": pyarrow.array(
                [record and fingerprint(record) for record in records], pyarrow.binary()
            ),
            "content": pyarrow.array([content_key(keys) for keys in keyed], pyarrow.string()),
            "keys": pyarrow.array([_ENCODE(keys) for keys in keyed], pyarrow.binary()),
            "title": pyarrow.array(index.titles, pyarrow.string()),
            "codes": pyarrow.array(index.codes.T.tolist(), lists),
            "blocks": pyarrow.array(blocks, lists),
        }
        yield pyarrow.RecordBatch.from_arrays(list(columns.values()), list(columns))


# Screening and judging -----------------------------------------------------------------------------


def _index_of_pairs(batch: Any) -> Index:
    """The columns of both sides of some pairs: those of all first records, then those of all second ones."""
    import numpy

    titles = batch.column("title1").to_pylist() + batch.column("title2").to_pylist()
    codes = [batch.column(name).flatten().to_numpy() for name in ("codes1", "codes2")]
    crowded = [batch.column(name).to_numpy(zero_copy_only=False) for name in ("crowded1", "crowded2")]
    return Index(
        titles=titles,
        lengths=numpy.array([len(title) for title in titles], dtype=numpy.int32),
        codes=numpy.concatenate(codes).reshape(len(titles), -1).T.astype(numpy.uint32),
        counts=numpy.zeros(len(titles), dtype=numpy.int64),
        blocks=numpy.zeros(0, dtype=numpy.int64),
        crowded=numpy.concatenate(crowded),
    )


def screen_batches(batches: Iterator[Any]) -> Iterator[Any]:
    """``one, other`` with titles, codes and crowds of both → `SCREENED`: the pairs worth a comparison."""
    import numpy
    import pyarrow

    for batch in batches:
        size = batch.num_rows
        found = screen_chunk(_index_of_pairs(batch), numpy.arange(size), numpy.arange(size, 2 * size))
        rows = pyarrow.array(found.ones)
        yield pyarrow.RecordBatch.from_arrays(
            [batch.column("one").take(rows), batch.column("other").take(rows), found.ratios, found.contained,
             found.crowded],
            ["one", "other", "ratio", "contained", "crowded"],
        )  # fmt: skip


def judge_batches(profile: Profile, batches: Iterator[Any]) -> Iterator[Any]:
    """`SCREENED` with the keys of both → `JUDGED`; ``verdict`` is "unlike" for two works that are not even alike."""
    import numpy
    import pyarrow

    for batch in batches:
        size = batch.num_rows
        blobs = batch.column("keys1").to_pylist() + batch.column("keys2").to_pylist()
        ratios, contained, crowded = (
            batch.column(name).to_numpy(zero_copy_only=False) for name in ("ratio", "contained", "crowded")
        )
        screened = Screened(numpy.arange(size), numpy.arange(size, 2 * size), ratios, contained, crowded)
        judged, unlike = judge([_decode_keys(blob) for blob in blobs], [screened], profile)
        rows = pyarrow.array([pair.one for pair in judged] + [one for one, _ in unlike], type=pyarrow.int64())
        yield pyarrow.RecordBatch.from_arrays(
            [batch.column("one").take(rows), batch.column("other").take(rows),
             pyarrow.array([pair.ruling.verdict for pair in judged] + ["unlike"] * len(unlike), pyarrow.string()),
             pyarrow.array([_ENCODE(pair) for pair in judged] + [None] * len(unlike), pyarrow.binary())],
            ["one", "other", "verdict", "judged"],
        )  # fmt: skip


# Clustering ----------------------------------------------------------------------------------------


def cluster_batches(
    profile: Profile, answered: Sequence[tuple[bytes, bytes, Judged]], batches: Iterator[Any]
) -> Iterator[Any]:
    """Whole components of records that matches hold together, and the pairs among them → `CLUSTERED`.

    Rows in: "member" with its keys and whether its place is crowded, "pair" with what was ruled on it, "unlike".
    Rows out: "member" with the first record of its cluster, "pair" with every ruling that stands.
    """
    rows = [row for batch in batches for row in batch.to_pylist()]
    members = sorted((row["record"], row["keys"], row["crowded"]) for row in rows if row["kind"] == "member")
    if not members:
        return
    prints = [record for record, _, _ in members]
    position = {record: number for number, record in enumerate(prints)}
    keyed = [_decode_keys(keys) for _, keys, _ in members]
    index = _index_of_members(keyed, [crowded for _, _, crowded in members])
    placed = partial(_placed, position)
    judged, clusters = cluster_judged(
        index,
        [
            placed(row["record"], row["other"], _decode_judged(row["judged"]))
            for row in rows
            if row["kind"] == "pair"
        ],
        [(position[row["record"]], position[row["other"]]) for row in rows if row["kind"] == "unlike"],
        partial(judge, keyed, profile=profile),
        [placed(one, other, said) for one, other, said in answered if one in position and other in position],
    )
    told: list[tuple[Any, ...]] = [
        ("member", record, None, prints[cluster], None)
        for record, cluster in zip(prints, clusters, strict=True)
    ]
    told += [("pair", prints[pair.one], prints[pair.other], None, _ENCODE(pair)) for pair in judged]
    yield _batch(CLUSTERED, told)


def _placed(position: dict[bytes, int], one: bytes, other: bytes, pair: Judged) -> Judged:
    return msgspec.structs.replace(pair, one=position[one], other=position[other])


def _index_of_members(keyed: Sequence[Keys], crowded: Sequence[bool]) -> Index:
    import numpy

    return msgspec.structs.replace(make_index(keyed), crowded=numpy.array(crowded, dtype=bool))


# Merging -------------------------------------------------------------------------------------------


def merge_batches(batches: Iterator[Any]) -> Iterator[Any]:
    """``cluster, place, line``, the rows of every cluster together in the order of the input → `MERGED`."""
    rows = chain.from_iterable(batch.to_pylist() for batch in batches)
    merged = []
    for _, group in groupby(rows, key=lambda row: row["cluster"]):
        members = list(group)
        records = [read_line(row["line"]) or Record() for row in members]
        merged.append(
            (members[0]["place"], write_line(merge(records)) if len(records) > 1 else members[0]["line"])
        )
        if len(merged) == 10_000:
            yield _batch(MERGED, merged)
            merged = []
    if merged:
        yield _batch(MERGED, merged)


def tell_batches(batches: Iterator[Any]) -> Iterator[Any]:
    """``id1, id2, judged`` → ``pair``: a line of JSON for each."""
    for batch in batches:
        rows = batch.to_pylist()
        told = [_tell((row["id1"], row["id2"]), _decode_judged(row["judged"])) for row in rows]
        yield _batch("pair string", [(line,) for line in told])


def _tell(ids: tuple[str, str], pair: Judged) -> str:
    ruling = pair.ruling
    said = {"verdict": ruling.verdict, "score": pair.score, "rule": ruling.rule, "reason": ruling.reason}
    return msgspec.json.encode({"ids": ids, **said, "evidence": pair.evidence}).decode()


def _batch(schema: str, rows: Sequence[tuple[Any, ...]]) -> Any:
    """Rows as a batch whose columns are named and typed as in a schema of Spark's."""
    import pyarrow

    columns = [column.split() for column in schema.split(", ")]
    arrays = [
        pyarrow.array(values, type=getattr(pyarrow, kind)())
        for (_, kind), values in zip(
            columns, zip(*rows, strict=True) if rows else ([],) * len(columns), strict=True
        )
    ]
    return pyarrow.RecordBatch.from_arrays(arrays, [name for name, _ in columns])
