"""An explicit formatter of .bib files: one layout, the same meaning, and a report of what it changed.

Entry types and field names go to lower case, each field on a line of its own, values between braces, one
blank line between entries. Values themselves, comments, free text and whatever cannot be read without doubt
stay as they are. What a formatted entry says is compared with what it said before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from soilbib.formats.bibtex.changes import line_end_of, value_span
from soilbib.formats.bibtex.dates import month_number
from soilbib.formats.bibtex.inheritance import LINKS
from soilbib.formats.bibtex.latex import decode
from soilbib.formats.bibtex.layout import Layout
from soilbib.formats.bibtex.mapping import RULES
from soilbib.formats.bibtex.reader import read_biblatex
from soilbib.formats.bibtex.shaping import shaped
from soilbib.formats.bibtex.syntax import Block, Field
from soilbib.formats.bibtex.tree import Tree, is_entry, parse_tree
from soilbib.model.markup import plain_text
from soilbib.model.record import Record, Source

__all__ = ["Formatted", "Formatting", "Layout", "format_bibtex"]

_NOTHING_BETWEEN = re.compile(r"[\s,]*")
_OUTER_SPACE = re.compile(r"(\s*)(.*?)(\s*)\Z", re.DOTALL)
_DIGITS = re.compile(r"\d+")
_NO_SOURCE = Source()
_MANY = 1 << 16
_FIELD_ORDER = {name: index for index, rule in reversed(list(enumerate(RULES))) for name in rule.names}


class Formatting(Struct, frozen=True):
    """One entry that the formatter changed, or left as it was: its line, its key, and what was done or why not."""

    line: int
    key: str
    what: str
    changed: bool = True


class Formatted(Struct, frozen=True):
    """A formatted file, and what was done to its entries."""

    text: str
    done: tuple[Formatting, ...] = ()


class _Piece(Struct):
    """A block's new text, with what stands before it."""

    block: Block
    text: str
    before: str = ""


def format_bibtex(text: str, layout: Layout | None = None) -> Formatted:
    """Lay a file out anew; formatting the result again changes nothing.

    Line ends become those of the file's first line, a byte-order mark stays.
    """
    layout = layout or Layout()
    line_end = line_end_of(text)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    mark = "\ufeff" if plain.startswith("\ufeff") else ""
    tree = parse_tree(plain[len(mark) :])
    done: list[Formatting] = []
    pieces = list(_pieces(tree, layout, done))
    broken = next((block for block in tree.blocks if block.broken or block.faults), None)
    if layout.sorts and broken:
        why = "the entries keep their order because of it"
        done.append(Formatting(tree.place(broken.start)[0], broken.key, why, changed=False))
    elif layout.sorts:
        pieces = _sorted(pieces, layout)
    new = _joined(pieces)
    if not _says_the_same(tree, parse_tree(new), layout.sorts):
        why = "the file as a whole would be read otherwise, so it is left as it is"
        return Formatted(text, (Formatting(1, "", why, changed=False),))
    return Formatted(mark + new.replace("\n", line_end), tuple(done))


def _pieces(tree: Tree, layout: Layout, done: list[Formatting]) -> Iterator[_Piece]:
    """The blocks that are not free text, each with the free text before it; at last the free text at the end."""
    before = ""
    for block in tree.blocks:
        source = tree.source(block)
        if block.kind == "":
            before += source
            continue
        text = source.rstrip("\n")
        if is_entry(block) or (block.kind == "string" and not block.broken):
            text = _format_block(tree, block, layout, done).rstrip("\n")
        yield _Piece(block, text, before)
        before = source[len(source.rstrip("\n")) :]
    yield _Piece(Block("", len(tree.text), len(tree.text)), "", before)


