"""RIS as databases and reference managers write it; the tables are in `soilbib.formats.ris_tags`.

What has no place in CSL stays in ``Record.extra["ris"]``: tag → list of values, and "TY" where the type is
not the one that is written for the CSL type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from soilbib.errors import FormatError, Loss, Place, Problem
from soilbib.formats.format import Format, parts
from soilbib.formats.read_back import ReadBack, first_record
from soilbib.formats.ris_dialects import DIALECTS, Dialect
from soilbib.formats.ris_reading import Pair, read_record
from soilbib.formats.ris_tags import KNOWN_TAGS
from soilbib.formats.ris_values import show_line
from soilbib.formats.ris_writing import FORMS, is_kept, write_record
from soilbib.formats.tagged import TaggedLine, read_tagged
from soilbib.model import Record

_HEAD = re.compile(r"^[\ufeff \t]*TY {1,2}- {0,4}[A-Z]{2,}[ \t]*$", re.MULTILINE)
_FIRST_TYPE = re.compile(r"^[\ufeff \t]*TY( {1,2})-", re.MULTILINE | re.IGNORECASE)
_NARROW_TAGS = "|".join(
    sorted(tag for tag in KNOWN_TAGS if tag[0] != "C" or tag.isalpha())
)  # "C4 - " may be prose
_LINE = re.compile(
    rf"[\ufeff \t]*([A-Za-z][A-Za-z0-9](?= {{2}}-)|(?:{_NARROW_TAGS})(?= -(?: |$))) {{1,2}}-[ \t]*(.*)"
)
_PLAIN_LINES = re.compile(r"^([A-Z][A-Z0-9])  -(.*)", re.MULTILINE)
_PLAIN_START = re.compile(r"([A-Z][A-Z0-9])  -(.*)")
_NARROW_LINE = re.compile(r"[\ufeff \t]*([A-Z][A-Z0-9]) {1,2}-(?=[ \t]|$)[ \t]*(.*)")


def looks_like(head: str) -> bool:
    """Whether a line gives a reference type in RIS's way."""
    return bool(_HEAD.search(head))


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read RIS, whatever stands between the records; a record goes on to ER, the next TY or the end."""
    return _read_from(text, path, 1)


def stream(blocks: Iterable[str], path: str) -> Iterator[Record | Problem]:
    """Read RIS as it comes."""
    for part, lines in parts(blocks, cut):
        yield from _read_from(part, path, lines + 1)


def _read_from(text: str, path: str, line: int) -> Iterator[Record | Problem]:
    start = 0
    while start < len(text):
        end = text.find("\nER  -", start)
        end = text.find("\n", end + 1) if end >= 0 else -1
        end = end if end >= 0 else len(text)
        piece = text[start:end]
        lines = piece.count("\n")
        pairs = _plain_pairs(piece) or _wrapped_pairs(piece)
        if pairs:
            yield from read_record(pairs, path, line + piece.count("\n", 0, piece.find("TY")))
        else:
            yield from _read_lines(piece, path, line)
        start = end + 1
        line += lines + 1


def _plain_pairs(piece: str) -> list[Pair]:
    """The tags and values from TY to ER where each stands on a line of its own, else nothing."""
    piece = piece.strip("\n")
    found = _PLAIN_LINES.findall(piece)
    if len(found) != piece.count("\n") + 1 or found[0][0] != "TY" or found[-1][0] != "ER":
        return []
    if "\nTY  -" in piece:
        return []
    del found[-1]
    return [(tag, value.strip()) for tag, value in found]


def _wrapped_pairs(piece: str) -> list[Pair]:
    """The tags and values from TY to ER where values may go on on further lines; nothing where more is to be told."""
    first = _FIRST_TYPE.search(piece)
    if not first or len(first[1]) == 1:
        return []
    pairs: list[tuple[str, list[str]]] = []
    for line in piece.split("\n"):
        match = _PLAIN_START.match(line) or _LINE.match(line)
        if match:
            pairs.append((match[1].upper(), [match[2].strip()]))
        elif not line or line.isspace():
            continue
        elif not pairs:
            return []
        else:
            pairs[-1][1].append(line.strip())
    tags = [tag for tag, _ in pairs]
    if tags.count("TY") != 1 or tags.count("ER") != 1 or (tags[0], tags[-1]) != ("TY", "ER"):
        return []
    del pairs[-1]
    return [(tag, lines[0] if len(lines) == 1 else "\n".join(lines)) for tag, lines in pairs]


def _read_lines(text: str, path: str, first_line: int) -> Iterator[Record | Problem]:
    """Read up to the line of an ER, or to the end of the text, in any form."""
    first = _FIRST_TYPE.search(text)
    pattern = _NARROW_LINE if first and len(first[1]) == 1 else _LINE
    lines: list[TaggedLine] = []
    typed = False
    for line in read_tagged(text, pattern, "ER", first_line):
        if not line.tag or (line.tag == "ER" and not lines):
            yield _junk([line], path)
        elif line.tag == "ER":
            yield from read_record(_pairs(lines), path, lines[0].number)
            lines, typed = [], False
        elif line.tag == "TY" and (typed or any(earlier.ends_block for earlier in lines)):
            yield from _read_open(lines, typed, path)
            lines, typed = [line], True
        else:
            lines.append(line)
            typed = typed or line.tag == "TY"
    if lines:
        yield from _read_open(lines, typed, path)


def cut(text: str) -> int:
    """Up to where the records are whole: behind the last ER, or before a TY that ends a record without one."""
    end = max(text.rfind("\nER  -"), text.rfind("\nER -"))
    end = text.find("\n", end + 1) + 1 if end >= 0 else 0
    open_ends = [match.start() for match in _FIRST_TYPE.finditer(text, end)]
    return open_ends[-1] if len(open_ends) > 1 else end


def write(records: Iterable[Record], dialect: str = "") -> Iterator[str | Loss]:
    """Write records, with the losses that reading back shows; ``dialect`` is a name of `DIALECTS`.

    Raises `FormatError` for another name.
    """
    if dialect and dialect not in DIALECTS:
        raise FormatError(f"RIS has no dialect {dialect!r} (known: {', '.join(DIALECTS)})")
    return _write(records, DIALECTS.get(dialect))


def _write(records: Iterable[Record], dialect: Dialect | None) -> Iterator[str | Loss]:
    back = ReadBack(
        "ris", "RIS", lambda text: first_record(read(text, "")), ("&", "  "), forms=FORMS, kept=is_kept
    )
    for record in records:
        text = write_record(record, dialect)
        short = record.fields.get("title-short")  # which is not read where it is the title
        yield from back.losses(record, text, alike=not short or short != record.title)
        yield text


def _read_open(lines: list[TaggedLine], typed: bool, path: str) -> Iterator[Record | Problem]:
    """Lines without an end mark: a record if they have a type, else stray ones behind the record before."""
    if not typed:
        yield _junk(lines, path)
        return
    place = Place(path, lines[0].number, 1)
    yield Problem("W206", "the record has no end mark (ER)", place, "warning")
    yield from read_record(_pairs(lines), path, lines[0].number)


def _pairs(lines: list[TaggedLine]) -> list[Pair]:
    return [(line.tag, "\n".join(line.lines)) for line in lines]


def _junk(lines: list[TaggedLine], path: str) -> Problem:
    text = "\n".join(show_line(tag, value) for tag, value in _pairs(lines))
    return Problem("W205", "text outside any record", Place(path, lines[0].number, 1), "info", text)


RIS = Format(
    name="ris",
    title="RIS",
    extensions=(".ris",),
    looks_like=looks_like,
    read=read,
    stream=stream,
    write=write,
    aliases=("refman", "endnote-ris"),
    options=("dialect",),
    dialects=tuple(DIALECTS),
)
