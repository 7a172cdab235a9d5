"""``soilbib edit``: change a record of a catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import click

from soilbib import formats
from soilbib.catalogue import Change, Entry
from soilbib.cli import options
from soilbib.cli.collection import open_catalogue
from soilbib.cli.messages import Messages
from soilbib.errors import InputError, OutputError
from soilbib.files import read_text
from soilbib.model import Record, parse_date, parse_names
from soilbib.model.variables import DATE_VARIABLES, NAME_VARIABLES, STANDARD_VARIABLES

Value = TypeVar("Value")


def run(
    catalogue: str,
    key: str,
    *,
    values: Sequence[str] = (),
    file: str | None = None,
    categories: Sequence[str] = (),
    not_categories: Sequence[str] = (),
    editor_format: str = "csljson",
    messages: Messages | None = None,
) -> int:
    """Change a record by single values, by a file, or in an editor; returns the exit status."""
    messages = messages or Messages()
    with open_catalogue(catalogue, write=True) as opened:
        entry = opened.entry(key)
        done = []
        if categories or not_categories:
            done.append(opened.categorise([entry.key], add=categories, remove=not_categories))
        if values or file or not (categories or not_categories):
            record = _changed(entry, values, file, editor_format)
            done.append(opened.edit(entry.key, record))
    numbers = [str(change.number) for change in done if change.number]
    messages.summary(f"{catalogue}: {key}: {_said(numbers, done)}")
    return 0


def _said(numbers: Sequence[str], done: Sequence[Change]) -> str:
    return f"changed; change {' and '.join(numbers)}" if numbers and done else "nothing to change"


def _changed(entry: Entry, values: Sequence[str], file: str | None, editor_format: str) -> Record:
    if file:
        return _one(read_text(file).text, None, file)
    if not values:
        before = formats.dumps([entry.record], editor_format).text
        try:
            after = click.edit(before, extension=formats.find_format(editor_format).extensions[0])
        except click.ClickException as error:
            raise OutputError(f"{entry.key}: nothing is changed: {error.message}") from None
        return entry.record if after in (None, before) else _one(str(after), editor_format, entry.key)
    record = entry.record
    for value in values:
        record = _set(record, value)
    return record


def _one(text: str, source_format: str | None, path: str) -> Record:
    records = formats.loads(text, source_format, path=path).records
    if len(records) != 1:
        raise InputError(f"{path}: {len(records) or 'no'} records, where one is wanted")
    return records[0]


def _set(record: Record, assignment: str) -> Record:
    """The record with one variable changed: "title=…"; without a value it is taken away."""
    variable, equals, value = assignment.partition("=")
    variable = variable.strip()
    if not equals or variable not in STANDARD_VARIABLES | NAME_VARIABLES | DATE_VARIABLES | {"id", "type"}:
        from difflib import get_close_matches

        known = [*STANDARD_VARIABLES, *NAME_VARIABLES, *DATE_VARIABLES, "id", "type"]
        near = get_close_matches(variable, known, n=1)
        hint = f" (did you mean {near[0]}?)" if near and equals else ""
        raise click.UsageError(f"--set takes VARIABLE=VALUE with a CSL variable, not {assignment!r}{hint}")
    if variable in ("id", "type"):
        return record.replace(**{variable: value})
    if variable in NAME_VARIABLES:
        names, cut = parse_names(value)
        truncated = tuple(name for name in record.truncated if name != variable) + (
            (variable,) if cut else ()
        )
        return record.replace(names=_with(record.names, variable, names), truncated=truncated)
    if variable in DATE_VARIABLES:
        return record.replace(dates=_with(record.dates, variable, parse_date(value) if value else None))
    return record.replace(fields=_with(record.fields, variable, value))


def _with(values: dict[str, Value], variable: str, value: Value | None) -> dict[str, Value]:
    rest = {name: old for name, old in values.items() if name != variable or value}
    return {**rest, variable: value} if value else rest


@click.command("edit")
@click.argument("catalogue", metavar="CAT")
@click.argument("key")
@click.option(
    "--set",
    "values",
    multiple=True,
    metavar="VARIABLE=VALUE",
    help="Set one CSL variable; without a value drop it.",
)
@click.option(
    "--file", metavar="FILE", help='Take the record from FILE, in any format ("-": standard input).'
)
@click.option("-c", "--category", "categories", multiple=True, metavar="NAME", help="Give it a category.")
@click.option(
    "--not-category", "not_categories", multiple=True, metavar="NAME", help="Take a category from it."
)
@click.option(
    "--as",
    "editor_format",
    default="csljson",
    metavar="FORMAT",
    help="What the editor shows [default: csljson].",
)
@options.quiet
@options.color
def command(quiet: bool, **arguments: object) -> int:
    """Change the record KEY of the catalogue CAT: with the options, or without any in your editor.

    \b
    soilbib edit soil.db lal2004 --set 'title=Soil carbon sequestration' --category "Guides and reports"
    EDITOR=vi soilbib edit soil.db lal2004 --as bibtex
    """
    return run(messages=Messages(quiet), **arguments)  # type: ignore[arg-type]
