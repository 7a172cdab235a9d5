"""From a record to MARC 21 fields, and which fields of a source are kept beside the record."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from soilbib.formats.marc_fields import (
    EVENT_PARTS,
    LISTS,
    NUMBERS,
    SIMPLE,
    TYPE_LEADERS,
    Field,
    make,
    parse_field,
)
from soilbib.formats.marc_reading import read_fields
from soilbib.formats.relators import CODE_OF, TERM_OF
from soilbib.model import Name, Record, Source

_EXTRA = "marc"
_ONCE = frozenset({"001", "008", "100", "110", "245", "250", "260", "300", "502"})
_TAG = re.compile(r"[0-9A-Z]{3}")
_LANGUAGE = re.compile(r"[a-z]{3}")
_HOST_PARTS = (("volume", "volume"), ("issue", "number"), ("page", "pages"), ("section", "section"))
_ISBN_LIST = re.compile(r"[\dXx-]{10,17}(?: [\dXx-]{10,17})*")


def record_of(leader: str, fields: list[Field], source: Source) -> Record:
    """The record of a leader and fields; fields that say more than it are kept in ``extra["marc"]``."""
    record = read_fields(leader, fields)
    own: dict[str, list[Field]] = {}
    for field in own_fields(record, {field.tag for field in fields}):
        own.setdefault(field.tag, []).append(field)
    extra: dict[str, Any] = {}
    kept = f"00000{leader[5:9].ljust(4)}a2200000{leader[17:20].ljust(3)}4500"
    if leader.strip() and kept != own_leader(record):
        extra["LDR"] = [kept]
    for field in fields:
        same = own.get(field.tag)
        if not same or not (field in same or any(map(field.says_as, same))):
            extra.setdefault(field.tag, []).append(field.text)
    return record.replace(extra={_EXTRA: extra} if extra else {}, source=source)


def fields_of(record: Record) -> tuple[str, list[Field]]:
    """The leader and the fields of a record: those kept that it still bears out, and its own for the rest."""
    kept_leader, kept = _kept(record)
    own = own_fields(record)
    if not kept:
        return kept_leader or own_leader(record), sorted(own, key=lambda field: field.tag)
    leader = kept_leader or own_leader(record)
    said: set[tuple[str, str]] = set()
    true: list[Field] = []
    for field in kept:
        claims = _claims(read_fields(leader, [field]))
        if claims <= _claims(record) or field.tag not in _ONCE or field.tag == "008":  # others outdo the 008
            true.append(field)
            said |= claims & _claims(record)
    fresh = [field for field in own if not _is_said(field, true, said, leader)]
    return leader, sorted([*fresh, *true], key=lambda field: field.tag)


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


def _is_said(field: Field, kept: list[Field], said: set[tuple[str, str]], leader: str) -> bool:
    """Whether kept fields say all that a field of our own says."""
    if any(field.tag == other.tag for other in kept) and field.tag in _ONCE:
        return True
    if field.tag == "264" and any(other.tag in ("260", "264") for other in kept):
        return _claims(read_fields(leader, [field])) <= said
    claims = _claims(read_fields(leader, [field]))
    return bool(claims) and claims <= said


def own_leader(record: Record) -> str:
    """A leader for the type; lengths are set when it is written in ISO 2709."""
    return f"00000n{TYPE_LEADERS.get(record.type, 'am')} a2200000 i 4500"


def own_008(record: Record) -> Field:
    """The 008 with the year and, where it is a code of MARC's, the language."""
    year = record.year
    date = f"s{year:04}    " if year and 0 < year <= 9999 else "n        "
    language = record.fields.get("language", "")[:3]
    code = language if _LANGUAGE.fullmatch(record.fields.get("language", "")) else "   "
    return Field("008", data=f"000000{date}xx {'|' * 17}{code} d")


def own_fields(record: Record, tags: Collection[str] | None = None) -> list[Field]:
    """The fields that say what the record says, without those kept.

    With ``tags`` at least those with such a tag.
    """
    return [
        field
        for made, make_fields in _OWN
        if tags is None or not made.isdisjoint(tags)
        for field in make_fields(record)
        if field.subfields or field.data
    ]


def _identifiers(record: Record) -> list[Field]:
    values = record.fields
    numbers = [
        make("024", "7 ", [("a", values[variable]), ("2", source)])
        for variable, source in NUMBERS.items()
        if variable in values
    ]
    return [Field("001", data=record.id), *numbers, make("090", "  ", [("a", values.get("call-number", ""))])]


def _simple_fields(record: Record) -> list[Field]:
    values = record.fields
    return [
        make(tag, indicators, [(code, values[variable])])
        for variable, (tag, indicators, code) in SIMPLE.items()
        if variable in values
    ]


