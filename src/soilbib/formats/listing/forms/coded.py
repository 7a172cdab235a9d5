"""References as GB/T 7714 writes them: a code in brackets behind the title tells the kind of work ("[J]", "[M/OL]")."""

from __future__ import annotations

import re
from collections.abc import Callable

from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.reading import Reading

_TYPES = {
    "J": "article-journal", "M": "book", "D": "thesis", "C": "paper-conference", "N": "article-newspaper",
    "R": "report", "S": "standard", "P": "patent", "G": "book", "Z": "document", "A": "chapter", "K": "book",
    "EB": "webpage", "DB": "dataset", "DS": "dataset", "CP": "software", "CM": "map",
}  # fmt: skip
_CODE = re.compile(rf"\s?\[(?P<kind>{'|'.join(_TYPES)})(?:/(?:OL|CD|MT|DK))?\](?=\s?(?:[.,:;(\[]|//|$))")
_ACCESSED = re.compile(r"\s?\[(\d{4}-\d{1,2}-\d{1,2})\]")
_WIDE = str.maketrans({"，": ", ", "：": ": ", "；": "; ", "（": " (", "）": ")", "．": ". ", "。": ". "})
_WHOLE = frozenset({"book", "chapter", "document"})
"""Types that what a work stands in tells better than the code does."""


def read_coded(text: str, read: Callable[[str], Reading]) -> Reading | None:
    """ "Doe J. Title[J]. Periodical, 2019, 56(3): 528-540": read without its code, which says the type."""
    code = _CODE.search(text) if "]" in text else None
    if not code:
        return None
    before, after = text[: code.start()], text[code.end() :].translate(_WIDE).strip()
    accessed = _ACCESSED.search(after)
    after = _ACCESSED.sub("", after)
    held = after.removeprefix(".").lstrip().startswith("//")
    after = f". In: {after.lstrip('. /')}" if held else f". {after.lstrip(' .')}"
    reading = read(f"{before.translate(_WIDE).rstrip(' .')}{after}")
    day = read_date(accessed[1]) if accessed else None
    kind = _TYPES[code["kind"]]
    if kind in _WHOLE and "container-title" in reading.fields:
        kind = "chapter"
    return reading.replace(type=kind, dates={**reading.dates, **({"accessed": day} if day else {})})
