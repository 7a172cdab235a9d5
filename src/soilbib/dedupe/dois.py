"""DOIs as keys: without what an address or a version adds to them; ids of arXiv as the DOIs that they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from soilbib.dedupe.places import container_kind, read_container
from soilbib.model.identifiers import normalise_doi

_VIEWS = ("/", "/full", "/fulltext", "/abstract", "/pdf", "/epdf", "/html", "/meta", "/summary")
_VIEW = re.compile(rf"(?:{'|'.join(_VIEWS[1:])}|/|[;?#](?:jsessionid|utm_|src=).*)+$")
"""What is left behind a DOI where it was copied from the address of a page: /full, ;jsessionid=…"""
_VERSION = re.compile(
    r"""^(10\.(?:1101|64898|21203|20944|26434|31223|48550|6084|31234|31235|31219|31222|35542)/.+?)
        [./_-]?v\d{1,2}$""",
    re.VERBOSE,
)
"""The DOI of one version of a preprint or deposit: 10.1101/2021.01.02.425555v2, 10.31234/osf.io/ab3de_v1."""
_RESOLVER = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_ARXIV = re.compile(
    r"arxiv(?:\.org/(?:abs|pdf|html)/|:\s*(?:arxiv:)?)(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?!\d)",
    re.IGNORECASE,
)
_OLD_CLASS = re.compile(r"\.[A-Z]{2}(?=/)", re.IGNORECASE)
"""The class in an id of before 2007, which is no part of it: math.GT/0309136 is math/0309136."""
_SAYING = ("URL", "container-title", "number", "page", "publisher")
"""Where the id of a preprint may stand: "arXiv preprint arXiv:1904.01234"."""


def read_doi(fields: Mapping[str, str], longest: int) -> str:
    """The DOI, normalised; where a record has none, that of its link to the resolver or of its id at arXiv.

    Of every value no more than ``longest`` characters are read.
    """
    url = fields.get("URL", "")[:longest]
    text = fields.get("DOI", "")[:longest] or (url if _RESOLVER.match(url) else "")
    if not text:
        return _of_arxiv(fields, longest)
    read = unquote(normalise_doi(text) or "")
    if read[-3:].rstrip("0123456789").endswith("v"):
        read = _VERSION.sub(r"\1", read)
    return _VIEW.sub("", read) if ";" in read or "?" in read or "#" in read or read.endswith(_VIEWS) else read


def _of_arxiv(fields: Mapping[str, str], longest: int) -> str:
    """The DOI that arXiv gives to a preprint, by its id; none for what appeared elsewhere and names its preprint."""
    said = " ".join(filter(None, map(fields.get, _SAYING)))
    note, location = fields.get("note", ""), fields.get("archive_location", "")
    if note[:6].lower() == "arxiv:":
        said = f"{said} {note}"
    if location and fields.get("archive", "").lower() == "arxiv":
        said = f"{said} arXiv:{location}"
    found = _ARXIV.search(said[:longest]) if "rxiv" in said.lower() else None
    container = read_container(fields.get("container-title", "")[:longest]) if found else ""
    if not found or (container and container_kind(container) != "preprint"):
        return ""
    return f"10.48550/arxiv.{_OLD_CLASS.sub('', found['id'])}".lower()
