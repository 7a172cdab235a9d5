"""Fingerprint: one short string of bytes for the content of a record, the same on every run and machine."""

from __future__ import annotations

from hashlib import blake2b

from msgspec.json import Encoder

from soilbib.dedupe.titles import is_placeholder
from soilbib.model import Record

_ENCODE = Encoder(order="deterministic", enc_hook=repr).encode
SIZE = 16


def fingerprint(record: Record) -> bytes:
    """The hash of all that a record says; records with the same one are identical.

    Id and source may differ; only where there is no title to tell records apart the id counts too.
    """
    told = record.fields.get("DOI") or not is_placeholder(record.title)
    content = (
        "" if told else record.id, record.type, record.names, record.dates, record.fields, record.truncated,
        record.extra,
    )  # fmt: skip
    return blake2b(_ENCODE(content), digest_size=SIZE).digest()
