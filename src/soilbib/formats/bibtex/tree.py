"""A .bib file as a syntax tree that loses nothing: its blocks with their places, and edits of single fields.

The tree is the text and the spans of its blocks, so writing an untouched tree gives the same bytes, and
an edit changes only the characters that it is about. A tree is a value: every edit gives a new one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from soilbib.files import decode_exact, encode_exact
from soilbib.formats.bibtex import edits
from soilbib.formats.bibtex.changes import Change, apply_changes, line_end_of
from soilbib.formats.bibtex.syntax import Block, Field, split

_LINE_END = re.compile(r"\r\n?|\n")
_STATELESS = re.compile(r"utf-(?:8|16-..|32-..)|latin|iso-?8859|cp\d|ascii")
_NO_ENTRY = frozenset({"", "string", "preamble", "comment"})


@dataclass(frozen=True)
class Tree:
    """The text of a file, with its own line ends and byte-order mark, and its blocks in order and without gaps."""

    text: str
    blocks: tuple[Block, ...]
    encoding: str = "utf-8"

    @cached_property
    def entries(self) -> tuple[Block, ...]:
        """The blocks that are entries, the broken ones left out."""
        return tuple(block for block in self.blocks if is_entry(block))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def _byte_starts(self) -> list[int]:
        """The byte at which each block begins."""
        starts, position = [], 0
        for block in self.blocks:
            starts.append(position)
            position += len(encode_exact(self.source(block), self.encoding))
        return starts

    @cached_property
    def line_end(self) -> str:
        """The file's first line end; "\\n" where it has none."""
        return line_end_of(self.text)

    def source(self, part: Block | Field) -> str:
        """The text of a block or field as it stands in the file."""
        return self.text[part.start : part.end]

    def place(self, position: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 1."""
        line = bisect_right(self._line_starts, position)
        return line, position - self._line_starts[line - 1] + 1

    def byte_span(self, part: Block | Field | Change) -> tuple[int, int]:
        """Where a part begins and ends in the file's bytes."""
        return self._byte_at(part.start), self._byte_at(part.end)

    def _byte_at(self, position: int) -> int:
        if not self.blocks:
            return 0
        index = max(bisect_right(self.blocks, position, key=lambda block: block.start) - 1, 0)
        between = self.text[self.blocks[index].start : position]
        return self._byte_starts[index] + len(encode_exact(between, self.encoding))

    def entry(self, key: str) -> Block:
        """The first entry with this key; raises `KeyError` where there is none."""
        for block in self.entries:
            if block.key == key:
                return block
        raise KeyError(key)

    def changed(self, changes: Iterable[Change]) -> Tree:
        """The tree with these changes made; raises `ValueError` where two of them overlap."""
        return parse_tree(apply_changes(self.text, changes), self.encoding)

    def set_field(self, entry: Block, name: str, value: str) -> Tree:
        """The tree with another value in a field, which is added where there is none (see `edits`)."""
        return self.changed(edits.set_field(self.text, entry, name, value))

    def add_field(self, entry: Block, name: str, value: str) -> Tree:
        """The tree with a field more in an entry, even if it has one of that name."""
        return self.changed(edits.add_fields(self.text, entry, [(name, f"{{{edits.checked(value)}}}")]))

    def remove_field(self, entry: Block, name: str) -> Tree:
        """The tree without the fields of that name in an entry."""
        return self.changed(edits.remove_field(self.text, entry, name))

    def rename_key(self, entry: Block, key: str) -> Tree:
        """The tree with another key for an entry."""
        return self.changed(edits.rename_key(self.text, entry, key))


def is_entry(block: Block) -> bool:
    """Whether a block is an entry that could be read."""
    return block.kind not in _NO_ENTRY and not block.broken


def parse_tree(text: str, encoding: str = "utf-8") -> Tree:
    """The tree of a text; never raises."""
    return Tree(text, tuple(_split(text)), encoding)


def _split(text: str) -> Iterator[Block]:
    """The blocks; a file with the line ends of old Macs is split as if they were "\\n"."""
    return split(text.replace("\r", "\n") if "\r" in text and "\n" not in text else text)


def read_tree(data: bytes) -> Tree:
    """The tree of a file's bytes: encoding found, line ends and byte-order mark kept; never raises."""
    return parse_tree(*decode_exact(data))


def write_tree(tree: Tree) -> bytes:
    """The bytes of a tree's file, block by block; those that were read where nothing was changed."""
    if _STATELESS.match(tree.encoding):
        with suppress(UnicodeEncodeError):
            return b"".join(
                tree.source(block).encode(tree.encoding, "surrogateescape") for block in tree.blocks
            )
    return encode_exact("".join(map(tree.source, tree.blocks)), tree.encoding)
