"""CSV: one record a row, the columns named by the header (the tables are in `soilbib.formats.csv_columns`).

Columns that the header table does not know, and values that a known column cannot take, stay in
``Record.extra["csv"]`` under the header as written.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from types import MappingProxyType

from soilbib.errors import Loss, Place, Problem
from soilbib.formats import plain
from soilbib.formats.csv_columns import (
    LEADING,
    NUMBERED_TYPES,
    SHORT_HEADERS,
    Column,
    find_columns,
    find_variable,
    is_source,
    read_header,
)
from soilbib.formats.csv_lines import DELIMITERS, SEPARATOR_LINE, Row, read_rows
from soilbib.formats.csv_rows import TIGHT, read_row, write_date, write_type
from soilbib.formats.format import Format
from soilbib.formats.inverted_names import write_list
from soilbib.formats.read_back import ReadBack
from soilbib.formats.spool import Spool
from soilbib.model import Record, Source
from soilbib.model.variables import DATE_VARIABLES, NAME_VARIABLES

_TELLING = frozenset({"title", "author", "DOI", "container-title", "issued", "id"})
_MAX_HEADER_CELL = 60
_SHOWN = 12


def looks_like(head: str) -> bool:
    """Whether the first line is a header with at least two telling column names, not parted by tabs."""
    return has_header(head, tabs=False)


def has_header(head: str, tabs: bool) -> bool:
    """Whether the first line has at least two telling column names, and tabs between them or not."""
    head = head.removeprefix("\ufeff").lstrip()
    separator = SEPARATOR_LINE.match(head)
    line = (head[separator.end() :] if separator else head).partition("\n")[0]
    delimiter = _find_delimiter(line)
    cells = next(csv.reader([line.strip()], delimiter=delimiter), [])
    short = [cell for cell in cells if len(cell) <= _MAX_HEADER_CELL]
    known = {column.variable for column in read_header(short)}
    return len(known & _TELLING) >= 2 and (delimiter == "\t") == tabs


def read(text: str, path: str, columns: Mapping[str, str] | None = None) -> Iterator[Record | Problem]:
    """Read rows; one with more cells than the header becomes an E105 problem with its text.

    ``columns`` gives the fields of columns that are named otherwise (`find_columns`).
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return stream((text,), path, columns)


def stream(
    blocks: Iterable[str], path: str, columns: Mapping[str, str] | None = None
) -> Iterator[Record | Problem]:
    """Read rows as they come; see `read`."""
    return _read_rows(blocks, path, find_columns(columns))


def _read_rows(blocks: Iterable[str], path: str, given: Mapping[str, str]) -> Iterator[Record | Problem]:
    rows = read_rows(blocks, partial(_find_delimiter, given=given))
    header = next(rows, None)
    if header is None:
        return
    second = next(rows, None)
    is_known = any(column.variable for column in read_header(header.cells, given))
    if second and _is_header(second) and not is_known:  # "About the data: …", as Dimensions has it
        yield _furniture("text before the header", header, path)
        header = second
    elif second:
        rows = chain((second,), rows)
    cells = [cell.strip() for cell in header.cells]
    columns = read_header(cells, given)
    yield from _doubts(cells, columns, given, Place(path, header.line, 1))
    width = len(columns)
    for row in rows:
        if row.unclosed:
            yield Problem("E105", "a quotation is not closed", Place(path, row.line, 1), text=row.text)
        elif len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
            message = f"the row has {len(row.cells)} cells, the header {width}"
            yield Problem("E105", message, Place(path, row.line, 1), text=row.text)
        elif row.cells == header.cells:
            yield _furniture("the header again, as in joined files", row, path)
        elif any(row.cells):
            yield read_row(columns, row.cells, Source("csv", path, row.line))


def _furniture(message: str, row: Row, path: str) -> Problem:
    """A row that is no record."""
    return Problem("W205", message, Place(path, row.line, 1), "info", ", ".join(row.cells))


def _doubts(
    cells: Sequence[str], columns: Sequence[Column], given: Mapping[str, str], place: Place
) -> Iterator[Problem]:
    """What a header lacks: columns that were given a field, or any column that is known."""
    shown = ", ".join(cells[:_SHOWN])
    for name in given.keys() - {cell.casefold() for cell in cells}:
        yield Problem("W208", f"the header has no column {name!r}; it has {shown}", place, "warning", name)
    if not any(column.variable for column in columns) and not given:
        message = f"no column is known by its name ({shown}); --map says what they are"
        yield Problem("W208", message, place, "warning", ", ".join(cells))


