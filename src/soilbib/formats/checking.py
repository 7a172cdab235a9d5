"""What every record goes through when it is read: identifiers and pages in one spelling and checked, texts in NFC.

Nothing is guessed: an identifier that fails its check, and a text that seems to have been decoded or escaped
wrongly before, stay as they are and are named by a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import unescape
from unicodedata import is_normalized, normalize

from msgspec.structs import replace

from soilbib.errors import Place, Problem
from soilbib.model import Name, Record
from soilbib.model.identifiers import IDENTIFIERS, plain_central, plain_doi, plain_pubmed, plain_serial
from soilbib.model.numbers import plain_pages

_MARK = re.compile(r"\s*[:;,]+\s*\Z|\s+/\s*\Z")


def _without_mark(text: str) -> str:
    """A text without the mark that catalogues put between it and the next one ("London :", "Longmans,")."""
    return _MARK.sub("", text) if text[-1:] in ":;,/" else text


_PLAIN: dict[str, Callable[[str], str]] = {
    "DOI": plain_doi,
    "ISBN": plain_serial,
    "ISSN": plain_serial,
    "PMID": plain_pubmed,
    "PMCID": plain_central,
}
"""Identifier → its usual spelling."""

_TIDY: dict[str, Callable[[str], str]] = {
    "page": plain_pages,
    "publisher": _without_mark,
    "publisher-place": _without_mark,
}
"""Variable → its value without what stands around it."""

_MARKED = frozenset(
    {"title", "title-short", "container-title", "collection-title", "original-title", "abstract"}
)
_WITH_HTML = frozenset({"biblatex", "bibtex", "csv", "enw", "nbib", "ovid", "refworks", "ris", "wos"})
"""The formats of plain text in which titles and abstracts come with the publishers' HTML, JATS or MathML."""

_OF_EXPORTS = frozenset({"csv", "endnotexml", "enw", "ovid", "refworks", "ris", "wos"})
"""The formats of databases' exports, which give a DOI at times as an address only."""

_DOI_ADDRESS = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/\S+)", re.IGNORECASE)
_LISTS = frozenset({"ISBN", "ISSN"})
_GARBLED = re.compile(
    rb"\xc3[\x82\x83]\xc2|\xc3\x83(?:\xc3\x82|\xc6\x92)|\xc3\xa2\xe2\x82\xac|\xc2[\x80-\x84\x86-\x9f]"
)
"""In UTF-8: what UTF-8 read as Latin 1 looks like ("Ã©", "Â ", "Ãƒ", "â€"), and ISO 8859's control characters."""

_ESCAPED_TWICE = re.compile(r"&amp;(?:amp|lt|gt|quot|apos|nbsp|#\d{1,5}|#x[0-9a-f]{1,4});", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,5}|#x[0-9a-f]{1,4}|[a-z]{2,8});", re.IGNORECASE)
_WITH_ENTITIES = _MARKED | {"publisher"}
_SHOWN = 120


def checked(items: Iterable[Record | Problem], nfc: bool = True) -> Iterator[Record | Problem]:
    """The records with their identifiers and texts in one form, each behind the problems that it has.

    ``nfc`` is False for formats whose files are updated in place: their texts stay as they are in the file.
    """
    for item in items:
        if isinstance(item, Problem):
            yield item
            continue
        problems: list[Problem] = []
        record = _with_fields(item, nfc, problems)
        if not all(map(_is_plain, item.names.values())):
            record = _with_names(record, nfc, problems)
        if "URL" in record.fields and "DOI" not in record.fields and record.source.format in _OF_EXPORTS:
            record = _with_doi(record)
        yield from problems
        yield record


