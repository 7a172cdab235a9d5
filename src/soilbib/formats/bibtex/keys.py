"""Citation keys from patterns, in JabRef's and in Better BibTeX's notation.

JabRef: ``[auth][year]``, ``[auth:lower]_[shorttitle]``; Better BibTeX: ``auth.lower + '_' + year``; also
``{auth.lower}{year}``. A part is a function of the record with optional arguments, ``authors(2)``, and
filters, ``auth.lower.abbr``; alternatives stand after ``|`` in Better BibTeX's notation: the first part
that gives something counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct

from soilbib.errors import SoilbibError
from soilbib.model.markup import plain_text
from soilbib.model.names import Name
from soilbib.model.record import Record

_BRACKETED = re.compile(r"\[([^\[\]]+)\]|\{([^{}]+)\}|([^\[\]{}]+)")
_TERM = re.compile(r"([A-Za-z][A-Za-z-]*?)(\d*)(?:_(\d+))?(?:\(([^()]*)\))?")
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_STEP = re.compile(r"[.:](?![^()]*\))")
_PLUS = re.compile(r"\s*\+\s*(?![^()]*\))")
_BAR = re.compile(r"\s*\|\s*")
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9:_.+/-]+")
_SMALL_WORDS = frozenset(
    """a an the of on in for and or nor but to with from by at as is are be into via about between through over
    under und der die das ein eine des dem den le la les l un une du de d el los las il lo""".split()
)
_SPECIAL = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d",
     "Đ": "D", "ð": "d", "þ": "th", "Þ": "Th", "ı": "i", "’": None, "'": None, "‘": None}
)  # fmt: skip


class PatternError(SoilbibError, ValueError):
    """A key pattern that cannot be understood; the message names the part."""


Filter: TypeAlias = Callable[[str], str]


class _Part(Struct, frozen=True):
    """One part of a pattern: a literal, or a function with its number arguments and its filters."""

    literal: str = ""
    function: str = ""
    arguments: tuple[int, ...] = ()
    filters: tuple[Filter, ...] = ()


def rekey(
    records: Iterable[Record], pattern: str, *, only_made: bool = False, aliases: bool = False
) -> list[Record]:
    """Give every record the key of the pattern, told apart by a, b, c …; references between records follow.

    With ``only_made``, keys that the records had in their file stay. With ``aliases``, the key that a record
    had goes among its ``ids``, which biber knows it by. Raises `PatternError`.
    """
    alternatives = parse_pattern(pattern)
    records = list(records)
    kept = {record.id for record in records if only_made and not _is_made(record)}
    used: dict[str, int] = {}
    taken = set(kept)
    renamed: dict[str, str] = {}
    result = []
    for record in records:
        if record.id in kept:
            result.append(record)
            continue
        key = _free(make_key(record, alternatives) or "key", taken, used)
        taken.add(key)
        renamed.setdefault(record.id, key)
        result.append(_with_key(record, key, aliases))
    return [_with_references(record, renamed) for record in result]


def key_map(old: Iterable[Record], new: Iterable[Record]) -> dict[str, str]:
    """Keys that records had in their file → those that they have now, where they changed."""
    pairs = ((before, after) for before, after in zip(old, new, strict=True) if not _is_made(before))
    return {before.id: after.id for before, after in pairs if before.id != after.id}


def _is_made(record: Record) -> bool:
    return record.source.fields.get("id") == "made" or not record.id


def _with_key(record: Record, key: str, alias: bool) -> Record:
    if key == record.id:
        return record
    source = record.source
    if _is_made(record):
        fields = {name: value for name, value in source.fields.items() if name != "id"}
        return record.replace(id=key, source=type(source)(source.format, source.path, source.line, fields))
    return _with_alias(record.replace(id=key), record.id) if alias else record.replace(id=key)


def _with_alias(record: Record, alias: str) -> Record:
    kept = record.extra.get("bibtex", {})
    ids = kept.get("ids", "")
    known = [part.strip() for part in ids.split(",") if part.strip()] if isinstance(ids, str) else []
    known = [part for part in known if part not in (alias, record.id)]
    return record.replace(extra={**record.extra, "bibtex": {**kept, "ids": ", ".join([*known, alias])}})


_REFERENCES = ("crossref", "xref", "xdata", "related", "entryset")


def _with_references(record: Record, renamed: dict[str, str]) -> Record:
    """The record with new keys where it names others."""
    kept = record.extra.get("bibtex", {})
    changed = {}
    for name in _REFERENCES:
        value = kept.get(name)
        if isinstance(value, str):
            new = ",".join(renamed.get(key.strip(), key) for key in value.split(","))
            if new != value:
                changed[name] = new
    return record.replace(extra={**record.extra, "bibtex": {**kept, **changed}}) if changed else record


def _free(base: str, taken: set[str], used: dict[str, int]) -> str:
    """The base, or the base with the first of a, b, … z, aa, … that is free (the first one keeps the base)."""
    number = used.get(base, 0)
    key = base
    while key in taken:
        number += 1
        key = base + _letters(number)
    used[base] = number
    return key


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(97 + rest) + text
    return text


def make_key(record: Record, alternatives: Sequence[Sequence[_Part]]) -> str:
    """The key of a record by a parsed pattern; the empty string where nothing in it gives anything."""
    for parts in alternatives:
        values = [part.literal or _value(part, record) for part in parts]
        if any(value for value, part in zip(values, parts, strict=True) if part.function):
            return _NOT_IN_KEY.sub("", "".join(values))
    return ""


def _value(part: _Part, record: Record) -> str:
    text = FUNCTIONS[part.function](record, *part.arguments)
    for apply in part.filters:
        text = apply(text)
    return _to_ascii(text)


def parse_pattern(pattern: str) -> tuple[tuple[_Part, ...], ...]:
    """The alternatives of a pattern, each a row of parts; raises `PatternError`."""
    if "[" in pattern or "{" in pattern:
        parts = []
        for match in _BRACKETED.finditer(pattern):
            inner = match[1] or match[2]
            parts.append(_parse_term(inner) if inner else _Part(literal=match[3]))
        alternatives: tuple[tuple[_Part, ...], ...] = (tuple(parts),)
    else:
        alternatives = tuple(
            tuple(_parse_term(term) for term in _PLUS.split(choice.strip())) for choice in _BAR.split(pattern)
        )
    if not any(part.function for parts in alternatives for part in parts):
        raise PatternError(f"{pattern!r} has no part that depends on the record (such as [auth])")
    return alternatives


def _parse_term(term: str) -> _Part:
    quoted = _QUOTED.fullmatch(term.strip())
    if quoted:
        return _Part(literal=quoted[1] or quoted[2])
    head, *steps = _STEP.split(term.strip())
    match = _TERM.fullmatch(head)
    name = match[1].lower() if match else ""
    if not match or name not in FUNCTIONS:
        known = ", ".join(sorted(FUNCTIONS))
        raise PatternError(f"{head!r} is not a part of a key (known: {known})")
    numbers = (match[2], match[3], *(match[4] or "").split(","))
    try:
        arguments = tuple(int(number) for number in numbers if number and number.strip())
        filters = tuple(_parse_filter(step) for step in steps)
        FUNCTIONS[name](Record(), *arguments)
    except (ValueError, TypeError):
        raise PatternError(f"{term!r} has arguments that it does not take") from None
    return _Part(function=name, arguments=arguments, filters=filters)


def _parse_filter(step: str) -> Filter:
    match = re.fullmatch(r"([a-z]+)(?:\(?(\d+)\)?)?", step.strip().lower())
    if match and match[2] and match[1] in _COUNTED_FILTERS:
        count, apply = int(match[2]), _COUNTED_FILTERS[match[1]]
        return lambda text: apply(text, count)
    if match and not match[2] and match[1] in FILTERS:
        return FILTERS[match[1]]
    known = ", ".join(sorted({*FILTERS, *_COUNTED_FILTERS}))
    raise PatternError(f"{step!r} is not a filter (known: {known})")


def _to_ascii(text: str) -> str:
    """ASCII of a text with its case kept; what has no ASCII form is left out."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    return decomposed.encode("ascii", "ignore").decode("ascii")


