"""Ovid's exports, tagged ("TI  - …") and labelled ("Title", then indented lines).

The tables are in `soilbib.formats.ovid_tags`. It is read only: Ovid exports it and nobody imports it. What is
cut from names and titles (degrees, footnote marks, "[Article]") stays in ``Record.extra["ovid"]`` with the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from soilbib.errors import Place, Problem
from soilbib.formats.format import Format, in_parts
from soilbib.formats.inverted_names import read_inverted
from soilbib.formats.ovid_sources import read_book, read_source
from soilbib.formats.ovid_tags import DEGREES, LABELS, TYPES, VARIABLES
from soilbib.formats.tagged import read_tagged
from soilbib.formats.tagged_records import Draft, Groups, TagTable, dot_initials, last_start, read_date
from soilbib.model import Name, Record, Source, parse_name
from soilbib.model.identifiers import bare_doi
from soilbib.model.names import SUFFIXES

_START = re.compile(r"^\ufeff?[ \t]{0,3}<\d+ ?\.? ?>[ \t]*\r?$", re.MULTILINE)
_LINE = re.compile(r"[ \t]{0,2}([A-Z][A-Z0-9]) {2}- ?(.*)")
_LABEL = re.compile(r"(?=\S)([A-Z][\w'/() -]{1,60}?):?[ \t\r]*$()")
_TAGGED = re.compile(r"^[ \t]{0,2}[A-Z][A-Z0-9] {2}- ", re.MULTILINE)
_VENDOR = re.compile(r"^[ \t]{0,2}VN {2}- Ovid", re.MULTILINE)
_FIELD_NAMES = re.compile(
    r"^(?:Unique Identifier|Accession Number|Authors?|Title|Source|Publication Type)[ \t\r]*\n[ \t]+\S",
    re.MULTILINE,
)
_BRACKETS = re.compile(r"\s*\[[^\]]*\]")
_FOOTNOTES = re.compile(r"(?<![\s,\d*+†‡§¶#])[\s,\d*+†‡§¶#]*[\d*+†‡§¶#][\s.]*$")
_EDITOR = re.compile(r"\s*\[Eds?\.?\]", re.IGNORECASE)
_KIND = re.compile(
    r"\s*\.?\s*\[(?:[A-Z][\w ,/-]*|(?:Erratum|Comment|Retract|Republished|Summary|Update|Original)[^\[\]]*)\]\.?\s*$"
)
_QUOTED = re.compile(r'"(.+)"\.?')
_SEAM = re.compile(r"\s*;\s+|\s*;$")
_NAME_SEAM = re.compile(
    r"\s*;\s+|\s*;$|(?<=\w)\.?\s{2,}(?=\w)"
)  # "Baker RS.  Aldwin CM", "Baker RS  Aldwin CM" in older ones
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?!\d)")
_NOT_LETTERS = re.compile(r"[\W_]+")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_LISTS = frozenset({"AU", "ED", "FA", "KW", "MH"})


def looks_like(head: str) -> bool:
    """Whether records are numbered in angle brackets and have Ovid's tags or field names."""
    return bool(
        _VENDOR.search(head) or (_START.search(head) and (_TAGGED.search(head) or _FIELD_NAMES.search(head)))
    )


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read the records between the numbers in angle brackets; text before the first number is a W205 problem."""
    starts = [match.start() for match in _START.finditer(text)]
    ends = [*starts[1:], len(text)][: len(starts)]
    before = text[: starts[0]] if starts else text
    if before.strip() and _TAGGED.search(before):
        yield from _read_record(before, path, 1)
    elif before.strip():
        yield Problem("W205", "text outside any record", Place(path, 1, 1), "info", before.strip())
    line, counted = 1, 0
    for start, end in zip(starts, ends, strict=True):
        line += text.count("\n", counted, start)
        counted = start
        yield from _read_record(text[start:end], path, line)


def cut(text: str) -> int:
    """How much of the start of a text can be read by itself: up to the last number of a record."""
    return last_start(text, "\n", _START)


def _read_record(block: str, path: str, line: int) -> Iterator[Record | Problem]:
    groups = _fields(block)
    if not groups:
        yield Problem("E103", "the record has no fields", Place(path, line, 1), text=block.strip())
        return
    draft = Draft("ovid", _find_type(groups))
    _take_titles(draft, groups)
    _take_people(draft, groups)
    _take_identifiers(draft, groups)
    _take_source(draft, groups)
    _take_dates(draft, groups)
    _take_publisher(draft, groups)
    for tag in ("KW", "MH"):
        words = [word.strip(" .") for value in groups.pop(tag, ()) for word in _SEAM.split(value)]
        if any(words):
            draft.join("keyword", filter(None, words), "; ")
    for tag in ("LG", "AN", "LA"):
        groups.update({tag: [value.rstrip(".") for value in groups[tag]]} if tag in groups else {})
    draft.take_tags(groups, _TABLE)
    yield draft.build(Source("ovid", path, line))


def _fields(block: str) -> Groups:
    """Tag → values; each line of a list is a value, other lines are joined."""
    body = block.partition("\n")[2] if _START.match(block) else block
    labelled = not _TAGGED.search(body)
    groups: Groups = {}
    for line in read_tagged(body, _LABEL if labelled else _LINE):
        tag = LABELS.get(line.tag.lower(), line.tag.title()) if labelled else line.tag
        values = line.lines if tag in _LISTS else (line.value,)
        found = [value.strip() for value in values if value.strip(" -")]
        if found and tag:
            groups.setdefault(tag, []).extend(found)
    return groups


def _find_type(groups: Groups) -> str:
    for tag in ("PT", "DT"):
        for value in groups.get(tag, ()):
            csl_type = TYPES.get(value.strip(" .").lower())
            if csl_type:
                return "chapter" if csl_type == "book" and "CT" in groups else csl_type
    if groups.keys() >= {"CT", "TI"}:
        return "chapter"
    return "book" if "BT" in groups and "SO" not in groups else "article-journal"


def _take_titles(draft: Draft, groups: Groups) -> None:
    """A title without the kind of article behind it; a chapter's title is the title, and the book's the container's."""
    chapter = groups.pop("CT", [])
    if chapter and "TI" in groups:
        draft.fields["container-title"] = _bare_title(groups["TI"][0])
        groups["TI"] = [chapter[0]]
    elif chapter:
        groups["TI"] = chapter
    for value in groups.pop("TI", ())[:1]:
        title = _bare_title(value)
        draft.fields["title"] = title
        if title != value.rstrip(". "):
            draft.keep("TI", [value])


