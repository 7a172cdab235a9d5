"""The data loader: files and streams to text and back; the only place of the library that touches the disk for data."""

from __future__ import annotations

import codecs
import os
import re
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from soilbib.errors import InputError, OutputError, Place, Problem

STDIN = "-"

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHUNK = 1 << 16
_ENCODING_COMMENT = re.compile(
    rb"^[ \t]*[%#@*;/][^\n]{0,60}?coding[:=][ \t]*([-\w.]+)", re.MULTILINE | re.IGNORECASE
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27, 28, 29, 30, 31})


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
    except FileNotFoundError:
        raise InputError(f"{name}: no such file") from None
    except IsADirectoryError:
        raise InputError(f"{name}: is a folder, not a file") from None
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror or error})") from None


def decode(data: bytes, path: str) -> Text:
    """Decode by byte-order mark, as UTF-8, or else as Windows-1252 with a W201 problem.

    Line ends become "\\n". Raises `InputError` for what is not text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Text(path, _lines(data[len(mark) :].decode(encoding)), encoding)
            except UnicodeDecodeError as error:
                raise InputError(f"{path}: E101 not valid {encoding} at byte {error.start}") from None
    guessed = _guess_utf16(data)
    if guessed:
        with suppress(UnicodeDecodeError):
            problem = Problem("W201", f"no byte-order mark; read as {guessed}", Place(path, 1), "warning")
            return Text(path, _lines(data.decode(guessed)), guessed, (problem,))
    control = data.translate(None, delete=bytes(set(range(256)) - set(_CONTROLS)))[:1]
    if control:
        raise InputError(
            f"{path}: E101 not a text file (byte {control[0]:#04x} at offset {data.index(control)})"
        )
    try:
        return Text(path, _lines(data.decode("utf-8")))
    except UnicodeDecodeError as error:
        declared = _declared(data)
        if declared:
            with suppress(UnicodeDecodeError):
                return Text(path, _lines(data.decode(declared)), declared)
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message = f"byte {data[error.start]:#04x} is not UTF-8; the file is read as Windows-1252"
        problem = Problem("W201", message, Place(path, line, column), "warning")
        text = data.decode("cp1252", errors="replace") if _undefined(data) else data.decode("cp1252")
        return Text(path, _lines(text), "cp1252", (problem,))


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


def encode_exact(text: str, encoding: str) -> bytes:
    """The bytes of a text that `decode_exact` gave; UTF-8 where later additions do not fit the encoding."""
    try:
        return text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode()


def write_text(path: str | os.PathLike[str], text: str, encoding: str = "utf-8") -> None:
    """Write a file in one step, so that it is never half there; "-" is standard output.

    The text goes to a new file in the same folder that then takes the place of the old one. Raises
    `OutputError`, and leaves what was there, where that cannot be done.
    """
    name = os.fspath(path)
    if encoding == "utf-8":
        text = _SURROGATE.sub("\ufffd", text)  # half a character cannot be encoded
    if name == STDIN and encoding == "utf-8":
        _print(text)
        return
    data = encode_exact(text, encoding)
    if name == STDIN:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    target = Path(os.path.realpath(name))
    try:
        if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise OutputError(f"{name}: cannot be written ({error.strerror or error})") from None


def _print(text: str) -> None:
    try:
        for start in range(
            0, len(text), _CHUNK
        ):  # one long write to a closed unbuffered pipe fails unnoticed
            sys.stdout.write(text[start : start + _CHUNK])
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"<stdout>: cannot be written ({error.strerror or error})") from None


def _replace(target: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123 - a file descriptor
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _copy_mode(target, temporary)
        Path(temporary).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


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


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _declared(data: bytes) -> str:
    """The encoding that a comment at the head of the file names ("% Encoding: ISO-8859-1"), or the empty string."""
    match = _ENCODING_COMMENT.search(data, 0, 2000)
    if not match:
        return ""
    with suppress(LookupError, ValueError):
        return codecs.lookup(match[1].decode("ascii", "replace")).name
    return ""


def _guess_utf16(data: bytes) -> str:
    """UTF-16 without a mark: zero bytes at every other place of a mostly Latin text."""
    head = data[:512]
    if len(head) < 4 or len(data) % 2:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.6 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and not odd else ""


def _undefined(data: bytes) -> bool:
    """Whether the bytes have one of the five that Windows-1252 leaves undefined."""
    return any(byte in data for byte in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))
