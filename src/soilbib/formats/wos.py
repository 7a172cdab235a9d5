"""The Web of Science's tagged format (savedrecs.txt, .ciw, .isi); the tables are in `soilbib.formats.wos_tags`.

Short author names, keywords by their list and whatever CSL has no place for stay in ``Record.extra["wos"]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.format import Format, in_parts
from soilbib.formats.inverted_names import read_inverted
from soilbib.formats.tagged import TaggedLine, read_tagged
from soilbib.formats.tagged_records import (
    Draft,
    Groups,
    TagTable,
    date_meaning,
    derive_tags,
    dot_initials,
    group_values,
    in_order,
    last_start,
    merge_kept,
    nothing_but_a_type,
    one_line,
    take_issued,
    write_checked,
    write_day,
)
from soilbib.formats.wos_dates import read_day
from soilbib.formats.wos_tags import (
    DOCUMENT_TYPES,
    KNOWN_TAGS,
    ORDER,
    PATENT_VARIABLES,
    PUBLICATION_TYPES,
    VARIABLES,
    WRITTEN_TYPES,
)
from soilbib.model import Date, Name, Record, Source, parse_name
from soilbib.model.identifiers import bare_doi
from soilbib.model.keys import ascii_fold

_LINE = re.compile(r"\ufeff?([A-Z][A-Z0-9])(?=\s|$)[ \t]?(.*)")
_KNOWN_LINE = re.compile(rf"\ufeff?({'|'.join(sorted(KNOWN_TAGS))})(?=\s|$)[ \t]?(.*)")
_HEAD = re.compile(r"^\ufeff?(?:FN (?=.*(?:ISI|Web of|Clarivate|Thomson))|PT [JBSPCAK]\s*$)", re.MULTILINE)
_INDENTED = re.compile(r"^[A-Z][A-Z0-9] .*\n   \S", re.MULTILINE)
_END = re.compile(r"^\ufeff?ER(?=\s|$).*(?:\n|\Z)", re.MULTILINE)
_YEAR = re.compile(r"\d{4}")
_MAIL = re.compile(r"\s*\([^()]*@[^()]*\)")
_NAME_SEAM = re.compile(r"\s*;\s*")
_SEAM = re.compile(r"[\s-]+")
_LIST_TAGS = frozenset({"AU", "AF", "BA", "BF", "BE", "CA", "GP", "ED", "C1", "CR"})
_KEYWORD_TAGS = ("DE", "ID", "MC", "MQ")
_FURNITURE = frozenset({"FN", "VR", "EF"})
_SHORT = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ' -]+?)((?: [A-ZÀ-Þ]{1,2})+)")
_SCRIPT = re.compile(r"\s?/(su[bp])\s+([^/\s](?:[^/]{0,40}?[^/\s])?)\s?/")  # INSPEC's "H/sub 2/O"


def looks_like(head: str) -> bool:
    """Whether the file says so in its first line, or a record begins with a publication type."""
    return bool(_HEAD.search(head))


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read records from PT to ER; where continuation lines are not indented, only known tags count as tags."""
    start, line = 0, 1
    for match in _END.finditer(text):
        yield from _read_part(text[start : match.end()], path, line)
        line += text.count("\n", start, match.end())
        start = match.end()
    yield from _read_part(text[start:], path, line)


def cut(text: str) -> int:
    """How much of the start of a text can be read by itself: up to behind the last end mark."""
    start = last_start(text, "\n", _END)
    return text.find("\n", start) + 1 if start else 0


def _read_part(text: str, path: str, first: int) -> Iterator[Record | Problem]:
    """Read up to one ER."""
    flat = not _INDENTED.search(text) and any(
        line.strip() and not _LINE.match(line) for line in text.split("\n")
    )
    lines: list[TaggedLine] = []
    for line in read_tagged(text, _KNOWN_LINE if flat else _LINE, "ER", first):
        if line.tag in _FURNITURE or (line.tag == "ER" and not lines):
            continue
        if not line.tag:
            yield Problem("W205", "text outside any record", Place(path, line.number, 1), "info", line.value)
            continue
        if line.tag == "PT" and any(earlier.tag == "PT" for earlier in lines):
            yield from _read_open(lines, path)
            lines = []
        if line.tag == "ER":
            yield from _read_record(lines, path)
            lines = []
        else:
            lines.append(line)
    if lines:
        yield from _read_open(lines, path)