def _format_block(tree: Tree, block: Block, layout: Layout, done: list[Formatting]) -> str:
    """An entry or a string in the new layout, or as it is where that would not be safe."""
    source = tree.source(block)
    line = tree.place(block.start)[0]
    why = _why_not(tree, block)
    if why:
        done.append(Formatting(line, block.key, why, changed=False))
        return source
    new = _laid_out(tree, block, layout)
    again = parse_tree(new).blocks
    if len(again) == 1 and layout.shapes and _records(source, False) != _records(new, False):
        layout = layout.unshaped()  # what was asked for would be read otherwise
        new = _laid_out(tree, block, layout)
        again = parse_tree(new).blocks
    if len(again) != 1 or _content(again[0], layout) != _content(block, layout):
        done.append(Formatting(line, block.key, "its values cannot stand in the new layout", changed=False))
        return source
    if new != source:
        done.append(Formatting(line, block.key, ", ".join(_differences(tree, block, new))))
    return new


def _why_not(tree: Tree, block: Block) -> str:
    """Why a block is not touched, or the empty string."""
    if block.faults:
        return block.faults[0].message
    position = 0
    for field in block.fields:
        if position and not _NOTHING_BETWEEN.fullmatch(tree.text, position, field.start):
            return "there is a comment between its fields"
        position = value_span(tree.text, field)[1]
    last = position or tree.text.find(block.key, block.start) + len(block.key)
    if not _NOTHING_BETWEEN.fullmatch(tree.text, last, block.end - 1):
        return "there is a comment after its last field"
    if block.kind == "string" and len(block.fields) != 1:
        return "not one macro"
    head = tree.text[block.start : block.fields[0].start if block.fields else block.end]
    return "there is a comment before its first field" if "%" in head and "%" not in block.key else ""


def _laid_out(tree: Tree, block: Block, layout: Layout) -> str:
    if block.kind == "string":
        field = block.fields[0]
        return f"@string{{{_name(tree, field)} = {_value(tree, field)}}}"
    fields = _fields(block, layout)
    if layout.sort_fields or layout.field_order:
        order = {**_FIELD_ORDER, **{name: place for place, name in enumerate(layout.field_order, -_MANY)}}
        fields.sort(key=lambda field: (order.get(field.name, _MANY), field.name))
    width = max((len(field.name) for field in fields), default=0) if layout.align else 0
    values = [shaped(field, _value(tree, field), layout) for field in fields]
    pairs = zip(fields, values, strict=True)
    lines = [f"{layout.indent}{field.name.ljust(width)} = {value}," for field, value in pairs]
    if lines and not layout.trailing_comma:
        lines[-1] = lines[-1].removesuffix(",")
    return "\n".join([f"@{block.kind}{{{block.key},", *lines, "}"])


def _fields(block: Block, layout: Layout) -> list[Field]:
    """The fields that are written; an empty one may keep its entry from inheriting, so it stays in a child."""
    names = {field.name for field in block.fields}
    if not layout.remove_empty or names & LINKS:
        return list(block.fields)
    return [field for field in block.fields if field.pieces or field.text.strip()]


def _name(tree: Tree, field: Field) -> str:
    """A macro's name as it is written, for other programs may mind its case."""
    return tree.text[field.start : field.start + len(field.name)]


def _value(tree: Tree, field: Field) -> str:
    """The value with its delimiters: braces, but a macro bare."""
    if field.pieces:
        return " # ".join(text if is_macro else f"{{{text}}}" for is_macro, text in field.pieces)
    start, end = value_span(tree.text, field)
    return tree.text[start:end] if tree.text.startswith("{", start) else f"{{{field.text}}}"


def _content(block: Block, layout: Layout) -> tuple[object, ...]:
    """What a block says, as far as its syntax goes; only the names of its fields where values are shaped."""
    if layout.shapes and block.kind != "string":
        kept = [field.name for field in _fields(block, layout)]
        return block.kind, block.key, sorted(kept) if layout.reorders else kept, bool(block.faults)
    fields = [
        (field.name, field.text, tuple(piece for piece in field.pieces if piece[0])) for field in block.fields
    ]
    return block.kind, block.key, sorted(fields) if layout.reorders else fields, bool(block.faults)