def _bare_title(value: str) -> str:
    stripped = _KIND.sub("", value) if not value.startswith("[") else value
    quoted = _QUOTED.fullmatch(stripped.strip())
    return (quoted[1] if quoted and '"' not in quoted[1] else stripped).strip().rstrip(".")


def _take_people(draft: Draft, groups: Groups) -> None:
    for tag, variable in (("AU", "author"), ("ED", "editor")):
        lines = groups.pop(tag, [])
        raw = _names(lines)
        if tag == "AU" and len(full := _names(groups.pop("FA", []))) == len(raw):
            raw = full
        for value in raw:
            is_editor = bool(_EDITOR.search(value))
            draft.add_name("editor" if is_editor else variable, _bare_name(value), _read_name)
        read = [name.inverted for names in draft.names.values() for name in names]
        if [*map(_letters, raw)] != [*map(_letters, read)][-len(raw) :] and raw:
            draft.keep(tag, lines)


def _names(lines: list[str]) -> list[str]:
    return [value for line in lines for value in _NAME_SEAM.split(line) if value]


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()


def _bare_name(text: str) -> str:
    """A name without addresses in brackets, footnote marks and degrees."""
    family, comma, rest = _FOOTNOTES.sub("", _BRACKETS.sub("", text)).partition(",")
    words = rest.split()
    for number, word in enumerate(words):
        if number and word.replace(".", "").rstrip(",").upper() in DEGREES and not word.islower():
            words = words[:number]
            break
    given = " ".join(words).rstrip(",")
    last = given.rsplit(" ", 1)[-1].rsplit(".", 2)
    if given.endswith(".") and len(last[0]) > 1 and last[0].lower() not in SUFFIXES:
        given = given[:-1]
    return f"{family}{comma} {given}".strip() if comma else family.strip()