def _read_open(lines: list[TaggedLine], path: str) -> Iterator[Record | Problem]:
    yield Problem("W206", "the record has no end mark (ER)", Place(path, lines[0].number, 1), "warning")
    yield from _read_record(lines, path)


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write records, with the losses that reading back shows."""
    yield "FN Clarivate Analytics Web of Science\nVR 1.0\n"
    yield from write_checked(records, _write_record, read, "the Web of Science's format", "wos")
    yield "EF\n"


def _read_record(lines: list[TaggedLine], path: str) -> Iterator[Record | Problem]:
    groups = group_values(lines, _LIST_TAGS)
    if not groups.keys() - {"PT", "DT"}:
        yield nothing_but_a_type(lines, path)
        return
    draft = Draft("wos", _find_type(groups))
    _take_type(draft, groups)
    _take_authors(draft, groups)
    take_issued(draft, groups, ("PY", "PD"), read_day)
    _take_pages(draft, groups)
    _take_numbers(draft, groups)
    _take_keywords(draft, groups)
    for tag in ("TI", "AB") if groups.get("UT", [""])[0].startswith("INSPEC") else ():
        groups.update(
            {tag: [_SCRIPT.sub(r"<\1>\2</\1>", text) for text in groups[tag]]} if tag in groups else {}
        )
    draft.take_tags(groups, _table(draft.type))
    yield draft.build(Source("wos", path, lines[0].number))


def _find_type(groups: Groups) -> str:
    """The CSL type of PT and DT; a book with another title above its own is a chapter or a paper."""
    kind = PUBLICATION_TYPES.get(groups.get("PT", ["J"])[0][:1], "article-journal")
    names = [part.strip().lower() for line in groups.get("DT", ()) for part in line.split(";")]
    found = [DOCUMENT_TYPES[name] for name in names if name in DOCUMENT_TYPES]
    if kind == "article-journal":
        found = [csl_type for csl_type in found if csl_type not in ("paper-conference", "chapter", "book")]
    elif kind == "book" and "chapter" in found and "paper-conference" in found:
        found = ["paper-conference" if "CT" in groups else "chapter"]
    if found:
        return found[0]
    if kind == "book" and "TI" in groups and not _repeats_title(groups):
        return "paper-conference" if "CT" in groups else "chapter"
    return kind


def _repeats_title(groups: Groups) -> bool:
    titles = [groups.get(tag, [""])[0].casefold().rstrip(". ") for tag in ("TI", "SO")]
    return not titles[1] or titles[0] == titles[1]


def _take_type(draft: Draft, groups: Groups) -> None:
    kinds, names = groups.pop("PT", []), groups.pop("DT", [])
    if (kinds[:1], names) != tuple([value] for value in _written_type(draft.type)):
        for tag, values in (("PT", kinds), ("DT", names)):
            if values:
                draft.keep(tag, values)
    if draft.type == "book" and "SO" in groups and _repeats_title(groups):
        draft.keep("SO", groups.pop("SO"))


def _written_type(csl_type: str) -> tuple[str, str]:
    return WRITTEN_TYPES.get(csl_type, ("B", csl_type))


def _take_authors(draft: Draft, groups: Groups) -> None:
    """The persons of a work and its book, editors, and the groups that stand in lists of their own."""
    _take_persons(draft, groups, "A", "author")
    _take_persons(draft, groups, "B", "container-author")
    for tag, variable, read_name in (
        ("CA", "author", _read_group),
        ("GP", "container-author", _read_group),
        ("BE", "editor", _read_name),
        ("ED", "editor", _read_name),
    ):
        for value in _split(groups.pop(tag, ())):
            draft.add_name(variable, value, read_name)
    if "author" not in draft.names and draft.type == "book" and "container-author" in draft.names:
        draft.names["author"] = draft.names.pop("container-author")


def _take_persons(draft: Draft, groups: Groups, letter: str, variable: str) -> None:
    """Full names where there are some, with the short ones kept if they are not those of the full ones."""
    short, full = groups.pop("AU" if letter == "A" else "BA", []), groups.pop(f"{letter}F", [])
    for value in _split(full or short):
        draft.add_name(variable, _MAIL.sub("", value), _read_name)
    known = draft.names.get(variable, [])
    mark = ["et al."] if variable in draft.truncated else []
    plain = ([*map(_short, known), *mark], [*(name.inverted for name in known), *mark])
    if short and short not in plain:
        draft.keep("AU" if letter == "A" else "BA", short)


def _split(lines: Iterable[str]) -> list[str]:
    return [value for line in lines for value in _NAME_SEAM.split(line) if value]


def _read_group(text: str) -> Name:
    return Name(literal=text)


def _read_name(text: str) -> Name:
    """A name; without a comma a patent of Derwent's has "SMITH J A", other files "James Smith"."""
    if short := _SHORT.fullmatch(text):
        text = f"{short[1]},{short[2]}"
    return dot_initials(read_inverted(text)) if "," in text else parse_name(text)


