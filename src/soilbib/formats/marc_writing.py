"""From MARC 21 fields to a record and back; which fields of a source are kept beside the record."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from soilbib.formats.losses import is_same
from soilbib.formats.marc_fields import (
    ADDED_NAMES,
    CALL_NUMBERS,
    LISTS,
    MAIN_NAMES,
    SIMPLE,
    SUBJECTS,
    Field,
    parse_field,
    strip_stop,
)
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


_NAME_TAGS = frozenset((*MAIN_NAMES, *ADDED_NAMES))
_SUBJECT_TAGS = frozenset(SUBJECTS)
_LIST_TAGS = frozenset(tag for tag, *_ in LISTS.values())
_SERIES_TAGS = {"490", "440", "830", "800", "810"}
_IN_PLACE_OF: dict[str, set[str]] = {
    "264": {"260", "773"}, "490": _SERIES_TAGS, "711": {"111"}, "022": _SERIES_TAGS,
    "090": set(CALL_NUMBERS), "765": {"240"}, "502": {"008"}, "655": {"008"},
}  # fmt: skip
"""Tag of a field of our own → the tags of those that a catalogue has for it."""


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
        record.truncated,
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


class Written(NamedTuple):
    """The leader and the fields that are written for a record.

    ``is_sure``: they are read as the record with all that it keeps, if their form holds all values as they are.
    """

    leader: str
    fields: list[Field]
    is_sure: bool = False


def is_printable(fields: list[Field]) -> bool:
    """Whether ISO 2709 gives every value back as it is, if none is too long."""
    return all(
        field.data.isprintable() and all(value.isprintable() for _, value in field.subfields)
        for field in fields
    )


def is_stripped(fields: list[Field]) -> bool:
    """Whether no subfield has spaces at its ends, which do not count in XML."""
    return all(value == value.strip() for field in fields for _, value in field.subfields)


def fields_of(record: Record) -> Written:
    """The leader and the fields of a record: those kept that it still bears out, and its own for the rest."""
    kept_leader, kept = _kept(record)
    leader = kept_leader or own_leader(record)
    if not kept:
        return Written(leader, sorted(own_fields(record), key=_by_tag))
    if whole := _whole(record, kept_leader, kept):
        return whole
    return Written(*_mended(record, leader, kept))


def _whole(record: Record, leader: str, kept: list[Field]) -> Written | None:
    """All kept fields and those of our own that they seem to leave out, if that is read as the record.

    So it is with records that are as they were read, for which this does with one reading.
    """
    own = own_fields(record)
    held = _Held(kept)
    fresh = [] if is_unimarc(kept) else [field for field in own if not held.has(field)]
    fields = sorted([*fresh, *kept], key=_by_tag)
    usual = own_leader(record)
    if not _is_alike(read_fields(leader or usual, fields), record):
        return None
    by_tag: dict[str, list[Field]] = {}
    for field in own:
        by_tag.setdefault(field.tag, []).append(field)
    for field in kept:
        same = by_tag.get(field.tag, ())
        if _is_value(field, record) or field in same or any(map(field.says_as, same)):
            return None  # it would not be kept again
    return Written(leader or usual, fields, leader != usual)


def _is_alike(again: Record, record: Record) -> bool:
    return (
        (again.id, again.type, again.names, again.fields, again.truncated)
        == (record.id, record.type, record.names, record.fields, record.truncated)
        and again.dates.keys() == record.dates.keys()
        and all(is_same(date, record.dates[variable]) for variable, date in again.dates.items())
    )


class _Held:
    """What kept fields seem to say in the place of fields of our own: by their tags, numbers, parts and names."""

    def __init__(self, kept: list[Field]) -> None:
        self.tags = {field.tag for field in kept}
        self.parts: set[tuple[str, str]] = set()
        for field in kept:
            tag = field.tag
            if tag in _SUBJECT_TAGS:
                self.parts.update(("653", strip_stop(text)) for text in field.all("axyzv"))
            elif tag in _NAME_TAGS:
                self.parts.add(("name", strip_stop(field.first("a"))))
            elif tag in _LIST_TAGS:
                self.parts.add((tag, field.first("a")))
            elif tag == "008":
                self.parts.add(("041", field.data[35:38]))
            elif tag == "024":
                self.parts.add(("024", field.first("2").lower()))

    def has(self, field: Field) -> bool:
        """Whether a field of our own need not be written, as far as that is seen."""
        tag = field.tag
        if tag in _NAME_TAGS:
            return ("name", strip_stop(field.first("a"))) in self.parts
        if tag == "024":
            return ("024", field.first("2")) in self.parts
        if tag in _LIST_TAGS:
            return (tag, field.first("a")) in self.parts
        if tag == "264" and not field.first("ab") and "008" in self.tags:
            return True
        return tag in self.tags or not self.tags.isdisjoint(_IN_PLACE_OF.get(tag, ()))


def _mended(record: Record, leader: str, kept: list[Field]) -> tuple[str, list[Field]]:
    """The leader and the fields of a record that does not say all that its kept fields do."""
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
        texts = (
            [value for value in values if isinstance(value, str)] if isinstance(values, list | tuple) else []
        )
        if tag == "LDR" and texts and len(texts[-1]) == 24:
            leader = texts[-1]
        elif _TAG.fullmatch(tag):
            fields += [parse_field(tag, text) for text in texts]
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
