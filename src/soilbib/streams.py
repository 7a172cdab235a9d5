"""Inputs in constant memory: a file or a pipe as bytes, or as blocks of decoded text."""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from msgspec import Struct

from soilbib.errors import InputError, Place, Problem
from soilbib.files import (
    END_OF_FILE,
    STDIN,
    Census,
    binary_kind,
    declared_encoding,
    decode,
    decode_guessed,
    guess_utf16,
    is_binary,
    marked_encoding,
    not_utf8,
    unreadable,
    without_stray,
)

BLOCK = 1 << 20
"""How many bytes of an input are read at a time."""

_TAIL = 1 << 16
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19]")
_NO_CONTROLS = bytes(set(range(256)) - {*range(9), *range(14, 26)})


class Limits(Struct, frozen=True):
    """How much of an input is taken before it is refused, in bytes.

    ``size`` is for a file that is updated in place and for what is unpacked from an archive; ``whole`` for a text
    that is read at once, as its format cannot be streamed, which takes many times its size; ``record`` for what a
    streaming reader takes without yielding anything.
    """

    size: int = 1 << 30
    record: int = 64 << 20
    whole: int = 64 << 20


class TextBlocks(Iterator[str]):
    """Consecutive blocks of a text; who sets them aside on disk calls ``mark``, as for a record yielded."""

    def __init__(self, blocks: Iterator[str], mark: Callable[[], None]) -> None:
        self._blocks, self.mark = blocks, mark

    def __next__(self) -> str:
        return next(self._blocks)


