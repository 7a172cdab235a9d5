"""Records as files: the formats that can be written, their media types, and which of them a request accepts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from starlette.responses import Response

from soilbib.errors import FormatError
from soilbib.formats import FORMATS, Writing, dumps, find_format
from soilbib.model import Record

MEDIA_TYPES: dict[str, str] = {
    "bibtex": "application/x-bibtex",
    "biblatex": "application/x-biblatex",
    "ris": "application/x-research-info-systems",
    "csljson": "application/vnd.citationstyles.csl+json",
    "marcxml": "application/marcxml+xml",
    "mods": "application/mods+xml",
    "jsonl": "application/x-ndjson",
    "cslyaml": "application/yaml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "marc": "application/marc",
    "dc": "application/xml",
    "endnotexml": "application/xml",
    "wordxml": "application/xml",
    "jats": "application/xml",
    "zoterordf": "application/rdf+xml",
}
"""Format → media type of its files; the others are plain text."""

OTHER_TYPES: dict[str, str] = {
    "application/json": "csljson", "text/x-bibtex": "bibtex", "application/x-endnote-refer": "enw",
    "application/xml": "mods", "text/xml": "mods",
}  # fmt: skip
"""Other media types that are understood where a record is asked for."""

HTML, LINKED, REFERENCE = "html", "jsonld", "reference"
PAGES: dict[str, str] = {
    "text/html": HTML, "application/xhtml+xml": HTML, "application/ld+json": LINKED, "text/x-bibliography": REFERENCE,
}  # fmt: skip
"""Media types of a record that are no format."""

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class Offer(NamedTuple):
    """A format to choose: its name and title."""

    name: str
    title: str


@lru_cache(maxsize=1)
def offers() -> tuple[Offer, ...]:
    """The formats that can be written, those asked for most first."""
    first = ("bibtex", "ris", "csljson", "csv")
    names = [*first, *(name for name in sorted(FORMATS) if name not in first)]
    return tuple(Offer(name, FORMATS[name].title) for name in names if FORMATS[name].write)


@lru_cache(maxsize=1)
def readable() -> tuple[Offer, ...]:
    """The formats that can be read, by name."""
    return tuple(Offer(name, FORMATS[name].title) for name in sorted(FORMATS) if FORMATS[name].read)


def written(records: Sequence[Record], name: str) -> Writing:
    """The records in a format; raises `FormatError` where it is unknown or cannot be written."""
    return dumps(records, name)


def as_file(records: Sequence[Record], name: str, stem: str, *, attach: bool = True) -> Response:
    """An answer that holds records in a format; the header ``Soilbib-Losses`` says how many values it cannot hold."""
    found = find_format(name)
    writing = written(records, found.name)
    kind = MEDIA_TYPES.get(found.name, "text/plain")
    headers = {"Soilbib-Losses": str(len(writing.losses))}
    if attach:
        safe = _UNSAFE.sub("-", stem).strip("-.")[:80] or "records"
        headers["Content-Disposition"] = f'attachment; filename="{safe}{(found.extensions or (".txt",))[0]}"'
    charset = "" if "json" in kind or kind == "application/marc" else f"; charset={writing.encoding}"
    return Response(writing.text.encode(writing.encoding), 200, headers, kind + charset)


def negotiate(accept: str) -> str:
    """What a record is sent as: `HTML`, `LINKED`, `REFERENCE` or a format. Raises `FormatError` for nothing known.

    Of the media types in the header (RFC 9110, 12.5.1) the one with the highest weight that is known wins; of
    equal ones the first.
    """
    best, best_weight = "", 0.0
    for part in accept.split(",") if accept.strip() else ("*/*",):
        kind, weight = _weighed(part)
        name = _known(kind)
        if name and weight > best_weight:
            best, best_weight = name, weight
    if not best:
        raise FormatError(f"a record is not to be had as {accept[:200]!r}")
    return best


def _weighed(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return kind.lower(), float(value)
            except ValueError:
                return kind.lower(), 0.0
    return kind.lower(), 1.0


def _known(kind: str) -> str:
    if kind in ("*/*", "text/*"):
        return HTML
    by_type = {**{media: name for name, media in reversed(MEDIA_TYPES.items())}, **OTHER_TYPES}
    return PAGES.get(kind) or by_type.get(kind, "")
