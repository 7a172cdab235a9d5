"""TSV: the table of `soilbib.formats.csv` with tabs; both keep their extra columns in ``Record.extra["csv"]``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from soilbib.errors import Loss
from soilbib.formats.csv import has_header, read, stream, write_table
from soilbib.formats.format import Format
from soilbib.model import Record


def looks_like(head: str) -> bool:
    """Whether the first line is a header with at least two telling column names, parted by tabs."""
    return has_header(head, tabs=True)


def write(records: Iterable[Record], columns: Mapping[str, str] | None = None) -> Iterator[str | Loss]:
    """Write a table with tabs; cells with a tab or a line break are quoted as in CSV."""
    return write_table(records, "\t", "TSV", columns)


TSV = Format(
    name="tsv",
    title="TSV with a header",
    extensions=(".tsv", ".tab"),
    looks_like=looks_like,
    read=read,
    stream=stream,
    write=write,
    options=("columns",),
    read_options=("columns",),
)