def _family(name: Name) -> str:
    return name.full_family or name.literal


def _people(record: Record) -> tuple[Name, ...]:
    return record.authors or record.names.get("editor", ())


def _auth(record: Record, letters: int = 0, number: int = 1) -> str:
    """The family name of the first author (or editor), or its first letters; or that of another one."""
    people = _people(record)
    name = "".join(_words(_family(people[number - 1]))) if 0 < number <= len(people) else ""
    return name[:letters] if letters else name


def _authors(record: Record, count: int = 0) -> str:
    """The family names of all or the first authors; EtAl where some are left out."""
    people = _people(record)
    shown = people[:count] if count else people
    names = "".join("".join(_words(_family(name))) for name in shown)
    return names + ("EtAl" if len(shown) < len(people) else "")


def _auth_et_al(record: Record) -> str:
    people = _people(record)
    return _authors(record, 2 if len(people) == 2 else 1)


def _year(record: Record) -> str:
    return str(record.year) if record.year else ""


def _month(record: Record) -> str:
    issued = record.dates.get("issued")
    return f"{issued.start[1]:02}" if issued and len(issued.start) > 1 else ""


def _words(text: str) -> list[str]:
    return [_to_ascii(word) for word in _WORDS.findall(plain_text(text).translate({0x2019: 0x27}))]


