"""MARC 21 in ISO 2709, in UTF-8 and MARC-8; written in UTF-8.

The format is made of bytes: files are read by `read_bytes`, one record at a time. What has no place in CSL
stays in ``Record.extra["marc"]``, which MARCXML shares.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.format import Format
from soilbib.formats.iso2709 import END, FIELD_END, LONGEST_FIELD, Parsed, build, parse
from soilbib.formats.marc_writing import fields_of, is_printable, record_of
from soilbib.formats.plain import SPECIAL
from soilbib.formats.read_back import ReadBack, first_record
from soilbib.model import Record, Source

_HEAD = re.compile(r"[\ufeff\s]*\d{5}[a-z0-9 ]{3}.{9}.{3}4.{2}[\d ](?:[0-9A-Z]{3}\d{9})*\x1e", re.DOTALL)
_BLANK = b"\r\n \x00\x1a\xef\xbb\xbf"
_SPECIAL = (*SPECIAL, "<", ">", "¬")
_BLOCK = 1 << 16
_LEADER = 24


def looks_like(head: str) -> bool:
    """Whether the text begins with a leader and a directory."""
    return bool(_HEAD.match(head))


def read_bytes(stream: BinaryIO, path: str) -> Iterator[Record | Problem]:
    """Read records one by one; a broken one is an E102 problem with its text."""
    for number, data in enumerate(_chunks(stream), start=1):
        parsed = parse(data)
        if not parsed.fields or parsed.is_broken or parsed.is_guessed:
            yield _problem(parsed, data, Place(path, number))
        if parsed.fields:
            yield record_of(parsed.leader, parsed.fields, Source("marc", path, number))


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read from a text, as if it were the file in UTF-8; lengths in the records do not count."""
    return read_bytes(io.BytesIO(text.encode("utf-8", "replace")), path)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The records of a file without their terminators and the blanks between them."""
    held: list[bytes] = []
    while block := stream.read(_BLOCK):
        if END not in block:
            held.append(block)
            continue
        first, *whole, last = block.split(END)
        yield from filter(None, (data.lstrip(_BLANK) for data in (b"".join([*held, first]), *whole)))
        held = [last]
    if data := b"".join(held).strip(_BLANK):
        yield data


def _problem(parsed: Parsed, data: bytes, place: Place) -> Problem:
    """What is wrong with the bytes of a record."""
    number = place.line
    if parsed.fields and parsed.is_broken:
        message = f"the directory of record {number} does not fit; its fields are taken in their order"
        return Problem("W207", message, place, "warning")
    if parsed.fields:
        named = "UTF-8" if parsed.leader[9:10] == "a" else "MARC-8"
        message = f"record {number} has bytes that are not {named}; they are read as Windows-1252"
        return Problem("W201", message, place, "warning")
    text = data.decode("utf-8", "replace")
    if len(data) < _LEADER:
        return Problem("W205", f"no MARC record (record {number})", place, "warning", text)
    if FIELD_END not in data:
        return Problem("E102", f"no MARC record (record {number})", place, text=text)
    return Problem("E102", f"the directory of record {number} is broken", place, text=text)


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write records with the losses that reading back shows; to be encoded as UTF-8."""
    back = ReadBack("marc", "MARC", lambda text: first_record(read(text, "")), _SPECIAL)
    for record in records:
        leader, fields, is_sure = fields_of(record)
        text = build(leader, fields)
        is_short = len(text.encode()) < LONGEST_FIELD  # so that nothing is cut
        if is_sure and is_short and is_printable(fields):
            yield from back.losses_beside(record)
        else:
            yield from back.losses(record, text, alike=is_short)
        yield text


MARC = Format(
    name="marc",
    title="MARC 21 (ISO 2709)",
    extensions=(".mrc", ".marc"),
    looks_like=looks_like,
    read=read,
    write=write,
    aliases=("marc21", "iso2709", "mrc"),
    read_bytes=read_bytes,
)
