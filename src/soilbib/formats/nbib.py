"""MEDLINE's tagged format, as PubMed (.nbib) and ERIC export it; the tables are in `soilbib.formats.nbib_tags`.

Short author names, affiliations and author ids are kept in ``Record.extra["nbib"]`` where they say more than
the full names: AD and AUID as pairs of the author's number and the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

import msgspec

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.format import Format, in_parts
from soilbib.formats.inverted_names import read_inverted
from soilbib.formats.nbib_tags import ORDER, PUBLICATION_TYPES, VARIABLES, WORK_TYPES, WRITTEN_TYPES
from soilbib.formats.tagged_records import (
    Draft,
    Groups,
    TagTable,
    date_meaning,
    derive_tags,
    dot_initials,
    in_order,
    last_start,
    merge_kept,
    one_line,
    write_checked,
)
from soilbib.model import Name, Record, Source
from soilbib.model.identifiers import bare_doi
from soilbib.model.names import SUFFIXES

_HEAD = re.compile(r"^\ufeff?(?:PMID- ?\d|(?:OWN|STAT) ?- \S)", re.MULTILINE)
_TITLE_LINE = re.compile(r"^(?:TI|BTI) {1,2}- \S", re.MULTILINE)
_AUTHOR_LINE = re.compile(r"^(?:FAU|AU) {1,2}- \S", re.MULTILINE)
_OTHERS = re.compile(r"^(?:TY {1,2}- |VN {2}- Ovid|<\d+\.? ?>)", re.MULTILINE)
_LINE = re.compile(r"\ufeff?([A-Z][A-Z0-9]{1,3}) *- ?(.*)")
_TAG = re.compile(r"[A-Z][A-Z0-9]{1,3} *- ")
_ISSN = re.compile(r"(?:[EP]?ISSN-)?(\d{4}-?\d{3}[\dXx])\b")
_ISBN = re.compile(r"ISBN[- ]")
_DOI = re.compile(r"(10\.\d{4,9}(?:\.\d+)*/\S+)(?: \[doi\])?")
_ITEM_NUMBER = re.compile(r"([A-Za-z]{0,2}\d{1,7}) \[pii\]")
_INITIALS = re.compile(r"[^\W\d_]{1,4}")
_UNIVERSITY = re.compile(r"(?:Dissertation|Thesis|Theses), (.+)")
_WORD_SEAM = re.compile(r"[\s-]+")
_SUFFIXES = SUFFIXES | {"2nd", "3rd", "4th"}
_CITATION_TAGS = frozenset({"OWN", "STAT", "JT", "TA", "JID", "VI", "IP", "IS"})
_AUTHOR_TAGS = frozenset({"FAU", "AU", "CN", "AD", "AUID"})

Line: TypeAlias = tuple[str, str]


class _Block(NamedTuple):
    """The lines of one record: tag and value each, and the number of the first."""

    lines: list[Line]
    number: int


def looks_like(head: str) -> bool:
    """Whether lines are tagged as MEDLINE does it, and not as RIS or Ovid do."""
    known = _HEAD.search(head) or (_TITLE_LINE.search(head) and _AUTHOR_LINE.search(head))
    return bool(known) and not _OTHERS.search(head)


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read records parted by blank lines; text before the first tag is a W205 problem."""
    for block in _blocks(text):
        place = Place(path, block.number, 1)
        if not block.lines[0][0]:
            yield Problem("W205", "text outside any record", place, "info", _show(block))
        elif not any(value for _, value in block.lines):
            yield Problem("E103", "the record has no values", place, text=_show(block))
        else:
            yield _read_record(block, Source("nbib", path, block.number))


