"""Writing records into the file that they were read from, so that only what changed is written anew.

The file is read once more; each of its entries is paired with the record that it became. An entry whose
record is unchanged stays as it is, byte for byte; of the others only the fields that would be written
otherwise are changed. Then the result is read back: an entry that does not say what its record says is
written anew as a whole. Comments, ``@string``, ``@preamble``, broken entries and text between the entries
stay as they are. See docs/decisions/0002-updating-a-file.md.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from soilbib.errors import Loss, Problem
from soilbib.files import without_stray
from soilbib.formats.bibtex import edits
from soilbib.formats.bibtex.changes import Change, apply_changes, kind_start, line_end_of
from soilbib.formats.bibtex.charset import Charset, charset_of
from soilbib.formats.bibtex.losses import losses_of
from soilbib.formats.bibtex.mapping import BIBTEX_TYPES, TABLES, WRITTEN_TYPES, Dialect
from soilbib.formats.bibtex.reader import read_biblatex, read_bibtex
from soilbib.formats.bibtex.syntax import Block
from soilbib.formats.bibtex.tree import parse_tree
from soilbib.formats.bibtex.writer import entry_of
from soilbib.formats.checking import checked
from soilbib.model.record import Record, Source

_BAD_BYTES = re.compile(
    "[\ud800-\udfff]"
)  # of UTF-16, which the text that records are read from has as U+FFFD
_READERS: dict[str, Callable[[str, str], Iterator[Record | Problem]]] = {
    "bibtex": read_bibtex,
    "biblatex": read_biblatex,
}
_OF_BIBLATEX = frozenset(
    {"date", "journaltitle", "location", "maintitle", "eventdate", "origdate", "institution"}
)
_OF_BIBTEX = frozenset({"year", "month", "journal", "address", "school"})
_ONLY_BIBLATEX = frozenset({"date", "journaltitle", "location", "maintitle", "langid"})
_BIBLATEX_TYPES = frozenset(kinds["biblatex"] for kinds in WRITTEN_TYPES.values()) - BIBTEX_TYPES - {"misc"}


def update_bibtex(text: str, records: Iterable[Record], encoding: str = "utf-8") -> Iterator[str | Loss]:
    """The text of a file with these records in it as BibTeX; `encoding` is what the file is kept in."""
    return _Update(text, list(records), "bibtex", charset_of(encoding)).run()


def update_biblatex(text: str, records: Iterable[Record], encoding: str = "utf-8") -> Iterator[str | Loss]:
    """The text of a file with these records in it as BibLaTeX; `encoding` is what the file is kept in."""
    return _Update(text, list(records), "biblatex", charset_of(encoding)).run()


class _Update:
    """One update: positions are those of the text with "\\n" as its line ends, mapped back at the end."""

    def __init__(self, original: str, records: list[Record], dialect: Dialect, charset: Charset) -> None:
        self.original = original
        self.records = records
        self.dialect = dialect
        self.charset = charset
        formats = (record.source.format for record in records)
        self.read_as = next((name for name in formats if name in _READERS), str(dialect))
        plain = without_stray(original.replace("\r\n", "\n").replace("\r", "\n"))
        self.tree = parse_tree(_BAD_BYTES.sub("\ufffd", plain))
        self.blocks = [block for block in self.tree.entries if block.kind != "xdata"]
        self.old = self._read(self.tree.text)
        self.partners = pair(self.old, records)

    def run(self) -> Iterator[str | Loss]:
        """The text, then the losses."""
        edited = {index for index, partner in enumerate(self.partners) if self._needs_edit(index, partner)}
        added = self._added()
        if not edited and not added:
            yield self.original
            return
        changes = {index: self._changes(index) for index in edited}
        back = self._read(self._apply(changes, added))
        differing = self._differing(back, added)
        anew = [index for index, found in differing.items() if self._is_better_anew(index, found)]
        if anew:
            changes.update({index: [self._rewritten(index)] for index in anew})
            back = self._read(self._apply(changes, added))
        yield self._restored(changes, added)
        yield from self._losses(back, edited | differing.keys(), added)

    def _read(self, text: str) -> list[Record]:
        """The records as `soilbib.formats` gives them, so that a spelling changed there is no change."""
        items = checked(_READERS[self.read_as](text, ""), nfc=False)
        return [item for item in items if isinstance(item, Record)]

    def _record(self, index: int) -> Record:
        """The record that the entry became; the entry must have one."""
        return with_own_id(self.records[self.partners[index] or 0])

    def _needs_edit(self, index: int, partner: int | None) -> bool:
        if partner is None or not same(self.old[index], self._record(index)):
            return True
        return self.read_as != self.dialect and self._is_foreign(self.blocks[index])

    def _is_foreign(self, block: Block) -> bool:
        """Whether an entry is in the other dialect."""
        names = {field.name for field in block.fields}
        if self.dialect == "biblatex":
            return bool(names & _OF_BIBTEX)
        return bool(names & _ONLY_BIBLATEX) or block.kind in _BIBLATEX_TYPES

    def _changes(self, index: int) -> list[Change]:
        """What makes the entry its record's: single fields where that can be."""
        block, partner = self.blocks[index], self.partners[index]
        if partner is None:
            return [self._removal(block)]
        if self.read_as != self.dialect and self._is_foreign(block):
            return [self._rewritten(index)]
        try:
            changes = self._field_changes(block, self.old[index], self._record(index))
            apply_changes(self.tree.text, changes)
        except ValueError:  # overlapping, or a key that the file cannot hold
            return [self._rewritten(index)]
        return changes

    def _field_changes(self, block: Block, old: Record, new: Record) -> list[Change]:
        dialect = self._dialect_of(block)
        before, after = (entry_of(record, dialect, self.charset) for record in (old, new))
        changes: list[Change] = []
        if before.kind != after.kind:
            start = kind_start(self.tree.text, block)
            changes.append(Change(start, start + len(block.kind), after.kind))
        if before.key != after.key:
            changes += edits.rename_key(self.tree.text, block, after.key)
        old_values, new_values = _by_name(before.fields), _by_name(after.fields)
        added = []
        for name, values in new_values.items():
            if old_values.get(name) == values:
                continue
            if len(values) > 1:
                raise ValueError("a field that is there twice is another")
            there = _name_there(block, name, new.type)
            if there:
                changes += edits.set_source(self.tree.text, block, there, values[0])
            else:
                added.append((name, values[0]))
        for name in old_values.keys() - new_values.keys():
            there = _name_there(block, name, old.type)
            changes += edits.remove_field(self.tree.text, block, there) if there else []
        return [*changes, *edits.add_fields(self.tree.text, block, added)]

    def _dialect_of(self, block: Block) -> Dialect:
        """The dialect that the entry itself is in."""
        names = {field.name for field in block.fields}
        latex, tex = len(names & _OF_BIBLATEX), len(names & _OF_BIBTEX)
        if latex == tex:
            return self.dialect
        return "biblatex" if latex > tex else "bibtex"

    def _rewritten(self, index: int) -> Change:
        """The whole entry anew, or nothing where its record is gone."""
        block, partner = self.blocks[index], self.partners[index]
        if partner is None:
            return self._removal(block)
        text = entry_of(self._record(index), self.dialect, self.charset).text().rstrip("\n")
        end = block.start + len(self.tree.source(block).rstrip())
        return Change(block.start, end, text)

    def _removal(self, block: Block) -> Change:
        """The entry taken out, with the blank lines after it."""
        end = block.end
        text = self.tree.text
        while end < len(text) and text[end] == "\n" and (block.start == 0 or text[block.start - 1] == "\n"):
            end += 1
        return Change(block.start, end, "")

    def _added(self) -> list[Record]:
        """The records that no entry of the file became."""
        taken = set(self.partners)
        return [record for index, record in enumerate(self.records) if index not in taken]

    def _all_changes(self, changes: dict[int, list[Change]], added: Sequence[Record]) -> list[Change]:
        every = [change for index in sorted(changes) for change in changes[index]]
        if added:
            entries = "\n".join(entry_of(record, self.dialect, self.charset).text() for record in added)
            text = self.tree.text
            gap = "" if not text.strip() or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
            every.append(Change(len(text), len(text), gap + entries))
        return every

    def _apply(self, changes: dict[int, list[Change]], added: Sequence[Record]) -> str:
        return apply_changes(self.tree.text, self._all_changes(changes, added))

    def _restored(self, changes: dict[int, list[Change]], added: Sequence[Record]) -> str:
        """The original text with the changes, in its own line ends."""
        line_end = line_end_of(self.original)
        place = original_places(self.original)
        mapped = (
            Change(place(change.start), place(change.end), change.text.replace("\n", line_end))
            for change in self._all_changes(changes, added)
        )
        return apply_changes(self.original, mapped)

    def _kept(self) -> list[int]:
        return [index for index, partner in enumerate(self.partners) if partner is not None]

    def _differing(self, back: Sequence[Record], added: Sequence[Record]) -> dict[int, Record]:
        """The entries that do not read back as their records, and what they read back as."""
        kept = self._kept()
        if len(back) != len(kept) + len(added):
            return dict.fromkeys(kept, Record())
        pairs = zip(kept, back, strict=False)
        return {index: found for index, found in pairs if not same(found, self._record(index))}

    def _is_better_anew(self, index: int, found: Record) -> bool:
        """Whether the entry would say something else if it were written anew."""
        text = entry_of(self._record(index), self.dialect, self.charset).text()
        return not same(next(iter(self._read(text)), Record()), found)

    def _losses(self, back: Sequence[Record], edited: set[int], added: Sequence[Record]) -> Iterator[Loss]:
        kept = self._kept()
        for position, index in enumerate(kept):
            if index in edited and position < len(back):
                yield from losses_of(self._record(index), back[position], self.dialect)
        for record, found in zip(added, back[len(kept) :], strict=False):
            yield from losses_of(record, found, self.dialect)


