"""Why a record is what it is: the confidence, each value's place in the string, its rule, and other readings."""

from __future__ import annotations

from typing import Any

from soilbib.formats.listing.parts.identifiers import find_identifiers
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.records import Parsed
from soilbib.formats.listing.spans import find_spans
from soilbib.formats.listing.strings import LONGEST, readings
from soilbib.model import Record

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


def explain(parsed: Parsed) -> dict[str, Any]:
    """What is known of a reading, as plain values: confidence, rule, spans, rules, alternatives, doubt.

    ``spans`` maps a variable to [start, end] in the string, or to a list of such for names; a value that is not in
    the string as it is (a language, a date of the description) has none. ``origins`` names the variables that
    the description gave.
    """
    spans = find_spans(parsed.record, parsed.text)
    found: dict[str, Any] = {
        "text": parsed.text,
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


def alternatives(parsed: Parsed) -> list[dict[str, Any]]:
    """The other readings of the string that come close to the best one and differ from it."""
    line = parsed.line
    ranked = readings(find_identifiers(line).text if len(line) <= LONGEST else line)
    seen = {_gist(parsed.reading), _gist(ranked[0])}
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
