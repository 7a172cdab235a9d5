"""RefWorks' tagged format; the tables are in `soilbib.formats.refworks_tags`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.format import Format, in_parts
from soilbib.formats.refworks_tags import CSL_TYPES, KNOWN_TAGS, KNOWN_TYPES, ORDER, reading_table
from soilbib.formats.tagged import TaggedLine, read_tagged
from soilbib.formats.tagged_records import (
    Draft,
    Groups,
    TagTable,
    date_meaning,
    derive_tags,
    group_values,
    in_order,
    last_start,
    merge_kept,
    nothing_but_a_type,
    one_line,
    page_variable,
    read_date,
    serial_variable,
    take_issued,
    write_checked,
    write_day,
)
from soilbib.model import Date, Name, Record, Source
from soilbib.model.identifiers import bare_doi
from soilbib.model.variables import ITEM_TYPES

_TAGS = "|".join(sorted(KNOWN_TAGS, key=lambda tag: (-len(tag), tag)))
_LINE = re.compile(rf"\ufeff?(ER(?=\s*$)|(?:{_TAGS})(?=[ \t]|$))[ \t]*(.*)")
_HEAD = re.compile(r"^\ufeff?(?:RT [A-Z][a-z]+|Refworks Export Tagged Format\s*$)", re.MULTILINE)
_OTHER_LINE = re.compile(r"^(?:SR|ID|A1|T1|YR|JF|OL) \S|^Tag legend\s*$", re.MULTILINE)
_START = re.compile(r"^\ufeff?RT ", re.MULTILINE)
_TYPE_TAG = re.compile("RT ")
_LEGEND = re.compile(r"\ufeff?Refworks Export Tagged Format\s", re.IGNORECASE)
_NOTED_DOI = re.compile(r"doi:?\s*(10\.\d{4,9}(?:\.\d+)*/\S+)", re.IGNORECASE)
_MONTH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_EDITED = "book, edited"  # whose authors are the editors
_REPEATED = frozenset({"K1", "NO"})


def looks_like(head: str) -> bool:
    """Whether a record begins with a reference type, or the file with RefWorks' own first line."""
    return bool(_HEAD.search(head) and _OTHER_LINE.search(head))


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read records, each begun by RT; the legend of RefWorks' exports and other text before them is no record."""
    start = _first_record(text)
    if text[:start].strip():
        message = "legend of the export" if _LEGEND.match(text) else "text outside any record"
        code = "I211" if _LEGEND.match(text) else "W205"
        yield Problem(code, message, Place(path, 1, 1), "info", text[:start].strip())
    lines: list[TaggedLine] = []
    for line in read_tagged(text[start:], _LINE, "ER", 1 + text.count("\n", 0, start)):
        if line.tag in ("RT", "ER") and lines:
            yield from _read_record(lines, path)
            lines = []
        if not line.tag:
            yield Problem("W205", "text outside any record", Place(path, line.number, 1), "info", line.value)
        elif line.tag != "ER":
            lines.append(line)
    if lines:
        yield from _read_record(lines, path)


