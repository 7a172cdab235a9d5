"""Patents: what calls one, with its number, stands before the title, behind it, or is all that there is."""

from __future__ import annotations

import re
from collections.abc import Callable

from soilbib.formats.listing.reading import Reading

_PATENT = re.compile(
    r"\s?[(\[]?(?:(?P<jurisdiction>U\.?\s?S\.?(?:\s?A\.?)?|United States|European|Japanese|German|French|British"
    r"|Chinese|Canadian|Australian|Korean|Swiss|World|[A-Z]{2})\s)?"
    r"(?P<genre>[Pp]atent(?:e|schrift)?|[Bb]revet(?:to)?)(?:\s(?:[Aa]pplication|[Pp]ublication|[Aa]ppl\.))?"
    r"(?:\s(?:[Nn]o\.?|[Nn]umber|[Nn][°ºr]\.?))?:?\s"
    r"(?P<number>(?:[A-Z]{2}\s?)?\d(?:\d|[,./-](?=\d)|\s(?=\d{3}\b)){3,}(?:\s?[A-Z]\d?)?)(?!\w)[)\]]?(?:,\s(?:issued|filed|granted|délivré|erteilt)(?:\s(?:on|le|am))?(?=\s))?"
)
_TRIM = " .,;:–—-"
_MARKS = ("atent", "revet")


def may_be_patent(text: str) -> bool:
    """Whether a text has the word for a patent in one of the languages: cheap to ask first."""
    return any(map(text.__contains__, _MARKS))


def read_patent(text: str, read: Callable[[str], Reading]) -> Reading | None:
    """ "Doe, J. (1999). Title (US Patent No. 5,123,456)", "Doe J. Title. EP Patent 2345678B1. 2015": read without it.

    What calls the patent is the title where the rest has none.
    """
    match = _PATENT.search(text)
    if not match:
        return None
    before, after = text[: match.start()].rstrip(" ,;–—"), text[match.end() :]
    rest = f"{before}{after}" if before else after.lstrip(_TRIM)
    called = match.group().strip(" ()[]")
    alone = before.rstrip(".").endswith(")") or not rest
    reading = read(f"{before} {called}{after}" if alone else rest)
    if alone:
        reading = reading.replace(title=called)
    fields = {key: value for key, value in match.groupdict().items() if value}
    kept = {key: value for key, value in reading.fields.items() if key not in ("volume", "issue", "page")}
    return reading.replace(fields={**kept, **fields}, type="patent")