def _differences(tree: Tree, block: Block, new: str) -> Iterator[str]:
    """What formatting changes, in words."""
    source = tree.source(block)
    if any(_value(tree, field) != tree.text[slice(*value_span(tree.text, field))] for field in block.fields):
        yield "delimiters"
    after = parse_tree(new).blocks[0].fields
    before = {(field.name, field.text) for field in block.fields}
    if before != {(field.name, field.text) for field in after}:
        yield "values"
    written = [tree.text[field.start : field.start + len(field.name)] for field in block.fields]
    if block.kind not in source[: len(block.kind) + 8] or (
        block.kind != "string" and any(name != name.lower() for name in written)
    ):
        yield "case of names"
    if [field.name for field in after] != [field.name for field in block.fields]:
        yield "order of fields"
    yield "layout"


def _joined(pieces: Sequence[_Piece]) -> str:
    """The file: one blank line between blocks, but strings and comments as close as they were."""
    parts: list[str] = []
    previous: Block | None = None
    for piece in pieces:
        space_before, free, space_after = _OUTER_SPACE.fullmatch(piece.before).groups()  # type: ignore[union-attr]
        at_end = piece.block.kind == ""
        if not free:
            if not at_end and previous is not None:
                close = _stands_close(previous, piece.block, space_before)
                parts.append("\n" if close else "\n\n")
        else:
            if previous is not None:
                parts.append(" " if "\n" not in space_before else "\n" * min(space_before.count("\n"), 2))
            parts.append(_without_trailing_blanks(free))
            if not at_end:
                parts.append(
                    space_after if "\n" not in space_after else "\n" * min(space_after.count("\n"), 2)
                )
        parts.append(piece.text)
        previous = piece.block
    text = "".join(parts)
    return text + "\n" if text and not text.endswith("\n") else text


def _stands_close(first: Block, second: Block, space: str) -> bool:
    return space.count("\n") < 2 and not (is_entry(first) or is_entry(second))


def _without_trailing_blanks(text: str) -> str:
    return "\n".join(line.rstrip(" \t") for line in text.split("\n"))


def _sorted(pieces: list[_Piece], layout: Layout) -> list[_Piece]:
    """The entries in order, each with the text right before it; other blocks before them in theirs."""
    *blocks, end = pieces
    parents = {
        field.text.strip().lower()
        for piece in blocks
        for field in piece.block.fields
        if field.name in ("crossref", "xdata")
    }
    entries = [piece for piece in blocks if is_entry(piece.block)]
    others = [piece for piece in blocks if not is_entry(piece.block)]
    for name in reversed(layout.sort_by or ("key",)):
        plain = name.removeprefix("-")
        entries.sort(key=lambda piece, name=plain: _sort_value(piece.block, name), reverse=plain != name)  # type: ignore[misc]
        entries.sort(key=lambda piece, name=plain: not _sort_value(piece.block, name))  # type: ignore[misc]
    entries.sort(key=lambda piece: piece.block.key.lower() in parents)
    return [*others, *entries, end]


def _sort_value(block: Block, name: str) -> str:
    """What an entry is sorted by; numbers so that 9 is before 10."""
    field = next((field for field in block.fields if field.name == name), None)
    text = {"key": block.key, "type": block.kind}.get(name) or (field.text if field else "")
    if name == "month":
        text = str(month_number(text) or text)
    return _DIGITS.sub(lambda match: match.group().rjust(12, "0"), plain_text(decode(text)).casefold())


def _says_the_same(old: Tree, new: Tree, any_order: bool) -> bool:
    first, second = (_records(tree.text, any_order) for tree in (old, new))
    kinds = [sorted(block.kind for block in tree.blocks if block.kind) for tree in (old, new)]
    return first == second and kinds[0] == kinds[1]


def _records(text: str, any_order: bool) -> list[Record]:
    read: Iterable[Record] = (item for item in read_biblatex(text, "") if isinstance(item, Record))
    records = [replace(record, source=_NO_SOURCE) for record in read]
    return sorted(records, key=lambda record: record.id) if any_order else records
