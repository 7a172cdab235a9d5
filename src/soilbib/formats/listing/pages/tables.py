"""Rows of tables as entries: in labelled parts under a head that names them, else with bars between the cells."""

from __future__ import annotations

import re

from soilbib.formats.listing.pages.lines import Line
from soilbib.formats.listing.pages.shape import has_shape
from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.parts.names import read_names
from soilbib.formats.listing.parts.segments import outer_quotes
from soilbib.formats.listing.vocabulary.words import COLUMNS, LABELS

Row = tuple[tuple[Line, ...], ...]
"""The cells of a row, each with its lines."""

_BETWEEN = re.compile(r"[/(*:]|\s(?:&|et|and|und|y|e)\s")
_EMPTY = re.compile(r"[-–—/?.]{1,3}|[nN]\.?\s?/?[aA]\.?|[kK]\. ?[aA]\.")
_NUMBER = re.compile(
    r"(?:[^\W\d_]{1,8}[\s.-]{0,2})?\d{1,4}(?:[-/.]\d{1,4}){0,2}[a-z]?"
)  # of a series; not a date
_FEWEST_WORDS = 6  # of a byline
_FEWEST = 3  # cells of a row with tabs


def read_head(row: Row) -> tuple[str, ...]:
    """What the columns hold, where a row names a title's and another one; empty for any other row."""
    names = [" ".join(line.text for line in cell) for cell in row]
    variables = [LABELS.get(_BETWEEN.split(name, maxsplit=1)[0].strip().lower(), "") for name in names]
    if "title" not in variables or sum(map(bool, variables)) < 2:
        return ()
    return tuple(COLUMNS[known] if known else name for known, name in zip(variables, names, strict=True))


def join_row(head: tuple[str, ...], row: Row) -> Line | None:
    """The row as one line; None where it is no entry's: a cell for another's place, data, a layout of the page."""
    cells = [" ".join(line.text for line in cell) for cell in row]
    lines = [line for cell in row for line in cell]
    if not lines or (head and (len(head) != len(row) or not cells[head.index("Title")])):
        return None
    text = _labelled(head, cells) if head else _barred(row, cells)
    url = next((line.url for line in lines if line.url), "")
    return Line(lines[0].number, text, url, item=True) if text else None


def with_tab_rows(lines: list[str]) -> list[str]:
    """The lines of a plain text, those that are rows of a table with tabs as entries in labelled parts."""
    found = list(lines)
    head: tuple[str, ...] = ()
    for number, raw in enumerate(lines):
        cells = raw.split("\t") if "\t" in raw else []
        if len(cells) < _FEWEST:
            head = () if raw.strip() else head
            continue
        row = tuple((Line(number, cell.strip()),) if cell.strip() else () for cell in cells)
        joined = join_row(head, row) if head else None
        head = head or read_head(row)
        found[number] = joined.text if joined else raw
    return found


def _labelled(head: tuple[str, ...], cells: list[str]) -> str:
    """ "Title: … Author: …": what the columns do not say to be a field of an entry goes last, as a note."""
    known: list[str] = []
    others: list[str] = []
    for name, cell in sorted(zip(head, cells, strict=True), key=lambda pair: pair[0] != "Title"):
        if (
            cell and not _EMPTY.fullmatch(cell) and (name != COLUMNS["URL"] or "/" in cell)
        ):  # a link's label says nothing
            (known if name in COLUMNS.values() else others).append(f"{name}: {cell}".strip(": "))
    return " ".join([*known, *([f"Note: {'; '.join(others)}"] if others else [])])


def _describes(cell: str) -> bool:
    """Whether a cell is a paragraph or byline below an entry's: long, and none itself."""
    return cell.count(" ") >= _FEWEST_WORDS and not has_shape(cell)


def _barred(row: Row, cells: list[str]) -> str:
    """The cells with bars between them, where a title is quoted or linked and another cell is a date or names."""
    filled = [cell for cell in cells if cell]
    if not 2 <= len(filled) <= 6 or any(len(cell) > 1 for cell in row):
        return ""
    titles = [
        line
        for cell in row
        for line in cell
        if outer_quotes(line.text) or (line.url and len(line.text.split()) > 2)
    ]
    if any(has_shape(cell) and not outer_quotes(cell) for cell in filled) and any(map(_describes, filled)):
        return ""  # an entry, and what is said of it
    said = [cell for cell in filled if read_date(cell) or read_names(cell).sure]
    if (
        titles and filled[0] != titles[0].text and _NUMBER.fullmatch(filled[0])
    ):  # "WP 24/03" in front of the title
        title = titles[0].text
        quoted = title if outer_quotes(title) else f"“{title}”"
        filled = [quoted, *(cell for cell in filled if cell != title)]
    return " | ".join(filled) if titles and said else ""
