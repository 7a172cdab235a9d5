"""One record as RIS, by the tables of `soilbib.formats.ris_tags`."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from functools import cache

from soilbib.formats import plain
from soilbib.formats.plain import NOTHING, Form
from soilbib.formats.ris_dates import days_through
from soilbib.formats.ris_dialects import Dialect, in_dialect
from soilbib.formats.ris_tags import CSL_TYPES, KNOWN_TAGS, TAG_ORDER, TYPES, writing_table
from soilbib.formats.ris_values import is_unpublished
from soilbib.formats.tagged_records import one_line
from soilbib.model import Date, Name, Record


class _Ranks(dict[str, int]):
    """Tag → its place among the lines; those that have none stand last."""

    def __missing__(self, _tag: str) -> int:
        return len(self)


_RANKS = _Ranks({tag: number for number, tag in enumerate(TAG_ORDER)})
_TAG = re.compile(r"[A-Z][A-Z0-9]")
_PAGES = re.compile(r"([^\s,;&-]+)-([^\s,;&-]+)")
_REPEATED: dict[str, tuple[str, str]] = {"keyword": ("KW", "; "), "note": ("N1", "\n")}
_FIXED: dict[str, str] = {"ISBN": "SN", "ISSN": "SN"}
_SEASON_WORDS = ("", "Spring", "Summer", "Autumn", "Winter")
_KEPT_TAGS = frozenset({"TY", "AD", "L1", "L2", "L3", "L4"})


def _line(value: str) -> Hashable | None:
    """A text on one line, whatever it says."""
    return None if not value or "\n" in value or "\r" in value or value.strip() != value else ""


def _text(value: str) -> Hashable | None:
    """A line in which no entity is to be resolved and no spaces are made one."""
    return None if "&" in value or "  " in value or "\u00a0" in value else _line(value)


def _doi(value: str) -> Hashable | None:
    return _text(value) if value.startswith("10.") else None


def _words(value: str) -> Hashable | None:
    """Keywords of which none is empty or has spaces at its ends."""
    return None if " ;" in value or value[:1] == ";" or value[-1:] == ";" else _text(value)


def _lines(value: str) -> Hashable | None:
    """Notes, each on a line."""
    return "" if all(_line(text) == "" for text in value.split("\n")) else None


FORMS: Mapping[str, Form] = {
    **plain.FORMS,
    **dict.fromkeys(
        """id title container-title publisher publisher-place archive archive_location call-number license section
        source volume issue number-of-volumes annote language version""".split(),
        _text,
    ),
    **dict.fromkeys(("abstract", "URL"), _line),
    "DOI": _doi,
    "keyword": _words,
    "note": _lines,
}
"""RIS reads but few of its values for what they say."""


def is_kept(tag: str) -> bool:
    """Whether the lines of a tag are kept by reading whatever they say."""
    return tag in _KEPT_TAGS or (tag not in KNOWN_TAGS and bool(_TAG.fullmatch(tag)))


def write_record(record: Record, dialect: Dialect | None = None) -> str:
    """The lines of a record, up to the blank one behind its end."""
    extra = record.extra.get("ris", NOTHING)
    ris_type = _ris_type(record, extra.get("TY"))
    written = _tagged_values(record, ris_type)
    if dialect:
        written = in_dialect(written, dialect, record.type, ris_type)
    lines = [f"{tag}  - {value}" for tag in sorted(written, key=_RANKS.__getitem__) for value in written[tag]]
    for tag, values in extra.items():
        if tag not in ("TY", "ER", "ID") and _TAG.fullmatch(tag) and isinstance(values, list | tuple):
            lines += [f"{tag}  - {value}" for value in values]
    return "\n".join([f"TY  - {ris_type}", *lines, "ER  - ", "", ""])


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
        tag = table.get(variable, "")
        lines = [text for text in map(_inverted, names) if text]
        if variable in record.truncated:
            lines.append("et al.")
        if tag and lines:
            written.setdefault(tag, []).extend(lines)
    simple = _simple_tags(record.type, ris_type)
    if simple.get("volume-title") == "T3" and not record.fields.get("collection-title"):
        simple = {**simple, "volume-title": ""}  # alone it would be read as the series
    for variable, value in record.fields.items():
        tag = simple.get(variable, "")
        if tag:
            text = value.strip()
            if text:
                written.setdefault(tag, []).append(one_line(text) if "\n" in text or "\r" in text else text)
        else:
            _add(written, _field_values(record, ris_type, table, variable, value))
    for variable, date in record.dates.items():
        dated = _issued_values(date) if variable == "issued" else [(table.get(variable), _write_date(date))]
        _add(written, dated)
    if record.type == "paper-conference" and "Y2" not in written and "event-date" in record.dates:
        _add(written, [("Y2", days_through(record.dates["event-date"]))])
    return written


def _add(written: dict[str, list[str]], values: Iterable[tuple[str | None, str]]) -> None:
    for tag, text in values:
        if tag and text:
            written.setdefault(tag, []).append(text)


def _inverted(name: Name) -> str:
    """The name in index order on one line."""
    other = name.literal or name.suffix or name.dropping_particle or name.non_dropping_particle
    text = f"{name.family}, {name.given}" if name.given and not other else name.inverted
    text = text.strip()
    return one_line(text) if "\n" in text or "\r" in text else text


@cache
def _simple_tags(csl_type: str, ris_type: str) -> dict[str, str]:
    """The variables whose text stands in one tag, whatever else there is in a record of a type."""
    special = {"page", *_REPEATED}
    if csl_type == "article-journal":
        special |= {"PMID", "PMCID"}
    elif csl_type == "paper-conference":
        special |= {"container-title", "publisher-place", "event-title", "event-place"}
    tags = {**writing_table(csl_type, ris_type), **_FIXED}
    return {variable: tag for variable, tag in tags.items() if variable not in special}


def _field_values(
    record: Record, ris_type: str, table: dict[str, str], variable: str, value: str
) -> list[tuple[str | None, str]]:
    """The tags that hold a field which has no simple one, each with its text."""
    text = one_line(value)
    if variable == "page":
        return _page_values(text, table.get("page") == "SP")
    if variable in _REPEATED:
        repeated, separator = _REPEATED[variable]
        return [(repeated, one_line(part)) for part in value.split(separator)]
    if record.type == "paper-conference":
        return [(_conference_tag(record, variable, ris_type) or table.get(variable), text)]
    return [("C2" if variable in ("PMID", "PMCID") and record.type == "article-journal" else None, text)]


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
