"""Fingerprint: one short string of bytes for the content of a record, the same on every run and machine."""

from __future__ import annotations

from hashlib import blake2b

from msgspec.json import Encoder

from soilbib.model import Record, Source

_ENCODE = Encoder(order="deterministic", enc_hook=repr).encode
_SIZE = 12


def fingerprint(record: Record, identifier: str = "") -> bytes:
    """The hash of all that a record says, its source and its id left out; ``identifier`` stands for the id."""
    return blake2b(_ENCODE(record.replace(id=identifier, source=Source())), digest_size=_SIZE).digest()
