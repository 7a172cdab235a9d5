"""``soilbib check``: what is wrong in some files, before others find it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import click
import msgspec

from soilbib import formats
from soilbib.cli import options
from soilbib.cli.messages import Messages, plural
from soilbib.cli.sources import Source, check_usage, find_sources
from soilbib.errors import InputError, Place, Problem
from soilbib.files import STDIN
from soilbib.formats.streaming import Ids
from soilbib.model import Record
from soilbib.streams import Limits

_NEEDED: dict[str, Callable[[Record], object]] = {
    "title": lambda record: record.title,
    "date": lambda record: record.dates or record.fields.get("status"),
    "person or body": lambda record: (
        record.names or record.fields.keys() & {"publisher", "container-title", "authority"}
    ),
}
"""What a citation tells a work by → whether a record has it."""


def run(
    inputs: Sequence[str],
    *,
    source_format: str | None = None,
    recursive: bool = False,
    form: str = "text",
    messages: Messages | None = None,
) -> int:
    """Print what is wrong in the inputs; returns the exit status: 0, or 1 where there is anything.

    Raises `InputError` where there is no record.
    """
    messages = messages or Messages()
    check_usage(inputs, source_format)
    sources = find_sources(inputs or (STDIN,), recursive=recursive)
    records = found = 0
    for item in _items(sources, source_format):
        if isinstance(item, Record):
            records += 1
        elif item.severity != "info":
            found += 1
            click.echo(_SHOWN[form](item))
    if not records:
        raise InputError(f"{', '.join(source.name for source in sources)}: no input records")
    messages.summary(f"{plural(records, 'record')}, {plural(found, 'problem') if found else 'nothing wrong'}")
    return 1 if found else 0


def _items(sources: Sequence[Source], source_format: str | None) -> Iterator[Record | Problem]:
    """The records and problems of all inputs, each record with what it lacks behind it."""
    read = (
        item for source in sources for item in formats.open_records(source.open(Limits()), source_format)[1]
    )
    for item in Ids().identify(read):
        yield item
        if isinstance(item, Record) and (lacking := [name for name, has in _NEEDED.items() if not has(item)]):
            place = Place(item.source.path, item.source.line)
            yield Problem("W213", f"[{item.id}] has no {', no '.join(lacking)}", place, "warning")


def _github(problem: Problem) -> str:
    """A workflow command, which GitHub shows beside the line."""
    place = problem.place
    where = [f"file={_escaped(place.path, ':,')}", f"line={place.line or 1}"]
    where += [f"col={place.column}"] if place.column else []
    return f"::{problem.severity} {','.join(where)},title={problem.code}::{_escaped(problem.message)}"


def _escaped(text: str, also: str = "") -> str:
    for char in f"%\r\n{also}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


_SHOWN: dict[str, Callable[[Problem], str]] = {
    "text": str,
    "jsonl": lambda problem: msgspec.json.encode(problem).decode(),
    "github": _github,
}


@click.command("check")
@options.inputs
@options.from_format
@options.recursive
@click.option(
    "--format", "form", type=click.Choice(list(_SHOWN)), default="text", show_default=True, help="Notation."
)
@options.quiet
@options.color
def command(quiet: bool, **arguments: object) -> int:
    """Say what is wrong in files of references; exit status 1 where anything is.

    Broken records, values that cannot be understood, identifiers that fail their check, ids that two records
    share, and records without a title, a date, or anybody named. Nothing is written.

    \b
    soilbib check refs.bib
    soilbib check --format github exports/ --recursive
    """
    return run(messages=Messages(quiet), **arguments)  # type: ignore[arg-type]
