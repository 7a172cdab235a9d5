"""The reader of both dialects."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import chain

from soilbib.errors import Place, Problem
from soilbib.formats.bibtex.dates import month_number
from soilbib.formats.bibtex.inheritance import RawEntry, Relatives, is_related
from soilbib.formats.bibtex.records import RecordBuilder
from soilbib.formats.bibtex.syntax import Block, Field, settled, split
from soilbib.formats.spool import TemporaryText, encoded
from soilbib.model.record import Record, Source

_MONTHS = dict(
    zip(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        """January February March April May June July August September October November December""".split(),
        strict=True,
    )
)
_PART = 1 << 16
_SHORT = 16 << 20
_DAMAGED = re.compile(
    r'^[ \t]*[\w-]+\s*=\s*[{"\w]|^[ \t]*@\s*(?!comment\b)\w+|,\s*[\w-]+\s*=\s*[{"]',
    re.MULTILINE | re.IGNORECASE,
)


def read_bibtex(text: str, path: str = "") -> Iterator[Record | Problem]:
    """Records and problems of a BibTeX text."""
    return _Reader(text, path, "bibtex").read()


def read_biblatex(text: str, path: str = "") -> Iterator[Record | Problem]:
    """Records and problems of a BibLaTeX text."""
    return _Reader(text, path, "biblatex").read()


def stream_bibtex(blocks: Iterable[str], path: str) -> Iterator[Record | Problem]:
    """What `read_bibtex` yields, as the text comes; see `_stream`."""
    return _stream(blocks, path, "bibtex")


def stream_biblatex(blocks: Iterable[str], path: str) -> Iterator[Record | Problem]:
    """What `read_biblatex` yields, as the text comes; see `_stream`."""
    return _stream(blocks, path, "biblatex")


def _stream(blocks: Iterable[str], path: str, name: str) -> Iterator[Record | Problem]:
    """Read part by part in constant memory.

    Parents stand anywhere, mostly at the end, and a pipe cannot be read twice: so the text is set aside in a
    temporary file. From the first entry that inherits on, a short rest is read as a whole; a long one is gone
    through for the entries that others take something from, which alone are held in memory, and read again.
    """
    blocks = iter(blocks)
    macros = dict(_MONTHS)
    with TemporaryText() as aside:
        for part in _parts(aside.passing(blocks), path, name, macros):
            if (yield from part.unrelated(part.entries())):
                break
        else:
            return
        start = aside.size - len(encoded(part.text[part.begun :]))
        lines = part.lines_before + part.text.count("\n", 0, part.begun)
        relatives = Relatives()
        if aside.take(blocks, _SHORT):
            _note(aside.blocks(0, start), relatives.add)
            yield from _Reader("".join(aside.blocks(start)), path, name, macros, None, lines).read(relatives)
            return
        aside.take(blocks)
        _note(aside.blocks(), relatives.want)
        _note(aside.blocks(), relatives.add_wanted)
        for again in _parts(aside.blocks(start), path, name, dict(macros), lines):
            yield from again.items(relatives)


def _note(blocks: Iterable[str], note: Callable[[RawEntry], None]) -> None:
    """Show every entry of a text to a function."""
    for part in _parts(blocks, "", "", dict(_MONTHS)):
        for entry in part.entries():
            if entry:
                note(entry)
            part.problems.clear()


def _parts(
    blocks: Iterable[str], path: str, name: str, macros: dict[str, str], lines: int = 0
) -> Iterator[_Reader]:
    """Readers of one part after the other; each must be read before the next is asked for.

    The last entries of a part wait for the next one, so that recovery from a broken entry sees as far ahead
    as it does in the whole text.
    """
    pieces: list[str] = []
    size, wanted = 0, 1
    for block in blocks:
        pieces.append(block)
        size += len(block)
        if size < wanted:
            continue
        text = "".join(pieces)
        part = _Reader(text, path, name, macros, settled(text), lines)
        yield part
        lines += text.count("\n", 0, part.done)
        pieces = [text[part.done :]]
        size = len(pieces[0])
        wanted = max(_PART, 2 * size)
    yield _Reader("".join(pieces), path, name, macros, lines_before=lines)


class _Reader:
    """One pass over the blocks of a text that begin before ``until``.

    ``begun`` and ``done`` are where the last block began and ended.
    """

    def __init__(
        self,
        text: str,
        path: str,
        name: str,
        macros: dict[str, str] | None = None,
        until: int | None = None,
        lines_before: int = 0,
    ) -> None:
        old_mac = "\r" in text and "\n" not in text
        self.text = text.replace("\r", "\n") if old_mac else text
        self.path = path
        self.name = name
        self.macros = dict(_MONTHS) if macros is None else macros
        self.until = len(text) + 1 if until is None else until
        self.lines_before = lines_before
        self.begun = self.done = 0
        self.counted = 0
        self.line = lines_before + 1
        self.line_start = 0
        self.problems: list[Problem] = []
        self.has_xdata = "xdata" in text

    def read(self, relatives: Relatives | None = None) -> Iterator[Record | Problem]:
        """The items of a whole text; from the first entry that inherits on they wait for its end."""
        relatives = relatives or Relatives()
        entries = self.entries()
        first = yield from self.unrelated(entries, relatives.add)
        if not first:
            return
        waiting: deque[tuple[RawEntry | None, list[Problem]]] = deque()
        for entry in chain([first], entries):
            if entry:
                relatives.want(entry)
                relatives.add(entry)
            waiting.append((entry, self.problems))
            self.problems = []
        relatives.settle()
        while waiting:
            entry, problems = waiting.popleft()
            if entry:
                yield from self._finished(entry, relatives)
            yield from problems
            yield from self._flush()

    def unrelated(
        self, entries: Iterator[RawEntry | None], note: Callable[[RawEntry], None] = lambda _: None
    ) -> Generator[Record | Problem, None, RawEntry | None]:
        """The items before the first entry that may take something from another one, which is returned."""
        for entry in entries:
            if entry:
                if entry.related:
                    return entry
                note(entry)
                yield self._record(entry, entry.fields)
            if self.problems:
                yield from self._flush()
        return None

    def items(self, relatives: Relatives) -> Iterator[Record | Problem]:
        """The items as they come, where the relatives are known."""
        for entry in self.entries():
            if entry:
                yield from self._finished(entry, relatives)
            if self.problems:
                yield from self._flush()

    def entries(self) -> Iterator[RawEntry | None]:
        """The entries as they stand, None for other blocks; what was noted of each is then in ``problems``."""
        for block in split(self.text):
            if block.start >= self.until:
                break
            self.begun, self.done = block.start, block.end
            entry = self._block(block)
            if entry or self.problems:
                yield entry

    def _finished(self, entry: RawEntry, relatives: Relatives) -> Iterator[Record | Problem]:
        """What an entry gives once all that it takes something from is known."""
        if not entry.related:
            yield self._record(entry, entry.fields)
        elif entry.kind != "xdata":
            yield self._record(entry, relatives.inherited(entry))
        elif not relatives.is_taken_whole(entry):
            place = Place(self.path, entry.line)
            if relatives.is_wanted(entry):
                message = "an @xdata entry of which only some fields are used"
                yield Problem("W208", message, place, "info", entry.text)
            else:
                yield Problem("W208", "an @xdata entry that nothing uses", place, "warning", entry.text)

    def _block(self, block: Block) -> RawEntry | None:
        """The entry of a block; other blocks are noted."""
        if not block.kind:
            self._stray(block)
            return None
        line = self._place(block.start).line
        if block.broken:
            self._note(
                "E102", block.broken, block.start, self.text[block.start : block.end].rstrip(), "error"
            )
        for fault in block.faults:
            self._note(fault.code, fault.message, fault.start, fault.text)
        if block.kind == "string":
            for field in block.fields:
                self.macros[field.name] = self._value(field)
        elif block.kind not in ("comment", "preamble") and not block.broken:
            return self._entry(block, line)
        return None

    def _entry(self, block: Block, line: int) -> RawEntry:
        fields: dict[str, str] = {}
        repeated: list[tuple[str, str]] = []
        for field in block.fields:
            value = self._value(field) if field.pieces else field.text
            if field.name in fields:
                repeated.append((field.name, value))
                self._note("W203", f"the field {field.name!r} is given twice", field.start, value)
            else:
                fields[field.name] = value
        text = self.text[block.start : block.end] if block.kind == "xdata" else ""
        related = is_related(block.kind, fields, self.has_xdata)
        return RawEntry(block.kind, block.key, fields, tuple(repeated), line, text, related)

    def _record(self, entry: RawEntry, fields: dict[str, str]) -> Record:
        builder = RecordBuilder(entry, fields, lists=self.name == "biblatex")
        record = builder.build(Source(self.name, self.path, entry.line))
        for code, message, text in builder.warnings:
            self.problems.append(
                Problem(code, f"[{entry.key}] {message}", Place(self.path, entry.line), "warning", text)
            )
        return record

    def _value(self, field: Field) -> str:
        if not field.pieces:
            return field.text
        return "".join(self._expand(text, field) if is_macro else text for is_macro, text in field.pieces)

    def _expand(self, macro: str, field: Field) -> str:
        value = self.macros.get(macro.lower())
        if value is None:
            if field.name == "month" and month_number(macro):
                return macro  # sept, march
            self._note("W204", f"the string macro {macro!r} is not defined", field.start, macro)
            return macro
        return value

    def _stray(self, block: Block) -> None:
        """Report text between entries that looks like a lost piece of one."""
        text = self.text[block.start : block.end]
        if text.isspace():
            return
        lines = [line for line in text.split("\n") if not line.lstrip().startswith("%")]
        rest = "\n".join(lines)
        if _DAMAGED.search(rest):
            self._note("W205", "text that looks like part of a damaged entry", block.start, text.strip())

    def _note(self, code: str, message: str, start: int, text: str, severity: str = "warning") -> None:
        self.problems.append(
            Problem(code, message, self._place(start), "error" if severity == "error" else "warning", text)
        )

    def _flush(self) -> Iterator[Problem]:
        problems, self.problems = self.problems, []
        yield from problems

    def _place(self, position: int) -> Place:
        """Line and column; counted on from the last place asked for."""
        if position < self.line_start:
            return self._place_before(position)
        if position < self.counted:
            return Place(self.path, self.line, position - self.line_start + 1)
        self.line += self.text.count("\n", self.counted, position)
        self.line_start = max(self.line_start, self.text.rfind("\n", self.counted, position) + 1)
        self.counted = position
        return Place(self.path, self.line, position - self.line_start + 1)

    def _place_before(self, position: int) -> Place:
        line = self.line - self.text.count("\n", position, self.counted)
        return Place(self.path, line, position - self.text.rfind("\n", 0, position))