def _title_words(record: Record) -> list[str]:
    words = [word.replace("'", "") for word in _words(record.title)]
    return [word for word in words if word.lower() not in _SMALL_WORDS]


def _title(record: Record) -> str:
    return "".join(_capital(word) for word in _words(record.title))


def _short_title(record: Record, count: int = 3) -> str:
    return "".join(_capital(word) for word in _title_words(record)[:count])


def _very_short_title(record: Record, count: int = 1) -> str:
    return "".join(_title_words(record)[:count])


def _first_page(record: Record) -> str:
    match = re.match(r"\w+", record.fields.get("page", ""))
    return match.group() if match else ""


def _journal(record: Record) -> str:
    return "".join(_capital(word) for word in _words(record.fields.get("container-title", "")))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _field(name: str) -> Callable[[Record], str]:
    return lambda record: record.fields.get(name, "")


FUNCTIONS: dict[str, Callable[..., str]] = {
    "auth": _auth,
    "authors": _authors,
    "authorlast": lambda record: _auth(record, 0, len(_people(record))),
    "authetal": _auth_et_al,
    "authshort": _auth_et_al,
    "year": _year,
    "shortyear": lambda record: _year(record)[-2:],
    "month": _month,
    "title": _title,
    "shorttitle": _short_title,
    "veryshorttitle": _very_short_title,
    "firstpage": _first_page,
    "journal": _journal,
    "volume": _field("volume"),
    "number": _field("issue"),
    "publisher": _field("publisher"),
    "doi": _field("DOI"),
    "entrytype": lambda record: record.type,
    "citekey": lambda record: record.id,
}
"""Part of a pattern → function of the record and numbers."""

FILTERS: dict[str, Filter] = {
    "lower": str.lower,
    "upper": str.upper,
    "capitalize": _capital,
    "titlecase": _capital,
    "abbr": lambda text: "".join(word[0] for word in re.findall(r"[A-Z]?[^\WA-Z_]+|[A-Z]+|\d+", text)),
    "ascii": _to_ascii,
    "clean": lambda text: re.sub(r"[^A-Za-z0-9]+", "", _to_ascii(text)),
    "alphanum": lambda text: re.sub(r"[^A-Za-z0-9]+", "", _to_ascii(text)),
    "nopunct": lambda text: re.sub(r"[^\w\s]+", "", text),
}
"""Filter → what it makes of a part."""

_COUNTED_FILTERS: dict[str, Callable[[str, int], str]] = {
    "substring": lambda text, count: text[:count],
    "prefix": lambda text, count: text[:count],
    "truncate": lambda text, count: text[:count],
}
