"""The Citation File Format (CITATION.cff): software or a data set, its preferred citation and its references.

The first record written is the file's own work if it is software or a data set. Otherwise the file is about
the first record as far as the schema demands, which is given in full as the preferred citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.cff_reading import is_full_date, read_work
from soilbib.formats.cff_tables import (
    ENTITIES,
    FIELDS,
    MESSAGE,
    NAME_PARTS,
    PEOPLE,
    TOP_KEYS,
    TOP_TYPES,
    VERSION,
    WRITTEN_TYPES,
)
from soilbib.formats.format import Format
from soilbib.formats.losses import find_losses
from soilbib.formats.yaml_data import BrokenYamlError, compose, dump, line_of, value_of
from soilbib.model import Date, Name, Record, Source
from soilbib.model.keys import with_ids

_HEAD = re.compile(r"^\ufeff?[\"']?cff-version[\"']?[ \t]*:", re.MULTILINE)
_RELATION = "relation"
_PREFERRED = "preferred-citation"
_SHELL = frozenset({"cff-version", "message", "title", "authors", _PREFERRED, "references"})
_ANONYMOUS = [{"name": "anonymous"}]


def looks_like(head: str) -> bool:
    """Whether a line gives the version of the format."""
    return bool(_HEAD.search(head))


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read the file's own work, its preferred citation and its references, in that order."""
    try:
        node = compose(text)
    except BrokenYamlError as error:
        place = Place(path, error.line, error.column)
        yield Problem("E104", f"broken YAML: {error}", place, text=text)
        return
    if node is None:
        return
    if node.id != "mapping":
        yield Problem("E104", "the file must be a mapping", Place(path, 1), text=text)
        return
    parts = {key.value: child for key, child in node.value if key.id == "scalar"}
    values = value_of(node)
    preferred, references = values.get(_PREFERRED), values.get("references")
    is_shell = _is_shell(values)
    if not is_shell:
        own = {key: value for key, value in values.items() if key not in (_PREFERRED, "references")}
        yield from _read_own(own, Source("cff", path, line_of(node)))
    if isinstance(preferred, dict):
        relation = {} if is_shell else {_RELATION: _PREFERRED}
        yield _read_reference(preferred, relation, Source("cff", path, line_of(parts[_PREFERRED])))
    for number, reference in enumerate(references if isinstance(references, list) else []):
        source = Source("cff", path, line_of(parts["references"].value[number]))
        if isinstance(reference, dict):
            yield _read_reference(reference, {}, source)
        else:
            yield Problem(
                "E104", "a reference must be a mapping", Place(path, source.line), text=dump(reference)
            )


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write one file, read back to see what was lost."""
    records = list(records)
    text = dump(_document(records)) if records else f"cff-version: {VERSION}\n"
    again = [item for item in read(text, "") if isinstance(item, Record)]
    named = with_ids(again)
    for number, record in enumerate(records):
        found = named[number] if number < len(named) else None
        yield from find_losses(
            record, found if record.id else (again[number] if found else None), "CFF", "cff"
        )
    yield text


def _is_shell(values: dict[str, Any]) -> bool:
    """Whether the file's own work is but the head of its preferred citation, or nothing at all."""
    if not set(values) <= _SHELL:
        return False
    preferred = values.get(_PREFERRED)
    if not isinstance(preferred, dict):
        return not {"title", "authors"} & set(values)
    authors = preferred.get("authors") or _ANONYMOUS
    return values.get("title") == _shell_title(preferred) and values.get("authors") == authors


def _shell_title(work: dict[str, Any]) -> Any:
    return work.get("title") or "untitled"


def _read_own(values: dict[str, Any], source: Source) -> Iterator[Record | Problem]:
    said = {key: value for key, value in values.items() if key not in ("cff-version", "message")}
    kept = {
        key: values[key]
        for key, usual in (("cff-version", VERSION), ("message", MESSAGE))
        if key in values and values[key] != usual
    }
    if not said and not kept:
        return
    record = read_work(said, True, source)
    kept.update(record.extra.get("cff", {}))
    if said.get("type") in (None, record.type):
        kept.pop("type", None)
    yield record.replace(extra={"cff": kept} if kept else {})


def _read_reference(values: dict[str, Any], relation: dict[str, Any], source: Source) -> Record:
    record = read_work(values, False, source)
    kept = {**record.extra.get("cff", {}), **relation}
    if values.get("type") == WRITTEN_TYPES.get(record.type, "generic"):
        kept.pop("type", None)
    return record.replace(extra={"cff": kept} if kept else {})


