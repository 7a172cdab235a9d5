"""Judging a record against what a string shows, for the listing benches."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from soilbib import Record

_INITIAL = re.compile(r"[^\W\d_]+")


def fold(text: str | None) -> str:
    """A text with plain quotes, single spaces and small letters, no full stop at its end."""
    plain = unicodedata.normalize("NFC", text or "").casefold()
    for quote in "“”„«»‹›‘’‚'":
        plain = plain.replace(quote, '"')
    return " ".join(plain.replace('" ', '"').replace(' "', '"').replace('"', "").split()).rstrip(".").strip()


def judge(row: dict[str, Any], record: Record) -> dict[str, bool]:
    """Field → whether the record says what the string shows."""
    issued = record.dates.get("issued")
    expected = tuple(row["issued"])
    people = record.authors or (record.names.get("editor", ()) if not row["author"] else ())
    verdict = {
        "title": fold(record.title) == fold(row["title"]),
        "issued": (issued.start if issued else ()) == expected,
        "author": (not row["author"] and not record.authors) or _same_people(row["author"], people),
    }
    return {
        **verdict,
        "all three": all(verdict.values()),
        "container-title": fold(record.fields.get("container-title")) == fold(row.get("container-title")),
    }


def _same_people(expected: list[dict[str, Any]], found: Iterable[Any]) -> bool:
    names = list(found)
    return len(names) == len(expected) and all(
        _same_person(known, name) for known, name in zip(expected, names, strict=True)
    )


def _same_person(known: dict[str, Any], name: Any) -> bool:
    """Families are alike; the given name has the initials shown, or is spelled out as it is shown.

    Where a name in full is read in another place ("María José García | Lozano") no rule could know better.
    """
    if known.get("literal"):
        return fold(known["literal"]) == fold(name.literal or name.family)
    whole = fold(f"{known.get('given', '')} {known['family']}")
    if known["full"] and whole == fold(name.display):
        return True
    if fold(known["family"]) != fold(name.full_family or name.literal):
        return False
    if not known["given"]:
        return not name.given
    if known["full"]:
        return fold(known["given"]).split()[0] == fold(name.given).split()[0] if name.given else False
    letters = "".join(word[0] for word in _INITIAL.findall(known["given"])).casefold()
    shown = "".join(letter for letter in name.given if letter.isalpha()).casefold()
    return bool(shown) and (letters.startswith(shown) or shown.startswith(letters[0]))


def rates(verdicts: list[dict[str, bool]]) -> dict[str, float]:
    """How many strings, and what part is right in each field."""
    return {
        "strings": len(verdicts),
        **{
            field: round(sum(verdict[field] for verdict in verdicts) / len(verdicts), 3)
            for field in (verdicts[0] if verdicts else ())
        },
    }


def reliability(judged: Iterable[tuple[float, bool]]) -> dict[str, dict[str, float]]:
    """Confidence in steps of a tenth → how many strings, and what part of them is right."""
    table: dict[str, list[bool]] = {}
    for confidence, right in judged:
        table.setdefault(f"{int(min(confidence, 0.999) * 10) / 10:.1f}", []).append(right)
    return {
        bucket: {"strings": len(hits), "right": round(sum(hits) / len(hits), 3)}
        for bucket, hits in sorted(table.items())
    }