def _short(name: Name) -> str:
    """The form of the AU lines: "Family, IJ"."""
    words = _SEAM.split(" ".join((name.given, name.dropping_particle)))
    initials = "".join(letter for word in words for letter in _initials(word))
    parts = (name.full_family, initials, name.suffix.rstrip("."))
    return name.literal or ", ".join(part for part in parts if part)


def _initials(word: str) -> str:
    return word.replace(".", "") if word.count(".") > 1 else word[:1]


def _take_pages(draft: Draft, groups: Groups) -> None:
    """BP and EP, or PS; IEEE and INSPEC have the first page elsewhere."""
    for tag in ("SP", "BR"):
        if "EP" in groups and "BP" not in groups and groups.get(tag, [""])[0].isdecimal():
            groups["BP"] = groups.pop(tag)
    first, last = (next(iter(groups.pop(tag, ())), "") for tag in ("BP", "EP"))
    span = groups.pop("PS", [])
    if first or last:
        draft.fields["page"] = f"{first}-{last}" if first and last and first != last else first or last
    elif span:
        draft.fields["page"] = span.pop(0)
    if span and span != [draft.fields.get("page")]:
        draft.keep("PS", span)


def _take_numbers(draft: Draft, groups: Groups) -> None:
    """Print and electronic ISSN as one value; a DOI without its resolver."""
    printed, electronic = groups.pop("SN", []), groups.pop("EI", [])
    if printed or electronic:
        draft.fields["ISSN"] = ", ".join(dict.fromkeys([*printed, *electronic]))
    if electronic and not printed:
        draft.keep("EI", electronic)
    if "DI" in groups:
        groups["DI"] = [bare_doi(value) for value in groups["DI"]]


def _take_keywords(draft: Draft, groups: Groups) -> None:
    """All lists of keywords as one; which list the later ones are from is kept."""
    for tag in _KEYWORD_TAGS:
        lines = groups.pop(tag, [])
        words = _split(lines)
        if words:
            draft.join("keyword", words, "; ")
        if lines and tag != "DE":
            draft.keep(tag, lines)


def _table(csl_type: str) -> TagTable:
    return _PATENT_TABLE if csl_type == "patent" else _TABLE


_TABLE = TagTable("wos", VARIABLES, meanings={"CY": date_meaning})
_PATENT_TABLE = TagTable(
    "wos",
    {**VARIABLES, **PATENT_VARIABLES},
    meanings={"CY": date_meaning, "PD": lambda lines: read_day(lines[0], "2000")[0].start[1:]},
)
_DONE = frozenset({"PT", "DT", "AU", "BA", "EI", *_KEYWORD_TAGS[1:]})