def _by_name(fields: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    return values


def pair(old: Sequence[Record], new: Sequence[Record]) -> list[int | None]:
    """For each old record the place of the new one that it became: by line and id, by id, or by line and title."""
    partners: list[int | None] = [None] * len(old)
    free = set(range(len(new)))
    for key in (_line_and_id, _id, _line_and_title):
        places: dict[object, list[int]] = {}
        for index in sorted(free, reverse=True):
            places.setdefault(key(new[index]), []).append(index)
        for index, record in enumerate(old):
            candidates = places.get(key(record)) if partners[index] is None else None
            if candidates:
                partners[index] = candidates.pop()
                free.discard(partners[index] or 0)
    return partners


def _line_and_id(record: Record) -> object:
    return (record.source.line, with_own_id(record).id)


def _id(record: Record) -> object:
    return with_own_id(record).id or id(record)


def _line_and_title(record: Record) -> object:
    return (record.source.line, record.type, record.title) if record.source.line else id(record)


def with_own_id(record: Record) -> Record:
    """The record without an id where that was only made for it (`soilbib.model.keys.with_ids`)."""
    return record.replace(id="") if record.source.fields.get("id") == "made" else record


def same(first: Record, second: Record) -> bool:
    """Whether two records say the same, wherever they come from."""
    return first.replace(source=_NO_SOURCE) == second.replace(source=_NO_SOURCE)


_NO_SOURCE = Source()


def original_places(original: str) -> Callable[[int], int]:
    """The map from places in a text with "\\n" line ends to those in the original."""
    if "\r\n" not in original:
        return lambda place: place
    lengths = accumulate(len(part) + 1 for part in original.split("\r\n"))
    line_ends = [end - 1 for end in lengths]  # in the text with "\n", the last one past its end
    return lambda place: place + bisect_left(line_ends, place)


def _name_there(block: Block, name: str, csl_type: str) -> str:
    """The name under which the entry has the field: the writer's, or another that is read for the same variable."""
    there = {field.name for field in block.fields}
    if name in there:
        return name
    found = TABLES[csl_type].by_field.get(name) if csl_type in TABLES else None
    return next((other for other in found[0].names if other in there), "") if found else ""