def _list_fields(record: Record) -> list[Field]:
    fields = []
    for variable, (tag, indicators, code, separator) in LISTS.items():
        value = record.fields.get(variable, "")
        if not value:
            continue
        parts = value.split(separator) if variable != "ISBN" or _ISBN_LIST.fullmatch(value) else [value]
        fields += [make(tag, indicators, [(code, part)]) for part in parts]
    return fields


def _description(record: Record) -> list[Field]:
    """Title, imprint, extent and series."""
    values = record.fields
    issued = record.dates.get("issued")
    imprint = [("a", values.get("publisher-place", "")), ("b", values.get("publisher", ""))]
    pages = values.get("number-of-pages")
    series = [("a", values.get("collection-title", "")), ("v", values.get("collection-number", ""))]
    return [
        make("245", "10", _title(values.get("title", ""))),
        make("264", " 1", [*imprint, ("c", issued.text if issued else "")]),
        make("300", "  ", [("a", f"{pages} pages" if pages else "")]),
        make("490", "0 ", series),
    ]


def _event(record: Record) -> list[Field]:
    if not (record.fields.keys() | record.dates.keys()) & EVENT_PARTS.keys():
        return []
    event = record.dates.get("event-date")
    held = {**record.fields, "event-date": event.text if event else ""}
    return [make("711", "2 ", [(code, held.get(variable, "")) for variable, code in EVENT_PARTS.items()])]


def _title(title: str) -> list[tuple[str, str]]:
    """Title proper and remainder, parted at the first colon."""
    head, colon, tail = title.partition(": ")
    return [("a", f"{head} :"), ("b", tail)] if colon and head and tail else [("a", title)]


def _type_fields(record: Record) -> list[Field]:
    """Thesis note, genre, and the type itself where the leader does not tell it."""
    fields = []
    genre = record.fields.get("genre", "")
    if record.type == "thesis":
        fields.append(
            make("502", "  ", [("b", genre or "Thesis")]) if genre else make("502", "  ", [("a", "Thesis")])
        )
    elif genre:
        fields.append(make("655", " 7", [("a", genre), ("2", "local")]))
    told = {"aa": "chapter", "ab": "article-journal"}.get(TYPE_LEADERS.get(record.type, ""), "")
    plain = record.type in ("book", "thesis") or TYPE_LEADERS.get(record.type, "a")[0] not in "am"
    if (
        not plain
        and not (told == record.type and record.fields.get("container-title"))
        and record.type != "periodical"
    ):
        fields.append(make("655", " 7", [("a", record.type), ("2", "local")]))
    return fields


def _names(record: Record) -> list[Field]:
    """The first author as main entry, all others as added entries with their roles."""
    fields = []
    for variable, names in record.names.items():
        code = CODE_OF.get(variable, "")
        role = [("4", code)] if code else [("e", TERM_OF.get(variable, variable.replace("-", " ")))]
        for number, name in enumerate(names):
            main = variable == "author" and not number
            fields.append(_name(name, "1" if main else "7", role))
    return fields


def _name(name: Name, block: str, role: list[tuple[str, str]]) -> Field:
    if name.literal:
        return make(f"{block}10", "2 ", [("a", name.literal), *role])
    given = f"{name.given} {name.dropping_particle}".strip() if name.dropping_particle else name.given
    text = f"{name.full_family}, {given}" if given else f"{name.full_family},"
    return make(f"{block}00", "1 ", [("a", text), ("c", name.suffix), *role])


def _host(record: Record) -> list[Field]:
    """773 with title, abbreviation and labelled parts; the ISSN of a record without a host in 022."""
    values = record.fields
    subfields = [("t", values.get("container-title", "")), ("p", values.get("container-title-short", ""))]
    subfields += [
        ("g", f"{label}:{values[variable]}") for variable, label in _HOST_PARTS if values.get(variable)
    ]
    issn = values.get("ISSN", "")
    if not any(value for _, value in subfields):
        return [make("022", "  ", [("a", issn)])]
    return [make("773", "08", [*subfields, ("x", issn)])]


def _coded(record: Record) -> list[Field]:
    return [own_008(record)]


_OWN: tuple[tuple[frozenset[str], Callable[[Record], list[Field]]], ...] = (
    (frozenset({"008"}), _coded),
    (frozenset({"001", "024", "090"}), _identifiers),
    (frozenset(tag for tag, *_ in SIMPLE.values()), _simple_fields),
    (frozenset(tag for tag, *_ in LISTS.values()), _list_fields),
    (frozenset({"245", "264", "300", "490"}), _description),
    (frozenset({"502", "655"}), _type_fields),
    (frozenset({"100", "110", "700", "710"}), _names),
    (frozenset({"711"}), _event),
    (frozenset({"773", "022"}), _host),
)
"""The tags of our own fields, with what makes them of a record."""