def _write_record(record: Record) -> str:
    table = _table(record.type)
    groups = derive_tags(record, table)
    kept = {
        tag: [one_line(str(value)) for value in values]
        for tag, values in record.extra.get("wos", {}).items()
        if isinstance(values, list)
    }
    for tag, names in (("AU", "author"), ("BA", "container-author"), ("BE", "editor")):
        _write_names(groups, tag, record, names, kept)
    if "issued" in record.dates:
        groups.update(_issued(record.dates["issued"]))
    _write_numbers(groups, record, kept)
    _write_keywords(groups, record.fields.get("keyword", ""), kept)
    merge_kept(groups, record, table, done=_DONE)
    own = {tag: kept[tag] for tag in ("PT", "DT") if kept.get(tag)}
    same = bool(own) and _find_type({**groups, **own}) == record.type
    kind, name = _written_type(record.type)
    groups.update(own if same else {"PT": [kind], "DT": [name]})
    return "".join(_lines(groups)) + "ER\n\n"


def _lines(groups: Groups) -> Iterator[str]:
    """Tagged lines; each further value of a tag stands on an indented line or, if it is text, on a line of its own."""
    seen = ""
    for tag, value in in_order(groups, ORDER):
        yield f"   {value}\n" if tag == seen and tag in _LIST_TAGS else f"{tag} {value}\n"
        seen = tag


def _write_names(groups: Groups, tag: str, record: Record, variable: str, kept: dict[str, list[str]]) -> None:
    names = list(record.names.get(variable, ()))
    groups_tag = {"AU": "CA", "BA": "GP"}.get(tag, "")
    corporate: list[str] = []
    while groups_tag and names and names[-1].literal:
        corporate.insert(0, one_line(names.pop().literal))
    if corporate:
        groups[groups_tag] = corporate
    mark = ["et al."] if variable in record.truncated else []
    full = [*(one_line(name.inverted) for name in names), *mark]
    if not full:
        return
    if not groups_tag:
        groups[tag] = full
        return
    short = [*(one_line(_short(name)) for name in names), *mark]
    groups[tag] = kept[tag] if _are_short_forms(kept.get(tag, []), full) else short
    groups[tag[0] + "F"] = full


def _are_short_forms(short: list[str], full: list[str]) -> bool:
    """Whether short names can be those of the full ones: each begins as a word of the full name does."""
    return len(short) == len(full) and all(
        ascii_fold(one)[:1] in {word[:1] for word in _SEAM.split(ascii_fold(other))}
        for one, other in zip(short, full, strict=True)
    )


def _issued(date: Date) -> Groups:
    year, day = write_day(date)
    groups = {"PY": [year]} if year else {}
    return {**groups, "PD": [day if _YEAR.search(day) or not year else day.upper()]} if day else groups


def _write_numbers(groups: Groups, record: Record, kept: dict[str, Any]) -> None:
    fields = record.fields
    if "ISSN" in fields:
        numbers = [one_line(number) for number in fields["ISSN"].split(", ")]
        if kept.get("EI") == numbers:
            groups["EI"] = numbers
        else:
            groups["SN"] = numbers[:1]
            groups.update({"EI": numbers[1:]} if numbers[1:] else {})
    if "page" in fields:
        first, dash, last = one_line(fields["page"]).partition("-")
        simple = dash and first and last and first != last and "-" not in last
        groups.update({"BP": [first], "EP": [last]} if simple else {"BP": [one_line(fields["page"])]})


def _write_keywords(groups: Groups, value: str, kept: dict[str, list[str]]) -> None:
    words = [one_line(word) for word in value.split("; ")] if value else []
    lists = {tag: kept[tag] for tag in _KEYWORD_TAGS[1:] if kept.get(tag)}
    later = [word for lines in lists.values() for word in _split(lines)]
    if lists and words[len(words) - len(later) :] == later:
        groups.update(lists)
        words = words[: len(words) - len(later)]
    if words:
        groups["DE"] = ["; ".join(words)]


WOS = Format(
    name="wos",
    title="Web of Science tagged",
    extensions=(".ciw", ".isi"),
    looks_like=looks_like,
    read=read,
    stream=in_parts(read, cut),
    write=write,
    aliases=("ciw", "isi", "webofscience"),
)
