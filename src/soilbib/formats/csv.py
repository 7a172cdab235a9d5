"""CSV: one record a row, the columns named by the header (the tables are in `soilbib.formats.csv_columns`).

Columns that the header table does not know, and values that a known column cannot take, stay in
``Record.extra["csv"]`` under the header as written.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.csv_columns import LEADING, NUMBERED_TYPES, SHORT_HEADERS, find_variable, read_header
from soilbib.formats.csv_rows import read_row, write_date, write_type
from soilbib.formats.format import Format
from soilbib.formats.inverted_names import write_list
from soilbib.formats.losses import find_losses
from soilbib.model import Record, Source
from soilbib.model.variables import DATE_VARIABLES, NAME_VARIABLES

_DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)
_TELLING = frozenset({"title", "author", "DOI", "container-title", "issued", "id"})
_MAX_HEADER_CELL = 60
_MAX_RETRIES = 100  # of reading on behind a broken quotation, so that a hostile file costs linear time


def looks_like(head: str) -> bool:
    """Whether the first line is a header with at least two telling column names."""
    head = head.removeprefix("\ufeff").lstrip()
    separator = _SEPARATOR_LINE.match(head)
    line = (head[separator.end() :] if separator else head).partition("\n")[0]
    cells = next(csv.reader([line.strip()], delimiter=_find_delimiter(line)), [])
    known = {find_variable(cell) for cell in cells if len(cell) <= _MAX_HEADER_CELL}
    return len(known & _TELLING) >= 2


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read rows; one with more cells than the header becomes an E105 problem with its text."""
    rows = _rows(text.removeprefix("\ufeff"))
    header = next(rows, None)
    if header is None:
        return
    columns = read_header([cell.strip() for cell in header.cells])
    width = len(columns)
    for row in rows:
        if row.unclosed:
            yield Problem("E105", "a quotation is not closed", Place(path, row.line, 1), text=row.text)
        elif len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
            message = f"the row has {len(row.cells)} cells, the header {width}"
            yield Problem("E105", message, Place(path, row.line, 1), text=row.text)
        elif any(row.cells):
            yield read_row(columns, row.cells, Source("csv", path, row.line))


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write a header and one row a record; each row is read back to see what was lost."""
    records = list(records)
    headers = _headers(records)
    columns = read_header(list(headers))
    yield _line(headers)
    for record in records:
        cells = [_cell(record, header, variable) for header, variable in headers.items()]
        yield from find_losses(record, read_row(columns, cells, Source()), "CSV", "csv")
        yield _line(cells)


class _Row(NamedTuple):
    line: int
    cells: list[str]
    unclosed: bool
    text: str


def _find_delimiter(line: str) -> str:
    """The delimiter that gives the most known column names, and then the most columns."""

    def score(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        return sum(1 for cell in cells if find_variable(cell)), len(cells)

    return max(_DELIMITERS, key=score)


def _rows(text: str) -> Iterator[_Row]:
    """The rows with their lines; a quotation that is never closed costs one line, not the rest of the file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    csv.field_size_limit(
        max(csv.field_size_limit(), len(text) + 1)
    )  # a limit of the process; only ever raised
    separator = _SEPARATOR_LINE.match(text)
    lines = _Lines(text)
    line = 2 if separator else 1
    delimiter = separator[1] if separator else _find_delimiter(text.lstrip("\n").partition("\n")[0])
    width = 0
    for _ in range(_MAX_RETRIES):
        broken = 0
        reader = csv.reader(io.StringIO(lines.after(line), newline="\n"), delimiter=delimiter)
        offset = line - 1
        for cells in reader:
            first, line = line, offset + reader.line_num + 1
            width = width or len(cells)
            several, is_last = line - first > 1, line > lines.count
            if (several and len(cells) > width) or (
                is_last and _is_unclosed(lines.text(first, line), delimiter)
            ):
                broken = first
                break
            if cells:
                yield _Row(first, cells, False, lines.text(first, line) if len(cells) > width else "")
        if not broken:
            return
        yield _Row(broken, [], True, lines.text(broken, broken + 1))
        line = broken + 1
    yield _Row(line, [], True, lines.after(line))


def _is_unclosed(text: str, delimiter: str) -> bool:
    """Whether the last row of a file is quoted to its end."""
    try:
        list(csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


class _Lines:
    """The lines of a text by number, split when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[str] = []
        self.count = text.count("\n") + (not text.endswith("\n"))

    def text(self, first: int, end: int) -> str:
        """The lines from ``first`` up to ``end``, without the last line end."""
        return "\n".join(self._split()[first - 1 : end - 1])

    def after(self, first: int) -> str:
        """The text from a line on."""
        return self._text if first == 1 else "\n".join(self._split()[first - 1 :])

    def _split(self) -> list[str]:
        self._lines = self._lines or self._text.split("\n")
        return self._lines


def _headers(records: list[Record]) -> dict[str, str]:
    """Header → variable, for all that the records have; the variable is empty for a column of extra values."""
    variables = {
        name: None
        for record in records
        for part in (record.fields, record.names, record.dates)
        for name in part
    }
    headers = {
        _header(variable, records): variable for variable in (*LEADING, *sorted({*variables} - {*LEADING}))
    }
    for record in records:
        for header, value in record.extra.get("csv", {}).items():
            if isinstance(value, str) and header.strip() and not find_variable(header):
                headers.setdefault(header, "")
    return headers


def _header(variable: str, records: list[Record]) -> str:
    """The usual header: "year" where no date says more, "number" where it can only be an issue."""
    if variable == "issued":
        dates = [record.dates["issued"] for record in records if "issued" in record.dates]
        return "year" if all(date.text.isdecimal() for date in dates) else "issued"
    if variable == "issue":
        numbered = any("number" in record.fields for record in records)
        doubtful = any("issue" in record.fields and record.type in NUMBERED_TYPES for record in records)
        return "issue" if numbered or doubtful else "number"
    return SHORT_HEADERS.get(variable, variable)


def _cell(record: Record, header: str, variable: str) -> str:
    if variable == "id":
        return record.id
    if variable == "type":
        return write_type(record)
    if variable in NAME_VARIABLES:
        return write_list(record.names.get(variable, ()), variable in record.truncated)
    if variable in DATE_VARIABLES:
        date = record.dates.get(variable)
        return write_date(date) if date else ""
    kept = record.extra.get("csv", {}).get(header, "")
    return record.fields.get(variable, "") if variable else kept if isinstance(kept, str) else ""


def _line(cells: Iterable[str]) -> str:
    stream = io.StringIO(newline="\n")
    csv.writer(stream, lineterminator="\n").writerow(cells)
    return stream.getvalue()


CSV = Format(
    name="csv",
    title="CSV with a header",
    extensions=(".csv", ".tsv"),
    looks_like=looks_like,
    read=read,
    write=write,
    aliases=("tsv",),
)
