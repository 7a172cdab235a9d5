"""From MARC 21 fields to a record and back; which fields of a source are kept beside the record."""

from __future__ import annotations

import re
from typing import Any

from soilbib.formats.marc_fields import LISTS, SIMPLE, Field, parse_field
from soilbib.formats.marc_own import GROUPS, Group, own_fields, own_leader
from soilbib.formats.marc_reading import read_fields
from soilbib.formats.unimarc import is_unimarc
from soilbib.model import Record, Source

_EXTRA = "marc"
_ONCE = frozenset({"001", "100", "110", "245", "250", "260", "300", "502"})
_TAG = re.compile(r"[0-9A-Z]{3}")
_PLACES = {tag: (variable, code, "") for variable, (tag, _, code) in SIMPLE.items()} | {
    tag: (variable, code, separator)
    for variable, (tag, _, code, separator) in LISTS.items()
    if variable != "ISBN"  # what is no list of ISBNs is not split
}
"""Tag → variable, subfield and separator of the fields with one subfield."""


def record_of(leader: str, fields: list[Field], source: Source) -> Record:
    """The record of a leader and fields; fields that say more than it are kept in ``extra["marc"]``."""
    record = read_fields(leader, fields)
    doubtful = [field for field in fields if not _is_value(field, record)]
    own: dict[str, list[Field]] = {}
    for field in own_fields(record, {field.tag for field in doubtful}):
        own.setdefault(field.tag, []).append(field)
    extra: dict[str, Any] = {}
    kept = f"00000{leader[5:9].ljust(4)}a2200000{leader[17:20].ljust(3)}4500"
    if leader.strip() and kept != own_leader(record):
        extra["LDR"] = [kept]
    for field in doubtful:
        same = own.get(field.tag)
        if not same or not (field in same or any(map(field.says_as, same))):
            extra.setdefault(field.tag, []).append(field.text)
    return Record(
        record.id,
        record.type,
        record.names,
        record.dates,
        record.fields,
        extra={_EXTRA: extra} if extra else {},
        source=source,
    )


def _is_value(field: Field, record: Record) -> bool:
    """Whether a field is, as it stands, a variable's value or a part of it: told without making our own field."""
    if field.tag not in _PLACES or len(field.subfields) != 1:
        return False
    variable, code, separator = _PLACES[field.tag]
    given, text = field.subfields[0]
    value = record.fields.get(variable, "")
    return given == code and text != "" and (text in value.split(separator) if separator else text == value)


def fields_of(record: Record) -> tuple[str, list[Field]]:
    """The leader and the fields of a record: those kept that it still bears out, and its own for the rest."""
    kept_leader, kept = _kept(record)
    leader = kept_leader or own_leader(record)
    if not kept:
        return leader, sorted(own_fields(record), key=_by_tag)
    claims = _claims(record)
    held = read_fields(leader, kept)
    if not _claims(held) <= claims:
        if is_unimarc(kept):  # there is no UNIMARC of our own to mend it with
            return own_leader(record), sorted(own_fields(record), key=_by_tag)
        kept = [field for field in kept if field.tag not in _ONCE or _claims_of(field, leader) <= claims]
        held = read_fields(leader, kept)
    tags = {field.tag for field in kept}
    said = _claims(held) & claims
    unsaid = {variable for variable, _ in claims - said}
    fresh = [
        field
        for group in GROUPS
        if not group.variables or not unsaid.isdisjoint(group.variables)
        for field in group.make(record)
        if (field.subfields or field.data) and not _is_said(field, group, tags, said, leader)
    ]
    return leader, sorted([*fresh, *kept], key=_by_tag)


def _by_tag(field: Field) -> str:
    return field.tag


def _kept(record: Record) -> tuple[str, list[Field]]:
    extra = record.extra.get(_EXTRA, {})
    leader = ""
    fields = []
    for tag, values in extra.items():
        for value in values if isinstance(values, list | tuple) else ():
            if tag == "LDR" and isinstance(value, str) and len(value) == 24:
                leader = value
            elif _TAG.fullmatch(tag) and isinstance(value, str):
                fields.append(parse_field(tag, value))
    return leader, [field for field in fields if field.subfields or field.data]


def _claims(record: Record) -> set[tuple[str, str]]:
    """What a record says, piece by piece; the role of a name is left aside, as it hangs on the other fields."""
    claims = {("name", name.inverted) for names in record.names.values() for name in names}
    claims |= {(variable, date.text) for variable, date in record.dates.items()}
    for variable, value in record.fields.items():
        separator = LISTS[variable][3] if variable in LISTS else ""
        claims |= {(variable, part) for part in (value.split(separator) if separator else [value])}
    return claims | {("id", record.id)} if record.id else claims


def _claims_of(field: Field, leader: str) -> set[tuple[str, str]]:
    return _claims(read_fields(leader, [field]))


def _is_said(field: Field, group: Group, tags: set[str], said: set[tuple[str, str]], leader: str) -> bool:
    """Whether kept fields of these tags, which say as much, leave nothing to a field of our own."""
    if group.variables and not group.is_list:
        return False
    if field.tag in tags and (field.tag in _ONCE or field.tag == "008"):
        return True
    claims = _claims_of(field, leader)
    return bool(claims) and claims <= said
