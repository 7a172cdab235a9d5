"""MARC 21 in ISO 2709, in UTF-8 and MARC-8, through pymarc; written in UTF-8.

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
from soilbib.formats.losses import find_losses
from soilbib.formats.marc_fields import Field
from soilbib.formats.marc_writing import fields_of, record_of
from soilbib.model import Record, Source

_HEAD = re.compile(r"[\ufeff\s]*\d{5}[a-z0-9 ]{3}.{9}.{3}4.{2}[\d ](?:[0-9A-Z]{3}\d{9})*\x1e", re.DOTALL)
_END, _FIELD_END, _SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_BLOCK = 1 << 16
_LONGEST = 92_000  # bytes of fields, so that directory and fields fit into the five digits of a length
MAX_RECORD = 2_000_000
"""Bytes after which a record without an end is refused; the format allows 99,999."""


def looks_like(head: str) -> bool:
    """Whether the text begins with a leader and a directory."""
    return bool(_HEAD.match(head))


def read_bytes(stream: BinaryIO, path: str) -> Iterator[Record | Problem]:
    """Read records one by one; a broken one is an E102 problem with its text."""
    for number, data in enumerate(_chunks(stream), start=1):
        yield from _read_one(data, Place(path, number))


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read from a text, as if it were the file in UTF-8; lengths in the records do not count."""
    return read_bytes(io.BytesIO(text.encode("utf-8", "replace")), path)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The records of a file without their terminators; one that is too long comes in pieces."""
    held = b""
    while block := stream.read(_BLOCK):
        *whole, held = (held + block).split(_END)
        yield from (data for data in whole if data.strip(b"\r\n \x00\x1a\xef\xbb\xbf"))
        if len(held) > MAX_RECORD:
            yield held
            held = b""
    if held.strip(b"\r\n \x00\x1a\xef\xbb\xbf"):
        yield held


def _read_one(data: bytes, place: Place) -> Iterator[Record | Problem]:
    data = data.lstrip(b"\r\n \x00\xef\xbb\xbf")
    text = data.decode("utf-8", "replace")
    if len(data) < 25:
        yield Problem("W205", f"no MARC record (record {place.line})", place, "warning", text)
        return
    if _FIELD_END not in data:
        yield Problem("E102", f"no MARC record (record {place.line})", place, text=text)
        return
    leader, fields, broken = _parse(data)
    if not fields:
        yield Problem("E102", f"the directory of record {place.line} is broken", place, text=text)
        return
    if broken:
        message = f"the directory of record {place.line} does not fit; its fields are taken in their order"
        yield Problem("W207", message, place, "warning")
    yield record_of(leader, fields).replace(source=Source("marc", place.path, place.line))


def _parse(data: bytes) -> tuple[str, list[Field], bool]:
    """Leader, fields, and whether the directory was of no use."""
    leader = data[:24].decode("ascii", "replace")
    utf8 = leader[9:10] == "a" or _is_utf8(data)
    places = _places(data)
    if places is None:
        return leader, _by_order(data, utf8), True
    if not utf8:
        return leader, _with_pymarc(data), False
    return leader, [_field_of(tag, data[start : end - 1], utf8) for tag, start, end in places], False


def _with_pymarc(data: bytes) -> list[Field]:
    """The fields of a record in MARC-8."""
    import pymarc
    from pymarc.exceptions import PymarcException

    length = len(data) + 1
    whole = f"{length:05}".encode()[-5:] + data[5:] + _END if length <= 99_999 else data + _END
    try:
        record = pymarc.Record(data=whole, hide_utf8_warnings=True, utf8_handling="replace")
    except (PymarcException, ValueError, IndexError, KeyError, AssertionError):
        return _by_order(data, utf8=False)
    return [_field(field) for field in record.fields]


def _places(data: bytes) -> list[tuple[str, int, int]] | None:
    """Tag, start and end of each field by the directory; None where a field does not end at its terminator."""
    if not data[12:17].isdigit():
        return None
    base = int(data[12:17])
    directory = data[24 : base - 1]
    if data[base - 1 : base] != _FIELD_END or len(directory) % 12 or not directory.isalnum():
        return None
    text = directory.decode("ascii", "replace")
    places = []
    for at in range(0, len(text), 12):
        numbers = text[at + 3 : at + 12]
        if not numbers.isdecimal():
            return None
        start = base + int(numbers[4:])
        end = start + int(numbers[:4])
        if data[end - 1 : end] != _FIELD_END:
            return None
        places.append((text[at : at + 3], start, end))
    return places


def _is_utf8(data: bytes) -> bool:
    """Whether a record that does not say so has UTF-8 beyond ASCII; MARC-8 is nearly never valid as such."""
    if data.isascii() or b"\x1b" in data:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _by_order(data: bytes, utf8: bool) -> list[Field]:
    """The fields as their terminators part them, with the directory's tags in their order."""
    head, *bodies = data.split(_FIELD_END)
    directory = head[24:].decode("ascii", "replace")
    tags = [directory[start : start + 3] for start in range(0, len(directory) - 2, 12)]
    return [
        _field_of(tag, body, utf8) for tag, body in zip(tags, bodies, strict=False) if body and tag.isalnum()
    ]


