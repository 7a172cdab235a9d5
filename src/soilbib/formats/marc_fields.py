"""MARC fields as values, and their tables: what stands where, in CSL's variables."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

_SUBFIELD = re.compile(r"\$([^\s$])([^$]*)")
_TRAILING = re.compile(r"[\s,:;/=]+$")
_MARKS = ("  ", "¬", "<<", ">>")
_NONSORT = re.compile("[\x88\x89\x98\x9c\u0098\u009c¬]|<<|>>")


class Field(Struct, frozen=True):
    """One field: a control field has ``data``, the others indicators and subfields (code, value)."""

    tag: str
    indicators: str = "  "
    subfields: tuple[tuple[str, str], ...] = ()
    data: str = ""

    def first(self, codes: str) -> str:
        """The first value of these codes, without punctuation at its end, or the empty string."""
        return next((text for code, value in self.subfields if code in codes and (text := clean(value))), "")

    def all(self, codes: str) -> list[str]:
        """The values of these codes in their order, without punctuation at their ends."""
        return [text for code, value in self.subfields if code in codes and (text := clean(value))]

    @property
    def text(self) -> str:
        """The field as one text, "$" before each code, as it is kept: ``10$aTitle$cAuthor``."""
        if not self.subfields:
            return self.data.replace("$", "{dollar}")
        parts = (f"${code}{value.replace('$', '{dollar}')}" for code, value in self.subfields)
        return self.indicators.replace(" ", "_") + "".join(parts)

    @property
    def gist(self) -> tuple[str, ...]:
        """What the field says, punctuation and indicators left aside, to tell whether two say the same."""
        return (self.tag, *(f"{code}{clean(value).rstrip('.')}" for code, value in self.subfields), self.data)


def parse_field(tag: str, text: str) -> Field:
    """The field of a kept text; the inverse of `Field.text`."""
    if tag.startswith("00") or tag == "LDR":
        return Field(tag, data=text.replace("{dollar}", "$"))
    subfields = tuple((code, value.replace("{dollar}", "$")) for code, value in _SUBFIELD.findall(text[2:]))
    return Field(tag, text[:2].replace("_", " ").ljust(2), subfields)


def make(tag: str, indicators: str, subfields: Iterable[tuple[str, str]]) -> Field:
    """A field of the subfields that have a value."""
    given = tuple((code, " ".join(value.split())) for code, value in subfields if value.strip())
    return Field(tag, indicators, given)


def clean(text: str) -> str:
    """A value on one line without ISBD's punctuation at its end and marks around non-filing articles."""
    plain = text[-1:].isalnum() and text[0] != " " and text.isprintable()
    if plain and not any(mark in text for mark in _MARKS):
        return text
    return _TRAILING.sub("", " ".join(_NONSORT.sub("", text).split()))


def strip_stop(text: str) -> str:
    """A value without the full stop at its end, unless that ends an initial or an abbreviation of one letter."""
    last = text.rsplit(maxsplit=1)[-1] if text else ""
    return text[:-1] if last.endswith(".") and len(last) > 2 and "." not in last[:-1] else text


RECORD_TYPES: dict[str, str] = {
    "c": "musical_score", "d": "musical_score", "e": "map", "f": "map", "g": "motion_picture", "i": "song",
    "j": "song", "k": "graphic", "p": "collection", "r": "graphic", "t": "manuscript",
}  # fmt: skip
"""Leader position 6 → CSL type; language material, kits and computer files say too little."""

TYPE_LEADERS: dict[str, str] = {
    "musical_score": "cm", "map": "em", "motion_picture": "gm", "song": "jm", "graphic": "km",
    "collection": "pc", "manuscript": "tm", "periodical": "as", "article-journal": "ab",
    "article-magazine": "ab", "article-newspaper": "ab", "review": "ab", "review-book": "ab", "chapter": "aa",
    "paper-conference": "aa", "entry-encyclopedia": "aa", "entry-dictionary": "aa", "software": "mm", "dataset": "mm",
}  # fmt: skip
"""CSL type → leader positions 6 and 7; others are monographs of language material."""

SIMPLE: dict[str, tuple[str, str, str]] = {
    "edition": ("250", "  ", "a"),
    "abstract": ("520", "  ", "a"),
    "license": ("540", "  ", "a"),
    "scale": ("255", "  ", "a"),
    "URL": ("856", "40", "u"),
    "number": ("088", "  ", "a"),
    "original-title": ("765", "08", "t"),
    "source": ("786", "08", "t"),
}
"""Variable ↔ tag, indicators and subfield, where the first field counts."""

LISTS: dict[str, tuple[str, str, str, str]] = {
    "ISBN": ("020", "  ", "a", " "),
    "language": ("041", "  ", "a", "; "),
    "note": ("500", "  ", "a", "\n"),
    "keyword": ("653", "  ", "a", "; "),
}
"""The same where each part of the value, split at the separator, has a field of its own."""

NUMBERS: dict[str, str] = {"DOI": "doi", "PMID": "pmid", "PMCID": "pmcid"}
"""Variable ↔ the source (subfield 2) of an 024."""

SUBJECTS = ("600", "610", "611", "630", "648", "650", "651", "653", "655", "690", "689")
CALL_NUMBERS: dict[str, str] = {
    "852": "khi",
    "099": "a",
    "090": "ab",
    "050": "ab",
    "084": "a",
    "082": "a",
    "080": "a",
}
"""Tag → subfields of a call number, the local ones first."""

MAIN_NAMES = ("100", "110")
ADDED_NAMES = ("700", "710", "720")
EVENTS = ("111", "711")
EVENT_PARTS: dict[str, str] = {"event-title": "a", "event-place": "c", "event-date": "d"}
"""Variable ↔ subfield of a meeting's name."""
