"""Edits of entries that change as few characters of a file as possible; new fields look like their neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from soilbib.formats.bibtex.changes import Change, key_span, line_end_of, value_span
from soilbib.formats.bibtex.syntax import Block, Field

_COMMA = re.compile(r"\s*,")
_REST_OF_LINE = re.compile(r"[ \t]*(?=\r|\n)")
_SPACED_EQUALS = re.compile(r"(\s*)=(\s*)")
_BAD_KEY = re.compile(r"[\s,{}()=\"#%~\\]")
_NAME = re.compile(r'[^\s=,{}"#%@()\\]+')


def checked(value: str) -> str:
    """The value, if it can stand between braces; raises `ValueError` if not."""
    depth = 0
    for char in value:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            break
    if depth:
        raise ValueError(f"unbalanced braces in {value!r}")
    return value


def set_field(text: str, entry: Block, name: str, value: str) -> list[Change]:
    """Put a text into a field, between the delimiters that are there; add the field where there is none."""
    checked(value)
    field = find_field(entry, name)
    if field is None:
        return add_fields(text, entry, [(name, f"{{{value}}}")])
    start, end = value_span(text, field)
    written = text[start:end]
    single = not field.pieces and len(written) > 1
    if single and written[0] + written[-1] == "{}":
        return [Change(start + 1, end - 1, value)]
    if single and written[0] + written[-1] == '""' and '"' not in value:
        return [Change(start + 1, end - 1, value)]
    return [Change(start, end, f"{{{value}}}")]


def set_source(text: str, entry: Block, name: str, source: str) -> list[Change]:
    """Like `set_field`, with the value as it is to stand in the file: ``{text}``, ``"text"``, ``jan``, ``a # b``."""
    if source.startswith("{") and source.endswith("}"):
        return set_field(text, entry, name, source[1:-1])
    field = find_field(entry, name)
    if field is None:
        return add_fields(text, entry, [(name, source)])
    return [Change(*value_span(text, field), source)]


def find_field(entry: Block, name: str) -> Field | None:
    """The first field of that name, in any case."""
    lower = name.lower()
    return next((field for field in entry.fields if field.name == lower), None)


def add_fields(text: str, entry: Block, fields: Sequence[tuple[str, str]]) -> list[Change]:
    """Put fields (name, value with its delimiters) after the last one of an entry, laid out like that one."""
    if not fields:
        return []
    if bad := next((name for name, _ in fields if not _NAME.fullmatch(name)), None):
        raise ValueError(f"not a field name: {bad!r}")
    line_end = line_end_of(text)
    if not entry.fields:
        start = key_span(text, entry)[1]
        comma = _COMMA.match(text, start, entry.end)
        start = comma.end() if comma else start
        lines = "".join(f"{line_end}  {name} = {value}," for name, value in fields)
        after = "" if _REST_OF_LINE.match(text, start, entry.end) else line_end
        return [Change(start, start, ("" if comma else ",") + lines + after)]
    last = entry.fields[-1]
    before, equals = _layout(text, last)
    end = value_span(text, last)[1]
    comma = _COMMA.match(text, end, entry.end)
    written = [f"{before}{name}{equals}{value}" for name, value in fields]
    if comma:
        return [Change(comma.end(), comma.end(), ",".join(written) + ",")]
    return [Change(end, end, "".join("," + field for field in written))]


def _layout(text: str, field: Field) -> tuple[str, str]:
    """What stands before a field's name (line end and indent), and its equals sign with blanks."""
    line_start = text.rfind("\n", 0, field.start) + 1
    indent = text[line_start : field.start]
    before = line_end_of(text) + indent if line_start and not indent.strip() else " "
    match = _SPACED_EQUALS.search(text, field.start, field.end)
    return before, match.group() if match and "\n" not in match.group() else " = "


def remove_field(text: str, entry: Block, name: str) -> list[Change]:
    """Take the fields of that name out, each with one comma and, where it has one to itself, its line."""
    lower = name.lower()
    return [_without(text, entry, field) for field in entry.fields if field.name == lower]


def _without(text: str, entry: Block, field: Field) -> Change:
    end = value_span(text, field)[1]
    comma = _COMMA.match(text, end, entry.end)
    if comma is None:
        kept = len(text[entry.start : field.start].rstrip())
        return Change(entry.start + kept - (text[entry.start + kept - 1] == ","), end, "")
    start, end = field.start, comma.end()
    line_start = text.rfind("\n", entry.start, start) + 1
    if line_start and not text[line_start:start].strip() and _REST_OF_LINE.match(text, end):
        start = line_start - 1 - (text[line_start - 2] == "\r")
    return Change(start, end, "")


def rename_key(text: str, entry: Block, key: str) -> list[Change]:
    """Give an entry another key; raises `ValueError` for one that cannot stand in a file."""
    if _BAD_KEY.search(key):
        raise ValueError(f"not a citation key: {key!r}")
    start, end = key_span(text, entry)
    missing_comma = not entry.key and not _COMMA.match(text, end, entry.end)
    return [Change(start, end, key + "," if missing_comma else key)]
