"""Wikipedia's citation templates ({{cite journal |last=Doe …}}), alone or in the text of an article.

The templates of ten languages are read, those of the English Wikipedia (Citation Style 1) are written, each in a
``<ref>`` with the record's id. What has no place in CSL stays in ``Record.extra["wikipedia"]`` under its parameter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.format import Format, in_parts
from soilbib.formats.losses import find_losses
from soilbib.formats.tagged_records import last_start
from soilbib.formats.wikipedia_reading import KIND_WORDS, key_of, read_values, spelled
from soilbib.formats.wikipedia_tables import (
    DATES,
    FIELDS,
    NAMES,
    ORDER,
    TEMPLATES,
    WRITTEN_TEMPLATES,
)
from soilbib.formats.wikitext import LONGEST, Template, read_template, wikitext
from soilbib.model import Date, Name, Record, Source

_NAMES = "|".join(sorted((name.replace(" ", "[ _]+") for name in TEMPLATES), key=len, reverse=True))
_START = re.compile(rf"\{{\{{\s*(?:{_NAMES})\s*(?:<!--[^>]*-->\s*)?\|", re.IGNORECASE)
_HEAD = re.compile(rf"\{{\{{\s*(?:{_NAMES})\s*\|[^{{}}]{{0,200}}?=", re.IGNORECASE)
_LINE_START = re.compile(rf"[*#:;\s]*(?:<ref[^<>]*>\s*)?\{{\{{\s*(?:{_NAMES})\s*\|", re.IGNORECASE)
_REF = re.compile(r"<ref\b[^<>]*>\s*\Z", re.IGNORECASE)
_REF_NAME = re.compile(r"""\bname\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>/]+))""")
_FURNITURE = re.compile(r"</?ref\b[^<>]*>|^[*#:;]+|[.,;]+(?=\s*(?:</ref>|$))", re.MULTILINE | re.IGNORECASE)
_LEAST = 1_000  # characters of a template that are looked at after many that do not end, so that these cost linear time
_TEMPLATE = "template"
_NOT_IN_NAMES = re.compile(r'["<>]')
_MONTHS = (
    "",
    *"January February March April May June July August September October November December".split(),
)
_SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")
_CONTAINERS: dict[str, str] = {
    "article-newspaper": "newspaper", "article-magazine": "magazine", "webpage": "website", "post": "mailing-list",
    "post-weblog": "website", "entry-encyclopedia": "encyclopedia", "entry-dictionary": "dictionary",
    "paper-conference": "book-title", "broadcast": "series", "chapter": "title",
    "article-journal": "journal",
}  # fmt: skip
"""CSL type → the parameter of the title of what such a work is in; that of the others is "work"."""

_TITLES: dict[str, str] = {"chapter": "chapter", "map": "map", "legal_case": "litigants"}
"""CSL type → the parameter of its title; that of the others is "title"."""

_WITH_TEMPLATE = frozenset({"paper-conference", "webpage"})
_UNWRITTEN = ("number-of-pages", "collection-number")
_NUMBERED: dict[str, str] = {
    "author": "",
    "editor": "editor",
    "translator": "translator",
    "interviewer": "interviewer",
}
"""Name variable → the parameter before its number, for persons of two parts."""


def looks_like(head: str) -> bool:
    """Whether a citation template with a parameter is there."""
    return bool(_HEAD.search(head))


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read all citation templates of a text; other text between them is a W205 problem."""
    done, line, longest = 0, 1, LONGEST
    for match in _START.finditer(text):
        if match.start() < done:
            continue
        template = read_template(text, match.start(), longest)
        before = text[done : match.start()]
        if outside := _FURNITURE.sub("", before).strip("\ufeff \n\r\t"):
            yield Problem("W205", "text outside any record", Place(path, line, 1), "info", outside)
        line += before.count("\n")
        if template is None:
            longest = max(longest * 9 // 10, _LEAST)
            following = _START.search(text, match.end())
            end = following.start() if following else len(text)
            broken = text[match.start() : end].strip()
            yield Problem("E102", "the template has no end", Place(path, line), text=broken)
        else:
            end = template.end
            yield _read_template(template, before, Source("wikipedia", path, line))
        line += text.count("\n", match.start(), end)
        done = end
    if outside := _FURNITURE.sub("", text[done:]).strip("\ufeff \n\r\t"):
        yield Problem("W205", "text outside any record", Place(path, line, 1), "info", outside)


def cut(text: str) -> int:
    """How much of the start of a text can be read by itself: up to the last line that begins with a template."""
    return last_start(text, "\n", _LINE_START)


def _read_template(template: Template, before: str, source: Source) -> Record | Problem:
    ref = _REF.search(before[-300:])
    name = _REF_NAME.search(ref[0]) if ref else None
    record = read_values(template, source, next(filter(None, name.groups()), "") if name else "")
    if not (record.fields or record.names or record.dates):
        text = f"{{{{{template.name}|…}}}}"
        return Problem("E103", "the template says nothing", Place(source.path, source.line), text=text)
    if template.name.lower() == _template_for(record.type).lower():
        return record
    kept = {**record.extra.get("wikipedia", {}), _TEMPLATE: template.name}
    return record.replace(extra={"wikipedia": kept})


def _template_for(csl_type: str) -> str:
    return WRITTEN_TEMPLATES.get(csl_type, "citation")


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write a template for each record, with the losses that reading back shows."""
    for record in records:
        text = _write_record(record)
        again = next((item for item in read(text, "") if isinstance(item, Record)), None)
        yield from find_losses(record, again, "Wikipedia", "wikipedia")
        yield text


def _write_record(record: Record) -> str:
    kept = {
        key: value
        for key, value in record.extra.get("wikipedia", {}).items()
        if isinstance(value, str) and isinstance(key, str)
    }
    name, values = _template_for(record.type), _values(record)
    said = _meaning(name, values)
    for key, value in kept.items():
        others = {other: text for other, text in values.items() if not _is_same(other, key)}
        trial = (value, values) if key == _TEMPLATE else (name, {**others, key: value})
        known = trial[0].lower().startswith(("cite ", "citation")) and trial[0].lower() in TEMPLATES
        if known and _meaning(*trial) == said:
            name, values = trial
    body = "".join(f" |{key}={value}" for key, value in values.items())
    ref = _NOT_IN_NAMES.sub("", " ".join(record.id.split()))
    template = f"{{{{{name}{body}}}}}"
    return f'<ref name="{ref}">{template}</ref>\n' if ref else f"{template}\n"


def _is_same(one: str, other: str) -> bool:
    """Whether two parameters stand for one field."""
    return FIELDS.get(key_of(one), one) == FIELDS.get(key_of(other), other)


def _meaning(name: str, values: dict[str, str]) -> tuple[object, ...]:
    record = read_values(Template(name, values, 0), Source())
    dates = {variable: (date.start, date.end, date.literal) for variable, date in record.dates.items()}
    return (record.type, record.names, dates, record.fields, record.truncated)


def _values(record: Record) -> dict[str, str]:
    """The parameters of a record, in the usual order."""
    values = _fields(record)
    for variable, date in record.dates.items():
        key = next((key for key, held in DATES.items() if held == variable), "")
        if key:
            values[key] = wikitext(_write_date(date))
    ordered = {key: values[key] for key in (*ORDER, *values) if key in values}
    return {**_people(record), **ordered}


def _fields(record: Record) -> dict[str, str]:
    own = {
        "title": _TITLES.get(record.type, "title"),
        "container-title": _CONTAINERS.get(record.type, "work"),
        "issue": "number" if record.type == "article-magazine" else "issue",
    }
    tags: dict[str, str] = {}
    for key, variable in FIELDS.items():
        tags.setdefault(variable, key)
    values: dict[str, str] = {}
    for variable, value in record.fields.items():
        key = own.get(variable) or tags.get(variable, "")
        if key and key not in values:
            values[key] = wikitext(spelled(variable, value))
    for variable in (
        _UNWRITTEN if record.fields.get("archive") == "arXiv" else (*_UNWRITTEN, "archive_location")
    ):
        values.pop(tags[variable], None)
    if record.type in KIND_WORDS and record.type not in _WITH_TEMPLATE:
        values["type"] = KIND_WORDS[record.type]
    return values


def _people(record: Record) -> dict[str, str]:
    values: dict[str, str] = {}
    for variable, names in record.names.items():
        before = _NUMBERED.get(variable)
        whole = next((key for key, (held, part) in NAMES.items() if (held, part) == (variable, "whole")), "")
        for number, name in enumerate(names, start=1) if whole else ():
            values.update(_person(name, before, whole, number))
        if variable in record.truncated and variable in ("author", "editor"):
            values[f"display-{variable}s"] = "etal"
    return values


def _person(name: Name, before: str | None, whole: str, number: int) -> dict[str, str]:
    if before is None or not name.family:
        text = name.inverted if name.family else f"(({name.literal or name.given}))"
        return {f"{whole}{number}": wikitext(text)}
    given = f"{name.given} {name.dropping_particle}".strip()
    given = f"{given}, {name.suffix}" if name.suffix else given
    hyphen = f"{before}-" if before else ""
    parts = {f"{hyphen}last{number}": name.full_family, f"{hyphen}first{number}": given}
    return {key: wikitext(part) for key, part in parts.items() if part}


def _write_date(date: Date) -> str:
    """A date as Citation Style 1 has it: "2004-06-15", "June 2004", "Spring 2004", "2001–2003"."""
    start, end = date.start, date.end
    if not start or start[0] < 1000:
        return date.text
    circa = "c. " if date.circa else ""
    if date.season and end is None and len(start) == 1:
        return f"{circa}{_SEASONS[date.season]} {start[0]}"
    if end is None and len(start) == 2:
        return f"{circa}{_MONTHS[start[1]]} {start[0]}"
    if end and len(start) == len(end) == 1:
        return f"{circa}{start[0]}–{end[0]}"
    return f"{circa}{start[0]}" if end is None and len(start) == 1 else date.text


WIKIPEDIA = Format(
    name="wikipedia",
    title="Wikipedia citation templates",
    extensions=(".wiki", ".wikitext", ".mediawiki"),
    looks_like=looks_like,
    read=read,
    stream=in_parts(read, cut),
    write=write,
    aliases=("mediawiki", "wikitext", "cs1"),
)
