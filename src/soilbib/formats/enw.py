"""EndNote's tagged format, older Refer and BibIX among it; the tables are in `soilbib.formats.enw_tags`.

Tags without a place in CSL are kept in ``Record.extra["enw"]`` without their "%".
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.enw_tags import CSL_TYPES, KNOWN_TYPES, ORDER, TYPES, reading_table
from soilbib.formats.format import Format, in_parts
from soilbib.formats.inverted_names import read_inverted
from soilbib.formats.plain import FORMS, words
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
    write_checked,
    write_day,
)
from soilbib.model import Date, Name, Record, Source, parse_name
from soilbib.model.identifiers import bare_doi, find_serials
from soilbib.model.names import has_organisation_word
from soilbib.model.variables import ITEM_TYPES

_LINE = re.compile(r"\ufeff?%([^\s%])(?:[ \t]+|$)(.*)")
_HEAD = re.compile(r"^\ufeff?%([0ATDJB])(?:[ \t]+\S)", re.MULTILINE)
_FIRST_TAG = re.compile(r"^\ufeff?%([^\s%])(?=[ \t]|$)", re.MULTILINE)
_TYPE_LINE = re.compile(r"%0[ \t]")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_YEAR = re.compile(r"\d{4}")
_RIGHTS = re.compile(r"©|\(c\)|\b(?:copyright|rights?|licen[cs]e|cc[ -]by)\b", re.IGNORECASE)
_ONCE = frozenset("0TDJB")
_BY_TAGS: tuple[tuple[str, str], ...] = (
    ("J", "article-journal"),
    ("B", "chapter"),
    ("R", "report"),
    ("I", "book"),
)
_NAME_TAGS = frozenset("AEY?")
_SHORT = re.compile(r"[^\W\d_][\w’' -]* [A-Z][A-Z. -]{0,6}")
_ARTICLE_NUMBER = re.compile(r"Art(?:n|icle number|icle no)\.? (\S.*)", re.IGNORECASE)
_EDITED = "edited book"  # whose authors are the editors


def looks_like(head: str) -> bool:
    """Whether at least two kinds of lines are tagged in Refer's way."""
    return len(set(_HEAD.findall(head))) >= 2


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read records, each begun by %0 or by the tag that began the first one; text between them is a problem."""
    lines: list[TaggedLine] = []
    tags: set[str] = set()
    opening = ""
    for line in read_tagged(text, _LINE):
        if not line.tag:
            yield Problem("W205", "text outside any record", Place(path, line.number, 1), "info", line.value)
            continue
        opening = opening or line.tag
        parted = bool(lines) and lines[-1].ends_block
        starts = line.tag in ("0", opening) or (line.tag in _ONCE and line.tag in tags)
        if (parted and starts) or (line.tag == "0" and "0" in tags):
            yield from _read_record(lines, path)
            lines, tags = [], set()
        lines.append(line)
        tags.add(line.tag)
    if lines:
        yield from _read_record(lines, path)


def cut(text: str) -> int:
    """How much of the start of a text can be read by itself, which is nothing if records begin otherwise than by %0."""
    first = _FIRST_TAG.search(text)
    return last_start(text, "\n\n", _TYPE_LINE) if first and first[1] == "0" else 0


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write records, with the losses that reading back shows."""
    forms = {**FORMS, "container-title-short": _short_title}
    yield from write_checked(records, _write_record, read, "EndNote's tagged format", "enw", forms)


def _short_title(value: str) -> Hashable | None:
    """What a title in short is made of; one that is the number of an article is not plain."""
    return None if _ARTICLE_NUMBER.fullmatch(value) else words(value)