def _read_name(text: str) -> Name:
    if "," not in text:
        return dot_initials(parse_name(text))
    name = dot_initials(read_inverted(text))
    shouted = name.family.isupper() and len(name.family) > 2 and not name.given.isupper()
    return msgspec.structs.replace(name, family=name.family.title()) if shouted else name


def _take_identifiers(draft: Draft, groups: Groups) -> None:
    for tag in ("DI", "DO"):
        for value in groups.pop(tag, ()):
            doi = bare_doi(value)
            if _DOI.fullmatch(doi) and draft.fields.setdefault("DOI", doi) == doi:
                continue
            draft.keep(tag, [value])
    for value in groups.get("IB", ())[:1]:
        if (isbn := _ISBN.match(value)) and draft.fields.setdefault("ISBN", isbn[0].strip()) != value:
            draft.keep("IB", groups.pop("IB"))
    if any("MEDLINE" in name.upper() for tag in ("DB", "ST", "Status") for name in groups.get(tag, ())) and (
        "PM" not in groups
    ):
        groups["PM"] = groups.pop("UI", [])  # they are the same there
    for value in groups.pop("IP", ()):
        draft.take("ISSN" if _ISSN.fullmatch(value) else "issue", value, "IP")
    for value in groups.pop("PM", ()):
        if value.isdecimal():
            draft.take("PMID", value, "PM")
        else:
            draft.keep("PM", [value])


def _take_source(draft: Draft, groups: Groups) -> None:
    """The parts of the source line; the line itself is kept."""
    lines = groups.pop("SO", [])
    books = groups.pop("BT", [])
    parts = read_source(lines[0]) if lines else {}
    if books:
        publisher = next(iter(groups.get("PB", ())), "")
        parts = {**read_book(books[0], publisher), **parts}
    for variable, value in parts.items():
        if variable == "editor":
            for name in () if "editor" in draft.names else _names([_EDITOR.sub("", value)]):
                draft.add_name("editor", name, _read_name)
        elif variable == "issued":
            groups.setdefault("_date", []).append(value)
        elif variable != "container-title" or draft.type != "book":
            draft.fields.setdefault(variable, value)
        elif "title" not in draft.fields:
            draft.fields["title"] = value
    for tag, values in (("SO", lines), ("BT", books)):
        if values:
            draft.keep(tag, values)


def _take_dates(draft: Draft, groups: Groups) -> None:
    """The fullest of the dates of DP, the source and YR; what says something else is kept."""
    found = [(tag, text, *read_date(text)) for tag in ("DP", "_date", "YR") for text in groups.pop(tag, ())]
    dated = [entry for entry in found if entry[2].start]
    if not dated:
        draft.extra.update({tag: [text] for tag, text, _, _ in found if tag != "_date"})
        return
    best = max(dated, key=lambda entry: (len(entry[2].start), bool(entry[2].season or entry[2].end)))[2]
    draft.dates["issued"] = best
    for tag, text, date, _ in found:
        if tag != "_date" and date.start[:1] != best.start[:1]:
            draft.keep(tag, [text])


def _take_publisher(draft: Draft, groups: Groups) -> None:
    """PB is "Publisher, Place" and PU "Publisher; Place"."""
    for tag, seam in (("PB", ","), ("PU", ";")):
        for value in groups.pop(tag, ())[:1]:
            publisher, _, place = value.partition(seam)
            draft.take("publisher", publisher.strip(" ."), tag)
            if place.strip(" ."):
                draft.take("publisher-place", place.strip(" ."), tag)


_TABLE = TagTable("ovid", VARIABLES, joined={"note": "\n"})

OVID = Format(
    name="ovid",
    title="Ovid tagged and labelled",
    extensions=(".ovd",),
    looks_like=looks_like,
    read=read,
    stream=in_parts(read, cut),
    write=None,
)