def _with_fields(record: Record, nfc: bool, problems: list[Problem]) -> Record:
    fields = record.fields
    changed: dict[str, str] = {}
    whole = "".join(fields.values())
    plain = whole.isascii() and "<" not in whole and "&" not in whole
    for variable in _TIDY.keys() & fields.keys():
        changed[variable] = _TIDY[variable](fields[variable])
    for variable in [name for name in fields if name in _PLAIN] if plain else fields:
        value = fields[variable]
        if variable in _PLAIN:
            bare, wrong = _identifier(variable, value)
            if bare != value:
                changed[variable] = bare
            problems += [
                _problem(record, "W209", f"{variable} {part!r} is not valid; it is kept", part)
                for part in wrong
            ]
        elif not value.isascii():
            data = _bytes(value)
            if _is_garbled(data):
                message = f"{variable} seems to be decoded wrongly; it is kept"
                problems.append(_problem(record, "W212", message, value))
            if nfc and not _is_composed(value, data):
                changed[variable] = normalize("NFC", changed.get(variable, value))
        if "<" in value and variable in _MARKED and record.source.format in _WITH_HTML:
            changed[variable] = _with_markup(changed.get(variable, value))
        if "&" not in value or not _ENTITY.search(value):
            continue
        if _ESCAPED_TWICE.search(value):
            problems.append(
                _problem(record, "W212", f"{variable} seems to be escaped twice; it is kept", value)
            )
        elif variable in _WITH_ENTITIES and record.source.format in _WITH_HTML:
            changed[variable] = unescape(changed.get(variable, value))
    changed = {variable: value for variable, value in changed.items() if value != fields[variable]}
    return record.replace(fields={**fields, **changed}) if changed else record


def _with_doi(record: Record) -> Record:
    """The record with the DOI that its address is, which stays."""
    match = _DOI_ADDRESS.fullmatch(record.fields["URL"])
    if not match:
        return record
    source = replace(record.source, fields={**record.source.fields, "DOI": "URL"})
    return record.replace(fields={**record.fields, "DOI": plain_doi(match[1])}, source=source)


def _with_markup(value: str) -> str:
    """A text with the inline tags of HTML, JATS and MathML as the markup of a value."""
    from soilbib.formats.xml_text import has_foreign_markup, html_text

    return html_text(value) if has_foreign_markup(value) else value


def _with_names(record: Record, nfc: bool, problems: list[Problem]) -> Record:
    doubtful = False
    for variable, names in record.names.items():
        for name in names:
            text = f"{name.family} {name.given} {name.suffix} {name.dropping_particle} {name.literal}"
            if text.isascii():
                continue
            data = _bytes(text)
            doubtful = doubtful or not _is_composed(text, data)
            if _is_garbled(data):
                message = f"{variable} {name.inverted!r} seems to be decoded wrongly; it is kept"
                problems.append(_problem(record, "W212", message, name.inverted))
    if not (nfc and doubtful):
        return record
    composed = {variable: tuple(map(_compose, names)) for variable, names in record.names.items()}
    return record.replace(names=composed) if composed != record.names else record


def _is_plain(names: tuple[Name, ...]) -> bool:
    return all(name.family.isascii() and name.given.isascii() and name.literal.isascii() for name in names)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _is_garbled(data: bytes) -> bool:
    """Whether a text in UTF-8 has what comes of a wrong decoding; single bytes are looked for first, being fast."""
    return (b"\xef" in data and b"\xef\xbf\xbd" in data) or (
        (b"\xc2" in data or b"\xc3" in data) and bool(_GARBLED.search(data))
    )


def _is_composed(value: str, data: bytes) -> bool:
    """Whether a text is in NFC; the bytes are those that begin combining marks, jamo, "Å" for ångström and the like."""
    doubtful = (
        b"\xcc" in data or b"\xcd" in data or b"\xe1" in data or b"\xe2\x84" in data or b"\xe3\x82" in data
    )
    return not doubtful or is_normalized("NFC", value)


def _compose(name: Name) -> Name:
    """A name with its accents composed."""
    text = name.family + name.given + name.literal
    if _is_composed(text, _bytes(text)):
        return name
    return replace(
        name,
        family=normalize("NFC", name.family),
        given=normalize("NFC", name.given),
        literal=normalize("NFC", name.literal),
    )


@lru_cache(maxsize=1 << 14)
def _identifier(variable: str, value: str) -> tuple[str, tuple[str, ...]]:
    """An identifier in its usual spelling, and its parts that have a wrong form or check digit."""
    plain = _PLAIN[variable](value)
    scheme = IDENTIFIERS[variable]
    wrong = []
    for part in plain.split(", ") if variable in _LISTS else (plain,):
        normal = scheme.normalise(part)
        if normal is None or not scheme.is_valid(normal):
            wrong.append(part)
    return plain, tuple(wrong)


def _problem(record: Record, code: str, message: str, text: str) -> Problem:
    short = message if len(message) <= _SHOWN else f"{message[:_SHOWN]}…"
    return Problem(code, short, Place(record.source.path, record.source.line), "warning", text)