def _read_record(lines: list[TaggedLine], path: str) -> Iterator[Record | Problem]:
    groups = group_values(lines, "KZ")
    if not groups.keys() - {"0"}:
        yield nothing_but_a_type(lines, path, "%")
        return
    name = next(iter(groups.pop("0", [])), "")
    csl_type = _find_type(name) or _type_by_tags(groups)
    if name and not _find_type(name):
        message = f"unknown reference type {name!r}; read as {csl_type}"
        yield Problem("W208", message, Place(path, lines[0].number, 1), "warning", name)
    draft = Draft("enw", csl_type)
    if name and name != CSL_TYPES[csl_type]:
        draft.keep("0", [name])
    yield _fill(draft, name, groups).build(Source("enw", path, lines[0].number))


def _find_type(name: str) -> str:
    return TYPES.get(KNOWN_TYPES.get(name.lower(), ""), "")


def _type_by_tags(groups: Groups) -> str:
    if "B" in groups and groups.keys() & {"V", "N"} and "I" not in groups:
        return "article-journal"
    return next((csl_type for tag, csl_type in _BY_TAGS if tag in groups), "document")


def _fill(draft: Draft, name: str, groups: Groups) -> Draft:
    table = _TABLES[draft.type]
    _settle(draft, name, groups)
    if "F" in groups:
        draft.id, *others = groups.pop("F")
        if others:
            draft.keep("F", others)
    _take_issued(draft, groups)
    for value in groups.pop("@", ()):
        found = find_serials(value)
        for kind, numbers in (
            found if len(found) > 1 else {serial_variable(value, table.variables["@"]): value}
        ).items():
            draft.take(kind, numbers, "@")
    for value in groups.pop("R", ()):
        doi = bare_doi(value)
        if _DOI.fullmatch(doi):
            draft.take("DOI", doi, "R")
        else:
            draft.keep("R", [value])
    for value in groups.pop("P", ()):
        draft.take(page_variable(value, draft.type), value, "P")
    if [value.lower() for value in groups.get("9", ())] == [name.lower()]:
        draft.keep("9", groups.pop("9"))
    if "~" not in groups:  # the shelf in Refer and BibIX; EndNote's provider of the database that %~ names
        for value in groups.pop("W", ()):
            draft.take("archive_location", value, "W")
    for value in groups.pop("*", ()):
        draft.take("license" if _RIGHTS.search(value) else "reviewed-title", value, "*")
    draft.take_tags(groups, table)
    return draft


def _settle(draft: Draft, name: str, groups: Groups) -> None:
    """What the type, a comma or a word makes of a tag: editors, several names, the number of an article."""
    if name.lower() == _EDITED and "A" in groups and "E" not in groups:
        groups["E"] = groups.pop("A")
    for tag in _NAME_TAGS & groups.keys():
        groups[tag] = [name for value in groups[tag] for name in _split_list(value)]
    _settle_containers(draft.type, groups)
    number = _ARTICLE_NUMBER.fullmatch(" ".join(groups.get("O", ())))
    if number:
        del groups["O"]
        draft.fields["number" if "P" in groups else "page"] = number[1]


def _settle_containers(csl_type: str, groups: Groups) -> None:
    """What bibutils (and the ACL Anthology with it) writes otherwise than EndNote.

    Proceedings stand in %S and their editors in %Y, the university of a thesis in %C.
    """
    if csl_type == "paper-conference" and "S" in groups and not groups.keys() & {"B", "J"}:
        groups["B"] = groups.pop("S")
        if "Y" in groups and "E" not in groups:
            groups["E"] = groups.pop("Y")
    if csl_type == "thesis" and "I" not in groups and has_organisation_word(" ".join(groups.get("C", ()))):
        groups["I"] = groups.pop("C")


def _take_issued(draft: Draft, groups: Groups) -> None:
    """%D is the year and %8 the date, which may lack the year; what says something else is kept."""
    years, days = groups.pop("D", []), groups.pop("8", [])
    year = next((text for text in years if _YEAR.fullmatch(text)), "")
    found: list[tuple[str, str, Date, bool]] = []
    for tag, text in [*(("8", text) for text in days), *(("D", text) for text in years)]:
        whole = f"{text} {year}" if tag == "8" and year and not _YEAR.search(text) else text
        found.append((tag, text, *read_date(whole)))
    if not found:
        return
    best = max((date for _, _, date, _ in found), key=lambda date: (bool(date.start), len(date.start)))
    best = next(
        (date for tag, _, date, _ in found if tag == "8" and date.start and len(best.start) < 2), best
    )
    draft.dates["issued"] = best
    for tag, text, date, understood in found:
        if not understood or date.start[:1] != best.start[:1] or date.literal != best.literal:
            draft.keep(tag, [text])