def _field_of(tag: str, body: bytes, utf8: bool) -> Field:
    text = _decode(body, utf8)
    if tag < "010":
        return Field(tag, data=text)
    indicators, *parts = text.split("\x1f")
    subfields = tuple((part[:1], part[1:]) for part in parts if part)
    return Field(tag, indicators[-2:].ljust(2), subfields)


def _decode(body: bytes, utf8: bool) -> str:
    from pymarc import marc8_to_unicode

    return body.decode("utf-8", "replace") if utf8 else str(marc8_to_unicode(body, hide_utf8_warnings=True))


def _field(field: object) -> Field:
    tag = str(getattr(field, "tag", ""))
    if getattr(field, "control_field", False):
        return Field(tag, data=str(getattr(field, "data", "") or ""))
    found = getattr(field, "subfields", ())
    indicators = "".join((part or " ")[:1] for part in getattr(field, "indicators", (" ", " ")))
    return Field(tag, indicators.ljust(2), tuple((part.code, part.value) for part in found))


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write records, each read back at once to see what was lost; to be encoded as UTF-8."""
    for record in records:
        text = _write_record(record)
        again = next((item for item in read(text, "") if isinstance(item, Record)), None)
        yield from find_losses(record, again, "MARC", "marc")
        yield text


def _write_record(record: Record) -> str:
    leader, fields = fields_of(record)
    directory, body = [], b""
    for field in fields:
        data = _bytes(field)
        if len(data) > 9_999:  # the directory has four digits for it
            data = data[:9_998].decode("utf-8", "ignore").encode() + _FIELD_END
        if len(body) + len(data) > _LONGEST:
            continue
        directory.append(f"{field.tag}{len(data):04}{len(body):05}")
        body += data
    base = 24 + 12 * len(directory) + 1
    length = base + len(body) + 1
    head = f"{min(length, 99_999):05}{leader[5:9]}a22{base:05}{leader[17:20]}4500"
    return f"{head}{''.join(directory)}\x1e{body.decode('utf-8')}\x1d"


def _bytes(field: Field) -> bytes:
    if not field.subfields:
        return _plain(field.data).encode("utf-8", "replace") + _FIELD_END
    parts = "".join(f"\x1f{code}{_plain(value)}" for code, value in field.subfields)
    return f"{field.indicators}{parts}".encode("utf-8", "replace") + _FIELD_END


_SEPARATORS = str.maketrans({"\x1d": " ", "\x1e": " ", "\x1f": " "})


def _plain(text: str) -> str:
    return text.translate(_SEPARATORS)


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
