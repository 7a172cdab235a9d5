"""Why a record is what it is: the confidence, each value's place in the string, its rule, and other readings."""

from __future__ import annotations

import re
from typing import Any

from soilbib.formats.listing.identifiers import find_identifiers
from soilbib.formats.listing.reading import Parsed, Reading
from soilbib.formats.listing.segments import clean
from soilbib.formats.listing.strings import LONGEST, readings
from soilbib.model import Name, Record

Span = tuple[int, int]

CLOSE = 0.1
"""Another reading within this distance of the best one is an alternative."""

_RULES: dict[str, str] = {
    variable: rule
    for rule, variables in {
        "identifiers": "DOI URL ISBN ISSN accessed status",
        "end of the string": (
            "volume issue page edition number-of-pages number-of-volumes collection-title collection-number"
        ),
        "after the title": "container-title publisher publisher-place archive",
        "role": "editor translator director performer narrator producer illustrator compiler script-writer organizer",
        "genre word": "genre",
        "language of the title": "language",
        "what is in no field": "note",
    }.items()
    for variable in variables.split()
}
_WORDS = re.compile(r"\S+")
_MOST_WORDS = 200


def explain(parsed: Parsed) -> dict[str, Any]:
    """What is known of a reading, as plain values: confidence, rule, spans, rules, alternatives, doubt.

    ``spans`` maps a variable to [start, end] in the string, or to a list of such for names; a value that is not in
    the string as it is (a language, a date of the description) has none. ``origins`` names the variables that
    the description gave.
    """
    spans = find_spans(parsed.record, parsed.text)
    found: dict[str, Any] = {
        "confidence": parsed.confidence,
        "rule": parsed.form,
        "spans": spans,
        "rules": {variable: _RULES.get(variable, parsed.form) for variable in spans},
        "alternatives": alternatives(parsed),
    }
    if parsed.doubt:
        found["doubt"] = parsed.doubt
    if parsed.record.source.fields:
        found["origins"] = dict(parsed.record.source.fields)
    return found


def explained(parsed: Parsed) -> Record:
    """The record with its explanation in ``extra["listing"]``."""
    record = parsed.record
    return record.replace(extra={**record.extra, "listing": explain(parsed)})


def find_spans(record: Record, text: str) -> dict[str, Any]:
    """Where in the string the record's values stand: variable → span, or spans for names."""
    given = {variable for variable, source in record.source.fields.items() if source == "description"}
    spans: dict[str, Any] = {}
    for variable, value in record.fields.items():
        found = _find(text, value) if variable not in given and variable != "language" else None
        if found:
            spans[variable] = found
    for variable, date in record.dates.items():
        found = _find(text, date.raw or date.text) if variable not in given else None
        if found:
            spans[variable] = found
    for variable, names in record.names.items():
        if variable not in given:
            spans[variable] = _find_names(text, names)
    return {variable: spans[variable] for variable in sorted(spans, key=lambda key: _start(spans[key]))}


def _start(found: Any) -> int:
    first = found[0] if found else 0
    return first[0] if isinstance(first, tuple) else first


def _find(text: str, value: str, start: int = 0) -> Span | None:
    """The first place of a value between word ends, however its white space and letters' case are."""
    words = _WORDS.findall(value)[:_MOST_WORDS]
    if not words:
        return None
    pattern = r"\s*".join(map(re.escape, words))
    match = re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE).search(text, start)
    return match.span() if match else None


def _find_names(text: str, names: tuple[Name, ...]) -> list[Span]:
    """The places of the names, each after the one before where it can be."""
    spans: list[Span] = []
    for name in names:
        start = spans[-1][1] if spans else 0
        family = _find(text, name.full_family, start) or _find(text, name.full_family)
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
    near = re.compile(rf"{parts}\.?", re.IGNORECASE)
    before = max(0, family[0] - len(given) - 12)
    for low, high in ((before, family[0]), (family[1], family[1] + len(given) + 8)):
        match = near.search(text, low, high)
        if match:
            return match.span()
    return None


def alternatives(parsed: Parsed) -> list[dict[str, Any]]:
    """The other readings of the string that come close to the best one and differ from it."""
    line = clean(parsed.text)
    text = find_identifiers(line).text if len(line) <= LONGEST else line
    ranked = readings(text)
    seen = {_gist(ranked[0])} if ranked else set()
    found = []
    for reading in ranked[1:]:
        if reading.score < ranked[0].score - CLOSE or _gist(reading) in seen:
            continue
        seen.add(_gist(reading))
        found.append(
            {
                "rule": reading.form,
                "score": round(reading.score, 2),
                "title": reading.title,
                "author": [name.display for name in reading.authors],
                "issued": reading.issued.text if reading.issued else "",
            }
        )
    return found


def _gist(reading: Reading) -> tuple[str, str, str]:
    names = "; ".join(name.display for name in reading.authors)
    return reading.title, names, reading.issued.text if reading.issued else ""