class InputStream(io.RawIOBase):
    """An open input: bytes as they are asked for, or blocks of decoded text, within limits.

    ``head`` is its start (up to `BLOCK` bytes). ``problems`` fills with what had to be guessed. ``watch``
    is called with each piece of bytes read. Whoever reads records calls `mark` at each. ``encoding`` is that of
    the text where it is known; it does not count for formats that are made of bytes. ``raw`` belongs to it from
    here on, and is closed if its start cannot be read.
    """

    def __init__(
        self,
        raw: IO[bytes],
        path: str,
        limits: Limits | None = None,
        watch: Callable[[bytes], object] | None = None,
        encoding: str = "",
    ) -> None:
        self.path, self.limits, self._given = path, limits or Limits(), encoding
        self.problems: list[Problem] = []
        self._raw, self._watch = raw, watch
        self._since = self._total = 0
        with self.closing():
            self._ahead = self.head = self._take(BLOCK)
        self._encoding = encoding or _head_encoding(self.head)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; the base class's `read` goes through here."""
        piece = self._next(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Close what it reads from, standard input left aside."""
        if self.path != "<stdin>":
            self._raw.close()
        super().close()

    @contextmanager
    def closing(self) -> Iterator[None]:
        """Close it if what is done inside fails."""
        try:
            yield
        except BaseException:
            self.close()
            raise

    def mark(self) -> None:
        """Say that something was yielded: the limit of one record counts from here."""
        self._since = 0

    def head_text(self) -> str:
        """The head as text, for a look at it; never fails."""
        encoding = self._encoding
        mark, _ = marked_encoding(self.head)
        if encoding == "utf-8" and _first_wrong(self.head):
            encoding = declared_encoding(self.head) or "cp1252"
        text = self.head[len(mark) :].decode(encoding, errors="replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def check_text(self) -> None:
        """Raise `InputError` where the head has bytes that no text has."""
        if self._encoding == "utf-8" and not marked_encoding(self.head)[0]:
            _check_text(self.head, self.path)

    def text(self) -> str:
        """All of it at once, decoded; raises `InputError` beyond the limit of size."""
        data = self.whole(self.limits.whole)
        if self._given:
            return "".join(self.again(data)._blocks())
        found = decode(data, self.path)
        self.problems += found.problems
        return found.text

    def again(self, data: bytes) -> InputStream:
        """The same input from bytes that were read of it."""
        return InputStream(io.BytesIO(data), self.path, self.limits, encoding=self._given)

    def whole(self, limit: int | None = None) -> bytes:
        """All of it at once; raises `InputError` beyond a limit, by default that of size."""
        limit = self.limits.size if limit is None else limit
        pieces: list[bytes] = []
        while piece := self._next(BLOCK):
            self.mark()
            pieces.append(piece)
            if self._total > limit:
                raise too_large(self.path, limit)
        return b"".join(pieces)

    def blocks(self) -> TextBlocks:
        """Blocks of text, decoded as `decode` does, line ends made one kind.

        A file is looked through first for bytes that are not UTF-8; of a pipe only the head is, and where such
        bytes come later, they are read as Windows-1252.
        """
        return TextBlocks(self._blocks(), self.mark)

    def _blocks(self) -> Iterator[str]:
        mark, _ = marked_encoding(self.head)
        self._ahead = self._ahead[len(mark) :]
        encoding = self._encoding
        if not mark and encoding == "utf-8" and not self._given:
            encoding = self._check_utf8()
        elif not mark and not self._given:
            message = f"no byte-order mark; read as {encoding}"
            self.problems.append(Problem("W201", message, Place(self.path, 1), "warning"))
        decoder = _Decoder(
            encoding, self.path, sure=bool(mark or self._given) or encoding.startswith("utf-16")
        )
        held = ""
        while piece := self._next(BLOCK):
            text = held + decoder.decode(piece, self.problems)
            held = END_OF_FILE if text.endswith(END_OF_FILE) else ""
            yield text.removesuffix(held)
        yield decoder.decode(b"", self.problems, final=True)

    def _check_utf8(self) -> str:
        """Look through a file, or the head of a pipe, for bytes that are not UTF-8; the encoding to decode with."""
        first = self._first_not_utf8()
        if not first:
            return "utf-8"
        declared = declared_encoding(self.head)
        if declared not in ("", "utf-8"):
            return declared
        census = Census()
        for data in self._in_lines():
            census.add(data)
        self.problems.append(not_utf8(*first, census.encoding))
        return "mixed" if census.encoding == "utf-8" else census.encoding

    def _first_not_utf8(self) -> tuple[int, Place] | None:
        """The first byte that is not UTF-8, and its place."""
        line = 1
        for data in self._in_lines():
            wrong = _first_wrong(data)
            if wrong:
                line += data.count(b"\n", 0, wrong.start)
                column = wrong.start - data.rfind(b"\n", 0, wrong.start)
                return data[wrong.start], Place(self.path, line, column)
            line += data.count(b"\n")
        return None

    def _in_lines(self) -> Iterator[bytes]:
        """Everything in pieces that end with a line, or at least with a whole character where lines are long."""
        tail = b""
        for piece in self._everything():
            data = tail + piece
            cut = data.rfind(b"\n", len(data) - _TAIL) + 1 or _whole(data)
            yield data[:cut]
            tail = data[cut:]
        yield tail

    def _everything(self) -> Iterator[bytes]:
        yield self._ahead
        if _is_seekable(self._raw):
            place = self._raw.tell()
            try:
                while piece := self._raw.read(BLOCK):
                    yield piece
            finally:
                self._raw.seek(place)

    def _next(self, size: int) -> bytes:
        if self._ahead:
            piece, self._ahead = self._ahead[:size], self._ahead[size:]
        else:
            piece = self._take(size)
        self._since += len(piece)
        if self._since > self.limits.record + BLOCK:
            limit = show_size(self.limits.record)
            raise InputError(f"{self.path}: E106 a record is longer than {limit} (see --max-record)")
        return piece

    def _take(self, size: int) -> bytes:
        try:
            piece = self._raw.read(size)
        except OSError as error:
            raise unreadable(self.path, error) from None
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise InputError(f"{self.path}: cannot be unpacked ({error or 'it is cut off'})") from None
        self._total += len(piece)
        if piece and self._watch:
            self._watch(piece)
        return piece


class _Decoder:
    """Bytes to text piece by piece; "mixed" is UTF-8 with some bytes of Windows-1252."""

    def __init__(self, encoding: str, path: str, *, sure: bool) -> None:
        self._encoding, self._path, self._sure = encoding, path, sure
        self._newlines: io.IncrementalNewlineDecoder | None = (
            None  # made where a line does not end in "\n" alone
        )
        self._line, self._offset = 1, 0
        if encoding != "cp1252":
            self._bytes = codecs.getincrementaldecoder("utf-8" if encoding == "mixed" else encoding)(
                "surrogateescape" if encoding in ("mixed", "gb18030") and not sure else "strict"
            )

    def decode(self, piece: bytes, problems: list[Problem], *, final: bool = False) -> str:
        """The text of the next bytes."""
        if not self._sure:
            _check_text(piece, self._path, self._offset)
        text = self._decode(piece, problems, final)
        self._line += piece.count(b"\n")
        self._offset += len(piece)
        if self._newlines is None and "\r" in text:
            self._newlines = io.IncrementalNewlineDecoder(None, translate=True)
        return self._newlines.decode(text, final) if self._newlines else text

    def _decode(self, piece: bytes, problems: list[Problem], final: bool) -> str:
        if self._encoding == "cp1252":
            return decode_guessed(piece, "cp1252")
        held = self._bytes.getstate()[0]
        try:
            text = self._bytes.decode(piece, final)
        except UnicodeError as error:
            if self._sure or not isinstance(
                error, UnicodeDecodeError
            ):  # UTF-16 without its mark is no decoding
                raise InputError(f"{self._path}: E101 not valid {self._encoding}") from None
            data = held + piece
            line = self._line + data.count(b"\n", 0, error.start)
            problems.append(not_utf8(data[error.start], Place(self._path, line), "utf-8"))
            self._encoding = "mixed"
            self._bytes = codecs.getincrementaldecoder("utf-8")("surrogateescape")
            text = self._bytes.decode(data, final)
        return without_stray(text) if self._encoding in ("mixed", "gb18030") else text


def open_input(
    path: str | os.PathLike[str],
    limits: Limits | None = None,
    watch: Callable[[bytes], object] | None = None,
    encoding: str = "",
) -> InputStream:
    """Open a file, or standard input for "-"; raises `InputError` where it is missing or a folder."""
    name = os.fspath(path)
    if name == STDIN:
        return InputStream(sys.stdin.buffer, "<stdin>", limits, watch, encoding)
    try:
        return InputStream(Path(name).open("rb"), name, limits, watch, encoding)
    except OSError as error:
        raise unreadable(name, error) from None


def too_large(path: str, limit: int) -> InputError:
    """The error for an input beyond the limit of size."""
    return InputError(
        f"{path}: E106 larger than {show_size(limit)} ('soilbib convert --max-size' takes more)"
    )


def show_size(size: int) -> str:
    """ "64 MiB": a number of bytes in words."""
    for unit, power in (("GiB", 30), ("MiB", 20), ("KiB", 10)):
        if size >= 1 << power:
            return f"{size / (1 << power):.4g} {unit}"
    return f"{size} bytes"


def _head_encoding(head: bytes) -> str:
    return marked_encoding(head)[1] or guess_utf16(head) or "utf-8"


def _first_wrong(data: bytes) -> UnicodeDecodeError | None:
    """The first byte that is not UTF-8; a character cut at the end is none."""
    try:
        codecs.utf_8_decode(data, "strict", False)
    except UnicodeDecodeError as error:
        return error
    return None


def _check_text(data: bytes, path: str, offset: int = 0) -> None:
    if not offset and (kind := binary_kind(data)):
        raise InputError(f"{path}: E101 not a text file (it is {kind})")
    found = data.translate(None, _NO_CONTROLS)
    control = _CONTROL.search(data) if is_binary(found, len(data)) else None
    if control:
        at = offset + control.start()
        raise InputError(f"{path}: E101 not a text file (byte {control[0][0]:#04x} at offset {at})")


def _whole(data: bytes) -> int:
    """How many bytes of UTF-8 end with a whole character."""
    start = max(0, len(data) - 3)
    for place in range(len(data) - 1, start - 1, -1):
        if data[place] >= 0xC0:
            return place
    return len(data)


def _is_seekable(stream: IO[bytes]) -> bool:
    try:
        return stream.seekable() and stream.tell() >= 0
    except OSError:
        return False
