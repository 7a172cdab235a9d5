"""Finding and opening the inputs of a conversion: files, standard input, folders, patterns, members of archives."""

from __future__ import annotations

import glob
import gzip
import io
import os
import re
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import cast

import click

from soilbib.errors import InputError
from soilbib.files import STDIN, read_bytes, unreadable
from soilbib.formats import FORMATS, find_format
from soilbib.streams import InputStream, Limits, open_input, show_size, too_large

_WILDCARDS = frozenset("*?[")
_GZIP = b"\x1f\x8b"
_MOST_MEMBERS = 100_000
_MOST_PACKED = 200
_RATIO_FROM = 16 << 20
"""An archive's member may be this many times its packed size; below the second number the ratio says nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """One input: a file, or a member of an archive; ``relative`` is its place below the folder it was found in."""

    path: str
    relative: str
    member: str = ""

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"{self.path}!{self.member}" if self.member else self.path

    @property
    def size(self) -> int:
        """Its bytes on disk, 0 where nobody knows."""
        if self.member:
            with zipfile.ZipFile(self.path) as archive:
                return archive.getinfo(self.member).file_size
        return Path(self.path).stat().st_size if Path(self.path).is_file() else 0

    @property
    def is_packed(self) -> bool:
        """Whether it is in an archive, is named .gz, or begins as what gzip makes does.

        What a pipe begins with is looked at, not taken.
        """
        if self.path == STDIN:
            if sys.stdin.isatty():  # where a look takes the one Ctrl-D that ends the input
                return False
            with suppress(OSError, ValueError):
                return cast(io.BufferedReader, sys.stdin.buffer).peek(len(_GZIP)).startswith(_GZIP)
        elif not self.member and Path(self.path).is_file():
            with suppress(OSError), Path(self.path).open("rb") as file:
                return file.read(len(_GZIP)) == _GZIP or self.path.lower().endswith(".gz")
        return bool(self.member)

    def open(
        self, limits: Limits, watch: Callable[[bytes], object] | None = None, encoding: str = ""
    ) -> InputStream:
        """Open it; raises `InputError` where it cannot be read."""
        if self.member:
            return _open_member(self, limits, watch, encoding)
        if self.is_packed:
            return _open_gzip(self, limits, watch, encoding)
        return open_input(self.path, limits, watch, encoding)


def check_usage(paths: Sequence[str], source_format: str | None) -> None:
    """Refuse a call with nothing to read but a terminal, or with an unknown format, before anything is read.

    Raises a usage error or `FormatError`.
    """
    if not paths and sys.stdin.isatty():
        raise click.UsageError("no input: name a file, or pipe something in")
    if source_format:
        find_format(source_format)


def find_sources(paths: Sequence[str], *, recursive: bool | None = None) -> list[Source]:
    """The inputs that some paths name, in a fixed order.

    A folder stands for the files below it whose names end like those of a format (``recursive`` only; None
    where a command does not take folders), a pattern for what matches it, an archive (.zip) for its members;
    what is packed with gzip is unpacked, whatever its name. Raises `InputError` for what is not there.
    """
    return [source for path in paths for source in _expand(path, recursive)]


def read_source(source: Source, limit: int | None = None) -> bytes:
    """All bytes of an input; raises `InputError` like `Source.open`.

    So does what is beyond the limit of a pipe or of a packed file, by default that of size. A pipe is read piece by
    piece, as one that never ends could not be interrupted otherwise.
    """
    if source.is_packed or (source.path == STDIN and not sys.stdin.isatty()):
        with source.open(Limits()) as opened:
            return opened.whole(limit)
    return read_bytes(source.path)


def _expand(path: str, recursive: bool | None) -> Iterator[Source]:
    if path == STDIN:
        yield Source(STDIN, "stdin")
    elif Path(path).is_dir():
        if not recursive:
            hint = "" if recursive is None else " (--recursive takes the files in it)"
            raise InputError(f"{path}: is a folder, not a file{hint}")
        yield from _folder(path)
    elif not os.path.lexists(path) and _WILDCARDS & set(path):
        found = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - as the shell does
        if not found:
            raise InputError(f"{path}: no such file")
        for match in found:
            if recursive or not Path(match).is_dir():
                yield from _expand(match, recursive)
    else:
        yield from _file(path, Path(path).name)


def _folder(root: str) -> Iterator[Source]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if _is_known(name) and path.is_file():
                yield from _file(str(path), path.relative_to(root).as_posix())


def _is_known(name: str) -> bool:
    suffix = PurePosixPath(name.lower().removesuffix(".gz")).suffix
    readable = {extension for entry in FORMATS.values() if entry.read for extension in entry.extensions}
    return not name.startswith(".") and (suffix == ".zip" or suffix in readable)


def _file(path: str, relative: str) -> Iterator[Source]:
    if not path.lower().endswith(".zip") or not Path(path).is_file():
        if not Path(path).exists():
            raise InputError(f"{path}: no such file")
        yield Source(path, re.sub(r"\.gz$", "", relative, flags=re.IGNORECASE))
        return
    folder = relative.removesuffix(".zip").removesuffix(".ZIP")
    for member in _members(path):
        yield Source(path, f"{folder}/{member}", member)


def _members(path: str) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError(f"{path}: not a readable archive ({error})") from None
    if len(infos) > _MOST_MEMBERS:
        raise InputError(f"{path}: E106 more than {_MOST_MEMBERS} members")
    wanted = [info for info in infos if not info.is_dir() and _is_known(PurePosixPath(info.filename).name)]
    found = [info.filename for info in wanted if not stat.S_ISLNK(info.external_attr >> 16)]
    found = sorted({name for name in found if not name.startswith("__MACOSX/")})
    if not found:
        raise InputError(f"{path}: the archive has no file of a known format")
    return found


def _open_member(
    source: Source, limits: Limits, watch: Callable[[bytes], object] | None, encoding: str
) -> InputStream:
    if source.member.lower().endswith(".zip"):
        raise InputError(
            f"{source.name}: is an archive in an archive, which is not looked into; unpack it first"
        )
    try:
        with zipfile.ZipFile(source.path) as archive:
            info = archive.getinfo(source.member)
            if info.file_size > limits.size:
                raise too_large(source.name, limits.size)
            count = _unpacked(source.name, info.compress_size, limits, watch)
            return InputStream(archive.open(info), source.name, limits, count, encoding)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise InputError(f"{source.name}: cannot be unpacked ({error})") from None


class _Piped(gzip.GzipFile):
    """What comes packed through a pipe, in which nobody can go back, though gzip's own class says so."""

    def seekable(self) -> bool:
        """It is not."""
        return False


