"""The listing format: resource pages and free-text references."""

from __future__ import annotations

from soilbib.formats.format import Format
from soilbib.formats.listing.explanation import explain, explained
from soilbib.formats.listing.pages.categories import read_vocabulary
from soilbib.formats.listing.pages.page import UNCERTAIN, doubt, parse_page, read
from soilbib.formats.listing.pages.recognition import looks_like
from soilbib.formats.listing.strings import parse_listing, parse_string
from soilbib.formats.listing.writer import write

__all__ = [
    "LISTING",
    "UNCERTAIN",
    "doubt",
    "explain",
    "explained",
    "parse_listing",
    "parse_page",
    "parse_string",
    "read_vocabulary",
]

LISTING = Format(
    "listing",
    "Listing (“Title” – Year – Authors, and references in text)",
    (".txt",),
    looks_like,
    read,
    write,
    ("txt", "text"),
)