def cut(text: str) -> int:
    """How much of the start of a text can be read by itself: up to the last tag behind a blank line."""
    return last_start(text, "\n\n", _TAG)


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write records, with the losses that reading back shows."""
    yield from write_checked(records, _write_record, read, "MEDLINE", "nbib")


def _blocks(text: str) -> Iterator[_Block]:
    """The records' lines; a blank line ends a record if a tag follows, and so does the next PMID."""
    lines: list[Line] = []
    start, after_blank = 0, True
    for number, line in enumerate(text.split("\n"), start=1):
        if line[4:6] == "- " and line[:1].isupper():
            tag, value = line[:4].rstrip(), line[6:].strip()
        elif not line or line.isspace():
            after_blank = True
            continue
        else:
            match = None if line[0] == " " else _LINE.match(line)
            if not match:
                _go_on(lines, line.strip())
                start, after_blank = start or number, False
                continue
            tag, value = match[1], match[2].strip()
        tag = tag.lstrip("\ufeff")
        if lines and (
            after_blank or not lines[0][0] or (tag == "PMID" and any(name == tag for name, _ in lines))
        ):
            yield _Block(lines, start)
            lines, start = [], 0
        if not lines:
            start = number
        after_blank = False
        lines.append((tag, value))
    if lines:
        yield _Block(lines, start)


def _go_on(lines: list[Line], text: str) -> None:
    """Add a continuation line; text before any tag has no tag."""
    if not lines:
        lines.append(("", text))
        return
    tag, value = lines[-1]
    seam = " " if tag else "\n"
    lines[-1] = (tag, f"{value}{seam}{text}" if value else text)


def _show(block: _Block) -> str:
    return "\n".join(f"{tag:<4}- {value}" if tag else value for tag, value in block.lines)


def _read_record(block: _Block, source: Source) -> Record:
    groups: Groups = {}
    for tag, value in block.lines:
        if value and tag not in _AUTHOR_TAGS:
            groups.setdefault("IS" if tag == "ISSN" else tag, []).append(value)
    draft = Draft("nbib", _find_type(groups))
    types = groups.pop("PT", [])
    if types != [WRITTEN_TYPES.get(draft.type, draft.type)] and types:
        draft.keep("PT", types)
    _Authors(draft).take(block.lines)
    _take_serials(draft, groups)
    _take_titles(draft, groups)
    _take_keywords(draft, groups)
    _take_identifiers(draft, groups)
    _take_editors(draft, groups)
    draft.take_tags(groups, _TABLE)
    if draft.type == "article-journal" and "container-title-short" in draft.fields:
        draft.fields.setdefault("container-title", draft.fields["container-title-short"])
    return draft.build(source)


def _find_type(groups: Groups) -> str:
    """The CSL type; without a publication type, a citation of NLM's or of a journal is an article.

    ERIC's reports are journal articles where they have a volume or an ISSN.
    """
    names = [name.lower() for name in groups.get("PT", ())]
    found = {PUBLICATION_TYPES.get(name) or PUBLICATION_TYPES.get(name.split(" - ")[0]) for name in names}
    csl_type = next((csl_type for csl_type in PUBLICATION_TYPES.values() if csl_type in found), "")
    if csl_type:
        return csl_type
    if "BTI" in groups:
        return "chapter" if "TI" in groups else "book"
    is_report = any(name.startswith("reports - ") for name in names)
    if is_report and not groups.keys() & {"VI", "IP", "IS"}:
        return "report"
    return "article-journal" if names or groups.keys() & _CITATION_TAGS else "document"


