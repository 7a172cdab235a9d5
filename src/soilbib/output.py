"""Output files: texts written piece by piece, in one step, and never in the place of what is no text."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Self

from soilbib.errors import OutputError
from soilbib.files import STDIN, binary_kind, encode_exact, without_halves

_CHUNK = 1 << 16
_LONGEST_MAGIC = 16  # bytes by which `binary_kind` knows a file


class OutputFile:
    """A file written piece by piece that takes its place in one step, so that it is never half there.

    As a context manager: the pieces go to a new file in the same folder, which takes the place of the old
    one at the end; an exception, or `discard`, leaves what was there. A catalogue, or another file that is
    no text, is not replaced. "-" is standard output, written as
    it comes; a device or a pipe is written in place. Raises `OutputError` where it cannot be written.
    """

    def __init__(self, path: str | os.PathLike[str], encoding: str = "utf-8") -> None:
        self.path, self._encoding = os.fspath(path), encoding
        self._target = Path(os.path.realpath(self.path))
        self._temporary = ""
        self._stream: IO[bytes] | None = None
        self._discarded = False

    def __enter__(self) -> Self:
        with self._failing():
            if self.path == STDIN:
                self._stream = None
            elif self._target.exists() and not self._target.is_file():  # it cannot be replaced
                self._stream = self._target.open("wb")
            else:
                _check_replaceable(self._target)
                prefix = f".{self._target.name[:60]}."
                handle, self._temporary = tempfile.mkstemp(".tmp", prefix, self._target.parent)
                self._stream = open(handle, "wb", buffering=_CHUNK)  # noqa: PTH123 - a descriptor
        return self

    def write(self, text: str) -> None:
        """Write a piece; half a character becomes U+FFFD, as it cannot be encoded."""
        if self._encoding == "utf-8" and not text.isascii():
            text = without_halves(text)
        with self._failing():
            if self._stream:
                self._stream.write(encode_exact(text, self._encoding))
            elif self._encoding == "utf-8":
                for start in range(0, len(text), _CHUNK):  # one long write to a closed pipe fails unnoticed
                    sys.stdout.write(text[start : start + _CHUNK])
            else:
                sys.stdout.buffer.write(encode_exact(text, self._encoding))

    def discard(self) -> None:
        """Leave what was there before."""
        self._discarded = True

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None and not self._discarded:
                with self._failing():
                    self._finish()
        finally:
            self._clean()

    def _finish(self) -> None:
        if not self._stream:
            sys.stdout.flush()
            return
        self._stream.flush()
        if self._temporary:
            os.fsync(self._stream.fileno())
            self._stream.close()
            _copy_mode(self._target, self._temporary)
            Path(self._temporary).replace(self._target)
            self._temporary = ""

    def _clean(self) -> None:
        with suppress(OSError):
            if self._stream:
                self._stream.close()
        with suppress(OSError):
            if self._temporary:
                Path(self._temporary).unlink()

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if isinstance(error, BrokenPipeError) and self.path == STDIN:
                raise
            name = "<stdout>" if self.path == STDIN else self.path
            raise OutputError(f"{name}: cannot be written ({error.strerror or error})") from None


def write_text(path: str | os.PathLike[str], text: str, encoding: str = "utf-8") -> None:
    """Write a file in one step, so that it is never half there; "-" is standard output.

    Raises `OutputError`, and leaves what was there, where that cannot be done.
    """
    with OutputFile(path, encoding) as output:
        output.write(text)


def _check_replaceable(target: Path) -> None:
    """Raise `OSError` where a text would take the place of a file that is none, such as a catalogue."""
    kind = ""
    with suppress(OSError), target.open("rb") as there:
        kind = binary_kind(there.read(_LONGEST_MAGIC)).partition(";")[0]
    if kind:
        raise FileExistsError(errno.EEXIST, f"it is {kind}, which no text replaces")


def _copy_mode(target: Path, temporary: str) -> None:
    """Give the new file the old one's permissions, or those that the umask leaves a new file."""
    if target.exists():
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied", str(target))
        mode = target.stat().st_mode & 0o7777
    else:
        umask = os.umask(0)
        os.umask(umask)
        mode = 0o666 & ~umask
    Path(temporary).chmod(mode)
