"""Numbers as CSL sees them: the numeric test and page ranges."""

from __future__ import annotations

import re

from msgspec import Struct

_NUMERIC_PART = r"[a-zA-Z]*\d+[a-zA-Z]*"
_NUMERIC = re.compile(rf"{_NUMERIC_PART}(?:\s*[,&–-]\s*{_NUMERIC_PART})*")
_RANGE = re.compile(r"\s*([^\s–—-]+)\s*[–—-]{1,3}\s*([^\s–—-]+)\s*")
_DIGITS = "0123456789"
_PLAIN_PAGES = re.compile(r"[A-Za-z]{0,2}\d+(?:-[A-Za-z]{0,2}\d+)?")
_PAGE_LABEL = re.compile(
    r"(?:(?:pp|pgs?|pages?|seiten?|págs?|стр)\.?\s*|[psс](?:\.\s*|\s+))(?=[A-Za-z]?\d|[ivxlcdm]+\b)",
    re.IGNORECASE,
)
_PAGE_DASH = re.compile(r"(?<=\w)\s*(?:[‐‑–—−]|-{1,3})\s*(?=\w)")


class PageRange(Struct, frozen=True):
    """First and last page as written; ``last`` is empty for a single page."""

    first: str
    last: str = ""


def is_numeric(value: str) -> bool:
    """Whether the value counts as a number (CSL 1.0.2, "choose", is-numeric): "2nd", "D2", "3-5", "2, 3 & 4"."""
    return bool(_NUMERIC.fullmatch(value.strip()))


def parse_pages(value: str) -> tuple[PageRange, ...]:
    """Split a page value at commas and semicolons into ranges, whatever dash joins them."""
    ranges = []
    for piece in re.split(r"[,;]", value):
        match = _RANGE.fullmatch(piece)
        if match:
            ranges.append(PageRange(match[1], match[2]))
        elif piece.strip():
            ranges.append(PageRange(piece.strip()))
    return tuple(ranges)


def plain_pages(value: str) -> str:
    """Pages without the label before them ("pp. 3–9", "S. 3-9"), ranges joined by a hyphen without spaces."""
    if _PLAIN_PAGES.fullmatch(value):
        return value
    bare = _PAGE_LABEL.sub("", value, count=1).rstrip(".") if _PAGE_LABEL.match(value) else value
    return _PAGE_DASH.sub("-", bare)


def expand_range(pages: PageRange) -> PageRange:
    """Give an abbreviated last page its full digits: 221-8 is 221-228, e12-5 is e12-e15."""
    (first_prefix, first), (last_prefix, last) = _split(pages.first), _split(pages.last)
    if not first or not last or len(last) >= len(first) or last_prefix not in ("", first_prefix):
        return pages
    digits = last_in_full(first, last)
    return PageRange(pages.first, first_prefix + digits) if digits >= first else pages


def last_in_full(first: str, last: str) -> str:
    """The digits of an abbreviated last page in full: 321–28 ends on 328; a longer one as it is."""
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last


def _split(page: str) -> tuple[str, str]:
    """The digits at the end of a page number, and what stands before them."""
    prefix = page.rstrip(_DIGITS)
    return prefix, page[len(prefix) :]