class _Authors:
    """Authors with their short names, affiliations and ids, as they follow one another."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.persons: list[Name] = []
        self.shorts: list[str] = []  # one for each person, empty where none is given
        self.waiting = False  # the last full name has no short one yet

    def take(self, lines: list[Line]) -> None:
        """Take all lines about authors; the short names are kept where they say something of their own."""
        for tag, value in lines:
            if tag in _AUTHOR_TAGS and value:
                self._take_line(tag, value)
        derived = [_short(name) for name in self.persons]
        shorts = [short or other for short, other in zip(self.shorts, derived, strict=True)]
        if shorts != derived:
            self.draft.keep("AU", shorts)

    def _take_line(self, tag: str, value: str) -> None:
        if tag in ("AD", "AUID"):
            self.draft.keep(tag, [[len(self.draft.names.get("author", ())), value]])
        elif tag == "CN":
            self.draft.add_name("author", value, lambda text: Name(literal=text))
        elif tag == "AU" and self.waiting:
            self.shorts[-1] = value
            self.waiting = False
        else:
            self.draft.add_name("author", value, _read_full if "," in value or tag == "FAU" else _read_short)
            self.waiting = self._count() and tag == "FAU"

    def _count(self) -> bool:
        """Note the person who was just added, if there was one; a mark that the list is cut adds none."""
        persons = [name for name in self.draft.names.get("author", ())[-1:] if not name.literal]
        is_new = bool(persons) and (not self.persons or persons[0] is not self.persons[-1])
        if is_new:
            self.persons += persons
            self.shorts.append("")
        return is_new


def _read_full(text: str) -> Name:
    """Read "Smith, John A Jr": the suffix stands behind the given names."""
    name = read_inverted(text)
    if name.literal:
        return Name(family=name.literal)
    given, _, last = name.given.rpartition(" ")
    if given and not name.suffix and last.lower().rstrip(".") in _SUFFIXES:
        name = msgspec.structs.replace(name, given=given, suffix=last)
    return dot_initials(name)


def _read_short(text: str) -> Name:
    """Read "Smith JA Jr": family name and initials."""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and words[-1].lower().rstrip(".") in _SUFFIXES else ""
    if len(words) > 1 and _INITIALS.fullmatch(words[-1]) and words[-1].isupper():
        given = " ".join(f"{letter}." for letter in words[-1])
        return Name(" ".join(words[:-1]), given, suffix=suffix)
    return Name(family=text)


def _short(name: Name) -> str:
    """The form of the AU lines: family name, initials, suffix."""
    words = _WORD_SEAM.split(" ".join((name.given, name.dropping_particle)))
    initials = "".join(word[0] for word in words if word[:1].isalpha())
    return " ".join(part for part in (name.full_family, initials, name.suffix.rstrip(".")) if part)


def _take_serials(draft: Draft, groups: Groups) -> None:
    """The distinct ISSNs of all lines; the lines stay as they are where they say which is which."""
    lines = groups.pop("IS", [])
    value = _issns(lines)
    if value:
        draft.fields["ISSN"] = value
    if lines and lines != value.split(", "):
        draft.keep("IS", lines)
    books = groups.get("ISBN")
    if books:
        groups["ISBN"] = [_ISBN.sub("", book) for book in books]


def _issns(lines: list[str]) -> str:
    found = [match[1] for line in lines if (match := _ISSN.match(line))]
    return ", ".join(dict.fromkeys(found))


def _take_titles(draft: Draft, groups: Groups) -> None:
    """A title goes on in the next TI; a book's is that of the container where there is a title of a part too."""
    titles = groups.get("TI", [])
    if len(titles) > 1:
        groups["TI"] = [" ".join([*(_continued(title) for title in titles[:-1]), titles[-1]])]
    book = groups.pop("BTI", [])
    if book:
        groups.setdefault("TI" if "TI" not in groups else "JT", []).extend(book)
    if groups.get("OWN") == ["ERIC"] and draft.type in WORK_TYPES and "JT" in groups:
        university = next(
            (match[1] for line in groups.get("SO", ()) if (match := _UNIVERSITY.search(line))), ""
        )
        if university:
            draft.fields["publisher"] = university
            groups["JT"], draft.fields["archive"] = [], groups["JT"][0]
        else:
            draft.fields["publisher"] = groups.pop("JT")[0]


def _continued(title: str) -> str:
    return title if title.endswith((":", ".", "?", "!")) else f"{title}:"


def _take_keywords(draft: Draft, groups: Groups) -> None:
    """Headings (MH) and other terms (OT) are the keywords; which are headings is kept."""
    headings = groups.pop("MH", [])
    terms = [*headings, *groups.pop("OT", [])]
    if headings:
        draft.keep("MH", headings)
    if terms:
        draft.fields["keyword"] = "; ".join(terms)


