"""MARC fields as values, and their tables: what stands where, in CSL's variables."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

_SUBFIELD = re.compile(r"\$([^\s$])([^$]*)")
_PUNCTUATION = " ,:;/="
_OPENING = re.compile(r"^\s*[,:;/=]\s+")  # some libraries put the mark before the subfield that it opens
_NONSORT = re.compile("[\x88\x89\x98\x9c\u0098\u009c¬]|<<|>>")


class Field(Struct, frozen=True, gc=False):
    """One field: a control field has ``data``, the others indicators and subfields (code, value)."""

    tag: str
    indicators: str = "  "
    subfields: tuple[tuple[str, str], ...] = ()
    data: str = ""

    def first(self, codes: str) -> str:
        """The first value of these codes, without punctuation at its end, or the empty string."""
        for code, value in self.subfields:
            if code in codes and (text := clean(value)):
                return text
        return ""

    def all(self, codes: str) -> list[str]:
        """The values of these codes in their order, without punctuation at their ends."""
        return [text for code, value in self.subfields if code in codes and (text := clean(value))]

    @property
    def text(self) -> str:
        """The field as one text, "$" before each code, as it is kept: ``10$aTitle$cAuthor``."""
        if not self.subfields:
            return self.data.replace("$", "{dollar}")
        text = self.indicators.replace(" ", "_")
        for code, value in self.subfields:
            text += f"${code}{value.replace('$', '{dollar}') if '$' in value else value}"
        return text

    def says_as(self, other: Field) -> bool:
        """Whether two fields say the same, punctuation and indicators left aside."""
        if len(self.subfields) != len(other.subfields) or self.tag != other.tag or self.data != other.data:
            return False
        for (code, value), (code_there, there) in zip(self.subfields, other.subfields, strict=True):
            if code != code_there or (value != there and _gist(value) != _gist(there)):
                return False
        return True


def _gist(value: str) -> str:
    return clean(value).rstrip(".")


def parse_field(tag: str, text: str) -> Field:
    """The field of a kept text; the inverse of `Field.text`."""
    if tag.startswith("00") or tag == "LDR":
        return Field(tag, data=text.replace("{dollar}", "$"))
    subfields = _SUBFIELD.findall(text[2:])
    if "{dollar}" in text:
        subfields = [(code, value.replace("{dollar}", "$")) for code, value in subfields]
    return Field(tag, text[:2].replace("_", " ").ljust(2), tuple(subfields))


def make(tag: str, indicators: str, subfields: Iterable[tuple[str, str]]) -> Field:
    """A field of the subfields that have a value."""
    given = [(code, text) for code, value in subfields if value and (text := one_line(value))]
    return Field(tag, indicators, tuple(given))


def clean(text: str) -> str:
    """A value on one line without ISBD's punctuation at its end and marks around non-filing articles."""
    if text[:1] in _PUNCTUATION:
        text = _OPENING.sub("", text)
    if text.isprintable() and not ("<" in text or ">" in text or "¬" in text or "  " in text):
        return text.lstrip(" ").rstrip(_PUNCTUATION)
    return " ".join(_NONSORT.sub("", text).split()).rstrip(_PUNCTUATION)


def one_line(text: str) -> str:
    """A text with one space wherever it has white space, and none at its ends."""
    return text.strip(" ") if text.isprintable() and "  " not in text else " ".join(text.split())


_ABBREVIATIONS = frozenset(
    """acad akad aufl ausg bd co corp dept diss ed edn éd ges govt habil inc izd jr ltd nakl pr print publ pub rev soc
    sr uni univ verb verl vol vyd wiss""".split()
)
"""Words at the ends of editions and publishers whose full stop is their own, in lower case."""


def strip_stop(text: str) -> str:
    """A value without the full stop at its end, unless that ends an initial or an abbreviation."""
    if not text.endswith(".") or text[-3:-2] in " .":  # that is told without parting words
        return text
    last = text.rsplit(maxsplit=1)[-1]
    is_short = len(last) < 3 or "." in last[:-1] or last[:-1].lower() in _ABBREVIATIONS
    return text if is_short else text[:-1]


RECORD_TYPES: dict[str, str] = {
    "c": "musical_score", "d": "musical_score", "e": "map", "f": "map", "g": "motion_picture", "i": "song",
    "j": "song", "k": "graphic", "p": "collection", "r": "graphic", "t": "manuscript",
}  # fmt: skip
"""Leader position 6 → CSL type; language material, kits and computer files say too little."""

CONTENTS: dict[str, str] = {"m": "thesis", "t": "report", "j": "patent", "u": "standard"}
"""Nature of the contents of language material (008, 24 to 27) → CSL type, where it tells one."""

GENRE_TYPES: dict[str, str] = {
    **dict.fromkeys(
        ("hochschulschrift", "academic theses", "dissertations, academic", "thèses et écrits académiques"), "thesis"
    ),
    **dict.fromkeys(("technical reports", "forschungsbericht", "rapports techniques"), "report"),
    **dict.fromkeys(("patents", "patentschrift"), "patent"),
}  # fmt: skip
"""Genre heading (655), in lower case → CSL type."""

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
    "ISBN": ("020", "  ", "a", ", "),
    "language": ("041", "  ", "a", "; "),
    "note": ("500", "  ", "a", "\n"),
    "keyword": ("653", "  ", "a", "; "),
}
"""The same where each part of the value, split at the separator, has a field of its own."""

NUMBERS: dict[str, str] = {"DOI": "doi", "PMID": "pmid", "PMCID": "pmcid"}
"""Variable ↔ the source (subfield 2) of an 024."""

LANGUAGE_CODES: dict[str, str] = dict(
    pair.split(":")
    for pair in """
    ar:ara bg:bul ca:cat cs:cze cy:wel da:dan de:ger el:gre en:eng es:spa et:est eu:baq fa:per fi:fin fr:fre
    ga:gle gl:glg he:heb hi:hin hr:hrv hu:hun hy:arm id:ind is:ice it:ita ja:jpn ka:geo ko:kor la:lat lt:lit
    lv:lav mk:mac ms:may nb:nob nl:dut nn:nno no:nor pl:pol pt:por ro:rum ru:rus sk:slo sl:slv sq:alb sr:srp
    sv:swe th:tha tr:tur uk:ukr ur:urd vi:vie zh:chi
    """.split()
)
"""ISO 639-1's code of a language → MARC's."""

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
