"""The rows of CSV text as it comes, with their lines; a quotation that is never closed costs one line."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

SEPARATOR_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)
_LONGEST = 4 << 20  # characters of one row on several lines: beyond that a quotation was not closed
_MAX_RETRIES = 100  # after which rows must end on their line, so that a hostile file costs linear time
_FIELD_LIMIT = 1 << 30
_TELLING_LINES = 20
DELIMITERS = ",;\t|"
"""What may stand between the cells."""


class Row(NamedTuple):
    """One row: its first line, its cells, whether its quotation is not closed, its text where that is needed."""

    line: int
    cells: list[str]
    unclosed: bool
    text: str


def read_rows(blocks: Iterable[str], find_delimiter: Callable[[str], str]) -> Iterator[Row]:
    """The rows of consecutive blocks of text, the delimiter told by the first line that is not empty."""
    csv.field_size_limit(
        max(csv.field_size_limit(), _FIELD_LIMIT)
    )  # a limit of the process; only ever raised
    return _Rows(split_lines(blocks), find_delimiter).read()


def is_table(head: str) -> bool:
    """Whether the first rows of a text have the same number of cells, three or more, at one of the delimiters."""
    lines = head.removeprefix("\ufeff").splitlines()[:_TELLING_LINES]
    for delimiter in DELIMITERS:
        widths = {len(cells) for cells in csv.reader(lines, delimiter=delimiter) if cells}
        if len(widths) == 1 and widths.pop() > 2:
            return True
    return False


def split_lines(blocks: Iterable[str]) -> Iterator[str]:
    """The lines of consecutive blocks of text, each with its line end."""
    held: list[str] = []
    for block in blocks:
        end = block.rfind("\n") + 1
        held.append(block[:end] if end else block)
        if end:
            yield from io.StringIO("".join(held), newline="\n")
            held = [block[end:]]
    last = "".join(held)
    if last:
        yield last


class _TooLong(Exception):  # noqa: N818 - ends the reading of one row only
    """A row goes on for longer than a row can."""


class _Rows:
    """Rows out of lines, of which those of the row being read are kept to be read again."""

    def __init__(self, lines: Iterator[str], find_delimiter: Callable[[str], str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._line = 1
        self._retries = _MAX_RETRIES
        self._delimiter = self._find(find_delimiter)

    def _find(self, find_delimiter: Callable[[str], str]) -> str:
        """The delimiter, told by a line "sep=;" at the start, or by the first line that is not empty."""
        first = next(self._lines, "").removeprefix("\ufeff")
        separator = SEPARATOR_LINE.fullmatch(first)
        if separator:
            self._line = 2
            return separator[1]
        self._again.append(first)
        while not self._again[-1].strip("\n"):
            line = next(self._lines, None)
            if line is None:
                break
            self._again.append(line)
        return find_delimiter(self._again[-1].rstrip("\n"))

    def read(self) -> Iterator[Row]:
        """The rows in order."""
        reader = csv.reader(self._feed(), delimiter=self._delimiter)
        width = 0
        while True:
            self._taken.clear()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except _TooLong:
                cells = None
            width = width or len(cells or ())
            first, count = self._line, len(self._taken)
            if cells is None or self._is_broken(cells, width):
                yield Row(first, [], True, self._taken[0].rstrip("\n"))
                self._again.extendleft(reversed(self._taken[1:]))
                self._retries -= 1
                self._line += 1
                reader = csv.reader(self._feed(), delimiter=self._delimiter)
                continue
            self._line += count
            if cells:
                yield Row(
                    first, cells, False, "".join(self._taken).rstrip("\n") if len(cells) > width else ""
                )

    def _feed(self) -> Iterator[str]:
        """The lines to come, each noted as taken; ends a row that goes on for too long."""
        taken, again = self._taken, self._again
        size = 0
        while True:
            line = again.popleft() if again else next(self._lines, None)
            if line is None:
                return
            size = size + len(line) if taken else 0
            if taken and (size > _LONGEST or self._retries <= 0):
                again.appendleft(line)
                raise _TooLong
            taken.append(line)
            yield line

    def _is_broken(self, cells: list[str], width: int) -> bool:
        """Whether the row just read swallowed others: too wide for several lines, or the last and not closed."""
        if len(self._taken) > 1 and len(cells) > width:
            return True
        return not self._more() and self._is_unclosed()

    def _more(self) -> bool:
        if not self._again:
            line = next(self._lines, None)
            if line is not None:
                self._again.append(line)
        return bool(self._again)

    def _is_unclosed(self) -> bool:
        """Whether the row is quoted to its end."""
        try:
            list(csv.reader(self._taken, delimiter=self._delimiter, strict=True))
        except csv.Error as error:
            return "unexpected end" in str(error)
        return False
