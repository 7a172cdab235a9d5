"""The MARC 21 fields that say what a record says, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import NamedTuple

from soilbib.formats.marc_fields import (
    EVENT_PARTS,
    LANGUAGE_CODES,
    LISTS,
    NUMBERS,
    SIMPLE,
    TYPE_LEADERS,
    Field,
    make,
    one_line,
)
from soilbib.formats.relators import CODE_OF, TERM_OF
from soilbib.model import Name, Record

_LANGUAGE = re.compile(r"[a-z]{3}")
_TAGS = re.compile(r"[a-z]{2}(?:-[A-Za-z0-9]{2,8})*")
_ISBN_LIST = re.compile(r"[\dXx-]{10,17}(?:, [\dXx-]{10,17})*")
_HOST_PARTS = (("volume", "volume"), ("issue", "number"), ("page", "pages"), ("section", "section"))
HOST_VARIABLES = ("container-title", "container-title-short", "ISSN", *(name for name, _ in _HOST_PARTS))


def own_leader(record: Record) -> str:
    """A leader for the type; lengths are set when it is written in ISO 2709."""
    return f"00000n{TYPE_LEADERS.get(record.type, 'am')} a2200000 i 4500"


def own_008(record: Record) -> Field:
    """The 008 with the year and, where it is a code of MARC's, the language."""
    year = record.year
    date = f"s{year:04}    " if year and 0 < year <= 9999 else "n        "
    language = record.fields.get("language", "")
    code = language if _LANGUAGE.fullmatch(language) else LANGUAGE_CODES.get(language.lower()[:2], "   ")
    return Field("008", data=f"000000{date}xx {'|' * 17}{code} d")


def own_fields(record: Record, tags: Collection[str] | None = None) -> list[Field]:
    """The fields that say what the record says, without those kept; with ``tags`` at least those of such a tag."""
    present = {"id", "name", *record.fields, *record.dates}
    return [
        field
        for group in GROUPS
        if tags is None or not group.tags.isdisjoint(tags)
        if not group.variables or not group.variables.isdisjoint(present)
        for field in group.make(record)
        if field.subfields or field.data
    ]


def _id(record: Record) -> list[Field]:
    return [Field("001", data=record.id)]


def _coded(record: Record) -> list[Field]:
    return [own_008(record)]


def _number(record: Record, variable: str, source: str) -> list[Field]:
    value = record.fields.get(variable)
    return [make("024", "7 ", [("a", value), ("2", source)])] if value else []


def _call_number(record: Record) -> list[Field]:
    return [make("090", "  ", [("a", record.fields.get("call-number", ""))])]


def _simple_field(record: Record, variable: str) -> list[Field]:
    tag, indicators, code = SIMPLE[variable]
    return [make(tag, indicators, [(code, record.fields.get(variable, ""))])]


def _version(record: Record) -> list[Field]:
    """The version of a program or of data, which libraries have as an edition."""
    is_versioned = record.type in ("software", "dataset") and "edition" not in record.fields
    return [make("250", "  ", [("a", record.fields["version"])])] if is_versioned else []


def _list_fields(record: Record, variable: str) -> list[Field]:
    tag, indicators, code, separator = LISTS[variable]
    value = record.fields.get(variable, "")
    if not value:
        return []
    parts = value.split(separator) if variable != "ISBN" or _ISBN_LIST.fullmatch(value) else [value]
    if variable == "language" and all(map(_TAGS.fullmatch, parts)):
        return [make(tag, " 7", [("a", part), ("2", _code_list(part))]) for part in parts]
    return [Field(tag, indicators, ((code, one_line(part)),)) for part in parts if part.strip()]


def _code_list(language: str) -> str:
    """The source of a language's tag, as MARC names it where it is none of MARC's own codes."""
    return "iso639-1" if len(language) == 2 else "rfc5646"


def _titles(record: Record) -> list[Field]:
    """Title proper and remainder, parted at the first colon; and that the authors are not all named."""
    title = record.fields.get("title", "")
    head, colon, tail = title.partition(": ")
    parts = [("a", f"{head} :"), ("b", tail)] if colon and head and tail else [("a", title)]
    return [make("245", "10", [*parts, ("c", _statement(record))])]


