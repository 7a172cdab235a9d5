"""The writers of both dialects.

Each record is written by the tables of `mapping` and read back, unless it is known what would be read
(`soilbib.formats.read_back`): whatever comes back otherwise is a `Loss`. So the report cannot forget a case. An entry
that points to others by ``crossref`` and the like may inherit from what stands before or after it: it is read back at
the end, within the whole of what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from soilbib.errors import Loss
from soilbib.formats.bibtex.charset import Charset, to_charset
from soilbib.formats.bibtex.dates import MONTH_MACROS, write_date
from soilbib.formats.bibtex.encoding import encode
from soilbib.formats.bibtex.inheritance import LINKS
from soilbib.formats.bibtex.languages import code_of, name_of
from soilbib.formats.bibtex.losses import losses_of
from soilbib.formats.bibtex.mapping import (
    BIBTEX_TYPES,
    ENTRY_TYPES,
    EPRINT_LINKS,
    KEYS,
    PARTS,
    RULES,
    SUBTYPES,
    TABLES,
    THESIS_GENRES,
    WRITTEN_TYPES,
    Dialect,
    Rule,
)
from soilbib.formats.bibtex.names import write_names
from soilbib.formats.bibtex.reader import read_biblatex, read_bibtex, stream_biblatex, stream_bibtex
from soilbib.formats.bibtex.records import ENTRY_TYPE, EXTRA, LIST_SEPARATOR, eprint_link
from soilbib.formats.plain import FORMS, SPECIAL, Form
from soilbib.formats.read_back import ReadBack, first_record
from soilbib.formats.spool import TemporaryText
from soilbib.model.dates import Date
from soilbib.model.record import Record

_BAD_KEY = re.compile(r"[\s,{}\\~%=]+")
_FIELD_NAME = re.compile(r'[^\s=,{}"#%@()\\]+|[^\W\d][^=,{}"@\n%#]*')
_ENTRY_KIND = re.compile(r"[^\W\d_][\w:.-]*")
_NO_RECORDS = frozenset({"comment", "preamble", "string", "xdata"})
_PAGE_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_E_PRINTS = frozenset(
    {"arxiv", "jstor", "hdl", "googlebooks", "pubmed", "biorxiv", "medrxiv", "hal", "ssrn", "osf"}
)
_ORDER = {rule.variable: index for index, rule in reversed(list(enumerate(RULES)))}
_SUBTYPE_NAMES = {csl_type: name for name, csl_type in reversed(SUBTYPES.items())}
_VERBATIM_NAME = re.compile(r"url|doi|eprint|file|pdf|local-url|bdsk-.*|pmid|pmcid|archive|archive_location")
_KEY_NAMES = {variable: {text: key for key, text in keys.items()} for variable, keys in KEYS.items()}
_SPECIAL = (*SPECIAL, "\\", "{", "}", "~", "^", "<", "`", "$", "#", "_", '"', "--", "''")
_FORMS: Mapping[str, Form] = {
    **FORMS,
    "archive": lambda value: None if value.lower() in EPRINT_LINKS else FORMS["archive"](value),
}
_THESIS_KINDS = {genre: kind for kind, genre in THESIS_GENRES.items()}


class Entry(Struct, frozen=True):
    """What is written of a record: entry type, key, and fields with their values in braces or as macros."""

    kind: str
    key: str
    fields: tuple[tuple[str, str], ...]

    def text(self) -> str:
        """The entry as it stands in a file, a field a line."""
        lines = [f"  {name} = {value}," for name, value in self.fields]
        return "\n".join([f"@{self.kind}{{{self.key},", *lines, "}\n"])


def write_bibtex(records: Iterable[Record], charset: Charset = "utf8") -> Iterator[str | Loss]:
    """Write BibTeX: the classic types, ``year`` and ``month``, ``journal``, ``address``.

    What ``charset`` ("ascii", "latin1" or "utf8") lacks is written as LaTeX commands.
    """
    return _write(records, "bibtex", charset)


def write_biblatex(records: Iterable[Record], charset: Charset = "utf8") -> Iterator[str | Loss]:
    """Write BibLaTeX: its types, EDTF dates, ``journaltitle``, ``location``; ``charset`` as in `write_bibtex`."""
    return _write(records, "biblatex", charset)


def _write(records: Iterable[Record], dialect: Dialect, charset: Charset) -> Iterator[str | Loss]:
    separator = ""
    waiting: dict[int, Record] = {}
    back = ReadBack(
        EXTRA,
        dialect,
        lambda text: _read_back(text, dialect),
        _SPECIAL,
        forms=_FORMS,
        compare=lambda record, again: losses_of(record, again or Record(), dialect),
    )
    with TemporaryText() as written:
        for index, record in enumerate(records):
            entry = entry_of(record, dialect, charset)
            text = entry.text()
            yield separator + text
            separator = "\n"
            written.append(text)
            if "xdata" in text or any(name in LINKS for name, _ in entry.fields):
                waiting[index] = record
            else:
                yield from back.losses(record, text)
        if waiting:
            for index, again in enumerate(_read_again(written.blocks(), dialect)):
                if index in waiting:
                    yield from losses_of(waiting[index], again, dialect)


def _read_again(blocks: Iterable[str], dialect: Dialect) -> Iterator[Record]:
    stream = stream_biblatex if dialect == "biblatex" else stream_bibtex
    return (item for item in stream(blocks, "") if isinstance(item, Record))


def entry_of(record: Record, dialect: Dialect, charset: Charset = "utf8") -> Entry:
    """The entry of a record, before it is laid out."""
    entry = _EntryWriter(record, dialect).write()
    if charset == "utf8":
        return entry
    fields = [
        (name, value if _VERBATIM_NAME.fullmatch(name) else to_charset(value, charset))
        for name, value in entry.fields
    ]
    return Entry(entry.kind, entry.key, tuple(fields))


def _read_back(text: str, dialect: Dialect) -> Record | None:
    return first_record((read_biblatex if dialect == "biblatex" else read_bibtex)(text, ""))


class _EntryWriter:
    """Collects the fields of one entry."""

    def __init__(self, record: Record, dialect: Dialect) -> None:
        self.record = record
        self.dialect = dialect
        self.kept = record.extra.get(EXTRA, {})
        self.csl_type = record.type if record.type in TABLES else "document"
        self.rules = TABLES[self.csl_type].by_variable
        self.fields: list[tuple[str, str]] = []
        self.used = ""  # the field of extra that is written as a variable's

    def write(self) -> Entry:
        """The entry."""
        kind, subtype = self._kind()
        for variable in self._variables():
            rule = self.rules[variable]
            if variable in self.record.names:
                self._names(rule)
            elif variable in self.record.dates:
                self._date(rule, self.record.dates[variable])
            else:
                self._value(rule, kind, self.record.fields[variable])
        if kind == "phdthesis" and not self.record.fields.get("genre"):
            self.fields.append(("type", "{Thesis}"))
        if subtype:
            self.fields.append(("entrysubtype", f"{{{subtype}}}"))
        self._shape_titles()
        self._extra()
        return Entry(kind, written_key(self.record.id), tuple(self.fields))

    def _variables(self) -> list[str]:
        record = self.record
        present = [*record.names, *record.dates, *record.fields]
        return sorted((name for name in present if name in self.rules), key=_ORDER.__getitem__)

    def _kind(self) -> tuple[str, str]:
        """The entry type, and the ``entrysubtype`` that keeps what the type cannot say."""
        kind = self._main_kind()
        read_as = ENTRY_TYPES.get(kind, "document")
        if kind == "unpublished":
            said = {*self.record.fields, *self.record.dates}
            has_event = not said.isdisjoint(("event-title", "event-place", "event-date"))
            read_as = "speech" if has_event else "manuscript"
        saved = self.kept.get(ENTRY_TYPE)
        if saved in ENTRY_TYPES and saved != kind and ENTRY_TYPES[saved] == self.record.type:
            return kind, saved if saved not in BIBTEX_TYPES else ""
        if read_as == self.record.type:
            return kind, ""
        return kind, _SUBTYPE_NAMES.get(
            self.record.type, self.csl_type
        ) if self.csl_type == self.record.type else ""

    def _main_kind(self) -> str:
        saved = self.kept.get(ENTRY_TYPE)
        known = saved in BIBTEX_TYPES or (saved in ENTRY_TYPES and self.dialect == "biblatex")
        if isinstance(saved, str) and known and ENTRY_TYPES[saved] == self.record.type:
            return saved
        if isinstance(saved, str) and saved not in ENTRY_TYPES and self.record.type == "document":
            return saved if _ENTRY_KIND.fullmatch(saved) and saved.lower() not in _NO_RECORDS else "misc"
        if self.csl_type == "thesis" and self.dialect == "bibtex":
            return _THESIS_KINDS.get(self.record.fields.get("genre", ""), "phdthesis")
        return WRITTEN_TYPES[self.csl_type][self.dialect]

    def _name_of(self, rule: Rule) -> str:
        return rule.biblatex if self.dialect == "biblatex" else rule.bibtex

    def _names(self, rule: Rule) -> None:
        truncated = rule.variable in self.record.truncated
        value = write_names(self.record.names[rule.variable], truncated, self.dialect == "biblatex")
        if value:
            self.fields.append((self._name_of(rule), f"{{{value}}}"))

    def _value(self, rule: Rule, kind: str, value: str) -> None:
        name = self._name_of(rule)
        if rule.variable == "URL" and value == eprint_link(self.record.fields):
            return  # the reader makes it from the e-print again
        if rule.kind == "verbatim":
            archive = self.record.fields.get("archive", "arxiv")
            if rule.variable in ("archive", "archive_location") and archive.lower() not in _E_PRINTS:
                name = rule.variable
            text = value if _is_balanced(value) else encode(value)
        elif rule.kind == "pages":
            text = _PAGE_HYPHEN.sub("--", encode(value))
        elif rule.kind == "language":
            name, text = self._language(name, value)
        elif rule.kind == "key":
            if rule.variable == "genre" and THESIS_GENRES.get(kind) == value:
                return
            keys = _KEY_NAMES[rule.variable] if self.dialect == "biblatex" else {}
            text = keys.get(value) or encode(value)
        elif rule.kind == "list" and self.dialect == "biblatex":
            text = " and ".join(_list_piece(piece) for piece in value.split(LIST_SEPARATOR))
        else:
            text = encode(value)
        self.fields.append((name, f"{{{text}}}"))

    def _language(self, name: str, value: str) -> tuple[str, str]:
        """The language as it was written if that still says the same, else by its babel name or its code."""
        babel = name_of(value)
        for kept_name in ("langid", "language", "hyphenation"):
            kept = self.kept.get(kept_name)
            if isinstance(kept, str) and code_of(kept) == value and kept.lower() != babel:
                self.used = kept_name
                return kept_name, kept
        return (name, babel) if babel else ("language", encode(value))

    def _date(self, rule: Rule, date: Date) -> None:
        if rule.variable != "issued":
            self.fields.append((self._name_of(rule), f"{{{encode(write_date(date))}}}"))
            return
        simple = bool(date.start) and date.end is None and not (date.season or date.circa or date.literal)
        if date.literal:
            self.fields.append(("year", f"{{{encode(date.literal)}}}"))
        elif self.dialect == "biblatex":
            self.fields.append(("date", f"{{{write_date(date)}}}"))
        elif date.start:
            self._year_and_month(date, simple)

    def _year_and_month(self, date: Date, simple: bool) -> None:
        """Year, month and day; what they cannot hold is in ``date`` as well, which BibTeX's styles pass over."""
        if not simple:
            self.fields.append(("date", f"{{{write_date(date)}}}"))
        self.fields.append(("year", f"{{{date.start[0]}}}"))
        if len(date.start) > 1:
            self.fields.append(("month", MONTH_MACROS[date.start[1] - 1]))
        if len(date.start) > 2:
            self.fields.append(("day", f"{{{date.start[2]}}}"))

    def _shape_titles(self) -> None:
        """Volume and work under BibLaTeX's names for them (see `records`)."""
        names = {name for name, _ in self.fields}
        base = "booktitle" if self.csl_type in PARTS else "title"
        if "volumetitle" in names and base in names:
            renamed = {base: "maintitle", "volumetitle": base}
        elif self.csl_type == "periodical" and {"title", "journaltitle"} <= names:
            renamed = {"title": "issuetitle", "journaltitle": "title"}
        else:
            return
        self.fields = [(renamed.get(name, name), value) for name, value in self.fields]

    def _extra(self) -> None:
        """What only BibTeX knows, as it was written."""
        for name, kept in self.kept.items():
            values = kept if isinstance(kept, list) else [kept]
            if (
                name == ENTRY_TYPE
                or not _FIELD_NAME.fullmatch(name)
                or not all(isinstance(v, str) for v in values)
            ):
                continue
            if name == self.used:
                continue
            self.fields += [(name, f"{{{value}}}") for value in values if _is_balanced(value)]


def written_key(key: str) -> str:
    """A citation key with what cannot stand in one as "_"."""
    return _BAD_KEY.sub("_", key)


def _list_piece(text: str) -> str:
    return f"{{{encode(text)}}}" if " and " in text else encode(text)


def _is_balanced(text: str) -> bool:
    """Whether a text can stand between braces as it is."""
    if "{" not in text and "}" not in text:
        return True
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0
