"""The data loader: files and streams to text, and text back to the bytes that it came from."""

from __future__ import annotations

import codecs
import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from soilbib.errors import InputError, Place, Problem

STDIN = "-"
END_OF_FILE = "\x1a"
"""What DOS and the programs of its time put at the end of a text."""

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODING_COMMENT = re.compile(
    rb"^[ \t]*(?:[%#@*;/]|<\?xml)[^\n]{0,60}?coding[:=][ \t]*[\"']?([-\w.]+)", re.MULTILINE | re.IGNORECASE
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27, 28, 29, 30, 31})

_BINARIES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "an archive or an Office document; archives are read by the name .zip"),
    (b"\xd0\xcf\x11\xe0", "an Office document of the old kind"),
    (b"%PDF-", "a PDF document"),
    (b"\x1f\x8b", "packed with gzip; unpack it first"),
    (b"\xfd7zXZ", "packed with xz; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"SQLite format 3\x00", "an SQLite database; export its references first"),
)
_FEWEST = 50  # bytes of a text to one control character
_SAMPLE = 1 << 16
_ZEROS = 0.15
_ASCII = bytes(range(128))
_BEGINNINGS = bytes(range(0xC2, 0xF5))  # of UTF-8's longer characters
_STRAY = re.compile("[\udc80-\udcff]")
_WINDOWS = "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256))
_STRAY_CHARACTERS = {0xDC00 + code: _WINDOWS[code] for code in range(128, 256)}
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_COMMON_HANZI, _LATER_HANZI = bytes(range(0xB0, 0xD8)), bytes(range(0xC9, 0xD8))
"""The first bytes of GB 2312's common characters, and those of them that begin no Korean syllable."""
_FEWEST_HANZI = 4
_WESTERN = frozenset("éèêëàâäáãåçñöôòóõüûùúíìîïßøæœ’“”–—…«»°©")
_GUESSED = {
    "utf-8": "such bytes are read as Windows-1252",
    "cp1252": "the file is read as Windows-1252 (see --encoding)",
    "mac_roman": "the file is read as Mac OS Roman (see --encoding)",
    "gb18030": "the file is read as GB 18030 (see --encoding)",
}


class Text(Struct, frozen=True):
    """The text of one input, with the encoding it was in and what had to be guessed."""

    path: str
    text: str
    encoding: str = "utf-8"
    problems: tuple[Problem, ...] = ()


def read_text(path: str | os.PathLike[str]) -> Text:
    """Read a file, or standard input for "-", as text.

    Raises `InputError` where it is missing, a folder, or not text.
    """
    name = os.fspath(path)
    return decode(read_bytes(path), "<stdin>" if name == STDIN else name)


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file, or of standard input for "-"; raises `InputError` like `read_text`."""
    name = os.fspath(path)
    if name == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise unreadable(name, error) from None


def unreadable(path: str, error: OSError) -> InputError:
    """The error for a file that the system does not open or read."""
    if isinstance(error, FileNotFoundError):
        return InputError(f"{path}: no such file")
    if isinstance(error, IsADirectoryError):
        return InputError(f"{path}: is a folder, not a file")
    return InputError(f"{path}: cannot be read ({error.strerror or error})")


def decode(data: bytes, path: str) -> Text:
    """Decode by byte-order mark, as UTF-8, or else as `Census` takes it, with a W201 problem.

    Line ends become "\\n". Raises `InputError` for what is not text.
    """
    mark, encoding = marked_encoding(data)
    if mark:
        try:
            return Text(path, with_line_feeds(data[len(mark) :].decode(encoding)), encoding)
        except UnicodeDecodeError as error:
            raise InputError(f"{path}: E101 not valid {encoding} at byte {error.start}") from None
    if kind := binary_kind(data):
        raise InputError(f"{path}: E101 not a text file (it is {kind})")
    guessed = guess_utf16(data)
    if guessed:
        with suppress(UnicodeDecodeError):
            problem = Problem("W201", f"no byte-order mark; read as {guessed}", Place(path, 1), "warning")
            return Text(path, with_line_feeds(data.decode(guessed)), guessed, (problem,))
    control = data.translate(None, delete=bytes(set(range(256)) - set(_CONTROLS)))
    if is_binary(control, len(data)):
        raise InputError(
            f"{path}: E101 not a text file (byte {control[0]:#04x} at offset {data.index(control[:1])})"
        )
    try:
        return Text(path, with_line_feeds(data.decode("utf-8")))
    except UnicodeDecodeError as error:
        declared = declared_encoding(data)
        if declared:
            with suppress(UnicodeDecodeError):
                return Text(path, with_line_feeds(data.decode(declared)), declared)
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        census = Census()
        census.add(data)
        problem = not_utf8(data[error.start], Place(path, line, column), census.encoding)
        return Text(path, with_line_feeds(decode_guessed(data, census.encoding)), census.encoding, (problem,))


class Census:
    """What the bytes of an input that is not UTF-8 throughout are taken for.

    Where most of what is beyond ASCII is UTF-8, it is UTF-8 with some wrong bytes; else it is GB 18030 where that
    gives runs of common Chinese characters, and Windows-1252 or Mac OS Roman, whichever gives
    more of the letters and quotation marks of western languages.
    """

    def __init__(self) -> None:
        self._valid = self._wrong = self._runs = self._beyond = 0
        self._leads = b""
        self._sample = b""

    def add(self, data: bytes) -> None:
        """Count what is beyond ASCII in a part of the input."""
        if data.isascii():
            return
        try:
            data.decode()
            wrong = 0
        except UnicodeDecodeError:
            wrong = len(_STRAY.findall(data.decode("utf-8", "surrogateescape")))
        beginnings = len(data) - len(data.translate(None, _BEGINNINGS))
        self._wrong += wrong
        self._valid += max(0, beginnings - wrong)
        if len(self._sample) < _SAMPLE:
            self._count_pairs(data)
            self._sample += data.translate(None, _ASCII)[: _SAMPLE - len(self._sample)]

    def _count_pairs(self, data: bytes) -> None:
        """Count what may be characters of two bytes: runs of an even number of bytes beyond ASCII."""
        runs = _HIGH_RUN.findall(data)
        self._beyond += sum(map(len, runs))
        even = [run for run in runs if len(run) % 2 == 0]
        self._runs += len(even)
        self._leads += b"".join(run[::2] for run in even)

    def _is_chinese(self) -> bool:
        pairs = len(self._leads)
        common, later = (
            pairs - len(self._leads.translate(None, leads)) for leads in (_COMMON_HANZI, _LATER_HANZI)
        )
        in_runs = pairs >= 2 * self._runs and 5 * pairs > 2 * self._beyond
        return pairs >= _FEWEST_HANZI and in_runs and 5 * common > 3 * pairs and 10 * later > pairs

    @property
    def encoding(self) -> str:
        """ "utf-8" (with some wrong bytes), "gb18030", "cp1252" or "mac_roman"."""
        if self._valid > self._wrong:
            return "utf-8"
        if self._is_chinese():
            return "gb18030"
        windows, mac = (
            sum(letter in _WESTERN for letter in decode_guessed(self._sample, name))
            for name in ("cp1252", "mac_roman")
        )
        return "mac_roman" if mac > windows else "cp1252"


def decode_guessed(data: bytes, encoding: str) -> str:
    """Decode what is taken for an encoding of `Census`; never fails, and no byte is lost."""
    if encoding == "utf-8":
        return without_stray(data.decode("utf-8", "surrogateescape"))
    if encoding == "cp1252":
        return codecs.charmap_decode(data, "strict", _WINDOWS)[0]
    return without_stray(data.decode(encoding, "surrogateescape"))


def without_stray(text: str) -> str:
    """A text in which bytes that were no UTF-8 became lone surrogates, with Windows-1252's characters for them."""
    return text.translate(_STRAY_CHARACTERS) if _STRAY.search(text) else text


