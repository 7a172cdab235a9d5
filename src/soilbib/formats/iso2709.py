"""ISO 2709, the form of MARC's records as bytes: a leader, a directory of the fields, and the fields."""

from __future__ import annotations

import re
import struct
from functools import lru_cache
from sys import intern

from msgspec import Struct

from soilbib.formats.marc_fields import Field

END, FIELD_END, SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_LONGEST = 92_000  # bytes of fields, so that directory and fields fit into the five digits of a length
LONGEST_FIELD = 9_999  # the directory has four digits for it
_DIRECTORY = re.compile(r"([0-9A-Za-z]{3})([0-9]{4})([0-9]{5})")
_ENTRY = 12  # characters of the directory to a field
_TAG_AND_OFFSET = "3s4x5s"  # of an entry, without the length
_LOCAL = "990"
_LEADER_END = b"4500"
_SUBFIELDS = re.compile(r"\x1f([^\x1f])([^\x1f]*)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SEPARATORS = str.maketrans({"\x1d": " ", "\x1e": " ", "\x1f": " "})


class Parsed(Struct, frozen=True):
    """What the bytes of one record say.

    ``is_broken``: the directory was of no use. ``is_guessed``: some bytes are not in the encoding that the
    leader names and were read as Windows-1252. Without fields it is no record.
    """

    leader: str
    fields: list[Field]
    is_broken: bool
    is_guessed: bool


def parse(data: bytes) -> Parsed:
    """Take a record without its terminator apart; never raises."""
    leader = data[:24].decode("ascii", "replace")
    bodies = data.split(FIELD_END)[1:]
    tags = _tags_in_order(data, bodies)
    is_broken = False
    if tags is None:
        found = _by_directory(data)
        is_broken = found is None
        tags, bodies = found or _as_parted(data, bodies)
    texts, is_guessed = _decode(data, bodies, leader[9:10] == "a")
    fields = [_field(tag, text) for tag, text in zip(tags, texts, strict=False)]
    return Parsed(leader, fields, is_broken, is_guessed)


def _tags_in_order(data: bytes, bodies: list[bytes]) -> list[str] | None:
    """The tags where the directory has the fields one behind the other, as they are parted; else None."""
    base = data.find(FIELD_END) + 1
    directory = data[24 : base - 1]
    count = len(bodies) - 1
    if not directory.isalnum() or len(directory) != _ENTRY * count or bodies[-1]:
        return None
    entries = struct.unpack(_TAG_AND_OFFSET * count, directory)
    tags, offsets = entries[::2], entries[1::2]
    if data[12:17] != b"%05d" % base or list(offsets) != sorted(offsets):
        return None
    last = directory[-9:]
    if not last.isdigit() or base + int(last[:4]) + int(last[4:]) != len(data):
        return None
    return list(map(_tag, tags))


@lru_cache(maxsize=1 << 12)
def _tag(code: bytes) -> str:
    """A tag as the one string that it is everywhere, which makes looking it up fast."""
    return intern(code.decode("ascii"))


def _by_directory(data: bytes) -> tuple[list[str], list[bytes]] | None:
    """Tags and fields by the directory; None where a field does not end at its terminator."""
    digits = data[12:17]
    base = int(digits) if digits.isdigit() else 0
    directory = data[24 : base - 1].decode("ascii", "replace")
    entries = _DIRECTORY.findall(directory)
    if data[base - 1 : base] != FIELD_END or len(entries) * 12 != len(directory):
        return None
    bodies = []
    for _, length, offset in entries:
        start = base + int(offset)
        end = start + int(length) - 1
        if end < start or data[end : end + 1] != FIELD_END:
            return None
        bodies.append(data[start:end])
    return [tag for tag, *_ in entries], bodies


def _as_parted(data: bytes, bodies: list[bytes]) -> tuple[list[str], list[bytes]]:
    """The fields as their terminators part them, with the tags that a broken directory gives them.

    A tag is the one before the length of the field, if that is not far from where it should be, else the one
    at the field's place; a field without either is a local one. So is what stands where the leader should be.
    """
    head = data.partition(FIELD_END)[0]
    directory = head[24:].decode("ascii", "replace")
    bodies = _rejoined(bodies if bodies[-1:] != [b""] else bodies[:-1])
    tags = []
    position = 0
    for body in bodies if directory else ():
        length = directory.find(f"{len(body) + 1:04}", position + 3, position + 3 + 4 + _ENTRY)
        start = position if length < 0 else length - 3
        tag = directory[start : start + 3]
        tags.append(tag if tag.isalnum() and tag.isascii() else _LOCAL)
        position = start + _ENTRY
    if tags and not (head[:5].isdigit() or head[20:24] == _LEADER_END):
        return [_LOCAL, *tags], [b"  " + SUBFIELD + b"a" + head.replace(SUBFIELD, b" "), *bodies]
    return tags, bodies


def _rejoined(bodies: list[bytes]) -> list[bytes]:
    """The fields without terminators that stand in their middle: behind one, two indicators and a subfield begin."""
    joined: list[bytes] = []
    for body in bodies:
        if joined and SUBFIELD in joined[-1] and body[2:3] != SUBFIELD:
            joined[-1] += body
        else:
            joined.append(body)
    return joined


def _decode(data: bytes, bodies: list[bytes], is_utf8: bool) -> tuple[list[str], bool]:
    """The fields as text, and whether an encoding was guessed.

    MARC-8 beyond ASCII is nearly never valid UTF-8, which is therefore taken for what it is.
    """
    try:
        if is_utf8 or b"\x1b" not in data:
            texts = FIELD_END.join(bodies).decode().split("\x1e")
            return texts if len(texts) == len(bodies) else [body.decode() for body in bodies], False
    except UnicodeDecodeError:
        pass
    from soilbib.formats import marc8

    texts = []
    is_guessed = False
    for body in bodies:
        parts = body.split(SUBFIELD)
        found = None if is_utf8 else [marc8.decode(part) for part in parts]
        if found is None or any(marc8.NO_CHARACTER in text for text in found):
            found = [_guess(part) for part in parts]
            is_guessed = True
        texts.append("\x1f".join(found))
    return texts, is_guessed


def _guess(part: bytes) -> str:
    """A value that is not in the encoding of its record."""
    try:
        return part.decode()
    except UnicodeDecodeError:
        return part.decode("cp1252", "replace")


def _field(tag: str, text: str) -> Field:
    if tag < "010":
        return Field(tag, data=text)
    if text[2:3] == "\x1f":
        return Field(tag, text[:2], tuple(_SUBFIELDS.findall(text)))
    head = text.partition("\x1f")[0]
    subfields = tuple(_SUBFIELDS.findall(text))
    if len(head) > 2:  # no indicators: what stands there is kept
        return Field(tag, "  ", (("a", head), *subfields))
    return Field(tag, head.ljust(2), subfields)


def build(leader: str, fields: list[Field]) -> str:
    """The record with its terminator, to be encoded as UTF-8; what is too long for the format is cut or left out."""
    directory, bodies, size = [], [], 0
    for field in fields:
        text = _text(field)
        length = len(text) if text.isascii() else len(text.encode())
        if length > LONGEST_FIELD:
            text = text.encode()[: LONGEST_FIELD - 1].decode("utf-8", "ignore") + "\x1e"
            length = len(text.encode())
        if size + length > _LONGEST:
            continue
        directory.append(f"{field.tag}{length:04}{size:05}")
        bodies.append(text)
        size += length
    base = 24 + 12 * len(directory) + 1
    head = f"{base + size + 1:05}{leader[5:9]}a22{base:05}{leader[17:20]}4500"
    return f"{head}{''.join(directory)}\x1e{''.join(bodies)}\x1d"


def _text(field: Field) -> str:
    if not field.subfields:
        return _plain(field.data) + "\x1e"
    parts = [code + value for code, value in field.subfields]
    if not "".join(parts).isprintable():
        parts = [code + _plain(value) for code, value in field.subfields]
    return "\x1f".join([field.indicators, *parts]) + "\x1e"


def _plain(text: str) -> str:
    return text if text.isprintable() else _SURROGATE.sub("\ufffd", text.translate(_SEPARATORS))