def cut(text: str) -> int:
    """How much of the start of a text can be read by itself: up to the last type."""
    return last_start(text, "\n", _TYPE_TAG)


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write records, with the losses that reading back shows."""
    yield from write_checked(records, _write_record, read, "RefWorks' format", "refworks")


def _first_record(text: str) -> int:
    match = _START.search(text)
    return match.start() if match else len(text)


def _read_record(lines: list[TaggedLine], path: str) -> Iterator[Record | Problem]:
    groups = group_values(lines, _REPEATED)
    if not groups.keys() - {"RT", "SR"}:
        yield nothing_but_a_type(lines, path)
        return
    name = next(iter(groups.pop("RT", [])), "").replace("/ ", "/")
    csl_type = KNOWN_TYPES.get(name.lower(), "document")
    if name.lower() not in KNOWN_TYPES:
        yield Problem(
            "W208",
            f"unknown reference type {name!r}; read as a document",
            Place(path, lines[0].number, 1),
            "warning",
            name,
        )
    if name.lower() == _EDITED and "A2" not in groups:
        groups["A2"] = groups.pop("A1", [])
    draft = Draft("refworks", csl_type)
    if name != CSL_TYPES[csl_type]:
        draft.keep("RT", [name])
    yield _fill(draft, groups).build(Source("refworks", path, lines[0].number))


def _fill(draft: Draft, groups: Groups) -> Draft:
    if "ID" in groups:
        draft.id, *others = groups.pop("ID")
        if others:
            draft.keep("ID", others)
    take_issued(draft, groups, ("YR", "FD"), _read_day)
    first, last = (next(iter(groups.pop(tag, ())), "") for tag in ("SP", "OP"))
    if last and first != last:
        draft.fields["page"] = f"{first}-{last}" if first else last
    elif first:
        draft.fields[page_variable(first, draft.type)] = first
    for value in groups.pop("SN", ()):
        draft.take(serial_variable(value, "ISSN"), value, "SN")
    if "DO" in groups:
        groups["DO"] = [bare_doi(value) for value in groups["DO"]]
    noted = [match[1] for value in groups.get("NO", ()) if (match := _NOTED_DOI.fullmatch(value))]
    if noted and "DO" not in groups:
        draft.fields["DOI"] = noted[0]
    draft.take_tags(groups, _TABLES[draft.type])
    return draft


def _read_day(day: str, year: str) -> tuple[Date, bool]:
    """A date that may lack the year; numbers are month and day."""
    numbers = _MONTH_DAY.fullmatch(day)
    if numbers and year.isdecimal():
        return read_date(f"{year}/{numbers[1]}/{numbers[2]}")
    return read_date(day if _YEAR.search(day) or not year else f"{day} {year}")


def _write_name(name: Name) -> str:
    return name.literal or name.inverted.replace(", ", ",")


_TABLES: dict[str, TagTable] = {
    csl_type: TagTable(
        "refworks",
        reading_table(csl_type),
        joined={"keyword": "; ", "note": "\n"},
        meanings={"RD": date_meaning},
        write_name=_write_name,
    )
    for csl_type in ITEM_TYPES
}


def _write_record(record: Record) -> str:
    table = _TABLES.get(record.type, _TABLES["document"])
    groups = derive_tags(record, table)
    kept = record.extra.get("refworks", {}).get("RT", [""])
    same = (
        isinstance(kept, list) and kept and KNOWN_TYPES.get(str(kept[0]).lower(), "document") == record.type
    )
    usual = CSL_TYPES.get(record.type, "Generic")
    groups["RT"] = [one_line(str(kept[0])) if same and kept[0] else usual]
    if groups["RT"][0].lower() == _EDITED and "A1" not in groups:
        groups["A1"] = groups.pop("A2", [])
    if record.id.strip():
        groups["ID"] = [one_line(record.id)]
    if "issued" in record.dates:
        year, day = write_day(record.dates["issued"])
        groups.update({"YR": [year]} if year else {}, **({"FD": [day]} if day else {}))
    groups["SN"] = [one_line(record.fields[name]) for name in ("ISBN", "ISSN") if name in record.fields]
    groups.update(_pages(record.fields))
    merge_kept(groups, record, table, done={"RT"})
    return "".join(f"{tag} {value}\n" for tag, value in in_order(groups, ORDER)) + "\n"


def _pages(fields: dict[str, str]) -> Groups:
    value = one_line(fields.get("page") or fields.get("number-of-pages") or "")
    first, dash, last = value.partition("-")
    if dash and first and last and first != last and "-" not in last:
        return {"SP": [first], "OP": [last]}
    return {"SP": [value]} if value else {}


REFWORKS = Format(
    name="refworks",
    title="RefWorks tagged",
    extensions=(".rwt",),
    looks_like=looks_like,
    read=read,
    stream=in_parts(read, cut),
    write=write,
    aliases=("refworks-tagged",),
)
