"""What "In" leads in: the book or periodical, its editors, its place and publisher."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from soilbib.formats.listing.parts.cuts import boundaries, commas, semicolons
from soilbib.formats.listing.parts.names import lead_names, read_names
from soilbib.formats.listing.parts.segments import unquote
from soilbib.formats.listing.parts.tail import YEARLIKE, Tail, peel
from soilbib.formats.listing.vocabulary.gazetteer import is_known_publisher
from soilbib.formats.listing.vocabulary.words import CONFERENCE_WORDS
from soilbib.model import Name

_WORD = re.compile(r"\w+")
_BEGINS = r"(?=[“«‘\"'\[(]?(?:[^\W\d_a-zß-öø-ÿ]|\d|(?<=:\s)\w|de|van|von|zur|dos|d['’]))"
_IN = re.compile(
    rf"(?:\[in:\]\s+|(?:[Ii]n|[Dd]ans|[Ee]n|[Ee]m|în|İçinde|[WV](?=:)|В кн\.)\s?(:?)\s+{_BEGINS}|//\s+)"
)
_IN_BEGINS = ("In", "in", "Da", "da", "En", "en", "Em", "em", "în", "İç", "W", "V", "В", "//", "[in:]")
_EDITOR_WORD = (
    r"(?:[Ee]ds?|[Éé]ds?|[Hh]rsg|[Hh]g|[Dd]irs?|[Cc]oords?|[Oo]rgs?|[Ee]ditors?|a cura di|red|[Rr]edaktion)"
)
_EDITORS_SOMEWHERE = re.compile(rf"\b{_EDITOR_WORD}\b")
_EDITORS = re.compile(rf"(?P<names>[^()]{{3,200}}?),?\s?[(\[]{_EDITOR_WORD}\.?[)\]][.,:;]*\s+")
_EDITORS_AFTER = re.compile(rf"[.,:;]*\s*[(\[]?{_EDITOR_WORD}\b\.?[)\]]?[.,:;]*\s+")
_BRACKET = re.compile(
    rf"\s*[(\[](?:{_EDITOR_WORD}\.?:?(?:\sby)?|[Hh]rsg\. von)\s(?P<names>[^()]{{3,300}})[)\]]"
)
_SQUARE = re.compile(
    rf"\s*\[(?P<names>[^\[\]]{{3,1500}}?),?\s?\(?{_EDITOR_WORD}\.?\)?\.?\]"
)  # "[A. Roe, P. Doe (eds.)]"
_LISTED = re.compile(rf";\s(?P<names>[^;]{{3,300}}?),\s{_EDITOR_WORD}\.?(?=[;.]|$)")
_SAME = re.compile(  # "in: ders. (Hrsg.), Title"
    rf"(?:[Dd]ers|[Dd]ies|[Ii]d|[Ii]dem|[Ee]ad)\b\.?,?\s(?:\({_EDITOR_WORD}\.?\))?[,:]?\s?"
)
_FINAL_VOLUME = re.compile(r"(.*[^\d\s,.])[,.]?\s(?:[Bb]d\.?\s|[Vv]ol\.?\s)?(\d{1,4})")
_HELD_AT = re.compile(r"((?:[^,]|,(?=[^()]*\)))+),\s([^\W\d_a-z][\w .'’-]+(?:,\s[^\W\d_a-z][\w .]+){0,2})")
_FINAL_PAGES = re.compile(r",\s(?:pp?\.\s?)?(\d{1,4}[–-]\d{1,4})$")
BEFORE_IMPRINT = re.compile(r"(.*[^\d\s,.]),\s((?:1[5-9]|20)\d\d)")  # "Handbook, 2013, Den Haag: Kluwer"
_PROCEEDINGS = frozenset("proceedings proc findings actes actas anais atti".split())
_LONG = 14  # words; what follows a bare "In" and has more is rather text
_FINAL_BRACKET = re.compile(r"\s\(([^()]{3,60})\)$")

Imprint = Callable[[str, Tail], dict[str, str] | None]
"""Reads place and publisher, with the numbers that were at the end of the string."""


def read_container(
    text: str, tail: Tail, imprint: Imprint
) -> tuple[dict[str, str], dict[str, tuple[Name, ...]], float] | None:
    """The fields and editors after "In", and how sure that is (0..1); None where no "In" begins the text."""
    match = _IN.match(text) if text.startswith(_IN_BEGINS) else None
    if not match:
        return None
    same = _SAME.match(text, match.end())
    body, editors = _take_editors(text[same.end() if same else match.end() :])
    title, fields = _cut_imprint(body, tail, imprint)
    volume = _FINAL_VOLUME.fullmatch(title) if title[-1:].isdecimal() else None
    if volume and "volume" not in tail.fields and not YEARLIKE.fullmatch(volume[2]) and not fields:
        fields, title = {"volume": volume[2]}, volume[1].rstrip(",")
    title, more = take_bracket(title)
    held = _HELD_AT.fullmatch(title) if ", " in title else None
    if held and not CONFERENCE_WORDS.isdisjoint(_WORD.findall(held[1].lower())):
        title, more = held[1], {**more, "event-place": held[2]}
    paged = _FINAL_PAGES.search(title) if title[-1:].isdigit() and "page" not in tail.fields else None
    if paged:
        title, more = title[: paged.start()], {**more, "page": paged[1].replace("–", "-")}
    if is_meeting(title):
        title, more = _take_publisher(title, more)
    marked = match.group()[0] in "/[" or match[1] or editors or fields or is_meeting(title)
    fields = {**fields, **more, "container-title": unquote(title)}
    return fields, editors, 1.0 if marked or len(body.split()) < _LONG else 0.6


def is_meeting(title: str) -> bool:
    """Whether a title is that of a conference or of what was read there."""
    words = frozenset(_WORD.findall(title.lower()))
    return not (words.isdisjoint(CONFERENCE_WORDS) and words.isdisjoint(_PROCEEDINGS))


def _take_publisher(title: str, fields: dict[str, str]) -> tuple[str, dict[str, str]]:
    """What follows the sentence of a conference's name: "Proceedings of the Society. Online. Publisher"."""
    cuts = boundaries(title)
    if not cuts:
        return title, fields
    parts = [title[start:end].strip(" .") for start, end in pairwise((0, *cuts, len(title)))]
    places = {"event-place": ", ".join(parts[1:-1])} if parts[1:-1] else {}
    return parts[0], {"publisher": parts[-1], **places, **fields}


