"""Where in a string the values of its record stand."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from soilbib.model import Name, Record
from soilbib.model.name_splitting import is_ideographic

Span: TypeAlias = tuple[int, int]

_WORDS = re.compile(r"\S+")
_MOST_WORDS = 200


_ORDINAL = r"(?=(?:[^\W\d_]{1,3}|[ªº])?(?!\w))"
_BESIDE = re.compile(r"[\s.,(]*")  # between a family name and its given name
_ANY_DASH = r"\s?[-–‐‑—～]{1,2}\s?"  # values have a hyphen where strings have any


def find_spans(record: Record, text: str) -> dict[str, Any]:
    """Where in the string the record's values stand: variable → span, or spans for names."""
    given = {variable for variable, source in record.source.fields.items() if source == "description"}
    spans: dict[str, Any] = {}
    for variable, value in record.fields.items():
        found = find_text(text, value) if variable not in given and variable != "language" else None
        if found:
            spans[variable] = found
    for variable, date in record.dates.items():
        found = find_text(text, date.raw or date.text) if variable not in given else None
        if found:
            spans[variable] = found
    for variable, names in record.names.items():
        if variable not in given:
            spans[variable] = find_name_spans(text, names)
    return {variable: spans[variable] for variable in sorted(spans, key=lambda key: _start(spans[key]))}


def _start(found: Any) -> int:
    first = found[0] if found else 0
    return first[0] if isinstance(first, tuple) else first


def find_text(text: str, value: str, start: int = 0) -> Span | None:
    """The first place of a value between word ends, however its white space and letters' case are."""
    words = _WORDS.findall(value)[:_MOST_WORDS]
    if not words:
        return None
    pattern = r"\s*".join(re.escape(word).replace(",", r"\s?,").replace(r"\-", _ANY_DASH) for word in words)
    before, after = (r"(?<!\w)", r"(?!\w)") if not is_ideographic(value[-1]) else ("", "")
    if value.isdigit():
        after = _ORDINAL  # "27p", "3rd", "3ª"
    match = re.compile(f"{before}{pattern}{after}", re.IGNORECASE).search(text, start)
    return match.span() if match else None


def find_name_spans(text: str, names: tuple[Name, ...]) -> list[Span]:
    """The places of the names, each after the one before where it can be."""
    spans: list[Span] = []
    for name in names:
        start = spans[-1][1] if spans else 0
        family = find_text(text, name.full_family, start) or find_text(text, name.full_family)
        if family is None:
            continue
        given = _given_beside(text, name.given, family)
        spans.append((min(family[0], given[0]), max(family[1], given[1])) if given else family)
    return spans


def _given_beside(text: str, given: str, family: Span) -> Span | None:
    """The given name next to the family name: before it, or after it and a comma."""
    parts = r"[\s.]*".join(re.escape(part) for part in re.split(r"[\s.]+", given) if part)
    if not parts:
        return None
    near = re.compile(rf"(?<!\w){parts}(?:\.|(?!\w))", re.IGNORECASE)
    before = [match.span() for match in near.finditer(text, max(0, family[0] - len(given) - 12), family[0])]
    after = [match.span() for match in near.finditer(text, family[1], family[1] + len(given) + 8)]
    for span in [*before[::-1], *after]:
        if _BESIDE.fullmatch(text[min(span[1], family[1]) : max(span[0], family[0])]):
            return span
    return next(iter([*before, *after]), None)
