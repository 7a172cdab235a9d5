"""RIS as databases and reference managers write it; the tables are in `soilbib.formats.ris_tags`.

What has no place in CSL stays in ``Record.extra["ris"]``: tag → list of values, and "TY" where the type is
not the one that is written for the CSL type.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from string import ascii_uppercase, digits

from soilbib.errors import FormatError, Loss, Place, Problem
from soilbib.formats.format import Format, parts
from soilbib.formats.plain import FORMS, Form, is_line, whole_line
from soilbib.formats.read_back import ReadBack, first_record
from soilbib.formats.ris_dialects import DIALECTS, Dialect, in_dialect
from soilbib.formats.ris_reading import Pair, is_unpublished, read_record, show_line
from soilbib.formats.ris_tags import CSL_TYPES, KNOWN_TAGS, TAG_ORDER, TYPES, writing_table
from soilbib.formats.tagged import TaggedLine, read_tagged
from soilbib.formats.tagged_records import one_line
from soilbib.model import Date, Record

_HEAD = re.compile(r"^[\ufeff \t]*TY {1,2}- {0,4}[A-Z]{2,}[ \t]*$", re.MULTILINE)
_FIRST_TYPE = re.compile(r"^[\ufeff \t]*TY( {1,2})-", re.MULTILINE | re.IGNORECASE)
_NARROW_TAGS = "|".join(
    sorted(tag for tag in KNOWN_TAGS if tag[0] != "C" or tag.isalpha())
)  # "C4 - " may be prose
_LINE = re.compile(
    rf"[\ufeff \t]*([A-Za-z][A-Za-z0-9](?= {{2}}-)|(?:{_NARROW_TAGS})(?= -(?: |$))) {{1,2}}-[ \t]*(.*)"
)
_PLAIN_START = re.compile(r"([A-Z][A-Z0-9])  -(.*)")
_NARROW_LINE = re.compile(r"[\ufeff \t]*([A-Z][A-Z0-9]) {1,2}-(?=[ \t]|$)[ \t]*(.*)")
_ALL_TAGS = frozenset(letter + other for letter in ascii_uppercase for other in ascii_uppercase + digits)
_HYPHENS = frozenset({"  - ", "  -"})
_RANKS = {tag: number for number, tag in enumerate(TAG_ORDER)}
_TAG = re.compile(r"[A-Z][A-Z0-9]")
_PAGES = re.compile(r"([^\s,;&-]+)-([^\s,;&-]+)")
_REPEATED: dict[str, tuple[str, str]] = {"keyword": ("KW", "; "), "note": ("N1", "\n")}
_FIXED: dict[str, str] = {"ISBN": "SN", "ISSN": "SN"}
_KEPT_TAGS = frozenset({"TY", "AD", "L1", "L2", "L3", "L4"})
_SEASON_WORDS = ("", "Spring", "Summer", "Autumn", "Winter")


def looks_like(head: str) -> bool:
    """Whether a line gives a reference type in RIS's way."""
    return bool(_HEAD.search(head))


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read RIS, whatever stands between the records; a record goes on to ER, the next TY or the end."""
    return _read_from(text, path, 1)


def stream(blocks: Iterable[str], path: str) -> Iterator[Record | Problem]:
    """Read RIS as it comes."""
    for part, lines in parts(blocks, cut):
        yield from _read_from(part, path, lines + 1)


def _read_from(text: str, path: str, line: int) -> Iterator[Record | Problem]:
    start = 0
    while start < len(text):
        end = text.find("\nER  -", start)
        end = text.find("\n", end + 1) if end >= 0 else -1
        end = end if end >= 0 else len(text)
        piece = text[start:end]
        lines = piece.count("\n")
        pairs = _plain_pairs(piece) or _wrapped_pairs(piece)
        if pairs:
            yield from read_record(pairs, path, line + piece.count("\n", 0, piece.find("TY")))
        else:
            yield from _read_lines(piece, path, line)
        start = end + 1
        line += lines + 1


def _plain_pairs(piece: str) -> list[Pair]:
    """The tags and values from TY to ER where each stands on a line of its own, else nothing."""
    lines = piece.strip("\n").split("\n")
    tags = [line[:2] for line in lines]
    if tags[0] != "TY" or tags[-1] != "ER" or tags.count("TY") + tags.count("ER") != 2:
        return []
    if not _ALL_TAGS.issuperset(tags) or not _HYPHENS.issuperset([line[2:6] for line in lines]):
        return []
    return [(line[:2], line[6:].strip()) for line in lines[:-1]]


def _wrapped_pairs(piece: str) -> list[Pair]:
    """The tags and values from TY to ER where values may go on on further lines; nothing where more is to be told."""
    first = _FIRST_TYPE.search(piece)
    if not first or len(first[1]) == 1:
        return []
    pairs: list[tuple[str, list[str]]] = []
    for line in piece.split("\n"):
        match = _PLAIN_START.match(line) or _LINE.match(line)
        if match:
            pairs.append((match[1].upper(), [match[2].strip()]))
        elif not line or line.isspace():
            continue
        elif not pairs:
            return []
        else:
            pairs[-1][1].append(line.strip())
    tags = [tag for tag, _ in pairs]
    if tags.count("TY") != 1 or tags.count("ER") != 1 or (tags[0], tags[-1]) != ("TY", "ER"):
        return []
    del pairs[-1]
    return [(tag, lines[0] if len(lines) == 1 else "\n".join(lines)) for tag, lines in pairs]


def _read_lines(text: str, path: str, first_line: int) -> Iterator[Record | Problem]:
    """Read up to the line of an ER, or to the end of the text, in any form."""
    first = _FIRST_TYPE.search(text)
    pattern = _NARROW_LINE if first and len(first[1]) == 1 else _LINE
    lines: list[TaggedLine] = []
    typed = False
    for line in read_tagged(text, pattern, "ER", first_line):
        if not line.tag or (line.tag == "ER" and not lines):
            yield _junk([line], path)
        elif line.tag == "ER":
            yield from read_record(_pairs(lines), path, lines[0].number)
            lines, typed = [], False
        elif line.tag == "TY" and (typed or any(earlier.ends_block for earlier in lines)):
            yield from _read_open(lines, typed, path)
            lines, typed = [line], True
        else:
            lines.append(line)
            typed = typed or line.tag == "TY"
    if lines:
        yield from _read_open(lines, typed, path)


def cut(text: str) -> int:
    """Up to where the records are whole: behind the last ER, or before a TY that ends a record without one."""
    end = max(text.rfind("\nER  -"), text.rfind("\nER -"))
    end = text.find("\n", end + 1) + 1 if end >= 0 else 0
    open_ends = [match.start() for match in _FIRST_TYPE.finditer(text, end)]
    return open_ends[-1] if len(open_ends) > 1 else end


def write(records: Iterable[Record], dialect: str = "") -> Iterator[str | Loss]:
    """Write records, each read back at once to see what was lost; ``dialect`` is a name of `DIALECTS`.

    Raises `FormatError` for another name.
    """
    if dialect and dialect not in DIALECTS:
        raise FormatError(f"RIS has no dialect {dialect!r} (known: {', '.join(DIALECTS)})")
    return _write(records, DIALECTS.get(dialect))


def _write(records: Iterable[Record], dialect: Dialect | None) -> Iterator[str | Loss]:
    back = ReadBack(
        "ris", "RIS", lambda text: first_record(read(text, "")), ("&", "  "), forms=_FORMS, kept=_is_kept
    )
    for record in records:
        text = _write_record(record, dialect)
        yield from back.losses(record, text)
        yield text


def _line_form(value: str) -> Hashable | None:
    """A line in which no entity is to be resolved and no spaces are made one."""
    return None if "&" in value or "  " in value else whole_line(value)


def _lines_form(value: str) -> Hashable | None:
    """Notes, each on a line."""
    return (
        min(value.count("\n"), 2)
        if value and all(text and is_line(text) for text in value.split("\n"))
        else None
    )


_FORMS: Mapping[str, Form] = {
    **FORMS,
    **dict.fromkeys(
        """title container-title publisher publisher-place archive archive_location call-number license section source
        volume issue number-of-volumes annote language version""".split(),
        _line_form,
    ),
    "abstract": whole_line,
    "URL": whole_line,
    "note": _lines_form,
}
"""RIS reads but few of its values for what they say."""


def _is_kept(tag: str) -> bool:
    """Whether the lines of a tag are kept by reading whatever they say."""
    return tag in _KEPT_TAGS or (tag not in KNOWN_TAGS and bool(_TAG.fullmatch(tag)))


def _read_open(lines: list[TaggedLine], typed: bool, path: str) -> Iterator[Record | Problem]:
    """Lines without an end mark: a record if they have a type, else stray ones behind the record before."""
    if not typed:
        yield _junk(lines, path)
        return
    place = Place(path, lines[0].number, 1)
    yield Problem("W206", "the record has no end mark (ER)", place, "warning")
    yield from read_record(_pairs(lines), path, lines[0].number)


def _pairs(lines: list[TaggedLine]) -> list[Pair]:
    return [(line.tag, "\n".join(line.lines)) for line in lines]


def _junk(lines: list[TaggedLine], path: str) -> Problem:
    text = "\n".join(show_line(tag, value) for tag, value in _pairs(lines))
    return Problem("W205", "text outside any record", Place(path, lines[0].number, 1), "info", text)


def _write_record(record: Record, dialect: Dialect | None = None) -> str:
    extra = record.extra.get("ris", {})
    ris_type = _ris_type(record, extra.get("TY"))
    written = _tagged_values(record, ris_type)
    if dialect:
        written = in_dialect(written, dialect, record.type, ris_type)
    lines = [f"TY  - {ris_type}"]
    lines += [f"{tag}  - {value}" for tag in sorted(written, key=_rank) for value in written[tag]]
    for tag, values in extra.items():
        if tag not in ("TY", "ER", "ID") and _TAG.fullmatch(tag) and isinstance(values, list | tuple):
            lines += [f"{tag}  - {value}" for value in values]
    return "\n".join([*lines, "ER  - ", "", ""])


def _rank(tag: str) -> int:
    return _RANKS.get(tag, len(_RANKS))


def _ris_type(record: Record, kept: object) -> str:
    """The type that the record came with, if it still says the same, or the usual one for the CSL type."""
    if (
        isinstance(kept, str)
        and kept.isalnum()
        and kept.isupper()
        and TYPES.get(kept, "document") == record.type
    ):
        return kept
    if is_unpublished(record.type, record.fields):
        return "CPAPER"
    return CSL_TYPES.get(record.type, "GEN")


def _tagged_values(record: Record, ris_type: str) -> dict[str, list[str]]:
    table = writing_table(record.type, ris_type)
    written: dict[str, list[str]] = {"ID": [one_line(record.id)]} if record.id.strip() else {}
    for variable, names in record.names.items():
        tag = table.get(variable)
        for name in names:
            _add(written, tag, one_line(name.inverted))
        if variable in record.truncated:
            _add(written, tag, "et al.")
    for variable, value in record.fields.items():
        for tag, text in _field_values(record, ris_type, table, variable, value):
            _add(written, tag, text)
    for variable, date in record.dates.items():
        dated = _issued_values(date) if variable == "issued" else [(table.get(variable), _write_date(date))]
        for tag, text in dated:
            _add(written, tag, text)
    return written


def _add(written: dict[str, list[str]], tag: str | None, text: str) -> None:
    if tag and text:
        if tag in written:
            written[tag].append(text)
        else:
            written[tag] = [text]


def _field_values(
    record: Record, ris_type: str, table: dict[str, str], variable: str, value: str
) -> list[tuple[str | None, str]]:
    """The tags that hold a field, each with its text."""
    text = one_line(value)
    if variable == "page":
        return _page_values(text, table.get("page") == "SP")
    if variable in _REPEATED:
        repeated, separator = _REPEATED[variable]
        return [(repeated, one_line(part)) for part in value.split(separator)]
    tag = _FIXED.get(variable) or table.get(variable)
    if record.type == "article-journal" and variable in ("PMID", "PMCID"):
        tag = "C2"
    elif record.type == "paper-conference":
        tag = _conference_tag(record, variable, ris_type) or tag
    return [(tag, text)]


def _page_values(text: str, alone: bool) -> list[tuple[str | None, str]]:
    """SP and EP; a value that is no simple range stays whole, and needs EP where SP alone means something else."""
    match = _PAGES.fullmatch(text)
    if match and match[1] != match[2]:
        return [("SP", match[1]), ("EP", match[2])]
    return [("SP", text)] if alone else [("SP", text), ("EP", text)]


def _conference_tag(record: Record, variable: str, ris_type: str) -> str:
    """EndNote's C1 and C3 hold the place and title of proceedings where those of the conference are given."""
    if variable == "container-title":
        return "C3" if "event-title" in record.fields or ris_type == "CPAPER" else "T2"
    if variable == "publisher-place":
        return "C1" if "event-place" in record.fields or ris_type == "CPAPER" else "CY"
    return {"event-title": "T2", "event-place": "CY"}.get(variable, "")


def _issued_values(date: Date) -> list[tuple[str | None, str]]:
    text = _write_date(date)
    if not date.start or not 0 < date.start[0] <= 9999:
        return [("PY", text)]
    year = f"{date.start[0]:04}"
    return [("PY", year)] if text == year else [("PY", year), ("DA", text)]


def _write_date(date: Date) -> str:
    """Year/month/day/other; ranges and approximate dates stand as EDTF in the fourth part."""
    if not date.start or not 0 < date.start[0] <= 9999:
        return one_line(date.text)
    other = _SEASON_WORDS[date.season] if 0 < date.season <= 4 else ""
    if date.circa or date.end is not None:
        other = date.edtf
    parts = [f"{date.start[0]:04}", *(f"{part:02}" for part in date.start[1:])]
    if len(parts) == 1 and not other:
        return parts[0]
    return "/".join([*parts, *[""] * (3 - len(parts)), other])


RIS = Format(
    name="ris",
    title="RIS",
    extensions=(".ris",),
    looks_like=looks_like,
    read=read,
    stream=stream,
    write=write,
    aliases=("refman", "endnote-ris"),
    options=("dialect",),
    dialects=tuple(DIALECTS),
)