def _split_list(text: str) -> list[str]:
    """The names of a list: parted by ";", or in short forms with a comma behind each ("Lal R, Doe JB,")."""
    if ";" in text:
        return [piece for part in text.split(";") if (piece := part.strip())]
    pieces = [piece.strip() for piece in text.rstrip(", ").split(",")]
    return (
        pieces
        if text.rstrip().endswith(",") and len(pieces) > 1 and all(map(_SHORT.fullmatch, pieces))
        else [text]
    )


def _read_name(text: str) -> Name:
    """A name in EndNote's way: a comma at the end, or two in the middle, mark a group."""
    if ",," in text.rstrip(", "):
        return Name(literal=text.replace(",,", ",").strip(" ,"))
    bare = text.strip(" ,")
    if text.rstrip().endswith(",") and "," not in bare:
        return Name(literal=bare) if " " in bare or bare.isupper() else Name(family=bare)
    return read_inverted(text) if "," in text else parse_name(text)


def _write_name(name: Name) -> str:
    literal = name.literal
    if not literal or _read_name(literal) == name:
        return name.inverted
    return literal.replace(",", ",,", 1) if "," in literal else f"{literal},"


_TABLES: dict[str, TagTable] = {
    csl_type: TagTable(
        "enw",
        reading_table(csl_type),
        joined={"keyword": "; ", "note": "\n", "language": ", "},
        meanings={"[": date_meaning},
        read_name=_read_name,
        write_name=_write_name,
    )
    for csl_type in ITEM_TYPES
}


def _write_record(record: Record) -> str:
    table = _TABLES.get(record.type, _TABLES["document"])
    groups = derive_tags(record, table)
    kept = record.extra.get("enw", {}).get("0", [""])
    same = isinstance(kept, list) and kept and _find_type(str(kept[0])) == record.type
    groups["0"] = [str(kept[0]) if same else CSL_TYPES.get(record.type, "Generic")]
    if groups["0"][0].lower() == _EDITED and "A" not in groups:
        groups["A"] = groups.pop("E", [])
    if record.id.strip():
        groups["F"] = [one_line(record.id)]
    if "issued" in record.dates:
        groups.update(_issued(record.dates["issued"]))
    fields = record.fields
    serials = [fields[name] for name in ("ISBN", "ISSN", table.variables["@"]) if name in fields]
    groups["@"] = [one_line(value) for value in dict.fromkeys(serials)]
    if "number-of-pages" in fields and "page" not in fields:
        groups["P"] = [one_line(fields["number-of-pages"])]
    if "number" in fields and "page" in fields and "number" not in table.tags and "O" not in groups:
        groups["O"] = [f"Artn {one_line(fields['number'])}"]
    if "archive" not in fields:
        groups.pop("W", None)
    if "reviewed-title" not in fields and _RIGHTS.search(fields.get("license", "")):
        groups["*"] = [one_line(fields["license"])]
    merge_kept(groups, record, table, done="0")
    return "".join(f"%{tag} {value}\n" for tag, value in in_order(groups, ORDER)) + "\n"


def _issued(date: Date) -> Groups:
    year, day = write_day(date)
    return {"D": [year or day], "8": [day] if year and day else []}


ENW = Format(
    name="enw",
    title="EndNote tagged (Refer, BibIX)",
    extensions=(".enw", ".enl", ".refer", ".ref"),
    looks_like=looks_like,
    read=read,
    stream=in_parts(read, cut),
    write=write,
    aliases=("endnote", "refer", "bibix"),
)