def not_utf8(byte: int, place: Place, encoding: str) -> Problem:
    """The problem of the first byte that is not UTF-8, and what is done about it."""
    named = _GUESSED[encoding]
    return Problem("W201", f"byte {byte:#04x} is not UTF-8; {named}", place, "warning")


def decode_exact(data: bytes) -> tuple[str, str]:
    """The text of a file with its own line ends and byte-order mark, and its encoding.

    Never raises: bytes that are wrong in the encoding become lone surrogates, and `encode_exact` makes
    them those bytes again.
    """
    encoding = "utf-8"
    with suppress(InputError):
        encoding = decode(data, "").encoding
    with suppress(UnicodeError):
        text = data.decode(encoding, "surrogateescape")
        if encode_exact(text, encoding) == data:
            return text, encoding
    return data.decode("latin-1"), "latin-1"  # which has a character for every byte


def binary_kind(head: bytes) -> str:
    """What a file is that is known by its first bytes to be no text, in words; else nothing."""
    return next((kind for magic, kind in _BINARIES if head.startswith(magic)), "")


def is_binary(controls: bytes, size: int) -> bool:
    """Whether data with these control characters is no text; stray ones may stand in a text."""
    return len(controls) * _FEWEST > size


def encode_exact(text: str, encoding: str) -> bytes:
    """The bytes of a text that `decode_exact` gave; UTF-8 where later additions do not fit the encoding."""
    try:
        return text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return without_halves(text).encode()


def without_halves(text: str) -> str:
    """The text with half a character, which cannot be encoded, made U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def with_line_feeds(text: str) -> str:
    """The text with one kind of line end, and without the mark that old systems end files with."""
    text = text.removesuffix(END_OF_FILE)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def marked_encoding(data: bytes) -> tuple[bytes, str]:
    """The byte-order mark at the start and the encoding that it stands for, or nothing."""
    return next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", ""))


def declared_encoding(data: bytes) -> str:
    """The encoding that a comment at the head ("% Encoding: ISO-8859-1") or an XML declaration names, or nothing."""
    match = _ENCODING_COMMENT.search(data, 0, 2000)
    if not match:
        return ""
    with suppress(LookupError, ValueError):
        return codecs.lookup(match[1].decode("ascii", "replace")).name
    return ""


def guess_utf16(data: bytes) -> str:
    """UTF-16 without a mark: zero bytes at many of the odd or of the even places only, as of Latin tags and spaces."""
    head = data[:512]
    if len(head) < 4 or len(data) % 2 or binary_kind(head):
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * _ZEROS and not even:
        return "utf-16-le"
    return "utf-16-be" if even > half * _ZEROS and not odd else ""