def _open_gzip(
    source: Source, limits: Limits, watch: Callable[[bytes], object] | None, encoding: str
) -> InputStream:
    name, packed = source.name, source.size
    if source.path == STDIN:  # of which nobody knows the size
        name, packed = "<stdin>", limits.size
    try:
        is_pipe = source.path == STDIN
        raw = io.BufferedReader(_Piped(fileobj=sys.stdin.buffer) if is_pipe else gzip.GzipFile(source.path))
    except OSError as error:
        raise unreadable(name, error) from None
    return InputStream(raw, name, limits, _unpacked(name, packed, limits, watch), encoding)


def _unpacked(
    name: str, packed: int, limits: Limits, watch: Callable[[bytes], object] | None
) -> Callable[[bytes], None]:
    """What adds up the pieces unpacked of so many bytes; it raises `InputError` where they are too much."""
    unpacked = 0

    def count(piece: bytes) -> None:
        """Add the next piece; raise where the sum is too much."""
        nonlocal unpacked
        unpacked += len(piece)
        if unpacked > limits.size:
            raise too_large(name, limits.size)
        if unpacked > max(_RATIO_FROM, _MOST_PACKED * packed):
            raise InputError(
                f"{name}: E106 unpacks to more than {_MOST_PACKED} times its size ({show_size(unpacked)})"
            )
        if watch:
            watch(piece)

    return count
