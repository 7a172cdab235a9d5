"""Records and texts set aside on disk, for what has to see all of them twice in constant memory."""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Iterable, Iterator
from math import inf
from types import TracebackType
from typing import Self

import msgspec

from soilbib.model import Record

_PORTION = 200
_IN_MEMORY = 16 << 20
_BLOCK = 1 << 20
_ENCODER = msgspec.msgpack.Encoder(enc_hook=str)
_DECODER = msgspec.msgpack.Decoder(list[Record])


class _SetAside:
    """A temporary file, in memory while it is small, which is gone at the end; a context manager."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


class Spool(_SetAside):
    """Records in a temporary file, which is gone at the end; a context manager.

    Values of `Record.extra` come back as the plain lists, dictionaries and texts that they stand for.
    """

    def __init__(self) -> None:
        super().__init__()
        self._portion: list[Record] = []

    def append(self, record: Record) -> None:
        """Set a record aside."""
        self._portion.append(record)
        if len(self._portion) == _PORTION:
            self._flush()

    def passing(self, records: Iterable[Record]) -> Iterator[Record]:
        """The same records, each set aside as it passes."""
        for record in records:
            self.append(record)
            yield record

    def __iter__(self) -> Iterator[Record]:
        self._flush()
        self._file.seek(0)
        while size := self._file.read(8):
            yield from _DECODER.decode(self._file.read(int.from_bytes(size, "little")))

    def _flush(self) -> None:
        if self._portion:
            data = _ENCODER.encode(self._portion)
            self._file.write(len(data).to_bytes(8, "little") + data)
            self._portion = []


def encoded(text: str) -> bytes:
    """A text as `TemporaryText` keeps it."""
    return text.encode("utf-8", "surrogatepass")


class TemporaryText(_SetAside):
    """A text in a temporary file, which is gone at the end; a context manager. ``size`` is in bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.size = 0

    def append(self, block: str) -> None:
        """Set a block aside."""
        self.size += self._file.write(encoded(block))

    def passing(self, blocks: Iterable[str]) -> Iterator[str]:
        """The same blocks, each set aside as it passes."""
        for block in blocks:
            self.append(block)
            yield block

    def take(self, blocks: Iterable[str], limit: float = inf) -> bool:
        """Set blocks aside, up to this many bytes more; whether those were all.

        A reader's `mark` is told that none of them is held in memory.
        """
        mark = getattr(blocks, "mark", None)
        limit += self.size
        for block in blocks:
            self.append(block)
            if mark:
                mark()
            if self.size > limit:
                return False
        return True

    def blocks(self, start: int = 0, end: int | None = None) -> Iterator[str]:
        """The text again, from this byte to that."""
        decoder = codecs.getincrementaldecoder("utf-8")("surrogatepass")
        left = (self.size if end is None else end) - start
        self._file.seek(start)
        while piece := self._file.read(min(left, _BLOCK)):
            left -= len(piece)
            yield decoder.decode(piece)
        yield decoder.decode(b"", final=True)