def _document(records: list[Record]) -> dict[str, Any]:
    first, *others = records
    if first.type in TOP_TYPES and _RELATION not in first.extra.get("cff", {}):
        document = {"cff-version": VERSION, "message": MESSAGE, **_work(first, True)}
        preferred = next(
            (one for one in others if one.extra.get("cff", {}).get(_RELATION) == _PREFERRED), None
        )
    else:
        work = _work(first, False)
        authors = work.get("authors") or _ANONYMOUS
        document = {
            "cff-version": VERSION,
            "message": MESSAGE,
            "title": _shell_title(work),
            "authors": authors,
        }
        preferred = first
    if preferred is not None:
        document[_PREFERRED] = _work(preferred, False)
    references = [_work(record, False) for record in others if record is not preferred]
    return {**document, **({"references": references} if references else {})}


def _work(record: Record, top: bool) -> dict[str, Any]:
    """The keys of a work, with those that were kept put back where they say the same."""
    work = _plain_work(record, top)
    said = _meaning(work, top)
    for key, value in record.extra.get("cff", {}).items():
        trial = {**work, key: value}
        if key != _RELATION and (key in ("cff-version", "message") or _meaning(trial, top) == said):
            work = trial
    return work


def _meaning(work: dict[str, Any], top: bool) -> tuple[Any, ...]:
    record = read_work(work, top, Source())
    dates = {name: (date.start, date.end, date.circa) for name, date in record.dates.items()}
    return (record.type, record.names, dates, record.fields)


def _plain_work(record: Record, top: bool) -> dict[str, Any]:
    kind = record.type if record.type == "dataset" else ""
    work: dict[str, Any] = {"type": kind if top else WRITTEN_TYPES.get(record.type, "generic")}
    for key, variable in FIELDS.items():
        if variable in record.fields and (not top or key in TOP_KEYS):
            work[key] = record.fields[variable]
    if record.type == "paper-conference" and "journal" in work and "collection-title" not in work:
        work["collection-title"] = work.pop("journal")
    for key, variable in PEOPLE.items():
        if variable in record.names and (not top or key == "authors"):
            work[key] = [_person(name) for name in record.names[variable]]
    if "keyword" in record.fields:
        work["keywords"] = record.fields["keyword"].split("; ")
    work.update(_issued(record, top))
    if not top:
        work.update(_reference_parts(record))
    return {key: value for key, value in work.items() if value not in ("", [], {})}


def _person(name: Name) -> dict[str, str]:
    if name.literal:
        return {"name": name.literal}
    return {key: getattr(name, part) for key, part in NAME_PARTS.items() if getattr(name, part)}


def _issued(record: Record, top: bool) -> dict[str, Any]:
    date = record.dates.get("issued")
    text = Date(date.start).edtf if date else ""
    if is_full_date(text):
        return {"date-released" if record.type in TOP_TYPES else "date-published": text}
    if not date or not date.start or top:
        return {}
    return dict(zip(("year", "month"), date.start[:2], strict=False))


def _reference_parts(record: Record) -> dict[str, Any]:
    fields = record.fields
    parts: dict[str, Any] = {}
    first, dash, last = fields.get("page", "").partition("-")
    if dash and first and last and first != last:
        parts.update(start=first, end=last)
    elif fields.get("page"):
        parts["start"] = fields["page"]
    for key in ("publisher", "conference"):
        name, place = ENTITIES[key]
        entity = {"name": fields.get(name), "city": fields.get(place)}
        parts[key] = {part: value for part, value in entity.items() if value}
    event = record.dates.get("event-date")
    if event and event.start:
        days = zip(("date-start", "date-end"), event.edtf.split("/"), strict=False)
        parts["conference"].update((key, day) for key, day in days if is_full_date(day))
    original = record.dates.get("original-date")
    if original and original == Date(original.start[:1], raw=original.raw):
        parts["year-original"] = original.start[0]
    if "language" in fields:
        parts["languages"] = fields["language"].split(", ")
    accessed = record.dates.get("accessed")
    if accessed and is_full_date(accessed.edtf):
        parts["date-accessed"] = accessed.edtf
    return parts


CFF = Format(
    name="cff",
    title="Citation File Format (CITATION.cff)",
    extensions=(".cff",),
    looks_like=looks_like,
    read=read,
    write=write,
    aliases=("citation-cff", "citation.cff"),
)
