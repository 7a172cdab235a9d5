"""The Cochrane Library's text export ("Record #1 of 12", then "AU: …" lines).

It is read only: the library exports it and nobody imports it. What has no place in CSL stays in
``Record.extra["cochrane"]`` under its tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from soilbib.errors import Place, Problem
from soilbib.formats.format import Format, in_parts
from soilbib.formats.inverted_names import read_inverted, with_comma
from soilbib.formats.tagged import TaggedLine, read_tagged
from soilbib.formats.tagged_records import Draft, Groups, TagTable, dot_initials, last_start
from soilbib.model import Name, Record, Source
from soilbib.model.identifiers import bare_doi
from soilbib.model.names import looks_like_organisation

_START = re.compile(r"^\ufeff?Record #\d+ of \d+[ \t\r]*$", re.MULTILINE)
_FIRST_TAG = re.compile(r"Record #\d+ of \d+[ \t\r]*\n\s*(?:ID|AU|TI|SO): ")
_TAGS = "AB AD AU CC CR DE DOI ED ID IS KY LA MH NO PB PG PM PT PY SN SO ST TI UI UR US VL XR YR"
_LINE = re.compile(rf"({'|'.join(_TAGS.split())}):(?: |$)[ \t]*(.*)")
_DATABASE = re.compile(r"(?:PUBMED|MEDLINE)?[ :]*(\d{4,9})", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_AUTHOR_SEAM = re.compile(r"\s*;\s*")
_HEADING = re.compile(r"Abstract - (?=[A-Z])")
_SEAM = re.compile(r"\s*;\s+|\s*;$")
_TYPES: dict[str, str] = {
    "book": "book", "book chapter": "chapter", "conference abstract": "paper-conference",
    "conference paper": "paper-conference", "conference proceeding": "paper-conference", "dissertation": "thesis",
    "journal article": "article-journal", "report": "report", "thesis": "thesis", "trial registry record": "webpage",
}  # fmt: skip
"""Publication type in lower case → CSL type, the first of several that is known; else an article in a journal."""

_VARIABLES: dict[str, str] = {
    "ID": "call-number", "TI": "title", "SO": "container-title", "YR": "issued", "PY": "issued", "VL": "volume",
    "NO": "issue", "IS": "issue", "PG": "page", "PB": "publisher", "SN": "ISSN", "AB": "abstract", "LA": "language",
    "US": "URL", "UR": "URL", "DOI": "DOI", "PM": "PMID", "AU": "author", "ED": "editor", "KY": "keyword",
}  # fmt: skip


def looks_like(head: str) -> bool:
    """Whether records are numbered as the library does it and have its tags with a colon."""
    return bool(_FIRST_TAG.search(head))


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read the records between the numbers; text before the first number is a W205 problem."""
    starts = [match.start() for match in _START.finditer(text)]
    before = text[: starts[0]] if starts else text
    if before.strip("\ufeff \r\n\t"):
        yield Problem("W205", "text outside any record", Place(path, 1, 1), "info", before.strip())
    number, counted = 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        number += text.count("\n", counted, start)
        counted = start
        heading, _, body = text[start:end].partition("\n")
        lines = [line for line in read_tagged(body, _LINE, first=number + 1) if line.value]
        if lines:
            yield _read_record(lines, Source("cochrane", path, number))
        else:
            yield Problem("E103", "the record has no fields", Place(path, number, 1), text=heading.strip())


def cut(text: str) -> int:
    """How much of the start of a text can be read by itself: up to the last number of a record."""
    return last_start(text, "\n", _START)


def _read_record(lines: list[TaggedLine], source: Source) -> Record:
    groups: Groups = {}
    for line in lines:
        groups.setdefault(line.tag, []).append(line.value)
    draft = Draft("cochrane", _type(groups))
    draft.extra.update({"": groups.pop("")} if "" in groups else {})
    for tag in ("AU", "ED"):
        groups[tag] = [name for value in groups.pop(tag, ()) for name in _AUTHOR_SEAM.split(value) if name]
    groups["KY"] = [word for value in groups.pop("KY", ()) for word in _SEAM.split(value) if word]
    groups["AB"] = [_HEADING.sub("", value) for value in groups.pop("AB", ())]
    groups["DOI"] = list(map(bare_doi, groups.pop("DOI", ())))
    _take_numbers(draft, groups)
    _take_source(draft, groups)
    draft.take_tags({tag: values for tag, values in groups.items() if values}, _TABLE)
    return draft.build(source)


def _type(groups: Groups) -> str:
    said = (word.lower() for value in groups.get("PT", ()) for word in _SEAM.split(value))
    return next((_TYPES[word] for word in said if word in _TYPES), "article-journal")


def _take_numbers(draft: Draft, groups: Groups) -> None:
    """PM is "PUBMED 28117890"; what is no number is kept."""
    for value in groups.pop("PM", ()):
        match = _DATABASE.fullmatch(value)
        if match:
            draft.take("PMID", match[1], "PM")
        else:
            draft.keep("PM", [value])


def _take_source(draft: Draft, groups: Groups) -> None:
    """The source of a trial in a registry is its address, which says more than the library's own."""
    addresses = [value for value in groups.get("SO", ()) if _ADDRESS.fullmatch(value)]
    if addresses:
        groups["SO"] = [value for value in groups["SO"] if value not in addresses]
        draft.fields["URL"] = addresses[0]


def _read_name(text: str) -> Name:
    """ "Doe J", "Doe, JR", "Doe, Jane" or a group."""
    name = dot_initials(read_inverted(with_comma(text)))
    return Name(literal=text) if name.family and looks_like_organisation(text) else name


_TABLE = TagTable("cochrane", _VARIABLES, joined={"keyword": "; "}, read_name=_read_name)


COCHRANE = Format(
    name="cochrane",
    title="Cochrane Library text",
    extensions=(),
    looks_like=looks_like,
    read=read,
    stream=in_parts(read, cut),
    write=None,
    aliases=("cochrane-text", "cochrane-library"),
)
