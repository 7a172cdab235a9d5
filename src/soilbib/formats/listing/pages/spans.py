"""References whose parts are elements of their own: "Roe, A.", "(2023).", "The otter." in one item."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from soilbib.formats.listing.pages.lines import Block, IsEntry, Line
from soilbib.formats.listing.pages.shape import is_more, is_prose
from soilbib.formats.listing.parts.names import read_names

_YEAR = re.compile(r"\((?:1[4-9]|20)\d\d[a-z]?\)[.,:]?(?=\s|$)")
_FEWEST, _MOST = 3, 8  # parts
_LONG = 30  # spaces of a paragraph


def join_spans(lines: Sequence[Line], is_entry: IsEntry) -> tuple[Block, ...]:
    """The lines of a group as one reference, where names lead it and a year in brackets follows; else empty."""
    if len(lines) < _FEWEST or not _YEAR.match(lines[1].text) or not read_names(lines[0].text).sure:
        return ()
    parts = [line for line in lines[:_MOST] if not is_more(line.text)]
    about = next((index for index, line in enumerate(parts) if line.about or _is_paragraph(line)), len(parts))
    text = " ".join(line.text for line in parts[:about])
    if len(parts) < _FEWEST or not is_entry(text):
        return ()
    url = next((line.url for line in parts[:about] if line.url), "")
    entry = msgspec.structs.replace(lines[0], text=text, url=url, lead=0, heading=0, item=True)
    others = [line for line in lines if line not in parts[:about]]
    return ((entry,), *((line,) for line in others))


def _is_paragraph(line: Line) -> bool:
    return is_prose(line.text) and line.text.count(" ") > _LONG and not any(map(str.isdigit, line.text))
