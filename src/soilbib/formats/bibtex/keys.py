"""Citation keys from patterns, in JabRef's and in Better BibTeX's notation.

JabRef: ``[auth][year]``, ``[auth:lower]_[shorttitle]``; Better BibTeX: ``auth.lower + '_' + year``; also
``{auth.lower}{year}``. A part is a function of the record with optional arguments, ``authors(2)``, and
filters, ``auth.lower.abbr``; alternatives stand after ``|`` in Better BibTeX's notation: the first part
that gives something counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct

from soilbib.errors import SoilbibError
from soilbib.formats.bibtex.key_parts import FILTERS, FILTERS_WITH_ARGUMENTS, FUNCTIONS, to_ascii
from soilbib.model.record import Record

_BRACKETED = re.compile(r"\[([^\[\]]+)\]|\{([^{}]+)\}|([^\[\]{}]+)")
_TERM = re.compile(r"([A-Za-z][A-Za-z-]*?)(\d*)(?:_(\d+))?(?:\(([^()]*)\))?")
_CALL = re.compile(r"([a-z]+)(\d*)(?:\(([^()]*)\))?", re.IGNORECASE)
_ARGUMENT = re.compile(
    r"""\s*(?:([a-z]+)\s*=\s*)?(?:(-?\d+)|'([^']*)'|"([^"]*)"|(true|false))\s*(?:,|$)""", re.IGNORECASE
)
_DOTTED = {"auth.auth.ea": "authauthea", "auth.etal": "authetal2"}
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_STEP = re.compile(r"[.:](?![^()]*\))")
_PLUS = re.compile(r"\s*\+\s*(?![^()]*\))")
_BAR = re.compile(r"\s*\|\s*")
_NOT_IN_KEY = re.compile(r"(?:[^A-Za-z0-9:_.+/\-\u00a1-\U0010ffff]|\s)+")


class PatternError(SoilbibError, ValueError):
    """A key pattern that cannot be understood; the message names the part."""


Filter: TypeAlias = Callable[[str], str]
Argument: TypeAlias = int | str | bool


class _Part(Struct, frozen=True):
    """One part of a pattern: a literal, or a function with its arguments and its filters."""

    literal: str = ""
    function: str = ""
    arguments: tuple[Argument, ...] = ()
    named: dict[str, Argument] = {}
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
    text = FUNCTIONS[part.function](record, *part.arguments, **part.named)
    for apply in part.filters:
        text = apply(text)
    folded = to_ascii(text)
    return folded if any(map(str.isalnum, folded)) or not any(map(str.isalnum, text)) else text


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
    term = term.strip()
    dotted = next((name for name in _DOTTED if term.lower().startswith(name)), "")
    head, *steps = _STEP.split(_DOTTED.get(dotted, "") + term[len(dotted) :])
    match = _TERM.fullmatch(head)
    name = (head if head.lower() in FUNCTIONS else match[1] if match else "").lower()
    if not match or name not in FUNCTIONS:
        known = ", ".join(sorted(FUNCTIONS))
        raise PatternError(f"{head!r} is not a part of a key (known: {known})")
    try:
        arguments, named = _arguments(match[4] or "")
        numbers = () if name == head.lower() else tuple(int(number) for number in match.group(2, 3) if number)
        filters = tuple(_parse_filter(step) for step in steps)
        FUNCTIONS[name](Record(), *numbers, *arguments, **named)
    except PatternError:
        raise
    except (ValueError, TypeError):
        raise PatternError(f"{term!r} has arguments that it does not take") from None
    return _Part(function=name, arguments=(*numbers, *arguments), named=named, filters=filters)


def _arguments(text: str) -> tuple[tuple[Argument, ...], dict[str, Argument]]:
    """Arguments in their order and by their names: ``2, m=1, sep='_'``; raises `ValueError`."""
    values: list[Argument] = []
    named: dict[str, Argument] = {}
    position = 0
    while position < len(text):
        match = _ARGUMENT.match(text, position)
        if not match:
            raise ValueError(text)
        name, number, single, double, flag = match.groups()
        value: Argument = (
            int(number) if number else flag.lower() == "true" if flag else single or double or ""
        )
        if name:
            named[name] = value
        else:
            values.append(value)
        position = match.end()
    return tuple(values), named


def _parse_filter(step: str) -> Filter:
    """A filter with its arguments; JabRef's ``(text)`` is what stands for nothing."""
    step = step.strip()
    if step.startswith("(") and step.endswith(")"):
        return lambda text: text or step[1:-1]
    match = _CALL.fullmatch(step)
    known: dict[str, Callable[..., str]] = {**FILTERS, **FILTERS_WITH_ARGUMENTS}
    if not match or match[1].lower() not in known:
        raise PatternError(f"{step!r} is not a filter (known: {', '.join(sorted(known))})")
    apply = known[match[1].lower()]
    arguments, named = _arguments(match[3] or "")
    numbers = (int(match[2]),) if match[2] else ()
    apply("", *numbers, *arguments, **named)  # raises TypeError where these are not its arguments
    return lambda text: apply(text, *numbers, *arguments, **named)