def write(records: Iterable[Record], columns: Mapping[str, str] | None = None) -> Iterator[str | Loss]:
    """Write a table with commas; see `write_table`."""
    return write_table(records, ",", "CSV", columns)


def write_table(
    records: Iterable[Record], delimiter: str, title: str, columns: Mapping[str, str] | None = None
) -> Iterator[str | Loss]:
    """Write a header and one row a record; with the losses that reading back shows.

    ``columns`` names the columns of fields (column → field, as in `read`). Raises `FormatError` for a field that is
    unknown.
    """
    given = find_columns(columns)
    named = {given[column.strip().casefold()]: column.strip() for column in columns or ()}
    return _write_rows(records, delimiter, title, given, named)


def _write_rows(
    records: Iterable[Record], delimiter: str, title: str, given: dict[str, str], named: dict[str, str]
) -> Iterator[str | Loss]:
    """The rows; the header needs all records, which are set aside on disk meanwhile."""
    with Spool() as spool:
        gathered = _Header()
        for record in spool.passing(records):
            gathered.add(record)
        headers = {named.get(variable, header): variable for header, variable in gathered.headers().items()}
        columns = read_header(list(headers), given)
        yield _line(headers, delimiter)
        back = ReadBack("csv", title, lambda cells: read_row(columns, cells, Source()), forms=_FORMS)
        for record in spool:
            cells = [_cell(record, header, variable) for header, variable in headers.items()]
            yield from back.losses(record, cells)
            yield _line(cells, delimiter)


def _text(value: str) -> str | None:
    """A cell is taken as it is, but for spaces at its ends."""
    return "" if value and value.strip() == value else None


_FORMS: Mapping[str, plain.Form] = {
    **dict.fromkeys(plain.FORMS, _text),
    "DOI": lambda value: _text(value) if value.startswith("10.") else None,
    "keyword": lambda value: None if TIGHT.search(value) else _text(value),
    "page": lambda value: None if "--" in value else _text(value),
}


def _is_header(row: Row) -> bool:
    """Whether a row has at least two telling column names."""
    return len({column.variable for column in read_header(row.cells)} & _TELLING) >= 2


def _find_delimiter(line: str, given: Mapping[str, str] = MappingProxyType({})) -> str:
    """The delimiter that gives the most known column names, and then the most columns."""

    def score(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        known = sum(1 for cell in cells if cell.strip().casefold() in given or find_variable(cell))
        return known, len(cells)

    return max(DELIMITERS, key=score)


class _Header:
    """What the header has to have for the records seen."""

    def __init__(self) -> None:
        self._variables: set[str] = set()
        self._extra: dict[str, str] = {}
        self._only_years, self._numbered, self._doubtful = True, False, False

    def add(self, record: Record) -> None:
        """See a record."""
        self._variables.update(record.fields, record.names, record.dates)
        issued = record.dates.get("issued")
        self._only_years = self._only_years and (issued is None or issued.text.isdecimal())
        self._numbered = self._numbered or "number" in record.fields
        self._doubtful = self._doubtful or ("issue" in record.fields and record.type in NUMBERED_TYPES)
        for header, value in record.extra.get("csv", {}).items():
            own = is_source(header) or not find_variable(
                header
            )  # beside the journal, "source" is no variable
            if own and isinstance(value, str) and header.strip():
                self._extra.setdefault(header, "")

    def headers(self) -> dict[str, str]:
        """Header → variable, which is empty for a column of extra values."""
        variables = (*LEADING, *sorted(self._variables - {*LEADING}))
        headers = {self._name(variable): variable for variable in variables}
        return {**headers, **{header: "" for header in self._extra if header not in headers}}

    def _name(self, variable: str) -> str:
        """The usual header: "year" where no date says more, "number" where it can only be an issue."""
        if variable == "issued":
            return "year" if self._only_years else "issued"
        if variable == "issue":
            return "issue" if self._numbered or self._doubtful else "number"
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


def _line(cells: Iterable[str], delimiter: str) -> str:
    stream = io.StringIO(newline="\n")
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return stream.getvalue()


CSV = Format(
    name="csv",
    title="CSV with a header",
    extensions=(".csv",),
    looks_like=looks_like,
    read=read,
    stream=stream,
    write=write,
    options=("columns",),
    read_options=("columns",),
)
