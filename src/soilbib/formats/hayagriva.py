"""Hayagriva, Typst's YAML: a mapping of entries, whose journals, books and series are their parents.

What is not wholly understood (a title's translation, the runtime of a parent) stays in
``Record.extra["hayagriva"]`` as it was and is written again as long as it says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.format import Format
from soilbib.formats.hayagriva_reading import read_entry
from soilbib.formats.hayagriva_tables import (
    ENTRY_TYPES,
    FIELDS,
    INHERITED,
    ROLES,
    SERIALS,
    SERIES_TYPES,
    WRITTEN_TYPES,
)
from soilbib.formats.read_back import ReadBack, first_record
from soilbib.formats.yaml_data import BrokenYamlError, compose, dump, line_of, value_of
from soilbib.model import Date, Name, Record, Source

_TYPE_LINE = re.compile(
    rf"""^[ \t]+(?:- )?["']?type["']?:[ \t]*["']?(?:{"|".join(sorted(ENTRY_TYPES))})["']?[ \t\r]*$""",
    re.MULTILINE | re.IGNORECASE,
)
_ENTRY_LINE = re.compile(
    r"""^\ufeff?["']?[^\s#"'-][^\n]*?["']?:[ \t\r]*\n(?:[ \t]*#.*\n)*[ \t]+["']?[a-z-]+["']?:""", re.MULTILINE
)
_OTHERS = re.compile(r"^(?:cff-version|references):", re.MULTILINE)
_ENTRY_START = re.compile(r"^(?=[^\s#].*:[ \t\r]*$)", re.MULTILINE)
_NOCASE = re.compile(r'<span class="nocase">([^{}<]*)</span>')
_SPECIAL = re.compile(r"[{}\\]")


def looks_like(head: str) -> bool:
    """Whether mappings at the start of lines have a type that Hayagriva knows."""
    return bool(_ENTRY_LINE.search(head) and _TYPE_LINE.search(head)) and not _OTHERS.search(head)


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read the entries; where the YAML is broken, those that can be read one by one."""
    try:
        node = compose(text)
    except BrokenYamlError as error:
        yield from _recover(text, path, error)
        return
    yield from _read_node(node, path, 0)


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write one entry a record, with the losses that reading back shows."""
    empty = True
    back = ReadBack("hayagriva", "Hayagriva", lambda text: first_record(read(text, "")))
    for record in records:
        text = dump({record.id: _write_entry(record)})
        yield from back.losses(record, text)
        yield text if empty else f"\n{text}"
        empty = False
    if empty:
        yield "{}\n"


def _read_node(node: Any, path: str, line: int) -> Iterator[Record | Problem]:
    if node is None:
        return
    if node.id != "mapping":
        yield Problem(
            "E104", "the file must be a mapping of entries", Place(path, 1 + line), text=dump(value_of(node))
        )
        return
    for key, child in node.value:
        values = value_of(child)
        place = Place(path, line_of(key) + line)
        if isinstance(values, dict) and key.id == "scalar":
            yield read_entry(str(key.value), values, Source("hayagriva", path, place.line))
        else:
            yield Problem("E104", "an entry must be a mapping", place, text=dump({str(key.value): values}))


def _recover(text: str, path: str, error: BrokenYamlError) -> Iterator[Record | Problem]:
    places = [match.start() for match in _ENTRY_START.finditer(text)]
    if len(places) < 2:
        yield Problem("E104", f"broken YAML: {error}", Place(path, error.line, error.column), text=text)
        return
    if text[: places[0]].strip("\ufeff\r\n -"):
        place = Place(path, error.line, error.column)
        yield Problem("E104", f"broken YAML: {error}", place, text=text[: places[0]])
    for start, end in zip(places, [*places[1:], len(text)], strict=True):
        piece, line = text[start:end], text.count("\n", 0, start)
        try:
            node = compose(piece)
        except BrokenYamlError as inner:
            place = Place(path, inner.line + line, inner.column)
            yield Problem("E104", f"broken YAML: {inner}", place, text=piece)
        else:
            yield from _read_node(node, path, line)


def _write_entry(record: Record) -> dict[str, Any]:
    entry = _plain_entry(record)
    said = _meaning(entry)
    for key, value in record.extra.get("hayagriva", {}).items():
        below = entry.get("parent") if key == "parent" else None
        moved = (
            {name: below[name] for name in ("volume", "issue") if name in below}
            if isinstance(below, dict)
            else {}
        )
        for trial in ({**entry, key: value}, {**entry, **moved, key: value}):
            if _meaning(trial) == said:
                entry = trial
                break
    return entry


