"""Blocking on disk: the rows go into DuckDB as they come, and the pairs come out chunk by chunk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self

from soilbib.dedupe.blocking import Pairs
from soilbib.dedupe.columns import CHUNK
from soilbib.dedupe.engines import sql
from soilbib.dedupe.index import CODES, Index

if TYPE_CHECKING:
    from numpy.typing import NDArray

MEMORY = "1GB"
"""What DuckDB may take; beyond it, it writes to disk."""
_BATCH = 1 << 20
"""So many rows are handed over at a time."""


class Pairing:
    """The blocks of records on disk, as a context manager: `add` portions of records, then ask for their `pairs`."""

    def __init__(self) -> None:
        import duckdb

        self._folder = TemporaryDirectory(prefix="soilbib-")
        self._connection = duckdb.connect(
            str(Path(self._folder.name, "pairs.duckdb")),
            config={"memory_limit": MEMORY, "temp_directory": self._folder.name},
        )
        self._connection.execute("SET preserve_insertion_order = false")
        self._connection.execute("CREATE TABLE rows_of_blocks (block BIGINT, row BIGINT)")
        self._waiting: list[tuple[NDArray[Any], NDArray[Any]]] = []
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._folder.cleanup()

    def add(self, index: Index) -> None:
        """Take in the blocks of some more records."""
        import numpy

        size = len(index.titles)
        owners = numpy.repeat(numpy.arange(self._count, self._count + size), index.counts)
        self._waiting.append((index.blocks, owners))
        self._count += size
        if sum(len(blocks) for blocks, _ in self._waiting) >= _BATCH:
            self._flush()

    def pairs(self, index: Index, firsts: Sequence[int]) -> Iterator[Pairs]:
        """The pairs worth comparing, each once, by position in ``firsts``, which names the rows that count.

        ``index`` has the columns of these rows.
        """
        import numpy

        self._flush()
        positions = numpy.arange(len(firsts))
        titles = numpy.array([*index.titles, ""], dtype=object)[:-1]  # texts, even where there is none
        self._fill("firsts", {"row": numpy.array(firsts, dtype=numpy.int64), "record": positions})
        self._fill("titles", {"record": positions, "title": titles})
        self._fill("finer", _finer(index))
        self._connection.execute(
            "CREATE VIEW blocks AS SELECT CAST(block >> 32 AS INTEGER) AS kind, block, record"
            " FROM rows_of_blocks JOIN firsts USING (row)"
        )
        self._connection.execute(f"CREATE TABLE pairs AS {sql.PAIRS}")
        count = self._connection.execute("SELECT count(*) FROM pairs").fetchall()[0][0]
        for start in range(0, count, CHUNK):
            chunk = "SELECT one, other FROM pairs WHERE rowid >= ? AND rowid < ?"
            columns = self._connection.execute(chunk, [start, start + CHUNK]).fetchnumpy()
            yield Pairs(columns["one"], columns["other"])

    def _flush(self) -> None:
        import numpy

        if self._waiting:
            blocks, owners = (numpy.concatenate(column) for column in zip(*self._waiting, strict=True))
            self._waiting = []
            self._fill("more", {"block": blocks, "row": owners})
            self._connection.execute("INSERT INTO rows_of_blocks SELECT block, row FROM more")

    def _fill(self, name: str, columns: dict[str, Any]) -> None:
        """Make a table of columns known under a name."""
        self._connection.register(name, columns)


def _finer(index: Index) -> dict[str, Any]:
    """The parts of every record, a row for each."""
    import numpy

    columns = index.codes[len(CODES) :]
    rows = [numpy.flatnonzero(column) for column in columns]
    return {
        "record": numpy.concatenate(rows),
        "finer": numpy.repeat(numpy.arange(1, len(columns) + 1), [len(known) for known in rows]),
        "part": numpy.concatenate(
            [column[known] for column, known in zip(columns, rows, strict=True)]
        ).astype(numpy.int64),
    }
