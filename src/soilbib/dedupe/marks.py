"""Marks: what tells apart works of one title that no pages tell: own numbers, versions, days of issue, addresses."""

from __future__ import annotations

import re

from soilbib.dedupe.text import fold
from soilbib.model import Record

_NUMBERED = frozenset(
    "bill dataset hearing legal_case legislation map patent regulation report standard treaty".split()
)
"""Types of record whose number is the work's own, not that of an issue or an article."""
_DATED = frozenset(
    """article-newspaper broadcast interview manuscript personal_communication post post-weblog report song
    speech""".split()
)
"""Types of which each day may bring another, often under one heading."""
_ADDRESSED = frozenset({"webpage", "post", "post-weblog"})

_MEDIA = frozenset({"song", "motion_picture", "musical_score", "map", "software"})
"""Types of which one is no other's copy: the score of a piece and its recording."""

_VERSIONED = frozenset({"software", "dataset", "document", "book"})
"""Types of which versions come out under one title; the manual of a program is a book."""
_VERSION = re.compile(r"v?(\d+(?:\.\d+)*?)(?:\.0)*", re.IGNORECASE)
_NOTED_VERSION = re.compile(r"\b(?:package|module|library|program|software) version (\d[\w.-]*\w|\d)")
"""How R, and who follows it, cites a program: "R package version 3.5.1"."""

_REGISTRATION = re.compile(
    r"""\b(?:NCT\d{8}|ISRCTN\d{6,8}|EUCTR\d{4}-\d{6}-\d\d|(?:ACTRN|PACTR|TCTR)\d{11,17}|ChiCTR[-A-Za-z]*\d{7,}
    |UMIN\d{9}|DRKS\d{8}|IRCT\d+[A-Z]?\d*|KCT\d{7}|NTR\d{3,5}|CTRI/\d{4}/\d{2,3}/\d+|SLCTR/\d{4}/\d+)\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Numbers under which the registers of clinical trials enter a trial."""
_THREE_DIGITS = re.compile(r"\d{3}")
"""What each of them has, and few journals."""
_PATENT_KIND = re.compile(r"(?<=\d{5})[a-z]\d?$")
_NOT_WORD = re.compile(r"[\W_]+")
_ADDRESS = re.compile(
    r"\s*(?:https?:)?(?://)?(?:www\.)?([^\s#]+?)(?:/(?:index\.\w{3,5})?)?(?:#\S*)?\s*$", re.IGNORECASE
)
_ARCHIVED = re.compile(r"\s*https?://web\.archive\.org/web/\d+\w*/(?=\S)", re.IGNORECASE)
_TRACKING = re.compile(
    r"(?<=[?&])(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|_hs\w+|cmpid|ncid|ref_src|s_cid|spm)"
    r"=[^&#\s]*&?",
    re.IGNORECASE,
)
"""What tells by which link a reader came to a page."""


def own_number(kind: str, number: str, container: str) -> str:
    """The number by which a work of that type goes, or under which its container or number says it is registered.

    Without points, spaces and a patent's kind: us7654321 of "US 7,654,321 B2".
    """
    registered = _registration(container) or _registration(number)
    if not registered and kind not in _NUMBERED:
        return ""
    return _PATENT_KIND.sub("", _NOT_WORD.sub("", fold(registered or number)))


def _registration(text: str) -> str:
    """The number of a clinical trial in a register, where a text has one."""
    found = _REGISTRATION.search(text) if text and _THREE_DIGITS.search(text) else None
    return found.group() if found else ""


def read_mark(record: Record, number: str) -> str:
    """The kind of a record's mark and its value, "day 2004-03-06"; ``number`` is its own; empty where it has none."""
    if number:
        return f"number {number}"
    version = _version(record) if record.type in _VERSIONED else ""
    if version:
        return f"version {version}"
    issued = record.dates.get("issued") if record.type in _DATED else None
    if issued and len(issued.start) == 3 and issued.end is None:
        return f"day {issued.edtf}"
    address = _address(record.fields.get("URL", "")) if record.type in _ADDRESSED else ""
    if address:
        return f"address {address}"
    return f"medium {record.type}" if record.type in _MEDIA else ""


def _address(url: str) -> str:
    """The address of a page, whether of the page itself or its copy in the Internet Archive, without what tracks."""
    if "?" in url:
        bare, mark, asked = url.partition("?")
        asked = _TRACKING.sub("", mark + asked)
        url = bare + asked.rstrip("?&")
    found = _ADDRESS.match(_ARCHIVED.sub("", url))
    return found[1] if found else ""


def _version(record: Record) -> str:
    """The version of a program or data set, 1.2 of "v1.2.0"; empty where it has none."""
    text = record.fields.get("version", "").strip()
    noted = None if text else _NOTED_VERSION.search(record.fields.get("note", ""))
    text = noted[1] if noted else text
    counted = _VERSION.fullmatch(text)
    return counted[1] if counted else fold(text)
