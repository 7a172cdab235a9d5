"""What stands under an entry: the paragraph that describes it, or a byline."""

from __future__ import annotations

import html
from collections.abc import Iterable

from soilbib.formats.listing.byline import read_byline
from soilbib.formats.listing.description import is_copyright
from soilbib.formats.listing.forms.marked import is_labelled
from soilbib.formats.listing.pages.lines import Block, Line
from soilbib.formats.listing.pages.repeated import AUTHORS_LEAD
from soilbib.formats.listing.pages.shape import (
    has_shape,
    is_control,
    is_prose,
    is_quotation,
    is_reference,
    is_section,
    without_bullet,
)
from soilbib.formats.listing.parts.classify import phrase_type
from soilbib.formats.listing.parts.names import is_vouched
from soilbib.formats.listing.parts.segments import first_quoted, outer_quotes, starts_quoted, without_cuts
from soilbib.formats.listing.strings import parse_alone

_READABLE = 0.5
_SENTENCE = 3  # words of a short one
_IMPRINT = frozenset({"publisher-place", "volume", "number-of-pages"})


def is_byline(text: str) -> bool:
    """Whether a line under an entry is its byline or prose, and no entry ("Names in Journal - 2020")."""
    if is_labelled(text) or without_bullet(text) != text:
        return False
    if is_prose(text) and not (
        has_shape(text) or is_reference(text) or starts_quoted(text) or _has_imprint(text)
    ):
        return True
    byline = None if first_quoted(text) else read_byline(text)
    return byline is not None and bool(byline.names.names) and not is_reference(text)


def _has_imprint(text: str) -> bool:
    """Whether authors lead a line and place or numbers end it: "Doe Jane, Title, Paris, Masson, 1971"."""
    parsed = parse_alone(text)
    placed = not parsed.record.fields.keys().isdisjoint(_IMPRINT)
    return placed and parsed.form in AUTHORS_LEAD and parsed.fit >= _READABLE and bool(parsed.record.names)


def is_description(unit: Block) -> bool:
    """Whether what follows an entry is its paragraph: sentences or a byline, no list of short lines."""
    text = joined_text(unit)
    short = sum(len(line.text.split()) < 6 and line.text[-1] not in ".…" for line in unit)
    if len(unit) > 1 and short * 2 >= len(unit):
        return False
    if (
        is_section(text)
        or phrase_type(text)
        or any(is_control(line.text) for line in unit)
        or (is_quotation(text) and not outer_quotes(text))
    ):
        return False
    if text[-1] == "." and text[0].isupper() and text.count(" ") >= _SENTENCE - 1:
        return True
    return is_prose(text) or is_copyright(text) or _is_signature(text) or len(text.split()) >= 8


def _is_signature(text: str) -> bool:
    """Whether a text is a byline: with its date or periodical, or of names that something vouches for."""
    byline = read_byline(text)
    if byline is None:
        return False
    vouched = any(name.literal or is_vouched(name) for name in byline.names.names)
    return bool(byline.date or byline.container) or vouched


def joined_text(unit: Iterable[Line]) -> str:
    """The lines of a part of a page as one paragraph."""
    text = " ".join(" ".join(without_cuts(line.text).split("\n")) for line in unit)
    return html.unescape(text) if "&" in text and ";" in text else text