def _take_identifiers(draft: Draft, groups: Groups) -> None:
    """A DOI, an item number that stands for pages, and a link, from LID and AID; other lines are kept."""
    for tag in ("AID", "LID"):
        for line in groups.pop(tag, ()):
            doi = _DOI.fullmatch(bare_doi(line))
            number = _ITEM_NUMBER.fullmatch(line)
            if doi and draft.fields.setdefault("DOI", doi[1]) == doi[1]:
                continue
            if tag == "LID" and line.startswith("http") and draft.fields.setdefault("URL", line) == line:
                continue
            if number and "PG" not in groups:
                draft.fields["page"] = number[1]
            draft.keep(tag, [line])


def _take_editors(draft: Draft, groups: Groups) -> None:
    full = groups.pop("FED", [])
    short = groups.pop("ED", [])
    for value in full or short:
        draft.add_name("editor", value, _read_full if "," in value or full else _read_short)
    if full and short:
        draft.keep("ED", short)


_TABLE = TagTable(
    "nbib",
    VARIABLES,
    joined={"note": "\n", "keyword": "; ", "ISSN": ", ", "ISBN": ", ", "language": ", "},
    meanings={"IS": _issns, "DP": date_meaning, "PT": lambda lines: _find_type({"PT": lines})},
)


def _write_record(record: Record) -> str:
    groups = derive_tags(record, _TABLE)
    groups["PT"] = [WRITTEN_TYPES.get(record.type, record.type)]
    kept = record.extra.get("nbib", {})
    fields = record.fields
    if "ISSN" in fields:
        groups["IS"] = [one_line(part) for part in fields["ISSN"].split(", ")]
    if record.type == "chapter" and "JT" in groups:
        groups["BTI"] = groups.pop("JT")
    if "DOI" in fields:
        groups["AID"] = [f"{one_line(fields['DOI'])} [doi]"]
    _write_keywords(groups, fields.get("keyword", ""), kept)
    if "editor" in record.names:
        groups["FED"] = [*map(_full, record.names["editor"]), *_cut_mark(record, "editor")]
    merge_kept(groups, record, _TABLE, done={"MH", "AU"})
    lines: list[Line] = []
    for tag, value in in_order({**groups, "FAU": ["…"]}, ORDER):
        lines += _author_lines(record, kept) if tag == "FAU" else [(tag, value)]
    return "".join(f"{tag:<4}- {value}\n" for tag, value in lines) + "\n"


def _write_keywords(groups: Groups, keywords: str, kept: dict[str, Any]) -> None:
    headings = [str(heading) for heading in kept.get("MH", ())][::-1]
    for keyword in map(one_line, keywords.split("; ") if keywords else ()):
        is_heading = bool(headings) and keyword == headings[-1]
        groups.setdefault("MH" if is_heading else "OT", []).append(headings.pop() if is_heading else keyword)


def _full(name: Name) -> str:
    if name.literal:
        return one_line(name.literal)
    given = " ".join(part for part in (name.given, name.dropping_particle, name.suffix) if part)
    return one_line(f"{name.full_family}, {given}" if given else name.full_family)


def _cut_mark(record: Record, variable: str) -> list[str]:
    return ["et al."] if variable in record.truncated else []


def _author_lines(record: Record, kept: dict[str, Any]) -> list[Line]:
    """Full and short name of each author, followed by what is kept about the author."""
    about: dict[int, list[Line]] = {}
    for tag in ("AUID", "AD"):
        for number, value in kept.get(tag, ()):
            about.setdefault(number, []).append((tag, one_line(str(value))))
    lines = about.get(0, [])
    shorts = iter([str(short) for short in kept.get("AU", ())])
    for number, name in enumerate(record.names.get("author", ()), start=1):
        if name.literal:
            lines.append(("CN", one_line(name.literal)))
        else:
            short = next(shorts, "")
            fits = short.split()[:1] == name.full_family.split()[:1]
            lines += [("FAU", _full(name)), ("AU", short if fits else one_line(_short(name)))]
        lines += about.get(number, [])
    return lines + [("AU", mark) for mark in _cut_mark(record, "author")]


NBIB = Format(
    name="nbib",
    title="MEDLINE (PubMed)",
    extensions=(".nbib",),
    looks_like=looks_like,
    read=read,
    stream=in_parts(read, cut),
    write=write,
    aliases=("medline", "pubmed"),
)
