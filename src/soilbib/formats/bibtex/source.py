"""The bytes of a .bib file as text with its own line ends and byte-order mark, and back without a difference."""

from __future__ import annotations

from contextlib import suppress

from soilbib import files
from soilbib.errors import InputError

_KEPT = "surrogateescape"
_LAST_RESORT = "latin-1"  # has a character for every byte


def decode_source(data: bytes) -> tuple[str, str]:
    """The text of a file and its encoding; a byte-order mark stays the text's first character.

    Never raises: bytes that are wrong in the encoding become lone surrogates, and `encode_source` makes
    them those bytes again.
    """
    encoding = "utf-8"
    with suppress(InputError):
        encoding = files.decode(data, "").encoding
    with suppress(UnicodeError):
        text = data.decode(encoding, _KEPT)
        if encode_source(text, encoding) == data:
            return text, encoding
    return data.decode(_LAST_RESORT), _LAST_RESORT


def encode_source(text: str, encoding: str) -> bytes:
    """The bytes of a text that `decode_source` gave."""
    return text.encode(encoding, _KEPT)