def _meaning(entry: dict[str, Any]) -> tuple[Any, ...]:
    record = read_entry("", entry, Source())
    dates = {name: (date.start, date.end, date.circa) for name, date in record.dates.items()}
    return (record.type, record.names, dates, record.fields)


def _plain_entry(record: Record) -> dict[str, Any]:
    kind, parent_kind = WRITTEN_TYPES.get(record.type, ("misc", ""))
    fields = record.fields
    series = record.type in SERIES_TYPES
    entry: dict[str, Any] = {"type": kind.capitalize(), **_title(fields, "title", "title-short")}
    for role in ("author", "editor"):
        if role in record.names:
            entry[role] = _names(record.names[role])
    if "issued" in record.dates:
        entry["date"] = _date(record.dates["issued"])
    parent = _title(
        fields, "collection-title" if series else "container-title", "" if series else "container-title-short"
    )
    if "container-author" in record.names and not series:
        parent["author"] = _names(record.names["container-author"])
    if "collection-editor" in record.names and series:
        parent["author"] = _names(record.names["collection-editor"])
    for key, variable in FIELDS.items():
        if variable in fields:
            below = parent_kind and key in ("volume", "issue") and kind == "article"
            (parent if below and key in INHERITED else entry)[key] = fields[variable]
    entry.update(_serials(fields), **_url(record))
    affiliated = [
        {"role": role, "names": _names(record.names[name])}
        for role, name in ROLES.items()
        if name in record.names
    ]
    entry.update({"affiliated": affiliated} if affiliated else {})
    entry.update(_parents(record, parent, parent_kind or (kind if parent else "")))
    return {key: value for key, value in entry.items() if value not in ("", [], {})}


def _parents(record: Record, parent: dict[str, Any], kind: str) -> dict[str, Any]:
    event = {
        key: record.fields[name]
        for key, name in (("title", "event-title"), ("location", "event-place"))
        if name in record.fields
    }
    if "event-date" in record.dates:
        event["date"] = _date(record.dates["event-date"])
    series = {
        key: _protect(record.fields[name]) if key == "title" else record.fields[name]
        for key, name in (("title", "collection-title"), ("volume", "collection-number"))
        if name in record.fields and record.type not in SERIES_TYPES
    }
    if series and parent:
        parent = {**parent, "parent": {"type": "Anthology", **series}}
    parents = [{"type": kind.capitalize(), **parent}] if kind else []
    if event:
        parents.append({"type": "Conference", **event})
    return {"parent": parents[0] if len(parents) == 1 else parents} if parents else {}


def _title(fields: dict[str, str], variable: str, short: str) -> dict[str, Any]:
    if variable not in fields:
        return {}
    title = _protect(fields[variable])
    return {"title": {"value": title, "short": _protect(fields[short])} if short in fields else title}


def _protect(text: str) -> str:
    """Braces around what keeps its capitals; other braces are escaped."""
    pieces = _NOCASE.split(text)
    return "".join(
        f"{{{piece}}}" if index % 2 else _SPECIAL.sub(lambda match: f"\\{match[0]}", piece)
        for index, piece in enumerate(pieces)
    )


def _names(names: tuple[Name, ...]) -> Any:
    written = [_name(name) for name in names]
    return written[0] if len(written) == 1 else written


def _name(name: Name) -> Any:
    if name.literal:
        return {"name": name.literal} if "," in name.literal else name.literal
    plain = not (
        name.non_dropping_particle or name.suffix or name.dropping_particle or "," in name.family + name.given
    )
    if plain and name.given:
        return f"{name.family}, {name.given}"
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    parts = {
        "name": name.family,
        "given-name": given,
        "prefix": name.non_dropping_particle,
        "suffix": name.suffix,
    }
    return {key: part for key, part in parts.items() if part or key == "given-name"}


def _date(date: Date) -> str:
    text = Date(date.start).edtf
    return f"~{text}" if date.circa and text else text or date.literal


def _serials(fields: dict[str, str]) -> dict[str, Any]:
    found = {key: fields[variable] for key, variable in SERIALS.items() if variable in fields}
    return {"serial-number": found["serial"] if set(found) == {"serial"} else found} if found else {}


def _url(record: Record) -> dict[str, Any]:
    url = record.fields.get("URL")
    if not url:
        return {}
    accessed = record.dates.get("accessed")
    return {"url": {"value": url, "date": _date(accessed)} if accessed else url}


HAYAGRIVA = Format(
    name="hayagriva",
    title="Hayagriva YAML (Typst)",
    extensions=(".yml", ".yaml"),
    looks_like=looks_like,
    read=read,
    write=write,
    aliases=("typst",),
)
