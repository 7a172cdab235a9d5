"""Tables that people hand in (decisions, labels, clusters): CSV, also as a spreadsheet saves it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from soilbib.errors import InputError, Place

_DELIMITERS = ",;\t"


class Row(NamedTuple):
    """One row: its place, its values by column ("" where it is too short), and its text."""

    place: Place
    values: dict[str, str]
    text: str


class Table(NamedTuple):
    """The columns of a table, and its rows as they are read."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


def read_table(text: str, path: str = "") -> Table:
    """Read a table whose first line names its columns; commas, semicolons or tabs stand between the cells.

    Values are without the white space around them. Raises `InputError`, also while the rows are read, where a
    quotation is not closed, or text follows one in its cell.
    """
    head = text.partition("\n")[0]
    lines = _cells(text, max(_DELIMITERS, key=head.count), path)
    columns = tuple(next(lines, (Place(), []))[1])
    return Table(columns, _rows(lines, columns))


def _cells(text: str, delimiter: str, path: str) -> Iterator[tuple[Place, list[str]]]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield Place(path, reader.line_num, 1), [cell.strip() for cell in cells]
    except csv.Error as error:
        raise InputError(f"{Place(path, reader.line_num)}: no row of a table ({error})") from None


def _rows(lines: Iterator[tuple[Place, list[str]]], columns: tuple[str, ...]) -> Iterator[Row]:
    for place, cells in lines:
        if any(cells):
            filled = [*cells, *[""] * (len(columns) - len(cells))]
            yield Row(place, dict(zip(columns, filled, strict=False)), ",".join(cells))
