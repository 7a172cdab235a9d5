"""Titles followed by persons whose family names stand in capitals: "Title Jean MARTIN et Anne PETIT, Publisher, Year".

Such names need no mark before them: the capitals tell where they begin and end.
"""

from __future__ import annotations

import re

from soilbib.formats.listing.forms.building import build
from soilbib.formats.listing.parts.editors import EDITOR_WORD
from soilbib.formats.listing.parts.names import Names, read_names
from soilbib.formats.listing.parts.segments import depth_map, unquote
from soilbib.formats.listing.parts.split import Split
from soilbib.formats.listing.parts.tail import lead_date, peel
from soilbib.formats.listing.parts.trailer import assemble, read_parts
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import is_given, is_place

_GIVEN = r"[^\W\d_a-zß-öø-ÿ](?:[a-zß-öø-ÿ]+|\.)(?:-[^\W\d_a-zß-öø-ÿ](?:[a-zß-öø-ÿ]+|\.))?"
_FAMILY = (
    r"(?:(?!de\sl['’])(?:d[eu]|van|von|le|la|der|[dl]['’])\s?){0,2}"
    r"[^\W\d_a-zß-öø-ÿ]{3,}(?:[\s’'-][^\W\d_a-zß-öø-ÿ]{2,}){0,2}(?![\w’'-])"
)
_PERSON = rf"{_GIVEN}(?:\s{_GIVEN}){{0,2}}\s{_FAMILY}"
_JOINER = r"(?:,\s(?:et\s|and\s)?|\s(?:et|and|und|y|e|&)\s|\s?;\s|\s[-–]\s)"
_PERSONS = re.compile(
    rf"(?<=[^\s,.:;(–—-])[,.:;]?\s(?:[–—-]\s)?(?P<by>(?:de|par|by|von|di|por)\s)?(?P<names>{_PERSON}(?:{_JOINER}{_PERSON}){{0,12}})"
    rf"(?P<cut>,?\set al\.?)?(?P<editors>,?\s\(?(?i:{EDITOR_WORD})(?!\w)\.?\)?)?(?=[,.;:]|\s[(–—-]|\s\d{{4}}|$)"
)
_FIRST = re.compile(
    rf"(?P<names>{_PERSON}(?:{_JOINER}{_PERSON}){{0,5}})\s(?=[“«]?[^\W\d_a-zß-öø-ÿ][’']?[^\W\d_A-ZÀ-Þ])"
)
_SHOUT = re.compile(r"[^\W\d_a-zß-öø-ÿ]{3}")
_AT = re.compile(r"(?:[Cc]hez|[Aa]ux|[Éé]d(?:itions|\.)?)\s(?=[^\W\d_a-z])")
_REACH = 500


def read_shouted(text: str) -> Reading | None:
    """ "Title Given FAMILY, Given FAMILY (coord.), Publisher, Year": persons are told by their capitals."""
    if not _SHOUT.search(text) or text.isupper():
        return None
    first = _FIRST.match(text)
    if first and _are_persons(read_names(first["names"])):
        return build("shouted", read_names(first["names"]), None, text[first.end() :], 0.76)
    inside = depth_map(text)
    for match in list(_PERSONS.finditer(text, 0, _REACH))[:3]:
        title = (
            text[: match.start()].rstrip(" ,.:;–—-")
            if text[match.start()] not in "?!"
            else text[: match.start() + 1]
        )
        names = read_names(match["names"])
        if inside[match.start()] or len(title.split()) < 2 or not _are_persons(names):
            continue
        rest = text[match.end() :].strip(" ,.;:–—-(").removesuffix(")")
        date, rest = lead_date(_AT.sub("", rest, count=1) if _AT.match(rest) else rest)
        tail = peel(rest, date.year if date else None)
        parts = read_parts(tail, want_authors=False, published=True)
        split = Split(unquote(title), parts.quality, parts.fields, parts.names, parts.note, parts.type)
        listed = Names(names.names, names.truncated or match["cut"] is not None, names.score)
        return assemble("shouted", listed, date, tail, split, 0.78, editors=match["editors"] is not None)
    return None


def _are_persons(names: Names) -> bool:
    """Whether all are persons in full, one of them with a given name that is known, and none is a place."""
    full = all(name.family and name.given and not is_place(name.family) for name in names.names)
    return full and names.sure and any(is_given(name.given.split()[0]) for name in names.names)
