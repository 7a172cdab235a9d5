"""The reader of both dialects."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator

from soilbib.errors import Place, Problem
from soilbib.formats.bibtex.inheritance import RawEntry, inherit
from soilbib.formats.bibtex.records import RecordBuilder
from soilbib.formats.bibtex.syntax import Block, Field, settled, split
from soilbib.formats.format import shift_lines
from soilbib.model.record import Record, Source

_MONTHS = dict(
    zip(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        """January February March April May June July August September October November December""".split(),
        strict=True,
    )
)
_INHERITS = re.compile(r"\bcrossref\s*=|xdata", re.IGNORECASE)
_NO_PARENTS = frozenset(
    """article inproceedings conference online misc thesis phdthesis mastersthesis report techreport unpublished
    software dataset patent""".split()
)
_PART = 1 << 16
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
    """Read part by part in constant memory, up to the first entry that inherits: from there on as a whole.

    The last entries of a part wait for the next one, so that recovery from a broken entry sees as far ahead
    as it does in the whole text. What may be a parent is remembered.
    """
    blocks = iter(blocks)
    macros, parents = dict(_MONTHS), dict[str, RawEntry]()
    pieces: list[str] = []
    size, wanted, lines = 0, 1, 0
    for block in blocks:
        pieces.append(block)
        size += len(block)
        if size < wanted:
            continue
        text = "".join(pieces)
        if _INHERITS.search(text):
            pieces = [text]
            break
        reader = _Reader(text, path, name, macros, parents)
        yield from (shift_lines(item, lines) for item in reader.read(until=settled(text)))
        lines += text.count("\n", 0, reader.done)
        pieces = [text[reader.done :]]
        size = len(pieces[0])
        wanted = max(_PART, 2 * size)
    rest = "".join([*pieces, *blocks])
    yield from (shift_lines(item, lines) for item in _Reader(rest, path, name, macros, parents).read())


class _Reader:
    """One pass over the blocks; entries wait for the whole text only where one inherits from another."""

    def __init__(
        self,
        text: str,
        path: str,
        name: str,
        macros: dict[str, str] | None = None,
        parents: dict[str, RawEntry] | None = None,
    ) -> None:
        old_mac = "\r" in text and "\n" not in text
        self.text = text.replace("\r", "\n") if old_mac else text
        self.path = path
        self.name = name
        self.macros = dict(_MONTHS) if macros is None else macros
        self.parents = parents
        self.done = 0
        self.counted = 0
        self.line = 1
        self.line_start = 0
        self.problems: list[Problem] = []

    def read(self, until: int | None = None) -> Iterator[Record | Problem]:
        """The items, of the blocks that begin before ``until``; ``done`` is where the reading ended."""
        if until is None and _INHERITS.search(self.text):
            yield from self._read_inheriting()
            return
        for block in split(self.text):
            if until is not None and block.start >= until:
                break
            self.done = block.end
            entry = self._block(block)
            if entry:
                if self.parents is not None and entry.kind not in _NO_PARENTS:
                    self.parents.setdefault(entry.key.lower(), entry)
                yield self._record(entry, entry.fields)
            if self.problems:
                yield from self._flush()

    def _read_inheriting(self) -> Iterator[Record | Problem]:
        waiting: deque[tuple[RawEntry, int, int, list[Problem]] | Problem] = deque()
        entries: dict[str, RawEntry] = dict(self.parents or {})
        aliases: dict[str, RawEntry] = {}
        used: set[str] = set()
        parents: set[str] = set()
        for block in split(self.text):
            entry = self._block(block)
            if not entry:
                waiting += self._flush()
                continue
            entries.setdefault(entry.key.lower(), entry)
            for name, found in (("xdata", used), ("crossref", parents)):
                if name in entry.fields:
                    found.update(key.strip().lower() for key in entry.fields[name].split(","))
            if "ids" in entry.fields:
                for alias in entry.fields["ids"].split(","):
                    aliases.setdefault(alias.strip().lower(), entry)
            waiting.append((entry, block.start, block.end, list(self._flush())))
        entries = {
            name: entries.get(name) or aliases[name]
            for name in used | parents
            if name in entries or name in aliases
        }
        aliases.clear()
        while waiting:
            yield from self._finish(waiting.popleft(), entries, used)

    def _finish(
        self,
        item: tuple[RawEntry, int, int, list[Problem]] | Problem,
        entries: dict[str, RawEntry],
        used: set[str],
    ) -> Iterator[Record | Problem]:
        """What an entry gives once all that it may inherit from is known."""
        if isinstance(item, Problem):
            yield item
            return
        entry, start, end, problems = item
        if entry.kind != "xdata":
            yield self._record(entry, inherit(entry, entries))
        elif entry.key.lower() not in used:
            place = Place(self.path, entry.line)
            yield Problem("W208", "an @xdata entry that nothing uses", place, "warning", self.text[start:end])
        yield from problems
        yield from self._flush()

    def _block(self, block: Block) -> RawEntry | None:
        """The entry of a block; other blocks are noted."""
        line = self._place(block.start).line
        if block.broken:
            self._note(
                "E102", block.broken, block.start, self.text[block.start : block.end].rstrip(), "error"
            )
        for fault in block.faults:
            self._note(fault.code, fault.message, fault.start, fault.text)
        if block.kind == "":
            self._stray(block)
        elif block.kind == "string":
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
        return RawEntry(block.kind, block.key, fields, tuple(repeated), line)

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
