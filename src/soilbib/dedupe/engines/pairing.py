"""Blocking of records that come in portions: in memory, or on disk where DuckDB makes the pairs chunk by chunk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from soilbib.dedupe.blocking import Pairs, pair_up
from soilbib.dedupe.columns import CHUNK
from soilbib.dedupe.engines import sql
from soilbib.dedupe.index import CODES, Index, blocks_of, with_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[Any]

MEMORY = "1GB"
"""What DuckDB may take; beyond it, it writes to disk."""
HELD = 1 << 24
"""So many rows of blocks (those of a million records) wait in memory; with more, all of them go to disk."""


class Pairing:
    """The blocks of records, as a context manager: `add` portions of records, then ask for their `pairs`.

    They stay in memory as long as they are few.
    """

    def __init__(self) -> None:
        self._disk: _Disk | None = None
        self._waiting: list[tuple[Numbers, Numbers]] = []
        self._count = self._rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._disk:
            self._disk.close()

    def add(self, index: Index) -> None:
        """Take in the blocks of some more records."""
        self._waiting.append((index.blocks, index.counts))
        self._rows += len(index.blocks)
        if self._rows > HELD:
            self._flush()

    def pairs(self, index: Index, firsts: Sequence[int]) -> Iterator[Pairs]:
        """The pairs worth comparing, each once, by position in ``firsts``, which names the rows that count.

        ``index`` has the columns of these rows.
        """
        import numpy

        positions = numpy.array(firsts, dtype=numpy.int64)
        if self._disk:
            self._flush()
            yield from self._disk.pairs(index, positions)
        else:
            pairs = pair_up(blocks_of(self._with_blocks(index, positions)))
            for start in range(0, len(pairs.ones), CHUNK):
                yield Pairs(pairs.ones[start : start + CHUNK], pairs.others[start : start + CHUNK])

    def _flush(self) -> None:
        """Bring what waits to disk."""
        import numpy

        self._disk = self._disk or _Disk()
        if self._waiting:
            blocks, counts = (numpy.concatenate(column) for column in zip(*self._waiting, strict=True))
            self._disk.add(blocks, numpy.repeat(numpy.arange(self._count, self._count + len(counts)), counts))
            self._count += len(counts)
            self._waiting, self._rows = [], 0

    def _with_blocks(self, index: Index, positions: Numbers) -> Index:
        """The columns of these rows with their blocks, which wait here."""
        import numpy

        if not self._waiting:
            return index
        blocks, counts = (numpy.concatenate(column) for column in zip(*self._waiting, strict=True))
        self._waiting = []
        return with_blocks(index, blocks, counts, positions)


class _Disk:
    """The blocks of records in DuckDB."""

    def __init__(self) -> None:
        import duckdb

        self._folder = TemporaryDirectory(prefix="soilbib-")
        self._connection = duckdb.connect(
            str(Path(self._folder.name, "pairs.duckdb")),
            config={"memory_limit": MEMORY, "temp_directory": self._folder.name},
        )
        self._connection.execute("SET preserve_insertion_order = false")
        self._connection.execute("CREATE TABLE rows_of_blocks (block BIGINT, row BIGINT)")

    def close(self) -> None:
        """Remove all of it."""
        self._connection.close()
        self._folder.cleanup()

    def add(self, blocks: Numbers, owners: Numbers) -> None:
        """Take in some more rows."""
        self._fill("more", {"block": blocks, "row": owners})
        self._connection.execute("INSERT INTO rows_of_blocks SELECT block, row FROM more")

    def pairs(self, index: Index, firsts: Numbers) -> Iterator[Pairs]:
        """See `Pairing.pairs`."""
        import numpy

        positions = numpy.arange(len(firsts))
        titles = numpy.array([*index.titles, ""], dtype=object)[:-1]  # texts, even where there is none
        self._fill("firsts", {"row": firsts, "record": positions})
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