def _statement(record: Record) -> str:
    """The first of a list of names that is cut ("edited by A. Roe [and others]"), if it has no second one."""
    for variable, words in (("author", ""), ("editor", "edited by ")):
        names = record.names.get(variable, ())
        if variable in record.truncated and len(names) == 1 and (words or "editor" not in record.names):
            return f"{words}{names[0].literal or f'{names[0].given} {names[0].full_family}'.strip()} [and others]"
    return ""


def _imprint(record: Record) -> list[Field]:
    values = record.fields
    issued = record.dates.get("issued")
    place, publisher = values.get("publisher-place", ""), values.get("publisher", "")
    return [make("264", " 1", [("a", place), ("b", publisher), ("c", issued.text if issued else "")])]


def _extent(record: Record) -> list[Field]:
    pages, volumes = (record.fields.get(name, "") for name in ("number-of-pages", "number-of-volumes"))
    text = f"{volumes} volumes" if volumes else f"{pages} pages" if pages else ""
    return (
        [make("300", "  ", [("a", f"{text} ({pages} pages)" if volumes and pages else text)])] if text else []
    )


def _series(record: Record) -> list[Field]:
    values = record.fields
    title, number = values.get("collection-title", ""), values.get("collection-number", "")
    return [make("490", "0 ", [("a", title), ("v", number)])]


def _event(record: Record) -> list[Field]:
    event = record.dates.get("event-date")
    held = {**record.fields, "event-date": event.text if event else ""}
    return [make("711", "2 ", [(code, held.get(variable, "")) for variable, code in EVENT_PARTS.items()])]


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
        role = ("4", code) if code else ("e", TERM_OF.get(variable, variable.replace("-", " ")))
        for number, name in enumerate(names):
            main = variable == "author" and not number
            fields.append(_name(name, "1" if main else "7", role))
    return fields


def _name(name: Name, block: str, role: tuple[str, str]) -> Field:
    if name.literal:
        return Field(f"{block}10", "2 ", (("a", one_line(name.literal)), role))
    given = f"{name.given} {name.dropping_particle}".strip() if name.dropping_particle else name.given
    text = one_line(f"{name.full_family}, {given}" if given else f"{name.full_family},")
    suffix = (("c", one_line(name.suffix)),) if name.suffix else ()
    return Field(f"{block}00", "1 ", (("a", text), *suffix, role))


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


class Group(NamedTuple):
    """Fields of our own that belong together.

    ``variables`` are those that they say; ``is_list`` tells that each field says a part of them.
    """

    tags: frozenset[str]
    variables: frozenset[str]
    make: Callable[[Record], list[Field]]
    is_list: bool = False


def _group(
    tags: str, variables: Iterable[str], make_fields: Callable[[Record], list[Field]], is_list: bool = False
) -> Group:
    return Group(frozenset(tags.split()), frozenset(variables), make_fields, is_list)


GROUPS: tuple[Group, ...] = (
    _group("001", ["id"], _id),
    _group("008", [], _coded),
    *(
        _group("024", [name], partial(_number, variable=name, source=source))
        for name, source in NUMBERS.items()
    ),
    _group("090", ["call-number"], _call_number),
    _group("245", ["title"], _titles),
    _group("250", ["version"], _version),
    *(_group(tag, [name], partial(_simple_field, variable=name)) for name, (tag, *_) in SIMPLE.items()),
    *(_group(tag, [name], partial(_list_fields, variable=name), True) for name, (tag, *_) in LISTS.items()),
    _group("502 655", [], _type_fields),
    _group("100 110 700 710", ["name"], _names, True),
    _group("264", ["publisher-place", "publisher", "issued"], _imprint),
    _group("300", ["number-of-pages", "number-of-volumes"], _extent),
    _group("490", ["collection-title", "collection-number"], _series),
    _group("711", EVENT_PARTS, _event),
    _group("773 022", HOST_VARIABLES, _host),
)
"""All fields of our own."""