def _take_editors(text: str) -> tuple[str, dict[str, tuple[Name, ...]]]:
    """Take the editors out of "R. Jones & L. Hill (Eds.), Handbook" and "Handbook (eds Jones, R.)"."""
    if "]" not in text and not _EDITORS_SOMEWHERE.search(text):
        return text, {}
    lead = lead_names(text)
    after = _EDITORS_AFTER.match(text, lead[1]) if lead else None
    if lead and after:
        return text[after.end() :], {"editor": lead[0].names}
    for pattern in (_EDITORS, _BRACKET, _LISTED, *([_SQUARE] if "]" in text else [])):
        match = pattern.match(text) if pattern is _EDITORS else pattern.search(text)
        names = read_names(match["names"].strip(" ,")) if match else None
        if match and names and names.score >= 0.7:
            rest = text[: match.start()] + ("" if pattern is _EDITORS else " ") + text[match.end() :]
            return " ".join(rest.split()).replace(" ;", ";").replace(" ,", ","), {"editor": names.names}
    for cut in commas(text):
        inside = lead_names(text[cut:])
        mark = _EDITORS_AFTER.match(text, cut + inside[1]) if inside else None
        if inside and mark:
            return f"{text[:cut].rstrip(' ,')}. {text[mark.end() :]}", {"editor": inside[0].names}
    return text, {}


def _cut_imprint(body: str, tail: Tail, imprint: Imprint) -> tuple[str, dict[str, str]]:
    """Part the container's title from the place and publisher after it."""
    for cuts in ((*boundaries(body), *semicolons(body)), commas(body)):
        for cut in cuts:
            house = body[cut:].strip(" .,;()")
            fields = imprint(house, tail) or ({"publisher": house} if is_known_publisher(house) else None)
            if fields:
                return body[:cut].strip(" .,;"), fields
    return body.strip(" .,;"), {}


def take_bracket(text: str) -> tuple[str, dict[str, str]]:
    """Take edition, volume and pages in brackets off the end of "Handbook (2nd ed., pp. 120–144)"."""
    match = _FINAL_BRACKET.search(text) if text.endswith(")") else None
    inside = peel(match[1]) if match and any(char.isdigit() for char in match[1]) else None
    if match and inside and inside.fields and not inside.text.strip(" ,."):
        return text[: match.start()], inside.fields
    return text, {}
