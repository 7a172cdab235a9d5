"""One conversion: from several inputs to one output, record by record."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from soilbib import formats
from soilbib.cli.log import Log
from soilbib.cli.messages import nothing_in
from soilbib.cli.omitting import Omitting
from soilbib.cli.sources import Source
from soilbib.errors import FormatError, Loss, Problem
from soilbib.files import STDIN, decode_exact
from soilbib.formats.format import HEAD, Format
from soilbib.formats.streaming import Ids
from soilbib.model import Record
from soilbib.output import OutputFile
from soilbib.streams import InputStream, Limits

Restore = Callable[[Iterable[Record]], Iterator[Record]]


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of a conversion, apart from its inputs and its output."""

    target: str
    source_format: str | None = None
    strict: bool = False
    allow_empty: bool = False
    rewrite: bool = False
    options: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    sentence_case: bool = False
    rekey: str = ""
    omit: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: the inputs as they were read, the number of records, whether an output was refused.

    ``keys`` are the keys that were changed, old → new; ``unmet`` the fields to be omitted that no record had.
    """

    inputs: tuple[dict[str, Any], ...]
    records: int
    refused: bool = False
    keys: dict[str, str] = field(default_factory=dict)
    unmet: tuple[str, ...] = ()


class Reader:
    """The records of several inputs as one sequence, with the facts about each input in ``files``."""

    def __init__(
        self, sources: Sequence[Source], job: Job, log: Log, advance: Callable[[int], object]
    ) -> None:
        self._sources, self._job, self._log, self._advance = sources, job, log, advance
        self.files: list[dict[str, Any]] = []
        self.count = 0
        self.original: bytes | None = None
        self.mapped = False
        self.head = ""

    def records(self) -> Iterator[Record]:
        """The records, each with an id that it alone has, or one that is named in a problem."""
        for item in Ids().identify(self._items()):
            if isinstance(item, Problem):
                self._log.problem(item)
            else:
                self.count += 1
                yield item

    def _items(self) -> Iterator[Record | Problem]:
        for source in self._sources:
            yield from self._read(source)

    def _read(self, source: Source) -> Iterator[Record | Problem]:
        digest = hashlib.sha256()
        begin = time.perf_counter()

        def watch(piece: bytes) -> None:
            digest.update(piece)
            self._advance(len(piece))

        row: dict[str, Any] = {"path": source.name, "format": self._job.source_format or "", "records": 0}
        stream = source.open(self._job.limits, watch, self._job.encoding)
        rejected = 0
        if not (self._job.allow_empty and not stream.head_text().strip()):
            entry, items = self._open(stream)
            row["format"] = entry.name
            for item in items:
                if isinstance(item, Record):
                    row["records"] += 1
                elif item.severity == "error":
                    rejected += 1
                yield item
        row |= {
            "rejected": rejected,
            "sha256": digest.hexdigest(),
            "seconds": round(time.perf_counter() - begin, 3),
        }
        self.files.append(row)

    def _open(self, stream: InputStream) -> tuple[Format, Iterator[Record | Problem]]:
        table = self._table(stream)
        if table:
            self.mapped = True
            return formats.open_records(stream, table, columns=self._job.columns)
        entry, items = formats.open_records(stream, self._job.source_format)
        self.head = stream.head_text()[:HEAD] if self._job.source_format else ""
        if self._is_update(entry):
            self.original = stream.whole()
            return formats.open_records(stream.again(self.original), entry.name)
        return entry, items

    def _table(self, stream: InputStream) -> str | None:
        """The format of the input, if it is a table whose columns are given; a name in .csv or .tsv is enough."""
        name, head = self._job.source_format, stream.head_text()
        if not self._job.columns or not head.strip():
            return None
        suffix = PurePath(stream.path).suffix.lower()
        named = [entry for entry in map(formats.find_format, ("csv", "tsv")) if suffix in entry.extensions]
        entry = formats.find_format(name) if name else (*named, formats.sniff_format(head, stream.path))[0]
        return entry.name if "columns" in entry.read_options else None

    def _is_update(self, entry: Format) -> bool:
        """Whether the records go back into the one file that they come from."""
        target = formats.find_format(self._job.target)
        changed = self._job.rewrite or self._job.options
        return len(self._sources) == 1 and entry.name in target.updates and not changed


def convert(
    sources: Sequence[Source],
    output: str,
    job: Job,
    log: Log,
    *,
    restore: Restore | None = None,
    advance: Callable[[int], object] = lambda _: None,
) -> Outcome:
    """Convert some inputs to one output, in constant memory where the formats can.

    Nothing is written under ``job.strict`` when something was rejected or lost. Raises `InputError` where
    there is no record at all.
    """
    reader = Reader(sources, job, log, advance)
    records = restore(reader.records()) if restore else reader.records()
    first = next(records, None)
    if first is None and not job.allow_empty:
        log.finish()
        raise nothing_in((source.name for source in sources), log.first, _hint(reader, job))
    keys: dict[str, str] = {}
    omitting = Omitting(job.omit)
    kept = omitting(_chain(first, records)) if job.omit else _chain(first, records)
    passing = log.passing(_changed(kept, job, keys))
    encoding, items = _write(passing, reader, job)
    refused = _write_items(items, output, encoding, job.strict, log)
    return Outcome(tuple(reader.files), reader.count, refused, keys, omitting.unmet)


def _hint(reader: Reader, job: Job) -> str:
    """What the input looks like, where that is not the format that it was said to be in."""
    with suppress(FormatError):
        found = formats.sniff_format(reader.head).name if job.source_format and reader.head else ""
        if found and found != formats.find_format(str(job.source_format)).name:
            return f" in {job.source_format}; it looks like {found}"
    return ""


def _chain(first: Record | None, rest: Iterator[Record]) -> Iterator[Record]:
    if first is not None:
        yield first
        yield from rest


def _changed(records: Iterator[Record], job: Job, keys: dict[str, str]) -> Iterator[Record]:
    """The records as they are to be written: titles and keys changed if that was asked for.

    ``keys`` is filled with the keys that change. In BibLaTeX the old ones become aliases.
    """
    if job.sentence_case:
        from soilbib.formats.bibtex.sentence_case import sentence_case

        records = map(sentence_case, records)
    if not job.rekey:
        return records
    from soilbib.formats.bibtex.keys import key_map, rekey

    old = list(records)
    new = rekey(old, job.rekey, aliases=job.target == "biblatex")
    keys.update(key_map(old, new))
    return iter(new)


def _write(records: Iterable[Record], reader: Reader, job: Job) -> tuple[str, Iterator[str | Loss]]:
    """The pieces of the output, anew or as an update of the one input, and their encoding."""
    entry = formats.find_format(job.target)
    if reader.original is not None and entry.update:
        text, encoding = decode_exact(reader.original)
        return encoding, entry.update(text, list(records), encoding)
    columns = {"columns": job.columns} if job.columns and not reader.mapped else {}
    if columns and "columns" not in entry.options:
        raise FormatError("--map is for tables (csv, tsv); neither the input nor the output is one")
    return "utf-8", formats.find_writer(job.target, **job.options, **columns)(records)


def _write_items(items: Iterator[str | Loss], output: str, encoding: str, strict: bool, log: Log) -> bool:
    """Write the pieces; whether nothing was written because of ``strict``."""
    if strict and output == STDIN:
        return _write_checked(items, encoding, log)
    with OutputFile(output, encoding) as file:
        for item in items:
            if isinstance(item, str):
                file.write(item)
            else:
                log.loss(item)
        refused = strict and bool(log.rejected or log.lost)
        if refused:
            file.discard()
    return refused


def _write_checked(items: Iterator[str | Loss], encoding: str, log: Log) -> bool:
    """Write to standard output what was first written to a temporary file without any loss."""
    import tempfile

    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="") as held:
        for item in items:
            if isinstance(item, str):
                held.write(item)
            else:
                log.loss(item)
        if log.rejected or log.lost:
            return True
        held.seek(0)
        with OutputFile(STDIN, encoding) as file:
            while piece := held.read(1 << 20):
                file.write(piece)
    return False
