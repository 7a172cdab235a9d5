"""Ids for records that come without one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import msgspec

from soilbib.model.markup import plain_text
from soilbib.model.record import Record

_SPECIAL = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_WORDS = re.compile(r"[a-z0-9]+")
_APOSTROPHES = re.compile(r"['’]")
_LONGEST_OWN = 12
_STOP_WORDS = frozenset(
    """a an the of on in for and to with from by der die das ein eine des le la les l un une du de d el los las
    il lo""".split()
)


def ascii_fold(text: str) -> str:
    """Lower-case ASCII of a text: accents dropped, what has no ASCII form left out."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_SPECIAL))
    return decomposed.encode("ascii", "ignore").decode("ascii")


def make_id(record: Record) -> str:
    """An id of first author, year and first telling word of the title: "lenoe2019drivers", "王2015土壤有机碳".

    It is of ASCII letters, but for a name or a title that has none at all, which keeps those of its own script.
    """
    name = record.authors[0].full_family if record.authors else ""
    title = plain_text(record.title)
    words = _WORDS.findall(ascii_fold(_APOSTROPHES.sub(" ", title))) or own_words(title.lower())
    word = next((word for word in words if word not in _STOP_WORDS), "")
    author = re.sub(r"[^a-z0-9]", "", ascii_fold(name)) or "".join(own_words(name.lower()))
    return f"{author[:24]}{record.year or ''}{word}" or "record"


def own_words(text: str) -> list[str]:
    """The words of a text without Latin letters, in its own; their starts only, as not every script parts words."""
    composed = unicodedata.normalize("NFC", text)
    letters = (char if unicodedata.category(char)[0] in "LMN" else " " for char in composed)
    return [word[:_LONGEST_OWN] for word in "".join(letters).split()]


def with_ids(records: Iterable[Record]) -> list[Record]:
    """The same records, those without an id given a new one; ids that are there stay as they are.

    ``Source.fields["id"]`` is "made" for a new one.
    """
    records = list(records)
    taken = {record.id for record in records if record.id}
    used: dict[str, int] = {}
    result = []
    for record in records:
        if not record.id:
            fresh = _free(make_id(record), taken, used)
            taken.add(fresh)
            source = msgspec.structs.replace(record.source, fields={**record.source.fields, "id": "made"})
            record = record.replace(id=fresh, source=source)  # noqa: PLW2901 - the new value replaces the old one
        result.append(record)
    return result


def _free(base: str, taken: set[str], used: dict[str, int]) -> str:
    """The base, or the base with the first of -2, -3, … that is not taken; ``used`` has the last given to it."""
    if base not in taken:
        return base
    number = used.get(base, 1) + 1
    while f"{base}-{number}" in taken:
        number += 1
    used[base] = number
    return f"{base}-{number}"
