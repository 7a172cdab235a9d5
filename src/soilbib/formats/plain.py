"""What a plain record is made of: all of it that a reader could decide by, its words and numbers left aside.

What a text says is nothing to a format, as long as it is made of words; that it is there may be, beside which others,
of which type, and by which signs it has. So a record has a `Shape`: its *frame* (the type, and which variables there
are) and its *kinds* (of each variable, what its value is made of). In one frame two values of a kind are written and
read alike: if one comes back as it was, so does the other. `soilbib.formats.read_back` makes use of that, and its
tests try it on every format.

Each variable has a `Form`, which gives the kind of a value, "" where it has but one, or None where it may be anything:
the record is then not plain and has no shape. A format has forms of its own for variables that it looks into more or
less than most.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Mapping
from functools import lru_cache
from string import ascii_letters, digits
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from soilbib.model import Date, Name, Record
from soilbib.model.names import PARTICLES, SUFFIXES, has_organisation_word

Kind: TypeAlias = tuple[str, Hashable]
"""A variable (or a name in what the format keeps beside the record) and what its value is made of."""

Form: TypeAlias = Callable[[str], Hashable | None]

_LONGEST_TOLD, _LONGEST_NUMBER = 120, 30
SPECIAL = ("  ",)
"""The signs that nearly all formats read in words: white space is made one."""

NOTHING: Mapping[str, Any] = MappingProxyType({})
_OLDEST, _LATEST, _LAST_DAY = 1500, 2099, 28
_NO_WORDS = str.maketrans("", "", ascii_letters + digits)
_RUN = re.compile(r"[1-9]\d*")
_ENDS = frozenset(")?!%”’")
_SUBTITLE = re.compile(r"[^:]*[\w)]: \w[^:]*")
_DOI = re.compile(r"10\.\d{4,5}/[A-Za-z0-9](?:.*[A-Za-z0-9])?")
_URL = re.compile(r"(https?://[A-Za-z0-9.-]+)/(?:.*[A-Za-z0-9/])?")
_ISSN = re.compile(r"\d{4}-\d{3}[\dX](, \d{4}-\d{3}[\dX])?|(\d{7}[\dX])")
_ISBN = re.compile(r"97[89]\d{10}|(\d{9}[\dX])|(97[89]-\d{1,5}-\d{2,7}-\d{1,6}-\d)")


def _told(value: str) -> Hashable | None:
    """A value of few, which a format may know one by one: its kind is itself."""
    return value if 0 < len(value) <= _LONGEST_TOLD else None


def _number(value: str) -> Hashable | None:
    """A number, with what else stands there: "Suppl 12" is of the kind of "Suppl 1"."""
    if not 0 < len(value) <= _LONGEST_NUMBER or not value.isascii():
        return None
    return "1" if value.isdigit() and value[0] != "0" else _RUN.sub("1", value)


def _pages(value: str) -> Hashable | None:
    first, _, last = value.partition("-")
    return _number(value) if first != last else None


def _id(value: str) -> Hashable | None:
    """An id that begins with a letter, by its signs."""
    return ("", _signs(value)) if value[:1].isalpha() and value.isascii() and value.isprintable() else None


def _signs(value: str) -> str:
    return "".join(sorted(set(value.translate(_NO_WORDS))))


def _doi(value: str) -> Hashable | None:
    return _signs(value) if _DOI.fullmatch(value) and value.isascii() and value.isprintable() else None


def _url(value: str) -> Hashable | None:
    """An address, of which the host may say what it is."""
    match = _URL.fullmatch(value)
    return (match[1], _signs(value)) if match and value.isascii() and value.isprintable() else None


def _code(pattern: re.Pattern[str]) -> Form:
    def form(value: str) -> Hashable | None:
        match = pattern.fullmatch(value)
        return (match.lastindex or 0) if match else None

    return form


def words(value: str) -> Hashable | None:
    """A text of words: the kind is what it ends with."""
    last = value[-1:]
    if not value[:1].isalpha() or not value.isprintable():
        return None
    if last.isalpha():
        return "a"
    if last == ".":  # not that of an initial or an abbreviation
        return "." if value[-4:-1].isalpha() else None
    return "1" if last.isalnum() else last if last in _ENDS else None


def _title(value: str) -> Hashable | None:
    """A title, with a subtitle or without."""
    if ":" not in value:
        return words(value)
    kind = words(value)
    return (":", kind) if kind and _SUBTITLE.fullmatch(value) else None


def _listed(value: str) -> Hashable | None:
    """A name of a publisher, place or event, which some formats have lists of."""
    kind = words(value)
    return (kind, ";" in value, ":" in value, " and " in value) if kind else None


def _keywords(value: str) -> Hashable | None:
    """Keywords that are distinct, each of words."""
    found = value.split("; ")
    if len(set(found)) != len(found) or value.count(";") >= len(found) or not value.isprintable():
        return None
    if not all(word[:1].isalpha() and word[-1].isalnum() for word in found):
        return None
    return (min(len(found), 2), "," in value, ":" in value)


def _note(value: str) -> Hashable | None:
    """A note, which may be read for what its label says: it is of the kind of those that differ in numbers only."""
    return _RUN.sub("1", value) if 0 < len(value) <= _LONGEST_TOLD else None


FORMS: Mapping[str, Form] = {
    "id": _id,
    **dict.fromkeys(
        ("title-short", "container-title", "container-title-short", "abstract", "volume-title", "original-title"), words
    ),
    **dict.fromkeys(("publisher", "publisher-place", "event-title", "event-place"), _listed),
    **dict.fromkeys(
        (
            "language", "genre", "medium", "status", "source", "edition", "collection-title", "archive", "license",
            "version", "chapter-number",
        ),
        _told,
    ),
    **dict.fromkeys(
        ("volume", "issue", "number", "number-of-pages", "collection-number", "number-of-volumes", "PMID", "PMCID",
            "archive_location"), _number
    ),
    "title": _title,
    "keyword": _keywords,
    "note": _note,
    "page": _pages,
    "DOI": _doi,
    "URL": _url,
    "ISSN": _code(_ISSN),
    "ISBN": _code(_ISBN),
}  # fmt: skip
"""Variable → its form; a record with another variable is not plain."""

_OF_WORDS = frozenset({words, _title, _listed, _keywords})
_FAMILY = re.compile(r"[^\W\d_]{2,}(?:[ '’-][^\W\d_]{2,})*|(?:[A-Z]['’]|Mc|Mac)[A-Z][a-z]+")
_GIVEN = tuple(
    re.compile(pattern)
    for pattern in (
        r"[^\W\d_]\.(?:[ -][^\W\d_]\.)*",
        r"(?:[^\W\d_]\.){2,4}",
        r"[A-Z]{1,3}",
        r"[A-Z](?: [A-Z]){1,2}",
        r"[^\W\d_]{2,}(?:[ -][^\W\d_]{2,})*",
        r"[^\W\d_]{2,}(?: [^\W\d_]\.)+",
        r"[^\W\d_]{2,}(?: [A-Z])+",
    )
)
"""The forms of given names: "J. P.", "J.P.", "JP", "J P", "Jean Paul", "Jean P.", "Jean P"."""

_SPELT, _WITH_PARTICLES, _IN_CAPITALS = 4, 10, 20
_MANY = 3
_MARKS = frozenset({*SUFFIXES, "al", "et", "others", "and", "anonymous", "anon"})
_SEAM = re.compile(r"[ '’.-]+")


class Shape(NamedTuple):
    """The frame and the kinds of a plain record."""

    frame: Hashable
    kinds: list[Kind]


def shape_of(
    record: Record,
    forms: Mapping[str, Form] = FORMS,
    special: Collection[str] = SPECIAL,
    own: Mapping[str, Any] = NOTHING,
    kept: Callable[[str], bool] | None = None,
) -> Shape | None:
    """The shape of a record, or None where it is not plain.

    ``special`` are the signs (and runs of them) that a format escapes or reads in words. ``own`` is what it keeps
    beside the record; ``kept`` says of a name in it that its lines come back whatever they say.
    """
    fields, names, dates = record.fields, record.names, record.dates
    kinds: list[Kind] = []
    if not (
        _add_fields(kinds, {"id": record.id, **fields}, forms, special)
        and _add_names(kinds, names)
        and _add_dates(kinds, dates)
        and (not own or (kept and _add_own(kinds, own, kept, special)))
    ):
        return None
    return Shape(
        (record.type, record.truncated, tuple(fields), tuple(names), tuple(dates), tuple(own)), kinds
    )


def _add_fields(
    kinds: list[Kind], fields: Mapping[str, str], forms: Mapping[str, Form], special: Collection[str]
) -> bool:
    texts: list[str] = []
    for variable, value in fields.items():
        form = forms.get(variable)
        kind = form(value) if form else None
        if kind is None:
            return False
        if kind == "":
            continue
        kinds.append((variable, kind))
        if form in _OF_WORDS:
            texts.append(value)
    return not texts or _are_apart(texts, special)


def _are_apart(texts: list[str], special: Collection[str]) -> bool:
    """Whether no text is another one or has a special sign."""
    joined = "\n".join(texts)
    for mark in special:
        if mark in joined:
            return False
    return len(set(texts)) == len(texts)


def _add_names(kinds: list[Kind], lists: Mapping[str, tuple[Name, ...]]) -> bool:
    """Add of which kinds the names are, and whether there are one, two or more."""
    for variable, names in lists.items():
        found = set(map(_kind_of, names))
        if None in found or not found or (len(names) > 1 and len(set(names)) < len(names)):
            return False  # a format may take a name that is there twice for one
        kinds += [(variable, kind) for kind in found]
        kinds.append((variable, -min(len(names), _MANY)))  # below the numbers of the forms
    return True


def _add_dates(kinds: list[Kind], dates: Mapping[str, Date]) -> bool:
    """Add how much the dates say, where these are years, months or days of our time."""
    for variable, date in dates.items():
        start = date.start
        if date.end is not None or date.circa or date.season or date.literal or not start:
            return False
        if not _OLDEST <= start[0] <= _LATEST or min(start) < 1 or max(start[1:], default=1) > _LAST_DAY:
            return False
        kinds.append((variable, len(start)))
    return True


def _add_own(
    kinds: list[Kind], own: Mapping[str, Any], kept: Callable[[str], bool], special: Collection[str]
) -> bool:
    """Add how many lines of each name a format keeps; a text that is no list counts as it is."""
    for name, values in own.items():
        if not kept(name):
            return False
        if isinstance(values, str):
            kinds.append((name, values))
            continue
        if not isinstance(values, list) or not all(
            isinstance(text, str) and _is_line(text) for text in values
        ):
            return False
        if not _are_apart(values, special):
            return False
        kinds.append((name, min(len(values), _MANY)))
    return True


def _is_line(value: str) -> bool:
    """Whether a text is on one line, without white space at its ends."""
    return value != "" and value.isprintable() and value.strip() == value


def _kind_of(name: Name) -> Hashable | None:
    """What a person's name is made of: the form of the given name, and what is special about the family name."""
    if (
        name.literal
        or name.suffix
        or name.dropping_particle
        or name.non_dropping_particle
        or name.comma_suffix
    ):
        return None
    family, given = _kind_of_family(name.family), _kind_of_given(name.given)
    return None if family is None or given is None else given + family


@lru_cache(maxsize=1 << 15)
def _kind_of_family(family: str) -> int | None:
    """Whether there are particles before it, or it is in capitals."""
    parts = _SEAM.split(family)
    low = [part for part in parts if not part[:1].isupper()]
    if not _FAMILY.fullmatch(family) or has_organisation_word(family) or _is_mark(parts):
        return None
    if not PARTICLES.issuperset(low) or len(low) == len(parts):
        return None
    return bool(low) * _WITH_PARTICLES + family.isupper() * _IN_CAPITALS


@lru_cache(maxsize=1 << 14)
def _kind_of_given(given: str) -> int | None:
    """The number of its form."""
    parts = _SEAM.split(given.rstrip("."))
    if _is_mark(parts) or not all(part[:1].isupper() for part in parts):
        return None
    form = next((number for number, pattern in enumerate(_GIVEN) if pattern.fullmatch(given)), None)
    is_spelt = all(part[1:].islower() for part in parts if len(part) > 1)
    return None if form is None or (form >= _SPELT and not is_spelt) else form


def _is_mark(parts: list[str]) -> bool:
    """Whether a part of a name may stand for something else."""
    return not _MARKS.isdisjoint(map(str.lower, parts))
